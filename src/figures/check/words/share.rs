//! A share in the author's own words, beside its inputs in the same sentence or beside the share that the facts give.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use crate::diagnostic::Diagnostics;
use crate::facts::amount::kind_of;
use crate::facts::check::words::numerals::Number;
use crate::facts::check::words::passage::is_stop;
use crate::figures::check::words::told::{Fact, TOLD, Told};
use crate::figures::check::words::{Sentence, pairs, unit};
use crate::figures::rate::Rate;
use crate::figures::reference::Found;
use crate::say;

/// The numbers before a percentage that are taken as its inputs.
const MOST_INPUTS: usize = 8;

impl<'a> Sentence<'_, 'a> {
    /// A percentage against the numbers of its sentence, or against the share that the facts give.
    pub(super) fn share(&self, number: &Number, numbers: &[Number], problems: &mut Diagnostics) {
        let written = self.passage.text(number.from, number.to + 1);
        if self.known.shares.contains(written.as_str()) || self.grows(number) {
            return;
        }
        let inputs = self.inputs(number, numbers);
        let pairs = || {
            inputs
                .iter()
                .flat_map(|part| inputs.iter().map(move |whole| (part, whole)))
                .filter(|(part, whole)| part.value < whole.value && kind_of(&part.unit) == kind_of(&whole.unit))
        };
        let rates = || pairs().filter_map(|(part, whole)| Some((part, whole, Rate::new(part.value, whole.value)?)));
        if rates().any(|(_, _, rate)| agrees(&rate, number)) {
            return;
        }
        let place = self.passage.place(number.from, number.to + 1);
        let certain = pairs::certain(self, number, numbers);
        let certain =
            certain.as_ref().and_then(|[part, whole]| Some((part, whole, Rate::new(part.value, whole.value)?)));
        if certain.as_ref().is_some_and(|(_, _, rate)| agrees(rate, number)) {
            return;
        }
        let close = || rates().find(|(_, _, rate)| is_close(rate, number, Decimal::ONE));
        if let Some((part, whole, rate)) = certain.or_else(close) {
            let (small, large, right) = (&part.text, &whole.text, rate.print());
            let message =
                say!("{small}占{large}的{right}，这里写{written}", "{small} of {large} is {right}, not {written}");
            self.say(true, "W141", place, message, say!("核对这三个数", "check the three numbers"), problems);
            return;
        }
        let Some((fact, rate)) = self.share_of(number) else { return };
        if agrees(&rate, number) {
            return;
        }
        let (name, en, right) = (fact.told.name(), fact.told.en, rate.print());
        let message = say!(
            "正文写{written}，“{name}”的占比是{right}",
            "the text says {written}, but the share of `{en}` is {right}"
        );
        let hint =
            say!("核对；可改为引用 {{{{ {name}.占比 }}}}", "check it; a reference would do: {{{{ {en}.share }}}}");
        self.say(is_close(&rate, number, Decimal::TWO), "W141", place, message, hint, problems);
    }

    /// Whether the percentage tells of a change, not of a share.
    fn grows(&self, number: &Number) -> bool {
        let first = self.start.max(number.from.saturating_sub(60));
        let from = (first..number.from).rev().find(|at| is_stop(self.passage.at(*at))).unwrap_or(first);
        let words = ["提高", "上升", "下降", "降低", "增", "减", "超过", "完成"];
        (from..number.from).any(|index| self.passage.one_of(index, &words).is_some())
            || self.passage.starts(number.to, "%以上")
    }

    /// The numbers before a percentage that it may be a share of: in digits, or behind a reference.
    fn inputs(&self, number: &Number, numbers: &[Number]) -> Vec<Input<'a>> {
        let before = numbers.get(..numbers.partition_point(|other| other.to <= number.from)).unwrap_or_default();
        let literal =
            before.iter().rev().take(3 * MOST_INPUTS).filter(|other| self.passage.at(other.to) != '%').filter_map(
                |other| {
                    let (unit, value, to) = unit(self.passage, other);
                    Some(Input { unit: Cow::Owned(unit), value: value?, text: self.passage.text(other.from, to) })
                },
            );
        let references = &self.passage.references;
        let before = references.get(..references.partition_point(|(at, _)| *at < number.from)).unwrap_or_default();
        let inside = before.iter().rev().take_while(|(at, _)| *at >= self.start).take(MOST_INPUTS);
        let referred = inside.filter_map(|(_, reference)| match self.known.figures.find(&reference.path).ok()? {
            Found::Amount(amount) if amount.sum.is_exact() => {
                let (unit, text) = (Cow::Borrowed(amount.unit.as_str()), amount.text.clone());
                Some(Input { unit, value: amount.sum.value, text })
            }
            _ => None,
        });
        literal.take(MOST_INPUTS).chain(referred).collect()
    }

    /// The fact whose share the clause before a percentage tells: 女教职工占72%, 入会率98%.
    fn share_of(&self, number: &Number) -> Option<(&Fact, Rate)> {
        let mut end = number.from;
        while let Some(link) = self.passage.ends_one_of(end, &["达到", "比例", "的", "为", "达", "：", "约"]) {
            end -= link.chars().count();
        }
        let joined = self.passage.ends(end, "入会率");
        for word in ["总数", "人数", "教职工", "在职", "全体", "全校"] {
            end -= if self.passage.ends(end, word) { word.chars().count() } else { 0 };
        }
        let share = self.passage.before(end) == '占';
        if !share && !joined {
            return None;
        }
        let length = |told: &Told| {
            let noun = |noun: &&&str| share && self.means_all(end - 1, noun);
            let longest = told.nouns.iter().filter(noun).map(|noun| noun.len()).max().unwrap_or(0);
            longest.max(usize::from(joined && told.path[1] == "会员"))
        };
        let longest = TOLD.iter().map(length).max().unwrap_or(0);
        let mut facts = self.known.facts.iter().filter(|fact| longest > 0 && length(fact.told) == longest);
        facts.find_map(|fact| Some((fact, fact.share?)))
    }
}

/// A number that a share may follow from.
pub(super) struct Input<'a> {
    pub(super) unit: Cow<'a, str>,
    pub(super) value: Decimal,
    pub(super) text: String,
}

/// Whether a percentage is the correct rounding of a rate at the decimals that were written.
fn agrees(rate: &Rate, number: &Number) -> bool {
    rate.percent().round_dp_with_strategy(number.places, RoundingStrategy::MidpointAwayFromZero) == number.value
}

fn is_close(rate: &Rate, number: &Number, points: Decimal) -> bool {
    rate.percent().checked_sub(number.value).is_some_and(|apart| apart.abs() <= points)
}
