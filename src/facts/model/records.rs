//! The records of areas: events, honours, relief and all else that a year brings.

use crate::facts::amount::Amount;
use crate::facts::table::record;
use crate::facts::time::When;
use crate::facts::types::{Number, Participants, Percent, Short, Step, Worded};
use crate::facts::value::{At, Level, Person, Prose, Role, Text};

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
                    purpose "purpose" "目的": Option<Prose> = "为了什么，原样印出", "what it was for, in the author's words" => "为丰富教职工业余文化生活";
                    method "method" "做法": Option<Prose> = "怎么做的，原样印出", "how it was done, in the author's words" => "以工会小组为单位";
                    effect "effect" "成效": Option<Prose> = "成效，作者的话；工具从不代写", "the effect, in the author's words; never made up" => "增强了团队凝聚力";
                    verb "verb" "动词": Option<Text> = "替换工具所选的动词", "replaces the verb that the tool would choose" => "开展";
                    lead "lead" "引语": Option<Prose> = "放在句前的话", "words before the clause" => "在县教育工会指导下";
                    tail "tail" "补语": Option<Prose> = "放在句后的话", "words after the clause" => "并给参赛教职工发了纪念品";
                    text "text" "正文": Option<Prose> = "整句由作者自己写", "the whole clause in the author's words" => "工会小组长每学期向组员述职一次";
                    every "every" "频次": Option<Text> = "多久一次", "how often" => "每年一次";
                    photos "photos" "照片": Vec<Photo> = "照片", "photos";
                    fulfils "fulfils" "落实": Vec<Text> = "办成了计划里的哪些事项，写其编号", "the items of the plan that it carries out, by id" => "tiaosheng";
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
                        fulfils: &self.fulfils,
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
    pub fulfils: &'a [Text],
}

/// A record that belongs to an area of the paper.
pub trait Placed {
    /// Its shared fields.
    fn place(&self) -> Place<'_>;
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
        entries "entries" "作品": Option<Amount> ["件" "篇" "幅" "节" "堂" "份" "个" "项"] = "参赛作品数", "entries" => "31篇";
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
        due "due" "应到": Option<Amount> ["人" "名" "位"] = "应到代表", "delegates due" => "78人";
        present "present" "实到": Option<Amount> ["人" "名" "位"] = "实到代表", "delegates present" => "75人";
        leave "leave" "请假": Option<Amount> ["人" "名" "位"] = "请假代表；不写则由工具算", "delegates on leave; computed where absent" => "3人";
        rate "rate" "出席率": Option<Percent> = "报出的出席率；不写则由工具算", "the attendance as stated; computed where absent" => "96.2%";
        observers "observers" "列席": Option<Amount> ["人" "名" "位"] = "列席人员", "observers" => "5人";
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
        received "received" "受助": Option<At<bool>> = "本会教职工受上级慰问时填“是”，不计入各条合计", "yes where our own staff was helped by a body above; left out of sums" => "是";
    }

    Benefit "benefit" "福利" ("会员福利", "a benefit for members") {
        kind "kind" "项目": Text = "如 体检、生日慰问", "such as 体检" => "体检";
        persons "persons" "人数": Option<Amount> ["人" "名" "位" "人次"] = "享受人数", "persons covered" => "76人";
        base "of" "基数": Option<Text> = "覆盖面的分母，如 教职工.总数", "what the coverage is measured against, such as staff.total" => "教职工.总数";
        rate "rate" "报出覆盖率": Option<Percent> = "报出的覆盖率，供核对；不写则由工具算", "the coverage as stated; computed where absent" => "97.4%";
        amount "amount" "金额": Option<Amount> ["元"] = "总金额", "money spent" => "6.08万元";
        each "each" "人均": Option<Amount> ["元"] = "每人标准", "money a person" => "800元";
        place "place" "地点": Option<Text> = "地点", "where" => "县人民医院";
    }

    Honour "honour" "荣誉" ("荣誉", "an honour") {
        title "title" "名称": Text = "荣誉名称，不加引号", "the title, without quotes" => "模范职工之家";
        rank "rank" "级别": Option<At<Level>> = "授予级别", "the level that grants it";
        to "to" "获得者": Vec<Person> = "本会获得的写“本会”；个人写姓名", "`organisation` for the body itself, or names" => "本会";
        by "by" "授予单位": Option<Text> = "授予单位", "who granted it" => "县总工会";
        count "count" "数量": Option<Amount> ["人" "名" "位" "个" "项"] = "获得者总数；不写则为所列人数", "how many were granted; those listed where absent" => "2人" or "所列获得者的人数", "those listed";
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
        notices "notices" "公示": Option<Amount> ["次" "条" "期" "项" "份"] = "公示次数", "notices posted" => "41项";
        schools "schools" "学校": Option<Amount> ["所" "个"] = "受评学校数", "schools assessed" => "40所";
        passed "passed" "达标": Option<Amount> ["所" "个"] = "达标学校数", "schools that passed" => "37所";
        rate "rate" "达标率": Option<Percent> = "报出的达标率；不写则由工具算", "the share as stated; computed where absent" => "92.5%";
    }

    Evaluation "evaluation" "民主评议" ("民主评议领导干部", "democratic evaluation of leaders") {
        object "object" "对象": Text = "评议谁", "who was evaluated" => "学校领导班子";
        voters "voters" "参评": Option<Amount> ["人" "名" "位"] = "参加评议的人数", "how many took part" => "76人";
        satisfied "satisfied" "满意": Option<Amount> ["人" "名" "位" "票"] = "评为满意的", "how many were satisfied" => "74人";
        rate "rate" "满意率": Option<Percent> = "报出的满意率；不写则由工具算", "the share as stated; computed where absent" => "97.4%";
        result "result" "结果": Option<Text> = "结果，作者的话", "the result, in the author's words" => "领导班子评议等次为优秀";
        appointments "appointments" "任用": Option<Text> = "据此任用", "appointments that followed" => "据此续聘中层干部5人";
    }

    Donation "donation" "捐款" ("一次募捐或捐款", "a donation") {
        cause "cause" "事由": Text = "为什么捐", "what for" => "慈善一日捐";
        persons "persons" "人数": Option<Amount> ["人" "名" "位" "人次"] = "捐款人数", "how many gave" => "78人";
        amount "amount" "金额": Option<Amount> ["元"] = "捐款金额", "money collected" => "5460元";
        goods "goods" "物品": Option<Text> = "捐赠物品", "goods given" => "图书210册";
        receiver "receiver" "受捐": Option<Text> = "捐给谁", "who received it" => "县慈善总会";
    }

    Insurance "insurance" "互助保障" ("一项互助保障或保险", "a mutual aid or insurance") {
        product "product" "名称": Text = "保障计划或险种", "the product" => "在职职工住院医疗互助保障";
        persons "persons" "参保": Option<Amount> ["人" "名" "位" "人次"] = "参保人数", "persons covered" => "78人";
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
        persons "persons" "人数": Option<Amount> ["人" "名" "位" "人次"] = "人数", "persons" => "61人";
        sessions "sessions" "次数": Option<Amount> ["次" "场"] = "次数", "how many times" => "2次";
        measures "measures" "保护措施": Vec<Text> = "特殊保护措施", "measures of protection" => "设立爱心母婴室";
        amount "amount" "金额": Option<Amount> ["元"] = "支出金额", "money spent" => "1200元";
    }

    Labour "labour" "劳动关系" ("集体合同、劳动争议调解", "collective contracts, mediation") {
        title "title" "内容": Text = "做了什么", "what was done" => "劳动争议调解";
        contracts "contracts" "合同": Option<Amount> ["份" "个"] = "签订合同份数", "contracts signed" => "1份";
        persons "persons" "覆盖": Option<Amount> ["人" "名" "位"] = "覆盖职工人数", "persons covered" => "78人";
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
        units "units" "受检": Option<Amount> ["个" "所" "家" "项" "间"] = "受检单位或项目数", "units or items inspected" => "20个";
        passed "passed" "合格": Option<Amount> ["个" "所" "家" "项" "间"] = "合格数", "how many passed" => "19个";
        rate "rate" "合格率": Option<Percent> = "报出的合格率；不写则由工具算", "the share as stated; computed where absent" => "95%";
        result "result" "结果": Option<Text> = "结果，作者的话", "the result, in the author's words" => "评定为优秀等次";
        basis "basis" "依据": Option<Prose> = "检查的依据，检查报告用", "what the inspection was based on, for a report of it" => "按照县总工会关于开展经费检查的通知要求";
        teams "teams" "检查组": Option<Amount> ["个"] = "检查组数，检查报告用", "how many teams inspected, for a report of it" => "4个";
        findings "findings" "检查结果": Vec<Finding> = "分项的检查结果，检查报告用", "what was found, item by item, for a report of it";
        problems "problems" "发现问题": Vec<Prose> = "检查发现的问题，依次列出，检查报告用", "shortcomings that were found, in order, for a report of it" => "2所学校的票据不全";
        advice "advice" "建议": Vec<Prose> = "工作建议，依次列出，检查报告用", "advice in order, for a report of it" => "每学期由经审委员抽查一次票据";
    }

    Home "home" "职工之家" ("一级职工之家的数目", "homes of the staff of one level") {
        title "title" "名称": Text = "名称", "its name" => "模范职工之家";
        rank "rank" "级别": Option<At<Level>> = "命名级别", "the level that named it" => "县级";
        new "new" "新增": Option<Amount> ["个" "家" "间"] = "本期新增", "new in this period" => "2个";
        total "total" "累计": Option<Amount> ["个" "家" "间"] = "累计", "the number to date" => "15个";
        base "of" "基数": Option<Text> = "占多少的分母", "what the number is measured against" => "单位.下属工会";
        rate "rate" "占比": Option<Percent> = "报出的占比；不写则由工具算", "the share as stated; computed where absent" => "12%";
    }
}

record! {
    Named "person" "人员" ("人及其单位", "a person and the unit") {
        name "name" "姓名": Text = "姓名或集体名", "the name of a person or group" => "林晓禾";
        unit "unit" "单位": Option<Text> = "所在单位或教研组", "where he or she belongs" => "语文组";
    }

    Finding "finding" "检查结果" ("检查的一项结果", "what an inspection found of one item") {
        item "item" "项目": Text = "检查的项目", "the item that was looked at" => "票据管理";
        checked "checked" "检查": Option<Amount> = "检查的数量", "how many were looked at" => "44个";
        passed "passed" "合格": Option<Amount> = "合格的数量", "how many passed" => "42个";
        rate "rate" "合格率": Option<Percent> = "报出的合格率；不写则由工具算", "the share as stated; computed where absent" => "95.5%";
        text "text" "情况": Option<Prose> = "情况，作者的话", "what was found, in the author's words" => "票据按月装订，附件齐全";
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
        received "received" "征集": Option<Amount> ["件" "条" "份" "项"] = "征集到的", "received" => "13件";
        filed "filed" "立案": Option<Amount> ["件" "条" "份" "项"] = "立案的", "filed" => "10件";
        answered "answered" "办复": Option<Amount> ["件" "条" "份" "项"] = "办复的", "answered" => "10件";
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

    Photo "photo" "照片" ("一张照片", "a photo") {
        file "file" "文件": Text = "图片文件，写相对本文件的路径", "the picture file, relative to this file" => "照片/跳绳.jpg";
        caption "caption" "说明": Option<Text> = "图片说明", "the caption" => "教职工跳绳比赛现场";
        alt "alt" "替代文字": Option<Text> = "给看不到图的读者的文字，默认同说明", "words for those who cannot see it; the caption by default" => "教职工在操场上跳绳" or "同说明", "the caption";
    }
}

impl Worded for Outlet {
    fn word(name: Text) -> Self {
        Self { origin: name.origin, name, articles: None }
    }
}
