//! Whether a roll-up is still the sum of the files that lie beside it: its partial sums keep the hash of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use crate::batch::manifest::hex;
use crate::cli::{disk, files};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::include::ROLLUP;
use crate::report;
use crate::say;

/// The code of what is said.
pub const CODE: &str = "W303";

/// Files that are named of many.
const NAMED: usize = 5;

/// The partial sums of a roll-up, as far as they say what was read for it.
#[derive(Deserialize)]
struct Part {
    heads: BTreeMap<String, Head>,
    partial: Sums,
}

#[derive(Deserialize)]
struct Sums {
    heads: BTreeMap<String, Head>,
}

/// A file that was read: the hash of its text, and its period.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    hash: String,
    period: String,
}

/// The hash that a roll-up keeps of a file, with what it includes.
pub fn hash(source: &Source) -> String {
    hex(source.text().as_bytes())
}

/// Says of each roll-up among the files of `source`, which was read from `path`, what has changed since.
pub fn say(source: &Source, path: &Path, problems: &mut Diagnostics) {
    for range in source.files() {
        let Some(line) = key(source, &range) else { continue };
        let file = if range.start == 0 { path } else { Path::new(source.file_at(range.start).0) };
        if let Some(Say { zh, en }) = changes(file) {
            let message = say!("汇总以后各校的文件变了：{zh}", "the files of the schools have changed since: {en}");
            let hint = say!("再运行一次 niandu rollup", "run `niandu rollup` again");
            problems.push(Diagnostic::warning(CODE, message).at(source, line).hint(hint));
        }
    }
}

/// The key that only a roll-up has, where a file has it.
fn key(source: &Source, range: &Range<usize>) -> Option<Origin> {
    let mut start = range.start;
    for line in source.text().get(range.clone())?.split_inclusive('\n') {
        let key = line.split_once([':', '：']).map(|(key, _)| key.trim_end().trim_matches(['"', '\'']));
        if key.is_some_and(|key| ROLLUP.contains(&key)) {
            return Some(Origin::new(start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

/// What is no longer as it was when a roll-up was written; nothing where that is not known, or where none of its files lies
/// beside it: then they are elsewhere.
fn changes(roll_up: &Path) -> Option<Say> {
    let part = BufReader::new(File::open(roll_up.with_extension("part.json")).ok()?);
    let Part { heads, partial } = serde_json::from_reader(part).ok()?;
    let folder = roll_up.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let summed = || partial.heads.iter().filter(|(_, head)| !head.hash.is_empty());
    let read = |place: &str| disk::facts(&folder.join(place)).ok().map(|(source, _)| source);
    let (mut changed, mut gone) = (Vec::new(), Vec::new());
    for (place, head) in summed().chain(heads.iter().filter(|(_, head)| !head.hash.is_empty())) {
        match read(place) {
            Some(source) if hash(&source) != head.hash => changed.push(place.clone()),
            Some(_) => {}
            None => gone.push(place.clone()),
        }
    }
    if gone.len() == summed().count() + heads.len() {
        return None;
    }
    let new = new(folder, summed().map(|(place, head)| (place.as_str(), head.period.as_str())).collect(), &heads);
    let parts: Vec<Say> =
        [(changed, say!("改了", "changed")), (gone, say!("没有了", "gone")), (new, say!("新来", "new"))]
            .into_iter()
            .filter(|(places, _)| !places.is_empty())
            .map(|(places, what)| row(&places, &what))
            .collect();
    (!parts.is_empty()).then(|| Say {
        zh: parts.iter().map(|part| part.zh.as_str()).collect::<Vec<_>>().join("；"),
        en: parts.iter().map(|part| part.en.as_str()).collect::<Vec<_>>().join("; "),
    })
}

/// The files that would be summed now and were not there: those in a folder of their own that are called as the summed ones
/// are. Only these are opened.
fn new(folder: &Path, summed: BTreeMap<&str, &str>, heads: &BTreeMap<String, Head>) -> Vec<String> {
    let name = |place: &str| place.rsplit_once('/').map(|(_, name)| name.to_owned());
    let names: BTreeSet<String> = summed.keys().filter_map(|place| name(place)).collect();
    let Some(period) = summed.values().next() else { return Vec::new() };
    let (paths, _) = files::find(&[folder.to_owned()], None);
    let place = |path: &Path| {
        let below = path.strip_prefix(folder).unwrap_or(path);
        below.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let is_new = |place: &String| {
        name(place).is_some_and(|name| names.contains(&name))
            && !summed.contains_key(place.as_str())
            && !heads.contains_key(place)
    };
    let is_due = |place: &String| {
        let seen = disk::facts(&folder.join(place)).ok().and_then(|(source, _)| report::look(&source));
        seen.is_some_and(|(_, own)| own.name() == *period)
    };
    let mut new: Vec<String> = paths.iter().map(|path| place(path)).filter(is_new).filter(is_due).collect();
    new.sort();
    new
}

fn row(places: &[String], Say { zh, en }: &Say) -> Say {
    let count = places.len();
    let first = &places[..count.min(NAMED)];
    let (more_zh, more_en) =
        if count > NAMED { (format!("等 {count} 个"), format!(", … ({count})")) } else { Default::default() };
    Say { zh: format!("{zh} {}{more_zh}", first.join("、")), en: format!("{en} {}{more_en}", first.join(", ")) }
}
