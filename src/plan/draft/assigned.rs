//! What the body above asks for: the items of its plan.

use crate::facts::model::PlanItem;
use crate::figures::plan;
use crate::plan::draft::write::plain;
use crate::plan::draft::{Drafting, Place, Proposal, names, season};
use crate::say;

impl Drafting<'_> {
    /// Takes up every item of the plans of the bodies above; one that we take part in anyway is marked as theirs.
    pub(super) fn assigned(&mut self) {
        for file in self.order.superiors {
            let body = file.facts.organisation.names.title.text.clone();
            let period = plan::planned(file);
            for item in &file.facts.plan {
                let when = item.when.as_ref().map(|when| plan::in_plan(when, &file.period, &period));
                let outside = |(start, end)| end < self.order.period.start || self.order.period.end < start;
                if when.as_ref().and_then(|when| when.days).is_some_and(outside) {
                    let reason = say!("不在要计划的时间里", "it lies outside the time that is planned");
                    self.pass(&item.title.text, Place::new(file, item.origin), reason);
                    continue;
                }
                let (place, id) = (Place::new(file, item.origin), item.id.text.clone());
                if let Some(own) = self.planned_as(&item.title.text) {
                    let reason = self.planned_at(own);
                    self.pass(&item.title.text, place, reason);
                    continue;
                }
                let ours = |proposal: &&mut Proposal| is_matter(&item.title.text, proposal);
                let (at, line) = place.file_and_line();
                let reason = say!("{body}的计划（{at} 第{line}行）", "the plan of {body} ({at} line {line})");
                if let Some(proposal) = self.draft.proposals.iter_mut().find(ours) {
                    proposal.assigned = Some(body.clone());
                    proposal.stems.push(id);
                    proposal.reasons.push(reason);
                    continue;
                }
                let mut proposal = Proposal::new(names::undated(&id), item.title.text.clone(), id, place);
                (proposal.area, proposal.item) = self.area(item.area.as_ref().map(|area| &*area.text), None);
                proposal.assigned = Some(body.clone());
                proposal.every = item.every.as_ref().map(|every| every.text.clone());
                proposal.measure = item.measure.as_ref().map(plain);
                proposal.when = when.and_then(|when| season::as_written(&when));
                proposal.reasons.push(reason);
                self.draft.proposals.push(proposal);
            }
        }
    }
    /// The item of a person's own that is what a title says: by that item, or by a record whose proposal it took the place of.
    fn planned_as(&self, title: &str) -> Option<&PlanItem> {
        let says = |own: &&&PlanItem| {
            let theirs = &own.title.text;
            names::same_matter(title, theirs) || names::same_heart(title, theirs) || names::same_persons(theirs, title)
        };
        let through = || self.taken.iter().find(|(proposal, _)| is_matter(title, proposal)).map(|(_, own)| *own);
        self.draft.own.iter().find(says).copied().or_else(through)
    }
}

/// Whether a proposal is what the title of an item of the body above says.
fn is_matter(title: &str, proposal: &Proposal) -> bool {
    let named = |name: &String| names::same_matter(title, name) || names::same_heart(title, name);
    proposal.whole.iter().any(named) || names::same_persons(&proposal.title, title)
}
