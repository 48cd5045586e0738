//! One contact, by its id or the beginning of it.

use crate::error::StoreError;
use crate::open::Store;
use crate::query::{FOUND, FoundContact, found};
use crate::values::Inner;
use rusqlite::Connection;

/// Ids that an ambiguous beginning lists.
const LISTED: usize = 10;

/// Ids that a miss suggests.
const NEAR: usize = 5;

impl Store {
    /// The contact with this id, or the one contact whose id begins so.
    ///
    /// # Errors
    /// [`StoreError::Ambiguous`] where several ids begin so, [`StoreError::NotFound`] where none does, with
    /// those ids that share the longest beginning; also where SQLite fails.
    pub fn contact(&self, id: &str) -> Result<FoundContact, StoreError> {
        self.read(|connection| {
            let ids = beginning_with(connection, id, LISTED)?;
            match ids.as_slice() {
                [one] => load(connection, one),
                // The id itself sorts before all longer ones.
                [first, ..] if first == id => load(connection, first),
                [] => Err(StoreError::NotFound { id: id.to_owned(), near: near(connection, id)? }.into()),
                _ => Err(StoreError::Ambiguous { prefix: id.to_owned(), ids }.into()),
            }
        })
    }
}

fn load(connection: &Connection, id: &str) -> Inner<FoundContact> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {FOUND} FROM contact c WHERE c.id = ?1"))?;
    let mut rows = statement.query([id])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    found(row)
}

fn beginning_with(connection: &Connection, prefix: &str, limit: usize) -> Inner<Vec<String>> {
    // The highest character bounds the range from above, so that the index on ids serves.
    let mut statement = connection.prepare_cached(
        "SELECT id FROM contact WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT ?2",
    )?;
    let ids = statement.query_map((prefix, limit as i64), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn near(connection: &Connection, id: &str) -> Inner<Vec<String>> {
    for (end, _) in id.char_indices().skip(1).collect::<Vec<_>>().into_iter().rev() {
        let ids = beginning_with(connection, &id[..end], NEAR)?;
        if !ids.is_empty() {
            return Ok(ids);
        }
    }
    Ok(Vec::new())
}
