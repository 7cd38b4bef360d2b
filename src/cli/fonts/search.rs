//! Faces on disk: the folders that a user names, then the places where systems and office programs keep theirs.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use walkdir::WalkDir;

use super::System;
use crate::diagnostic::{Diagnostic, Diagnostics};
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
    pub system: bool,
}

impl Places {
    /// As the options of `cli::args::fonts` say.
    pub fn read(matches: &ArgMatches) -> Self {
        let given = matches.get_many::<PathBuf>("fonts").into_iter().flatten().cloned().collect();
        Self { given, system: !matches.get_flag("builtin-fonts") }
    }

    /// The same places, wherever the program stands when a face is read.
    pub fn absolute(self) -> Self {
        let absolute = |folder: PathBuf| std::path::absolute(&folder).unwrap_or(folder);
        Self { given: self.given.into_iter().map(absolute).collect(), ..self }
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
        let here = folders(System::here(), &|variable| env::var_os(variable));
        for folder in here.into_iter().filter(|folder| folder.is_dir()) {
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
        let (whole, place) = (path.to_path_buf(), path.display().to_string());
        let file = FontFile::new(move || fs::read(&whole));
        let offer = |header| Offer { header, file: file.clone(), place: place.clone(), given };
        offers.extend(faces.into_iter().map(offer));
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

/// The folders of `system` where fonts are kept, whether they are there or not: the user's own first, then office programs,
/// then the system. `at` gives what an environment variable says.
fn folders(system: System, at: &dyn Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let below = |variable: &str, path: &str| at(variable).map(|base| PathBuf::from(base).join(path));
    let found: Vec<Option<PathBuf>> = match system {
        System::Windows => {
            // WPS has a folder for each of its versions.
            let programs = ["LOCALAPPDATA", "ProgramFiles", "ProgramFiles(x86)"];
            let wps = programs.into_iter().flat_map(|variable| {
                let versions = below(variable, "Kingsoft/WPS Office").and_then(|wps| fs::read_dir(wps).ok());
                let mut versions: Vec<PathBuf> = versions.into_iter().flatten().flatten().map(|v| v.path()).collect();
                versions.sort();
                versions.into_iter().map(|version| Some(version.join("office6/fonts")))
            });
            [below("LOCALAPPDATA", "Microsoft/Windows/Fonts")]
                .into_iter()
                .chain(wps)
                .chain([below("WINDIR", "Fonts")])
                .collect()
        }
        System::MacOs => {
            let word = "/Applications/Microsoft Word.app/Contents/Resources/DFonts";
            let wps = "/Applications/wpsoffice.app/Contents/Resources/office6/fonts";
            // Faces that Font Book has downloaded; the number grows with the system.
            let assets = (3..=8).map(|n| format!("/System/Library/AssetsV2/com_apple_MobileAsset_Font{n}"));
            let fixed = ["/Library/Fonts", word, wps, "/System/Library/Fonts"].map(str::to_owned);
            let all = fixed.into_iter().chain(assets).map(|path| Some(path.into()));
            [below("HOME", "Library/Fonts")].into_iter().chain(all).collect()
        }
        System::Other => {
            let own = [below("XDG_DATA_HOME", "fonts"), below("HOME", ".local/share/fonts"), below("HOME", ".fonts")];
            let fixed = [
                "/usr/local/share/fonts",
                "/opt/kingsoft/wps-office/office6/fonts",
                "/usr/share/fonts",
                "/usr/share/texmf/fonts/opentype/public/fandol",
                "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
            ];
            own.into_iter().chain(fixed.map(|path| Some(path.into()))).collect()
        }
    };
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use std::ffi::OsString;
    use std::fs;

    use super::{System, folders, known_file_name, search};

    #[test]
    fn file_names_of_known_faces_are_opened_and_others_are_not() {
        for name in [
            "simfang.ttf",
            "SIMKAI.TTF",
            "FZXBSJW.TTF",
            "方正仿宋_GBK.ttf",
            "NotoSerifCJK-Bold.ttc",
            "STZHONGS.TTF",
            "STFANGSO.ttf",
            "STHeiti Medium.ttc",
            "Songti.ttc",
            "Kaiti.ttc",
            "msyhbd.ttc",
            "simsun.ttc",
        ] {
            assert!(known_file_name(Path::new(name)), "{name}");
        }
        assert!(!known_file_name(Path::new("DejaVuSans.ttf")));
    }

    #[test]
    fn every_system_has_its_folders_the_users_own_first() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let fonts = home.path().join("Kingsoft/WPS Office/12.1.0/office6/fonts");
        fs::create_dir_all(&fonts).expect("a folder");
        let at = |variable: &str| -> Option<OsString> {
            match variable {
                "LOCALAPPDATA" | "HOME" => Some(home.path().into()),
                "WINDIR" => Some("/Windows".into()),
                _ => None,
            }
        };
        let windows = folders(System::Windows, &at);
        assert_eq!(windows, [home.path().join("Microsoft/Windows/Fonts"), fonts, "/Windows/Fonts".into()]);
        let mac = folders(System::MacOs, &at);
        assert_eq!(mac.first(), Some(&home.path().join("Library/Fonts")));
        for folder in
            ["/Library/Fonts", "/System/Library/Fonts", "/System/Library/AssetsV2/com_apple_MobileAsset_Font7"]
        {
            assert!(mac.iter().any(|path| path == Path::new(folder)), "{folder}");
        }
        let other = folders(System::Other, &at);
        assert_eq!(other.first(), Some(&home.path().join(".local/share/fonts")));
        assert!(other.iter().any(|path| path == Path::new("/usr/share/fonts")));
        for system in [System::Windows, System::MacOs, System::Other] {
            assert!(
                folders(system, &|_| None).iter().all(|path| path.is_absolute()),
                "nothing below an unknown folder"
            );
        }
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
