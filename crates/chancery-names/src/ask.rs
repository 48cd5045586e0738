//! Who is meant: by a name, an office, a state and a day, as far as each is given.

use crate::{Answer, Candidate, Certainty, Held, NameBasis, PersonId, World};
use chancery_model::ActorCode;
use jiff::civil::Date;

/// What is known of the one looked for. Without a name, office and state are both needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// A name as a text writes it.
    pub name: Option<String>,
    /// An office of the pack.
    pub office: Option<String>,
    /// A state, organisation or group.
    pub actor: Option<ActorCode>,
    /// The day that is asked about.
    pub on: Option<Date>,
}

/// Somebody who can be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant<'w> {
    /// The person.
    pub person: PersonId,
    /// The term that fits the question best.
    pub held: Option<Held<'w>>,
    /// How the name fits; none where none was given.
    pub basis: Option<NameBasis>,
}

/// Likeness that a name without any context needs to be guessed by its sound: one word, and several.
const LONE_LIKENESS: f32 = 0.9;
const BARE_LIKENESS: f32 = 0.65;

impl World {
    /// Everybody who can be meant, likeliest first. One is an answer, several are candidates, none is "unknown".
    pub fn who(&self, question: &Question) -> Vec<Meant<'_>> {
        match &question.name {
            Some(name) => self.named(name, question),
            None => self.holders(question),
        }
    }

    fn named(&self, name: &str, question: &Question) -> Vec<Meant<'_>> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let bare = question.office.is_none() && question.actor.is_none();
        let plausible = |c: &Candidate| {
            let least = if words.len() == 1 { LONE_LIKENESS } else { BARE_LIKENESS };
            !bare
                || match c.basis {
                    NameBasis::Slip => words.len() > 1,
                    NameBasis::Skeleton => c.score >= least,
                    _ => true,
                }
        };
        let found = self.people_named(&words);
        let mut meant: Vec<Meant<'_>> =
            found.iter().filter(|c| plausible(c)).filter_map(|c| self.fitting(c, question)).collect();
        if question.on.is_some() {
            let standing = |m: &Meant<'_>| m.held.as_ref().map_or(Certainty::Other, |h| h.certainty);
            let best = meant.iter().map(standing).min();
            meant.retain(|m| Some(standing(m)) == best);
        }
        meant
    }

    /// A candidate with the term that fits the question; none where the question rules it out.
    fn fitting(&self, candidate: &Candidate, question: &Question) -> Option<Meant<'_>> {
        let Candidate { person, basis, .. } = *candidate;
        let fits = |h: &Held<'_>| {
            question.actor.as_ref().is_none_or(|a| a == h.term.actor)
                && question.office.as_ref().is_none_or(|o| self.may_be(o, h.term.office))
        };
        let held = self.held(person, question.on);
        let past = || self.held(person, None).into_iter().find(fits);
        let held = match held.into_iter().find(fits) {
            Some(held) => Some(held),
            None => past(),
        };
        let asked = question.actor.is_some() || question.office.is_some();
        (held.is_some() || !asked).then_some(Meant { person, held, basis: Some(basis) })
    }

    fn holders(&self, question: &Question) -> Vec<Meant<'_>> {
        let (Some(office), Some(actor)) = (&question.office, &question.actor) else { return Vec::new() };
        let Some(on) = question.on else { return self.every_holder(actor, office) };
        let (terms, certainty) = match self.holder(actor, office, on) {
            Answer::Known(term) => (vec![term], Certainty::Current),
            Answer::LastKnown(term) => (vec![term], Certainty::LastKnown),
            Answer::Ambiguous(terms) => (terms, Certainty::Current),
            Answer::Unknown => (Vec::new(), Certainty::Other),
        };
        terms
            .into_iter()
            .map(|term| Meant { person: term.person, held: Some(Held { term, certainty }), basis: None })
            .collect()
    }

    /// All holders of an office, the latest first.
    fn every_holder(&self, actor: &ActorCode, office: &str) -> Vec<Meant<'_>> {
        let mut terms: Vec<_> = self
            .people()
            .flat_map(|person| self.terms_of(person))
            .filter(|t| t.actor == actor && t.office == office)
            .collect();
        terms.sort_by(|a, b| b.from.cmp(&a.from).then(a.id.cmp(&b.id)));
        let held = |term| Held { term, certainty: Certainty::Other };
        terms.into_iter().map(|t| Meant { person: t.person, held: Some(held(t)), basis: None }).collect()
    }

    /// How sure it is that two names can be one person's, 0 to 1: as they are written, and as the pack knows them.
    pub fn same_person(&self, a: &str, b: &str) -> f32 {
        let known = |name: &str| -> Vec<PersonId> {
            let words: Vec<&str> = name.split_whitespace().collect();
            let found = self.people_exactly(&words);
            found
                .iter()
                .filter(|c| matches!(c.basis, NameBasis::Full | NameBasis::Alias))
                .map(|c| c.person)
                .collect()
        };
        let (one, other) = (known(a), known(b));
        let likeness = self.sounds.same_name(a, b);
        if one.iter().any(|id| other.contains(id)) {
            likeness.max(0.97)
        } else if !one.is_empty() && !other.is_empty() {
            likeness.min(0.2)
        } else {
            likeness
        }
    }
}
