//! The command as it is typed: its options in groups, each a function, in the order in which help lists them.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::cli::args;
use crate::diagnostic::{Language, Say};
use crate::publish::Format;
use crate::publish::pdf::Standard;
use crate::say;

/// The command as it is typed.
pub fn command(language: Language, kinds: &[String]) -> Command {
    Command::new("render")
        .about(in_language(say!("把事实文件写成文件", "write papers from facts files"), language))
        .after_help(in_language(examples(), language))
        .args(papers(language, kinds))
        .args(files(language))
        .args(looks(language))
        .args(args::fonts(language))
        .args(pages(language))
        .args(pdf(language))
        .arg(args::messages("messages", language))
        .args(args::weights(language))
}

fn in_language(text: Say, language: Language) -> String {
    text.in_language(language).to_owned()
}

fn examples() -> Say {
    say!(
        "例：\n  niandu render sample-data/qinghe-no1-primary/2025.yaml\n  niandu render 2025.yaml -f pdf -o 上报 --name \"{{title}}{{year}}总结\"\n\n\
         同一文件夹里同一单位较早年度的文件会一并读入，供引用和多年的文件用（{{{{ 上年.… }}}}、{{{{ 任期.… }}}}），\n\
         只为写在命令里的文件写出结果；不在同一文件夹的，也可一并写在命令里。\n\
         退出码：0 全部写出；1 有文件被拒，原因已逐条列出；2 命令写错。",
        "Examples:\n  niandu render sample-data/qinghe-no1-primary/2025.yaml\n  niandu render 2025.yaml -f pdf -o out --name \"{{title}}{{year}}\"\n\n\
         Earlier years of the same body in the same folder are read along, for references and papers over several years\n\
         ({{{{ previous.… }}}}, {{{{ term.… }}}}); papers are written only for the files given. Files elsewhere may be given, too.\n\
         Exit status: 0 all written; 1 some files refused, every reason listed; 2 wrong call."
    )
}

/// Which papers are written, from which facts.
fn papers(language: Language, kinds: &[String]) -> Vec<Arg> {
    let facts = args::files(
        "facts",
        ["事实文件", "FACTS.yaml"],
        say!("一个或几个事实文件（.yaml）", "one or several facts files (.yaml)"),
        language,
    );
    vec![facts, kind(language, kinds)]
}

/// Which kinds of paper are written.
pub fn kind(language: Language, kinds: &[String]) -> Arg {
    let list = kinds.join("、");
    args::kinds(
        say!(
            "文种，可写几个，也可写中文名；all 为凡事实够写的都写：{list}（默认 year-end-summary；文件 里没有它而有别的文种时，写那些）",
            "kinds of paper, several allowed, by Chinese names, too; all is every kind that the facts are enough for: {list} (default: year-end-summary; where `documents` has other kinds only, those)"
        ),
        language,
    )
}

/// Which files they become, and where.
fn files(language: Language) -> Vec<Arg> {
    let say = |text: Say| in_language(text, language);
    let out = Arg::new("out")
        .short('o')
        .long("out")
        .value_name("DIR")
        .default_value("out")
        .hide_default_value(true)
        .value_parser(value_parser!(PathBuf))
        .help(say(say!("写到哪个文件夹（默认 ./out）", "folder to write to (default: ./out)")));
    let open = Arg::new("open")
        .long("open")
        .action(ArgAction::SetTrue)
        .help(say(say!("写完后打开（有网页先开网页）", "open what was written (the HTML page if there is one)")));
    let [format, name] = format_and_name(language);
    vec![format, out, name, open]
}

/// `--format` and `--name`.
pub fn format_and_name(language: Language) -> [Arg; 2] {
    let say = |text: Say| in_language(text, language);
    let format = Arg::new("format")
        .short('f')
        .long("format")
        .value_name("FORMAT")
        .value_delimiter(',')
        .action(ArgAction::Append)
        .value_parser(Format::ALL.map(Format::ending))
        .hide_possible_values(true)
        .help(say(say!(
            "格式，可写几个：md、html、pdf、docx（默认前三种），计划还可写 ics（日历）",
            "formats, several allowed: md, html, pdf, docx (default: the first three); of a plan also ics, a calendar"
        )));
    let name = Arg::new("name").long("name").value_name("PATTERN").help(say(say!(
        "文件名式样，可用 {{title}} 标题用名、{{self}} 自称、{{period}} 时期、{{year}} 年份、{{name}} 文种名、{{kind}}、{{key}} 文件 里的键、{{topic}} 专题、{{id}}（默认 {{title}}{{period}}工作总结）",
        "pattern of file names with {{title}}, {{self}}, {{period}}, {{year}}, {{name}}, {{kind}}, {{key}}, {{topic}}, {{id}} (default: {{title}}{{period}}工作总结)"
    )));
    [format, name]
}

/// How the papers look.
pub fn looks(language: Language) -> Vec<Arg> {
    let layout = Arg::new("layout").long("layout").value_name("LAYOUT").help(in_language(
        say!(
            "版式：plain 平件、official 文件、letter 信函、minutes 纪要，或自己的（默认按 文件 里的 版式，再按文种）",
            "layout: plain, official, letter, minutes or one of your own (default: that of the entry in `documents`, else the kind's)"
        ),
        language,
    ));
    let duplex = Arg::new("duplex").long("duplex").action(ArgAction::SetTrue).help(in_language(
        say!(
            "双面印刷：偶数页的订口在右边（默认按 文件 里的 双面）",
            "for printing on both sides: even pages are bound on the right (default: `duplex` of the entry in `documents`)"
        ),
        language,
    ));
    vec![layout, duplex, args::templates(language)]
}

/// What an HTML page is beside its paper.
pub fn pages(language: Language) -> [Arg; 2] {
    let say = |text: Say| in_language(text, language);
    let css = Arg::new("css").long("css").value_name("FILE.css").value_parser(value_parser!(PathBuf)).help(say(say!(
        "本单位的网页样式，接在内置样式之后",
        "a style sheet of your own for HTML pages, after the built-in one"
    )));
    let no_origins = Arg::new("no-origins").long("no-origins").action(ArgAction::SetTrue).help(say(say!(
        "网页和 Word 文件里不带数字和语句的出处（对外发布时用）",
        "leave out of HTML pages and Word files where figures and clauses come from (for publication)"
    )));
    [css, no_origins]
}

/// What a PDF is beside its pages.
pub fn pdf(language: Language) -> [Arg; 2] {
    let say = |text: Say| in_language(text, language);
    let known = Standard::names().collect::<Vec<_>>().join(" ");
    let standard = Arg::new("pdf-standard").long("pdf-standard").value_name("NAME").help(say(say!(
        "PDF 标准，可用 + 合写：{known}（默认 2a+ua1：归档用 PDF/A-2a，读屏用 PDF/UA-1）",
        "standard of the PDF, several joined by +: {known} (default: 2a+ua1, PDF/A-2a for the archive and PDF/UA-1 for screen readers)"
    )));
    let embed = Arg::new("embed-facts").long("embed-facts").action(ArgAction::SetTrue).help(say(say!(
        "把事实文件（连同包含的文件、草稿和所引往年的文件）附在 PDF 里，标准改为 3a+ua1；里面的姓名、金额随之传出；公开的文种不能带（E260）",
        "put the facts, with what they include, drafts and the files of earlier years that the paper draws on, inside the PDF, by 3a+ua1; names and sums in them go with it; papers for the public refuse (E260)"
    )));
    [standard, embed]
}
