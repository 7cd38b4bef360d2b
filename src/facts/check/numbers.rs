//! Numbers of which one is part of the other, as two tables: what is part of what, and which parts make up a whole.

use rust_decimal::Decimal;

use crate::facts::amount::{Amount, kind_of, plain};
use crate::facts::check::Check;
use crate::facts::model::{Activity, Cadres, Home, Staff};
use crate::facts::table::{Item, Record};
use crate::say;

/// Record, parts, whole: none of the parts is larger than the whole.
const PARTS: [(&str, &[&str], &str); 16] = [
    (
        "staff",
        &[
            "women", "men", "teachers", "minority", "under_35", "party", "senior", "middle", "junior", "bachelor",
            "master", "over_50", "members", "cadres",
        ],
        "total",
    ),
    // 本科 counts those with a bachelor's degree or higher.
    ("staff", &["master"], "bachelor"),
    ("cadres", &["full_time", "part_time", "women"], "total"),
    ("membership", &["members"], "staff"),
    ("membership", &["new_members"], "members"),
    ("membership", &["units_with_union"], "units"),
    ("membership", &["new_units"], "units_with_union"),
    ("congress", &["present", "leave"], "due"),
    ("proposals", &["filed"], "received"),
    ("proposals", &["answered"], "filed"),
    ("openness", &["passed"], "schools"),
    ("evaluation", &["satisfied"], "voters"),
    ("labour", &["solved"], "cases"),
    ("inspection", &["passed"], "units"),
    ("finding", &["passed"], "checked"),
    ("home", &["new"], "total"),
];

/// Words in the name of a group that is not part of the staff in service.
const OUTSIDE: [&str; 12] = ["外聘", "聘", "退", "离休", "编", "临时", "学生", "家属", "实习", "历年", "累计", "共享"];

/// How parts together compare with their whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Together {
    /// They are all there is: women and men.
    Whole,
    /// They most likely are: one may be absent without leave.
    MostLikely,
    /// There may be others beside them: titles.
    AtMost,
}

/// Code where they are more than the whole, record, parts, whole.
const TOGETHER: [(&str, &str, &[&str], &str, Together); 5] = [
    ("E090", "staff", &["women", "men"], "total", Together::Whole),
    ("E090", "staff", &["senior", "middle", "junior"], "total", Together::AtMost),
    ("E090", "staff", &["under_35", "over_50"], "total", Together::AtMost),
    ("E090", "cadres", &["full_time", "part_time"], "total", Together::MostLikely),
    ("E095", "congress", &["present", "leave"], "due", Together::MostLikely),
];

/// One number with its name in both languages.
struct Named<'a> {
    amount: &'a Amount,
    zh: &'a str,
    en: &'a str,
}

impl Check<'_> {
    /// Every part against its whole, and all parts of a whole together.
    pub(super) fn parts(&mut self, record: &dyn Record) {
        let kind = record.table().en;
        let mut broken: Vec<&str> = Vec::new();
        for (_, parts, whole) in PARTS.iter().filter(|row| row.0 == kind) {
            let Some(whole) = number(record, whole) else { continue };
            // A part or a whole that has been found wrong is not complained of again.
            if broken.contains(&whole.en) {
                continue;
            }
            for part in parts.iter().filter_map(|part| number(record, part)) {
                if !broken.contains(&part.en) && self.within(&part, &whole) {
                    broken.push(part.en);
                }
            }
        }
        // Where nobody says how many were filed, they are no more than those received.
        if let (None, Some(answered), Some(received)) =
            (number(record, "filed"), number(record, "answered"), number(record, "received"))
        {
            self.within(&answered, &received);
        }
        let broken = !broken.is_empty();
        for (code, _, parts, whole, how) in TOGETHER.iter().filter(|row| row.1 == kind && !broken) {
            let Some(whole) = number(record, whole) else { continue };
            let given: Vec<Named> = parts.iter().filter_map(|part| number(record, part)).collect();
            let how = if given.len() < parts.len() { Together::AtMost } else { *how };
            self.together(code, &given, &whole, how);
        }
    }

    /// Groups of the staff that have no field of their own. Who is not among the staff in service may be more.
    pub(super) fn others(&mut self, staff: &Staff) {
        let Some(whole) = number(staff, "total") else { return };
        for (name, amount) in &staff.others.0 {
            let name = name.text.as_str();
            if !OUTSIDE.iter().any(|word| name.contains(word)) {
                self.within(&Named { amount, zh: name, en: name }, &whole);
            }
        }
    }

    /// Of the teams that competed, those that took part are no more than all.
    pub(super) fn field(&mut self, activity: &Activity) {
        let Some(whole) = number(activity, "field") else { return };
        let alike = |part: &&Amount| kind_of(&part.unit) == kind_of(&whole.amount.unit);
        let Some(amount) = activity.participants.iter().flat_map(|all| &all.0).find(alike) else { return };
        self.within(&Named { amount, zh: "参加", en: "participants" }, &whole);
    }

    /// A union has one 职工之家 (while it may have many 小家): there are not more homes than unions.
    pub(super) fn homes(&mut self, home: &Home) {
        if home.base.is_some() || !home.title.text.contains("之家") || home.title.text.contains("小家") {
            return;
        }
        let facts = &self.file.facts;
        let membership = facts.membership.as_ref();
        let unions: [(Option<&Amount>, &str, &str); 3] = [
            (facts.organisation.units.as_ref(), "单位.下属工会", "organisation.units"),
            (membership.and_then(|all| all.unions.as_ref()), "会员与建会.基层工会", "membership.unions"),
            (membership.and_then(|all| all.units.as_ref()), "会员与建会.单位", "membership.units"),
        ];
        let known = unions.into_iter().filter_map(|(amount, zh, en)| Some(Named { amount: amount?, zh, en }));
        let known = known.filter(|whole| whole.amount.sum.is_exact());
        let largest = known.reduce(|a, b| if b.amount.sum.value > a.amount.sum.value { b } else { a });
        if let (Some(total), Some(whole)) = (number(home, "total"), largest)
            && total.amount.sum.is_exact()
        {
            self.within(&total, &whole);
        }
    }

    /// Cadres of all ranks together are no more than all cadres.
    pub(super) fn ranks(&mut self, cadres: &Cadres) {
        let Some(whole) = number(cadres, "total") else { return };
        let ranks = cadres.ranks.0.iter();
        let ranks: Vec<Named> = ranks.map(|(rank, amount)| Named { amount, zh: &rank.text, en: &rank.text }).collect();
        self.together("E090", &ranks, &whole, Together::AtMost);
    }

    /// A part does not exceed its whole. Gives whether it does.
    fn within(&mut self, part: &Named, whole: &Named) -> bool {
        let exceeds = part.amount.counts_like(whole.amount)
            && part.amount.least().zip(whole.amount.most()).is_some_and(|(part, whole)| part > whole);
        if exceeds {
            let (small, large) = (&part.amount.text, &whole.amount.text);
            let (part_zh, part_en, whole_zh, whole_en) = (part.zh, part.en, whole.zh, whole.en);
            let line = self.file.source.line_from(whole.amount.origin, part.amount.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.error(
                "E047",
                part.amount.origin,
                say!(
                    "“{part_zh}”{small}多于“{whole_zh}”{large}（{line_zh}）",
                    "`{part_en}` {small} is more than `{whole_en}` {large} ({line_en})"
                ),
                say!("核对这两个数", "check the two numbers"),
            );
        }
        exceeds
    }

    /// Parts that are disjoint add up to their whole, or to no more than it.
    fn together(&mut self, code: &'static str, parts: &[Named], whole: &Named, how: Together) {
        let alike = parts.iter().all(|part| part.amount.counts_like(whole.amount));
        let Some(last) = parts.last().filter(|_| alike && parts.len() > 1) else { return };
        let add =
            |side: fn(&Amount) -> Option<Decimal>| parts.iter().map(|part| side(part.amount)).sum::<Option<Decimal>>();
        let over = add(Amount::least).zip(whole.amount.most()).is_some_and(|(parts, whole)| parts > whole);
        let under = how != Together::AtMost
            && add(Amount::most).zip(whole.amount.least()).is_some_and(|(parts, whole)| parts < whole);
        if !over && !under {
            return;
        }
        let list_zh =
            parts.iter().map(|part| format!("“{}”{}", part.zh, part.amount.text)).collect::<Vec<_>>().join("、");
        let list_en =
            parts.iter().map(|part| format!("`{}` {}", part.en, part.amount.text)).collect::<Vec<_>>().join(", ");
        let sum = plain(parts.iter().map(|part| part.amount.sum.value).sum());
        let (unit, text, whole_zh, whole_en) = (&whole.amount.unit, &whole.amount.text, whole.zh, whole.en);
        let line = self.file.source.line_from(whole.amount.origin, last.amount.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        let (than_zh, than_en) = if over { ("多于", "more") } else { ("少于", "fewer") };
        let message = say!(
            "{list_zh}合计{sum}{unit}，{than_zh}“{whole_zh}”{text}（{line_zh}）",
            "{list_en} make {sum}{unit}, {than_en} than `{whole_en}` {text} ({line_en})"
        );
        let hint = say!("核对这几个数", "check these numbers");
        if under && how == Together::MostLikely {
            self.warn("W105", last.amount.origin, message, hint);
        } else {
            self.error(code, last.amount.origin, message, hint);
        }
    }
}

/// The amount in a field of a record, with the names of the field.
fn number<'a>(record: &'a dyn Record, name: &str) -> Option<Named<'a>> {
    let (index, field) = record.table().find(name)?;
    match record.item(index) {
        Item::Amount(amount) => Some(Named { amount, zh: field.zh, en: field.en }),
        _ => None,
    }
}
