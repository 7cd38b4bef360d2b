//! The one paragraph of a cover: what is issued or sent up, and what is asked of those who get it.

use serde_json::{Map, Value, json};

use super::{Line, lines};
use crate::document::compose::Writer;
use crate::document::manifest::Form;
use crate::document::phrase;
use crate::facts::value::{Prose, Text};

impl Writer<'_> {
    /// The sentence on the papers and the request, each the author's own or in a form of the kind. Where he writes the text,
    /// the forms are silent, and what else he writes stands around it.
    pub(super) fn cover(&self) -> Vec<Line> {
        let own = self.paper.map(|paper| [&paper.opening, &paper.text, &paper.closing].map(Option::as_ref));
        let [opening, text, closing] = own.unwrap_or_default();
        if text.is_some() {
            return lines([opening, text, closing].into_iter().flatten().flat_map(|own| self.sentences(own)).collect());
        }
        if self.carried.is_empty() {
            return Vec::new();
        }
        let chosen = self.paper.map(|paper| [&paper.opening_form, &paper.closing_form].map(Option::as_ref));
        let [opening_form, closing_form] = chosen.unwrap_or_default();
        let c = Value::Object(self.cover_frame());
        let told = |own: Option<&Prose>, forms: &[Form], chosen: Option<&Text>| match own {
            Some(own) => Some((true, self.sentences(own).concat())),
            None => {
                let form = self.form(forms, chosen).or(forms.first())?;
                Some((false, self.component(&form.component, &c)?))
            }
        };
        let first = told(opening, &self.manifest.openings, opening_form);
        let paragraph = match (first, told(closing, &self.manifest.closings, closing_form)) {
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
