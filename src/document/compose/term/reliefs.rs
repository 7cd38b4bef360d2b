//! Condolences of the same years in a row: several that are alike are one clause, with the sums over the years.

use serde_json::{Map, Value, json};

use super::{Dated, Term, years_of};
use crate::document::phrase::{self, joined};
use crate::facts::model::Entered;

/// More than these in one clause, and the reader loses count of which sum is whose.
const MOST: usize = 3;

impl<'a> Term<'_, '_, 'a> {
    /// How many groups at the front of a list one clause can tell: condolences of the same years, of each of which the
    /// persons and the money are known and nothing else is said.
    pub(super) fn alike(&self, groups: &[Vec<Dated<'a>>]) -> usize {
        let years = groups.first().map(|group| years_of(group)).unwrap_or_default();
        let all = groups.iter().take_while(|group| years_of(group) == years && self.is_bare(group)).count();
        // Five are three and two, not three and what is left over.
        all.div_ceil(all.div_ceil(MOST).max(1))
    }

    fn is_bare(&self, group: &[Dated<'a>]) -> bool {
        let plain = group.iter().all(|(_, record)| match record {
            Entered::Relief(relief) => {
                relief.giver.is_none()
                    && relief.fund.is_none()
                    && relief.received.is_none_or(|received| !received.value)
                    && relief.way.as_ref().is_none_or(|way| !way.text.starts_with('送'))
                    && record.place().verb.is_none()
                    && record.place().text.is_none()
            }
            _ => false,
        });
        let has = |view: &Map<String, Value>, key: &str| view.get(key).is_some_and(Value::is_string);
        plain && {
            let view = self.view(group);
            let persons = has(&view, "total_persons") != has(&view, "total_households");
            let detailed = view.get("details").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
            persons && has(&view, "total_amount") && !detailed
        }
    }

    /// 三年共走访慰问困难教职工16人次、看望住院教职工28人次，分别送去慰问金1.7万元和1.4万元
    pub(super) fn reliefs(&self, groups: &[Vec<Dated<'a>>], leads: bool) -> Option<String> {
        let (mut whom, mut sums) = (Vec::new(), Vec::new());
        let mut c = Map::new();
        for group in groups {
            let mut view = self.view(group);
            let text = |key: &str| view.get(key).and_then(Value::as_str).map(str::to_owned);
            let way = text("way").unwrap_or_else(|| "慰问".to_owned());
            let number = text("total_households").or_else(|| text("total_persons")).unwrap_or_default();
            whom.push(format!("{way}{}{number}", text("who").unwrap_or_default()));
            sums.extend(text("total_amount"));
            for key in ["span", "covers", "count"] {
                c.extend(view.remove(key).map(|value| (key.to_owned(), value)));
            }
        }
        c.insert("leads".to_owned(), json!(leads));
        c.insert("whom".to_owned(), json!(whom.join("、")));
        c.insert("sums".to_owned(), json!(joined(&sums)));
        let (last, _) = groups.last()?.last()?;
        let phrases = self.years.get(*last)?.phrases();
        let text = phrases.templates().clause(phrases.register, "term_reliefs", &Value::Object(c)).ok()?;
        let all: Vec<Dated<'a>> = groups.concat();
        Some(self.noted(&all, phrase::trimmed(&text).to_owned())).filter(|text| !text.is_empty())
    }
}
