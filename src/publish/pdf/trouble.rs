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

/// Typst's errors and warnings, at their places in the layout files.
pub(super) fn diagnostics(desk: &Desk<'_>, found: &[SourceDiagnostic]) -> Diagnostics {
    let mut list = Diagnostics::new();
    for one in found {
        list.push(diagnostic(desk, one));
    }
    list
}

fn diagnostic(desk: &Desk<'_>, found: &SourceDiagnostic) -> Diagnostic {
    let text = &found.message;
    let message = say!("版式：{text}", "layout: {text}");
    let diagnostic = match found.severity {
        Severity::Error => Diagnostic::error("E080", message),
        Severity::Warning => Diagnostic::warning("W080", message),
    };
    let diagnostic = match place(desk, found) {
        Some((source, origin)) => diagnostic.at(source, origin),
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

/// Where in a layout file: the place itself, or the call that led to it.
fn place<'d>(desk: &Desk<'d>, found: &SourceDiagnostic) -> Option<(&'d Source, Origin)> {
    let in_layout = |span: typst::syntax::DiagSpan| {
        let layout = desk.layout(span.id()?)?;
        Some((&layout.source, desk.range(span).map(Origin::new)?))
    };
    in_layout(found.span).or_else(|| found.trace.iter().find_map(|step| in_layout(step.span.into())))
}
