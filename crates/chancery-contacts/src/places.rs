//! The places that an article has told of so far, for words that refer back to one.

use crate::entities::Entities;
use chancery_model::{ActorCode, Span};
use chancery_names::{Form, Link, Party};

/// How far back the city that "there" means at once may stand, in tokens.
const PLACE_REACH: u32 = 12;

impl Entities<'_> {
    /// The last place or state told of that is none of an actor's own, and how many tokens before one it stands.
    pub fn last_place(&self, not: &ActorCode, before: u32) -> Option<(ActorCode, Span, u32)> {
        let foreign = self.places.iter().rev().find(|p| p.actor.as_ref().is_some_and(|a| a != not))?;
        Some((foreign.actor.clone()?, foreign.span, before.saturating_sub(foreign.end)))
    }

    /// Where an actor, or a place of its own, was told of last.
    pub fn place_of(&self, actor: &ActorCode) -> Option<Span> {
        self.places.iter().rev().find(|p| p.actor.as_ref() == Some(actor)).map(|p| p.span)
    }

    /// The last place told of before a token, for "there": the city named right before, else where something was
    /// said to be, else the last named.
    pub fn place_before(&self, token: u32) -> Option<&Party> {
        let before = || self.places.iter().rev().filter(|p| p.end <= token);
        let last = before().next().filter(|p| p.form == Form::Seat && token - p.end <= PLACE_REACH);
        last.or_else(|| before().find(|p| matches!(p.link, Some(Link::Place | Link::To))))
            .or_else(|| before().next())
    }

    /// The city of an actor that was told last as a place before a token.
    pub fn city_before(&self, actor: &ActorCode, token: u32) -> Option<&Party> {
        let told = |p: &&Party| {
            p.end <= token
                && p.form == Form::Seat
                && p.actor.as_ref() == Some(actor)
                && matches!(p.link, Some(Link::Place | Link::To))
        };
        self.places.iter().rev().find(told)
    }
}
