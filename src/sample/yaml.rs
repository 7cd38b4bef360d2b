//! YAML as a union writes it: short records on one line, longer ones line by line, keys in Chinese or English.

use std::fmt::Write;

/// A value of a facts file.
#[derive(Debug, Clone)]
pub enum Value {
    Text(String),
    /// Paragraphs, a line each.
    Prose(String),
    List(Vec<Value>),
    Map(Map),
}

/// Keys with their values, in the order in which they were set.
#[derive(Debug, Clone, Default)]
pub struct Map(pub Vec<(String, Value)>);

impl Map {
    pub fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.push((key.to_owned(), value.into()));
        self
    }

    pub fn set_if(self, wanted: bool, key: &str, value: impl Into<Value>) -> Self {
        if wanted { self.set(key, value) } else { self }
    }

    /// A paragraph of the author.
    pub fn prose(self, key: &str, text: impl Into<String>) -> Self {
        self.set(key, Value::Prose(text.into()))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}
impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}
impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(list: [T; N]) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

/// Records up to this many characters stand on one line.
const WIDE: usize = 88;

/// The keys that are the same wherever they stand, in English.
const KEYS: &[(&str, &str)] = &[
    ("层级", "level"),
    ("年度", "year"),
    ("单位", "organisation"),
    ("编号", "id"),
    ("名称", "names"),
    ("署名", "signature"),
    ("标题用名", "title"),
    ("自称", "self"),
    ("别名", "aliases"),
    ("上级", "superiors"),
    ("领导", "lead"),
    ("指导", "guide"),
    ("教职工", "staff"),
    ("总数", "total"),
    ("女", "women"),
    ("青年", "under_35"),
    ("党员", "party"),
    ("会员", "members"),
    ("退休", "retirees"),
    ("工作领域", "areas"),
    ("标题", "title"),
    ("条目", "items"),
    ("正文", "text"),
    ("次序", "order"),
    ("学习培训", "training"),
    ("会议", "meetings"),
    ("教代会", "congress"),
    ("校务公开", "openness"),
    ("慰问", "relief"),
    ("福利", "benefits"),
    ("活动", "activities"),
    ("竞赛", "contests"),
    ("荣誉", "honours"),
    ("宣传", "publicity"),
    ("经费", "finance"),
    ("收入", "income"),
    ("支出", "expense"),
    ("上年结转", "carried"),
    ("审计", "audit"),
    ("问题", "problems"),
    ("下一步", "next"),
    ("体会", "experience"),
    ("计划", "plan"),
    ("文件", "documents"),
    ("领域", "area"),
    ("时间", "when"),
    ("金额", "amount"),
    ("参加", "participants"),
    ("届次", "ordinal"),
    ("目的", "purpose"),
    ("角色", "role"),
    ("主办单位", "host"),
    ("主题", "theme"),
    ("成效", "effect"),
    ("做法", "method"),
    ("日期", "date"),
    ("落实", "fulfils"),
    ("承接", "continues"),
    ("结转", "carried"),
];

/// Those of them that mean the same in every record.
const SAFE: [&str; 13] =
    ["编号", "领域", "时间", "正文", "参加", "成效", "主题", "金额", "做法", "目的", "落实", "承接", "结转"];

/// The top of a facts file as text. In English only keys that mean one thing wherever they stand are.
pub fn write(map: &Map, english: bool) -> String {
    let mut page = Page { english, text: String::new() };
    for (key, value) in &map.0 {
        if matches!(value, Value::List(_)) || page.flow(value).chars().count() > WIDE {
            page.text.push('\n');
        }
        page.entry(key, value, 0, true);
    }
    page.text
}

struct Page {
    english: bool,
    text: String,
}

impl Page {
    fn key<'a>(&self, key: &'a str, top: bool) -> &'a str {
        // Below the top, the words of a record differ from section to section.
        let safe = top || SAFE.contains(&key);
        let english = KEYS.iter().find(|(zh, _)| *zh == key).map(|(_, en)| *en);
        if self.english && safe { english.unwrap_or(key) } else { key }
    }

    fn entry(&mut self, key: &str, value: &Value, deep: usize, top: bool) {
        let key = self.key(key, top);
        let _ = write!(self.text, "{:deep$}{key}:", "");
        self.after(value, deep, top);
    }

    /// What stands after `key:`.
    fn after(&mut self, value: &Value, deep: usize, top: bool) {
        match value {
            Value::Text(text) => {
                let _ = writeln!(self.text, " {}", plain(text));
            }
            Value::Prose(text) => {
                self.text.push_str(" |\n");
                for line in text.lines() {
                    let _ = writeln!(self.text, "{:1$}{line}", "", deep + 2);
                }
            }
            Value::List(list) if (top || self.wide(value, deep)) && !list.is_empty() => {
                self.text.push('\n');
                for one in list {
                    self.one(one, deep + 2);
                }
            }
            Value::Map(map) if self.wide(value, deep) => {
                self.text.push('\n');
                for (key, value) in &map.0 {
                    self.entry(key, value, deep + 2, false);
                }
            }
            _ => {
                let flow = self.flow(value);
                let _ = writeln!(self.text, " {flow}");
            }
        }
    }

    /// One entry of a list.
    fn one(&mut self, value: &Value, deep: usize) {
        match value {
            Value::Map(map) if self.wide(value, deep) => {
                for (at, (key, value)) in map.0.iter().enumerate() {
                    if at == 0 {
                        let _ = write!(self.text, "{:deep$}- ", "");
                        let key = self.key(key, false);
                        let _ = write!(self.text, "{key}:");
                        self.after(value, deep + 2, false);
                    } else {
                        self.entry(key, value, deep + 2, false);
                    }
                }
            }
            Value::Prose(text) | Value::Text(text) => {
                let _ = writeln!(self.text, "{:deep$}- {}", "", plain(text));
            }
            _ => {
                let flow = self.flow(value);
                let _ = writeln!(self.text, "{:deep$}- {flow}", "");
            }
        }
    }

    fn wide(&self, value: &Value, deep: usize) -> bool {
        deep + self.flow(value).chars().count() > WIDE || has_prose(value)
    }

    fn flow(&self, value: &Value) -> String {
        match value {
            Value::Text(text) | Value::Prose(text) => plain(text),
            Value::List(list) => {
                format!("[{}]", list.iter().map(|one| self.flow(one)).collect::<Vec<_>>().join(", "))
            }
            Value::Map(map) => {
                let pair = |(key, value): &(String, Value)| format!("{}: {}", self.key(key, false), self.flow(value));
                format!("{{{}}}", map.0.iter().map(pair).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

fn has_prose(value: &Value) -> bool {
    match value {
        Value::Text(_) => false,
        Value::Prose(_) => true,
        Value::List(list) => list.iter().any(has_prose),
        Value::Map(map) => map.0.iter().any(|(_, value)| has_prose(value)),
    }
}

/// A text as YAML takes it: quoted where it would be something else.
fn plain(text: &str) -> String {
    if text.contains(['{', '}', '[', ']', ',', '#', ':', '"', '\'']) { format!("\"{text}\"") } else { text.to_owned() }
}
