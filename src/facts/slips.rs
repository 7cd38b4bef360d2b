//! Slips of the pen that a value shows once it is parsed: full-width digits, several names in one, a comma that cuts.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Origin, Say};
use crate::facts::accidents;
use crate::facts::draft::UNNAMED;
use crate::facts::pending;
use crate::facts::prose;
use crate::facts::reader::Reader;
use crate::facts::refused::{Refused, narrowed};
use crate::facts::table::{Field, Table};
use crate::facts::tree::{Key, Node, Value};
use crate::say;

/// Lists of names: a comma in one of them separates two names. Other lists hold texts, which may have commas.
const NAMES: [&str; 11] =
    ["aliases", "lead", "guide", "support", "signer", "issuers", "cc", "partners", "order", "to", "speakers"];
/// Addressees are printed with 、 between them, and an author may write them so.
const ADDRESSEES: [&str; 2] = ["cc", "to"];

/// Names that mean a kind of body rather than one.
const COMMON: [&str; 12] =
    ["政府", "行政", "工会", "党委", "党支部", "党总支", "学校", "教育局", "妇联", "团委", "人大", "支部"];

impl Reader<'_> {
    /// Two items of a list without the `- ` between them have every key twice: that is said once, and the first is read.
    pub(super) fn first_of_two<'n>(
        &mut self,
        map: &'n [(Key, Node)],
        node: &Node,
        table: &'static Table,
    ) -> &'n [(Key, Node)] {
        let Some(((first, _), rest)) = map.split_first() else { return map };
        let Some((_, field)) = table.find(&first.text) else { return map };
        let same = |key: &Key| key.text == field.en || key.text == field.zh;
        let Some(at) = rest.iter().position(|(key, _)| same(key)) else { return map };
        let (one, two) = map.split_at(at + 1);
        let index = |key: &Key| table.find(&key.text).map(|(index, _)| index);
        let written: HashSet<usize> = one.iter().filter_map(|(key, _)| index(key)).collect();
        let known = two.iter().filter_map(|(key, _)| index(key)).filter(|index| written.contains(index)).count();
        let before = self.source.text().get(..node.origin.range().start).unwrap_or_default();
        let listed = before.trim_end_matches(' ').ends_with('-');
        let Some((key, _)) = two.first().filter(|_| listed && one.len() > 1 && known > 1 && known * 2 > two.len())
        else {
            return map;
        };
        self.refuse(
            "E109",
            key.origin,
            say!("两条记录之间缺少“- ”", "the “- ” between two records is missing"),
            say!("在这一行的键前写“- ”", "write “- ” before the key of this line"),
        );
        let ids = two.iter().filter(|(key, _)| matches!(key.text.as_str(), "id" | "编号"));
        for (_, value) in ids {
            if let Value::Scalar(id) = &value.value {
                self.ids.insert(id.clone());
            }
        }
        one
    }

    /// Reports why a value is not taken, with the field's own hint where the reason has none.
    pub fn refuse_value(&mut self, code: &'static str, origin: Origin, refused: Refused, hint: Say) {
        self.refuse(refused.code.unwrap_or(code), origin, refused.message, refused.hint.unwrap_or(hint));
    }

    /// Refuses full-width digits: GB/T 15835 has none, and sums want numbers.
    pub fn is_wide(&mut self, written: &str, origin: Origin) -> bool {
        let Some(narrow) = narrowed(written) else { return false };
        self.refuse(
            "E079",
            origin,
            say!("“{written}”用了全角数字", "“{written}” has full-width digits"),
            say!("写成 {narrow}", "write {narrow}"),
        );
        true
    }

    /// Refuses an id that no reference could name: a path has dots between its parts, and blanks and bars end it.
    pub fn refuse_odd_id(&mut self, id: &str, origin: Origin) {
        if id.starts_with(UNNAMED) {
            return;
        }
        let Some(odd) = id.chars().find(|c| !prose::is_name(*c)) else { return };
        let odd = if odd.is_whitespace() {
            ("空格".to_owned(), "a blank".to_owned())
        } else {
            (format!("“{odd}”"), format!("“{odd}”"))
        };
        let (zh, en) = odd;
        self.refuse(
            "E108",
            origin,
            say!("编号“{id}”里有{zh}，引用不到它", "the id “{id}” has {en} in it and cannot be referred to"),
            say!("编号只用字母、汉字、数字和 - _", "write letters, digits, - and _ only"),
        );
    }

    /// Refuses a time or an amount with a placeholder: ×月×日, __人.
    pub fn is_unfilled(&mut self, written: &str, origin: Origin) -> bool {
        let Some(found) = pending::placeholder(written) else { return false };
        self.refuse_unfilled(found, origin);
        true
    }

    /// Refuses a time or a place that is still open: 待定.
    pub fn is_open(&mut self, written: &str, origin: Origin) -> bool {
        let open = pending::is_later(written.trim());
        if open {
            self.refuse_unfilled(written.trim(), origin);
        }
        open
    }

    /// Refuses a value that somebody was to fill in.
    pub fn refuse_unfilled(&mut self, written: &str, origin: Origin) {
        self.refuse(
            "E120",
            origin,
            say!("占位的“{written}”还没有填", "the placeholder “{written}” is still there"),
            say!("填上内容；没有这一项就删去", "fill it in, or delete what does not apply"),
        );
    }

    /// Refuses several names in one member of a list of names.
    pub fn is_names_in_one(&mut self, field: &Field, text: &str, origin: Origin) -> bool {
        if ADDRESSEES.contains(&field.en) {
            return self.is_several(text, &['，', ','], origin);
        }
        NAMES.contains(&field.en) && (self.is_several(text, &['、', '，', ','], origin) || self.is_spaced(text, origin))
    }

    /// Refuses names with a blank between them; a name of two characters may be spread: 周 宁.
    pub fn is_spaced(&mut self, text: &str, origin: Origin) -> bool {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let name = |part: &&str| part.chars().count() > 1 && part.chars().all(|c| matches!(c, '一'..='鿿' | '·'));
        let spaced = parts.len() > 1 && parts.iter().all(name);
        if spaced {
            let list = parts.join(", ");
            self.refuse(
                "E008",
                origin,
                say!("几个名字写成了一个：{text}", "several names are written as one: {text}"),
                say!(
                    "写成列表：[{list}]；是一个名字就删去空格",
                    "write a list: [{list}]; if it is one name, take the blank out"
                ),
            );
        }
        spaced
    }

    /// Refuses a text with one of these marks outside brackets and quotes.
    pub fn is_several(&mut self, text: &str, marks: &[char], origin: Origin) -> bool {
        let mut depth = 0_u32;
        let parts: Vec<&str> = text
            .split(|c: char| {
                match c {
                    '（' | '(' | '《' | '“' | '〈' => depth += 1,
                    '）' | ')' | '》' | '”' | '〉' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                depth == 0 && marks.contains(&c)
            })
            .map(str::trim)
            .collect();
        let several = parts.len() > 1;
        if several {
            let list = parts.join(", ");
            // 镇党委、政府 leaves to the second what the first says; alone it would mean any.
            let hint = match parts.iter().find(|part| COMMON.contains(part)) {
                Some(part) => {
                    say!("写成列表：[{list}]；“{part}”要写全称", "write a list: [{list}]; give “{part}” its full name")
                }
                None => say!("写成列表：[{list}]", "write a list: [{list}]"),
            };
            self.refuse(
                "E008",
                origin,
                say!("几个名字写成了一个：{text}", "several names are written as one: {text}"),
                hint,
            );
        }
        several
    }

    /// Refuses the session of a congress that is a number only: 七 may be 第七届 or 七届一次.
    pub fn is_bare_session(&mut self, field: &Field, text: &str, origin: Origin) -> bool {
        let numeral = |c: char| c.is_ascii_digit() || crate::facts::numeral::is_numeral(c);
        let bare = field.en == "session" && !text.is_empty() && text.chars().all(numeral);
        if bare {
            self.refuse(
                "E088",
                origin,
                say!("届次只写了“{text}”", "the session is only “{text}”"),
                say!("写明是 第{text}届 还是 {text}届一次", "write 第{text}届 or {text}届一次"),
            );
        }
        bare
    }

    /// Refuses `-甲` where a list is due.
    pub fn is_undashed(&mut self, node: &Node) -> bool {
        let Value::Scalar(text) = &node.value else { return false };
        let written = self.source.text().get(node.origin.range()).unwrap_or_default();
        let undashed = written.starts_with('-') && text.len() > 1 && !text.starts_with("--");
        if undashed {
            let start = node.origin.range().start;
            self.problems.push(accidents::no_blank_after_dash(self.source, Origin::new(start..start + 1)));
        }
        undashed
    }

    /// Refuses a list whose marks are not `- `, and one in full-width brackets: each would be read as a single text.
    pub fn is_marked(&mut self, node: &Node) -> bool {
        let Value::Scalar(_) = &node.value else { return false };
        let source = self.source;
        let range = node.origin.range();
        let written = source.text().get(range.clone()).unwrap_or_default();
        let Some(first) = written.chars().next() else { return false };
        let place = Origin::new(range.start..range.start + first.len_utf8());
        let closed = |close: char| written.ends_with(close) && written.matches(first).count() == 1;
        let bracketed = match first {
            '［' => closed('］'),
            '【' => closed('】'),
            '｛' => closed('｝') && !written.starts_with("｛｛"),
            _ => false,
        };
        if bracketed {
            self.problems.push(accidents::wide_bracket(source, place, first));
            return true;
        }
        // In a | block the author has set the paragraphs, and may number them.
        let before = source.text().get(..range.start).unwrap_or_default().trim_end();
        if before.trim_end_matches(['+', '-']).ends_with(['|', '>']) {
            return false;
        }
        let Some(mark) = accidents::list_mark(written) else { return false };
        let place = Origin::new(range.start..range.start + mark.len());
        self.problems.push(accidents::foreign_mark(source, place, mark));
        true
    }

    /// Refuses `｜` for the `|` of a paragraph.
    pub fn is_wide_bar(&mut self, text: &str, origin: Origin) -> bool {
        let wide = text.starts_with(['｜', '＞']);
        if let Some(c) = text.chars().next().filter(|_| wide) {
            let start = origin.range().start;
            self.problems.push(accidents::wide_bracket(self.source, Origin::new(start..start + c.len_utf8()), c));
        }
        wide
    }

    /// A record that is one text because of its colons or brackets; says whether that was it.
    pub fn is_mistyped_record(&mut self, node: &Node, table: &'static Table) -> bool {
        let Value::Scalar(_) = &node.value else { return false };
        let start = node.origin.range().start;
        let written = self.source.text().get(node.origin.range()).unwrap_or_default();
        if let Some(c) = written.chars().next().filter(|c| matches!(c, '｛' | '［')) {
            let place = Origin::new(start..start + c.len_utf8());
            self.problems.push(accidents::wide_bracket(self.source, place, c));
            return true;
        }
        if written.starts_with('-') {
            return self.is_undashed(node);
        }
        let Some((problem, _)) = self.colon_in(written, start, table) else { return false };
        self.problems.push(problem);
        true
    }

    /// `年度：2025` or `年度:2025` as one text that begins with a key of this table.
    fn colon_in(&self, text: &str, start: usize, table: &'static Table) -> Option<(Diagnostic, &'static Field)> {
        let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
        let (_, field) = table.find(text[..at].trim())?;
        let place = Origin::new(start..start + at + colon.len_utf8());
        let problem = if colon == '：' {
            accidents::wide_colon(self.source, place)
        } else {
            accidents::no_blank(self.source, place)
        };
        Some((problem, field))
    }

    /// An unknown key that is a slip of the pen: the field that it means.
    pub fn mistyped_key(&mut self, key: &Key, value: &Node, table: &'static Table) -> Option<&'static Field> {
        let start = key.origin.range().start;
        let empty = matches!(value.value, Value::Empty);
        if let Some((problem, field)) = self.colon_in(&key.text, start, table).filter(|_| empty) {
            self.problems.push(problem);
            return Some(field);
        }
        let undashed = key.text.strip_prefix('-').and_then(|name| table.find(name.trim()));
        if let Some((_, field)) = undashed {
            self.problems.push(accidents::no_blank_after_dash(self.source, Origin::new(start..start + 1)));
            return Some(field);
        }
        let mark = accidents::bullet(&key.text)?;
        let (_, field) = table.find(key.text.get(mark.len()..)?.trim())?;
        self.problems.push(accidents::foreign_mark(self.source, Origin::new(start..start + mark.len()), mark));
        Some(field)
    }

    /// `1,096人` and `歌咏, 书法比赛` in a flow mapping are cut at the comma: what stands behind it becomes a key without
    /// a value.
    pub fn is_cut_off(&mut self, key: &Key, value: &Node) -> bool {
        let range = key.origin.range();
        let text = self.source.text();
        let before = text.get(..range.start).unwrap_or_default().trim_end();
        let after = text.get(range.end..).unwrap_or_default().trim_start_matches([' ', '"', '\'']);
        let Some(before) = before.strip_suffix(',').filter(|_| matches!(value.value, Value::Empty)) else {
            return false;
        };
        if after.starts_with(':') || key.text.contains([':', '：']) {
            return false;
        }
        let from = before.rfind([':', '{', '\n', ',']).map_or(0, |at| at + 1);
        let blank = if text.get(..range.start).is_some_and(|text| text.ends_with(' ')) { " " } else { "" };
        let whole = format!("{},{blank}{}", before[from..].trim(), key.text);
        // 3,000元 is one number: a full-width comma would make two of it.
        let digits = key.text.len() - key.text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = digits == 3 && blank.is_empty() && before.ends_with(|c: char| c.is_ascii_digit());
        let hint = if number {
            let plain = whole.replace(',', "");
            say!("写成 {plain}", "write {plain}")
        } else {
            say!("改用全角逗号，或给整个值加引号", "use the full-width comma, or put the whole value in quotes")
        };
        let message = say!("半角逗号把“{whole}”切开了", "the comma cuts “{whole}” in two");
        self.refuse("E007", key.origin, message, hint);
        true
    }
}
