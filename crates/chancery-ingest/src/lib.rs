//! Files, folders and JSONL to pages, one at a time.
//!
//! [`pages`] walks paths and yields an [`Ingested`] for each page found; [`jsonl`] does the same for a
//! reader such as standard input. Memory is bounded by [`Options::page_limit`], however long a file or line
//! is. A page that can't be read costs one error and the next is read; nothing here panics on input.
//!
//! **Invariant.** Nothing is written, nothing is fetched, and the order of pages is that of the paths given
//! and, inside a folder, of the names.

mod decode;
mod error;
mod jsonl;
mod lines;
mod walk;

pub use error::IngestError;
pub use jsonl::JsonLines;
pub use walk::Pages;

use chancery_model::Page;
use std::io::BufRead;
use std::path::PathBuf;

/// Limits on what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Most bytes of a page: of a text or HTML file, or of a line of JSONL. 16 MiB by default.
    pub page_limit: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { page_limit: 16 << 20 }
    }
}

/// A page, or why there is none, and how far the reading has come.
#[derive(Debug)]
pub struct Ingested {
    /// The page.
    pub page: Result<Page, IngestError>,
    /// Bytes of input consumed since the item before, to move a progress bar on.
    pub bytes: u64,
    /// What the reader had to put up with to read the page, such as bytes that are no UTF-8.
    pub note: Option<String>,
}

/// The pages of `paths`: files `.txt`, `.html`, `.htm` and `.jsonl`, and folders of them at any depth.
///
/// Other files are passed over inside folders and are an error when named directly. The identity of a file
/// is its path as given or found, with `/` between names; that of a JSONL line its `id`, else `path:line`.
pub fn pages(paths: &[PathBuf], options: Options) -> Pages {
    Pages::new(paths, options)
}

/// The pages of a JSONL text; `name` stands for the path in identities and messages.
pub fn jsonl<R: BufRead>(reader: R, name: &str) -> JsonLines<R> {
    JsonLines::new(reader, name, Options::default())
}

/// Bytes that [`pages`] will consume in all, for a progress bar. What can't be seen counts nothing.
pub fn count_hint(paths: &[PathBuf]) -> u64 {
    walk::total(paths)
}
