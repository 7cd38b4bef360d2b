//! What a run has done, for people: one page with every school, its papers and its problems. It needs nothing beside it,
//! and its script only searches and sorts what is there without it.

mod row;

use std::fmt::Display;
use std::io::{self, Write};

use crate::batch::manifest::{self, Gone, Head, Setting};
use crate::batch::record::Record;
use crate::batch::record::Status::{Partly, Refused, Written};
use crate::batch::register::{Stranger, Twice};
use crate::diagnostic::{Language, Say};
use crate::page::{FOLDED, Page, Text};
use crate::say;

const SCRIPT: &str = include_str!("page.js");

/// Of more schools than a browser can show, those are listed that somebody has to look after.
const SHOWN: usize = 20_000;

/// Writes the page. Records come sorted by the bytes of `facts`; one that cannot be had ends the writing.
pub fn write(
    to: &mut dyn Write,
    head: &Head,
    records: impl IntoIterator<Item = io::Result<Record>>,
    language: Language,
) -> io::Result<()> {
    let opens = head.totals.partly + head.totals.refused <= FOLDED;
    let mut page = Index { page: Page { to, language }, opens };
    let period = &head.period;
    let title = say!("{period}各校文件一览", "Papers of all schools, {period}");
    page.page.begin(title, "niandu batch", "", Some(SCRIPT))?;
    page.totals(head)?;
    page.absent(head)?;
    page.lists(head)?;
    page.tools(head)?;
    let all = head.totals.schools <= SHOWN;
    let mut shown = 0;
    for record in records {
        let record = record?;
        if all || shown < SHOWN && record.status != Written {
            row::write(&mut page, &record)?;
            shown += 1;
        }
    }
    page.end(head)
}

/// The page in the making.
struct Index<'t> {
    page: Page<'t>,
    /// Whether errors are few enough to be read one after the other.
    opens: bool,
}

impl Index<'_> {
    fn totals(&mut self, head: &Head) -> io::Result<()> {
        let totals = &head.totals;
        let registered = totals.registered > 0;
        let figures: [(Say, &dyn Display, bool); 13] = [
            (say!("名册学校", "In the register"), &totals.registered, registered),
            (say!("未报送", "Missing"), &totals.missing, registered),
            (say!("学校", "Schools"), &totals.schools, true),
            (say!("本级", "Body above"), &totals.own, totals.own > 0),
            (row::state(Written), &totals.written, true),
            (row::state(Partly), &totals.partly, totals.partly > 0),
            (row::state(Refused), &totals.refused, true),
            (say!("文件（份）", "Papers"), &totals.papers, true),
            (say!("PDF 页数", "PDF pages"), &totals.pages, totals.pages > 0),
            (say!("旧文件（个）", "Old files"), &totals.old, totals.old > 0),
            (say!("被人改过（个）", "Changed by hand"), &totals.kept, totals.kept > 0),
            (say!("错误", "Errors"), &totals.errors, true),
            (say!("提醒", "Warnings"), &totals.warnings, true),
        ];
        self.page.totals(figures)
    }

    /// A page of fewer parts than there are says so before all else.
    fn absent(&mut self, head: &Head) -> io::Result<()> {
        let parts: Vec<String> = head.absent.iter().chain(&head.shard).map(ToString::to_string).collect();
        let note = match (head.absent.is_empty(), head.shard) {
            (true, None) => return Ok(()),
            (true, Some(part)) => say!("这是全部学校的第 {part} 份。", "This is part {part} of all schools."),
            (false, _) => Say {
                zh: format!("缺第 {} 份：其中的学校不在下面，也可能列为未报送。", parts.join("、")),
                en: format!("Without {}: their schools are not below and may be listed as missing.", parts.join(", ")),
            },
        };
        writeln!(self.page.to, "<p class=\"note\">{}</p>", self.page.say(note))
    }

    /// Who has not handed in, and what else the office has to look after.
    fn lists(&mut self, head: &Head) -> io::Result<()> {
        let missing = head.missing.iter().map(|one| (one.name.clone(), one.id.clone()));
        self.page.list("missing", say!("未报送", "Missing"), &missing.collect::<Vec<_>>())?;
        let twice = head.twice.iter().map(|Twice { name, facts, .. }| (name.clone(), facts.join(" · ")));
        self.page.list("twice", say!("重复报送", "Handed in more than once"), &twice.collect::<Vec<_>>())?;
        let strangers = head.strangers.iter().map(|Stranger { facts, name, .. }| (name.clone(), facts.clone()));
        self.page.list("strangers", say!("不在名册里", "Not in the register"), &strangers.collect::<Vec<_>>())?;
        let files = |gone: &Gone| gone.files.iter().map(|file| file.path.clone()).collect::<Vec<_>>().join(" · ");
        let gone = head.gone.iter().map(|gone| (gone.name.clone(), files(gone)));
        self.page.list("gone", say!("事实已删、文件还在", "Papers whose facts have gone"), &gone.collect::<Vec<_>>())
    }

    /// Search and order, which only a script can do, and the beginning of the list.
    fn tools(&mut self, head: &Head) -> io::Result<()> {
        let heading = self.page.say(say!("学校", "Schools"));
        writeln!(self.page.to, "<section aria-labelledby=\"schools\">\n<h2 id=\"schools\">{heading}</h2>")?;
        if head.totals.schools > SHOWN {
            let csv = manifest::CSV_NAME;
            let note = self.page.say(say!(
                "学校太多，这里只列没有全部写成的；其余见",
                "There are too many schools: those that are not fully written are listed, for all see"
            ));
            writeln!(self.page.to, "<p class=\"note\">{note} <a href=\"{csv}\">{csv}</a></p>")?;
        }
        if head.totals.schools > 1 {
            let [find, state, order] =
                [say!("查找", "Find"), say!("状态", "Status"), say!("排序", "Order")].map(|label| self.page.say(label));
            let hint = self.page.say(say!("校名、编号、代码或提示", "name, id, code or message"));
            let shown = self.page.say(say!("显示 {{shown}} / {{all}}", "{{shown}} of {{all}}"));
            writeln!(
                self.page.to,
                "<form id=\"tools\" role=\"search\" hidden>\n<label class=\"find\">{find} <input type=\"search\" \
                 name=\"find\" placeholder=\"{hint}\" autocomplete=\"off\"></label>\n<label>{state} <select name=\"state\">"
            )?;
            let states = [("", say!("全部", "all")), ("refused", row::state(Refused)), ("partly", row::state(Partly))];
            let more = [("written", row::state(Written)), ("told", say!("有错误或提醒", "with errors or warnings"))];
            self.options(states.into_iter().chain(more))?;
            writeln!(self.page.to, "</select></label>\n<label>{order} <select name=\"order\">")?;
            let orders = [
                ("folder", say!("文件夹", "folder")),
                ("name", say!("名称", "name")),
                ("state", say!("状态", "status")),
                ("told", say!("错误和提醒多的在前", "most errors and warnings first")),
                ("pages", say!("页数多的在前", "most pages first")),
            ];
            self.options(orders.into_iter())?;
            writeln!(self.page.to, "</select></label>\n<output data-text=\"{shown}\"></output>\n</form>")?;
        }
        writeln!(self.page.to, "<ol id=\"list\" role=\"list\">")
    }

    fn options(&mut self, options: impl Iterator<Item = (&'static str, Say)>) -> io::Result<()> {
        for (value, label) in options {
            write!(self.page.to, "<option value=\"{value}\">{}</option>", self.page.say(label))?;
        }
        Ok(())
    }

    fn end(&mut self, head: &Head) -> io::Result<()> {
        let order = self.order(&head.setting);
        let (json, csv) = (manifest::json_name(head.shard), manifest::CSV_NAME);
        let machines = self.page.say(say!("供程序读取", "For programs"));
        write!(
            self.page.to,
            "</ol>\n</section>\n</main>\n<footer>\n<p>{}</p>\n<p>{machines}: <a href=\"{json}\">{json}</a>",
            Text(&order)
        )?;
        if head.shard.is_none() {
            write!(self.page.to, " <a href=\"{csv}\">{csv}</a>")?;
        }
        writeln!(self.page.to, "</p>\n</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>")
    }

    /// What was asked for, in a line.
    fn order(&self, setting: &Setting) -> String {
        let Setting { tool, kinds, levels, names, formats, layout, .. } = setting;
        let mut parts = vec![format!("niandu {tool}")];
        let name = |kind: &String| names.get(kind).unwrap_or(kind).clone();
        let row =
            |kinds: &[String]| Say { zh: kinds.iter().map(name).collect::<Vec<_>>().join("、"), en: kinds.join(" ") };
        let mut asked: Vec<Say> = Some(row(kinds)).filter(|_| !kinds.is_empty()).into_iter().collect();
        for (level, kinds) in levels {
            let Say { zh, en } = row(kinds);
            asked.push(say!("{level} {zh}", "{level} {en}"));
        }
        for Say { zh, en } in asked {
            parts.push(self.page.say(say!("文种 {zh}", "kinds {en}")));
        }
        parts.push(self.page.say(say!("格式 {}", "formats {}", formats.join(" "))));
        parts.extend(layout.iter().map(|layout| self.page.say(say!("版式 {layout}", "layout {layout}"))));
        parts.join(" · ")
    }
}
