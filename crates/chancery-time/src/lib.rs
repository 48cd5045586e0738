//! Expressions of time in news as intervals, and an article's own date.
//!
//! [`Times`] installs a language's tables into the lexicon and finds mentions; [`resolve`] turns what a
//! mention says into EDTF by a reference day; [`document_date`] tells when an article was written.
//!
//! **Invariant.** Nothing here knows today's date: what cannot be anchored in the text or in the
//! arguments keeps its year open (`XXXX-07-13`) or stays unresolved. **Invariant.** A wrong day is worse
//! than a month: results are never finer than what the words and the anchor support.

mod arithmetic;
mod document;
mod expr;
mod find;
mod frame;
mod install;
mod meaning;
mod page;
mod resolve;
mod shapes;

pub use document::document_date;
pub use expr::{Base, Calendar, Core, Expr, Part, Relation, Season, Tense, Unit, Which};
pub use find::Mention;
pub use install::Times;
pub use resolve::{Anchor, Anchors, Direction, Resolved, resolve};
