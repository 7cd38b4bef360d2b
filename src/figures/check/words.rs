//! Numbers in the author's own words beside what the facts say: 教职工79人 where the facts say 78, 57.9% beside 4969 of 8683.
//!
//! Only what can be compared is compared: a number whose noun a fact counts, a share beside its inputs. The rest is the
//! author's business.

mod pairs;

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::Datelike;
use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::amount::{kind_of, plain};
use crate::facts::check::words::numerals::{self, Number};
use crate::facts::check::words::passage::{self, Passage, REFERENCE, is_han, is_stop};
use crate::facts::check::words::walk::{self, Part, Words};
use crate::facts::value::{Piece, Prose};
use crate::figures::Figures;
use crate::figures::rate::Rate;
use crate::figures::reference::Found;
use crate::say;

/// A fact that the author may tell in his own words, and the nouns by which he does.
struct Told {
    path: [&'static str; 3],
    en: &'static str,
    nouns: &'static [&'static str],
    /// Whether the number stands before the noun: 24个教学班.
    before: bool,
}

const fn told(path: [&'static str; 3], en: &'static str, nouns: &'static [&'static str]) -> Told {
    Told { path, en, nouns, before: false }
}

/// The facts that papers tell in words; of two nouns that fit the longer one counts.
const TOLD: [Told; 22] = [
    told(["教职工", "总数", ""], "staff.total", &["教职工", "教职员工", "教职工总数"]),
    told(["教职工", "女", ""], "staff.women", &["女教职工", "女职工", "女教职员工"]),
    told(["教职工", "会员", ""], "staff.members", &["会员", "工会会员"]),
    told(["教职工", "专任教师", ""], "staff.teachers", &["专任教师"]),
    told(["教职工", "退休", ""], "staff.retirees", &["退休教职工", "退休教师", "离退休教职工"]),
    told(["教职工", "党员", ""], "staff.party", &["党员", "中共党员"]),
    told(["教职工", "高级职称", ""], "staff.senior", &["高级职称"]),
    told(["教职工", "青年", ""], "staff.under_35", &["青年教职工", "35岁以下教职工", "35岁以下青年教职工"]),
    told(["教职工", "少数民族", ""], "staff.minority", &["少数民族教职工"]),
    told(["教职工", "工会干部", ""], "staff.cadres", &["工会干部"]),
    told(["会员与建会", "职工", ""], "membership.staff", &["教职工", "教职工总数", "职工总数"]),
    told(["会员与建会", "会员", ""], "membership.members", &["会员", "工会会员"]),
    told(["会员与建会", "新会员", ""], "membership.new_members", &["新会员", "新发展会员", "发展会员", "新增会员"]),
    told(["单位", "学校", "学生"], "organisation.school.students", &["学生", "在校学生", "在校生"]),
    told(["慰问", "金额", ""], "relief.amount", &["慰问金", "慰问款"]),
    told(["经费", "收入", "合计"], "finance.income.total", &["经费收入", "总收入", "收入合计"]),
    told(["经费", "支出", "合计"], "finance.expense.total", &["经费支出", "总支出", "支出合计"]),
    told(["经费", "结余", ""], "finance.balance", &["结余", "经费结余"]),
    Told {
        path: ["单位", "学校", "班级"],
        en: "organisation.school.classes",
        nouns: &["教学班", "班级"],
        before: true,
    },
    Told { path: ["单位", "下属工会", ""], en: "organisation.units", nouns: &["基层工会"], before: true },
    Told {
        path: ["会员与建会", "基层工会", ""], en: "membership.unions", nouns: &["基层工会"], before: true
    },
    Told { path: ["工会干部", "工会小组", ""], en: "cadres.groups", nouns: &["工会小组"], before: true },
];

/// Words before a noun by which it still means all of them; 困难教职工 and 组织教职工 are some.
const ALL: [&str; 16] = [
    "现有", "共有", "有", "全校", "我校", "学校", "在职", "在编", "全体", "其中", "全县", "共", "发放", "送去", "支出",
    "及",
];
/// Words between a noun and its number.
const LINKS: [&str; 13] =
    ["共计", "总数为", "总数", "人数为", "人数", "共有", "合计", "累计", "共", "为", "达", "有", "："];
/// Words of a sentence by which it compares with another time or speaks of what is not yet.
const OTHER: [&str; 14] =
    ["上年", "去年", "往年", "前年", "原有", "同期", "增加", "增长", "减少", "计划", "预计", "目标", "名额", "平均"];

/// The numbers before a percentage that are taken as its inputs.
const MOST_INPUTS: usize = 8;

/// What the file says in numbers, gathered once.
struct Known<'a> {
    figures: Figures<'a>,
    /// Every amount that is stated: what it counts, and how many.
    amounts: HashSet<(&'a str, Decimal)>,
    /// Every share that is stated.
    shares: HashSet<&'a str>,
    /// Those of [`TOLD`] that the file has.
    facts: Vec<Fact>,
}

/// A fact that the author may tell in his own words.
struct Fact {
    told: &'static Told,
    value: Decimal,
    unit: String,
    /// As a reference would print it.
    text: String,
    origin: Option<Origin>,
    share: Option<Rate>,
}

impl Fact {
    /// The fact, where the file has it and states it exactly.
    fn of(told: &'static Told, figures: Figures<'_>) -> Option<Self> {
        let mut path: Vec<String> =
            told.path.iter().filter(|step| !step.is_empty()).map(|step| (*step).to_owned()).collect();
        let (sum, unit, text, origin) = match figures.find(&path).ok()? {
            Found::Amount(amount) => (amount.sum, amount.unit.clone(), amount.text.clone(), Some(amount.origin)),
            Found::Sum(sum, unit) => (sum, unit.clone(), sum.print(&unit), None),
            _ => return None,
        };
        path.push("占比".to_owned());
        let share =
            figures.find(&path).ok().and_then(|found| if let Found::Rate(rate) = found { Some(rate) } else { None });
        sum.is_exact().then_some(Self { told, value: sum.value, unit, text, origin, share })
    }

    /// Whether it is counted in such a unit.
    fn is_in(&self, unit: &str) -> bool {
        kind_of(&self.unit) == kind_of(unit) || self.unit.starts_with(unit)
    }
}

/// Compares every number of every paragraph with the facts.
pub fn compare(figures: Figures<'_>, problems: &mut Diagnostics) {
    let file = figures.file();
    let mut known = Known { figures, amounts: HashSet::new(), shares: HashSet::new(), facts: Vec::new() };
    let mut passages: Vec<Passage<'_>> = Vec::new();
    walk::each(&file.facts, &mut |spot, words| match words {
        Words::Amount(amount) => {
            known.amounts.insert((kind_of(&amount.unit), amount.sum.value));
        }
        Words::Text(text) if text.text.ends_with('%') => {
            known.shares.insert(&text.text);
        }
        Words::Prose(prose) if !spot.outside && !matches!(spot.part, Part::Ahead | Part::Plan) && counts(prose) => {
            passages.extend(passage::of(words, spot, &file.source));
        }
        _ => {}
    });
    if !passages.is_empty() {
        known.facts = TOLD.iter().filter_map(|told| Fact::of(told, figures)).collect();
    }
    for passage in &passages {
        let mut start = 0;
        for index in 0..=passage.chars.len() {
            if index == passage.chars.len() || matches!(passage.at(index), '。' | '；' | '！') {
                Sentence { known: &known, passage, start, end: index }.compare(problems);
                start = index + 1;
            }
        }
    }
}

/// Whether the author has written any digit himself.
fn counts(prose: &Prose) -> bool {
    let digit = |piece: &Piece| matches!(piece, Piece::Text(text) if text.bytes().any(|byte| byte.is_ascii_digit()));
    prose.paragraphs.iter().flatten().any(digit)
}

/// One sentence of a paragraph.
struct Sentence<'k, 'a> {
    known: &'k Known<'a>,
    passage: &'k Passage<'a>,
    start: usize,
    end: usize,
}

impl<'a> Sentence<'_, 'a> {
    fn compare(&self, problems: &mut Diagnostics) {
        let numbers = self.numbers();
        if numbers.is_empty() || self.speaks_of_another_time() {
            return;
        }
        for number in &numbers {
            if self.passage.at(number.to) == '%' {
                self.share(number, &numbers, problems);
            } else {
                self.amount(number, problems);
            }
        }
    }

    /// The numbers in digits that are stated exactly.
    fn numbers(&self) -> Vec<Number> {
        let (mut found, mut index) = (Vec::new(), self.start);
        while index < self.end {
            let number =
                if self.passage.at(index).is_ascii_digit() { numerals::digits(self.passage, index) } else { None };
            let Some(number) = number else {
                index += 1;
                continue;
            };
            index = number.to;
            let about = "近约超逾第".contains(self.passage.before(number.from))
                || "余多几年月日届".contains(self.passage.at(number.to))
                || self.passage.before(number.from).is_ascii_alphanumeric();
            if !about {
                found.push(number);
            }
        }
        found
    }

    fn speaks_of_another_time(&self) -> bool {
        let period = self.known.figures.file().period;
        (self.start..self.end).any(|index| {
            self.passage.one_of(index, &OTHER).is_some()
                || self.passage.at(index) == '年'
                    && numerals::year_before(self.passage, index)
                        .is_some_and(|(year, _)| !(period.start.year()..=period.end.year()).contains(&year))
        })
    }

    /// A number with its unit, and the noun that it counts.
    fn amount(&self, number: &Number, problems: &mut Diagnostics) {
        let (unit, value, to) = unit(self.passage, number);
        let Some(value) = value.filter(|_| !unit.is_empty()) else { return };
        let mut facts = self.counted(number, to);
        facts.retain(|fact| fact.is_in(&unit));
        if self.is_stated(value, &unit) || facts.iter().any(|fact| fact.value == value) {
            return;
        }
        let Some(fact) = facts.iter().find(|fact| is_near(value, fact.value)).or(facts.first()) else { return };
        let place = self.passage.place(number.from, to);
        let (written, text) = (self.passage.text(number.from, to), &fact.text);
        let (name, en) = (path_name(fact.told), fact.told.en);
        let line = fact.origin.map(|origin| self.known.figures.file().source.line_from(origin, place));
        let (line_zh, line_en) = line.map_or((String::new(), String::new()), |line| {
            let (zh, en) = (line.zh, line.en);
            (format!("（{zh}）"), format!(" ({en})"))
        });
        let message = say!(
            "正文写{written}，“{name}”是{text}{line_zh}",
            "the text says {written}, but `{en}` is {text}{line_en}"
        );
        let hint = say!("核对；可改为引用 {{{{ {name} }}}}", "check it; a reference would do: {{{{ {en} }}}}");
        self.say(is_near(value, fact.value), "W142", place, message, hint, problems);
    }

    /// The facts whose noun stands beside a number.
    fn counted(&self, number: &Number, to: usize) -> Vec<&Fact> {
        let mut end = number.from;
        while let Some(link) = self.passage.ends_one_of(end, &LINKS) {
            end -= link.chars().count();
        }
        let closed = is_stop(self.passage.at(to)) || matches!(self.passage.at(to), '（' | ' ' | '和');
        let led = self.passage.ends_one_of(number.from, &["共有", "现有", "有", "下辖", "所辖", "："]);
        let led = led.is_some_and(|lead| {
            // 另有3个教学班 are others.
            !"另还只含内".contains(self.passage.before(number.from - lead.chars().count()))
        });
        if !closed && !led {
            return Vec::new();
        }
        let length = |told: &Told| {
            let fits = |noun: &&&str| {
                if told.before { led && self.passage.starts(to, noun) } else { closed && self.means_all(end, noun) }
            };
            told.nouns.iter().filter(fits).map(|noun| noun.len()).max().unwrap_or(0)
        };
        // 女教职工 ends in 教职工: what the longest noun names is meant, also where the file has no such fact.
        let longest = TOLD.iter().map(length).max().unwrap_or(0);
        self.known.facts.iter().filter(|fact| longest > 0 && length(fact.told) == longest).collect()
    }

    /// Whether `noun` ends at `end` and means all that it names.
    fn means_all(&self, end: usize, noun: &str) -> bool {
        if !self.passage.ends(end, noun) {
            return false;
        }
        let from = end - noun.chars().count();
        !is_han(self.passage.before(from)) && self.passage.before(from) != REFERENCE
            || self.passage.ends_one_of(from, &ALL).is_some()
    }

    /// Whether some record states just this amount.
    fn is_stated(&self, value: Decimal, unit: &str) -> bool {
        self.known.amounts.contains(&(kind_of(unit), value))
    }

    /// A percentage against the numbers of its sentence, or against the share that the facts give.
    fn share(&self, number: &Number, numbers: &[Number], problems: &mut Diagnostics) {
        let written = self.passage.text(number.from, number.to + 1);
        if self.known.shares.contains(written.as_str()) || self.grows(number) {
            return;
        }
        let inputs = self.inputs(number, numbers);
        let pairs = || {
            inputs
                .iter()
                .flat_map(|part| inputs.iter().map(move |whole| (part, whole)))
                .filter(|(part, whole)| part.value < whole.value && kind_of(&part.unit) == kind_of(&whole.unit))
        };
        let rates = || pairs().filter_map(|(part, whole)| Some((part, whole, Rate::new(part.value, whole.value)?)));
        if rates().any(|(_, _, rate)| agrees(&rate, number)) {
            return;
        }
        let place = self.passage.place(number.from, number.to + 1);
        let certain = pairs::certain(self, number, numbers);
        let certain =
            certain.as_ref().and_then(|[part, whole]| Some((part, whole, Rate::new(part.value, whole.value)?)));
        if certain.as_ref().is_some_and(|(_, _, rate)| agrees(rate, number)) {
            return;
        }
        let close = || rates().find(|(_, _, rate)| is_close(rate, number, Decimal::ONE));
        if let Some((part, whole, rate)) = certain.or_else(close) {
            let (small, large, right) = (&part.text, &whole.text, rate.print());
            let message =
                say!("{small}占{large}的{right}，这里写{written}", "{small} of {large} is {right}, not {written}");
            self.say(true, "W141", place, message, say!("核对这三个数", "check the three numbers"), problems);
            return;
        }
        let Some((fact, rate)) = self.share_of(number) else { return };
        if agrees(&rate, number) {
            return;
        }
        let (name, en, right) = (path_name(fact.told), fact.told.en, rate.print());
        let message = say!(
            "正文写{written}，“{name}”的占比是{right}",
            "the text says {written}, but the share of `{en}` is {right}"
        );
        let hint =
            say!("核对；可改为引用 {{{{ {name}.占比 }}}}", "check it; a reference would do: {{{{ {en}.share }}}}");
        self.say(is_close(&rate, number, Decimal::TWO), "W141", place, message, hint, problems);
    }

    /// Whether the percentage tells of a change, not of a share.
    fn grows(&self, number: &Number) -> bool {
        let first = self.start.max(number.from.saturating_sub(60));
        let from = (first..number.from).rev().find(|at| is_stop(self.passage.at(*at))).unwrap_or(first);
        let words = ["提高", "上升", "下降", "降低", "增", "减", "超过", "完成"];
        (from..number.from).any(|index| self.passage.one_of(index, &words).is_some())
            || self.passage.starts(number.to, "%以上")
    }

    /// The numbers before a percentage that it may be a share of: in digits, or behind a reference.
    fn inputs(&self, number: &Number, numbers: &[Number]) -> Vec<Input<'a>> {
        let before = numbers.get(..numbers.partition_point(|other| other.to <= number.from)).unwrap_or_default();
        let literal =
            before.iter().rev().take(3 * MOST_INPUTS).filter(|other| self.passage.at(other.to) != '%').filter_map(
                |other| {
                    let (unit, value, to) = unit(self.passage, other);
                    Some(Input { unit: Cow::Owned(unit), value: value?, text: self.passage.text(other.from, to) })
                },
            );
        let references = &self.passage.references;
        let before = references.get(..references.partition_point(|(at, _)| *at < number.from)).unwrap_or_default();
        let inside = before.iter().rev().take_while(|(at, _)| *at >= self.start).take(MOST_INPUTS);
        let referred = inside.filter_map(|(_, reference)| match self.known.figures.find(&reference.path).ok()? {
            Found::Amount(amount) if amount.sum.is_exact() => {
                let (unit, text) = (Cow::Borrowed(amount.unit.as_str()), amount.text.clone());
                Some(Input { unit, value: amount.sum.value, text })
            }
            _ => None,
        });
        literal.take(MOST_INPUTS).chain(referred).collect()
    }

    /// The fact whose share the clause before a percentage tells: 女教职工占72%, 入会率98%.
    fn share_of(&self, number: &Number) -> Option<(&Fact, Rate)> {
        let mut end = number.from;
        while let Some(link) = self.passage.ends_one_of(end, &["达到", "比例", "的", "为", "达", "：", "约"]) {
            end -= link.chars().count();
        }
        let joined = self.passage.ends(end, "入会率");
        for word in ["总数", "人数", "教职工", "在职", "全体", "全校"] {
            end -= if self.passage.ends(end, word) { word.chars().count() } else { 0 };
        }
        let share = self.passage.before(end) == '占';
        if !share && !joined {
            return None;
        }
        let length = |told: &Told| {
            let noun = |noun: &&&str| share && self.means_all(end - 1, noun);
            let longest = told.nouns.iter().filter(noun).map(|noun| noun.len()).max().unwrap_or(0);
            longest.max(usize::from(joined && told.path[1] == "会员"))
        };
        let longest = TOLD.iter().map(length).max().unwrap_or(0);
        let mut facts = self.known.facts.iter().filter(|fact| longest > 0 && length(fact.told) == longest);
        facts.find_map(|fact| Some((fact, fact.share?)))
    }

    /// What is near a fact is most likely wrong; what is far from it may speak of another thing.
    fn say(&self, near: bool, code: &'static str, place: Origin, message: Say, hint: Say, problems: &mut Diagnostics) {
        let problem = if near { Diagnostic::warning(code, message) } else { Diagnostic::hint_only("H143", message) };
        problems.push(problem.at(&self.known.figures.file().source, place).hint(hint));
    }
}

/// A number that a share may follow from.
struct Input<'a> {
    unit: Cow<'a, str>,
    value: Decimal,
    text: String,
}

/// The unit behind a number, the value in it (money in 元), and one past the unit.
fn unit(passage: &Passage<'_>, number: &Number) -> (String, Option<Decimal>, usize) {
    const UNITS: [&str; 16] =
        ["人次", "万元", "亿元", "元", "人", "名", "位", "个", "家", "所", "户", "件", "篇", "场", "次", "条"];
    let Some(unit) = passage.one_of(number.to, &UNITS) else { return (String::new(), Some(number.value), number.to) };
    let to = number.to + unit.chars().count();
    let size = match unit {
        "万元" => 10_000,
        "亿元" => 100_000_000,
        _ => 1,
    };
    let name = if size > 1 { "元" } else { unit };
    (name.to_owned(), number.value.checked_mul(Decimal::from(size)), to)
}

fn path_name(told: &Told) -> String {
    told.path.iter().filter(|step| !step.is_empty()).copied().collect::<Vec<_>>().join(".")
}

/// Whether a percentage is the correct rounding of a rate at the decimals that were written.
fn agrees(rate: &Rate, number: &Number) -> bool {
    percent(rate).is_some_and(|percent| {
        percent.round_dp_with_strategy(number.places, RoundingStrategy::MidpointAwayFromZero) == number.value
    })
}

fn is_close(rate: &Rate, number: &Number, points: Decimal) -> bool {
    percent(rate).and_then(|percent| percent.checked_sub(number.value)).is_some_and(|apart| apart.abs() <= points)
}

fn percent(rate: &Rate) -> Option<Decimal> {
    rate.part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(rate.whole)
}

/// Whether one number looks like the other with a slip: within a twentieth, one digit changed, or two swapped.
fn is_near(written: Decimal, fact: Decimal) -> bool {
    let apart = written.checked_sub(fact).map(|apart| apart.abs());
    let within = apart.zip(fact.checked_div(Decimal::from(20))).is_some_and(|(apart, twentieth)| apart <= twentieth);
    let (a, b) = (plain(written).into_bytes(), plain(fact).into_bytes());
    let changed: Vec<usize> = (0..a.len()).filter(|at| a.get(*at) != b.get(*at)).collect();
    let swapped =
        matches!(changed[..], [first, second] if a.get(first) == b.get(second) && a.get(second) == b.get(first));
    within || a.len() == b.len() && a.len() > 1 && (changed.len() == 1 || swapped)
}
