//! The sections of a paper over several years: what has changed from the first to the last, the work of all years, the money.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Line, growth, lines};
use crate::diagnostic::Diagnostic;
use crate::document::compose::Writer;
use crate::document::compose::exhibits::Home;
use crate::document::compose::term::{self, Dated, Term, Year};
use crate::document::{phrase, view};
use crate::facts::amount::{Amount, Sum};
use crate::facts::model::{Area, Entered, Entry, Finance};
use crate::facts::value::Text;
use crate::figures::origins::{self, Called, Sort};
use crate::figures::{Figures, print};
use crate::say;

/// Groups of records by the area and the item where they stand; those that stand nowhere under no name.
type Placed<'a> = BTreeMap<(String, Option<String>), Vec<Vec<Dated<'a>>>>;

/// The lines of one item of the accounts over the years: its name, their sum, and each of them.
type Lines<'a> = (&'a str, Sum, Vec<(Figures<'a>, &'a Amount)>);

impl<'a> Writer<'a> {
    /// Under whose lead the work of the years was done, and how the body has changed from the first to the last of them.
    pub(super) fn overview(&self) -> Vec<Line> {
        let years = self.figures.years(self.period);
        let mut c = self.frame();
        if let [first, .., last] = years.as_slice() {
            c.insert("first".to_owned(), json!(first.file().period.name()));
            c.insert("last".to_owned(), json!(last.file().period.name()));
            c.extend(growth::told(*first, *last));
            growth::sections(*first, *last).for_each(|section| self.take_section(section));
            let placed = years.iter().flat_map(|year| year.facts().placed().into_iter().map(|record| (*year, record)));
            let honours = term::by_level(placed.filter(|(_, record)| term::is_own(*record)));
            c.extend(honours.map(|honours| ("honours".to_owned(), json!(honours))));
        }
        lines(self.component("overview", &Value::Object(c)).map(|text| phrase::sentence(&text)).into_iter().collect())
    }

    /// Takes note of a section of the facts of which a figure is told.
    fn take_section(&self, section: &str) {
        let facts = self.figures.facts();
        let membership = facts.membership.iter().map(|each| each.origin).filter(|_| section == "membership");
        let cadres = facts.cadres.iter().map(|each| each.origin).filter(|_| section == "cadres");
        membership.chain(cadres).for_each(|origin| self.phrases.take(origin));
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
        let term = Term::new(&years);
        let mut placed = self.placed(&term);
        let told = self.areas_of().iter().flat_map(|area| self.area_of_years(&term, area, &mut placed)).collect();
        self.warn_of_lost_areas(&years, &placed);
        for year in years {
            year.errors().sorted().into_iter().cloned().for_each(|problem| self.phrases.report(problem));
        }
        told
    }

    /// The records of all years, those of one event together, in the places of the current file: where the event stood in
    /// the last year that has an area of this paper for it.
    fn placed(&self, term: &Term<'_, '_, 'a>) -> Placed<'a> {
        let known = |name: &str| self.areas_of().iter().find(|area| area.id.text == name);
        let mut placed = Placed::new();
        for group in term::groups(&self.in_order(term)) {
            let at = group.iter().rev().map(|(_, record)| record.place());
            let mut areas = at.filter_map(|place| Some((known(&place.area?.text)?, place.item)));
            let Some((area, item)) = areas.next() else {
                placed.entry((String::new(), None)).or_default().push(group);
                continue;
            };
            let item = item.filter(|item| ids(&area.items).contains(&item.text.as_str()));
            let place = (area.id.text.clone(), item.map(|item| item.text.clone()));
            placed.entry(place).or_default().push(group);
        }
        placed
    }

    /// The records of all years that belong to an area: the last year first, each in the order of the current file, else
    /// by level and date.
    fn in_order(&self, term: &Term<'_, '_, 'a>) -> Vec<Dated<'a>> {
        fn orders<'e>(items: &'e [Entry], all: &mut Vec<&'e [Text]>) {
            for item in items {
                all.push(&item.order);
                orders(&item.items, all);
            }
        }
        let mut lists = Vec::new();
        for area in self.areas_of() {
            lists.push(area.order.as_slice());
            orders(&area.items, &mut lists);
        }
        let listed = |id: &Text| lists.iter().find_map(|list| list.iter().position(|name| name.text == id.text));
        let mut all: Vec<Dated<'a>> = Vec::new();
        for (at, year) in term.years.iter().enumerate().rev() {
            let mut records = year.figures.facts().placed();
            records.retain(|record| record.place().area.is_some());
            if std::ptr::eq(year.figures.file(), self.figures.file()) {
                records.retain(|record| !self.is_told_elsewhere(*record));
            }
            records.sort_by_cached_key(|record| {
                let date = record.place().when.and_then(|when| when.order());
                (
                    record.id().and_then(listed).unwrap_or(usize::MAX),
                    record.level().map_or(0, |level| level as u8 + 1),
                    date.unwrap_or(chrono::NaiveDate::MAX),
                    record.record().origin(),
                )
            });
            all.extend(records.into_iter().map(|record| (at, record)));
        }
        all
    }

    /// An area with the records of all years. The words of the file's own areas are those of one year and stay out; a
    /// paper that has areas of its own has words for all years.
    fn area_of_years(&self, term: &Term<'_, '_, 'a>, area: &'a Area, placed: &mut Placed<'a>) -> Vec<Line> {
        let mut blocks = Vec::new();
        let groups = placed.remove(&(area.id.text.clone(), None)).unwrap_or_default();
        match area.text.as_ref().filter(|_| self.has_own_areas()) {
            Some(text) => blocks.extend(lines(self.sentences(text))),
            None => blocks.extend(term.paragraph(groups).map(Line::paragraph)),
        }
        for item in &area.items {
            self.item_of_years(term, area, item, 2, (&mut *placed, &mut blocks));
        }
        if !blocks.is_empty() {
            blocks.extend(self.exhibits.at(&Home::Area(&area.id.text)));
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
        (placed, blocks): (&mut Placed<'a>, &mut Vec<Line>),
    ) {
        let mut own = Vec::new();
        let place = (area.id.text.clone(), entry.id.as_ref().map(|id| id.text.clone()));
        let groups = entry.id.as_ref().and_then(|_| placed.remove(&place)).unwrap_or_default();
        match entry.text.as_ref().filter(|_| self.has_own_areas()) {
            Some(text) => own.extend(lines(self.sentences(text))),
            None => own.extend(term.paragraph(groups).map(Line::paragraph)),
        }
        for item in &entry.items {
            self.item_of_years(term, area, item, (depth + 1).min(4), (&mut *placed, &mut own));
        }
        if let Some(id) = entry.id.as_ref().filter(|_| !own.is_empty()) {
            own.extend(self.exhibits.at(&Home::Item(&area.id.text, &id.text)));
        }
        if let Some(title) = entry.title.as_ref().filter(|_| !own.is_empty()) {
            blocks.push(Line::heading(depth, entry.id.as_ref(), &title.text));
        }
        blocks.append(&mut own);
    }

    /// Whether the paper has areas of its own, whose words are then for its whole time.
    fn has_own_areas(&self) -> bool {
        self.paper.is_some_and(|paper| !paper.areas.is_empty())
    }

    /// Records of an earlier year whose area the current file does not have stand nowhere: the author is told, once for
    /// each area. Records of the current file without an area are told of elsewhere.
    fn warn_of_lost_areas(&self, years: &[Year<'_, 'a>], placed: &Placed<'a>) {
        let place = print::term_origin(self.figures).unwrap_or(self.figures.facts().organisation.origin);
        let mut lost: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        for (year, record) in placed.get(&(String::new(), None)).into_iter().flatten().flatten() {
            if let Some(area) = record.place().area {
                *lost.entry((*year, &area.text)).or_default() += 1;
            }
        }
        for ((year, area), count) in lost {
            let Some(Year { name, .. }) = years.get(year) else { continue };
            let message = say!(
                "本文件没有领域“{area}”，{name}归入它的{count}条记录没有写入",
                "this file has no area `{area}`; the {count} records of {name} that belong to it are not told"
            );
            let hint = say!(
                "各年用同一个编号，或在这份文件的 工作领域 里写上它",
                "use one id in all years, or give this paper an area of that id"
            );
            let problem = Diagnostic::warning("W171", message);
            self.phrases.report(problem.at(&self.figures.file().source, place).hint(hint));
        }
    }

    /// Publicity of all years that belongs to no area.
    pub(super) fn publicity_of_years(&self) -> Vec<Line> {
        let files = self.figures.years(self.period);
        let years: Vec<Year<'_, 'a>> = files.into_iter().map(|figures| Year::new(figures, &self.phrases)).collect();
        let free = |record: &Entered<'_>| matches!(record, Entered::Publicity(_)) && record.place().area.is_none();
        let all = years.iter().enumerate().flat_map(|(at, year)| {
            let records = year.figures.facts().placed().into_iter().filter(free);
            records.map(move |record| (at, record)).collect::<Vec<_>>()
        });
        let groups = term::groups(&all.collect::<Vec<_>>());
        let told = Term::new(&years).paragraph(groups);
        lines(told.into_iter().collect())
    }

    /// Income and expense of all years, each year's totals, and the lines that all years have.
    pub(super) fn term_finance(&self) -> Vec<Line> {
        let years = self.figures.years(self.period);
        let all: Option<Vec<_>> = years.iter().map(|year| Some((*year, year.facts().finance.as_ref()?))).collect();
        let Some(all) = all.filter(|all| all.len() > 1) else { return self.finance() };
        let mut c = self.frame();
        for (key, expense) in [("income", false), ("expense", true)] {
            let of = |finance: &'a Finance| if expense { &finance.expense } else { &finance.income };
            let totals: Option<Vec<(String, Sum)>> = all
                .iter()
                .map(|(year, finance)| Some((year.file().period.name(), crate::figures::lines_total(of(finance))?)))
                .collect();
            let Some(totals) = totals else { continue };
            let sum = totals.iter().fold(Sum::NONE, |sum, (_, total)| sum.plus(*total));
            let printed = term::money(&totals.iter().map(|(_, total)| *total).chain([sum]).collect::<Vec<_>>());
            let Some((total, each)) = printed.split_last() else { continue };
            let side = if expense { "支出" } else { "收入" };
            let of_years = |years: &[(Figures<'a>, &'a Finance)]| -> Vec<(Figures<'a>, &'a Amount)> {
                years.iter().flat_map(|(year, finance)| of(finance).iter().map(|line| (*year, &line.amount))).collect()
            };
            let total = added(total.clone(), format!("任期.经费.{side}"), &of_years(&all));
            let each: Vec<String> = totals
                .iter()
                .zip(each)
                .zip(all.chunks(1))
                .map(|(((year, _), total), one)| {
                    format!("{year}{}", added(total.clone(), format!("经费.{side}.合计"), &of_years(one)))
                })
                .collect();
            let mut by_item: Vec<Lines<'a>> = Vec::new();
            for (year, line) in all.iter().flat_map(|(year, finance)| of(finance).iter().map(|line| (*year, line))) {
                match by_item.iter_mut().find(|(item, ..)| *item == line.item.text) {
                    Some((_, sum, amounts)) => {
                        *sum = sum.plus(line.amount.sum);
                        amounts.push((year, &line.amount));
                    }
                    None => by_item.push((&line.item.text, line.amount.sum, vec![(year, &line.amount)])),
                }
            }
            let printed = term::money(&by_item.iter().map(|(_, sum, _)| *sum).collect::<Vec<_>>());
            let told = |((item, _, amounts), sum): (&Lines<'_>, String)| {
                format!("{item}{}", added(sum, format!("任期.经费.{side}.{item}"), amounts))
            };
            let lines: Vec<String> = by_item.iter().zip(printed).map(told).collect();
            c.insert(
                key.to_owned(),
                json!({ "total": total, "each": each.join("、"), "lines": lines.join("、"), "many": lines.len() > 1 }),
            );
        }
        if let Some((year, finance)) = all.last() {
            let printed =
                view::finance(finance, *year, &|prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned());
            for key in ["balance", "overspent"] {
                c.extend(printed.get(key).map(|value| (key.to_owned(), value.clone())));
            }
            c.insert("last".to_owned(), json!(year.file().period.name()));
        }
        let told = self.component("term_finance", &Value::Object(c));
        self.figures.facts().finance.iter().for_each(|finance| self.phrases.take(finance.origin));
        lines(told.map(|text| phrase::sentence(&text)).into_iter().collect())
    }
}

/// A sum over several years as it is printed.
fn added(printed: String, path: String, amounts: &[(Figures<'_>, &Amount)]) -> String {
    let Some((last, _)) = amounts.last() else { return printed };
    let terms: Vec<&Amount> = amounts.iter().map(|(_, amount)| *amount).collect();
    let formula = origins::added(&terms, &printed);
    let place = |(year, amount): &(Figures<'_>, &Amount)| (year.file().source.clone(), amount.origin);
    last.noted(printed, Sort::Figure, Called::Named(path), Some(formula), || amounts.iter().map(place).collect())
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
