//! Meetings, openness and the running of the union.

use crate::sample::facts::{Promise, Year};
use crate::sample::school::Size;
use crate::sample::words::{self as say, fill, numeral};
use crate::sample::yaml::Map;

impl Year<'_> {
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
        self.plans(Promise::new("dahui", &format!("召开{}{kind}", session(n + 1)), "3月"));
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
        self.plans(Promise::new("gongkai-jiancha", "校务公开监督小组会议", "每学期一次").sometimes(70));
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
        self.plans(Promise::new("xiaozu-zuotan", "工会小组座谈会", "每学期一次").again());
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
            let next = session(self.school.ordinal_in(self.year, 3) + 1);
            self.plans(Promise::new("huiyuan", &format!("召开{next}会员大会"), "2月"));
        }
        self.more(&say::MORE_DEMOCRACY);
    }
}
