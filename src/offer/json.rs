//! JSON whose keys keep their order: an editor offers them as a facts file has them.

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Bool(bool),
    Number(u32),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Text(text.to_owned())
    }
}

/// An object from its entries.
pub fn map<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

/// A list of texts.
pub fn texts<'a>(list: impl IntoIterator<Item = &'a str>) -> Json {
    Json::List(list.into_iter().map(Json::from).collect())
}

/// What fits into a line of this many bytes is not broken.
const LINE: usize = 120;

impl Json {
    /// As text, short values on one line, with a line break at the end.
    pub fn print(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        let line = self.line();
        let (open, close, count) = match self {
            Json::List(items) => ('[', ']', items.len()),
            Json::Map(entries) => ('{', '}', entries.len()),
            _ => return out.push_str(&line),
        };
        if line.len() <= LINE || count == 0 {
            return out.push_str(&line);
        }
        out.push(open);
        for at in 0..count {
            out.push_str(if at == 0 { "\n" } else { ",\n" });
            out.push_str(&"  ".repeat(depth + 1));
            match self {
                Json::List(items) => items[at].write(depth + 1, out),
                Json::Map(entries) => {
                    out.push_str(&format!("{}: ", quoted(&entries[at].0)));
                    entries[at].1.write(depth + 1, out);
                }
                _ => {}
            }
        }
        out.push_str(&format!("\n{}{close}", "  ".repeat(depth)));
    }

    fn line(&self) -> String {
        match self {
            Json::Bool(value) => value.to_string(),
            Json::Number(value) => value.to_string(),
            Json::Text(text) => quoted(text),
            Json::List(items) => format!("[{}]", items.iter().map(Json::line).collect::<Vec<_>>().join(", ")),
            Json::Map(entries) => {
                let entry = |(key, value): &(String, Json)| format!("{}: {}", quoted(key), value.line());
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
