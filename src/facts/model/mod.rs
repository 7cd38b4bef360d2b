//! The model: every record of a facts file, declared once with its keys in English and Chinese.

mod body;
mod numbers;
mod paper;
mod records;
mod rollup;
mod sections;

use crate::facts::table::{Record, record};
use crate::facts::types::{ByName, Span};
use crate::facts::value::{At, Level, Prose, Text, Tier};

pub use body::*;
pub use numbers::*;
pub use paper::*;
pub use records::*;
pub use rollup::*;
pub use sections::*;

record! {
    Facts "facts" "事实" ("一个单位一个时期的全部事实", "all facts of one body in one period") {
        include "include" "包含": Vec<Text> = "同一文件夹或其下的文件，合并进来读", "files of the same folder or below that are read as part of this one" => "活动.yaml";
        level "level" "层级": Option<At<Tier>> = "单位层级", "the level of the body" => "校";
        year "year" "年度": Option<Span> = "所写年度，如 2025 或 2024—2025学年", "the year told, such as 2025 or 2024—2025学年" => "2025";
        period "period" "时期": Option<Span> = "不是整年时写起止，如 2024-10 .. 2025-09", "start and end where it is not a year, such as 2024-10 .. 2025-09" => "2024-10 .. 2025-09";
        organisation "organisation" "单位": Organisation = "本单位", "the body that reports";
        documents "documents" "文件": ByName<Paper> = "各文种的日期、标题、主送等，以文种为键", "date, title, addressee of each kind of paper, by kind" => "year-end-summary";
        bodies "bodies" "单位名录": Vec<Body> = "文中提到的其他单位及其别名", "other bodies that are spoken of, and their aliases";
        people "people" "人员名录": Vec<Member> = "文中提到的人", "persons who are spoken of";
        staff "staff" "教职工": Option<Staff> = "教职工和会员人数", "numbers of staff and members";
        membership "membership" "会员与建会": Option<Membership> = "会员发展和建会，本期新增与累计分开写", "membership and founding of unions; new ones and the number to date apart";
        cadres "cadres" "工会干部": Option<Cadres> = "工会干部和工会小组", "union cadres and groups";
        rates "rates" "比率": Vec<StatedRate> = "别处没有栏目的比率，写明分母", "shares that have no field elsewhere, each with its base";
        areas "areas" "工作领域": Vec<Area> = "工作领域，依正文次序", "the areas of work in the order of the paper";
        written "written" "自写栏目": Vec<Area> = "总结性文件里由作者自己写的栏目，编号写栏目名；通常写在草稿（2025.md）里", "sections of papers that look back in the author's words, by the section's name as id; usually in a draft (2025.md)";
        activities "activities" "活动": Vec<Activity> = "各项活动", "activities";
        contests "contests" "竞赛": Vec<Activity> = "各项比赛", "contests";
        training "training" "学习培训": Vec<Training> = "学习、培训、讲座", "study, training, lectures";
        meetings "meetings" "会议": Vec<Meeting> = "各类会议", "meetings";
        congress "congress" "教代会": Vec<Congress> = "教代会、教职工大会、会员大会", "staff congresses and members' meetings";
        relief "relief" "慰问": Vec<Relief> = "送温暖和慰问", "relief and condolence";
        benefits "benefits" "福利": Vec<Benefit> = "体检、疗休养、生日、节日等会员福利", "benefits: medical exams, birthdays, festivals";
        honours "honours" "荣誉": Vec<Honour> = "所获荣誉", "honours received";
        regulations "regulations" "制度": Vec<Regulation> = "起草、修订、通过的制度", "regulations drafted, revised, adopted";
        openness "openness" "校务公开": Vec<Openness> = "校务公开", "school affairs made public";
        evaluations "evaluations" "民主评议": Vec<Evaluation> = "民主评议领导干部", "democratic evaluation of leaders";
        donations "donations" "捐款": Vec<Donation> = "募捐、捐款捐物", "donations collected";
        insurance "insurance" "互助保障": Vec<Insurance> = "互助保障和保险", "mutual aid and insurance";
        retired "retired" "离退休": Vec<RetireeWork> = "离退休教职工工作", "work for retirees";
        women "women" "女职工": Vec<WomenWork> = "女职工工作", "work for women";
        labour "labour" "劳动关系": Vec<Labour> = "集体合同、劳动争议调解", "collective contracts, mediation";
        inspections "inspections" "检查": Vec<Inspection> = "检查、考核、验收", "inspections and assessments";
        homes "homes" "职工之家": Vec<Home> = "各级职工之家，本期新增与累计分开写", "homes of the staff by level; new ones and the number to date apart";
        slogans "slogans" "提法": Vec<Slogan> = "一个中心、两个善于这样的提法及其成员", "announced sets such as 一个中心、两个善于, with their members";
        finance "finance" "经费": Option<Finance> = "经费收支", "income and expense";
        publicity "publicity" "宣传": Vec<Publicity> = "宣传报道", "publicity";
        problems "problems" "问题": Vec<Problem> = "存在的问题", "shortcomings";
        experience "experience" "体会": Vec<Prose> = "体会，依次列出", "points of experience in order" => "规矩定在前面，大家心里才踏实";
        next "next" "下一步": Vec<Prose> = "下一步打算，依次列出", "next steps in order" => "把师徒结对扩大到入职五年内的教师";
        plan_period "plan_period" "计划时期": Option<Span> = "计划写的是哪一期；不写则由工具看", "the period that the plan is for; seen from the file where absent" => "2026";
        plan "plan" "计划": Vec<PlanItem> = "工作计划的事项", "items of the work plan";
        rollup "rollup" "汇总": Option<Rollup> = "由 niandu rollup 写：本文件的数是下级各单位的合计", "written by `niandu rollup`: the figures of this file are the sums of the bodies below";
    }
}

/// The word for the body itself among the holders of an honour.
pub const OWN: [&str; 2] = ["organisation", "本会"];

/// Declares the records of areas: where each stands in the facts.
macro_rules! entered {
    ($( $name:ident $($list:ident)+ ; )*) => {
        /// A record of an area, whatever its kind.
        #[derive(Clone, Copy)]
        pub enum Entered<'a> {
            $( $name(&'a $name), )*
        }

        impl<'a> Entered<'a> {
            /// The shared fields.
            pub fn place(self) -> Place<'a> {
                match self {
                    $( Entered::$name(record) => record.place(), )*
                }
            }

            /// The record as references see it.
            pub fn record(self) -> &'a dyn Record {
                match self {
                    $( Entered::$name(record) => record, )*
                }
            }
        }

        impl Facts {
            /// All records that belong to areas, in the order of the file.
            pub fn placed(&self) -> Vec<Entered<'_>> {
                let mut all: Vec<Entered<'_>> = Vec::new();
                $( $( all.extend(self.$list.iter().map(Entered::$name)); )+ )*
                all.sort_by_cached_key(|record| record.record().origin());
                all
            }

            /// The list that a record of an area stands in, by its English name: activities, contests.
            pub fn list_of(&self, entered: Entered<'_>) -> &'static str {
                let origin = entered.record().origin();
                $( $(
                    if matches!(entered, Entered::$name(_)) && self.$list.iter().any(|record| record.origin == origin) {
                        return stringify!($list);
                    }
                )+ )*
                ""
            }

            /// The first record of an area that is wanted, kind by kind; cheaper than going through all of them in order.
            pub fn entered(&self, wanted: impl Fn(Entered<'_>) -> bool) -> Option<Entered<'_>> {
                $( $(
                    let mut list = self.$list.iter().map(Entered::$name);
                    if let Some(found) = list.find(|record| wanted(*record)) {
                        return Some(found);
                    }
                )+ )*
                None
            }
        }
    };
}

entered! {
    Activity activities contests;
    Training training;
    Meeting meetings;
    Congress congress;
    Relief relief;
    Benefit benefits;
    Honour honours;
    Publicity publicity;
    Regulation regulations;
    Openness openness;
    Evaluation evaluations;
    Donation donations;
    Insurance insurance;
    RetireeWork retired;
    WomenWork women;
    Labour labour;
    Inspection inspections;
    Home homes;
}

impl<'a> Entered<'a> {
    /// Its id, if the author gave it one.
    pub fn id(self) -> Option<&'a Text> {
        self.place().id
    }

    /// Its rank, where records of this kind have one.
    pub fn level(self) -> Option<Level> {
        match self {
            Entered::Honour(record) => record.rank.map(|rank| rank.value),
            Entered::Home(record) => record.rank.map(|rank| rank.value),
            _ => None,
        }
    }
}
