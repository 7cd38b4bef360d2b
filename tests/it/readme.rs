//! What the READMEs show is true: their complete facts file has no problem, the paper is the one that it gives, the sessions
//! shown are what the program says, the options exist, and every link leads somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::office::{self, niandu_in};

const READMES: [(&str, &str); 2] = [("zh", "README.zh-CN.md"), ("en", "README.md")];

/// The pages for people beside the READMEs; the reference is made by the program.
const PAGES: [&str; 20] = [
    "docs/batch.md",
    "docs/batch.zh.md",
    "docs/scale.md",
    "docs/scale.zh.md",
    "docs/facts.md",
    "docs/facts.zh.md",
    "docs/draft.md",
    "docs/draft.zh.md",
    "docs/rollup.md",
    "docs/rollup.zh.md",
    "docs/plan.md",
    "docs/plan.zh.md",
    "docs/layouts.md",
    "docs/layouts.zh.md",
    "docs/templates.md",
    "docs/templates.zh.md",
    "docs/sample.md",
    "docs/sample.zh.md",
    "docs/reference.md",
    "docs/reference.zh.md",
];

fn page(name: &str) -> String {
    fs::read_to_string(office::root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The blocks of a README in one language of code.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The complete facts file of a README.
fn facts(text: &str) -> &str {
    blocks(text, "yaml").into_iter().max_by_key(|block| block.len()).expect("a facts file")
}

#[test]
fn the_facts_files_shown_are_sound_and_the_problems_shown_are_said() {
    let changes = [
        ("女: 45人", "女: 65人"),
        ("women: 45人", "women: 65人"),
        ("    参加: 6支", "    参与: 6支"),
        ("participants: 6支", "participant: 6支"),
        ("为丰富教职工业余生活", "为庆祝第40个教师节"),
    ];
    for (language, name) in READMES {
        let text = page(name);
        let facts = facts(&text);
        let folder = tempfile::tempdir().expect("a folder");
        let said = |facts: &str, arguments: &[&str]| {
            fs::write(folder.path().join("2025.yaml"), facts).expect("facts");
            let output = niandu_in(language, folder.path(), &[&["check", "2025.yaml"], arguments].concat());
            String::from_utf8(output.stdout).expect("UTF-8")
        };
        let sound = said(facts, &["--hints", "-k", "year-end-summary"]);
        assert_eq!(sound.lines().count(), 1, "{name}: {sound}");
        let broken = changes.iter().fold(facts.to_owned(), |text, (from, to)| text.replace(from, to));
        let told = said(&broken, &[]);
        assert!(blocks(&text, "text").contains(&told.as_str()), "{name} shows another session than\n{told}");
    }
}

#[test]
fn the_paper_shown_is_the_one_that_the_facts_give_and_its_number_is_traced_as_shown() {
    for (language, name) in READMES {
        let text = page(name);
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("2025.yaml"), facts(&text)).expect("facts");
        let output = niandu_in(language, folder.path(), &["render", "2025.yaml", "-f", "md", "--name", "paper"]);
        assert!(output.status.success(), "{name}: {}", office::said(&output));
        let paper = fs::read_to_string(folder.path().join("out/paper.md")).expect("a paper");
        let told: Vec<&str> = paper.lines().map(|line| line.trim_start_matches(['#', ' '])).collect();
        let told: Vec<&str> = told.into_iter().filter(|line| !line.is_empty()).collect();
        let from = text.lines().skip_while(|line| !line.starts_with("> **"));
        let shown: Vec<&str> = from.take_while(|line| line.starts_with('>')).collect();
        let shown: Vec<&str> = shown.iter().map(|line| line.trim_matches(['>', ' ', '*'])).collect();
        let shown: Vec<&str> = shown.into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(shown, told, "{name} shows another paper");
        let output = niandu_in(language, folder.path(), &["trace", "2025.yaml", "4000元"]);
        let traced = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(blocks(&text, "text").contains(&traced.as_str()), "{name} shows another origin than\n{traced}");
    }
}

/// The long options in a text.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter(|word| word.len() > 3 && word.starts_with("--") && !word.contains("---")).map(str::to_owned).collect()
}

#[test]
fn the_options_named_exist() {
    let folder = tempfile::tempdir().expect("a folder");
    let commands = [
        "check",
        "render",
        "batch",
        "merge",
        "rollup",
        "plan",
        "explain",
        "new",
        "fonts",
        "templates",
        "draft",
        "trace",
        "progress",
        "sample",
        "schema",
    ];
    // Options of other programs, and a colour of the page's style.
    let mut known = options("--release --bench --fuzz-dir --sanitizer --install --red");
    known.append(&mut options("--sshloginfile --joblog --retries --return --cleanup"));
    known.append(&mut options("--job-name --array --cpus-per-task --mem --time --parsable --dependency --wrap"));
    for command in commands {
        let output = niandu_in("en", folder.path(), &[command, "--help"]);
        known.append(&mut options(&String::from_utf8_lossy(&output.stdout)));
    }
    for name in READMES.iter().map(|(_, name)| name).chain(PAGES.iter()) {
        let unknown: Vec<String> = options(&page(name)).difference(&known).cloned().collect();
        assert!(unknown.is_empty(), "{name} names {unknown:?}");
    }
}

/// Where a link into a page may lead: to its headings, as GitHub names them, and to its own marks.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut code = false;
    let mut found = BTreeSet::new();
    for line in text.lines() {
        code ^= line.trim_start().starts_with("```");
        if let Some(heading) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| !code && line.starts_with('#'))
        {
            let kept = heading.to_lowercase().replace(' ', "-");
            found.insert(kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect());
        }
        found.extend(line.split("<a id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    found
}

#[test]
fn every_link_leads_somewhere() {
    for name in READMES.iter().map(|(_, name)| name).chain(PAGES.iter()) {
        let text = page(name);
        let folder = Path::new(name).parent().expect("a folder");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            // A link to the web, or a bracket in an example.
            if link.contains("://") || link.contains([' ', '`']) {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { Path::new(name).to_owned() } else { folder.join(file) };
            assert!(office::root().join(&target).exists(), "{name}: {link}");
            let there = || anchors(&fs::read_to_string(office::root().join(&target)).expect("a page")).contains(anchor);
            assert!(anchor.is_empty() || there(), "{name}: {link}");
        }
    }
}
