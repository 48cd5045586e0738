//! Writing articles: a batch is one transaction.

use crate::article::{Body, Bounds, StoredArticle};
use crate::fold::folded;
use crate::open::Store;
use crate::sayings::write_claims;
use crate::values::{Inner, day_text, json};
use crate::{PageDigest, StoreError};
use chancery_model::{Block, BlockKind, Edtf, Origin, PersonBasis, Report, Side};
use rusqlite::{OptionalExtension, Transaction, params};
use std::borrow::Cow;

/// What a batch changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles that the record did not hold.
    pub new: usize,
    /// Articles that were held otherwise and are replaced, with their reports and notes.
    pub replaced: usize,
    /// Articles that were held with the same digest and packs and stay as they are.
    pub unchanged: usize,
}

impl Store {
    /// Stores a batch, whole or not at all.
    ///
    /// An article whose page is held with another digest, or as read by other packs, replaces what is held;
    /// contacts then lack the old reports until [`Store::replace_contacts`].
    ///
    /// # Errors
    /// Where SQLite fails; the record is then as before.
    pub fn write_batch(&self, batch: &[StoredArticle]) -> Result<Written, StoreError> {
        self.write(|transaction| {
            let mut written = Written::default();
            for stored in batch {
                write_article(transaction, stored, &mut written)?;
            }
            if written.new + written.replaced > 0 {
                transaction.execute("UPDATE revision SET articles = articles + 1", [])?;
            }
            Ok(written)
        })
    }
}

fn write_article(transaction: &Transaction, stored: &StoredArticle, written: &mut Written) -> Inner<()> {
    let held = transaction
        .prepare_cached("SELECT key, digest, packs FROM article WHERE id = ?1")?
        .query_row([&stored.article.id], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    match held {
        Some((_, digest, packs))
            if PageDigest::from_bytes(&digest) == Some(stored.digest) && packs == stored.packs =>
        {
            written.unchanged += 1;
            return Ok(());
        }
        Some((key, ..)) => {
            written.replaced += 1;
            clear(transaction, key)?;
        }
        None => written.new += 1,
    }
    let key = write_head(transaction, stored)?;
    write_text(transaction, key, &stored.article.text)?;
    for (idx, note) in stored.notes.iter().enumerate() {
        transaction
            .prepare_cached("INSERT INTO note (article, idx, text) VALUES (?1, ?2, ?3)")?
            .execute(params![key, idx as i64, note])?;
    }
    for (idx, report) in stored.reports.iter().enumerate() {
        write_report(transaction, key, idx, report, &stored.article.text)?;
    }
    Ok(())
}

/// Removes all that hangs on an article's row, which keeps its key.
fn clear(transaction: &Transaction, key: i64) -> Inner<()> {
    for sql in [
        "INSERT INTO article_search (article_search, rowid, text)
         SELECT 'delete', article, text FROM article_text WHERE article = ?1",
        "DELETE FROM article_text WHERE article = ?1",
        "DELETE FROM note WHERE article = ?1",
        "DELETE FROM report WHERE article = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([key])?;
    }
    Ok(())
}

fn write_head(transaction: &Transaction, stored: &StoredArticle) -> Inner<i64> {
    let article = &stored.article;
    let body = Body {
        lang: Cow::Borrowed(&article.lang),
        published: Cow::Borrowed(&article.published),
        blocks: Cow::Borrowed(&article.blocks),
    };
    let key = transaction
        .prepare_cached(
            "INSERT INTO article (id, digest, packs, lang, url, outlet, title, dated, earliest, latest, body, dating)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (id) DO UPDATE SET
                 digest = excluded.digest, packs = excluded.packs, lang = excluded.lang, url = excluded.url,
                 outlet = excluded.outlet, title = excluded.title, dated = excluded.dated,
                 earliest = excluded.earliest, latest = excluded.latest, body = excluded.body,
                 dating = excluded.dating
             RETURNING key",
        )?
        .query_row(
            params![
                article.id,
                stored.digest.as_bytes(),
                stored.packs,
                stored.lang,
                article.url,
                article.outlet,
                title(&article.blocks, &article.text),
                stored.dating.date.as_ref().map(|d| d.value.to_string()),
                day_text(stored.dating.earliest()),
                day_text(stored.dating.latest()),
                json(&body, &article.id)?,
                json(&stored.dating, &article.id)?,
            ],
            |row| row.get(0),
        )?;
    Ok(key)
}

fn title<'t>(blocks: &[Block], text: &'t str) -> Option<&'t str> {
    blocks
        .iter()
        .find(|b| b.kind == BlockKind::Title)
        .map(|b| b.span.of(text).trim())
        .filter(|t| !t.is_empty())
}

fn write_text(transaction: &Transaction, key: i64, text: &str) -> Inner<()> {
    for sql in [
        "INSERT INTO article_text (article, text) VALUES (?1, ?2)",
        "INSERT INTO article_search (rowid, text) VALUES (?1, ?2)",
    ] {
        transaction.prepare_cached(sql)?.execute(params![key, text])?;
    }
    Ok(())
}

fn write_report(
    transaction: &Transaction,
    article: i64,
    idx: usize,
    report: &Report,
    text: &str,
) -> Inner<()> {
    let date = report.date.as_ref().map(|d| d.value);
    let bounds = Bounds::of(date);
    transaction
        .prepare_cached(
            "INSERT INTO report (article, idx, kind, status, date, earliest, latest, place, initiator,
                                 origin, confidence, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            article,
            idx as i64,
            report.kind.as_str(),
            report.status.value.as_str(),
            date.as_ref().map(Edtf::to_string),
            day_text(bounds.earliest),
            day_text(bounds.latest),
            report.place.as_ref().map(|p| &p.value),
            report.initiator.as_ref().map(|i| i.value.as_str()),
            origin(report.origin),
            f64::from(report.confidence),
            json(report, "a report")?,
        ])?;
    let key = transaction.last_insert_rowid();
    write_claims(transaction, key, report, text)?;
    write_sides(transaction, "report", key, &report.sides)
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Article => "article",
        Origin::Comment => "comment",
    }
}

/// Writes the sides and their people to `{owner}_side` and `{owner}_person`.
pub(crate) fn write_sides(transaction: &Transaction, owner: &str, key: i64, sides: &[Side]) -> Inner<()> {
    let mut insert = transaction
        .prepare_cached(&format!("INSERT INTO {owner}_side ({owner}, pos, actor) VALUES (?1, ?2, ?3)"))?;
    for (pos, side) in sides.iter().enumerate() {
        insert.execute(params![key, pos as i64, side.actor.as_str()])?;
    }
    let mut insert = transaction.prepare_cached(&format!(
        "INSERT INTO {owner}_person ({owner}, pos, actor, name, folded, basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    ))?;
    for (pos, (actor, name, basis)) in people(sides).enumerate() {
        insert.execute(params![key, pos as i64, actor, name, folded(name), basis])?;
    }
    Ok(())
}

fn people(sides: &[Side]) -> impl Iterator<Item = (&str, &str, &'static str)> {
    sides.iter().flat_map(|side| {
        let actor = side.actor.as_str();
        let named = side.people.iter().map(move |p| (actor, p.name.as_str(), basis(p.basis)));
        named.chain(side.holders.iter().map(move |h| (actor, h.name.as_str(), "holder")))
    })
}

fn basis(basis: PersonBasis) -> &'static str {
    match basis {
        PersonBasis::Known => "known",
        PersonBasis::Introduced => "introduced",
    }
}
