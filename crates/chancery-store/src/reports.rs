//! Reading reports back.

use crate::error::StoreError;
use crate::open::Store;
use crate::query::Conditions;
use crate::stream::Reports;
use crate::values::{Inner, count, from_json};
use chancery_model::{ActorCode, Dating, Report};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

/// A report with what its article tells about time.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportEntry {
    /// Identity of the page.
    pub page: String,
    /// Place among the article's reports, from 0.
    pub index: usize,
    /// Language of the article, as identified.
    pub lang: String,
    /// When the article was written, as far as it tells.
    pub dating: Dating,
    /// The report.
    pub report: Report,
}

/// Which reports to find. An empty query finds all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportQuery {
    /// On the article of this page.
    pub page: Option<String>,
    /// With each of these as a side.
    pub actors: Vec<ActorCode>,
    /// With a person whose name holds these words or parts of words, without regard to case and diacritics.
    pub person: Option<String>,
    /// No more than so many.
    pub limit: Option<usize>,
}

impl Store {
    /// Every report of the record in the order of page ids and then of index, from one state of the record.
    ///
    /// # Errors
    /// Where SQLite fails, now or at any step, or a stored form is damaged.
    pub fn all_reports(&self) -> Result<Reports<'_>, StoreError> {
        Reports::new(self.reader()?)
    }

    /// One report; none where the record does not hold it.
    ///
    /// # Errors
    /// Where SQLite fails or the stored form is damaged.
    pub fn report(&self, page: &str, index: usize) -> Result<Option<Report>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT r.body FROM article a JOIN report r ON r.article = a.key WHERE a.id = ?1 AND r.idx = ?2",
            )?;
            let body: Option<String> =
                statement.query_row((page, index as i64), |row| row.get(0)).optional()?;
            body.map(|b| from_json(&b, &format!("report {index} of page \"{page}\""))).transpose()
        })
    }

    /// The reports that `query` asks for, in the order of page ids and then of index.
    ///
    /// # Errors
    /// Where SQLite fails or a stored form is damaged.
    pub fn reports(&self, query: &ReportQuery) -> Result<Vec<ReportEntry>, StoreError> {
        self.read(|connection| find(connection, query))
    }
}

fn find(connection: &Connection, query: &ReportQuery) -> Inner<Vec<ReportEntry>> {
    let mut conditions = Conditions::default();
    if let Some(page) = &query.page {
        conditions.and("a.id = ?", [page.as_str()]);
    }
    for actor in &query.actors {
        conditions.and("r.key IN (SELECT report FROM report_side WHERE actor = ?)", [actor.as_str()]);
    }
    if let Some(person) = &query.person {
        conditions.and_person(person, &["SELECT 1 FROM report_person p WHERE p.report = r.key"]);
    }
    let mut statement = connection.prepare(&format!(
        "SELECT {REPORT} FROM report r JOIN article a ON a.key = r.article
         WHERE {} ORDER BY a.id, r.idx LIMIT {}",
        conditions.sql(),
        query.limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1)),
    ))?;
    let mut rows = statement.query(params_from_iter(conditions.values()))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.extend(report_entry(row)?);
    }
    Ok(entries)
}

/// The columns that [`report_entry`] reads, in its order.
pub(crate) const REPORT: &str = "a.id, a.lang, a.dating, r.idx, r.body";

/// The report of a row; none where an article was joined with no report.
pub(crate) fn report_entry(row: &Row) -> Inner<Option<ReportEntry>> {
    let page: String = row.get(0)?;
    let Some(index) = row.get::<_, Option<i64>>(3)?.map(count) else { return Ok(None) };
    Ok(Some(ReportEntry {
        lang: row.get(1)?,
        dating: from_json(&row.get::<_, String>(2)?, &format!("the dating of \"{page}\""))?,
        report: from_json(&row.get::<_, String>(4)?, &format!("report {index} of page \"{page}\""))?,
        page,
        index,
    }))
}

/// The reports of the article with `key`, in their order.
pub(crate) fn reports_of(connection: &Connection, key: i64, id: &str) -> Inner<Vec<Report>> {
    let mut statement =
        connection.prepare_cached("SELECT body FROM report WHERE article = ?1 ORDER BY idx")?;
    let mut rows = statement.query([key])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        reports.push(from_json(&row.get::<_, String>(0)?, &format!("a report of page \"{id}\""))?);
    }
    Ok(reports)
}
