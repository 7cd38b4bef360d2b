//! What is counted of the body itself: staff, members, cadres, shares, money.

use crate::facts::amount::Amount;
use crate::facts::table::record;
use crate::facts::types::{ByName, Percent};
use crate::facts::value::{Prose, Text};

record! {
    Staff "staff" "教职工" ("教职工和会员", "staff and members") {
        total "total" "总数": Option<Amount> ["人" "名" "位"] = "在职教职工总数", "all staff" => "78人";
        women "women" "女": Option<Amount> ["人" "名" "位"] = "女教职工", "women" => "61人";
        men "men" "男": Option<Amount> ["人" "名" "位"] = "男教职工", "men" => "17人";
        teachers "teachers" "专任教师": Option<Amount> ["人" "名" "位"] = "专任教师", "teachers" => "72人";
        minority "minority" "少数民族": Option<Amount> ["人" "名" "位"] = "少数民族教职工", "ethnic minorities" => "3人";
        under_35 "under_35" "青年": Option<Amount> ["人" "名" "位"] = "35岁以下青年教职工", "staff under 35" => "22人";
        party "party" "党员": Option<Amount> ["人" "名" "位"] = "党员", "party members" => "26人";
        senior "senior" "高级职称": Option<Amount> ["人" "名" "位"] = "高级职称", "senior titles" => "15人";
        middle "middle" "中级职称": Option<Amount> ["人" "名" "位"] = "中级职称", "middle titles" => "38人";
        junior "junior" "初级职称": Option<Amount> ["人" "名" "位"] = "初级职称", "junior titles" => "19人";
        bachelor "bachelor" "本科": Option<Amount> ["人" "名" "位"] = "本科以上学历", "bachelor's degree or higher" => "70人";
        master "master" "研究生": Option<Amount> ["人" "名" "位"] = "研究生学历", "master's degree or higher" => "4人";
        over_50 "over_50" "五十岁以上": Option<Amount> ["人" "名" "位"] = "50岁以上教职工", "staff over 50" => "12人";
        others "others" "其他": ByName<Amount> ["人" "名" "位"] = "其他分类，名称为键", "further groups, the name as key" => "外聘: 6人";
        members "members" "会员": Option<Amount> ["人" "名" "位"] = "工会会员", "union members" => "78人";
        cadres "cadres" "工会干部": Option<Amount> ["人" "名" "位"] = "工会干部", "union cadres" => "7人";
        retirees "retirees" "退休": Option<Amount> ["人" "名" "位"] = "退休教职工，不计入总数", "retirees, not part of the total" => "34人";
    }

    Membership "membership" "会员与建会" ("会员发展和建会", "membership and founding of unions") {
        staff "staff" "职工": Option<Amount> ["人" "名" "位"] = "职工总数", "all staff" => "78人";
        members "members" "会员": Option<Amount> ["人" "名" "位"] = "会员累计", "members to date" => "78人";
        new_members "new_members" "新会员": Option<Amount> ["人" "名" "位"] = "本期新增会员", "members new in this period" => "3人";
        rate "rate" "入会率": Option<Percent> = "报出的入会率；不写则由工具算", "the rate as stated; computed where absent" => "100%";
        units "units" "单位": Option<Amount> ["个" "家" "所"] = "应建会单位数", "units that should have a union" => "125个";
        units_with_union "units_with_union" "已建会": Option<Amount> ["个" "家" "所"] = "已建会单位累计", "units with a union to date" => "124个";
        new_units "new_units" "新建会": Option<Amount> ["个" "家" "所"] = "本期新建会单位", "units whose union is new in this period" => "2个";
        unit_rate "unit_rate" "建会率": Option<Percent> = "报出的建会率；不写则由工具算", "the rate as stated; computed where absent" => "99.2%";
        unions "unions" "基层工会": Option<Amount> ["个" "家"] = "基层工会数", "number of base unions" => "124个";
        text "text" "正文": Option<Prose> = "整段由作者自己写", "the whole paragraph in the author's words" => "会员发展跟着入职走，新教师报到当月入会。";
    }

    Cadres "cadres" "工会干部" ("工会干部和工会小组", "union cadres and groups") {
        total "total" "总数": Option<Amount> ["人" "名" "位"] = "工会干部总数", "all cadres" => "7人";
        full_time "full_time" "专职": Option<Amount> ["人" "名" "位"] = "专职干部", "full-time" => "1人";
        part_time "part_time" "兼职": Option<Amount> ["人" "名" "位"] = "兼职干部", "part-time" => "6人";
        women "women" "女": Option<Amount> ["人" "名" "位"] = "女干部", "women" => "4人";
        ranks "ranks" "职级": ByName<Amount> ["人" "名" "位"] = "各职级人数，职级为键", "numbers by rank, the rank as key" => "副科级: 2人";
        committee "committee" "委员": Option<Amount> ["人" "名" "位"] = "工会委员", "members of the committee" => "7人";
        groups "groups" "工会小组": Option<Amount> ["个"] = "工会小组数", "union groups" => "8个";
        text "text" "正文": Option<Prose> = "整段由作者自己写", "the whole paragraph in the author's words" => "工会小组长由组员推选。";
    }

    StatedRate "rate" "比率" ("报出的一个比率，写明分母", "a share as stated, with its base") {
        id "id" "编号": Option<Text> = "代号，供引用", "a name for references" => "zaigang-peixun";
        name "name" "名称": Text = "比率的名称", "what it is called" => "在岗培训率";
        rate "rate" "比率": Percent = "报出的数", "the share as stated" => "96.5%";
        part "part" "分子": Option<Amount> = "分子", "the part" => "83人";
        whole "whole" "分母": Option<Amount> = "分母", "the whole" => "86人";
        of "of" "基数": Option<Text> = "分母是什么，或指向一个数", "what the base is, or a reference to a number" => "教职工.总数";
    }

    Finance "finance" "经费" ("经费收支；合计、占比、结余由工具算出", "income and expense; totals, shares and balance are computed") {
        income "income" "收入": Vec<Line> = "各项收入", "lines of income";
        income_total "income_total" "收入合计": Option<Amount> ["元"] = "报出的合计，供核对；不写则由工具算", "the total as stated, to be checked; computed where absent" => "13.09万元";
        expense "expense" "支出": Vec<Line> = "各项支出", "lines of expense";
        expense_total "expense_total" "支出合计": Option<Amount> ["元"] = "报出的合计，供核对；不写则由工具算", "the total as stated, to be checked; computed where absent" => "12.58万元";
        balance "left" "报出结余": Option<Amount> ["元"] = "报出的结余，供核对；不写则由工具算", "the balance as stated, to be checked; computed where absent" => "2.66万元";
        budget "budget" "预算": Vec<Line> = "支出预算，科目与支出相同", "budgeted expense, with the lines of expense";
        carried "carried" "上年结转": Option<Amount> ["元"] = "上年结转", "carried over from last year" => "2.15万元";
        text "text" "正文": Option<Prose> = "整段由作者自己写", "the whole paragraph in the author's words" => "经费收支每半年在公开栏公布一次。";
        audit "audit" "审计": Option<Prose> = "审计或审查结果，作者的话", "the result of the audit, in the author's words" => "经费审查委员会每半年审查一次账目，未发现违规支出";
    }

    Line "line" "科目" ("一项收入或支出", "a line of income or expense") {
        item "item" "科目": Text = "科目名称", "its name" => "会费";
        amount "amount" "金额": Amount ["元"] = "金额", "the amount" => "1.68万元";
        share "share" "报出占比": Option<Percent> = "报出的占比，供核对；不写则由工具算", "the share as stated, to be checked; computed where absent" => "38.5%";
        proposed "proposed" "提议": Option<Text> = "工具的提议，写它由上年哪个数来；采纳以后不再有这一项", "a proposal of the tool, with the figure of last year that it comes from; gone once it is accepted" => "经费.支出.文体活动支出";
    }
}
