//! What to install for the faces that GB/T 9704 names, system by system.

use super::System;
use crate::diagnostic::Say;
use crate::publish::pdf::fonts::{Choice, Role, Standing};
use crate::say;

/// What to do for the roles whose face is of another class, on `system`; nothing where there are none.
pub fn advice(system: System, choices: &[Choice]) -> Vec<Say> {
    let lacks = |role: Role| choices.iter().any(|it| it.role == role && it.standing != Standing::OfClass);
    let mut advice = Vec::new();
    if [Role::Fang, Role::Kai, Role::Hei, Role::Song].into_iter().any(lacks) {
        advice.push(usual(system));
    }
    if lacks(Role::Biaosong) {
        advice.push(title(system));
    }
    let bare = |it: &Choice| it.role == Role::Biaosong && it.standing == Standing::BuiltIn;
    if system == System::Other && choices.iter().any(bare) {
        advice.push(say!(
            "没有小标宋的，apt install fonts-noto-cjk，用思源宋体粗体代替。",
            "Without one, apt install fonts-noto-cjk, whose bold 宋体 stands in."
        ));
    }
    advice
}

/// Where the faces of the running text come from.
fn usual(system: System) -> Say {
    match system {
        System::Windows => say!(
            "仿宋、楷体、黑体、宋体随 Windows 提供：在“设置 → 系统 → 可选功能”中添加“简体中文补充字体”。",
            "Windows has 仿宋, 楷体, 黑体 and 宋体: add \"Chinese (Simplified) Supplemental Fonts\" under Settings, System, \
             Optional features."
        ),
        System::MacOs => say!(
            "在“字体册”中下载华文仿宋、华文楷体、华文黑体、宋体。",
            "Download STFangsong, STKaiti, STHeiti and Songti in Font Book."
        ),
        System::Other => say!(
            "Debian、Ubuntu：apt install texlive-lang-chinese（其中的 Fandol 字体有仿宋、楷体、黑体、宋体）；\
             其他发行版装 Fandol 字体。",
            "Debian, Ubuntu: apt install texlive-lang-chinese (its Fandol faces are 仿宋, 楷体, 黑体 and 宋体); elsewhere \
             install the Fandol fonts."
        ),
    }
}

/// 小标宋 has no free face.
fn title(system: System) -> Say {
    let folder = match system {
        System::Windows => say!("在字体文件上点右键，选“安装”", "right-click the font file and choose Install"),
        System::MacOs => say!("用“字体册”打开安装", "open it in Font Book"),
        System::Other => say!("放入 ~/.local/share/fonts", "put it into ~/.local/share/fonts"),
    };
    let (zh, en) = (folder.zh, folder.en);
    say!(
        "小标宋没有自由字体：本单位已获授权的方正小标宋简体，{zh}；也可用 --fonts 目录 指定。",
        "There is no free 小标宋: take your office's licensed 方正小标宋简体 and {en}, or name its folder with --fonts DIR."
    )
}

#[cfg(test)]
mod tests {
    use super::{System, advice};
    use crate::publish::pdf::fonts::{Fonts, Standing};

    #[test]
    fn only_what_is_missing_is_advised() {
        let mut choices = Fonts::built_in().choices().to_vec();
        for (system, count) in [(System::Windows, 2), (System::MacOs, 2), (System::Other, 3)] {
            assert_eq!(advice(system, &choices).len(), count, "{system:?}");
        }
        for choice in choices.iter_mut().skip(1) {
            choice.standing = Standing::OfClass;
        }
        choices[0].standing = Standing::StandIn;
        let [title] = advice(System::Other, &choices).try_into().expect("小标宋 alone");
        assert!(title.zh.contains("小标宋") && !title.zh.contains("仿宋"));
        choices[0].standing = Standing::OfClass;
        assert!(advice(System::Other, &choices).is_empty());
    }
}
