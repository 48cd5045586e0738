//! Speakers: the party that speaks, or whom the words that refer to it mean.

use super::{
    content::Content,
    phrases::Meaning,
    utterance::{Mark, Utterance},
    voice::{APPOSED, Voice},
};
use crate::{
    entities::Entities,
    frame::{Frame, SideDraft},
    scan::Scan,
    sides::Resolver,
};
use chancery_model::{ActorCode, Carrier, CarrierKind, Inference, Manner, Premise, Span, Speaker};
use chancery_names::{Form, Link, Party};

/// How far from a document the words on who issued it may stand, in words.
const ISSUER: usize = 2;

/// Who spoke last in a paragraph.
#[derive(Debug, Default)]
pub struct Floor {
    block: u32,
    sentence: usize,
    speakers: Vec<Speaker>,
}

impl Floor {
    /// Goes on to a sentence: nobody has the floor where a paragraph begins.
    pub fn reach(&mut self, scan: &Scan<'_>) {
        if self.block != scan.block {
            *self = Floor { block: scan.block, ..Floor::default() };
        }
    }

    /// Gives the floor to those who spoke, where the side they speak for is known.
    pub fn take(&mut self, scan: &Scan<'_>, speakers: &[Speaker]) {
        if speakers.iter().any(|s| s.actor.is_some()) {
            (self.sentence, self.speakers) = (scan.index, speakers.to_vec());
        }
    }
}

/// Finds the speakers of one sentence.
pub struct Speakers<'a, 'w> {
    /// The sentence.
    pub said: &'a Utterance<'a>,
    /// Who was spoken of.
    pub entities: &'a Entities<'w>,
    /// The contacts told up to this sentence.
    pub frames: &'a [Frame],
    /// Who spoke last.
    pub floor: &'a Floor,
}

/// How far from the start of its sentence a verb without a subject goes on with who spoke before, in words.
const OPENING: usize = 1;

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
                let mut found: Vec<Speaker> = (first..=last).flat_map(|i| self.party(&parties[i])).collect();
                if let ([speaker], Some(behind)) = (found.as_mut_slice(), self.behind_name(last)) {
                    speaker.actor = speaker.actor.take().or(behind);
                }
                found
            }
            Voice::Carrier(mark) => {
                let mark = &self.said.marks[mark];
                let body = || (*mark.meaning() == Meaning::Body).then(|| self.of_floor(self.nameless(mark)));
                self.issuer(mark).or_else(body).into_iter().collect()
            }
        }
    }

    /// "The minister was in good health, the ministry said": a body whose actor nobody tells speaks for the one that
    /// it speaks of.
    pub fn supply(&self, who: &mut [Speaker], content: Content) {
        let [speaker] = who else { return };
        let body = speaker.actor.is_none() && speaker.person.is_none() && !speaker.offices.is_empty();
        let subject =
            |p: &&Party| content.holds(p.first) && p.link.is_none() && p.person.is_some() && !p.former;
        let Some(party) = self.said.scan.parties.iter().find(subject).filter(|_| body) else { return };
        let premise = Premise::words(party.span, self.said.source);
        speaker.actor = party.actor.clone();
        let rule = "the side of whom it speaks".into();
        speaker.inference = Some(Inference { rule, premises: vec![premise] });
    }

    /// "Added that …", or a quotation of somebody unknown: a verb without a subject goes on with who spoke in the
    /// sentence before.
    pub fn goes_on(&self, mark: &Mark<'_>, manner: Manner) -> Vec<Speaker> {
        let scan = self.said.scan;
        let near = mark.verb().is_some() && scan.index - self.floor.sentence <= 1;
        let before = self.said.words(scan.first, mark.first);
        let aside = before <= OPENING || scan.prepositions.contains(&scan.first);
        let opens = before == 0 || (scan.null_subject && aside) || manner == Manner::Quotation;
        if !near || !opens || mark.gerund {
            return Vec::new();
        }
        let span = self.said.span(mark.first, mark.end);
        self.floor.speakers.iter().map(|s| self.heir(s.clone(), s, span)).collect()
    }

    /// A speaker who speaks for the side of another.
    fn heir(&self, speaker: Speaker, floor: &Speaker, span: Span) -> Speaker {
        let premise = Premise::words(floor.span, self.said.source);
        let rule = "the side that spoke before";
        let inference = Some(Inference { rule: rule.into(), premises: vec![premise] });
        Speaker { actor: floor.actor.clone(), span, inference, ..speaker }
    }

    /// A spokesman, or a body, of no side that is told: of the side that spoke before.
    fn of_floor(&self, speaker: Speaker) -> Speaker {
        match self.floor.speakers.as_slice() {
            [floor] if speaker.actor.is_none() && !speaker.offices.is_empty() => {
                let span = speaker.span;
                self.heir(speaker, floor, span)
            }
            _ => speaker,
        }
    }

    /// A body whose actor is told elsewhere.
    fn nameless(&self, mark: &Mark<'_>) -> Speaker {
        let span = self.said.span(mark.first, mark.end);
        Speaker { actor: None, person: None, offices: vec!["institution".into()], span, inference: None }
    }

    /// "Karim Sadoun, an adviser to the Iraqi prime minister": the actor told behind a name.
    fn behind_name(&self, index: usize) -> Option<Option<ActorCode>> {
        let party = &self.said.scan.parties[index];
        let next = self.said.scan.parties[index + 1..].iter().find(|p| p.actor.is_some())?;
        let comma = party.end < self.said.scan.end && self.said.is(party.end, &[",", "("]);
        ((comma || !party.offices.is_empty()) && self.said.words(party.end, next.first) <= APPOSED)
            .then(|| next.actor.clone())
    }

    fn party(&self, party: &Party) -> Vec<Speaker> {
        if party.form == Form::They && party.link.is_none() {
            let Some(frame) = self.frames.last() else { return Vec::new() };
            let rule = "the sides of the contact told before";
            return frame
                .sides
                .iter()
                .map(|s| self.speaker(party.span, s, Some((rule, party.span))))
                .collect();
        }
        let resolver = Resolver { entities: self.entities, frames: self.frames, scan: self.said.scan };
        let side = resolver.named(party, &[]).or_else(|| resolver.referred(party, &[], &[]));
        let side = side.filter(|_| !party.former);
        match side {
            Some(side) => vec![self.speaker(party.span, &side, side.inferred)],
            None if matches!(party.form, Form::He | Form::They) => Vec::new(),
            None => vec![self.of_floor(Speaker {
                actor: None,
                person: party.person.as_ref().map(|p| p.name.clone()),
                offices: party.offices.iter().map(|(office, _)| office.clone()).collect(),
                span: party.span,
                inference: None,
            })],
        }
    }

    fn speaker(&self, span: Span, side: &SideDraft, inferred: Option<(&'static str, Span)>) -> Speaker {
        let premise = |s: Span| Premise::words(s, self.said.source);
        Speaker {
            actor: Some(side.actor.clone()),
            person: side.people.first().map(|p| p.name.clone()),
            offices: side.offices.iter().map(|(office, _)| office.clone()).collect(),
            span,
            inference: inferred.map(|(rule, s)| Inference { rule: rule.into(), premises: vec![premise(s)] }),
        }
    }

    /// Who issued a document: "the ministry's statement", "a statement by the ministry", "the Russian readout".
    fn issuer(&self, mark: &Mark<'_>) -> Option<Speaker> {
        let body = *mark.meaning() == Meaning::Body;
        if !body && !matches!(mark.meaning(), Meaning::Carrier(CarrierKind::Document, _)) {
            return None;
        }
        let near =
            |a: u32, b: u32| a <= b && self.said.words(a, b) <= ISSUER && !self.said.scan.is_broken(a, b);
        let parties = &self.said.scan.parties;
        let owner = |p: &&Party| near(p.end, mark.first) && (p.owns || p.form == Form::Adjective);
        let by = |p: &&Party| {
            let tied = matches!(p.link, Some(Link::Of | Link::By | Link::From)) || p.oblique;
            let seat = body && p.link == Some(Link::Place) && p.form == Form::Seat;
            near(mark.end, p.first) && (tied || seat || p.first == mark.end)
        };
        let party = parties.iter().rev().find(owner).or_else(|| parties.iter().find(by))?;
        let speaker = self.party(party).into_iter().next()?;
        let span = if body { speaker.span.join(self.said.span(mark.first, mark.end)) } else { speaker.span };
        Some(Speaker { span, ..speaker })
    }

    /// The links in the chain among some tokens, in the order of the text.
    pub fn carriers(&self, outside: impl Fn(u32) -> bool) -> Vec<Carrier> {
        let said = self.said;
        // "The agency Anadolu" is one link.
        let named = |m: &Mark<'_>| {
            let next = said.marks.iter().find(|n| n.first >= m.end && n.first <= m.end + 1);
            next.is_some_and(|n| matches!(n.meaning(), Meaning::Carrier(CarrierKind::Outlet, Some(_))))
        };
        let generic = |m: &Mark<'_>| matches!(m.meaning(), Meaning::Carrier(CarrierKind::Outlet, None));
        let told = said.marks.iter().filter(|m| outside(m.first) && !said.is_quoted(m.first));
        let found = told.filter(|m| !(generic(m) && named(m))).filter_map(|m| {
            let Meaning::Carrier(kind, name) = m.meaning() else { return None };
            let span = said.span(m.first, m.end);
            let name = name.as_ref().map_or_else(|| span.of(said.source).to_owned(), ToString::to_string);
            Some(Carrier { kind: *kind, name, span })
        });
        found.collect()
    }
}
