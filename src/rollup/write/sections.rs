//! Staff, membership, cadres and money.

use rust_decimal::Decimal;

use super::Writer;
use crate::facts::quoting::scalar;
use crate::facts::value::Tier;
use crate::rollup::kinds::SECTIONS;
use crate::rollup::names::{bodies, section};
use crate::rollup::take::PURSES;
use crate::rollup::total::Part;

impl Writer<'_> {
    pub(super) fn sections(&mut self) {
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
        let stated = total.most().map_or(0, |part| part.stated);
        let (of, blanks, key) = (self.of(stated, self.due), " ".repeat(indent), scalar(key));
        Some(match claim {
            Some((claim, _)) => format!("{blanks}{key}: {claim}  # {of}"),
            None => format!("{blanks}# {key}: {of}，说不出合计"),
        })
    }

    /// Income and expense. Where not all have told theirs, the paper says of how many the sums are.
    pub(super) fn finance(&mut self) {
        let have = self.partial.sections.get("finance").copied().unwrap_or_default();
        if have == 0 {
            return;
        }
        let mut rows = Vec::new();
        for (side, zh) in [("income", "收入"), ("expense", "支出"), ("budget", "预算")] {
            let under = format!("finance.{side}.");
            let mut lines: Vec<(&String, &Part)> = Vec::new();
            for (key, total) in self.partial.figures.iter().filter(|(key, _)| key.starts_with(&under)) {
                lines.extend(total.most().map(|part| (key, part)));
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
        // The sums of a sentence are in one unit.
        let rough = |row: &String| {
            let amount =
                row.rsplit_once("金额: ").or_else(|| row.rsplit_once("结转: ")).map_or("", |(_, amount)| amount);
            amount.split('#').next().is_some_and(|amount| amount.contains(['约', '近', '余', '上']))
        };
        let exact = !rows.iter().any(rough);
        let unit = if self.in_ten_thousands() { "万元" } else { "元" };
        let in_unit =
            |words: &str| if exact { words.replace(" }}", &format!(" | {unit} }}}}")) } else { words.to_owned() };
        // Where as many state one side as the other it is said once.
        let same = told.iter().all(|(count, _)| count == first);
        let of = if same && *first < self.due { format!("据{}填报，", self.who(*first)) } else { String::new() };
        let words = told.iter().map(|(count, words)| match same {
            true => in_unit(words),
            false => format!("{}（{}填报）", in_unit(words), self.who(*count)),
        });
        let schools = self.partial.leaves().all(|(_, head)| head.tier <= Tier::School as u8);
        let schools = schools && !self.partial.sections.contains_key(PURSES);
        let purses = if schools { "各校工会" } else { "各单位" };
        Some(format!("{of}{purses}合计{}。", words.collect::<Vec<_>>().join("，")))
    }

    /// Whether all totals of money are exact in 万元 at two decimals.
    fn in_ten_thousands(&self) -> bool {
        let total = |side: &str| -> Decimal {
            let of = self.partial.figures.iter().filter(|(key, _)| key.starts_with(side));
            of.filter_map(|(_, total)| total.most()).map(|part| part.sum.value).sum()
        };
        let large = |sum: Decimal| sum.is_zero() || sum >= Decimal::from(10_000);
        let even = |side: &str| large(total(side)) && (total(side) % Decimal::ONE_HUNDRED).is_zero();
        ["finance.income.", "finance.expense.", "finance.carried"].into_iter().all(even)
    }

    /// A number of those who have handed in, by what they are.
    fn who(&self, count: u64) -> String {
        let tiers: Vec<u8> = self.partial.leaves().map(|(_, head)| head.tier).collect();
        let one = tiers.first().filter(|first| tiers.iter().all(|tier| tier == *first));
        match one {
            Some(tier) => bodies(*tier, count),
            None => format!("{count}个单位"),
        }
    }
}
