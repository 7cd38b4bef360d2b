//! 版头: what stands above the title of a paper with a letterhead (GB/T 9704 7.2, 10.1, 10.3).

/// The head of an issued paper. The plain layout prints none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    pub style: Style,
    /// 份号, six digits (7.2.1).
    pub copy: Option<String>,
    /// 密级和保密期限 (7.2.2).
    pub secrecy: Option<String>,
    /// 紧急程度 (7.2.3).
    pub urgency: Option<String>,
    /// 发文机关标志: the names of the issuers, the leading one first (7.2.4).
    pub mark: Vec<String>,
    /// 文件, to the right of the names; absent where the mark is the name alone.
    pub word: Option<String>,
    /// 发文字号 (7.2.5).
    pub number: Option<String>,
    /// 签发人 of a paper that goes upward (7.2.6).
    pub signers: Vec<String>,
}

impl Letterhead {
    /// Its texts in the order of reading, without the word before the signers.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let above = [&self.copy, &self.secrecy, &self.urgency].into_iter().flatten();
        let below = self.word.iter().chain(&self.number).chain(&self.signers);
        above.chain(&self.mark).chain(below).map(String::as_str)
    }
}

/// The three heads of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// 文件 (7.2).
    Official,
    /// 信函 (10.1).
    Letter,
    /// 纪要 (10.3).
    Minutes,
}
