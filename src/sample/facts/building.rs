//! The union's own cadres and rules, and what was published.

use crate::sample::facts::{Promise, Year};
use crate::sample::words as say;
use crate::sample::yaml::Map;

impl Year<'_> {
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
        self.plans(Promise::new("ganbu-xuexi", "工会委员和小组长业务学习", "每学期两次").sometimes(80));
        self.item("zhidu", say::ORDER);
        let rule = self.dice.pick(&["工会经费使用管理办法", "职工之家管理办法", "工会小组工作规则"]).to_owned();
        let month = self.month(3, 5);
        let word = self.dice.pick(&["修订", "制定"]).to_owned();
        self.add("制度", "zhidu", Map::default().set("时间", month).set("名称", rule).set("办理", word));
        self.around(say::ORDER_LEAD, say::ORDER_TAIL);
        self.more(&say::MORE_BUILDING);
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
