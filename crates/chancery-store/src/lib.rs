//! The record in one SQLite file: articles, what they report, and the contacts the reports meet in.
//!
//! **Invariant:** what a call has committed survives `kill -9` at any later moment, and power loss as far as
//! the disk keeps its promises; a batch is stored whole or not at all.
//!
//! **Invariant:** one writer at a time, and readers never wait: each reader sees the last commit before it began.
//!
//! The store keeps and finds; it judges nothing. What makes a contact of reports is not known here.

mod article;
mod contacts;
mod digest;
mod error;
mod find;
mod fold;
mod open;
mod query;
mod reports;
mod sayings;
mod search;
mod stream;
mod summary;
mod values;
mod write;

pub use article::{ArticleEntry, Bounds, PageState, StoredArticle};
pub use digest::PageDigest;
pub use error::StoreError;
pub use open::Store;
pub use query::{ContactQuery, FoundContact, OfficeFilter};
pub use reports::{ReportEntry, ReportQuery};
pub use sayings::ClaimEntry;
pub use search::Hit;
pub use stream::{Articles, Reports};
pub use summary::Summary;
pub use write::Written;
