//! A part of a run: one of n, so that several machines share a run. Which school belongs to which part depends on the name
//! of its folder alone, so that no machine has to ask another one.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::Say;
use crate::say;

/// Part `index` of `count`, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    count: u32,
    index: u32,
}

/// The most parts of a run: what is absent is told part by part.
const MOST: u32 = 10_000;

impl Shard {
    /// Reads `1/2`.
    pub fn parse(text: &str) -> Result<Self, Say> {
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        let parts = text.split_once('/').and_then(|(index, count)| Some((number(index)?, number(count)?)));
        match parts {
            Some((_, count)) if count > MOST => {
                Err(say!("“{text}”：最多分成 {MOST} 份", "`{text}`: there are {MOST} parts at most"))
            }
            Some((index, count)) if (1..=count).contains(&index) => Ok(Self { count, index }),
            Some((_, 0)) => Err(say!("“{text}”：没有第 0 份", "`{text}`: there are no parts of nothing")),
            Some((index, count)) => Err(say!(
                "“{text}”：共 {count} 份，没有第 {index} 份，份数从 1 数起",
                "`{text}`: there are {count} parts, counted from 1, and none is number {index}"
            )),
            None => Err(say!(
                "“{text}”不是一份，写成 1/2 这样：第 1 份，共 2 份",
                "`{text}` is no part; write 1/2 for the first of two"
            )),
        }
    }

    /// Which part it is, from one.
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many parts there are.
    pub fn count(self) -> u32 {
        self.count
    }

    /// All parts of the whole that this one is a part of.
    pub fn all(self) -> impl Iterator<Item = Self> {
        (1..=self.count).map(move |index| Self { index, ..self })
    }

    /// Whether the school in this folder (below the run's folder, with `/`) is in this part. Every folder is in exactly one.
    pub fn takes(&self, folder: &str) -> bool {
        let digest = Sha256::digest(folder.as_bytes());
        let number = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.count) == u64::from(self.index - 1)
    }

    /// As it stands in file names: `1-of-2`.
    pub fn tag(&self) -> String {
        format!("{}-of-{}", self.index, self.count)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

impl TryFrom<String> for Shard {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|say| say.en)
    }
}
