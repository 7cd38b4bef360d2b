//! Items that are proposed under another id: the record that they stem from was given one, or is told in another place. What a
//! person has made of such an item would else stand beside a second one.

use crate::figures::matter::bare;
use crate::offer::roll::records::text_of;
use crate::plan::merge::fields::{Record, same};
use crate::plan::merge::weigh::{Fate, Weighed, fields_differ, stays};
use crate::plan::merge::{Difference, Trio, What};
use crate::plan::proposals::MARK;

/// The proposals that the person's file has under another id: the id of each, and the one that it has there. `weighed` is what
/// becomes of the person's records.
pub(super) fn find(trio: &Trio<'_>, weighed: &[Weighed<'_>]) -> Vec<(String, String)> {
    let stays = |id: &str| weighed.iter().any(|one| one.id == id && matches!(one.fate, Fate::Stay));
    let left = |(id, _): &&(String, Record<'_>)| trio.new.get(id).is_none() && stays(id);
    let left: Vec<&(String, Record<'_>)> = trio.mine.list.iter().filter(left).collect();
    let begun: Vec<_> = trio.new.list.iter().filter(|(id, _)| trio.mine.get(id).is_none()).collect();
    let titled = |all: &[&(String, Record<'_>)], wanted: &str| -> Vec<String> {
        all.iter().filter(|(_, record)| title(*record).as_deref() == Some(wanted)).map(|(id, _)| id.clone()).collect()
    };
    let proposed: Vec<_> = left.iter().copied().filter(|(id, record)| was_proposed(trio, id, *record)).collect();
    let one = |(id, new): &(String, Record<'_>)| {
        let stem = left.iter().find(|(_, mine)| has_stems_of(trio, *mine, *new)).map(|(own, _)| own.clone());
        let same_title = || {
            let title = title(*new).filter(|title| titled(&begun, title).len() == 1)?;
            <[String; 1]>::try_from(titled(&proposed, &title)).ok().map(|[own]| own)
        };
        Some((id.clone(), stem.or_else(same_title)?))
    };
    begun.iter().copied().filter_map(one).collect()
}

/// Whether an item was a proposal once: it says what it stems from, or the last proposal has it.
fn was_proposed(trio: &Trio<'_>, id: &str, mine: Record<'_>) -> bool {
    mine.stems().is_some() || trio.base.as_ref().is_some_and(|base| base.get(id).is_some())
}

/// Whether two records have one origin; of that alone it is concluded only where no last proposal tells more.
fn has_stems_of(trio: &Trio<'_>, mine: Record<'_>, new: Record<'_>) -> bool {
    trio.base.is_none() && new.stems().is_some_and(|stems| same(mine.stems(), Some(stems)))
}

/// The title of an item without what changes from year to year; lines of a budget have none.
fn title(record: Record<'_>) -> Option<String> {
    text_of(record.node, ["title", "事项"]).map(|title| bare(&title)).filter(|title| !title.is_empty())
}

/// A proposal that the person has under the id `own`: nothing is added. That is told once, and where it says something new.
pub(super) fn weigh<'a>(trio: &Trio<'a>, id: &str, own: &str, new: Record<'a>) -> Weighed<'a> {
    let mut told = stays(id);
    let Some(mine) = trio.mine.get(own) else { return told };
    let base = |id: &str| trio.base.as_ref().and_then(|base| base.get(id));
    let mut differences = fields_differ(trio, own, base(id).or(base(own)), mine, new);
    if base(id).is_none() {
        let what = What::Renamed { to: id.to_owned(), only: differences.is_empty() };
        let place = Some(trio.mine.source.first_line(mine.node.origin));
        differences.insert(0, Difference { place, id: own.to_owned(), what });
    }
    (told.own, told.differences) = (Some(own.to_owned()), differences);
    told
}

/// Whether a field tells where an item comes from, which its id does, too.
pub(super) fn is_origin(trio: &Trio<'_>, name: &str) -> bool {
    name == trio.section.id[0] || name == MARK[0]
}
