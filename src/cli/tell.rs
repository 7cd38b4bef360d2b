//! How a run speaks: problems in the order of their places, to a person line by line or to a program in one document.

use std::io::IsTerminal;

use crate::cli::machine::{self, Record, Report};
use crate::cli::{complain, left_out, note, sarif, terminal, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Say, Severity};
use crate::facts::Answered;
use crate::report::LeftOut;
use crate::say;

/// The problems of one file that are listed for a person; of more only the number is said.
const LISTED: usize = 500;

/// For whom problems are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Messages {
    Text,
    Json,
    Sarif,
}

impl Messages {
    /// The names on the command line.
    pub const NAMES: [&str; 3] = ["text", "json", "sarif"];

    /// By its name; text where there is none.
    pub fn named(name: Option<&String>) -> Self {
        match name.map(String::as_str) {
            Some("json") => Self::Json,
            Some("sarif") => Self::Sarif,
            _ => Self::Text,
        }
    }
}

/// What a command asks of its teller.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub language: Language,
    pub messages: Messages,
    /// Whether hints are said.
    pub hints: bool,
    /// Whether a warning weighs like an error.
    pub deny: bool,
    /// Whether problems are what the command is for: then their text is its standard output.
    pub product: bool,
}

/// Says problems to a person, for commands that have nothing else to count; gives whether there is an error among them.
pub fn say(problems: &Diagnostics, language: Language) -> bool {
    let manner = Manner { language, messages: Messages::Text, hints: false, deny: false, product: false };
    Teller::new(manner).say(problems)
}

/// Says what a run has to say and keeps count.
pub struct Teller {
    manner: Manner,
    colour: bool,
    report: Report,
}

impl Teller {
    /// A teller who has said nothing yet.
    pub fn new(manner: Manner) -> Self {
        let terminal = if manner.product { std::io::stdout().is_terminal() } else { std::io::stderr().is_terminal() };
        let colour = terminal && std::env::var_os("NO_COLOR").is_none();
        Self { manner, colour, report: Report::default() }
    }

    /// Says problems of no file in particular, such as those of templates; gives whether they refuse the run.
    pub fn say(&mut self, problems: &Diagnostics) -> bool {
        self.tell(problems, &[]) == "errors"
    }

    /// Says what a facts file is to be told, and keeps what was written for it; gives whether the file is refused.
    pub fn file(&mut self, name: &str, problems: &Diagnostics, answered: &[Answered]) -> bool {
        let status = self.tell(problems, answered);
        self.report.files.push(machine::File {
            name: name.to_owned(),
            status,
            written: Vec::new(),
            left_out: Vec::new(),
        });
        self.report.summary.files += 1;
        status == "errors"
    }

    /// Says what went wrong with the file that was told last when its papers were written.
    pub fn fault(&mut self, problems: &Diagnostics) {
        let status = self.tell(problems, &[]);
        self.report.files.last_mut().into_iter().for_each(|file| file.status = status);
    }

    /// A paper was written for the file that was told last. `size` says how large it is.
    pub fn written(&mut self, path: String, size: &Say) {
        match self.manner.messages {
            Messages::Text => wrote(&format!("{path}{}", size.in_language(self.manner.language))),
            _ => self.report.files.last_mut().into_iter().for_each(|file| file.written.push(path.clone())),
        }
    }

    /// Kinds of paper that the file that was told last is not enough for.
    pub fn left_out(&mut self, kinds: &[LeftOut]) {
        let Some(file) = self.report.files.last_mut() else { return };
        file.left_out = kinds.iter().map(machine::LeftOut::of).collect();
    }

    /// What came of a run over many schools; only a program is told.
    pub fn total(&mut self, totals: machine::Totals) {
        self.report.totals = Some(totals);
    }

    /// The number of files told, and of all that was said about them.
    pub fn summary(&self) -> &machine::Summary {
        &self.report.summary
    }

    /// Ends the run: what was collected for a program is printed.
    pub fn finish(mut self) {
        let text = match self.manner.messages {
            Messages::Text => return self.say_left_out(),
            Messages::Json => serde_json::to_string_pretty(self.report.sorted()),
            Messages::Sarif => serde_json::to_string_pretty(&sarif::log(self.report.sorted(), self.manner.language)),
        };
        match text {
            Ok(text) => wrote(&text),
            Err(error) => complain(&error.to_string()),
        }
    }

    /// What was left out: a line for each reason, or for each file where the run has several.
    fn say_left_out(&self) {
        let files = &self.report.files;
        for file in files {
            let groups = left_out::groups(&file.left_out, self.manner.language);
            if files.len() == 1 {
                groups.iter().for_each(|group| note(&group.line(), self.manner.language));
            } else if let Some(line) = left_out::line(&file.name, &groups) {
                note(&line, self.manner.language);
            }
        }
    }

    /// Says problems and counts them; gives what they make of the file.
    fn tell(&mut self, problems: &Diagnostics, answered: &[Answered]) -> &'static str {
        let mut sorted = problems.sorted();
        sorted.retain(|problem| self.manner.hints || problem.severity != Severity::Hint);
        for problem in &sorted {
            self.report.summary.count(problem.severity);
        }
        self.problems(&sorted);
        let hints = self.manner.hints;
        for answer in answered.iter().filter(|answer| hints || answer.problem.severity != Severity::Hint) {
            self.report.summary.answered += 1;
            self.answer(answer);
        }
        let any = |severity| sorted.iter().any(|problem| problem.severity == severity);
        match (any(Severity::Error), any(Severity::Warning)) {
            (true, _) => "errors",
            (false, true) if self.manner.deny => {
                self.line(&say!("提醒按错误对待（--deny warnings）", "warnings count as errors (--deny warnings)"));
                "errors"
            }
            (false, true) => "warnings",
            (false, false) => "clean",
        }
    }

    fn problems(&mut self, sorted: &[&Diagnostic]) {
        if self.manner.messages != Messages::Text {
            self.report.problems.extend(sorted.iter().map(|problem| Record::of(problem)));
            return;
        }
        for problem in sorted.iter().take(LISTED) {
            self.out(&format!("{}\n", terminal::show(problem, self.manner.language, self.colour)));
        }
        if let Some(more) = sorted.len().checked_sub(LISTED + 1) {
            let more = more + 1;
            self.line(&say!("另有 {more} 处没有列出", "{more} more are not listed"));
        }
    }

    fn answer(&mut self, answer: &Answered) {
        if self.manner.messages != Messages::Text {
            self.report.answered.push(machine::Answer::of(answer));
            return;
        }
        let (code, reason) = (answer.problem.code, &answer.by.reason);
        let place = answer.problem.place.as_ref().map(|(source, origin)| {
            let start = origin.range().start;
            format!("{}:{}", source.file_at(start).0, source.line(start))
        });
        let place = place.unwrap_or_default();
        self.line(&say!("已核实：{place} {code} {reason}", "answered: {place} {code} {reason}"));
    }

    /// A line in the user's language among the problems; nothing where a program reads.
    pub fn line(&self, text: &Say) {
        if self.manner.messages == Messages::Text {
            self.out(text.in_language(self.manner.language));
        }
    }

    fn out(&self, text: &str) {
        if self.manner.product { wrote(text) } else { complain(text) }
    }
}
