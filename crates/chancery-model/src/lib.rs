//! The nouns of Chancery as plain types.
//!
//! Everything here is data: no file, clock, network or language is known to this crate.
//! Offsets are bytes of UTF-8 into [`Article::text`]; they become characters only in exported JSON.

mod actor;
mod agreement;
mod article;
mod dating;
mod edtf;
mod evidence;
mod kind;
mod report;
mod span;
mod statement;

pub use actor::{ActorCode, ActorError};
pub use article::{Article, Block, BlockKind, Page, PageBody};
pub use dating::Dating;
pub use edtf::{Edtf, EdtfError, Granularity, Point, Qualifier};
pub use evidence::{Inference, Premise, Row, Sourced};
pub use kind::{Kind, Level, Status, UnknownWord};
pub use report::{Contact, HeldOffice, Holder, OfficeMention, Origin, Person, PersonBasis, Report, Side};
pub use span::{Offsets, Span};
pub use statement::{Carrier, CarrierKind, Claim, ClaimKind, Manner, Speaker, Statement, Verb};
