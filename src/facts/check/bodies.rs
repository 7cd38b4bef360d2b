//! Bodies and persons that are spoken of: one body under two names, one name for two bodies, one person in two units.

use std::collections::HashMap;

use crate::diagnostic::Origin;
use crate::facts::check::Check;
use crate::facts::model::{Award, Entered, Facts, OWN};
use crate::facts::numeral;
use crate::facts::pending;
use crate::facts::value::{Person, Text};
use crate::say;

/// Words that end the name of a place.
const PLACES: [char; 10] = ['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '村'];
/// The longest name, in bytes, that is compared with others: no body has a longer one.
const LONGEST: usize = 120;
/// Of a name that is found in more units than this no more is said: it is no person's.
const UNITS: usize = 8;
/// Names that mean a kind of body rather than one.
const KINDS: [&str; 8] = ["工会", "学校", "小学", "中学", "幼儿园", "机关", "教代会", "教职工大会"];

/// The names that the file declares, each with the number of the body that bears it.
type Groups<'a> = HashMap<&'a str, (usize, Origin)>;

impl Check<'_> {
    /// Every body goes by one name, or the file says which names are one.
    pub(super) fn bodies(&mut self, placed: &[Entered<'_>]) {
        let facts = &self.file.facts;
        let (groups, claimed) = declared(facts);
        for (alias, first) in claimed {
            self.claimed(alias, first);
        }
        let mut used = used(facts, placed);
        used.extend(facts.bodies.iter().map(|body| (body.name.text.as_str(), body.name.origin)));
        let mut names: HashMap<String, (&str, Origin)> = HashMap::new();
        for (name, origin) in used {
            let first = *names.entry(short(name)).or_insert((name, origin));
            if first.0 != name && !same(&groups, first.0, name) {
                self.two_names((name, origin), first);
                names.insert(short(name), (name, origin));
            }
        }
        let mut pairs = Vec::new();
        for (long, (name, origin)) in &names {
            for (at, _) in long.char_indices().skip(1) {
                let (place, rest) = long.split_at(at);
                let Some(other) = names.get(rest).filter(|_| prefix(place, rest)) else { continue };
                if !same(&groups, name, other.0) {
                    pairs.push(((*name, *origin), *other));
                }
            }
        }
        pairs.sort_by_key(|(a, b)| (a.1.max(b.1), a.1.min(b.1)));
        // Of 一中, 市一中 and 青禾市一中 each is said once to be another.
        pairs.dedup_by_key(|(a, b)| a.1.max(b.1));
        for (a, b) in pairs {
            let (first, second) = if a.1 < b.1 { (a, b) } else { (b, a) };
            self.two_names(second, first);
        }
        self.persons(placed, &groups);
    }

    fn claimed(&mut self, alias: &Text, first: Origin) {
        let (name, line) = (&alias.text, self.file.source.line_from(first, alias.origin));
        let (line_zh, line_en) = (line.zh, line.en);
        self.error(
            "E102",
            alias.origin,
            say!("“{name}”在{line_zh}已是另一个单位的名称", "“{name}” already names another body in {line_en}"),
            say!("每个名称只归一个单位", "let each name belong to one body"),
        );
    }

    fn two_names(&mut self, (name, origin): (&str, Origin), (other, first): (&str, Origin)) {
        let line = self.file.source.line_from(first, origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.warn(
            "W102",
            origin,
            say!(
                "“{name}”与“{other}”（{line_zh}）像是同一个单位",
                "“{name}” and “{other}” ({line_en}) look like one body"
            ),
            say!(
                "统一名称，或在 单位名录 里把一个写成另一个的别名",
                "use one name, or declare one as an alias in `bodies`"
            ),
        );
    }

    /// A person belongs to one unit, or the list of persons says otherwise.
    fn persons(&mut self, placed: &[Entered<'_>], groups: &Groups<'_>) {
        let mut known: HashMap<&str, Vec<(&str, Origin)>> = HashMap::new();
        for member in &self.file.facts.people {
            // Without a unit the list says only that there is such a person.
            let unit = member.unit.as_ref().map_or("", |unit| unit.text.as_str());
            known.entry(&member.name.text).or_default().push((unit, member.name.origin));
        }
        for person in placed.iter().flat_map(|entered| people(*entered)) {
            let pending = |text: &str| pending::places(text).next().is_some();
            let unit = person.unit.as_deref().filter(|unit| !pending(unit) && !pending(&person.name));
            let Some(unit) = unit.filter(|_| is_person(&person.name)) else { continue };
            let units = known.entry(&person.name).or_default();
            let body = |name: &str| groups.get(name).map(|group| group.0);
            let fits = |other: &str| {
                // 语文组 is short for 一中语文组; what the list of bodies says of two names is what they are.
                let part = other.ends_with(unit) || unit.ends_with(other);
                body(unit).zip(body(other)).map_or(part, |(one, two)| one == two)
            };
            match units.first().copied() {
                Some((first, at)) if units.len() <= UNITS && !units.iter().any(|(other, _)| fits(other)) => {
                    let (name, line) = (&person.name, self.file.source.line_from(at, person.origin));
                    let (line_zh, line_en) = (line.zh, line.en);
                    self.warn(
                        "W103",
                        person.origin,
                        say!(
                            "{name}的单位是“{unit}”，{line_zh}写的是“{first}”",
                            "{name} belongs to “{unit}” here, to “{first}” in {line_en}"
                        ),
                        say!(
                            "核对单位；确是同名的两人，都写进 人员名录",
                            "check the unit; if two persons share the name, enter both in `people`"
                        ),
                    );
                    units.push((unit, person.origin));
                }
                Some(_) => {}
                None => units.push((unit, person.origin)),
            }
        }
    }
}

/// The names of the body itself and of those in the list, and the aliases that a second body claims.
fn declared(facts: &Facts) -> (Groups<'_>, Vec<(&Text, Origin)>) {
    let own = &facts.organisation;
    let names = [Some(&own.names.signature), Some(&own.names.title), own.names.own.as_ref()];
    let names = names.into_iter().flatten().chain(&own.aliases).chain(own.former.iter().map(|former| &former.name));
    let mut groups: Groups = names.map(|name| (name.text.as_str(), (0, name.origin))).collect();
    let mut claimed = Vec::new();
    for (at, body) in facts.bodies.iter().enumerate() {
        let group = groups.entry(&body.name.text).or_insert((at + 1, body.name.origin)).0;
        for alias in &body.aliases {
            let first = *groups.entry(&alias.text).or_insert((group, alias.origin));
            if first.0 != group {
                claimed.push((alias, first.1));
            }
        }
    }
    (groups, claimed)
}

/// Whether the file knows how the two stand: as one body, or as two that both have their own entry.
fn same(groups: &Groups<'_>, a: &str, b: &str) -> bool {
    a == b || groups.contains_key(a) && groups.contains_key(b)
}

/// 第一中学 is 一中 for short.
fn short(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    const KINDS: [(&str, &str); 3] = [("中学", "中"), ("小学", "小"), ("幼儿园", "幼")];
    for (kind, brief) in KINDS {
        if let Some((before, after)) = name.split_once(kind)
            && let Some((place, number)) = before.rsplit_once('第')
            && number.chars().all(numeral::is_ordinal)
            && !number.is_empty()
        {
            return format!("{place}{number}{brief}{after}");
        }
    }
    name
}

/// Whether a name is another one with its place in front: 市 + 一中, 青禾 + 县教育工会.
fn prefix(place: &str, rest: &str) -> bool {
    let length = place.chars().count();
    let body = rest.chars().count() > 1 && !KINDS.contains(&rest);
    body && length <= 10 && (place.ends_with(PLACES) || rest.starts_with(PLACES) && (2..=8).contains(&length))
}

/// The bodies that the file speaks of, and where.
fn used<'a>(facts: &'a Facts, placed: &[Entered<'a>]) -> Vec<(&'a str, Origin)> {
    let mut names: Vec<(&str, Origin)> = Vec::new();
    let mut texts: Vec<&Text> = Vec::new();
    if let Some(superiors) = &facts.organisation.superiors {
        texts.extend(superiors.lead.iter().chain(&superiors.guide).chain(&superiors.support));
    }
    for entered in placed {
        match *entered {
            Entered::Activity(activity) => {
                texts.extend(activity.host.iter().chain(&activity.organiser).chain(&activity.partners))
            }
            Entered::Training(training) => texts.extend(&training.host),
            Entered::Relief(relief) => texts.extend(&relief.giver),
            Entered::Honour(honour) => texts.extend(&honour.by),
            Entered::Regulation(regulation) => texts.extend(&regulation.by),
            Entered::Donation(donation) => texts.extend(&donation.receiver),
            Entered::Inspection(inspection) => texts.extend(&inspection.inspector),
            Entered::Publicity(publicity) => texts.extend(publicity.outlets.iter().map(|outlet| &outlet.0.name)),
            _ => {}
        }
        let units = people(*entered).into_iter().filter_map(|person| Some((person.unit.as_deref()?, person.origin)));
        names.extend(units);
    }
    names.extend(texts.into_iter().map(|text| (text.text.as_str(), text.origin)));
    let pending = |name: &str| pending::places(name).next().is_some();
    names.retain(|(name, _)| !OWN.contains(name) && name.len() <= LONGEST && !pending(name));
    names.sort_by_key(|(_, origin)| *origin);
    names
}

/// The winners and holders of a record.
fn people(entered: Entered<'_>) -> Vec<&Person> {
    fn winners(awards: &[Award]) -> impl Iterator<Item = &Person> {
        awards.iter().flat_map(|award| &award.winners)
    }
    match entered {
        Entered::Activity(activity) => {
            winners(&activity.awards).chain(activity.then.iter().flat_map(|follow| winners(&follow.awards))).collect()
        }
        Entered::Honour(honour) => honour.to.iter().collect(),
        _ => Vec::new(),
    }
}

/// Whether a winner is a person rather than a group: 语文组 there is in every school.
fn is_person(name: &str) -> bool {
    (2..=4).contains(&name.chars().count())
        && !name.ends_with(['组', '队', '班', '部', '室', '处', '科', '会', '校', '园', '中', '小', '级', '团'])
}
