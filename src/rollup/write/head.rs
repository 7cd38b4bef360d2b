//! What a roll-up says of itself: what it is the sum of, whose it is, and who may be an example to others.

use super::{Own, Told, Writer};
use crate::facts::quoting::scalar;
use crate::facts::time::Period;
use crate::facts::value::Tier;
use crate::rollup::kinds::RANKED;

/// The word for the level above that of the highest of those that are summed.
pub fn level_above(top: u8) -> &'static str {
    let level = match top {
        0 => Tier::School,
        1 | 2 => Tier::District,
        3 => Tier::City,
        _ => Tier::Province,
    };
    Tier::WORDS.iter().find(|(tier, _)| *tier == level).map_or("", |(_, words)| words[0])
}

/// The key and the value that state a period.
pub fn time_of(period: &Period) -> (&'static str, String) {
    let name = period.name();
    let plain = Period::year(chrono::Datelike::year(&period.start)).as_ref() == Some(period);
    if plain {
        ("年度", name.trim_end_matches('年').to_owned())
    } else if Period::parse(&name).as_ref() == Ok(period) {
        ("年度", scalar(&name))
    } else {
        ("时期", format!("{} .. {}", period.start, period.end))
    }
}

impl Writer<'_> {
    /// What the file says of itself.
    pub(super) fn head(&mut self, period: &Period, told: &Told) {
        let heads = self.partial.roots();
        let schools: u64 = heads.clone().map(|head| head.schools).sum();
        self.line(&format!(
            "# {}各单位事实的汇总，由 niandu rollup 写出。要改数，改学校的文件，再汇总一次；",
            period.name()
        ));
        self.line("# 也可在本级自己的事实文件里写，那里写的优先。“以上”表示有单位没有填这一项；每个数出自哪些单位，见“出处”。");
        let top = heads.map(|head| head.tier).max().unwrap_or_default();
        self.line(&format!("层级: {}", level_above(top)));
        let (key, value) = time_of(period);
        self.line(&format!("{key}: {value}"));
        self.line("\n汇总:");
        self.line(&format!("  学校数: {schools}所"));
        self.expected(told).into_iter().for_each(|expected| self.line(&format!("  应报: {expected}所")));
        let missing = self.missing(told);
        for (key, names) in [("未报", &missing), ("未计入", &told.left_out)] {
            if !names.is_empty() {
                self.line(&format!(
                    "  {key}: [{}]",
                    names.iter().map(|name| scalar(name)).collect::<Vec<_>>().join(", ")
                ));
            }
        }
        self.line(&format!("  出处: {}", scalar(&told.sources)));
    }

    /// How many schools should have handed in, where schools have handed in to this body itself.
    fn expected(&self, told: &Told) -> Option<u64> {
        let of_schools = self.partial.roots().all(|head| head.tier <= Tier::School as u8);
        told.expected.filter(|_| of_schools)
    }

    /// What a body below has summed without is missing here, too.
    fn missing(&self, told: &Told) -> Vec<String> {
        let below = self.partial.roots().flat_map(|head| head.missing.iter().cloned());
        told.missing.iter().cloned().chain(below).collect()
    }

    /// The rest of what it says of itself, and whose it is.
    pub(super) fn body(&mut self, own: &Own, told: &Told) {
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
        let unions: Option<u64> = self.partial.roots().map(|head| head.unions).sum();
        let whole = self.missing(told).is_empty() && told.left_out.is_empty();
        let units = self.expected(told).or(unions.filter(|_| whole));
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
}
