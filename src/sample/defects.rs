//! What is wrong with the schools that are to be refused: each kind a change to sound facts, with the code and line that
//! must be told. One is planted in a school.

use crate::sample::words::fill;

/// A change to the lines of a file. Lines are found by how they begin.
enum Edit {
    /// These lines after that one; the reason stands on the one with this place among them.
    After(&'static str, &'static str, usize),
    /// These lines at the end.
    End(&'static str, usize),
    /// Other words in that line.
    Swap(&'static str, &'static str, &'static str),
    /// That line is gone; the reason stands where it was.
    Cut(&'static str),
    /// One change, and another that bears the blame.
    Both(&'static Edit, &'static Edit),
    /// This is all that the file holds.
    Whole(&'static str),
    /// Bytes of GBK in the first line.
    Foreign,
}

/// A kind of defect.
pub struct Kind {
    pub name: &'static str,
    pub code: &'static str,
    edit: Edit,
}

/// What was planted in a file: its kind, and the code and line that must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planted {
    pub kind: &'static str,
    pub code: &'static str,
    pub line: usize,
}

use Edit::{After, Both, Cut, End, Foreign, Swap, Whole};

const fn kind(name: &'static str, code: &'static str, edit: Edit) -> Kind {
    Kind { name, code, edit }
}

/// An activity of one line with these words in it.
macro_rules! activity {
    ($rest:literal) => {
        After("活动:", concat!("  - {编号: xin-huodong, 领域: wenti, 条目: huodong, ", $rest, "}"), 0)
    };
}

/// All kinds, in the order in which they are planted.
pub const KINDS: &[Kind] = &[
    kind("unit-wrong", "E027", activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24件")),
    kind("part-above-whole", "E047", Swap("教职工:", "女: ", "女: 9")),
    kind(
        "reference-to-nothing",
        "E035",
        activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 补语: \"共{{ meiyou-zhetiao.参加 }}\""),
    ),
    kind("organisation-without-id", "E023", Cut("  编号: school-")),
    kind("outside-the-period", "E045", activity!("时间: «last»-04-18, 名称: 教职工棋类比赛, 参加: 24人")),
    kind(
        "id-twice",
        "E040",
        After(
            "活动:",
            "  - {编号: xinli-jiangzuo, 领域: wenti, 条目: huodong, 时间: 4月, 名称: 教职工棋类比赛, 参加: 24人}",
            0,
        ),
    ),
    kind("not-utf8", "E003", Foreign),
    kind("to-be-filled-in", "E065", activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 待填")),
    kind(
        "tab",
        "E086",
        After("活动:", "  - 编号: xin-huodong\n    领域: wenti\n    名称: 教职工棋类比赛\n\t参加: 24人", 3),
    ),
    kind("key-twice", "E022", activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 参加: 26人")),
    kind("key-unknown", "E021", activity!("时间: 4月, 名称: 教职工棋类比赛, 参赛老师: 24人")),
    kind("day-that-is-none", "E028", activity!("时间: «year»-02-30, 名称: 教职工棋类比赛, 参加: 24人")),
    kind("include-missing", "E004", After("年度:", "包含: [账目.yaml]", 0)),
    kind("include-outside", "E082", After("年度:", "包含: [../账目.yaml]", 0)),
    kind(
        "photo-missing",
        "E240",
        Both(
            &After("  year-end-summary:", "    图表: [照片]", 0),
            &activity!(
                "时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 照片: {文件: 照片/棋.png, 说明: 比赛现场, 替代文字: 两名教师对弈}"
            ),
        ),
    ),
    kind("list-open", "E001", After("活动:", "  - {编号: xin-huodong, 领域: wenti, 参加: [24人}", 0)),
    kind(
        "names-in-one",
        "E008",
        activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 奖项: [{奖级: 一等奖, 获奖者: 林知夏、何春山}]"),
    ),
    kind(
        "colon-full-width",
        "E077",
        After("活动:", "  - 编号: xin-huodong\n    领域: wenti\n    名称: 教职工棋类比赛\n    参加：24人", 3),
    ),
    kind(
        "space-missing",
        "E078",
        After("活动:", "  - 编号: xin-huodong\n    领域: wenti\n    名称: 教职工棋类比赛\n    参加:24人", 3),
    ),
    kind("digits-full-width", "E079", activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: ２４人")),
    kind(
        "role-unknown",
        "E025",
        activity!("时间: 4月, 角色: 围观, 主办单位: 县总工会, 名称: 教职工棋类比赛, 参加: 24人"),
    ),
    kind("no-amount", "E026", activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 不少人")),
    kind("ordinal-no-number", "E030", activity!("时间: 4月, 名称: 教职工棋类比赛, 届次: 很多, 参加: 24人")),
    kind(
        "agenda-without-verb",
        "E031",
        After(
            "会议:",
            "  - {编号: xin-huiyi, 领域: minzhu, 条目: yijian, 时间: 5月, 名称: 食堂座谈会, 议程: [食堂的菜价]}",
            0,
        ),
    ),
    kind(
        "area-unknown",
        "E042",
        After("活动:", "  - {编号: xin-huodong, 领域: meiyou, 时间: 4月, 名称: 教职工棋类比赛, 参加: 24人}", 0),
    ),
    kind(
        "item-unknown",
        "E043",
        After(
            "活动:",
            "  - {编号: xin-huodong, 领域: wenti, 条目: meiyou, 时间: 4月, 名称: 教职工棋类比赛, 参加: 24人}",
            0,
        ),
    ),
    kind(
        "names-above-number",
        "E046",
        activity!(
            "时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 奖项: [{奖级: 一等奖, 获奖者: [林知夏, 何春山, 周含章], 数量: 2人}]"
        ),
    ),
    kind("paper-without-date", "E051", Cut("    日期: «next»-01-")),
    kind("kind-unknown", "E057", After("文件:", "  年终汇演: {日期: «year»-12-20}", 0)),
    kind("host-without-role", "E058", activity!("时间: 4月, 主办单位: 县总工会, 名称: 教职工棋类比赛, 参加: 24人")),
    kind("number-in-title", "E059", Swap("    标题: ", "标题: ", "标题: 一、")),
    kind(
        "prize-without-winner",
        "E063",
        activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 奖项: [{奖级: 一等奖}]"),
    ),
    kind("serial-of-a-table", "E087", activity!("时间: 45778, 名称: 教职工棋类比赛, 参加: 24人")),
    kind("two-readings", "E088", activity!("时间: 3/8, 名称: 教职工棋类比赛, 参加: 24人")),
    kind(
        "rate-above-hundred",
        "E093",
        After(
            "福利:",
            "  - {编号: xin-fuli, 领域: fuwu, 条目: fuli, 时间: 5月, 项目: 观影, 人数: 5人, 报出覆盖率: 120%}",
            0,
        ),
    ),
    kind("total-not-the-sum", "E092", After("经费:", "  支出合计: 100元", 0)),
    kind(
        "more-than-due",
        "E095",
        After(
            "教代会:",
            "  - {编号: xin-dahui, 领域: minzhu, 条目: dahui, 类型: 会员代表大会, 届次: 一届一次, 时间: «year»-06-12, 应到: 30人, 实到: 29人, 请假: 4人}",
            0,
        ),
    ),
    kind(
        "honour-without-holder",
        "E104",
        After(
            "荣誉:",
            "  - {编号: xin-rongyu, 领域: wenti, 条目: jia, 时间: 5月, 名称: 书香之家, 级别: 县, 授予单位: 县总工会}",
            0,
        ),
    ),
    kind("two-ordinals", "E110", activity!("时间: 4月, 名称: 第三届教职工棋类比赛, 届次: 4, 参加: 24人")),
    kind("placeholder", "E120", activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 成效: 收到作品XX件")),
    kind(
        "rank-beyond-field",
        "E099",
        activity!(
            "时间: 4月, 角色: 组队参加, 主办单位: 县总工会, 名称: 职工棋类比赛, 参加: 4人, 参赛规模: 6支队伍, 名次: 第八名"
        ),
    ),
    kind(
        "votes-above-present",
        "E096",
        After(
            "教代会:",
            "  - {编号: xin-dahui, 领域: minzhu, 条目: dahui, 类型: 会员代表大会, 届次: 一届一次, 时间: «year»-06-12, 应到: 30人, 实到: 29人, 表决: {赞成: 31票}}",
            0,
        ),
    ),
    kind(
        "weekday-wrong",
        "E128",
        activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 成效: 2025年4月18日（星期一）决出名次"),
    ),
    kind(
        "identity-number",
        "E137",
        activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 成效: 第一名的证件号为11010519491231002X"),
    ),
    kind("empty-file", "E011", Whole("# 还没有写\n")),
    kind("two-documents", "E006", End("---\n年度: «next»", 0)),
    kind("reference-open", "E032", activity!("时间: 4月, 名称: 教职工棋类比赛, 参加: 24人, 补语: \"共{{ bisai.参加\"")),
    kind("order-of-nothing", "E044", After("  - 编号: wenti", "    次序: [meiyou-zhetiao]", 0)),
];

/// The facts with the defect in them.
pub fn plant(facts: &str, defect: &Kind, year: u32) -> (Vec<u8>, Planted) {
    let mut file = Lines { lines: facts.lines().map(str::to_owned).collect(), year, foreign: false };
    let line = file.change(&defect.edit);
    let mut bytes: Vec<u8> = file.lines.into_iter().flat_map(|line| (line + "\n").into_bytes()).collect();
    if file.foreign {
        // 工会, as an old editor saves it.
        bytes.splice(0..0, *b"# \xb9\xa4\xbb\xe1\n");
    }
    (bytes, Planted { kind: defect.name, code: defect.code, line })
}

/// A file that is being spoilt.
struct Lines {
    lines: Vec<String>,
    year: u32,
    foreign: bool,
}

impl Lines {
    /// Makes the change; gives the line that is to blame.
    fn change(&mut self, edit: &Edit) -> usize {
        match edit {
            After(begin, new, blamed) => self.insert(self.find(begin) + 1, new, *blamed),
            End(new, blamed) => self.insert(self.lines.len(), new, *blamed),
            Swap(begin, old, new) => {
                let at = self.find(begin);
                self.lines[at] = self.lines[at].replacen(old, new, 1);
                at + 1
            }
            Cut(begin) => {
                let at = self.find(begin);
                self.lines.remove(at);
                at + 1
            }
            Both(first, second) => {
                self.change(first);
                self.change(second)
            }
            Whole(text) => {
                self.lines = text.lines().map(str::to_owned).collect();
                1
            }
            Foreign => {
                self.foreign = true;
                1
            }
        }
    }

    fn insert(&mut self, at: usize, new: &str, blamed: usize) -> usize {
        let new = self.years(new);
        self.lines.splice(at..at, new.lines().map(str::to_owned));
        at + blamed + 1
    }

    fn find(&self, begin: &str) -> usize {
        let begin = self.years(begin);
        self.lines.iter().position(|line| line.starts_with(&begin)).unwrap_or_default()
    }

    fn years(&self, text: &str) -> String {
        let year = |n: u32| n.to_string();
        fill(text, &[("year", year(self.year)), ("last", year(self.year - 1)), ("next", year(self.year + 1))])
    }
}
