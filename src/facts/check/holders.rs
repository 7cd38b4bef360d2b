//! Honours and prizes: who holds them, which body granted them, which time it was.

use std::collections::HashMap;

use crate::facts::check::Check;
use crate::facts::model::Honour;
use crate::facts::numeral;
use crate::facts::types::Number;
use crate::facts::value::{Level, Person, Text};
use crate::say;

/// Words at the front of a body's name, with the level of that body.
const NATIONAL: [&str; 4] = ["全国", "中华全国", "国家", "教育部"];
/// Words before an office, with the level that they are; 自治区 before 区.
const PLACES: [(&str, Level); 10] = [
    ("自治区", Level::Provincial),
    ("省", Level::Provincial),
    ("市", Level::Prefectural),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
    ("乡", Level::Township),
    ("镇", Level::Township),
    ("街道", Level::Township),
    ("校", Level::School),
];
/// What follows 县 or 省 in the name of a body that grants.
const OFFICES: [&str; 10] = ["总工会", "教育", "妇", "委", "人民政府", "政府", "团", "关工", "文明", "党"];

impl Check<'_> {
    /// The ordinal in the name of an event is that of its field, and there is no event number 0.
    pub(super) fn ordinal(&mut self, title: &Text, ordinal: Option<Number>) {
        let Some(ordinal) = ordinal else { return };
        let value = ordinal.value;
        if value == 0 {
            self.error(
                "E111",
                ordinal.origin,
                say!("届次写的是0", "the ordinal is 0"),
                say!("第一届写 1；不知道就不写", "the first is 1; leave it out where it is not known"),
            );
            return;
        }
        let Some(named) = named(&title.text).filter(|named| *named != value) else { return };
        let name = &title.text;
        self.error(
            "E110",
            ordinal.origin,
            say!(
                "名称说的是第{named}届（{name}），“届次”写的是{value}",
                "the name says number {named} ({name}), but `ordinal` is {value}"
            ),
            say!("名称里不写届次，只写在 届次 里", "leave it out of the name and give it in `ordinal` only"),
        );
    }

    /// Each holder is named once, and by name.
    pub(super) fn holders(&mut self, holders: &[Person]) {
        let mut seen: HashMap<&str, &Person> = HashMap::new();
        for person in holders {
            let name = person.name.as_str();
            if let Some((named, number)) = and_others(name) {
                let (zh, en) = if named.is_empty() { ("姓名", "names") } else { (named, named) };
                self.warn(
                    "W116",
                    person.origin,
                    say!("“{name}”不是一个人的姓名", "“{name}” is no name of one person"),
                    say!("名单里写 {zh}，另写 数量: {number}", "list {en}, and give `count: {number}`"),
                );
                continue;
            }
            let same = |first: &&Person| first.unit == person.unit || first.unit.is_none() || person.unit.is_none();
            if let Some(first) = seen.insert(name, person).filter(same) {
                let line = self.file.source.line_from(first.origin, person.origin);
                let (line_zh, line_en) = (line.zh, line.en);
                self.warn(
                    "W115",
                    person.origin,
                    say!("“{name}”在同一名单里写了两次（{line_zh}）", "“{name}” is listed twice ({line_en})"),
                    say!("删去一个；同名的写明各自的单位", "take one out; where two share a name give their units"),
                );
            }
        }
    }

    /// An honour has the level of the body that granted it.
    pub(super) fn granted(&mut self, honour: &Honour) {
        let (Some(rank), Some(by)) = (honour.rank, &honour.by) else { return };
        // 市 may also be a county (县级市) or a province (直辖市).
        let city =
            |level: Level| level == Level::Prefectural && matches!(rank.value, Level::County | Level::Provincial);
        let level = level_of(&by.text).filter(|level| *level != rank.value && !city(*level));
        let Some(level) = level else { return };
        let (name, written, right) = (&by.text, rank.value.name(), level.name());
        self.warn(
            "W117",
            rank.origin,
            say!("“级别”是{written}，“授予单位”是{name}", "`rank` is {written}, but `by` is {name}"),
            say!("核对级别，可能是{right}", "check the rank; it may be {right}"),
        );
    }
}

/// The ordinal that a name begins with or holds: 3 of 第三届教职工跳绳比赛. Names that hold several say nothing.
fn named(title: &str) -> Option<u32> {
    let mut ordinals = title.split('第').skip(1).filter_map(|rest| {
        let (number, rest) = numeral::leading(rest)?;
        rest.starts_with('届').then_some(number)
    });
    ordinals.next().filter(|_| ordinals.next().is_none())
}

/// The name and the number of 林晓禾等3人.
fn and_others(name: &str) -> Option<(&str, String)> {
    let (named, rest) = name.rsplit_once('等')?;
    let (number, rest) = numeral::leading(rest.trim())?;
    let unit = ["人", "名", "位", "名同志", "位同志", "名教师", "位教师", "名老师", "位老师", "个"];
    unit.contains(&rest.trim()).then(|| (named.trim(), format!("{number}人")))
}

/// The level of a granting body, where its name tells for certain: 县总工会, 青禾县教育局, but not 青禾市教育局, which may
/// be a county, and not 市北区总工会.
fn level_of(body: &str) -> Option<Level> {
    if NATIONAL.iter().any(|word| body.starts_with(word)) {
        return Some(Level::National);
    }
    let office = |rest: &str| OFFICES.iter().any(|office| rest.starts_with(office));
    let plain = PLACES.iter().find(|(word, _)| body.strip_prefix(word).is_some_and(office));
    plain.map(|(_, level)| *level).or_else(|| {
        [('县', Level::County), ('省', Level::Provincial)].into_iter().find_map(|(mark, level)| {
            let (place, rest) = body.split_once(mark)?;
            let alone = (1..=4).contains(&place.chars().count()) && !place.contains(['省', '市', '区', '州']);
            (alone && office(rest)).then_some(level)
        })
    })
}
