//! The facts that papers tell in words, and the nouns by which they do.

use rust_decimal::Decimal;

use crate::diagnostic::Origin;
use crate::facts::amount::kind_of;
use crate::figures::Figures;
use crate::figures::rate::Rate;
use crate::figures::reference::Found;

/// A fact that the author may tell in his own words, and the nouns by which he does.
pub struct Told {
    pub path: [&'static str; 3],
    pub en: &'static str,
    pub nouns: &'static [&'static str],
    /// Whether the number stands before the noun: 24个教学班.
    pub before: bool,
}

const fn told(path: [&'static str; 3], en: &'static str, nouns: &'static [&'static str]) -> Told {
    Told { path, en, nouns, before: false }
}

/// The facts that papers tell in words; of two nouns that fit the longer one counts.
pub const TOLD: [Told; 22] = [
    told(["教职工", "总数", ""], "staff.total", &["教职工", "教职员工", "教职工总数"]),
    told(["教职工", "女", ""], "staff.women", &["女教职工", "女职工", "女教职员工"]),
    told(["教职工", "会员", ""], "staff.members", &["会员", "工会会员"]),
    told(["教职工", "专任教师", ""], "staff.teachers", &["专任教师"]),
    told(["教职工", "退休", ""], "staff.retirees", &["退休教职工", "退休教师", "离退休教职工"]),
    told(["教职工", "党员", ""], "staff.party", &["党员", "中共党员"]),
    told(["教职工", "高级职称", ""], "staff.senior", &["高级职称"]),
    told(["教职工", "青年", ""], "staff.under_35", &["青年教职工", "35岁以下教职工", "35岁以下青年教职工"]),
    told(["教职工", "少数民族", ""], "staff.minority", &["少数民族教职工"]),
    told(["教职工", "工会干部", ""], "staff.cadres", &["工会干部"]),
    told(["会员与建会", "职工", ""], "membership.staff", &["教职工", "教职工总数", "职工总数"]),
    told(["会员与建会", "会员", ""], "membership.members", &["会员", "工会会员"]),
    told(["会员与建会", "新会员", ""], "membership.new_members", &["新会员", "新发展会员", "发展会员", "新增会员"]),
    told(["单位", "学校", "学生"], "organisation.school.students", &["学生", "在校学生", "在校生"]),
    told(["慰问", "金额", ""], "relief.amount", &["慰问金", "慰问款"]),
    told(["经费", "收入", "合计"], "finance.income.total", &["经费收入", "总收入", "收入合计"]),
    told(["经费", "支出", "合计"], "finance.expense.total", &["经费支出", "总支出", "支出合计"]),
    told(["经费", "结余", ""], "finance.balance", &["结余", "经费结余"]),
    Told {
        path: ["单位", "学校", "班级"],
        en: "organisation.school.classes",
        nouns: &["教学班", "班级"],
        before: true,
    },
    Told { path: ["单位", "下属工会", ""], en: "organisation.units", nouns: &["基层工会"], before: true },
    Told {
        path: ["会员与建会", "基层工会", ""], en: "membership.unions", nouns: &["基层工会"], before: true
    },
    Told { path: ["工会干部", "工会小组", ""], en: "cadres.groups", nouns: &["工会小组"], before: true },
];

impl Told {
    /// As a reference names it.
    pub fn name(&self) -> String {
        self.path.iter().filter(|step| !step.is_empty()).copied().collect::<Vec<_>>().join(".")
    }
}

/// A fact that the author may tell in his own words.
pub struct Fact {
    pub told: &'static Told,
    pub value: Decimal,
    pub unit: String,
    /// As a reference would print it.
    pub text: String,
    pub origin: Option<Origin>,
    pub share: Option<Rate>,
}

impl Fact {
    /// The fact, where the file has it and states it exactly.
    pub fn of(told: &'static Told, figures: Figures<'_>) -> Option<Self> {
        let mut path: Vec<String> =
            told.path.iter().filter(|step| !step.is_empty()).map(|step| (*step).to_owned()).collect();
        let (sum, unit, text, origin) = match figures.find(&path).ok()? {
            Found::Amount(amount) => (amount.sum, amount.unit.clone(), amount.text.clone(), Some(amount.origin)),
            Found::Sum(sum, unit) => (sum, unit.clone(), sum.print(&unit), None),
            _ => return None,
        };
        path.push("占比".to_owned());
        let share =
            figures.find(&path).ok().and_then(|found| if let Found::Rate(rate) = found { Some(rate) } else { None });
        sum.is_exact().then_some(Self { told, value: sum.value, unit, text, origin, share })
    }

    /// Whether it is counted in such a unit.
    pub fn is_in(&self, unit: &str) -> bool {
        kind_of(&self.unit) == kind_of(unit) || self.unit.starts_with(unit)
    }
}
