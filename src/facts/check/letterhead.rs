//! The letterhead and what goes with it: values that GB/T 9704 gives a form.

use crate::diagnostic::{Origin, Say};
use crate::facts::check::Check;
use crate::facts::model::Paper;
use crate::facts::numeral;
use crate::say;

impl Check<'_> {
    /// Every value of a paper that has a form.
    pub(super) fn letterhead(&mut self, paper: &Paper) {
        if let Some(text) = paper.urgency.as_ref().filter(|text| !is_urgency(&text.text)) {
            let hint = say!("公文写 特急 或 加急", "a paper is 特急 or 加急");
            self.form(text.origin, "紧急程度", "urgency", &text.text, hint);
        }
        if let Some(text) = paper.secrecy.as_ref().filter(|text| !is_secrecy(&text.text)) {
            let hint = say!(
                "写成 秘密★1年：绝密、机密 或 秘密，★后写期限",
                "write 秘密★1年: 绝密, 机密 or 秘密, ★ and the time"
            );
            self.form(text.origin, "密级", "secrecy", &text.text, hint);
        }
        // Other brackets around the year are found wherever a number stands.
        let brackets = |text: &str| text.contains(['[', '(', '（', '［']);
        let number = paper.number.as_ref().filter(|text| !is_number(&text.text) && !brackets(&text.text));
        if let Some(text) = number {
            let hint = say!(
                "写成 代字〔年份〕序号，如 青教工〔2025〕8号，序号前不加“第”和0",
                "write it as 青教工〔2025〕8号, without 第 or 0 before the number"
            );
            self.form(text.origin, "文号", "number", &text.text, hint);
        }
        if let Some(text) =
            paper.note.as_ref().filter(|text| text.text.starts_with(['（', '(']) && text.text.ends_with(['）', ')']))
        {
            let hint = say!("去掉括号，由工具加", "leave the brackets out; the tool adds them");
            self.form(text.origin, "附注", "note", &text.text, hint);
        }
        for text in paper.to.iter().filter(|text| text.text.ends_with(['：', ':'])) {
            let hint = say!("去掉冒号，由工具加", "leave the colon out; the tool adds it");
            self.form(text.origin, "主送", "to", &text.text, hint);
        }
        for text in paper.attachments.iter().filter(|text| is_numbered(&text.text)) {
            let hint = say!("去掉序号，由工具编", "leave the number out; the tool numbers attachments");
            self.form(text.origin, "附件", "attachments", &text.text, hint);
        }
    }

    pub(super) fn form(&mut self, origin: Origin, zh: &str, en: &str, text: &str, hint: Say) {
        self.warn(
            "W118",
            origin,
            say!("“{zh}”的写法不合公文格式：{text}", "`{en}` is not in the form of an official paper: {text}"),
            hint,
        );
    }
}

/// 特急 and 加急 on paper; telegrams also 特提 and 平急 (GB/T 9704 7.2.3).
fn is_urgency(text: &str) -> bool {
    ["特急", "加急", "特提", "平急"].contains(&text.trim())
}

/// 绝密, 机密 or 秘密, with ★ and how long where that is given (7.2.2).
fn is_secrecy(text: &str) -> bool {
    let text = text.trim();
    let rest = ["绝密", "机密", "秘密"].iter().find_map(|degree| text.strip_prefix(degree));
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('★').is_some_and(|time| !time.trim().is_empty()))
}

/// 代字〔年份〕序号号 (7.2.5).
fn is_number(text: &str) -> bool {
    let parts = text.trim().split_once('〔').and_then(|(body, rest)| Some((body, rest.split_once('〕')?)));
    let Some((body, (year, rest))) = parts else { return false };
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let serial = rest.strip_suffix('号').is_some_and(|number| digits(number) && !number.starts_with('0'));
    !body.trim().is_empty() && year.len() == 4 && digits(year) && serial
}

/// 1. and 附件1：, but not 2025年工会经费收支表 and not 一年来的工作.
fn is_numbered(text: &str) -> bool {
    let text = text.trim();
    let own = text.strip_prefix("附件").unwrap_or(text);
    let Some((_, rest)) = numeral::leading(own) else { return false };
    rest.starts_with(['.', '．', '、', '：', ':'])
}
