//! What can be wrong with a world pack.

use chancery_packs::PackError;

/// A fault that keeps the world pack from being used.
#[derive(Debug, thiserror::Error)]
pub enum NamesError {
    /// A table is malformed; the message names file, line and column.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// A table is not among the files.
    #[error("expected the table {file} in the world pack, got none")]
    Missing {
        /// Name of the file.
        file: &'static str,
    },
}
