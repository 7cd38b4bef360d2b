//! Made-up districts for trials and benchmarks: from a seed to files, the same bytes everywhere.

pub mod dice;
pub mod facts;
pub mod names;
pub mod paper;
pub mod school;
pub mod words;
pub mod yaml;

use std::ops::RangeInclusive;

use school::School;

/// The id of the district's own union.
pub const DISTRICT: &str = "qinghe-county";

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Order {
    pub schools: usize,
    pub seed: u64,
    pub years: RangeInclusive<u32>,
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

    /// All files that tell of schools, school by school; one is in memory at a time.
    pub fn files(&self) -> impl Iterator<Item = Made> {
        self.numbers().flat_map(|number| school(self, number))
    }

    /// `niandu.yaml`, in pieces: the papers that are due, and the register.
    pub fn config(&self) -> impl Iterator<Item = String> {
        let year = self.years.end();
        let head = format!(
            "# 一次批量运行的约定：写哪一年、哪些文种、哪些学校应当报送。虚构，由 niandu sample 写出。\n\
             时期: {year}\n文种: [year-end-summary, work-plan]\n格式: [md, html, pdf]\n输出: out\n学校名册:\n"
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
    let school = School::new(order.seed, number);
    let mut files = Vec::new();
    for year in order.years.clone() {
        let (facts, draft) = paper::files(&school, year);
        files.push(Made { path: format!("{}/{year}.yaml", school.id()), bytes: facts.into_bytes() });
        files.extend(draft.map(|draft| Made { path: format!("{}/{year}.md", school.id()), bytes: draft.into_bytes() }));
    }
    files
}
