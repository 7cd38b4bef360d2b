//! Charts and tables from the figures that they show.

use super::{Place, words};
use crate::document::compose::{Writer, topic};
use crate::document::exhibit::{Chart, Exhibit, Series, Shape, Table};
use crate::document::text::Text;
use crate::facts::model::{Entered, ExhibitChoice, Showing};
use crate::facts::nearest::nearest;
use crate::facts::topic::Topic;
use crate::figures::Figures;
use crate::figures::exhibits::{self, Counted, Plate, SCHOOL_WORDS, Unfit, Value};
use crate::say;

/// More labels than this are a table and no chart: a drawing of them would take more than a page.
const DRAWN: usize = 36;
/// So many labels stand side by side at the head of a table.
const ABREAST: usize = 6;
/// What stands in a cell of which nothing is known.
const NOTHING: &str = "—";

impl<'a> Writer<'a> {
    /// The charts and tables of one sort.
    pub(super) fn plates(&self, showing: Showing, choice: Option<&ExhibitChoice>) -> Vec<(Exhibit, Place)> {
        let (plates, shape, home) = match showing {
            Showing::Months => {
                let (plate, home) = self.months();
                (plate.into_iter().collect(), Shape::Columns, home)
            }
            Showing::Finance | Showing::Income | Showing::Expense => {
                (self.finance_plates(showing), Shape::Columns, self.finance_home())
            }
            Showing::Change => (self.change_plates(choice), Shape::Line, Place::Text),
            Showing::Schools => (self.school_plate(choice).into_iter().collect(), Shape::Bars, Place::Text),
            Showing::Photos => return Vec::new(),
        };
        let single = plates.len() == 1;
        let one = |mut plate: Plate| {
            // One title cannot say what two charts show.
            let title = choice.and_then(|choice| choice.title.as_ref()).filter(|_| single);
            if let Some(title) = title {
                plate.title.clone_from(&title.text);
            }
            let only = choice.is_some_and(|choice| choice.only.is_some());
            Some((made(self.figures, &plate, shape, only)?, home.clone()))
        };
        plates.into_iter().filter_map(one).collect()
    }

    /// The activities that the paper tells of, by month; they stand in the area that has most of them.
    fn months(&self) -> (Option<Plate>, Place) {
        let several = self.figures.years(self.period);
        let years = if several.len() > 1 { several } else { vec![self.figures] };
        let mut counted: Vec<Counted<'a>> = Vec::new();
        let mut areas: Vec<(&str, usize)> = self.areas_of().iter().map(|area| (area.id.text.as_str(), 0)).collect();
        for year in years {
            let name = year.file().period.name();
            let current = std::ptr::eq(year.file(), self.figures.file());
            for record in year.facts().placed() {
                let place = record.place();
                let told = !place.outside && (!current || self.in_time(record));
                if !matches!(record, Entered::Activity(_)) || !told {
                    continue;
                }
                let written = (year.file().source.clone(), record.record().origin());
                counted.push(Counted { year: name.clone(), when: place.when, place: written });
                let own = areas.iter_mut().find(|(id, _)| place.area.is_some_and(|area| area.text == *id));
                own.into_iter().for_each(|(_, count)| *count += 1);
            }
        }
        let most = areas.iter().map(|(_, count)| *count).max().filter(|most| *most > 0);
        let home = areas.iter().find(|(_, count)| Some(*count) == most);
        let home = home.map_or(Place::Text, |(id, _)| Place::Area((*id).to_owned()));
        (exhibits::by_month(&counted, &self.period), home)
    }

    /// Income, expense or both; of several years year by year. Of a part of the year nothing is known.
    fn finance_plates(&self, showing: Showing) -> Vec<Plate> {
        let years = self.figures.years(self.period);
        if showing == Showing::Finance && years.len() > 1 {
            return exhibits::by_year(&years).into_iter().collect();
        }
        let Some(finance) = self.figures.facts().finance.as_ref().filter(|_| !self.part) else { return Vec::new() };
        self.phrases.take(finance.origin);
        let income = || exhibits::income(self.figures, finance);
        let expense = || exhibits::expense(self.figures, finance);
        match showing {
            Showing::Income => income().into_iter().collect(),
            Showing::Expense => expense().into_iter().collect(),
            _ => income().into_iter().chain(expense()).collect(),
        }
    }

    fn finance_home(&self) -> Place {
        let topical = matches!(topic::of(self.figures, self.manifest, self.paper), Some(Topic::Finance(_)));
        let homes = ["finance", "term_finance", "finance-totals"].into_iter().chain(topical.then_some("topic"));
        let home = homes.into_iter().find(|name| self.has(&[name]));
        home.map_or(Place::Text, |name| Place::Section(name.to_owned()))
    }

    /// Figures over the years of a term, else over all years that were given.
    fn change_plates(&self, choice: Option<&ExhibitChoice>) -> Vec<Plate> {
        let Some(choice) = choice else { return Vec::new() };
        let mut whole = self.period;
        let term = self.figures.years(self.period).len() > 1;
        if let Some(first) = self.figures.dossier.previous.iter().map(|file| file.period.start).min().filter(|_| !term)
        {
            whole.start = whole.start.min(first);
            whole.end = whole.end.max(self.figures.file().period.end);
        }
        let years = self.figures.years(whole);
        let paths: Vec<(&str, Option<&str>)> = choice
            .figures
            .iter()
            .map(|figure| (figure.0.path.text.as_str(), figure.0.name.as_ref().map(|name| name.text.as_str())))
            .collect();
        let mut plates = Vec::new();
        for found in exhibits::over_years(self.figures, &years, &paths) {
            match found {
                Ok(plate) => plates.push(plate),
                Err((at, unfit)) => {
                    choice.figures.get(at).into_iter().for_each(|figure| self.unfit(&figure.0.path, &unfit));
                }
            }
        }
        self.take_figures(&paths);
        plates
    }

    /// Takes note of the sections of the facts whose figures are shown.
    fn take_figures(&self, paths: &[(&str, Option<&str>)]) {
        let facts = self.figures.facts();
        let first =
            |names: [&str; 2]| paths.iter().any(|(path, _)| names.contains(&path.split('.').next().unwrap_or("")));
        let membership =
            facts.membership.iter().map(|each| each.origin).filter(|_| first(["会员与建会", "membership"]));
        let cadres = facts.cadres.iter().map(|each| each.origin).filter(|_| first(["工会干部", "cadres"]));
        let finance = facts.finance.iter().map(|each| each.origin).filter(|_| first(["经费", "finance"]));
        membership.chain(cadres).chain(finance).for_each(|origin| self.phrases.take(origin));
    }

    fn unfit(&self, path: &crate::facts::value::Text, unfit: &Unfit) {
        let name = &path.text;
        match unfit {
            Unfit::Unknown { near } => {
                let hint = match near {
                    Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                    None => say!(
                        "与正文引用的写法相同，如 会员与建会.会员",
                        "write it as references do, such as membership.members"
                    ),
                };
                self.fault("E245", path.origin, say!("没有叫“{name}”的指标", "there is no figure `{name}`"), hint);
            }
            Unfit::NoNumber => self.fault(
                "E246",
                path.origin,
                say!("“{name}”不是一个数，画不成图", "`{name}` is no number and cannot be drawn"),
                say!("再往下写一级，指明要哪个数", "go one level down to name one number"),
            ),
        }
    }

    fn school_plate(&self, choice: Option<&ExhibitChoice>) -> Option<Plate> {
        let figures: Figures<'a> = self.figures;
        let asked = choice.map(|choice| choice.figures.as_slice()).unwrap_or_default();
        for figure in asked.iter().map(|figure| &figure.0.path) {
            let name = &figure.text;
            if !SCHOOL_WORDS.contains(&name.as_str()) {
                let hint = match nearest(name, &SCHOOL_WORDS) {
                    Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                    None => say!("各校只有 教职工 和 会员", "of schools there are `staff` and `members`"),
                };
                self.fault("E245", figure.origin, say!("没有叫“{name}”的指标", "there is no figure `{name}`"), hint);
            }
        }
        let wanted: Vec<&str> = asked.iter().map(|figure| figure.0.path.text.as_str()).collect();
        exhibits::by_school(figures, &wanted)
    }
}

/// A chart with its figures, or the figures alone; `None` where nothing is known.
fn made(figures: Figures<'_>, plate: &Plate, shape: Shape, only_table: bool) -> Option<Exhibit> {
    let values = || plate.rows.iter().flat_map(|row| &row.values);
    if values().all(|value| value.text.is_empty()) || values().all(|value| value.number.is_some_and(|it| it.is_zero()))
    {
        return None;
    }
    let table = table(figures, plate);
    let drawable = values().any(|value| value.number.is_some()) && plate.labels.len() <= DRAWN;
    if only_table || !drawable {
        return Some(Exhibit::Table(table));
    }
    let series = plate
        .rows
        .iter()
        .map(|row| Series { name: row.name.clone(), values: row.values.iter().map(|value| value.number).collect() });
    Some(Exhibit::Chart(Chart {
        shape,
        alt: words::alt(plate, shape),
        unit: plate.unit.clone(),
        labels: plate.labels.clone(),
        series: series.collect(),
        table,
    }))
}

/// The figures: months and few years side by side, anything else one under the other.
fn table(figures: Figures<'_>, plate: &Plate) -> Table {
    let name = |name: &String| match plate.unit.as_str() {
        "" => name.clone(),
        unit => format!("{name}（{unit}）"),
    };
    let cell = |value: &Value| match (value.text.as_str(), &value.from) {
        ("", _) => NOTHING.to_owned(),
        (text, None) => text.to_owned(),
        (text, Some(from)) => {
            let places = || from.places.clone();
            figures.noted(text.to_owned(), from.sort, from.called.clone(), from.formula.clone(), places)
        }
    };
    let beside = plate.rows.iter().find_map(|row| row.beside.as_ref()).map(|(why, _)| *why);
    let totals = plate.rows.iter().any(|row| row.total.is_some());
    // Each row of values with what stands at its end.
    let rows: Vec<Vec<String>> = plate
        .rows
        .iter()
        .map(|row| {
            let beside =
                beside.map(|_| row.beside.as_ref().map_or_else(|| NOTHING.to_owned(), |(_, value)| cell(value)));
            let total = totals.then(|| row.total.as_ref().map_or_else(|| NOTHING.to_owned(), cell));
            row.values.iter().map(cell).chain(beside).chain(total).collect()
        })
        .collect();
    let labels: Vec<String> = plate
        .labels
        .iter()
        .cloned()
        .chain(beside.map(str::to_owned))
        .chain(totals.then(|| "合计".to_owned()))
        .collect();
    let names = plate.rows.iter().map(|row| name(&row.name));
    let abreast = plate.over == "月份" || plate.over == "年度" && plate.labels.len() <= ABREAST;
    let text = |cells: Vec<String>| cells.into_iter().map(Text::from).collect();
    let (head, rows) = if abreast {
        let head = std::iter::once(plate.over.to_owned()).chain(labels).collect();
        let rows = names.zip(rows).map(|(name, cells)| text(std::iter::once(name).chain(cells).collect()));
        (head, rows.collect())
    } else {
        let head = std::iter::once(plate.over.to_owned()).chain(names).collect();
        let column = |at: usize| rows.iter().map(move |row| row.get(at).cloned().unwrap_or_default());
        let rows = labels.into_iter().enumerate();
        (head, rows.map(|(at, label)| text(std::iter::once(label).chain(column(at)).collect())).collect())
    };
    Table { caption: plate.title.clone(), head, rows }
}
