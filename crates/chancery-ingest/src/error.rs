//! Why there is no page.

use std::io;

/// Why a path or a part of it gave no page. Names are paths, or the name of a reader.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// Nothing is at the path.
    #[error("{path}: no such file or folder")]
    NoSuchPath {
        /// The path as given.
        path: String,
    },
    /// A path was named that is no file of a known type.
    #[error("{path}: expected a folder or a file ending in .txt, .html, .htm or .jsonl, got {found}")]
    Unsupported {
        /// The path as given.
        path: String,
        /// What it is.
        found: String,
    },
    /// The system refused to open or read.
    #[error("{path}: can't be read: {source}")]
    Unreadable {
        /// The path as given or found.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A page without any text.
    #[error("{name}: expected text, got an empty page")]
    Empty {
        /// The page.
        name: String,
    },
    /// Bytes that are no text in any encoding.
    #[error("{name}: expected text, got binary data ({found})")]
    Binary {
        /// The page.
        name: String,
        /// What gave it away.
        found: &'static str,
    },
    /// A page beyond the limit.
    #[error("{name}: expected at most {limit} bytes a page, got more; skipped")]
    TooLarge {
        /// The page.
        name: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A line of JSONL that holds no page.
    #[error("{name}:{line}:{column}: expected {expected}, got {found}")]
    BadLine {
        /// The file or reader.
        name: String,
        /// Line, from 1.
        line: u64,
        /// Column in bytes, from 1.
        column: usize,
        /// What should stand there.
        expected: &'static str,
        /// What does.
        found: String,
    },
}

impl IngestError {
    /// Whether the one who gave the path can mend it, which is worth a failing exit; otherwise the page is
    /// bad, which is worth a note.
    pub fn is_users(&self) -> bool {
        matches!(
            self,
            IngestError::NoSuchPath { .. } | IngestError::Unsupported { .. } | IngestError::Unreadable { .. }
        )
    }
}
