//! An article as stored, and reading it back.

use crate::digest::PageDigest;
use crate::error::form;
use crate::open::Store;
use crate::reports::reports_of;
use crate::values::{Inner, day, edtf, from_json};
use crate::{StoreError, stream::Articles};
use chancery_model::{Article, Block, Dating, Edtf, Report, Sourced};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// First and last possible day; an absent end is open or unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bounds {
    /// First possible day.
    pub earliest: Option<Date>,
    /// Last possible day.
    pub latest: Option<Date>,
}

impl Bounds {
    /// The bounds of a date, both open where there is none.
    pub fn of(date: Option<Edtf>) -> Bounds {
        Bounds { earliest: date.and_then(Edtf::earliest), latest: date.and_then(Edtf::latest) }
    }
}

/// All that is kept of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    /// The article; its `id` is the identity of the page.
    pub article: Article,
    /// Of the page it was found in.
    pub digest: PageDigest,
    /// Language as identified (ISO 639-1).
    pub lang: String,
    /// When it was written, as far as it tells.
    pub dating: Dating,
    /// What it reports. A report's index is its place here.
    pub reports: Vec<Report>,
    /// Remarks of the reader, such as text that it could not read.
    pub notes: Vec<String>,
    /// Version of the packs that read it.
    pub packs: String,
}

/// By what a page was read. Equal states mean that reading it again would change nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageState {
    /// Of the page.
    pub digest: PageDigest,
    /// Version of the packs.
    pub packs: String,
}

/// What a list tells of an article, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleEntry {
    /// Identity of the page.
    pub id: String,
    /// Language as identified (ISO 639-1).
    pub lang: String,
    /// Address.
    pub url: Option<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The article's own date.
    pub dated: Option<Edtf>,
    /// The days between which it was written.
    pub bounds: Bounds,
    /// Of the page.
    pub digest: PageDigest,
}

/// What is stored as JSON beside the columns.
#[derive(Serialize, Deserialize)]
pub(crate) struct Body<'a> {
    pub(crate) lang: Cow<'a, Option<String>>,
    pub(crate) published: Cow<'a, Option<Sourced<Edtf>>>,
    pub(crate) blocks: Cow<'a, [Block]>,
}

impl Store {
    /// By what the page `id` was read; none where it was not.
    ///
    /// # Errors
    /// Where SQLite fails.
    pub fn page_state(&self, id: &str) -> Result<Option<PageState>, StoreError> {
        self.read(|connection| page_state(connection, id))
    }

    /// As [`Store::page_state`], for many pages at once, in their order.
    ///
    /// # Errors
    /// Where SQLite fails.
    pub fn known(&self, ids: &[&str]) -> Result<Vec<Option<PageState>>, StoreError> {
        self.read(|connection| ids.iter().map(|id| page_state(connection, id)).collect())
    }

    /// Every article in the order of ids, without text, from one state of the record.
    ///
    /// # Errors
    /// Where SQLite fails, now or at any step.
    pub fn articles(&self) -> Result<Articles<'_>, StoreError> {
        Articles::new(self.reader()?)
    }

    /// The article of page `id` with all that is kept of it.
    ///
    /// # Errors
    /// Where SQLite fails or the stored form is damaged.
    pub fn article(&self, id: &str) -> Result<Option<StoredArticle>, StoreError> {
        self.read(|connection| article(connection, id))
    }
}

fn page_state(connection: &Connection, id: &str) -> Inner<Option<PageState>> {
    let mut statement = connection.prepare_cached("SELECT digest, packs FROM article WHERE id = ?1")?;
    let row = statement.query_row([id], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?))).optional()?;
    row.map(|(bytes, packs)| Ok(PageState { digest: digest(&bytes, id)?, packs })).transpose()
}

fn digest(bytes: &[u8], id: &str) -> Inner<PageDigest> {
    PageDigest::from_bytes(bytes)
        .ok_or_else(|| form(format!("the digest of page \"{id}\""), format!("{} bytes", bytes.len())).into())
}

/// The columns that [`entry`] reads, in its order.
pub(crate) const ENTRY: &str =
    "a.id, a.lang, a.url, a.outlet, a.title, a.dated, a.earliest, a.latest, a.digest";

pub(crate) fn entry(row: &Row) -> Inner<ArticleEntry> {
    let id: String = row.get(0)?;
    Ok(ArticleEntry {
        lang: row.get(1)?,
        url: row.get(2)?,
        outlet: row.get(3)?,
        title: row.get(4)?,
        dated: edtf(row.get(5)?, &id)?,
        bounds: Bounds { earliest: day(row.get(6)?, &id)?, latest: day(row.get(7)?, &id)? },
        digest: digest(&row.get::<_, Vec<u8>>(8)?, &id)?,
        id,
    })
}

fn article(connection: &Connection, id: &str) -> Inner<Option<StoredArticle>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ENTRY}, a.key, a.packs, a.body, t.text, a.dating
         FROM article a JOIN article_text t ON t.article = a.key WHERE a.id = ?1"
    ))?;
    let mut rows = statement.query([id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let entry = entry(row)?;
    let key: i64 = row.get(9)?;
    let body: Body = from_json(&row.get::<_, String>(11)?, &format!("article \"{id}\""))?;
    Ok(Some(StoredArticle {
        article: Article {
            id: entry.id,
            url: entry.url,
            lang: body.lang.into_owned(),
            published: body.published.into_owned(),
            outlet: entry.outlet,
            text: row.get(12)?,
            blocks: body.blocks.into_owned(),
        },
        digest: entry.digest,
        lang: entry.lang,
        dating: from_json(&row.get::<_, String>(13)?, &format!("the dating of \"{id}\""))?,
        reports: reports_of(connection, key, id)?,
        notes: notes(connection, key)?,
        packs: row.get(10)?,
    }))
}

fn notes(connection: &Connection, key: i64) -> Inner<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT text FROM note WHERE article = ?1 ORDER BY idx")?;
    let notes = statement.query_map([key], |row| row.get(0))?;
    Ok(notes.collect::<Result<_, _>>()?)
}
