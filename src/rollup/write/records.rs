//! Records of several schools as one record of the body above.

use std::collections::BTreeMap;

use super::{ALONE, Left, OVER, RECORDS, Writer};
use crate::facts::quoting::scalar;
use crate::facts::table::Table;
use crate::figures::shares::SHARES;
use crate::rollup::alike::took_part;
use crate::rollup::kinds::{KINDS, Kind};
use crate::rollup::matters::{self, Matter};
use crate::rollup::names::{base, inner_table, section, who};
use crate::rollup::partial::Merged;
use crate::rollup::total::{Part, Total, counts_persons};

impl Writer<'_> {
    pub(super) fn records(&mut self) {
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
            let of = |matter: &Matter| (matter.title(), matter.merged.spread());
            let over = told.iter().skip(RECORDS).map(of);
            let left = [Left::new(kind.list, ALONE, rest.iter().map(of)), Left::new(kind.list, OVER, over)];
            for matter in told.iter().take(RECORDS) {
                rows.push(self.record(kind, table, zh, matter));
                self.same_figures(kind.list, &matter.keys);
            }
            self.list(zh, &rows, left);
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

    fn record(&mut self, kind: &Kind, table: &'static Table, zh: &str, matter: &Matter<'_>) -> String {
        let (key, merged) = (matter.keys.first().copied().unwrap_or_default(), &matter.merged);
        let id = self.id(kind.list, &matter.name(), &matter.keys, merged);
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
                merged,
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

    /// Who took part, in every unit that is stated; of persons and times of persons, that make no sum, what most state.
    fn participants(&mut self, figure: &str, path: String, total: &Total, merged: &Merged) -> Option<String> {
        let mixed = took_part(merged, total);
        let most = mixed.as_ref().and_then(Total::most);
        let (lost, mut parts): (Vec<&Part>, Vec<&Part>) = total
            .0
            .values()
            .partition(|part| most.is_some_and(|most| counts_persons(part.unit()) && part.unit() != most.unit()));
        // Teams before the persons in them.
        parts.sort_by_key(|part| counts_persons(part.unit()));
        // 以上 stands after the unit and would run into the next number.
        let claims: Vec<String> = parts.iter().filter_map(|part| part.claim(merged.records)).collect();
        let after = |claim: &String| format!("{claim}{}", if claim.ends_with("以上") { "、" } else { "" });
        let claims = claims.iter().map(after).collect::<String>().trim_end_matches('、').to_owned();
        lost.iter().for_each(|part| self.not_counted(figure, &path, part.unit()));
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
        // Each school has a first: of many they are no number.
        ranks.retain(|(rank, _)| !(rank.starts_with('第') || rank.ends_with('军')));
        let one = |unit: &str| ranks.iter().all(|(_, total)| total.part().is_none_or(|part| part.unit() == unit));
        let one = ["人", "名"].into_iter().find(|unit| one(unit));
        let mut told = Vec::new();
        for (rank, total) in ranks {
            let figure = format!("{}/{key}/awards.{rank}", kind.list);
            if let Some((claim, _)) = self.claim(&figure, format!("{zh}.{id}.奖项.{rank}"), total, 0) {
                // Prizes of one event have one counter.
                let number = claim.replace(['个', '人', '名', '项', '件', '篇'], "");
                let claim = number.replace("以上", "")
                    + one.unwrap_or("个")
                    + if number.contains("以上") { "以上" } else { "" };
                told.push(format!("{{奖级: {}, 数量: {claim}}}", scalar(rank)));
            }
        }
        (!told.is_empty()).then(|| format!("[{}]", told.join(", ")))
    }
}

/// How many amounts make a figure whole whose share is told: as many as the other side of the share has.
fn paired(table: &Table, field: &str, merged: &Merged) -> u64 {
    let terms = |field: &str| merged.sums.get(field).and_then(Total::most).map_or(0, Part::covers);
    let pairs = SHARES.iter().filter(|share| share.of == table.en && (share.part == field || share.whole == field));
    pairs.map(|share| terms(share.part).max(terms(share.whole))).max().unwrap_or_default()
}

/// What all that have a merged record list.
fn shared(merged: &Merged) -> Vec<&str> {
    let all = merged.spread();
    merged.listed.iter().filter(|(_, bodies)| **bodies >= all).map(|(item, _)| item.as_str()).collect()
}
