//! 简报: every area in one paragraph, its records by names and numbers; the finances in one sentence.

use serde_json::{Value, json};

use super::Line;
use crate::document::compose::Writer;
use crate::document::{phrase, view};
use crate::facts::model::{Area, Entered, Entry};
use crate::facts::value::Text;

impl Writer<'_> {
    /// The areas, each a heading that runs into one paragraph. What the author wrote for longer papers is not repeated.
    pub(super) fn digest(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for area in self.areas_of() {
            let records = self.all_of(area);
            if let Some(told) = self.told(&records) {
                lines.push(Line::heading(1, Some(&area.id), &area.title.text));
                lines.push(Line::paragraph(told));
            }
        }
        lines
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

    /// Income, expense and what is left, without their lines.
    pub(super) fn finance_totals(&self) -> Vec<Line> {
        let Some(finance) = &self.figures.facts().finance else { return Vec::new() };
        let mut c = view::finance(finance, &|_| String::new());
        for side in ["income", "expense"] {
            let total = c.get(side).and_then(|side| side.get("total")).cloned();
            c.insert(side.to_owned(), json!(total));
        }
        c.insert("span".to_owned(), json!(self.period.span_word()));
        let told = self.component("finance_totals", &Value::Object(c));
        told.map(|text| Line::paragraph(phrase::sentence(&text))).into_iter().collect()
    }
}
