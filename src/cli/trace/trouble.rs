//! What may be wrong with a question for the origin of a number.

use std::path::{Path, PathBuf};

use super::Traced;
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::report::trace;
use crate::say;

fn single(problem: Diagnostic) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    problems
}

/// A problem with a file as a whole.
fn with(path: &Path, problem: Diagnostic) -> Diagnostics {
    single(problem.at(&Source::new(path.display().to_string(), ""), Origin::default()))
}

pub fn unreadable(path: &Path, reason: &str) -> Diagnostics {
    let problem = Diagnostic::error("E004", say!("读不了这个文件：{reason}", "this file cannot be read: {reason}"));
    with(path, problem.hint(say!("核对文件名和权限", "check its name and permissions")))
}

/// The number that is asked for stands nowhere; `traced` are the papers that it was looked for in.
pub fn absent(paths: &[PathBuf], asked: Option<&str>, traced: &[Traced]) -> Diagnostics {
    let problem = match asked {
        Some(asked) => of_asked(asked, traced),
        None => Diagnostic::error("E226", say!("正文里没有数字", "the text has no numbers"))
            .hint(say!("日期和标题序号不算", "dates and the numbers of headings do not count")),
    };
    match paths.first() {
        Some(path) => with(path, problem),
        None => single(problem),
    }
}

/// Why there is no answer to this question, and how to ask another.
fn of_asked(asked: &str, traced: &[Traced]) -> Diagnostic {
    let none = Diagnostic::error("E226", say!("正文里没有“{asked}”这个数", "the text has no number “{asked}”"));
    if let Some(date) = trace::date(asked) {
        let problem =
            Diagnostic::error("E226", say!("正文里没有“{date}”这个时间", "the text has no date or time “{date}”"));
        let short = date.split_once('年').map(|(_, rest)| rest).filter(|rest| !rest.is_empty());
        return problem.hint(match short {
            Some(short) => say!(
                "正文多不写年份，可以只写月、日：{short}",
                "papers mostly leave out the year: ask for month and day alone, {short}"
            ),
            None => say!(
                "照正文里的写法写，如 3月8日；有的只写到月",
                "write it as the text has it, such as 3月8日; some stand there by their month alone"
            ),
        });
    }
    if !asked.chars().any(char::is_numeric) {
        return Diagnostic::error("E226", say!("“{asked}”不是数字", "“{asked}” is no number"))
            .hint(say!("写数字，如 98人、46.9%、3月8日", "write a number, such as 98人, 46.9% or 3月8日"));
    }
    let dates = traced.iter().flat_map(|paper| &paper.numbers).filter(|number| number.time);
    if let Some(number) = dates.map(|number| &number.number).find(|number| trace::has_number(number, asked)) {
        return none.hint(say!(
            "它在日期里；查日期连单位写：{number}",
            "it stands in a date; ask for the date with its unit: {number}"
        ));
    }
    if let Some(around) = traced.iter().flat_map(|paper| &paper.texts).find_map(|text| trace::around_of(text, asked)) {
        return none.hint(say!(
            "它是标题、名称或序号的一部分，没有可查的事实：{around}",
            "it is part of a title, a name or a numbering, which no fact stands behind: {around}"
        ));
    }
    none.hint(say!(
        "照正文里的写法写，如 98人、46.9%；--all 列出全部",
        "write it as the text has it, such as 98人 or 46.9%; --all lists every number"
    ))
}

pub fn without_facts(path: &Path) -> Diagnostics {
    let problem = Diagnostic::error(
        "E227",
        say!("找不到写出这份文件的事实文件", "the facts that this paper was made from are not found"),
    );
    with(
        path,
        problem.hint(say!(
            "用 --facts 指明；文件的标题要与事实写出的一致",
            "name them with --facts; the title must be the one that the facts give"
        )),
    )
}

/// Several facts files give a paper of this title, and what the paper says does not tell which of them it is of.
pub fn several(path: &Path, files: &[&Path]) -> Diagnostics {
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let (zh, en) = (names.join("、"), names.join(", "));
    let problem = Diagnostic::error(
        "E275",
        say!("几个事实文件都写出这个标题：{zh}", "several facts files give a paper of this title: {en}"),
    );
    let first = names.first().cloned().unwrap_or_default();
    with(path, problem.hint(say!("用 --facts 指明一个：--facts {first}", "name one with --facts: --facts {first}")))
}

/// The paper has the number, and the facts have changed so that they no longer give it.
pub fn gone(path: &Path, number: &str) -> Diagnostics {
    let problem = Diagnostic::error(
        "E276",
        say!("事实现在写不出文件里的“{number}”", "the facts as they are do not give “{number}”, which this paper has"),
    );
    with(
        path,
        problem.hint(say!(
            "事实或文件后来改过；有当时的事实文件，用 --facts 指明",
            "facts or paper were changed since; name the facts of that time with --facts if you have them"
        )),
    )
}

/// Nobody can say whether the paper reads as the facts give it.
pub fn unread(path: &Path) -> Diagnostics {
    let problem = Diagnostic::warning(
        "W275",
        say!(
            "这份文件里的字读不出来，不知道事实后来改过没有",
            "the words of this paper cannot be read: whether the facts were changed since is not known"
        ),
    );
    with(
        path,
        problem.hint(say!(
            "以下出处是现在的事实；要可靠，用 --embed-facts 写 PDF",
            "the origins below are those of the facts as they are; to be sure, write the PDF with --embed-facts"
        )),
    )
}

pub fn changed(path: &Path) -> Diagnostics {
    let problem = Diagnostic::warning(
        "W226",
        say!("这份文件与事实现在写出的不一样", "this paper does not read as the facts give it now"),
    );
    with(
        path,
        problem.hint(say!(
            "事实或文件后来改过：以下出处是现在的事实",
            "facts or paper were changed since: the origins below are those of the facts as they are"
        )),
    )
}
