//! Faces on disk: the folders that a user names, then the places where systems and office programs keep theirs.

use std::env;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Diagnostics, Say};
use crate::publish::pdf::fonts::{FontFile, Offer, headers};
use crate::say;

/// Parts of the file names under which the catalogue's faces are shipped. In the system's own folders only such files
/// are opened: a look into each of a thousand fonts would cost more than printing the paper.
const FILE_NAMES: [&str; 24] = [
    "fang",
    "song",
    "kai",
    "hei",
    "simsun",
    "stfangso",
    "stzhongs",
    "stxihei",
    "fzfs",
    "fzxbs",
    "fzht",
    "fzkt",
    "fzss",
    "msyh",
    "notoserifcjk",
    "notosanscjk",
    "notoserifsc",
    "notosanssc",
    "sourcehan",
    "uming",
    "wqy",
    "仿宋",
    "宋",
    "黑体",
];

/// How deep font folders are nested in the system's own places.
const DEPTH: usize = 4;

/// Where a run looks for faces.
pub struct Places {
    /// The folders that the user names.
    given: Vec<PathBuf>,
    /// Whether the system's faces count, too.
    system: bool,
}

impl Places {
    /// As the options of [`args::fonts`](crate::cli::args::fonts) say.
    pub fn read(matches: &ArgMatches) -> Self {
        let given = matches.get_many::<PathBuf>("fonts").into_iter().flatten().cloned().collect();
        Self { given, system: !matches.get_flag("builtin-fonts") }
    }

    /// The faces that lie there.
    pub fn search(&self) -> (Vec<Offer>, Diagnostics) {
        search(&self.given, self.system)
    }
}

/// The faces in the `given` folders with all their subfolders, then, if asked for, those of the system.
///
/// A given folder that cannot be read or holds no font is reported: the user expects its faces on paper.
pub fn search(given: &[PathBuf], system: bool) -> (Vec<Offer>, Diagnostics) {
    let mut offers = Vec::new();
    let mut problems = Diagnostics::new();
    for folder in given {
        let before = offers.len();
        collect(folder, usize::MAX, true, &mut offers);
        if offers.len() == before {
            problems.push(empty(folder));
        }
    }
    if system {
        for folder in system_folders() {
            collect(&folder, DEPTH, false, &mut offers);
        }
    }
    (offers, problems)
}

fn empty(folder: &Path) -> Diagnostic {
    let name = folder.display();
    match fs::read_dir(folder) {
        Err(e) => {
            Diagnostic::error("E081", say!("无法读取字体目录 {name}：{e}", "cannot read font folder {name}: {e}"))
                .hint(say!("核对 --fonts 的目录", "check the folder given to --fonts"))
        }
        Ok(_) => Diagnostic::warning("W081", say!("字体目录 {name} 中没有字体文件", "no font file in folder {name}"))
            .hint(say!("字体文件的扩展名为 ttf、ttc、otf、otc", "font files end in ttf, ttc, otf or otc")),
    }
}

/// Adds the faces of every font file under `root`. What cannot be read is no font for us.
fn collect(root: &Path, depth: usize, given: bool, offers: &mut Vec<Offer>) {
    // By name, so that the choice between two files with the same face is the same on every run.
    let walk = WalkDir::new(root).max_depth(depth).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_map(Result::ok) {
        let path = entry.path();
        if !is_font(path) || !given && !known_file_name(path) {
            continue;
        }
        let Ok(file) = File::open(path) else { continue };
        let Ok(faces) = headers(&mut BufReader::with_capacity(4096, file)) else { continue };
        let whole = path.to_path_buf();
        let file = FontFile::new(move || fs::read(&whole));
        offers.extend(faces.into_iter().map(|header| Offer { header, file: file.clone(), given }));
    }
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| ["ttf", "ttc", "otf", "otc"].contains(&ending.as_str()))
}

fn known_file_name(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name: String = name.chars().filter(|c| !"-_ ".contains(*c)).collect();
    FILE_NAMES.iter().any(|part| name.contains(part))
}

/// Where this system keeps fonts: the user's own first, then office programs, then the system.
fn system_folders() -> Vec<PathBuf> {
    let at = |variable: &str, below: &str| env::var_os(variable).map(|base| PathBuf::from(base).join(below));
    let found = if cfg!(windows) {
        let mut folders = vec![at("LOCALAPPDATA", "Microsoft/Windows/Fonts")];
        // WPS has a folder for each of its versions.
        let versions = at("LOCALAPPDATA", "Kingsoft/WPS Office").and_then(|wps| fs::read_dir(wps).ok());
        folders.extend(versions.into_iter().flatten().flatten().map(|v| Some(v.path().join("office6/fonts"))));
        folders.push(at("WINDIR", "Fonts"));
        folders
    } else if cfg!(target_os = "macos") {
        let mut folders = vec![
            at("HOME", "Library/Fonts"),
            Some("/Library/Fonts".into()),
            Some("/Applications/Microsoft Word.app/Contents/Resources/DFonts".into()),
            Some("/Applications/wpsoffice.app/Contents/Resources/office6/fonts".into()),
            Some("/System/Library/Fonts".into()),
        ];
        folders.extend((3..=8).map(|n| Some(format!("/System/Library/AssetsV2/com_apple_MobileAsset_Font{n}").into())));
        folders
    } else {
        vec![
            at("XDG_DATA_HOME", "fonts"),
            at("HOME", ".local/share/fonts"),
            at("HOME", ".fonts"),
            Some("/usr/local/share/fonts".into()),
            Some("/opt/kingsoft/wps-office/office6/fonts".into()),
            Some("/usr/share/fonts".into()),
            Some("/usr/share/texmf/fonts/opentype/public/fandol".into()),
            Some("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol".into()),
        ]
    };
    found.into_iter().flatten().filter(|folder| folder.is_dir()).collect()
}

/// What to install on this system for the faces that GB/T 9704 names.
pub fn advice() -> Say {
    if cfg!(windows) {
        say!(
            "仿宋、楷体、黑体、宋体随 Windows 提供：在“设置 → 系统 → 可选功能”中添加“简体中文补充字体”；\
             小标宋请安装本单位已获授权的方正小标宋简体。也可用 --fonts 目录 指定字体。",
            "Windows has 仿宋, 楷体, 黑体 and 宋体: add \"Chinese (Simplified) Supplemental Fonts\" under Settings, System, \
             Optional features; for 小标宋 install your office's licensed 方正小标宋简体. Or name a folder with --fonts DIR."
        )
    } else if cfg!(target_os = "macos") {
        say!(
            "请在“字体册”中下载华文仿宋、华文楷体、华文黑体、宋体；小标宋请安装本单位已获授权的方正小标宋简体。\
             也可用 --fonts 目录 指定字体。",
            "Download STFangsong, STKaiti, STHeiti and Songti in Font Book; for 小标宋 install your office's licensed \
             方正小标宋简体. Or name a folder with --fonts DIR."
        )
    } else {
        say!(
            "Debian、Ubuntu：apt install fonts-noto-cjk texlive-lang-chinese（后者含仿宋、楷体、黑体、宋体的 Fandol 字体）；\
             也可把本单位已获授权的仿宋_GB2312、方正小标宋简体等放入 ~/.local/share/fonts，或用 --fonts 目录 指定。",
            "Debian, Ubuntu: apt install fonts-noto-cjk texlive-lang-chinese (the latter has the Fandol faces 仿宋, 楷体, \
             黑体, 宋体); or put your office's licensed 仿宋_GB2312, 方正小标宋简体 … into ~/.local/share/fonts, or name a \
             folder with --fonts DIR."
        )
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{known_file_name, search};

    #[test]
    fn file_names_of_known_faces_are_opened_and_others_are_not() {
        for name in
            ["simfang.ttf", "SIMKAI.TTF", "FZXBSJW.TTF", "方正仿宋_GBK.ttf", "NotoSerifCJK-Bold.ttc", "STZHONGS.TTF"]
        {
            assert!(known_file_name(Path::new(name)), "{name}");
        }
        assert!(!known_file_name(Path::new("DejaVuSans.ttf")));
    }

    #[test]
    fn a_given_folder_without_fonts_is_reported() {
        let empty = tempfile::tempdir().expect("a temporary folder");
        let (offers, problems) = search(&[empty.path().to_owned()], false);
        assert!(offers.is_empty() && !problems.is_empty() && !problems.has_errors());
        let (_, problems) = search(&[empty.path().join("none")], false);
        assert!(problems.has_errors());
    }
}
