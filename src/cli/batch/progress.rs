//! How far a run has come: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::note;
use crate::diagnostic::{Language, Say};
use crate::say;

/// Elsewhere a line is said at each of so many parts of the way,
const PARTS: usize = 10;
/// of a run of so many schools or more,
const MANY: usize = 50;
/// and whenever nothing was said for so long.
const LONG: Duration = Duration::from_secs(10);

/// Says how far the run has come.
pub struct Progress {
    bar: Option<ProgressBar>,
    /// Whether nothing is said at all.
    silent: bool,
    language: Language,
    all: usize,
    done: usize,
    began: Instant,
    last: Instant,
    current: String,
}

impl Progress {
    /// Of a run of so many schools.
    pub fn new(all: usize, silent: bool, language: Language) -> Self {
        let bar = (!silent && std::io::stderr().is_terminal()).then(|| {
            let target = ProgressDrawTarget::stderr();
            let bar = ProgressBar::with_draw_target(u64::try_from(all).ok(), target);
            let template = say!(
                "{{bar:24}} {{pos}}/{{len}} 所  每秒 {{per_sec}} 所  还要 {{eta}}  {{wide_msg}}",
                "{{bar:24}} {{pos}}/{{len}}  {{per_sec}} a second  {{eta}} left  {{wide_msg}}"
            );
            match ProgressStyle::with_template(template.in_language(language)) {
                Ok(style) => bar.with_style(style.with_key(
                    "per_sec",
                    |state: &indicatif::ProgressState, to: &mut dyn std::fmt::Write| {
                        let _ = write!(to, "{:.1}", state.per_sec());
                    },
                )),
                Err(_) => bar,
            }
        });
        let began = Instant::now();
        Self { bar, silent, language, all, done: 0, began, last: began, current: String::new() }
    }

    /// A school is being written.
    pub fn begun(&mut self, facts: &str) {
        facts.clone_into(&mut self.current);
        if let Some(bar) = &self.bar {
            bar.set_message(facts.to_owned());
        }
    }

    /// One more is done with.
    pub fn done(&mut self) {
        self.done += 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
            return;
        }
        let parts = |done: usize| done * PARTS / self.all.max(1);
        let part = self.all >= MANY && parts(self.done) > parts(self.done - 1);
        if !self.silent && self.done < self.all && (part || self.last.elapsed() >= LONG) {
            self.last = Instant::now();
            note(&self.line(), self.language);
        }
    }

    fn line(&self) -> Say {
        let (done, all, current) = (self.done, self.all, &self.current);
        let passed = self.began.elapsed().as_secs_f64();
        let (rate, left) = (done as f64 / passed.max(0.001), (all - done) as f64 * passed / done.max(1) as f64);
        say!(
            "{done}/{all} 所，每秒 {rate:.1} 所，还要约 {left:.0} 秒  {current}",
            "{done}/{all}, {rate:.1} a second, about {left:.0} s left  {current}"
        )
    }

    /// Says something else without a bar in between.
    pub fn aside<T>(&self, say: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// The run is over.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
