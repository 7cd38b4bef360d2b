//! Condolences in a row: several that are alike are one sentence, 看望…5人、慰问…3人，分别送去慰问金2500元和1500元.

use serde_json::{Map, Value};

use crate::facts::amount::Amount;
use crate::facts::model::{Entered, Placed, Relief};
use crate::facts::time::Precision;
use crate::figures::Figures;

/// More than these in one sentence, and the reader loses count of which sum is whose.
const MOST: usize = 3;

/// The condolences at the front of a list that one sentence can tell: a sum of money for some persons each, and nothing
/// else is said of any of them.
pub(super) fn reliefs<'r>(records: &[Entered<'r>]) -> Vec<&'r Relief> {
    let alike = records.iter().map_while(|record| match record {
        Entered::Relief(relief) if is_bare(relief) => Some(*relief),
        _ => None,
    });
    let mut together: Vec<&Relief> = Vec::new();
    for relief in alike.take(MOST) {
        let first = together.first().copied().unwrap_or(relief);
        if occasion(first) != occasion(relief) || fund(first) != fund(relief) {
            break;
        }
        together.push(relief);
    }
    together
}

/// Puts what was done for whom, and the sums in the same order, into the view of the first of them.
pub(super) fn view(view: &mut Map<String, Value>, together: &[&Relief], figures: Figures<'_>) {
    let whom: Vec<String> = together.iter().map(|relief| whom(relief, figures)).collect();
    let sums: Vec<String> =
        together.iter().filter_map(|relief| relief.amount.as_ref()).map(|sum| figures.fact(sum)).collect();
    view.insert("whom".to_owned(), Value::String(whom.join("、")));
    view.insert("sums".to_owned(), Value::String(super::joined(&sums)));
}

/// 看望住院教职工11人
fn whom(relief: &Relief, figures: Figures<'_>) -> String {
    let way = relief.way.as_ref().map_or("慰问", |way| way.text.as_str());
    let known = |amount: &Option<Amount>| amount.as_ref().map(|amount| figures.fact(amount)).unwrap_or_default();
    format!("{way}{}{}{}", relief.who.text, known(&relief.households), known(&relief.persons))
}

fn fund(relief: &Relief) -> Option<&str> {
    relief.fund.as_ref().map(|fund| fund.text.as_str())
}

/// The festival that a condolence is told with; other times are not told.
fn occasion(relief: &Relief) -> Option<&str> {
    let when = relief.when.as_ref().filter(|when| when.precision == Precision::Occasion);
    when.map(|when| when.written.as_str())
}

fn is_bare(relief: &Relief) -> bool {
    let place = relief.place();
    let words = [place.purpose, place.method, place.effect, place.lead, place.tail, place.text];
    let counted = |amount: &Option<Amount>| amount.as_ref().is_some_and(|amount| amount.sum.is_known());
    let gift = relief.way.as_ref().is_some_and(|way| way.text.starts_with('送'));
    words.iter().all(Option::is_none)
        && place.verb.is_none()
        && place.every.is_none()
        && !place.outside
        && !gift
        && relief.goods.is_none()
        && relief.giver.is_none()
        && relief.received.is_none_or(|received| !received.value)
        && counted(&relief.amount)
        && (counted(&relief.persons) || counted(&relief.households))
}
