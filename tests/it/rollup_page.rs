//! The page for the office beside a roll-up: all that an office has to look after, and none of it in a paper.

use std::fs;

use tempfile::TempDir;

use crate::office::{self, niandu_in, said};
use crate::rollup::{contest, paper, school};

/// Four schools, of which one is broken, one silent on its women, and two tell what looks alike; and the district's facts.
fn district() -> TempDir {
    let event = |id: &str, name: &str| format!("活动:\n  - {{编号: {id}, 领域: wenti, 名称: {name}, 参加: 20人}}\n");
    let register = "时期: 2025\n学校名册:\n  - {编号: xiao-1, 名称: 一小}\n  - {编号: xiao-2, 名称: 二小}\n  - {编号: xiao-3, 名称: 三小}\n  \
                    - {编号: xiao-4, 名称: 四小}\n  - {编号: xiao-9, 名称: 九小}\n";
    let own = "包含: [汇总-2025.yaml]\n层级: 县\n年度: 2025\n单位:\n  编号: qinghe\n  \
               名称: {署名: 青禾县教育工会, 标题用名: 青禾县教育工会}\n文件:\n  district-summary: {日期: 2025-12-30}\n\
               教职工: {总数: 130人}\n";
    office::folder(&[
        ("niandu.yaml", register),
        ("2025.yaml", own),
        ("一小/2025.yaml", &school(1, &event("tiaosheng", "教职工跳绳比赛"))),
        ("二小/2025.yaml", &school(2, &event("shengsai", "跳绳比赛")).replace(", 女: 22人", "")),
        ("三小/2025.yaml", &school(3, &contest("30人")).replace("第3小学工会}", "<b>第3&小学工会}")),
        ("四小/2025.yaml", &school(4, "会议: 5\n")),
    ])
}

fn page(folder: &TempDir, language: &str) -> String {
    let output = niandu_in(language, folder.path(), &["rollup", ".", "--partial"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("汇总-2025.html"), "{output:?}");
    fs::read_to_string(folder.path().join("汇总-2025.html")).expect("a page")
}

/// The section of a page under an id.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!("<h2 id=\"{id}\">")).unwrap_or_else(|| panic!("{id} in\n{page}"));
    page[start..].split("</section>").next().unwrap_or_default()
}

#[test]
fn the_office_sees_what_no_paper_tells() {
    let folder = district();
    let page = page(&folder, "zh");
    for (id, parts) in [
        ("missing", &["<li>九小 "][..]),
        ("refused", &["<code>E305</code> <small>四小/2025.yaml 第 10 行</small>", "niandu check"]),
        ("gaps", &["教职工.女：1 个单位没有填</summary>", "<li>青禾县第2小学工会 <small>二小/2025.yaml</small></li>"]),
        ("differs", &["<code>W300</code> <small>2025.yaml 第 9 行</small>", "“总数”写的是130人，各校汇总为126人"]),
        ("alike", &["<code>W301</code>", "跳绳比赛"]),
        ("candidates", &["<summary>活动</summary>", "1项，已获荣誉 0 次"]),
        ("left", &["活动：1 项只有一个单位有或由本级主办", "<li>跳绳比赛 <small>1</small></li>"]),
        ("summed", &["共 3 所", "&lt;b&gt;第3&amp;小学工会"]),
    ] {
        let section = section(&page, id);
        parts.iter().for_each(|part| assert!(section.contains(part), "{part} in {id}:\n{section}"));
    }
    assert!(!page.contains("<b>第3") && !page.contains("<script") && !page.contains("src="), "{page}");
    assert!(page.contains("<html lang=\"zh-CN\">") && page.ends_with("</html>\n"), "{page}");
    let paper = paper(folder.path(), "2025.yaml");
    assert!(!paper.contains("候选") && !paper.contains("没有填"), "{paper}");
}

#[test]
fn the_page_is_the_same_each_time_and_in_the_language_of_the_run() {
    let folder = district();
    let first = page(&folder, "zh");
    assert_eq!(first, page(&folder, "zh"));
    let english = page(&folder, "en");
    for part in ["<html lang=\"en\">", ">Not counted<", "staff.women: not stated by 1<", "line 10<", "in all<"] {
        assert!(english.contains(part), "{part} in {english}");
    }
    // Only names and what schools say themselves are in Chinese.
    assert!(!english.contains("未报送") && !english.contains("没有填"), "{english}");
    // A page of somebody else's stays as it is.
    fs::write(folder.path().join("汇总-2025.html"), "<html>").expect("a file");
    let output = niandu_in("zh", folder.path(), &["rollup", ".", "--partial"]);
    assert!(output.status.code() == Some(1) && said(&output).contains("E311"), "{}", said(&output));
    assert_eq!(fs::read_to_string(folder.path().join("汇总-2025.html")).expect("a file"), "<html>");
}
