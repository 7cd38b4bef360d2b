//! One school on the page.

use std::io;

use super::Page;
use super::escape::{Address, Text};
use crate::batch::manifest;
use crate::batch::record::{Paper, Problem, Record, Severity, Status};
use crate::diagnostic::Say;
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
pub(super) fn write(page: &mut Page, record: &Record) -> io::Result<()> {
    let class = match record.status {
        Status::Written => "written",
        Status::Partly => "partly",
        Status::Refused => "refused",
    };
    let (told, pages) = (record.problems.len(), record.pages());
    let name = if record.name.is_empty() { &record.facts } else { &record.name };
    let status = page.say(state(record.status));
    writeln!(
        page.to,
        "<li data-state=\"{class}\" data-told=\"{told}\" data-pages=\"{pages}\">\n<div><h3>{}</h3>\
         <small>{} {}</small></div>\n<p class=\"state {class}\">{status}</p>",
        Text(name),
        Text(&record.id),
        Text(&record.facts)
    )?;
    papers(page, record)?;
    problems(page, record)?;
    writeln!(page.to, "</li>")
}

fn papers(page: &mut Page, record: &Record) -> io::Result<()> {
    if record.papers.is_empty() {
        return Ok(());
    }
    write!(page.to, "<div>")?;
    if record.status == Status::Refused {
        let note = page.say(say!("以前写的仍在：", "written earlier and still there:"));
        write!(page.to, "<small>{note}</small>")?;
    }
    writeln!(page.to, "<ul class=\"papers\" role=\"list\">")?;
    for Paper { title, pages, files, .. } in &record.papers {
        write!(page.to, "<li><span>{}", Text(title))?;
        if let Some(pages) = pages {
            let pages = page.say(both("页", *pages, "page"));
            write!(page.to, " <small>{pages}</small>")?;
        }
        write!(page.to, "</span>")?;
        for file in files {
            let ending = file.path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let name = page.say(match ending {
                "html" => say!("网页", "web page"),
                "pdf" => say!("PDF", "PDF"),
                "docx" => say!("Word", "Word"),
                "ics" => say!("日历", "calendar"),
                "md" => say!("Markdown", "Markdown"),
                _ => say!("{ending}", "{ending}"),
            });
            write!(page.to, "<a href=\"{}\">{}</a>", Address(&file.path), Text(&name))?;
        }
        writeln!(page.to, "</li>")?;
    }
    writeln!(page.to, "</ul></div>")
}

fn problems(page: &mut Page, record: &Record) -> io::Result<()> {
    let (errors, warnings) = (record.count(Severity::Error), record.count(Severity::Warning));
    let some = |count: usize, say: Say| (count > 0).then_some(say);
    let counts = [some(errors, both("处错误", errors, "error")), some(warnings, both("处提醒", warnings, "warning"))];
    let counts: Vec<String> = counts.into_iter().flatten().map(|say| page.say(say)).collect();
    if counts.is_empty() {
        return Ok(());
    }
    let comma = page.say(say!("，", ", "));
    let open = if errors > 0 && page.opens { " open" } else { "" };
    writeln!(page.to, "<details{open}><summary>{}</summary>\n<ul class=\"told\" role=\"list\">", counts.join(&comma))?;
    // What keeps the papers from being written comes first.
    let of = |severity| record.problems.iter().filter(move |problem| problem.severity == severity);
    for problem in of(Severity::Error).chain(of(Severity::Warning)).take(LISTED) {
        one(page, problem, record)?;
    }
    writeln!(page.to, "</ul>")?;
    if let Some(more) = record.problems.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let json = manifest::json_name(None);
        let more = page.say(say!("另有 {more} 处，见", "{more} more in"));
        writeln!(page.to, "<p>{more} <a href=\"{json}\">{json}</a></p>")?;
    }
    writeln!(page.to, "</details>")
}

fn one(page: &mut Page, problem: &Problem, record: &Record) -> io::Result<()> {
    let class = if problem.severity == Severity::Error { " class=\"error\"" } else { "" };
    write!(page.to, "<li{class}><code>{}</code> ", Text(&problem.code))?;
    if problem.line > 0 {
        let line = problem.line;
        let line = page.say(say!("第 {line} 行", "line {line}"));
        let file = if problem.file == record.facts { "" } else { &problem.file };
        let gap = if file.is_empty() { "" } else { " " };
        write!(page.to, "<small>{}{gap}{line}</small> ", Text(file))?;
    } else if !problem.file.is_empty() && problem.file != record.facts {
        write!(page.to, "<small>{}</small> ", Text(&problem.file))?;
    }
    write!(page.to, "{}", Text(problem.message.in_language(page.language)))?;
    if let Some(hint) = &problem.hint {
        write!(page.to, "<br><small>{}</small>", Text(hint.in_language(page.language)))?;
    }
    writeln!(page.to, "</li>")
}
