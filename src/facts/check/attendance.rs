//! Who was at a meeting: nobody was present and excused, and nobody was there twice.

use crate::diagnostic::Origin;
use crate::facts::check::Check;
use crate::facts::model::Paper;
use crate::say;

/// A list by its names in both languages, and a place in it.
type Listed = ([&'static str; 2], Origin);

impl Check<'_> {
    /// The lists of minutes (GB/T 9704 10.3).
    pub(super) fn present(&mut self, paper: &Paper) {
        let mut met: Vec<(&str, Listed)> = Vec::new();
        for ([zh, en], list) in paper.attendance() {
            for text in list {
                if text.text.trim().strip_prefix(zh).is_some_and(|rest| rest.starts_with(['：', ':'])) {
                    let hint = say!("去掉“{zh}：”，由工具加", "leave “{zh}：” out; the tool adds it");
                    self.form(text.origin, zh, en, &text.text, hint);
                }
                for name in names(&text.text) {
                    match met.iter().find(|(other, _)| *other == name) {
                        Some(&(_, first)) => self.listed_twice(name, first, ([zh, en], text.origin)),
                        None => met.push((name, ([zh, en], text.origin))),
                    }
                }
            }
        }
    }

    fn listed_twice(&mut self, name: &str, ([first_zh, first_en], place): Listed, ([zh, en], here): Listed) {
        let line = self.file.source.line_from(place, here);
        let (line_zh, line_en) = (line.zh, line.en);
        let message = if first_zh == zh {
            say!("“{name}”在“{zh}”里写了两次（{line_zh}）", "`{name}` stands twice under `{en}` ({line_en})")
        } else {
            say!(
                "“{name}”写在“{zh}”里，又写在“{first_zh}”里（{line_zh}）",
                "`{name}` stands under `{en}` and under `{first_en}` ({line_en})"
            )
        };
        let hint = say!("删去一处；同名的两人注明单位", "delete one; add the office where two persons have one name");
        self.warn("W235", here, message, hint);
    }
}

/// The single names of an entry, without posts in brackets. One character is no name.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['、', '，', ',', '；', ';']);
    let bare = parts.map(|part| part.split(['（', '(']).next().unwrap_or_default().trim());
    bare.filter(|name| name.chars().nth(1).is_some())
}
