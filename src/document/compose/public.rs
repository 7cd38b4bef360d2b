//! A paper for the public names no helped person: the tool's own sentences only count them, and the author's are looked at.

use super::Writer;
use crate::diagnostic::Origin;
use crate::document::Document;
use crate::document::phrase::HELPING;
use crate::facts::check::words::{surname, walk};
use crate::facts::model::{Entered, Facts, OWN};
use crate::facts::table::{Item, Record};
use crate::facts::value::Piece;
use crate::say;

/// The first record of relief that names whom it helped, and one of the names.
pub fn helped(facts: &Facts) -> Option<(Origin, String)> {
    facts.placed().into_iter().find_map(|record| {
        let name = who(record).into_iter().next()?;
        Some((record.record().origin(), name.to_owned()))
    })
}

impl Writer<'_> {
    /// The author's words in a public paper do not name those who were helped. Who was honoured may be named.
    pub(super) fn check_public(&self, document: &Document) {
        if !self.manifest.public {
            return;
        }
        let facts = self.figures.facts();
        let persons = self.persons();
        let mut honoured: Vec<&str> =
            facts.honours.iter().flat_map(|honour| &honour.to).map(|to| to.name.as_str()).collect();
        for activity in facts.activities.iter().chain(&facts.contests) {
            let awards = activity.awards.iter().chain(activity.then.iter().flat_map(|then| &then.awards));
            honoured.extend(awards.flat_map(|award| &award.winners).map(|winner| winner.name.as_str()));
        }
        let texts = document.texts();
        for record in facts.placed().into_iter().filter(|record| HELPING.contains(&facts.list_of(*record))) {
            let mut written = Vec::new();
            texts_of(record.record(), &mut written);
            let named =
                persons.iter().map(String::as_str).filter(|name| written.iter().any(|text| text.contains(name)));
            let mut names: Vec<&str> = named.chain(who(record)).filter(|name| !honoured.contains(name)).collect();
            names.dedup();
            if let Some(name) = names.into_iter().find(|name| texts.iter().any(|text| text.contains(name))) {
                self.fault(
                    "E193",
                    self.figures.file().source.first_line(record.record().origin()),
                    say!("公开的文件里写到了受助人“{name}”", "the paper for the public names “{name}”, who was helped"),
                    say!(
                        "在这份文件的开头、正文里不写姓名，改用“困难教职工”之类的说法",
                        "leave the name out of the opening and text of this paper; say 困难教职工 or the like"
                    ),
                );
            }
        }
    }

    /// The names of all persons that the file knows.
    fn persons(&self) -> Vec<String> {
        let facts = self.figures.facts();
        let listed = facts.people.iter().flat_map(|member| std::iter::once(&member.name).chain(&member.aliases));
        let mut names: Vec<String> = listed.map(|name| name.text.clone()).collect();
        walk::each(facts, &mut |_, words| {
            if let walk::Words::Person(person) = words
                && !OWN.contains(&person.name.as_str())
            {
                names.push(person.name.clone());
            }
        });
        names.retain(|name| name.chars().count() > 1);
        names.sort();
        names.dedup();
        names
    }
}

/// Whom a record of relief names, where those are persons: 周宁, 语文组周宁老师, 困难教职工周宁、杜衡, but not 困难教职工.
fn who(record: Entered<'_>) -> Vec<&str> {
    let Entered::Relief(relief) = record else { return Vec::new() };
    relief.who.text.split(['、', '和', '及', '，']).filter_map(name_in).collect()
}

/// The name at the end of a text, behind the group or the unit that the person belongs to.
fn name_in(text: &str) -> Option<&str> {
    const GROUPS: [char; 14] = ['工', '师', '员', '家', '生', '属', '者', '户', '妇', '人', '部', '组', '童', '军'];
    const BEFORE: [char; 8] = ['校', '室', '班', '级', '处', '科', '会', '的'];
    let bare = ["老师", "同志", "师傅", "女士", "先生"].iter().find_map(|title| text.strip_suffix(title));
    let bare = bare.unwrap_or(text);
    let starts: Vec<usize> = bare.char_indices().map(|(at, _)| at).collect();
    [3_usize, 2].into_iter().find_map(|length| {
        let (group, name) = bare.split_at_checked(*starts.get(starts.len().checked_sub(length)?)?)?;
        let behind = group.chars().next_back().is_none_or(|last| GROUPS.contains(&last) || BEFORE.contains(&last));
        let person = name.chars().next().is_some_and(surname) && !name.ends_with(GROUPS);
        (behind && person).then_some(name)
    })
}

/// Every text of a record, as it is written.
fn texts_of(record: &dyn Record, found: &mut Vec<String>) {
    for index in 0..record.table().fields.len() {
        match record.item(index) {
            Item::Text(text) => found.push(text.text.clone()),
            Item::Prose(prose) => found.extend(prose.paragraphs.iter().flatten().filter_map(|piece| match piece {
                Piece::Text(text) => Some(text.clone()),
                Piece::Reference(_) => None,
            })),
            _ => {}
        }
    }
}
