//! Speakers: the party that speaks, or whom the words that refer to it mean.

use super::{
    phrases::Meaning,
    utterance::{Mark, Utterance},
    voice::Voice,
};
use crate::{
    entities::Entities,
    frame::{Frame, SideDraft},
    sides::Resolver,
};
use chancery_model::{Carrier, CarrierKind, Inference, Premise, Span, Speaker};
use chancery_names::{Form, Link, Party};

/// How far from a document the words on who issued it may stand, in words.
const ISSUER: usize = 2;

/// Finds the speakers of one sentence.
pub struct Speakers<'a, 'w> {
    /// The sentence.
    pub said: &'a Utterance<'a>,
    /// Who was spoken of.
    pub entities: &'a Entities<'w>,
    /// The contacts told up to this sentence.
    pub frames: &'a [Frame],
}

impl Speakers<'_, '_> {
    /// Those who speak with a voice; several where they are told in a row.
    pub fn of(&self, voice: Voice) -> Vec<Speaker> {
        match voice {
            Voice::Party(last) => {
                let parties = &self.said.scan.parties;
                let mut first = last;
                while first > 0 && parties[first].listed && parties[first].link.is_none() {
                    first -= 1;
                }
                (first..=last).flat_map(|i| self.party(&parties[i])).collect()
            }
            Voice::Carrier(mark) => self.issuer(&self.said.marks[mark]).into_iter().collect(),
        }
    }

    fn party(&self, party: &Party) -> Vec<Speaker> {
        if party.form == Form::They {
            let Some(frame) = self.frames.last() else { return Vec::new() };
            let rule = "the sides of the contact told before";
            return frame.sides.iter().map(|s| self.speaker(party.span, s, Some((rule, party.span)))).collect();
        }
        let resolver = Resolver { entities: self.entities, frames: self.frames, scan: self.said.scan };
        let side = resolver.named(party, &[]).or_else(|| resolver.referred(party, &[]));
        let side = side.filter(|_| !party.former);
        match side {
            Some(side) => vec![self.speaker(party.span, &side, side.inferred)],
            None if party.form == Form::He => Vec::new(),
            None => vec![Speaker {
                actor: None,
                person: party.person.as_ref().map(|p| p.name.clone()),
                offices: party.offices.iter().map(|(office, _)| office.clone()).collect(),
                span: party.span,
                inference: None,
            }],
        }
    }

    fn speaker(&self, span: Span, side: &SideDraft, inferred: Option<(&'static str, Span)>) -> Speaker {
        let says = |s: Span| Premise { page: None, span: Some(s), says: s.of(self.said.source).to_owned() };
        Speaker {
            actor: Some(side.actor.clone()),
            person: side.people.first().map(|p| p.name.clone()),
            offices: side.offices.iter().map(|(office, _)| office.clone()).collect(),
            span,
            inference: inferred.map(|(rule, s)| Inference { rule: rule.into(), premises: vec![says(s)] }),
        }
    }

    /// Who issued a document: "the ministry's statement", "a statement by the ministry", "the Russian readout".
    fn issuer(&self, mark: &Mark<'_>) -> Option<Speaker> {
        if !matches!(mark.meaning(), Meaning::Carrier(CarrierKind::Document, _)) {
            return None;
        }
        let near = |a: u32, b: u32| a <= b && self.said.words(a, b) <= ISSUER && !self.said.scan.is_broken(a, b);
        let parties = &self.said.scan.parties;
        let owner = |p: &&Party| near(p.end, mark.first) && (p.owns || p.form == Form::Adjective);
        let by = |p: &&Party| {
            let tied = matches!(p.link, Some(Link::Of | Link::By | Link::From)) || p.oblique;
            near(mark.end, p.first) && (tied || p.first == mark.end)
        };
        let party = parties.iter().rev().find(owner).or_else(|| parties.iter().find(by))?;
        self.party(party).into_iter().next()
    }

    /// The links in the chain among some tokens, in the order of the text.
    pub fn carriers(&self, outside: impl Fn(u32) -> bool) -> Vec<Carrier> {
        let said = self.said;
        let found = said.marks.iter().filter(|m| outside(m.first) && !said.is_quoted(m.first)).filter_map(|m| {
            let Meaning::Carrier(kind, name) = m.meaning() else { return None };
            let span = said.span(m.first, m.end);
            let name = name.as_ref().map_or_else(|| span.of(said.source).to_owned(), ToString::to_string);
            Some(Carrier { kind: *kind, name, span })
        });
        found.collect()
    }
}
