//! Where a value stands between the ends of an axis, and which round numbers are written at it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::document::exhibit::Chart;

/// The ends of an axis that begins or ends at zero, or has zero in it: a bar is as long as its value is large.
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Option<Decimal>,
}

/// The most steps between zero and the end of the axis.
const STEPS: u32 = 5;

impl Scale {
    pub(super) fn of(chart: &Chart) -> Self {
        let values = || chart.series.iter().flat_map(|series| &series.values).flatten().copied();
        let high = values().fold(Decimal::ZERO, Decimal::max);
        let low = values().fold(Decimal::ZERO, Decimal::min);
        if high == low {
            return Self { low, high: Decimal::ONE, step: None };
        }
        let whole = values().all(|value| value.fract().is_zero());
        let step = high.checked_sub(low).and_then(|span| step(span, whole));
        let outer = |value: Decimal, step: Decimal| {
            let steps = value.checked_div(step)?;
            let steps = if value.is_sign_negative() { steps.floor() } else { steps.ceil() };
            steps.checked_mul(step)
        };
        match step.and_then(|step| Some((outer(low, step)?, outer(high, step)?, step))) {
            Some((low, high, step)) => Self { low, high, step: Some(step) },
            None => Self { low, high, step: None },
        }
    }

    /// Where a value stands: 0 at the low end, 1 at the high one.
    pub(super) fn place(&self, value: Decimal) -> f64 {
        let float = |value: Decimal| value.to_f64().unwrap_or(0.0);
        let (low, high) = (float(self.low), float(self.high));
        ((float(value) - low) / (high - low)).clamp(0.0, 1.0)
    }

    /// The round numbers at the axis, from low to high.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let Some(step) = self.step else { return vec![Decimal::ZERO] };
        let mut ticks = vec![self.low];
        while let Some(next) = ticks.last().and_then(|last| last.checked_add(step))
            && next <= self.high
        {
            ticks.push(next);
        }
        ticks
    }
}

/// The smallest of 1, 2, 5, 10, 20 and so on that goes into `span` at most [`STEPS`] times; of fractions, too, where the
/// values have some.
fn step(span: Decimal, whole: bool) -> Option<Decimal> {
    let from = if whole { 0 } else { -12i32 };
    let steps = (from..27).flat_map(|power| [1i64, 2, 5].map(|digit| (digit, power)));
    steps
        .filter_map(|(digit, power)| tenfold(digit, power))
        .find(|step| step.checked_mul(Decimal::from(STEPS)).is_none_or(|room| room >= span))
}

fn tenfold(digit: i64, power: i32) -> Option<Decimal> {
    if power < 0 {
        return Decimal::try_new(digit, power.unsigned_abs()).ok();
    }
    (0..power).try_fold(Decimal::from(digit), |number, _| number.checked_mul(Decimal::TEN))
}
