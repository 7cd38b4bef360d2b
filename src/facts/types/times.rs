//! Times: when something was, the period of a file, the year of a founding.

use crate::diagnostic::Origin;
use crate::facts::dates;
use crate::facts::reader::{Read, Reader};
use crate::facts::refused::Refused;
use crate::facts::table::{Field, Item, Shape};
use crate::facts::time::{self, Period, When};
use crate::facts::tree::Node;
use crate::facts::value::Text;
use crate::say;

/// A time in the period of its file. Where that is missing or wrong, that is the problem to report: a time is then refused
/// only if it is one in no period, neither in a leap year nor in the terms of a school year.
fn read_in(period: Option<Period>, written: &str, origin: Origin) -> Result<When, Refused> {
    let mut tried = [period.or_else(|| Period::year(2024)), Period::parse("2023-09 .. 2024-08").ok()].into_iter();
    let first = time::parse(written, tried.next().flatten().as_ref(), origin);
    match (first, period, tried.next().flatten()) {
        (Err(refused), None, Some(other)) => time::parse(written, Some(&other), origin).map_err(|_| refused),
        (first, ..) => first,
    }
}

impl Read for When {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::When
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?;
        if reader.is_wide(written, node.origin) || reader.is_unfilled(written, node.origin) {
            return None;
        }
        if reader.is_open(written, node.origin) {
            return None;
        }
        // 2025年  月  日: the blanks were to be filled.
        let bare: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        if ["年月", "月日"].iter().any(|gap| bare.contains(gap)) {
            reader.refuse_unfilled(written.trim(), node.origin);
            return None;
        }
        match read_in(reader.period, written, node.origin) {
            Ok(when) => Some(when),
            Err(refused) => {
                let hint = say!(
                    "核对年月日；说不清日期时写场合，如 春节前",
                    "check the date; where it is not known write the occasion, such as 春节前"
                );
                reader.refuse_value("E028", node.origin, refused, hint);
                None
            }
        }
    }
    fn item(&self) -> Item<'_> {
        Item::When(self)
    }
}

/// A period and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub origin: Origin,
    pub period: Period,
}

impl Read for Span {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Period
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?;
        if reader.is_wide(written, node.origin) || reader.is_unfilled(written, node.origin) {
            return None;
        }
        match Period::parse(written) {
            Ok(period) => Some(Self { origin: node.origin, period }),
            Err(refused) => {
                let hint = say!(
                    "写成 2025、2025年上半年、2024—2025学年、2024—2025学年第一学期 或 2024-09..2025-08",
                    "write 2025, 2025年上半年, 2024—2025学年, 2024—2025学年第一学期 or 2024-09..2025-08"
                );
                reader.refuse_value("E029", node.origin, refused, hint);
                None
            }
        }
    }
    fn item(&self) -> Item<'_> {
        Item::Nothing
    }
}

/// A year or a day of any time, also long before the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founded {
    /// As it is printed: 1956年, 1956年9月1日.
    pub text: Text,
    /// The year in it.
    pub year: i32,
}

impl Read for Founded {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::When
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written: String = reader.scalar(node, field)?.chars().filter(|c| !c.is_whitespace()).collect();
        if reader.is_wide(&written, node.origin) || reader.is_unfilled(&written, node.origin) {
            return None;
        }
        if let Some(day) = dates::serial(&written) {
            let hint = say!("写成 1956年 或 1956-09-01", "write 1956年 or 1956-09-01");
            reader.refuse_value("E028", node.origin, dates::refuse_serial(&written, day), hint);
            return None;
        }
        let text = if written.ends_with(|c: char| c.is_ascii_digit()) && written.len() == 4 {
            format!("{written}年")
        } else {
            written.clone()
        };
        let year = text.get(..4).and_then(|year| year.parse().ok()).filter(|year| (1800..=2200).contains(year));
        let dated = text.strip_suffix('年').is_some_and(|year| year.len() == 4)
            || time::parse(&text, Period::year(2024).as_ref(), node.origin).is_ok();
        let Some(year) = year.filter(|_| dated) else {
            let (zh, en) = (field.zh, field.en);
            reader.refuse(
                "E028",
                node.origin,
                say!("“{zh}”要以年份开头，这里是“{written}”", "`{en}` begins with a year, here is “{written}”"),
                say!("写成 1956年 或 1956-09-01", "write 1956年 or 1956-09-01"),
            );
            return None;
        };
        let text = dashed_day(&text).unwrap_or(text);
        Some(Self { text: Text { origin: node.origin, text }, year })
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.text)
    }
}

/// 1956-09-01 and 1956-09 as papers write them.
fn dashed_day(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next());
    match day {
        Some(day) => Some(format!("{year}年{month}月{}日", day?)),
        None => Some(format!("{year}年{month}月")),
    }
}
