//! What this year's facts say of the time ahead: remedies of shortcomings and next steps, in their author's words.

use crate::diagnostic::{Origin, Say};
use crate::facts::model::{Entered, PlanItem};
use crate::facts::value::Prose;
use crate::figures::stems;
use crate::plan::draft::history::name;
use crate::plan::draft::wording::{Between, told_time};
use crate::plan::draft::write::plain;
use crate::plan::draft::{Drafting, Place, Proposal, names};
use crate::say;

impl Drafting<'_> {
    /// Each remedy becomes an item: its first clause says what is done, the rest how.
    pub(super) fn problems(&mut self) {
        let file = &self.dossier.current;
        for problem in &file.facts.problems {
            let place = Place::new(file, problem.origin);
            let text = plain(&problem.text);
            let Some(remedy) = &problem.remedy else {
                self.pass(text, place, say!("没有写对策", "it has no remedy"));
                continue;
            };
            let mark = stems::of_text(&problem.text);
            let (stem, id) = match &problem.id {
                Some(id) => (id.text.clone(), id.text.replace('.', "-")),
                None => (self.listed(["problems", "问题"], &mark), format!("wenti-{mark}")),
            };
            let words = plain(remedy);
            if self.is_own(&words) {
                self.pass(text, place, say!("计划里已有这条对策", "its remedy is planned already"));
                continue;
            }
            let mut proposal = self.worded(id, &words, stem, place);
            proposal.reasons.insert(0, say!("存在的问题：{text}", "shortcoming: {text}"));
            self.about(&mut proposal, &format!("{text}，{words}"));
            self.draft.proposals.push(proposal);
        }
    }

    /// Each next step that nothing proposed covers becomes an item; one that says more of a proposal becomes its measure.
    pub(super) fn next_steps(&mut self) {
        let file = &self.dossier.current;
        for step in &file.facts.next {
            self.next_step(step, Place::new(file, step.origin));
        }
    }

    fn next_step(&mut self, step: &Prose, place: Place) {
        let mark = stems::of_text(step);
        let stem = &self.listed(["next", "下一步"], &mark);
        let words = plain(step);
        // What the clause before was about, and the area of what the sentence has named.
        let (mut of, mut area, mut own) = (None, (None, None), Vec::new());
        let (mut covered, mut held) = (false, None);
        // Who wrote a whole clause of it into the plan wrote the rest there in other words.
        let shared = clauses(&words).any(|clause| self.is_word_for_word(clause));
        for clause in clauses(&words) {
            let named = self.named(clause);
            self.stated_time(clause, &named);
            if let Some(first) = named.first() {
                let proposal = &self.draft.proposals[*first];
                area = (proposal.area.clone(), proposal.item.clone());
            }
            match named.as_slice() {
                _ if shared || self.is_own(clause) => (of, covered, held) = (None, true, None),
                // Of a matter that was only named the words behind it say how.
                [] if held.is_some() && goes_on(clause) => self.add_measure(held, clause, stem),
                [] if of.is_none() => own.push(clause),
                [] => self.add_measure(of, clause, stem),
                [at, ..] if self.says_more(clause, &named) => {
                    of = Some(*at);
                    self.add_measure(of, clause, stem);
                }
                [at] => (of, covered, held) = (None, true, Some(*at)),
                _ => (of, covered, held) = (None, true, None),
            }
        }
        if own.is_empty() {
            if covered {
                self.pass(words, place, say!("已在计划或提议里", "planned or proposed already"));
            }
            return;
        }
        let mut proposal = self.worded(format!("xia-{mark}"), &own.join("，"), stem.to_owned(), place);
        proposal.reasons.insert(0, say!("下一步打算", "a next step"));
        self.about(&mut proposal, &own.join("，"));
        if proposal.area.is_none() {
            (proposal.area, proposal.item) = area;
        }
        self.draft.proposals.push(proposal);
    }

    /// The proposals that a clause names.
    fn named(&self, clause: &str) -> Vec<usize> {
        let all = self.draft.proposals.iter().enumerate();
        all.filter(|(_, proposal)| names::mentions(clause, &proposal.names)).map(|(at, _)| at).collect()
    }

    /// Whether a clause says more than that something will be held.
    fn says_more(&self, clause: &str, named: &[usize]) -> bool {
        const HOLD: [&str; 12] =
            ["办好", "开好", "召开", "举办", "组织", "开展", "继续", "做好", "搞好", "筹备", "办", "开"];
        let mut rest = names::bare(clause);
        let mut words: Vec<&str> =
            named.iter().flat_map(|at| &self.draft.proposals[*at].names).map(String::as_str).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        for word in words.into_iter().chain(HOLD) {
            rest = rest.replace(word, "");
        }
        let counts = |c: &char| !c.is_ascii_digit() && !"零一二三四五六七八九十百年月日届次第、和及与并".contains(*c);
        rest.chars().filter(counts).count() > 2
    }

    /// The words of this year's file for the time that is planned.
    fn between(&self) -> Between {
        Between { told: self.dossier.current.period, planned: self.order.period }
    }

    /// A proposal in its author's words: a date at their head is its time, the first clause its title, the rest its measure.
    fn worded(&self, id: String, words: &str, stem: String, place: Place) -> Proposal {
        let between = self.between();
        let dated = between.dated(words).and_then(|(when, rest)| Some((told_time(&when)?, rest)));
        let (turned, changes) = between.turned(dated.as_ref().map_or(words, |(_, rest)| rest));
        let (title, measure) = split(&turned);
        let mut proposal = Proposal::new(id, title, stem, place);
        proposal.measure = measure;
        if let Some(((when, reason), _)) = dated {
            proposal.when = Some(when);
            proposal.reasons.push(reason);
        }
        proposal.reasons.extend(changes);
        proposal
    }

    /// Where a clause begins with a date and names one proposal, that is its time, unless its day lies in it already.
    fn stated_time(&mut self, clause: &str, named: &[usize]) {
        let between = self.between();
        let ([at], Some((when, _))) = (named, between.dated(clause)) else { return };
        let proposal = &mut self.draft.proposals[*at];
        if proposal.when.as_ref().is_some_and(|written| between.lies_in(written, &when)) {
            return;
        }
        if let Some((written, reason)) = told_time(&when) {
            proposal.when = Some(written);
            proposal.reasons.push(reason);
        }
    }

    fn add_measure(&mut self, of: Option<usize>, clause: &str, stem: &str) {
        let (clause, changes) = self.between().turned(clause);
        let Some(proposal) = of.and_then(|at| self.draft.proposals.get_mut(at)) else { return };
        match &mut proposal.measure {
            Some(measure) => *measure = format!("{measure}，{clause}"),
            None => proposal.measure = Some(clause),
        }
        if !proposal.stems.iter().any(|known| known == stem) {
            proposal.stems.push(stem.to_owned());
            proposal.reasons.push(say!("下一步打算说到它", "a next step speaks of it"));
        }
        let new: Vec<Say> = changes.into_iter().filter(|change| !proposal.reasons.contains(change)).collect();
        proposal.reasons.extend(new);
    }

    /// Whether a person's item has this clause as it is.
    fn is_word_for_word(&self, clause: &str) -> bool {
        const LEAST: usize = 6;
        let within = |text: &str| clauses(text).any(|own| own == clause);
        let says = |item: &&PlanItem| {
            within(&item.title.text) || item.measure.as_ref().map(plain).is_some_and(|it| within(&it))
        };
        clause.chars().count() >= LEAST && self.draft.own.iter().any(says)
    }

    /// Whether a person has planned this already.
    fn is_own(&self, words: &str) -> bool {
        self.draft.own.iter().any(|item| {
            let said = [Some(item.title.text.clone()), item.measure.as_ref().map(plain)];
            let near = |text: &String| {
                let parts = || clauses(text).chain([text.as_str()]);
                let same = |clause: &str| parts().any(|part| names::alike(part, clause));
                same(words) || clauses(words).any(same)
            };
            said.iter().flatten().any(near) || names::mentions(words, &names::called(&item.title.text))
        })
    }

    /// Gives a proposal the area of what it speaks of: a record that it names, or the congress where it speaks of motions.
    fn about(&self, proposal: &mut Proposal, words: &str) {
        let file = &self.dossier.current;
        let called =
            |record: &Entered<'_>| name(*record).is_some_and(|name| names::mentions(words, &names::called(&name)));
        let placed = file.facts.placed();
        let named = placed.iter().find(|record| called(record));
        let motions =
            |record: &&Entered<'_>| matches!(record, Entered::Congress(congress) if congress.proposals.is_some());
        let Some(record) = named.or_else(|| placed.iter().find(motions).filter(|_| words.contains("提案"))) else {
            return;
        };
        let place = record.place();
        (proposal.area, proposal.item) = self.area(place.area.map(|it| &*it.text), place.item.map(|it| &*it.text));
        if named.is_some() {
            let stem = self.stem(file, *record);
            let line = file.source.line_from(record.record().origin(), Origin::default());
            let (zh, en) = (line.zh, line.en);
            proposal.stems.push(stem);
            proposal.reasons.push(say!("说的是{zh}的记录", "it speaks of the record of {en}"));
        }
    }

    /// A member of a list by what it says, in the language of the file.
    fn listed(&self, [en, zh]: [&str; 2], mark: &str) -> String {
        let key = if self.in_english() { en } else { zh };
        format!("{key}-{mark}")
    }
}

/// Whether a clause has no subject of its own, so that it says more of what was named before it: 明年增加女队.
fn goes_on(clause: &str) -> bool {
    const OPENINGS: [&str; 9] = ["明年", "来年", "下年度", "下一年", "增", "扩", "新设", "改", "邀请"];
    OPENINGS.iter().any(|word| clause.starts_with(word))
}

/// The clauses of a sentence.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '；', '。', '\n']).map(str::trim).filter(|clause| !clause.is_empty())
}

/// The first clause of a sentence, and the rest of it. A sentence that begins with what is done already (已请总务处列入预算)
/// stays whole: the clause behind it speaks of that.
fn split(text: &str) -> (String, Option<String>) {
    let text = text.trim_end_matches(['。', '；']).replace('\n', "，");
    match text.split_once(['，', '；', '。']) {
        Some((first, rest)) if !text.starts_with('已') => (first.to_owned(), Some(rest.to_owned())),
        _ => (text, None),
    }
}
