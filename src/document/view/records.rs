//! What clauses of the older records need beyond their fields: bases, honours, outlets, finances.

use serde_json::{Map, Value, json};

use super::{Print, full_name, put, quote, unit};
use crate::document::number::chinese;
use crate::facts::amount::Amount;
use crate::facts::model::{Facts, Finance, Honour, Line, Membership, OWN, Outlet, Publicity, Staff};
use crate::facts::value::{Level, Text};
use crate::figures::origins::bare;
use crate::figures::rate::Rate;
use crate::figures::slogans::row;
use crate::figures::{self, Figures};

/// Who is meant by the base of a coverage, and the base as a share names it: 教职工 and 教职工总数.
pub(super) fn base(view: &mut Map<String, Value>, path: Option<&Text>) {
    let words = path.and_then(|path| base_words(&path.text));
    put(view, "group", words.as_ref().and_then(|words| words.group.clone()));
    put(view, "whole", words.map(|words| words.whole));
}

/// The words for a base.
struct Base {
    /// Who is meant, where the base counts persons.
    group: Option<String>,
    whole: String,
}

fn base_words(path: &str) -> Option<Base> {
    let mut steps = path.split('.').map(str::trim);
    let (_, section) = Facts::TABLE.find(steps.next()?)?;
    let name = steps.next()?;
    let base =
        |group: Option<&str>, whole: &str| Some(Base { group: group.map(str::to_owned), whole: whole.to_owned() });
    match section.en {
        "staff" => match Staff::TABLE.find(name)?.1 {
            field if field.en == "total" => base(Some("教职工"), "教职工总数"),
            field if field.en == "members" => base(Some("会员"), "会员总数"),
            field if field.en == "others" => {
                let other = steps.next()?;
                base(Some(other), other)
            }
            field => {
                let group = format!("{}教职工", field.zh);
                base(Some(&group), &group)
            }
        },
        "membership" => match Membership::TABLE.find(name)?.1.en {
            "staff" => base(Some("职工"), "职工总数"),
            "members" => base(Some("会员"), "会员总数"),
            "units" => base(None, "应建会单位"),
            "units_with_union" => base(None, "已建会单位"),
            "unions" => base(None, "基层工会"),
            _ => None,
        },
        "organisation" if ["units", "下属工会"].contains(&name) => base(None, "下属工会"),
        _ => None,
    }
}

/// Who was honoured, and how the name of the honour stands.
pub(super) fn honour(view: &mut Map<String, Value>, honour: &Honour, figures: Figures<'_>) {
    let own = honour.to.iter().any(|person| OWN.contains(&person.name.as_str()));
    let named = honour.to.iter().filter(|person| !OWN.contains(&person.name.as_str()));
    let names: Vec<String> = named.map(full_name).collect();
    view.insert("own".to_owned(), Value::Bool(own));
    view.remove("to");
    put(view, "to", (!names.is_empty()).then(|| row(names)));
    let more = honour.count.as_ref().filter(|count| count.sum.value > rust_decimal::Decimal::from(honour.to.len()));
    put(view, "of", more.map(|count| figures.fact(count)));
    quote(view, "title");
    // A medal or a prize is named as it is; only a title of honour stands in quotation marks.
    let ends = |words: &[&str]| words.iter().any(|word| honour.title.text.ends_with(word));
    let (medal, prize) = (ends(&["奖章", "证书"]), ends(&["奖", "杯", "名"]));
    if medal || prize {
        put(view, "title", Some(honour.title.text.clone()));
    }
    view.insert("medal".to_owned(), Value::Bool(medal));
    view.insert("prize".to_owned(), Value::Bool(prize));
    put(view, "grade", grade(honour, prize, figures));
    ordinal(view, honour, figures);
    status(view, honour);
}

/// The level of an honour, where neither its title nor who granted it says it: 被评为全国“巾帼文明岗”, 获县级优质课奖.
fn grade(honour: &Honour, prize: bool, figures: Figures<'_>) -> Option<String> {
    let rank = honour.rank.filter(|_| honour.by.is_none())?;
    let (signs, usual): (&[char], &str) = match rank.value {
        Level::National => (&['国'], "全国"),
        Level::Provincial => (&['省', '区', '市'], "省"),
        Level::Prefectural => (&['市', '州', '盟', '地'], "市"),
        Level::County => (&['县', '区', '旗', '市'], "县"),
        Level::Township => (&['乡', '镇', '街', '学', '区'], "乡镇"),
        Level::School => (&['校'], "校"),
    };
    // A place stands at the beginning: 全市…, 青禾县….
    let said = |text: &Text| text.text.chars().take(4).any(|c| signs.contains(&c));
    if said(&honour.title) || honour.selection.as_ref().is_some_and(said) {
        return None;
    }
    let written =
        figures.file().source.text().get(rank.origin.range()).unwrap_or_default().trim_matches(['"', '\'', ' ']);
    let written = written.trim_end_matches('级');
    let word = if ["自治区", "州", "盟", "区", "旗", "乡", "镇", "学区"].contains(&written) {
        written
    } else {
        usual
    };
    Some(if prize && word != "全国" { format!("{word}级") } else { word.to_owned() })
}

/// 第三届 belongs to the name, 第三次 to the verb; which of the two it is the author has written beside the number.
fn ordinal(view: &mut Map<String, Value>, honour: &Honour, figures: Figures<'_>) {
    view.remove("ordinal");
    let Some(ordinal) = honour.ordinal else { return };
    let written = figures.file().source.text().get(ordinal.origin.range()).unwrap_or_default();
    let (key, unit) = if written.contains('次') { ("time", "次") } else { ("session", "届") };
    put(view, key, Some(format!("第{}{unit}", chinese(ordinal.value))));
}

/// An honour that was confirmed is no new one: 通过复检.
fn status(view: &mut Map<String, Value>, honour: &Honour) {
    const GRANTED: [&str; 5] = ["授予", "荣获", "获得", "获", "评为"];
    view.remove("status");
    let Some(status) = honour.status.as_ref().filter(|status| !GRANTED.contains(&status.text.as_str())) else { return };
    match status.text.strip_prefix("通过") {
        Some(what) if !what.is_empty() => {
            view.insert("status".to_owned(), json!(["通过", what]));
            put(view, "passed", Some(what.to_owned()));
        }
        _ => put(view, "status", Some(status.text.clone())),
    }
}

/// Outlets in a row; their own numbers stand behind a total, which is computed where all of them are known exactly.
pub(super) fn publicity(view: &mut Map<String, Value>, publicity: &Publicity, figures: Figures<'_>) {
    let outlets: Vec<&Outlet> = publicity.outlets.iter().map(|outlet| &outlet.0).collect();
    view.remove("outlets");
    put(
        view,
        "outlets",
        Some(row(outlets.iter().map(|outlet| outlet.name.text.clone()))).filter(|names| !names.is_empty()),
    );
    let known = |outlet: &Outlet| outlet.articles.clone().filter(|articles| articles.sum.is_known());
    let counts: Vec<Amount> = outlets.iter().filter_map(|outlet| known(outlet)).collect();
    let first = publicity.articles.as_ref().or(counts.first());
    put(view, "articles_unit", unit(first));
    let total = figures::sum(&counts).filter(|(sum, _)| counts.len() == outlets.len() && sum.is_exact());
    let computed = match counts.as_slice() {
        [only] if outlets.len() == 1 => Some(figures.fact(only)),
        _ => total.map(|(sum, unit)| figures.summed(sum.print(&unit), &counts)),
    };
    let stated =
        publicity.articles.as_ref().filter(|articles| articles.sum.is_known()).map(|articles| figures.fact(articles));
    let articles = stated.or(computed);
    let same = |count: &Amount| articles.as_ref().is_some_and(|articles| bare(articles) == count.text);
    let told = outlets.len() == 1 && counts.first().map_or(articles.is_none(), same);
    put(view, "articles", articles);
    let each =
        outlets.iter().filter_map(|outlet| Some(format!("{}{}", outlet.name.text, figures.fact(&known(outlet)?))));
    put(view, "each", Some(row(each)).filter(|each| !each.is_empty() && !told));
}

/// Income and expense with their totals, shares, the budget and the balance: as stated, else computed.
pub fn finance(finance: &Finance, figures: Figures<'_>, print: Print) -> Map<String, Value> {
    let mut view = Map::new();
    let sides = [
        ("income", &finance.income, &finance.income_total),
        ("expense", &finance.expense, &finance.expense_total),
        ("budget", &finance.budget, &None),
    ];
    for (key, lines, stated) in sides {
        let computed = || figures::lines_total(lines).map(|total| total_of(lines, total.print("元"), figures));
        if let Some(total) = known(stated.as_ref(), figures).or_else(computed) {
            let told: Vec<Value> = lines.iter().map(|each| line(each, figures)).collect();
            let mut side = Map::new();
            side.insert("many".to_owned(), Value::Bool(told.len() > 1));
            side.insert("lines".to_owned(), Value::Array(told));
            put(&mut side, "total", Some(total));
            put(&mut side, "share", half(lines, figures));
            view.insert(key.to_owned(), Value::Object(side));
        }
    }
    put(&mut view, "carried", finance.carried.as_ref().map(|carried| figures.fact(carried)));
    put(&mut view, "spent", figures::budget_share(finance).map(|share| spent(finance, &share, figures)));
    let balance = figures::balance(finance);
    let left = balance.filter(|balance| !balance.value.is_sign_negative());
    let left = left.map(|balance| left_over(finance, balance.print("元"), figures));
    put(&mut view, "balance", known(finance.balance.as_ref(), figures).or(left));
    let overspent = balance.filter(|balance| balance.value.is_sign_negative() && finance.balance.is_none());
    put(
        &mut view,
        "overspent",
        overspent.map(|mut balance| {
            balance.value = -balance.value;
            left_over(finance, balance.print("元"), figures)
        }),
    );
    put(&mut view, "audit", finance.audit.as_ref().map(print));
    view
}

/// The total of a side as it is printed.
pub fn total_of(lines: &[Line], printed: String, figures: Figures<'_>) -> String {
    figures.summed(printed, lines.iter().map(|line| &line.amount))
}

/// The share of a line in its side as it is printed.
pub fn share_of(line: &Line, lines: &[Line], share: &Rate, figures: Figures<'_>) -> String {
    let all = lines.iter().map(|line| line.amount.origin);
    figures.rated(share, (line.origin, "占比"), std::iter::once(line.amount.origin).chain(all))
}

/// How much of the budget was spent.
fn spent(finance: &Finance, share: &Rate, figures: Figures<'_>) -> String {
    let lines = finance.expense.iter().chain(&finance.budget).map(|line| line.amount.origin);
    figures.rated(share, (finance.origin, "预算执行率"), lines)
}

/// What is left: carried over, plus income, less expense.
fn left_over(finance: &Finance, printed: String, figures: Figures<'_>) -> String {
    let total = |lines: &[Line]| figures::lines_total(lines).map_or_else(String::new, |total| total.print("元"));
    let carried = finance.carried.as_ref().map(|carried| format!("{}+", carried.text)).unwrap_or_default();
    let formula = |printed: &str| format!("{carried}{}-{}={printed}", total(&finance.income), total(&finance.expense));
    let lines = finance.income.iter().chain(&finance.expense).map(|line| line.amount.origin);
    let carried = finance.carried.iter().map(|carried| carried.origin);
    figures.derived(printed, (finance.origin, "结余"), formula, carried.chain(lines))
}

/// The share of the first line, where that is half of its side or more and its author has not stated it.
fn half(lines: &[Line], figures: Figures<'_>) -> Option<String> {
    let first = lines.first().filter(|line| line.share.is_none() && lines.len() > 1)?;
    let share = figures::line_share(first, lines)?;
    (share.percent() >= rust_decimal::Decimal::from(50)).then(|| share_of(first, lines, &share, figures))
}

/// A stated amount as it is printed, unless it is 不详.
fn known(amount: Option<&Amount>, figures: Figures<'_>) -> Option<String> {
    amount.filter(|amount| amount.sum.is_known()).map(|amount| figures.fact(amount))
}

/// A line, with its share where the author states it.
fn line(line: &Line, figures: Figures<'_>) -> Value {
    let share = line.share.as_ref().map_or_else(String::new, |share| format!("（占{}）", figures.stated(&share.text)));
    json!({ "item": line.item.text, "amount": format!("{}{share}", figures.fact(&line.amount)) })
}
