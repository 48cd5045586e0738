//! The record: reports of one encounter, from any article and language, meet in one contact.
//!
//! A caller makes a [`Sketch`] of each report (streamed, a few hundred bytes each), adds them to a
//! [`Record`], and gets [`Cluster`]s: which reports are one contact, with the decided fields. [`contact`]
//! makes the whole contact of a cluster from its reports, one cluster at a time. [`build`] does all of it.
//!
//! **Invariant:** the result depends on the set of reports only, not on the order they were added in.
//! **Invariant:** two reports of one article meet only where they say the same; the reader told them apart.

mod cluster;
mod conflict;
mod contact;
mod group;
mod guess;
mod id;
mod index;
mod link;
mod name;
mod record;
mod score;
mod sketch;
mod slip;
mod stages;
mod stated;
mod verdict;
mod when;
mod years;

pub use cluster::Cluster;
pub use contact::contact;
pub use record::Record;
pub use sketch::{Bound, Party, Sketch, Stamp};
pub use verdict::{Verdict, verdict};

use chancery_model::{Contact, Dating, Report};
use rustc_hash::FxHashMap;

/// The reports of one article.
#[derive(Clone, Copy, Debug)]
pub struct ArticleReports<'a> {
    /// Identity of the page.
    pub page: &'a str,
    /// Its language (ISO 639-1). Reports are told in codes and canonical names, so it plays no part yet.
    pub lang: &'a str,
    /// When it was written.
    pub dating: &'a Dating,
    /// What it tells, in its order.
    pub reports: &'a [Report],
}

/// All contacts that the articles tell, ordered by date and identity, whatever the order of the articles.
///
/// Where two articles share an identity, only the reports of the first in `articles` with a given index count.
pub fn build(articles: &[ArticleReports]) -> Vec<Contact> {
    let mut record = Record::new();
    let mut reports: FxHashMap<(&str, usize), &Report> = FxHashMap::default();
    for article in articles {
        for (index, report) in article.reports.iter().enumerate() {
            record.add(Sketch::of(article.page, article.dating, index, report));
            reports.entry((article.page, index)).or_insert(report);
        }
    }
    let clusters = record.finish();
    clusters
        .iter()
        .map(|cluster| {
            let own: Vec<(&str, &Report)> = cluster
                .reports
                .iter()
                .filter_map(|(page, index)| Some((page.as_str(), *reports.get(&(page.as_str(), *index))?)))
                .collect();
            contact(cluster, &own)
        })
        .collect()
}
