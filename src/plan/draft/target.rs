//! Targets, where they are asked for: from the figures of the last years, with the arithmetic.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::facts::amount::{Amount, plain};
use crate::facts::model::Entered;
use crate::facts::table::Item;
use crate::plan::draft::history::History;
use crate::plan::draft::{Drafting, Proposal, exact};
use crate::say;

/// How many years are looked at.
const YEARS: usize = 3;

impl Drafting<'_> {
    /// Proposes a target: all of those that the figure is measured against, else the mean of the last years, and no less
    /// than last year.
    pub(super) fn target(&self, proposal: &mut Proposal, history: &History<'_>) {
        let latest = history.latest();
        // Whom misfortune strikes is nobody's aim.
        if !self.order.targets || matches!(latest.record, Entered::Relief(_)) {
            return;
        }
        if let Some((path, whole)) = base(latest.file, latest.record) {
            proposal.reasons.push(say!("指标取基数 {path}：{whole}", "the target is all of {path}: {whole}"));
            proposal.target = Some(whole);
            return;
        }
        let Some(last) = figure(latest.record) else { return };
        let same = |amount: &&Amount| amount.unit == last.unit;
        let seen = history.seen.iter().take(YEARS);
        let years: Vec<(String, Decimal)> = seen
            .filter_map(|seen| Some((seen.file.period.name(), figure(seen.record).filter(same)?.sum.value)))
            .collect();
        let unit = &last.unit;
        let Some(count) = u32::try_from(years.len()).ok().filter(|count| *count > 0) else { return };
        let sum: Decimal = years.iter().map(|(_, value)| value).sum();
        let mean = (sum / Decimal::from(count)).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        let taken = mean.max(last.sum.value);
        let list = years.iter().rev().map(|(name, value)| format!("{name}{}{unit}", plain(*value)));
        let list = list.collect::<Vec<_>>().join("、");
        let (mean, taken) = (plain(mean), plain(taken));
        proposal.target = Some(format!("{taken}{unit}"));
        proposal.reasons.push(match years.len() {
            1 => say!(
                "指标不低于上年：{list}，取{taken}{unit}",
                "the target is last year's figure: {list}, so {taken}{unit}"
            ),
            _ => say!(
                "指标：{list}，平均{mean}{unit}，不低于上年，取{taken}{unit}",
                "the target: {list}, {mean}{unit} on average, no less than last year: {taken}{unit}"
            ),
        });
    }
}

/// The figure that a record is measured against, where it is a known number of the file.
fn base(file: &crate::facts::File, record: Entered<'_>) -> Option<(String, String)> {
    let Item::Text(path) = record.record().named("of") else { return None };
    let (section, field) = path.text.split_once('.')?;
    let root: &dyn crate::facts::table::Record = &file.facts;
    let (index, _) = root.table().find(section.trim())?;
    let Item::Record(inner) = root.item(index) else { return None };
    let (index, _) = inner.table().find(field.trim())?;
    let Item::Amount(amount) = inner.item(index) else { return None };
    exact(amount).then(|| (path.text.clone(), amount.text.clone()))
}

/// The figure that tells how large a matter was: persons before sessions.
fn figure(record: Entered<'_>) -> Option<&Amount> {
    let persons = |amount: &&Amount| ["人", "名", "人次", "对师徒"].contains(&amount.unit.as_str());
    let found = ["participants", "persons", "attendance", "sessions"].into_iter().find_map(|field| {
        match record.record().named(field) {
            Item::Amount(amount) => Some(amount),
            Item::Amounts(amounts) => amounts.iter().find(persons).or(amounts.first()),
            _ => None,
        }
    });
    found.filter(|amount| exact(amount))
}
