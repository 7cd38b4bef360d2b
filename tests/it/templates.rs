//! Templates of one's own: what the program says of wrong ones, what hostile ones come to, and that the built-in ones are
//! without a fault themselves.

use std::collections::BTreeSet;
use std::fs;

use niandu::diagnostic::{Diagnostic, Diagnostics, Source};
use niandu::document::templates::{REGISTERS, Templates};
use niandu::document::trial::{self, Scope};
use niandu::workshop;
use unicode_width::UnicodeWidthStr;

use crate::office;

/// The built-in templates as if a user had written all of them, so that every check looks at them.
fn as_own() -> Templates {
    Templates::marked(Vec::new(), workshop::built_in()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Problems with their places.
fn placed(problems: &Diagnostics) -> Vec<String> {
    let told = |problem: &&Diagnostic| {
        let place = problem.place.as_ref().map(|(source, origin)| {
            let (line, column) = source.position(origin.range().start);
            format!("{}:{line}:{column}", source.name())
        });
        format!("{place:?} {} {} {:?}", problem.code, problem.message.en, problem.hint.as_ref().map(|hint| &hint.en))
    };
    problems.sorted().iter().map(told).collect()
}

#[test]
fn the_built_in_templates_pass_every_check_and_every_branch_is_reached() {
    let trial = trial::run(&as_own(), Scope::default());
    assert!(trial.branches > 300, "{} branches", trial.branches);
    let said = placed(&trial.problems);
    let open: Vec<String> = trial
        .unreached
        .iter()
        .map(|(source, origin)| {
            let (line, column) = source.position(origin.range().start);
            format!("{}:{line}:{column} {}", source.name(), source.text().get(origin.range()).unwrap_or_default())
        })
        .collect();
    assert!(
        said.is_empty() && open.is_empty(),
        "of {} branches\n{}\n{}",
        trial.branches,
        said.join("\n"),
        open.join("\n")
    );
}

#[test]
fn the_registers_of_the_built_in_kinds_are_those_that_are_known() {
    let templates = workshop::templates(Vec::new()).unwrap_or_else(|problems| panic!("{problems:?}"));
    let named: BTreeSet<&str> = templates.kinds().map(|(_, manifest)| manifest.register.as_str()).collect();
    assert_eq!(named, BTreeSet::from(REGISTERS));
}

#[test]
fn a_few_files_know_every_field_of_the_built_in_templates() {
    // Chance must not decide: more kinds shift all that is made up.
    for more in 0..4 {
        let kinds = (0..more).map(|at| {
            let text = format!("extends: year-end-summary\nname: 小结{at}\n");
            Source::new(format!("brief{at}/template.yaml"), text)
        });
        let sources = workshop::built_in().into_iter().chain(kinds).collect();
        let templates = Templates::marked(Vec::new(), sources).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(placed(&trial::unknown_to_few(&templates)), Vec::<String>::new(), "{more} more");
    }
}

/// A step of the example on a page.
enum Step {
    /// A file to write: its path and text.
    File(String, String),
    /// A command and what it says on standard output, where the page shows that.
    Run(String, Option<String>),
    /// A paper that was written, and its text.
    Paper(String, String),
}

/// The steps of the example: a block behind a line that names a file is that file, a block of `sh` is run, and a block of
/// `text` behind it is what it says.
fn steps(page: &str) -> Vec<Step> {
    let (mut steps, mut named, mut lines) = (Vec::new(), None, page.lines());
    while let Some(line) = lines.next() {
        let path = line.split('`').nth(1).filter(|_| line.ends_with([':', '：'])).map(str::to_owned);
        let Some(language) = line.strip_prefix("```") else {
            named = path.or(named.filter(|_| line.is_empty()));
            continue;
        };
        let block: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        match (language, named.take()) {
            ("sh", _) => steps.push(Step::Run(block.trim().to_owned(), None)),
            ("text", _) => match steps.last_mut() {
                Some(Step::Run(_, said)) => *said = Some(block),
                _ => panic!("what is said stands behind a command: {block}"),
            },
            ("markdown", Some(path)) => steps.push(Step::Paper(path, block)),
            (_, Some(path)) => steps.push(Step::File(path, block)),
            (_, None) => panic!("a block without a use: {block}"),
        }
    }
    steps
}

#[test]
fn the_worked_example_does_what_the_pages_say() {
    for (language, name) in [("zh", "docs/templates.zh.md"), ("en", "docs/templates.md")] {
        let page = fs::read_to_string(office::root().join(name)).expect("the page");
        let folder = tempfile::tempdir().expect("a folder");
        let steps = steps(&page);
        assert_eq!(steps.len(), 9, "{name}");
        for step in steps {
            match step {
                Step::File(path, text) => {
                    let path = folder.path().join(path);
                    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                    fs::write(path, text).expect("a file");
                }
                Step::Run(command, shown) => {
                    let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
                    let output = office::niandu_in(language, folder.path(), &arguments);
                    let said = String::from_utf8_lossy(&output.stdout).into_owned();
                    assert!(output.status.success(), "{command}: {said}{}", office::said(&output));
                    assert!(shown.is_none_or(|shown| shown == said), "{name}: {command} says\n{said}");
                }
                Step::Paper(path, text) => {
                    let paper = fs::read_to_string(folder.path().join(&path)).expect("the paper");
                    assert_eq!(paper, text, "{name}");
                }
            }
        }
    }
}

/// Facts that are told with every wrong template below.
const FACTS: &str = "年度: 2025
单位:
  编号: xingqiao
  名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}
文件:
  year-end-summary: {日期: 2025-12-26}
工作领域:
  - {编号: huodong, 标题: 丰富文体活动}
活动:
  - {领域: huodong, 时间: 4月, 名称: 教职工乒乓球比赛, 参加: 16人}
";

/// What the program says when it is to write two facts files with these templates; nothing may be written.
fn refused(files: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join("own").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a template");
    }
    fs::write(folder.path().join("a.yaml"), FACTS).expect("facts");
    fs::write(folder.path().join("b.yaml"), FACTS.replace("xingqiao", "qinghe")).expect("facts");
    let output = office::niandu(folder.path(), &["render", "a.yaml", "b.yaml", "-f", "md", "--templates", "own"]);
    let said = office::said(&output);
    assert_eq!(output.status.code(), Some(1), "{files:?}: {said}");
    assert!(!folder.path().join("out").exists(), "{files:?}: something was written");
    said
}

/// A component of one's own in place of that of activities.
fn activity(inner: &str) -> String {
    format!("{{% component activity(c) %}}\n{inner}\n{{% endcomponent activity %}}\n")
}

#[test]
fn wrong_templates_are_refused_at_their_place_before_anything_is_written() {
    let cases = [
        ("{{ c.title | tirm }}", "E210", "2:14", "trim"),
        ("{% if c.title is endin_with(pat=\"赛\") %}{% endif %}", "E210", "2:18", "ending_with"),
        ("{{ <befor c={c}/> }}", "E210", "2:5", "before"),
        ("{{ c.titel }}", "E211", "2:6", "title"),
        ("{% if c.participant %}{% endif %}", "E211", "2:9", "participants"),
        ("{% for award in c.awards %}{{ award.rnk }}{% endfor %}", "E211", "2:37", "rank"),
        ("{% set kind = c.titl %}{{ kind }}", "E211", "2:17", "title"),
        ("{{ tilte }}", "E211", "2:4", "c"),
        ("{% for i in range(end=9) %}{% endfor %}", "E212", "2:13", "循环"),
        ("{{ throw(message=\"a\") }}", "E212", "2:4", "循环"),
        ("{{ now() }}", "E212", "2:4", "循环"),
        ("{{ get_env(name=\"HOME\") }}", "E212", "2:4", "循环"),
        ("{{ niandu_step() }}", "E212", "2:4", "循环"),
        ("{{ get_random(start=0, end=1) }}", "E212", "2:4", "循环"),
        ("{% include \"/etc/passwd\" %}", "E212", "2:1", "组件"),
        ("{% set x %}{{ c.title }}{% endset %}", "E212", "2:1", "组件"),
        ("{% filter upper %}a{% endfilter %}", "E212", "2:1", "组件"),
        ("{% for i in [1, 2, 3] %}{% endfor %}", "E212", "2:13", "列表"),
        ("{% set a = <before c={c}/> %}", "E212", "2:13", "before"),
        ("{{ <activity c={c}/> }}", "E213", "1:14", "循环"),
        ("{{ c.title + 1 }}", "E060", "2:4", "模板"),
        ("{{ c.title | first }}", "E060", "2:4", "模板"),
        ("{{ c.title ", "E060", "3:1", "模板"),
        ("{% if c.title %}", "E060", "3:4", "模板"),
    ];
    for (inner, code, place, hint) in cases {
        let said = refused(&[("components/own.txt", &activity(inner))]);
        assert!(said.contains(&format!("错误[{code}]")), "{inner}: {said}");
        assert!(said.contains(&format!("components/own.txt:{place}\n")), "{inner}: {place} in {said}");
        let advice = said.split("办法: ").nth(1).unwrap_or_default();
        assert!(advice.contains(hint), "{inner}: {hint} in {said}");
    }
    let twice = activity("a");
    let said = refused(&[("components/a.txt", &twice), ("components/b.txt", &twice)]);
    assert!(said.contains("错误[E213]") && said.contains("components/b.txt:1:14"), "{said}");
}

#[test]
fn wrong_manifests_are_refused_at_their_place() {
    let sound = "name: 小结\ntitle: \"{title}小结\"\nfile: \"{title}\"\nsections:\n  - is: areas\n";
    let cases = [
        ("is: areas", "is: aeras", "E214", "5:9", "areas"),
        ("name: 小结", "name: 工作总结", "E215", "1:7", "同名"),
        ("\"{title}小结\"", "\"{titel}小结\"", "E214", "2:8", "title"),
        ("file: \"{title}\"", "file: \"{kid}\"", "E214", "3:7", "kind"),
        ("sections:", "layout: plian\nsections:", "E214", "4:9", "plain"),
        ("sections:", "register: schol\nsections:", "E214", "4:11", "school"),
        ("sections:", "levels: [distric]\nsections:", "E214", "4:10", "district"),
        ("sections:", "needs: [finance, problem|next]\nsections:", "E214", "4:18", "problems"),
        ("sections:", "shows: {activitys: full}\nsections:", "E214", "4:9", "activities"),
        ("sections:", "encloses: [year-end]\nsections:", "E214", "4:12", "year-end-summary"),
        ("sections:", "openings: [{name: usual, component: openning}]\nsections:", "E214", "4:37", "opening"),
        ("sections:", "tells: future\nsections:", "E062", "4:8", "past"),
        ("sections:", "numbering: [一]\nsections:", "E062", "4:13", "一"),
        ("sections:", "transitions: a\nsections:", "E062", "4:1", "transition"),
        ("sections:\n  - is: areas\n", "", "E062", "", "template.yaml"),
    ];
    for (from, to, code, place, hint) in cases {
        let said = refused(&[("xiaojie/template.yaml", &sound.replacen(from, to, 1))]);
        assert!(said.contains(&format!("错误[{code}]")), "{to}: {said}");
        assert!(said.contains(&format!("xiaojie/template.yaml:{place}")), "{to}: {place} in {said}");
        let advice = said.split("办法: ").nth(1).unwrap_or_default();
        assert!(advice.contains(hint), "{to}: {hint} in {said}");
        assert!(!said.contains("expected"), "{to}: {said}");
    }
}

#[test]
fn hostile_templates_end_in_a_diagnostic() {
    let digits = "{% set s = \"0123456789012345678901234567890123456789012345678901234567890123456789\" %}";
    let loops = |inner: &str| {
        let opened: String = ('a'..='f').map(|name| format!("{{% for {name} in s %}}")).collect();
        activity(&format!("{digits}{opened}{inner}{}", "{% endfor %}".repeat(6)))
    };
    let many = "{{ s }}".repeat(250);
    let cases = [
        ("writes without end", loops(&many), "E216"),
        ("loops without end", loops(""), "E216"),
        ("doubles a text", activity(&format!("{digits}{}", "{% set s = s ~ s %}".repeat(40))), "E216"),
        (
            "has a chain of alternatives",
            activity(&format!("{{% if c.a %}}{}{{% endif %}}", "{% elif c.b %}".repeat(9_000))),
            "E216",
        ),
        ("nests deeply", activity(&format!("{}{}", "{% if c.a %}".repeat(9_000), "{% endif %}".repeat(9_000))), "E060"),
        ("has a long sum", activity(&format!("{{{{ 1{} }}}}", "+1".repeat(50_000))), "E216"),
        ("has many brackets", activity(&format!("{{{{ {}", "(".repeat(50_000))), "E060"),
        ("has a huge text", activity(&format!("{{{{ \"{}\" }}}}", "字".repeat(90_000))), "E216"),
        ("is huge", activity(&"字".repeat(200_000)), "E216"),
        (
            "calls itself by way of another",
            format!(
                "{}{{% component round(c) %}}{{{{ <activity c={{c}}/> }}}}{{% endcomponent round %}}",
                activity("{{ <round c={c}/> }}{{ <round c={c}/> }}")
            ),
            "E213",
        ),
        ("is not closed", "{% component activity(c) %}{# {{ \" ".to_owned(), "E060"),
    ];
    for (what, text, code) in cases {
        let said = refused(&[("components/own.txt", &text)]);
        assert!(said.contains(&format!("错误[{code}]")), "a template that {what}: {said}");
        assert!(said.contains("components/own.txt:"), "a template that {what}: {said}");
    }
}

#[test]
fn a_check_keeps_hostile_templates_within_bounds() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/components")).expect("a folder");
    let loops = "{% for a in c.title %}".repeat(9) + &"{% endfor %}".repeat(9);
    let long = activity(&format!("{{% set s = c.title ~ c.title %}}{}", loops.replace("c.title", "s")));
    fs::write(folder.path().join("own/components/own.txt"), long).expect("a template");
    let output = office::niandu(folder.path(), &["templates", "check", "own"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("错误[E216]"), "{said}");
}

#[test]
fn a_component_of_ones_own_stands_in_for_the_built_in_one_and_the_others_stay() {
    for file in ["components/own.txt", "components/clauses.txt"] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("own/components")).expect("a folder");
        fs::write(folder.path().join("own").join(file), activity("自己写的{{ c.title }}{{ <often c={c}/> }}"))
            .expect("one");
        fs::write(folder.path().join("a.yaml"), FACTS.to_owned() + "会议:\n  - {领域: huodong, 名称: 委员会会议}\n")
            .expect("a");
        let output = office::niandu(folder.path(), &["render", "a.yaml", "-f", "md", "--templates", "own"]);
        assert!(output.status.success(), "{file}: {}", office::said(&output));
        let paper = fs::read_to_string(folder.path().join("out/星桥县实验小学工会2025年工作总结.md")).expect("a paper");
        assert!(paper.contains("自己写的教职工乒乓球比赛") && paper.contains("召开委员会会议"), "{file}: {paper}");
    }
}

#[test]
fn values_are_compared_by_their_words_wherever_they_come_from() {
    let cases = [
        ("{% if c.participants == \"16人\" %}相同了{% endif %}", true),
        ("{% if \"16人\" == c.participants %}相同了{% endif %}", true),
        ("{% if \"16人\" != c.participants %}相同了{% endif %}", false),
        ("{% if (c.participants) == c[\"participants\"] | trim %}相同了{% endif %}", true),
        ("{% set one = c.participants == \"16人\" and c.title != c.participants %}{% if one %}相同了{% endif %}", true),
        ("{% if c.participants == \"17人\" or c.participants == 16 %}相同了{% endif %}", false),
        ("{{ \"相同了\" if c.participants == \"16人\" else \"\" }}", true),
        ("{% if c.rank == \"16人\" %}相同了{% endif %}", false),
    ];
    for (inner, alike) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("own/components")).expect("a folder");
        fs::write(folder.path().join("own/components/own.txt"), activity(&format!("自己写的{{{{ c.title }}}}{inner}")))
            .expect("one");
        fs::write(folder.path().join("a.yaml"), FACTS).expect("a");
        // With and without notes of where the words come from.
        for format in ["md", "html"] {
            let call = ["render", "a.yaml", "-f", format, "--templates", "own"];
            let output = office::niandu(folder.path(), &call);
            assert!(output.status.success(), "{inner}: {}", office::said(&output));
            let name = format!("out/星桥县实验小学工会2025年工作总结.{format}");
            let paper = fs::read_to_string(folder.path().join(name)).expect("a paper");
            assert!(paper.contains("自己写的"), "{inner}: {paper}");
            assert_eq!(paper.contains("相同了"), alike, "{format} {inner}: {paper}");
        }
    }
}

#[test]
fn nothing_is_replaced_by_eject_and_what_is_of_no_use_is_said_by_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let call = ["templates", "eject", office::KIND, "my", "--all"];
    assert!(office::niandu(folder.path(), &call).status.success());
    let copied = folder.path().join("my/year-end-summary/template.yaml");
    fs::write(&copied, "mine").expect("a change");
    let output = office::niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1));
    assert!(office::said(&output).contains("E217"), "{}", office::said(&output));
    assert_eq!(fs::read_to_string(&copied).expect("the file"), "mine");
    fs::remove_dir_all(folder.path().join("my")).expect("gone");
    fs::create_dir_all(folder.path().join("my/year-end-summary")).expect("a folder");
    fs::write(folder.path().join("my/year-end-summary/Template.yml"), "name: a").expect("a file");
    let output = office::niandu(folder.path(), &["templates", "check", "my"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("提醒[W210]"), "{said}");
}

#[test]
fn a_layout_that_cannot_be_printed_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/layouts")).expect("a folder");
    fs::write(folder.path().join("own/layouts/plain.typ"), "#let a = 1\n#nothing-of-this-name\n").expect("a layout");
    fs::write(folder.path().join("a.yaml"), FACTS).expect("facts");
    let call = ["render", "a.yaml", "-f", "md,pdf", "--builtin-fonts", "--templates", "own"];
    let output = office::niandu(folder.path(), &call);
    let said = office::said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("错误[E080]") && said.contains("layouts/plain.typ:2:2"), "{said}");
    assert!(!folder.path().join("out").exists(), "{said}");
    let output = office::niandu(folder.path(), &["templates", "check", "own"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn kinds_are_listed_and_shown_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    for (language, words) in [("zh", ["文种（", "工作领域"]), ("en", ["Kinds (", "areas"])] {
        let output = office::niandu_in(language, folder.path(), &["templates", "list"]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(words.iter().all(|word| said.contains(word)) && said.contains(office::KIND), "{said}");
        let output = office::niandu_in(language, folder.path(), &["templates", "show", "工作总结"]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        for part in ["numbering: ", "c.awards[].rank", "paper.sections[].blocks[].text", "opening"] {
            assert!(said.contains(part), "{part} in {said}");
        }
    }
}

#[test]
fn kinds_are_listed_in_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/kuaibao")).expect("a folder");
    fs::write(folder.path().join("own/kuaibao/template.yaml"), "extends: brief\nname: 快报\n").expect("a kind");
    let output = office::niandu(folder.path(), &["templates", "list", "--templates", "own"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let rows: Vec<&str> = said.lines().skip(1).take_while(|line| line.starts_with("  ")).collect();
    let row = |kind: &str| -> Vec<&str> {
        let found = rows.iter().find(|row| row.trim_start().starts_with(kind)).expect("a row");
        found.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
    };
    assert_eq!(row("文种"), ["文种", "名称", "级别", "需要"]);
    assert_eq!(row("kuaibao"), ["kuaibao *", "快报", "不限", "工作领域"]);
    assert_eq!(row("notice"), ["notice", "印发通知", "乡镇、县、市、省", "主送"]);
    assert_eq!(row("key-points"), ["key-points", "工作要点", "不限", "计划"]);
    // Every row has its second cell in the same column of the terminal.
    let column = |row: &&str| row.find("不限").map(|at| row[..at].width());
    let columns: BTreeSet<usize> = rows.iter().filter_map(column).collect();
    assert_eq!(columns.len(), 1, "{said}");
}

#[test]
fn a_copy_of_every_kind_passes_the_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let templates = workshop::templates(Vec::new()).unwrap_or_else(|problems| panic!("{problems:?}"));
    for (kind, _) in templates.kinds() {
        let name = format!("my-{kind}");
        let output = office::niandu(folder.path(), &["templates", "eject", kind, "my", "--as", &name]);
        assert!(output.status.success(), "{kind}: {}", office::said(&output));
    }
    let output = office::niandu(folder.path(), &["templates", "check", "my"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", office::said(&output));
    assert!(!said.contains('['), "{said}");
}

/// A kind that takes everything from the year-end summary but its openings.
const VARIANT: &str = "extends: year-end-summary
name: 小结
title: \"{title}{period}小结\"
openings:
  - {name: usual, component: short_opening}
";

const OPENING: &str =
    "{% component short_opening(c) %}{{ c.self }}{{ c.period }}的工作，汇报如下：{% endcomponent short_opening %}\n";

#[test]
fn a_kind_that_extends_another_has_its_own_form_and_the_rest_of_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/xiaojie")).expect("a folder");
    fs::write(folder.path().join("own/xiaojie/template.yaml"), VARIANT).expect("a kind");
    fs::write(folder.path().join("own/xiaojie/words.txt"), OPENING).expect("words");
    fs::write(folder.path().join("a.yaml"), FACTS.replace("year-end-summary", "xiaojie")).expect("facts");
    let output = office::niandu(folder.path(), &["templates", "check", "own"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let output = office::niandu(folder.path(), &["templates", "show", "小结", "--templates", "own"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let values = [
        "# xiaojie [自己的]",
        "extends: \"year-end-summary\"",
        "short_opening",
        "transition: \"现将{span}工作总结如下：\"",
    ];
    assert!(values.iter().all(|value| said.contains(value)), "{said}");
    let output =
        office::niandu(folder.path(), &["render", "a.yaml", "-k", "xiaojie", "-f", "md", "--templates", "own"]);
    assert!(output.status.success(), "{}", office::said(&output));
    let paper = fs::read_to_string(folder.path().join("out/星桥县实验小学工会2025年工作总结.md")).expect("a paper");
    for part in ["2025年小结", "校工会2025年的工作，汇报如下：", "## 一、丰富文体活动"] {
        assert!(paper.contains(part), "{part} in {paper}");
    }
}

#[test]
fn what_is_wrong_in_a_kind_that_extends_another_is_shown_in_its_own_file() {
    let cases = [
        ("name: 小结", "nmae: 小结", "E062", "", "name"),
        ("title:", "titel:", "E062", ":3:1", "title"),
        ("component:", "componnet:", "E062", ":5:19", "component"),
        ("short_opening", "short_openign", "E214", ":5:30", "short_opening"),
        ("{period}", "{perid}", "E214", ":3:8", "period"),
        ("name: 小结", "name: 小结\ntells: future", "E062", ":3:8", "past"),
        ("name: 小结", "name: 小结\nregister: schol", "E214", ":3:11", "school"),
    ];
    for (from, to, code, place, hint) in cases {
        let wrong = VARIANT.replacen(from, to, 1);
        let said = refused(&[("xiaojie/template.yaml", &wrong), ("xiaojie/words.txt", OPENING)]);
        assert!(said.contains(&format!("错误[{code}]")), "{to}: {said}");
        assert!(said.contains(&format!("xiaojie/template.yaml{place}")), "{to}: {place} in {said}");
        let advice = said.split("办法: ").nth(1).unwrap_or_default();
        assert!(advice.contains(hint), "{to}: {hint} in {said}");
    }
}
