//! What the record holds, in numbers.

use crate::error::StoreError;
use crate::open::Store;
use crate::values::count;
use rusqlite::Connection;

/// What the record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages that were read; each has one article.
    pub pages: usize,
    /// Articles per language as identified, most first, then by code.
    pub languages: Vec<(String, usize)>,
    /// Reports.
    pub reports: usize,
    /// Contacts.
    pub contacts: usize,
    /// Notes of the reader.
    pub notes: usize,
    /// Whether the contacts were made from the articles as they now are.
    pub contacts_are_current: bool,
}

impl Store {
    /// Whether the contacts were made from the articles as they now are.
    ///
    /// # Errors
    /// Where SQLite fails.
    pub fn contacts_are_current(&self) -> Result<bool, StoreError> {
        self.read(|connection| Ok(current(connection)?))
    }

    /// Counts what the record holds.
    ///
    /// # Errors
    /// Where SQLite fails.
    pub fn summary(&self) -> Result<Summary, StoreError> {
        self.read(|connection| {
            let number = |table: &str| {
                connection
                    .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
                    .map(count)
            };
            let mut languages = connection
                .prepare_cached("SELECT lang, count(*) FROM article GROUP BY lang ORDER BY 2 DESC, 1")?;
            let languages = languages.query_map([], |row| Ok((row.get(0)?, count(row.get(1)?))))?;
            Ok(Summary {
                pages: number("article")?,
                languages: languages.collect::<Result<_, _>>()?,
                reports: number("report")?,
                contacts: number("contact")?,
                notes: number("note")?,
                contacts_are_current: current(connection)?,
            })
        })
    }
}

fn current(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT articles = contacts FROM revision", [], |row| row.get(0))
}
