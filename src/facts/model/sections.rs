//! The names of the sections that an author may write himself; `document` knows how the others are told.

/// A section of a paper by its names.
pub struct SectionName {
    /// In English and Chinese.
    pub names: [&'static str; 2],
    /// The heading that it has where neither kind nor author gives one; none for what stands without a heading.
    pub title: &'static str,
}

const fn section(names: [&'static str; 2], title: &'static str) -> SectionName {
    SectionName { names, title }
}

/// Every section but the areas, which are headings of their own; a test compares them with the registry of `document`.
pub const SECTION_NAMES: &[SectionName] = &[
    section(["opening", "开头"], ""),
    section(["profile", "基本情况"], ""),
    section(["text", "正文"], ""),
    section(["publicity", "宣传"], "加强宣传工作"),
    section(["finance", "经费"], "经费收支情况"),
    section(["experience", "体会"], "工作体会"),
    section(["problems", "问题"], "存在的问题"),
    section(["next", "下一步"], "下一步打算"),
    section(["closing", "结尾"], ""),
];

impl SectionName {
    /// The section that a word names: its name in either language, or its usual heading.
    pub fn of(word: &str) -> Option<&'static Self> {
        SECTION_NAMES.iter().find(|section| section.names.contains(&word) || !word.is_empty() && section.title == word)
    }
}
