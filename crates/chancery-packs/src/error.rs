//! What can be wrong with a pack.

/// A fault that keeps a pack from being used. Lines and columns count from 1, columns in fields.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A table, or a row of it, is malformed.
    #[error("{file}:{line}:{column}: {message}")]
    Row {
        /// Path inside the packs.
        file: String,
        /// Line, from 1.
        line: u32,
        /// Field in the line, from 1.
        column: u32,
        /// What was expected and what came.
        message: String,
    },
    /// A `pack.toml` is malformed.
    #[error("{file}: {source}")]
    Meta {
        /// Path inside the packs.
        file: String,
        /// The parser's complaint, with line and column.
        source: Box<toml::de::Error>,
    },
    /// A language has no pack.
    #[error("expected a language that has a pack ({known}), got \"{got}\"")]
    NoLanguage {
        /// Languages at hand.
        known: String,
        /// What was asked for.
        got: String,
    },
}

/// Something worth mending that keeps nothing from working.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path inside the packs.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}
