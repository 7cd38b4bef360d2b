//! Where the words of a paper come from: every number of every sample is explained, and the explanation is true.

use std::collections::BTreeMap;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::document::compose::compose;
use niandu::document::origins::digits;
use niandu::document::text::{Place, Provenance, Sort, Text};
use niandu::document::{Block, Document};
use niandu::facts::Dossier;
use niandu::figures::{self, origins};
use niandu::publish::markdown::markdown;
use niandu::report::{self, ALL, same, trace};
use niandu::workshop::BUILT_IN;

use crate::office::{self, niandu, niandu_in, said};
use crate::samples::{self, Sample};

/// Every paper of a sample.
fn papers(sample: &Sample) -> Vec<Document> {
    let mut problems = Diagnostics::new();
    let templates = &office::workshop().templates;
    let drafts = report::drafts(&sample.dossier, &[ALL.to_owned()], None, templates, &mut problems).0;
    assert!(!problems.has_errors(), "{}: {:?}", sample.name, problems.sorted());
    drafts.into_iter().map(|draft| draft.document).collect()
}

/// The running texts of a paper and of those that go with it.
fn texts(document: &Document) -> Vec<&Text> {
    let bodies = std::iter::once(&document.body).chain(document.enclosed.iter().map(|paper| &paper.body));
    bodies.flatten().flat_map(Block::known).collect()
}

/// The texts of all files that a dossier is read from, by name.
fn files(dossier: &Dossier) -> BTreeMap<String, Vec<String>> {
    let mut files = BTreeMap::new();
    for file in std::iter::once(&dossier.current).chain(&dossier.previous).chain(&dossier.next) {
        let source = &file.source;
        for range in source.files().chain(source.drafts().map(|(_, range)| range)) {
            let (name, _, text) = source.file_at(range.start);
            files.insert(name.to_owned(), text.lines().map(str::to_owned).collect());
        }
    }
    files
}

fn line<'f>(files: &'f BTreeMap<String, Vec<String>>, place: &Place, below: usize) -> Option<&'f str> {
    files.get(&place.file)?.get((place.line + below).checked_sub(1)?).map(String::as_str)
}

/// Whether a number stands on one of the lines from a place on.
fn stands(files: &BTreeMap<String, Vec<String>>, place: &Place, lines: usize, number: &str) -> bool {
    let plain = |text: &str| text.replace([',', ' '], "");
    (0..lines).filter_map(|below| line(files, place, below)).any(|line| plain(line).contains(&plain(number)))
}

/// What is wrong with the explanation of a number; `None` where it is true.
fn fault(files: &BTreeMap<String, Vec<String>>, number: &str, from: Option<&Provenance>) -> Option<String> {
    // A value may go on over the lines that follow, a record over many.
    const VALUE: usize = 12;
    const RECORD: usize = 60;
    let Some(from) = from else { return Some("not explained".to_owned()) };
    let there = |lines: usize| from.places.iter().any(|place| stands(files, place, lines, number));
    let known = match from.sort {
        Sort::Fact => there(VALUE),
        // The result of the formula, or a part of the wording of a change.
        Sort::Figure => {
            let formula = from.formula.as_ref().is_some_and(|formula| formula.contains(number));
            let none = number == "0" && from.formula.as_ref().is_some_and(|formula| formula.ends_with("没有活动"));
            (formula || none)
                && !from.places.is_empty()
                && from.places.iter().all(|place| line(files, place, 0).is_some())
        }
        Sort::Clause | Sort::Words => there(RECORD),
        Sort::Template => {
            let template =
                |place: &Place| BUILT_IN.iter().any(|(name, text)| *name == place.file && text.contains(number));
            from.places.iter().any(template)
        }
    };
    (!known || from.path.is_empty()).then(|| format!("{from:?}"))
}

#[test]
fn every_number_of_every_sample_is_explained_and_the_explanation_is_true() {
    let (mut seen, mut faults) = (0, Vec::new());
    for sample in samples::all() {
        let files = files(&sample.dossier);
        for document in papers(&sample) {
            for number in trace::of_document(&document) {
                seen += 1;
                for part in digits(&number.number) {
                    let digits = &number.number[part];
                    if let Some(fault) = fault(&files, digits, number.from.as_ref()) {
                        faults.push(format!("{}: {} …{}… {digits}: {fault}", sample.name, number.paper, number.around));
                    }
                }
            }
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{} of {seen}:\n{}", faults.len(), faults.join("\n"));
    assert!(seen > 1200, "{seen} numbers");
}

#[test]
fn spans_lie_within_their_texts_and_nest_and_no_mark_is_printed() {
    let mut seen = 0;
    for sample in samples::all() {
        for document in papers(&sample) {
            for text in document.texts() {
                assert!(!text.contains(origins::is_mark), "{}: {text}", sample.name);
            }
            for text in texts(&document) {
                let mut open: Vec<std::ops::Range<usize>> = Vec::new();
                for span in text.spans() {
                    seen += 1;
                    assert!(text.get(span.range.clone()).is_some_and(|words| !words.is_empty()), "{span:?} in {text}");
                    open.retain(|outer| outer.end > span.range.start);
                    let within = open.last().is_none_or(|outer| outer.end >= span.range.end);
                    assert!(within, "{span:?} crosses {open:?} in {text}");
                    open.push(span.range.clone());
                }
            }
        }
    }
    assert!(seen > 2500, "{seen} spans");
}

#[test]
fn a_figure_says_how_it_follows_and_from_which_lines() {
    let [sample, _] = office::samples();
    let paper = office::make(&sample).paper();
    let numbers = trace::of_document(&paper);
    let share = numbers.iter().find(|number| number.number.ends_with('%')).expect("a share");
    let from = share.from.as_ref().expect("an origin");
    assert_eq!(from.sort, Sort::Figure, "{share:?}");
    let formula = from.formula.as_ref().expect("a formula");
    assert!(formula.contains('÷') && formula.ends_with(&share.number), "{formula}");
    assert!(!from.places.is_empty() && from.places.iter().all(|place| place.file == "facts.yaml"), "{from:?}");
}

#[test]
fn what_is_noted_changes_no_word() {
    // What is composed carries notes; what a reader gets has none, whichever way it was composed.
    let templates = &office::workshop().templates;
    let [sample, _] = office::samples();
    let paper = office::make(&sample).paper();
    let plain = markdown(&paper);
    assert!(!plain.contains(origins::is_mark));
    let manifest = templates.manifest(office::KIND).expect("a kind");
    let mut problems = Diagnostics::new();
    let file = niandu::facts::read(&Source::new("facts.yaml", sample), &mut problems).expect("facts");
    let dossier = office::dossier(file);
    let figures = figures::derive(&dossier);
    let entry = niandu::document::compose::papers(figures, office::KIND, manifest).into_iter().next();
    let again = compose(figures, office::KIND, manifest, entry, templates, None).document.expect("a paper");
    assert_eq!(markdown(&again), plain);
}

/// The folder of a sample school.
fn school() -> std::path::PathBuf {
    office::root().join("sample-data/qinghe-no1-primary")
}

#[test]
fn trace_lists_numbers_of_facts_and_of_a_finished_paper() {
    let output = niandu(&school(), &["trace", "2025.yaml", "-k", "year-end-summary", "--all"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.lines().count() > 40 && told.contains("÷") && told.contains("2025.yaml:"), "{told}");

    let folder = tempfile::tempdir().expect("a folder");
    let facts = school().join("2025.yaml");
    let out = folder.path().to_string_lossy().into_owned();
    let arguments = ["render", &facts.to_string_lossy(), "-k", "year-end-summary", "-f", "md", "-o", &out];
    let output = niandu(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let name = office::names(folder.path()).into_iter().find(|name| name.ends_with(".md")).expect("a paper");

    // Without facts near it nothing is known of it.
    let output = niandu(folder.path(), &["trace", &name, "78人"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E227"), "{}", said(&output));

    let with = ["--facts", &*facts.to_string_lossy()].map(str::to_owned);
    let output = niandu(folder.path(), &["trace", &name, "78人", &with[0], &with[1]]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!said(&output).contains("W226"), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("教职工.总数"), "{output:?}");

    let output = niandu(folder.path(), &["trace", &name, "987654人", &with[0], &with[1]]);
    assert!(said(&output).contains("E226"), "{}", said(&output));

    let text = std::fs::read_to_string(folder.path().join(&name)).expect("a paper");
    std::fs::write(folder.path().join(&name), text + "\n另加一段。\n").expect("written");
    let output = niandu(folder.path(), &["trace", &name, "78人", &with[0], &with[1]]);
    assert!(said(&output).contains("W226"), "{}", said(&output));
}

#[test]
fn trace_speaks_json() {
    let output = niandu(&school(), &["trace", "2025.yaml", "78人", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = &told["papers"][0]["numbers"][0];
    assert_eq!(number["number"], "78人");
    assert_eq!(number["from"][0]["file"], "2025.yaml");
    assert!(number["from"][0]["line"].as_u64().is_some_and(|line| line > 0), "{number}");
}

#[test]
fn every_figure_of_a_chart_or_table_is_explained() {
    let read = |name: &str| {
        let path = office::root().join("tests/cases/documents/exhibits").join(name);
        let text = std::fs::read_to_string(path).expect("a case").replace("      - 照片\n", "");
        let mut problems = Diagnostics::new();
        niandu::facts::read(&Source::new(name, text), &mut problems).expect("facts")
    };
    let dossier = Dossier { current: read("facts.yaml"), previous: vec![read("2024.yaml")], next: None };
    let mut problems = Diagnostics::new();
    let kinds = [office::KIND.to_owned()];
    let drafts = report::drafts(&dossier, &kinds, None, &office::workshop().templates, &mut problems).0;
    let [draft] = &drafts[..] else { panic!("{:?}", problems.sorted()) };
    let files = files(&dossier);
    let tables = draft.document.body.iter().filter(|block| matches!(block, Block::Exhibit(_))).count();
    assert!(tables >= 6, "{tables}");
    let numbers = trace::of_document(&draft.document);
    let shown: Vec<_> = numbers.iter().filter(|number| number.around.starts_with(['图', '表'])).collect();
    for number in &shown {
        for part in digits(&number.number) {
            let fault = fault(&files, &number.number[part], number.from.as_ref());
            assert_eq!(fault, None, "{} …{}…", number.number, number.around);
        }
    }
    assert!(shown.len() > 30, "{}", shown.len());
    let told = |path: &str, formula: &str| {
        let from = shown.iter().filter_map(|number| number.from.as_ref());
        from.filter(|from| from.path == path && from.formula.as_deref().unwrap_or_default() == formula).count()
    };
    assert!(told("活动.数量", "活动3项") > 0);
    let month =
        shown.iter().filter_map(|number| number.from.as_ref()).find(|from| from.path.starts_with("活动.数量（"));
    let month = month.expect("a month");
    let label = month.path.trim_start_matches("活动.数量（").trim_end_matches('）').to_owned();
    assert!(month.formula.as_ref().is_some_and(|formula| formula.starts_with(&label)), "{month:?}");
    assert!(told("会员与建会.会员", "") > 1, "of both years");
    assert!(shown.iter().any(|number| {
        number.from.as_ref().and_then(|from| from.formula.as_deref()) == Some("6.25万元+8000元=7.05万元")
    }));
}

/// Facts with numbers of every form.
const FORMS: &str = "年度: 2025
单位:
  编号: xingqiao
  名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}
文件:
  year-end-summary: {日期: 2025-12-26, 指导思想: 围绕教育工作}
教职工: {总数: 78人, 女: 61人}
工作领域:
  - {编号: qu, 标题: 关爱教职工, 正文: \"女教职工占{{ 教职工.女.占比 }}，印发手册1,200册，支出3.5万元；{{ kunnan }}。\"}
慰问:
  - {编号: kunnan, 领域: qu, 时间: 春节前, 对象: 困难教职工, 人数: 12人, 金额: 7000元}
";

/// A folder with a paper of [`FORMS`] and nothing else.
fn alone(format: &str, more: &[&str]) -> (tempfile::TempDir, String) {
    let (facts, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    std::fs::write(facts.path().join("2025.yaml"), FORMS).expect("written");
    let out = folder.path().to_string_lossy().into_owned();
    let call = ["render", "2025.yaml", "-f", format, "--builtin-fonts", "-o", &out];
    let output = niandu(facts.path(), &[&call, more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let name = office::names(folder.path()).into_iter().next().expect("a paper");
    (folder, name)
}

#[test]
fn a_paper_that_carries_its_origins_is_traced_without_facts() {
    for (format, more) in [("html", &[][..]), ("docx", &[]), ("pdf", &["--embed-facts"])] {
        let (folder, name) = alone(format, more);
        let forms = [
            ("12", "kunnan.人数"),
            ("12人", "kunnan.人数"),
            ("78.2%", "61÷78=78.2%"),
            ("７８．２％", "61÷78=78.2%"),
            ("1,200", "qu.正文"),
            ("1200册", "qu.正文"),
            ("3.5万元", "qu.正文"),
        ];
        for (asked, wanted) in forms {
            for language in ["zh", "en"] {
                let output = niandu_in(language, folder.path(), &["trace", &name, asked]);
                let told = String::from_utf8_lossy(&output.stdout).into_owned();
                assert_eq!(output.status.code(), Some(0), "{format} {asked}: {}", said(&output));
                let word = if language == "zh" { "出处" } else { "lines" };
                assert!(told.contains(wanted) && told.contains(word), "{format} {asked}: {told}");
                assert!(told.contains(" 2025.yaml:"), "the file is named from its own folder: {told}");
            }
        }
        let output = niandu(folder.path(), &["trace", &name, "2人"]);
        assert!(said(&output).contains("E226"), "{format}: {}", said(&output));
        let output = niandu(folder.path(), &["trace", &name, "--all", "--json"]);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let numbers = told["papers"][0]["numbers"].as_array().expect("numbers");
        assert!(numbers.len() >= 5, "{format}: {told:#}");
        assert!(numbers.iter().all(|number| number["from"][0]["file"] == "2025.yaml"), "{format}: {told:#}");
    }
}

#[test]
fn a_paper_without_origins_is_traced_by_its_title() {
    for (format, more) in [("md", &[][..]), ("html", &["--no-origins"]), ("docx", &["--no-origins"]), ("pdf", &[])] {
        let (folder, name) = alone(format, more);
        let output = niandu(folder.path(), &["trace", &name, "12人"]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(said(&output).contains("E227"), "{format}: {}", said(&output));
        std::fs::write(folder.path().join("2025.yaml"), FORMS).expect("written");
        let output = niandu(folder.path(), &["trace", &name, "12人"]);
        assert_eq!(output.status.code(), Some(0), "{format}: {}", said(&output));
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.contains("kunnan.人数") && told.contains("2025.yaml:"), "{format}: {told}");
    }
}

#[test]
fn a_damaged_or_hostile_paper_is_no_trouble() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = format!("<main>{}<span class=\"origin fact\" data-path=\"a\">9</p></main>", "<span>".repeat(5000));
    for (name, bytes) in [
        ("a.docx", b"PK\x03\x04".as_slice()),
        ("b.html", deep.as_bytes()),
        ("c.html", b"<title>&</title><main><p data-path=\"".as_slice()),
        ("d.pdf", b"%PDF-1.7\n".as_slice()),
        ("e.md", b"\xff\xfe# ".as_slice()),
    ] {
        std::fs::write(folder.path().join(name), bytes).expect("written");
        let output = niandu(folder.path(), &["trace", name, "--all"]);
        let code = output.status.code();
        assert!(code == Some(1) || name == "b.html" && code == Some(0), "{name}: {}", said(&output));
    }
}

/// What a finished paper says, read back from its file.
fn read_back(format: &str, document: &Document) -> String {
    let told = |held: niandu::publish::held::Held| {
        held.texts.iter().map(|told| format!("{}\n", told.text)).collect::<String>()
    };
    match format {
        "pdf" => {
            let sheets = office::workshop().press.print(document).expect("a page");
            let bytes = sheets.export().expect("a PDF");
            niandu::publish::pdf::words::words(&bytes).expect("words")
        }
        "html" => told(niandu::publish::html::read::held(&niandu::publish::html::html(document, ""))),
        _ => {
            let bytes =
                niandu::publish::docx::docx(document, true, &|_| Ok(crate::parcel::POINT.to_vec())).expect("a file");
            told(niandu::publish::docx::read::held(&bytes).expect("a Word file"))
        }
    }
}

#[test]
fn a_finished_paper_reads_as_its_document_and_as_no_other() {
    let (mut seen, mut faults) = (0, Vec::new());
    let templates = &office::workshop().templates;
    let kinds = [ALL.to_owned()];
    for sample in samples::all() {
        for (at, layout) in ["plain", "official", "letter", "minutes"].into_iter().enumerate() {
            let mut problems = Diagnostics::new();
            let drafts = report::drafts(&sample.dossier, &kinds, Some(layout), templates, &mut problems).0;
            // A few of them in each layout.
            for draft in drafts.iter().skip(at).step_by(4) {
                let document = &draft.document;
                // One character more at the end of the running text.
                let mut changed = document.clone();
                let Some(Block::Paragraph(last)) =
                    changed.body.iter_mut().rfind(|block| matches!(block, Block::Paragraph(text) if text.len() > 9))
                else {
                    continue;
                };
                *last = format!("{}又", last.as_str()).as_str().into();
                for format in ["pdf", "html", "docx"] {
                    let words = read_back(format, document);
                    seen += 1;
                    if !same::reads_as(document, &words) {
                        faults.push(format!("{format} {layout} {}: {words}", document.title));
                    }
                    assert!(!same::reads_as(&changed, &words), "{format} {layout} {}", document.title);
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {seen}\n{}", faults.len(), faults.join("\n"));
    assert!(seen > 60, "{seen}");
}

#[test]
fn a_paper_is_not_explained_by_facts_that_have_changed_or_by_those_of_another() {
    for (format, more) in [("md", &[][..]), ("html", &["--no-origins"]), ("docx", &["--no-origins"]), ("pdf", &[])] {
        let (folder, name) = alone(format, more);
        let trace = |asked: &str| {
            let output = niandu(folder.path(), &["trace", &name, asked]);
            (output.status.code(), said(&output), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let write = |name: &str, facts: &str| std::fs::write(folder.path().join(name), facts).expect("written");
        write("2025.yaml", FORMS);
        let (code, said, _) = trace("12人");
        assert!(code == Some(0) && !said.contains("W226"), "{format}: {said}");

        // Facts of another school year give the same title: the paper reads as one of them does.
        let other = FORMS.replace("12人", "13人");
        write("1.yaml", &other);
        let (code, said, told) = trace("12人");
        assert_eq!(code, Some(0), "{format}: {said}");
        assert!(told.contains("2025.yaml:") && !told.contains("1.yaml:"), "{format}: {told}");
        // Two that read alike are not told apart.
        write("1.yaml", FORMS);
        let (code, said, _) = trace("12人");
        assert!(code == Some(1) && said.contains("E275") && said.contains("1.yaml"), "{format}: {said}");
        std::fs::remove_file(folder.path().join("1.yaml")).expect("removed");

        write("2025.yaml", &other);
        let (code, said, _) = trace("7000元");
        assert!(code == Some(0) && said.contains("W226"), "{format}: {said}");
        let (code, said, _) = trace("12人");
        assert!(code == Some(1) && said.contains("E276") && !said.contains("W226"), "{format}: {said}");
        let (code, said, told) = trace("13人");
        assert!(code == Some(1) && said.contains("E226") && told.is_empty(), "{format}: {said}");
    }
}

#[test]
fn a_finished_paper_names_the_headings_above_a_number() {
    let of = |format: &str, more: &[&str]| {
        let (folder, name) = alone(format, more);
        std::fs::write(folder.path().join("2025.yaml"), FORMS).expect("written");
        let output = niandu(folder.path(), &["trace", &name, "--all", "--json"]);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let numbers = told["papers"][0]["numbers"].as_array().expect("numbers").clone();
        let under = |number: &serde_json::Value| [&number["number"], &number["under"]].map(|part| part.to_string());
        numbers.iter().map(under).collect::<Vec<_>>()
    };
    let [markdown, html, docx] = ["md", "html", "docx"].map(|format| of(format, &[]));
    assert!(markdown.iter().any(|[_, under]| under.contains("关爱教职工")), "{markdown:?}");
    assert_eq!(markdown, html);
    assert_eq!(markdown, docx);
}

#[test]
fn a_question_that_is_no_number_is_answered_with_the_way_to_ask() {
    let facts = FORMS.replace("印发手册", "3月8日14:30起以2:1胜出，35岁以下教职工到会，印发手册");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("2025.yaml"), facts).expect("written");
    let trace = |asked: &str| {
        let output = niandu(folder.path(), &["trace", "2025.yaml", asked]);
        (output.status.code(), said(&output), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for asked in ["3月8日", "3月", "03月08日", "14:30", "14：30", "2:1", "35岁以下", "35"] {
        let (code, said, told) = trace(asked);
        assert!(code == Some(0) && told.contains("qu.正文"), "{asked}: {said}{told}");
    }
    for (asked, wanted) in [
        ("2025-03-08", "3月8日"),
        ("2025年3月8日", "3月8日"),
        ("2025/3", "3月"),
        ("30", "14:30"),
        ("三八", "98人"),
        ("5年", "3月8日"),
        ("2025", "2025年"),
        ("2025.yaml", "98人"),
    ] {
        let (code, said, told) = trace(asked);
        assert!(code != Some(0) && told.is_empty() && said.contains(wanted), "{asked}: {said}{told}");
    }
}

#[test]
fn a_pdf_whose_words_cannot_be_read_is_explained_with_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("2025.yaml"), FORMS).expect("written");
    let title: String = "星桥县实验小学工会2025年工作总结".encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let pdf = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n4 0 obj\n<</Title<FEFF{title}>>>\nendobj\n\
         trailer\n<</Root 1 0 R/Info 4 0 R/Size 5>>\n%%EOF\n"
    );
    std::fs::write(folder.path().join("a.pdf"), pdf).expect("written");
    let output = niandu(folder.path(), &["trace", "a.pdf", "12人"]);
    assert!(output.status.code() == Some(0) && said(&output).contains("W275"), "{}", said(&output));
}

#[test]
fn a_place_without_a_formula_has_the_digits_that_it_explains() {
    let mut seen = 0;
    for sample in samples::all() {
        let files = files(&sample.dossier);
        for document in papers(&sample) {
            for number in trace::of_document(&document) {
                let from = number.from.as_ref().unwrap_or_else(|| panic!("{}: no origin of {number:?}", sample.name));
                if from.formula.is_some() || from.sort == Sort::Template {
                    continue;
                }
                for part in digits(&number.number) {
                    seen += 1;
                    let digits = &number.number[part];
                    assert!(
                        from.places.iter().any(|place| stands(&files, place, 2, digits)),
                        "{}: {number:?}",
                        sample.name
                    );
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn a_digit_in_the_words_of_a_record_has_the_place_of_those_words() {
    let county = office::root().join("sample-data/qinghe-county");
    let output = niandu(&county, &["trace", "2025.yaml", "-k", "inspection-report", "2", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = std::fs::read_to_string(county.join("2025.yaml")).expect("facts");
    let numbers = told["papers"][0]["numbers"].as_array().expect("numbers");
    let number =
        numbers.iter().find(|number| number["around"].as_str().is_some_and(|words| words.contains("票据不全，已")));
    let number = number.expect("the result");
    let line = number["from"][0]["line"].as_u64().expect("a line") as usize;
    assert!(text.lines().nth(line - 1).is_some_and(|line| line.trim_start().starts_with("结果:")), "{number}");
}

#[test]
fn a_month_without_activities_is_explained_by_the_list() {
    let output = niandu(&school(), &["trace", "2025.yaml", "-k", "year-end-summary", "--all", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let numbers = told["papers"][0]["numbers"].as_array().expect("numbers");
    let text = std::fs::read_to_string(school().join("2025.yaml")).expect("facts");
    let empty: Vec<_> = numbers.iter().filter(|number| number["number"] == "0").collect();
    assert!(!empty.is_empty());
    for number in empty {
        assert!(number["formula"].as_str().is_some_and(|formula| formula.ends_with("月没有活动")), "{number}");
        let line = number["from"][0]["line"].as_u64().expect("a line") as usize;
        assert_eq!(text.lines().nth(line - 1), Some("活动:"), "{number}");
    }
}
