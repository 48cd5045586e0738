//! Codes of the actors that can be a side of a contact.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The code of a state (ISO 3166-1 alpha-3: `FRA`), an organisation (`UN`, `NATO`, `G7`) or a group (`NSA:Hamas`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "CompactString", into = "CompactString")]
pub struct ActorCode(CompactString);

/// A text that is no actor's code.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected an actor such as FRA, NATO or NSA:Hamas, got \"{0}\"")]
pub struct ActorError(pub String);

impl ActorCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is a group rather than a state or an organisation.
    pub fn is_group(&self) -> bool {
        self.0.starts_with("NSA:")
    }
}

impl FromStr for ActorCode {
    type Err = ActorError;

    fn from_str(code: &str) -> Result<ActorCode, ActorError> {
        let plain = |c: &str| {
            (2..=10).contains(&c.len()) && c.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        let group = |c: &str| {
            !c.is_empty() && c.len() <= 60 && c.chars().all(|c| c.is_alphanumeric() || " -'.".contains(c))
        };
        match code.strip_prefix("NSA:") {
            Some(name) if group(name) => Ok(ActorCode(code.into())),
            None if plain(code) => Ok(ActorCode(code.into())),
            _ => Err(ActorError(code.to_owned())),
        }
    }
}

impl TryFrom<CompactString> for ActorCode {
    type Error = ActorError;

    fn try_from(code: CompactString) -> Result<ActorCode, ActorError> {
        code.parse()
    }
}

impl From<ActorCode> for CompactString {
    fn from(code: ActorCode) -> CompactString {
        code.0
    }
}

impl fmt::Display for ActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for good in ["FRA", "UN", "G7", "NSA:Hamas", "NSA:Islamic State"] {
            assert_eq!(good.parse::<ActorCode>().unwrap().as_str(), good);
        }
        for bad in ["", "fra", "France", "NSA:", "F", "NSA:a\tb"] {
            assert!(bad.parse::<ActorCode>().is_err(), "{bad}");
        }
    }
}
