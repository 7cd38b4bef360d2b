//! `niandu schema`: the JSON Schema of a facts file, for editors.

use clap::Command;

use crate::cli::{DONE, wrote};
use crate::diagnostic::{Language, Say};
use crate::offer::schema::schema;
use crate::say;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    Command::new("schema")
        .about(say(say!("给编辑器用的 JSON Schema", "print the JSON Schema of a facts file, for editors")))
        .after_help(say(say!(
            "例：\n  niandu schema > niandu.zh.json\n事实文件的第一行写 # yaml-language-server: $schema=./niandu.zh.json，编辑器就会提示栏目、指出写错的键。\n--lang 决定提示哪种语言的键；两种都认。",
            "Example:\n  niandu schema > niandu.en.json\nWith the first line # yaml-language-server: $schema=./niandu.en.json an editor completes keys and flags unknown ones.\n--lang decides which keys are offered; both are accepted."
        )))
}

/// Prints the schema that offers the language of the user.
pub fn run(language: Language) -> u8 {
    wrote(schema(language).trim_end_matches('\n'));
    DONE
}
