//! `template.yaml`: what makes a kind of paper. What the facts say about a paper of this kind wins over it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::number::Label;

/// One kind of paper.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The kind that this one takes everything from but its name and aliases and what it says itself.
    #[serde(default)]
    pub extends: Option<String>,
    /// What the kind is called on paper: 工作总结.
    pub name: String,
    /// Other names under which `documents` may speak of the kind.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The title, with `{title}` for the body's title name, `{period}` for the period told and `{papers}` for the titles of
    /// the papers that it carries.
    pub title: String,
    /// The file name, with the same places and `{self}`, `{id}`, `{kind}`, `{name}`.
    pub file: String,
    /// The levels of bodies that write it (group, school, district, city, province); any where absent.
    #[serde(default)]
    pub levels: Vec<String>,
    /// Sections of the facts that there must be, by their English keys; `a|b` where either will do.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Whether it tells what was or what is to come.
    #[serde(default)]
    pub tells: Tells,
    /// The longest time that it tells, in months: 7 for half a year or a term; any where absent.
    #[serde(default)]
    pub months: Option<u32>,
    /// The voice of its clauses: a component `activity_log` stands in for `activity` in the register `log`.
    #[serde(default = "school")]
    pub register: String,
    /// How much of the records of a type is told, by their English list names; everything where absent.
    #[serde(default)]
    pub shows: BTreeMap<String, Shows>,
    /// How many names a row has before the rest is only counted (甲、乙等6项).
    #[serde(default = "four")]
    pub listed: usize,
    /// The labels of heading levels, from the highest: 一、 （一） 1. （1） 第一部分 一是 or none.
    #[serde(default = "standard_numbering")]
    pub numbering: Vec<Label>,
    /// Whether a heading that has one paragraph and nothing below it runs into that paragraph: 1.标题。正文.
    #[serde(default)]
    pub run_in: bool,
    /// How the items of a plan stand under a heading.
    #[serde(default)]
    pub items: Items,
    /// Whether the measures of a plan tell their time where the paper has no schedule.
    #[serde(default)]
    pub dated: bool,
    /// Whether the measures of a plan tell who is in charge, where no schedule does.
    #[serde(default = "yes")]
    pub owners: bool,
    /// The layout that it is set in.
    #[serde(default = "plain")]
    pub layout: String,
    /// Where the names and the date stand.
    #[serde(default)]
    pub signature: Signed,
    /// Who is spoken to, where the facts name no addressee: 各位代表.
    #[serde(default)]
    pub salutation: Option<String>,
    /// The sentence between opening and body; `{period}` may stand in it.
    #[serde(default)]
    pub transition: String,
    /// Openings to choose from: the name by which the facts choose, and the component; the first is the usual one.
    #[serde(default)]
    pub openings: Vec<Form>,
    /// Closings to choose from; without a choice in the facts the first is used where it is called `usual`.
    #[serde(default)]
    pub closings: Vec<Form>,
    /// The sections in their order.
    pub sections: Vec<Section>,
    /// Charts and tables that it shows where the facts ask for none themselves, by name (see
    /// [`SHOWINGS`](crate::facts::model::SHOWINGS)); photos are shown only where the facts ask for them.
    #[serde(default)]
    pub exhibits: Vec<String>,
    /// Kinds of paper that this one carries, in their order; `a|b` for the first of them that the facts speak of.
    #[serde(default)]
    pub encloses: Vec<String>,
    /// How it carries them.
    #[serde(default)]
    pub enclosed_as: Enclosing,
    /// Whether it has a 版记: copies, and who printed it when.
    #[serde(default)]
    pub imprint: bool,
    /// The list of records one of which the paper is about, by its English name; where the facts name no topic, its only
    /// record is meant.
    #[serde(default)]
    pub about: Option<String>,
    /// Whether it tells only a part of the year: that it leaves records out is no matter for a warning.
    #[serde(default)]
    pub partial: bool,
    /// The pages that it must fit on.
    #[serde(default)]
    pub pages: Option<usize>,
    /// Whether no helped person may be named: the version for the public.
    #[serde(default)]
    pub public: bool,
}

/// Whether a paper looks back or ahead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tells {
    #[default]
    Past,
    Plan,
}

/// Whether the items of a plan are told in paragraphs, a month of a schedule on a line, or each is numbered by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Items {
    #[default]
    Chained,
    Numbered,
}

/// How much of a record is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    Full,
    Names,
    Count,
    Nothing,
}

/// Where names and date stand: under the text, under the title (with the speaker), or nowhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signed {
    #[default]
    Below,
    UnderTitle,
    Nowhere,
}

/// Whether papers are issued (each on a new page, with nothing said of them under the text) or attached (附件).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enclosing {
    #[default]
    Issued,
    Attached,
}

/// One of several wordings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub name: String,
    /// Its Chinese name, by which the facts may choose it as well.
    #[serde(default)]
    pub zh: Option<String>,
    pub component: String,
    /// Unless the author chooses it, it stands back where the paper has this section: guiding words open a plan.
    #[serde(default)]
    pub unless: Option<String>,
    /// Whether it tells the highest honour of the body itself, which is then told nowhere else.
    #[serde(default)]
    pub honour: bool,
}

impl Form {
    /// Whether the facts mean this form by `name`.
    pub fn answers_to(&self, name: &str) -> bool {
        self.name == name || self.zh.as_deref() == Some(name)
    }
}

/// A section of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name among all sections (see [`SECTIONS`](crate::facts::model::SECTIONS)), or `part` for the heading of a part, under which numbering
    /// begins anew: 第一部分.
    pub is: String,
    /// Its heading, in which `{span}` and `{next}` may stand; without one its contents stand on their own.
    #[serde(default)]
    pub title: Option<String>,
    /// Words before its first paragraph, with the same places: 下半年，重点做好以下工作：
    #[serde(default)]
    pub lead: Option<String>,
    /// Whether it is no section of its own but the last part of the section `areas`, one level down.
    #[serde(default)]
    pub under_areas: bool,
}

impl Manifest {
    /// Whether `name` means this kind, whose folder is `kind`.
    pub fn answers_to(&self, kind: &str, name: &str) -> bool {
        name == kind || name == self.name || self.aliases.iter().any(|alias| alias == name)
    }
}

fn yes() -> bool {
    true
}

fn school() -> String {
    "school".to_owned()
}

fn plain() -> String {
    "plain".to_owned()
}

fn four() -> usize {
    4
}

fn standard_numbering() -> Vec<Label> {
    Label::STANDARD.to_vec()
}
