//! Events, the home of the staff, and its groups.

use crate::sample::facts::{Promise, Year};
use crate::sample::words::{self as say, fill, numeral};
use crate::sample::yaml::Map;

impl Year<'_> {
    pub(super) fn leisure(&mut self) {
        self.area("wenti", say::LEISURE);
        self.item("huodong", say::EVENTS);
        // The word that marks the school is the theme of its own event.
        let n = self.school.ordinal_in(self.year, 2);
        let (heads, theme) =
            (self.reached("bisai", 45, 75), fill(self.dice.pick(say::MARKED), &[("mark", self.school.mark.clone())]));
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
        let target = format!("{}人", self.goal("bisai", 45, 75, self.year + 1));
        self.plans(Promise::new("bisai", &format!("第{}届{event}", numeral(n + 1)), "4月").again().target(target));
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
        self.plans(Promise::new("shetuan", "教工社团活动", "全年").again());
        if !self.small() {
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
        self.more(&say::MORE_LEISURE);
    }
}
