//! The sides that words for several stand for: "they", "the two presidents".

use super::{OTHER_RANK, PERSON_BEFORE, Resolver, from_entity, inherit, push, side};
use crate::{
    entities::{
        Entity,
        salience::{Asked, Way},
    },
    frame::{Frame, SideDraft},
    roles::Roles,
};
use chancery_model::{ActorCode, Level};
use chancery_names::{Form, Link, Party};

impl Resolver<'_, '_> {
    /// The sides that "they" stands for: those of the last contact, else the last two people of different
    /// actors; of the rank told, where one is ("the two presidents").
    pub fn they(&self, before: u32, roles: &Roles) -> Vec<SideDraft> {
        let Some(they) = roles.sides().map(|i| &self.scan.parties[i]).find(|p| p.form == Form::They) else {
            return Vec::new();
        };
        if let Some(one) = self.one_of(they, roles) {
            return vec![one];
        }
        let rank = they.offices.first().map(|(office, _)| self.entities.level(office));
        let count = usize::from(they.count);
        if let Some(told) = self.enumerated(they) {
            return told;
        }
        self.row_before(they)
            .or_else(|| self.pair_beside(before, count, rank))
            .or_else(|| self.sides_counted(count, rank))
            .or_else(|| self.actors_counted(count, they))
            .or_else(|| self.leading_pair(they))
            .or_else(|| self.people_ranked(before, count.max(2), rank))
            .unwrap_or_default()
    }

    /// "They with Trump spoke by phone", as some languages have it: a pronoun right beside the partner counts him in,
    /// and means one other.
    fn one_of(&self, they: &Party, roles: &Roles) -> Option<SideDraft> {
        let mut told = roles.object.iter().chain(&roles.partners).map(|&i| &self.scan.parties[i]);
        let partner = told.next().filter(|_| told.next().is_none())?;
        let beside = partner.end == they.first || they.end + 1 == partner.first;
        let counted =
            they.offices.is_empty() && they.count == 0 && beside && partner.link == Some(Link::With);
        let actor = partner.actor.as_ref().filter(|_| counted)?;
        let not = [actor];
        let asked = Asked::of(Way::Pronoun, self.scan, (they.first, they.span), &not);
        Some(from_entity(self.entities.whom(&asked, self.frames)?, they.span, PERSON_BEFORE))
    }

    /// The sides of the contact told last, or the two people told of last, for a verb in the plural without a subject.
    pub fn told_last(&self, before: u32) -> Vec<SideDraft> {
        let near = self.frames.last().is_some_and(|f| self.scan.index - f.sentence <= 3);
        let told = self.pair_beside(before, 0, None);
        told.or_else(|| self.sides_counted(0, None).filter(|_| near)).unwrap_or_default()
    }

    /// "Four presidents came: A, B, C and D", "the two ministers, A and B, spoke": those told in a row behind a mark.
    fn enumerated(&self, they: &Party) -> Option<Vec<SideDraft>> {
        let parties = &self.scan.parties;
        let marked = |p: &Party| {
            let at = p.first.saturating_sub(1);
            (self.scan.breaks.contains(&at) && at >= they.end)
                || (self.scan.commas.contains(&at) && at == they.end)
        };
        let resolved = |p: &Party| p.actor.is_some() && !matches!(p.form, Form::Seat | Form::Adjective);
        let opens = |p: &Party| !p.listed && p.link.is_none() && marked(p) && resolved(p);
        let start = parties.iter().position(opens)?;
        let row = parties[start..].iter().enumerate().take_while(|(n, p)| *n == 0 || p.listed);
        let mut list = Vec::new();
        for (_, party) in row.filter(|(_, p)| resolved(p)) {
            push(&mut list, self.named(party, &[])?);
        }
        fits(they, list.len()).then_some(list)
    }

    /// "A, B and C spoke of vaccines when they met": the people told in a row before, in the same sentence.
    pub(crate) fn row_before(&self, they: &Party) -> Option<Vec<SideDraft>> {
        let person = |p: &&Party| {
            matches!(p.form, Form::Name | Form::Office) && p.actor.is_some() && p.end <= they.first
        };
        let told: Vec<&Party> = self.scan.parties.iter().filter(person).collect();
        let row = !told.is_empty() && told.iter().skip(1).all(|p| p.listed) && told[0].link.is_none();
        let mut list = Vec::new();
        for party in told.into_iter().filter(|_| row) {
            push(&mut list, self.named(party, &[])?);
        }
        fits(they, list.len()).then_some(list)
    }

    /// The two people of this sentence or the one before it, if no contact was told since.
    fn pair_beside(&self, before: u32, count: usize, rank: Option<Level>) -> Option<Vec<SideDraft>> {
        let last = self.frames.iter().map(|f| f.sentence).max();
        let pair =
            self.entities.pair_near(before, self.scan.index, rank).filter(|_| matches!(count, 0 | 2))?;
        let later = last.is_none_or(|last| last < pair[0].sentence);
        later.then(|| pair.map(|e| from_entity(e, e.span, "the two told of before")).into())
    }

    /// The sides of the last contact of so many, or with so many, of the rank told; else of the last of so many
    /// whose ranks nobody tells.
    fn sides_counted(&self, count: usize, rank: Option<Level>) -> Option<Vec<SideDraft>> {
        let of_rank = |s: &&SideDraft| rank.is_none_or(|rank| self.entities.side_rank(s) == Some(rank));
        let ranked = |f: &&Frame| {
            let wanted = if count == 0 { f.sides.len() } else { count };
            f.sides.iter().filter(of_rank).count() == wanted
        };
        let unranked = |f: &&Frame| {
            (count == 0 || f.sides.len() == count)
                && f.sides.iter().all(|s| self.entities.side_rank(s).is_none())
        };
        let heir = |s: &SideDraft| inherit(s, "the sides of the contact told before");
        if let Some(frame) = self.frames.iter().rev().find(ranked) {
            return Some(frame.sides.iter().filter(of_rank).map(heir).collect());
        }
        let frame = self.frames.iter().rev().find(unranked)?;
        Some(frame.sides.iter().map(heir).collect())
    }

    /// The actors of the last contact of so many, whose people were of another rank.
    fn actors_counted(&self, count: usize, they: &Party) -> Option<Vec<SideDraft>> {
        let near = |f: &&Frame| count > 0 && f.sides.len() == count && self.scan.index - f.sentence <= 8;
        // "According to New Delhi, the two officers": a contact that the actor named beside them had part in.
        let named = |f: &&Frame| {
            near(f) && self.scan.parties.iter().filter_map(|p| p.actor.as_ref()).any(|a| f.side(a).is_some())
        };
        let frames = || self.frames.iter().rev();
        let frame = frames().find(named).or_else(|| frames().find(near))?;
        let held = |s: &SideDraft| SideDraft {
            inferred: Some((OTHER_RANK, s.spans.first().copied().unwrap_or_default())),
            ..side(s.actor.clone(), they)
        };
        Some(frame.sides.iter().map(held).collect())
    }

    /// The last people of a rank of so many actors.
    fn people_ranked(&self, before: u32, count: usize, rank: Option<Level>) -> Option<Vec<SideDraft>> {
        let mut told: Vec<&Entity> = Vec::new();
        while told.len() < count {
            let not: Vec<&ActorCode> = told.iter().map(|e| &e.actor).collect();
            told.push(self.entities.last_ranked(before, rank, &not)?);
        }
        Some(told.iter().rev().map(|e| from_entity(e, e.span, "those told of before")).collect())
    }

    /// "The two presidents" of a page that speaks of two states: those of the two, as far as it names them.
    fn leading_pair(&self, they: &Party) -> Option<Vec<SideDraft>> {
        if they.count != 2 || they.offices.is_empty() {
            return None;
        }
        let office = &they.offices[0].0;
        let draft = |actor: &ActorCode| SideDraft {
            people: self.entities.holder(actor, office).cloned().into_iter().collect(),
            inferred: Some(("the two states that the page speaks of", they.span)),
            ..side(actor.clone(), they)
        };
        Some(self.entities.leading_pair()?.map(draft).into())
    }
}

/// Whether so many sides are as many as the words tell; two or more where they tell no count.
fn fits(they: &Party, sides: usize) -> bool {
    if they.count == 0 { sides >= 2 } else { sides == usize::from(they.count) }
}
