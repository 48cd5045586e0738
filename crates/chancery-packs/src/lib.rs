//! The pack format.
//!
//! A pack is a folder of tab-separated tables. Each table has a header row; each row carries a form,
//! its meaning, a note and a source. Lines that begin with `#` are comments.
//!
//! **Invariant.** Nothing here opens a file: the built-in packs are compiled in, others are handed over
//! as text by the program. **Invariant.** Every row knows its file and line, and every complaint names them.

mod builtin;
mod cases;
mod error;
mod inflect;
mod lang;
mod meta;
mod set;
mod table;

pub use cases::{Case, CaseFile};
pub use error::{PackError, Problem};
pub use inflect::{Form, Lemma, Lemmas};
pub use lang::LangPack;
pub use meta::Meta;
pub use set::PackSet;
pub use table::{Table, TableRow};
