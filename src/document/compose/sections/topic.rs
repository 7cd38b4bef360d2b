//! 专题报告: one thing in full, a section, an area or a single record.

use chrono::Datelike;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{Line, lines};
use crate::document::compose::{Writer, topic};
use crate::document::{phrase, view};
use crate::facts::model::{Activity, Area, Award, Entered, Finance, Line as Item, Membership};
use crate::facts::time::When;
use crate::facts::topic::Topic;
use crate::facts::value::Prose;
use crate::figures::change::{Change, Measured, change};
use crate::figures::origins::{Called, Sort, bare};
use crate::figures::{self, Figures, print};
use crate::say;

/// From how many percent a line is the bulk of its side, and below how many it is one of the small ones.
const MOST: Decimal = Decimal::from_parts(40, 0, 0, false, 0);
const SMALL: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// What the first sentence of a report on an event leaves to those that follow.
const LATER: [&str; 16] = [
    "participants",
    "subject",
    "entries",
    "field",
    "rank",
    "awards",
    "prizes",
    "then",
    "effect",
    "tail",
    "method",
    "how",
    "purpose",
    "lead",
    "occasion",
    "sent",
];

impl<'a> Writer<'a> {
    /// What the paper is about, in full. Several records to choose from, or no topic at all, are an error.
    pub(super) fn topic(&self) -> Vec<Line> {
        match topic::of(self.figures, self.manifest, self.paper) {
            Some(Topic::Finance(finance)) => self.finance_topic(finance),
            Some(Topic::Membership(membership)) => self.membership_topic(membership),
            Some(Topic::Area(area)) => self.area_topic(area),
            Some(Topic::List([list, _])) => self.list_topic(list),
            Some(Topic::Record(record)) => self.record_topic(record),
            None => Vec::new(),
        }
    }

    /// Whether it is known what the paper is about; if not, the author is asked once.
    pub(in crate::document::compose) fn has_topic(&self) -> bool {
        let named = self.paper.is_some_and(|paper| paper.topic.is_some());
        if named || topic::of(self.figures, self.manifest, self.paper).is_some() {
            return true;
        }
        // What could not be read has been said.
        if ["topic", "专题"].iter().any(|name| self.figures.file().lost.contains(*name)) {
            return false;
        }
        let (place, name) = match self.paper {
            Some(paper) => (self.figures.file().source.first_line(paper.origin), &self.manifest.name),
            None => (self.figures.facts().organisation.origin, &self.manifest.name),
        };
        let ids: Vec<&str> = topic::candidates(self.figures, self.manifest)
            .into_iter()
            .filter_map(Entered::id)
            .map(|id| id.text.as_str())
            .collect();
        let all = ids.join("、");
        let hint = if ids.is_empty() {
            say!(
                "写上 专题：一个栏目名（如 经费）、一个领域或一条记录的编号",
                "write its `topic`: a section (such as finance), or the id of an area or a record"
            )
        } else {
            say!("写上 专题，用其中一个编号：{all}", "write its `topic`, one of these ids: {all}")
        };
        self.fault(
            "E192",
            place,
            say!("没有写明这份{name}写的是哪一件事", "it is not said what this {name} is about"),
            hint,
        );
        false
    }

    /// The first sentence of a report on one event: what it was for, when and where it was. Where nothing follows it, it
    /// is no opening but all there is to report.
    pub(super) fn event_opening(&self) -> Option<String> {
        let Some(Topic::Record(Entered::Activity(activity))) = topic::of(self.figures, self.manifest, self.paper)
        else {
            return None;
        };
        if activity.text.is_some() || self.event(activity).is_empty() {
            return None;
        }
        let led = self.paper.is_some_and(|paper| paper.transition.is_some());
        self.event_sentence(Entered::Activity(activity), &LATER, led)
    }

    /// What a record is about, when and by whom, without some of its fields; `led` where the body needs no other lead.
    fn event_sentence(&self, record: Entered<'_>, without: &[&str], led: bool) -> Option<String> {
        self.phrases.take(record.record().origin());
        let place = record.place();
        let what = self.phrases.only(record, without);
        let own = view::own_name(self.figures);
        // An honour names who holds it; those helped are no doers.
        let apart = matches!(record, Entered::Honour(_)) || bare(&what).starts_with(&own);
        let mut c = Map::new();
        c.insert("what".to_owned(), json!(what));
        c.insert("self".to_owned(), json!(if apart { "" } else { &own }));
        c.insert("led".to_owned(), json!(led));
        c.extend(place.purpose.map(|purpose| ("purpose".to_owned(), json!(self.words_of(purpose)))));
        c.extend(place.lead.map(|lead| ("lead".to_owned(), json!(self.words_of(lead)))));
        c.insert("when".to_owned(), json!(self.dated(place.when)));
        let told = self.component("event_opening", &Value::Object(c)).filter(|_| !what.is_empty())?;
        Some(phrase::sentence(&told))
    }

    /// A time with its year, as the first sentence of a paper has it: 2025年4月; the period where nothing is known.
    pub(super) fn dated(&self, when: Option<&When>) -> String {
        let name = self.period.name();
        let Some(told) = when.map(|when| when.print(&self.period)) else { return name };
        let one_year = self.period.start.year() == self.period.end.year();
        match told.as_str() {
            "全年" => name,
            _ if told.contains('年') || !one_year => told,
            _ => format!("{}年{told}", self.period.start.year()),
        }
    }

    fn words_of(&self, prose: &Prose) -> String {
        phrase::trimmed(&self.phrases.inline(prose)).to_owned()
    }

    /// The titled parts of a report; those without a sentence drop out.
    fn parts(&self, parts: Vec<(&str, Vec<String>)>) -> Vec<Line> {
        let mut told = Vec::new();
        for (title, paragraphs) in parts.into_iter().filter(|(_, paragraphs)| !paragraphs.is_empty()) {
            told.push(Line::heading(1, None, title));
            told.extend(lines(paragraphs));
        }
        told
    }

    fn finance_topic(&self, finance: &'a Finance) -> Vec<Line> {
        self.phrases.take(finance.origin);
        let c = Value::Object(self.finance_view(finance));
        let managed = match (&finance.text, &finance.audit) {
            (Some(_), Some(_)) => "管理和审查情况",
            (Some(_), None) => "管理情况",
            _ => "审查情况",
        };
        let one = |name: &str| -> Vec<String> {
            self.component(name, &c).map(|text| phrase::sentence(&text)).into_iter().collect()
        };
        self.parts(vec![
            ("收入情况", one("finance_income")),
            ("支出情况", one("finance_expense")),
            (if finance.budget.is_empty() { "结余情况" } else { "预算执行和结余情况" }, one("finance_left")),
            (managed, self.finance_words(finance)),
        ])
    }

    fn finance_words(&self, finance: &'a Finance) -> Vec<String> {
        let own = finance.text.iter().flat_map(|text| self.sentences(text));
        own.chain(finance.audit.iter().map(|audit| phrase::sentence(&self.words_of(audit)))).collect()
    }

    /// Income and expense with the share of each line and, where its file is there, the change on the year before.
    fn finance_view(&self, finance: &'a Finance) -> Map<String, Value> {
        let mut c = view::finance(finance, self.figures, &|_| String::new());
        c.remove("audit");
        let before = self.figures.previous().and_then(|previous| previous.facts().finance.as_ref());
        let sides = [
            ("income", &finance.income, before.map(|finance| &finance.income)),
            ("expense", &finance.expense, before.map(|finance| &finance.expense)),
        ];
        for (key, own, before) in sides {
            let Some(Value::Object(side)) = c.get_mut(key) else { continue };
            side.extend(side_view(own, self.figures));
            let total = |lines: &[Item]| figures::lines_total(lines).map(|total| Measured::of(total, "元"));
            let changed = before.and_then(|before| change(&total(own)?, &total(before)?));
            side.extend(changed.map(|changed| {
                let told = self.changed(&changed, own, before.map_or(&[], Vec::as_slice));
                ("change".to_owned(), json!(told))
            }));
        }
        let moved = before.and_then(|before| moved(&finance.expense, &before.expense));
        c.extend(moved.map(|(item, changed)| {
            let lines = before.map(|before| before.expense.as_slice()).unwrap_or_default();
            let same: Vec<Item> = lines.iter().filter(|old| old.item.text == item.item.text).cloned().collect();
            let told = self.changed(&changed, std::slice::from_ref(item), &same);
            ("moved".to_owned(), json!({ "item": item.item.text, "change": told }))
        }));
        c.insert("span".to_owned(), json!(self.period.span_word()));
        c
    }

    /// The change from the lines of the year before to those of this year in words.
    fn changed(&self, change: &Change, now: &[Item], before: &[Item]) -> String {
        let told = self.phrases.change(change);
        let (Some(first), Some(previous)) = (now.first(), self.figures.previous()) else { return told };
        let total = |lines: &[Item]| figures::lines_total(lines).map_or_else(String::new, |total| total.print("元"));
        let formula = figures::origins::compared(change, &total(now), &total(before));
        let path = self.figures.file().paths().get(first.origin).unwrap_or_default();
        let whole = path.rsplit_once('.').map_or(path, |(side, _)| side);
        let called = Called::Named(format!("{}.比上年", if now.len() > 1 { whole } else { path }));
        let lines = |lines: &[Item]| lines.iter().map(|line| line.amount.origin).collect::<Vec<_>>();
        let places = || [self.figures.at_places(lines(now)), previous.at_places(lines(before))].concat();
        self.figures.noted(told, Sort::Figure, called, Some(formula), places)
    }

    fn membership_topic(&self, membership: &'a Membership) -> Vec<Line> {
        let facts = self.figures.facts();
        let print = |prose: &Prose| self.phrases.inline(prose);
        let told = |name: &str, c: Map<String, Value>| -> Vec<String> {
            self.component(name, &Value::Object(c)).map(|text| phrase::sentence(&text)).into_iter().collect()
        };
        self.phrases.take(membership.origin);
        facts.cadres.iter().for_each(|cadres| self.phrases.take(cadres.origin));
        let own = match &membership.text {
            Some(text) => self.sentences(text),
            None => told("membership", view::membership(membership, self.figures, &print)),
        };
        let cadres = facts.cadres.as_ref().map(|cadres| match &cadres.text {
            Some(text) => self.sentences(text),
            None => told("cadres", view::cadres(cadres, self.figures, &print)),
        });
        self.parts(vec![
            ("基本情况", told("body", view::organisation(self.figures))),
            ("会员发展和建会情况", own),
            ("工会干部队伍情况", cadres.unwrap_or_default()),
        ])
    }

    /// An area without its heading: the paper's title says it. What stood below it rises by one level.
    fn area_topic(&self, area: &'a Area) -> Vec<Line> {
        let told = self.area(area).into_iter().skip(1);
        told.map(|line| Line { depth: line.depth.saturating_sub(1), ..line }).collect()
    }

    /// All records of a list: how many, then one by one, those of an area in a paragraph.
    fn list_topic(&self, list: &str) -> Vec<Line> {
        let facts = self.figures.facts();
        let cited = self.cited_here();
        let mut groups: Vec<(Option<&str>, Vec<Entered<'_>>)> = Vec::new();
        let here = |record: &Entered<'_>| facts.list_of(*record) == list && self.in_time(*record);
        for record in facts.placed().into_iter().filter(here) {
            if record.id().is_some_and(|id| cited.contains(&id.text.as_str())) {
                continue;
            }
            let area = record.place().area.map(|area| area.text.as_str());
            match groups.iter_mut().find(|(known, _)| *known == area) {
                Some((_, records)) => records.push(record),
                None => groups.push((area, vec![record])),
            }
        }
        let told = groups.into_iter().filter_map(|(_, records)| self.told(&self.ordered(records, &[])));
        lines(told.collect())
    }

    /// One record: how it was held, what came of it. Other records than events are told in one sentence.
    fn record_topic(&self, record: Entered<'a>) -> Vec<Line> {
        if self.cited_here().iter().any(|name| record.id().is_some_and(|id| id.text == *name)) {
            return Vec::new();
        }
        let told = match record {
            Entered::Activity(activity) if activity.text.is_none() => self.event(activity),
            _ => Vec::new(),
        };
        let opened = self.paper.is_some_and(|paper| paper.opening.is_some());
        match record.place().text {
            _ if !told.is_empty() && opened => {
                let first = self.event_sentence(record, &LATER, true);
                lines(first.into_iter().chain(told).collect())
            }
            _ if !told.is_empty() => lines(told),
            Some(text) => {
                self.phrases.take(record.record().origin());
                lines(self.sentences(text).iter().map(|text| phrase::sentence(text)).collect())
            }
            None => {
                lines(self.event_sentence(record, &["purpose", "lead", "occasion", "day"], true).into_iter().collect())
            }
        }
    }

    /// An event in several sentences: how and with whom, who won, what followed, what came of it.
    fn event(&self, activity: &'a Activity) -> Vec<String> {
        let record = Entered::Activity(activity);
        self.phrases.take(record.record().origin());
        let mut c = view::record(record, self.figures, &|prose| self.words_of(prose));
        let prizes = figures::prizes(activity).filter(|sum| sum.is_known() && activity.awards.len() > 1);
        let unit = activity.awards.iter().find_map(|award| award.count.as_ref()).map_or("个", |count| &count.unit);
        c.extend(prizes.map(|sum| ("prize_total".to_owned(), json!(self.prize_total(activity, sum.print(unit))))));
        c.insert("noun".to_owned(), json!(noun(&activity.title.text)));
        // 增强了凝聚力 has no subject of its own.
        let effect = activity.effect.as_ref().map(|effect| self.words_of(effect)).unwrap_or_default();
        c.insert("led".to_owned(), json!(WORKED.iter().any(|verb| bare(&effect).starts_with(verb))));
        let mut told = String::new();
        for name in ["event_practice", "event_result", "event_effect"] {
            // The sentence before has named the event.
            c.insert("spoken".to_owned(), json!(!told.is_empty()));
            let text = self.component(name, &Value::Object(c.clone()));
            let text = text.map(|text| self.told_of_these(phrase::sentence(&text), [activity.origin]));
            told.extend(text);
        }
        Some(told).filter(|told| !told.is_empty()).into_iter().collect()
    }

    /// All prizes of an event as they are printed.
    fn prize_total(&self, activity: &Activity, printed: String) -> String {
        let told =
            |award: &Award| award.count.as_ref().map_or_else(|| award.winners.len().to_string(), |n| n.text.clone());
        let terms: Vec<String> = activity.awards.iter().map(told).collect();
        let formula = |printed: &str| format!("{}={printed}", terms.join("+"));
        let from = activity.awards.iter().map(|award| award.origin);
        self.figures.derived(printed, (activity.origin, "获奖"), formula, from)
    }

    /// Ids that the paper's own words tell in full.
    fn cited_here(&self) -> Vec<&'a str> {
        let Some(paper) = self.paper else { return Vec::new() };
        let own = paper.text.iter().chain(&paper.opening).chain(&paper.closing);
        let all = own.chain(paper.sections.iter().filter_map(|choice| choice.0.text.as_ref()));
        let references = all.flat_map(print::references).filter(|reference| reference.path.len() == 1);
        references.map(|reference| reference.path[0].as_str()).collect()
    }
}

/// A line of income or expense as its sentence sees it.
fn line_view(line: &Item, all: &[Item], figures: Figures<'_>) -> Value {
    let computed = || figures::line_share(line, all).map(|share| view::share_of(line, all, &share, figures));
    let share = line.share.as_ref().map(|share| figures.stated(&share.text)).or_else(computed);
    json!({ "item": line.item.text, "amount": figures.fact(&line.amount), "share": share })
}

/// The lines of a side: the largest where it stands out, the small ones, and the others with their shares in a row.
fn side_view(lines: &[Item], figures: Figures<'_>) -> Map<String, Value> {
    let percent = |line: &Item| figures::line_share(line, lines).map(|share| share.percent());
    let shown = |line: &Item| line_view(line, lines, figures);
    let mut side = Map::new();
    let mut put = |key: &str, told: Value| drop(side.insert(key.to_owned(), told));
    put("lines", lines.iter().map(shown).collect());
    let (small, large): (Vec<&Item>, Vec<&Item>) =
        lines.iter().partition(|line| percent(line).is_some_and(|share| share < SMALL));
    // One small line needs no sentence of its own, and what is left must be worth a row.
    let apart = small.len() > 1 && large.len() > 1;
    let rest: Vec<&Item> =
        lines.iter().filter(|line| !apart || large.iter().any(|l| l.origin == line.origin)).collect();
    let top = rest.iter().copied().find(|line| percent(line).is_some_and(|share| share >= MOST));
    let top = top.filter(|_| rest.len() > 2);
    let others: Vec<&Item> = rest.into_iter().filter(|line| top.is_none_or(|top| top.origin != line.origin)).collect();
    let shares: Option<Vec<String>> =
        others.iter().map(|line| shown(line).get("share").and_then(Value::as_str).map(str::to_owned)).collect();
    if let Some(top) = top {
        put("top", shown(top));
    }
    put("shares", json!(shares.map(|shares| shares.join("、"))));
    put("others", others.into_iter().map(shown).collect());
    if apart {
        put("small", small.into_iter().map(shown).collect());
    }
    side
}

/// The line that has changed most on the year before, where there are several to choose from.
fn moved<'f>(now: &'f [Item], before: &[Item]) -> Option<(&'f Item, Change)> {
    let both = |line: &'f Item| {
        let same = before.iter().find(|old| old.item.text == line.item.text)?;
        let changed = change(&Measured::of(line.amount.sum, "元"), &Measured::of(same.amount.sum, "元"))?;
        Some(((line.amount.sum.value - same.amount.sum.value).abs(), line, changed))
    };
    let mut changed: Vec<_> = now.iter().filter_map(both).collect();
    changed.sort_by(|(a, ..), (b, ..)| b.cmp(a));
    match changed.as_slice() {
        [(most, line, by @ (Change::More(Some(_)) | Change::Less(Some(_)))), (next, ..), ..] if most > next => {
            Some((*line, by.clone()))
        }
        _ => None,
    }
}

/// Verbs with which authors say what came of an event.
const WORKED: [&str; 20] = [
    "增强", "提高", "提升", "丰富", "促进", "激发", "展示", "营造", "推动", "锻炼", "加深", "增进", "活跃", "凝聚",
    "调动", "培养", "弘扬", "拉近", "缓解", "加强",
];

/// What an event is called when it is spoken of again.
fn noun(title: &str) -> &'static str {
    const NOUNS: [(&str, &str); 9] = [
        ("赛", "比赛"),
        ("评比", "评比"),
        ("评选", "评选"),
        ("展", "展览"),
        ("演出", "演出"),
        ("节", "活动"),
        ("讲座", "讲座"),
        ("会", "活动"),
        ("活动", "活动"),
    ];
    NOUNS.iter().find(|(end, _)| title.ends_with(end)).map_or("活动", |(_, noun)| noun)
}
