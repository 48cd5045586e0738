//! Contacts anew from all reports. Memory holds a sketch of each report, never the reports themselves.

use crate::{console, failure::Failure};
use chancery_model::{Contact, Report};
use chancery_record::{Cluster, Record, Sketch};
use chancery_store::{Store, StoreError};
use std::borrow::Cow;
use std::time::Instant;

/// Makes the contacts anew where articles have changed since they were made.
pub fn if_stale(store: &Store) -> Result<(), Failure> {
    if store.contacts_are_current()? {
        return Ok(());
    }
    let start = Instant::now();
    let mut record = Record::new();
    for entry in store.all_reports()? {
        let entry = entry?;
        record.add(Sketch::of(&entry.page, &entry.dating, entry.index, &entry.report));
    }
    let reports = record.len();
    let clusters = record.finish();
    tracing::debug!(reports, contacts = clusters.len(), elapsed = ?start.elapsed(), "linked");
    store.stream_contacts(clusters.iter().map(|cluster| contact(store, cluster).map(Cow::Owned)))?;
    tracing::debug!(elapsed = ?start.elapsed(), "contacts written");
    Ok(())
}

/// Says so where articles have changed since the contacts were made.
pub fn note_if_stale(store: &Store) -> Result<(), Failure> {
    if !store.contacts_are_current()? {
        console::tell(
            "note: pages were read after these contacts were made; `chancery read` brings them up to date",
        );
    }
    Ok(())
}

/// The contact of a cluster, its reports read back from the record.
fn contact(store: &Store, cluster: &Cluster) -> Result<Contact, StoreError> {
    let mut own: Vec<(&str, Report)> = Vec::with_capacity(cluster.reports.len());
    for (page, index) in &cluster.reports {
        let report = store.report(page, *index)?.ok_or_else(|| StoreError::UnknownReport {
            contact: cluster.id.clone(),
            page: page.clone(),
            index: *index,
        })?;
        own.push((page, report));
    }
    let borrowed: Vec<(&str, &Report)> = own.iter().map(|(page, report)| (*page, report)).collect();
    Ok(chancery_record::contact(cluster, &borrowed))
}
