//! What may be wrong with a question for the origin of a number.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
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

/// The number that is asked for stands nowhere.
pub fn absent(paths: &[PathBuf], asked: Option<&str>) -> Diagnostics {
    let problem = match asked {
        Some(number) => {
            Diagnostic::error("E226", say!("正文里没有“{number}”这个数", "the text has no number “{number}”")).hint(
                say!(
                    "照正文里的写法写，如 98人、46.9%；日期、序号和标题里的数字不查；--all 列出全部",
                    "write it as the text has it, such as 98人 or 46.9%; dates, numbers of headings and titles are not traced; --all lists every number"
                ),
            )
        }
        None => Diagnostic::error("E226", say!("正文里没有数字", "the text has no numbers"))
            .hint(say!("日期和标题序号不算", "dates and the numbers of headings do not count")),
    };
    match paths.first() {
        Some(path) => with(path, problem),
        None => single(problem),
    }
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
