//! Reading reports back.

use crate::article::Bounds;
use crate::error::StoreError;
use crate::open::Store;
use crate::query::Conditions;
use crate::stream::Reports;
use crate::values::{Inner, count, day, edtf, from_json};
use chancery_model::{ActorCode, Edtf, Report};
use rusqlite::{Connection, Row, params_from_iter};

/// A report with what its article tells about time.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportEntry {
    /// Identity of the page.
    pub page: String,
    /// Place among the article's reports, from 0.
    pub index: usize,
    /// Language of the article, as identified.
    pub lang: String,
    /// The article's own date.
    pub dated: Option<Edtf>,
    /// The days between which the article was written.
    pub bounds: Bounds,
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
pub(crate) const REPORT: &str = "a.id, a.lang, a.dated, a.earliest, a.latest, r.idx, r.body";

/// The report of a row; none where an article was joined with no report.
pub(crate) fn report_entry(row: &Row) -> Inner<Option<ReportEntry>> {
    let page: String = row.get(0)?;
    let Some(index) = row.get::<_, Option<i64>>(5)?.map(count) else { return Ok(None) };
    Ok(Some(ReportEntry {
        lang: row.get(1)?,
        dated: edtf(row.get(2)?, &page)?,
        bounds: Bounds { earliest: day(row.get(3)?, &page)?, latest: day(row.get(4)?, &page)? },
        report: from_json(&row.get::<_, String>(6)?, &format!("report {index} of page \"{page}\""))?,
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
