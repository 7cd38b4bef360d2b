//! The page beside a roll-up, for the office that looks after the schools: who has handed in and who has not, what is not
//! counted, what not all state, what differs, what looks alike. No paper tells any of it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diagnostic::{Language, Say};
use crate::page::{Address, Page, Text, Told, is_by};
use crate::rollup::gaps::Gap;
use crate::rollup::judge::Refusal;
use crate::rollup::names::{in_chinese, section};
use crate::rollup::partial::Partial;
use crate::rollup::write::Left;
use crate::say;

/// What marks the page as one of a roll-up.
pub(super) const GENERATOR: &str = "niandu rollup";

/// Schools that are listed as summed; of more the table of sources has them.
const SHOWN: usize = 20_000;

/// What the page tells.
pub struct Office<'o> {
    /// The period as it is printed, and the body.
    pub period: String,
    pub name: Option<&'o str>,
    pub partial: &'o Partial,
    pub missing: &'o [String],
    pub refused: &'o [Refusal],
    /// What looks alike.
    pub alike: &'o [Refusal],
    /// What the body's own facts state otherwise.
    pub differs: &'o [Refusal],
    pub gaps: &'o [Gap],
    pub left: &'o [Left],
    /// The roll-up and the table of its sources.
    pub files: [&'o str; 2],
}

/// Whether this is such a page, of whatever facts.
pub fn is_own(bytes: &[u8]) -> bool {
    is_by(bytes, GENERATOR)
}

/// Writes the page.
pub fn write(to: &mut dyn Write, office: &Office, language: Language) -> io::Result<()> {
    let mut page = Page { to, language };
    let (period, name) = (&office.period, office.name.unwrap_or_default());
    page.begin(say!("{name}{period}汇总情况", "{name} {period}: the roll-up"), GENERATOR, "", None)?;
    totals(&mut page, office)?;
    let missing = office.partial.roots().flat_map(|head| head.missing.iter().map(|name| (name, head.name.as_str())));
    let missing = office.missing.iter().map(|name| (name, "")).chain(missing);
    let missing: Vec<_> = missing.map(|(name, above)| (name.clone(), above.to_owned())).collect();
    page.list("missing", say!("未报送", "Missing"), &missing)?;
    told(&mut page, "refused", say!("未计入", "Not counted"), office.refused)?;
    gaps(&mut page, office.gaps)?;
    told(&mut page, "differs", say!("与本级自己写的不一致", "Other than the own facts state"), office.differs)?;
    told(&mut page, "alike", say!("可能是一件事", "These may be one matter"), office.alike)?;
    candidates(&mut page, office.partial)?;
    left(&mut page, office.left)?;
    handed_in(&mut page, office.partial)?;
    let files = office.files.map(|file| format!("<a href=\"{}\">{}</a>", Address(file), Text(file))).join(" ");
    writeln!(page.to, "</main>\n<footer>\n<p>{files}</p>\n</footer>\n</body>\n</html>")
}

fn totals(page: &mut Page, office: &Office) -> io::Result<()> {
    let schools: u64 = office.partial.roots().map(|head| head.schools).sum();
    let bodies = office.partial.roots().count();
    let missing = office.missing.len() + office.partial.roots().map(|head| head.missing.len()).sum::<usize>();
    page.totals([
        (say!("计入的单位", "Bodies summed"), &bodies, true),
        (say!("学校", "Schools"), &schools, true),
        (say!("未报送", "Missing"), &missing, true),
        (say!("未计入的原因", "Reasons not to count"), &office.refused.len(), true),
        (say!("没有填全的数", "Figures not all state"), &office.gaps.len(), true),
        (say!("与本级不一致", "Own figures that differ"), &office.differs.len(), !office.differs.is_empty()),
        (say!("可能是一件事", "May be one matter"), &office.alike.len(), true),
    ])
}

/// A section of problems; nothing where there are none.
pub fn told(page: &mut Page, id: &str, heading: Say, problems: &[Refusal]) -> io::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    page.section(id, heading)?;
    writeln!(page.to, "<ul class=\"told\" role=\"list\">")?;
    let language = page.language;
    for Refusal { code, at, message, hint, .. } in problems {
        let place = at.as_ref().map(|(file, line)| page.place(file, *line)).unwrap_or_default();
        let (message, hint) = (message.in_language(language), Some(hint.in_language(language)));
        page.told(&Told { code, place, message, hint, is_error: code.starts_with('E') })?;
    }
    writeln!(page.to, "</ul>")?;
    page.end_section()
}

fn gaps(page: &mut Page, gaps: &[Gap]) -> io::Result<()> {
    if gaps.is_empty() {
        return Ok(());
    }
    page.section("gaps", say!("有单位没有填的数", "Figures that not all state"))?;
    for Gap { figure, zh, count, names } in gaps {
        let more = more(count - names.len());
        let lead = say!("{zh}：{count} 个单位没有填{}", "{figure}: not stated by {count}{}", more);
        page.names(&page.say(lead), names)?;
    }
    page.end_section()
}

/// How many are not named.
fn more(count: usize) -> String {
    if count > 0 { format!(" (+{count})") } else { String::new() }
}

/// Schools that may be examples, by the figure that speaks for them.
fn candidates(page: &mut Page, partial: &Partial) -> io::Result<()> {
    let ranked: BTreeMap<_, _> = partial.candidates.iter().filter(|(_, highest)| !highest.0.is_empty()).collect();
    if ranked.is_empty() {
        return Ok(());
    }
    page.section("candidates", say!("典型候选（仅供办公室参考）", "Candidates for examples (for the office only)"))?;
    for (figure, highest) in ranked {
        let member = |one: &crate::rollup::partial::Candidate| {
            let (printed, honours) = (&one.printed, one.honours);
            let note = say!("{printed}，已获荣誉 {honours} 次", "{printed}, honoured {honours} times");
            (one.name.clone(), page.say(note))
        };
        let members: Vec<_> = highest.0.iter().map(member).collect();
        page.names(figure, &members)?;
    }
    page.end_section()
}

/// What the roll-up file does not tell, and why.
fn left(page: &mut Page, left: &[Left]) -> io::Result<()> {
    if left.is_empty() {
        return Ok(());
    }
    page.section("left", say!("没有列进汇总文件的", "Not told in the roll-up file"))?;
    for Left { list, why: [zh, en], count, members } in left {
        let (name, more) =
            (section(list).map_or_else(|| in_chinese(list), |(zh, _)| zh.to_owned()), more(count - members.len()));
        let lead = page.say(say!("{name}：{count} 项{zh}{more}", "{list}: {count}, {en}{more}"));
        let members: Vec<_> = members.iter().map(|(title, bodies)| (title.clone(), bodies.to_string())).collect();
        page.names(&lead, &members)?;
    }
    page.end_section()
}

fn handed_in(page: &mut Page, partial: &Partial) -> io::Result<()> {
    let schools = partial.leaves().take(SHOWN).map(|(file, head)| (head.name.clone(), format!("{} {file}", head.id)));
    page.list("summed", say!("已计入", "Summed"), &schools.collect::<Vec<_>>())
}
