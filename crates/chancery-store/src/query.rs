//! Which contacts to find, and finding them.

use crate::error::StoreError;
use crate::fold::folded;
use crate::open::Store;
use crate::values::{Inner, count, day_text, from_json};
use chancery_model::{ActorCode, Contact, Kind, Level, Status};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params_from_iter};

/// An office by rank or by domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeFilter {
    /// Of this rank.
    Level(Level),
    /// Of this domain, such as `military`.
    Domain(String),
}

/// Which contacts to find. Each condition narrows; an empty query finds all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactQuery {
    /// Both are sides.
    pub between: Option<(ActorCode, ActorCode)>,
    /// One of these, at least, is a side; empty for any.
    pub actors: Vec<ActorCode>,
    /// It may have been on this day or later. Contacts of unknown date are left out.
    pub from: Option<Date>,
    /// It may have been on this day or earlier. Contacts of unknown date are left out.
    pub to: Option<Date>,
    /// Its channel, or one of its further channels, is one of these; empty for any.
    pub kinds: Vec<Kind>,
    /// Its status is one of these; empty for any.
    pub statuses: Vec<Status>,
    /// One person's name, in the contact or in a report of it, holds each of these words or parts of words,
    /// without regard to case and diacritics.
    pub person: Option<String>,
    /// A side has an office that fits one of these; empty for any.
    pub offices: Vec<OfficeFilter>,
    /// The article of this page reports it.
    pub page: Option<String>,
    /// No more than so many.
    pub limit: Option<usize>,
}

/// A contact with what its reports add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundContact {
    /// The contact.
    pub contact: Contact,
    /// Number of articles that report it.
    pub sources: usize,
    /// Their languages, in alphabetical order.
    pub languages: Vec<String>,
}

impl Store {
    /// The contacts that `query` asks for, by first possible day and then by id; those without one come last.
    ///
    /// # Errors
    /// Where SQLite fails or a stored form is damaged.
    pub fn contacts(&self, query: &ContactQuery) -> Result<Vec<FoundContact>, StoreError> {
        self.read(|connection| find(connection, query))
    }
}

/// The columns that [`found`] reads, in its order.
pub(crate) const FOUND: &str = "c.id, c.body,
    (SELECT count(DISTINCT r.article) FROM contact_report l JOIN report r ON r.key = l.report
     WHERE l.contact = c.key),
    (SELECT group_concat(DISTINCT a.lang) FROM contact_report l JOIN report r ON r.key = l.report
     JOIN article a ON a.key = r.article WHERE l.contact = c.key)";

pub(crate) fn found(row: &Row) -> Inner<FoundContact> {
    let id: String = row.get(0)?;
    let contact = from_json(&row.get::<_, String>(1)?, &format!("contact {id}"))?;
    let languages: Option<String> = row.get(3)?;
    let mut languages: Vec<String> = languages.iter().flat_map(|l| l.split(',')).map(str::to_owned).collect();
    languages.sort_unstable();
    Ok(FoundContact { contact, sources: count(row.get(2)?), languages })
}

fn find(connection: &Connection, query: &ContactQuery) -> Inner<Vec<FoundContact>> {
    let conditions = conditions(query);
    let mut statement = connection.prepare(&format!(
        "SELECT {FOUND} FROM contact c WHERE {} ORDER BY c.earliest NULLS LAST, c.id",
        conditions.sql()
    ))?;
    let mut rows = statement.query(params_from_iter(conditions.values()))?;
    let limit = query.limit.unwrap_or(usize::MAX);
    let mut contacts = Vec::new();
    while contacts.len() < limit
        && let Some(row) = rows.next()?
    {
        let found = found(row)?;
        if fits_offices(&found.contact, &query.offices) {
            contacts.push(found);
        }
    }
    Ok(contacts)
}

fn conditions(query: &ContactQuery) -> Conditions {
    let mut conditions = Conditions::default();
    let with_side = "c.key IN (SELECT contact FROM contact_side WHERE actor IN";
    if let Some((one, other)) = &query.between {
        conditions.and(&format!("{with_side} (?))"), [one.as_str()]);
        conditions.and(&format!("{with_side} (?))"), [other.as_str()]);
    }
    conditions.and_any(&format!("{with_side} (#))"), query.actors.iter().map(ActorCode::as_str));
    if query.from.is_some() || query.to.is_some() {
        conditions.and("(c.earliest IS NOT NULL OR c.latest IS NOT NULL)", []);
    }
    if let Some(from) = day_text(query.from) {
        conditions.and("(c.latest IS NULL OR c.latest >= ?)", [from.as_str()]);
    }
    if let Some(to) = day_text(query.to) {
        conditions.and("(c.earliest IS NULL OR c.earliest <= ?)", [to.as_str()]);
    }
    conditions.and_any(
        "EXISTS (SELECT 1 FROM (SELECT c.kind AS value UNION ALL SELECT value FROM json_each(c.also))
                 WHERE value IN (#))",
        query.kinds.iter().map(|k| k.as_str()),
    );
    conditions.and_any("c.status IN (#)", query.statuses.iter().map(|s| s.as_str()));
    if let Some(person) = &query.person {
        let of_contact = "SELECT 1 FROM contact_person p WHERE p.contact = c.key";
        let of_report = "SELECT 1 FROM contact_report l JOIN report_person p ON p.report = l.report
                         WHERE l.contact = c.key";
        conditions.and_person(person, &[of_contact, of_report]);
    }
    if let Some(page) = &query.page {
        let reported = "c.key IN (SELECT l.contact FROM article a JOIN report r ON r.article = a.key
                                  JOIN contact_report l ON l.report = r.key WHERE a.id = ?)";
        conditions.and(reported, [page.as_str()]);
    }
    conditions
}

fn fits_offices(contact: &Contact, filters: &[OfficeFilter]) -> bool {
    let told = contact.sides.iter().flat_map(|s| &s.offices).map(|o| (o.level, &o.domain));
    let held =
        contact.sides.iter().flat_map(|s| &s.people).flat_map(|p| &p.held).map(|o| (o.level, &o.domain));
    filters.is_empty()
        || told.chain(held).any(|(level, domain)| {
            filters.iter().any(|filter| match filter {
                OfficeFilter::Level(wanted) => level == *wanted,
                OfficeFilter::Domain(wanted) => domain == wanted,
            })
        })
}

/// Conditions of a `WHERE`, joined by `AND`, with the values of their `?`.
#[derive(Default)]
pub(crate) struct Conditions {
    clauses: Vec<String>,
    values: Vec<String>,
}

impl Conditions {
    pub(crate) fn sql(&self) -> String {
        if self.clauses.is_empty() { "TRUE".to_owned() } else { self.clauses.join(" AND ") }
    }

    pub(crate) fn values(&self) -> &[String] {
        &self.values
    }

    pub(crate) fn and<'v>(&mut self, clause: &str, values: impl IntoIterator<Item = &'v str>) {
        self.clauses.push(clause.to_owned());
        self.values.extend(values.into_iter().map(str::to_owned));
    }

    /// A condition with a list in place of its `#`; none where the list is empty.
    fn and_any<'v>(&mut self, clause: &str, values: impl ExactSizeIterator<Item = &'v str>) {
        if values.len() > 0 {
            let list = vec!["?"; values.len()].join(", ");
            self.and(&clause.replace('#', &list), values);
        }
    }

    /// A row `p` of one of the `sources` holds each word of `person`; never, where that holds no word.
    pub(crate) fn and_person(&mut self, person: &str, sources: &[&str]) {
        let folded = folded(person);
        let words: Vec<&str> = folded.split_whitespace().collect();
        if words.is_empty() {
            return self.and("FALSE", []);
        }
        let each_word = " AND instr(p.folded, ?) > 0".repeat(words.len());
        let exists: Vec<_> = sources.iter().map(|source| format!("EXISTS ({source}{each_word})")).collect();
        let values = sources.iter().flat_map(|_| words.iter().copied());
        self.and(&format!("({})", exists.join(" OR ")), values);
    }
}
