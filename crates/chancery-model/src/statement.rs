//! What is said about a contact, and what is claimed about the record itself.

use crate::{ActorCode, Edtf, Inference, Row, Sourced, Span, kind::words};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

words! {
    /// What a speaker does by saying it.
    Verb {
        /// Tells.
        Said = "said",
        /// Asks for it, calls for it, insists on it.
        Demanded = "demanded",
        /// Says that it is not so.
        Denied = "denied",
        /// Says that it is so, as others said.
        Confirmed = "confirmed",
        /// Is of one mind with the other side.
        Agreed = "agreed",
        /// Undertakes it.
        Promised = "promised",
        /// Wishes for it.
        Hoped = "hoped",
        /// Tells of a danger.
        Warned = "warned",
    }
}

words! {
    /// How the words of a speaker are given.
    Manner {
        /// Word for word, between quotation marks.
        Quotation = "quotation",
        /// In the words of the page.
        Report = "report",
    }
}

words! {
    /// What passes a statement on.
    CarrierKind {
        /// A newspaper, an agency, a channel.
        Outlet = "outlet",
        /// A statement in writing, a readout, a post, an interview.
        Document = "document",
        /// Somebody who is not named.
        Source = "source",
    }
}

words! {
    /// What is claimed about the record.
    ClaimKind {
        /// No such contact was between then and now.
        FirstSince = "first-since",
        /// No such contact was ever before.
        First = "first",
        /// The one before was then.
        LastWas = "last-was",
        /// Somebody has not spoken of it.
        NoComment = "no-comment",
        /// Nobody has confirmed it.
        NotConfirmed = "not-confirmed",
        /// Somebody has confirmed it.
        Confirmed = "confirmed",
        /// Somebody says that it was not so.
        Denied = "denied",
    }
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The actor that the speaker speaks for.
    pub actor: Option<ActorCode>,
    /// The person, where the page names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Names of offices that the text gives, such as `spokesperson-foreign`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<CompactString>,
    /// The words.
    pub span: Span,
    /// The rule that found the speaker, where the words only refer to one told of elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inference: Option<Inference>,
}

/// A link in the chain between the speaker and the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carrier {
    /// What it is.
    pub kind: CarrierKind,
    /// Its name in English where the world pack knows it, else its words.
    pub name: String,
    /// The words.
    pub span: Span,
}

/// What a speaker said about a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who says it; several where they say it together, nobody where only carriers are told.
    pub speakers: Vec<Speaker>,
    /// What the speaker does by saying it, with the verb.
    pub verb: Sourced<Verb>,
    /// How the words are given.
    pub manner: Manner,
    /// What is said.
    pub content: Span,
    /// Who passes it on, the one nearest to the page first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Carrier>,
    /// Pack rows that decided.
    pub rows: Vec<Row>,
}

/// A checkable sentence about the record itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// Who claims it, or stays silent; nobody where it is the page itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Speaker>,
    /// Since when, or when last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Sourced<Edtf>>,
    /// The words.
    pub span: Span,
    /// Pack rows that decided.
    pub rows: Vec<Row>,
}
