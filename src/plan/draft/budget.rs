//! Lines of the budget: as much as was spent this year.

use crate::plan::draft::{Drafting, Line, Place};

impl Drafting<'_> {
    /// Proposes a line for each line of expense of the year before.
    pub(super) fn budget(&mut self) {
        let Some(file) = self.files().find(|file| self.is_base(file) && file.facts.finance.is_some()) else { return };
        for line in file.facts.finance.iter().flat_map(|finance| &finance.expense) {
            let item = line.item.text.clone();
            let path = file.paths().get(line.origin).map(str::to_owned);
            let stem = path.unwrap_or_else(|| format!("经费.支出.{item}"));
            let (amount, place) = (line.amount.text.clone(), Place::new(file, line.origin));
            self.draft.budget.push(Line { item, amount, stem, place });
        }
    }
}
