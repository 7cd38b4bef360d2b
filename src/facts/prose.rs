//! The author's paragraphs and the live references in them. A reference is a path with an optional format; there are no
//! expressions. The blanks around a reference are dropped: `全年 {{ 培训.场次 }} 次` leaves no space on paper.

use crate::diagnostic::Origin;
use crate::facts::reader::Reader;
use crate::facts::value::{Piece, Prose, Reference};
use crate::say;

/// Reads the text of a scalar at `origin`: one paragraph a line. Malformed references are reported.
pub fn read(text: &str, origin: Origin, reader: &mut Reader) -> Option<Prose> {
    let mut cursor = origin.range().start;
    let mut sound = true;
    let mut paragraphs = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match read_line(line, origin, &mut cursor, reader) {
            Some(pieces) => paragraphs.push(pieces),
            None => sound = false,
        }
    }
    sound.then_some(Prose { origin, paragraphs })
}

fn read_line(line: &str, origin: Origin, cursor: &mut usize, reader: &mut Reader) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    if let Some(found) = single_braces(rest) {
        let place = locate(reader, origin, cursor, found);
        let inner = found.trim_matches(['{', '}', '｛', '｝', ' ']);
        reader.refuse(
            "E033",
            place,
            say!(
                "引用要用两对半角花括号，这里是“{found}”",
                "a reference has two ASCII braces each side, here is “{found}”"
            ),
            say!("写成 {{{{ {inner} }}}}；整个值加引号", "write {{{{ {inner} }}}}, and put the whole value in quotes"),
        );
        return None;
    }
    let mut sound = true;
    while let Some(open) = rest.find("{{") {
        let (before, from) = rest.split_at(open);
        let Some(close) = from.find("}}") else {
            let place = locate(reader, origin, cursor, "{{");
            reader.refuse(
                "E032",
                place,
                say!("引用没有结尾", "this reference has no end"),
                say!("用 }}}} 结束引用", "end the reference with }}}}"),
            );
            return None;
        };
        push_text(&mut pieces, before.trim_end_matches(' '));
        let (whole, after) = from.split_at(close + 2);
        let place = locate(reader, origin, cursor, whole);
        match reference(&whole[2..close], place) {
            Some(reference) => pieces.push(Piece::Reference(reference)),
            None => {
                sound = false;
                reader.refuse(
                    "E033",
                    place,
                    say!("引用写得不对", "this is no reference"),
                    say!(
                        "写成 {{{{ 编号 }}}}、{{{{ 教职工.总数 }}}} 或 {{{{ 经费.收入.合计 | 万元 }}}}",
                        "write {{{{ id }}}}, {{{{ staff.total }}}} or {{{{ finance.income.total | 万元 }}}}"
                    ),
                );
            }
        }
        rest = after.trim_start_matches(' ');
    }
    push_text(&mut pieces, rest);
    sound.then_some(pieces)
}

/// `｛｛ 教职工.总数 ｝｝` or `{ 教职工.总数 }`: a reference in braces that make none.
fn single_braces(line: &str) -> Option<&str> {
    let mut from = 0;
    loop {
        let start = from + line.get(from..)?.find(['{', '｛'])?;
        let wide = line.get(start..)?.starts_with('｛');
        let inside = line.get(start..)?.trim_start_matches(['{', '｛']);
        let begin = line.len() - inside.len();
        let end = begin + inside.find(['}', '｝', '{', '｛'])?;
        let after = line.get(end..)?.trim_start_matches(['}', '｝']);
        let stop = line.len() - after.len();
        let (open, inner, close) = (line.get(start..begin)?, line.get(begin..end)?, line.get(end..stop)?);
        let proper = open == "{{" && close.starts_with("}}");
        let doubled = open.chars().count() == 2 && close.chars().count() == 2;
        let path = reference(inner, Origin::new(0..0)).is_some() && (inner.contains('.') || doubled);
        if !proper && path && !close.is_empty() && (wide || open == "{" || doubled) {
            return line.get(start..stop);
        }
        from = end.max(stop);
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

/// `path.to.value` or `path.to.value | format`.
fn reference(inner: &str, origin: Origin) -> Option<Reference> {
    let (path, format) = match inner.split_once('|') {
        Some((path, format)) => (path, Some(format.trim().to_owned())),
        None => (inner, None),
    };
    let path: Vec<String> = path.split('.').map(|part| part.trim().to_owned()).collect();
    let sound = |part: &String| !part.is_empty() && part.chars().all(is_name);
    let format_sound =
        format.as_ref().is_none_or(|format| !format.is_empty() && format.chars().all(char::is_alphanumeric));
    (path.iter().all(sound) && format_sound).then_some(Reference { origin, path, format })
}

/// The next place of `needle` in the scalar's source text. Indentation and folding change what stands between two
/// references, never a reference itself; where quoting does change it, the scalar as a whole is named.
fn locate(reader: &Reader, origin: Origin, cursor: &mut usize, needle: &str) -> Origin {
    let end = origin.range().end;
    let found = reader.source.text().get(*cursor..end).and_then(|text| text.find(needle));
    match found {
        Some(at) => {
            let start = *cursor + at;
            *cursor = start + needle.len();
            Origin::new(start..start + needle.len())
        }
        None => origin,
    }
}

/// Whether a name that a reference can follow may have this character.
pub fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '、' | '（' | '）')
}
