//! Names: ids that are unique, areas and items that exist, headings without numbers, whose event it was.

use std::collections::HashMap;

use crate::diagnostic::Origin;
use crate::facts::check::Check;
use crate::facts::draft::UNNAMED;
use crate::facts::model::{Activity, Area, Entered, Entry, Facts, SectionName};
use crate::facts::nearest::nearest;
use crate::facts::numeral;
use crate::facts::pending;
use crate::facts::value::{Role, Text, Tier};
use crate::say;

/// The most characters that a name may sign with: several lines, and far less than a page.
const LONGEST_NAME: usize = 200;
/// Names that references understand before any id.
const RESERVED: [&str; 4] = ["上年", "previous", "时期名", "period_name"];
/// The deepest level of headings: （1） under 1. under （一） under 一、 (GB/T 9704 7.3.3).
const LEVELS: usize = 4;
/// The most known names that are listed where one is unknown.
const LISTED: usize = 30;

impl Check<'_> {
    /// Name and date stay together on one page (GB/T 9704 7.3.5), so that a name of several pages cannot be printed.
    pub(super) fn signature(&mut self) {
        let name = &self.file.facts.organisation.names.signature;
        let length = name.text.chars().count();
        if length > LONGEST_NAME {
            self.error(
                "E050",
                name.origin,
                say!(
                    "署名有{length}个字，落款印不下",
                    "the name that signs has {length} characters, too many to sign with"
                ),
                say!("署名最多{LONGEST_NAME}个字", "it may have {LONGEST_NAME} at most"),
            );
        }
    }

    /// Ids are unique, and none is the name of a section, which a reference would mean first.
    pub(super) fn ids(&mut self, placed: &[Entered<'_>]) {
        let facts = &self.file.facts;
        let mut seen: HashMap<&str, Origin> = HashMap::new();
        let named = placed.iter().filter_map(|record| record.id());
        let named = named.chain(facts.problems.iter().filter_map(|problem| problem.id.as_ref()));
        let named = named.chain(facts.rates.iter().filter_map(|rate| rate.id.as_ref()));
        let named = named.chain(facts.slogans.iter().map(|slogan| &slogan.id));
        for id in named.filter(|id| id.text != pending::MARK) {
            let name = &id.text;
            if let Some(first) = seen.insert(name, id.origin) {
                self.used(id, first);
            }
            if Facts::TABLE.find(name).is_some() || RESERVED.contains(&name.as_str()) {
                self.error(
                    "E041",
                    id.origin,
                    say!("编号“{name}”与栏目同名", "the id `{name}` is the name of a section"),
                    say!("换一个编号，如 {name}-1", "choose another id, such as {name}-1"),
                );
            }
        }
        self.unique(facts.plan.iter().map(|item| &item.id).collect());
        let of_papers = facts.documents.0.iter().map(|(_, paper)| &paper.areas);
        for areas in std::iter::once(&facts.areas).chain(of_papers) {
            self.unique(areas.iter().map(|area| &area.id).collect());
            for area in areas {
                self.unique(item_id_texts(&area.items));
            }
        }
    }

    /// Sections in the author's words have the names of sections, each once.
    pub(super) fn written(&mut self, written: &[Area]) {
        self.unique(written.iter().map(|area| &area.id).collect());
        let strange = |id: &Text| SectionName::of(&id.text).is_none() && id.text != pending::MARK;
        for area in written.iter().filter(|area| strange(&area.id)) {
            let name = &area.id.text;
            let known: Vec<&str> = SectionName::written().flat_map(|section| section.names).collect();
            let hint = match nearest(name, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => {
                    let zh = SectionName::written().map(|section| section.names[1]).collect::<Vec<_>>().join("、");
                    let en = SectionName::written().map(|section| section.names[0]).collect::<Vec<_>>().join(", ");
                    say!("可以自己写的栏目：{zh}", "sections that can be written: {en}")
                }
            };
            self.error("E206", area.id.origin, say!("没有叫“{name}”的栏目", "there is no section `{name}`"), hint);
        }
    }

    /// No two areas, and no two items of an area, have the same id.
    pub(super) fn unique(&mut self, ids: Vec<&Text>) {
        let mut seen: HashMap<&str, Origin> = HashMap::new();
        for id in ids.into_iter().filter(|id| id.text != pending::MARK) {
            if let Some(first) = seen.insert(&id.text, id.origin) {
                self.used(id, first);
            }
        }
    }

    fn used(&mut self, id: &Text, first: Origin) {
        let (name, line) = (&id.text, self.file.source.line_from(first, id.origin));
        let (line_zh, line_en) = (line.zh, line.en);
        self.error(
            "E040",
            id.origin,
            say!("编号“{name}”在{line_zh}已经用过", "the id `{name}` is already used in {line_en}"),
            say!("换一个编号", "choose another id"),
        );
    }

    /// A superior's event told as our own is a serious error: who names another host says what our part was.
    pub(super) fn role(&mut self, activity: &Activity) {
        let hosted = activity.role.is_none_or(|role| role.value == Role::Host);
        let broken = self.file.lost.contains("role");
        let named = [(activity.host.as_ref(), "主办单位", "host"), (activity.rank.as_ref(), "名次", "rank")];
        let partner = (activity.partners.first(), "合作单位", "partners");
        let found = named.into_iter().chain([partner]).find_map(|(text, zh, en)| Some((text?, zh, en)));
        if let Some((text, zh, en)) = found.filter(|_| hosted && !broken) {
            self.error(
                "E058",
                text.origin,
                say!("写了“{zh}”，照此会写成本会主办", "`{en}` is given, yet this would be told as our own event"),
                say!(
                    "写明 角色：组队参加、选送、推荐、配合、承办 或 联合举办",
                    "give our `role`: 组队参加, 选送, 推荐, 配合, 承办 or 联合举办"
                ),
            );
            return;
        }
        // A school does not hold what is held for a county; who wrote a role has said what its part was.
        let wide = ["全国", "全省", "全区", "全市", "全州", "全县", "全镇", "全乡"];
        let title = &activity.title;
        let low = self.file.facts.level.is_none_or(|level| level.value <= Tier::School);
        if low && activity.role.is_none() && !broken && wide.iter().any(|word| title.text.starts_with(word)) {
            let name = &title.text;
            self.warn(
                "W106",
                title.origin,
                say!("“{name}”会写成本会主办", "“{name}” will be told as our own event"),
                say!(
                    "写明 角色 和 主办单位；确由本会主办的，写 角色: 主办",
                    "give `role` and `host`; where we did hold it, write `role: 主办`"
                ),
            );
        }
    }

    /// Headings get their numbers from the tool.
    pub(super) fn heading(&mut self, title: &Text) {
        let text = &title.text;
        let plain = text.trim_start_matches(numeral::is_ordinal);
        let bracket = text
            .strip_prefix(['（', '('])
            .map(|rest| rest.trim_start_matches(|c: char| numeral::is_ordinal(c) || c.is_ascii_digit()));
        let arabic = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = plain.len() < text.len() && plain.starts_with('、')
            || bracket.is_some_and(|rest| rest.starts_with(['）', ')']) && rest.len() + 4 < text.len())
            || (1..=2).contains(&(text.len() - arabic.len())) && arabic.starts_with(['.', '、', '．']);
        if numbered {
            self.error(
                "E059",
                title.origin,
                say!("标题里写了序号：{text}", "this heading has a number of its own: {text}"),
                say!("去掉序号，由工具编", "leave it out; the tool numbers headings"),
            );
        } else if text.trim_end_matches('。').contains(['。', '；']) {
            self.warn(
                "W107",
                title.origin,
                say!("标题里有整句的话：{text}", "this heading holds sentences: {text}"),
                say!("标题只写题目，正文写在 正文 里", "the heading is its subject alone; the rest goes into `text`"),
            );
        }
    }

    pub(super) fn entries(&mut self, entries: &[Entry], level: usize) {
        for entry in entries {
            if let Some(title) = &entry.title {
                self.heading(title);
            }
            if level > LEVELS {
                self.error(
                    "E064",
                    self.file.source.first_line(entry.origin),
                    say!("条目嵌套超过四级", "items are nested more than four levels deep"),
                    say!("并入上一级", "make it part of the level above"),
                );
            } else {
                self.entries(&entry.items, level + 1);
            }
        }
    }

    /// Areas and items that records name exist, and so do records that an order names.
    pub(super) fn places(&mut self, placed: &[Entered<'_>]) {
        let facts = &self.file.facts;
        let areas_lost = self.file.lost.contains("areas");
        // A paper may have areas of its own; a record belongs where any of them says so.
        let all: Vec<&Area> =
            facts.areas.iter().chain(facts.documents.0.iter().flat_map(|(_, paper)| &paper.areas)).collect();
        // Without any area one record says it for all; where the areas could not be read, that has been said.
        let mut homeless = areas_lost;
        let of_records = placed.iter().map(|record| (record.place().area, record.place().item));
        let of_plans = facts.plan.iter().map(|item| (item.area.as_ref(), item.item.as_ref()));
        for (area_name, item_name) in of_records.chain(of_plans) {
            let Some(area_name) = area_name else { continue };
            if all.is_empty() && std::mem::replace(&mut homeless, true) {
                continue;
            }
            let named: Vec<&&Area> = all.iter().filter(|area| area.id.text == area_name.text).collect();
            if named.is_empty() {
                let known: Vec<&str> = all.iter().map(|area| area.id.text.as_str()).collect();
                let known: Vec<&str> = known.into_iter().filter(|id| !id.starts_with(UNNAMED)).collect();
                if !areas_lost {
                    self.unknown("E042", area_name, &known, "工作领域", "area");
                }
                continue;
            }
            let Some(item_name) = item_name else { continue };
            let known: Vec<&str> = named.iter().flat_map(|area| item_ids(&area.items)).collect();
            if !known.contains(&item_name.text.as_str()) {
                self.unknown("E043", item_name, &known, "条目", "item");
            }
        }
        let ids: Vec<&str> = placed.iter().filter_map(|record| record.id()).map(|id| id.text.as_str()).collect();
        let orders = all.iter().flat_map(|area| area.order.iter().chain(item_orders(&area.items)));
        for name in orders.collect::<Vec<_>>() {
            if !ids.contains(&name.text.as_str()) && !self.file.lost.contains(&name.text) {
                self.unknown("E044", name, &ids, "编号", "record with the id");
            }
        }
    }

    pub(super) fn unknown(&mut self, code: &'static str, name: &Text, known: &[&str], zh: &str, en: &str) {
        let word = &name.text;
        if self.file.lost.contains(word) {
            return;
        }
        let hint = match nearest(word, known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None if known.is_empty() => say!("这里还没有{zh}，先写上一个", "there is none yet; write one"),
            None => {
                let all = known.iter().take(LISTED).copied().collect::<Vec<_>>().join("、");
                let more = if known.len() > LISTED { "……" } else { "" };
                say!("已有的：{all}{more}", "there are: {all}{more}")
            }
        };
        self.error(code, name.origin, say!("没有叫“{word}”的{zh}", "there is no {en} `{word}`"), hint);
    }
}

fn item_id_texts(items: &[Entry]) -> Vec<&Text> {
    items.iter().flat_map(|item| item.id.iter().chain(item_id_texts(&item.items))).collect()
}

fn item_ids(items: &[Entry]) -> Vec<&str> {
    items.iter().flat_map(|item| item.id.iter().map(|id| id.text.as_str()).chain(item_ids(&item.items))).collect()
}

fn item_orders(items: &[Entry]) -> Vec<&Text> {
    items.iter().flat_map(|item| item.order.iter().chain(item_orders(&item.items))).collect()
}
