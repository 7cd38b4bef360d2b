//! What a live reference of the author's text prints, or why it prints nothing.

use chrono::Datelike;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::amount::{Sum, plain};
use crate::facts::check::words::walk::{self, Words};
use crate::facts::model::Paper;
use crate::facts::pending;
use crate::facts::time::Period;
use crate::facts::value::{Piece, Prose, Reference, Text};
use crate::figures::Figures;
use crate::figures::change::Change;
use crate::figures::reference::{CHANGE, DIFFERENCE, Found, GROWTH, Lost, PREVIOUS};
use crate::say;

/// What a reference resolves to on paper.
pub enum Printed<'a> {
    Text(String),
    Clause(crate::facts::model::Entered<'a>),
    /// The paragraphs of another prose, joined.
    Prose(&'a Prose),
    /// The change on the period before, to be put into words.
    Change(Change),
    /// The number of the heading of this name.
    Number(String),
    /// The title of the paper that stands under this key.
    Title(&'a Text, &'a Paper),
}

/// Resolves one reference, in the format that it asks for.
pub fn resolve<'a>(reference: &Reference, figures: Figures<'a>) -> Result<Printed<'a>, Box<Diagnostic>> {
    let found = figures.find(&reference.path).map_err(|lost| dangling(reference, figures, &lost))?;
    let text = match (found, reference.format.as_deref()) {
        (Found::Clause(entered), None) => return Ok(Printed::Clause(entered)),
        (Found::Prose(prose), None) => return Ok(Printed::Prose(prose)),
        (Found::Change(change), None) => return Ok(Printed::Change(change)),
        (Found::Heading(id), None) => return Ok(Printed::Number(id)),
        (Found::Title(key, paper), None) => return Ok(Printed::Title(key, paper)),
        (Found::Text(text), None) => Some(text),
        (Found::Amount(amount), None) => Some(amount.text.clone()),
        (Found::Amount(amount), Some(format)) => formatted(amount.sum, &amount.unit, format),
        (Found::Sum(sum, unit), None) => Some(sum.print(&unit)),
        (Found::Sum(sum, unit), Some(format)) => formatted(sum, &unit, format),
        (Found::Rate(rate), None) => Some(rate.print()),
        (Found::When(when), None) => Some(when.print(&figures.file().period)),
        (Found::When(when), Some("年月日")) => {
            let day = when.days.filter(|days| days.0 == days.1).map(|days| days.0);
            day.map(|day| format!("{}年{}月{}日", day.year(), day.month(), day.day()))
        }
        _ => None,
    };
    text.map(Printed::Text).ok_or_else(|| wrong_format(reference, figures))
}

/// `数` the bare number, `元` and `万元` money in that unit; an inexact sum keeps its own words.
fn formatted(sum: Sum, unit: &str, format: &str) -> Option<String> {
    let size = match format {
        "数" | "number" => 1,
        "元" if unit == "元" => 1,
        "万元" if unit == "元" => 10_000,
        _ => return None,
    };
    let value = sum.value / rust_decimal::Decimal::from(size);
    let unit = if matches!(format, "数" | "number") { "" } else { format };
    (sum.is_exact() && value.round_dp(2) == value).then(|| format!("{}{unit}", plain(value)))
}

fn wrong_format(reference: &Reference, figures: Figures<'_>) -> Box<Diagnostic> {
    let format = reference.format.as_deref().unwrap_or_default();
    place(
        reference.origin,
        figures,
        "E036",
        say!("这里不能用格式“{format}”", "the format `{format}` does not fit here"),
        say!(
            "去掉格式，或用 数、元、万元（须恰好两位小数以内）、年月日",
            "leave it out, or use 数, 元, 万元 (exact at two decimals) or 年月日"
        ),
    )
}

fn dangling(reference: &Reference, figures: Figures<'_>, lost: &Lost) -> Box<Diagnostic> {
    let year = figures.file().period.name().trim_end_matches('年').to_owned();
    let (code, message, hint) = match lost {
        Lost::Unknown { name, near } => (
            "E035",
            say!("没有叫“{name}”的事实或数字", "no fact or figure is called `{name}`"),
            match near {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("核对编号和栏目名", "check ids and names of sections"),
            },
        ),
        Lost::Empty { name } => (
            "E037",
            say!("“{name}”没有可用的数据", "there is no data for `{name}`"),
            say!("在事实里补上，或改写这句话", "add it to the facts, or reword the sentence"),
        ),
        Lost::NoPrevious => (
            "E034",
            say!(
                "没有上一年的事实：没有给出文件，或文件有错",
                "there are no facts of the year before: no file was given, or it has errors"
            ),
            say!("把上一年的文件一并写在命令里", "name last year's file in the command, too"),
        ),
        Lost::Mixed { name } => (
            "E038",
            say!("“{name}”的单位不同，不能相加", "`{name}` has units that do not add up"),
            say!("统一单位，或分别引用", "use one unit, or refer to each"),
        ),
        Lost::NoYear { .. } | Lost::NoTerm | Lost::Gap { .. } | Lost::Stock { .. } => of_years(lost, &year),
        Lost::NoBase { name, period } => (
            "E170",
            say!("{period}的事实里没有“{name}”，比不出增减", "the facts of {period} have no `{name}` to compare with"),
            say!("在那一年的文件里补上，或改写这句话", "add it to the file of that year, or reword the sentence"),
        ),
        Lost::Unclear { name } => (
            "E174",
            say!("“{name}”的增减说不清楚", "nothing can be said of the change of `{name}`"),
            say!(
                "两年的数须单位相同、不是约数；持平或上年为零时只用 比上年",
                "both figures need one unit and must be exact; with no change or no base only `change` says something"
            ),
        ),
        Lost::Group { name } => (
            "E039",
            say!("“{name}”是一组数据，不是一个值", "`{name}` is a group of values, not one"),
            say!("再往下写一级，指明要哪一个值", "go one level down to name one value"),
        ),
    };
    // That a year is missing is one problem, however often it is referred to.
    let origin = match lost {
        Lost::NoPrevious => first_to_previous(figures),
        Lost::Gap { .. } => term_origin(figures),
        _ => None,
    };
    place(origin.unwrap_or(reference.origin), figures, code, message, hint)
}

/// Where a paper of the file says which term it tells.
pub fn term_origin(figures: Figures<'_>) -> Option<Origin> {
    let term = figures.term()?;
    let papers = figures.facts().documents.0.iter();
    papers.filter_map(|(_, paper)| paper.period.as_ref()).find(|span| span.period == term).map(|span| span.origin)
}

/// That a term lacks the files of some years, where it does.
pub fn gap(figures: Figures<'_>, term: Period) -> Option<Box<Diagnostic>> {
    let missing = figures.missing(term);
    let place = term_origin(figures).unwrap_or(figures.facts().organisation.origin);
    let (code, message, hint) = of_years(&Lost::Gap { missing: missing.clone() }, "");
    (!missing.is_empty()).then(|| self::place(place, figures, code, message, hint))
}

/// What is said where a figure of another year or of a term cannot be given.
fn of_years(lost: &Lost, year: &str) -> (&'static str, Say, Say) {
    match lost {
        Lost::NoYear { name } => (
            "E171",
            say!(
                "没有 {name} 年的事实：没有给出文件，或文件有错",
                "there are no facts of {name}: no file was given, or it has errors"
            ),
            say!("把那一年的文件一并写在命令里", "name the file of that year in the command, too"),
        ),
        Lost::Gap { missing } => {
            let list = missing.join("、");
            (
                "E171",
                say!("任期内缺{list}的事实", "the term lacks the facts of {list}"),
                say!(
                    "把各年的文件一并写在命令里，或改小 时期",
                    "name the files of all years in the command, or narrow `period`"
                ),
            )
        }
        Lost::Stock { name, rate: true } => (
            "E173",
            say!("“{name}”是比率，各年不能相加", "`{name}` is a rate and does not add up over the years"),
            say!("写明哪一年的：{{{{ {year}.{name} }}}}", "name the year: {{{{ {year}.{name} }}}}"),
        ),
        Lost::Stock { name, .. } => (
            "E173",
            say!(
                "“{name}”每年数的是同一批，各年不能相加",
                "`{name}` counts the same things every year and does not add up"
            ),
            say!("写明哪一年的：{{{{ {year}.{name} }}}}", "name the year: {{{{ {year}.{name} }}}}"),
        ),
        _ => (
            "E172",
            say!("不知道任期是哪几年", "nobody knows which years the term has"),
            say!(
                "在 文件 → 这份文件 → 时期 写上，如 2023年 .. 2025年",
                "write `period` under the paper, such as 2023年 .. 2025年"
            ),
        ),
    }
}

/// The first reference of the file that leads to the year before.
fn first_to_previous(figures: Figures<'_>) -> Option<Origin> {
    let mut first: Option<Origin> = None;
    walk::each_prose(figures.facts(), |prose| {
        let previous = references(prose).filter(|reference| leads_back(reference)).map(|reference| reference.origin);
        first = first.into_iter().chain(previous).min();
    });
    first
}

fn leads_back(reference: &Reference) -> bool {
    let changed = |step: &str| [CHANGE, DIFFERENCE, GROWTH].iter().any(|names| names.contains(&step));
    reference.path.first().is_some_and(|step| PREVIOUS.contains(&step.as_str()))
        || reference.path.last().is_some_and(|step| changed(step))
}

/// Whether a reference leads to something that was written but could not be read, which has been reported.
pub fn is_lost(reference: &Reference, problem: &Diagnostic, figures: Figures<'_>) -> bool {
    let lost = &figures.file().lost;
    // A figure may lack its data because a fact that it follows from is still to be filled in.
    let waits = problem.code == "E037" && lost.contains(pending::MARK);
    waits || reference.path.iter().any(|step| lost.contains(step))
}

/// Every reference of the file that leads to nothing, also of records that no paper prints.
pub fn dangling_references(figures: Figures<'_>, problems: &mut Diagnostics) {
    let mut previous_told = false;
    walk::each(figures.facts(), &mut |spot, words| {
        let Words::Prose(prose) = words else { return };
        for reference in references(prose) {
            if previous_told && leads_back(reference) {
                continue;
            }
            if let Err(problem) = resolve(reference, figures)
                && !is_lost(reference, &problem, figures)
                // The other years of a paper need be there only when it is written.
                && !(spot.paper.is_some() && problem.code == "E171")
            {
                previous_told |= problem.code == "E034";
                problems.push(*problem);
            }
        }
    });
}

fn place(origin: Origin, figures: Figures<'_>, code: &'static str, message: Say, hint: Say) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(code, message).at(&figures.file().source, origin).hint(hint))
}

/// Every reference in a prose.
pub fn references(prose: &Prose) -> impl Iterator<Item = &Reference> {
    prose.paragraphs.iter().flatten().filter_map(|piece| match piece {
        Piece::Reference(reference) => Some(reference),
        Piece::Text(_) => None,
    })
}
