//! What a roll-up leaves: the facts of the body above, the table of their sources, the partial sums for the next level and
//! the page for the office.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use clap::ArgMatches;

use super::part::{self, Part};
use super::{Stop, Summed, folder_of, guard, kept, name_of, spool};
use crate::cli::tell::Teller;
use crate::cli::{disk, note};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Say};
use crate::rollup::gaps::{Gap, Gaps};
use crate::rollup::judge::{Refusal, Verdict};
use crate::rollup::office::{self, Office};
use crate::rollup::partial::Partial;
use crate::rollup::sources;
use crate::rollup::write::{self, Kept, Own, Told, Written};
use crate::say;

/// What was found that is not in the sums.
pub struct Found {
    pub missing: Vec<String>,
    pub left_out: Vec<String>,
    pub refusals: Vec<Refusal>,
    pub alike: Vec<Refusal>,
}

/// Writes all of it, and says what came of it. The roll-up comes after what it names.
pub fn write(
    matches: &ArgMatches,
    summed: Summed,
    target: &Path,
    found: Found,
    teller: &mut Teller,
    language: Language,
) -> Result<(), Stop> {
    let Summed { period, asked, heads, verdict, partial, rows, root, name: named, date, .. } = summed;
    let (folder, name) = (folder_of(target), name_of(target));
    let table = name_of(&part::table(target));
    let expected = (!asked.register.is_empty()).then_some(asked.register.len() as u64);
    let Found { missing, left_out, refusals, alike } = found;
    let told = Told { expected, missing, left_out, sources: table.clone() };
    let mut own = body(matches, &verdict);
    own.name = matches.get_one::<String>("name").cloned().or(named).or(own.name);
    own.names.extend(own.name.clone());
    own.date = own.date.or(date);
    let written = write::write(&partial, &period, &own, &told);
    let sums = kept::beside(target);
    let mut wrote = |path: &Path| teller.written(path.display().to_string(), &say!("", ""));
    wrote(&part::write_rows(&sums, rows)?);
    let gaps = write_table(&folder, &table, &sums, &written, &partial)?;
    wrote(&part::table(target));
    let left = heads.into_iter().filter(|(file, head)| {
        head.period == period.name() && !partial.heads.contains_key(file) && verdict.own_file.as_ref() != Some(file)
    });
    let left = left.collect();
    let part = Part::of(&written, &period, &asked, partial, left);
    let digest = kept::write(&sums, &part)?;
    wrote(&sums);
    let text = written.text(Some(&Kept { name: &name_of(&sums), digest: &digest }));
    wrote(&disk::write(&folder, &name, text.as_bytes())?);
    let (partial, _) = part.sums();
    let office = Office {
        period: period.name(),
        name: own.name.as_deref(),
        partial: &partial,
        missing: &told.missing,
        refused: &refusals,
        alike: &alike,
        differs: &differs(root.as_deref(), &verdict),
        gaps: &gaps,
        left: &written.left,
        files: [&name, &table],
    };
    wrote(&disk::stream(&folder, &name_of(&guard::page(target)), |to| office::write(to, &office, language))?);
    note(&came(&partial, &told), language);
    Ok(())
}

/// What came of it, in a line.
fn came(partial: &Partial, told: &Told) -> Say {
    let (schools, bodies) = (partial.roots().map(|head| head.schools).sum::<u64>(), partial.roots().count());
    let (out, absent) = (told.left_out.len(), told.missing.len());
    let mut line = say!("计入 {bodies} 个单位、{schools} 所学校", "summed: {bodies} bodies, {schools} schools");
    if out + absent > 0 {
        line.zh += &format!("；未计入 {out} 个，缺报 {absent} 个");
        line.en += &format!("; {out} left out, {absent} missing");
    }
    line
}

/// The body that the sums are for, as far as the call and its own facts tell.
pub fn body(matches: &ArgMatches, verdict: &Verdict) -> Own {
    let given = |name: &str| matches.get_one::<String>(name).cloned();
    let mut names: BTreeSet<String> =
        verdict.own.iter().flat_map(|own| own.names.iter().chain([&own.name])).cloned().collect();
    names.extend(given("name"));
    Own {
        names,
        id: given("id").or(verdict.body.clone()),
        name: given("name").or(verdict.own.as_ref().map(|own| own.name.clone())),
        date: given("date"),
    }
}

/// Writes the table of sources from the rows beside the partial sums; gives the figures that not all state.
fn write_table(
    folder: &Path,
    table: &str,
    sums: &Path,
    written: &Written,
    partial: &Partial,
) -> Result<Vec<Gap>, Box<Diagnostic>> {
    let mut gaps = Gaps::new(partial);
    disk::stream(folder, table, |to| {
        let rows = spool::rows(File::open(part::table(sums))?);
        let seen = |row: &io::Result<_>| row.iter().for_each(|row| gaps.note(row));
        sources::write(to, &written.figures, rows.inspect(seen))
    })?;
    Ok(gaps.found())
}

/// What the own facts of the body state otherwise, now that the roll-up stands beneath them.
fn differs(root: Option<&Path>, verdict: &Verdict) -> Vec<Refusal> {
    let Some((root, own)) = root.zip(verdict.own_file.as_ref()) else { return Vec::new() };
    let Ok((source, mut problems)) = disk::facts(&root.join(own)) else { return Vec::new() };
    crate::facts::read(&source, &mut problems);
    let problems: Diagnostics = problems.filtered(|problem| problem.code == "W300");
    let told = |problem: &Diagnostic| Refusal {
        code: problem.code,
        at: problem.place.as_ref().map(|(source, origin)| (own.clone(), source.position(origin.range().start).0)),
        message: problem.message.clone(),
        hint: problem.hint.clone().unwrap_or_else(|| say!("", "")),
        files: Vec::new(),
    };
    problems.sorted().into_iter().map(told).collect()
}
