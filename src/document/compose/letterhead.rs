//! 版头, 附注 and room for a seal: what the layout of a paper makes of the entry in the facts.

use super::enclosed::day;
use super::{Writer, texts};
use crate::diagnostic::Diagnostic;
use crate::document::letterhead::{Letterhead, Style};
use crate::document::title::ems;
use crate::document::{Date, Imprint};
use crate::facts::value::Text;
use crate::say;

/// The layout without a letterhead.
const PLAIN: &str = "plain";

/// The longest mark, in characters: beyond it the mark, 150 mm wide on one line, would be set smaller than the title under
/// it, which is 2号 (GB/T 9704 7.2.4, 7.3.1).
const LONGEST_MARK: i32 = 19;

/// The characters of a line of 3号 and of 签发人：.
const LINE: i32 = 28;
const SIGNED_BY: i32 = 4;

/// The width of a text of 3号 in half characters.
fn halves(text: &str) -> i32 {
    text.trim().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

impl Writer<'_> {
    /// The head that the layout has: that of a paper in all but the plain one, those of a letter and of minutes in theirs.
    pub(super) fn style(&self) -> Option<Style> {
        match self.layout {
            PLAIN => None,
            "letter" => Some(Style::Letter),
            "minutes" => Some(Style::Minutes),
            _ => Some(Style::Official),
        }
    }

    /// 版头 (GB/T 9704 7.2, 10.1, 10.3); `None` in the plain layout.
    pub(super) fn letterhead(&self) -> Option<Letterhead> {
        let style = self.style()?;
        let one = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
        let paper = self.paper;
        let (mark, word) = self.mark(style);
        Some(Letterhead {
            style,
            copy: paper.and_then(|paper| paper.copy.as_ref()).map(|copy| padded(&copy.text)),
            secrecy: paper.and_then(|paper| one(&paper.secrecy)),
            urgency: paper.and_then(|paper| one(&paper.urgency)),
            mark,
            word,
            number: paper.and_then(|paper| one(&paper.number)),
            signers: paper.filter(|_| style == Style::Official).map(|paper| texts(&paper.signer)).unwrap_or_default(),
        })
    }

    /// 发文机关标志: the author's words as they are; where he lists several bodies, or writes nothing, names and 文件 (7.2.4).
    /// A letter has the names alone (10.1), minutes are called 纪要 (10.3).
    fn mark(&self, style: Style) -> (Vec<String>, Option<String>) {
        let own = self.paper.map(|paper| texts(&paper.mark)).unwrap_or_default();
        let word = Some("文件".to_owned()).filter(|_| style == Style::Official);
        match (own.len(), style) {
            (0, Style::Minutes) => {
                (vec![format!("{}会议纪要", self.figures.facts().organisation.names.title.text)], None)
            }
            (0, _) => (self.issuers(), word),
            (1, _) => (own, None),
            _ => (own, word),
        }
    }

    /// 附注, where the layout has a line for it (7.3.6).
    pub(super) fn note(&self) -> Option<String> {
        self.style()?;
        self.paper?.note.as_ref().map(|note| note.text.clone())
    }

    /// 版记, where the layout or the kind has one and the facts fill it; that of a letter tells no printing (7.4, 10.1).
    pub(super) fn imprint(&self) -> Option<Imprint> {
        let style = self.style();
        let paper = self.paper.filter(|_| self.manifest.imprint || style.is_some())?;
        let printed_on = day(paper.printed_on.as_ref());
        if let Some(when) = paper.printed_on.as_ref().filter(|_| printed_on.is_none()) {
            let written = &when.written;
            self.fault(
                "E155",
                when.origin,
                say!("印发日期没有写到日：{written}", "the date of printing is not written to the day: {written}"),
                say!("写到日，如 2025-12-31；还没有印发的先不写", "write the day, such as 2025-12-31, or leave it out"),
            );
        }
        let printed = style != Some(Style::Letter);
        let imprint = Imprint {
            cc: Some(texts(&paper.cc).join("，")).filter(|cc| !cc.is_empty()),
            printed_by: paper.printed_by.as_ref().filter(|_| printed).map(|text| text.text.clone()),
            printed_on: printed_on.filter(|_| printed).map(Date::chinese),
        };
        let empty = imprint.cc.is_none() && imprint.printed_by.is_none() && imprint.printed_on.is_none();
        (!empty).then_some(imprint)
    }

    /// Those of a meeting by how they were there, where the entry names anyone: 出席, 请假, 列席 (10.3).
    pub(super) fn attendance(&self) -> Vec<[String; 2]> {
        let lists = self.paper.map(|paper| paper.attendance());
        let told = lists.into_iter().flatten().filter(|(_, names)| !names.is_empty());
        told.map(|([word, _], names)| [word.to_owned(), joined(names)]).collect()
    }

    /// Whether room for a seal is kept: as the author says, else on a paper or letter with a head, which is sealed (条例
    /// 第九条), while the plain layout is for papers that are not.
    pub(super) fn is_sealed(&self) -> bool {
        let own = self.paper.and_then(|paper| paper.sealed).map(|sealed| sealed.value);
        own.unwrap_or_else(|| matches!(self.style(), Some(Style::Official | Style::Letter)))
    }

    /// What the head of the paper lacks, and what does not fit in it.
    pub(super) fn warn_of_letterhead(&self) {
        let (Some(style), Some(paper)) = (self.style(), self.paper) else { return };
        if paper.number.is_none() && style != Style::Minutes && !self.figures.file().lost.contains("number") {
            let name = &self.manifest.name;
            let message =
                say!("{name}没有发文字号，版头不印这一行", "this paper has no number: its head leaves that line out");
            let hint = say!(
                "在这份文件里写 文号，如 青教工〔2025〕8号；不编号的用平件（--layout plain）",
                "write `number`, such as 青教工〔2025〕8号; a paper without one is set in the plain layout (--layout plain)"
            );
            self.warn(Diagnostic::warning("W230", message).hint(hint), paper.origin);
        }
        self.warn_of_long_mark(style);
        self.warn_of_wrong_mark(style);
        self.warn_of_wide_signers(style);
    }

    /// A name that has no room on a line between the number, 签发人： and the edge (7.2.5, 7.2.6) goes on under itself.
    fn warn_of_wide_signers(&self, style: Style) {
        let Some(paper) = self.paper.filter(|_| style == Style::Official) else { return };
        let number = paper.number.as_ref().map_or(0, |number| halves(&number.text) + 4);
        let room = 2 * LINE - number - 2 * (SIGNED_BY + 1);
        for signer in paper.signer.iter().filter(|signer| halves(&signer.text) > room) {
            let name = &signer.text;
            let message = say!(
                "签发人“{name}”与文号排不进一行，姓名回行",
                "the signer “{name}” has no room on the line of the number: the name goes on to another line"
            );
            let hint = say!(
                "姓名只写名字，不写职务；长的外文名用通行的简称",
                "write the name without a post, a long foreign one in its usual short form"
            );
            self.warn(Diagnostic::warning("W237", message).hint(hint), signer.origin);
        }
    }

    /// The author's mark is for another head: a letter has the name alone (10.1), minutes are called so (10.3).
    fn warn_of_wrong_mark(&self, style: Style) {
        let Some(mark) = self.paper.and_then(|paper| paper.mark.first()) else { return };
        let ends = |word: &str| mark.text.trim().ends_with(word);
        let (message, hint) = match style {
            Style::Letter if ends("文件") || ends("纪要") => (
                say!("信函的版头只有机关名称", "the mark of a letter is the name alone"),
                say!("写成机关全称或规范化简称", "write the full name or its usual short form"),
            ),
            Style::Minutes if !ends("纪要") => (
                say!("纪要的版头没有写“纪要”", "the mark of minutes does not say 纪要"),
                say!("写成 ××会议纪要；不写 版头，由工具拼", "write ××会议纪要, or leave `mark` out"),
            ),
            _ => return,
        };
        self.warn(Diagnostic::warning("W236", message).hint(hint), mark.origin);
    }

    fn warn_of_long_mark(&self, style: Style) {
        let (mark, word) = self.mark(style);
        let longest = mark.iter().map(|name| ems(name)).max().unwrap_or(0);
        let length = longest + word.map_or(0, |word| ems(&word));
        let Some(paper) = self.paper.filter(|_| length > LONGEST_MARK) else { return };
        let origin = paper.mark.first().map_or(paper.origin, |text| text.origin);
        let message = say!(
            "版头有{length}个字，一行排不下2号以上的字",
            "the mark of the head has {length} characters, too many for one line larger than the title"
        );
        let hint = say!("用规范化简称，写在 版头", "write a shorter form of the name as `mark`");
        self.warn(Diagnostic::warning("W231", message).hint(hint), origin);
    }
}

/// 份号 has six digits (7.2.1).
fn padded(copy: &str) -> String {
    let copy = copy.trim();
    if copy.chars().all(|c| c.is_ascii_digit()) { format!("{copy:0>6}") } else { copy.to_owned() }
}

/// Names as they are read: where one is itself a row (县教育工会周宁、李青), a stronger mark sets them off.
fn joined(names: &[Text]) -> String {
    let rows = names.iter().any(|name| name.text.contains(['、', '，', ',']));
    let texts: Vec<&str> = names.iter().map(|name| name.text.trim()).collect();
    texts.join(if rows { "；" } else { "、" })
}
