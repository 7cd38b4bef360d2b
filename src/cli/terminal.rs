//! What is said on the terminal: diagnostics with their place in the user's file, and what was written.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::facts::check::characters::is_hidden;

/// The longest line of a file that is shown whole; beyond it a window around the place is shown.
const WIDTH: usize = 300;

/// A diagnostic as text: what is wrong, the line with a caret under the place, what to do.
pub fn show(diagnostic: &Diagnostic, language: Language, colour: bool) -> String {
    let (level, help) = match (diagnostic.severity, language) {
        (Severity::Error, Language::Chinese) => (Level::ERROR.with_name("错误"), Level::HELP.with_name("办法")),
        (Severity::Warning, Language::Chinese) => (Level::WARNING.with_name("提醒"), Level::HELP.with_name("办法")),
        (Severity::Hint, Language::Chinese) => (Level::NOTE.with_name("建议"), Level::HELP.with_name("办法")),
        (Severity::Hint, Language::English) => (Level::NOTE.with_name("hint"), Level::HELP),
        (Severity::Error, Language::English) => (Level::ERROR, Level::HELP),
        (Severity::Warning, Language::English) => (Level::WARNING, Level::HELP),
    };
    let title = level.primary_title(shown(diagnostic.message.in_language(language))).id(diagnostic.code);
    let window = diagnostic.place.as_ref().map(|(source, origin)| {
        let range = origin.range();
        let (line, column) = source.position(range.start);
        let (name, start, text) = source.file_at(range.start);
        // A name may hold anything but a line of its own.
        (
            shown(name).replace('\n', "\u{fffd}"),
            line,
            column,
            window(text, range.start - start..range.end.saturating_sub(start)),
        )
    });
    let mut group = match &window {
        // There is nothing to show of a file that could not be read, or that is empty.
        Some((name, 1, 1, (text, _, true))) if text.is_empty() => title.element(Origin::path(name.as_str())),
        Some((name, line, column, (text, range, whole))) => {
            let label = diagnostic.label.as_ref().map(|label| shown(label.in_language(language)));
            let mark = AnnotationKind::Primary.span(range.clone()).label(label);
            let snippet = Snippet::source(text.as_str()).line_start(*line).fold(false).annotation(mark);
            if *whole {
                title.element(snippet.path(name.as_str()))
            } else {
                // Only a part of the line is shown, so its columns are not those of the file.
                title.element(Origin::path(name.as_str()).line(*line).char_column(*column)).element(snippet)
            }
        }
        None => annotate_snippets::Group::with_title(title),
    };
    if let Some(hint) = &diagnostic.hint {
        group = group.element(help.message(shown(hint.in_language(language))));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(2 * WIDTH + 40).render(&[group])
}

/// The longest message that is shown whole: some quote what the author wrote, and that may be a book.
const MESSAGE: usize = 1000;

/// A sentence without what a terminal would obey: it may quote any character of a file.
fn shown(text: &str) -> String {
    let visible = |c: char| if is_hidden(c) || c == '\r' { '\u{fffd}' } else { c };
    let mut shown: String = text.chars().take(MESSAGE).map(visible).collect();
    if text.chars().nth(MESSAGE).is_some() {
        shown.push('…');
    }
    shown
}

/// The line of a place, the place within it, and whether it is the whole line: of a very long one, the part around the
/// place is shown, and neither its beginning nor its end is looked for.
fn window(text: &str, range: std::ops::Range<usize>) -> (String, std::ops::Range<usize>, bool) {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let before = text[..start].chars().rev().take_while(|c| *c != '\n');
    let after = text[start..].chars().take_while(|c| *c != '\n');
    let whole = before.clone().chain(after.clone()).nth(WIDTH).is_none();
    let (back, on) = if whole { (WIDTH, WIDTH) } else { (WIDTH / 8, WIDTH / 4) };
    let from = start - before.take(back).map(char::len_utf8).sum::<usize>();
    let to = start + after.take(on).map(char::len_utf8).sum::<usize>();
    let mut end = range.end.clamp(start, to);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // Control characters would move the caret; a tab is shown as one blank.
    let shown = text[from..to].chars().map(|c| if c == '\t' || c == '\r' { ' ' } else { c }).collect();
    (shown, start - from..end - from, whole)
}
