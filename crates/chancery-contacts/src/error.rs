//! What can keep the reader from being made.

use chancery_names::NamesError;
use chancery_packs::PackError;

/// A fault of the packs.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// A language's pack.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The world pack.
    #[error(transparent)]
    World(#[from] NamesError),
}
