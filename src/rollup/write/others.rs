//! Records with rules of their own: honours, publicity, shortcomings; and the areas that all of them belong to.

use super::{BELOW, Left, ONE, OVER, PROBLEMS, RECORDS, Writer};
use crate::facts::quoting::scalar;
use crate::facts::value::Level;
use crate::rollup::kinds::AREAS;
use crate::rollup::names::who;
use crate::rollup::partial::Merged;
use crate::rollup::take::honours::{GROUPS, OTHERS};

impl Writer<'_> {
    /// Honours from the level of a county upward, the highest first.
    pub(super) fn honours(&mut self) {
        let Some(all) = self.partial.records.get("honours") else { return };
        let level = |merged: &Merged| Level::of(merged.about.get(1).map_or("", String::as_str));
        let mut sorted: Vec<(&String, &Merged)> = all.iter().collect();
        sorted.sort_by_key(|(key, merged)| (level(merged).map_or(u8::MAX, |level| level as u8), *key));
        let (told, rest): (Vec<_>, Vec<_>) =
            sorted.into_iter().partition(|(_, merged)| level(merged).is_some_and(|level| level <= Level::County));
        let of = |(_, one): &(&String, &Merged)| (one.title().to_owned(), one.spread());
        let over = told.iter().skip(RECORDS).map(of);
        let left = [Left::new("honours", BELOW, rest.iter().map(of)), Left::new("honours", OVER, over)];
        let mut rows = Vec::new();
        for (key, merged) in told.into_iter().take(RECORDS) {
            let id = self.id("honours", key, &[key], merged);
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
            let unit = merged.about.get(2).map_or("", String::as_str);
            // Whoever has them is named, or they would seem to be the body's own.
            let (holder, who) = match unit {
                "人" => ("各校教职工".to_owned(), format!("各校教职工{{{{ {id}.数量 }}}}")),
                GROUPS => (OTHERS.to_owned(), format!("各校{{{{ {id}.数量 }}}}集体")),
                _ => (who(merged), who(merged)),
            };
            let mut pairs = format!("编号: {}, 领域: zuzhi, 名称: {}, 级别: {rank}", scalar(&id), scalar(title));
            if let Some(by) = by {
                pairs += &format!(", 授予单位: {}", scalar(by));
            }
            let text = scalar(&format!("{who}获{granted}{quoted}{called}"));
            rows.push(format!("  - {{{pairs}, 获得者: [{holder}], 数量: {claim}, 正文: {text}}}"));
        }
        self.list("荣誉", &rows, left);
    }

    pub(super) fn publicity(&mut self) {
        let Some(all) = self.partial.records.get("publicity") else { return };
        let mut rows = Vec::new();
        for (field, merged) in all {
            let Some(total) = merged.sums.get(field) else { continue };
            let name = if field == "bulletins" { "简报" } else { "篇数" };
            let id = self.id("publicity", field.strip_prefix("articles.").unwrap_or("简报"), &[field], merged);
            let figure = format!("publicity/{field}/{field}");
            if let Some((claim, _)) = self.claim(&figure, format!("宣传.{id}.{name}"), total, 0) {
                let verb = scalar(&format!("{}{}", who(merged), if name == "简报" { "编发" } else { "刊发" }));
                rows.push(format!("  - {{编号: {}, 动词: {verb}, {name}: {claim}}}", scalar(&id)));
            }
        }
        self.list("宣传", &rows, []);
    }

    /// Shortcomings that several have, with how many.
    pub(super) fn problems(&mut self) {
        let mut sorted: Vec<(&String, &Merged)> = self.partial.problems.iter().collect();
        sorted.sort_by(|a, b| b.1.spread().cmp(&a.1.spread()).then(a.0.cmp(b.0)));
        let (told, rest): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|(_, merged)| merged.spread() > 1);
        let of = |(_, one): &(&String, &Merged)| (one.title().to_owned(), one.spread());
        let over = told.iter().skip(PROBLEMS).map(of);
        let left = [Left::new("problems", ONE, rest.iter().map(of)), Left::new("problems", OVER, over)];
        let mut rows = Vec::new();
        for (key, merged) in told.into_iter().take(PROBLEMS) {
            let id = self.id("problems", key, &[key], merged);
            let (title, who) = (merged.title(), who(merged));
            let text =
                if title.contains('。') { format!("{title}（{who}）") } else { format!("{title}，涉及{who}") };
            self.figures.insert(format!("problems/{key}/count"), (format!("问题.{id}"), who));
            rows.push(format!("  - {{编号: {}, 问题: {}}}", scalar(&id), scalar(&text)));
        }
        self.list("问题", &rows, left);
    }

    /// The areas that some record belongs to.
    pub(super) fn areas(&self) -> String {
        let used: Vec<String> = AREAS
            .iter()
            .filter(|(id, _)| self.text.contains(&format!("领域: {id}")))
            .map(|(id, title)| format!("  - {{编号: {id}, 标题: {title}}}\n"))
            .collect();
        if used.is_empty() { String::new() } else { format!("\n工作领域:\n{}", used.concat()) }
    }
}
