//! What Typst has to say, as diagnostics that point into the layout file.

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};

use super::world::Desk;
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::say;

/// A list of one.
pub(super) fn one(diagnostic: Diagnostic) -> Diagnostics {
    let mut list = Diagnostics::new();
    list.push(diagnostic);
    list
}

/// Typst's errors and warnings; `layout` is the layout file as the user knows it.
pub(super) fn diagnostics(desk: &Desk<'_>, layout: &Source, found: &[SourceDiagnostic]) -> Diagnostics {
    let mut list = Diagnostics::new();
    for one in found {
        list.push(diagnostic(desk, layout, one));
    }
    list
}

fn diagnostic(desk: &Desk<'_>, layout: &Source, found: &SourceDiagnostic) -> Diagnostic {
    let text = &found.message;
    let message = say!("版式：{text}", "layout: {text}");
    let diagnostic = match found.severity {
        Severity::Error => Diagnostic::error("E080", message),
        Severity::Warning => Diagnostic::warning("W080", message),
    };
    let diagnostic = match place(desk, found) {
        Some(origin) => diagnostic.at(layout, origin),
        None => diagnostic,
    };
    match found.hints.first() {
        Some(hint) => {
            let hint = &hint.v;
            diagnostic.hint(say!("{hint}", "{hint}"))
        }
        None => diagnostic,
    }
}

/// Where in the layout file: the place itself, or the call that led to it.
fn place(desk: &Desk<'_>, found: &SourceDiagnostic) -> Option<Origin> {
    let in_layout = |span: typst::syntax::DiagSpan| {
        if span.id() == Some(desk.layout_id()) { desk.range(span).map(Origin::new) } else { None }
    };
    in_layout(found.span).or_else(|| found.trace.iter().find_map(|step| in_layout(step.span.into())))
}
