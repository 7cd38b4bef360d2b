//! The sections of a paper over several years: what has changed from the first to the last, the work of all years, the money.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Line, lines};
use crate::diagnostic::{Diagnostic, Origin};
use crate::document::compose::Writer;
use crate::document::compose::term::{Dated, Term, Year};
use crate::document::{phrase, view};
use crate::facts::amount::{Amount, Sum, kind_of};
use crate::facts::model::{Area, Entered, Entry};
use crate::facts::table::Item;
use crate::facts::value::Text;
use crate::figures::change::{Change, Measured, change};
use crate::figures::{Figures, print};
use crate::say;

/// What is compared between the first and the last year: section, field, and its name on paper.
const STANDING: [(&str, &str, &str); 10] = [
    ("school", "students", "在校学生"),
    ("staff", "total", "教职工"),
    ("membership", "units_with_union", "已建会单位"),
    ("membership", "unions", "基层工会"),
    ("staff", "members", "工会会员"),
    ("membership", "members", "工会会员"),
    ("staff", "party", "党员"),
    ("staff", "senior", "高级职称教师"),
    ("staff", "bachelor", "本科以上学历教职工"),
    ("cadres", "total", "工会干部"),
];

impl<'a> Writer<'a> {
    /// Under whose lead the work of the years was done, and how the body has changed from the first to the last of them.
    pub(super) fn overview(&self) -> Vec<Line> {
        let years = self.figures.years(self.period);
        let mut c = self.frame();
        if let [first, .., last] = years.as_slice() {
            let changes: Vec<Value> = STANDING.iter().filter_map(|standing| grown(*first, *last, *standing)).collect();
            c.insert("first".to_owned(), json!(first.file().period.name()));
            c.insert("last".to_owned(), json!(last.file().period.name()));
            c.insert("changes".to_owned(), json!(changes));
        }
        lines(self.component("overview", &Value::Object(c)).map(|text| phrase::sentence(&text)).into_iter().collect())
    }

    /// The work of all years of the term, area by area; with one file only, its areas.
    pub(super) fn term(&self) -> Vec<Line> {
        if let Some(problem) = print::gap(self.figures, self.period) {
            self.phrases.report(*problem);
            return Vec::new();
        }
        let files = self.figures.years(self.period);
        if files.len() < 2 {
            return self.areas();
        }
        let years: Vec<Year<'_, 'a>> = files.into_iter().map(|figures| Year::new(figures, &self.phrases)).collect();
        self.warn_of_lost_areas(&years);
        let term = Term { years: &years };
        let told = self.areas_of().iter().flat_map(|area| self.area_of_years(&term, area)).collect();
        for year in years {
            year.errors().sorted().into_iter().cloned().for_each(|problem| self.phrases.report(problem));
        }
        told
    }

    /// An area with the records of all years. The words of the file's own areas are those of one year and stay out; a
    /// paper that has areas of its own has words for all years.
    fn area_of_years(&self, term: &Term<'_, '_, 'a>, area: &'a Area) -> Vec<Line> {
        let own = self.paper.is_some_and(|paper| !paper.areas.is_empty());
        let mut blocks = Vec::new();
        let known: Vec<&str> = ids(&area.items);
        match area.text.as_ref().filter(|_| own) {
            Some(text) => blocks.extend(lines(self.sentences(text))),
            None => {
                let records = records(term, area, &|item| item.is_none_or(|item| !known.contains(&item)));
                blocks.extend(term.paragraph(&records).map(Line::paragraph));
            }
        }
        for item in &area.items {
            self.item_of_years(term, area, item, 2, &mut blocks);
        }
        if !blocks.is_empty() {
            blocks.insert(0, Line::heading(1, Some(&area.id), &area.title.text));
        }
        blocks
    }

    fn item_of_years(
        &self,
        term: &Term<'_, '_, 'a>,
        area: &'a Area,
        entry: &'a Entry,
        depth: u8,
        blocks: &mut Vec<Line>,
    ) {
        let written = self.paper.is_some_and(|paper| !paper.areas.is_empty());
        let mut own = Vec::new();
        match (entry.text.as_ref().filter(|_| written), &entry.id) {
            (Some(text), _) => own.extend(lines(self.sentences(text))),
            (None, Some(id)) => {
                let records = records(term, area, &|item| item == Some(id.text.as_str()));
                own.extend(term.paragraph(&records).map(Line::paragraph));
            }
            (None, None) => {}
        }
        for item in &entry.items {
            self.item_of_years(term, area, item, (depth + 1).min(4), &mut own);
        }
        if let Some(title) = entry.title.as_ref().filter(|_| !own.is_empty()) {
            blocks.push(Line::heading(depth, entry.id.as_ref(), &title.text));
        }
        blocks.append(&mut own);
    }

    /// Records of an earlier year whose area the current file does not have stand nowhere: the author is told, once for
    /// each area.
    fn warn_of_lost_areas(&self, years: &[Year<'_, 'a>]) {
        let known: Vec<&str> = self.areas_of().iter().map(|area| area.id.text.as_str()).collect();
        let place = print::term_origin(self.figures).unwrap_or_else(|| Origin::new(0..0));
        for year in years {
            let mut lost: BTreeMap<&str, usize> = BTreeMap::new();
            for record in year.figures.facts().placed() {
                if let Some(area) = record.place().area.map(|area| area.text.as_str())
                    && !known.contains(&area)
                {
                    *lost.entry(area).or_default() += 1;
                }
            }
            let name = &year.name;
            for (area, count) in lost {
                let message = say!(
                    "本文件没有领域“{area}”，{name}归入它的{count}条记录没有写入",
                    "this file has no area `{area}`; the {count} records of {name} that belong to it are not told"
                );
                let hint = say!(
                    "各年用同一个编号，或在这份文件的 工作领域 里写上它",
                    "use one id in all years, or give this paper an area of that id"
                );
                self.phrases
                    .report(Diagnostic::warning("W171", message).at(&self.figures.file().source, place).hint(hint));
            }
        }
    }

    /// Income and expense of all years, each year's totals, and the lines that all years have.
    pub(super) fn term_finance(&self) -> Vec<Line> {
        let years = self.figures.years(self.period);
        let all: Option<Vec<_>> = years.iter().map(|year| Some((*year, year.facts().finance.as_ref()?))).collect();
        let Some(all) = all.filter(|all| all.len() > 1) else { return self.finance() };
        let mut c = self.frame();
        for (key, expense) in [("income", false), ("expense", true)] {
            let of =
                |finance: &'a crate::facts::model::Finance| if expense { &finance.expense } else { &finance.income };
            let totals: Option<Vec<(String, Sum)>> = all
                .iter()
                .map(|(year, finance)| Some((year.file().period.name(), crate::figures::lines_total(of(finance))?)))
                .collect();
            let Some(totals) = totals else { continue };
            let sum = totals.iter().fold(Sum::NONE, |sum, (_, total)| sum.plus(*total));
            let each: Vec<String> = totals.iter().map(|(year, total)| format!("{year}{}", total.print("元"))).collect();
            let mut by_item: Vec<(&str, Sum)> = Vec::new();
            for line in all.iter().flat_map(|(_, finance)| of(finance)) {
                match by_item.iter_mut().find(|(item, _)| *item == line.item.text) {
                    Some((_, sum)) => *sum = sum.plus(line.amount.sum),
                    None => by_item.push((&line.item.text, line.amount.sum)),
                }
            }
            let lines: Vec<String> = by_item.iter().map(|(item, sum)| format!("{item}{}", sum.print("元"))).collect();
            c.insert(
                key.to_owned(),
                json!({ "total": sum.print("元"), "each": each.join("、"), "lines": lines.join("、"), "many": lines.len() > 1 }),
            );
        }
        if let Some((year, finance)) = all.last() {
            let printed = view::finance(finance, &|prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned());
            for key in ["balance", "overspent"] {
                c.extend(printed.get(key).map(|value| (key.to_owned(), value.clone())));
            }
            c.insert("last".to_owned(), json!(year.file().period.name()));
        }
        let told = self.component("term_finance", &Value::Object(c));
        lines(told.map(|text| phrase::sentence(&text)).into_iter().collect())
    }
}

/// The ids of items and of those below them.
fn ids(items: &[Entry]) -> Vec<&str> {
    let mut all = Vec::new();
    for item in items {
        all.extend(item.id.as_ref().map(|id| id.text.as_str()));
        all.extend(ids(&item.items));
    }
    all
}

/// The records of an area in all years whose item is wanted: in the order that the current file gives them, else by year
/// and date.
fn records<'a>(term: &Term<'_, '_, 'a>, area: &Area, wanted: &dyn Fn(Option<&str>) -> bool) -> Vec<Dated<'a>> {
    let mut all: Vec<Dated<'a>> = Vec::new();
    for (at, year) in term.years.iter().enumerate().rev() {
        let here = |record: &Entered<'_>| {
            let place = record.place();
            place.area.is_some_and(|name| name.text == area.id.text)
                && wanted(place.item.map(|item| item.text.as_str()))
        };
        let mut records: Vec<Entered<'a>> = year.figures.facts().placed().into_iter().filter(here).collect();
        let orders = || std::iter::once(&area.order).chain(area.items.iter().map(|item| &item.order));
        let listed = |id: Option<&Text>| {
            id.and_then(|id| orders().find_map(|order| order.iter().position(|name| name.text == id.text)))
        };
        records.sort_by_key(|record| {
            let date = record.place().when.and_then(|when| when.order());
            (
                listed(record.id()).unwrap_or(usize::MAX),
                record.level().map_or(0, |level| level as u8 + 1),
                date.unwrap_or(chrono::NaiveDate::MAX),
                record.record().origin(),
            )
        });
        all.extend(records.into_iter().map(|record| (at, record)));
    }
    all
}

/// One figure of the first and of the last year, where it has changed: 教职工由76人增加到78人.
fn grown(first: Figures<'_>, last: Figures<'_>, (section, field, name): (&str, &str, &str)) -> Option<Value> {
    let (before, now) = (standing(first, section, field)?, standing(last, section, field)?);
    let same = kind_of(&before.unit) == kind_of(&now.unit);
    let way = match change(&Measured::from(now), &Measured::from(before)).filter(|_| same)? {
        Change::More(_) | Change::New => "more",
        Change::Less(_) | Change::Gone(_) => "less",
        _ => return None,
    };
    let mut c = Map::new();
    for (key, text) in [("name", name), ("from", &before.text), ("to", &now.text), ("way", way)] {
        c.insert(key.to_owned(), json!(text));
    }
    Some(Value::Object(c))
}

fn standing<'a>(figures: Figures<'a>, section: &str, field: &str) -> Option<&'a Amount> {
    let facts = figures.facts();
    let record: &dyn crate::facts::table::Record = match section {
        "school" => facts.organisation.school.as_ref()?,
        "staff" => facts.staff.as_ref()?,
        "membership" => facts.membership.as_ref()?,
        _ => facts.cadres.as_ref()?,
    };
    match record.named(field) {
        Item::Amount(amount) => Some(amount),
        _ => None,
    }
}
