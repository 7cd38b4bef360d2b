//! Answers of the author to warnings, in any record: `核实: [W101: 已与上级核对]`.

use crate::diagnostic::Origin;
use crate::facts::Allowed;
use crate::facts::accidents;
use crate::facts::reader::Reader;
use crate::facts::tree::{Key, Node, Value};
use crate::say;

/// The names of the key by which any record answers a warning.
pub const ALLOW: [&str; 2] = ["allow", "核实"];

impl Reader<'_> {
    /// `核实: [W101: 理由]` or `核实: {W101: 理由}` in the record at `record`.
    pub(super) fn allow(&mut self, key: &Key, value: &Node, record: Origin) {
        // The root of an included file speaks for that file.
        let at = key.origin.range().start;
        let scope = if record.range().contains(&at) {
            record
        } else {
            let (_, start, text) = self.source.file_at(at);
            Origin::new(start..start + text.len())
        };
        let nodes = if let Value::List(items) = &value.value { items.as_slice() } else { std::slice::from_ref(value) };
        for node in nodes {
            if node.entries().is_empty() && !self.is_wide_answer(node) {
                self.no_answer(node.origin);
            }
            for (code, reason) in node.entries() {
                let mut chars = code.text.chars();
                let known = chars.next().is_some_and(|c| c == 'W' || c == 'H')
                    && chars.clone().count() == 3
                    && chars.all(|c| c.is_ascii_digit());
                match &reason.value {
                    Value::Scalar(reason) if known && !reason.trim().is_empty() => self.allowed.push(Allowed {
                        origin: code.origin,
                        scope,
                        drafts: Vec::new(),
                        code: code.text.clone(),
                        reason: reason.trim().to_owned(),
                    }),
                    _ => self.no_answer(code.origin),
                }
            }
        }
    }

    /// `核实: [W095：理由]`; says whether that was it.
    fn is_wide_answer(&mut self, node: &Node) -> bool {
        let Value::Scalar(text) = &node.value else { return false };
        let Some((code, _)) = text.split_once(['：', ':']) else { return false };
        let known = code.strip_prefix(['W', 'H']).is_some_and(|number| number.trim().parse::<u16>().is_ok());
        let start = node.origin.range().start;
        let colon = if text[code.len()..].starts_with('：') { '：' } else { ':' };
        let place = Origin::new(start..start + code.len() + colon.len_utf8());
        if known && colon == '：' {
            self.problems.push(accidents::wide_colon(self.source, place));
        } else if known {
            self.problems.push(accidents::no_blank(self.source, place));
        }
        known
    }

    fn no_answer(&mut self, origin: Origin) {
        self.refuse(
            "E085",
            self.source.first_line(origin),
            say!("“核实”要写提醒的代码和理由", "`allow` takes the code of a warning and the reason"),
            say!(
                "写成 核实: [W101: 已与上级核对]；错误（E 开头）不能这样放行",
                "write allow: [W101: 已与上级核对]; errors (E…) cannot be answered"
            ),
        );
    }
}
