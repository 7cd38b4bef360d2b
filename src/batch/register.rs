//! The schools that are to hand in, and which of them have.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::batch::config::{Config, Enrolled};
use crate::batch::record::Record;
use crate::diagnostic::{Diagnostic, Diagnostics, Say, Source};
use crate::say;

/// A school of the register, as the manifest keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub aliases: Vec<String>,
    /// Its folder below the run's; its id where the register names none.
    pub folder: String,
}

/// A school of the register that has not handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    pub id: String,
    pub name: String,
}

/// A school of the register that several facts files speak for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twice {
    pub id: String,
    pub name: String,
    /// The files, sorted.
    pub facts: Vec<String>,
}

/// A facts file whose body is in no register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stranger {
    pub facts: String,
    pub id: String,
    pub name: String,
}

/// The register of a configuration, in its order.
pub fn of(config: &Config) -> Vec<Entry> {
    let entry = |school: &Enrolled| Entry {
        id: school.id.text.trim().to_owned(),
        name: school.name.text.trim().to_owned(),
        aliases: school.aliases.iter().map(|alias| alias.text.trim().to_owned()).collect(),
        folder: school.folder.as_ref().map_or(&school.id, |folder| folder).text.trim().trim_end_matches('/').to_owned(),
    };
    config.register.iter().map(entry).collect()
}

/// The register with those who have handed in.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    entries: Vec<Entry>,
    /// Entries by id, other names and former ids.
    names: HashMap<String, usize>,
    folders: HashMap<String, usize>,
    /// For each entry the facts files that name it.
    answers: Vec<Vec<String>>,
    /// For each entry whether some facts file lies in its folder.
    present: Vec<bool>,
    strangers: Vec<Stranger>,
}

impl Roll {
    /// A register to which nobody has handed in yet.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut roll = Self { answers: vec![Vec::new(); entries.len()], ..Self::default() };
        roll.present = vec![false; entries.len()];
        for (at, entry) in entries.iter().enumerate() {
            roll.names.entry(entry.id.clone()).or_insert(at);
            roll.folders.entry(entry.folder.clone()).or_insert(at);
        }
        // An id is stronger than another name of another school, and a name that two schools have is that of neither.
        for (at, entry) in entries.iter().enumerate() {
            entry.aliases.iter().for_each(|name| _ = roll.names.entry(name.clone()).or_insert(at));
        }
        let mut shared: HashMap<&str, usize> = HashMap::new();
        entries.iter().for_each(|entry| *shared.entry(&entry.name).or_default() += 1);
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| shared[entry.name.as_str()] == 1) {
            roll.names.entry(entry.name.clone()).or_insert(at);
        }
        Self { entries, ..roll }
    }

    /// The register.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The name of the school with this id or a former one; of a body without any, that of the school whose folder this is.
    pub fn name(&self, id: &str, folder: &str) -> Option<&str> {
        let at = if id.is_empty() { self.folders.get(folder) } else { self.names.get(id) };
        at.map(|at| self.entries[*at].name.as_str())
    }

    /// Takes note of what became of a facts file: whatever that was, its school has handed in.
    pub fn note(&mut self, record: &Record) {
        self.enter(&record.id, &record.name, record.folder(), &record.facts);
    }

    fn enter(&mut self, id: &str, name: &str, folder: &str, facts: &str) {
        if self.entries.is_empty() {
            return;
        }
        let beside = self.folders.get(folder).copied();
        beside.into_iter().for_each(|at| self.present[at] = true);
        // A file that cannot be read does not say whose it is: its name is that of the folder's school.
        let names = [id, name].into_iter().filter(|name| !id.is_empty() && !name.is_empty());
        match names.into_iter().find_map(|name| self.names.get(name)) {
            Some(at) => self.answers[*at].push(facts.to_owned()),
            // What lies in the run's folder itself is of the body whose schools these are.
            None if beside.is_none() && !id.is_empty() && !folder.is_empty() => {
                self.strangers.push(Stranger { facts: facts.to_owned(), id: id.to_owned(), name: name.to_owned() })
            }
            None => {}
        }
    }

    /// The schools of which there is nothing, in the order of the register.
    pub fn missing(&self) -> Vec<Missing> {
        let all = self.entries.iter().zip(&self.answers).zip(&self.present);
        let without = all.filter(|((_, answers), present)| answers.is_empty() && !**present);
        without.map(|((entry, _), _)| Missing { id: entry.id.clone(), name: entry.name.clone() }).collect()
    }

    /// The schools that several files speak for, in the order of the register.
    pub fn twice(&self) -> Vec<Twice> {
        let several = self.entries.iter().zip(&self.answers).filter(|(_, answers)| answers.len() > 1);
        let twice = |(entry, answers): (&Entry, &Vec<String>)| {
            let mut facts = answers.clone();
            facts.sort();
            Twice { id: entry.id.clone(), name: entry.name.clone(), facts }
        };
        several.map(twice).collect()
    }

    /// The files of which the register knows nothing, sorted; none where there is no register.
    pub fn strangers(&self) -> Vec<Stranger> {
        let mut strangers = self.strangers.clone();
        strangers.sort_by(|a, b| a.facts.cmp(&b.facts));
        strangers
    }
}

/// Names that are told of many.
const NAMED: usize = 5;

/// What the run has to say about the register, pointing into the configuration.
pub fn remarks(config: &Config, source: &Source, twice: &[Twice], strangers: &[Stranger]) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for Twice { id, name, facts } in twice {
        let place = config.register.iter().find(|entry| entry.id.text.trim() == id).map(|entry| entry.id.origin);
        let count = facts.len();
        let message = Say {
            zh: format!("名册里的“{name}”有 {count} 个事实文件：{}", facts.join("、")),
            en: format!("“{name}” of the register has {count} facts files: {}", facts.join(", ")),
        };
        let hint =
            say!("只留一个；不是一所学校的，核对编号", "keep one of them; if they are two schools, check their ids");
        problems.push(Diagnostic::warning("W290", message).at(source, place.unwrap_or_default()).hint(hint));
    }
    if !strangers.is_empty() {
        let place = config.register.first().map(|entry| entry.id.origin).unwrap_or_default();
        let count = strangers.len();
        let first: Vec<String> =
            strangers.iter().take(NAMED).map(|one| format!("{} {}", one.facts, one.name)).collect();
        let (zh, en) = if count > NAMED { ("等", ", …") } else { ("", "") };
        let of = match count {
            1 => "the body of 1 facts file is".to_owned(),
            _ => format!("the bodies of {count} facts files are"),
        };
        let message = Say {
            zh: format!("{count} 个事实文件的单位不在名册里：{}{zh}", first.join("、")),
            en: format!("{of} not in the register: {}{en}", first.join(", ")),
        };
        let hint = say!(
            "文件照写；名册漏了就补上，编号改过就写进 别名",
            "their papers are written; add them to the register, or a former id to `aliases`"
        );
        problems.push(Diagnostic::warning("W291", message).at(source, place).hint(hint));
    }
    problems
}
