//! Points that the tool numbers itself: 一是……；二是…….

use crate::facts::check::Check;
use crate::facts::numeral;
use crate::facts::value::{Piece, Prose};
use crate::say;

impl Check<'_> {
    /// Points of a list carry no number of the author's: it would be printed beside the tool's.
    pub(super) fn points(&mut self) {
        let facts = &self.file.facts;
        let problems: Vec<&Prose> = facts.problems.iter().map(|problem| &problem.text).collect();
        let lists = [facts.experience.iter().collect(), facts.next.iter().collect(), problems];
        for point in lists.iter().filter(|list: &&Vec<&Prose>| list.len() > 1).flatten() {
            let Some(Piece::Text(text)) = point.paragraphs.first().and_then(|pieces| pieces.first()) else { continue };
            let Some(mark) = own_number(text) else { continue };
            let end = point.origin.range().start;
            let found = self.file.source.text().get(point.origin.range()).and_then(|written| written.find(mark));
            let place = found.map_or(self.file.source.first_line(point.origin), |at| {
                crate::diagnostic::Origin::new(end + at..end + at + mark.len())
            });
            self.error(
                "E069",
                place,
                say!("这一条自己写了序号“{mark}”", "this point has a number of its own: “{mark}”"),
                say!(
                    "去掉序号；几条并列时由工具写“一是……；二是……”",
                    "leave it out; the tool numbers several points 一是……；二是……"
                ),
            );
        }
    }
}

/// The number that a point begins with: 一是, 第二, 三、, （4）, 5., 首先.
fn own_number(text: &str) -> Option<&str> {
    let up_to = |rest: &str| text.get(..text.len() - rest.len());
    if let Some(rest) = ["首先，", "其次，", "再次，", "最后，"].iter().find_map(|word| text.strip_prefix(word))
    {
        return up_to(rest);
    }
    let bracket = text.strip_prefix(['（', '(']);
    let ordinal = text.strip_prefix('第');
    let body = bracket.or(ordinal).unwrap_or(text);
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit() || numeral::is_numeral(c));
    if rest.len() == body.len() || body.len() - rest.len() > 9 {
        return None;
    }
    let mark = if bracket.is_some() {
        rest.strip_prefix(['）', ')'])
    } else if ordinal.is_some() {
        rest.strip_prefix(['，', '、', '：'])
    } else {
        // 1.5万元 is a number, 一是 and 1. are numbers of a list.
        let digits = body.starts_with(|c: char| c.is_ascii_digit());
        let dot = rest.strip_prefix(['.', '．']).filter(|after| !after.starts_with(|c: char| c.is_ascii_digit()));
        rest.strip_prefix('、').or(dot.filter(|_| digits)).or_else(|| rest.strip_prefix('是').filter(|_| !digits))
    };
    mark.and_then(up_to)
}
