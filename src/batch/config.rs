//! `niandu.yaml` at the root of a run: what is the same for all its schools. Every field can be given on the command line
//! instead, which then wins.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path};

use crate::diagnostic::{Diagnostic, Diagnostics, Say, Source};
use crate::facts::table::record;
use crate::facts::types::{Lists, Span};
use crate::facts::value::{Text, Tier};
use crate::publish::Format;
use crate::say;

/// The name of the file.
pub const FILE: &str = "niandu.yaml";

record! {
    Config "niandu" "年度运行" ("一次批量运行的约定", "what a run over many schools is to do") {
        period "period" "时期": Option<Span> = "写哪一年度或时期；不写则取各校文件中最晚的", "which year or period; the latest of all files where absent" => "2025";
        kinds "kinds" "文种": Lists<Text> = "写哪些文种，同 -k；也可以按层级各写各的", "kinds of paper, as -k; or those of each level" => "year-end-summary";
        formats "formats" "格式": Vec<Text> = "写成哪些格式，同 -f", "formats, as -f" => "pdf";
        layout "layout" "版式": Option<Text> = "全部用这个版式，同 --layout", "the layout of all papers, as --layout" => "official";
        templates "templates" "模板": Option<Text> = "自己的模板文件夹，相对本文件", "the folder of own templates, relative to this file" => "模板";
        css "css" "样式表": Option<Text> = "网页用的样式表，相对本文件", "a style sheet for HTML pages, relative to this file" => "本局.css";
        output "output" "输出": Option<Text> = "写到哪个文件夹，相对本文件；同 -o", "the output folder, relative to this file; as -o" => "out";
        name "name" "文件名": Option<Text> = "文件名的格式，同 --name", "the pattern of file names, as --name" => "{title}{period}{kind}";
        terms "terms" "学期": Vec<Span> = "各学期的起止，起草计划时避开假期；不写则按春节推算", "first and last day of the terms, for plans that keep clear of school holidays; from the lunar new year where absent" => "2026-03-02 .. 2026-07-10";
        register "register" "学校名册": Vec<Enrolled> = "应报送的学校", "the schools that are to hand in";
    }

    Enrolled "enrolled" "名册学校" ("名册里的一所学校", "a school of the register") {
        id "id" "编号": Text = "学校工会的编号，与其事实文件的一致", "the id of its union, as its facts have it" => "qinghe-no1-primary";
        name "name" "名称": Text = "名称", "its name" => "青禾县第一小学";
        aliases "aliases" "别名": Vec<Text> = "别名、曾用的编号", "other names and former ids" => "青禾一小";
        folder "folder" "文件夹": Option<Text> = "它的文件夹，相对本文件；默认同编号", "its folder, relative to this file; its id by default" => "青禾一小";
    }
}

impl Config {
    /// Reads the file; its problems go to `problems`, and a file with errors gives `None`.
    pub fn read(source: &Source, problems: &mut Diagnostics) -> Option<Self> {
        let mut found = Diagnostics::new();
        let config = crate::facts::read_as::<Self>(source, &Self::TABLE, &mut found);
        if let Some(config) = &config {
            config.check_words(source, &mut found);
            config.check_register(source, &mut found);
        }
        let sound = !found.has_errors();
        problems.append(found);
        config.filter(|_| sound)
    }

    /// A word of the configuration that the program does not know; `what` says which and what it does know. Kinds, layouts
    /// and patterns of file names are known to those who have the templates.
    pub fn unknown(source: &Source, word: &Text, what: Say) -> Diagnostic {
        Diagnostic::error("E290", what).at(source, word.origin)
    }

    fn check_words(&self, source: &Source, problems: &mut Diagnostics) {
        let endings = Format::ALL.map(Format::ending);
        for word in self.formats.iter().filter(|word| !endings.contains(&word.text.trim())) {
            let (format, known) = (word.text.trim(), endings.join("、"));
            let what = say!("没有“{format}”这种格式；有：{known}", "there is no format `{format}`; there are: {known}");
            problems.push(Self::unknown(source, word, what));
        }
        for (level, _) in self.kinds.each.iter().filter(|(level, _)| Tier::of(level.text.trim()).is_none()) {
            let (word, words) = (level.text.trim(), Tier::WORDS.map(|(_, words)| words));
            let row = |words: Vec<&str>, comma| words.join(comma);
            let zh = row(words.iter().filter_map(|words| words.first().copied()).collect(), "、");
            let en = row(words.iter().filter_map(|words| words.last().copied()).collect(), ", ");
            let what = say!("没有“{word}”这一级；有：{zh}", "there is no level `{word}`; there are: {en}");
            problems.push(Self::unknown(source, level, what));
        }
    }

    fn check_register(&self, source: &Source, problems: &mut Diagnostics) {
        let mut seen: HashMap<String, &Text> = HashMap::new();
        for school in &self.register {
            if let Some(folder) = &school.folder
                && !is_below(folder.text.trim().trim_end_matches('/'))
            {
                let shown = folder.text.trim();
                problems.push(
                    Diagnostic::error(
                        "E291",
                        say!(
                            "“{shown}”不在本文件所在的文件夹之内",
                            "`{shown}` does not lie in the folder of this file"
                        ),
                    )
                    .at(source, folder.origin)
                    .hint(say!("写下面的文件夹，如 青禾一小", "name a folder below it, such as qinghe-no1")),
                );
            }
            // In an order of its own: a folder and the id that it stands for may be at one place.
            let mut own: BTreeMap<String, &Text> = BTreeMap::new();
            let folder = school.folder.as_ref().unwrap_or(&school.id);
            own.insert(format!("{}/", folder.text.trim().trim_end_matches('/')), folder);
            own.extend(school.aliases.iter().chain([&school.id]).map(|word| (word.text.trim().to_owned(), word)));
            let mut own: Vec<(String, &Text)> = own.into_iter().collect();
            own.sort_by_key(|(_, word)| word.origin);
            let mut told = None;
            for (key, word) in own {
                let Some(first) = seen.insert(key, word) else { continue };
                // The folder that stands for an id is no second fault of it.
                if told.replace(word.origin) == Some(word.origin) {
                    continue;
                }
                let (twice, line) = (word.text.trim(), source.position(first.origin.range().start).0);
                problems.push(
                    Diagnostic::error(
                        "E292",
                        say!(
                            "“{twice}”在名册里写了两次，前一次在第{line}行",
                            "`{twice}` stands twice in the register, before in line {line}"
                        ),
                    )
                    .at(source, word.origin)
                    .hint(say!("编号、别名和文件夹各属一所学校", "an id, an alias and a folder belong to one school")),
                );
            }
        }
    }
}

/// Whether a path with `/` leads to something below the folder that it starts from.
pub fn is_below(path: &str) -> bool {
    let normal = |step: Component| matches!(step, Component::Normal(_));
    path.split('/').all(|step| !matches!(step, "" | "." | "..")) && Path::new(path).components().all(normal)
}
