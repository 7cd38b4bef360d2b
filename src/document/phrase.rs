//! Records become clauses, clauses become a paragraph that reads as one hand wrote it: verbs and sentence forms vary, no
//! three clauses begin alike, and the whole is joined with ； and closed with 。 (GB/T 15834).

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin};
use crate::document::prose::{self, Printed};
use crate::document::templates::Templates;
use crate::document::view;
use crate::facts::model::{Activity, Entered, OWN};
use crate::facts::pending;
use crate::facts::time::Precision;
use crate::facts::value::{Piece, Prose, Reference, Role};
use crate::figures::Figures;
use crate::say;

/// Writes the sentences of one paper; keeps what was told and what went wrong.
pub struct Phrases<'a> {
    pub figures: Figures<'a>,
    templates: &'a Templates,
    problems: RefCell<Diagnostics>,
    /// How often each record was told as a clause.
    told: RefCell<HashMap<Origin, u32>>,
    /// The circles of references that have been reported, each by its members.
    circles: RefCell<HashSet<Vec<Origin>>>,
    /// What the references that were printed start with.
    cited: RefCell<HashSet<String>>,
    /// The records and texts that are being written now, outermost first: a reference back to one of them is a circle.
    open: RefCell<Vec<Origin>>,
}

/// One way to tell a record.
struct Told {
    text: String,
    /// The kind of record and the sentence form, to vary them within a paragraph.
    wording: String,
    /// Fields that are written but that this wording does not print: names in Chinese and English.
    left_out: Vec<[&'static str; 2]>,
}

/// Openings that a paragraph has used, with how often.
type Openings = HashMap<String, u32>;

impl<'a> Phrases<'a> {
    /// Sentences about the facts behind `figures`.
    pub fn new(figures: Figures<'a>, templates: &'a Templates) -> Self {
        Self {
            figures,
            templates,
            problems: RefCell::default(),
            told: RefCell::default(),
            circles: RefCell::default(),
            cited: RefCell::default(),
            open: RefCell::default(),
        }
    }

    /// The templates that the sentences are made with.
    pub fn templates(&self) -> &'a Templates {
        self.templates
    }

    /// Warns of records that the paper tells more than once.
    pub fn warn_of_repeats(&self) {
        if self.has_errors() {
            return;
        }
        let told = self.told.borrow();
        for record in self.figures.facts().placed() {
            let origin = record.record().origin();
            if told.get(&origin).is_some_and(|times| *times > 1) {
                let source = &self.figures.file().source;
                self.report(
                    Diagnostic::warning(
                        "W049",
                        say!("这条记录在正文里写了不止一次", "this record is told more than once"),
                    )
                    .at(source, source.first_line(origin))
                    .hint(say!(
                        "只留一处整句引用；别处引用它的数字",
                        "keep one reference to the whole; refer to its figures elsewhere"
                    )),
                );
            }
        }
    }

    /// What went wrong so far, and the places of the records told.
    pub fn finish(self) -> (Diagnostics, HashSet<Origin>) {
        let cited = self.cited.into_inner();
        let placed = self.figures.facts().placed();
        let mentioned = placed.iter().filter(|record| record.id().is_some_and(|id| cited.contains(&id.text)));
        let mut used: HashSet<Origin> = mentioned.map(|record| record.record().origin()).collect();
        used.extend(self.told.into_inner().into_keys());
        (self.problems.into_inner(), used)
    }

    /// Whether something went wrong so far.
    pub fn has_errors(&self) -> bool {
        self.problems.borrow().has_errors()
    }

    /// Reports a problem.
    pub fn report(&self, problem: Diagnostic) {
        let known = self.problems.borrow().sorted().into_iter().any(|each| *each == problem);
        if !known {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// The author's paragraphs with their references resolved.
    pub fn paragraphs(&self, prose: &Prose) -> Vec<String> {
        prose
            .paragraphs
            .iter()
            .map(|pieces| self.pieces(pieces, prose.origin))
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// The author's words in a row, for use inside a sentence.
    pub fn inline(&self, prose: &Prose) -> String {
        let paragraphs = self.paragraphs(prose);
        let Some((last, before)) = paragraphs.split_last() else { return String::new() };
        before.iter().map(|paragraph| sentence(paragraph)).collect::<String>() + last
    }

    fn pieces(&self, pieces: &[Piece], origin: Origin) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Reference(reference) => match self.cite(reference, prose::resolve(reference, self.figures)) {
                    Ok(Printed::Text(part)) => text.push_str(&part),
                    Ok(Printed::Clause(entered)) => {
                        text.push_str(
                            &self.within(entered.record().origin(), reference.origin, || self.clause(entered)),
                        );
                    }
                    Ok(Printed::Prose(prose)) if prose.origin == origin => self.circle(reference.origin),
                    Ok(Printed::Prose(prose)) => {
                        text.push_str(&self.within(prose.origin, reference.origin, || self.inline(prose)));
                    }
                    Err(problem) if self.is_lost(reference, &problem) => {}
                    Err(problem) => self.report(*problem),
                },
            }
        }
        text
    }

    /// Takes note of what a printed reference tells.
    fn cite<T>(&self, reference: &Reference, printed: T) -> T {
        self.cited.borrow_mut().extend(reference.path.first().cloned());
        printed
    }

    /// Whether a reference leads to something that was written but could not be read, which has been reported.
    fn is_lost(&self, reference: &Reference, problem: &Diagnostic) -> bool {
        let lost = &self.figures.file().lost;
        // A figure may lack its data because a fact that it follows from is still to be filled in.
        let waits = problem.code == "E037" && lost.contains(pending::MARK);
        waits || reference.path.iter().any(|step| lost.contains(step))
    }

    /// Writes something unless it is being written already.
    fn within(&self, what: Origin, place: Origin, write: impl FnOnce() -> String) -> String {
        let round = self.open.borrow().iter().position(|open| *open == what);
        if let Some(from) = round {
            // One circle is one problem, wherever it is entered.
            let mut members = self.open.borrow()[from..].to_vec();
            members.sort();
            if self.circles.borrow_mut().insert(members) {
                self.circle(place);
            }
            return String::new();
        }
        self.open.borrow_mut().push(what);
        let text = write();
        self.open.borrow_mut().pop();
        text
    }

    fn circle(&self, place: Origin) {
        let message = say!("引用绕成了圈", "this reference leads back to itself");
        let hint = say!("去掉其中一处引用", "take one of the references away");
        self.report(Diagnostic::error("E048", message).at(&self.figures.file().source, place).hint(hint));
    }

    /// One record as one clause in its plainest form, without final punctuation.
    pub fn clause(&self, entered: Entered<'_>) -> String {
        self.tell(entered);
        let Some(told) = self.candidates(entered, None).into_iter().next() else { return String::new() };
        self.warn_of_unprinted(entered, &told);
        told.text
    }

    /// Records in a row as one paragraph; `None` without records.
    pub fn paragraph(&self, records: &[Entered<'_>]) -> Option<String> {
        let mut used = Openings::new();
        let mut worded: HashMap<String, u32> = HashMap::new();
        let mut last = String::new();
        let mut clauses = Vec::new();
        let mut before: Option<Entered<'_>> = None;
        for record in records {
            self.tell(*record);
            let origin = record.record().origin();
            let mut texts = Vec::new();
            self.within(origin, origin, || {
                texts = self.candidates(*record, before);
                String::new()
            });
            before = Some(*record);
            // The freshest opening wins; among equals the earlier, more usual wording.
            let count = |map: &HashMap<String, u32>, key: &str| map.get(key).copied().unwrap_or(0);
            let fresh = |told: &Told| {
                let heard = (count(&used, &opening(&told.text)), opening(&told.text) == last);
                (told.left_out.len(), heard, count(&worded, &told.wording))
            };
            let Some(best) = texts.into_iter().min_by_key(fresh) else { continue };
            last = opening(&best.text);
            *used.entry(last.clone()).or_default() += 1;
            self.warn_of_unprinted(*record, &best);
            *worded.entry(best.wording).or_default() += 1;
            clauses.push(best.text);
        }
        join(&clauses)
    }

    fn tell(&self, entered: Entered<'_>) {
        *self.told.borrow_mut().entry(entered.record().origin()).or_default() += 1;
    }

    /// The ways to tell a record, the most usual first; `before` is the record told just before it.
    fn candidates(&self, entered: Entered<'_>, before: Option<Entered<'_>>) -> Vec<Told> {
        let place = entered.place();
        if let Some(text) = place.text {
            let text = trimmed(&self.inline(text)).to_owned();
            return vec![Told { text, wording: String::new(), left_out: Vec::new() }];
        }
        let of = entered.record().table().en;
        let rule = self.templates.verb_rule(of, role_of(entered), &title_of(entered));
        // 开展健步走活动 brings its verb along.
        const VERBS: [&str; 6] = ["开展", "举办", "组织", "召开", "学习", "参观"];
        let own_verb = place.verb.map(|verb| vec![verb.text.clone()]);
        let has_verb = !matches!(entered, Entered::Honour(_) | Entered::Publicity(_) | Entered::Relief(_));
        let told_verb = has_verb && VERBS.iter().any(|verb| title_of(entered).starts_with(verb));
        let own_verb = own_verb.or_else(|| told_verb.then(|| vec![String::new()]));
        let verbs = own_verb.or_else(|| rule.map(|rule| rule.verbs.clone())).unwrap_or_else(|| vec![String::new()]);
        let forms = rule.map_or_else(|| vec!["plain".to_owned()], |rule| rule.forms.clone());
        let mut view = view::record(entered, self.figures, &|prose| trimmed(&self.inline(prose)).to_owned());
        if let Some(takers) = rule.and_then(|rule| rule.takers.as_ref()) {
            view.insert("takers".to_owned(), Value::String(takers.clone()));
        }
        view.insert("again".to_owned(), Value::Bool(before.is_some_and(|before| same_occasion(before, entered))));
        let own_twice = before.is_some_and(|before| is_own_honour(before) && is_own_honour(entered));
        view.insert("own_again".to_owned(), Value::Bool(own_twice));
        let mut told: Vec<Told> = Vec::new();
        for form in &forms {
            for verb in &verbs {
                view.insert("form".to_owned(), Value::String(form.clone()));
                view.insert("verb".to_owned(), Value::String(verb.clone()));
                match self.templates.clause(of, &Value::Object(view.clone())) {
                    Ok(text) => {
                        let text = trimmed(&text).to_owned();
                        if !told.iter().any(|each| each.text == text) {
                            let left_out = view::left_out(entered, &view, &text);
                            told.push(Told { text, wording: format!("{of} {form}"), left_out });
                        }
                    }
                    Err(problem) => {
                        self.untold(entered, &problem);
                        return Vec::new();
                    }
                }
            }
        }
        told
    }

    /// What the author wrote and the clause does not say is told to him: nothing is lost in silence.
    fn warn_of_unprinted(&self, entered: Entered<'_>, told: &Told) {
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

    /// A record that its clause cannot tell, for want of a fact or through a fault of the template.
    fn untold(&self, entered: Entered<'_>, problem: &Diagnostic) {
        let (zh, en) = (&problem.message.zh, &problem.message.en);
        let template = problem
            .place
            .as_ref()
            .map(|(source, origin)| format!("{}:{}", source.name(), source.position(origin.range().start).0));
        let template = template.unwrap_or_default();
        let record = entered.record();
        if record.table().fields.iter().any(|field| self.figures.file().lost.contains(field.en)) {
            return;
        }
        let (kind_zh, kind_en) = (record.table().zh, record.table().en);
        let place = self.figures.file().source.first_line(record.origin());
        if let Some((_, field)) = absent_field(en).and_then(|name| record.table().find(name)) {
            let (field_zh, field_en) = (field.zh, field.en);
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

/// The field that a template asked for in vain: the engine names it in its message and nowhere else.
fn absent_field(message: &str) -> Option<&str> {
    message.split_once("Field `")?.1.split_once("` is not defined").map(|(name, _)| name)
}

fn role_of(entered: Entered<'_>) -> &'static str {
    match entered {
        Entered::Activity(Activity { role, .. }) => view::role_name(role.map_or(Role::Host, |role| role.value)),
        _ => "",
    }
}

/// What a record is about, for the choice of its verb.
fn title_of(entered: Entered<'_>) -> String {
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

/// How a clause begins, as the ear hears it: its first word or so.
fn opening(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(c @ ('为' | '在' | '与' | '被' | '向')) => c.to_string(),
        Some(c) => std::iter::once(c).chain(chars.next()).collect(),
        None => String::new(),
    }
}

/// A sentence part without the punctuation that its place in the sentence decides.
pub fn trimmed(text: &str) -> &str {
    text.trim().trim_start_matches(['，', '；', '。', '、']).trim_end_matches(['。', '；', '，', '、'])
}

/// Whether both happened on the same occasion (春节前), which is then said once.
fn same_occasion(a: Entered<'_>, b: Entered<'_>) -> bool {
    let occasion = |entered: Entered<'_>| {
        entered.place().when.filter(|when| when.precision == Precision::Occasion).map(|when| when.written.clone())
    };
    occasion(a).is_some_and(|first| occasion(b) == Some(first))
}

/// Whether an honour was granted to the body itself.
fn is_own_honour(entered: Entered<'_>) -> bool {
    matches!(entered, Entered::Honour(honour) if honour.to.iter().all(|person| OWN.contains(&person.name.as_str())))
}

/// Clauses of one paragraph: ； between them and 。 at the end; where one holds a 。 inside, all end with 。.
pub fn join(clauses: &[String]) -> Option<String> {
    let clauses: Vec<&str> = clauses.iter().map(|clause| trimmed(clause)).filter(|clause| !clause.is_empty()).collect();
    if clauses.is_empty() {
        return None;
    }
    let mark = if clauses.iter().any(|clause| clause.contains(['。', '！', '？'])) { "。" } else { "；" };
    let mut text = String::new();
    for (at, clause) in clauses.iter().enumerate() {
        text.push_str(clause);
        let last = at + 1 == clauses.len();
        text.push_str(if closed(clause) {
            ""
        } else if last {
            "。"
        } else {
            mark
        });
    }
    Some(text)
}

/// Whether a text already ends a sentence; a quotation that ends one inside its quotes does.
fn closed(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '’', '）', '》']);
    text.ends_with(['。', '！', '？', '…']) || (bare.ends_with(['。', '！', '？']) && text.ends_with('”'))
}

/// A text as a whole sentence.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if closed(text) || text.ends_with('：') { text.to_owned() } else { format!("{}。", trimmed(text)) }
}
