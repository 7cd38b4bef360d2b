//! Who was at the meeting, who was excused and who sat in: what minutes say under their text (GB/T 9704 10.3).

use super::Writer;
use crate::facts::value::Text;

impl Writer<'_> {
    /// The lists of the entry that name anyone, in the order of the standard: 出席, 请假, 列席.
    pub(super) fn attendance(&self) -> Vec<[String; 2]> {
        let lists = self.paper.map(|paper| paper.attendance());
        let told = lists.into_iter().flatten().filter(|(_, names)| !names.is_empty());
        told.map(|(word, names)| [word.to_owned(), joined(names)]).collect()
    }
}

/// The names as they are read: an entry that is itself a row of names (县教育工会周宁、李青) is set off by a stronger mark.
fn joined(names: &[Text]) -> String {
    let rows = names.iter().any(|name| name.text.contains(['、', '，', ',']));
    let texts: Vec<&str> = names.iter().map(|name| name.text.trim()).collect();
    texts.join(if rows { "；" } else { "、" })
}
