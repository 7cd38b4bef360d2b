//! Announced sets in a sentence: 围绕“一个中心”, 抓住“两个善于”, and sets of such sets.

use crate::facts::model::{Facts, Slogan, SloganMember};
use crate::facts::table::{Item, Record};
use crate::facts::types::Short;
use crate::facts::value::{Prose, Text};

/// An announced set, or a member of one, which may be a set itself.
#[derive(Clone, Copy)]
pub struct Set<'a> {
    pub title: &'a Text,
    pub verb: Option<&'a Text>,
    pub lead: Option<&'a Prose>,
    pub text: Option<&'a Prose>,
    members: &'a [Short<SloganMember>],
    /// It was announced with a name of its own, which stands in quotation marks.
    announced: bool,
}

impl<'a> From<&'a Slogan> for Set<'a> {
    fn from(slogan: &'a Slogan) -> Self {
        let (title, verb, members) = (&slogan.title, slogan.verb.as_ref(), slogan.members.as_slice());
        Self { title, verb, lead: None, text: None, members, announced: true }
    }
}

impl<'a> From<&'a SloganMember> for Set<'a> {
    fn from(member: &'a SloganMember) -> Self {
        Self {
            title: &member.title,
            verb: member.verb.as_ref(),
            lead: member.lead.as_ref(),
            text: member.text.as_ref(),
            members: &member.members,
            announced: !member.members.is_empty() || member.count.is_some(),
        }
    }
}

impl<'a> Set<'a> {
    /// The set that a record of the facts is; `None` for other records.
    pub fn of(facts: &'a Facts, record: &dyn Record) -> Option<Self> {
        if ![Slogan::TABLE.en, SloganMember::TABLE.en].contains(&record.table().en) {
            return None;
        }
        facts.slogans.iter().map(Set::from).find_map(|set| set.at(record))
    }

    /// This set or the one within it that `record` is.
    fn at(self, record: &dyn Record) -> Option<Self> {
        let Item::Text(title) = record.named("title") else { return None };
        if self.title.origin == title.origin {
            return Some(self);
        }
        self.members().find_map(|member| member.at(record))
    }

    /// Its members in order.
    pub fn members(self) -> impl Iterator<Item = Set<'a>> {
        self.members.iter().map(|member| Set::from(&member.0))
    }

    /// Whether it is made of announced sets only: it is then spoken of by these.
    pub fn is_of_sets(self) -> bool {
        !self.members.is_empty() && self.members().all(|member| member.announced)
    }

    /// Whether its author has written sentences for it or for a member of it.
    pub fn has_prose(self) -> bool {
        !self.prose().is_empty()
    }

    /// Every sentence that its author has written for it and its members.
    pub fn prose(self) -> Vec<&'a Prose> {
        let own = self.lead.into_iter().chain(self.text);
        own.chain(self.members().flat_map(Set::prose)).collect()
    }

    /// Its verb and name: 围绕“一个中心”; a plain member stands without quotation marks.
    pub fn name(self) -> String {
        let (verb, title) = (self.verb.map_or("", |verb| verb.text.as_str()), &self.title.text);
        if self.announced && !title.contains('“') { format!("{verb}“{title}”") } else { format!("{verb}{title}") }
    }

    /// As it stands in a sentence: its name, or, for a set of sets, theirs in a row.
    pub fn inline(self) -> String {
        if self.is_of_sets() { self.row() } else { self.name() }
    }

    /// The names of its members in a row: 围绕“一个中心”、抓住“两个善于”.
    pub fn row(self) -> String {
        row(self.members().map(Set::name))
    }
}

/// Names in a row; adjacent quotations and book titles take no mark between them (GB/T 15834 4.5.3.5).
pub fn row(names: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for name in names {
        let adjacent =
            [('》', '《'), ('”', '“')].iter().any(|(end, start)| text.ends_with(*end) && name.starts_with(*start));
        if !text.is_empty() && !adjacent {
            text.push('、');
        }
        text.push_str(&name);
    }
    text
}

/// A list of members in a row; `None` where it is another list.
pub fn members(facts: &Facts, items: &[Item<'_>]) -> Option<String> {
    let names = items.iter().map(|item| match item {
        Item::Record(record) if record.table().en == SloganMember::TABLE.en => Some(Set::of(facts, *record)?.name()),
        _ => None,
    });
    names.collect::<Option<Vec<_>>>().filter(|names| !names.is_empty()).map(row)
}
