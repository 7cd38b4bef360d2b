//! What a paper shows beside its words: charts with their figures, tables, photos. Each stands at the end of the section
//! that it belongs to, of the place that its author gives it, or of the text.

mod drawn;
mod photos;
mod words;

use std::cell::Cell;

use serde_json::{Value, json};

use super::Writer;
use super::sections::Line;
use crate::diagnostic::{Diagnostic, Origin};
use crate::document::exhibit::Exhibit;
use crate::document::{Block, parse};
use crate::facts::model::{Area, Entry, ExhibitChoice, SECTIONS, SHOWINGS, SectionName, Showing};
use crate::facts::nearest::nearest;
use crate::facts::pending;
use crate::facts::value::Text;
use crate::say;

/// What a paper shows, and where.
#[derive(Default)]
pub(super) struct Exhibits(Vec<Placed>);

/// An exhibit with its place.
struct Placed {
    exhibit: Exhibit,
    home: Place,
    /// Where its author says so himself.
    said: Option<Text>,
    stands: Cell<bool>,
}

/// At whose end an exhibit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Section(String),
    Area(String),
    /// An item of an area.
    Item(String, String),
    /// The text as a whole, before its last words.
    Text,
}

/// A place that is being written.
pub(super) enum Home<'h> {
    Section(&'h str),
    Area(&'h str),
    Item(&'h str, &'h str),
}

impl Place {
    fn is(&self, home: &Home<'_>) -> bool {
        match (self, home) {
            (Self::Section(own), Home::Section(name)) | (Self::Area(own), Home::Area(name)) => own == name,
            (Self::Item(area, item), Home::Item(own_area, own)) => area == own_area && item == own,
            _ => false,
        }
    }
}

impl Exhibits {
    /// All of them by their index.
    pub(super) fn all(&self) -> Vec<Exhibit> {
        self.0.iter().map(|placed| placed.exhibit.clone()).collect()
    }

    /// The lines for those that stand at the end of `home`, each of which stands once.
    pub(super) fn at(&self, home: &Home<'_>) -> Vec<Line> {
        self.lines(|placed| placed.home.is(home))
    }

    fn lines(&self, wanted: impl Fn(&Placed) -> bool) -> Vec<Line> {
        let here = self.0.iter().enumerate().filter(|(_, placed)| !placed.stands.get() && wanted(placed));
        here.map(|(index, placed)| {
            placed.stands.set(true);
            Line::paragraph(parse::exhibit(index))
        })
        .collect()
    }
}

/// Where a field of an exhibit stands that says nothing for it, and what it is called.
type Idle = (Option<Origin>, [&'static str; 2]);

impl Writer<'_> {
    /// Makes ready what the facts ask for, else what the kind shows.
    pub(super) fn gather_exhibits(&mut self) {
        let chosen = self.paper.map(|paper| paper.exhibits.as_slice()).unwrap_or_default();
        let mut all = Vec::new();
        for choice in chosen.iter().map(|choice| &choice.0) {
            let Some(showing) = self.showing(choice) else { continue };
            self.warn_of_idle_fields(showing, choice);
            let said = choice.under.as_ref().and_then(|place| Some((self.place_named(place)?, place.clone())));
            let exhibits = self.shown_as(showing, Some(choice));
            if exhibits.is_empty() {
                self.warn_of_no_data(showing, choice);
            }
            for (exhibit, home) in exhibits {
                let (home, said) = said.clone().map_or((home, None), |(home, said)| (home, Some(said)));
                all.push(Placed { exhibit, home, said, stands: Cell::new(false) });
            }
        }
        if chosen.is_empty() {
            for showing in self.manifest.exhibits.iter().filter_map(|name| Showing::named(name)) {
                let exhibits = self.shown_as(showing, None).into_iter();
                let place = |(exhibit, home)| Placed { exhibit, home, said: None, stands: Cell::new(false) };
                all.extend(exhibits.map(place));
            }
        }
        self.exhibits = Exhibits(all);
    }

    /// What the author asks for.
    fn showing(&self, choice: &ExhibitChoice) -> Option<Showing> {
        let name = &choice.is.text;
        let showing = Showing::named(name);
        if showing.is_none() && name != pending::MARK {
            let known: Vec<&str> = SHOWINGS.iter().flat_map(|(_, [en, zh])| [*zh, *en]).collect();
            let all = SHOWINGS.map(|(_, names)| names[1]).join("、");
            let all_en = SHOWINGS.map(|(_, names)| names[0]).join(", ");
            let hint = match nearest(name, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("有：{all}", "there are: {all_en}"),
            };
            self.fault("E244", choice.is.origin, say!("没有叫“{name}”的图表", "there is no exhibit `{name}`"), hint);
        }
        showing
    }

    fn shown_as(&self, showing: Showing, choice: Option<&ExhibitChoice>) -> Vec<(Exhibit, Place)> {
        match showing {
            Showing::Photos => self.photos(),
            _ => self.plates(showing, choice),
        }
    }

    /// The place that an author names: an area, an item of one, a section.
    fn place_named(&self, place: &Text) -> Option<Place> {
        fn item(area: &Area, items: &[Entry], name: &str) -> Option<Place> {
            items.iter().find_map(|entry| match &entry.id {
                Some(id) if id.text == name => Some(Place::Item(area.id.text.clone(), name.to_owned())),
                _ => item(area, &entry.items, name),
            })
        }
        let name = place.text.as_str();
        let areas = self.areas_of();
        if areas.iter().any(|area| area.id.text == name) {
            return Some(Place::Area(name.to_owned()));
        }
        if let Some(place) = areas.iter().find_map(|area| item(area, &area.items, name)) {
            return Some(place);
        }
        if let Some(section) = SectionName::of(name) {
            return Some(Place::Section(section.names[0].to_owned()));
        }
        if self.has(&[name]) {
            return Some(Place::Section(name.to_owned()));
        }
        if name != pending::MARK {
            let ids = areas.iter().map(|area| area.id.text.as_str());
            let known: Vec<&str> = ids.chain(SECTIONS.iter().flat_map(|section| section.names)).collect();
            let hint = match nearest(name, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => {
                    say!("写领域、条目的编号或栏目名", "write the id of an area or an item, or the name of a section")
                }
            };
            let message = say!("没有叫“{name}”的领域、条目或栏目", "there is no area, item or section `{name}`");
            self.fault("E247", place.origin, message, hint);
        }
        None
    }

    /// What no place of the paper has taken, before its last words.
    pub(super) fn exhibits_left(&self, views: &mut Vec<Value>) {
        let left = self.exhibits.0.iter().filter(|placed| !placed.stands.get());
        for place in left.filter_map(|placed| placed.said.as_ref()) {
            let name = &place.text;
            let message = say!(
                "这份文件没有写到“{name}”，图表放在正文之末",
                "this paper has nothing under `{name}`: the exhibit stands at the end of the text"
            );
            let hint = say!("换一个位置，或删去 位置", "choose another place, or delete `under`");
            self.warn(Diagnostic::warning("W241", message).hint(hint), place.origin);
        }
        let lines = self.exhibits.lines(|_| true);
        if lines.is_empty() {
            return;
        }
        let blocks: Vec<Value> = lines.iter().map(|line| line.view(1)).collect();
        let view = json!({ "name": "exhibits", "mark": "#", "blocks": blocks });
        let last = views.last().is_some_and(|view| view.get("name") == Some(&json!("closing")));
        views.insert(views.len().saturating_sub(usize::from(last)), view);
    }

    /// Fields that say nothing for what they stand under.
    fn warn_of_idle_fields(&self, showing: Showing, choice: &ExhibitChoice) {
        let figures = choice.figures.first().map(|figure| figure.0.origin);
        let photos = showing == Showing::Photos;
        let idle: [Idle; 3] = [
            (figures.filter(|_| !matches!(showing, Showing::Change | Showing::Schools)), ["指标", "figures"]),
            (choice.title.as_ref().map(|title| title.origin).filter(|_| photos), ["标题", "title"]),
            (choice.only.map(|only| only.origin).filter(|_| photos), ["只要", "only"]),
        ];
        let name = &choice.is.text;
        for (origin, [zh, en]) in idle {
            let Some(origin) = origin else { continue };
            let message = say!("“{name}”用不上“{zh}”", "`{en}` says nothing for `{name}`");
            let hint = say!("删去它", "delete it");
            self.warn(Diagnostic::warning("W242", message).hint(hint), origin);
        }
    }

    fn warn_of_no_data(&self, showing: Showing, choice: &ExhibitChoice) {
        // What could not be read or found has been said.
        if !self.figures.file().sound || self.phrases.has_errors() {
            return;
        }
        let name = &choice.is.text;
        let hint = match showing {
            Showing::Months => say!(
                "活动、竞赛的 时间 写到月份，才数得出来",
                "activities and contests are counted by the month of their `when`"
            ),
            Showing::Change => say!(
                "至少两年的文件里要有这个数；各年的文件放在同一文件夹",
                "the files of at least two years must have the figure; put them into one folder"
            ),
            Showing::Schools => say!(
                "在单位名录里写上各校的 教职工 和 会员",
                "state `staff` and `members` of the schools under `bodies`"
            ),
            Showing::Photos => say!("在记录里写上 照片", "name `photos` in the records"),
            _ => say!("在经费里写上各科目的金额", "state the lines of `finance`"),
        };
        let message = say!("“{name}”没有可用的数据，没有印出", "there is no data for `{name}`: nothing is printed");
        self.warn(Diagnostic::warning("W240", message).hint(hint), choice.is.origin);
    }
}

/// The blocks with charts and tables numbered in their order: 图1, 表1.
pub(super) fn numbered(mut blocks: Vec<Block>) -> Vec<Block> {
    let (mut charts, mut tables) = (0, 0);
    for block in &mut blocks {
        let Block::Exhibit(exhibit) = block else { continue };
        let (caption, label) = match exhibit {
            Exhibit::Chart(chart) => {
                charts += 1;
                (&mut chart.table.caption, format!("图{charts}"))
            }
            Exhibit::Table(table) => {
                tables += 1;
                (&mut table.caption, format!("表{tables}"))
            }
            Exhibit::Photo(_) => continue,
        };
        *caption = format!("{label}\u{3000}{caption}");
    }
    blocks
}
