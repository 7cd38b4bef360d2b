//! What templates ask of a text is asked of its words: the characters that note where words come from do not count.

use tera::{Kwargs, State, Tera, Value};

use crate::figures::origins::bare;

/// Tests and filters that look at how a text begins, how long it is or which number it is.
pub fn prepare(tera: &mut Tera) {
    tera.register_test("starting_with", |text: &str, arguments: Kwargs, _: &State| {
        arguments.must_get::<&str>("pat").map(|start| bare(text).starts_with(start))
    });
    tera.register_test("containing", |value: &Value, arguments: Kwargs, _: &State| containing(value, &arguments));
    tera.register_filter("length", |value: Value, _: Kwargs, _: &State| length(&value));
    tera.register_filter("int", |value: Value, arguments: Kwargs, _: &State| int(value, &arguments));
    tera.register_filter("trim_start", |text: &str, arguments: Kwargs, _: &State| {
        let pattern = arguments.get::<&str>("pat")?;
        let words = bare(text);
        let left = pattern.map_or_else(|| words.trim_start(), |pattern| words.trim_start_matches(pattern));
        Ok::<String, tera::Error>(if left.len() == words.len() { text.to_owned() } else { left.to_owned() })
    });
}

fn containing(value: &Value, arguments: &Kwargs) -> Result<bool, tera::Error> {
    let part = arguments.must_get::<&Value>("pat")?;
    if let (Some(text), Some(part)) = (value.as_str(), part.as_str()) {
        return Ok(bare(text).contains(&*bare(part)));
    }
    if let Some(list) = value.as_array() {
        return Ok(list.contains(part));
    }
    match (value.as_map(), part.as_str()) {
        (Some(map), Some(key)) => Ok(map.iter().any(|(each, _)| each.as_str() == Some(key))),
        (Some(_), None) => Ok(false),
        _ => Err(tera::Error::message(format!("Value `{value}` is not a container; cannot check for containment"))),
    }
}

fn length(value: &Value) -> Result<usize, tera::Error> {
    let none = || tera::Error::message(format!("Value of type {} has no length", value.name()));
    match value.as_str() {
        Some(text) => Value::from(&*bare(text)).len().ok_or_else(none),
        None => value.len().ok_or_else(none),
    }
}

fn int(value: Value, arguments: &Kwargs) -> Result<Value, tera::Error> {
    let base = arguments.get::<u32>("base")?.unwrap_or(10);
    let none = || tera::Error::message(format!("`{}` is no whole number", bare(&value.to_string())));
    if !(2..=36).contains(&base) {
        return Err(tera::Error::message(format!("int filter `base` must be between 2 and 36, got {base}")));
    }
    match value.as_str() {
        Some(text) => i128::from_str_radix(bare(text).trim(), base).map(Value::from).map_err(|_| none()),
        None if value.as_i128().is_some() => Ok(value),
        None => Err(none()),
    }
}
