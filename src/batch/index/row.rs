//! One school on the page.

use std::io;

use super::Index;
use crate::batch::manifest;
use crate::batch::record::{Paper, Problem, Record, Severity, Status};
use crate::diagnostic::Say;
use crate::page::{Address, Text, Told};
use crate::say;

/// Problems of one school that are listed; of more the number is said.
const LISTED: usize = 20;

/// The words for a status.
pub(super) fn state(status: Status) -> Say {
    match status {
        Status::Written => say!("已写成", "written"),
        Status::Partly => say!("部分写成", "partly written"),
        Status::Refused => say!("未写成", "not written"),
    }
}

/// A number of things.
fn both(zh: &str, count: usize, en: &str) -> Say {
    Say { zh: format!("{count} {zh}"), en: format!("{count} {en}{}", if count == 1 { "" } else { "s" }) }
}

/// Writes the school of a record.
pub(super) fn write(page: &mut Index, record: &Record) -> io::Result<()> {
    let class = match record.status {
        Status::Written => "written",
        Status::Partly => "partly",
        Status::Refused => "refused",
    };
    let (told, pages) = (record.problems.len(), record.pages());
    let name = if record.name.is_empty() { &record.facts } else { &record.name };
    let status = page.page.say(state(record.status));
    writeln!(
        page.page.to,
        "<li data-state=\"{class}\" data-told=\"{told}\" data-pages=\"{pages}\">\n<div><h3>{}</h3>\
         <small>{} {}</small></div>\n<p class=\"state {class}\">{status}</p>",
        Text(name),
        Text(&record.id),
        Text(&record.facts)
    )?;
    papers(page, record)?;
    others(page, record.old.iter().map(|file| &file.path), say!("旧", "old"))?;
    others(page, &record.kept, say!("被人改过，没有换掉：", "changed by a person and left alone:"))?;
    problems(page, record)?;
    writeln!(page.page.to, "</li>")
}

fn papers(page: &mut Index, record: &Record) -> io::Result<()> {
    if record.papers.is_empty() {
        return Ok(());
    }
    write!(page.page.to, "<div>")?;
    if record.status == Status::Refused {
        let note = page.page.say(say!("以前写的仍在：", "written earlier and still there:"));
        write!(page.page.to, "<small>{note}</small>")?;
    }
    writeln!(page.page.to, "<ul class=\"papers\" role=\"list\">")?;
    for Paper { title, pages, files, .. } in &record.papers {
        write!(page.page.to, "<li><span>{}", Text(title))?;
        if let Some(pages) = pages {
            let pages = page.page.say(both("页", *pages, "page"));
            write!(page.page.to, " <small>{pages}</small>")?;
        }
        if record.status == Status::Refused {
            write!(page.page.to, " <small class=\"old\">{}</small>", page.page.say(say!("旧", "old")))?;
        }
        write!(page.page.to, "</span>")?;
        for file in files {
            let ending = file.path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let name = page.page.say(match ending {
                "html" => say!("网页", "web page"),
                "pdf" => say!("PDF", "PDF"),
                "docx" => say!("Word", "Word"),
                "ics" => say!("日历", "calendar"),
                "md" => say!("Markdown", "Markdown"),
                _ => say!("{ending}", "{ending}"),
            });
            write!(page.page.to, "<a href=\"{}\">{}</a>", Address(&file.path), Text(&name))?;
        }
        writeln!(page.page.to, "</li>")?;
    }
    writeln!(page.page.to, "</ul></div>")
}

/// Files that are no papers of this run.
fn others<'p>(page: &mut Index, paths: impl IntoIterator<Item = &'p String>, label: Say) -> io::Result<()> {
    let mut paths = paths.into_iter().peekable();
    if paths.peek().is_none() {
        return Ok(());
    }
    write!(page.page.to, "<div><small>{}</small>\n<ul class=\"papers\" role=\"list\">", page.page.say(label))?;
    for path in paths {
        let name = path.rsplit_once('/').map_or(path.as_str(), |(_, name)| name);
        writeln!(page.page.to, "<li><a href=\"{}\">{}</a></li>", Address(path), Text(name))?;
    }
    writeln!(page.page.to, "</ul></div>")
}

fn problems(page: &mut Index, record: &Record) -> io::Result<()> {
    let (errors, warnings) = (record.count(Severity::Error), record.count(Severity::Warning));
    let some = |count: usize, say: Say| (count > 0).then_some(say);
    let counts = [some(errors, both("处错误", errors, "error")), some(warnings, both("处提醒", warnings, "warning"))];
    let counts: Vec<String> = counts.into_iter().flatten().map(|say| page.page.say(say)).collect();
    if counts.is_empty() {
        return Ok(());
    }
    let comma = page.page.say(say!("，", ", "));
    let open = if errors > 0 && page.opens { " open" } else { "" };
    writeln!(
        page.page.to,
        "<details{open}><summary>{}</summary>\n<ul class=\"told\" role=\"list\">",
        counts.join(&comma)
    )?;
    // What keeps the papers from being written comes first.
    let of = |severity| record.problems.iter().filter(move |problem| problem.severity == severity);
    for problem in of(Severity::Error).chain(of(Severity::Warning)).take(LISTED) {
        one(page, problem, record)?;
    }
    writeln!(page.page.to, "</ul>")?;
    if let Some(more) = record.problems.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let json = manifest::json_name(None);
        let more = page.page.say(say!("另有 {more} 处，见", "{more} more in"));
        writeln!(page.page.to, "<p>{more} <a href=\"{json}\">{json}</a></p>")?;
    }
    writeln!(page.page.to, "</details>")
}

fn one(page: &mut Index, problem: &Problem, record: &Record) -> io::Result<()> {
    let file = if problem.file == record.facts { "" } else { &problem.file };
    let place = page.page.place(file, problem.line);
    let is_error = problem.severity == Severity::Error;
    let language = page.page.language;
    let message = problem.message.in_language(language);
    let hint = problem.hint.as_ref().map(|hint| hint.in_language(language));
    page.page.told(&Told { code: &problem.code, place, message, hint, is_error })
}
