//! Which real face may play which role, best first.
//!
//! GB/T 9704 names classes of type (仿宋, 小标宋, 黑, 楷, 宋), not products. Names are compared without case, spaces and
//! hyphens; `*` at the end stands for any rest, at the beginning for any part.

use super::{Role, Standing};

/// One line of the catalogue.
pub(super) struct Known {
    pub pattern: &'static str,
    pub standing: Standing,
}

const fn of_class(pattern: &'static str) -> Known {
    Known { pattern, standing: Standing::OfClass }
}

const fn stand_in(pattern: &'static str) -> Known {
    Known { pattern, standing: Standing::StandIn }
}

/// The faces for `role`, best first.
pub(super) fn known(role: Role) -> &'static [Known] {
    match role {
        Role::Fang => &FANG,
        Role::Biaosong => &BIAOSONG,
        Role::Hei => &HEI,
        Role::Kai => &KAI,
        Role::Song => &SONG,
    }
}

/// 仿宋: running text.
const FANG: [Known; 14] = [
    of_class("fangsonggb2312"),
    of_class("仿宋gb2312"),
    of_class("fangsong"),
    of_class("仿宋"),
    of_class("fzfs*"),
    of_class("fzfangsong*"),
    of_class("方正仿宋*"),
    of_class("stfangsong"),
    of_class("华文仿宋"),
    of_class("zhuquefangsong*"),
    of_class("朱雀仿宋*"),
    of_class("fandolfang"),
    of_class("*fangsong"),
    of_class("*仿宋"),
];

/// 小标宋: the title. No free face of the class exists; a bold 宋 stands in.
const BIAOSONG: [Known; 17] = [
    of_class("fzxiaobiaosong*"),
    of_class("fzxbs*"),
    of_class("方正小标宋*"),
    of_class("*xiaobiaosong"),
    of_class("*小标宋*"),
    stand_in("stzhongsong"),
    stand_in("华文中宋"),
    stand_in("sourcehanserifscbold"),
    stand_in("sourcehanserifcnbold"),
    stand_in("notoserifcjkscbold"),
    stand_in("notoserifscbold"),
    stand_in("notoserifcjkscblack"),
    stand_in("songtiscbold"),
    stand_in("songtiscblack"),
    stand_in("fandolsongbold"),
    stand_in("simsun"),
    stand_in("宋体"),
];

/// 黑体: headings of level 1.
const HEI: [Known; 20] = [
    of_class("simhei"),
    of_class("黑体"),
    of_class("fzht*"),
    of_class("fzhei*"),
    of_class("方正黑体*"),
    of_class("stheiti"),
    of_class("华文黑体"),
    of_class("stheitiscmedium"),
    of_class("heitiscmedium"),
    of_class("sourcehansansscbold"),
    of_class("sourcehansanscnbold"),
    of_class("notosanscjkscbold"),
    of_class("notosansscbold"),
    of_class("notosanscjkscmedium"),
    of_class("notosanscjksc"),
    of_class("fandolheibold"),
    of_class("fandolhei"),
    stand_in("microsoftyaheibold"),
    stand_in("microsoftyahei"),
    stand_in("wenquanyizenhei"),
];

/// 楷体: headings of level 2.
const KAI: [Known; 13] = [
    of_class("kaitigb2312"),
    of_class("楷体gb2312"),
    of_class("kaiti"),
    of_class("楷体"),
    of_class("fzkt*"),
    of_class("fzkai*"),
    of_class("方正楷体*"),
    of_class("stkaiti"),
    of_class("华文楷体"),
    of_class("kaitisc"),
    of_class("fandolkai"),
    of_class("lxgwwenkai"),
    of_class("arplukaicn"),
];

/// 宋体: page numbers. Ten figures and a dash are not worth reading 26 megabytes for: the small Fandol before Noto.
const SONG: [Known; 16] = [
    of_class("simsun"),
    of_class("宋体"),
    of_class("nsimsun"),
    of_class("新宋体"),
    of_class("fzss*"),
    of_class("fzshusong*"),
    of_class("方正书宋*"),
    of_class("stsong"),
    of_class("华文宋体"),
    of_class("songtisc"),
    of_class("fandolsong"),
    of_class("sourcehanserifsc"),
    of_class("sourcehanserifcn"),
    of_class("notoserifcjksc"),
    of_class("notoserifsc"),
    of_class("arplumingcn"),
];

/// A name as it is compared: letters and figures only, lower case, without the word for the regular weight.
pub(super) fn plain(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    plain.strip_suffix("regular").map_or_else(|| plain.clone(), str::to_owned)
}

/// Whether `name`, already [`plain`], is one that `pattern` means.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(part), _) => name.contains(part.trim_end_matches('*')),
        (None, Some(start)) => name.starts_with(start),
        (None, None) => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::{known, matches, plain};
    use crate::publish::pdf::fonts::Role;

    #[test]
    fn names_of_office_and_free_faces_are_known() {
        let plays = |role, name: &str| known(role).iter().any(|k| matches(k.pattern, &plain(name)));
        for (role, name) in [
            (Role::Fang, "仿宋_GB2312"),
            (Role::Fang, "FangSong"),
            (Role::Fang, "FZFSK--GBK1-0"),
            (Role::Fang, "FandolFang-Regular"),
            (Role::Biaosong, "方正小标宋简体"),
            (Role::Biaosong, "FZXBSJW--GB1-0"),
            (Role::Biaosong, "NotoSerifCJKsc-Bold"),
            (Role::Hei, "SimHei"),
            (Role::Hei, "Noto Sans CJK SC Bold"),
            (Role::Kai, "楷体"),
            (Role::Song, "NotoSerifCJKsc-Regular"),
        ] {
            assert!(plays(role, name), "{name}");
        }
        assert!(!plays(Role::Song, "NotoSerifCJKjp-Regular"));
        assert!(!plays(Role::Song, "NotoSerifCJKsc-Bold"));
    }

    #[test]
    fn patterns_are_written_as_names_are_compared() {
        for role in Role::ALL {
            for entry in known(role) {
                let bare = entry.pattern.trim_matches('*');
                assert_eq!(bare, plain(bare), "{}", entry.pattern);
            }
        }
    }
}
