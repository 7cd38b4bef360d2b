//! `niandu sample`: its schools are sound, its defects are told as its key says, and its bytes are always the same.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;

use serde_json::Value;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::{self, File};
use niandu::sample::names::{MOST, mark};
use niandu::sample::school::School;
use niandu::sample::{Made, Order, defects, school};

use crate::office;

fn order(schools: usize) -> Order {
    Order { schools, seed: 7, years: 2025..=2025, defects: 0, district: false }
}

fn text(made: &Made) -> String {
    String::from_utf8(made.bytes.clone()).expect("UTF-8")
}

#[test]
fn a_school_is_the_same_whatever_the_number_of_schools_and_years() {
    let (few, many) = (order(5), order(500));
    let (two, three) = (Order { years: 2024..=2025, ..order(5) }, Order { years: 2023..=2025, ..order(500) });
    for number in 1..=5 {
        assert_eq!(school(&few, number), school(&many, number), "school {number}");
        // A file depends on the year before being there, and on no other.
        let last = |made: Vec<Made>| made.into_iter().filter(|made| made.path.contains("/2025.")).collect::<Vec<_>>();
        let years = school(&three, number);
        assert_eq!(years.iter().filter(|made| made.path.ends_with(".yaml")).count(), 3);
        assert_eq!(last(school(&two, number)), last(years), "school {number}");
    }
    let other = Order { seed: 8, ..order(5) };
    assert_ne!(school(&few, 1), school(&other, 1));
}

#[test]
fn no_pattern_is_left() {
    for made in (Order { years: 2023..=2025, ..order(60) }).files() {
        assert!(!text(&made).contains(['«', '»', '〔', '〕', '｜']), "{}", made.path);
    }
}

/// The facts of a school, year by year.
fn years(number: usize) -> Vec<File> {
    let order = Order { years: 2023..=2025, ..order(20) };
    let facts = school(&order, number).into_iter().filter(|made| made.path.ends_with(".yaml"));
    let read = |made: Made| {
        let source = Source::new(made.path.clone(), text(&made));
        facts::read(&source, &mut Diagnostics::default()).expect("facts")
    };
    facts.map(read).collect()
}

/// What the records of a file say that they carry out.
fn carried_out(file: &File) -> Vec<&str> {
    file.facts.placed().iter().flat_map(|record| record.place().fulfils).map(|id| id.text.as_str()).collect()
}

#[test]
fn what_a_plan_holds_is_done_in_the_next_year_or_carried_over() {
    let (mut items, mut done, mut left, mut short) = (0, 0, 0, 0);
    for number in 1..=20 {
        let files = years(number);
        assert!(carried_out(&files[0]).is_empty(), "the first year has no plan behind it");
        for two in files.windows(2) {
            let (plan, now) = (&two[0].facts.plan, &two[1]);
            let (did, next) = (carried_out(now), &now.facts.plan);
            let ids: BTreeSet<&str> = plan.iter().map(|item| item.id.text.as_str()).collect();
            assert_eq!(did.iter().collect::<BTreeSet<_>>().len(), did.len(), "school {number}: twice");
            assert!(did.iter().all(|id| ids.contains(id)), "school {number}: {did:?} of {ids:?}");
            let named = next.iter().filter_map(|item| item.continues.as_ref());
            assert!(named.clone().all(|id| ids.contains(id.text.as_str())), "school {number}");
            let over: BTreeSet<&str> =
                next.iter().filter(|item| !item.carried.is_empty()).map(|item| item.id.text.as_str()).collect();
            let undone = ids.iter().filter(|id| !did.contains(id)).copied().collect::<BTreeSet<_>>();
            assert!(undone.is_subset(&over), "school {number}: {undone:?} of {over:?}");
            items += ids.len();
            done += did.len();
            left += undone.len();
            short += over.len() - undone.len();
        }
    }
    assert_eq!(items, done + left);
    assert!(
        done * 10 > items * 8 && left > 10 && short > 5,
        "{items}: {done} done, {short} of them in part, {left} left"
    );
}

#[test]
fn no_mark_and_no_name_comes_twice() {
    assert_eq!(MOST, 1_048_576);
    let marks: HashSet<String> = (1..=100_000).map(mark).collect();
    assert_eq!(marks.len(), 100_000);
    // The characters of one place of a mark are those of no other place.
    let places: Vec<BTreeSet<char>> =
        (0..4).map(|place| marks.iter().filter_map(|mark| mark.chars().nth(place)).collect()).collect();
    let all: BTreeSet<char> = places.iter().flatten().copied().collect();
    assert_eq!(places.iter().map(BTreeSet::len).collect::<Vec<_>>(), [32; 4]);
    assert_eq!(all.len(), 128);
    let names: HashSet<String> = (1..=20_000).map(|number| School::new(7, number).name).collect();
    assert_eq!(names.len(), 20_000);
}

#[test]
fn the_mark_of_a_school_stands_in_its_facts_and_nowhere_else() {
    let texts: Vec<String> =
        order(60).files().filter(|made| made.path.ends_with(".yaml")).map(|made| text(&made)).collect();
    for number in 1..=60 {
        let mark = mark(number);
        let with: Vec<usize> = (1..=60).filter(|other| texts[other - 1].contains(&mark)).collect();
        assert_eq!(with, [number], "{mark}");
    }
}

#[test]
fn schools_vary() {
    let made: Vec<Made> = order(300).files().collect();
    let facts: Vec<String> = made.iter().filter(|made| made.path.ends_with(".yaml")).map(text).collect();
    let sizes: Vec<usize> = facts.iter().map(String::len).collect();
    let (least, most) = (sizes.iter().min().expect("schools"), sizes.iter().max().expect("schools"));
    assert!((9_000..12_000).contains(least) && (36_000..44_000).contains(most), "{least} to {most} bytes");
    let of = |what: &str| facts.iter().filter(|facts| facts.contains(what)).count();
    for (what, low, high) in [("\nyear: 2025", 15, 60), ("别名:", 150, 250), ("\n经费:", 200, 300), ("近", 60, 300)]
    {
        assert!((low..=high).contains(&of(what)), "{what}: {}", of(what));
    }
    let drafts = made.iter().filter(|made| made.path.ends_with(".md")).count();
    assert!((12..=60).contains(&drafts), "{drafts} drafts");
}

#[test]
fn years_follow_one_another() {
    let order = Order { years: 2023..=2025, ..order(1) };
    for number in 1..=40 {
        let school = School::new(order.seed, number);
        let staff: Vec<u32> = (2016..=2040).map(|year| school.staff_in(year)).collect();
        assert_eq!(staff[9], school.staff, "2025 is the base");
        assert!(staff.windows(2).all(|two| two[0].abs_diff(two[1]) <= school.staff / 50 + 1), "{staff:?}");
    }
}

#[test]
fn sound_schools_have_nothing_to_be_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = office::niandu(
        folder.path(),
        &["sample", "县", "--schools", "14", "--years", "2024..2025", "--district", "--seed", "3"],
    );
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let checked =
        office::niandu(folder.path(), &["check", "县", "-k", "year-end-summary,work-plan", "--deny", "warnings"]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert_eq!(checked.status.code(), Some(0), "{said}");
    assert!(said.contains("30 个文件"), "{said}");

    let summed = office::niandu(folder.path(), &["rollup", "县", "--period", "2025"]);
    assert_eq!(summed.status.code(), Some(0), "{}", String::from_utf8_lossy(&summed.stderr));

    let again = office::niandu(folder.path(), &["sample", "县"]);
    assert_eq!(again.status.code(), Some(2), "a folder with files is left alone");
}

#[test]
fn every_defect_is_told_as_the_key_says() {
    let kinds = defects::KINDS.len();
    assert!(kinds >= 30, "{kinds}");
    let folder = tempfile::tempdir().expect("a folder");
    let (schools, planted) = ((kinds + 4).to_string(), kinds.to_string());
    let call = ["sample", "县", "--schools", &schools, "--defects", &planted];
    assert_eq!(office::niandu(folder.path(), &call).status.code(), Some(0));

    let key = fs::read_to_string(folder.path().join("县/defects.json")).expect("the key");
    let key: Vec<Value> = serde_json::from_str(&key).expect("JSON");
    let place = |file: &Value, code: &Value, line: &Value| {
        (file.as_str().unwrap_or_default().to_owned(), (code.to_string(), line.as_u64().unwrap_or_default()))
    };
    let expected: BTreeMap<_, _> = key.iter().map(|one| place(&one["file"], &one["code"], &one["line"])).collect();
    let different: HashSet<&str> = key.iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!((expected.len(), different.len()), (kinds, kinds));

    let checked = office::niandu(
        &folder.path().join("县"),
        &["check", ".", "-k", "year-end-summary,work-plan", "--format", "json"],
    );
    assert_eq!(checked.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let problems = report["problems"].as_array().expect("problems").iter();
    let errors = problems.filter(|problem| problem["severity"] == "error");
    let told: Vec<_> = errors.map(|one| place(&one["file"], &one["code"], &one["start"]["line"])).collect();
    assert_eq!(told.len(), kinds, "{told:?}");
    let told: BTreeMap<_, _> =
        told.into_iter().map(|(file, rest)| (file.trim_start_matches("./").to_owned(), rest)).collect();
    assert_eq!(told, expected);
}
