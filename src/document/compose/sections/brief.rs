//! 简报: what was done by area and what was won, by names and numbers; the finances in one sentence.

use serde_json::{Value, json};

use super::Line;
use crate::document::compose::Writer;
use crate::document::manifest::Shows;
use crate::document::{phrase, view};
use crate::facts::amount::Amount;
use crate::facts::model::{Area, Entered, Entry, Honour};
use crate::facts::value::{Level, Prose, Text};
use crate::figures::origins::bare;

/// A paragraph of fewer characters takes the next area along.
const SHORT: usize = 60;

impl Writer<'_> {
    /// What was done, a sentence for each area and short ones in one paragraph, then what was won for it.
    pub(super) fn highlights(&self) -> Vec<Line> {
        let facts = self.figures.facts();
        let told = |record: &Entered<'_>| {
            self.in_time(*record) && self.shown().of(facts.list_of(*record), *record) != Shows::Count
        };
        let (mut won, mut done) = (Vec::new(), Vec::new());
        for area in self.areas_of() {
            let records = self.all_of(area).into_iter().filter(told);
            let (honours, others): (Vec<Entered<'_>>, Vec<Entered<'_>>) =
                records.partition(|record| matches!(record, Entered::Honour(_)));
            won.extend(honours);
            match (done.last_mut().filter(|last: &&mut String| bare(last).chars().count() < SHORT), self.told(&others))
            {
                (Some(last), Some(text)) => last.push_str(&phrase::sentence(&text)),
                (None, Some(text)) => done.push(phrase::sentence(&text)),
                (_, None) => {}
            }
        }
        // What the school gives its own people is told only where there is nothing else.
        let (own, given): (Vec<Entered<'_>>, Vec<Entered<'_>>) = won.into_iter().partition(is_own);
        let won = if given.is_empty() { own } else { given };
        let won = self.told(&self.ordered(won, &[]));
        done.into_iter().chain(won).map(Line::paragraph).collect()
    }

    /// School, staff and members in one sentence.
    pub(super) fn headcount(&self) -> Vec<Line> {
        let facts = self.figures.facts();
        let mut c = self.profile_view();
        if let Some(membership) = &facts.membership {
            let print = |prose: &Prose| self.phrases.inline(prose);
            self.phrases.take(membership.origin);
            c.insert("union".to_owned(), Value::Object(view::membership(membership, self.figures, &print)));
        }
        c.insert("women".to_owned(), json!(facts.staff.as_ref().and_then(|staff| self.known(staff.women.as_ref()))));
        let units = facts.organisation.units.as_ref();
        c.insert("below".to_owned(), json!(self.known(units)));
        let told = self.component("headcount", &Value::Object(c));
        told.map(|text| Line::paragraph(phrase::sentence(&text))).into_iter().collect()
    }

    /// A stated number as it is printed, unless it is 不详.
    fn known(&self, amount: Option<&Amount>) -> Option<String> {
        amount.filter(|amount| amount.sum.is_known()).map(|amount| self.figures.fact(amount))
    }

    /// How many records there are of the lists that the kind only counts.
    pub(super) fn totals(&self) -> Vec<Line> {
        let facts = self.figures.facts();
        let counted = |record: &Entered<'_>| {
            self.in_time(*record) && self.shown().of(facts.list_of(*record), *record) == Shows::Count
        };
        let records: Vec<Entered<'_>> = facts.placed().into_iter().filter(counted).collect();
        let Some(told) = self.told(&records) else { return Vec::new() };
        let span = self.period.span_word();
        vec![Line::paragraph(format!("{span}{told}"))]
    }

    /// All records of an area and its items, in the order of the paper.
    fn all_of(&self, area: &Area) -> Vec<Entered<'_>> {
        fn orders<'a>(items: &'a [Entry], order: &mut Vec<&'a Text>) {
            for item in items {
                order.extend(&item.order);
                orders(&item.items, order);
            }
        }
        let mut order: Vec<&Text> = area.order.iter().collect();
        orders(&area.items, &mut order);
        let here = |record: &Entered<'_>| record.place().area.is_some_and(|name| name.text == area.id.text);
        self.ordered(self.figures.facts().placed().into_iter().filter(here).collect(), &order)
    }

    /// Income, expense and what is left, without their lines; of a part of the time of the file nobody knows them.
    pub(super) fn finance_totals(&self) -> Vec<Line> {
        let Some(finance) = self.figures.facts().finance.as_ref().filter(|_| !self.part) else { return Vec::new() };
        let mut c = view::finance(finance, self.figures, &|_| String::new());
        for side in ["income", "expense"] {
            let total = c.get(side).and_then(|side| side.get("total")).cloned();
            c.insert(side.to_owned(), json!(total));
        }
        let told = self.component("finance_totals", &Value::Object(c));
        told.iter().for_each(|_| self.phrases.take(finance.origin));
        told.map(|text| Line::paragraph(phrase::sentence(&text))).into_iter().collect()
    }
}

/// Whether an honour comes from within the school.
fn is_own(record: &Entered<'_>) -> bool {
    matches!(record, Entered::Honour(Honour { rank: Some(rank), .. }) if rank.value == Level::School)
}
