//! References that follow the paper: the number of a heading, the title of another paper.

use super::Phrases;
use crate::diagnostic::{Diagnostic, Origin};
use crate::document::compose::{kind_of, period, section_name, title_text};
use crate::document::parse;
use crate::facts::model::Paper;
use crate::facts::value::Text;
use crate::say;

impl Phrases<'_> {
    /// What stands for the number of a heading until the paper is numbered.
    pub(super) fn number(&self, name: &str, place: Origin) -> String {
        let id = section_name(name).to_owned();
        let mark = parse::number_of(&id);
        self.numbers.borrow_mut().insert((id, place));
        mark
    }

    /// The number of a heading was asked for that this paper does not have.
    pub fn report_lost_number(&self, id: &str) {
        let places: Vec<Origin> =
            self.numbers.borrow().iter().filter(|(name, _)| name == id).map(|(_, at)| *at).collect();
        for place in places {
            let problem = Diagnostic::error(
                "E221",
                say!("“{id}”在这份文件里没有带序号的标题", "`{id}` has no heading with a number in this paper"),
            );
            self.report(problem.at(&self.figures.file().source, place).hint(say!(
                "它没有内容而略去了，或不在这份文件里：补上内容，或改写这句话",
                "it dropped out for want of contents, or is no part of this paper: fill it, or reword the sentence"
            )));
        }
    }

    /// The title that another paper of the file has, on one line.
    pub(super) fn title_of(&self, key: &Text, paper: &Paper, place: Origin) -> String {
        // That no kind has this name has been said.
        let Some((_, manifest)) = self.templates.kind(&kind_of(key, paper).text) else { return String::new() };
        let period = period::told(self.figures, manifest, Some(paper));
        let title = title_text(self.figures, Some(paper), manifest, &period, &[]);
        if paper.title.is_none() && manifest.title.contains("{papers}") {
            let name = &key.text;
            let problem = Diagnostic::error(
                "E223",
                say!(
                    "“{name}”的标题由所附文件拼成，引用不到",
                    "the title of `{name}` is made from the papers that it carries and cannot be referred to"
                ),
            );
            self.report(
                problem.at(&self.figures.file().source, place).hint(say!("给它写上 标题", "give it a `title`")),
            );
            return String::new();
        }
        title.replace('\n', "")
    }
}
