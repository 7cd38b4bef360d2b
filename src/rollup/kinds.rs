//! Which records of schools become records of the body above, and how: a table.

/// What becomes of the records of one list.
pub struct Kind {
    /// The list, by its English name in the facts.
    pub list: &'static str,
    /// The fields that say what a record is about: two records that say the same in all of them are of one matter.
    pub about: &'static [&'static str],
    /// Texts that are told where all records say the same.
    pub alike: &'static [&'static str],
    /// Amounts that every such record should state: where one does not, the sum is 以上.
    pub due: &'static [&'static str],
    /// Amounts that count where they are stated; a record without them has none.
    pub given: &'static [&'static str],
    /// What the schools did, after their number: 38所学校开展…
    pub verb: &'static str,
    /// The area that the merged records belong to.
    pub area: &'static str,
    /// Whether one school's record alone is worth telling.
    pub alone: bool,
}

const fn kind(list: &'static str, about: &'static [&'static str], area: &'static str, verb: &'static str) -> Kind {
    Kind { list, about, alike: &[], due: &[], given: &[], verb, area, alone: false }
}

/// All lists that are gathered, in the order of the roll-up file. Honours, publicity, finance and problems have rules of
/// their own; what schools say of their own inspections, plans and next steps is theirs.
pub const KINDS: [Kind; 16] = [
    Kind { alike: &["theme", "host", "when"], given: &["entries"], ..kind("activities", &["title"], "wenti", "") },
    Kind { alike: &["theme", "host", "when"], given: &["entries"], ..kind("contests", &["title"], "jineng", "") },
    Kind {
        alike: &["theme", "host", "when"],
        due: &["sessions", "attendance"],
        ..kind("training", &["title"], "sixiang", "开展")
    },
    Kind { alike: &["when"], due: &["sessions", "attendance"], ..kind("meetings", &["title"], "zuzhi", "召开") },
    Kind {
        due: &["due", "present", "proposals.received", "proposals.filed", "proposals.answered"],
        given: &["observers"],
        alone: true,
        ..kind("congress", &["kind"], "minzhu", "召开")
    },
    Kind { alike: &["action"], ..kind("regulations", &["title"], "minzhu", "制定") },
    Kind { given: &["notices", "schools", "passed"], alone: true, ..kind("openness", &[], "minzhu", "公开") },
    Kind { due: &["voters", "satisfied"], alone: true, ..kind("evaluations", &["object"], "minzhu", "民主评议") },
    Kind {
        given: &["contracts", "persons", "cases", "solved"],
        alike: &["of"],
        alone: true,
        ..kind("labour", &["title"], "minzhu", "开展")
    },
    Kind {
        alike: &["when", "way", "giver"],
        due: &["persons"],
        given: &["households", "amount"],
        alone: true,
        ..kind("relief", &["who", "fund"], "shenghuo", "慰问")
    },
    Kind {
        alike: &["of", "when"],
        due: &["persons"],
        given: &["amount"],
        alone: true,
        ..kind("benefits", &["kind"], "shenghuo", "开展")
    },
    Kind {
        alike: &["of", "when"],
        due: &["persons"],
        given: &["amount", "claims", "paid"],
        alone: true,
        ..kind("insurance", &["product"], "shenghuo", "办理")
    },
    Kind {
        alike: &["receiver", "when"],
        due: &["persons"],
        given: &["amount"],
        alone: true,
        ..kind("donations", &["cause"], "shenghuo", "开展")
    },
    Kind {
        alike: &["when"],
        due: &["persons"],
        given: &["sessions", "amount"],
        ..kind("retired", &["title"], "shenghuo", "开展")
    },
    Kind {
        alike: &["when"],
        due: &["persons"],
        given: &["sessions", "amount"],
        ..kind("women", &["title"], "nvgong", "开展")
    },
    Kind { due: &["total"], given: &["new"], alone: true, ..kind("homes", &["rank", "title"], "zuzhi", "新增") },
];

/// What one does with matters whose name ends so.
const VERBS: [(&[&str], &str); 5] = [
    (&["合同", "协议"], "签订"),
    (&["座谈会", "茶话会", "通报会", "大会", "会议"], "召开"),
    (&["体检", "疗休养", "观影", "春游", "秋游", "踏青", "筛查", "检查", "健步走", "参观", "考察"], "组织"),
    (&["赛", "会", "展", "讲座", "报告", "宣讲", "演出", "联欢", "沙龙", "仪式"], "举办"),
    (&["品", "券", "金", "卡", "费", "补助"], "发放"),
];

impl Kind {
    /// What the schools did with a matter of this name.
    pub fn verb_for(&self, title: &str) -> &'static str {
        let visits = ["走访", "慰问", "看望"].iter().any(|verb| title.starts_with(verb));
        if ["retired", "women"].contains(&self.list) && visits && !title.ends_with(['会', '动', '出']) {
            return "";
        }
        let ends = |words: &[&str]| words.iter().any(|word| title.ends_with(word));
        match VERBS.iter().find(|(words, _)| ends(words)) {
            Some((_, verb)) if ["training", "benefits", "retired", "women", "labour"].contains(&self.list) => verb,
            _ => self.verb,
        }
    }
}

/// The areas of the roll-up file, with their usual headings.
pub const AREAS: [(&str, &str); 7] = [
    ("sixiang", "加强思想引领"),
    ("zuzhi", "加强组织建设"),
    ("minzhu", "推进民主管理"),
    ("jineng", "开展技能竞赛"),
    ("shenghuo", "服务教职工生活"),
    ("nvgong", "关爱女教职工"),
    ("wenti", "丰富文体生活"),
];

/// What the bodies above schools are called, by the number of their level.
pub const BODIES: [(u8, &str); 4] =
    [(2, "学区教育工会"), (3, "区县教育工会"), (4, "市级教育工会"), (5, "省级教育工会")];

/// The amounts of a section that are added, by its English name.
pub const SECTIONS: [(&str, &[&str]); 3] = [
    (
        "staff",
        &[
            "total", "women", "men", "teachers", "minority", "under_35", "party", "senior", "middle", "junior",
            "bachelor", "master", "over_50", "retirees",
        ],
    ),
    ("membership", &["staff", "members", "new_members", "units", "units_with_union", "new_units", "unions"]),
    ("cadres", &["total", "full_time", "part_time", "women", "committee", "groups"]),
];

/// The figures by which candidates for 典型 are ranked, as references write them.
pub const RANKED: [&str; 6] =
    ["活动", "学习培训.场次", "慰问.金额", "教代会.提案.办复", "宣传.篇数", "会员与建会.新会员"];
