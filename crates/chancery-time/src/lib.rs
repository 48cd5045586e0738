//! Expressions of time in news as intervals, and an article's own date.
//!
//! [`Times`] installs a language's tables into the lexicon and finds mentions; [`resolve`] turns what a
//! mention says into EDTF by a reference day; [`document_date`] tells when an article was written;
//! [`Constraints`] narrow the days of documents and events by one another.
//!
//! **Invariant.** Nothing here knows today's date: what cannot be anchored in the text or in the
//! arguments keeps its year open (`XXXX-07-13`) or stays unresolved. **Invariant.** A wrong day is worse
//! than a month: results are never finer than what the words and the anchor support.

mod arithmetic;
mod build;
mod compound;
mod constraints;
mod document;
mod expr;
mod figure;
mod find;
mod frame;
mod install;
mod join;
mod length;
mod meaning;
mod openings;
mod page;
mod parts;
mod resolve;
mod settle;
mod shapes;
mod slot;
mod system;
mod tag;
mod tagger;
mod timex;

pub use constraints::{Bounds, Conflict, Constraints, Moment, Solution, Tie};
pub use document::document_date;
pub use expr::{Base, Bound, Calendar, Core, Expr, Member, Part, Relation, Slice, System, Tense, Which};
pub use find::Mention;
pub use install::Times;
pub use length::{Clock, DayPart, Every, Length, Unit};
pub use resolve::{Anchor, Anchors, Direction, Resolved, resolve};
pub use tag::{Candidate, Tagged, tag};
pub use tagger::Tagger;
pub use timex::{Kind, Timex};
