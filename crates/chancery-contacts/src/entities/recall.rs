//! Whom words that refer back go back to, among those an article has spoken of.

use super::{Entities, Entity, IN_MIND};
use chancery_model::{ActorCode, Level};
use chancery_names::Named;

impl Entities<'_> {
    /// The person that a pronoun at a token means: in the last sentence that spoke of anyone, the one that stood
    /// first and free, as a subject does; else the last. Not of the actors in `not`.
    pub fn last_person(&self, before: u32, sentence: usize, not: &[&ActorCode]) -> Option<&Entity> {
        let fits = |e: &&Entity| {
            e.token < before
                && sentence - e.sentence <= 3
                && !not.contains(&&e.actor)
                && (e.person.is_some() || !e.offices.is_empty())
        };
        let near = self.list.iter().rev().find(fits)?;
        let free = |e: &&Entity| fits(e) && e.free;
        let Some(last) = self.list.iter().rev().find(free) else { return Some(near) };
        // A new paragraph goes back to the one whom the page is about.
        if last.sentence < self.paragraph
            && let Some(lead) = self.lead_over(last, before, not)
        {
            return Some(lead);
        }
        self.list.iter().find(|e| free(e) && e.sentence == last.sentence)
    }

    /// The person who acts most often before a token, if more often than another, and is none of `not`.
    fn lead_over(&self, other: &Entity, before: u32, not: &[&ActorCode]) -> Option<&Entity> {
        let acts = |e: &&Entity| e.token < before && e.free && e.person.is_some() && !not.contains(&&e.actor);
        let near = || self.list.iter().rev().take(IN_MIND).filter(acts);
        let times = |e: &Entity| near().filter(|o| name(o) == name(e)).count();
        let acting = near().map(|e| (times(e), e));
        let (most, lead) = acting.reduce(|a, b| if b.0 >= a.0 { b } else { a })?;
        (most > times(other)).then_some(lead)
    }

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

    /// The last one spoken of with an office, for "the minister".
    pub fn last_with(&self, office: &str, before: u32) -> Option<&Entity> {
        let level = self.level(office);
        let bare = self.is_bare(office);
        let fits = |e: &&Entity| {
            e.token < before
                && e.person.is_some()
                && (e.offices.iter().any(|(o, _)| o == office || (bare && self.level(o) == level))
                    || self.holds(e, office, bare, level))
        };
        self.list.iter().rev().find(fits)
    }

    fn holds(&self, entity: &Entity, office: &str, bare: bool, level: Level) -> bool {
        let Some(person) = &entity.person else { return false };
        self.holders.iter().any(|((actor, held), named)| {
            *actor == entity.actor
                && named.name == person.name
                && (held == office || (bare && self.level(held) == level))
        })
    }

    /// Of those spoken of before a token, none of `not`, the person whom the page names most, the last one where
    /// several are level; else the last actor.
    pub fn told_most(&self, before: u32, not: &[&ActorCode]) -> Option<&Entity> {
        let told =
            self.list.iter().rev().take(IN_MIND).filter(|e| e.token < before && !not.contains(&&e.actor));
        let times = |e: &Entity| e.person.as_ref().map_or(0, |p| self.named_times(p));
        told.reduce(|last, e| if times(e) > times(last) { e } else { last })
    }

    /// The person of a rank that the page speaks of most, for a bare "the minister" of its own; none of `not`.
    pub fn leading(&self, office: &str, not: &[&ActorCode]) -> Option<(&ActorCode, &Named)> {
        let level = self.level(office);
        let bare = self.is_bare(office) && matches!(level, Level::Head | Level::Minister);
        let ranks = |held: &str| held == office || (bare && self.level(held) == level);
        let holds = |(actor, named): &&(ActorCode, Named)| {
            !not.contains(&actor)
                && self.holders.iter().any(|((a, held), n)| a == actor && n.name == named.name && ranks(held))
        };
        let count = |named: &Named| self.mentions.get(&named.name).copied().unwrap_or(0);
        let mut best: Option<(usize, &(ActorCode, Named))> = None;
        for candidate in self.named.iter().filter(holds) {
            let count = count(&candidate.1);
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
        let holds = |(actor, named): &&(ActorCode, Named)| {
            !not.contains(&actor) && self.holder(actor, office).is_some_and(|h| h.name == named.name)
        };
        let mut found = self.named.iter().filter(holds);
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

fn name(entity: &Entity) -> Option<&str> {
    entity.person.as_ref().map(|p| p.name.as_str())
}
