//! Whom words that refer back go back to, among those an article has spoken of.

use super::{Entities, Entity, IN_MIND, InOffice};
use chancery_model::{ActorCode, Level};
use chancery_names::Named;
use compact_str::CompactString;
use std::rc::Rc;

impl Entities<'_> {
    /// The last person of a rank spoken of before a token; of any rank where none is asked for.
    pub fn last_ranked(&self, before: u32, rank: Option<Level>, not: &[&ActorCode]) -> Option<&Entity> {
        let ranks = |e: &&Entity| rank.is_none_or(|rank| self.rank_of(e) == Some(rank));
        let people = self.list.iter().rev().filter(|e| e.token < before && !not.contains(&&e.actor));
        people.filter(|e| e.person.is_some() || !e.offices.is_empty()).find(ranks)
    }

    /// The two people of different actors, and no third, whom this sentence or the one before it speaks of.
    pub fn pair_near(&self, before: u32, sentence: usize, rank: Option<Level>) -> Option<[&Entity; 2]> {
        let in_sentence = |wanted: usize| {
            let mut found: Vec<&Entity> = Vec::new();
            let told = |e: &&Entity| {
                e.sentence == wanted
                    && e.token < before
                    && e.person.is_some()
                    && rank.is_none_or(|rank| self.rank_of(e).is_none_or(|own| own == rank))
            };
            for entity in self.list.iter().filter(told) {
                if !found.iter().any(|f| f.actor == entity.actor) {
                    found.push(entity);
                }
            }
            <[&Entity; 2]>::try_from(found).ok()
        };
        in_sentence(sentence).or_else(|| in_sentence(sentence.checked_sub(1)?))
    }

    pub(super) fn holds(&self, entity: &Entity, office: &str, bare: bool, level: Level) -> bool {
        let Some(person) = &entity.person else { return false };
        let mut held = self.offices_of(&entity.actor, &person.name);
        held.any(|held| held == office || (bare && self.level(held) == level))
    }

    /// Who of the people named holds an office, and who has its rank; asked for again and again.
    fn in_office(&self, office: &str) -> Rc<InOffice> {
        if let Some(known) = self.in_office.borrow().get(office) {
            return Rc::clone(known);
        }
        let level = self.level(office);
        let bare = self.is_bare(office) && matches!(level, Level::Head | Level::Minister);
        let ranks = |held: &CompactString| held == office || (bare && self.level(held) == level);
        let mut found = InOffice::default();
        for (at, (actor, named)) in self.named.iter().enumerate() {
            if self.holder(actor, office).is_some_and(|h| h.name == named.name) {
                found.holders.push(at);
            }
            if self.offices_of(actor, &named.name).any(ranks) {
                found.ranked.push(at);
            }
        }
        let found = Rc::new(found);
        self.in_office.borrow_mut().insert(office.into(), Rc::clone(&found));
        found
    }

    /// Of those spoken of before a token, none of `not`, the person whom the page names most, the last one where
    /// several are level; else the last actor.
    pub fn told_most(&self, before: u32, not: &[&ActorCode]) -> Option<&Entity> {
        let told =
            self.list.iter().rev().take(IN_MIND).filter(|e| e.token < before && !not.contains(&&e.actor));
        let times = |e: &Entity| e.person.as_ref().map_or(0, |p| self.named_times(p));
        told.reduce(|last, e| if times(e) > times(last) { e } else { last })
    }

    /// The person of a rank that the page speaks of most, for a bare "the minister" of its own; of an actor that fits.
    pub fn leading(&self, office: &str, fits: impl Fn(&ActorCode) -> bool) -> Option<(&ActorCode, &Named)> {
        let mut best: Option<(usize, &(ActorCode, Named))> = None;
        let in_office = self.in_office(office);
        let ranked = in_office.ranked.iter().map(|at| &self.named[*at]);
        for candidate in ranked.filter(|(actor, _)| fits(actor)) {
            let count = self.named_times(&candidate.1);
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, candidate));
            }
        }
        best.map(|(_, (actor, named))| (actor, named))
    }

    /// How often a person is named on the page.
    pub fn named_times(&self, named: &Named) -> usize {
        self.mentions.get(&named.name).copied().unwrap_or(0)
    }

    /// The only person on the page who holds an office, whatever the actor, none of `not`.
    pub fn only_with(&self, office: &str, not: &[&ActorCode]) -> Option<(&ActorCode, &Named)> {
        let in_office = self.in_office(office);
        let holders = in_office.holders.iter().map(|at| &self.named[*at]);
        let mut found = holders.filter(|(actor, _)| !not.contains(&actor));
        let (actor, named) = found.next()?;
        found.next().is_none().then_some((actor, named))
    }

    /// The actor the article speaks of most, none of `not`; none where two are level.
    pub fn protagonist(&self, not: &[&ActorCode]) -> Option<&ActorCode> {
        let mut ranked: Vec<_> = self.counts.iter().filter(|(actor, _)| !not.contains(actor)).collect();
        ranked.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        match ranked.as_slice() {
            [] => None,
            [(actor, _)] => Some(actor),
            [(actor, first), (_, second), ..] => (first > second).then_some(actor),
        }
    }

    /// The last entity of an actor.
    pub fn last_of(&self, actor: &ActorCode) -> Option<&Entity> {
        self.list.iter().rev().find(|e| e.actor == *actor)
    }
}
