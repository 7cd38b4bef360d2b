//! What the READMEs show is true: their complete facts file has no problem, and the session shown is what the program says.

use std::fs;

use crate::office::{self, niandu_in};

/// The blocks of a README in one language of code.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_facts_files_shown_are_sound_and_the_problems_shown_are_said() {
    let changes = [
        ("女: 45人", "女: 65人"),
        ("women: 45人", "women: 65人"),
        ("    参加: 6支", "    参与: 6支"),
        ("participants: 6支", "participant: 6支"),
        ("为丰富教职工业余生活", "为庆祝第40个教师节"),
    ];
    for (language, name) in [("zh", "README.zh-CN.md"), ("en", "README.md")] {
        let text = fs::read_to_string(office::root().join(name)).expect("a README");
        let facts = blocks(&text, "yaml").into_iter().max_by_key(|block| block.len()).expect("a facts file");
        let folder = tempfile::tempdir().expect("a folder");
        let said = |facts: &str, arguments: &[&str]| {
            fs::write(folder.path().join("2025.yaml"), facts).expect("facts");
            let output = niandu_in(language, folder.path(), &[&["check", "2025.yaml"], arguments].concat());
            String::from_utf8(output.stdout).expect("UTF-8")
        };
        let sound = said(facts, &["--hints", "-k", "year-end-summary"]);
        assert_eq!(sound.lines().count(), 1, "{name}: {sound}");
        let broken = changes.iter().fold(facts.to_owned(), |text, (from, to)| text.replace(from, to));
        let told = said(&broken, &[]);
        assert!(blocks(&text, "text").contains(&told.as_str()), "{name} shows another session than\n{told}");
    }
}
