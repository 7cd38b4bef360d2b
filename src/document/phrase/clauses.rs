//! One record as one clause: the verbs and forms that it may take, and what its clause leaves out.

use serde_json::Value;

use super::rows::HELPING;
use super::{Phrases, reliefs, trimmed};
use crate::diagnostic::Diagnostic;
use crate::document::templates::{VerbRule, is_absence, shapes};
use crate::document::view;
use crate::facts::model::{Activity, Entered, OWN, Regulation, Relief};
use crate::facts::table::Item;
use crate::facts::time::Precision;
use crate::facts::value::Role;
use crate::figures::origins::{Called, Sort, bare};
use crate::say;

/// One way to tell a record.
pub(super) struct Told {
    pub(super) text: String,
    /// Whether it begins with what was done, and whoever speaks can put himself before it.
    pub(super) active: bool,
    /// The kind of record and the sentence form, to vary them within a paragraph.
    pub(super) wording: String,
    /// Fields that are written but that this wording does not print: names in Chinese and English.
    pub(super) left_out: Vec<[&'static str; 2]>,
}

impl Phrases<'_> {
    /// One record as one clause in its plainest form, without final punctuation.
    pub fn clause(&self, entered: Entered<'_>) -> String {
        let list = self.figures.facts().list_of(entered);
        if self.public && HELPING.contains(&list) {
            return self.counted(&[(list, entered)]).unwrap_or_default();
        }
        self.tell(entered);
        let Some(told) = self.first(entered, None, &[]) else { return String::new() };
        self.warn_of_unprinted(entered, &told);
        self.clause_of(&[entered], told.text)
    }

    /// One record as the last words of a sentence that is about the body already: 被县总工会授予….
    pub fn of_itself(&self, entered: Entered<'_>) -> String {
        self.tell(entered);
        let told = self.first(entered, Some(entered), &[]);
        told.map(|told| self.clause_of(&[entered], told.text)).unwrap_or_default()
    }

    /// A clause with a note of the records that it tells.
    pub(super) fn clause_of(&self, records: &[Entered<'_>], text: String) -> String {
        let Some(first) = records.first() else { return text };
        let called = Called::Of(first.record().origin(), "");
        let origins = records.iter().map(|record| record.record().origin());
        self.figures.noted(text, Sort::Clause, called, None, || self.figures.at_places(origins))
    }

    /// One record as an entry of a log, which tells its time before it: what it was for and what came of it is left to
    /// other papers.
    pub fn logged(&self, entered: Entered<'_>) -> String {
        let list = self.figures.facts().list_of(entered);
        if self.public && HELPING.contains(&list) {
            return String::new();
        }
        self.take(entered.record().origin());
        self.only(entered, &["occasion", "day", "purpose", "lead", "effect"])
    }

    /// One record as a clause without some of its fields; what is left out is no matter for a warning.
    pub fn only(&self, entered: Entered<'_>, without: &[&str]) -> String {
        let told = self.first(entered, None, without);
        told.map(|told| self.clause_of(&[entered], told.text)).unwrap_or_default()
    }

    /// Takes note that a record is told.
    pub fn tell(&self, entered: Entered<'_>) {
        *self.told.borrow_mut().entry(entered.record().origin()).or_default() += 1;
    }

    /// The most usual way to tell a record, without some of its fields.
    fn first(&self, entered: Entered<'_>, before: Option<Entered<'_>>, without: &[&str]) -> Option<Told> {
        self.candidates(entered, before, &Together::default(), without, &|_| true).into_iter().next()
    }

    /// The ways to tell a record, the most usual first, up to the first that is `enough`; `before` is the record told just
    /// before it, `together` are the records that this clause tells with their like.
    pub(super) fn candidates(
        &self,
        entered: Entered<'_>,
        before: Option<Entered<'_>>,
        together: &Together<'_>,
        without: &[&str],
        enough: &dyn Fn(&Told) -> bool,
    ) -> Vec<Told> {
        let place = entered.place();
        if let Some(text) = place.text {
            let text = trimmed(&self.inline(text)).to_owned();
            return vec![Told { text, active: false, wording: String::new(), left_out: Vec::new() }];
        }
        if says_nothing(entered) {
            self.warn_of_nothing(entered);
            return Vec::new();
        }
        let rule = rule(self, entered);
        let own_verb = place.verb.map(|verb| vec![verb.text.clone()]);
        let own_verb = own_verb.or_else(|| brings_its_verb(entered).then(|| vec![String::new()]));
        let verbs = own_verb.or_else(|| rule.map(|rule| rule.verbs.clone())).unwrap_or_else(|| vec![String::new()]);
        let forms = rule.map_or_else(|| vec!["plain".to_owned()], |rule| rule.forms.clone());
        let mut view = view::record(entered, self.figures, &|prose| trimmed(&self.inline(prose)).to_owned());
        if together.regulations.len() > 1 {
            view::regulations(&mut view, &together.regulations);
        }
        if together.reliefs.len() > 1 {
            reliefs::view(&mut view, &together.reliefs, self.figures);
        }
        view.insert("register".to_owned(), Value::String(self.register.to_owned()));
        if let Some(takers) = rule.and_then(|rule| rule.takers.as_ref()) {
            view.entry("takers").or_insert_with(|| Value::String(takers.clone()));
        }
        let other = before.filter(|before| before.record().origin() != entered.record().origin());
        // A verb of its own may bring another doer along: 春节前12所学校…；春节前8所学校….
        let other = other.filter(|_| self.register != "district" || place.verb.is_none());
        view.insert("again".to_owned(), Value::Bool(other.is_some_and(|before| same_occasion(before, entered))));
        let own_twice = before.is_some_and(is_own_honour) && is_own_honour(entered);
        view.insert("own_again".to_owned(), Value::Bool(own_twice));
        // Templates run over lists, which stay as empty ones.
        view.retain(|key, value| !without.contains(&key.as_str()) || value.is_array());
        for key in without {
            if let Some(Value::Array(list)) = view.get_mut(*key) {
                list.clear();
            }
        }
        self.in_forms(entered, Value::Object(view), &forms, &verbs, enough)
    }

    /// A record in every form with every verb, each wording once, up to the first that is `enough`. Where templates are
    /// tried, none is: what they do wrong in the others is wanted, too.
    fn in_forms(
        &self,
        entered: Entered<'_>,
        mut view: Value,
        forms: &[String],
        verbs: &[String],
        enough: &dyn Fn(&Told) -> bool,
    ) -> Vec<Told> {
        let of = entered.record().table().en;
        let mut told: Vec<Told> = Vec::new();
        for form in forms {
            for verb in verbs {
                view["form"] = Value::String(form.clone());
                view["verb"] = Value::String(verb.clone());
                let text = match self.templates.clause(self.register, of, &view) {
                    Ok(text) => trimmed(&text).to_owned(),
                    Err(problem) => {
                        self.untold(entered, &problem);
                        return Vec::new();
                    }
                };
                if told.iter().any(|each| each.text == text) {
                    continue;
                }
                let heard = bare(&text);
                let left_out = view::left_out(entered, &view, &heard);
                let way = view.get("way").and_then(Value::as_str).unwrap_or_default();
                let begins = |word: &str| !word.is_empty() && heard.starts_with(word);
                let active = begins(verb) || begins(way) || begins("组织");
                drop(heard);
                told.push(Told { text, active, wording: format!("{of} {form}"), left_out });
                if told.last().is_some_and(enough) && !shapes::listens() {
                    return told;
                }
            }
        }
        told
    }

    /// What the author wrote and the clause does not say is told to him: nothing is lost in silence.
    pub(super) fn warn_of_unprinted(&self, entered: Entered<'_>, told: &Told) {
        if told.left_out.is_empty() || !self.figures.file().sound {
            return;
        }
        let zh = told.left_out.iter().map(|names| names[0]).collect::<Vec<_>>().join("、");
        let en = told.left_out.iter().map(|names| names[1]).collect::<Vec<_>>().join(", ");
        let source = &self.figures.file().source;
        let hint = say!(
            "要写进去，就用 正文 自己写这一句，或改模板",
            "to have it told, write the sentence yourself in `text`, or change the template"
        );
        self.report(
            Diagnostic::warning("W057", say!("这一句没有写进：{zh}", "this sentence does not tell: {en}"))
                .at(source, source.first_line(entered.record().origin()))
                .hint(hint),
        );
    }

    /// A record without a single fact of its own has no sentence.
    fn warn_of_nothing(&self, entered: Entered<'_>) {
        if !self.figures.file().sound {
            return;
        }
        let (record, source) = (entered.record(), &self.figures.file().source);
        let (zh, en) = (record.table().zh, record.table().en);
        self.report(
            Diagnostic::warning(
                "W074",
                say!("这条{zh}没有写出任何事实，没有印出", "this {en} states no fact and is not printed"),
            )
            .at(source, source.first_line(record.origin()))
            .hint(say!("补上一项事实，或删去这条记录", "add a fact, or delete the record")),
        );
    }

    /// A record that its clause cannot tell, for want of a fact or through a fault of the template.
    fn untold(&self, entered: Entered<'_>, problem: &Diagnostic) {
        // What is wrong with the template alone is told at its own place.
        if problem.code != "E060" || !is_absence(problem) {
            self.report(problem.clone());
            return;
        }
        let (zh, en) = (&problem.message.zh, &problem.message.en);
        let template = problem
            .place
            .as_ref()
            .map(|(source, origin)| format!("{}:{}", source.name(), source.line(origin.range().start)));
        let template = template.unwrap_or_default();
        let record = entered.record();
        if record.table().fields.iter().any(|field| self.figures.file().lost.contains(field.en)) {
            return;
        }
        let (kind_zh, kind_en) = (record.table().zh, record.table().en);
        let place = self.figures.file().source.first_line(record.origin());
        if let Some((_, field)) = absent_field(en).and_then(|name| record.table().find(name)) {
            let (field_zh, field_en) = (field.zh, field.en);
            if matches!(entered, Entered::Honour(_)) && field_en == "to" {
                // An honour without a holder is an error of the facts (E104).
                return;
            }
            self.report(
                Diagnostic::error(
                    "E053",
                    say!(
                        "这条{kind_zh}成句还缺“{field_zh}”（{field_en}）",
                        "this {kind_en} cannot be told without `{field_en}` ({field_zh})"
                    ),
                )
                .at(&self.figures.file().source, place)
                .hint(say!(
                    "补上“{field_zh}”，或用 正文 自己写这一句",
                    "add `{field_en}`, or write the sentence yourself in `text`"
                )),
            );
            return;
        }
        self.report(
            Diagnostic::error(
                "E053",
                say!(
                    "这条{kind_zh}缺少成句所需的事实（{zh}）",
                    "this {kind_en} lacks a fact that its sentence needs ({en})"
                ),
            )
            .at(&self.figures.file().source, place)
            .hint(say!(
                "补上这项事实，或用 正文 自己写这一句（{template}）",
                "add the fact, or write the sentence yourself in `text` ({template})"
            )),
        );
    }
}

/// The records at the front of a list that one clause can tell.
#[derive(Default)]
pub(super) struct Together<'r> {
    pub(super) regulations: Vec<&'r Regulation>,
    pub(super) reliefs: Vec<&'r Relief>,
}

impl Together<'_> {
    /// How many records the clause tells.
    pub(super) fn len(&self) -> usize {
        self.regulations.len().max(self.reliefs.len()).max(1)
    }
}

/// The verbs and forms that a record may take.
pub(crate) fn rule<'t>(phrases: &Phrases<'t>, entered: Entered<'_>) -> Option<&'t VerbRule> {
    let of = entered.record().table().en;
    phrases.templates.verb_rule(phrases.register, of, role_of(entered), &title_of(entered))
}

/// Whether a record whose fields may all be absent has none of those that make its sentence.
fn says_nothing(entered: Entered<'_>) -> bool {
    const FACTS: [&str; 12] = [
        "items",
        "channels",
        "notices",
        "schools",
        "passed",
        "rate",
        "outlets",
        "articles",
        "topic",
        "site",
        "bulletins",
        "rank",
    ];
    let absent = |name: &&str| match entered.record().named(name) {
        Item::Nothing => true,
        Item::List(items) => items.is_empty(),
        _ => false,
    };
    matches!(entered, Entered::Openness(_) | Entered::Publicity(_)) && FACTS.iter().all(absent)
}

/// Whether what a record is about begins with a verb: 开展健步走活动, 走访慰问退休教职工.
pub(super) fn brings_its_verb(entered: Entered<'_>) -> bool {
    const ANY: [&str; 6] = ["开展", "举办", "组织", "召开", "学习", "参观"];
    let title = title_of(entered);
    match entered {
        Entered::Activity(_)
        | Entered::Training(_)
        | Entered::Meeting(_)
        | Entered::Congress(_)
        | Entered::Benefit(_) => ANY.iter().any(|verb| title.starts_with(verb)),
        Entered::RetireeWork(_) | Entered::WomenWork(_) => view::opens_with_verb(&title) || view::is_visit(&title),
        Entered::Labour(_) => view::opens_with_verb(&title),
        _ => false,
    }
}

/// The field that a template asked for in vain: the engine names it in its message and nowhere else.
fn absent_field(message: &str) -> Option<&str> {
    message.split_once("Field `")?.1.split_once("` is not defined").map(|(name, _)| name)
}

pub(super) fn role_of(entered: Entered<'_>) -> &'static str {
    match entered {
        Entered::Activity(Activity { role, .. }) => view::role_name(role.map_or(Role::Host, |role| role.value)),
        _ => "",
    }
}

/// What a record is about, for the choice of its verb.
pub(super) fn title_of(entered: Entered<'_>) -> String {
    match entered {
        Entered::Activity(record) => record.title.text.clone(),
        Entered::Training(record) => record.title.text.clone(),
        Entered::Meeting(record) => record.title.text.clone(),
        Entered::Congress(record) => record.kind.text.clone(),
        Entered::Relief(record) => record.who.text.clone(),
        Entered::Benefit(record) => record.kind.text.clone(),
        Entered::Honour(record) => record.title.text.clone(),
        Entered::Publicity(record) => {
            record.outlets.last().map(|outlet| outlet.0.name.text.clone()).unwrap_or_default()
        }
        Entered::Regulation(record) => record.title.text.clone(),
        Entered::Openness(record) => record.items.first().map(|item| item.text.clone()).unwrap_or_default(),
        Entered::Evaluation(record) => record.object.text.clone(),
        Entered::Donation(record) => record.cause.text.clone(),
        Entered::Insurance(record) => record.product.text.clone(),
        Entered::RetireeWork(record) => record.title.text.clone(),
        Entered::WomenWork(record) => record.title.text.clone(),
        Entered::Labour(record) => record.title.text.clone(),
        Entered::Inspection(record) => record.object.text.clone(),
        Entered::Home(record) => record.title.text.clone(),
    }
}

/// Whether both happened on the same occasion (春节前), which is then said once.
fn same_occasion(a: Entered<'_>, b: Entered<'_>) -> bool {
    let occasion = |entered: Entered<'_>| {
        entered.place().when.filter(|when| when.precision == Precision::Occasion).map(|when| when.written.clone())
    };
    occasion(a).is_some_and(|first| occasion(b) == Some(first))
}

/// Whether an honour was granted to the body itself.
pub(super) fn is_own_honour(entered: Entered<'_>) -> bool {
    matches!(entered, Entered::Honour(honour) if honour.to.iter().all(|person| OWN.contains(&person.name.as_str())))
}
