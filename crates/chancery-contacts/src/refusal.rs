//! Why a trigger opened nothing.

use std::fmt;

/// Why a trigger opened nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The page has told more contacts than one is read for.
    TooMany,
    /// Its words look like a contact and are none.
    Phrase,
    /// It names the channel of a trigger beside it.
    Channel,
    /// It is negated, and nothing says that it was called off.
    Negated,
    /// It stands in a question.
    Question,
    /// It tells of what happens again and again.
    Habitual,
    /// It tells of relations or wishes.
    NotConcrete,
    /// It is supposed, not told.
    Hypothetical,
    /// A verb without its object.
    NoObject,
    /// Nobody it can be of.
    NoSide,
    /// One side alone.
    OneSide,
    /// A journey home.
    Home,
    /// All sides are of one state.
    OneState,
    /// A heading names no side.
    Heading,
    /// It speaks of a contact told before.
    Retold,
    /// Too little speaks for it.
    Unsure,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::TooMany => "more contacts than one page is read for",
            Refusal::Phrase => "a phrase that is no contact",
            Refusal::Channel => "names the channel of the trigger beside it",
            Refusal::Negated => "negated",
            Refusal::Question => "a question",
            Refusal::Habitual => "habitual",
            Refusal::NotConcrete => "no concrete contact",
            Refusal::Hypothetical => "hypothetical",
            Refusal::NoObject => "no one stands as its object",
            Refusal::NoSide => "no side in the sentence",
            Refusal::OneSide => "only one side",
            Refusal::Home => "a journey home",
            Refusal::OneState => "inside one state",
            Refusal::Heading => "a heading that names no side",
            Refusal::Retold => "words on the contact told before",
            Refusal::Unsure => "not sure enough",
        })
    }
}
