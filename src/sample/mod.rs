//! Made-up districts for trials and benchmarks: from a seed to files, the same bytes everywhere.

pub mod defects;
pub mod dice;
pub mod facts;
pub mod names;
pub mod paper;
pub mod promise;
pub mod school;
pub mod words;
pub mod yaml;

use std::ops::RangeInclusive;

use defects::{KINDS, Kind, Planted};
use school::School;

/// The id of the district's own union.
pub const DISTRICT: &str = "qinghe-county";

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Order {
    pub schools: usize,
    pub seed: u64,
    pub years: RangeInclusive<u32>,
    /// How many schools carry a defect each, at most as many as there are schools.
    pub defects: usize,
    /// Whether the district has facts of its own.
    pub district: bool,
}

/// A file of the district, by its path below the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl Order {
    /// Its schools, from the first.
    fn numbers(&self) -> RangeInclusive<usize> {
        1..=self.schools
    }

    /// A school, and the kind of defect that it is to carry. A school with a defect writes in Chinese and without a draft.
    fn school(&self, number: usize) -> (School, Option<&'static Kind>) {
        let mut school = School::new(self.seed, number);
        // The defects lie as far from each other as they can.
        let before = |number: usize| number * self.defects.min(self.schools) / self.schools.max(1);
        let defect = (before(number) > before(number - 1)).then(|| &KINDS[before(number - 1) % KINDS.len()]);
        if defect.is_some() {
            (school.english, school.draft) = (false, false);
        }
        (school, defect)
    }

    /// `defects.json`, in pieces: what is wrong with which school, and the code and line that must be told.
    pub fn defects(&self) -> impl Iterator<Item = String> {
        let year = self.years.end();
        let line = move |number| {
            let Planted { kind, code, line } = planted(self, number)?;
            let id = self.school(number).0.id();
            Some(format!(
                "{{\"folder\":\"{id}\",\"file\":\"{id}/{year}.yaml\",\"kind\":\"{kind}\",\"code\":\"{code}\",\"line\":{line}}}"
            ))
        };
        let lines = self.numbers().filter_map(line).enumerate();
        let lines = lines.map(|(at, line)| format!("{}\n{line}", if at == 0 { "" } else { "," }));
        std::iter::once("[".to_owned()).chain(lines).chain(std::iter::once("\n]\n".to_owned()))
    }

    /// All facts files and drafts, school by school; one school's are in memory at a time.
    pub fn files(&self) -> impl Iterator<Item = Made> {
        let years = self.years.clone().filter(|_| self.district);
        years.map(|year| district(self.schools, year)).chain(self.numbers().flat_map(|number| school(self, number)))
    }

    /// `niandu.yaml`, in pieces: the papers that are due, and the register.
    pub fn config(&self) -> impl Iterator<Item = String> {
        let year = self.years.end();
        let head = format!(
            "# 一次批量运行的约定：写哪一年、哪些文种、哪些学校应当报送。虚构，由 niandu sample 写出。\n\
             时期: {year}\n文种: {{校: [year-end-summary, work-plan], 县: [district-summary]}}\n格式: [md, html, pdf]\n输出: out\n学校名册:\n"
        );
        let line = |number| {
            let school = School::new(self.seed, number);
            format!("  - {{编号: {}, 名称: {}}}\n", school.id(), school.name)
        };
        std::iter::once(head).chain(self.numbers().map(line))
    }

    /// `schools.json`, in pieces: the folder of each school, its name, and the word that stands in its facts only.
    pub fn key(&self) -> impl Iterator<Item = String> {
        let (seed, first, last) = (self.seed, self.years.start(), self.years.end());
        let head = format!("{{\"seed\":{seed},\"years\":[{first},{last}],\"schools\":[");
        let line = |number| {
            let (school, comma) = (School::new(self.seed, number), if number == 1 { "" } else { "," });
            let (id, name, mark) = (school.id(), school.name, school.mark);
            format!("{comma}\n{{\"folder\":\"{id}\",\"name\":\"{name}\",\"mark\":\"{mark}\"}}")
        };
        std::iter::once(head).chain(self.numbers().map(line)).chain(std::iter::once("\n]}\n".to_owned()))
    }
}

/// The files of one school, year by year.
pub fn school(order: &Order, number: usize) -> Vec<Made> {
    let (school, defect) = order.school(number);
    let mut files = Vec::new();
    for year in order.years.clone() {
        let (facts, draft) = paper::files(&school, year, year > *order.years.start());
        let bytes = match defect.filter(|_| year == *order.years.end()) {
            Some(defect) => defects::plant(&facts, defect, year).0,
            None => facts.into_bytes(),
        };
        files.push(Made { path: format!("{}/{year}.yaml", school.id()), bytes });
        files.extend(draft.map(|draft| Made { path: format!("{}/{year}.md", school.id()), bytes: draft.into_bytes() }));
    }
    files
}

/// What is planted in a school, if anything.
pub fn planted(order: &Order, number: usize) -> Option<Planted> {
    let (school, defect) = order.school(number);
    let (defect, year) = (defect?, *order.years.end());
    let facts = paper::files(&school, year, year > *order.years.start()).0;
    Some(defects::plant(&facts, defect, year).1)
}

/// The district's own facts in a year.
fn district(schools: usize, year: u32) -> Made {
    let words = [
        ("year", year.to_string()),
        ("next", (year + 1).to_string()),
        ("units", schools.to_string()),
        ("contest", (year - 2010).to_string()),
        ("session", format!("{}届{}次", words::numeral(year % 100 / 5 + 1), words::numeral(year % 5 + 1))),
    ];
    let bytes = words::fill(include_str!("district.yaml"), &words).into_bytes();
    // At the top: there a roll-up takes it for the district's own and no school.
    Made { path: format!("{year}.yaml"), bytes }
}
