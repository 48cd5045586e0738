//! What can go wrong with the record's file, each with what was expected, what came, and where.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A file to be read does not exist.
    #[error("expected a record at {path}, found no file; `chancery read` makes one")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The folder that should hold the file is none.
    #[error("expected a folder at {folder} to hold the record {path}, found none")]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// What should be its folder.
        folder: PathBuf,
    },
    /// The path of the file is a folder's.
    #[error("expected a record's file at {path}, found a folder")]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file or its folder can't be written.
    #[error("expected to write the record {path}, but the file or its folder can't be written: {detail}")]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// SQLite's words.
        detail: String,
    },
    /// The file can't be opened for reading.
    #[error("expected to read the record {path}, but it can't be opened: {detail}")]
    NotReadable {
        /// The file.
        path: PathBuf,
        /// SQLite's words.
        detail: String,
    },
    /// The file is something else than a database.
    #[error("expected a record at {path}, found a file that is no SQLite database")]
    NotSqlite {
        /// The file.
        path: PathBuf,
    },
    /// The file is another application's database.
    #[error(
        "expected a record at {path}, found another application's SQLite database (application id {application_id})"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The id in its header; 0 where it bears none.
        application_id: i32,
    },
    /// The record was written by a later Chancery.
    #[error(
        "expected a record of version {known} or earlier at {path}, found version {found}: a later Chancery wrote it"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// The latest version this program knows.
        known: i32,
    },
    /// The record is opened only for reading and needs migrating first.
    #[error(
        "expected a record of version {known} at {path}, found version {found}; `chancery read` brings it up to date"
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// The version this program reads.
        known: i32,
    },
    /// The file is damaged.
    #[error("expected a sound record at {path}, found a damaged one: {detail}")]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// Another process kept the file for longer than the store waits.
    #[error("expected to write the record {path}, but another process has been writing it for {seconds} s")]
    Busy {
        /// The file.
        path: PathBuf,
        /// How long the store waited.
        seconds: u64,
    },
    /// No room is left.
    #[error("expected room for the record {path}, but the disk is full")]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Something is to be written to a store that was opened for reading.
    #[error("expected a record opened for writing, got {path} opened for reading only")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// No contact has the id.
    #[error("expected the id of a contact, got \"{id}\", which none has{}", near_hint(.near))]
    NotFound {
        /// What was asked for.
        id: String,
        /// Ids that come near, at most five.
        near: Vec<String>,
    },
    /// Several contacts' ids begin so.
    #[error("expected the id of one contact, got \"{prefix}\", with which these begin: {}", .ids.join(", "))]
    Ambiguous {
        /// What was asked for.
        prefix: String,
        /// The first ids that begin with it, at most ten.
        ids: Vec<String>,
    },
    /// A contact names a report that the record does not hold.
    #[error(
        "expected contact {contact} to name reports of the record, got report {index} of page \"{page}\""
    )]
    UnknownReport {
        /// The contact.
        contact: String,
        /// The page it names.
        page: String,
        /// The report's index it names.
        index: usize,
    },
    /// Two contacts to be stored have one id.
    #[error("expected contacts with ids of their own, got \"{id}\" twice")]
    DuplicateContact {
        /// The id.
        id: String,
    },
    /// A value can't be written as, or read from, its stored form.
    #[error("expected the stored form of {what}, got another: {detail}")]
    Form {
        /// What it is, with its id.
        what: String,
        /// What is wrong with it.
        detail: String,
    },
    /// Any other failure of SQLite.
    #[error("SQLite failed on the record {path}: {source}")]
    Sql {
        /// The file.
        path: PathBuf,
        /// Its words.
        source: rusqlite::Error,
    },
}

fn near_hint(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near it: {}", near.join(", ")) }
}

/// Seconds that a connection waits for another one's lock.
pub(crate) const PATIENCE_SECONDS: u64 = 10;

/// Sorts a failure of SQLite on `path` into the kinds that a user can act upon.
pub(crate) fn sorted(path: &Path, source: rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    let detail = source.to_string();
    match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotSqlite { path },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt { path, detail },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Busy { path, seconds: PATIENCE_SECONDS }
        }
        Some(ErrorCode::DiskFull) => StoreError::Full { path },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::NotWritable { path, detail },
        _ => StoreError::Sql { path, source },
    }
}

/// The error for a stored value that does not read back.
pub(crate) fn form(what: impl Into<String>, detail: impl ToString) -> StoreError {
    StoreError::Form { what: what.into(), detail: detail.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn failures_are_sorted() {
        let check = |code: i32, expected: &str| {
            let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let message = sorted(Path::new("r.db"), failure).to_string();
            assert!(message.contains(expected), "{code}: {message}");
        };
        check(ffi::SQLITE_NOTADB, "no SQLite database");
        check(ffi::SQLITE_CORRUPT, "a damaged one");
        check(ffi::SQLITE_BUSY, "has been writing it for 10 s");
        check(ffi::SQLITE_FULL, "the disk is full");
        check(ffi::SQLITE_READONLY, "can't be written");
        check(ffi::SQLITE_NOMEM, "SQLite failed on the record r.db");
    }

    #[test]
    fn a_miss_tells_what_is_near() {
        let check = |near: &[&str], expected: &str| {
            let near = near.iter().map(|s| (*s).to_owned()).collect();
            assert_eq!(StoreError::NotFound { id: "x9".into(), near }.to_string(), expected);
        };
        check(&[], "expected the id of a contact, got \"x9\", which none has");
        check(&["x1", "x2"], "expected the id of a contact, got \"x9\", which none has; near it: x1, x2");
    }
}
