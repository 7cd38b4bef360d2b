//! What one facts file adds.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use crate::diagnostic::{Diagnostics, Origin, Severity};
use crate::facts::File;
use crate::facts::amount::{Amount, Sum};
use crate::facts::model::{Award, Facts, Line, OWN};
use crate::facts::table::{Item, Record};
use crate::facts::value::{Role, Tier};
use crate::rollup::kinds::{BODIES, KINDS, Kind, RANKED, SECTIONS};
use crate::rollup::partial::{Alike, Broken, Candidate, Head, Highest, Merged, Partial};
use crate::rollup::sources::Row;
use crate::rollup::total::{Place, Plus, Total, term};

/// In how many places the money is that of a body above schools, not of the schools.
pub const PURSES: &str = "finance.own";

/// What a file adds to the sums, and a row for every amount in it. `place` is the file below the run's folder.
pub fn take(file: &File, place: &str, problems: &Diagnostics) -> (Partial, Vec<Row>) {
    taken(file, place, problems, None)
}

/// What a body states itself, beside its roll-up, whose partial sums are summed in place of what the roll-up holds: those of
/// this many schools.
pub fn own(file: &File, place: &str, problems: &Diagnostics, schools: u64) -> (Partial, Vec<Row>) {
    taken(file, place, problems, Some(schools))
}

/// The text of the roll-up among the files of a body; empty where there is none.
pub fn rolled(file: &File) -> Range<usize> {
    let Some(rollup) = &file.facts.rollup else { return 0..0 };
    let (_, start, text) = file.source.file_at(rollup.origin.range().start);
    start..start + text.len()
}

fn taken(file: &File, place: &str, problems: &Diagnostics, schools: Option<u64>) -> (Partial, Vec<Row>) {
    let mut head = head(file);
    head.broken = broken(problems);
    head.by_schools = schools.is_some();
    let beneath = if schools.is_some() { rolled(file) } else { 0..0 };
    let (name, partial) = (head.name.clone(), Partial::default());
    let mut taker = Taker { file, place, name, beneath, schools: schools.unwrap_or(1), rows: Vec::new(), partial };
    if head.broken.is_none() {
        taker.sections(head.tier);
        taker.finance();
        taker.records(head.tier);
        taker.honours(head.tier);
        taker.publicity(head.tier);
        taker.problems(head.tier);
        taker.candidates(head.tier);
    }
    let id = head.id.clone();
    taker.partial.heads.insert(place.to_owned(), head);
    let mut rows = taker.rows;
    rows.iter_mut().for_each(|row| row.school.clone_from(&id));
    (taker.partial, rows)
}

/// Who a file speaks for.
pub fn head(file: &File) -> Head {
    let facts = &file.facts;
    let own = &facts.organisation;
    let line = |origin: Origin| file.source.position(origin.range().start).0;
    let tier = facts.level.map_or(Tier::School, |level| level.value) as u8;
    let reported = facts.rollup.as_ref().map(|rollup| whole(&rollup.reported));
    let names = [&own.names.signature.text, &own.names.title.text].into_iter();
    let names = names.chain(own.aliases.iter().map(|alias| &alias.text));
    let names = names.chain(own.former.iter().map(|former| &former.name.text));
    let names = names.chain(own.school.iter().map(|school| &school.name.text));
    let name = own.names.title.text.clone();
    let when = facts.period.as_ref().or(facts.year.as_ref()).map(|span| span.origin);
    Head {
        id: own.id.text.trim().to_owned(),
        names: names.filter(|each| **each != name).cloned().collect(),
        name,
        parent: own.parent.as_ref().map(|parent| parent.text.trim().to_owned()),
        tier,
        period: file.period.name(),
        schools: reported.unwrap_or(u64::from(tier <= Tier::School as u8)),
        missing: facts
            .rollup
            .iter()
            .flat_map(|sum| sum.missing.iter().chain(&sum.left_out))
            .map(|name| name.text.clone())
            .collect(),
        unions: if tier <= Tier::School as u8 { Some(1) } else { own.units.as_ref().map(whole) },
        lines: [line(own.id.origin), own.parent.as_ref().map_or(0, |parent| line(parent.origin)), when.map_or(0, line)],
        by_schools: false,
        within: None,
        broken: None,
    }
}

fn whole(amount: &Amount) -> u64 {
    u64::try_from(amount.sum.value.trunc()).unwrap_or_default()
}

/// The errors among the problems of a file.
pub fn broken(problems: &Diagnostics) -> Option<Broken> {
    let sorted = problems.sorted();
    let mut errors = sorted.iter().filter(|problem| problem.severity == Severity::Error);
    let first = errors.next()?;
    let line = first.place.as_ref().map_or(0, |(source, origin)| source.position(origin.range().start).0);
    let (zh, en) = (first.message.zh.clone(), first.message.en.clone());
    Some(Broken { count: 1 + errors.count(), code: first.code.to_owned(), line, zh, en })
}

struct Taker<'a> {
    file: &'a File,
    place: &'a str,
    name: String,
    /// The text whose records are not taken: others are summed in their place.
    beneath: Range<usize>,
    /// How many schools a figure of the file stands for.
    schools: u64,
    rows: Vec<Row>,
    partial: Partial,
}

impl<'a> Taker<'a> {
    fn facts(&self) -> &'a Facts {
        &self.file.facts
    }

    fn at(&self, origin: Origin) -> Place {
        let line = self.file.source.position(origin.range().start).0;
        Place { file: self.place.to_owned(), line, name: self.name.clone() }
    }

    /// Takes note of an amount for the list of sources; gives what it adds.
    fn note(&mut self, figure: String, amount: &Amount) -> Total {
        let place = self.at(amount.origin);
        self.row(figure, amount.origin, amount.text.clone());
        Total::of(amount, place)
    }

    fn row(&mut self, figure: String, origin: Origin, stated: String) {
        let start = origin.range().start;
        let (file, at, _) = self.file.source.file_at(start);
        // An included file lies in the folder of the file that includes it, or below.
        let file = if at == 0 { self.place.to_owned() } else { beside(self.place, self.file.source.name(), file) };
        let line = self.file.source.position(start).0;
        self.rows.push(Row { figure, file, line, school: String::new(), name: self.name.clone(), stated });
    }

    fn figure(&mut self, path: String, amount: &Amount) {
        if !self.is_taken(amount.origin) {
            return;
        }
        let total = self.note(path.clone(), amount);
        let figure = self.partial.figures.entry(path).or_default();
        figure.add(total);
        figure.stand_for(self.schools);
    }

    fn is_taken(&self, origin: Origin) -> bool {
        !self.beneath.contains(&origin.range().start)
    }

    /// Staff, membership, cadres. The members of a school are counted once, in whichever section it states them.
    fn sections(&mut self, tier: u8) {
        let facts = self.facts();
        let units = facts.organisation.units.as_ref().filter(|_| tier > Tier::School as u8);
        if let Some(units) = units {
            self.figure("organisation.units".to_owned(), units);
        }
        let amount = |section: Option<&'a dyn Record>, field: &str| match section?.named(field) {
            Item::Amount(amount) => Some(amount),
            _ => None,
        };
        let section = |name: &str| -> Option<&'a dyn Record> {
            match name {
                "staff" => facts.staff.as_ref().map(|staff| staff as &dyn Record),
                "membership" => facts.membership.as_ref().map(|membership| membership as &dyn Record),
                _ => facts.cadres.as_ref().map(|cadres| cadres as &dyn Record),
            }
        };
        for (name, fields) in SECTIONS {
            for field in fields {
                let elsewhere = match (name, *field) {
                    ("staff", "total") => amount(section("membership"), "staff"),
                    ("membership", "staff") => amount(section("staff"), "total"),
                    ("membership", "members") => amount(section("staff"), "members"),
                    ("cadres", "total") => amount(section("staff"), "cadres"),
                    _ => None,
                };
                if let Some(amount) = amount(section(name), field).or(elsewhere) {
                    self.figure(format!("{name}.{field}"), amount);
                }
            }
        }
        for (name, amount) in facts.staff.iter().flat_map(|staff| &staff.others.0) {
            self.figure(format!("staff.others.{}", name.text), amount);
        }
        for (name, amount) in facts.cadres.iter().flat_map(|cadres| &cadres.ranks.0) {
            self.figure(format!("cadres.ranks.{}", name.text), amount);
        }
    }

    fn finance(&mut self) {
        let Some(finance) = self.facts().finance.as_ref().filter(|finance| self.is_taken(finance.origin)) else {
            return;
        };
        let schools = self.schools;
        let mut count = |section: String| _ = self.partial.sections.insert(section, schools);
        count("finance".to_owned());
        if !self.beneath.is_empty() {
            count(PURSES.to_owned());
        }
        let sides: [(&str, &[Line]); 3] =
            [("income", &finance.income), ("expense", &finance.expense), ("budget", &finance.budget)];
        sides.iter().filter(|(_, lines)| !lines.is_empty()).for_each(|(side, _)| count(format!("finance.{side}")));
        if finance.carried.is_some() {
            count("finance.carried".to_owned());
        }
        for (side, line) in sides.iter().flat_map(|(side, lines)| lines.iter().map(move |line| (side, line))) {
            self.figure(format!("finance.{side}.{}", line.item.text), &line.amount);
        }
        if let Some(carried) = &finance.carried {
            self.figure("finance.carried".to_owned(), carried);
        }
    }

    /// The records of all lists that are gathered by the table.
    fn records(&mut self, tier: u8) {
        let facts = self.facts();
        let placed = facts.placed();
        let outside = placed.iter().filter(|entered| entered.place().outside).map(|entered| entered.record().origin());
        // What a body above gave is its gift.
        let received = facts.relief.iter().filter(|relief| relief.received.is_some_and(|flag| flag.value));
        let skipped: HashSet<Origin> = outside.chain(received.map(|relief| relief.origin)).collect();
        for kind in &KINDS {
            let Item::List(items) = facts.named(kind.list) else { continue };
            let mut merged: BTreeMap<String, Merged> = BTreeMap::new();
            for item in items {
                let Item::Record(record) = item else { continue };
                if skipped.contains(&record.origin()) || !self.is_taken(record.origin()) {
                    continue;
                }
                let Some((key, one)) = self.record(kind, record, tier) else { continue };
                match merged.get_mut(&key) {
                    Some(own) => own.add(one),
                    None => drop(merged.insert(key, one)),
                }
            }
            if !merged.is_empty() {
                self.partial.records.insert(kind.list.to_owned(), merged);
            }
        }
    }

    fn record(&mut self, kind: &Kind, record: &'a dyn Record, tier: u8) -> Option<(String, Merged)> {
        let mut about: Vec<String> = kind.about.iter().map(|field| text(record, field)).collect();
        let title = about.first().cloned().unwrap_or_default();
        let event = matches!(kind.list, "activities" | "contests" | "training" | "meetings");
        let role = text(record, "role");
        // What the school's own party branch holds is the school's.
        let inside = ["校", "学校", "本校", "我校"].iter().any(|word| text(record, "host").starts_with(word));
        let hosted = !text(record, "host").is_empty() && !inside;
        let part = match kind.list {
            "training" if hosted => "参加",
            _ if role.is_empty() || role == Role::Host.word() || !hosted && inside => "",
            _ if role == Role::Joint.word() && !hosted => "",
            _ => &role,
        };
        if !part.is_empty() {
            about.push(part.to_owned());
        }
        let (series, id) = (text(record, "series"), text(record, "id"));
        // One series is one matter whatever it is called; of an id that is seen when all are there.
        let key = match (event, series.as_str(), id.as_str()) {
            (true, "", "") | (false, ..) => about.iter().map(|part| normal(part)).collect::<Vec<_>>().join("|"),
            (true, "", id) => format!("{id}|{part}|{}", normal(&title)),
            (true, series, _) => format!("{series}|{part}|"),
        };
        let mut one = Merged::new(&title, about, self.at(record.origin()));
        one.series = event && !series.is_empty();
        one.named = one.series || event && !id.is_empty();
        self.weigh(&mut one, &id, tier);
        for field in kind.alike.iter().filter(|field| **field != "host" || hosted) {
            if let Some(written) = self.written(record, field) {
                one.alike.insert((*field).to_owned(), Alike { text: Some(written), records: 1 });
            }
        }
        let figure = |field: &str| format!("{}/{key}/{field}", kind.list);
        for field in kind.due.iter().chain(kind.given) {
            let amount = match field.split_once('.') {
                None => amount(record, field),
                Some((inner, field)) => match record.named(inner) {
                    Item::Record(inside) => {
                        one.inner.insert(inner.to_owned(), 1);
                        amount(inside, field)
                    }
                    _ => None,
                },
            };
            if let Some(amount) = amount {
                let total = self.note(figure(field), amount);
                one.sums.insert((*field).to_owned(), total);
            }
        }
        if let Item::Amounts(amounts) = record.named("participants") {
            for amount in amounts {
                let total = self.note(figure("participants"), amount);
                one.sums.entry("participants".to_owned()).or_default().add(total);
            }
        }
        if let Some(activity) =
            self.facts().activities.iter().chain(&self.facts().contests).find(|a| a.origin == record.origin())
        {
            for award in &activity.awards {
                self.award(award, figure(&format!("awards.{}", award.rank.text)), &mut one);
            }
        }
        if kind.list == "openness"
            && let Item::List(items) = record.named("items")
        {
            let words = items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None });
            one.listed = words.map(|word| (word.text.clone(), one.spread())).collect();
        }
        Some((key, one))
    }

    /// How many schools a record stands for.
    fn weigh(&self, one: &mut Merged, id: &str, tier: u8) {
        if tier <= Tier::School as u8 {
            one.schools = 1;
            return;
        }
        let below = self.facts().rollup.iter().flat_map(|rollup| &rollup.schools.0);
        match below.into_iter().find(|(name, _)| name.text == id) {
            Some((_, schools)) => one.schools = whole(schools),
            None => drop(one.bodies.insert(tier, 1)),
        }
    }

    /// The prizes of one rank: as stated, else the winners listed.
    fn award(&mut self, award: &Award, figure: String, one: &mut Merged) {
        let (sum, unit, origin, stated) = match &award.count {
            Some(count) => (term(count), count.unit.clone(), count.origin, count.text.clone()),
            None if award.winners.is_empty() => return,
            None => {
                let winners: Vec<&str> = award.winners.iter().map(|person| person.name.as_str()).collect();
                (Sum::exact(winners.len() as u64), "个".to_owned(), award.origin, winners.join("、"))
            }
        };
        let place = self.at(origin);
        self.row(figure, origin, stated);
        let total = one.sums.entry(format!("awards.{}", award.rank.text)).or_default();
        total.add(Total::counted(sum, &unit, place));
    }

    /// A text as it was written: times and paths are read again from it.
    fn written(&self, record: &dyn Record, field: &str) -> Option<String> {
        match record.named(field) {
            Item::Text(text) => Some(text.text.clone()),
            Item::Word(word) => Some(word.to_owned()),
            Item::When(when) => {
                let written = self.file.source.text().get(when.origin.range())?;
                Some(written.trim_matches(['"', '\'']).trim().to_owned())
            }
            _ => None,
        }
    }

    /// Honours, by level and title: bodies and persons apart.
    fn honours(&mut self, tier: u8) {
        let mut merged: BTreeMap<String, Merged> = BTreeMap::new();
        for honour in &self.facts().honours {
            if honour.outside.is_some_and(|flag| flag.value) || !self.is_taken(honour.origin) {
                continue;
            }
            let own = honour.to.iter().any(|person| OWN.contains(&person.name.as_str()));
            let listed = honour.to.iter().filter(|person| !OWN.contains(&person.name.as_str())).count();
            let rank = honour.rank.map(|rank| rank.value.name()).unwrap_or_default();
            let title = honour.title.text.trim_matches(['“', '”']).to_owned();
            let persons = honour.count.as_ref().filter(|_| !own).map(term);
            let persons = persons.or((listed > 0).then(|| Sum::exact(listed as u64)));
            let rolled = honour.count.as_ref().filter(|_| honour.text.is_some() && tier > Tier::School as u8);
            let mut parts: Vec<(&str, Sum)> = Vec::new();
            match rolled {
                // What the body below gathered says itself whom it counts.
                Some(count) => parts.push((if count.unit == "个" { "个" } else { "人" }, term(count))),
                None => {
                    parts.extend(own.then(|| ("个", Sum::exact(1))));
                    parts.extend(persons.map(|sum| ("人", sum)));
                }
            }
            for (unit, sum) in parts {
                let key = format!("{rank}|{}|{unit}", normal(&title));
                let mut one =
                    Merged::new(&title, vec![title.clone(), rank.to_owned(), unit.to_owned()], self.at(honour.origin));
                let id = honour.id.as_ref().map(|id| id.text.as_str()).unwrap_or_default();
                self.weigh(&mut one, id, tier);
                if let Some(by) = &honour.by {
                    one.alike.insert("by".to_owned(), Alike { text: Some(by.text.clone()), records: 1 });
                }
                let names: Vec<&str> = honour.to.iter().map(|person| person.name.as_str()).collect();
                self.row(format!("honours/{key}/count"), honour.origin, format!("{title}：{}", names.join("、")));
                one.sums.insert("count".to_owned(), Total::counted(sum, unit, self.at(honour.origin)));
                match merged.get_mut(&key) {
                    Some(first) => first.add(one),
                    None => drop(merged.insert(key, one)),
                }
            }
        }
        if !merged.is_empty() {
            self.partial.records.insert("honours".to_owned(), merged);
        }
    }

    /// Publicity, by what is counted: articles by outlet or with no outlet named, by their unit; bulletins.
    fn publicity(&mut self, tier: u8) {
        let facts = self.facts();
        let mut all: BTreeMap<String, Merged> = BTreeMap::new();
        for record in &facts.publicity {
            if !self.is_taken(record.origin) {
                continue;
            }
            let id = record.id.as_ref().map(|id| id.text.as_str()).unwrap_or_default();
            let each = record.outlets.iter().filter_map(|outlet| outlet.0.articles.as_ref());
            let articles: Vec<&Amount> =
                if record.articles.is_some() { record.articles.iter().collect() } else { each.collect() };
            let articles = articles.into_iter().map(|amount| (format!("articles.{}", amount.unit), amount));
            let bulletins = record.bulletins.iter().map(|amount| ("bulletins".to_owned(), amount));
            for (field, amount) in articles.chain(bulletins) {
                let mut one = Merged::new("", Vec::new(), self.at(record.origin));
                self.weigh(&mut one, id, tier);
                let total = self.note(format!("publicity/{field}/{field}"), amount);
                one.sums.insert(field.clone(), total);
                match all.get_mut(&field) {
                    Some(all) => all.add(one),
                    None => drop(all.insert(field, one)),
                }
            }
        }
        if !all.is_empty() {
            self.partial.records.insert("publicity".to_owned(), all);
        }
    }

    /// Shortcomings, by their words; what refers to the school's own facts says nothing elsewhere.
    fn problems(&mut self, tier: u8) {
        let texts: Vec<(String, Option<String>, Origin)> = self
            .facts()
            .problems
            .iter()
            .filter(|problem| self.is_taken(problem.origin))
            .filter_map(|problem| {
                let words = self.file.source.text().get(problem.text.origin.range())?;
                let plain = !words.contains("{{");
                let text: String = problem
                    .text
                    .paragraphs
                    .iter()
                    .flatten()
                    .filter_map(|piece| match piece {
                        crate::facts::value::Piece::Text(text) => Some(text.as_str()),
                        crate::facts::value::Piece::Reference(_) => None,
                    })
                    .collect();
                let id = problem.id.as_ref().map(|id| id.text.clone());
                (plain && !text.trim().is_empty()).then(|| (bare(&text), id, problem.origin))
            })
            .collect();
        for (text, id, origin) in texts {
            let counted = counted(&text).filter(|_| tier > Tier::School as u8);
            let words = counted.as_ref().map_or(text.as_str(), |(words, ..)| words);
            let key = normal(words);
            let mut one = Merged::new(words, Vec::new(), self.at(origin));
            match counted {
                Some((_, schools, ref bodies)) => (one.schools, one.bodies) = (schools, bodies.clone()),
                None => self.weigh(&mut one, id.as_deref().unwrap_or_default(), tier),
            }
            self.row(format!("problems/{key}/count"), origin, text);
            match self.partial.problems.get_mut(&key) {
                Some(own) => own.add(one),
                None => drop(self.partial.problems.insert(key, one)),
            }
        }
    }

    /// The figures by which schools are ranked. A body above schools hands on those that it has found.
    fn candidates(&mut self, tier: u8) {
        let facts = self.facts();
        let mut found: Vec<(String, Candidate)> = Vec::new();
        let candidate = |name: &str, sum: Sum, printed: String, honours: u64| Candidate {
            value: sum.value,
            name: name.to_owned(),
            file: self.place.to_owned(),
            printed,
            honours,
        };
        if tier > Tier::School as u8 {
            let rollup = facts.rollup.iter().filter(|rollup| self.is_taken(rollup.origin));
            for given in rollup.flat_map(|rollup| &rollup.candidates) {
                let honours = given.honours.as_ref().map(whole).unwrap_or_default();
                let printed = given.value.text.clone();
                found.push((
                    given.figure.text.clone(),
                    candidate(&given.school.text, given.value.sum, printed, honours),
                ));
            }
        } else {
            let named = |to: &[crate::facts::value::Person]| to.iter().any(|one| OWN.contains(&one.name.as_str()));
            let honours = facts.honours.iter().filter(|honour| named(&honour.to)).count() as u64;
            let hosted = facts.activities.iter().chain(&facts.contests);
            let hosted = hosted.filter(|one| one.role.is_none_or(|role| role.value <= Role::Undertake)).count() as u64;
            let add = |amounts: Vec<Option<&Amount>>| crate::figures::sum(amounts.into_iter().flatten());
            let own = facts.relief.iter().filter(|relief| !relief.received.is_some_and(|flag| flag.value));
            let answered = facts.congress.iter().filter_map(|congress| congress.proposals.as_ref());
            let articles = facts.publicity.iter().flat_map(|one| {
                let each = one.outlets.iter().map(|outlet| outlet.0.articles.as_ref());
                if one.articles.is_some() { vec![one.articles.as_ref()] } else { each.collect() }
            });
            let sums = [
                Some((Sum::exact(hosted), "项".to_owned())),
                add(facts.training.iter().map(|training| training.sessions.as_ref()).collect()),
                add(own.map(|relief| relief.amount.as_ref()).collect()),
                add(answered.map(|proposals| proposals.answered.as_ref()).collect()),
                add(articles.collect()),
                add(vec![facts.membership.as_ref().and_then(|membership| membership.new_members.as_ref())]),
            ];
            for (figure, sum) in RANKED.iter().zip(sums) {
                let sum = sum.filter(|(sum, _)| sum.is_claimable() && !sum.value.is_zero());
                found.extend(sum.map(|(sum, unit)| {
                    ((*figure).to_owned(), candidate(&self.name, sum, sum.print_added(&unit), honours))
                }));
            }
        }
        for (figure, candidate) in found {
            self.partial.candidates.entry(figure).or_default().plus(Highest(BTreeSet::from([candidate])));
        }
    }
}

/// A shortcoming that ends in who has it, as a roll-up writes it: its words, the schools and the bodies of each level.
fn counted(text: &str) -> Option<(&str, u64, BTreeMap<u8, u64>)> {
    let (words, who) = match text.strip_suffix('）') {
        Some(text) => text.rsplit_once('（')?,
        None => text.rsplit_once("，涉及")?,
    };
    let (mut schools, mut bodies) = (0, BTreeMap::new());
    for part in who.split('和') {
        let at = part.find(|c: char| !c.is_ascii_digit())?;
        let (count, unit) = part.split_at(at);
        let count: u64 = count.parse().ok()?;
        if unit == "所学校" {
            schools = count;
        } else {
            let tier = BODIES.iter().find(|(_, word)| unit.strip_prefix('个') == Some(*word))?.0;
            bodies.insert(tier, count);
        }
    }
    Some((bare_end(words), schools, bodies))
}

/// A sentence without its full stop, borrowed.
fn bare_end(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', '.'])
}

/// A text or a word of a record; nothing where there is none.
pub(super) fn text(record: &dyn Record, field: &str) -> String {
    match record.named(field) {
        Item::Text(text) => text.text.trim().to_owned(),
        Item::Word(word) => word.to_owned(),
        _ => String::new(),
    }
}

fn amount<'r>(record: &'r dyn Record, field: &str) -> Option<&'r Amount> {
    match record.named(field) {
        Item::Amount(amount) => Some(amount),
        _ => None,
    }
}

/// The name of an included file below the run's folder: `main` is that of the file that includes it, which is known as
/// `source`.
fn beside(main: &str, source: &str, included: &str) -> String {
    let above = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let below = included.get(above(source)..).unwrap_or(included);
    format!("{}{below}", main.get(..above(main)).unwrap_or_default())
}

/// Words as they are compared: without marks and blanks.
pub fn normal(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A sentence without its full stop.
fn bare(text: &str) -> String {
    bare_end(text).to_owned()
}
