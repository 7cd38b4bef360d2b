//! The body that reports, and the bodies and persons that it speaks of.

use crate::facts::amount::Amount;
use crate::facts::table::record;
use crate::facts::types::Founded;
use crate::facts::value::Text;

record! {
    Organisation "organisation" "单位" ("单位及其名称", "the body and its names") {
        id "id" "编号": Text = "多年不变的代号", "a name that stays the same over the years" => "qinghe-no1-primary";
        names "names" "名称": Names = "三种用名", "its three names";
        aliases "aliases" "别名": Vec<Text> = "别名、简称", "other and short names" => "青禾一小工会";
        former "former" "曾用名": Vec<Former> = "改名以前的名称", "names that it bore before";
        parent "parent" "上级工会": Option<Text> = "上级工会的编号，供汇总", "the id of the union above, for roll-up" => "qinghe";
        founded "founded" "成立": Option<Founded> = "成立的年份或日期", "when it was founded" => "1956年";
        units "units" "下属工会": Option<Amount> ["个" "家"] = "下属基层工会数", "number of unions below it" => "125个";
        school "school" "学校": Option<School> = "所在学校", "the school it belongs to";
        superiors "superiors" "上级": Option<Superiors> = "上级组织", "the bodies above it";
    }

    Names "names" "名称" ("落款、标题、自称各用各的名称", "three names that may differ") {
        signature "signature" "署名": Text = "落款用的全称", "the full name that signs" => "青禾县第一小学工会委员会";
        title "title" "标题用名": Text = "标题里的名称", "the name in titles" => "青禾县第一小学工会";
        own "self" "自称": Option<Text> = "正文里的自称，如“我校工会”，默认“校工会”", "what the paper calls itself, such as 我校工会" => "我校工会" or "校工会", "校工会";
    }

    School "school" "学校" ("学校概况", "the school") {
        name "name" "校名": Text = "学校全称", "its full name" => "青禾县第一小学";
        kind "kind" "类型": Option<Text> = "如 公办小学", "such as 公办小学" => "公办小学";
        students "students" "学生": Option<Amount> ["人" "名" "位"] = "学生数", "number of students" => "1096人";
        classes "classes" "班级": Option<Amount> ["个" "个班" "班"] = "教学班数", "number of classes" => "24个";
    }

    Superiors "superiors" "上级" ("领导、指导、支持是三种不同的关系", "lead, guide and support are different relations") {
        lead "lead" "领导": Vec<Text> = "领导本会的组织，党组织在前", "the bodies that lead, the party first" => "校党支部";
        guide "guide" "指导": Vec<Text> = "指导本会的上级工会", "the unions above that guide" => "县教育工会";
        support "support" "支持": Vec<Text> = "给予支持的部门", "the offices that support" => "县教育局";
    }

    Former "former_name" "曾用名" ("改名以前的名称", "a name before a change") {
        name "name" "名称": Text = "曾用的全称", "the full name it bore" => "青禾县城关小学工会委员会";
        until "until" "用到": Option<Founded> = "用到何时", "until when" => "2021年";
    }

    Body "body" "单位" ("文中提到的另一个单位", "another body that is spoken of") {
        name "name" "名称": Text = "规范名称", "its proper name" => "青禾县第一中学";
        aliases "aliases" "别名": Vec<Text> = "文中也用的别名、简称、曾用名", "other names used for it" => "县一中";
        staff "staff" "教职工": Option<Amount> ["人" "名" "位"] = "该校教职工数，画各校图表用", "its staff, for a chart of the schools" => "182人";
        members "members" "会员": Option<Amount> ["人" "名" "位"] = "该校会员数，画各校图表用", "its members, for a chart of the schools" => "180人";
    }

    Member "person" "人员" ("文中提到的一个人", "a person who is spoken of") {
        name "name" "姓名": Text = "姓名", "the name" => "周宁";
        unit "unit" "单位": Option<Text> = "所在单位或教研组", "where he or she belongs" => "数学组";
        role "role" "职务": Option<Text> = "职务", "the post held" => "工会主席";
        aliases "aliases" "别名": Vec<Text> = "文中也用的称呼", "other forms of the name" => "周老师";
    }
}
