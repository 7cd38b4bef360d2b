//! A run as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format), for the sites and editors that show it
//! beside the line.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::cli::explain::{text, words};
use crate::cli::machine::{Place, Record, Report};
use crate::diagnostic::{Language, Severity};
use crate::explain::{self, Entry};

/// The schema that the log follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run.
#[derive(Serialize)]
pub struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    artifacts: Vec<Value>,
    column_kind: &'static str,
    invocations: Value,
    results: Results<'a>,
    tool: Value,
}

/// What was found. Each is made when it is written: thousands of them at once would need a hundred times the memory of the
/// file.
struct Results<'a> {
    report: &'a Report,
    codes: Vec<String>,
    language: Language,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let open = self.report.problems.iter().map(|problem| result(problem, &self.codes, self.language, json!([])));
        let answered = self.report.answered.iter().map(|answer| {
            let mut suppression = json!({ "kind": "inSource", "status": "accepted", "justification": answer.reason });
            if let Some(location) = physical(&answer.answer) {
                suppression["location"] = json!({ "physicalLocation": location });
            }
            result(&answer.problem, &self.codes, self.language, json!([suppression]))
        });
        to.collect_seq(open.chain(answered))
    }
}

/// The log of one run. `report` is sorted.
pub fn log(report: &Report, language: Language) -> Log<'_> {
    let mut rules: BTreeMap<String, Option<Entry>> =
        explain::catalogue().unwrap_or_default().into_iter().map(|(code, entry)| (code, Some(entry))).collect();
    let told = report.problems.iter().chain(report.answered.iter().map(|answer| &answer.problem));
    for problem in told {
        rules.entry(problem.code.to_owned()).or_default();
    }
    let driver = json!({
        "name": "niandu",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": if language == Language::Chinese { "zh-CN" } else { "en" },
        "rules": rules.iter().map(|(code, entry)| rule(code, entry.as_ref(), language)).collect::<Vec<_>>(),
    });
    let run = Run {
        artifacts: report.files.iter().map(|file| json!({ "location": { "uri": uri(&file.name) } })).collect(),
        column_kind: "unicodeCodePoints",
        invocations: json!([{ "executionSuccessful": true }]),
        results: Results { report, codes: rules.into_keys().collect(), language },
        tool: json!({ "driver": driver }),
    };
    Log { schema: SCHEMA, runs: [run], version: "2.1.0" }
}

/// A code as a rule, from the catalogue.
fn rule(code: &str, entry: Option<&Entry>, language: Language) -> Value {
    let level = match code.as_bytes().first() {
        Some(b'E') => "error",
        Some(b'W') => "warning",
        _ => "note",
    };
    let mut rule = json!({ "id": code, "defaultConfiguration": { "level": level } });
    if let Some(entry) = entry {
        let explained = text(code, entry, language, false);
        rule["shortDescription"] = json!({ "text": words(&entry.title, language) });
        rule["fullDescription"] = json!({ "text": words(&entry.why, language) });
        rule["help"] = json!({ "text": explained });
    }
    rule
}

fn result(problem: &Record, codes: &[String], language: Language, suppressions: Value) -> Value {
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    // A viewer shows one text: what is wrong, and then what to do.
    let stop = if language == Language::Chinese { "。" } else { "; " };
    let parts = [Some(&problem.message), problem.label.as_ref(), problem.hint.as_ref()];
    let message: Vec<&str> = parts.into_iter().flatten().map(|say| say.in_language(language)).collect();
    let mut result = json!({
        "ruleId": problem.code,
        "level": level,
        "message": { "text": message.join(stop) },
        "locations": [],
        "suppressions": suppressions,
    });
    if let Ok(index) = codes.binary_search_by(|code| code.as_str().cmp(problem.code)) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(location) = physical(&problem.place) {
        result["locations"] = json!([{ "physicalLocation": location }]);
    }
    result
}

fn physical(place: &Place) -> Option<Value> {
    let file = place.file.as_ref()?;
    let mut location = json!({ "artifactLocation": { "uri": uri(file) } });
    if let (Some(start), Some(end)) = (place.start, place.end) {
        location["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
        if let Some(snippet) = place.snippet.as_ref().filter(|snippet| !snippet.is_empty()) {
            location["contextRegion"] = json!({ "startLine": start.line, "snippet": { "text": snippet } });
        }
    }
    Some(location)
}

/// A file as named on the command line as a URI: relative ones stay relative, so that a site finds them in its tree.
pub fn uri(name: &str) -> String {
    let path = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    let before = match path.as_bytes() {
        [b'/', b'/', ..] => "file:",
        [b'/', ..] => "file://",
        _ if cfg!(windows) && drive => "file:///",
        _ => "",
    };
    let mut uri = before.to_owned();
    for (at, byte) in path.trim_start_matches("./").bytes().enumerate() {
        let colon = byte == b':' && at == 1 && !before.is_empty();
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || colon {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_of_files_become_uris() {
        assert_eq!(uri("2025.yaml"), "2025.yaml");
        assert_eq!(uri("./甲 乙/2025#1.yaml"), "%E7%94%B2%20%E4%B9%99/2025%231.yaml");
        assert_eq!(uri("../a:b.yaml"), "../a%3Ab.yaml");
        assert_eq!(uri("/srv/年.yaml"), "file:///srv/%E5%B9%B4.yaml");
    }
}
