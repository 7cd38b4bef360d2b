//! A wrong call, told in Chinese; in English clap says it itself.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong with the call; `None` where it is no error but a question, or one that clap tells best.
pub fn chinese(error: &Error) -> Option<String> {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.clone()),
        Some(ContextValue::Strings(words)) => Some(words.join("、")),
        _ => None,
    };
    let option = word(ContextKind::InvalidArg).map(|option| bare(&option)).unwrap_or_default();
    let value = word(ContextKind::InvalidValue).unwrap_or_default();
    let told = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{option}”这个选项"),
        ErrorKind::InvalidSubcommand => {
            let name = word(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有“{name}”这个命令")
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少“{option}”"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{option}”后面缺少内容"),
        ErrorKind::InvalidValue => format!("“{option}”不能写“{value}”"),
        ErrorKind::ArgumentConflict => format!("“{option}”只能写一次，也不能与别的选项冲突"),
        ErrorKind::TooManyValues => format!("“{option}”写多了：{value}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("“{option}”后面的内容个数不对"),
        ErrorKind::NoEquals => format!("“{option}”要写成 选项=内容"),
        ErrorKind::InvalidUtf8 => "命令里有不是 UTF-8 的内容".to_owned(),
        _ => return None,
    };
    let known = word(ContextKind::ValidValue).or_else(|| word(ContextKind::ValidSubcommand));
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(word)
        // Of several the last is the nearest.
        .map(|near| near.rsplit('、').next().unwrap_or_default().to_owned());
    let mut text = format!("错误：{told}");
    if let Some(near) = near {
        text += &format!("；是不是“{near}”？");
    } else if let Some(known) = known {
        text += &format!("；可以写：{known}");
    }
    Some(text + "\n用法见 niandu --help，各命令的用法见 niandu 命令 --help")
}

/// An option or argument as clap shows it, without the name of its value: `--kind <KIND>`, `<路径>...`.
fn bare(shown: &str) -> String {
    let first = shown.split_whitespace().next().unwrap_or(shown);
    first.trim_end_matches("...").trim_matches(['<', '>']).to_owned()
}
