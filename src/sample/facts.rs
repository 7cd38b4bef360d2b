//! The facts of one school in one year while it is being made up: what it has, and how records, items and plans are put
//! into it. What it did in each area is in the rooms below.

mod building;
mod democracy;
mod growth;
mod leisure;
mod more;
mod service;
mod thought;
mod wording;

use crate::sample::dice::Dice;
use crate::sample::promise::Fate;
use crate::sample::school::{School, Size, Teacher};
use crate::sample::words as say;
use crate::sample::yaml::{Map, Value};

/// One item of an area: its own paragraph, or words around what its records say.
pub struct Item {
    pub id: &'static str,
    pub title: String,
    pub text: Option<String>,
    pub lead: Option<String>,
    pub tail: Option<String>,
}

/// One area of work.
pub struct Area {
    pub id: &'static str,
    pub title: String,
    pub items: Vec<Item>,
}

/// The sections in which records are kept, in the order of the file.
pub const SECTIONS: [&str; 18] = [
    "学习培训",
    "会议",
    "教代会",
    "校务公开",
    "民主评议",
    "劳动关系",
    "检查",
    "慰问",
    "福利",
    "互助保障",
    "女职工",
    "离退休",
    "活动",
    "竞赛",
    "荣誉",
    "制度",
    "宣传",
    "捐款",
];

/// A year of a school while it is being made up.
pub struct Year<'a> {
    pub dice: Dice,
    pub school: &'a School,
    pub year: u32,
    pub staff: u32,
    pub women: u32,
    pub young: u32,
    pub members: u32,
    pub retired: u32,
    pub areas: Vec<Area>,
    pub records: Vec<(&'static str, Map)>,
    pub plan: Vec<Map>,
    /// Money spent: on condolence, on members' goods, on activities.
    pub spent: [u32; 3],
    /// What stood in last year's plan and was not done.
    pub left: Vec<&'static str>,
    /// Whether the file of the year before is there too.
    follows: bool,
    area: &'static str,
    item: &'static str,
}

/// An item of the plan, and what carries it out.
pub struct Promise<'a> {
    id: &'a str,
    percent: usize,
    what: &'a str,
    when: &'a str,
    target: Option<String>,
    again: bool,
}

impl<'a> Promise<'a> {
    /// One that stands in every plan, carried out by the record of the same id.
    fn new(id: &'a str, what: &'a str, when: &'a str) -> Self {
        Self { id, percent: 100, what, when, target: None, again: false }
    }

    /// It goes on from last year.
    fn again(self) -> Self {
        Self { again: true, ..self }
    }

    /// It stands in the plan so many times of a hundred.
    fn sometimes(self, percent: usize) -> Self {
        Self { percent, ..self }
    }

    fn target(self, target: String) -> Self {
        Self { target: Some(target), ..self }
    }
}

/// Money as this or that accountant writes it; the amount is the same.
pub fn money(dice: &mut Dice, yuan: u32) -> String {
    if yuan >= 10_000 && yuan.is_multiple_of(100) && dice.chance(70) {
        let text = format!("{}.{:02}", yuan / 10_000, yuan % 10_000 / 100);
        format!("{}万元", text.trim_end_matches('0').trim_end_matches('.'))
    } else {
        format!("{yuan}元")
    }
}

impl<'a> Year<'a> {
    pub fn new(school: &'a School, year: u32, follows: bool) -> Self {
        let mut dice = Dice::new(school.seed, school.number as u64, u64::from(year));
        let staff = school.staff_in(year);
        let women = staff * school.women / 100;
        let young = staff * school.young / 100;
        let members = staff - u32::from(dice.chance(20));
        let retired = school.staff * school.retired / 100 + 1 + (year % 10) * school.staff / 60;
        let mut made = Self {
            dice,
            school,
            year,
            staff,
            women,
            young,
            members,
            retired,
            areas: Vec::new(),
            records: Vec::new(),
            plan: Vec::new(),
            spent: [0; 3],
            left: Vec::new(),
            follows,
            area: "",
            item: "",
        };
        made.work();
        made
    }

    fn small(&self) -> bool {
        self.school.size <= Size::Village
    }

    fn big(&self) -> bool {
        self.school.size >= Size::County
    }

    fn teacher(&mut self) -> Teacher {
        let at = self.dice.below(self.school.teachers.len());
        self.school.teachers[at].clone()
    }

    fn teachers(&mut self, n: usize) -> Vec<Teacher> {
        let all: Vec<&Teacher> = self.school.teachers.iter().collect();
        self.dice.several(&all, n).into_iter().cloned().collect()
    }

    fn winners(&mut self, n: usize) -> Vec<Map> {
        let small = self.small();
        let map = |teacher: Teacher| Map::default().set("姓名", teacher.name).set_if(!small, "单位", teacher.group);
        self.teachers(n).into_iter().map(map).collect()
    }

    fn month(&mut self, low: u32, high: u32) -> String {
        format!("{}月", self.dice.between(low, high))
    }

    fn day(&mut self, low: u32, high: u32) -> String {
        format!("{}-{:02}-{:02}", self.year, self.dice.between(low, high), self.dice.between(3, 28))
    }

    fn part(&mut self, low: u32, high: u32) -> u32 {
        (self.staff * self.dice.between(low, high) / 100).max(3)
    }

    /// How many are to take part in an event in a year, by the staff of the year before.
    fn goal(&self, id: &str, low: u32, high: u32, year: u32) -> u32 {
        let percent = self.school.goal(id, year, low, high);
        (self.school.staff_in(year - 1) * percent / 100).max(8)
    }

    /// How many took part: more than the plan said, or not so many.
    fn reached(&mut self, id: &str, low: u32, high: u32) -> u32 {
        let goal = self.goal(id, low, high, self.year);
        match self.school.fate(id, true, self.year) {
            Fate::Done => goal + self.dice.between(0, goal / 8),
            _ => goal - self.dice.between(1, (goal / 5).max(1)),
        }
    }

    /// Begins an area.
    fn area(&mut self, id: &'static str, titles: &[&str]) {
        let title = self.dice.pick(titles).to_owned();
        let title = self.word(&title);
        self.area = id;
        self.areas.push(Area { id, title, items: Vec::new() });
    }

    /// Begins an item of the area.
    fn item(&mut self, id: &'static str, titles: &[&str]) {
        let title = self.dice.pick(titles).to_owned();
        let title = self.word(&title);
        self.item = id;
        if let Some(area) = self.areas.last_mut() {
            area.items.push(Item { id, title, text: None, lead: None, tail: None });
        }
    }

    fn last(&mut self) -> Option<&mut Item> {
        self.areas.last_mut().and_then(|area| area.items.last_mut())
    }

    /// A record of the item.
    fn add(&mut self, section: &'static str, id: &str, rest: Map) {
        let mut map = Map::default().set("编号", id).set("领域", self.area).set("条目", self.item);
        map.0.extend(rest.0);
        self.records.push((section, map));
    }

    /// The author's own paragraph, `percent` times of a hundred; it names all records of the item.
    fn own(&mut self, percent: usize, texts: &[&str]) -> bool {
        let wanted = self.dice.chance(percent);
        let text = self.dice.pick(texts).to_owned();
        let text = self.word(&text);
        if wanted && let Some(item) = self.last() {
            item.text = Some(text);
        }
        wanted
    }

    /// Words before and after what the records say.
    fn around(&mut self, leads: &[&str], tails: &[&str]) {
        let (lead, tail) = (self.dice.pick(leads).to_owned(), self.dice.pick(tails).to_owned());
        let (lead, tail) = (self.word(&lead), self.word(&tail));
        let (with_lead, with_tail) = (self.dice.chance(45), self.dice.chance(55));
        if let Some(item) = self.last() {
            item.lead = Some(lead).filter(|lead| with_lead && !lead.is_empty());
            item.tail = Some(tail).filter(|tail| with_tail && !tail.is_empty());
        }
    }

    /// Something that is done every year, or `percent` times of a hundred planned: the record of the same id
    /// carries out last year's item.
    fn plans(&mut self, promise: Promise<'_>) {
        let Promise { id, percent, what, when, target, again } = promise;
        if self.follows && self.school.wanted(id, percent, self.year) {
            let is = |map: &Map| matches!(map.0.first(), Some((_, Value::Text(text))) if text == id);
            if let Some((_, record)) = self.records.iter_mut().find(|(_, record)| is(record)) {
                record.0.push(("落实".to_owned(), [id].into()));
            }
        }
        if self.school.wanted(id, percent, self.year + 1) {
            let map = self.plan_item(id, what, when, target);
            self.plan.push(map.set_if(again, "承接", id));
        }
    }

    /// An item of the plan. No two have the same measure.
    fn plan_item(&mut self, id: &str, what: &str, when: &str, target: Option<String>) -> Map {
        let measure = self.dice.pick(say::MEASURES).to_owned();
        let measure = self.word(&measure);
        let said = |map: &Map| map.0.iter().any(|(_, value)| matches!(value, Value::Text(text) if *text == measure));
        let with_measure = self.dice.chance(75) && !self.plan.iter().any(said);
        let (owner, with_owner) = (self.dice.pick(say::OWNERS).to_owned(), self.dice.chance(70));
        let map = Map::default().set("编号", id).set("领域", self.area).set("条目", self.item).set("事项", what);
        let map = map.set(if when.contains('次') { "频次" } else { "时间" }, when);
        let map = map.set_if(target.is_some(), "指标", target.unwrap_or_default());
        map.set_if(with_measure, "措施", measure).set_if(with_owner, "责任人", owner)
    }

    fn work(&mut self) {
        let areas = self.school.areas;
        if areas >= 5 {
            self.thought();
        }
        self.democracy();
        self.service();
        self.growth();
        self.leisure();
        if areas >= 6 {
            self.building();
        }
        self.press();
    }
}
