//! The model: every record of a facts file, declared once with its keys in English and Chinese.

use crate::facts::amount::Amount;
use crate::facts::table::{Record, record};
use crate::facts::time::When;
use crate::facts::types::{ByName, Number, Participants, Span, Step};
use crate::facts::value::{At, Level, Lines, Person, Prose, Role, Text};

/// Declares records that belong to an area of the paper: the fields that all of them share, then their own.
macro_rules! placed {
    ($( $name:ident $en:literal $zh:literal ($doc_zh:literal, $doc_en:literal) { $($rest:tt)* } )*) => {
        $(
            record! {
                $name $en $zh ($doc_zh, $doc_en) {
                    id "id" "编号": Option<Text> = "本文件内唯一的代号，供引用", "a name unique in this file, for references";
                    area "area" "领域": Option<Text> = "所属工作领域的编号", "the id of the area it belongs to";
                    item "item" "条目": Option<Text> = "所属条目的编号", "the id of the item it belongs to";
                    when "when" "时间": Option<When> = "日期、月份、时段或场合", "a day, month, span or occasion";
                    outside "outside" "跨期": Option<At<bool>> = "时间不在本期内而仍写入时填“是”", "yes where it is told though it lies outside the period";
                    purpose "purpose" "目的": Option<Prose> = "为了什么，原样印出（如“为丰富业余生活”）", "what it was for, in the author's words";
                    method "method" "做法": Option<Prose> = "怎么做的，原样印出", "how it was done, in the author's words";
                    effect "effect" "成效": Option<Prose> = "成效，作者的话；工具从不代写", "the effect, in the author's words; never made up";
                    verb "verb" "动词": Option<Text> = "替换工具所选的动词", "replaces the verb that the tool would choose";
                    lead "lead" "引语": Option<Prose> = "放在句前的话", "words before the clause";
                    tail "tail" "补语": Option<Prose> = "放在句后的话", "words after the clause";
                    text "text" "正文": Option<Prose> = "整句由作者自己写", "the whole clause in the author's words";
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
}

/// A record that belongs to an area of the paper.
pub trait Placed {
    /// Its shared fields.
    fn place(&self) -> Place<'_>;
}

record! {
    Facts "facts" "事实" ("一个单位一个时期的全部事实", "all facts of one body in one period") {
        level "level" "层级": Option<At<Level>> = "单位层级：校、县、市", "the level of the body: school, district, city";
        year "year" "年度": Option<Span> = "所写年度，如 2025 或 2024—2025学年", "the year told, such as 2025 or 2024—2025学年";
        period "period" "时期": Option<Span> = "不是整年时写起止，如 2024-10 .. 2025-09", "start and end where it is not a year, such as 2024-10 .. 2025-09";
        organisation "organisation" "单位": Organisation = "本单位", "the body that reports";
        documents "documents" "文件": ByName<Paper> = "各文种的日期、标题、主送等，以文种为键", "date, title, addressee of each kind of paper, by kind";
        staff "staff" "教职工": Option<Staff> = "教职工和会员人数", "numbers of staff and members";
        areas "areas" "工作领域": Vec<Area> = "工作领域，依正文次序", "the areas of work in the order of the paper";
        activities "activities" "活动": Vec<Activity> = "各项活动", "activities";
        contests "contests" "竞赛": Vec<Activity> = "各项比赛", "contests";
        training "training" "学习培训": Vec<Training> = "学习、培训、讲座", "study, training, lectures";
        meetings "meetings" "会议": Vec<Meeting> = "各类会议", "meetings";
        congress "congress" "教代会": Vec<Congress> = "教代会、教职工大会、会员大会", "staff congresses and members' meetings";
        relief "relief" "慰问": Vec<Relief> = "送温暖和慰问", "relief and condolence";
        benefits "benefits" "福利": Vec<Benefit> = "体检、疗休养、生日、节日等会员福利", "benefits: medical exams, birthdays, festivals";
        honours "honours" "荣誉": Vec<Honour> = "所获荣誉", "honours received";
        finance "finance" "经费": Option<Finance> = "经费收支", "income and expense";
        publicity "publicity" "宣传": Vec<Publicity> = "宣传报道", "publicity";
        problems "problems" "问题": Vec<Problem> = "存在的问题", "shortcomings";
        experience "experience" "体会": Vec<Prose> = "体会，依次列出", "points of experience in order";
        next "next" "下一步": Vec<Prose> = "下一步打算，依次列出", "next steps in order";
    }

    Organisation "organisation" "单位" ("单位及其名称", "the body and its names") {
        id "id" "编号": Text = "多年不变的代号", "a name that stays the same over the years";
        names "names" "名称": Names = "三种用名", "its three names";
        aliases "aliases" "别名": Vec<Text> = "别名和曾用名", "other and former names";
        school "school" "学校": Option<School> = "所在学校", "the school it belongs to";
        superiors "superiors" "上级": Option<Superiors> = "上级组织", "the bodies above it";
    }

    Names "names" "名称" ("落款、标题、自称各用各的名称", "three names that may differ") {
        signature "signature" "署名": Text = "落款用的全称", "the full name that signs";
        title "title" "标题用名": Text = "标题里的名称", "the name in titles";
        own "self" "自称": Option<Text> = "正文里的自称，如“我校工会”，默认“校工会”", "what the paper calls itself, such as 我校工会";
    }

    School "school" "学校" ("学校概况", "the school") {
        name "name" "校名": Text = "学校全称", "its full name";
        kind "kind" "类型": Option<Text> = "如 公办小学", "such as 公办小学";
        students "students" "学生": Option<Amount> ["人" "名"] = "学生数", "number of students";
        classes "classes" "班级": Option<Amount> ["个" "个班" "班"] = "教学班数", "number of classes";
    }

    Superiors "superiors" "上级" ("领导、指导、支持是三种不同的关系", "lead, guide and support are different relations") {
        lead "lead" "领导": Vec<Text> = "领导本会的组织，党组织在前", "the bodies that lead, the party first";
        guide "guide" "指导": Vec<Text> = "指导本会的上级工会", "the unions above that guide";
        support "support" "支持": Vec<Text> = "给予支持的部门", "the offices that support";
    }

    Paper "document" "文件" ("一种文件自己的内容，不属于年度事实", "what belongs to a paper, not to the year") {
        number "number" "文号": Option<Text> = "发文字号", "document number";
        date "date" "日期": Option<When> = "成文日期，写到日", "the date of the paper, to the day";
        to "to" "主送": Vec<Text> = "主送机关", "addressees";
        title "title" "标题": Option<Lines> = "标题；默认按文种拼成；换行处强制断行", "the title; made from the kind by default; a line break forces a break";
        guiding "guiding" "指导思想": Option<Prose> = "开头里的指导思想，如“围绕学校中心工作”", "the guiding words of the opening";
        opening "opening" "开头": Option<Prose> = "整段开头由作者自己写", "the whole opening in the author's words";
        transition "transition" "过渡": Option<Prose> = "承上启下的一句，如“现将全年工作总结如下：”", "the sentence that leads to the body";
        closing "closing" "结尾": Option<Prose> = "结尾段", "the closing paragraph";
        attachments "attachments" "附件": Vec<Text> = "附件名称", "names of attachments";
    }

    Staff "staff" "教职工" ("教职工和会员", "staff and members") {
        total "total" "总数": Option<Amount> ["人" "名" "位"] = "在职教职工总数", "all staff";
        women "women" "女": Option<Amount> ["人" "名" "位"] = "女教职工", "women";
        minority "minority" "少数民族": Option<Amount> ["人" "名" "位"] = "少数民族教职工", "ethnic minorities";
        under_35 "under_35" "青年": Option<Amount> ["人" "名" "位"] = "35岁以下青年教职工", "staff under 35";
        party "party" "党员": Option<Amount> ["人" "名" "位"] = "党员", "party members";
        senior "senior" "高级职称": Option<Amount> ["人" "名" "位"] = "高级职称", "senior titles";
        bachelor "bachelor" "本科": Option<Amount> ["人" "名" "位"] = "本科以上学历", "bachelor's degree or higher";
        members "members" "会员": Option<Amount> ["人" "名" "位"] = "工会会员", "union members";
        cadres "cadres" "工会干部": Option<Amount> ["人" "名" "位"] = "工会干部", "union cadres";
        retirees "retirees" "退休": Option<Amount> ["人" "名" "位"] = "退休教职工，不计入总数", "retirees, not part of the total";
    }

    Area "area" "领域" ("一个工作领域，即正文的一级标题", "an area of work: a heading of the first level") {
        id "id" "编号": Text = "记录用它归入本领域", "the name by which records belong here";
        title "title" "标题": Text = "标题，不写序号", "the heading, without a number";
        text "text" "正文": Option<Prose> = "领域的导言或全文，作者自己写", "the author's own words on the area";
        items "items" "条目": Vec<Entry> = "下一级条目", "the items below";
        order "order" "次序": Vec<Text> = "记录的先后，写编号；未列的按级别、日期、文件次序", "ids of records in the order wanted; the rest by level, date, place in the file";
    }

    Entry "entry" "条目" ("领域之下的条目", "an item below an area") {
        id "id" "编号": Option<Text> = "记录用它归入本条目", "the name by which records belong here";
        title "title" "标题": Option<Text> = "标题，不写序号", "the heading, without a number";
        text "text" "正文": Option<Prose> = "作者自己的段落，可含引用；留空则由记录成文", "the author's paragraphs with references; left empty, records are phrased";
        lead "lead" "引语": Option<Prose> = "由记录成文时放在段首的话", "words before the phrased records";
        tail "tail" "补语": Option<Prose> = "由记录成文时放在段末的话", "words after the phrased records";
        items "items" "条目": Vec<Entry> = "再下一级条目", "items below this one";
        order "order" "次序": Vec<Text> = "记录的先后，写编号", "ids of records in the order wanted";
    }

    Named "person" "人员" ("人及其单位", "a person and the unit") {
        name "name" "姓名": Text = "姓名或集体名", "the name of a person or group";
        unit "unit" "单位": Option<Text> = "所在单位或教研组", "where he or she belongs";
    }

    Award "award" "奖项" ("一个奖级", "one rank of prizes") {
        rank "rank" "奖级": Text = "如 一等奖", "such as 一等奖";
        winners "winners" "获奖者": Vec<Person> = "全部或部分获奖者", "all winners or some of them";
        count "count" "数量": Option<Amount> ["个" "名" "人" "项" "件" "队" "支" "节" "篇" "幅"] = "获奖总数；不写则为所列人数", "how many prizes; the winners listed where absent";
    }

    Follow "follow" "后续" ("活动之后的事，如代表县参加市赛", "what followed, such as the contest one level up") {
        own "for" "代表": Option<Text> = "代表谁", "whom they stood for";
        title "title" "名称": Text = "赛事或活动名称", "the contest or event";
        when "when" "时间": Option<When> = "时间", "when";
        outside "outside" "跨期": Option<At<bool>> = "时间不在本期内而仍写入时填“是”", "yes where it is told though it lies outside the period";
        awards "awards" "奖项": Vec<Award> = "所获奖项", "prizes won there";
    }

    Proposals "proposals" "提案" ("提案的征集与办理", "proposals collected and answered") {
        received "received" "征集": Option<Amount> ["件" "条" "份"] = "征集到的", "received";
        filed "filed" "立案": Option<Amount> ["件" "条" "份"] = "立案的", "filed";
        answered "answered" "办复": Option<Amount> ["件" "条" "份"] = "办复的", "answered";
    }

    Finance "finance" "经费" ("经费收支；合计、占比、结余由工具算出", "income and expense; totals, shares and balance are computed") {
        income "income" "收入": Vec<Line> = "各项收入", "lines of income";
        expense "expense" "支出": Vec<Line> = "各项支出", "lines of expense";
        carried "carried" "上年结转": Option<Amount> ["元"] = "上年结转", "carried over from last year";
        text "text" "正文": Option<Prose> = "整段由作者自己写", "the whole paragraph in the author's words";
        audit "audit" "审计": Option<Prose> = "审计或审查结果，作者的话", "the result of the audit, in the author's words";
    }

    Line "line" "科目" ("一项收入或支出", "a line of income or expense") {
        item "item" "科目": Text = "科目名称", "its name";
        amount "amount" "金额": Amount ["元"] = "金额", "the amount";
    }

    Problem "problem" "问题" ("存在的问题和对策", "a shortcoming and its remedy") {
        id "id" "编号": Option<Text> = "代号", "a name for references";
        text "text" "问题": Prose = "问题，作者的话", "the shortcoming, in the author's words";
        remedy "remedy" "对策": Option<Prose> = "对策，作者的话", "the remedy, in the author's words";
    }
}

placed! {
    Activity "activity" "活动" ("活动或比赛", "an activity or contest") {
        role "role" "角色": Option<At<Role>> = "本会的角色，默认主办", "our part; host by default";
        title "title" "名称": Text = "名称，不写届次和主题", "its name, without ordinal and theme";
        theme "theme" "主题": Option<Text> = "主题，不加引号", "the theme, without quotes";
        ordinal "ordinal" "届次": Option<Number> = "第几届", "which time it is held";
        series "series" "系列": Option<Text> = "历年同一活动的代号", "the same event in other years";
        host "host" "主办单位": Option<Text> = "由谁主办（非本会主办时）", "who hosts it where we do not";
        partners "partners" "合作单位": Vec<Text> = "联合、协办单位", "partners";
        subject "subject" "参加者": Option<Text> = "谁参加，如 女教职工", "who took part, such as 女教职工";
        place "place" "地点": Option<Text> = "地点", "where";
        participants "participants" "参加": Option<Participants> = "参加人数或队数，如 9支队伍118人", "how many took part, such as 9支队伍118人";
        entries "entries" "作品": Option<Amount> ["件" "篇" "幅" "节" "份" "个" "项"] = "参赛作品数", "entries";
        rank "rank" "名次": Option<Text> = "团体名次，如 团体第二名", "the place won, such as 团体第二名";
        awards "awards" "奖项": Vec<Award> = "奖项", "prizes";
        then "then" "后续": Vec<Follow> = "之后的赛事", "what followed";
    }

    Training "training" "学习培训" ("学习、培训、讲座", "study, training or a lecture") {
        title "title" "内容": Text = "学习或培训的名称", "what was studied";
        theme "theme" "主题": Option<Text> = "主题，不加引号", "the theme, without quotes";
        host "host" "主办单位": Option<Text> = "由谁主办（非本会主办时）", "who holds it where we do not";
        documents "documents" "学习文件": Vec<Text> = "学习的文件，不加书名号", "documents studied, without book marks";
        speaker "speaker" "主讲": Option<Text> = "主讲人", "the speaker";
        subject "subject" "参加者": Option<Text> = "谁参加", "who took part";
        sessions "sessions" "场次": Option<Amount> ["次" "场" "期" "讲"] = "次数", "how many sessions";
        attendance "attendance" "参加人次": Option<Amount> ["人次" "人" "名"] = "参加人次", "attendance";
        place "place" "地点": Option<Text> = "地点", "where";
    }

    Meeting "meeting" "会议" ("会议", "a meeting") {
        title "title" "名称": Text = "会议名称", "its name";
        sessions "sessions" "次数": Option<Amount> ["次" "场"] = "开了几次", "how many times";
        attendance "attendance" "参加人次": Option<Amount> ["人次" "人" "名"] = "参加人次", "attendance";
        agenda "agenda" "议程": Vec<Step> = "议程，如 {研究: 年度计划}", "the agenda, such as {研究: 年度计划}";
        resolutions "resolutions" "决议": Vec<Text> = "形成的决议或制度", "resolutions";
    }

    Congress "congress" "教代会" ("教代会、教职工大会、会员大会", "a staff congress or members' meeting") {
        kind "kind" "类型": Text = "教职工代表大会、教职工大会、会员大会", "教职工代表大会, 教职工大会 or 会员大会";
        session "session" "届次": Option<Text> = "如 七届二次", "such as 七届二次";
        due "due" "应到": Option<Amount> ["人" "名"] = "应到代表", "delegates due";
        present "present" "实到": Option<Amount> ["人" "名"] = "实到代表", "delegates present";
        agenda "agenda" "议程": Vec<Step> = "议程，如 {听取: 学校工作报告}", "the agenda, such as {听取: 学校工作报告}";
        proposals "proposals" "提案": Option<Proposals> = "提案", "proposals";
        resolutions "resolutions" "决议": Vec<Text> = "通过的决议或制度", "resolutions";
    }

    Relief "relief" "慰问" ("送温暖和慰问", "relief and condolence") {
        way "way" "方式": Option<Text> = "如 走访慰问、看望；默认慰问", "how, such as 走访慰问; 慰问 by default";
        who "who" "对象": Text = "慰问谁，如 困难教职工", "whom, such as 困难教职工";
        persons "persons" "人数": Option<Amount> ["人" "名" "位" "人次"] = "人数", "persons";
        households "households" "户数": Option<Amount> ["户"] = "户数", "households";
        amount "amount" "金额": Option<Amount> ["元"] = "慰问金", "money given";
        goods "goods" "物品": Option<Text> = "慰问品", "goods given";
        fund "fund" "款项": Option<Text> = "款项名称，默认慰问金，如 助学金", "what the money is called; 慰问金 by default, such as 助学金";
        giver "giver" "出资": Option<Text> = "钱物由谁出", "who gave it";
    }

    Benefit "benefit" "福利" ("会员福利", "a benefit for members") {
        kind "kind" "项目": Text = "如 体检、生日慰问", "such as 体检";
        persons "persons" "人数": Option<Amount> ["人" "名" "人次"] = "享受人数", "persons covered";
        base "of" "基数": Option<Text> = "覆盖面的分母，如 教职工.总数", "what the coverage is measured against, such as staff.total";
        amount "amount" "金额": Option<Amount> ["元"] = "总金额", "money spent";
        each "each" "人均": Option<Amount> ["元"] = "每人标准", "money a person";
        every "every" "频次": Option<Text> = "如 每年一次", "how often, such as 每年一次";
        place "place" "地点": Option<Text> = "地点", "where";
    }

    Honour "honour" "荣誉" ("荣誉", "an honour") {
        title "title" "名称": Text = "荣誉名称，不加引号", "the title, without quotes";
        rank "rank" "级别": Option<At<Level>> = "授予级别", "the level that grants it";
        to "to" "获得者": Vec<Person> = "本会写 organisation 或 本会；个人写姓名", "`organisation` for the body itself, or names";
        by "by" "授予单位": Option<Text> = "授予单位", "who granted it";
        count "count" "数量": Option<Amount> ["人" "名" "个" "项"] = "获得者总数；不写则为所列人数", "how many were granted; those listed where absent";
    }

    Publicity "publicity" "宣传" ("宣传报道", "publicity") {
        outlets "outlets" "媒体": Vec<Text> = "刊发媒体", "outlets";
        articles "articles" "篇数": Option<Amount> ["篇" "条" "期"] = "篇数；多家媒体共用一个总数", "how many articles, one total for all outlets";
        topic "topic" "内容": Option<Text> = "报道内容", "what they were about";
    }
}

/// The word for the body itself among the holders of an honour.
pub const OWN: [&str; 2] = ["organisation", "本会"];

/// A record of an area, whatever its kind.
#[derive(Clone, Copy)]
pub enum Entered<'a> {
    Activity(&'a Activity),
    Training(&'a Training),
    Meeting(&'a Meeting),
    Congress(&'a Congress),
    Relief(&'a Relief),
    Benefit(&'a Benefit),
    Honour(&'a Honour),
    Publicity(&'a Publicity),
}

impl<'a> Entered<'a> {
    /// The shared fields.
    pub fn place(self) -> Place<'a> {
        match self {
            Entered::Activity(record) => record.place(),
            Entered::Training(record) => record.place(),
            Entered::Meeting(record) => record.place(),
            Entered::Congress(record) => record.place(),
            Entered::Relief(record) => record.place(),
            Entered::Benefit(record) => record.place(),
            Entered::Honour(record) => record.place(),
            Entered::Publicity(record) => record.place(),
        }
    }

    /// The record as references see it.
    pub fn record(self) -> &'a dyn Record {
        match self {
            Entered::Activity(record) => record,
            Entered::Training(record) => record,
            Entered::Meeting(record) => record,
            Entered::Congress(record) => record,
            Entered::Relief(record) => record,
            Entered::Benefit(record) => record,
            Entered::Honour(record) => record,
            Entered::Publicity(record) => record,
        }
    }

    /// Its id, if the author gave it one.
    pub fn id(self) -> Option<&'a Text> {
        self.place().id
    }

    /// Its rank, where records of this kind have one.
    pub fn level(self) -> Option<Level> {
        match self {
            Entered::Honour(record) => record.rank.map(|rank| rank.value),
            _ => None,
        }
    }
}

impl Facts {
    /// All records that belong to areas, in the order of the file.
    pub fn placed(&self) -> Vec<Entered<'_>> {
        let mut all: Vec<Entered<'_>> = Vec::new();
        all.extend(self.activities.iter().map(Entered::Activity));
        all.extend(self.contests.iter().map(Entered::Activity));
        all.extend(self.training.iter().map(Entered::Training));
        all.extend(self.meetings.iter().map(Entered::Meeting));
        all.extend(self.congress.iter().map(Entered::Congress));
        all.extend(self.relief.iter().map(Entered::Relief));
        all.extend(self.benefits.iter().map(Entered::Benefit));
        all.extend(self.honours.iter().map(Entered::Honour));
        all.extend(self.publicity.iter().map(Entered::Publicity));
        all.sort_by_key(|record| record.record().origin());
        all
    }
}
