//! Values between Rust and SQL: days, EDTF, JSON, closed words; and failures on their way out.

use crate::error::{StoreError, form, sorted};
use chancery_model::Edtf;
use jiff::civil::Date;
use serde::{Serialize, de::DeserializeOwned};
use std::path::Path;

/// A failure inside a transaction, before it is known which file it is about.
pub(crate) enum Failure {
    Sql(rusqlite::Error),
    Store(StoreError),
}

pub(crate) type Inner<T> = Result<T, Failure>;

impl Failure {
    pub(crate) fn at(self, path: &Path) -> StoreError {
        match self {
            Failure::Sql(e) => sorted(path, e),
            Failure::Store(e) => e,
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Failure {
        Failure::Sql(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Store(error)
    }
}

/// A day as stored.
pub(crate) fn day_text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A day as read back; `what` names the row in errors.
pub(crate) fn day(text: Option<String>, what: &str) -> Inner<Option<Date>> {
    text.map(|t| t.parse().map_err(|e| form(format!("a day of {what}"), e).into())).transpose()
}

/// A date as read back; `what` names the row in errors.
pub(crate) fn edtf(text: Option<String>, what: &str) -> Inner<Option<Edtf>> {
    text.map(|t| t.parse().map_err(|e| form(format!("a date of {what}"), e).into())).transpose()
}

/// A value as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T, what: &str) -> Inner<String> {
    serde_json::to_string(value).map_err(|e| form(what, e).into())
}

/// A value from JSON; `what` names the row in errors.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str, what: &str) -> Inner<T> {
    serde_json::from_str(text).map_err(|e| form(what, e).into())
}

/// A count from SQL, which is never negative.
pub(crate) fn count(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}
