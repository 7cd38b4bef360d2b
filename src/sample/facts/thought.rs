//! Study and ethics.

use crate::sample::facts::{Promise, Year};
use crate::sample::words::{self as say, fill};
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
        self.plans(Promise::new("jizhong-xuexi", "教职工集中学习", "每月一次").again());
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
        self.plans(Promise::new("shide-xuexi", "师德专题学习", "下半年").again());
        self.plans(Promise::new("shide-zuotan", "师德师风座谈会", "上半年").sometimes(60));
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
        self.more(&say::MORE_THOUGHT);
    }
}
