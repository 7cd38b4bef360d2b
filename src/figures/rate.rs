//! A rate keeps its part and its whole, and prints itself.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

/// A part over a whole that is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub part: Decimal,
    pub whole: Decimal,
    percent: Decimal,
}

impl Rate {
    /// `None` where the whole is zero, or so small beside the part that the rate is no number of this world.
    pub fn new(part: Decimal, whole: Decimal) -> Option<Self> {
        let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        Some(Self { part, whole, percent })
    }

    /// In percent, unrounded.
    pub fn percent(&self) -> Decimal {
        self.percent
    }

    /// In percent, half up, with one decimal unless it is a whole number: 78.2%, 50%.
    ///
    /// What is not all never prints as 100%, and what is not nothing never as 0%: such a rate gets a second decimal, and where
    /// that says no more it is 99.99%以上 or 不足0.01%.
    pub fn print(&self) -> String {
        let percent = self.percent;
        let bounds = [Decimal::ZERO, Decimal::ONE_HUNDRED];
        let honest = |places: &u32| {
            let rounded = percent.round_dp_with_strategy(*places, RoundingStrategy::MidpointAwayFromZero);
            !bounds.contains(&rounded) || rounded == percent
        };
        let Some(places) = (1..=2).find(honest) else { return self.beyond().to_owned() };
        let rounded = percent.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        // 77.97 rounds to 78.0: the figure was rounded, and says so; only a whole percentage drops its decimal.
        let text =
            if rounded == percent { rounded.normalize().to_string() } else { format!("{rounded:.*}", places as usize) };
        format!("{text}%")
    }

    /// A rate that differs from all or nothing by less than two decimals say.
    fn beyond(&self) -> &'static str {
        match (self.percent < Decimal::ONE, self.percent < Decimal::ONE_HUNDRED) {
            (true, _) => "不足0.01%",
            (false, true) => "99.99%以上",
            (false, false) => "略高于100%",
        }
    }
}
