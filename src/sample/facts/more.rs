//! What an area has beside its own items: items that only some schools have, more records, paragraphs of the author, and what
//! was undertaken in last year's plan.

use crate::sample::facts::Year;
use crate::sample::promise::Fate;
use crate::sample::school::Size;
use crate::sample::words::{Extra, More, Project, Record, Told, fill};
use crate::sample::yaml::{Map, Value};

impl Year<'_> {
    /// All that these tables give to a school of this size.
    pub(super) fn more(&mut self, more: &More) {
        for extra in more.items {
            self.extra(extra);
        }
        for record in more.records {
            self.record(record);
        }
        let stories = match self.school.size {
            Size::Point => 0,
            Size::Village => usize::from(self.dice.chance(90)),
            Size::Town => 1 + usize::from(self.dice.chance(35)),
            Size::County => 1 + usize::from(self.dice.chance(50)),
            Size::High => 1 + usize::from(self.dice.chance(80)),
        };
        let stories: Vec<&Told> = self.dice.several(&more.told.iter().collect::<Vec<_>>(), stories);
        for told in stories {
            self.item(told.id, told.titles);
            self.own(100, told.texts);
        }
        for project in more.projects {
            self.project(project);
        }
    }

    /// How much of what only some schools have a school of this size has, in percent.
    fn share(&self) -> usize {
        match self.school.size {
            Size::Point => 50,
            Size::Village => 115,
            Size::Town => 120,
            Size::County => 125,
            Size::High => 130,
        }
    }

    /// Whether the school has this item, in all years or in none: plans that go on need it.
    fn keeps(&self, extra: &Extra) -> bool {
        self.school.wanted(extra.id, extra.percent * self.share() / 100, 0)
    }

    fn extra(&mut self, extra: &Extra) {
        if self.school.size >= extra.from && self.keeps(extra) {
            self.item(extra.id, extra.titles);
            self.around(extra.leads, extra.tails);
        }
    }

    /// Goes back to an item of this area, if the school has it.
    fn back_to(&mut self, item: &'static str) -> bool {
        let has = self.areas.last().is_some_and(|area| area.items.iter().any(|one| one.id == item));
        if has {
            self.item = item;
        }
        has
    }

    fn record(&mut self, record: &Record) {
        let chance = if record.percent < 100 { record.percent * self.share() / 100 } else { 100 };
        if self.dice.chance(chance) && self.school.size >= record.from && self.back_to(record.item) {
            let fields = self.fields(record.fields);
            self.add_told(record.section, record.id, fields);
        }
    }

    /// A record that the author's own paragraph, where the item has one, names in a paragraph of its own.
    fn add_told(&mut self, section: &'static str, id: &'static str, fields: Map) {
        self.add(section, id, fields);
        let item = self.item;
        let items = self.areas.last_mut().into_iter().flat_map(|area| &mut area.items);
        if let Some(text) = items.filter(|one| one.id == item).find_map(|one| one.text.as_mut()) {
            text.push_str(&format!("\n{{{{ {id} }}}}。"));
        }
    }

    /// Something that stood in last year's plan is done, in part or not; and it stands in the next plan, or not.
    fn project(&mut self, project: &Project) {
        if self.school.size < project.from || !self.back_to(project.item) {
            return;
        }
        let (school, year) = (self.school, self.year);
        let (id, percent, measured) = (project.id, project.percent, project.target.is_some());
        if school.planned(id, percent, measured, year) {
            self.carry_out(project, school.fate(id, measured, year));
        }
        if school.planned(id, percent, measured, year + 1) {
            let left = school.left(id, percent, measured, year);
            let target = project.target.map(|(_, _, unit)| format!("{}{unit}", self.aim(project, year + 1)));
            let map = self.plan_item(id, project.what, project.when, target).set_if(left, "承接", id);
            self.plan.push(map.set_if(left && self.follows, "结转", Value::from([format!("{year}年")])));
        }
    }

    /// The target of an item in the plan for a year; no more persons than there are.
    fn aim(&self, project: &Project, year: u32) -> u32 {
        let Some((low, high, unit)) = project.target else { return 0 };
        let aim = self.school.goal(project.id, year, low, high);
        if unit == "人" { aim.min(self.school.staff_in(year - 1) * 4 / 5) } else { aim }
    }

    fn carry_out(&mut self, project: &Project, fate: Fate) {
        let aim = self.aim(project, self.year);
        let reached = match fate {
            Fate::Done => aim + self.dice.between(0, 2),
            Fate::Partly => aim * self.dice.between(55, 85) / 100,
            Fate::Not => return self.left.push(project.what),
        };
        let fields = self.fields(&fill(project.fields, &[("reached", reached.to_string())]));
        let follows = self.follows;
        self.add_told(project.section, project.id, fields.set_if(follows, "落实", Value::from([project.id])));
    }
}
