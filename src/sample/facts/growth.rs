//! Contests of teachers, young teachers, reading.

use crate::sample::facts::{Promise, Year};
use crate::sample::words::{self as say, numeral};
use crate::sample::yaml::Map;

impl Year<'_> {
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
        let (heads, prizes) = (self.reached("jibengong", 40, 55), self.prizes(self.staff > 40));
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
        let target = format!("{}人", self.goal("jibengong", 40, 55, self.year + 1));
        let what = format!("第{}届教师教学基本功比赛", numeral(next));
        self.plans(Promise::new("jibengong", &what, "4月").again().target(target));
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
        self.plans(Promise::new("shitu-jiedui", "师徒结对活动", "3月").again());
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
        if !self.small() || self.dice.chance(50) {
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
        }
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
        let what = format!("第{}届教职工读书节", numeral(next));
        self.plans(Promise::new("dushujie", &what, "4月至6月").again());
        self.more(&say::MORE_GROWTH);
    }
}
