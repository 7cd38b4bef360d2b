//! The sections of a paper, and what it can show beside its words: their names, which authors and kinds of paper use;
//! `document` knows how each is told.

/// A section of a paper by its names.
pub struct SectionName {
    pub section: Section,
    /// In English and Chinese.
    pub names: [&'static str; 2],
    /// The heading that it has where neither kind nor author gives one; none for what stands without a heading.
    pub title: &'static str,
}

/// One table for both sides: `document` matches on the variants, so that none can be forgotten there.
macro_rules! sections {
    ($($section:ident [$en:literal, $zh:literal] $title:literal;)*) => {
        /// Every section that a kind or an author can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Section {
            $(#[doc = $en] $section,)*
        }

        /// The sections in the order of a paper. Of those that share a heading the usual one stands first.
        pub const SECTIONS: &[SectionName] =
            &[$(SectionName { section: Section::$section, names: [$en, $zh], title: $title },)*];
    };
}

sections! {
    Opening ["opening", "开头"] "";
    Profile ["profile", "基本情况"] "";
    OwnText ["text", "正文"] "";
    Cover ["cover", "发文说明"] "";
    Areas ["areas", "工作领域"] "";
    Guiding ["guiding", "指导思想"] "指导思想";
    Goals ["goals", "工作目标"] "工作目标";
    Tasks ["tasks", "主要工作"] "主要工作";
    Plan ["plan", "计划"] "主要工作及措施";
    Schedule ["schedule", "工作安排"] "月度工作安排";
    Safeguards ["safeguards", "保障措施"] "保障措施";
    Honours ["honours", "荣誉"] "取得的成果";
    Overview ["overview", "概述"] "";
    Term ["term", "历年工作"] "";
    Headcount ["headcount", "概况"] "";
    Totals ["totals", "数字"] "";
    Highlights ["highlights", "要事"] "";
    FinanceTotals ["finance-totals", "经费概况"] "";
    Chronicle ["chronicle", "大事记"] "大事记";
    ChronicleByMonth ["chronicle-by-month", "分月大事记"] "大事记";
    Topic ["topic", "专题"] "";
    Inspection ["inspection", "检查概况"] "";
    InspectionResult ["inspection-result", "检查总体情况"] "总体情况";
    Findings ["findings", "检查结果"] "检查结果";
    Advice ["advice", "检查建议"] "工作建议";
    Publicity ["publicity", "宣传"] "加强宣传工作";
    Finance ["finance", "经费"] "经费收支情况";
    TermFinance ["term_finance", "历年经费"] "经费收支情况";
    Experience ["experience", "体会"] "工作体会";
    Problems ["problems", "问题"] "存在的问题";
    InspectionProblems ["inspection-problems", "检查发现的问题"] "存在的问题";
    PlanProgress ["plan-progress", "计划完成情况"] "计划完成情况";
    Next ["next", "下一步"] "下一步打算";
    Closing ["closing", "结尾"] "";
}

impl SectionName {
    /// The section of this name, in either language.
    pub fn named(word: &str) -> Option<&'static Self> {
        SECTIONS.iter().find(|section| section.names.contains(&word))
    }

    /// The section that an author writes under this word: its name in either language, or its usual heading.
    pub fn of(word: &str) -> Option<&'static Self> {
        Self::written().find(|section| section.names.contains(&word) || !word.is_empty() && section.title == word)
    }

    /// Every section that an author may write himself: all but the areas, which are headings of their own.
    pub fn written() -> impl Iterator<Item = &'static Self> {
        SECTIONS.iter().filter(|section| section.section != Section::Areas)
    }
}

/// What a paper can show beside its words, where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// How many activities each month had.
    Months,
    /// Income and expense: each by its lines, and in a paper of several years both year by year.
    Finance,
    Income,
    /// Expense, with the budget where there is one.
    Expense,
    /// Figures over the years.
    Change,
    /// The schools of a district.
    Schools,
    /// The photos of the records.
    Photos,
}

/// The names of each, in English and Chinese.
pub const SHOWINGS: [(Showing, [&str; 2]); 7] = [
    (Showing::Months, ["activities-by-month", "活动按月"]),
    (Showing::Finance, ["finance", "收支"]),
    (Showing::Income, ["income", "收入"]),
    (Showing::Expense, ["expense", "支出"]),
    (Showing::Change, ["change", "历年变化"]),
    (Showing::Schools, ["schools", "各校"]),
    (Showing::Photos, ["photos", "照片"]),
];

impl Showing {
    /// What this name shows, in either language.
    pub fn named(word: &str) -> Option<Self> {
        SHOWINGS.iter().find(|(_, names)| names.contains(&word)).map(|(showing, _)| *showing)
    }
}
