//! The reader: from an article to its reports of contacts.
//!
//! [`Reader`] holds the packs, compiled; [`Reader::read`] is a pure function of an article.
//!
//! **Invariant.** Reading never fails: bad text gives fewer reports and a note. **Invariant.** Every field of
//! a report has spans or a named inference. **Invariant.** No word of a human language stands in this crate.

mod across;
mod apart;
mod beside;
mod bounds;
mod cases;
mod claims;
mod clock;
mod discourse;
mod entities;
mod error;
mod formats;
mod frame;
mod implied;
mod initiator;
mod merge;
mod opening;
mod order;
mod partners;
mod place;
mod places;

mod purpose;
mod reader;
mod recall;
mod refusal;
mod report;
mod roles;
mod rules;
mod scan;
mod seats;
mod sequel;
mod sides;
mod statements;
mod status;
mod subject;
mod supply;
mod weights;
mod when;

pub use cases::{CaseResult, run_cases};
pub use discourse::{Outcome, Trace};
pub use entities::salience::{Choice, Trait, Traits, Way, Weighed};
pub use error::ReaderError;
pub use reader::{Reader, Reading, SentenceView};
pub use recall::Recall;
pub use refusal::Refusal;
