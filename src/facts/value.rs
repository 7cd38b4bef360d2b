//! The single values of a facts file: text, prose, persons, levels and roles.

use crate::diagnostic::Origin;

/// One line of text, printed as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub origin: Origin,
    pub text: String,
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// Author's paragraphs. `{{ … }}` in them are live references; everything else is printed as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    pub origin: Origin,
    /// The paragraphs, one per line of the file; empty lines are dropped.
    pub paragraphs: Vec<Vec<Piece>>,
}

/// A piece of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Reference(Reference),
}

/// A live reference: `{{ 教职工.女.占比 }}`, `{{ speech-2025 }}`, `{{ 经费.收入.合计 | 万元 }}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands, braces included.
    pub origin: Origin,
    pub path: Vec<String>,
    pub format: Option<String>,
}

/// A word of a fixed list (a role, a level, 是 or 否) and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    pub origin: Origin,
    pub value: T,
}

/// A text in which the author may force line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines(pub Text);

/// A person, alone or with the unit he or she belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub origin: Origin,
    pub name: String,
    pub unit: Option<String>,
}

impl Person {
    /// Whether it is the name of a group, by its last word: 英语组, 第三党支部. No person's name of two characters is one.
    pub fn is_group(&self) -> bool {
        const GROUPS: [&str; 20] = [
            "组",
            "队",
            "室",
            "部",
            "处",
            "科",
            "班",
            "年级",
            "支部",
            "团队",
            "集体",
            "工会",
            "分会",
            "社",
            "学校",
            "小学",
            "中学",
            "幼儿园",
            "小家",
            "中心",
        ];
        self.name.chars().count() > 2 && GROUPS.iter().any(|word| self.name.ends_with(word))
    }
}

/// The rank of an honour or a body, from the highest (国家) to the lowest (校).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    National,
    Provincial,
    Prefectural,
    County,
    Township,
    School,
}

impl Level {
    /// All levels, the highest first, each with the words that mean it; the first word is the one printed in counts.
    pub const WORDS: [(Level, &'static [&'static str]); 6] = [
        (Level::National, &["国家级", "国家", "全国"]),
        (Level::Provincial, &["省级", "省", "自治区", "直辖市"]),
        (Level::Prefectural, &["市级", "地级市", "市", "地区", "州", "盟", "city"]),
        (Level::County, &["县级", "县", "县级市", "区", "旗", "district"]),
        (Level::Township, &["乡镇级", "乡镇", "乡", "镇", "街道", "学区"]),
        (Level::School, &["校级", "校", "school"]),
    ];

    /// The level that a word means.
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(level, _)| *level)
    }

    /// The word printed for this level in counts.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(level, _)| *level == self).map_or("", |(_, words)| words[0])
    }
}

/// Our part in an activity; claiming a superior's event as our own is a serious error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 主办
    Host,
    /// 联合举办
    Joint,
    /// 承办
    Undertake,
    /// 配合
    Assist,
    /// 组队参加
    Team,
    /// 选送
    Send,
    /// 推荐
    Recommend,
}

impl Role {
    /// All roles, each with the words that mean it.
    pub const WORDS: [(Role, &'static [&'static str]); 7] = [
        (Role::Host, &["主办", "举办"]),
        (Role::Joint, &["联合举办", "联合"]),
        (Role::Undertake, &["承办"]),
        (Role::Assist, &["配合"]),
        (Role::Team, &["组队参加", "参加"]),
        (Role::Send, &["选送"]),
        (Role::Recommend, &["推荐"]),
    ];

    /// The role that a word means.
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(role, _)| *role)
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(role, _)| *role == self).map_or("", |(_, words)| words[0])
    }
}

/// The place of a reporting body among the bodies of its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A body inside a school, such as the 女职工委员会.
    Group,
    School,
    Township,
    District,
    City,
    Province,
}

impl Tier {
    /// All tiers, the lowest first, each with the words that mean it.
    pub const WORDS: [(Tier, &'static [&'static str]); 6] = [
        (Tier::Group, &["校内组织", "group"]),
        (Tier::School, &["校", "学校", "校级", "school"]),
        (Tier::Township, &["乡镇", "乡", "镇", "街道", "学区", "township"]),
        (Tier::District, &["县", "区", "县级", "区县", "district"]),
        (Tier::City, &["市", "市级", "city"]),
        (Tier::Province, &["省", "省级", "自治区", "直辖市", "province"]),
    ];

    /// The tier that a word means.
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(tier, _)| *tier)
    }
}

/// How far an item of a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    Done,
    Partly,
    Open,
}

impl Progress {
    /// All states, each with the words that mean it.
    pub const WORDS: [(Progress, &'static [&'static str]); 3] = [
        (Progress::Done, &["完成", "已完成", "done"]),
        (Progress::Partly, &["部分完成", "partly"]),
        (Progress::Open, &["未完成", "open"]),
    ];

    /// The state that a word means.
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(state, _)| *state)
    }
}

/// What is left of a chart where its author does not want all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Only {
    /// Its figures, undrawn.
    Table,
}

impl Only {
    /// What may be left, with the words that mean it.
    pub const WORDS: [(Only, &'static [&'static str]); 1] = [(Only::Table, &["表", "table"])];

    /// What a word leaves.
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(only, _)| *only)
    }
}
