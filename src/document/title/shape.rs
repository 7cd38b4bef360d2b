//! Which breaks give the fairest figure: a trapezoid or a diamond (GB/T 9704 7.3.1), never an hourglass.

use super::width::{EM, LINE};
use super::words::{Place, Title};

/// Titles of more lines than this are no titles; they are filled line by line.
const MOST_LINES: usize = 8;

/// The characters with which the second and every further line begins.
pub fn breaks(title: &Title) -> Vec<usize> {
    if title.width(0, title.len()).wide <= LINE {
        return Vec::new();
    }
    let filled = fill(title, Place::Inside);
    if filled.len() >= MOST_LINES {
        return filled;
    }
    // The meaning comes first: a strict figure of whole words, then a rough one; only then one that splits a name, and
    // last of all a word.
    let tries = [Figure::Strict, Figure::Rough].map(|figure| (Place::Word(i32::MAX), figure));
    let tries = tries.into_iter().chain([Place::Whole, Place::Inside].map(|worst| (worst, Figure::Strict)));
    let tries = tries.chain([Place::Word(i32::MAX), Place::Whole, Place::Inside].map(|worst| (worst, Figure::Any)));
    tries.into_iter().find_map(|(worst, figure)| Search::new(title, worst, figure).fairest()).unwrap_or(filled)
}

/// What the lines must form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    /// A trapezoid or a diamond.
    Strict,
    /// A diamond whose sides may be dented.
    Rough,
    Any,
}

/// Fills every line as far as it goes, at places no worse than `worst` where there are any.
fn fill(title: &Title, worst: Place) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut start = 0;
    let mut last: Option<usize> = None;
    let mut index = 1;
    while index < title.len() {
        if title.place(index) <= worst {
            last = Some(index);
        }
        if title.width(start, index + 1).wide > LINE {
            // No good place on this line: any that is not forbidden, else right here.
            let allowed = (start + 1..=index).rev().find(|&at| title.place(at) != Place::Never);
            let end = last.or(allowed).unwrap_or(index);
            breaks.push(end);
            (start, last, index) = (end, None, end);
        }
        index += 1;
    }
    breaks
}

/// What the lines so far form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Only the first line stands.
    First,
    /// Every line is longer than the one before.
    Growing,
    /// Grew, then kept its width: must shrink in the end.
    Flat,
    /// Shrinks; a shape that ends here is a trapezoid or a diamond.
    Shrinking,
}

const PHASES: [Phase; 4] = [Phase::First, Phase::Growing, Phase::Flat, Phase::Shrinking];

/// The cheapest way to reach a state, and the state before it.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: i32,
    from: (usize, usize),
}

/// A search over the last two breaks and the phase.
struct Search<'a> {
    title: &'a Title<'a>,
    /// The permitted breaks, with the beginning and the end of the title.
    stops: Vec<usize>,
    figure: Figure,
    worst: Place,
}

/// `ways[end][start]`: the lines so far, the last of which goes from stop `start` to stop `end`, by phase.
type Ways = Vec<Vec<[Option<Way>; 4]>>;

impl<'a> Search<'a> {
    fn new(title: &'a Title<'a>, worst: Place, figure: Figure) -> Self {
        let inner = (1..title.len()).filter(|&index| title.place(index) <= worst);
        Self { title, stops: [0].into_iter().chain(inner).chain([title.len()]).collect(), figure, worst }
    }

    /// The cheapest lines, as the characters with which the second and further ones begin: as few as will do, one more
    /// where that is much better, two more where nothing else gives the figure.
    fn fairest(&self) -> Option<Vec<usize>> {
        const LINE_MORE: i32 = 10;
        let least = fill(self.title, self.worst).len() + 1;
        let mut layers = vec![self.first()];
        let mut found: Option<(i32, Vec<usize>)> = None;
        for count in 2..=least + 2 {
            layers.push(self.next(layers.last()?));
            if count < least || (count == least + 2 && found.is_some()) {
                continue;
            }
            let Some((cost, breaks)) = self.trace(&layers) else { continue };
            let cost = cost + LINE_MORE * (count - least) as i32;
            if found.as_ref().is_none_or(|(best, _)| cost < *best) {
                found = Some((cost, breaks));
            }
        }
        found.map(|(_, breaks)| breaks)
    }

    fn empty(&self) -> Ways {
        vec![vec![[None; 4]; self.stops.len()]; self.stops.len()]
    }

    fn first(&self) -> Ways {
        let mut ways = self.empty();
        for (end, row) in ways.iter_mut().enumerate().skip(1) {
            if let Some(cost) = self.line_cost(0, end) {
                row[0][Phase::First as usize] = Some(Way { cost, from: (0, 0) });
            }
        }
        ways
    }

    fn next(&self, before: &Ways) -> Ways {
        let mut ways = self.empty();
        for start in 1..self.stops.len() {
            for (end, row) in ways.iter_mut().enumerate().skip(start + 1) {
                let Some(line) = self.line_cost(start, end) else { break };
                for (previous, states) in before[start].iter().enumerate().take(start) {
                    for (state, way) in states.iter().enumerate().filter_map(|(state, way)| Some((state, (*way)?))) {
                        let Some((phase, step)) = self.step(PHASES[state], previous, start, end) else { continue };
                        let cost = way.cost + line + step;
                        let slot = &mut row[start][phase as usize];
                        if slot.is_none_or(|best| cost < best.cost) {
                            *slot = Some(Way { cost, from: (previous, state) });
                        }
                    }
                }
            }
        }
        ways
    }

    fn trace(&self, layers: &[Ways]) -> Option<(i32, Vec<usize>)> {
        let mut end = self.stops.len() - 1;
        let finals = layers.last()?[end].iter().enumerate().flat_map(|(start, states)| {
            states.iter().enumerate().filter_map(move |(state, way)| way.map(|way| (way.cost, start, state)))
        });
        let whole = finals.filter(|&(_, _, state)| PHASES[state] != Phase::Flat);
        let (cost, mut start, mut state) = whole.min()?;
        let mut breaks = Vec::new();
        for ways in layers.iter().skip(1).rev() {
            breaks.push(self.stops[start]);
            let way = ways[end][start][state]?;
            end = start;
            (start, state) = way.from;
        }
        breaks.reverse();
        (self.figure != Figure::Rough || self.is_diamond(&breaks)).then_some((cost, breaks))
    }

    /// Whether some line between the first and the last is longer than both.
    fn is_diamond(&self, breaks: &[usize]) -> bool {
        let stops: Vec<usize> = [0].into_iter().chain(breaks.iter().copied()).chain([self.title.len()]).collect();
        let widths: Vec<_> = stops.windows(2).map(|line| self.title.width(line[0], line[1])).collect();
        let [first, middle @ .., last] = widths.as_slice() else { return false };
        middle.iter().any(|line| line.beyond(*first) >= EM && line.beyond(*last) >= EM)
    }

    /// What a line costs by its first place and its length; `None` if it is too long.
    fn line_cost(&self, start: usize, end: usize) -> Option<i32> {
        let width = self.title.width(self.stops[start], self.stops[end]);
        if width.wide > LINE {
            return None;
        }
        let place = match self.title.place(self.stops[start]) {
            _ if start == 0 => 0,
            Place::Word(cost) => cost,
            Place::Whole => 40,
            Place::Inside => 80,
            Place::Never => return None,
        };
        let short = (5 * EM - width.narrow).max(0);
        Some(place + short * 12 / EM)
    }

    /// The phase after the line `start..end`, and what its difference to the line before costs.
    fn step(&self, phase: Phase, previous: usize, start: usize, end: usize) -> Option<(Phase, i32)> {
        let width = |from: usize, to: usize| self.title.width(self.stops[from], self.stops[to]);
        let grown = width(start, end).beyond(width(previous, start));
        if self.figure == Figure::Any {
            return Some((Phase::First, grown.abs() / EM));
        }
        let next = match phase {
            Phase::First | Phase::Growing if grown >= EM => Phase::Growing,
            Phase::Growing | Phase::Flat if grown.abs() < EM => Phase::Flat,
            _ if grown <= -EM => Phase::Shrinking,
            Phase::Shrinking if self.figure == Figure::Rough && grown <= 3 * EM => Phase::Shrinking,
            _ => return None,
        };
        let dent = if phase == Phase::Shrinking { 10 * grown.max(0) / EM } else { 0 };
        let cost = match grown.abs() {
            step if step < EM => 6,
            step if step < 3 * EM / 2 => 3,
            step if step <= 6 * EM => 0,
            step => (step - 6 * EM) * 3 / 2 / EM,
        };
        Some((next, cost + dent))
    }
}
