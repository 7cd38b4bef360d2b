//! Shares and rates that a record states or that follow from it: attendance, coverage, 入会率, 建会率.
//!
//! One table says what each is made of. What the author states is printed as he states it; where he states nothing it is
//! computed, provided that part and base are known exactly.

use rust_decimal::Decimal;

use crate::diagnostic::Origin;
use crate::facts::amount::Amount;
use crate::facts::table::{Item, Record};
use crate::facts::value::Text;
use crate::figures::change;
use crate::figures::rate::Rate;
use crate::figures::{Figures, rate};

/// One share that records of a kind have.
pub struct Share {
    /// The kind of record, as in the field table.
    pub of: &'static str,
    /// What references call it, Chinese and English.
    pub names: [&'static str; 2],
    /// The field that states it.
    pub stated: &'static str,
    /// The field of the part.
    pub part: &'static str,
    /// The field of the base: an amount, or the path to one.
    pub whole: &'static str,
}

const fn share(of: &'static str, names: [&'static str; 2], [stated, part, whole]: [&'static str; 3]) -> Share {
    Share { of, names, stated, part, whole }
}

/// All shares there are.
pub const SHARES: [Share; 14] = [
    share("congress", ["出席率", "attendance_rate"], ["rate", "present", "due"]),
    share("proposals", ["办复率", "answer_rate"], ["rate", "answered", "filed"]),
    share("benefit", ["覆盖率", "coverage"], ["rate", "persons", "of"]),
    share("openness", ["达标率", "pass_rate"], ["rate", "passed", "schools"]),
    share("evaluation", ["满意率", "satisfaction"], ["rate", "satisfied", "voters"]),
    share("insurance", ["参保率", "coverage"], ["rate", "persons", "of"]),
    share("labour", ["签订率", "coverage"], ["rate", "persons", "of"]),
    share("labour", ["成功率", "solved_rate"], ["solved_rate", "solved", "cases"]),
    share("inspection", ["合格率", "pass_rate"], ["rate", "passed", "units"]),
    share("finding", ["合格率", "pass_rate"], ["rate", "passed", "checked"]),
    share("home", ["占比", "share"], ["rate", "total", "of"]),
    share("membership", ["入会率", "member_rate"], ["rate", "members", "staff"]),
    share("membership", ["建会率", "unit_rate"], ["unit_rate", "units_with_union", "units"]),
    share("rate", ["比率", "rate"], ["rate", "part", "whole"]),
];

/// A share as it may be printed.
pub enum Shown<'a> {
    /// In the author's figures.
    Stated(&'a Text),
    Computed(Rate),
}

impl Shown<'_> {
    /// As it is printed: 57.9%.
    pub fn print(&self) -> String {
        match self {
            Shown::Stated(text) => text.text.clone(),
            Shown::Computed(rate) => rate.print(),
        }
    }

    /// In percent; `None` where it is stated in other words.
    pub fn percent(&self) -> Option<Decimal> {
        match self {
            Shown::Stated(text) => change::stated(&text.text),
            Shown::Computed(rate) => Some(rate.percent()),
        }
    }

    /// Whether it follows from its parts and the part is the whole.
    pub fn is_all(&self) -> bool {
        matches!(self, Shown::Computed(rate) if rate.part == rate.whole)
    }
}

/// The shares of records of this kind.
pub fn shares_of(record: &dyn Record) -> impl Iterator<Item = &'static Share> + use<> {
    let kind = record.table().en;
    SHARES.iter().filter(move |share| share.of == kind)
}

/// The share of records of this kind that references call `name`; its stated field is one of its names.
pub fn named(record: &dyn Record, name: &str) -> Option<&'static Share> {
    shares_of(record).find(|share| share.names.contains(&name) || share.stated == name)
}

impl<'a> Figures<'a> {
    /// A share of a record: as stated, else computed; `None` where neither is possible.
    pub fn shown(self, record: &'a dyn Record, share: &Share) -> Option<Shown<'a>> {
        if let Item::Text(stated) = record.named(share.stated) {
            return Some(Shown::Stated(stated));
        }
        let Item::Amount(part) = record.named(share.part) else { return None };
        rate(Some(part), self.whole(record, share)).map(Shown::Computed)
    }

    /// Whether one of two figures stands in a roll-up and the other does not: they count differently.
    fn is_mixed(self, whole: Origin, part: Item<'_>) -> bool {
        let (Some(rollup), Item::Amount(part)) = (&self.facts().rollup, part) else { return false };
        let file = |origin: Origin| self.file().source.file_at(origin.range().start).1;
        (file(whole) == file(rollup.origin)) != (file(part.origin) == file(rollup.origin))
    }

    /// What a share is measured against, where it is an amount that can be found.
    pub fn whole(self, record: &'a dyn Record, share: &Share) -> Option<&'a Amount> {
        match record.named(share.whole) {
            Item::Amount(whole) => Some(whole),
            Item::Text(path) => self.at(path),
            // The members of all staff, where the section does not repeat the number of staff.
            Item::Nothing if share.part == "members" => {
                let total = self.facts().staff.as_ref()?.total.as_ref();
                total.filter(|total| !self.is_mixed(total.origin, record.named(share.part)))
            }
            _ => None,
        }
    }
}
