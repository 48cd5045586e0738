//! From an article's text to tokens, sentences and the pack phrases that stand in them.
//!
//! **Invariant.** Every token lies on character boundaries and tokens do not overlap. **Invariant.** The
//! matcher compares folded keys by number; no token allocates, and no pattern is compiled while reading.

mod automaton;
mod chunk;
mod code;
mod edits;
mod fold;
mod language;
mod laying;
mod lexicon;
mod matcher;
mod members;
mod pattern;
mod prefix;
mod sentence;
mod token;

pub use chunk::NumberWord;
pub use edits::edits;
pub use fold::fold;
pub use language::identify;
pub use lexicon::{ClassId, KeyId, Lexicon, LexiconBuilder, Payload, TagId};
pub use matcher::{Capture, Match};
pub use pattern::PatternError;
pub use sentence::{Abbreviations, Sentence, Text, analyse};
pub use token::{Glue, Token, TokenKind};
