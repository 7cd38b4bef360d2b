//! What a district costs: the program itself on made-up schools, everything as a ratio within one run.
//!
//! `cargo bench --bench district [-- SMALL LARGE ROLLUP]` (200, 1000 and 10000 schools where nothing is said). Other
//! programs are measured beside it where they are installed: `typst` and `pandoc`, a process for each paper.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

const NIANDU: &str = env!("CARGO_BIN_EXE_niandu");
/// Papers given to other programs.
const PEERS: usize = 10;
/// How often one and two workers take turns: the least time of each counts, as whatever else the machine does only adds.
const TURNS: usize = 3;

/// How long a call took and the most memory it held, in MB; zero where the system does not tell.
struct Cost {
    time: Duration,
    memory: u64,
}

impl Cost {
    /// The less time and the more memory of two calls.
    fn least(self, other: Self) -> Self {
        Self { time: self.time.min(other.time), memory: self.memory.max(other.memory) }
    }
}

fn call(arguments: &[&str]) -> Cost {
    let begun = Instant::now();
    let mut child = Command::new(NIANDU)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("niandu starts");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = 0;
    let done = loop {
        memory = memory.max(peak(&status));
        match child.try_wait().expect("a child") {
            Some(done) => break done,
            None => thread::sleep(Duration::from_millis(10)),
        }
    };
    assert!(done.success(), "niandu {arguments:?}: {done}");
    Cost { time: begun.elapsed(), memory }
}

/// The most memory that a process has held so far, in MB.
fn peak(status: &Path) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// A district of so many schools, and the cost of its papers with so many workers, each turn in a folder of its own.
fn batch(root: &Path, schools: usize, workers: &str, turn: usize) -> (PathBuf, PathBuf, Cost) {
    let (district, out) = (root.join(format!("{schools}")), root.join(format!("out-{schools}-{workers}-{turn}")));
    if !district.exists() {
        call(&["sample", "--schools", &schools.to_string(), "--seed", "1", text(&district)]);
    }
    let cost = call(&papers(&district, &out, workers));
    (district, out, cost)
}

fn papers<'a>(district: &'a Path, out: &'a Path, workers: &'a str) -> [&'a str; 11] {
    let kinds = "year-end-summary,work-plan";
    ["batch", text(district), "-o", text(out), "-k", kinds, "-f", "md,html,pdf", "-j", workers, "--builtin-fonts"]
}

fn show(what: &str, cost: &Cost) {
    println!("{what:<44}{:>9.2} s {:>6} MB", cost.time.as_secs_f64(), cost.memory);
}

/// What a program of others takes for the same Markdown, a process for each paper; `None` where it is not installed.
fn peer(program: &str, papers: &[PathBuf], make: impl Fn(&Path, &mut Command)) -> Option<Duration> {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    let begun = Instant::now();
    for paper in papers {
        let mut command = Command::new(program);
        make(paper, &mut command);
        assert!(command.stderr(Stdio::null()).status().expect("it starts").success(), "{program} {}", paper.display());
    }
    Some(begun.elapsed() / u32::try_from(papers.len()).expect("few papers"))
}

/// The Markdown papers below a folder, the first few.
fn markdown(out: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found.truncate(PEERS);
    found
}

fn main() {
    let given: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let size = |at: usize, usual| given.get(at).copied().unwrap_or(usual);
    let (small, large, most) = (size(0, 200), size(1, 1000), size(2, 10_000));
    let root = tempfile::tempdir().expect("a folder");
    let root = root.path();

    let (_, out, mut one) = batch(root, small, "1", 0);
    let mut two = batch(root, small, "2", 0).2;
    for turn in 1..TURNS {
        one = one.least(batch(root, small, "1", turn).2);
        two = two.least(batch(root, small, "2", turn).2);
    }
    show(&format!("{small} schools, one worker"), &one);
    show(&format!("{small} schools, two workers"), &two);
    println!("  two workers are {:.2} times one", ratio(one.time, two.time));
    let (district, far, many) = batch(root, large, "2", 0);
    show(&format!("{large} schools, two workers"), &many);
    println!(
        "  {:.2} times the time of {small}, {:.2} times the memory",
        ratio(many.time, two.time),
        many.memory as f64 / two.memory.max(1) as f64
    );
    let again = call(&papers(&district, &far, "2"));
    show(&format!("{large} schools, nothing changed"), &again);
    println!("  {:.4} of the time of the first run", ratio(again.time, many.time));

    let each = two.time / u32::try_from(small * 2).expect("few papers");
    println!("a paper in three formats, two workers: {:.1} ms", each.as_secs_f64() * 1e3);
    let files = markdown(&out);
    let peers = [
        (
            "pandoc to HTML",
            peer("pandoc", &files, |paper, command| {
                command.arg(paper).args(["-s", "-o"]).arg(paper.with_extension("pandoc.html"));
            }),
        ),
        (
            "typst compile to PDF",
            peer("typst", &files, |paper, command| {
                let plain = fs::read_to_string(paper).expect("a paper");
                let words: String = plain.chars().filter(|c| !"#*_<>[]\\@$`".contains(*c)).collect();
                let source = paper.with_extension("typ");
                fs::write(&source, words).expect("a source");
                command.arg("compile").arg(&source);
            }),
        ),
    ];
    for (name, time) in peers {
        match time {
            Some(time) => println!(
                "  {name}, a process each: {:.1} ms, {:.1} times ours",
                time.as_secs_f64() * 1e3,
                ratio(time, each)
            ),
            None => println!("  {name}: not installed"),
        }
    }

    let schools = root.join(format!("rollup-{most}"));
    let made = call(&["sample", "--schools", &most.to_string(), "--seed", "1", text(&schools)]);
    show(&format!("{most} schools made up"), &made);
    let sum = root.join("sum.yaml");
    let sum = [
        "rollup",
        text(&schools),
        "--period",
        "2025",
        "-o",
        text(&sum),
        "--id",
        "qinghe-county",
        "--name",
        "试验县教育工会",
    ];
    show(&format!("roll-up of {most}"), &call(&sum));
}
