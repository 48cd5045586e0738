//! Frames: a trigger with the sides, time, place and status around it.

use crate::{rules::Asker, status::Standing};
use chancery_model::{ActorCode, Edtf, Kind, Row, Span, Status};
use chancery_names::Named;
use compact_str::CompactString;

/// A side of a frame.
#[derive(Clone, Debug)]
pub struct SideDraft {
    /// The actor.
    pub actor: ActorCode,
    /// People named for it, with the places of their names.
    pub people: Vec<Named>,
    /// Offices named for it.
    pub offices: Vec<(CompactString, Span)>,
    /// Words that name the actor in this frame.
    pub spans: Vec<Span>,
    /// The rule that supplied the side, where no words of the sentence did, and the words it goes back to.
    pub inferred: Option<(&'static str, Span)>,
}

/// A date of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateDraft {
    /// When.
    pub edtf: Edtf,
    /// The words.
    pub span: Option<Span>,
    /// The rule, where no words of the frame's own sentence tell the day.
    pub rule: Option<&'static str>,
}

/// A place of a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceDraft {
    /// In English.
    pub name: CompactString,
    /// The words it goes back to.
    pub span: Span,
    /// The state it lies in.
    pub state: Option<ActorCode>,
    /// Whether it is a city or another place within the state, and not the state itself.
    pub within: bool,
    /// The rule, where the words do not say that the contact was there.
    pub rule: Option<&'static str>,
}

/// A contact as one sentence tells it; later sentences are merged into it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Index of the sentence that opened it.
    pub sentence: usize,
    /// The block of that sentence.
    pub block: u32,
    /// Whether that block is a headline.
    pub headline: bool,
    /// Channel.
    pub kind: Kind,
    /// Further channels.
    pub also: Vec<Kind>,
    /// Status and flags.
    pub standing: Standing,
    /// What became of it.
    pub status: Status,
    /// Earlier statuses.
    pub history: Vec<(Status, Span)>,
    /// The sides, in the order of the text.
    pub sides: Vec<SideDraft>,
    /// Who asked, and the words that say so.
    pub initiator: Option<(ActorCode, Span)>,
    /// Who asked by the grammar of the trigger.
    pub asker: Option<Asker>,
    /// When.
    pub date: Option<DateDraft>,
    /// Where.
    pub place: Option<PlaceDraft>,
    /// The words that establish it.
    pub quote: Span,
    /// The trigger's words.
    pub trigger: Span,
    /// All sentences that told of it.
    pub mentions: Vec<Span>,
    /// Rows that fired.
    pub rows: Vec<Row>,
}

impl Frame {
    /// The actors, sorted.
    pub fn actors(&self) -> Vec<&ActorCode> {
        let mut actors: Vec<_> = self.sides.iter().map(|s| &s.actor).collect();
        actors.sort();
        actors.dedup();
        actors
    }

    /// Whether the contact is in the state of an actor.
    pub fn is_at_home(&self, actor: &ActorCode) -> bool {
        self.place.as_ref().and_then(|p| p.state.as_ref()) == Some(actor)
    }

    /// The side of an actor.
    pub fn side(&self, actor: &ActorCode) -> Option<&SideDraft> {
        self.sides.iter().find(|s| s.actor == *actor)
    }

    /// Adds a side, or what is new of it to the one that is there.
    pub fn add(&mut self, side: SideDraft) {
        let Some(own) = self.sides.iter_mut().find(|s| s.actor == side.actor) else {
            self.sides.push(side);
            return;
        };
        for person in side.people {
            if !own.people.iter().any(|p| p.name == person.name) {
                own.people.push(person);
            }
        }
        for office in side.offices {
            if !own.offices.iter().any(|o| o.0 == office.0) {
                own.offices.push(office);
            }
        }
        for span in side.spans {
            if !own.spans.contains(&span) {
                own.spans.push(span);
            }
        }
        if own.inferred.is_some() && side.inferred.is_none() {
            own.inferred = None;
        }
    }
}
