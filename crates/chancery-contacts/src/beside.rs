//! The sides that a trigger's own words leave out and its sentence tells: the other people beside it.

use crate::{
    discourse::Discourse,
    frame::SideDraft,
    rules::Shape,
    scan::{Hit, Scan},
    sides::push,
};
use chancery_model::{BlockKind, Kind};
use chancery_names::{Form, Link, Party};

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
        let resolver = self.resolver(scan);
        let person = |p: &Party| {
            let tied = matches!(p.link, None | Some(Link::To | Link::Between));
            tied && p.can_act() && p.form.is_person()
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
        let resolver = self.resolver(scan);
        let tied = |p: &Party| {
            let free = matches!(p.link, None | Some(Link::To | Link::With | Link::Between | Link::By));
            let person = p.form.is_person();
            // "Told supporters over dinner that he admired Putin": who stands behind a pronoun is told of by it.
            let he = |q: &Party| q.form == Form::He && q.first >= hit.end && q.end <= p.first;
            let apart = scan.is_broken(p.first, hit.first) || scan.parties.iter().any(he);
            let noun = hit.trigger.shape.is_noun() && p.link == Some(Link::To);
            free && person && p.can_act() && !apart && !noun
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
}
