//! `niandu rollup --plans`: the plans of many schools in, the plan of the body above them out.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::guard::Made;
use super::scan::Files;
use super::spool::Spool;
use super::{Opened, Stop, absent, diagnostic, folder_of, guard, name_of, open, paper, part, scan};
use crate::cli::tell::Teller;
use crate::cli::{DONE, REFUSED, disk, note};
use crate::diagnostic::{Diagnostic, Diagnostics, Language};
use crate::facts::include::is_rollup;
use crate::facts::time::Period;
use crate::facts::{Dossier, File};
use crate::figures;
use crate::report;
use crate::rollup::judge::{self, Asked, Refusal, Verdict};
use crate::rollup::partial::Head;
use crate::rollup::plans::page::{self, Office};
use crate::rollup::plans::sources::Row;
use crate::rollup::plans::take::{self, Own, faults, may_hold};
use crate::rollup::plans::{Plan, Plans, sources, told, write};
use crate::rollup::total::Plus;
use crate::rollup::write::Told;
use crate::say;

/// What the files of a run say.
struct Read {
    period: Period,
    asked: Asked,
    own: Option<Own>,
    plans: Plans,
    verdict: Verdict,
    /// What stands aside without being refused.
    passed: Vec<Refusal>,
    root: PathBuf,
}

/// Runs the command; gives the exit code.
pub fn roll_up(matches: &ArgMatches, teller: &mut Teller, language: Language) -> Result<u8, Stop> {
    let target = output(matches);
    guard::check(&target, Made::Plans)?;
    let Opened { root, mut asked, files, period, .. } = open(matches, &target, teller)?;
    let period = period.ok_or_else(|| Stop::Call(say!("写明 --period", "name the --period")))?;
    asked.period = period.name();
    let (read, rows) = read(&files, period, asked, root)?;
    let Read { plans, asked, verdict, own, passed, root, .. } = &read;
    let heads: BTreeMap<String, Head> =
        plans.files.iter().map(|(file, plan)| (file.clone(), plan.head.clone())).collect();
    let missing = judge::missing(&heads, &asked.register);
    let mut problems = Diagnostics::new();
    let told = |problems: &mut Diagnostics, all: &[Refusal]| {
        all.iter().for_each(|one| problems.push(diagnostic(one, Some(root))));
    };
    told(&mut problems, &verdict.refusals);
    told(&mut problems, passed);
    missing.iter().for_each(|school| problems.push(absent(school, asked, "计划", Some(root))));
    let refused = !verdict.refusals.is_empty() || !missing.is_empty();
    if refused && !matches.get_flag("partial") {
        teller.say(&problems);
        let message = say!(
            "没有写出，以上是原因；不等它们用 --partial",
            "nothing is written, for the reasons above; --partial goes on without them"
        );
        note(&message, language);
        return Ok(REFUSED);
    }
    let (clashes, proposals) = (told::clashes(plans), told::proposals(plans));
    let untaken = own.as_ref().map(|own| told::untaken(plans, own)).unwrap_or_default();
    told(&mut problems, &proposals);
    told(&mut problems, &clashes);
    own.iter().for_each(|own| told(&mut problems, &told::not_taken_up(&untaken, own)));
    teller.say(&problems);
    if plans.summed().next().is_none() {
        return Err(nothing(&asked.period));
    }
    let missing = missing.iter().map(|school| school.name.clone()).collect();
    let beside = Beside { missing, clashes, proposals, untaken };
    write_all(matches, &read, rows, &target, &beside, teller, language)?;
    Ok(if refused { REFUSED } else { DONE })
}

/// What is told beside the plan.
struct Beside<'r> {
    missing: Vec<String>,
    clashes: Vec<Refusal>,
    proposals: Vec<Refusal>,
    untaken: Vec<told::Untaken<'r>>,
}

fn nothing(period: &str) -> Stop {
    let message = say!("没有{period}的计划可以汇总", "there are no plans for {period} to roll up");
    let hint = say!(
        "计划写在各校 文件夹/<学校>/<年度>.yaml 的“计划”里",
        "plans stand under `plan` in DIR/<school>/<year>.yaml"
    );
    Stop::Problem(Box::new(Diagnostic::error("E310", message).hint(hint)))
}

/// The file to write.
fn output(matches: &ArgMatches) -> PathBuf {
    let given = matches.get_one::<PathBuf>("output").cloned();
    let folder = || matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default();
    let period = matches.get_one::<String>("period").and_then(|text| Period::parse(text).ok());
    let name = period.map(|period| period.name()).unwrap_or_default();
    given.unwrap_or_else(|| folder().join(format!("计划汇总-{}.yaml", name.trim_end_matches('年'))))
}

/// Reads all files: first the plan of the body above, then all others beside it; those that must not be summed are left out.
fn read(files: &Files, period: Period, mut asked: Asked, root: PathBuf) -> Result<(Read, Spool<Row>), Stop> {
    let own = own(files, &period, asked.body.as_deref())?;
    asked.body = asked.body.or(own.as_ref().map(|own| own.head.id.clone()));
    let none = BTreeSet::new();
    let (mut plans, mut rows) = scan_all(files, &period, own.as_ref(), &none)?;
    let mut out = told::superseded(&plans);
    name_unread(&mut plans, &root);
    let mut verdict = judged(&plans, &asked, &out, own.as_ref());
    verdict.refusals.extend(told::without(&plans, asked.body.as_deref(), &asked.period));
    let passed = told::passed_over(&plans, &verdict.passed, own.as_ref());
    out.extend(verdict.out());
    // What is refused for what others are has been summed: once more without it.
    if plans.summed().any(|(file, _)| out.contains(file)) {
        let known = std::mem::take(&mut plans.files);
        (plans, rows) = scan_all(files, &period, own.as_ref(), &out)?;
        let unsummed = known.into_iter().filter(|(file, _)| out.contains(file));
        plans.files.extend(unsummed.map(|(file, plan)| (file, Plan { holds: Default::default(), ..plan })));
    }
    if let Some(own) = &own {
        plans.files.remove(&own.file);
        (verdict.own, verdict.own_file) = (Some(own.head.clone()), Some(own.file.clone()));
    }
    verdict.body = asked.body.clone().or(verdict.body);
    Ok((Read { period, asked, own, plans, verdict, passed, root }, rows))
}

/// The files that hold a plan, or cannot be read, judged by who they speak for.
fn judged(plans: &Plans, asked: &Asked, out: &BTreeSet<String>, own: Option<&Own>) -> Verdict {
    let has_part = |file: &str, plan: &Plan| {
        !out.contains(file)
            && own.is_none_or(|own| own.file != file)
            && (!plan.head.period.is_empty() || plan.head.broken.is_some())
    };
    let heads = plans.files.iter().filter(|(file, plan)| has_part(file, plan));
    judge::heads(&heads.map(|(file, plan)| (file.clone(), plan.head.clone())).collect(), asked)
}

/// Files of other times have not been read as a whole; who has no plan is told by name.
fn name_unread(plans: &mut Plans, root: &Path) {
    let have: BTreeSet<String> = plans.summed().map(|(_, plan)| plan.head.id.clone()).collect();
    for (file, plan) in &mut plans.files {
        if plan.head.name.is_empty() && !have.contains(&plan.head.id) {
            plan.head.name = scan::name(&root.join(file)).unwrap_or_else(|| plan.head.id.clone());
        }
    }
}

/// The plan of the body above: it lies in the folder itself. That in the file of the period comes before an earlier one.
fn own(files: &Files, period: &Period, id: Option<&str>) -> Result<Option<Own>, Stop> {
    let found = files.each(Vec::new, |found: &mut Vec<Own>, place, path| {
        if place.contains('/') {
            return Ok(());
        }
        let Ok((file, _)) = facts(path, period) else { return Ok(()) };
        let above = files.is_nested
            || take::is_above(&file)
            || id.is_some_and(|id| file.facts.organisation.id.text.trim() == id);
        if above {
            found.extend(take::own(&file, place, period));
        }
        Ok(())
    })?;
    let all = found.into_iter().flatten();
    let named = all.filter(|own| id.is_none_or(|id| own.head.id == id));
    Ok(named.min_by_key(|own| (!own.is_of_period, own.file.clone())))
}

/// Sums the plans of all files but those `skipped`.
fn scan_all(
    files: &Files,
    period: &Period,
    own: Option<&Own>,
    skipped: &BTreeSet<String>,
) -> io::Result<(Plans, Spool<Row>)> {
    let new = || (Plans::default(), Spool::new(files.folder.clone()));
    let found = files.each(new, |(plans, rows): &mut (Plans, Spool<Row>), place, path| {
        if skipped.contains(place) {
            return Ok(());
        }
        match facts(path, period) {
            Ok((file, problems)) => {
                let broken = crate::rollup::take::broken(&problems);
                let (mut more, found) = take::take(&file, place, period, own);
                if broken.is_some() {
                    more = Plans { files: more.files, ..Plans::default() };
                    more.files.values_mut().for_each(|plan| {
                        plan.holds = Default::default();
                        plan.head.broken.clone_from(&broken);
                    });
                } else {
                    rows.add(found)?;
                }
                plans.plus(more);
            }
            Err(Some(plan)) => drop(plans.files.insert(place.to_owned(), *plan)),
            Err(None) => {}
        }
        Ok(())
    })?;
    let (mut plans, mut rows) = new();
    for (more, found) in found {
        plans.plus(more);
        rows.join(found)?;
    }
    Ok((plans, rows))
}

/// A file that may hold the plan for a period, with what has to be mended in it; else what is known of it, and of a roll-up
/// nothing.
fn facts(path: &Path, period: &Period) -> Result<(File, Diagnostics), Option<Box<Plan>>> {
    let unread = |id: String, problems: &Diagnostics| {
        let head = Head { id, broken: crate::rollup::take::broken(problems), ..Head::default() };
        Some(Box::new(Plan { head, ..Plan::default() }))
    };
    let (source, mut problems) = disk::facts(path).map_err(|problem| {
        let mut problems = Diagnostics::new();
        problems.push(*problem);
        unread(String::new(), &problems)
    })?;
    if is_rollup(&source) {
        return Err(None);
    }
    let seen = report::look(&source);
    if let Some((id, _)) = seen.as_ref().filter(|(_, other)| !may_hold(other, period)) {
        return Err(unread(id.clone(), &Diagnostics::new()));
    }
    let Some(file) = crate::facts::read(&source, &mut problems) else {
        return Err(unread(seen.map(|(id, _)| id).unwrap_or_default(), &problems));
    };
    let dossier = Dossier { current: file, previous: Vec::new(), next: None };
    problems.append(figures::check::contradictions(figures::derive(&dossier)));
    Ok((dossier.current, faults(problems)))
}

/// Writes the plan, the table of its sources and the page; the plan comes after what it names.
fn write_all(
    matches: &ArgMatches,
    read: &Read,
    rows: Spool<Row>,
    target: &Path,
    beside: &Beside,
    teller: &mut Teller,
    language: Language,
) -> Result<(), Stop> {
    let Read { period, asked, own, plans, verdict, passed, .. } = read;
    let refused: Vec<Refusal> = verdict.refusals.iter().chain(passed).cloned().collect();
    let (folder, name, table) = (folder_of(target), name_of(target), name_of(&part::table(target)));
    let above = paper::body(matches, verdict);
    let left_out: BTreeSet<String> =
        verdict.refusals.iter().flat_map(|refusal| &refusal.files).map(|(_, name)| name.clone()).collect();
    let told = Told {
        expected: (!asked.register.is_empty()).then_some(asked.register.len() as u64),
        missing: beside.missing.clone(),
        left_out: left_out.into_iter().collect(),
        sources: table.clone(),
    };
    let written = write::write(plans, period, &above, own.as_ref(), &told);
    let mut wrote = |path: &Path| teller.written(path.display().to_string(), &say!("", ""));
    let rows = rows.sorted()?;
    wrote(&disk::stream(&folder, &table, |to| sources::write(to, &written.sources, rows))?);
    wrote(&disk::write(&folder, &name, written.text.as_bytes())?);
    let office = Office {
        period: period.name(),
        name: above.name.as_deref(),
        plans,
        missing: &beside.missing,
        refused: &refused,
        proposals: &beside.proposals,
        clashes: &beside.clashes,
        untaken: &beside.untaken,
        written: &written,
        files: [&name, &table],
    };
    wrote(&disk::stream(&folder, &name_of(&guard::page(target)), |to| page::write(to, &office, language))?);
    let (bodies, items, clashes) = (plans.summed().count(), written.told.len(), beside.clashes.len());
    let message = say!(
        "计入 {bodies} 个单位的计划，几个单位都列的 {items} 项；撞期 {clashes} 处",
        "plans of {bodies} bodies; items of several: {items}; clashes: {clashes}"
    );
    note(&message, language);
    Ok(())
}
