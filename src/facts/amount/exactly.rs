//! Numbers to the last digit, as text: how sums are written for another program.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serializer, de};

/// Writes a number.
pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&value.normalize().to_string())
}

/// Reads a number.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| de::Error::custom(format!("{text} is no number")))
}
