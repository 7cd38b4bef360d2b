//! The sums as a facts file: sorted, in Chinese keys, with the number of schools that state each figure.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::facts::model::Facts;
use crate::facts::prose::is_name;
use crate::facts::quoting::scalar;
use crate::facts::table::Table;
use crate::facts::time::Period;
use crate::facts::value::{Level, Tier};
use crate::figures::shares::SHARES;
use crate::rollup::kinds::{AREAS, KINDS, Kind, RANKED, SECTIONS};
use crate::rollup::matters::{self, Matter};
use crate::rollup::names::{base, bodies, in_chinese, inner_table, section, who};
use crate::rollup::partial::{Merged, Partial};
use crate::rollup::sources::Figures;
use crate::rollup::total::{Part, Total};

/// The most records of a list, lines of shortcomings that a roll-up tells; of the rest it says how many there are.
const RECORDS: usize = 40;
const PROBLEMS: usize = 8;

/// Why something is in the table of sources alone.
const ALONE: &str = "只有一个单位有或由本级主办";
const ONE: &str = "只有一个单位提出";
const BELOW: &str = "在县级以下或没有写明级别";
const OVER: &str = "超出一栏列出的项数";

/// How many of the first that are told are left over.
fn over(count: usize, most: usize) -> (usize, &'static str) {
    (count.saturating_sub(most), OVER)
}

/// The body that the sums are for, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Own {
    pub id: Option<String>,
    pub name: Option<String>,
    /// The date of its summary.
    pub date: Option<String>,
    /// Its names: what it holds or gives itself is told in its own facts.
    pub names: BTreeSet<String>,
}

/// What the roll-up says of itself.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// How many schools should have handed in, where there is a register.
    pub expected: Option<u64>,
    pub missing: Vec<String>,
    pub left_out: Vec<String>,
    /// The name of the table of sources.
    pub sources: String,
}

/// A roll-up file, and what became of each figure.
pub struct Written {
    pub text: String,
    pub figures: Figures,
}

/// Writes the file. What the sums cannot say is left out, with a remark.
pub fn write(partial: &Partial, period: &Period, own: &Own, told: &Told) -> Written {
    let due = partial.heads.len() as u64;
    let mut writer = Writer {
        partial,
        due,
        text: String::new(),
        figures: Figures::new(),
        ids: HashSet::new(),
        schools: Vec::new(),
        names: &own.names,
    };
    let mut body = std::mem::take(&mut writer.text);
    writer.sections();
    writer.finance();
    let areas_at = writer.text.len();
    writer.records();
    writer.publicity();
    writer.problems();
    let areas = writer.areas();
    writer.text.insert_str(areas_at, &areas);
    writer.unwritten();
    std::mem::swap(&mut body, &mut writer.text);
    writer.head(period, own, told);
    writer.text.push_str(&body);
    Written { text: writer.text, figures: writer.figures }
}

struct Writer<'a> {
    partial: &'a Partial,
    /// How many files are summed.
    due: u64,
    text: String,
    figures: Figures,
    ids: HashSet<String>,
    /// How many schools stand behind each merged record.
    schools: Vec<(String, u64)>,
    /// The names of the body that the sums are for.
    names: &'a BTreeSet<String>,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self, period: &Period, own: &Own, told: &Told) {
        let heads = self.partial.heads.values();
        let schools: u64 = heads.clone().map(|head| head.schools).sum();
        self.line(&format!(
            "# {}各单位事实的汇总，由 niandu rollup 写出。要改数，改学校的文件，再汇总一次；",
            period.name()
        ));
        self.line("# 也可在本级自己的事实文件里写，那里写的优先。“以上”表示有单位没有填这一项；每个数出自哪些单位，见“出处”。");
        let top = heads.clone().map(|head| head.tier).max().unwrap_or_default();
        let level = match top {
            0 => Tier::School,
            1 | 2 => Tier::District,
            3 => Tier::City,
            _ => Tier::Province,
        };
        let word = Tier::WORDS.iter().find(|(tier, _)| *tier == level).map_or("", |(_, words)| words[0]);
        self.line(&format!("层级: {word}"));
        let name = period.name();
        let plain = Period::year(chrono::Datelike::year(&period.start)).as_ref() == Some(period);
        if plain {
            self.line(&format!("年度: {}", name.trim_end_matches('年')));
        } else if Period::parse(&name).as_ref() == Ok(period) {
            self.line(&format!("年度: {}", scalar(&name)));
        } else {
            self.line(&format!("时期: {} .. {}", period.start, period.end));
        }
        self.line("\n汇总:");
        self.line(&format!("  学校数: {schools}所"));
        let of_schools = heads.clone().all(|head| head.tier <= Tier::School as u8);
        let expected = told.expected.filter(|_| of_schools);
        expected.into_iter().for_each(|expected| self.line(&format!("  应报: {expected}所")));
        // What a body below has summed without is missing here, too.
        let mut missing = told.missing.clone();
        missing.extend(heads.clone().flat_map(|head| head.missing.iter().cloned()));
        for (key, names) in [("未报", &missing), ("未计入", &told.left_out)] {
            if !names.is_empty() {
                self.line(&format!(
                    "  {key}: [{}]",
                    names.iter().map(|name| scalar(name)).collect::<Vec<_>>().join(", ")
                ));
            }
        }
        self.line(&format!("  出处: {}", scalar(&told.sources)));
        if !self.schools.is_empty() {
            self.line("  各项学校数:");
            for (id, schools) in std::mem::take(&mut self.schools) {
                self.line(&format!("    {}: {schools}所", scalar(&id)));
            }
        }
        self.candidates();
        self.line("\n单位:");
        let unknown = || "待填".to_owned();
        let name = own.name.as_deref().map_or_else(unknown, scalar);
        self.line(&format!("  编号: {}", own.id.as_deref().map_or_else(unknown, scalar)));
        self.line(&format!("  名称: {{署名: {name}, 标题用名: {name}}}"));
        let unions: Option<u64> = heads.map(|head| head.unions).sum();
        let whole = missing.is_empty() && told.left_out.is_empty();
        let units = expected.or(unions.filter(|_| whole));
        units.into_iter().for_each(|units| self.line(&format!("  下属工会: {units}个")));
        if let Some(date) = &own.date {
            self.line(&format!("\n文件:\n  district-summary: {{日期: {}}}", scalar(date)));
        }
    }

    /// Schools that may be examples, the figure of each, and how often it is honoured already.
    fn candidates(&mut self) {
        let mut rows = Vec::new();
        for figure in RANKED {
            for one in self.partial.candidates.get(figure).into_iter().flat_map(|highest| &highest.0) {
                let (name, printed, honours) = (scalar(&one.name), scalar(&one.printed), one.honours);
                rows.push(format!("    - {{学校: {name}, 依据: {figure}, 数值: {printed}, 已获荣誉: {honours}次}}"));
            }
        }
        if !rows.is_empty() {
            self.line("  典型候选:");
            rows.iter().for_each(|row| self.line(row));
        }
    }

    /// The figures that are not in the file have their sums in the table of sources all the same.
    fn unwritten(&mut self) {
        let part = |total: &Total| most(total).and_then(|part| part.claim(0)).unwrap_or_default();
        let mut left: Vec<(String, String, String)> = Vec::new();
        for (path, total) in &self.partial.figures {
            left.push((path.clone(), in_chinese(path), part(total)));
        }
        for (list, key, merged) in
            self.partial.records.iter().flat_map(|(list, all)| all.iter().map(move |(key, one)| (list, key, one)))
        {
            for (field, total) in &merged.sums {
                let (zh, table) = section(list).map_or(("", None), |(zh, table)| (zh, Some(table)));
                let named =
                    field.split('.').next().and_then(|first| table?.find(first)).map_or("", |(_, field)| field.zh);
                let rest = field.split_once('.').map_or(String::new(), |(_, rest)| format!(".{rest}"));
                left.push((format!("{list}/{key}/{field}"), format!("{zh}.{key}.{named}{rest}"), part(total)));
            }
        }
        left.extend(
            self.partial
                .problems
                .iter()
                .map(|(key, merged)| (format!("problems/{key}/count"), format!("问题.{key}"), who(merged))),
        );
        for (figure, path, sum) in left {
            self.figures
                .entry(figure)
                .or_insert_with(|| (path, if sum.is_empty() { sum } else { format!("{sum}（未列）") }));
        }
    }

    /// A sum under its path; `None` where nothing can be claimed.
    fn claim(&mut self, figure: &str, path: String, total: &Total, due: u64) -> Option<(String, u64)> {
        let terms: u64 = total.0.values().map(|part| u64::from(part.sum.terms())).sum();
        let part = most(total)?;
        let due = if total.0.len() > 1 { due.max(terms) } else { due };
        let claim = part.claim(due)?;
        self.figures.insert(figure.to_owned(), (path, claim.clone()));
        Some((claim, part.stated))
    }

    /// How many of those who should state something do.
    fn of(&self, stated: u64, due: u64) -> String {
        if stated < due { format!("{due}个单位中{stated}个填报") } else { format!("{due}个单位填报") }
    }

    fn sections(&mut self) {
        for (name, fields) in SECTIONS {
            let Some((zh, table)) = section(name) else { continue };
            let mut rows = Vec::new();
            let named = if name == "staff" { "others" } else { "ranks" };
            for field in fields {
                let figure = format!("{name}.{field}");
                let Some((_, of)) = table.find(field) else { continue };
                let path = format!("{zh}.{}", of.zh);
                rows.extend(self.row(&figure, path, of.zh, 2));
            }
            let under = format!("{name}.{named}.");
            let keys: Vec<&String> = self.partial.figures.keys().filter(|key| key.starts_with(&under)).collect();
            let mut groups = Vec::new();
            for key in keys {
                let group = key[under.len()..].to_owned();
                let of = table.find(named).map_or("", |(_, field)| field.zh);
                groups.extend(self.row(key, format!("{zh}.{of}.{group}"), &group, 4));
            }
            if let Some((_, of)) = table.find(named).filter(|_| !groups.is_empty()) {
                rows.push(format!("  {}:", of.zh));
                rows.extend(groups);
            }
            if !rows.is_empty() {
                self.line(&format!("\n{zh}:"));
                rows.iter().for_each(|row| self.line(row));
            }
        }
    }

    /// A line of a section, with how many state it.
    fn row(&mut self, figure: &str, path: String, key: &str, indent: usize) -> Option<String> {
        let total = self.partial.figures.get(figure)?;
        let claim = self.claim(figure, path, total, self.due);
        let stated = most(total).map_or(0, |part| part.stated);
        let (of, blanks, key) = (self.of(stated, self.due), " ".repeat(indent), scalar(key));
        Some(match claim {
            Some((claim, _)) => format!("{blanks}{key}: {claim}  # {of}"),
            None => format!("{blanks}# {key}: {of}，说不出合计"),
        })
    }

    /// Income and expense. Where not all have told theirs, the paper says of how many the sums are.
    fn finance(&mut self) {
        let have = self.partial.sections.get("finance").copied().unwrap_or_default();
        if have == 0 {
            return;
        }
        let mut rows = Vec::new();
        for (side, zh) in [("income", "收入"), ("expense", "支出"), ("budget", "预算")] {
            let under = format!("finance.{side}.");
            let mut lines: Vec<(&String, &Part)> = Vec::new();
            for (key, total) in self.partial.figures.iter().filter(|(key, _)| key.starts_with(&under)) {
                lines.extend(most(total).map(|part| (key, part)));
            }
            lines.sort_by(|a, b| b.1.sum.value.cmp(&a.1.sum.value).then(a.0.cmp(b.0)));
            let mut told = Vec::new();
            for (key, part) in lines {
                let item = &key[under.len()..];
                if let Some(claim) = part.claim(0) {
                    self.figures.insert(key.clone(), (format!("经费.{zh}.{item}"), claim.clone()));
                    told.push(format!("    - {{科目: {}, 金额: {claim}}}  # {}个单位填报", scalar(item), part.stated));
                }
            }
            if !told.is_empty() {
                rows.push(format!("  {zh}:"));
                rows.extend(told);
            }
        }
        if let Some(total) = self.partial.figures.get("finance.carried")
            && let Some((claim, stated)) = self.claim("finance.carried", "经费.上年结转".to_owned(), total, have)
        {
            rows.push(format!("  上年结转: {claim}  # {}", self.of(stated, have)));
        }
        if rows.is_empty() {
            return;
        }
        let Some(text) = self.purses(&rows) else {
            self.figures.retain(|figure, _| !figure.starts_with("finance."));
            return self.line("\n# 经费：只有预算，没有列出，见“出处”。");
        };
        self.line(&format!("\n经费:  # {}", self.of(have, self.due)));
        self.line(&format!("  正文: {}", scalar(&text)));
        rows.iter().for_each(|row| self.line(row));
    }

    /// Whose money it is: that of the schools, not of the body that the sums are for. A budget alone has no total that a
    /// text can name.
    fn purses(&self, rows: &[String]) -> Option<String> {
        let sides = [
            ("carried", "上年结转", "上年结转{{ 经费.上年结转 }}"),
            ("income", "收入", "收入{{ 经费.收入.合计 }}"),
            ("expense", "支出", "支出{{ 经费.支出.合计 }}"),
        ];
        let stated = |side: &str| self.partial.sections.get(&format!("finance.{side}")).copied().unwrap_or_default();
        let has = |side: &str| rows.iter().any(|row| row.starts_with(&format!("  {side}:")));
        let told: Vec<(u64, &str)> =
            sides.iter().filter(|(_, zh, _)| has(zh)).map(|(en, _, words)| (stated(en), *words)).collect();
        let (first, _) = told.first()?;
        // Where as many state one side as the other it is said once.
        let same = told.iter().all(|(count, _)| count == first);
        let of = if same && *first < self.due { format!("据{}填报，", self.who(*first)) } else { String::new() };
        let words = told.iter().map(|(count, words)| match same {
            true => (*words).to_owned(),
            false => format!("{words}（{}填报）", self.who(*count)),
        });
        let schools = self.partial.heads.values().all(|head| head.tier <= Tier::School as u8);
        let purses = if schools { "各校工会" } else { "各单位" };
        Some(format!("{of}{purses}合计{}。", words.collect::<Vec<_>>().join("，")))
    }

    /// A number of those who have handed in, by what they are.
    fn who(&self, count: u64) -> String {
        let tiers: Vec<u8> = self.partial.heads.values().map(|head| head.tier).collect();
        let one = tiers.first().filter(|first| tiers.iter().all(|tier| tier == *first));
        match one {
            Some(tier) => bodies(*tier, count),
            None => format!("{count}个单位"),
        }
    }

    fn records(&mut self) {
        for kind in &KINDS {
            let Some(all) = self.partial.records.get(kind.list) else { continue };
            let Some((zh, table)) = section(kind.list) else { continue };
            let mut sorted = matters::of(all);
            sorted.sort_by(|a, b| b.merged.spread().cmp(&a.merged.spread()).then(a.keys.cmp(&b.keys)));
            let host = |merged: &Merged| merged.alike.get("host").and_then(|alike| alike.text.clone());
            let own = |merged: &Merged| host(merged).is_some_and(|host| self.names.contains(&host));
            let worth = |merged: &Merged| (kind.alone || merged.spread() > 1) && !own(merged);
            let (told, rest): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|matter| worth(&matter.merged));
            let mut rows = Vec::new();
            let left = [(rest.len(), ALONE), over(told.len(), RECORDS)];
            for matter in told.iter().take(RECORDS) {
                rows.push(self.record(kind, table, zh, matter));
                self.same_figures(kind.list, &matter.keys);
            }
            self.list(zh, &rows, &left);
        }
        self.honours();
    }

    /// Sums that are known by several names stand under each of them.
    fn same_figures(&mut self, list: &str, keys: &[&str]) {
        let Some((first, others)) = keys.split_first() else { return };
        let under = format!("{list}/{first}/");
        let told = self.figures.range(under.clone()..).take_while(|(figure, _)| figure.starts_with(&under));
        let told: Vec<(String, (String, String))> =
            told.map(|(figure, sum)| (figure[under.len()..].to_owned(), sum.clone())).collect();
        for (key, (field, sum)) in others.iter().flat_map(|key| told.iter().map(move |one| (key, one))) {
            self.figures.insert(format!("{list}/{key}/{field}"), sum.clone());
        }
    }

    /// A list with its head and how many are left out of it, each time why.
    fn list(&mut self, zh: &str, rows: &[String], left: &[(usize, &str)]) {
        let left: Vec<String> =
            left.iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("另有{count}项{why}")).collect();
        let more = format!("# {zh}：{}，没有列出，见“出处”。", left.join("，"));
        if rows.is_empty() {
            if !left.is_empty() {
                self.line(&format!("\n{more}"));
            }
            return;
        }
        self.line(&format!("\n{zh}:"));
        rows.iter().for_each(|row| self.line(row));
        if !left.is_empty() {
            self.line(&format!("  {more}"));
        }
    }

    /// The name by which a merged record is known.
    fn id(&mut self, zh: &str, key: &str, merged: &Merged) -> String {
        let name: String = key.chars().map(|c| if is_name(c) { c } else { '-' }).take(24).collect();
        let name = name.trim_matches('-');
        // A name that is a section's would lead to that section.
        let own = merged.named && Facts::TABLE.find(name).is_none();
        let name = match name {
            "" => format!("各校{zh}"),
            name if own => name.to_owned(),
            name => format!("{zh}-{name}"),
        };
        let mut id = name.clone();
        for number in 2.. {
            if self.ids.insert(id.clone()) {
                break;
            }
            id = format!("{name}-{number}");
        }
        if merged.schools > 0 {
            self.schools.push((id.clone(), merged.schools));
        }
        id
    }

    fn record(&mut self, kind: &Kind, table: &'static Table, zh: &str, matter: &Matter<'_>) -> String {
        let (key, merged) = (matter.keys.first().copied().unwrap_or_default(), &matter.merged);
        let id = self.id(zh, &matter.name(), merged);
        let name = |field: &str| table.find(field).map_or("", |(_, field)| field.zh);
        let mut fields: Vec<(&str, String)> = vec![("编号", scalar(&id)), ("领域", kind.area.to_owned())];
        if merged.series {
            let series = key.split('|').next().unwrap_or_default();
            fields.push(("系列", scalar(series)));
        }
        let alike = |field: &str| {
            let alike = merged.alike.get(field)?;
            let all = alike.records == merged.records || field == "of";
            alike.text.as_deref().filter(|text| all && !(field == "giver" && self.names.contains(*text)))
        };
        let who = who(merged);
        let event = kind.verb.is_empty();
        let title = matter.title();
        let title = title.as_str();
        if !event {
            let verb = match kind.list {
                "relief" => alike("way").filter(|way| !way.starts_with('送')).unwrap_or(kind.verb),
                "regulations" => alike("action").unwrap_or(kind.verb),
                "homes" if !merged.sums.contains_key("new") => "建有",
                "training" if merged.about.len() > 1 => "参加",
                "openness" if shared(merged).is_empty() => "公示校务事项",
                _ => kind.verb_for(title),
            };
            fields.push(("动词", scalar(&format!("{who}{verb}"))));
        }
        for (at, field) in kind.about.iter().enumerate() {
            let text =
                if at == 0 && *field != "rank" { title } else { merged.about.get(at).map_or("", String::as_str) };
            if !text.is_empty() {
                fields.push((name(field), scalar(text)));
            }
        }
        if event {
            fields.extend(merged.about.get(1).map(|role| (name("role"), role.clone())));
            fields.push((name("subject"), scalar(&who)));
        }
        for field in kind.alike.iter().filter(|field| **field != "way") {
            if let Some(text) = alike(field) {
                let text = if *field == "of" { base(text) } else { Some(text.to_owned()) };
                fields.extend(text.map(|text| (name(field), scalar(&text))));
            }
        }
        if kind.list == "openness" {
            let items: Vec<String> = shared(merged).into_iter().map(scalar).collect();
            if !items.is_empty() {
                fields.push((name("items"), format!("[{}]", items.join(", "))));
            } else if merged.sums.is_empty() {
                fields.retain(|(field, _)| *field != "动词");
                fields.push(("正文", scalar(&format!("{who}开展校务公开"))));
            }
        }
        let figure = |field: &str| format!("{}/{key}/{field}", kind.list);
        let mut remarks = Vec::new();
        if let Some(total) = merged.sums.get("participants") {
            let took_part = self.participants(
                &figure("participants"),
                format!("{zh}.{id}.{}", name("participants")),
                total,
                merged.records,
            );
            fields.extend(took_part.map(|text| (name("participants"), text)));
        }
        let mut inner: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for field in kind.due.iter().chain(kind.given) {
            let Some(total) = merged.sums.get(*field) else { continue };
            let of = |merged: &Merged| match field.split_once('.') {
                Some((inside, _)) => merged.inner.get(inside).copied().unwrap_or_default(),
                None => merged.records,
            };
            let due = if kind.due.contains(field) { of(merged) } else { paired(table, field, merged) };
            let (outer, inside) = field.split_once('.').unwrap_or(("", field));
            let label = match outer {
                "" => name(inside),
                outer => {
                    inner_table(table, outer).and_then(|table| table.find(inside)).map_or("", |(_, field)| field.zh)
                }
            };
            let within = if outer.is_empty() { String::new() } else { format!("{}.", name(outer)) };
            if let Some((claim, stated)) = self.claim(&figure(field), format!("{zh}.{id}.{within}{label}"), total, due)
            {
                if outer.is_empty() {
                    fields.push((label, claim));
                } else {
                    inner.entry(name(outer)).or_default().push(format!("{label}: {claim}"));
                }
                if stated < merged.spread().min(self.due) {
                    remarks.push(format!("{label} {stated}个单位填报"));
                }
            }
        }
        for (name, pairs) in inner {
            fields.push((name, format!("{{{}}}", pairs.join(", "))));
        }
        fields.extend(self.awards(kind, key, &id, zh, merged).map(|awards| (name("awards"), awards)));
        let pairs = fields.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ");
        let remark = if remarks.is_empty() { String::new() } else { format!("  # {}", remarks.join("；")) };
        format!("  - {{{pairs}}}{remark}")
    }

    /// Who took part: the units in which all state it; where none is, the one that most state.
    fn participants(&mut self, figure: &str, path: String, total: &Total, records: u64) -> Option<String> {
        let whole = |part: &&Part| u64::from(part.sum.terms()) >= records;
        let mut parts: Vec<&Part> = total.0.values().filter(whole).collect();
        if parts.is_empty() {
            let person = |part: &Part| u64::from(["人", "名", "位"].contains(&part.unit()));
            parts.extend(total.0.values().max_by_key(|part| (part.stated, person(part))));
        }
        // Teams before the persons in them.
        parts.sort_by_key(|part| ["人", "名", "位", "人次"].contains(&part.unit()));
        let claims: Vec<String> = parts.iter().filter_map(|part| part.claim(records)).collect();
        let claims = claims.concat();
        self.figures.insert(figure.to_owned(), (path, claims.clone()));
        (!claims.is_empty()).then_some(claims)
    }

    /// Prizes, the highest rank first.
    fn awards(&mut self, kind: &Kind, key: &str, id: &str, zh: &str, merged: &Merged) -> Option<String> {
        const RANKS: [&str; 8] = ["特等", "一等", "二等", "三等", "四等", "优秀", "优胜", "鼓励"];
        let mut ranks: Vec<(&str, &Total)> =
            merged.sums.iter().filter_map(|(field, total)| Some((field.strip_prefix("awards.")?, total))).collect();
        let place = |rank: &str| RANKS.iter().position(|word| rank.contains(word)).unwrap_or(RANKS.len());
        ranks.sort_by_key(|(rank, _)| (place(rank), *rank));
        let mut told = Vec::new();
        for (rank, total) in ranks {
            let figure = format!("{}/{key}/awards.{rank}", kind.list);
            if let Some((claim, _)) = self.claim(&figure, format!("{zh}.{id}.奖项.{rank}"), total, 0) {
                let claim =
                    if total.part().is_some_and(|part| part.unit().is_empty()) { format!("{claim}个") } else { claim };
                told.push(format!("{{奖级: {}, 数量: {claim}}}", scalar(rank)));
            }
        }
        (!told.is_empty()).then(|| format!("[{}]", told.join(", ")))
    }

    /// Honours from the level of a county upward, the highest first.
    fn honours(&mut self) {
        let Some(all) = self.partial.records.get("honours") else { return };
        let level = |merged: &Merged| Level::of(merged.about.get(1).map_or("", String::as_str));
        let mut sorted: Vec<(&String, &Merged)> = all.iter().collect();
        sorted.sort_by_key(|(key, merged)| (level(merged).map_or(u8::MAX, |level| level as u8), *key));
        let (told, rest): (Vec<_>, Vec<_>) =
            sorted.into_iter().partition(|(_, merged)| level(merged).is_some_and(|level| level <= Level::County));
        let left = [(rest.len(), BELOW), over(told.len(), RECORDS)];
        let mut rows = Vec::new();
        for (key, merged) in told.into_iter().take(RECORDS) {
            let id = self.id("荣誉", key, merged);
            let figure = format!("honours/{key}/count");
            let total = merged.sums.get("count").cloned().unwrap_or_default();
            let Some((claim, _)) = self.claim(&figure, format!("荣誉.{id}.数量"), &total, 0) else { continue };
            let title = merged.title();
            let by = merged.alike.get("by").filter(|by| by.records == merged.records).and_then(|by| by.text.as_deref());
            let rank = merged.about.get(1).map_or("", String::as_str);
            let granted = by.unwrap_or(rank);
            let quoted = if title.contains('“') { title.to_owned() } else { format!("“{title}”") };
            let called = if ["奖", "奖章", "奖状", "奖旗", "证书"].iter().any(|end| title.ends_with(end)) {
                ""
            } else {
                "称号"
            };
            let persons = merged.about.get(2).is_some_and(|unit| unit == "人");
            // Whoever has them is named, or they would seem to be the body's own.
            let (holder, who) = if persons {
                ("各校教职工".to_owned(), format!("各校教职工{{{{ {id}.数量 }}}}"))
            } else {
                (who(merged), who(merged))
            };
            let mut pairs = format!("编号: {}, 领域: zuzhi, 名称: {}, 级别: {rank}", scalar(&id), scalar(title));
            if let Some(by) = by {
                pairs += &format!(", 授予单位: {}", scalar(by));
            }
            let text = scalar(&format!("{who}获{granted}{quoted}{called}"));
            rows.push(format!("  - {{{pairs}, 获得者: [{holder}], 数量: {claim}, 正文: {text}}}"));
        }
        self.list("荣誉", &rows, &left);
    }

    fn publicity(&mut self) {
        let Some(all) = self.partial.records.get("publicity") else { return };
        let mut rows = Vec::new();
        for (field, merged) in all {
            let Some(total) = merged.sums.get(field) else { continue };
            let name = if field == "bulletins" { "简报" } else { "篇数" };
            let id = self.id("宣传", field.strip_prefix("articles.").unwrap_or("简报"), merged);
            let figure = format!("publicity/{field}/{field}");
            if let Some((claim, _)) = self.claim(&figure, format!("宣传.{id}.{name}"), total, 0) {
                let verb = scalar(&format!("{}{}", who(merged), if name == "简报" { "编发" } else { "刊发" }));
                rows.push(format!("  - {{编号: {}, 动词: {verb}, {name}: {claim}}}", scalar(&id)));
            }
        }
        self.list("宣传", &rows, &[]);
    }

    /// Shortcomings that several have, with how many.
    fn problems(&mut self) {
        let mut sorted: Vec<(&String, &Merged)> = self.partial.problems.iter().collect();
        sorted.sort_by(|a, b| b.1.spread().cmp(&a.1.spread()).then(a.0.cmp(b.0)));
        let (told, rest): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|(_, merged)| merged.spread() > 1);
        let left = [(rest.len(), ONE), over(told.len(), PROBLEMS)];
        let mut rows = Vec::new();
        for (key, merged) in told.into_iter().take(PROBLEMS) {
            let id = self.id("问题", key, merged);
            let (title, who) = (merged.title(), who(merged));
            let text =
                if title.contains('。') { format!("{title}（{who}）") } else { format!("{title}，涉及{who}") };
            self.figures.insert(format!("problems/{key}/count"), (format!("问题.{id}"), who));
            rows.push(format!("  - {{编号: {}, 问题: {}}}", scalar(&id), scalar(&text)));
        }
        self.list("问题", &rows, &left);
    }

    /// The areas that some record belongs to.
    fn areas(&self) -> String {
        let used: Vec<String> = AREAS
            .iter()
            .filter(|(id, _)| self.text.contains(&format!("领域: {id}")))
            .map(|(id, title)| format!("  - {{编号: {id}, 标题: {title}}}\n"))
            .collect();
        if used.is_empty() { String::new() } else { format!("\n工作领域:\n{}", used.concat()) }
    }
}

/// The amounts of a figure; of several units that do not add up, those that most state.
fn most(total: &Total) -> Option<&Part> {
    // Of several that are as common the first.
    total.0.values().rev().max_by_key(|part| part.stated)
}

/// How many amounts make a figure whole whose share is told: as many as the other side of the share has.
fn paired(table: &Table, field: &str, merged: &Merged) -> u64 {
    let terms = |field: &str| merged.sums.get(field).and_then(most).map_or(0, |part| u64::from(part.sum.terms()));
    let pairs = SHARES.iter().filter(|share| share.of == table.en && (share.part == field || share.whole == field));
    pairs.map(|share| terms(share.part).max(terms(share.whole))).max().unwrap_or_default()
}

/// What all that have a merged record list.
fn shared(merged: &Merged) -> Vec<&str> {
    let all = merged.spread();
    merged.listed.iter().filter(|(_, bodies)| **bodies >= all).map(|(item, _)| item.as_str()).collect()
}
