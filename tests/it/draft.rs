//! The author's draft beside the facts: what is live in it, where its problems stand, and that the one which the program
//! writes says what the facts say.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use niandu::diagnostic::{Diagnostic, Diagnostics, Severity, Source};
use niandu::document::{Block, Document};
use niandu::facts::draft::lines;
use niandu::facts::model::{SECTIONS, Section, SectionName};
use niandu::facts::{self, Dossier};
use niandu::figures;
use niandu::offer::PAPERS;
use niandu::report;
use niandu::report::draft::Wanted;
use proptest::prelude::*;

use crate::examples::{BASE, put_into};
use crate::office::{self, folder, niandu, niandu_in, said};
use crate::samples::{self, Sample};

/// The base with a draft for all papers beside it.
fn with(draft: &str) -> Source {
    with_facts(BASE, draft)
}

fn with_facts(facts: &str, draft: &str) -> Source {
    Source::new("2025.yaml", facts).with_drafts(&[(Vec::new(), Source::new("2025.md", draft))])
}

fn paragraphs_of(document: &Document) -> Vec<&str> {
    let text = |block: &'_ Block| matches!(block, Block::Paragraph(_));
    document.body.iter().filter(|block| text(block)).flat_map(Block::texts).collect()
}

fn headings(document: &Document) -> Vec<String> {
    let title = |block: &Block| match block {
        Block::Heading { number, text, .. } => Some(format!("{number}{text}")),
        _ => None,
    };
    document.body.iter().filter_map(title).collect()
}

/// The compiler sees to it that `document` tells every section of the table; what is left is that a name means one thing.
#[test]
fn a_name_of_a_section_means_one_section() {
    let mut seen = HashSet::new();
    for section in SECTIONS {
        for name in section.names {
            assert!(seen.insert(name), "{name} names two sections");
            assert_eq!(SectionName::named(name).map(|found| found.section), Some(section.section));
        }
    }
    for section in SectionName::written() {
        let heading = SectionName::of(section.title).filter(|_| !section.title.is_empty());
        assert!(heading.is_none_or(|found| found.title == section.title), "{}", section.title);
    }
    let by_heading = |title| SectionName::of(title).map(|section| section.section);
    assert_eq!(by_heading("存在的问题"), Some(Section::Problems));
    assert_eq!(by_heading("经费收支情况"), Some(Section::Finance));
    assert_eq!(by_heading("工作领域"), None, "areas are headings of their own");
}

/// Lines that look like something and are text; each must end as a paragraph may.
const HOSTILE: [&str; 19] = [
    "2023. 年初的计划已经做完。",
    "1.5倍于上年。",
    "1. 年初开会。",
    "①先开会，②再动手。",
    "*这句不斜*，_这句也不_。",
    "a*b*c_d_e，x < y && y > z。",
    "<b>不粗</b>，&amp; 照写，&#65; 也照写。",
    "#1教学楼、#2教学楼都有母婴室。",
    "反斜杠 \\* \\# \\\\ 照写。",
    "[方括号](圆括号)照写。",
    "-不是列表，-1度也不是。",
    "+86的号码也不是列表。",
    "|竖线|在行里|照写。",
    "{# 不是编号 #}照写。",
    "{% raw %}照写。",
    "行末有两个井号##。",
    "一行里的`反引号照写。",
    "@@ {title} {period}照写。",
    "> 大于号后面没有别的意思，>5也一样。",
];

#[test]
fn only_headings_are_live() {
    for line in HOSTILE.iter().filter(|line| !line.starts_with("> ")) {
        let made = office::make_of(&with(&format!("## 关爱教职工\n\n{line}\n")));
        let said = made.said();
        let paper = made.paper();
        assert!(paragraphs_of(&paper).contains(line), "{line}\n{said}");
        assert!(headings(&paper).contains(&"一、关爱教职工".to_owned()), "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a draft: it is read, every problem has its place, and what is printed was written.
    #[test]
    fn any_text_is_printed_or_refused_at_its_place(
        lines in prop::collection::vec(prop_oneof![
            prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
            "[#＃]{0,7} ?[一二三甲乙 *_`{}｛#0-9.\\-|>]{0,12}",
            prop::sample::select(vec!["## 开展文体活动 {#wenti}", "### 办好体育比赛", "## 存在的问题", "# 题", "", "```", "---"])
                .prop_map(str::to_owned),
        ], 0..14),
        ends in prop::sample::select(vec!["\n", "\r\n", "\n\n"]),
    ) {
        let draft = lines.join(ends);
        let source = with(&draft);
        let mut problems = Diagnostics::new();
        facts::read(&source, &mut problems);
        for problem in problems.sorted() {
            let (_, origin) = problem.place.as_ref().expect("a place");
            prop_assert!(source.text().get(origin.range()).is_some(), "{}", problem.message.zh);
        }
        if let Some(paper) = office::make_of(&source).document {
            for line in lines.iter().map(|line| line.trim()).filter(|line| HOSTILE.contains(line)) {
                prop_assert!(paragraphs_of(&paper).iter().any(|text| text.contains(line)), "{line} of\n{draft}");
            }
        }
    }
}

/// A line of anything: letters of all scripts, marks of Markdown, marks of templates, control characters.
fn hostile_line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\n\r]{0,40}",
        "[#＃]{0,3}[ \t\u{3000}]?[一二甲。，a1*_`~<>&|\\\\{}｛｝%#$\\[\\]()!\"' .:：+-]{0,30}",
        prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Every line of a draft is a heading, or refused at its place, or a paragraph to the last character; nothing panics.
    #[test]
    fn no_character_of_a_paragraph_changes(lines in prop::collection::vec(hostile_line(), 0..8)) {
        let draft = format!("## 关爱教职工\n\n{}\n", lines.join("\n"));
        let source = with(&draft);
        let (_, file) = source.drafts().next().expect("the draft");
        let mut problems = Diagnostics::new();
        let read = lines::read(&source, file, &mut problems);
        let mut paragraphs = read.opening.iter().chain(read.headings.iter().flat_map(|heading| &heading.paragraphs));
        let mut rows: Vec<&str> = draft.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        for paragraph in paragraphs.by_ref() {
            prop_assert_eq!(source.text().get(paragraph.origin.range()), Some(paragraph.text.as_str()));
            let at = rows.iter().position(|row| *row == paragraph.text);
            prop_assert!(at.is_some(), "{:?} of\n{draft}", paragraph.text);
            rows.remove(at.expect("found"));
        }
        // What is left is headings and what was refused; a row of lines of one sort is refused once.
        let refused = problems.sorted().iter().any(|problem| problem.severity == Severity::Error);
        prop_assert!(refused || rows.len() == read.headings.len(), "{rows:?}");
        // References aside, what is read is printed.
        if let Some(paper) = office::make_of(&source).document {
            let printed = paragraphs_of(&paper);
            let texts = read.headings.iter().flat_map(|heading| &heading.paragraphs);
            for text in texts.filter(|text| !text.text.contains("{{")) {
                prop_assert!(printed.contains(&text.text.as_str()), "{:?} in {printed:?}", text.text);
            }
        }
    }
}

#[test]
fn line_ends_and_blanks_do_not_matter() {
    let draft = "　　开头一段。\n\n\n## 关爱教职工   {#guanai}  \n　　第一段。\n第二段。\n\n### 走访\t\n第三段。";
    let facts = put_into(BASE, "文件:\n  year-end-summary: {日期: 2025-12-26}\n");
    let make = |draft: &str| office::make_of(&with_facts(&facts, draft)).paper().body;
    let plain = make(draft);
    assert_eq!(make(&draft.replace('\n', "\r\n")), plain);
    assert_eq!(make(&draft.replace('\n', "\n\n")), plain);
    assert_eq!(make(&format!("{draft}\n\n")), plain);
}

#[test]
fn a_number_in_the_facts_changes_the_draft() {
    let draft = "## 关爱教职工\n\n全年走访{{ kunnan.人数 }}。\n";
    let text = |facts: &str| office::make_of(&with_facts(facts, draft)).paper();
    assert!(paragraphs_of(&text(BASE)).contains(&"全年走访3人。"));
    let changed = BASE.replace("人数: 3人", "人数: 5人");
    assert!(paragraphs_of(&text(&changed)).contains(&"全年走访5人。"));
}

#[test]
fn a_draft_orders_areas_and_keeps_the_rest() {
    let source = with("## 关爱教职工\n\n### 走访慰问\n\n{{ kunnan }}。\n");
    let paper = office::make_of(&source).paper();
    let found = headings(&paper);
    assert_eq!(found[..4], ["一、关爱教职工", "（一）走访慰问", "二、开展文体活动", "（一）办好体育比赛"]);
    let mut problems = Diagnostics::new();
    facts::read(&source, &mut problems);
    let codes: Vec<_> = problems.sorted().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["H200"], "the area that follows is remarked");
}

#[test]
fn a_heading_may_be_a_section() {
    let draft =
        "## 工作中的不足 {#problems}\n\n活动时间太少。\n\n### 人手少\n\n专职的只有一名。\n\n## 结尾\n\n谢谢大家。\n";
    let paper = office::make_of(&with(draft)).paper();
    let found = headings(&paper);
    let at = found.iter().position(|title| title == "三、工作中的不足").expect("the section stands in its place");
    assert_eq!(found[at + 1..], ["（一）人手少", "四、下一步打算"]);
    assert_eq!(paragraphs_of(&paper).last(), Some(&"谢谢大家。"), "the closing is last and has no heading");
}

#[test]
fn a_warning_on_a_line_of_the_draft_is_answered_in_the_facts() {
    let draft = "## 关爱教职工\n\n今年的**重点**是走访，{{ kunnan }}。\n";
    let open = |facts: &str| {
        let source = with_facts(facts, draft);
        let mut problems = Diagnostics::new();
        let file = facts::read(&source, &mut problems).expect("a file");
        file.answer(problems).0.sorted().iter().map(|problem| problem.code).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(open(BASE), "W203 H200");
    let answered = format!("{BASE}核实: [W203: 就要这样]\n");
    assert_eq!(open(&answered), "H200");
    let answered = BASE.replace("标题: 关爱教职工", "标题: 关爱教职工\n    核实: [W203: 就要这样]");
    assert_eq!(open(&answered), "H200", "by the area that the heading stands for");
    let elsewhere = BASE.replace("编号: wenti\n", "编号: wenti\n    核实: [W203: 就要这样]\n");
    assert_eq!(open(&elsewhere), "W203 H200", "but not by another one");
}

#[test]
fn a_draft_of_one_paper_is_for_that_paper() {
    let facts = BASE.replace("文件:\n", "文件:\n  工作总结:\n    日期: 2025-12-20\n");
    let one = Source::new(
        "2025.工作总结.md",
        "# 另一份总结\n\n只说一句话。\n\n## 关爱教职工\n\n我们走访了{{ kunnan.人数 }}。\n",
    );
    let source = Source::new("2025.yaml", facts).with_drafts(&[(vec!["工作总结".to_owned()], one)]);
    let mut problems = Diagnostics::new();
    let file = facts::read(&source, &mut problems).expect("a file");
    let papers = &file.facts.documents.0;
    let of = |key: &str| papers.iter().find(|(name, _)| name.text == key).map(|(_, paper)| paper).expect(key);
    assert_eq!(of("工作总结").areas.len(), 1, "areas that it does not name are not in it");
    assert!(of("工作总结").opening.is_some() && of("工作总结").title.is_some());
    assert!(of("year-end-summary").areas.is_empty() && of("year-end-summary").opening.is_none());
    assert_eq!(file.facts.areas.len(), 2);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn drafts_are_found_beside_the_facts_and_nowhere_else() {
    let draft = "## 关爱教职工\n\n我们走访了{{ kunnan.人数 }}。\n";
    let here = folder(&[("2025.yaml", BASE), ("2025.md", draft), ("2026.md", "x"), ("随手记.md", "- 记")]);
    let told = |arguments: &[&str]| {
        let output = niandu(here.path(), arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output))
    };
    let (_, said) = told(&["check", ".", "--hints"]);
    assert!(said.contains("W202") && said.contains("2026.md") && said.contains("H200"), "{said}");
    assert_eq!(said.matches("]: ").count(), 2, "{said}");
    let (code, said) = told(&["check", "2025.md"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("E207") && said.contains("2025.yaml"), "{said}");
    let output = niandu_in("en", here.path(), &["check", "2025.yaml", "--hints", "--format", "json"]);
    let json = String::from_utf8_lossy(&output.stdout);
    assert!(json.contains("2025.md does not have “开展文体活动”"), "{json}");
}

#[test]
fn a_draft_in_another_encoding_is_refused_as_facts_are() {
    let here = folder(&[("2025.yaml", BASE)]);
    fs::write(here.path().join("2025.md"), b"## \xb9\xd8\xb0\xae\xbd\xcc\xd6\xb0\xb9\xa4\n").expect("a file");
    let output = niandu(here.path(), &["render", "2025.yaml", "-f", "md"]);
    assert!(said(&output).contains("E003") && said(&output).contains("2025.md:1:4"), "{}", said(&output));
    fs::write(here.path().join("2025.md"), "\u{feff}## 关爱教职工\r\n\r\n我们走访了{{ kunnan.人数 }}。\r\n")
        .expect("a file");
    let output = niandu(here.path(), &["render", "2025.yaml", "-f", "md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

/// All facts files of the samples and of the cases of documents, each with its folder.
fn all_facts() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for (folder, name) in [("sample-data", "2025.yaml"), ("tests/cases/documents", "facts.yaml")] {
        for entry in fs::read_dir(office::root().join(folder)).expect(folder) {
            let path = entry.expect("an entry").path();
            if path.join(name).is_file() {
                found.push((path, name.to_owned()));
            }
        }
    }
    found.sort();
    found
}

/// The papers that a folder's facts become, and what is said of them.
fn rendered(folder: &Path, facts: &[String], out: &str) -> (Vec<(String, String)>, String) {
    let mut arguments = vec!["render", "-f", "md", "--hints", "-o", out];
    arguments.extend(facts.iter().map(String::as_str));
    let output = niandu(folder, &arguments);
    let read = |name: String| (name.clone(), fs::read_to_string(folder.join(out).join(name)).expect("a paper"));
    (office::names(&folder.join(out)).into_iter().map(read).collect(), said(&output))
}

/// The facts with an id for every record that has none and is written on one line.
fn with_ids(text: &str) -> String {
    let numbered = (1..).zip(text.split_inclusive('\n')).map(|(at, line)| match line.trim_start() {
        item if item.starts_with("- {领域:") => line.replacen("{领域:", &format!("{{编号: r{at}, 领域:"), 1),
        item if item.starts_with("- {area:") => line.replacen("{area:", &format!("{{id: r{at}, area:"), 1),
        _ => line.to_owned(),
    });
    numbered.collect()
}

#[test]
fn a_paper_says_the_same_with_its_draft_word_for_word() {
    let mut references = 0;
    let all = all_facts();
    assert!(all.len() >= 15, "{} files", all.len());
    for (from, name) in all {
        let here = tempfile::tempdir().expect("a temporary folder");
        for file in office::names(&from).into_iter().filter(|file| file.ends_with(".yaml")) {
            let text = fs::read_to_string(from.join(&file)).expect("facts");
            fs::write(here.path().join(&file), with_ids(&text)).expect("a copy");
        }
        let facts = vec![name.clone()];
        let (before, said_before) = rendered(here.path(), &facts, "before");
        if before.is_empty() {
            continue; // It needs the draft that belongs to it, or last year's file.
        }
        let output = niandu(here.path(), &["draft", &name]);
        if said(&output).contains("E208") {
            let text = fs::read_to_string(from.join(&name)).expect("facts");
            let bare = !text.contains("\n工作领域:") && !text.contains("\nareas:");
            let other = said(&output).contains("不按工作领域") || said(&output).contains("几年的文件");
            assert!(bare || other, "{}: {}", from.display(), said(&output));
            continue;
        }
        assert_eq!(output.status.code(), Some(0), "{}: {}", from.display(), said(&output));
        let draft = fs::read_to_string(here.path().join(name.replace(".yaml", ".md"))).expect("a draft");
        references += draft.matches("{{ ").count();
        let (after, said_after) = rendered(here.path(), &facts, "after");
        assert_eq!(after, before, "{}\n{draft}", from.display());
        let lines =
            |said: &str| said.lines().filter(|line| line.contains("]: ")).map(str::to_owned).collect::<Vec<_>>();
        let (mut found, mut known) = (lines(&said_after), lines(&said_before));
        found.sort();
        known.sort();
        assert_eq!(found, known, "{}\n{draft}", from.display());
    }
    assert!(references > 300, "{references} live references");
}

/// The papers of a kind, and what is said of them; each problem with how often, for places move.
fn papers_of(source: &Source, sample: &Sample, kind: &str) -> (Vec<Document>, Vec<(String, String)>) {
    let mut problems = Diagnostics::new();
    let file = facts::read(source, &mut problems).expect("a sample");
    let dossier = Dossier { current: sample.seen(file), ..sample.dossier.clone() };
    problems.append(figures::check::contradictions(figures::derive(&dossier)));
    let templates = &office::workshop().templates;
    let papers = report::drafts(&dossier, &[kind.to_owned()], None, templates, &mut problems).0;
    let one = |problem: &Diagnostic| (problem.code.to_owned(), problem.message.zh.clone());
    let mut said: Vec<_> = problems.without_repeats().sorted().into_iter().map(one).collect();
    said.sort();
    (papers.into_iter().map(|paper| paper.document).collect(), said)
}

/// Kinds whose papers no draft can say, and a word of the reason; of all others each sample gives drafts where it has the
/// paper in `documents` and the facts for it.
const WITHOUT: [(&str, &str); 9] = [
    ("brief", "不按工作领域"),
    ("brief-public", "不按工作领域"),
    ("chronicle", "不按工作领域"),
    ("congress-report", "几年的文件"),
    ("inspection-report", "不按工作领域"),
    ("key-points", "不按工作领域"),
    ("monthly-plan", "不按工作领域"),
    ("term-report", "几年的文件"),
    ("topic-report", "不按工作领域"),
];

#[test]
fn every_kind_of_every_sample_says_the_same_with_its_draft() {
    let mut drafted: BTreeMap<&str, usize> = BTreeMap::new();
    for sample in samples::all() {
        let files = sample.source.files().map(|file| Source::new("2025.yaml", with_ids(&sample.source.text()[file])));
        let files: Vec<Source> = files.collect();
        let source = files[0].with(&files[1..]).with_drafts(&sample.drafts());
        let current = facts::read(&source, &mut Diagnostics::new()).expect("a sample");
        let dossier = Dossier { current: sample.seen(current), ..sample.dossier.clone() };
        for &(kind, names) in PAPERS.iter() {
            let all: Vec<String> = std::iter::once(kind).chain(names.iter().copied()).map(str::to_owned).collect();
            let wanted = Wanted { kind, names: all.clone(), file: format!("2025.{kind}.md") };
            let told = format!("{} {kind}", sample.name);
            let ready = match report::draft::draft(&dossier, &wanted, &office::workshop().templates) {
                Ok(ready) => ready,
                Err(problem) => {
                    let said = &problem.message.zh;
                    let covers = ["notice", "submission"].contains(&kind).then_some("不按工作领域");
                    let reason = WITHOUT.iter().find(|(without, _)| *without == kind).map(|(_, reason)| *reason);
                    let expected = reason.or(covers).unwrap_or("没有工作领域或计划");
                    let absent = said.contains("“文件”里没有") && covers.is_none();
                    assert!(problem.code == "E208" && (absent || said.contains(expected)), "{told}: {said}");
                    continue;
                }
            };
            assert!(WITHOUT.iter().all(|(without, _)| *without != kind), "{told}");
            let draft = Source::new(wanted.file.clone(), ready.text.clone());
            let mut drafts = sample.drafts();
            drafts.push((all, draft));
            let with = files[0].with(&files[1..]).with_drafts(&drafts);
            let (before, said_before) = papers_of(&source, &sample, kind);
            let (after, said_after) = papers_of(&with, &sample, kind);
            assert!(!before.is_empty(), "{told}");
            assert_eq!(after, before, "{told}\n{}", ready.text);
            assert_eq!(said_after, said_before, "{told}\n{}", ready.text);
            *drafted.entry(kind).or_default() += ready.text.matches("{{ ").count();
        }
    }
    // A paper whose areas have texts of the author's own gives a draft of headings.
    let live = drafted.values().filter(|references| **references > 10).count();
    assert!(live >= 6 && drafted.contains_key("work-plan"), "{drafted:?}");
}

#[test]
fn a_reference_that_leads_nowhere_yet_is_kept_in_the_draft() {
    let facts = BASE.replace("参加: 6支队伍48人", "参加: 6支队伍48人, 补语: \"人数{{ tiaosheng.参加.比上年 }}\"");
    assert_ne!(facts, BASE);
    let here = folder(&[("2025.yaml", &facts)]);
    let output = niandu(here.path(), &["draft", "2025.yaml"]);
    let draft = fs::read_to_string(here.path().join("2025.md")).unwrap_or_else(|_| panic!("{}", said(&output)));
    assert!(draft.contains("人数{{ tiaosheng.参加.比上年 }}"), "{draft}");
}

#[test]
fn a_draft_is_never_overwritten_and_says_what_it_leaves_out() {
    let facts = BASE.replace("编号: kunnan, ", "");
    let here = folder(&[("2025.yaml", &facts)]);
    let output = niandu(here.path(), &["draft", "2025.yaml"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2025.md\n");
    assert!(said(&output).contains("有 1 条记录没有编号") && said(&output).contains("第23行"), "{}", said(&output));
    let draft = fs::read_to_string(here.path().join("2025.md")).expect("a draft");
    assert_eq!(
        draft,
        "## 开展文体活动 {#wenti}\n\n### 办好体育比赛 {#bisai}\n\n举办第三届教职工跳绳比赛，{{ tiaosheng.参加 }}参加。\n\n\
         ## 关爱教职工 {#guanai}\n"
    );
    let output = niandu(here.path(), &["draft", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E066"));
    assert_eq!(fs::read_to_string(here.path().join("2025.md")).expect("a draft"), draft);
}

#[test]
fn a_draft_of_a_kind_is_named_for_it() {
    let here = folder(&[("2025.yaml", BASE)]);
    let output = niandu(here.path(), &["draft", "2025.yaml", "-k", "工作总结"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2025.工作总结.md\n", "{}", said(&output));
    let output = niandu(here.path(), &["render", "2025.yaml", "--hints", "-f", "md"]);
    assert!(output.status.success() && said(&output).is_empty(), "{}", said(&output));
    let output = niandu(here.path(), &["draft", "2025.yaml", "-k", "没有"]);
    assert_eq!(output.status.code(), Some(2));
}

/// The records of a section with ids.
fn number(text: &str, key: &str) -> String {
    let (before, rest) = text.split_once(&format!("\n{key}:\n")).expect("a section");
    let (own, after) = rest.split_once("\n\n").expect("an end");
    let own = (1..).zip(own.lines()).map(|(at, line)| line.replacen("{area", &format!("{{id: {key}-{at}, area"), 1));
    format!("{before}\n{key}:\n{}\n\n{after}", own.collect::<Vec<_>>().join("\n"))
}

#[test]
fn references_follow_the_language_of_the_file() {
    let facts =
        fs::read_to_string(office::root().join("sample-data/liushu-village-primary/2025.yaml")).expect("a sample");
    let here = folder(&[("2025.yaml", &facts)]);
    let output = niandu_in("en", here.path(), &["draft", "2025.yaml"]);
    assert!(said(&output).contains("records have no id"), "{}", said(&output));
    let ids = ["relief", "benefits", "women"].into_iter().fold(facts, |text, key| number(&text, key));
    let here = folder(&[("2025.yaml", &ids)]);
    niandu(here.path(), &["draft", "2025.yaml"]);
    let draft = fs::read_to_string(here.path().join("2025.md")).expect("a draft");
    assert!(draft.contains("{{ dahui.present }}") && draft.contains("{{ relief-1.persons }}"), "{draft}");
}

#[test]
fn facts_without_areas_give_no_draft() {
    let facts: String = put_into(BASE, "工作领域: []\n活动: []\n慰问: []\n");
    let here = folder(&[("2025.yaml", &facts)]);
    let output = niandu(here.path(), &["draft", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E208"), "{}", said(&output));
    assert_eq!(office::names(here.path()), ["2025.yaml"]);
}

/// The blocks of code of a page.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let open = format!("```{language}\n");
    page.split(&open).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_example_of_the_chapter_is_what_the_program_writes() {
    for name in ["draft.md", "draft.zh.md"] {
        let page = fs::read_to_string(office::root().join("docs").join(name)).expect(name);
        let [facts] = blocks(&page, "yaml")[..] else { panic!("{name}: one facts file") };
        let [draft] = blocks(&page, "markdown")[..] else { panic!("{name}: one draft") };
        let [text] = blocks(&page, "text")[..] else { panic!("{name}: one text") };
        let paper = office::make_of(&with_facts(facts, draft)).paper();
        let line = |block: &Block| match block {
            Block::Heading { number, text, .. } => format!("{number}{text}"),
            Block::Paragraph(text) => text.to_string(),
            Block::RunIn { number, title, text, .. } => format!("{number}{title}{text}"),
            Block::Exhibit(exhibit) => exhibit.texts().concat(),
        };
        let found: Vec<String> = paper.body.iter().map(line).collect();
        assert_eq!(found.join("\n\n"), text.trim_end(), "{name}");
    }
}

#[test]
fn a_rolled_year_has_the_headings_of_the_draft() {
    let last = "开头一段。\n\n## 关爱教职工 {#guanai}\n\n走访了{{ kunnan.人数 }}。\n\n### 走访\n\n## 存在的问题\n\n### 少\n\n太少。\n";
    let facts = put_into(BASE, "工作领域: [{编号: wenti, 标题: 开展文体活动}]\n活动: []\n");
    let here = folder(&[("2025.yaml", &facts), ("2025.md", last)]);
    let output = niandu(here.path(), &["new", "新", "--from", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = fs::read_to_string(here.path().join("新/2026.md")).expect("the draft");
    assert_eq!(text, "## 关爱教职工 {#guanai}\n\n待填\n\n### 走访\n");
}

#[test]
fn a_draft_of_headings_without_end_is_refused_in_time() {
    let draft: String = (0..200_000).map(|at| format!("## 领域{at}\n")).collect();
    let mut problems = Diagnostics::new();
    facts::read(&with(&draft), &mut problems);
    assert!(problems.sorted().iter().any(|problem| problem.code == "E015"));
}
