//! What a run has done, for machines: `manifest.json` (a record a line, so that it can be read and written as a stream)
//! and `manifest.csv` (a line a file). The same run gives the same bytes, whoever ran it, when and in what order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, ErrorKind, Lines, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::batch::record::{Input, Output, Record, Severity, Status};
use crate::batch::register::{Entry, Missing, Roll, Stranger, Twice};
use crate::batch::shard::Shard;

/// The version of the format.
pub const VERSION: u32 = 1;

/// The file that a run writes, or a part of one.
pub fn json_name(shard: Option<Shard>) -> String {
    shard.map_or_else(|| "manifest.json".to_owned(), |shard| format!("manifest.{}.json", shard.tag()))
}

/// The same as a table; parts of a run write none.
pub const CSV_NAME: &str = "manifest.csv";
/// The page for people; parts of a run write none.
pub const INDEX_NAME: &str = "index.html";
/// The folder for what is not for the user, below the output folder.
pub const STATE: &str = ".niandu";

/// What holds for all schools of a run. Under another setting every paper is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// The version of the program, and the digest of what it is made of.
    pub tool: String,
    /// Kinds of paper as they were asked for, by the names of their folders; none where the facts decide.
    pub kinds: Vec<String>,
    /// The kinds of each level, where they were asked for by level.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub levels: BTreeMap<String, Vec<String>>,
    /// The names on paper of the kinds that were asked for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub names: BTreeMap<String, String>,
    /// Formats by their endings.
    pub formats: Vec<String>,
    pub layout: Option<String>,
    pub duplex: bool,
    /// The pattern of file names.
    pub name: Option<String>,
    /// Whether HTML pages tell where figures come from.
    pub origins: bool,
    /// What PDFs conform to.
    pub standard: String,
    /// Whether PDFs hold the facts.
    pub embeds: bool,
    /// Whether warnings count as errors.
    pub denies: bool,
    /// Templates, style sheet and fonts, by role and path. The configuration is none of them: what of it bears on a paper
    /// stands above, and a longer register makes no paper another one.
    pub shared: Vec<Input>,
}

impl Setting {
    /// SHA-256 of everything in it, hexadecimal. The order of the shared files does not matter.
    pub fn fingerprint(&self) -> String {
        let mut sorted = self.clone();
        sorted.sort();
        hex(&serde_json::to_vec(&sorted).unwrap_or_default())
    }

    fn sort(&mut self) {
        self.shared.sort_by(|a, b| (a.role, &a.path).cmp(&(b.role, &b.path)));
    }
}

/// SHA-256, hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How much of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Facts files of schools, those of the body above them (in the run's folder itself), and what became of all of them.
    pub schools: usize,
    #[serde(default)]
    pub own: usize,
    pub written: usize,
    pub partly: usize,
    pub refused: usize,
    /// Papers, the files that they are, their pages as PDF and bytes in all.
    pub papers: usize,
    pub files: usize,
    pub pages: usize,
    pub bytes: u64,
    /// Files of earlier runs that are not up to date, and those that a person has changed.
    #[serde(default)]
    pub old: usize,
    #[serde(default)]
    pub kept: usize,
    pub errors: usize,
    pub warnings: usize,
    /// Schools of the register.
    pub registered: usize,
    pub missing: usize,
}

/// Counts a run while its records pass by, in any order.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    totals: Totals,
    roll: Roll,
    /// For each id the folder where it was first seen, in order, with its files, and how many files it has in all; only where
    /// there is no register.
    ids: HashMap<String, (String, usize, usize)>,
}

impl Tally {
    /// A count of nothing, with the register of the run.
    pub fn new(register: Vec<Entry>) -> Self {
        let totals = Totals { registered: register.len(), ..Totals::default() };
        Self { totals, roll: Roll::new(register), ids: HashMap::new() }
    }

    /// Counts one more.
    pub fn add(&mut self, record: &Record) {
        let totals = &mut self.totals;
        totals.schools += 1;
        totals.own += usize::from(record.folder().is_empty());
        totals.old += record.old.len();
        totals.kept += record.kept.len();
        if record.status == Status::Refused {
            totals.old += record.papers.iter().map(|paper| paper.files.len()).sum::<usize>();
        }
        *match record.status {
            Status::Written => &mut totals.written,
            Status::Partly => &mut totals.partly,
            Status::Refused => &mut totals.refused,
        } += 1;
        totals.papers += record.papers.len();
        totals.pages += record.pages();
        for file in record.papers.iter().flat_map(|paper| &paper.files) {
            totals.files += 1;
            totals.bytes += file.bytes;
        }
        totals.errors += record.count(Severity::Error);
        totals.warnings += record.count(Severity::Warning);
        self.roll.note(record);
        if totals.registered == 0 && !record.id.is_empty() {
            let folder = record.folder();
            let (first, here, all) = self.ids.entry(record.id.clone()).or_insert_with(|| (folder.to_owned(), 0, 0));
            match folder.cmp(first.as_str()) {
                Ordering::Less => (*first, *here) = (folder.to_owned(), 1),
                Ordering::Equal => *here += 1,
                Ordering::Greater => {}
            }
            *all += 1;
        }
    }

    /// How many times the run as a whole has warned: of bodies in several folders, and of what the register says.
    fn warned(&self) -> usize {
        let doubled: usize = self.ids.values().map(|(_, here, all)| all - here).sum();
        doubled + self.roll.twice().len() + usize::from(!self.roll.strangers().is_empty())
    }
}

/// Papers of a school that is no longer among the facts. They stand as they were until the user has them removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// The facts file that they were made of.
    pub facts: String,
    pub name: String,
    pub files: Vec<Output>,
}

impl Gone {
    /// The papers of a record whose school has gone; `None` where it has none.
    pub fn of(record: Record) -> Option<Self> {
        let Record { facts, name, papers, old, .. } = record;
        let files: Vec<Output> = papers.into_iter().flat_map(|paper| paper.files).chain(old).collect();
        (!files.is_empty()).then_some(Self { facts, name, files })
    }
}

/// What a manifest says of the run as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Head {
    pub version: u32,
    pub setting: Setting,
    pub fingerprint: String,
    /// The period of the run, as it is printed: 2025年.
    pub period: String,
    /// Which part of the run this is; nothing where it is all of it.
    pub shard: Option<Shard>,
    /// The parts that were not there when the others were joined.
    #[serde(default)]
    pub absent: Vec<Shard>,
    /// The configuration, where there is one.
    pub config: Option<Input>,
    pub totals: Totals,
    pub register: Vec<Entry>,
    /// Schools of the register of which there is nothing; of a part of a run, nothing in this part.
    pub missing: Vec<Missing>,
    pub twice: Vec<Twice>,
    pub strangers: Vec<Stranger>,
    pub gone: Vec<Gone>,
}

impl Head {
    /// What is known before the records are: setting and period (as it is printed). The rest is set by its name.
    pub fn new(mut setting: Setting, period: String, tally: Tally) -> Self {
        setting.sort();
        let warned = tally.warned();
        let Tally { mut totals, roll, .. } = tally;
        let missing = roll.missing();
        totals.warnings += warned;
        // Where all lie in the run's folder, they are the schools.
        totals.own = if totals.own < totals.schools { totals.own } else { 0 };
        totals.schools -= totals.own;
        totals.missing = missing.len();
        Self {
            version: VERSION,
            fingerprint: setting.fingerprint(),
            setting,
            period,
            shard: None,
            absent: Vec::new(),
            config: None,
            totals,
            register: roll.entries().to_vec(),
            missing,
            twice: roll.twice(),
            strangers: roll.strangers(),
            gone: Vec::new(),
        }
    }
}

/// Between head and records; a line of its own.
const SCHOOLS: &str = "\"schools\":[";
/// Behind the records.
const END: &str = "]}";

/// Writes the manifest. Records come sorted by the bytes of `facts`; one that cannot be had ends the writing.
pub fn write_json(
    to: &mut dyn Write,
    head: &Head,
    records: impl IntoIterator<Item = io::Result<Record>>,
) -> io::Result<()> {
    writeln!(to, "{{\"version\":{},", head.version)?;
    one(to, "setting", &head.setting)?;
    one(to, "fingerprint", &head.fingerprint)?;
    one(to, "period", &head.period)?;
    one(to, "shard", &head.shard)?;
    if !head.absent.is_empty() {
        one(to, "absent", &head.absent)?;
    }
    one(to, "config", &head.config)?;
    one(to, "totals", &head.totals)?;
    several(to, "register", &head.register)?;
    several(to, "missing", &head.missing)?;
    several(to, "twice", &head.twice)?;
    several(to, "strangers", &head.strangers)?;
    several(to, "gone", &head.gone)?;
    write!(to, "{SCHOOLS}")?;
    let mut comma = "";
    for record in records {
        write!(to, "{comma}\n{}", serde_json::to_string(&record?)?)?;
        comma = ",";
    }
    writeln!(to, "\n{END}")
}

fn one(to: &mut dyn Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    writeln!(to, "\"{name}\":{},", serde_json::to_string(value)?)
}

/// A list with a line for each member.
fn several<T: Serialize>(to: &mut dyn Write, name: &str, values: &[T]) -> io::Result<()> {
    write!(to, "\"{name}\":[")?;
    for (at, value) in values.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(to, "{comma}\n{}", serde_json::to_string(value)?)?;
    }
    writeln!(to, "{}],", if values.is_empty() { "" } else { "\n" })
}

/// Reads a manifest: its head at once, its records as they are asked for. A manifest that is not whole gives an error of
/// [`ErrorKind::InvalidData`], if need be as the last of its records.
pub fn read<R: BufRead>(from: R) -> io::Result<(Head, Records<R>)> {
    let mut lines = from.lines();
    let mut text = String::new();
    for line in lines.by_ref() {
        let line = line?;
        if line == SCHOOLS {
            text.push_str("\"schools\":[]}");
            let head: Head = serde_json::from_str(&text)?;
            if head.version != VERSION {
                return Err(invalid(format!("version {}", head.version)));
            }
            return Ok((head, Records { lines, done: false }));
        }
        text.push_str(&line);
        text.push('\n');
    }
    Err(invalid("it has no end".to_owned()))
}

fn invalid(reason: String) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason)
}

/// The records of a manifest, read line by line.
pub struct Records<R> {
    lines: Lines<R>,
    done: bool,
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let record = match self.lines.next() {
            Some(Ok(line)) if line == END => None,
            Some(Ok(line)) => Some(read_line(&line).ok_or_else(|| invalid("a record cannot be read".to_owned()))),
            Some(Err(error)) => Some(Err(error)),
            None => Some(Err(invalid("it has no end".to_owned()))),
        };
        self.done = !matches!(record, Some(Ok(_)));
        record
    }
}

/// The record on a line of a manifest or a journal; `None` where it is torn.
pub fn read_line(line: &str) -> Option<Record> {
    serde_json::from_str(line.trim_end().trim_end_matches(',')).ok()
}

/// The columns of the table.
const COLUMNS: [&str; 15] = [
    "facts", "id", "name", "period", "parent", "status", "kind", "title", "format", "pages", "file", "bytes", "sha256",
    "problems", "inputs",
];

/// Writes the table: a line for each file, one for each school without any, one for each that is missing. It begins with a
/// byte order mark, without which Excel takes Chinese for something else.
pub fn write_csv(
    to: &mut dyn Write,
    head: &Head,
    records: impl IntoIterator<Item = io::Result<Record>>,
) -> io::Result<()> {
    to.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(to);
    table.write_record(COLUMNS)?;
    for record in records {
        let record = record?;
        let status = match record.status {
            Status::Written => "written",
            Status::Partly => "partly",
            Status::Refused => "refused",
        };
        let mut codes: Vec<&str> = record.problems.iter().map(|problem| problem.code.as_str()).collect();
        codes.dedup();
        let codes = codes.join(" ");
        let input = |Input { role, path, sha256 }: &Input| format!("{}:{path}={sha256}", role.word());
        let inputs = plain(&record.inputs.iter().map(input).collect::<Vec<_>>().join("; "));
        let Record { facts, id, name, period, parent, .. } = &record;
        let school = [facts, id, name, period, parent].map(|text| plain(text));
        let mut row = |of_paper: [&str; 7]| -> io::Result<()> {
            let school = school.iter().map(String::as_str).chain([status]);
            Ok(table.write_record(school.chain(of_paper).chain([codes.as_str(), &inputs]))?)
        };
        if record.papers.iter().all(|paper| paper.files.is_empty()) {
            row([""; 7])?;
        }
        for paper in &record.papers {
            let title = plain(&paper.title);
            for file in &paper.files {
                let format = file.path.rsplit_once('.').map_or("", |(_, ending)| ending);
                let pages = paper.pages.filter(|_| format == "pdf").map(|pages| pages.to_string()).unwrap_or_default();
                let (path, bytes) = (plain(&file.path), file.bytes.to_string());
                row([&paper.kind, &title, format, &pages, &path, &bytes, &file.sha256])?;
            }
        }
    }
    for Missing { id, name } in &head.missing {
        let mut row = [""; COLUMNS.len()];
        let (id, name) = (plain(id), plain(name));
        [row[1], row[2], row[3], row[5]] = [&id, &name, &head.period, "missing"];
        table.write_record(row)?;
    }
    table.flush()
}

/// Text that a spreadsheet takes for text, also where it begins like a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
