//! How well somebody of the pack fits a name and what stands beside it.

use super::{Context, Roster};
use crate::{Candidate, Certainty, Held, NameBasis, PersonId};
use chancery_model::Level;
use chancery_text::fold;
use compact_str::CompactString;
use jiff::civil::Date;

/// Years for which a former head is known by the family name.
const HEAD_REMEMBERED: i32 = 8;

impl Roster<'_> {
    /// How likely a page speaks of somebody whose terms are over: heads are remembered, ministers for a while.
    fn fame(&self, id: PersonId) -> f32 {
        let since = |to: Date| self.day.map_or(i32::MAX, |day| i32::from(day.year()) - i32::from(to.year()));
        let ended = self.world.terms_of(id).filter_map(|t| {
            let level = self.world.office(t.office).map(|o| o.level)?;
            Some((level, since(t.to?.last)))
        });
        ended
            .map(|(level, years)| match (level, years) {
                (Level::Head, 0..=HEAD_REMEMBERED) => 3.0,
                (_, 0..=1) => 0.5,
                _ => -1.0,
            })
            .fold(-1.0, f32::max)
    }

    /// Whether a word of a person's name, and no mere particle, stands among these as it is.
    pub(super) fn shares(&self, id: PersonId, keys: &[CompactString]) -> bool {
        let long = |w: &&str| w.chars().count() > 3;
        self.world.name_of(id).split([' ', '-']).filter(long).any(|w| keys.contains(&fold(w)))
    }

    pub(super) fn score(&self, candidate: &Candidate, keys: &[CompactString], context: &Context) -> f32 {
        let Candidate { person: id, basis, score: likeness } = *candidate;
        let partly = keys.len() >= 2 && self.shares(id, keys);
        let mut score = match basis {
            NameBasis::Full => 8.0 - 10.0 * (1.0 - likeness),
            NameBasis::Alias => 7.5 - 10.0 * (1.0 - likeness),
            NameBasis::Skeleton => 4.0 + 2.0 * likeness,
            NameBasis::Surname => 3.5,
            NameBasis::Slip if partly => 4.0,
            NameBasis::Slip => 1.5,
        };
        let actors = || self.world.terms_of(id).map(|t| t.actor);
        if !context.actors.is_empty() {
            score += if actors().any(|a| context.actors.contains(a)) {
                4.0
            } else if matches!(basis, NameBasis::Full | NameBasis::Alias) && keys.len() >= 2 {
                -3.0
            } else {
                -6.0
            };
        } else if actors().any(|a| self.mentioned.contains(a)) {
            score += 2.5;
        }
        let held = self.world.held(id, self.day);
        score += match held.first().map(|h| h.certainty) {
            Some(Certainty::Current) => 2.5,
            Some(Certainty::LastKnown) => 1.0,
            Some(Certainty::Other) if self.day.is_some() => self.fame(id),
            _ => 0.0,
        };
        let office = |h: &Held<'_>| context.offices.iter().any(|o| self.world.may_be(o, h.term.office));
        if held.iter().any(office) {
            score += 2.5;
        }
        if context.titled {
            score += 0.5;
        }
        let guessed = matches!(basis, NameBasis::Skeleton | NameBasis::Slip);
        let current = held.first().is_some_and(|h| h.certainty == Certainty::Current);
        if guessed && context.actors.is_empty() && context.offices.is_empty() && !(partly && current) {
            score -= 3.0;
        }
        let rank = |h: &Held<'_>| match self.world.office(h.term.office).map(|o| o.level) {
            Some(Level::Head) => 2.5,
            Some(Level::Minister) => 0.8,
            _ => 0.0,
        };
        let current = held.iter().filter(|h| h.certainty != Certainty::Other || self.day.is_none());
        score + current.map(rank).fold(0.0, f32::max)
    }
}
