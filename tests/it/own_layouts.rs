//! A user's own layouts: copied out with their parts, put beside the built-in ones, and faults found in the right file.

use std::fs;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::document::Document;
use niandu::publish::pdf::fonts::Fonts;
use niandu::workshop::{self, Workshop};

use crate::layout::{SENTENCES, near, paper, paragraph};
use crate::office;
use crate::ruler::{Leaf, leaves};

/// The facts of a school, enough for a summary.
const FACTS: &str = "\
年度: 2025
单位:
  编号: xingqiao
  名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会, 自称: 我校工会}
文件:
  year-end-summary: {日期: 2025-12-26, 文号: 星小工〔2025〕3号}
工作领域:
  - {编号: a, 标题: 开展文体活动, 正文: 全年按计划开展文体活动。}
";

/// An own layout of a few lines, built of the parts that the program's own layouts share.
const OWN: &str = "#import \"parts/gongwen.typ\": *
#import \"parts/head.typ\": head
#let paper = json(\"document.json\")
#show: sheet.with(paper)
#head(paper.letterhead)
#first-title(paper)
#running-text(paper)
";

fn built_in(name: &str) -> String {
    let found = workshop::built_in().into_iter().find(|source| source.name() == name);
    found.unwrap_or_else(|| panic!("no {name}")).text().to_owned()
}

/// Prints a paper with these files among the templates.
fn printed(own: Vec<Source>, layout: &str) -> Result<Vec<Leaf>, Diagnostics> {
    let workshop = Workshop::new(own, Fonts::built_in()).unwrap_or_else(|problems| panic!("{problems:?}"));
    let body = SENTENCES.map(paragraph).to_vec();
    let document = Document { layout: layout.into(), ..paper(body) };
    workshop.press.print(&document)?;
    Ok(leaves(&workshop.press, &document))
}

/// Where the first fault is: file and line.
fn place(problems: &Diagnostics) -> (String, usize) {
    let (source, origin) = problems.sorted()[0].place.clone().expect("a place");
    (source.name().to_owned(), source.position(origin.range().start).0)
}

#[test]
fn layouts_are_copied_out_with_their_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = office::niandu(folder.path(), &["templates", "eject", office::KIND, "my", "--all"]);
    assert!(output.status.success(), "{}", office::said(&output));
    let sources = workshop::built_in();
    let layouts: Vec<&Source> = sources.iter().filter(|source| source.name().starts_with("layouts/")).collect();
    assert!(layouts.iter().filter(|source| source.name().starts_with("layouts/parts/")).count() > 3);
    for source in layouts {
        let copy = fs::read_to_string(folder.path().join("my").join(source.name())).expect("a copy");
        assert_eq!(copy, source.text(), "{}", source.name());
    }
}

#[test]
fn layouts_are_listed_and_parts_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/layouts/parts")).expect("a folder");
    fs::write(folder.path().join("own/layouts/本校.typ"), OWN).expect("a layout");
    fs::write(folder.path().join("own/layouts/parts/mark.typ"), "#let mark = 1\n").expect("a part");
    let output = office::niandu(folder.path(), &["templates", "list", "--templates", "own"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for name in ["plain", "official", "letter", "minutes"] {
        assert!(said.contains(&format!("layouts/{name}.typ  [内置]")), "{name}: {said}");
    }
    assert!(said.contains("layouts/本校.typ  [自己的]"), "{said}");
    assert!(!said.contains("parts/"), "{said}");
}

#[test]
fn an_own_layout_is_built_of_the_built_in_parts() {
    let sheets = printed(vec![Source::new("layouts/本校.typ", OWN)], "本校").unwrap_or_else(|p| panic!("{p:?}"));
    assert!(sheets[0].text().contains("学校工会围绕中心工作"));
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/layouts")).expect("a folder");
    fs::write(folder.path().join("own/layouts/本校.typ"), OWN).expect("a layout");
    fs::write(folder.path().join("a.yaml"), FACTS).expect("facts");
    let call = ["render", "a.yaml", "-f", "pdf", "--builtin-fonts", "--templates", "own", "--layout", "本校"];
    let output = office::niandu(folder.path(), &call);
    assert!(output.status.success(), "{}", office::said(&output));
}

#[test]
fn an_own_part_stands_in_for_the_built_in_one_in_every_layout() {
    let measures = built_in("layouts/parts/measures.typ");
    let larger = measures.replace("#let title-size = 22pt", "#let title-size = 26pt");
    assert_ne!(larger, measures);
    for layout in ["plain", "official", "letter", "minutes"] {
        let own = vec![Source::new("layouts/parts/measures.typ", larger.as_str())];
        let sheets = printed(own, layout).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert!(sheets[0].runs.iter().any(|run| near(run.size, 26.0, 0.01)), "{layout}");
        assert!(!sheets[0].runs.iter().any(|run| near(run.size, 22.0, 0.01)), "{layout}");
    }
}

/// Whatever layout it is met in, a fault is shown where the user has to mend it.
#[test]
fn a_fault_is_found_in_the_file_that_has_it() {
    let head = built_in("layouts/parts/head.typ");
    let wrong = format!("{head}#let never = nothing-of-this-name\n");
    let line = wrong.lines().count();
    let found = printed(vec![Source::new("layouts/parts/head.typ", wrong.as_str())], "official");
    assert_eq!(place(&found.err().expect("a fault")), ("layouts/parts/head.typ".to_owned(), line));

    let wrong = OWN.replace("#running-text(paper)", "#running-text(paper.no-such-field)");
    let found = printed(vec![Source::new("layouts/本校.typ", wrong.as_str())], "本校");
    assert_eq!(place(&found.err().expect("a fault")), ("layouts/本校.typ".to_owned(), 7));

    let found = printed(vec![Source::new("layouts/本校.typ", "\n#import \"parts/none.typ\": *\n")], "本校");
    assert_eq!(place(&found.err().expect("a fault")), ("layouts/本校.typ".to_owned(), 2));

    // A fault of the syntax, and one that only the data of a paper brings to light inside a part.
    let wrong = head.replace("#let head(it) =", "#let head(it) = (");
    let found = printed(vec![Source::new("layouts/parts/head.typ", wrong.as_str())], "official");
    assert_eq!(place(&found.err().expect("a fault")).0, "layouts/parts/head.typ");
    let attendance = built_in("layouts/parts/attendance.typ").replace("word.clusters()", "word.no-such-method()");
    let own = vec![Source::new("layouts/parts/attendance.typ", attendance)];
    let workshop = Workshop::new(own, Fonts::built_in()).unwrap_or_else(|problems| panic!("{problems:?}"));
    let document = Document {
        layout: "minutes".into(),
        attendance: vec![["出席".into(), "周宁".into()]],
        ..paper(vec![paragraph(SENTENCES[0])])
    };
    let problems = workshop.press.print(&document).err().expect("a fault");
    assert_eq!(place(&problems).0, "layouts/parts/attendance.typ");
}
