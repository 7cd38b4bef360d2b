//! The records of several years brought together: what was done in more than one of them is told once, with its sums; the
//! rest is told year by year.

mod details;
mod reliefs;
mod sums;

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostics, Severity};
use crate::document::manifest::Manifest;
use crate::document::number::chinese;
use crate::document::phrase::{self, Phrases};
use crate::document::view;
use crate::facts::amount::Amount;
use crate::facts::model::{Entered, OWN};
use crate::facts::table::{Item, Record};
use crate::facts::time::{Period, Precision};
use crate::facts::value::{Level, Prose};
use crate::figures::origins::{Called, Sort, bare, divided, is_mark};
use crate::figures::rate::Rate;
use crate::figures::term::is_same;
use crate::figures::{Figures, rate};

pub(super) use sums::money;
use sums::of_record;

/// Whether a paper of this kind tells several files at once.
pub(super) fn is_told(figures: Figures<'_>, manifest: &Manifest, period: Period) -> bool {
    manifest.sections.iter().any(|section| section.is == "term") && figures.years(period).len() > 1
}

/// One year of a term and the sentences about it.
pub(super) struct Year<'w, 'a> {
    pub(super) figures: Figures<'a>,
    /// As the paper names it: 2023年.
    pub(super) name: String,
    phrases: Told<'w, 'a>,
}

/// The sentences of a year: those of the current file are the paper's own.
enum Told<'w, 'a> {
    Own(&'w Phrases<'a>),
    Other(Box<Phrases<'a>>),
}

impl<'w, 'a> Year<'w, 'a> {
    pub(super) fn new(figures: Figures<'a>, own: &'w Phrases<'a>) -> Self {
        let current = std::ptr::eq(figures.file(), own.figures.file());
        let phrases = if current {
            Told::Own(own)
        } else {
            Told::Other(Box::new(Phrases::new(figures, own.templates(), own.register)))
        };
        Self { figures, name: figures.file().period.name(), phrases }
    }

    pub(super) fn phrases(&self) -> &Phrases<'a> {
        match &self.phrases {
            Told::Own(phrases) => phrases,
            Told::Other(phrases) => phrases,
        }
    }

    /// The errors met in the file of another year; what is only a warning is said when that year is told.
    pub(super) fn errors(self) -> Diagnostics {
        match self.phrases {
            Told::Own(_) => Diagnostics::new(),
            Told::Other(phrases) => phrases.finish().0.filtered(|problem| problem.severity == Severity::Error),
        }
    }

    fn view(&self, entered: Entered<'a>) -> Map<String, Value> {
        let print = |prose: &Prose| phrase::trimmed(&self.phrases().inline(prose)).to_owned();
        view::record(entered, self.figures, &print)
    }
}

/// A record and the place of its year among the years.
pub(super) type Dated<'a> = (usize, Entered<'a>);

/// The years of a term in which records are brought together.
pub(super) struct Term<'y, 'w, 'a> {
    pub(super) years: &'y [Year<'w, 'a>],
    heard: RefCell<Heard>,
}

/// The wordings that a paper has used, the last of them, and how that clause began.
#[derive(Default)]
struct Heard {
    times: HashMap<&'static str, u32>,
    form: &'static str,
    start: String,
}

impl Heard {
    /// The lowest is the freshest: no neighbour begins alike or has the same form, and of the forms the one heard least is
    /// taken, those that are stiff half as often.
    fn staleness(&self, form: &'static str, text: &str) -> (bool, bool, u32) {
        let times = self.times.get(form).copied().unwrap_or(0);
        let times = if form == "subject" { 2 * times + 1 } else { times };
        (start(text) == self.start, form == self.form, times)
    }

    fn hear(&mut self, form: &'static str, text: &str) {
        *self.times.entry(form).or_default() += 1;
        self.form = form;
        self.start = start(text);
    }
}

/// How a clause begins, as the ear hears it.
fn start(text: &str) -> String {
    bare(text).chars().take(2).collect()
}

impl<'y, 'w, 'a> Term<'y, 'w, 'a> {
    pub(super) fn new(years: &'y [Year<'w, 'a>]) -> Self {
        Self { years, heard: RefCell::default() }
    }

    /// Groups of records in one paragraph: first what was done in several years, then the rest year by year, then what the
    /// body itself was honoured with.
    pub(super) fn paragraph(&self, groups: Vec<Vec<Dated<'a>>>) -> Option<String> {
        let honour = |group: &Vec<Dated<'a>>| group.iter().all(|(_, record)| is_own(*record));
        let (own, groups): (Vec<_>, Vec<_>) = groups.into_iter().partition(honour);
        let mut own: Vec<Dated<'a>> = own.into_iter().flatten().collect();
        own.sort_by_key(|(year, _)| *year);
        let (several, single): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| years_of(group).len() > 1);
        let single: Vec<Dated<'a>> = single.into_iter().flatten().collect();
        let mut text = self.several(&several).unwrap_or_default();
        text += &self.given(&several).unwrap_or_default();
        let alone = own.len() < 2;
        for (at, year) in self.years.iter().enumerate() {
            let honours = own.iter().filter(|_| alone);
            let here = single.iter().chain(honours).filter(|(year, _)| *year == at).map(|(_, record)| *record);
            text += &dated(year, &here.collect::<Vec<_>>()).unwrap_or_default();
        }
        if !alone {
            text += &self.honours(&own).unwrap_or_default();
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// What was done in several years, a clause each; of the ways to say it the one heard least is taken. Condolences that
    /// are alike share a clause.
    fn several(&self, groups: &[Vec<Dated<'a>>]) -> Option<String> {
        const FORMS: [&str; 4] = ["plain", "sum", "every", "subject"];
        let mut clauses = Vec::new();
        let mut left = groups;
        let mut follows = false;
        while let Some(group) = left.first() {
            let alike = self.alike(left);
            let (now, later) = left.split_at(alike.max(1));
            left = later;
            now.iter().flatten().for_each(|(year, record)| self.years[*year].phrases().tell(*record));
            if alike > 1 {
                clauses.extend(self.reliefs(now, !follows));
                follows = true;
                continue;
            }
            follows = false;
            let view = self.view(group);
            let mut texts: Vec<(&'static str, String)> = Vec::new();
            for form in FORMS {
                // Where a form has nothing to say of its own it is none.
                let text = self.clause(group, &view, form).filter(|text| texts.iter().all(|(_, other)| other != text));
                texts.extend(text.map(|text| (form, text)));
            }
            let best = {
                let heard = self.heard.borrow();
                texts.into_iter().min_by_key(|(form, text)| heard.staleness(form, text))
            };
            let Some((form, text)) = best else { continue };
            self.heard.borrow_mut().hear(form, &text);
            clauses.push(self.noted(group, text));
        }
        phrase::in_sentences(&clauses)
    }

    fn clause(&self, group: &[Dated<'a>], view: &Map<String, Value>, form: &str) -> Option<String> {
        let phrases = self.years[group.last()?.0].phrases();
        let mut view = view.clone();
        view.insert("form".to_owned(), json!(form));
        let name = format!("term_{}", group.last()?.1.record().table().en);
        match phrases.templates().clause(phrases.register, &name, &Value::Object(view)) {
            Ok(text) => Some(phrase::trimmed(&text).to_owned()).filter(|text| !text.is_empty()),
            Err(problem) => {
                phrases.report(*problem);
                None
            }
        }
    }

    /// A clause with a note of the records of all years that it tells.
    fn noted(&self, group: &[Dated<'a>], text: String) -> String {
        let Some((last, record)) = group.last() else { return text };
        let figures = |year: &usize| self.years[*year].figures;
        // What stands in several years is called as the last of them calls it.
        let path = figures(last).file().paths().get(record.record().origin()).unwrap_or_default().to_owned();
        let place = |(year, record): &Dated<'a>| (figures(year).file().source.clone(), record.record().origin());
        figures(last).noted(text, Sort::Clause, Called::Named(path), None, || group.iter().rev().map(place).collect())
    }

    /// What the components see of a group: the record of its last year, and beside it `span`, `covers` (every year of the
    /// term), for each amount its `total_…` and, with the years, its `each_…`, and `details` of single years.
    fn view(&self, group: &[Dated<'a>]) -> Map<String, Value> {
        let Some((last, record)) = group.last().copied() else { return Map::new() };
        let year = &self.years[last];
        let mut c = year.view(record);
        let rule = phrase::rule(year.phrases(), record);
        let verb = rule.and_then(|rule| rule.verbs.first().cloned()).unwrap_or_default();
        let verb = record.place().verb.map_or(verb, |verb| verb.text.clone());
        c.insert("verb".to_owned(), json!(verb));
        if let Some(takers) = rule.and_then(|rule| rule.takers.as_ref()) {
            c.entry("takers").or_insert_with(|| json!(takers));
        }
        let own = years_of(group);
        c.insert("span".to_owned(), json!(self.span(&own)));
        c.insert("covers".to_owned(), json!(own.len() == self.years.len()));
        c.insert("count".to_owned(), json!(count_of_years(own.len())));
        for field in record.record().table().fields {
            let amounts = |record: &'a dyn Record| of_record(record, field.en);
            self.sums(&mut c, field.en, group, &amounts);
        }
        match record {
            Entered::Activity(_) => self.activity(&mut c, group),
            Entered::Congress(_) => self.congress(&mut c, group),
            Entered::Home(home) => {
                c.insert("year".to_owned(), json!(year.name));
                c.insert("to_date".to_owned(), json!(home.total.as_ref().map(|total| year.figures.fact(total))));
            }
            _ => {}
        }
        c.insert("rates".to_owned(), json!(self.rates(group)));
        let details: Vec<(&str, String)> = group.iter().filter_map(|dated| self.detail(*dated)).collect();
        c.insert("details".to_owned(), json!(details::told(&details)));
        c
    }

    /// 连续三年; 2023年和2025年 where other years lie between or beside them.
    fn span(&self, own: &[usize]) -> String {
        if own.len() == self.years.len() {
            return format!("连续{}", count_of_years(own.len()));
        }
        let names: Vec<&str> = own.iter().map(|at| self.years[*at].name.as_str()).collect();
        phrase::joined(&names)
    }

    /// The ordinals of an event: 第五届至第七届.
    fn activity(&self, c: &mut Map<String, Value>, group: &[Dated<'a>]) {
        let ordinal = |(_, record): &Dated<'a>| match record {
            Entered::Activity(activity) => activity.ordinal.map(|ordinal| ordinal.value),
            _ => None,
        };
        let numbers: Option<Vec<u32>> = group.iter().map(ordinal).collect();
        c.remove("ordinal");
        if let Some([first, .., last]) = numbers.as_deref() {
            c.insert("ordinals".to_owned(), json!(format!("第{}届至第{}届", chinese(*first), chinese(*last))));
        }
    }

    /// The sessions of a congress, and the proposals of all of them.
    fn congress(&self, c: &mut Map<String, Value>, group: &[Dated<'a>]) {
        let congresses = || {
            group.iter().filter_map(|(_, record)| match record {
                Entered::Congress(congress) => Some(*congress),
                _ => None,
            })
        };
        let sessions: Option<Vec<&str>> =
            congresses().map(|congress| congress.session.as_ref().map(|session| session.text.as_str())).collect();
        if let Some(sessions) = sessions {
            c.insert("sessions".to_owned(), json!(sessions.join("、")));
        }
        for field in ["received", "filed", "answered"] {
            let of = |record: &'a dyn Record| match record.named("proposals") {
                Item::Record(proposals) => of_record(proposals, field),
                _ => None,
            };
            self.sums(c, field, group, &of);
        }
        let total = |pick: fn(&crate::facts::model::Proposals) -> Option<&Amount>| {
            let amounts: Option<Vec<&Amount>> =
                congresses().map(|congress| congress.proposals.as_ref().and_then(pick)).collect();
            let amounts = amounts?;
            let (sum, unit) = crate::figures::sum(amounts.iter().copied())?;
            Some(Amount { origin: Default::default(), text: String::new(), unit, sum })
        };
        let rate = rate(total(|p| p.answered.as_ref()).as_ref(), total(|p| p.filed.as_ref()).as_ref());
        c.insert("answer_rate".to_owned(), json!(rate.map(|rate| self.answer_rate(group, &rate))));
    }

    /// The proposals answered of those filed in all years, as it is printed.
    fn answer_rate(&self, group: &[Dated<'a>], rate: &Rate) -> String {
        let printed = rate.print();
        let Some((last, _)) = group.last() else { return printed };
        let figures = |year: &usize| self.years[*year].figures;
        let places = || -> Vec<_> {
            let of = |(year, record): &Dated<'a>| match record.record().named("proposals") {
                Item::Record(proposals) => {
                    let amounts = ["answered", "filed"].into_iter().filter_map(|field| of_record(proposals, field));
                    figures(year).at_places(amounts.map(|amount| amount.origin))
                }
                _ => Vec::new(),
            };
            group.iter().flat_map(of).collect()
        };
        let formula = divided(rate, &printed);
        figures(last).noted(printed, Sort::Figure, Called::Named("任期.办复率".to_owned()), Some(formula), places)
    }

    /// What the body itself was honoured with, one by one, each year said once.
    fn honours(&self, own: &[Dated<'a>]) -> Option<String> {
        let mut list: Vec<String> = Vec::new();
        let mut told: Option<usize> = None;
        for (at, record) in own {
            let year = &self.years[*at];
            let clause = year.phrases().clause(*record);
            let clause = without(&clause, &view::own_name(year.figures));
            if !clause.is_empty() {
                let lead = if told == Some(*at) { "并" } else { &year.name };
                list.push(format!("{lead}{clause}"));
                told = Some(*at);
            }
        }
        let year = self.years.last().filter(|_| !list.is_empty())?;
        Some(phrase::sentence(&format!("{}{}", view::own_name(year.figures), list.join("，"))))
    }
}

/// How many honours of which level: 市级荣誉1项、县级荣誉3项; `None` where one of them has no level.
pub(super) fn by_level<'a>(honours: impl Iterator<Item = (Figures<'a>, Entered<'a>)>) -> Option<String> {
    let leveled = |(figures, record): (Figures<'a>, Entered<'a>)| Some((record.level()?, figures, record));
    let mut levels = honours.map(leveled).collect::<Option<Vec<_>>>()?;
    levels.sort_by_key(|(level, ..)| *level);
    let same = |same: &[(Level, Figures<'a>, Entered<'a>)]| {
        let (level, figures, _) = same.last()?;
        let (name, count) = (level.name(), same.len());
        let place = |(_, figures, record): &(Level, Figures<'a>, Entered<'a>)| {
            (figures.file().source.clone(), record.record().origin())
        };
        let called = Called::Named(format!("任期.荣誉.{name}"));
        let formula = format!("{name}荣誉{count}条");
        let places = || same.iter().map(place).collect();
        let number = figures.noted(count.to_string(), Sort::Figure, called, Some(formula), places);
        Some(format!("{name}荣誉{number}项"))
    };
    let counted: Vec<String> = levels.chunk_by(|a, b| a.0 == b.0).filter_map(same).collect();
    Some(counted.join("、")).filter(|counted| !counted.is_empty())
}

/// A clause without the name that it begins with.
fn without(clause: &str, name: &str) -> String {
    let words = clause.trim_start_matches(is_mark);
    let marks = clause.get(..clause.len() - words.len()).unwrap_or_default();
    words.strip_prefix(name).map_or_else(|| clause.to_owned(), |rest| format!("{marks}{rest}"))
}

/// The records of one year, with the year before them.
fn dated(year: &Year<'_, '_>, records: &[Entered<'_>]) -> Option<String> {
    let text = year.phrases().paragraph(records)?;
    // 2024年春节前, 2024年3月29日: a time goes on where the year ends.
    let occasion = records.first().and_then(|record| record.place().when);
    let occasion = occasion.filter(|when| when.precision == Precision::Occasion);
    let begins = bare(&text);
    let goes_on = begins.starts_with(|c: char| c.is_ascii_digit())
        || occasion.is_some_and(|when| begins.starts_with(when.written.as_str()));
    let year = &year.name;
    Some(if begins.starts_with(year.as_str()) {
        text
    } else if goes_on {
        format!("{year}{text}")
    } else {
        format!("{year}，{text}")
    })
}

/// Records that tell the same event in different years, in the order in which the first of each was met; within a group
/// the earliest year comes first.
pub(super) fn groups<'a>(records: &[Dated<'a>]) -> Vec<Vec<Dated<'a>>> {
    let mut groups: Vec<Vec<Dated<'a>>> = Vec::new();
    for dated in records {
        // Two of one name in one year are two events, unless other years have them as well.
        match groups.iter_mut().find(|group| group.iter().any(|(_, other)| is_same(*other, dated.1))) {
            Some(group) => group.push(*dated),
            None => groups.push(vec![*dated]),
        }
    }
    groups.iter_mut().for_each(|group| group.sort_by_key(|(year, _)| *year));
    groups
}

fn years_of(group: &[Dated<'_>]) -> Vec<usize> {
    let mut years: Vec<usize> = group.iter().map(|(year, _)| *year).collect();
    years.dedup();
    years
}

/// 两年, 三年.
fn count_of_years(count: usize) -> String {
    match u32::try_from(count) {
        Ok(2) => "两年".to_owned(),
        Ok(count) => format!("{}年", chinese(count)),
        Err(_) => String::new(),
    }
}

/// Whether a record is an honour of the body itself alone.
pub(super) fn is_own(record: Entered<'_>) -> bool {
    matches!(record, Entered::Honour(honour)
        if !honour.to.is_empty() && honour.to.iter().all(|person| OWN.contains(&person.name.as_str())))
}
