//! Manifests as they are written, and kinds that take what another kind says: `extends`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::manifests::{find, root, unknown, wrong, yaml};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::document::manifest::Manifest;
use crate::facts::nearest::nearest;
use crate::say;

/// What every kind says of itself and takes from no other.
const OWN: [&str; 3] = ["extends", "name", "aliases"];
const FILE: &str = "/template.yaml";

/// The kind that a manifest extends, whatever else it says.
#[derive(Deserialize)]
struct Probe {
    #[serde(default)]
    extends: Option<String>,
}

/// The manifests of all kinds. A wrong one is reported and left out.
pub(super) fn kinds(sources: &[Source], problems: &mut Diagnostics) -> BTreeMap<String, Manifest> {
    let files: BTreeMap<&str, &Source> =
        sources.iter().filter_map(|source| Some((source.name().strip_suffix(FILE)?, source))).collect();
    let mut kinds = BTreeMap::new();
    for (kind, source) in &files {
        let manifest = match base_of(source) {
            None => yaml(source, problems),
            Some(_) => chain(kind, &files, problems).and_then(|chain| merged(&chain, problems)),
        };
        kinds.extend(manifest.map(|manifest| ((*kind).to_owned(), manifest)));
    }
    kinds
}

fn base_of(source: &Source) -> Option<String> {
    serde_saphyr::from_str::<Probe>(source.text()).ok()?.extends
}

/// The manifests that a kind is made of, its own first and the one that extends no other last.
fn chain<'s>(kind: &str, files: &BTreeMap<&str, &'s Source>, problems: &mut Diagnostics) -> Option<Vec<&'s Source>> {
    let mut chain: Vec<&Source> = vec![files.get(kind)?];
    while let Some((source, base)) = chain.last().and_then(|source| Some((*source, base_of(source)?))) {
        let Some(next) = files.get(base.as_str()) else {
            let known: Vec<&str> = files.keys().copied().collect();
            let all = known.join("、");
            let hint = match nearest(&base, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("现有的文种：{all}", "kinds there are: {all}"),
            };
            let message = say!("没有可沿用的文种“{base}”", "there is no kind `{base}` to extend");
            problems.push(at_key(source, "extends", "E180", message, hint));
            return None;
        };
        if chain.iter().any(|source| source.name() == next.name()) {
            let message = say!("沿用的文种绕成了圈：“{base}”又沿用本文种", "`{base}` extends this kind in its turn");
            let hint = say!("其中一个改为自己写全", "write one of them out in full");
            problems.push(at_key(source, "extends", "E181", message, hint));
            return None;
        }
        chain.push(next);
    }
    Some(chain)
}

/// One manifest of a chain: what the nearer says wins. A key that spoils it is reported in the kind's own file; what is
/// wrong with a kind that it extends is reported there.
fn merged(chain: &[&Source], problems: &mut Diagnostics) -> Option<Manifest> {
    let (own, bases) = chain.split_first()?;
    let mut keys = Map::new();
    for base in bases.iter().rev() {
        keys.extend(yaml::<Map<String, Value>>(base, &mut Diagnostics::new())?);
        OWN.iter().for_each(|key| drop(keys.remove(*key)));
    }
    let mut said: Map<String, Value> = yaml(own, problems)?;
    let name = said.remove("name");
    // Where its name is misspelt, that is told first.
    keys.insert("name".to_owned(), name.clone().unwrap_or_else(|| Value::String(String::new())));
    let manifest = |keys: &Map<String, Value>| serde_json::from_value::<Manifest>(Value::Object(keys.clone()));
    manifest(&keys).ok()?;
    for (key, value) in said {
        keys.insert(key.clone(), value);
        if let Err(error) = manifest(&keys) {
            let reason = error.to_string();
            // Of a name that is not known the parser of values does not say where it stands.
            let name = unknown(&reason).and_then(|(name, _)| find(&root(own)?, name));
            problems.push(wrong(own, name.unwrap_or_else(|| line_of(own, &key)), &reason));
            return None;
        }
    }
    if name.is_none() {
        problems.push(wrong(own, Origin::default(), "missing field `name`"));
        return None;
    }
    manifest(&keys).ok()
}

fn at_key(source: &Source, key: &str, code: &'static str, message: Say, hint: Say) -> Diagnostic {
    Diagnostic::error(code, message).at(source, line_of(source, key)).hint(hint)
}

/// The line on which a key of the manifest stands.
fn line_of(source: &Source, key: &str) -> Origin {
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')) {
            return Origin::new(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    Origin::default()
}
