//! What a school did in each area of its work: the items, and the records that belong to them.

use crate::sample::dice::Dice;
use crate::sample::facts::{Year, money};
use crate::sample::school::Size;
use crate::sample::words::{self as say, fill, numeral};
use crate::sample::yaml::Map;

impl Year<'_> {
    pub(super) fn thought(&mut self) {
        self.area("sixiang", say::THOUGHT);
        self.item("lilun", say::STUDY);
        let n = self.dice.between(6, 10);
        let heads = n * self.part(84, 98);
        self.add(
            "学习培训",
            "jizhong-xuexi",
            Map::default()
                .set("时间", "全年")
                .set("内容", "教职工集中学习")
                .set("场次", format!("{n}次"))
                .set("参加人次", format!("{heads}人次")),
        );
        let (month, laws) = (self.month(3, 6), self.dice.several(say::LAWS, 2));
        let heads = 2 * self.part(80, 96);
        self.add(
            "学习培训",
            "fagui-xuexi",
            Map::default()
                .set("时间", month)
                .set("内容", "法律法规专题学习")
                .set("学习文件", laws)
                .set("场次", "2次")
                .set("参加人次", format!("{heads}人次")),
        );
        if !self.own(60, say::STUDY_OWN) {
            self.around(say::STUDY_LEAD, say::STUDY_TAIL);
        }
        self.plans(90, "jizhong-xuexi", "教职工集中学习".to_owned(), "每月一次", Some("jizhong-xuexi"));
        self.item("shide", say::ETHICS);
        let n = self.dice.between(2, 4);
        let (heads, method) = (n * self.part(80, 97), self.dice.pick(say::METHODS).to_owned());
        self.add(
            "学习培训",
            "shide-xuexi",
            Map::default()
                .set("时间", "下半年")
                .set("内容", "师德专题学习")
                .set("学习文件", ["新时代中小学教师职业行为十项准则"])
                .set("做法", method)
                .set("场次", format!("{n}次"))
                .set("参加人次", format!("{heads}人次")),
        );
        let (heads, topic) = (self.part(30, 60), self.dice.pick(say::TALKS).to_owned());
        self.add(
            "会议",
            "shide-zuotan",
            Map::default()
                .set("时间", "上半年")
                .set("名称", "师德师风座谈会")
                .set("参加人次", format!("{heads}人"))
                .set("议程", vec![Map::default().set("讨论", topic)]),
        );
        if !self.small() {
            let n = self.dice.between(12, 40);
            let effect = fill(self.dice.pick(say::STORY_EFFECT), &[("n", self.dice.between(3, 8).to_string())]);
            self.add(
                "活动",
                "haolaoshi",
                Map::default()
                    .set("时间", "6月")
                    .set("角色", "配合")
                    .set("主办单位", "校党支部")
                    .set("名称", "“身边的好老师”故事征集活动")
                    .set("作品", format!("{n}篇"))
                    .set("成效", effect),
            );
        }
        self.around(say::ETHICS_LEAD, say::ETHICS_TAIL);
        self.plans(70, "haolaoshi", "“身边的好老师”故事分享会".to_owned(), "9月", None);
        if !self.small() {
            self.item("dianxing", say::MODELS);
            let winners = self.winners(1);
            self.add(
                "荣誉",
                "shide-biaobing",
                Map::default()
                    .set("时间", "9月")
                    .set("名称", "师德标兵")
                    .set("级别", "县")
                    .set("授予单位", "县教育局")
                    .set("获得者", winners),
            );
            let title = self.dice.pick(&["优秀教师", "优秀班主任", "教书育人先进个人"]).to_owned();
            let winners = self.winners(if self.big() { 2 } else { 1 });
            self.add(
                "荣誉",
                "youxiu-jiaoshi",
                Map::default()
                    .set("时间", "9月")
                    .set("名称", title)
                    .set("级别", "市")
                    .set("授予单位", "市教育局")
                    .set("获得者", winners),
            );
            if !self.own(55, say::MODELS_OWN) {
                self.around(say::MODELS_LEAD, say::MODELS_TAIL);
            }
        }
    }

    pub(super) fn democracy(&mut self) {
        self.area("minzhu", say::DEMOCRACY);
        self.item("dahui", say::CONGRESS);
        let n = self.school.ordinal_in(self.year, 1);
        let session = |n: u32| format!("{}届{}次", numeral(n / 5 + 1), numeral(n % 5 + 1));
        let high = self.school.size == Size::High;
        let due = if high { self.staff * 3 / 10 } else { self.staff };
        let present = due - self.dice.between(0, (due / 25).max(1));
        let kind = if high { "教职工代表大会" } else { "教职工大会" };
        let received = self.dice.between(4, 9) + due / 12;
        let filed = received - self.dice.between(0, 3);
        let open = u32::from(self.dice.chance(55));
        let rule = self.dice.pick(say::RULES).to_owned();
        let day = self.day(3, 3);
        let agenda = vec![
            Map::default().set(
                "听取",
                self.dice.pick(&[
                    "学校工作报告、工会工作报告和财务工作报告",
                    "学校工作报告和财务工作报告",
                    "学校工作报告和工会工作报告",
                ]),
            ),
            Map::default().set("表决通过", format!("《{rule}》")),
            Map::default().set("民主评议", "学校领导班子成员"),
        ];
        let agenda = if self.small() { agenda[..2].to_vec() } else { agenda };
        let proposals = Map::default()
            .set("征集", format!("{received}件"))
            .set("立案", format!("{filed}件"))
            .set("办复", format!("{}件", filed - open));
        self.add(
            "教代会",
            "dahui",
            Map::default()
                .set("类型", kind)
                .set("届次", session(n))
                .set("时间", day)
                .set("应到", format!("{due}人"))
                .set("实到", format!("{present}人"))
                .set("议程", agenda)
                .set("提案", proposals),
        );
        let texts: Vec<String> = say::CONGRESS_OWN
            .iter()
            .map(|text| fill(text, &[("kind", kind.to_owned()), ("rule", rule.clone())]))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        if !self.own(55, &texts) {
            self.around(say::CONGRESS_LEAD, say::CONGRESS_TAIL);
        }
        self.plans(100, "dahui", format!("召开{}{kind}", session(n + 1)), "3月", None);
        self.item("gongkai", say::OPEN);
        let items = self.dice.several(say::MATTERS, 4);
        let notices = self.dice.between(14, 48);
        self.add(
            "校务公开",
            "gongkai",
            Map::default()
                .set("时间", "全年")
                .set("事项", items)
                .set("渠道", ["公开栏", "教职工工作群"])
                .set("公示", format!("{notices}项")),
        );
        let n = self.dice.between(2, 4);
        self.add(
            "会议",
            "gongkai-jiancha",
            Map::default().set("时间", "全年").set("名称", "校务公开监督小组会议").set("次数", format!("{n}次")),
        );
        if !self.own(65, say::OPEN_OWN) {
            self.around(say::OPEN_LEAD, say::OPEN_TAIL);
        }
        self.plans(50, "gongkai", "把校务公开的检查结果每学期通报一次".to_owned(), "6月、12月", None);
        self.item("yijian", say::OPINIONS);
        let n = self.dice.between(4, 16);
        let heads = n * self.dice.between(5, 9);
        let ideas = self.dice.between(18, 60);
        let done = ideas * self.dice.between(60, 95) / 100;
        let effect = fill(self.dice.pick(say::OPINION_EFFECT), &[("n", ideas.to_string()), ("m", done.to_string())]);
        let purpose = self.dice.pick(say::OPINION_PURPOSE).to_owned();
        self.add(
            "会议",
            "xiaozu-zuotan",
            Map::default()
                .set("时间", "全年")
                .set("目的", purpose)
                .set("名称", "工会小组座谈会")
                .set("次数", format!("{n}次"))
                .set("参加人次", format!("{heads}人次"))
                .set("成效", effect),
        );
        if !self.small() {
            let (day, heads) = (self.day(11, 11), self.young.clamp(5, 30));
            let word = self.dice.pick(say::YOUNG_TALK).to_owned();
            self.add(
                "会议",
                "qingnian-zuotan",
                Map::default()
                    .set("时间", day)
                    .set("名称", "青年教师座谈会")
                    .set("参加人次", format!("{heads}人"))
                    .set("议程", vec![Map::default().set("交流", word)]),
            );
        }
        self.around(say::OPINION_LEAD, say::OPINION_TAIL);
        self.plans(80, "xiaozu-zuotan", "工会小组座谈会".to_owned(), "每学期一次", Some("xiaozu-zuotan"));
        if !self.small() {
            self.item("yunxing", say::RUNNING);
            let present = self.members - self.dice.between(0, (self.members / 25).max(1));
            let (day, n) = (self.day(1, 2), self.school.ordinal_in(self.year, 3));
            let agenda = vec![
                Map::default().set("听取", "工会委员会工作报告和上年度经费审查情况报告"),
                Map::default().set("表决通过", format!("《{}》", self.dice.pick(say::UNION_RULES))),
            ];
            self.add(
                "教代会",
                "huiyuan",
                Map::default()
                    .set("类型", "会员大会")
                    .set("届次", session(n))
                    .set("时间", day)
                    .set("应到", format!("{}人", self.members))
                    .set("实到", format!("{present}人"))
                    .set("议程", agenda),
            );
            let n = self.dice.between(6, 11);
            let word = self.dice.pick(say::BOARD).to_owned();
            self.add(
                "会议",
                "weiyuan-huiyi",
                Map::default()
                    .set("时间", "全年")
                    .set("名称", "工会委员会会议")
                    .set("次数", format!("{n}次"))
                    .set("议程", vec![Map::default().set("研究", word)]),
            );
            if !self.own(50, say::RUNNING_OWN) {
                self.around(say::RUNNING_LEAD, say::RUNNING_TAIL);
            }
            self.plans(
                60,
                "huiyuan",
                format!("召开{}会员大会", session(self.school.ordinal_in(self.year, 3) + 1)),
                "2月",
                None,
            );
        }
    }

    fn relief(&mut self, id: &str, when: &str, way: &str, who: &str, heads: u32, each: u32) -> u32 {
        let yuan = heads * each;
        let amount = money(&mut self.dice, yuan);
        self.add(
            "慰问",
            id,
            Map::default()
                .set("时间", when)
                .set_if(!way.is_empty(), "方式", way)
                .set("对象", who)
                .set("人数", format!("{heads}人"))
                .set("金额", amount),
        );
        self.spent[0] += yuan;
        yuan
    }

    fn benefit(&mut self, id: &str, kind: &str, each: u32) {
        let yuan = self.members * each;
        let (heads, amount) = (self.members, money(&mut self.dice, yuan));
        self.add(
            "福利",
            id,
            Map::default()
                .set("时间", "全年")
                .set("项目", kind)
                .set("人数", format!("{heads}人"))
                .set("基数", "教职工.会员")
                .set("人均", format!("{each}元"))
                .set("金额", amount),
        );
        self.spent[1] += yuan;
    }

    pub(super) fn service(&mut self) {
        self.area("fuwu", say::SERVICE);
        self.item("songwennuan", say::WARMTH);
        let few = |dice: &mut Dice, staff: u32, per: u32| dice.between(1, 2) + staff / per;
        let n = few(&mut self.dice, self.staff, 20);
        let each = self.dice.between(5, 12) * 100;
        self.relief("kunnan", "春节前", "走访慰问", "困难教职工", n, each);
        let (n, each) = (self.retired, self.dice.between(1, 3) * 100);
        self.relief("tuixiu", "春节前", "", "退休教职工", n, each);
        let (n, each) = (few(&mut self.dice, self.staff, 9), self.dice.between(3, 6) * 100);
        self.relief("zhuyuan", "全年", "看望", "住院教职工", n, each);
        if !self.small() || self.dice.chance(40) {
            let (n, each) = (few(&mut self.dice, self.staff, 30), self.dice.between(3, 6) * 100);
            self.relief("sangqin", "全年", "登门慰问", "亲属去世的教职工", n, each);
        }
        if self.dice.chance(50) {
            let (n, each) = (few(&mut self.dice, self.staff, 25), self.dice.between(2, 4) * 100);
            self.relief("jiaoling", "教师节前", "", "从教满三十年的教师", n, each);
        }
        if self.big() {
            let (n, each) = (few(&mut self.dice, self.staff, 70), self.dice.between(15, 30) * 100);
            self.relief("dabing", "6月", "帮扶", "患大病的教职工", n, each);
        }
        self.around(say::WARM_LEAD, say::WARM_TAIL);
        self.plans(95, "songwennuan", "看望困难和退休教职工".to_owned(), "春节前", Some("songwennuan"));
        self.item("jiankang", say::HEALTH);
        let (heads, place) = (
            self.staff - self.dice.between(0, 2),
            self.dice.pick(&["县人民医院", "县中医院", "镇中心卫生院"]).to_owned(),
        );
        let month = self.month(9, 11);
        self.add(
            "福利",
            "tijian",
            Map::default()
                .set("时间", &month)
                .set("项目", "体检")
                .set("人数", format!("{heads}人"))
                .set("基数", "教职工.总数")
                .set("频次", "每年一次")
                .set("地点", place),
        );
        let n = self.dice.between(2, 6) + self.staff / 20;
        self.add(
            "福利",
            "huzhu",
            Map::default()
                .set("时间", "3月")
                .set("项目", "职工医疗互助")
                .set("人数", format!("{}人", self.members))
                .set("基数", "教职工.会员")
                .set("成效", format!("全年有{n}人次领到互助金")),
        );
        let (n, topic) = (self.dice.between(1, 3), self.dice.pick(say::MIND).to_owned());
        let heads = n * self.part(60, 90);
        self.add(
            "学习培训",
            "xinli-jiangzuo",
            Map::default()
                .set("时间", "全年")
                .set("内容", "心理健康讲座")
                .set("主题", topic)
                .set("场次", format!("{n}场"))
                .set("参加人次", format!("{heads}人次")),
        );
        if self.big() {
            let n = self.dice.between(2, 8);
            self.add(
                "福利",
                "liaoxiuyang",
                Map::default()
                    .set("时间", "7月")
                    .set("项目", "疗休养")
                    .set("人数", format!("{n}人"))
                    .set("地点", "市职工疗养院"),
            );
            self.plans(80, "liaoxiuyang", "教职工疗休养".to_owned(), "7、8月", None);
        }
        if !self.big() && !self.own(45, say::HEALTH_OWN) {
            self.around(say::HEALTH_LEAD, say::HEALTH_TAIL);
        }
        self.plans(90, "tijian", "教职工体检".to_owned(), &month, None);
        self.item("fuli", say::GOODS);
        let each = self.dice.between(6, 12) * 100;
        self.benefit("jieri-weiwen", "节日慰问", each);
        let each = self.dice.between(2, 4) * 50;
        self.benefit("shengri-weiwen", "生日慰问", each);
        if !self.own(70, say::GOODS_OWN) {
            self.around(say::GOODS_LEAD, say::GOODS_TAIL);
        }
        self.told("jienan", say::EASE, say::EASE_OWN);
        self.item("nvgong", say::WOMEN);
        let (event, purpose) =
            (self.dice.pick(say::WOMEN_EVENTS).to_owned(), format!("为庆祝“三八”国际妇女节{}周年", self.year - 1910));
        let heads = (self.women * self.dice.between(70, 95) / 100).max(2);
        let day = format!("{}-03-0{}", self.year, self.dice.between(4, 8));
        let with_purpose = self.dice.chance(60);
        self.add(
            "活动",
            "sanba",
            Map::default()
                .set("时间", day)
                .set_if(with_purpose, "目的", purpose)
                .set("名称", event)
                .set("参加者", "女教职工")
                .set("参加", format!("{heads}人")),
        );
        let heads = (self.women * self.dice.between(75, 98) / 100).max(2);
        self.add(
            "福利",
            "liangai",
            Map::default()
                .set("时间", "5月")
                .set("项目", "“两癌”筛查")
                .set("人数", format!("{heads}人"))
                .set("基数", "教职工.女")
                .set("频次", "每两年一次")
                .set("地点", "县妇幼保健院"),
        );
        if !self.small() {
            let heads = (self.women * self.dice.between(60, 90) / 100).max(2);
            self.add(
                "学习培训",
                "quanyi-jiangzuo",
                Map::default()
                    .set("时间", "上半年")
                    .set("内容", "女职工权益保护讲座")
                    .set("学习文件", ["女职工劳动保护特别规定"])
                    .set("参加者", "女教职工")
                    .set("场次", "1次")
                    .set("参加人次", format!("{heads}人次")),
            );
        }
        self.around(say::WOMEN_LEAD, say::WOMEN_TAIL);
        self.plans(75, "nvgong-jiangzuo", "女教职工健康知识讲座".to_owned(), "5月", None);
    }

    fn prizes(&mut self, many: bool) -> Vec<Map> {
        let winners = self.winners(if many { 2 } else { 1 });
        let first = Map::default().set("奖级", "一等奖").set("获奖者", winners);
        let n = self.dice.between(2, 6);
        let second = Map::default().set("奖级", "二等奖").set("数量", format!("{n}名"));
        if self.dice.chance(70) { vec![first, second] } else { vec![first] }
    }

    pub(super) fn growth(&mut self) {
        self.area("suzhi", say::GROWTH);
        self.item("lianbing", say::PRACTICE);
        let n = self.school.ordinal_in(self.year, 4);
        let (heads, prizes) = (self.part(40, 60).max(8), self.prizes(self.staff > 40));
        self.add(
            "竞赛",
            "jibengong",
            Map::default()
                .set("系列", "jibengong")
                .set("时间", "4月")
                .set("名称", "教师教学基本功比赛")
                .set("届次", n.to_string())
                .set("参加", format!("{heads}人"))
                .set("奖项", prizes),
        );
        let (n, prizes) = (
            self.dice.between(2, 6),
            vec![Map::default().set("奖级", self.dice.pick(&["一等奖", "二等奖"])).set("获奖者", self.winners(1))],
        );
        self.add(
            "竞赛",
            "youzhike",
            Map::default()
                .set("时间", "5月")
                .set("角色", "选送")
                .set("主办单位", "县教师发展中心")
                .set("名称", "优质课评比")
                .set("作品", format!("{n}节"))
                .set("奖项", prizes),
        );
        if !self.small() {
            let n = self.dice.between(2, 5);
            let (heads, made) = (n * self.part(70, 92), self.dice.between(30, 160));
            self.add(
                "学习培训",
                "beike-peixun",
                Map::default()
                    .set("时间", "9月至11月")
                    .set("内容", "人工智能辅助备课培训")
                    .set("场次", format!("{n}次"))
                    .set("参加人次", format!("{heads}人次"))
                    .set("成效", format!("教师自制课件{made}个")),
            );
        }
        if self.small() {
            let winners = self.winners(1);
            let map = Map::default().set("时间", "9月").set("名称", "优秀乡村教师").set("级别", "县");
            self.add("荣誉", "xiangcun-jiaoshi", map.set("授予单位", "县教育局").set("获得者", winners));
        }
        self.around(say::PRACTICE_LEAD, say::PRACTICE_TAIL);
        let next = self.school.ordinal_in(self.year, 4) + 1;
        self.plans(95, "jibengong", format!("第{}届教师教学基本功比赛", numeral(next)), "4月", Some("jibengong"));
        self.item("qingnian", say::YOUNG);
        let (pairs, lessons) = (self.dice.between(2, 4) + self.staff / 15, self.dice.between(6, 30));
        let word = self.dice.pick(say::PAIR_PURPOSE).to_owned();
        self.add(
            "活动",
            "shitu-jiedui",
            Map::default()
                .set("时间", "3月")
                .set("目的", word)
                .set("动词", "开展")
                .set("名称", "师徒结对活动")
                .set("参加", format!("{pairs}对师徒"))
                .set("成效", format!("徒弟全年上汇报课{lessons}节")),
        );
        let (n, who) = (self.dice.between(6, 12), self.teacher());
        let heads = n * self.young.max(2);
        let by = if self.small() { who.name } else { format!("{}{}", who.group, who.name) };
        self.add(
            "学习培训",
            "sanbizi-peixun",
            Map::default()
                .set("时间", "全年")
                .set("内容", "三笔字培训")
                .set("主讲", by)
                .set("参加者", "青年教师")
                .set("场次", format!("{n}次"))
                .set("参加人次", format!("{heads}人次")),
        );
        if !self.own(60, say::YOUNG_OWN) {
            self.around(say::YOUNG_LEAD, say::YOUNG_TAIL);
        }
        self.plans(75, "shitu", "把师徒结对扩大到入职五年内的教师".to_owned(), "9月", None);
        self.told("gugan", say::MASTERS, say::MASTERS_OWN);
        self.item("dushu", say::READING);
        let n = self.school.ordinal_in(self.year, 5);
        let (works, theme) = (self.part(50, 85), self.dice.pick(say::READ_THEMES).to_owned());
        self.add(
            "活动",
            "dushujie",
            Map::default()
                .set("系列", "dushujie")
                .set("时间", "4月至6月")
                .set("名称", "教职工读书节")
                .set("届次", n.to_string())
                .set("主题", theme)
                .set("参加", format!("{}人", self.staff))
                .set("作品", format!("{works}篇")),
        );
        let (n, prizes) =
            (self.dice.between(3, 14), vec![Map::default().set("奖级", "二等奖").set("获奖者", self.winners(1))]);
        self.add(
            "活动",
            "zhengwen",
            Map::default()
                .set("时间", "7月")
                .set("角色", "选送")
                .set("主办单位", "市教育工会")
                .set("名称", "教职工读书征文活动")
                .set("作品", format!("{n}篇"))
                .set("奖项", prizes),
        );
        if self.dice.chance(45) {
            let n = self.dice.between(8, 30) * 10;
            self.add(
                "活动",
                "tushu-piaoliu",
                Map::default()
                    .set("时间", "5月")
                    .set("角色", "联合举办")
                    .set("合作单位", ["县图书馆"])
                    .set("名称", "图书漂流活动")
                    .set("成效", format!("办公室之间换读图书{n}册")),
            );
        }
        self.around(say::READ_LEAD, say::READ_TAIL);
        let next = self.school.ordinal_in(self.year, 5) + 1;
        self.plans(90, "dushujie", format!("第{}届教职工读书节", numeral(next)), "4月至6月", Some("dushujie"));
    }

    pub(super) fn leisure(&mut self) {
        self.area("wenti", say::LEISURE);
        self.item("huodong", say::EVENTS);
        // The word that marks the school is the theme of its own event.
        let n = self.school.ordinal_in(self.year, 2);
        let (heads, theme) =
            (self.part(45, 80), fill(self.dice.pick(say::MARKED), &[("mark", self.school.mark.clone())]));
        let (event, how) = (
            say::SERIES[self.school.number % say::SERIES.len()].to_owned(),
            self.dice.pick(say::EVENT_METHODS).to_owned(),
        );
        let effect = self.dice.pick(say::EVENT_EFFECTS).to_owned();
        self.add(
            "活动",
            "bisai",
            Map::default()
                .set("系列", "bisai")
                .set("时间", "4月")
                .set("做法", how)
                .set("名称", &event)
                .set("届次", n.to_string())
                .set("主题", theme)
                .set("参加", format!("{heads}人"))
                .set("成效", effect),
        );
        self.plans(95, "bisai", format!("第{}届{event}", numeral(n + 1)), "4月", Some("bisai"));
        let more = if self.big() {
            7
        } else if self.small() {
            3
        } else {
            5
        };
        let mut kinds = self.dice.several(&[0, 1, 2, 3, 4, 5, 6, 7], more);
        kinds.sort_unstable();
        for kind in kinds {
            self.event(kind);
        }
        self.around(say::EVENT_LEAD, say::EVENT_TAIL);
        self.item("jia", say::HOME);
        let n = self.part(25, 70);
        self.add(
            "活动",
            "shetuan",
            Map::default().set("时间", "全年").set("名称", "教工社团活动").set("参加", format!("{n}人")),
        );
        if !self.small() && self.dice.chance(60) {
            let level = self.dice.pick(&["模范职工小家", "先进职工小家", "模范职工之家"]).to_owned();
            self.add(
                "荣誉",
                "jia-rongyu",
                Map::default()
                    .set("时间", "4月")
                    .set("名称", level)
                    .set("级别", "县")
                    .set("授予单位", "县总工会")
                    .set("获得者", "本会"),
            );
            self.own(100, say::HOME_OWN_HONOUR);
        } else if !self.own(60, say::HOME_OWN) {
            self.around(say::HOME_LEAD, say::HOME_TAIL);
        }
        self.plans(80, "jia-kaifang", "职工之家寒暑假照常开放".to_owned(), "每周一次", None);
        if !self.small() {
            self.told("shetuan-zizhu", say::CLUBS, say::CLUBS_OWN);
            self.item("xiaozu", say::TEAMS);
            let winners = self.winners(2);
            self.add(
                "荣誉",
                "jiji-fenzi",
                Map::default()
                    .set("时间", "12月")
                    .set("名称", "优秀工会积极分子")
                    .set("级别", "县")
                    .set("授予单位", "县教育工会")
                    .set("获得者", winners),
            );
            let groups = self.dice.several(&["语文组", "数学组", "艺体组", "综合组", "行政后勤组"], 2);
            self.add(
                "荣誉",
                "youxiu-xiaozu",
                Map::default().set("时间", "12月").set("名称", "优秀工会小组").set("级别", "校").set("获得者", groups),
            );
            self.around(say::TEAM_LEAD, say::TEAM_TAIL);
        }
    }

    fn event(&mut self, kind: usize) {
        let map = Map::default();
        match kind {
            0 => {
                let (day, n) = (self.day(5, 6), self.part(20, 50));
                let name = format!("教职工{}", self.dice.pick(&["羽毛球比赛", "乒乓球比赛", "气排球比赛"]));
                let prizes = vec![map.clone().set("奖级", "第一名").set("获奖者", self.winners(1))];
                self.add(
                    "活动",
                    "qiusai",
                    map.set("时间", day).set("名称", name).set("参加", format!("{n}人")).set("奖项", prizes),
                );
            }
            1 => {
                let (n, rank) = (self.dice.between(8, 24).min(self.staff), numeral(self.dice.between(2, 8)));
                self.add(
                    "活动",
                    "guangbocao",
                    map.set("时间", "10月")
                        .set("角色", "组队参加")
                        .set("主办单位", "县总工会")
                        .set("名称", "职工广播体操比赛")
                        .set("参加", format!("{n}人"))
                        .set("名次", format!("团体第{rank}名")),
                );
            }
            2 => {
                let (n, prizes) =
                    (self.dice.between(3, 12), vec![map.clone().set("奖级", "二等奖").set("获奖者", self.winners(1))]);
                self.add(
                    "活动",
                    "shuhua",
                    map.set("时间", "9月")
                        .set("角色", "选送")
                        .set("主办单位", "县教育工会")
                        .set("名称", "教职工书画摄影展")
                        .set("作品", format!("{n}件"))
                        .set("奖项", prizes),
                );
            }
            3 => {
                let n = self.part(30, 70);
                let theme = self.dice.pick(&["走进秋天", "一路同行", "走出健康"]).to_owned();
                let about = self.dice.pick(&["约", "近"]).to_owned();
                self.add(
                    "活动",
                    "jianbuzou",
                    map.set("时间", "11月")
                        .set("角色", "配合")
                        .set("主办单位", "县总工会")
                        .set("名称", "职工健步走活动")
                        .set("主题", theme)
                        .set("参加", format!("{about}{}人", (n / 10).max(1) * 10)),
                );
            }
            4 => {
                let (purpose, effect) =
                    (format!("为庆祝第{}个教师节", self.year - 1984), self.dice.pick(say::SHOW_EFFECTS).to_owned());
                let day = format!("{}-09-09", self.year);
                self.add(
                    "活动",
                    "jiaoshijie",
                    map.set("时间", day).set("目的", purpose).set("名称", "师生文艺演出").set("成效", effect),
                );
            }
            5 => {
                let n = self.dice.between(3, 8) * 10 * self.staff;
                let yuan = if self.dice.chance(40) {
                    format!("近{}元", n / 1000 * 1000 + 1000)
                } else {
                    money(&mut self.dice, n)
                };
                let heads = self.staff - self.dice.between(0, 3);
                self.add(
                    "捐款",
                    "cishan",
                    map.set("时间", "9月")
                        .set("事由", "爱心助学")
                        .set("人数", format!("{heads}人"))
                        .set("金额", yuan)
                        .set("受捐", "县慈善总会"),
                );
            }
            6 => {
                let n = self.part(30, 70);
                let effect = self.dice.pick(say::TREE_EFFECTS).to_owned();
                self.add(
                    "活动",
                    "zhishu",
                    map.set("时间", "3月中旬")
                        .set("名称", "义务植树活动")
                        .set("参加", format!("{n}人"))
                        .set("成效", effect),
                );
            }
            _ => {
                let n = self.part(40, 80);
                let partner = self.dice.pick(&["青禾县第一小学工会", "青禾县第三小学工会", "县幼儿园工会"]).to_owned();
                self.add(
                    "活动",
                    "lianyi",
                    map.set("时间", "12月")
                        .set("角色", "联合举办")
                        .set("合作单位", [partner])
                        .set("名称", "迎新年联谊活动")
                        .set("参加", format!("{n}余人")),
                );
            }
        }
    }

    pub(super) fn building(&mut self) {
        self.area("zuzhi", say::BUILDING);
        self.item("ganbu", say::CADRES);
        let n = self.dice.between(2, 6);
        let each = self.dice.between(6, 11);
        self.add(
            "学习培训",
            "ganbu-xuexi",
            Map::default()
                .set("时间", "全年")
                .set("内容", "工会业务学习")
                .set("参加者", "工会委员和小组长")
                .set("场次", format!("{n}次"))
                .set("参加人次", format!("{}人次", n * each)),
        );
        self.around(say::CADRE_LEAD, say::CADRE_TAIL);
        self.plans(80, "ganbu-xuexi", "工会委员和小组长业务学习".to_owned(), "每学期两次", None);
        self.item("zhidu", say::ORDER);
        let rule = self.dice.pick(&["工会经费使用管理办法", "职工之家管理办法", "工会小组工作规则"]).to_owned();
        let month = self.month(3, 5);
        let word = self.dice.pick(&["修订", "制定"]).to_owned();
        self.add("制度", "zhidu", Map::default().set("时间", month).set("名称", rule).set("办理", word));
        self.around(say::ORDER_LEAD, say::ORDER_TAIL);
        self.plans(60, "zhangmu", "工会账目公布".to_owned(), "每季度一次", None);
    }

    pub(super) fn press(&mut self) {
        let n = self.dice.between(2, 9) * 5;
        let how = self.dice.pick(&["近", "约", ""]).to_owned();
        self.records.push((
            "宣传",
            Map::default()
                .set("编号", "xuanchuan")
                .set("媒体", ["县教育信息网"])
                .set("篇数", format!("{how}{n}篇"))
                .set("内容", self.dice.pick(say::NEWS)),
        ));
        if !self.small() {
            let n = self.dice.between(18, 60);
            self.records.push((
                "宣传",
                Map::default().set("编号", "gongzhonghao").set("媒体", ["学校公众号"]).set("篇数", format!("{n}条")),
            ));
        }
    }
}
