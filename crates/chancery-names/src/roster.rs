//! The people of one article: who each name means, decided once and remembered.

mod score;

use crate::{
    Certainty, Held, NameBasis, PersonId, World, index::SLIP_FROM, join::is_of_organisation, memo::Memo,
};
use chancery_model::{ActorCode, Level};
use chancery_text::{edits, fold};
use compact_str::CompactString;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// A person of the article.
#[derive(Clone, Debug)]
pub(crate) struct RosterPerson {
    pub(crate) name: String,
    pub(crate) known: Option<PersonId>,
    pub(crate) actor: Option<ActorCode>,
    keys: Vec<CompactString>,
    /// When it was last named, counted in names; 0 before the text is gone through.
    named: u32,
}

/// What stands beside a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    pub(crate) actors: Vec<ActorCode>,
    pub(crate) offices: Vec<CompactString>,
    pub(crate) titled: bool,
    /// Whether the words say by themselves whose person it is: "the Frenchman", "(France)".
    pub(crate) native: bool,
    pub(crate) former: bool,
    /// Whether an unknown name may be taken for a person: not in headlines, where every word has a capital.
    pub(crate) may_introduce: bool,
}

/// The people found so far.
pub(crate) struct Roster<'w> {
    world: &'w World,
    pub(crate) memo: &'w Memo<'w>,
    day: Option<Date>,
    /// Actors that the article names anywhere.
    mentioned: FxHashSet<ActorCode>,
    people: Vec<RosterPerson>,
    by_key: FxHashMap<CompactString, usize>,
    by_word: FxHashMap<CompactString, Vec<usize>>,
    /// People by the first letter of their family name, in order.
    by_letter: FxHashMap<char, Vec<usize>>,
    /// The people of the pack among them.
    known: FxHashMap<PersonId, usize>,
    /// People by the military rank they were last named with.
    ranks: FxHashMap<CompactString, usize>,
    /// Family names of people whom the page names in full and nobody knows.
    strangers: FxHashSet<CompactString>,
    /// How many names were gone through in the order of the text; none while full names are collected.
    clock: Option<u32>,
}

/// Least score of a candidate with a full name, and of one with a single word.
const ENOUGH: f32 = 6.0;
const ENOUGH_ALONE: f32 = 8.5;
/// The same where nobody else has the family name, and the page tells of some state.
const ENOUGH_SOLE: f32 = 6.5;
/// Letters of a family name that may stand alone for a minister.
const LONG_NAME: usize = 5;
/// Letters of a word that a person is found by.
const INDEXED: usize = 2;
/// Words of the longest run of capitals that may be a name.
pub(crate) const LONGEST_NAME: usize = 10;
/// How alike a name and a guess by sound must be, where no word of the two is the same.
const SOUNDS_ALIKE: f32 = 0.8;
/// By how much the best candidate must lead another person.
const LEAD: f32 = 1.5;

impl<'w> Roster<'w> {
    pub(crate) fn new(
        world: &'w World,
        memo: &'w Memo<'w>,
        day: Option<Date>,
        mentioned: FxHashSet<ActorCode>,
    ) -> Roster<'w> {
        Roster {
            world,
            memo,
            day,
            mentioned,
            people: Vec::new(),
            by_key: FxHashMap::default(),
            by_word: FxHashMap::default(),
            by_letter: FxHashMap::default(),
            known: FxHashMap::default(),
            ranks: FxHashMap::default(),
            strangers: FxHashSet::default(),
            clock: None,
        }
    }

    /// From here on names are looked up in the order of the text.
    pub(crate) fn begin(&mut self) {
        self.clock = Some(0);
    }

    /// Remembers that a full name is that of nobody known.
    pub(crate) fn stranger(&mut self, words: &[&str]) {
        self.strangers.extend(words.last().map(|w| fold(w)));
    }

    /// Remembers that a person was named with a military rank.
    pub(crate) fn rank(&mut self, rank: Option<&str>, person: usize) {
        if let Some(rank) = rank {
            self.ranks.insert(fold(rank), person);
        }
    }

    /// The person last named with a military rank.
    pub(crate) fn ranked(&self, rank: &str) -> Option<usize> {
        self.ranks.get(&fold(rank)).copied()
    }

    /// The person who was named last of those who stand for an actor.
    pub(crate) fn last_of(&self, actor: &ActorCode) -> Option<usize> {
        let of =
            self.people.iter().enumerate().filter(|(_, p)| p.named > 0 && p.actor.as_ref() == Some(actor));
        of.max_by_key(|(_, p)| p.named).map(|(index, _)| index)
    }

    pub(crate) fn person(&self, index: usize) -> &RosterPerson {
        &self.people[index]
    }

    /// Whom a name means, if that can be told; a person new to the article is added.
    pub(crate) fn resolve(&mut self, words: &[&str], context: &Context) -> Option<usize> {
        if words.len() > LONGEST_NAME {
            return None;
        }
        let found = self.find(words, context)?;
        if let Some(clock) = &mut self.clock {
            *clock += 1;
            self.people[found].named = *clock;
        }
        Some(found)
    }

    fn find(&mut self, words: &[&str], context: &Context) -> Option<usize> {
        let keys: Vec<CompactString> = words.iter().map(|w| fold(w)).collect();
        if let Some(found) = self.recall(&keys, context) {
            return Some(found);
        }
        if let Some(found) = self.look_up(words, &keys, context) {
            return Some(found);
        }
        if let Some(found) = self.slip(&keys, context) {
            return Some(found);
        }
        self.introduce(words, keys, context)
    }

    /// A person the article has named before.
    fn recall(&self, keys: &[CompactString], context: &Context) -> Option<usize> {
        if let Some(&found) = self.by_key.get(keys.join(" ").as_str()).filter(|_| keys.len() > 1) {
            return self.fits(found, context).then_some(found);
        }
        let named = self.by_word.get(keys.last()?)?;
        // Many may share a family name: nobody has a name that nobody has all words of.
        let words = keys.iter().filter(|k| k.chars().count() >= INDEXED);
        let rarest =
            words.map(|k| self.by_word.get(k).map_or(&[][..], Vec::as_slice)).min_by_key(|of| of.len());
        let fitting = |i: &&usize| {
            let shares = keys.iter().all(|k| self.people[**i].keys.contains(k));
            (keys.len() == 1 || shares) && self.fits(**i, context)
        };
        if !rarest.unwrap_or(named).iter().any(|i| fitting(&i)) {
            return None;
        }
        // Of several with one family name, the one named last.
        named.iter().filter(fitting).max_by_key(|i| self.people[**i].named).copied()
    }

    fn fits(&self, index: usize, context: &Context) -> bool {
        let person = &self.people[index];
        let Some(actor) = &person.actor else { return true };
        context.actors.is_empty() || context.actors.contains(actor) || self.serves(person, &context.actors)
    }

    fn serves(&self, person: &RosterPerson, actors: &[ActorCode]) -> bool {
        person.known.is_some_and(|id| self.world.terms_of(id).any(|t| actors.contains(t.actor)))
    }

    fn look_up(&mut self, words: &[&str], keys: &[CompactString], context: &Context) -> Option<usize> {
        // A lone word without a state beside it is never guessed at, so it isn't looked up by sound either.
        let lone = words.len() == 1 && context.actors.is_empty();
        let stranger = lone && context.offices.is_empty() && self.strangers.contains(&keys[0]);
        if stranger && !self.is_head(words) {
            return None;
        }
        let found = if lone { self.memo.people_exactly(words) } else { self.memo.people_named(words) };
        let supported = found.iter().filter(|c| self.supported(c.person, (c.basis, c.score), keys, context));
        let mut scored: Vec<(f32, PersonId)> =
            supported.map(|c| (self.score(c, keys, context), c.person)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let &(best, id) = scored.first()?;
        let rival = scored.iter().find(|(_, other)| *other != id).map(|(score, _)| *score);
        let alone = if self.day.is_some() { ENOUGH_ALONE } else { ENOUGH_ALONE - 1.5 };
        let sole = lone && found.len() == 1 && self.is_minister(id, &keys[0]);
        let enough = match words.len() {
            1 if sole => ENOUGH_SOLE,
            1 => alone,
            _ => ENOUGH,
        };
        if best < enough || rival.is_some_and(|r| best - r < LEAD) {
            return None;
        }
        let actor = self.actor_of(id, context);
        let name = self.world.name_of(id).to_owned();
        if let Some(&found) = self.known.get(&id) {
            self.index(found, keys);
            return Some(found);
        }
        Some(self.add(RosterPerson { name, known: Some(id), actor, keys: Vec::new(), named: 0 }, keys))
    }

    /// A guess by sound or by a slip needs support: a state beside the name, or another word of the name as it is.
    fn supported(
        &self,
        id: PersonId,
        (basis, likeness): (NameBasis, f32),
        keys: &[CompactString],
        context: &Context,
    ) -> bool {
        if !matches!(basis, NameBasis::Skeleton | NameBasis::Slip) {
            return true;
        }
        let stated = self.world.terms_of(id).any(|t| context.actors.contains(t.actor));
        let shares = || self.shares(id, keys);
        let near = basis == NameBasis::Skeleton && likeness >= SOUNDS_ALIKE;
        if keys.len() >= 2 { near || shares() } else { stated && likeness >= SOUNDS_ALIKE }
    }

    /// Whether somebody is a minister on the day whom a family name tells by itself: no word that first names are too.
    fn is_minister(&self, id: PersonId, key: &str) -> bool {
        let current = |h: &Held<'_>| {
            h.certainty == Certainty::Current
                && self.world.office(h.term.office).is_some_and(|o| o.level == Level::Minister)
        };
        !self.mentioned.is_empty()
            && key.chars().count() >= LONG_NAME
            && self.day.is_some()
            && self.world.held(id, self.day).iter().any(current)
            && !self.world.is_given_name(key)
    }

    /// Whether a family name is that of one head in office on the day.
    fn is_head(&self, words: &[&str]) -> bool {
        let named = self.memo.people_exactly(words);
        let heads = named.iter().filter(|c| {
            self.world.held(c.person, self.day).iter().any(|held| {
                let level = self.world.office(held.term.office).map(|o| o.level);
                held.certainty == Certainty::Current && level == Some(Level::Head)
            })
        });
        heads.count() == 1
    }

    /// The actor a known person stands for: what the words say, else the term on the day of the text.
    fn actor_of(&self, id: PersonId, context: &Context) -> Option<ActorCode> {
        let held = self.world.held(id, self.day);
        let said = held.iter().find(|h| context.actors.contains(h.term.actor)).map(|h| h.term.actor.clone());
        let own = held.iter().find(|h| !is_of_organisation(h.term.office));
        said.or_else(|| own.or(held.first()).map(|h| h.term.actor.clone()))
    }

    /// A name one slip away from one the article has.
    fn slip(&mut self, keys: &[CompactString], context: &Context) -> Option<usize> {
        let last = keys.last()?;
        let letters = last.chars().count();
        if letters < SLIP_FROM {
            return None;
        }
        let most = if letters < 8 { 1 } else { 2 };
        let near = |at: &usize| {
            let own = &self.people[*at].keys;
            let given = keys.len() == 1 || own.first() == keys.first();
            given && own.last().is_some_and(|surname| edits(surname, last, most) <= most)
        };
        let found = *self.by_letter.get(&last.chars().next()?)?.iter().find(|at| near(at))?;
        if !self.fits(found, context) {
            return None;
        }
        self.index(found, keys);
        Some(found)
    }

    /// An unknown person whom an office or a title introduces.
    fn introduce(&mut self, words: &[&str], keys: Vec<CompactString>, context: &Context) -> Option<usize> {
        let native = context.native && words.len() > 1;
        let introduced = context.may_introduce && (!context.offices.is_empty() || context.titled || native);
        let plausible = words.len() <= 6
            && words.iter().any(|w| w.chars().any(|c| c.is_alphabetic() && !c.is_uppercase()));
        if !introduced || !plausible {
            return None;
        }
        let person = RosterPerson {
            name: words.join(" "),
            known: None,
            actor: context.actors.first().cloned(),
            keys: Vec::new(),
            named: 0,
        };
        Some(self.add(person, &keys))
    }

    fn add(&mut self, person: RosterPerson, keys: &[CompactString]) -> usize {
        let index = self.people.len();
        if let Some(id) = person.known {
            self.known.insert(id, index);
        }
        self.people.push(person);
        let full: Vec<CompactString> = self.people[index].name.split([' ', '-']).map(fold).collect();
        if let Some(letter) = full.last().and_then(|surname| surname.chars().next()) {
            self.by_letter.entry(letter).or_default().push(index);
        }
        self.people[index].keys.clone_from(&full);
        self.index(index, &full);
        self.index(index, keys);
        index
    }

    fn index(&mut self, person: usize, keys: &[CompactString]) {
        self.by_key.entry(keys.join(" ").into()).or_insert(person);
        for key in keys.iter().filter(|k| k.chars().count() >= INDEXED) {
            let named = self.by_word.entry(key.clone()).or_default();
            if named.last() != Some(&person) {
                named.push(person);
            }
            let own = &mut self.people[person].keys;
            if !own.contains(key) {
                own.insert(0, key.clone());
            }
        }
    }
}
