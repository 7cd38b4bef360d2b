//! `niandu.yaml` at the root of a run: what is the same for all its schools. Every field can be given on the command line
//! instead, which then wins.

use crate::diagnostic::{Diagnostics, Source};
use crate::facts::table::record;
use crate::facts::types::Span;
use crate::facts::value::Text;

/// The name of the file.
pub const FILE: &str = "niandu.yaml";

record! {
    Config "niandu" "年度运行" ("一次批量运行的约定", "what a run over many schools is to do") {
        period "period" "时期": Option<Span> = "写哪一年度或时期；不写则取各校文件中最晚的", "which year or period; the latest of all files where absent" => "2025";
        kinds "kinds" "文种": Vec<Text> = "写哪些文种，同 -k", "kinds of paper, as -k" => "year-end-summary";
        formats "formats" "格式": Vec<Text> = "写成哪些格式，同 -f", "formats, as -f" => "pdf";
        layout "layout" "版式": Option<Text> = "全部用这个版式，同 --layout", "the layout of all papers, as --layout" => "official";
        templates "templates" "模板": Option<Text> = "自己的模板文件夹，相对本文件", "the folder of own templates, relative to this file" => "模板";
        css "css" "样式表": Option<Text> = "网页用的样式表，相对本文件", "a style sheet for HTML pages, relative to this file" => "本局.css";
        output "output" "输出": Option<Text> = "写到哪个文件夹，相对本文件；同 -o", "the output folder, relative to this file; as -o" => "out";
        name "name" "文件名": Option<Text> = "文件名的格式，同 --name", "the pattern of file names, as --name" => "{title}{period}{kind}";
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
        let sound = !found.has_errors();
        problems.append(found);
        config.filter(|_| sound)
    }
}
