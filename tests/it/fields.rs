//! Every field that a paper can have, given to every kind: it is printed, or it is said that it is not, and said once.

use niandu::diagnostic::{Diagnostics, Severity, Source};
use niandu::publish::Format;
use niandu::report::{self, Order};

use crate::office;

/// A field, its value, and words that stand in the paper where the value is printed.
type Given = (&'static str, &'static str, &'static str);

/// Every field of a paper but its kind, its date and its period.
const FIELDS: [Given; 35] = [
    ("文号", "星教工〔2025〕8号", "星教工〔2025〕8号"),
    ("密级", "秘密★1年", "秘密★1年"),
    ("紧急程度", "加急", "加急"),
    ("签发人", "[周宁]", "周宁"),
    ("联合署名", "[星桥县星光协会]", "星桥县星光协会"),
    ("报告人", "周宁", "周宁"),
    ("抄送", "[县总工会]", "县总工会"),
    ("印发机关", "星桥县教育工会办公室", "星桥县教育工会办公室"),
    ("印发日期", "2025-12-31", "12月31日"),
    ("附注", "联系人见通讯录", "联系人见通讯录"),
    ("出席", "[星光甲]", "出席：星光甲"),
    ("请假", "[星光乙]", "请假：星光乙"),
    ("列席", "[星光丙]", "列席：星光丙"),
    ("主送", "[星光中心组]", "星光中心组"),
    ("标题", "星桥县教育工会2025年星光标题", "星光标题"),
    ("指导思想", "围绕星光工作", "围绕星光工作"),
    ("开头", "这是自己写的开头。", "这是自己写的开头"),
    ("过渡", "现将星光如下：", "现将星光如下"),
    ("结尾", "这是自己写的结尾。", "这是自己写的结尾"),
    ("开头式样", "没有的式样", "没有的式样"),
    ("结尾式样", "没有的式样", "没有的式样"),
    ("称呼", "星光同志们", "星光同志们"),
    ("正文", "这是自己写的正文。", "这是自己写的正文"),
    ("工作目标", "[星光目标有所进展]", "星光目标"),
    ("保障措施", "[星光措施落实到人]", "星光措施"),
    ("专题", "wenti", "开展文体活动情况"),
    ("所附文件", "[year-end-summary]", "教育工会2025年工作总结"),
    ("接排", "是", "跳绳"),
    ("问题", "[{问题: 星光问题没有解决}]", "星光问题"),
    ("下一步", "[星光打算逐月推进]", "星光打算"),
    ("工作领域", "[{编号: mou, 标题: 星光领域, 正文: 星光领域的话。}]", "星光领域的话"),
    ("栏目", "[{栏目名: 星光栏目, 正文: 星光栏目的话。}]", "星光栏目的话"),
    ("自写栏目", "[{编号: 体会, 标题: 星光体会, 正文: 星光体会的话。}]", "星光体会的话"),
    ("附件", "[星光一览表]", "星光一览表"),
    ("图表", "[{是: 收入, 标题: 星光收入}]", "图1\u{3000}星光收入"),
];

/// Facts that every kind can be written from; the entry of the kind has this field, too.
fn facts(kind: &str, of_district: bool, field: &str, value: Option<&str>) -> String {
    let mut entry = vec![("日期", "2025-12-30")];
    match kind {
        "notice" | "submission" => entry.push(("主送", "[各有关单位]")),
        "topic-report" => entry.push(("专题", "经费")),
        "half-year-review" => entry.push(("时期", "2025年上半年")),
        _ => {}
    }
    entry.retain(|(name, _)| value.is_none() || *name != field);
    entry.extend(value.map(|value| (field, value)));
    let entry: String = entry.iter().map(|(name, value)| format!("    {name}: {value}\n")).collect();
    let summary = if kind == "year-end-summary" { "" } else { "  year-end-summary: {日期: 2025-12-26}\n" };
    let level = if of_district { "县" } else { "校" };
    format!(
        "年度: 2025\n层级: {level}\n单位:\n  编号: x\n  名称: {{署名: 星桥县教育工会委员会, 标题用名: 星桥县教育工会}}\n\
         文件:\n  {kind}:\n{entry}{summary}\
         工作领域: [{{编号: wenti, 标题: 开展文体活动}}]\n\
         活动:\n  - {{编号: tiao, 领域: wenti, 时间: 4月, 名称: 跳绳比赛, 参加: 48人}}\n\
         检查:\n  - {{编号: jiancha, 领域: wenti, 时间: 5月, 对象: 经费台账}}\n\
         经费: {{收入: [{{科目: 回拨经费, 金额: 8000元}}], 支出: [{{科目: 活动支出, 金额: 6000元}}]}}\n\
         问题: [{{问题: 活动场地不足}}]\n下一步: [坚持每月开放一次活动室]\n\
         计划:\n  - {{编号: p1, 领域: wenti, 事项: 教职工合唱比赛, 时间: 2026年6月}}\n"
    )
}

/// The paper of this kind, where there is no error, and what is said.
fn made(text: &str, kind: &str) -> (Option<String>, Vec<String>) {
    let order = Order { kinds: vec![kind.to_owned()], formats: vec![Format::Markdown], ..Order::default() };
    let (dossier, problems) = report::dossier(&Source::new("facts.yaml", text), Diagnostics::new(), &[], None);
    let Some(dossier) = dossier else { panic!("{:?} of\n{text}", problems.sorted()) };
    let outcome = report::make(&dossier, problems, &order, office::workshop());
    let said = outcome.problems.sorted();
    let said = said.iter().filter(|problem| problem.severity != Severity::Hint);
    let said = said.map(|problem| format!("{}: {}", problem.code, problem.message.zh)).collect();
    let paper = outcome.papers.first().and_then(|paper| paper.publications.first());
    (paper.map(|paper| String::from_utf8_lossy(&paper.bytes).replace('\\', "")), said)
}

#[test]
fn a_field_is_printed_or_it_is_said_once_that_it_is_not() {
    let (mut faults, mut tried) = (Vec::new(), 0);
    let templates = &office::workshop().templates;
    for (kind, manifest) in templates.kinds() {
        let school = manifest.levels.is_empty() || manifest.levels.iter().any(|level| level == "school");
        let (paper, before) = made(&facts(kind, !school, "", None), kind);
        if paper.is_none() {
            faults.push(format!("{kind} alone: {before:?}"));
        }
        for (field, value, words) in FIELDS {
            let (paper, said) = made(&facts(kind, !school, field, Some(value)), kind);
            let new: Vec<&String> = said.iter().filter(|said| !before.contains(said)).collect();
            // How headings are set is no text, and what a paper carries has a title that it may have itself.
            let printed = match field {
                "接排" => true,
                "所附文件" if manifest.encloses.is_empty() => false,
                _ => paper.as_ref().is_some_and(|paper| paper.contains(words)),
            };
            if new.len() > 1 || new.is_empty() != printed {
                faults.push(format!("{kind} {field}: {}printed, {new:?}", if printed { "" } else { "not " }));
            }
            tried += 1;
        }
    }
    assert!(faults.is_empty(), "{} of {tried}\n{}", faults.len(), faults.join("\n"));
    assert!(tried > 400, "{tried}");
}
