//! What one article says of one contact, and the contact that several reports meet in.

use crate::{ActorCode, Claim, Edtf, Kind, Level, Row, Sourced, Span, Statement, Status};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// Where in an article a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The article itself.
    Article,
    /// A reader's comment.
    Comment,
}

/// How a person is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonBasis {
    /// The text names a person whom the world pack knows.
    Known,
    /// The text names a person whom only the text knows, by an office or a title.
    Introduced,
}

/// A person who took part for a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Full name, in the common English spelling where the world pack knows it, else as the text has it.
    pub name: String,
    /// How the person is known.
    pub basis: PersonBasis,
    /// Where the text names the person.
    pub spans: Vec<Span>,
    /// Offices the person held for the side on the day, by the world pack; whether the text says so or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldOffice>,
}

/// An office that a person held on a day, by the world pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldOffice {
    /// Name of the office, such as `defence-minister`.
    pub office: CompactString,
    /// Its rank.
    pub level: Level,
    /// Its domain; empty for heads.
    pub domain: CompactString,
}

/// An office that the text names for a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeMention {
    /// Name of the office, such as `defence-minister`.
    pub office: CompactString,
    /// Its rank.
    pub level: Level,
    /// Its domain: `military`, `foreign`, `security`, …; empty for heads.
    pub domain: CompactString,
    /// Where the text names it.
    pub span: Span,
}

/// A person found only by office and date: the text does not name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Full name.
    pub name: String,
    /// The office.
    pub office: CompactString,
    /// Whether the term is known to cover the day, or the person is only the last known holder.
    pub last_known: bool,
    /// Source of the term in the world pack.
    pub source: CompactString,
}

/// One actor's side of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The actor.
    pub actor: ActorCode,
    /// The words or the inference that give the actor.
    pub spans: Vec<Span>,
    /// Named inference where no words of this contact name the actor (such as `page's protagonist`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inference: Option<crate::Inference>,
    /// People the text names.
    pub people: Vec<Person>,
    /// Offices the text names.
    pub offices: Vec<OfficeMention>,
    /// People known only by office and date.
    pub holders: Vec<Holder>,
}

/// What one article says of one contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Channel.
    pub kind: Kind,
    /// Further channels of the same encounter.
    pub also: Vec<Kind>,
    /// What became of it, as the article last tells.
    pub status: Sourced<Status>,
    /// Earlier statuses the article tells, oldest first.
    pub history: Vec<Sourced<Status>>,
    /// When.
    pub date: Option<Sourced<Edtf>>,
    /// Where: the city where the text names one, else the state; in English.
    pub place: Option<Sourced<String>>,
    /// Who.
    pub sides: Vec<Side>,
    /// Who asked for it.
    pub initiator: Option<Sourced<ActorCode>>,
    /// Format, such as `2+2` or `trilateral`.
    pub format: Option<Sourced<String>>,
    /// Topics, by the names of the topic lexicon.
    pub topics: Vec<Sourced<String>>,
    /// Where the report stands.
    pub origin: Origin,
    /// The shortest words that establish it.
    pub quote: Span,
    /// All sentences that told of it.
    pub mentions: Vec<Span>,
    /// What was said about it, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// What is claimed of its place in the record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// Pack rows that fired for it.
    pub rows: Vec<Row>,
    /// Between 0 and 1: how sure the reader is that this is a contact with these sides.
    pub confidence: f32,
}

impl Report {
    /// The actors, in the order of the sides.
    pub fn actors(&self) -> impl Iterator<Item = &ActorCode> {
        self.sides.iter().map(|s| &s.actor)
    }
}

/// One real encounter: the reports of it, merged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Identity in the record: stable while its first report stands.
    pub id: String,
    /// Channel.
    pub kind: Kind,
    /// Further channels.
    pub also: Vec<Kind>,
    /// What became of it.
    pub status: Status,
    /// Statuses in the order of what is told, with the page that tells it.
    pub history: Vec<(Status, String)>,
    /// When: as narrow as the reports together allow; inferred parts carry `?`.
    pub date: Option<Sourced<Edtf>>,
    /// Where.
    pub place: Option<String>,
    /// Who.
    pub sides: Vec<Side>,
    /// Who asked for it; none where the reports differ.
    pub initiator: Option<ActorCode>,
    /// The pages and the report's index on each.
    pub reports: Vec<(String, usize)>,
    /// Fields on which the reports differ, each with what each page says.
    pub conflicts: Vec<String>,
}
