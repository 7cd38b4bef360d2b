//! The facts of one school in one year while it is being made up: what it has, and how records, items and plans are put
//! into it. What it did in each area is in `areas`.

mod areas;

use crate::sample::dice::Dice;
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
pub const SECTIONS: [&str; 12] =
    ["学习培训", "会议", "教代会", "校务公开", "慰问", "福利", "活动", "竞赛", "荣誉", "制度", "宣传", "捐款"];

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
    area: &'static str,
    item: &'static str,
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
    pub fn new(school: &'a School, year: u32) -> Self {
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

    /// Begins an area.
    fn area(&mut self, id: &'static str, titles: &[&str]) {
        let title = self.dice.pick(titles).to_owned();
        self.area = id;
        self.areas.push(Area { id, title, items: Vec::new() });
    }

    /// Begins an item of the area.
    fn item(&mut self, id: &'static str, titles: &[&str]) {
        let title = self.dice.pick(titles).to_owned();
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
        if wanted && let Some(item) = self.last() {
            item.text = Some(text);
        }
        wanted
    }

    /// An item that is told without records; larger schools have more of them.
    fn told(&mut self, id: &'static str, titles: &[&str], texts: &[&str]) {
        let percent = match self.school.size {
            Size::Point => 0,
            Size::Village => 25,
            Size::Town => 45,
            Size::County => 80,
            Size::High => 100,
        };
        if self.dice.chance(percent) {
            self.item(id, titles);
            self.own(100, texts);
        }
    }

    /// Words before and after what the records say.
    fn around(&mut self, leads: &[&str], tails: &[&str]) {
        let (lead, tail) = (self.dice.pick(leads).to_owned(), self.dice.pick(tails).to_owned());
        let (with_lead, with_tail) = (self.dice.chance(45), self.dice.chance(55));
        if let Some(item) = self.last() {
            item.lead = Some(lead).filter(|lead| with_lead && !lead.is_empty());
            item.tail = Some(tail).filter(|tail| with_tail && !tail.is_empty());
        }
    }

    fn plans(&mut self, percent: usize, id: &str, what: String, when: &str, follows: Option<&str>) {
        // What goes on from last year was in last year's plan.
        if follows.is_none() && !self.dice.chance(percent) {
            return;
        }
        let owner = self.dice.pick(say::OWNERS).to_owned();
        let measure = self.dice.pick(say::MEASURES).to_owned();
        let (with_measure, with_owner) = (self.dice.chance(55), self.dice.chance(70));
        if self
            .plan
            .iter()
            .any(|one| one.0.iter().any(|(_, value)| matches!(value, Value::Text(text) if *text == measure)))
        {
            return self.plan_item(id, what, when, follows, None, with_owner.then_some(owner));
        }
        self.plan_item(id, what, when, follows, with_measure.then_some(measure), with_owner.then_some(owner));
    }

    fn plan_item(
        &mut self,
        id: &str,
        what: String,
        when: &str,
        follows: Option<&str>,
        how: Option<String>,
        who: Option<String>,
    ) {
        let map = Map::default().set("编号", id).set("领域", self.area).set("条目", self.item).set("事项", what);
        let map = if when.contains('次') { map.set("频次", when) } else { map.set("时间", when) };
        let map = map.set_if(how.is_some(), "措施", how.unwrap_or_default());
        let map = map.set_if(who.is_some(), "责任人", who.unwrap_or_default());
        self.plan.push(map.set_if(follows.is_some(), "承接", follows.unwrap_or_default()));
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
