//! Writing the contacts: all at once, as they are made from all reports.

use crate::article::Bounds;
use crate::error::StoreError;
use crate::open::Store;
use crate::values::{Inner, day_text, json};
use crate::write::write_sides;
use chancery_model::{Contact, Edtf};
use rusqlite::{ErrorCode, OptionalExtension, Transaction, params};
use std::borrow::Cow;

impl Store {
    /// Replaces all contacts by these, in one transaction.
    ///
    /// # Errors
    /// Where two have one id, where one names a report that the record does not hold, or where SQLite fails;
    /// the contacts are then as before.
    pub fn replace_contacts(&self, contacts: &[Contact]) -> Result<(), StoreError> {
        self.stream_contacts(contacts.iter().map(|c| Ok(Cow::Borrowed(c))))
    }

    /// As [`Store::replace_contacts`], with contacts that come one by one, so that they are never all in memory.
    /// They may be read from this store while they come.
    ///
    /// # Errors
    /// As there, and the first error among the contacts; the contacts are then as before.
    pub fn stream_contacts<'c>(
        &self,
        contacts: impl IntoIterator<Item = Result<Cow<'c, Contact>, StoreError>>,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            // Children first, so that no row is deleted through its parent.
            for table in ["contact_report", "contact_person", "contact_side", "contact"] {
                transaction.execute(&format!("DELETE FROM {table}"), [])?;
            }
            for contact in contacts {
                let contact = contact?;
                let key = write_contact(transaction, &contact)?;
                write_sides(transaction, "contact", key, &contact.sides)?;
                write_links(transaction, key, &contact)?;
            }
            transaction.execute("UPDATE revision SET contacts = articles", [])?;
            Ok(())
        })
    }
}

fn write_contact(transaction: &Transaction, contact: &Contact) -> Inner<i64> {
    let date = contact.date.as_ref().map(|d| d.value);
    let bounds = Bounds::of(date);
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO contact (id, kind, also, status, date, earliest, latest, place, initiator, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            contact.id,
            contact.kind.as_str(),
            json(&contact.also, &contact.id)?,
            contact.status.as_str(),
            date.as_ref().map(Edtf::to_string),
            day_text(bounds.earliest),
            day_text(bounds.latest),
            contact.place,
            contact.initiator.as_ref().map(|i| i.as_str()),
            json(contact, &contact.id)?,
        ]);
    match inserted {
        Ok(_) => Ok(transaction.last_insert_rowid()),
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(StoreError::DuplicateContact { id: contact.id.clone() }.into())
        }
        Err(e) => Err(e.into()),
    }
}

fn write_links(transaction: &Transaction, key: i64, contact: &Contact) -> Inner<()> {
    let mut find = transaction.prepare_cached(
        "SELECT r.key FROM article a JOIN report r ON r.article = a.key WHERE a.id = ?1 AND r.idx = ?2",
    )?;
    let mut insert = transaction
        .prepare_cached("INSERT INTO contact_report (contact, pos, report) VALUES (?1, ?2, ?3)")?;
    for (pos, (page, index)) in contact.reports.iter().enumerate() {
        let report: Option<i64> =
            find.query_row(params![page, *index as i64], |row| row.get(0)).optional()?;
        let Some(report) = report else {
            let (contact, page) = (contact.id.clone(), page.clone());
            return Err(StoreError::UnknownReport { contact, page, index: *index }.into());
        };
        insert.execute(params![key, pos as i64, report])?;
    }
    Ok(())
}
