//! What a PDF conforms to: PDF/A for the archive (ISO 19005), PDF/UA for readers who listen (ISO 14289), or a plain version.

use typst_pdf::{PdfStandard, PdfStandards};

use crate::diagnostic::Say;
use crate::say;

/// Standards that fit together, under the name by which a user asks for them: `2a+ua1`.
#[derive(Debug, Clone)]
pub struct Standard {
    name: String,
    list: Vec<PdfStandard>,
    typst: PdfStandards,
}

/// Every standard that there is, by its short name; whether files may be attached. PDF/A-1 and -2 forbid them, or allow
/// PDF/A only (ISO 19005-2 6.8); PDF/A-4 leaves them to 4e and 4f.
const KNOWN: [(&str, PdfStandard, bool); 17] = [
    ("1b", PdfStandard::A_1b, false),
    ("1a", PdfStandard::A_1a, false),
    ("2b", PdfStandard::A_2b, false),
    ("2u", PdfStandard::A_2u, false),
    ("2a", PdfStandard::A_2a, false),
    ("3b", PdfStandard::A_3b, true),
    ("3u", PdfStandard::A_3u, true),
    ("3a", PdfStandard::A_3a, true),
    ("4", PdfStandard::A_4, false),
    ("4e", PdfStandard::A_4e, true),
    ("4f", PdfStandard::A_4f, true),
    ("ua1", PdfStandard::Ua_1, true),
    ("1.4", PdfStandard::V_1_4, true),
    ("1.5", PdfStandard::V_1_5, true),
    ("1.6", PdfStandard::V_1_6, true),
    ("1.7", PdfStandard::V_1_7, true),
    ("2.0", PdfStandard::V_2_0, true),
];

impl Standard {
    /// What is written where nothing else is asked for: an archive takes it, and a screen reader reads it.
    pub const USUAL: &str = "2a+ua1";

    /// The same with room for files in it.
    pub const WITH_FILES: &str = "3a+ua1";

    /// The short names of all standards.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(name, ..)| *name)
    }

    /// By its name: `2a`, `PDF/A-2a`, `a-2a`, and several joined by `+` where they fit together.
    pub fn named(name: &str) -> Result<Self, Say> {
        let mut list = Vec::new();
        let mut short = Vec::new();
        for part in name.split(['+', ',', '，', ' ']).filter(|part| !part.is_empty()) {
            let (name, standard, _) = known(part).ok_or_else(|| unknown(part))?;
            list.push(standard);
            short.push(name);
        }
        if list.is_empty() {
            return Err(unknown(name));
        }
        let name = short.join("+");
        let typst = PdfStandards::new(&list).map_err(|_| unlike(&name))?;
        Ok(Self { name, list, typst })
    }

    /// Its short name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether files may be inside.
    pub fn attaches(&self) -> bool {
        self.list.iter().all(|standard| KNOWN.iter().any(|(_, known, attaches)| known == standard && *attaches))
    }

    /// As the writer of the file wants it.
    pub(super) fn typst(&self) -> PdfStandards {
        self.typst.clone()
    }
}

impl Default for Standard {
    fn default() -> Self {
        let list = vec![PdfStandard::A_2a, PdfStandard::Ua_1];
        let typst = PdfStandards::new(&list).unwrap_or_default();
        Self { name: Self::USUAL.to_owned(), list, typst }
    }
}

impl PartialEq for Standard {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Standard {}

/// The standard that `part` means: the names of the standards are written in many ways.
fn known(part: &str) -> Option<(&'static str, PdfStandard, bool)> {
    let plain: String = part.chars().filter(|c| !['/', '-', '_'].contains(c)).flat_map(char::to_lowercase).collect();
    let plain = plain.strip_prefix("pdf").unwrap_or(&plain);
    let plain = plain.strip_prefix('a').unwrap_or(plain);
    KNOWN.into_iter().find(|(name, ..)| *name == plain)
}

fn unknown(name: &str) -> Say {
    let all = Standard::names().collect::<Vec<_>>().join("、");
    let list = all.replace('、', ", ");
    say!(
        "没有叫“{name}”的 PDF 标准；有：{all}，可用 + 合写，如 3a+ua1",
        "there is no PDF standard `{name}`; there are: {list}, also joined by +, as in 3a+ua1"
    )
}

fn unlike(name: &str) -> Say {
    say!(
        "PDF 标准 {name} 不能同时满足：PDF/A、PDF/UA、PDF 版本各取一种，ua1 可与 2、3 各级合写",
        "a PDF cannot be {name} at once: take one PDF/A, one PDF/UA, one version; ua1 goes with those of 2 and 3"
    )
}

#[cfg(test)]
mod tests {
    use super::Standard;

    #[test]
    fn a_standard_is_known_by_all_its_names() {
        for name in ["2a+ua1", "PDF/A-2a,PDF/UA-1", "a-2a + ua-1", "2A+UA1"] {
            assert_eq!(Standard::named(name).map(|it| it.name().to_owned()), Ok("2a+ua1".to_owned()), "{name}");
        }
        for name in Standard::names() {
            assert_eq!(Standard::named(name).map(|it| it.name().to_owned()), Ok(name.to_owned()));
        }
        assert_eq!(Standard::named(Standard::USUAL), Ok(Standard::default()));
    }

    #[test]
    fn what_does_not_exist_or_fit_is_refused() {
        for name in ["", "+", "5", "x", "pdf", "2a+3a", "4+ua1", "1.7+2.0", "2.0+2a"] {
            assert!(Standard::named(name).is_err(), "{name}");
        }
    }

    #[test]
    fn files_go_into_those_that_allow_them() {
        let attaches = |name| Standard::named(name).expect("a standard").attaches();
        assert!(["3a", "3b", "4f", "1.7", "ua1", Standard::WITH_FILES].into_iter().all(attaches));
        assert!(!["1b", "2a", "2u", "4", Standard::USUAL].into_iter().any(attaches));
    }
}
