//! Congresses: the next session of the term, or the first of the next one.

use crate::diagnostic::Say;
use crate::facts::File;
use crate::facts::model::{Congress, Entered};
use crate::facts::numeral;
use crate::offer::PAPERS;
use crate::plan::draft::season;
use crate::plan::draft::{Drafting, Place, Proposal, names};
use crate::say;

/// 七届二次: the second session of the seventh term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Session {
    term: u32,
    session: u32,
    /// 第七届第二次.
    ordinals: bool,
    digits: bool,
}

impl Session {
    fn read(text: &str) -> Option<Self> {
        let (term, session) = text.trim().split_once('届')?;
        let ordinals = session.starts_with('第');
        let digits = text.contains(|c: char| c.is_ascii_digit());
        let number = |text: &str| numeral::leading(text.trim_start_matches('第')).map(|(number, _)| number);
        Some(Self { term: number(term)?, session: number(session)?, ordinals, digits })
    }

    fn print(self) -> String {
        let number = |number: u32| if self.digits { number.to_string() } else { numeral::chinese(number) };
        let mark = if self.ordinals { "第" } else { "" };
        format!("{mark}{}届{mark}{}次", number(self.term), number(self.session))
    }
}

impl<'a> Drafting<'a> {
    /// Proposes the sessions of the year, as many of each kind as last year had.
    pub(super) fn congress(&mut self) {
        let bases: Vec<&'a File> = self.files().filter(|file| self.is_base(file)).collect();
        let held: Vec<(&File, &Congress)> = bases
            .iter()
            .rev()
            .flat_map(|file| file.facts.congress.iter().map(move |congress| (*file, congress)))
            .collect();
        for (file, congress) in &held {
            let same = |other: &&(&File, &Congress)| other.1.kind.text == congress.kind.text;
            let all: Vec<Option<Session>> = held.iter().filter(same).map(|(_, one)| session(one)).collect();
            let ahead = held.iter().filter(same).position(|(_, one)| std::ptr::eq(*one, *congress)).unwrap_or_default();
            let last = all.into_iter().flatten().max_by_key(|session| (session.term, session.session));
            let proposal = self.session(file, congress, last, ahead);
            self.draft.proposals.push(proposal);
        }
    }

    fn session(&self, file: &File, congress: &Congress, last: Option<Session>, ahead: usize) -> Proposal {
        let record = Entered::Congress(congress);
        let kind = &congress.kind.text;
        let next = last.map(|last| self.next(kind, last, ahead));
        let title = format!("召开{}{kind}", next.as_ref().map(|(session, _)| session.print()).unwrap_or_default());
        let stem = self.stem(file, record);
        let place = Place::new(file, congress.origin);
        let mut proposal = Proposal::new(names::undated(&stem).replace('.', "-"), title, stem, place);
        proposal.names.push(kind.clone());
        proposal.whole.push(kind.clone());
        self.settle(&mut proposal, file, record, season::months(&file.period, &self.order.period));
        let unnumbered = || say!("上年开过", "it was held last year");
        proposal.reasons.insert(0, next.map_or_else(unnumbered, |(_, reason)| reason));
        proposal
    }

    /// The session that comes `ahead` sessions after the next one, and why it is that one.
    fn next(&self, kind: &str, last: Session, ahead: usize) -> (Session, Say) {
        let ahead = u32::try_from(ahead).unwrap_or_default();
        let before = last.print();
        if let Some(reason) = self.elected(kind).or_else(|| self.full(kind, last)) {
            return (Session { term: last.term + 1, session: 1 + ahead, ..last }, reason);
        }
        let reason = say!("上一次是{before}", "the last one was {before}");
        (Session { session: last.session + 1 + ahead, ..last }, reason)
    }

    /// A report on a whole term is given to the members' meeting that elects the next committee.
    fn elected(&self, kind: &str) -> Option<Say> {
        let names = PAPERS.iter().find(|(kind, _)| *kind == "congress-report")?;
        let is_report = |name: &str| name == names.0 || names.1.contains(&name);
        let file = &self.dossier.current;
        let (_, report) =
            file.facts.documents.0.iter().find(|(key, paper)| {
                is_report(paper.kind.as_ref().map_or(key.text.as_str(), |kind| kind.text.as_str()))
            })?;
        let term = report.period.as_ref()?.period;
        let whole = term.start < file.period.start && term.end >= file.period.end;
        let line = file.source.line_from(report.origin, Default::default());
        let (line_zh, line_en, name) = (line.zh, line.en, term.name());
        (whole && kind.contains("会员")).then(|| {
            say!(
                "{line_zh}的工作报告总结的是{name}整届，要换届",
                "the report of {line_en} is on the whole term {name}: an election is due"
            )
        })
    }

    /// The term before had no more sessions than this one has had by now.
    fn full(&self, kind: &str, last: Session) -> Option<Say> {
        let sessions = self.files().flat_map(|file| &file.facts.congress).filter(|one| one.kind.text == kind);
        let before = sessions.filter_map(session).filter(|one| one.term + 1 == last.term);
        let most = before.max_by_key(|one| one.session)?;
        let name = most.print();
        (last.session >= most.session && most.session > 1)
            .then(|| say!("上一届开到{name}", "the term before ended with {name}"))
    }
}

fn session(congress: &Congress) -> Option<Session> {
    Session::read(&congress.session.as_ref()?.text)
}
