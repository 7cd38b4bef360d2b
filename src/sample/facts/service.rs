//! Relief, health, benefits, and what is done for women.

use crate::sample::dice::Dice;
use crate::sample::facts::{Promise, Year, money};
use crate::sample::words as say;
use crate::sample::yaml::Map;

impl Year<'_> {
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
        self.plans(Promise::new("kunnan", "走访慰问困难教职工", "春节前").again());
        self.plans(Promise::new("tuixiu", "慰问退休教职工", "春节前").again());
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
            self.plans(Promise::new("liaoxiuyang", "教职工疗休养", "7、8月"));
        }
        if !self.big() && !self.own(45, say::HEALTH_OWN) {
            self.around(say::HEALTH_LEAD, say::HEALTH_TAIL);
        }
        let target = format!("{}人", self.staff);
        self.plans(Promise::new("tijian", "教职工体检", &month).again().target(target));
        self.item("fuli", say::GOODS);
        let each = self.dice.between(6, 12) * 100;
        self.benefit("jieri-weiwen", "节日慰问", each);
        let each = self.dice.between(2, 4) * 50;
        self.benefit("shengri-weiwen", "生日慰问", each);
        if !self.own(70, say::GOODS_OWN) {
            self.around(say::GOODS_LEAD, say::GOODS_TAIL);
        }
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
        self.plans(Promise::new("sanba", "“三八”国际妇女节活动", "3月").again());
        self.more(&say::MORE_SERVICE);
    }
}
