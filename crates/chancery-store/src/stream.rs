//! Walking all articles or all reports in the order of page ids, in one state of the record and bounded memory.

use crate::article::{ArticleEntry, ENTRY, entry};
use crate::error::StoreError;
use crate::open::Reader;
use crate::reports::{REPORT, ReportEntry, report_entry};
use crate::values::Inner;
use rusqlite::Connection;
use std::vec;

/// Articles read at a time.
const PAGE: usize = 256;

/// One step: what stands after the given id, and the last id it saw.
type Fetch<T> = fn(&Connection, &str) -> Inner<(Vec<T>, Option<String>)>;

/// Ids from one read transaction, a page at a time. It ends after the first error.
#[derive(Debug)]
struct Walk<'s, T> {
    reader: Reader<'s>,
    fetch: Fetch<T>,
    held: vec::IntoIter<T>,
    /// The last id seen; none at the end.
    after: Option<String>,
}

impl<'s, T> Walk<'s, T> {
    fn new(reader: Reader<'s>, fetch: Fetch<T>) -> Result<Walk<'s, T>, StoreError> {
        // The transaction ends when the reader goes back to the store.
        reader.execute_batch("BEGIN").map_err(|e| crate::error::sorted(reader.path(), e))?;
        Ok(Walk { reader, fetch, held: Vec::new().into_iter(), after: Some(String::new()) })
    }

    fn step(&mut self) -> Option<Result<T, StoreError>> {
        loop {
            if let Some(item) = self.held.next() {
                return Some(Ok(item));
            }
            let after = self.after.take()?;
            match (self.fetch)(&self.reader, &after) {
                Ok((items, last)) => {
                    self.held = items.into_iter();
                    self.after = last;
                }
                Err(failure) => return Some(Err(failure.at(self.reader.path()))),
            }
        }
    }
}

/// Every article without its text, in the order of ids. See [`crate::Store::articles`].
#[derive(Debug)]
pub struct Articles<'s>(Walk<'s, ArticleEntry>);

impl<'s> Articles<'s> {
    pub(crate) fn new(reader: Reader<'s>) -> Result<Articles<'s>, StoreError> {
        Ok(Articles(Walk::new(reader, fetch_articles)?))
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<ArticleEntry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.step()
    }
}

/// Every report, in the order of page ids and then of index. See [`crate::Store::all_reports`].
#[derive(Debug)]
pub struct Reports<'s>(Walk<'s, ReportEntry>);

impl<'s> Reports<'s> {
    pub(crate) fn new(reader: Reader<'s>) -> Result<Reports<'s>, StoreError> {
        Ok(Reports(Walk::new(reader, fetch_reports)?))
    }
}

impl Iterator for Reports<'_> {
    type Item = Result<ReportEntry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.step()
    }
}

fn fetch_articles(connection: &Connection, after: &str) -> Inner<(Vec<ArticleEntry>, Option<String>)> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ENTRY} FROM article a WHERE a.id > ?1 ORDER BY a.id LIMIT {PAGE}"
    ))?;
    let mut rows = statement.query([after])?;
    let mut entries = Vec::with_capacity(PAGE);
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    let last = entries.last().map(|e| e.id.clone());
    Ok((entries, last))
}

fn fetch_reports(connection: &Connection, after: &str) -> Inner<(Vec<ReportEntry>, Option<String>)> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {REPORT}
         FROM (SELECT * FROM article WHERE id > ?1 ORDER BY id LIMIT {PAGE}) a
         LEFT JOIN report r ON r.article = a.key
         ORDER BY a.id, r.idx"
    ))?;
    let mut rows = statement.query([after])?;
    let (mut entries, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        last = Some(row.get(0)?);
        entries.extend(report_entry(row)?);
    }
    Ok((entries, last))
}
