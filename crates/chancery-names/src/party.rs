//! Parties: the words that name an actor, an office or a person in a sentence.

use crate::lexis::Link;
use chancery_model::{ActorCode, Row, Span};
use compact_str::CompactString;

/// What kind of words a party is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A person is named.
    Name,
    /// An office without a name.
    Office,
    /// A state, organisation or group.
    Actor,
    /// A capital or palace that stands for a state, or is a place.
    Seat,
    /// An adjective or inhabitant of a state alone.
    Adjective,
    /// his counterpart.
    Counterpart,
    /// his host.
    Other,
    /// he.
    He,
    /// they, the two leaders.
    They,
}

impl Form {
    /// Whether the words tell of a person of their own: by name, by office or as a counterpart.
    pub fn is_person(self) -> bool {
        matches!(self, Form::Name | Form::Office | Form::Counterpart)
    }
}

/// A person as the text names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Full name: canonical where known.
    pub name: String,
    /// Whether the world pack knows the person.
    pub known: bool,
    /// Where the name stands.
    pub span: Span,
}

/// A party in a sentence.
#[derive(Clone, Debug)]
pub struct Party {
    /// All its words, in bytes.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// What it is made of.
    pub form: Form,
    /// The actor, where it can be told from the party itself.
    pub actor: Option<ActorCode>,
    /// Offices: code and where the text names it.
    pub offices: Vec<(CompactString, Span)>,
    /// The person named.
    pub person: Option<Named>,
    /// The place that a seat is, in English.
    pub place: Option<CompactString>,
    /// How it is tied to the words before it.
    pub link: Option<Link>,
    /// Whether it is the owner of what follows ('s).
    pub owns: bool,
    /// Whether it is joined to the party before it by a comma or "and".
    pub listed: bool,
    /// Whether it speaks of a former or designated holder.
    pub former: bool,
    /// Whether a relative pronoun follows: what comes next speaks of this party.
    pub relative: bool,
    /// Whether its words stand in a case that no subject stands in.
    pub oblique: bool,
    /// Whether the words are plural.
    pub plural: bool,
    /// How many the words for "they" count; 0 where they don't.
    pub count: u8,
    /// Rows that fired.
    pub rows: Vec<Row>,
}

impl Party {
    /// Whether it can act: it is no former holder, and no mere owner of what follows.
    pub fn can_act(&self) -> bool {
        !self.former && !self.owns
    }

    /// Whether the party can be a side by itself: a person, an office or an actor with a known code.
    pub fn is_resolved(&self) -> bool {
        self.actor.is_some() && !matches!(self.form, Form::Adjective)
    }
}
