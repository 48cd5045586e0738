//! Claims: writing those of a report, and listing those of the record.

use crate::error::StoreError;
use crate::open::Store;
use crate::values::{Inner, count, from_json, json};
use chancery_model::{Claim, ClaimKind, Report};
use rusqlite::{Row, Transaction, params};

/// A claim with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimEntry {
    /// Identity of the page.
    pub page: String,
    /// Place of its report among the article's, from 0.
    pub index: usize,
    /// Identity of the contact of which it is made, where the report has met in one.
    pub contact: Option<String>,
    /// The claim.
    pub claim: Claim,
    /// Its words.
    pub words: String,
}

impl Store {
    /// The claims of one of these kinds, of any where none is given, by contact in the order of time, then by page.
    ///
    /// # Errors
    /// Where SQLite fails or a stored form is damaged.
    pub fn claims(&self, kinds: &[ClaimKind]) -> Result<Vec<ClaimEntry>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT a.id, r.idx, c.id, k.words, k.body
                 FROM claim k JOIN report r ON r.key = k.report JOIN article a ON a.key = r.article
                 LEFT JOIN contact_report l ON l.report = r.key LEFT JOIN contact c ON c.key = l.contact
                 ORDER BY c.earliest NULLS LAST, c.id, a.id, r.idx, k.pos",
            )?;
            let mut rows = statement.query([])?;
            let mut claims = Vec::new();
            while let Some(row) = rows.next()? {
                let claim = entry(row)?;
                if kinds.is_empty() || kinds.contains(&claim.claim.kind) {
                    claims.push(claim);
                }
            }
            Ok(claims)
        })
    }
}

fn entry(row: &Row) -> Inner<ClaimEntry> {
    let page: String = row.get(0)?;
    let claim = from_json(&row.get::<_, String>(4)?, &format!("a claim of page \"{page}\""))?;
    Ok(ClaimEntry { index: count(row.get(1)?), contact: row.get(2)?, words: row.get(3)?, claim, page })
}

/// Writes what is claimed of the contact of a report; `text` is the article's.
pub(crate) fn write_claims(transaction: &Transaction, key: i64, report: &Report, text: &str) -> Inner<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO claim (report, pos, kind, since, words, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (pos, claim) in report.claims.iter().enumerate() {
        insert.execute(params![
            key,
            pos as i64,
            claim.kind.as_str(),
            claim.since.as_ref().map(|s| s.value.to_string()),
            claim.span.of(text),
            json(claim, "a claim")?,
        ])?;
    }
    Ok(())
}
