//! A plan month by month: the months are the structure. What spans more stands after the months that it spans, what has no
//! month at the end.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::plan::Voice;
use super::{Line, lines};
use crate::document::compose::Writer;
use crate::document::manifest::Items;
use crate::document::number::chinese;
use crate::document::phrase;
use crate::facts::model::PlanItem;
use crate::facts::time::part::BEFORE;
use crate::facts::time::{Period, Precision, When};
use crate::figures::due::{self, Days, apart};

/// Where a row of the schedule stands: among the months by a month, then by how much it spans; after them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Month(i32, Width),
    /// An occasion that nobody can place.
    Sometime,
    Always,
    Others,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Width {
    /// What is due before it.
    Occasion,
    Month,
    /// A span with a name of its own that ends with it, as 上半年.
    Named(i32),
    /// So many months from it on.
    Span(i32),
}

/// A row of the schedule.
struct Row<'p> {
    items: Vec<(NaiveDate, Entry<'p>)>,
}

/// An item in a row, with what its time says beyond the row's name: 8日, 中旬.
#[derive(Clone)]
struct Entry<'p> {
    item: &'p PlanItem,
    note: Option<String>,
    /// An earlier row has told it.
    repeated: bool,
}

/// A place of an item in the schedule: the row, its name, the rest of the time.
struct Slot {
    place: Place,
    label: String,
    note: Option<String>,
}

impl<'a> Writer<'a> {
    /// The items of the plan by month. Beside the measures of a plan they are bare names, else whole sentences; there, an
    /// item without any time stands last.
    pub(super) fn schedule(&self) -> Vec<Line> {
        let whole = !self.has(&["plan"]);
        let rows = self.rows(whole);
        let mut voice = Voice::default();
        let mut told = Vec::new();
        for ((_, label), row) in &rows {
            let entries = row
                .items
                .iter()
                .map(|(_, entry)| phrase::trimmed(&self.scheduled(entry, whole, &mut voice)).to_owned());
            let entries: Vec<String> = entries.filter(|text| !text.is_empty()).collect();
            match self.manifest.items {
                Items::Numbered => {
                    told.push(Line::heading(1, None, label));
                    // A single matter needs no number.
                    let numbered = entries.len() > 1;
                    let line = |text: String| if numbered { Line::item(2, &text) } else { Line::paragraph(text) };
                    told.extend(entries.iter().map(|text| line(phrase::sentence(text))));
                }
                Items::Chained => {
                    told.extend(lines(
                        phrase::join(&entries).map(|text| format!("{label}：{text}")).into_iter().collect(),
                    ));
                }
            }
        }
        told
    }

    fn rows(&self, whole: bool) -> BTreeMap<(Place, String), Row<'a>> {
        let period = self.plan_period();
        let mut rows: BTreeMap<(Place, String), Row<'a>> = BTreeMap::new();
        let free = self.planned_items();
        for item in &self.figures.facts().plan {
            let time = self.time_of(item);
            let days = time.as_ref().and_then(|time| due::order(time, &period));
            let first = days.map_or(NaiveDate::MAX, |(first, _)| first);
            let slots = match (&time, &item.every) {
                (Some(time), _) => slots(time, &period, self.manifest.items),
                (None, Some(_)) => vec![always(&period)],
                // What a text tells needs no row without a time.
                (None, None) if whole && free.iter().any(|each| each.origin == item.origin) => {
                    vec![Slot { place: Place::Others, label: "其他".to_owned(), note: None }]
                }
                (None, None) => Vec::new(),
            };
            for (at, slot) in slots.into_iter().enumerate() {
                let row = rows.entry((slot.place, slot.label)).or_insert(Row { items: Vec::new() });
                row.items.push((first, Entry { item, note: slot.note, repeated: at > 0 }));
            }
        }
        rows.values_mut().for_each(|row| row.items.sort_by_key(|(first, _)| *first));
        rows
    }

    /// An item in its row.
    fn scheduled(&self, entry: &Entry<'a>, whole: bool, voice: &mut Voice) -> String {
        let item = entry.item;
        self.phrases.take(item.origin);
        let note = entry.note.as_ref().filter(|note| !says(&item.title.text, note));
        if whole {
            let mut c = self.item_view(item, voice);
            c.extend(note.map(|note| ("day".to_owned(), json!(note))));
            if entry.repeated {
                TOLD_ONCE.iter().for_each(|key| drop(c.remove(*key)));
            }
            let text = self.component("plan_item", &Value::Object(c)).unwrap_or_default();
            return self.told_of_these(text, [item.origin]);
        }
        let every =
            item.every.as_ref().map(|every| every.text.as_str()).filter(|every| !item.title.text.contains(every));
        let notes = [note.map(String::as_str), every, item.owner.as_ref().map(|owner| owner.text.as_str())];
        let notes: Vec<&str> = notes.into_iter().flatten().collect();
        let mut c = serde_json::Map::new();
        let title = &item.title.text;
        // Beside the measures a meeting is named: that it is called is said there.
        let held = title.strip_prefix("召开").filter(|held| held.ends_with('会'));
        c.insert("title".to_owned(), json!(held.unwrap_or(title)));
        c.extend((!notes.is_empty()).then(|| ("notes".to_owned(), json!(notes.join("，")))));
        let text = self.component_in("schedule", "plan_item", &Value::Object(c)).unwrap_or_default();
        self.told_of_these(text, [item.origin])
    }
}

/// What an item says only in the first of its rows.
const TOLD_ONCE: [&str; 5] = ["measure", "more", "target", "goal", "every"];

/// Whether the name of a matter says the rest of its time already: “三八”节 and 庆祝“三八”国际妇女节活动.
fn says(title: &str, note: &str) -> bool {
    FIXED.iter().any(|(feast, _)| note.contains(feast) && title.contains(feast)) || title.contains(note)
}

/// Feasts that lie in the same month every year.
const FIXED: [(&str, u32); 9] = [
    ("元旦", 1),
    ("三八", 3),
    ("清明", 4),
    ("五一", 5),
    ("五四", 5),
    ("六一", 6),
    ("七一", 7),
    ("教师节", 9),
    ("国庆", 10),
];

fn always(period: &Period) -> Slot {
    let word = period.span_word();
    let label = if word.is_empty() { "全期" } else { word };
    Slot { place: Place::Always, label: label.to_owned(), note: None }
}

/// The rows that an item of this time stands in: one, or several where it names months apart (3月、9月).
fn slots(time: &When, period: &Period, style: Items) -> Vec<Slot> {
    let Some((first, last)) = due::order(time, period) else {
        return vec![Slot { place: Place::Sometime, label: time.written.clone(), note: None }];
    };
    if first <= period.start && last >= period.end || time.written.starts_with("全") {
        return vec![always(period)];
    }
    let namer = Namer { period, style };
    let (from, to) = (index(first), index(last));
    if time.precision == Precision::Occasion {
        return vec![occasion(time, (first, last), &namer)];
    }
    if let Some(apart) = apart(&time.written, from) {
        return apart.into_iter().map(|at| namer.month(at, None)).collect();
    }
    let ends = first.day() == 1 && last.succ_opt().is_some_and(|next| next.day() == 1);
    let exact = ends && !time.written.contains(['日', '旬', '初', '底', '末']);
    let printed = time.print(period);
    if !time.written.starts_with(|c: char| c.is_ascii_digit()) && from < to {
        let place = Place::Month(to, Width::Named(to - from));
        return vec![Slot { place, label: time.written.clone(), note: None }];
    }
    let days = || printed.split_once('月').map_or_else(|| printed.clone(), |(_, days)| days.to_owned());
    vec![match to - from {
        0 if exact => namer.month(from, None),
        0 => namer.month(from, Some(days())),
        1 if exact => namer.joined(from, to),
        1 => namer.month(from, Some(days())),
        _ => namer.span(from, to, (!exact).then_some(printed)),
    }]
}

/// A feast of a fixed month stands in that month, 9月中旬 in September; what comes before a feast has a row of its own, before
/// the month of the feast.
fn occasion(time: &When, (first, last): Days, namer: &Namer<'_>) -> Slot {
    let (words, at) = (&time.written, index(first));
    let rest = words.split_once('月').map(|(_, rest)| rest).filter(|_| words.starts_with(|c: char| c.is_ascii_digit()));
    // 9月前 and 9月起 are no times in September, 9月底前 is more than the end of it.
    match rest {
        Some(rest @ ("初" | "中" | "底" | "末")) => return namer.month(at, Some(format!("月{rest}"))),
        Some(rest) if rest.ends_with('旬') || rest.contains('日') => return namer.month(at, Some(rest.to_owned())),
        _ => {}
    }
    let fixed = FIXED.iter().any(|(feast, month)| words.contains(feast) && first.month() == *month);
    let near = words.contains(['前', '后', '、', '和', '至']) || words.contains("春节") || words.contains("假");
    if fixed && !near {
        return namer.month(at, Some(words.clone()));
    }
    let feast = last.succ_opt().filter(|_| BEFORE.iter().any(|before| words.ends_with(before)));
    Slot { place: Place::Month(feast.map_or(at, index), Width::Occasion), label: words.clone(), note: None }
}

/// Months counted from the year 0, so that they follow each other over the turn of a year.
fn index(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0)
}

/// Names months as the kind does: 三月 as a heading, 3月 at the head of a line; with the year outside the plan's time.
struct Namer<'p> {
    period: &'p Period,
    style: Items,
}

impl Namer<'_> {
    /// The number of a month, and its year where that must be said.
    fn parts(&self, at: i32) -> (Option<i32>, String) {
        let (year, month) = (at.div_euclid(12), u32::try_from(at.rem_euclid(12) + 1).unwrap_or(1));
        let (start, end) = (index(self.period.start), index(self.period.end));
        let within = (start..=end).contains(&at) && end - start < 12;
        let plain = self.style == Items::Numbered && within;
        let number = if plain { chinese(month) } else { month.to_string() };
        ((!within).then_some(year), number)
    }

    fn name(&self, at: i32) -> String {
        let (year, month) = self.parts(at);
        format!("{}{month}月", year.map(|year| format!("{year}年")).unwrap_or_default())
    }

    fn month(&self, at: i32, note: Option<String>) -> Slot {
        Slot { place: Place::Month(at, Width::Month), label: self.name(at), note }
    }

    /// 6、7月; in Chinese numerals 六月、七月, for a heading 六、七月 would read as the sixth.
    fn joined(&self, from: i32, to: i32) -> Slot {
        let ((first_year, first), (last_year, last)) = (self.parts(from), self.parts(to));
        let label = match (first_year, last_year) {
            (None, None) if self.style != Items::Numbered => format!("{first}、{last}月"),
            _ => format!("{}、{}", self.name(from), self.name(to)),
        };
        Slot { place: Place::Month(from, Width::Span(1)), label, note: None }
    }

    /// 四月至六月
    fn span(&self, from: i32, to: i32, note: Option<String>) -> Slot {
        let label = format!("{}至{}", self.name(from), self.name(to));
        Slot { place: Place::Month(from, Width::Span(to - from)), label, note }
    }
}
