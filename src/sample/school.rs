//! One made-up school: what stays the same over its years, and how its numbers move.

use crate::sample::dice::Dice;
use crate::sample::names;

/// Sizes of schools, from the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// 教学点
    Point,
    /// 村小
    Village,
    /// 乡镇中心小学、初级中学
    Town,
    /// 城区小学
    County,
    /// 高级中学
    High,
}

/// Of a hundred schools so many, with so many staff.
const SIZES: [(Size, usize, u32, u32); 5] = [
    (Size::Point, 8, 8, 14),
    (Size::Village, 30, 15, 34),
    (Size::Town, 34, 35, 75),
    (Size::County, 20, 76, 140),
    (Size::High, 8, 141, 260),
];

/// The year in which the base figures hold.
const BASE: u32 = 2025;

/// A teacher whom papers name, and the group he or she belongs to.
#[derive(Debug, Clone)]
pub struct Teacher {
    pub name: String,
    pub group: &'static str,
}

/// What stays the same over the years.
#[derive(Debug, Clone)]
pub struct School {
    pub seed: u64,
    pub number: usize,
    pub size: Size,
    pub name: String,
    pub short: String,
    pub kind: &'static str,
    pub mark: String,
    pub staff: u32,
    pub teachers: Vec<Teacher>,
    /// How often events that are counted had taken place by the base year.
    pub ordinal: u32,
    /// Of a hundred of its staff, so many are women, under 35, and so many have retired.
    pub women: u32,
    pub young: u32,
    pub retired: u32,
    pub english: bool,
    pub draft: bool,
    /// How many areas of work its papers have.
    pub areas: usize,
}

const GROUPS: [&str; 6] = ["语文组", "数学组", "英语组", "科学组", "艺体组", "综合组"];

impl School {
    pub fn new(seed: u64, number: usize) -> Self {
        let dice = &mut Dice::new(seed, number as u64, 0);
        let mut throw = dice.below(100);
        let mut chosen = SIZES[0];
        for size in SIZES {
            chosen = size;
            if throw < size.1 {
                break;
            }
            throw -= size.1;
        }
        let (size, _, low, high) = chosen;
        let staff = dice.between(low, high);
        let (town, hamlet) = names::place(number);
        let place = format!("{town}{hamlet}");
        let (name, kind) = match size {
            Size::Point => (format!("{place}教学点"), "公办小学"),
            Size::Village => (format!("{place}村小学"), "公办小学"),
            Size::Town if dice.chance(40) => (format!("{place}镇初级中学"), "公办初中"),
            Size::Town => (format!("{place}镇中心小学"), "公办小学"),
            Size::County if dice.chance(30) => (format!("{place}实验学校"), "九年一贯制学校"),
            Size::County => (format!("{place}小学"), "公办小学"),
            Size::High => (format!("{place}高级中学"), "公办高中"),
        };
        let shown = match size {
            Size::Point | Size::Village => 8,
            Size::Town => 14,
            Size::County | Size::High => 22,
        };
        let group = |at: usize| GROUPS[at % GROUPS.len()];
        let named = names::persons(dice, shown).into_iter().enumerate();
        let teachers = named.map(|(at, name)| Teacher { name, group: group(at) }).collect();
        let areas = match size {
            Size::Point => 4,
            Size::Village => dice.between(4, 5),
            Size::Town => 5,
            Size::County | Size::High => dice.between(5, 6),
        };
        Self {
            seed,
            number,
            size,
            short: name.clone(),
            name: format!("青禾县{name}"),
            kind,
            mark: names::mark(number),
            staff,
            teachers,
            ordinal: dice.between(9, 24),
            women: dice.between(56, 74),
            young: dice.between(18, 38),
            retired: dice.between(20, 45),
            english: dice.chance(12),
            draft: dice.chance(10),
            areas: areas as usize,
        }
    }

    /// The id of its union, and the name of its folder.
    pub fn id(&self) -> String {
        format!("school-{:06}", self.number)
    }

    /// Its staff in a year: somebody comes or goes in most years.
    pub fn staff_in(&self, year: u32) -> u32 {
        let step = (self.staff / 50).max(1);
        let change = |moved: u32| {
            let dice = &mut Dice::new(self.seed, self.number as u64, u64::from(moved) << 32);
            i64::from(dice.between(0, 2 * step)) - i64::from(step)
        };
        // From the base year outwards, so that neighbouring years agree.
        let from = i64::from(self.staff);
        let staff = if year > BASE {
            (BASE..year).fold(from, |staff, moved| (staff + change(moved)).max(8))
        } else {
            (year..BASE).rev().fold(from, |staff, moved| (staff - change(moved)).max(8))
        };
        u32::try_from(staff).unwrap_or(self.staff)
    }

    /// The ordinal of a yearly event in a year.
    pub fn ordinal_in(&self, year: u32, first: u32) -> u32 {
        (self.ordinal + year).saturating_sub(BASE + first % 6).max(1)
    }
}
