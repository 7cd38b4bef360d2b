//! Tables on the terminal; the kinds of paper as one: what each is called, who writes it, what the facts must have for it.

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Language;
use crate::document::manifest::Manifest;
use crate::document::templates::Templates;
use crate::facts::model::{Facts, Paper};
use crate::facts::value::Tier;
use crate::say;

/// The rows of the table, its head first.
pub fn kinds(templates: &Templates, language: Language) -> Vec<String> {
    let head = [say!("文种", "kind"), say!("名称", "name"), say!("级别", "levels"), say!("需要", "needs")];
    let mut rows = vec![head.map(|text| text.in_language(language).to_owned())];
    rows.extend(templates.kinds().map(|(kind, manifest)| {
        let own = if templates.is_own(&format!("{kind}/template.yaml")) { " *" } else { "" };
        [format!("{kind}{own}"), manifest.name.clone(), levels(manifest, language), needs(manifest, language)]
    }));
    aligned(&rows)
}

/// Cells under each other; the last of a row is as long as it is.
pub fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let widths: Vec<usize> = (0..N)
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths);
        let padded = cells.map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()) + 2)));
        format!("  {}", padded.collect::<String>()).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

fn levels(manifest: &Manifest, language: Language) -> String {
    let word = |level: &String| -> String {
        let known = Tier::WORDS.iter().find(|(_, words)| words.contains(&level.as_str()));
        let zh = known.and_then(|(_, words)| words.first());
        if language == Language::Chinese { zh.map_or(level.clone(), |zh| (*zh).to_owned()) } else { level.clone() }
    };
    let words: Vec<String> = manifest.levels.iter().map(word).collect();
    if words.is_empty() { say!("不限", "any").in_language(language).to_owned() } else { in_row(&words, language) }
}

fn needs(manifest: &Manifest, language: Language) -> String {
    let name = |key: &str| {
        let field = Facts::TABLE.find(key).or_else(|| Paper::TABLE.find(key)).map(|(_, field)| field);
        field.map_or(key, |field| if language == Language::Chinese { field.zh } else { field.en }).to_owned()
    };
    let or = say!(" 或 ", " or ").in_language(language).to_owned();
    let either = |need: &String| need.split('|').map(|key| name(key.trim())).collect::<Vec<_>>().join(&or);
    in_row(&manifest.needs.iter().map(either).collect::<Vec<_>>(), language)
}

fn in_row(words: &[String], language: Language) -> String {
    words.join(if language == Language::Chinese { "、" } else { ", " })
}
