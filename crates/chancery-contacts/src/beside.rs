//! The sides that a trigger's own words leave out and its sentence or the one before tells: the other people beside
//! it, and whom the words go on about.

use crate::{
    discourse::Discourse,
    entities::Entity,
    frame::SideDraft,
    rules::Shape,
    scan::{Hit, Scan},
    sides::{PERSON_BEFORE, Resolver, SAME_SUBJECT, SUBJECT_BEFORE, push},
};
use chancery_model::{ActorCode, BlockKind, Kind};
use chancery_names::{Form, Link, Party};

/// The rules that supply whom the words go on about.
const THEMES: [&str; 3] = [PERSON_BEFORE, SUBJECT_BEFORE, SAME_SUBJECT];

impl Discourse<'_, '_> {
    /// "At the meeting in Moscow, Lavrov reproached Baerbock", "asked Scholz for arms in a phone call": beside a noun
    /// without sides of its own, the two people of its sentence.
    pub(crate) fn people_beside(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        list: &[SideDraft],
    ) -> Option<Vec<SideDraft>> {
        let channel = matches!(hit.trigger.shape, Shape::Noun | Shape::Adverb);
        if !channel || scan.kind != BlockKind::Paragraph {
            return None;
        }
        let resolver = Resolver { entities: &self.entities, frames: &self.frames, scan };
        let person = |p: &Party| {
            let tied = matches!(p.link, None | Some(Link::To | Link::Between));
            tied && !p.former && !p.owns && p.form.is_person()
        };
        let mut pair: Vec<SideDraft> = Vec::new();
        for party in scan.parties.iter().filter(|p| person(p)) {
            let side = resolver.named(party, &pair)?;
            push(&mut pair, side);
        }
        let ours = list.iter().all(|s| pair.iter().any(|p| p.actor == s.actor));
        (pair.len() == 2 && ours).then_some(pair)
    }

    /// "To Putin came a letter: the Turkish president asked his pardon": the only other that its sentence names.
    pub(crate) fn sentence_other(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        list: &[SideDraft],
    ) -> Option<Vec<SideDraft>> {
        let journey = hit.kind() == Some(Kind::Visit) || hit.trigger.shape.is_travel();
        if scan.kind != BlockKind::Paragraph || journey || hit.trigger.shape == Shape::Adverb {
            return None;
        }
        let resolver = Resolver { entities: &self.entities, frames: &self.frames, scan };
        let tied = |p: &Party| {
            let free = matches!(p.link, None | Some(Link::To | Link::With | Link::Between | Link::By));
            let person = p.form.is_person();
            // "Told supporters over dinner that he admired Putin": who stands behind a pronoun is told of by it.
            let he = |q: &Party| q.form == Form::He && q.first >= hit.end && q.end <= p.first;
            let apart = scan.is_broken(p.first, hit.first) || scan.parties.iter().any(he);
            let noun = hit.trigger.shape.is_noun() && p.link == Some(Link::To);
            free && person && !p.former && !p.owns && !apart && !noun
        };
        let mut all = list.to_vec();
        for party in scan.parties.iter().filter(|p| p.actor.is_some() && tied(p)) {
            let side = resolver.named(party, &all)?;
            push(&mut all, side);
        }
        let mut here = self.frames.iter().rev().take_while(|f| f.sentence == scan.index);
        let told = here.any(|f| all.iter().all(|s| f.side(&s.actor).is_some()));
        (all.len() == 2 && !told).then_some(all)
    }

    /// "Rousseff will receive him on Thursday; on Friday will dine with Vázquez": whom a pronoun meant goes on acting,
    /// where verbs need no subject.
    pub(crate) fn theme(&self, scan: &Scan<'_>, partner: &ActorCode) -> Option<&SideDraft> {
        let last = self.frames.last().filter(|f| f.block == scan.block && scan.index - f.sentence <= 1)?;
        let meant = |s: &&SideDraft| {
            s.actor != *partner && s.inferred.is_some_and(|(rule, _)| THEMES.contains(&rule))
        };
        last.sides.iter().find(meant).filter(|_| scan.null_subject)
    }

    /// After "A phoned B", words that name C alone tell of A and C, not of B and C.
    pub(crate) fn running_subject(
        &self,
        scan: &Scan<'_>,
        partner: &ActorCode,
        last: Option<&Entity>,
    ) -> Option<&SideDraft> {
        let last = last?;
        let frame = self.frames.last().filter(|f| scan.index - f.sentence <= 4 && f.sides.len() == 2)?;
        let subject = frame.sides.first()?;
        let here = !scan.null_subject || frame.block == scan.block;
        let other = here && frame.side(&last.actor).is_some() && last.actor != subject.actor;
        let told = !subject.people.is_empty() || !subject.offices.is_empty();
        (other && told && subject.actor != *partner).then_some(subject)
    }
}
