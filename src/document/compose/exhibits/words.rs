//! What a chart shows, for those who do not see it: its sort, the most and the least, the whole. All of it is computed.

use rust_decimal::Decimal;

use crate::document::exhibit::Shape;
use crate::facts::amount::plain;
use crate::figures::exhibits::{Plate, Row};

/// The most labels that are named in a row.
const NAMED: usize = 3;

/// One sentence on what it is, and one on each row of values.
pub(super) fn alt(plate: &Plate, shape: Shape) -> String {
    let sort = match shape {
        Shape::Columns => "柱形图",
        Shape::Bars => "条形图",
        Shape::Line => "折线图",
    };
    let rows: Vec<String> = plate.rows.iter().filter_map(|row| gist(plate, row, shape)).collect();
    let mut text = format!("{sort}：{}。{}", plate.title, rows.concat());
    let undrawn = plate.rows.iter().flat_map(|row| &row.values).filter(|value| value.number.is_none()).count();
    if undrawn > 0 {
        text.push_str(&format!("有{undrawn}个数没有确数，没有画出。"));
    }
    text
}

/// The gist of one row; `None` where nothing in it is exact.
fn gist(plate: &Plate, row: &Row, shape: Shape) -> Option<String> {
    let known: Vec<(&str, Decimal)> = plate
        .labels
        .iter()
        .zip(&row.values)
        .filter_map(|(label, value)| Some((label.as_str(), value.number?)))
        .collect();
    let most = known.iter().map(|(_, value)| *value).max()?;
    let least = known.iter().map(|(_, value)| *value).min()?;
    let unit = plate.unit.as_str();
    let amount = |value: Decimal| format!("{}{unit}", plain(value));
    let who = if plate.rows.len() > 1 { row.name.as_str() } else { "" };
    let mut parts = Vec::new();
    match known.as_slice() {
        [(label, value)] => parts.push(format!("{label}{}", amount(*value))),
        _ if most == least => parts.push(format!("{}都是{}", names(&known, most, plate.over), amount(most))),
        [(first, from), .., (last, to)] => {
            if shape == Shape::Line {
                parts.push(format!("从{first}的{}到{last}的{}", amount(*from), amount(*to)));
            }
            let ends = [*from, *to];
            if shape != Shape::Line || !ends.contains(&most) {
                parts.push(extreme(&known, "最多", most, plate, &amount(most)));
            }
            if shape != Shape::Line || !ends.contains(&least) {
                parts.push(extreme(&known, "最少", least, plate, &amount(least)));
            }
        }
        [] => return None,
    }
    let total = row.total.as_ref().filter(|_| plate.adds_up && known.len() > 1);
    if let Some(total) = total.and_then(|total| total.number) {
        parts.push(format!("合计{}", amount(total)));
    }
    let who = if who.is_empty() { String::new() } else { format!("{who}：") };
    Some(format!("{who}{}。", parts.join("，")))
}

/// 最多的是10月，5次; of shares 最高.
fn extreme(known: &[(&str, Decimal)], word: &str, value: Decimal, plate: &Plate, amount: &str) -> String {
    let word = match (word, plate.unit.as_str()) {
        ("最多", "%") => "最高",
        ("最少", "%") => "最低",
        _ => word,
    };
    format!("{word}的是{}，{amount}", names(known, value, plate.over))
}

/// The labels that have this value: 3月、10月, or 1月、2月、7月等5个月份.
fn names(known: &[(&str, Decimal)], value: Decimal, over: &str) -> String {
    let all: Vec<&str> = known.iter().filter(|(_, own)| *own == value).map(|(label, _)| *label).collect();
    let first = all.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
    let count = all.len();
    match count > NAMED {
        true if over == "年度" => format!("{first}等{count}个年度"),
        true if over == "学校" => format!("{first}等{count}所学校"),
        true => format!("{first}等{count}个{over}"),
        false => first,
    }
}
