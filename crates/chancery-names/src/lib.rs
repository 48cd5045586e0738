//! Actors, offices, people and places; names across scripts and spellings; who held what when.
//!
//! **Invariant.** A lookup never decides between two people: it returns every candidate of its best
//! tier, and a term that is only the last known one says so.

mod apposition;
mod ask;
mod atoms;
mod caseless;
mod ending;
mod error;
mod form;
mod gap;
mod heard;
mod index;
mod join;
mod known;
mod lexis;
mod lists;
mod load;
mod memo;
mod neighbours;
mod pairs;
mod party;
mod recognise;
mod roster;
mod runs;
mod settle;
mod sheet;
mod skeleton;
mod term;
mod turns;
mod who;
mod world;

pub use ask::{Meant, Question};
pub use error::NamesError;
pub use lexis::{Link, Meaning, Names, Noun, Title};
pub use memo::Recall;
pub use party::{Form, Named, Party};
pub use recognise::Recogniser;
pub use skeleton::Sounds;
pub use term::{Answer, Basis, Certainty, DayRange, Held, Term, TermId, TermRecord};
pub use who::{Candidate, NameBasis};
pub use world::{Office, PersonId, PersonRecord, Surface, SurfaceKind, World};
