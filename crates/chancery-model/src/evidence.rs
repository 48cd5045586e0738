//! How a value is traced to words: spans, pack rows, named inferences.

use crate::Span;
use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A row of a pack that fired: the file and the line an editor would open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    /// Path inside the packs, such as `lang/en/contacts/triggers.tsv`.
    ///
    /// Shared, since rows are copied wherever what they say is taken up.
    #[serde(serialize_with = "write", deserialize_with = "read")]
    pub file: Arc<str>,
    /// Line in that file, from 1.
    pub line: u32,
}

impl Hash for Row {
    /// The line alone tells most rows apart, and rows are looked up for many words of a page.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.line.hash(state);
    }
}

fn write<S: Serializer>(file: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(file)
}

fn read<'d, D: Deserializer<'d>>(from: D) -> Result<Arc<str>, D::Error> {
    String::deserialize(from).map(Into::into)
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A ground of an inference: the words, and the page they stand on if it is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Premise {
    /// Identity of another page; none where the premise is on the same page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Where the words stand; none where the premise is a fact of the world pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What the premise says, in a few words.
    pub says: String,
}

impl Premise {
    /// The premise of words of the same page, which says what they say; `span` is of bytes of `text`.
    pub fn words(span: Span, text: &str) -> Premise {
        Premise { page: None, span: Some(span), says: span.of(text).to_owned() }
    }
}

/// A conclusion that no words state, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inference {
    /// Name of the rule, such as `headline contact of the day of publication`.
    pub rule: CompactString,
    /// What it rests on.
    pub premises: Vec<Premise>,
}

/// A value with the words, or the inference, that it comes from. One of the two is never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// The words that state it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// The inference that gave it, if no words do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inference: Option<Inference>,
}

impl<T> Sourced<T> {
    /// A value that words state.
    pub fn stated(value: T, spans: Vec<Span>) -> Sourced<T> {
        Sourced { value, spans, inference: None }
    }

    /// A value that a named rule concludes.
    pub fn inferred(value: T, rule: &str, premises: Vec<Premise>) -> Sourced<T> {
        Sourced { value, spans: Vec::new(), inference: Some(Inference { rule: rule.into(), premises }) }
    }
}
