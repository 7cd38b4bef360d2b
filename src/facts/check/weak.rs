//! Weak facts: nothing is wrong, but a reader learns neither when nor where nor how many.

use crate::facts::check::Check;
use crate::facts::model::Entered;
use crate::facts::table::Item;
use crate::say;

impl Check<'_> {
    /// A record without date, place and count. What the author tells in his own words is left alone.
    pub(super) fn weak(&mut self, entered: Entered<'_>) {
        let (place, record) = (entered.place(), entered.record());
        if place.when.is_some()
            || place.every.is_some()
            || place.text.is_some()
            || self.lost(&["when", "every", "text"])
        {
            return;
        }
        let fields = record.table().fields.iter().enumerate();
        let mut own = fields.map(|(index, field)| (field.en, record.item(index)));
        let firm = own.any(|(name, item)| match item {
            Item::Amount(_) | Item::Amounts(_) | Item::Number(_) | Item::Record(_) => true,
            Item::Text(_) => matches!(name, "place" | "session" | "rank" | "rate" | "solved_rate"),
            Item::List(items) => matches!(name, "to" | "awards" | "then") && !items.is_empty(),
            _ => false,
        });
        let missing = record.table().fields.iter().any(|field| self.lost(&[field.en]));
        if !firm && !missing {
            let (zh, en) = (record.table().zh, record.table().en);
            self.remark(
                "H090",
                self.file.source.first_line(record.origin()),
                say!("这条“{zh}”没有时间、地点和数量", "this {en} has neither time, place nor number"),
                say!("知道的补上一样，读者更信", "add one of them if it is known"),
            );
        }
    }
}
