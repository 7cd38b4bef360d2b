//! What orders a paper and what only the author can say: areas, announced sets, shortcomings, plans.

use crate::facts::amount::Amount;
use crate::facts::table::record;
use crate::facts::time::When;
use crate::facts::types::{Founded, Number, Short, Span, Worded};
use crate::facts::value::{At, Lines, Only, Progress, Prose, Text};

record! {
    Paper "document" "文件" ("一种文件自己的内容，不属于年度事实", "what belongs to a paper, not to the year") {
        kind "kind" "文种": Option<Text> = "键不是文种时写明文种，如一年有两份专题报告", "the kind of paper where the key is not its name, as with two topic reports in a year" => "topic-report" or "键的名字", "the key";
        period "period" "时期": Option<Span> = "所写的时期与本文件的时期不同时写明，如计划的年度、多年的任期", "the time told where it is not that of the file: the year of a plan, a term of several years" => "2026" or "文件的时期", "the period of the file";
        layout "layout" "版式": Option<Text> = "用哪种版式：plain 平件、official 文件、letter 信函、minutes 纪要，或自己的版式", "the layout: plain, official, letter, minutes or one of your own" => "official" or "文种的版式", "that of the kind";
        duplex "duplex" "双面": Option<At<bool>> = "双面印刷时填“是”：偶数页的订口在右边", "yes where it is printed on both sides: even pages are bound on the right" => "是";
        mark "mark" "版头": Vec<Text> = "版头上的红字，照写照印；联合行文可依次列出各机关名称，“文件”由工具加；不写则用署名加“文件”", "the red words of the head, printed as written; for a joint issue the names in order, and 文件 is added; the signing name and 文件 where absent" => "青禾县教育工会文件" or "署名加“文件”", "the signing name and 文件";
        copy "copy" "份号": Option<Text> = "涉密公文的份号，6位以内数字，不足6位补零", "the number of the copy of a secret paper, up to six digits, filled up with zeros" => "000001";
        number "number" "文号": Option<Text> = "发文字号", "document number" => "青教工〔2025〕8号";
        secrecy "secrecy" "密级": Option<Text> = "密级和保密期限", "degree and time of secrecy" => "秘密★1年";
        urgency "urgency" "紧急程度": Option<Text> = "紧急程度", "urgency" => "加急";
        signer "signer" "签发人": Vec<Text> = "签发人，上行文用", "who signs a paper that goes upward" => "周宁";
        issuers "issuers" "联合署名": Vec<Text> = "与本会一同署名的单位", "bodies that sign the paper together with this one" => "青禾县第一小学女职工委员会";
        sealed "sealed" "用印": Option<At<bool>> = "落款是否留出盖章的位置", "whether room for a seal is kept at the signature" => "是" or "有版头的留，平件不留", "yes with a letterhead, no without";
        speaker "speaker" "报告人": Option<Text> = "作报告的人", "who gives the report" => "周宁";
        cc "cc" "抄送": Vec<Text> = "抄送机关", "copies go to" => "县总工会";
        printed_by "printed_by" "印发机关": Option<Text> = "印发机关", "the office that prints it" => "青禾县教育工会办公室";
        printed_on "printed_on" "印发日期": Option<When> = "印发日期，写到日", "the date of printing, to the day" => "2025-12-27";
        note "note" "附注": Option<Text> = "附注，如联系人和电话，不加括号", "a note such as whom to ask, without brackets" => "联系人：周宁";
        present "present" "出席": Vec<Text> = "纪要：出席的人，可连同单位和职务", "minutes: who was present, with office and post if wanted" => "周宁";
        excused "excused" "请假": Vec<Text> = "纪要：请假的人", "minutes: who was excused" => "李青";
        attending "attending" "列席": Vec<Text> = "纪要：列席的人", "minutes: who sat in without a vote" => "陈佳";
        date "date" "日期": Option<When> = "成文日期，写到日", "the date of the paper, to the day" => "2025-12-26";
        to "to" "主送": Vec<Text> = "主送机关", "addressees" => "县教育工会";
        title "title" "标题": Option<Lines> = "标题；默认按文种拼成；分两行写，就印成两行", "the title; made from the kind by default; written on two lines it is printed on two" => "青禾县第一小学工会2025年工作总结" or "按文种拼成", "made from the kind";
        guiding "guiding" "指导思想": Option<Prose> = "开头里的指导思想", "the guiding words of the opening" => "围绕学校教育教学工作";
        opening "opening" "开头": Option<Prose> = "整段开头由作者自己写", "the whole opening in the author's words" => "2025年，我校工会在校党支部领导下开展工作。";
        transition "transition" "过渡": Option<Prose> = "承上启下的一句", "the sentence that leads to the body" => "现将全年工作总结如下：";
        closing "closing" "结尾": Option<Prose> = "结尾段", "the closing paragraph" => "新的一年，我们将把教职工托付的事继续办好。";
        opening_form "opening_form" "开头式样": Option<Text> = "开头用哪一种式样，由文种提供", "which of the kind's openings is used" => "usual" or "第一种", "the first";
        closing_form "closing_form" "结尾式样": Option<Text> = "结尾用哪一种式样，由文种提供", "which of the kind's closings is used" => "usual";
        salutation "salutation" "称呼": Option<Text> = "称呼，如 各位代表", "who is spoken to, such as 各位代表" => "各位代表";
        text "text" "正文": Option<Prose> = "整份正文或通知正文由作者自己写", "the text of the paper, or of a cover notice, in the author's words" => "现将2025年工作总结印发给你们，请各工会小组结合实际抓好落实。";
        goals "goals" "工作目标": Vec<Prose> = "计划的工作目标，依次列出", "the goals of a plan in order" => "教职工对工会工作的满意率不低于上年";
        safeguards "safeguards" "保障措施": Vec<Prose> = "计划的保障措施，依次列出", "how a plan is made sure of, in order" => "工会委员分工到项，每季度对照检查一次";
        topic "topic" "专题": Option<Text> = "专题报告写什么：一个栏目、一个领域或一条记录的编号", "what a topic report is about: a section, an area or the id of a record" => "经费";
        encloses "encloses" "所附文件": Vec<Text> = "随本件印发或报送的文件，写文种或“文件”里的键；不写则由文种定", "the papers that go with this one, by kind or by a key of `documents`; those of the kind where absent" => "year-end-summary";
        run_in "run_in" "接排": Option<At<bool>> = "条目短时填“是”，标题与正文接排成一段：1.标题。正文", "yes where a short item runs on behind its heading in one paragraph" => "是";
        problems "problems" "问题": Vec<Problem> = "这份文件自己的问题；不写则用全文件的", "shortcomings of this paper alone; those of the file where absent";
        next "next" "下一步": Vec<Prose> = "这份文件自己的下一步打算，依次列出；不写则用全文件的", "next steps of this paper alone, in order; those of the file where absent" => "下半年把社团活动排进课表";
        areas "areas" "工作领域": Vec<Area> = "这份文件自己的领域和次序；不写则用全文件的工作领域", "areas of this paper alone; those of the file where absent";
        sections "sections" "栏目": Vec<Short<SectionChoice>> = "栏目的次序、标题和位置；不写则用文种的次序", "the sections in order, with titles and places; those of the kind where absent" => "problems";
        written "written" "自写栏目": Vec<Area> = "这份文件里由作者自己写的栏目，编号写栏目名；次序不变", "sections of this paper in the author's words, by the section's name as id; the order stays";
        exhibits "exhibits" "图表": Vec<Short<ExhibitChoice>> = "印哪些图表和照片：活动按月、收支、收入、支出、历年变化、各校、照片；不写则由文种定", "the charts, tables and photos printed: activities-by-month, finance, income, expense, change, schools, photos; those of the kind where absent" => "活动按月";
        attachments "attachments" "附件": Vec<Text> = "附件名称", "names of attachments" => "2025年工会经费收支表";
    }

    SectionChoice "section" "栏目" ("这份文件的一个栏目", "a section of this paper") {
        name "name" "栏目名": Text = "栏目名或领域编号；自己另立的栏目随意取名", "the name of a section or the id of an area; any other name for a section of the author's own" => "problems";
        title "title" "标题": Option<Text> = "标题，不写序号", "the heading, without a number" => "工作中的不足";
        text "text" "正文": Option<Prose> = "整节由作者自己写", "the whole section in the author's words" => "两项工作没有按期完成，原因在计划偏满。";
        under "under" "归入": Option<Text> = "不单列一节，写在哪个领域之下，填领域编号", "the id of the area that it stands under, where it is no section of its own" => "wenti";
    }

    ExhibitChoice "exhibit" "图表" ("这份文件的一张图或表，或记录的照片", "a chart or table of this paper, or the photos of its records") {
        is "is" "是": Text = "图表名：活动按月、收支、收入、支出、历年变化、各校、照片", "its name: activities-by-month, finance, income, expense, change, schools, photos" => "历年变化";
        figures "figures" "指标": Vec<Short<Indicator>> = "历年变化画哪些数，各校画会员还是教职工", "which figures a change over the years shows; of schools, members or staff" => "会员与建会.会员";
        title "title" "标题": Option<Text> = "图题或表题，不写序号", "the caption, without a number" => "三年来会员人数" or "按内容拼成", "made from what it shows";
        under "under" "位置": Option<Text> = "放在哪个领域、条目或栏目之末，填编号或栏目名", "the area, item or section at whose end it stands, by id or name" => "wenti" or "所属的栏目；没有则在正文之末", "the section that it belongs to, else the end of the text";
        only "only" "只要": Option<At<Only>> = "不画图时写 表", "table, where nothing is to be drawn" => "表" or "图和表", "chart and table";
    }

    Indicator "indicator" "指标" ("一个历年都有的数", "a figure that every year has") {
        path "path" "路径": Text = "与正文引用的写法相同，如 会员与建会.会员", "as references write it, such as membership.members" => "会员与建会.会员";
        name "name" "名称": Option<Text> = "图表里的名称", "what it is called in the chart" => "会员人数" or "路径的末一级", "the last step of the path";
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

    Problem "problem" "问题" ("存在的问题和对策", "a shortcoming and its remedy") {
        id "id" "编号": Option<Text> = "代号", "a name for references" => "wenti-shetuan";
        text "text" "问题": Prose = "问题，作者的话", "the shortcoming, in the author's words" => "社团活动时间没有保证";
        since "since" "始于": Option<Founded> = "从何时起", "since when" => "2023年";
        cause "cause" "原因": Option<Prose> = "原因，作者的话", "the cause, in the author's words" => "临近期末课时紧";
        remedy "remedy" "对策": Option<Prose> = "对策，作者的话", "the remedy, in the author's words" => "把周五课后固定为社团时间";
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
        carried "carried" "结转": Vec<Text> = "在哪几期的计划里都没有办完，依次写时期；由 niandu plan 记下", "the periods whose plans had it and did not finish it, in order; noted by `niandu plan`" => "2025年";
        assigned "assigned" "交办": Option<Text> = "由哪个上级交办", "the body above that assigned it" => "县教育工会";
        from "from" "出自": Vec<Text> = "由上年（或上级计划）的哪些记录来，写其编号", "the records of the period before, or of the plan of a body above, that it comes from, by id" => "tiaosheng-2025";
        proposed "proposed" "提议": Vec<Text> = "工具的提议，写它由哪些记录来；采纳（niandu plan --accept）以后成为“出自”", "a proposal of the tool, with the records that it comes from; once accepted (`niandu plan --accept`) this becomes `from`" => "tiaosheng-2025";
        status "status" "进展": Option<At<Progress>> = "做到哪一步；不写则由落实它的记录看", "how far it has come; seen from the records that carry it out where absent" => "部分完成";
        actual "actual" "实绩": Option<Amount> = "实际做到的数；不写则取落实它的记录里的数", "the figure reached; that of the records that carry it out where absent" => "118人";
    }
}

impl Paper {
    /// Those of a meeting by how they were there, each list with its names, in the order of GB/T 9704 10.3.
    pub fn attendance(&self) -> [([&'static str; 2], &[Text]); 3] {
        [
            (["出席", "present"], &self.present),
            (["请假", "excused"], &self.excused),
            (["列席", "attending"], &self.attending),
        ]
    }
}

impl Worded for SloganMember {
    fn word(title: Text) -> Self {
        Self { origin: title.origin, title, verb: None, lead: None, text: None, count: None, members: Vec::new() }
    }
}

impl Worded for ExhibitChoice {
    fn word(is: Text) -> Self {
        Self { origin: is.origin, is, figures: Vec::new(), title: None, under: None, only: None }
    }
}

impl Worded for Indicator {
    fn word(path: Text) -> Self {
        Self { origin: path.origin, path, name: None }
    }
}

impl Worded for SectionChoice {
    fn word(name: Text) -> Self {
        Self { origin: name.origin, name, title: None, text: None, under: None }
    }
}
