//! What is said on the terminal: diagnostics with their place in the user's file, and what was written.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Language, Severity};

/// The longest line of a file that is shown whole; beyond it a window around the place is shown.
const WIDTH: usize = 160;

/// A diagnostic as text: what is wrong, the line with a caret under the place, what to do.
pub fn show(diagnostic: &Diagnostic, language: Language, colour: bool) -> String {
    let (level, help) = match (diagnostic.severity, language) {
        (Severity::Error, Language::Chinese) => (Level::ERROR.with_name("错误"), Level::HELP.with_name("办法")),
        (Severity::Warning, Language::Chinese) => (Level::WARNING.with_name("提醒"), Level::HELP.with_name("办法")),
        (Severity::Error, Language::English) => (Level::ERROR, Level::HELP),
        (Severity::Warning, Language::English) => (Level::WARNING, Level::HELP),
    };
    let title = level.primary_title(diagnostic.message.in_language(language)).id(diagnostic.code);
    let window = diagnostic.place.as_ref().map(|(source, origin)| {
        let (line, _) = source.position(origin.range().start);
        (source.name(), line, window(source.text(), origin.range()))
    });
    let mut group = match &window {
        Some((name, line, (text, range))) => {
            let label = diagnostic.label.as_ref().map(|label| label.in_language(language));
            let mark = AnnotationKind::Primary.span(range.clone()).label(label);
            title.element(Snippet::source(text.as_str()).path(*name).line_start(*line).fold(false).annotation(mark))
        }
        None => annotate_snippets::Group::with_title(title),
    };
    if let Some(hint) = &diagnostic.hint {
        group = group.element(help.message(hint.in_language(language)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDTH + 40).render(&[group])
}

/// The line of a place and the place within it; of a very long line, the part around the place.
fn window(text: &str, range: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    let start = range.start.min(text.len());
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = range.end.clamp(start, line_end);
    let back = |from: usize, chars: usize| text[line_start..from].char_indices().rev().take(chars).last().map_or(from, |(at, _)| line_start + at);
    let on = |from: usize, chars: usize| text[from..line_end].char_indices().nth(chars).map_or(line_end, |(at, _)| from + at);
    let shown_start = if text[line_start..start].chars().count() > WIDTH / 2 { back(start, WIDTH / 4) } else { line_start };
    let shown_end = on(start, WIDTH / 2);
    let end = end.min(shown_end);
    // Control characters would move the caret; a tab is shown as one blank.
    let shown: String = text[shown_start..shown_end].chars().map(|c| if c == '\t' || c == '\r' { ' ' } else { c }).collect();
    (shown, start - shown_start..end - shown_start)
}
