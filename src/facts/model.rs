//! The model: every record of a facts file, declared once with its keys in English and Chinese.

use crate::facts::amount::Amount;
use crate::facts::table::{Record, record};
use crate::facts::time::When;
use crate::facts::types::{ByName, Founded, Number, Participants, Percent, Short, Span, Step, Worded};
use crate::facts::value::{At, Level, Lines, Person, Progress, Prose, Role, Text, Tier};

/// Declares records that belong to an area of the paper: the fields that all of them share, then their own.
macro_rules! placed {
    ($( $name:ident $en:literal $zh:literal ($doc_zh:literal, $doc_en:literal) { $($rest:tt)* } )*) => {
        $(
            record! {
                $name $en $zh ($doc_zh, $doc_en) {
                    id "id" "编号": Option<Text> = "本文件内唯一的代号，供引用", "a name unique in this file, for references" => "tiaosheng";
                    area "area" "领域": Option<Text> = "所属工作领域的编号", "the id of the area it belongs to" => "wenti";
                    item "item" "条目": Option<Text> = "所属条目的编号", "the id of the item it belongs to" => "bisai";
                    when "when" "时间": Option<When> = "日期、月份、时段或场合", "a day, month, span or occasion" => "2025-05-20";
                    outside "outside" "跨期": Option<At<bool>> = "时间不在本期内而仍写入时填“是”", "yes where it is told though it lies outside the period" => "是";
                    purpose "purpose" "目的": Option<Prose> = "为了什么，原样印出（如“为丰富业余生活”）", "what it was for, in the author's words" => "为丰富教职工业余文化生活";
                    method "method" "做法": Option<Prose> = "怎么做的，原样印出", "how it was done, in the author's words" => "以工会小组为单位";
                    effect "effect" "成效": Option<Prose> = "成效，作者的话；工具从不代写", "the effect, in the author's words; never made up" => "增强了团队凝聚力";
                    verb "verb" "动词": Option<Text> = "替换工具所选的动词", "replaces the verb that the tool would choose" => "开展";
                    lead "lead" "引语": Option<Prose> = "放在句前的话", "words before the clause" => "在县教育工会指导下";
                    tail "tail" "补语": Option<Prose> = "放在句后的话", "words after the clause" => "并给参赛教职工发了纪念品";
                    text "text" "正文": Option<Prose> = "整句由作者自己写", "the whole clause in the author's words" => "工会小组长每学期向组员述职一次";
                    every "every" "频次": Option<Text> = "多久一次", "how often" => "每年一次";
                    photos "photos" "照片": Vec<Photo> = "照片", "photos";
                    $($rest)*
                }
            }
            impl Placed for $name {
                fn place(&self) -> Place<'_> {
                    Place {
                        id: self.id.as_ref(), area: self.area.as_ref(), item: self.item.as_ref(), when: self.when.as_ref(),
                        outside: self.outside.is_some_and(|flag| flag.value), purpose: self.purpose.as_ref(),
                        method: self.method.as_ref(), effect: self.effect.as_ref(), verb: self.verb.as_ref(),
                        lead: self.lead.as_ref(), tail: self.tail.as_ref(), text: self.text.as_ref(),
                        every: self.every.as_ref(), photos: &self.photos,
                    }
                }
            }
        )*
    };
}

/// What all records of an area share.
pub struct Place<'a> {
    pub id: Option<&'a Text>,
    pub area: Option<&'a Text>,
    pub item: Option<&'a Text>,
    pub when: Option<&'a When>,
    pub outside: bool,
    pub purpose: Option<&'a Prose>,
    pub method: Option<&'a Prose>,
    pub effect: Option<&'a Prose>,
    pub verb: Option<&'a Text>,
    pub lead: Option<&'a Prose>,
    pub tail: Option<&'a Prose>,
    pub text: Option<&'a Prose>,
    pub every: Option<&'a Text>,
    pub photos: &'a [Photo],
}

/// A record that belongs to an area of the paper.
pub trait Placed {
    /// Its shared fields.
    fn place(&self) -> Place<'_>;
}

record! {
    Facts "facts" "事实" ("一个单位一个时期的全部事实", "all facts of one body in one period") {
        include "include" "包含": Vec<Text> = "同一文件夹或其下的文件，合并进来读", "files of the same folder or below that are read as part of this one" => "活动.yaml";
        level "level" "层级": Option<At<Tier>> = "单位层级", "the level of the body" => "校";
        year "year" "年度": Option<Span> = "所写年度，如 2025 或 2024—2025学年", "the year told, such as 2025 or 2024—2025学年" => "2025";
        period "period" "时期": Option<Span> = "不是整年时写起止，如 2024-10 .. 2025-09", "start and end where it is not a year, such as 2024-10 .. 2025-09" => "2024-10 .. 2025-09";
        organisation "organisation" "单位": Organisation = "本单位", "the body that reports";
        documents "documents" "文件": ByName<Paper> = "各文种的日期、标题、主送等，以文种为键", "date, title, addressee of each kind of paper, by kind" => "year-end-summary";
        bodies "bodies" "单位名录": Vec<Body> = "文中提到的其他单位及其别名", "other bodies that are spoken of, and their aliases";
        people "people" "人员名录": Vec<Member> = "文中提到的人", "persons who are spoken of";
        staff "staff" "教职工": Option<Staff> = "教职工和会员人数", "numbers of staff and members";
        membership "membership" "会员与建会": Option<Membership> = "会员发展和建会，本期新增与累计分开写", "membership and founding of unions; new ones and the number to date apart";
        cadres "cadres" "工会干部": Option<Cadres> = "工会干部和工会小组", "union cadres and groups";
        rates "rates" "比率": Vec<StatedRate> = "别处没有栏目的比率，写明分母", "shares that have no field elsewhere, each with its base";
        areas "areas" "工作领域": Vec<Area> = "工作领域，依正文次序", "the areas of work in the order of the paper";
        activities "activities" "活动": Vec<Activity> = "各项活动", "activities";
        contests "contests" "竞赛": Vec<Activity> = "各项比赛", "contests";
        training "training" "学习培训": Vec<Training> = "学习、培训、讲座", "study, training, lectures";
        meetings "meetings" "会议": Vec<Meeting> = "各类会议", "meetings";
        congress "congress" "教代会": Vec<Congress> = "教代会、教职工大会、会员大会", "staff congresses and members' meetings";
        relief "relief" "慰问": Vec<Relief> = "送温暖和慰问", "relief and condolence";
        benefits "benefits" "福利": Vec<Benefit> = "体检、疗休养、生日、节日等会员福利", "benefits: medical exams, birthdays, festivals";
        honours "honours" "荣誉": Vec<Honour> = "所获荣誉", "honours received";
        regulations "regulations" "制度": Vec<Regulation> = "起草、修订、通过的制度", "regulations drafted, revised, adopted";
        openness "openness" "校务公开": Vec<Openness> = "校务公开", "school affairs made public";
        evaluations "evaluations" "民主评议": Vec<Evaluation> = "民主评议领导干部", "democratic evaluation of leaders";
        donations "donations" "捐款": Vec<Donation> = "募捐、捐款捐物", "donations collected";
        insurance "insurance" "互助保障": Vec<Insurance> = "互助保障和保险", "mutual aid and insurance";
        retired "retired" "离退休": Vec<RetireeWork> = "离退休教职工工作", "work for retirees";
        women "women" "女职工": Vec<WomenWork> = "女职工工作", "work for women";
        labour "labour" "劳动关系": Vec<Labour> = "集体合同、劳动争议调解", "collective contracts, mediation";
        inspections "inspections" "检查": Vec<Inspection> = "检查、考核、验收", "inspections and assessments";
        homes "homes" "职工之家": Vec<Home> = "各级职工之家，本期新增与累计分开写", "homes of the staff by level; new ones and the number to date apart";
        slogans "slogans" "提法": Vec<Slogan> = "一个中心、两个善于这样的提法及其成员", "announced sets such as 一个中心、两个善于, with their members";
        finance "finance" "经费": Option<Finance> = "经费收支", "income and expense";
        publicity "publicity" "宣传": Vec<Publicity> = "宣传报道", "publicity";
        problems "problems" "问题": Vec<Problem> = "存在的问题", "shortcomings";
        experience "experience" "体会": Vec<Prose> = "体会，依次列出", "points of experience in order" => "规矩定在前面，大家心里才踏实";
        next "next" "下一步": Vec<Prose> = "下一步打算，依次列出", "next steps in order" => "把师徒结对扩大到入职五年内的教师";
        plan "plan" "计划": Vec<PlanItem> = "工作计划的事项", "items of the work plan";
    }

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
        students "students" "学生": Option<Amount> ["人" "名"] = "学生数", "number of students" => "1096人";
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
    }

    Member "person" "人员" ("文中提到的一个人", "a person who is spoken of") {
        name "name" "姓名": Text = "姓名", "the name" => "周宁";
        unit "unit" "单位": Option<Text> = "所在单位或教研组", "where he or she belongs" => "数学组";
        role "role" "职务": Option<Text> = "职务", "the post held" => "工会主席";
        aliases "aliases" "别名": Vec<Text> = "文中也用的称呼", "other forms of the name" => "周老师";
    }

    Photo "photo" "照片" ("一张照片", "a photo") {
        file "file" "文件": Text = "图片文件，写相对本文件的路径", "the picture file, relative to this file" => "照片/跳绳.jpg";
        caption "caption" "说明": Option<Text> = "图片说明", "the caption" => "教职工跳绳比赛现场";
        alt "alt" "替代文字": Option<Text> = "给看不到图的读者的文字，默认同说明", "words for those who cannot see it; the caption by default" => "教职工在操场上跳绳" or "同说明", "the caption";
    }

    Membership "membership" "会员与建会" ("会员发展和建会", "membership and founding of unions") {
        staff "staff" "职工": Option<Amount> ["人" "名"] = "职工总数", "all staff" => "78人";
        members "members" "会员": Option<Amount> ["人" "名"] = "会员累计", "members to date" => "78人";
        new_members "new_members" "新会员": Option<Amount> ["人" "名"] = "本期新增会员", "members new in this period" => "3人";
        rate "rate" "入会率": Option<Percent> = "报出的入会率；不写则由工具算", "the rate as stated; computed where absent" => "100%";
        units "units" "单位": Option<Amount> ["个" "家" "所"] = "应建会单位数", "units that should have a union" => "125个";
        units_with_union "units_with_union" "已建会": Option<Amount> ["个" "家" "所"] = "已建会单位累计", "units with a union to date" => "124个";
        new_units "new_units" "新建会": Option<Amount> ["个" "家" "所"] = "本期新建会单位", "units whose union is new in this period" => "2个";
        unit_rate "unit_rate" "建会率": Option<Percent> = "报出的建会率；不写则由工具算", "the rate as stated; computed where absent" => "99.2%";
        unions "unions" "基层工会": Option<Amount> ["个" "家"] = "基层工会数", "number of base unions" => "124个";
        text "text" "正文": Option<Prose> = "整段由作者自己写", "the whole paragraph in the author's words" => "会员发展跟着入职走，新教师报到当月入会。";
    }

    Cadres "cadres" "工会干部" ("工会干部和工会小组", "union cadres and groups") {
        total "total" "总数": Option<Amount> ["人" "名"] = "工会干部总数", "all cadres" => "7人";
        full_time "full_time" "专职": Option<Amount> ["人" "名"] = "专职干部", "full-time" => "1人";
        part_time "part_time" "兼职": Option<Amount> ["人" "名"] = "兼职干部", "part-time" => "6人";
        women "women" "女": Option<Amount> ["人" "名"] = "女干部", "women" => "4人";
        ranks "ranks" "职级": ByName<Amount> ["人" "名"] = "各职级人数，职级为键", "numbers by rank, the rank as key" => "副科级: 2人";
        committee "committee" "委员": Option<Amount> ["人" "名"] = "工会委员", "members of the committee" => "7人";
        groups "groups" "工会小组": Option<Amount> ["个"] = "工会小组数", "union groups" => "8个";
        text "text" "正文": Option<Prose> = "整段由作者自己写", "the whole paragraph in the author's words" => "工会小组长由组员推选。";
    }

    StatedRate "rate" "比率" ("报出的一个比率，写明分母", "a share as stated, with its base") {
        id "id" "编号": Option<Text> = "代号，供引用", "a name for references" => "zaigang-peixun";
        name "name" "名称": Text = "比率的名称", "what it is called" => "在岗培训率";
        rate "rate" "比率": Percent = "报出的数", "the share as stated" => "96.5%";
        part "part" "分子": Option<Amount> = "分子", "the part" => "83人";
        whole "whole" "分母": Option<Amount> = "分母", "the whole" => "86人";
        of "of" "基数": Option<Text> = "分母是什么，或指向一个数", "what the base is, or a reference to a number" => "教职工.总数";
    }

    Paper "document" "文件" ("一种文件自己的内容，不属于年度事实", "what belongs to a paper, not to the year") {
        number "number" "文号": Option<Text> = "发文字号", "document number" => "青教工〔2025〕8号";
        secrecy "secrecy" "密级": Option<Text> = "密级和保密期限", "degree and time of secrecy" => "秘密★1年";
        urgency "urgency" "紧急程度": Option<Text> = "紧急程度", "urgency" => "加急";
        signer "signer" "签发人": Vec<Text> = "签发人，上行文用", "who signs a paper that goes upward" => "周宁";
        issuers "issuers" "联合署名": Vec<Text> = "与本会一同署名的单位", "bodies that sign the paper together with this one" => "青禾县第一小学女职工委员会";
        speaker "speaker" "报告人": Option<Text> = "作报告的人", "who gives the report" => "周宁";
        cc "cc" "抄送": Vec<Text> = "抄送机关", "copies go to" => "县总工会";
        printed_by "printed_by" "印发机关": Option<Text> = "印发机关", "the office that prints it" => "青禾县教育工会办公室";
        printed_on "printed_on" "印发日期": Option<When> = "印发日期，写到日", "the date of printing, to the day" => "2025-12-27";
        note "note" "附注": Option<Text> = "附注，如联系人和电话，不加括号", "a note such as whom to ask, without brackets" => "联系人：周宁";
        date "date" "日期": Option<When> = "成文日期，写到日", "the date of the paper, to the day" => "2025-12-26";
        to "to" "主送": Vec<Text> = "主送机关", "addressees" => "县教育工会";
        title "title" "标题": Option<Lines> = "标题；默认按文种拼成；换行处强制断行", "the title; made from the kind by default; a line break forces a break" => "青禾县第一小学工会2025年工作总结" or "按文种拼成", "made from the kind";
        guiding "guiding" "指导思想": Option<Prose> = "开头里的指导思想，如“围绕学校中心工作”", "the guiding words of the opening" => "围绕学校教育教学工作";
        opening "opening" "开头": Option<Prose> = "整段开头由作者自己写", "the whole opening in the author's words" => "2025年，我校工会在校党支部领导下开展工作。";
        transition "transition" "过渡": Option<Prose> = "承上启下的一句，如“现将全年工作总结如下：”", "the sentence that leads to the body" => "现将全年工作总结如下：";
        closing "closing" "结尾": Option<Prose> = "结尾段", "the closing paragraph" => "新的一年，我们将把教职工托付的事继续办好。";
        attachments "attachments" "附件": Vec<Text> = "附件名称", "names of attachments" => "2025年工会经费收支表";
    }

    Staff "staff" "教职工" ("教职工和会员", "staff and members") {
        total "total" "总数": Option<Amount> ["人" "名" "位"] = "在职教职工总数", "all staff" => "78人";
        women "women" "女": Option<Amount> ["人" "名" "位"] = "女教职工", "women" => "61人";
        men "men" "男": Option<Amount> ["人" "名" "位"] = "男教职工", "men" => "17人";
        teachers "teachers" "专任教师": Option<Amount> ["人" "名" "位"] = "专任教师", "teachers" => "72人";
        minority "minority" "少数民族": Option<Amount> ["人" "名" "位"] = "少数民族教职工", "ethnic minorities" => "3人";
        under_35 "under_35" "青年": Option<Amount> ["人" "名" "位"] = "35岁以下青年教职工", "staff under 35" => "22人";
        party "party" "党员": Option<Amount> ["人" "名" "位"] = "党员", "party members" => "26人";
        senior "senior" "高级职称": Option<Amount> ["人" "名" "位"] = "高级职称", "senior titles" => "15人";
        middle "middle" "中级职称": Option<Amount> ["人" "名" "位"] = "中级职称", "middle titles" => "38人";
        junior "junior" "初级职称": Option<Amount> ["人" "名" "位"] = "初级职称", "junior titles" => "19人";
        bachelor "bachelor" "本科": Option<Amount> ["人" "名" "位"] = "本科以上学历", "bachelor's degree or higher" => "70人";
        master "master" "研究生": Option<Amount> ["人" "名" "位"] = "研究生学历", "master's degree or higher" => "4人";
        over_50 "over_50" "五十岁以上": Option<Amount> ["人" "名" "位"] = "50岁以上教职工", "staff over 50" => "12人";
        others "others" "其他": ByName<Amount> ["人" "名" "位"] = "其他分类，名称为键", "further groups, the name as key" => "外聘: 6人";
        members "members" "会员": Option<Amount> ["人" "名" "位"] = "工会会员", "union members" => "78人";
        cadres "cadres" "工会干部": Option<Amount> ["人" "名" "位"] = "工会干部", "union cadres" => "7人";
        retirees "retirees" "退休": Option<Amount> ["人" "名" "位"] = "退休教职工，不计入总数", "retirees, not part of the total" => "34人";
    }

    Area "area" "领域" ("一个工作领域，即正文的一级标题", "an area of work: a heading of the first level") {
        id "id" "编号": Text = "记录用它归入本领域", "the name by which records belong here" => "wenti";
        title "title" "标题": Text = "标题，不写序号", "the heading, without a number" => "开展文体活动";
        text "text" "正文": Option<Prose> = "领域的导言或全文，作者自己写", "the author's own words on the area" => "工会把比赛排进教研活动，不另占教师的休息时间。";
        items "items" "条目": Vec<Entry> = "下一级条目", "the items below";
        order "order" "次序": Vec<Text> = "记录的先后，写编号；未列的按级别、日期、文件次序", "ids of records in the order wanted; the rest by level, date, place in the file" => "tiaosheng";
    }

    Entry "entry" "条目" ("领域之下的条目", "an item below an area") {
        id "id" "编号": Option<Text> = "记录用它归入本条目", "the name by which records belong here" => "bisai";
        title "title" "标题": Option<Text> = "标题，不写序号", "the heading, without a number" => "办好体育比赛";
        text "text" "正文": Option<Prose> = "作者自己的段落，可含引用；留空则由记录成文", "the author's paragraphs with references; left empty, records are phrased" => "全年办体育比赛三次，{{ tiaosheng }}。";
        lead "lead" "引语": Option<Prose> = "由记录成文时放在段首的话", "words before the phrased records" => "比赛以工会小组为单位。";
        tail "tail" "补语": Option<Prose> = "由记录成文时放在段末的话", "words after the phrased records" => "奖品由会员代表选定。";
        items "items" "条目": Vec<Entry> = "再下一级条目", "items below this one";
        order "order" "次序": Vec<Text> = "记录的先后，写编号", "ids of records in the order wanted" => "tiaosheng";
    }

    Named "person" "人员" ("人及其单位", "a person and the unit") {
        name "name" "姓名": Text = "姓名或集体名", "the name of a person or group" => "林晓禾";
        unit "unit" "单位": Option<Text> = "所在单位或教研组", "where he or she belongs" => "语文组";
    }

    Award "award" "奖项" ("一个奖级", "one rank of prizes") {
        rank "rank" "奖级": Text = "如 一等奖", "such as 一等奖" => "一等奖";
        winners "winners" "获奖者": Vec<Person> = "全部或部分获奖者", "all winners or some of them" => "林晓禾";
        count "count" "数量": Option<Amount> ["个" "名" "人" "项" "件" "队" "支" "节" "篇" "幅"] = "获奖总数；不写则为所列人数", "how many prizes; the winners listed where absent" => "3个" or "所列获奖者的人数", "the winners listed";
    }

    Follow "follow" "后续" ("活动之后的事，如代表县参加市赛", "what followed, such as the contest one level up") {
        own "for" "代表": Option<Text> = "代表谁", "whom they stood for" => "青禾县";
        title "title" "名称": Text = "赛事或活动名称", "the contest or event" => "市师德演讲比赛";
        when "when" "时间": Option<When> = "时间", "when" => "6月";
        outside "outside" "跨期": Option<At<bool>> = "时间不在本期内而仍写入时填“是”", "yes where it is told though it lies outside the period";
        awards "awards" "奖项": Vec<Award> = "所获奖项", "prizes won there";
    }

    Proposals "proposals" "提案" ("提案的征集与办理", "proposals collected and answered") {
        received "received" "征集": Option<Amount> ["件" "条" "份"] = "征集到的", "received" => "13件";
        filed "filed" "立案": Option<Amount> ["件" "条" "份"] = "立案的", "filed" => "10件";
        answered "answered" "办复": Option<Amount> ["件" "条" "份"] = "办复的", "answered" => "10件";
        rate "rate" "报出办复率": Option<Percent> = "报出的办复率，供核对；不写则由工具算", "the answer rate as stated, to be checked; computed where absent" => "100%";
    }

    Vote "vote" "表决" ("表决方式和结果", "how a vote was held and how it ended") {
        method "method" "方式": Option<Text> = "表决方式", "how" => "无记名投票";
        yes "yes" "赞成": Option<Amount> ["票" "人" "名"] = "赞成", "in favour" => "75票";
        no "no" "反对": Option<Amount> ["票" "人" "名"] = "反对", "against" => "0票";
        abstain "abstain" "弃权": Option<Amount> ["票" "人" "名"] = "弃权", "abstentions" => "0票";
        result "result" "结果": Option<Text> = "结果，作者的话", "the result, in the author's words" => "全票通过";
    }

    Outlet "outlet" "媒体" ("一家媒体及其篇数", "an outlet and its number of articles") {
        name "name" "名称": Text = "媒体名称", "its name" => "县教育信息网";
        articles "articles" "篇数": Option<Amount> ["篇" "条" "期"] = "刊发篇数", "how many articles" => "8篇";
    }

    Slogan "slogan" "提法" ("一组宣布了数目的提法", "an announced set") {
        id "id" "编号": Text = "代号，供引用", "a name for references" => "fangxiang";
        verb "verb" "动词": Option<Text> = "放在前面的动词", "the verb before it" => "围绕";
        title "title" "名称": Text = "名称，不加引号", "its name, without quotes" => "一个中心";
        count "count" "数目": Option<Number> = "宣布的数目；名称里写明的不必再写", "the announced number, where the name does not say it" => "1";
        members "members" "成员": Vec<Short<SloganMember>> = "成员，依次列出", "its members in order" => "以服务教职工为中心";
    }

    SloganMember "slogan_member" "成员" ("一组提法的一个成员", "a member of an announced set") {
        title "title" "名称": Text = "成员的话", "the member's words" => "以服务教职工为中心";
        verb "verb" "动词": Option<Text> = "放在前面的动词", "the verb before it" => "坚持";
        lead "lead" "引语": Option<Prose> = "成员的引导句", "its leading sentence" => "服务要落到小事上";
        text "text" "正文": Option<Prose> = "成员的整段", "its whole paragraph" => "教职工有难处，工会小组长先上门。";
        count "count" "数目": Option<Number> = "自己又是一组时宣布的数目", "the announced number where it is a set itself" => "2";
        members "members" "成员": Vec<Short<SloganMember>> = "自己又是一组时的成员", "its members where it is a set itself" => "办事公开";
    }

    PlanItem "plan_item" "计划事项" ("工作计划的一项", "an item of the work plan") {
        id "id" "编号": Text = "代号，多年不变", "a name that stays the same" => "tiaosheng";
        area "area" "领域": Option<Text> = "所属工作领域的编号", "the id of the area it belongs to" => "wenti";
        item "item" "条目": Option<Text> = "所属条目的编号", "the id of the item it belongs to" => "bisai";
        title "title" "事项": Text = "做什么", "what is to be done" => "第八届教职工跳绳比赛";
        when "when" "时间": Option<When> = "日期、月份或半年；可在下一期之内", "a day, month or half-year; may lie in the next period" => "4月";
        outside "outside" "跨期": Option<At<bool>> = "时间不在本期内而仍写入时填“是”", "yes where it is told though it lies outside the period";
        goal "goal" "目标": Option<Prose> = "目标", "the goal" => "人人参加";
        measure "measure" "措施": Option<Prose> = "措施", "the measure" => "以工会小组为单位组队";
        target "target" "指标": Option<Amount> = "指标", "the target figure" => "120人";
        owner "owner" "责任人": Option<Text> = "由谁负责", "who is in charge" => "文体委员";
        every "every" "频次": Option<Text> = "多久一次", "how often" => "每两年一次";
        continues "continues" "承接": Option<Text> = "承接上期哪一项，写其编号", "the id of the item of the period before that it continues" => "tiaosheng";
        status "status" "进展": Option<At<Progress>> = "做到哪一步", "how far it has come" => "部分完成";
    }

    Finance "finance" "经费" ("经费收支；合计、占比、结余由工具算出", "income and expense; totals, shares and balance are computed") {
        income "income" "收入": Vec<Line> = "各项收入", "lines of income";
        income_total "income_total" "收入合计": Option<Amount> ["元"] = "报出的合计，供核对；不写则由工具算", "the total as stated, to be checked; computed where absent" => "13.09万元";
        expense "expense" "支出": Vec<Line> = "各项支出", "lines of expense";
        expense_total "expense_total" "支出合计": Option<Amount> ["元"] = "报出的合计，供核对；不写则由工具算", "the total as stated, to be checked; computed where absent" => "12.58万元";
        balance "left" "报出结余": Option<Amount> ["元"] = "报出的结余，供核对；不写则由工具算", "the balance as stated, to be checked; computed where absent" => "2.66万元";
        budget "budget" "预算": Vec<Line> = "支出预算，科目与支出相同", "budgeted expense, with the lines of expense";
        carried "carried" "上年结转": Option<Amount> ["元"] = "上年结转", "carried over from last year" => "2.15万元";
        text "text" "正文": Option<Prose> = "整段由作者自己写", "the whole paragraph in the author's words" => "经费收支每半年在公开栏公布一次。";
        audit "audit" "审计": Option<Prose> = "审计或审查结果，作者的话", "the result of the audit, in the author's words" => "经费审查委员会每半年审查一次账目，未发现违规支出";
    }

    Line "line" "科目" ("一项收入或支出", "a line of income or expense") {
        item "item" "科目": Text = "科目名称", "its name" => "文体活动支出";
        amount "amount" "金额": Amount ["元"] = "金额", "the amount" => "1.68万元";
        share "share" "报出占比": Option<Percent> = "报出的占比，供核对；不写则由工具算", "the share as stated, to be checked; computed where absent" => "38.5%";
    }

    Problem "problem" "问题" ("存在的问题和对策", "a shortcoming and its remedy") {
        id "id" "编号": Option<Text> = "代号", "a name for references" => "wenti-shetuan";
        text "text" "问题": Prose = "问题，作者的话", "the shortcoming, in the author's words" => "社团活动时间没有保证";
        since "since" "始于": Option<Founded> = "从何时起", "since when" => "2023年";
        cause "cause" "原因": Option<Prose> = "原因，作者的话", "the cause, in the author's words" => "临近期末课时紧";
        remedy "remedy" "对策": Option<Prose> = "对策，作者的话", "the remedy, in the author's words" => "把周五课后固定为社团时间";
    }
}

placed! {
    Activity "activity" "活动" ("活动或比赛", "an activity or contest") {
        role "role" "角色": Option<At<Role>> = "本会的角色，默认主办", "our part; host by default" or "主办", "主办";
        title "title" "名称": Text = "名称，不写届次和主题", "its name, without ordinal and theme" => "教职工跳绳比赛";
        theme "theme" "主题": Option<Text> = "主题，不加引号", "the theme, without quotes" => "与学生共读一本书";
        ordinal "ordinal" "届次": Option<Number> = "第几届", "which time it is held";
        series "series" "系列": Option<Text> = "历年同一活动的代号", "the same event in other years" => "tiaosheng";
        host "host" "主办单位": Option<Text> = "由谁主办（非本会主办时）", "who hosts it where we do not" => "县教育工会";
        partners "partners" "合作单位": Vec<Text> = "联合、协办单位", "partners" => "县图书馆";
        subject "subject" "参加者": Option<Text> = "谁参加，如 女教职工", "who took part, such as 女教职工" => "女教职工";
        place "place" "地点": Option<Text> = "地点", "where" => "学校操场";
        participants "participants" "参加": Option<Participants> = "参加人数或队数，如 9支队伍118人", "how many took part, such as 9支队伍118人" => "9支队伍118人";
        entries "entries" "作品": Option<Amount> ["件" "篇" "幅" "节" "份" "个" "项"] = "参赛作品数", "entries" => "31篇";
        organiser "organiser" "承办单位": Option<Text> = "由谁承办（非本会承办时）", "who organises it where we do not" => "县教师发展中心";
        field "field" "参赛规模": Option<Amount> ["支" "支队伍" "队" "个" "人" "名" "个单位" "个代表队"] = "同场的队数或人数", "how many teams or persons competed" => "16支队伍";
        rank "rank" "名次": Option<Text> = "团体名次，如 团体第二名", "the place won, such as 团体第二名" => "团体第二名";
        prizes "prizes" "奖项总数": Option<Amount> ["个" "名" "人" "项" "件" "队" "支" "节" "篇" "幅"] = "报出的奖项总数，供核对", "the number of prizes as stated, to be checked" => "12个";
        awards "awards" "奖项": Vec<Award> = "奖项", "prizes";
        then "then" "后续": Vec<Follow> = "之后的赛事", "what followed";
    }

    Training "training" "学习培训" ("学习、培训、讲座", "study, training or a lecture") {
        title "title" "内容": Text = "学习或培训的名称", "what was studied" => "师德专题学习";
        theme "theme" "主题": Option<Text> = "主题，不加引号", "the theme, without quotes" => "与压力相处";
        host "host" "主办单位": Option<Text> = "由谁主办（非本会主办时）", "who holds it where we do not" => "县教师发展中心";
        documents "documents" "学习文件": Vec<Text> = "学习的文件，不加书名号", "documents studied, without book marks" => "中华人民共和国教师法";
        speaker "speaker" "主讲": Option<Text> = "主讲人", "the speaker" => "语文组杜衡";
        subject "subject" "参加者": Option<Text> = "谁参加", "who took part" => "青年教师";
        sessions "sessions" "场次": Option<Amount> ["次" "场" "期" "讲"] = "次数", "how many sessions" => "4次";
        attendance "attendance" "参加人次": Option<Amount> ["人次" "人" "名"] = "参加人次", "attendance" => "290人次";
        place "place" "地点": Option<Text> = "地点", "where" => "学校会议室";
    }

    Meeting "meeting" "会议" ("会议", "a meeting") {
        title "title" "名称": Text = "会议名称", "its name" => "工会委员会会议";
        sessions "sessions" "次数": Option<Amount> ["次" "场"] = "开了几次", "how many times" => "9次";
        attendance "attendance" "参加人次": Option<Amount> ["人次" "人" "名"] = "参加人次", "attendance" => "63人次";
        agenda "agenda" "议程": Vec<Step> = "议程，如 {研究: 年度计划}", "the agenda, such as {研究: 年度计划}" => "研究: 年度计划";
        resolutions "resolutions" "决议": Vec<Text> = "形成的决议或制度", "resolutions" => "会员慰问实施细则";
    }

    Congress "congress" "教代会" ("教代会、教职工大会、会员大会", "a staff congress or members' meeting") {
        kind "kind" "类型": Text = "教职工代表大会、教职工大会、会员大会", "教职工代表大会, 教职工大会 or 会员大会" => "教职工大会";
        session "session" "届次": Option<Text> = "如 七届二次", "such as 七届二次" => "七届二次";
        due "due" "应到": Option<Amount> ["人" "名"] = "应到代表", "delegates due" => "78人";
        present "present" "实到": Option<Amount> ["人" "名"] = "实到代表", "delegates present" => "75人";
        leave "leave" "请假": Option<Amount> ["人" "名"] = "请假代表；不写则由工具算", "delegates on leave; computed where absent" => "3人";
        rate "rate" "出席率": Option<Percent> = "报出的出席率；不写则由工具算", "the attendance as stated; computed where absent" => "96.2%";
        observers "observers" "列席": Option<Amount> ["人" "名"] = "列席人员", "observers" => "5人";
        vote "vote" "表决": Option<Vote> = "表决方式和结果", "the vote";
        agenda "agenda" "议程": Vec<Step> = "议程，如 {听取: 学校工作报告}", "the agenda, such as {听取: 学校工作报告}" => "听取: 学校工作报告";
        proposals "proposals" "提案": Option<Proposals> = "提案", "proposals";
        resolutions "resolutions" "决议": Vec<Text> = "通过的决议或制度", "resolutions" => "教职工考勤管理办法";
    }

    Relief "relief" "慰问" ("送温暖和慰问", "relief and condolence") {
        way "way" "方式": Option<Text> = "如 走访慰问、看望；默认慰问", "how, such as 走访慰问; 慰问 by default" => "走访慰问" or "慰问", "慰问";
        who "who" "对象": Text = "慰问谁，如 困难教职工", "whom, such as 困难教职工" => "困难教职工";
        persons "persons" "人数": Option<Amount> ["人" "名" "位" "人次"] = "人数", "persons" => "5人";
        households "households" "户数": Option<Amount> ["户"] = "户数", "households" => "5户";
        amount "amount" "金额": Option<Amount> ["元"] = "慰问金", "money given" => "6000元";
        goods "goods" "物品": Option<Text> = "慰问品", "goods given" => "慰问信";
        fund "fund" "款项": Option<Text> = "款项名称，默认慰问金，如 助学金", "what the money is called; 慰问金 by default, such as 助学金" => "助学金" or "慰问金", "慰问金";
        giver "giver" "出资": Option<Text> = "钱物由谁出", "who gave it" => "县教育工会";
        received "received" "受助": Option<At<bool>> = "本会教职工受上级慰问时填“是”", "yes where our own staff was helped by a body above" => "是";
    }

    Benefit "benefit" "福利" ("会员福利", "a benefit for members") {
        kind "kind" "项目": Text = "如 体检、生日慰问", "such as 体检" => "体检";
        persons "persons" "人数": Option<Amount> ["人" "名" "人次"] = "享受人数", "persons covered" => "76人";
        base "of" "基数": Option<Text> = "覆盖面的分母，如 教职工.总数", "what the coverage is measured against, such as staff.total" => "教职工.总数";
        rate "rate" "报出覆盖率": Option<Percent> = "报出的覆盖率，供核对；不写则由工具算", "the coverage as stated; computed where absent" => "97.4%";
        amount "amount" "金额": Option<Amount> ["元"] = "总金额", "money spent" => "6.08万元";
        each "each" "人均": Option<Amount> ["元"] = "每人标准", "money a person" => "800元";
        place "place" "地点": Option<Text> = "地点", "where" => "县人民医院";
    }

    Honour "honour" "荣誉" ("荣誉", "an honour") {
        title "title" "名称": Text = "荣誉名称，不加引号", "the title, without quotes" => "模范职工之家";
        rank "rank" "级别": Option<At<Level>> = "授予级别", "the level that grants it";
        to "to" "获得者": Vec<Person> = "本会写 organisation 或 本会；个人写姓名", "`organisation` for the body itself, or names" => "本会";
        by "by" "授予单位": Option<Text> = "授予单位", "who granted it" => "县总工会";
        count "count" "数量": Option<Amount> ["人" "名" "个" "项"] = "获得者总数；不写则为所列人数", "how many were granted; those listed where absent" => "2人" or "所列获得者的人数", "those listed";
        ordinal "ordinal" "届次": Option<Number> = "第几次或第几届", "which time" => "3";
        status "status" "状态": Option<Text> = "默认授予；复查的写 通过复检", "granted by default; 通过复检 where it was confirmed" => "通过复检" or "授予", "授予";
        selection "selection" "评选": Option<Text> = "在哪次评选中获得", "the selection it came from" => "全县教育系统评先选优";
    }

    Publicity "publicity" "宣传" ("宣传报道", "publicity") {
        outlets "outlets" "媒体": Vec<Short<Outlet>> = "刊发媒体，可各写篇数", "outlets, each with a number if it is known" => "县教育信息网";
        articles "articles" "篇数": Option<Amount> ["篇" "条" "期"] = "篇数；多家媒体共用一个总数", "how many articles, one total for all outlets" => "近20篇";
        topic "topic" "内容": Option<Text> = "报道内容", "what they were about" => "读书节和送温暖";
        site "site" "网站": Option<Text> = "自办网站或公众号", "the union's own site" => "学校公众号“工会之窗”";
        bulletins "bulletins" "简报": Option<Amount> ["期"] = "自办简报期数", "issues of the union's own bulletin" => "12期";
        rank "rank" "排名": Option<Text> = "宣传工作排名", "the rank in publicity" => "全县第三名";
    }

    Regulation "regulation" "制度" ("一项制度", "a regulation") {
        title "title" "名称": Text = "名称，书名号可省", "its title; book marks may be left out" => "教职工考勤制度";
        action "action" "办理": Option<Text> = "起草、修订、通过、出台；默认制定", "what was done with it; 制定 by default" => "修订" or "制定", "制定";
        by "by" "由谁": Option<Text> = "由谁制定或通过", "by whom" => "教职工大会";
    }

    Openness "openness" "校务公开" ("校务公开", "school affairs made public") {
        items "items" "事项": Vec<Text> = "公开的事项", "what was made public" => "绩效工资分配";
        channels "channels" "渠道": Vec<Text> = "公开的渠道", "where" => "公开栏";
        notices "notices" "公示": Option<Amount> ["次" "条" "期" "项"] = "公示次数", "notices posted" => "41项";
        schools "schools" "学校": Option<Amount> ["所" "个"] = "受评学校数", "schools assessed" => "40所";
        passed "passed" "达标": Option<Amount> ["所" "个"] = "达标学校数", "schools that passed" => "37所";
        rate "rate" "达标率": Option<Percent> = "报出的达标率；不写则由工具算", "the share as stated; computed where absent" => "92.5%";
    }

    Evaluation "evaluation" "民主评议" ("民主评议领导干部", "democratic evaluation of leaders") {
        object "object" "对象": Text = "评议谁", "who was evaluated" => "学校领导班子";
        voters "voters" "参评": Option<Amount> ["人" "名"] = "参加评议的人数", "how many took part" => "76人";
        satisfied "satisfied" "满意": Option<Amount> ["人" "名" "票"] = "评为满意的", "how many were satisfied" => "74人";
        rate "rate" "满意率": Option<Percent> = "报出的满意率；不写则由工具算", "the share as stated; computed where absent" => "97.4%";
        result "result" "结果": Option<Text> = "结果，作者的话", "the result, in the author's words" => "领导班子评议等次为优秀";
        appointments "appointments" "任用": Option<Text> = "据此任用", "appointments that followed" => "据此续聘中层干部5人";
    }

    Donation "donation" "捐款" ("一次募捐或捐款", "a donation") {
        cause "cause" "事由": Text = "为什么捐", "what for" => "慈善一日捐";
        persons "persons" "人数": Option<Amount> ["人" "名" "人次"] = "捐款人数", "how many gave" => "78人";
        amount "amount" "金额": Option<Amount> ["元"] = "捐款金额", "money collected" => "5460元";
        goods "goods" "物品": Option<Text> = "捐赠物品", "goods given" => "图书210册";
        receiver "receiver" "受捐": Option<Text> = "捐给谁", "who received it" => "县慈善总会";
    }

    Insurance "insurance" "互助保障" ("一项互助保障或保险", "a mutual aid or insurance") {
        product "product" "名称": Text = "保障计划或险种", "the product" => "在职职工住院医疗互助保障";
        persons "persons" "参保": Option<Amount> ["人" "名" "人次"] = "参保人数", "persons covered" => "78人";
        base "of" "基数": Option<Text> = "参保率的分母", "what the coverage is measured against" => "教职工.总数";
        rate "rate" "参保率": Option<Percent> = "报出的参保率；不写则由工具算", "the coverage as stated; computed where absent" => "100%";
        amount "amount" "保费": Option<Amount> ["元"] = "缴纳保费", "premium paid" => "7800元";
        claims "claims" "理赔": Option<Amount> ["人次" "人" "名" "件" "笔"] = "理赔人次", "claims paid" => "4人次";
        paid "paid" "理赔金额": Option<Amount> ["元"] = "理赔金额", "money paid out" => "6200元";
    }

    RetireeWork "retiree_work" "离退休" ("离退休教职工工作", "work for retirees") {
        title "title" "内容": Text = "做了什么", "what was done" => "重阳节座谈会";
        sessions "sessions" "次数": Option<Amount> ["次" "场"] = "次数", "how many times" => "2次";
        persons "persons" "人数": Option<Amount> ["人" "名" "位" "人次"] = "人数", "persons" => "34人";
        amount "amount" "金额": Option<Amount> ["元"] = "支出金额", "money spent" => "3400元";
        place "place" "地点": Option<Text> = "地点", "where" => "教工之家";
    }

    WomenWork "women_work" "女职工" ("女职工工作", "work for women") {
        title "title" "内容": Text = "做了什么", "what was done" => "女职工权益保护专项集体合同宣讲";
        persons "persons" "人数": Option<Amount> ["人" "名" "人次"] = "人数", "persons" => "61人";
        sessions "sessions" "次数": Option<Amount> ["次" "场"] = "次数", "how many times" => "2次";
        measures "measures" "保护措施": Vec<Text> = "特殊保护措施", "measures of protection" => "设立爱心母婴室";
        amount "amount" "金额": Option<Amount> ["元"] = "支出金额", "money spent" => "1200元";
    }

    Labour "labour" "劳动关系" ("集体合同、劳动争议调解", "collective contracts, mediation") {
        title "title" "内容": Text = "做了什么", "what was done" => "劳动争议调解";
        contracts "contracts" "合同": Option<Amount> ["份"] = "签订合同份数", "contracts signed" => "1份";
        persons "persons" "覆盖": Option<Amount> ["人" "名"] = "覆盖职工人数", "persons covered" => "78人";
        base "of" "基数": Option<Text> = "签订率的分母", "what the coverage is measured against" => "教职工.总数";
        rate "rate" "签订率": Option<Percent> = "报出的签订率；不写则由工具算", "the share as stated; computed where absent" => "100%";
        cases "cases" "案件": Option<Amount> ["件" "起"] = "受理争议", "cases taken" => "5件";
        solved "solved" "调解成功": Option<Amount> ["件" "起"] = "调解成功", "cases solved" => "5件";
        solved_rate "solved_rate" "成功率": Option<Percent> = "报出的成功率；不写则由工具算", "the share as stated; computed where absent" => "100%";
    }

    Inspection "inspection" "检查" ("一次检查、考核或验收", "an inspection or assessment") {
        object "object" "对象": Text = "检查什么", "what was inspected" => "工会经费使用情况";
        inspector "inspector" "检查单位": Option<Text> = "由谁检查；不写为本会", "who inspected; this body where absent" => "县总工会经审委" or "本会", "this body";
        items "items" "内容": Vec<Text> = "检查的内容", "what was looked at" => "账务处理";
        sessions "sessions" "次数": Option<Amount> ["次"] = "次数", "how many times" => "4次";
        units "units" "受检": Option<Amount> ["个" "所" "家" "项"] = "受检单位或项目数", "units or items inspected" => "20个";
        passed "passed" "合格": Option<Amount> ["个" "所" "家" "项"] = "合格数", "how many passed" => "19个";
        rate "rate" "合格率": Option<Percent> = "报出的合格率；不写则由工具算", "the share as stated; computed where absent" => "95%";
        result "result" "结果": Option<Text> = "结果，作者的话", "the result, in the author's words" => "评定为优秀等次";
    }

    Home "home" "职工之家" ("一级职工之家的数目", "homes of the staff of one level") {
        title "title" "名称": Text = "名称", "its name" => "模范职工之家";
        rank "rank" "级别": Option<At<Level>> = "命名级别", "the level that named it" => "县级";
        new "new" "新增": Option<Amount> ["个" "家"] = "本期新增", "new in this period" => "2个";
        total "total" "累计": Option<Amount> ["个" "家"] = "累计", "the number to date" => "15个";
        base "of" "基数": Option<Text> = "占多少的分母", "what the number is measured against" => "单位.下属工会";
        rate "rate" "占比": Option<Percent> = "报出的占比；不写则由工具算", "the share as stated; computed where absent" => "12%";
    }
}

/// The word for the body itself among the holders of an honour.
pub const OWN: [&str; 2] = ["organisation", "本会"];

/// Declares the records of areas: where each stands in the facts.
macro_rules! entered {
    ($( $name:ident $($list:ident)+ ; )*) => {
        /// A record of an area, whatever its kind.
        #[derive(Clone, Copy)]
        pub enum Entered<'a> {
            $( $name(&'a $name), )*
        }

        impl<'a> Entered<'a> {
            /// The shared fields.
            pub fn place(self) -> Place<'a> {
                match self {
                    $( Entered::$name(record) => record.place(), )*
                }
            }

            /// The record as references see it.
            pub fn record(self) -> &'a dyn Record {
                match self {
                    $( Entered::$name(record) => record, )*
                }
            }
        }

        impl Facts {
            /// All records that belong to areas, in the order of the file.
            pub fn placed(&self) -> Vec<Entered<'_>> {
                let mut all: Vec<Entered<'_>> = Vec::new();
                $( $( all.extend(self.$list.iter().map(Entered::$name)); )+ )*
                all.sort_by_cached_key(|record| record.record().origin());
                all
            }

            /// The first record of an area that is wanted, kind by kind; cheaper than going through all of them in order.
            pub fn entered(&self, wanted: impl Fn(Entered<'_>) -> bool) -> Option<Entered<'_>> {
                $( $(
                    let mut list = self.$list.iter().map(Entered::$name);
                    if let Some(found) = list.find(|record| wanted(*record)) {
                        return Some(found);
                    }
                )+ )*
                None
            }
        }
    };
}

entered! {
    Activity activities contests;
    Training training;
    Meeting meetings;
    Congress congress;
    Relief relief;
    Benefit benefits;
    Honour honours;
    Publicity publicity;
    Regulation regulations;
    Openness openness;
    Evaluation evaluations;
    Donation donations;
    Insurance insurance;
    RetireeWork retired;
    WomenWork women;
    Labour labour;
    Inspection inspections;
    Home homes;
}

impl<'a> Entered<'a> {
    /// Its id, if the author gave it one.
    pub fn id(self) -> Option<&'a Text> {
        self.place().id
    }

    /// Its rank, where records of this kind have one.
    pub fn level(self) -> Option<Level> {
        match self {
            Entered::Honour(record) => record.rank.map(|rank| rank.value),
            Entered::Home(record) => record.rank.map(|rank| rank.value),
            _ => None,
        }
    }
}

impl Worded for Outlet {
    fn word(name: Text) -> Self {
        Self { origin: name.origin, name, articles: None }
    }
}

impl Worded for SloganMember {
    fn word(title: Text) -> Self {
        Self { origin: title.origin, title, verb: None, lead: None, text: None, count: None, members: Vec::new() }
    }
}
