//! The one paragraph of a cover: what is issued or sent up, and what is asked of those who get it.

use serde_json::{Map, Value, json};

use super::{Line, lines};
use crate::document::compose::Writer;
use crate::document::manifest::Form;
use crate::document::phrase;
use crate::facts::value::Text;

impl Writer<'_> {
    /// The author's whole text; or the sentence on the papers and the request, each his own or in a form of the kind.
    pub(super) fn cover(&self) -> Vec<Line> {
        if let Some(text) = self.paper.and_then(|paper| paper.text.as_ref()) {
            return lines(self.sentences(text));
        }
        if self.carried.is_empty() {
            return Vec::new();
        }
        let own = self.paper.map(|paper| [paper.opening.as_ref(), paper.closing.as_ref()]).unwrap_or_default();
        let chosen =
            self.paper.map(|paper| [paper.opening_form.as_ref(), paper.closing_form.as_ref()]).unwrap_or_default();
        let c = Value::Object(self.cover_frame());
        let composed = |forms: &[Form], chosen: Option<&Text>| {
            let form = self.form(forms, chosen).or(forms.first())?;
            self.component(&form.component, &c)
        };
        let told = |at: usize, forms: &[Form]| match own.get(at).copied().flatten() {
            Some(own) => Some((true, self.sentences(own).concat())),
            None => composed(forms, chosen.get(at).copied().flatten()).map(|text| (false, text)),
        };
        let paragraph = match (told(0, &self.manifest.openings), told(1, &self.manifest.closings)) {
            // The tool's own words are one sentence; the author's stand as they are.
            (Some((false, first)), Some((false, last))) => phrase::sentence(&format!("{first}，{last}")),
            (first, last) => first.into_iter().chain(last).map(|(_, text)| phrase::sentence(&text)).collect(),
        };
        lines(vec![paragraph])
    }

    /// What the words of a cover may speak of.
    fn cover_frame(&self) -> Map<String, Value> {
        let mut c = self.frame();
        c.insert("papers".to_owned(), json!(self.carried_titles(false)));
        c.insert("plan".to_owned(), json!(self.carries_a_plan()));
        c
    }
}
