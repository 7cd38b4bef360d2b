//! `niandu progress --confirm`: the matches that a person has looked at are written into his file.

use std::path::Path;

use crate::cli::{disk, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language};
use crate::facts::nearest::nearest;
use crate::figures::Figures;
use crate::figures::progress::Account;
use crate::figures::progress::offers::Offer;
use crate::offer::roll::texts;
use crate::plan::confirm;
use crate::plan::progress::called;
use crate::say;

/// Writes 落实 into the records that are offered: all of them, or those of these ids.
pub fn confirm<'a>(
    account: &Account<'a>,
    figures: Figures<'a>,
    ids: &[String],
    language: Language,
) -> Result<(), Diagnostics> {
    let rest = account.rest(figures);
    let wanted = chosen(&rest.offers, ids, account)?;
    if wanted.is_empty() {
        wrote(say!("没有要写的", "there is nothing to write").in_language(language));
        return Ok(());
    }
    let source = &account.facts.source;
    let edits = confirm::confirm(account.facts, &wanted);
    let names = source.files().map(|range| source.file_at(range.start));
    for ((name, ..), new) in names.zip(texts(source, &edits)).filter(|((_, _, old), new)| *old != new.as_str()) {
        let path = Path::new(name);
        let text = if disk::is_marked(path) { format!("\u{feff}{new}") } else { new };
        super::write(path, text.as_bytes())?;
        wrote(name);
    }
    for offer in wanted {
        let (record, item, id) = (called(offer.record), &offer.item.title.text, &offer.item.id.text);
        wrote(say!("  {record} → {item}（{id}）", "  {record} → {item} ({id})").in_language(language));
    }
    Ok(())
}

/// The offers of these records or items; all where none is named.
fn chosen<'o, 'a>(
    offers: &'o [Offer<'a>],
    ids: &[String],
    account: &Account<'_>,
) -> Result<Vec<&'o Offer<'a>>, Diagnostics> {
    let of =
        |offer: &Offer<'_>, id: &str| offer.item.id.text == id || offer.record.id().is_some_and(|own| own.text == id);
    let known: Vec<&str> = offers
        .iter()
        .flat_map(|offer| [Some(&offer.item.id), offer.record.id()].into_iter().flatten())
        .map(|id| id.text.as_str())
        .collect();
    let mut problems = Diagnostics::new();
    for id in ids.iter().filter(|id| !offers.iter().any(|offer| of(offer, id))) {
        let hint = match nearest(id, &known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None => say!("先不带 --confirm 看一遍列出的记录", "look at what is listed without --confirm first"),
        };
        let message = say!("没有列出过“{id}”", "`{id}` is not among what is offered");
        problems.push(
            Diagnostic::error("E363", message).at(&account.facts.source, super::when_of(account.facts)).hint(hint),
        );
    }
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(offers.iter().filter(|offer| ids.is_empty() || ids.iter().any(|id| of(offer, id))).collect())
}
