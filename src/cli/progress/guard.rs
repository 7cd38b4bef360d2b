//! What a page of progress may replace: an earlier one, and nothing else that stands where it is to be written.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::plan::page::is_own;
use crate::say;

/// Names of facts and papers, which no page has.
const OTHERS: [&str; 3] = ["yaml", "yml", "md"];

/// Refuses a target that is called like facts or a paper, or where something else stands.
pub fn check(page: &Path) -> Result<(), Diagnostics> {
    let ending = page.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if let Some(ending) = ending.filter(|ending| OTHERS.contains(&ending.as_str())) {
        return Err(refused(page, say!("网页不能叫 .{ending}", "a web page is not called .{ending}")));
    }
    // Nothing is lost of what is not there or empty.
    let is_free = match fs::metadata(page) {
        Err(_) => true,
        Ok(data) if data.is_file() && data.len() == 0 => true,
        Ok(_) => fs::read(page).is_ok_and(|bytes| is_own(&bytes)),
    };
    let message = || {
        say!(
            "这里已有别的文件，不是 niandu progress 写出的",
            "something else stands here that `niandu progress` has not written"
        )
    };
    if is_free { Ok(()) } else { Err(refused(page, message())) }
}

fn refused(page: &Path, message: Say) -> Diagnostics {
    let hint = say!(
        "没有写出；换一个名字，如 --html 进度.html",
        "nothing is written; take another name, such as --html progress.html"
    );
    let source = Source::new(page.display().to_string(), "");
    let mut problems = Diagnostics::new();
    problems.push(Diagnostic::error("E364", message).at(&source, Origin::default()).hint(hint));
    problems
}
