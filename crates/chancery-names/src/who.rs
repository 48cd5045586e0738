//! From a name as a text writes it to the people it can mean.
//!
//! Tiers, best first: the full name, another name, the family name alone, a name that sounds alike, a
//! name one slip away. Only the candidates of the best tier that has any are returned.

use crate::heard::{Fit, Heard};
use crate::index::Name;
use crate::{PersonId, World, recognise::WHOLE};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::rc::Rc;

/// How far below the best of its tier a candidate may be.
const NEAR_BEST: f32 = 0.12;
/// Letters of a word in a name that is looked for behind a prefix.
const WORD_BEHIND_PREFIX: usize = 3;
/// Words of a name that leave no doubt where all of them agree.
const OWN_WORDS: usize = 3;
/// First letters in which two spellings of a given name agree.
const OPENING: usize = 2;

/// How a name fits a person, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameBasis {
    /// Family name and a given name, or all of a single name.
    Full,
    /// The same of another name or spelling.
    Alias,
    /// The family name alone.
    Surname,
    /// Words that sound alike.
    Skeleton,
    /// One letter wrong.
    Slip,
}

/// A person whom a name can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The person.
    pub person: PersonId,
    /// How the name fits.
    pub basis: NameBasis,
    /// How well it fits, 0 to 1, within the tier.
    pub score: f32,
}

impl World {
    /// Whether some known name of several words begins with a word.
    pub(crate) fn is_given_name(&self, word: &str) -> bool {
        let words = self.index.words(word);
        matches!(words.as_slice(), [word] if self.index.is_given(word))
    }

    /// People whom a chunk of name words can mean, best tier only: highest score first, then by id.
    ///
    /// The words may stand in any order and any spelling; titles must be left out by the caller.
    pub fn people_named(&self, tokens: &[&str]) -> Vec<Candidate> {
        let words: Vec<Rc<Heard>> = tokens.iter().flat_map(|t| self.heard(t)).collect();
        let as_written = self.people_spelt(&words);
        if as_written.is_empty() { self.people_guessed(&words) } else { as_written }
    }

    /// The same without guesses by sound or by a slip: cheap, for names that are written as the pack has them.
    pub fn people_exactly(&self, tokens: &[&str]) -> Vec<Candidate> {
        let words: Vec<Rc<Heard>> = tokens.iter().flat_map(|t| self.heard(t)).collect();
        self.people_spelt(&words)
    }

    /// The words of what a text calls a person, to be looked for.
    pub(crate) fn heard(&self, token: &str) -> impl Iterator<Item = Rc<Heard>> {
        self.index.words(token).into_iter().map(|word| Rc::new(Heard::new(word, &self.index)))
    }

    /// People who have a name of these words as they are written.
    pub(crate) fn people_spelt(&self, words: &[Rc<Heard>]) -> Vec<Candidate> {
        self.best(words, self.names_headed(words), false)
    }

    /// People whose names are near or sound alike, where nobody has a name of these words.
    pub(crate) fn people_guessed(&self, words: &[Rc<Heard>]) -> Vec<Candidate> {
        let able = self.names_fitting(words);
        let tier = |told: &[u32]| {
            let has = |name: &u32| self.parts(*name).iter().any(|part| told.contains(part));
            self.best(words, able.iter().copied().filter(has).collect(), true)
        };
        // Single letters tell no name.
        let written: Vec<u32> =
            words.iter().filter(|w| w.letters > 1 && w.is_known()).map(|w| w.id).collect();
        let near = tier(&written);
        if !near.is_empty() {
            return near;
        }
        let alike: Vec<u32> = words.iter().flat_map(|w| w.alike(&self.index)).collect();
        let alike = tier(&alike);
        if !alike.is_empty() {
            return alike;
        }
        let slipped: Vec<u32> = words.iter().flat_map(|w| w.slipped(&self.index)).copied().collect();
        tier(&slipped)
    }

    /// Whether a word stands in the name of somebody the pack knows.
    pub(crate) fn knows_word(&self, word: &str) -> bool {
        self.index.words(word).iter().any(|w| self.index.containing(w).next().is_some())
    }

    /// Whether all of several words stand in one name.
    pub(crate) fn spells(&self, name: &str, words: &[&str]) -> bool {
        let parts = self.index.words(name);
        words.iter().flat_map(|w| self.index.words(w)).all(|w| parts.contains(&w))
    }

    /// Words of people's names in scripts without capitals.
    pub(crate) fn caseless_words(&self) -> impl Iterator<Item = CompactString> + '_ {
        let caseless = |alias: &&str| {
            let first = alias.chars().next();
            first.is_some_and(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase())
        };
        let names = self.people().flat_map(move |id| self.person(id).into_aliases().filter(caseless));
        names.flat_map(|name| self.index.words(name)).filter(|w| w.chars().count() >= WORD_BEHIND_PREFIX)
    }

    /// The words of a name, by its number.
    fn parts(&self, name: u32) -> &[u32] {
        self.index.word_ids(self.index.names[name as usize])
    }

    /// Names whose family name a word fits by guesses, or the first of whose two family names is a word; in order.
    fn names_fitting(&self, words: &[Rc<Heard>]) -> Vec<u32> {
        let mut cores: Vec<u32> = words.iter().flat_map(|w| w.cores(&self.index)).copied().collect();
        cores.sort_unstable();
        cores.dedup();
        let fits = |name: &u32| {
            let (name, parts) = (self.index.names[*name as usize], self.parts(*name));
            let (from, core) = (usize::from(name.family_from), parts[usize::from(name.family_to) - 1]);
            cores.binary_search(&core).is_ok() || from >= 2 && words.iter().any(|w| w.id == parts[from - 1])
        };
        let headed = cores.iter().copied().chain(words.iter().map(|w| w.id));
        let mut names: Vec<u32> = headed.flat_map(|id| self.index.headed_by(id)).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(fits);
        names
    }

    /// Names that contain one of the words, and that the words can fit as they are written; single letters tell none.
    fn names_headed(&self, words: &[Rc<Heard>]) -> Vec<u32> {
        let told = |name: &u32| {
            let parts = self.parts(*name);
            words.iter().any(|w| w.letters > 1 && parts.contains(&w.id))
        };
        let headed = |w: &Rc<Heard>| {
            let sure = w.letters > 1;
            self.index.headed_by(w.id).filter(move |name| sure || told(name))
        };
        words.iter().flat_map(headed).collect()
    }

    /// The people of the best tier among these names; `guess` lets words fit by sound or with a slip.
    fn best(&self, words: &[Rc<Heard>], mut names: Vec<u32>, guess: bool) -> Vec<Candidate> {
        if names.is_empty() {
            return Vec::new();
        }
        names.sort_unstable();
        names.dedup();
        let mut people: FxHashMap<u32, (NameBasis, f32)> = FxHashMap::default();
        for name in names {
            let name = self.index.names[name as usize];
            let Some((basis, score)) = self.fits(words, name, guess) else { continue };
            let old = people.entry(name.person).or_insert((basis, score));
            if basis < old.0 || basis == old.0 && score > old.1 {
                *old = (basis, score);
            }
        }
        let Some(tier) = people.values().map(|(basis, _)| *basis).min() else {
            return Vec::new();
        };
        let mut found: Vec<Candidate> = people
            .into_iter()
            .filter(|(_, (basis, _))| *basis == tier)
            .map(|(person, (basis, score))| Candidate { person: PersonId(person), basis, score })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.person.cmp(&b.person)));
        let best = found.first().map_or(0.0, |c| c.score);
        // A name of several words that is somebody's word by word is nobody else's.
        let least = if best >= WHOLE && words.len() >= OWN_WORDS { WHOLE } else { best - NEAR_BEST };
        found.retain(|c| c.score >= least);
        found
    }

    /// How words fit a name: the family name must be among them, and a given name if there is more.
    fn fits(&self, words: &[Rc<Heard>], name: Name, guess: bool) -> Option<(NameBasis, f32)> {
        let parts = self.index.word_ids(name);
        let family = usize::from(name.family_from)..usize::from(name.family_to);
        let core = family.end - 1;
        let mut taken: SmallVec<[bool; 16]> = smallvec![false; words.len()];
        let mut worst = Fit::Exact;
        let (mut family_hit, mut given_hits, mut likeness, mut hits) = (false, 0, 0.0, 0);
        let mut told: SmallVec<[(usize, usize, Fit); 16]> = SmallVec::new();
        // The family name chooses its word first, so that a like given name can't take it.
        let order = std::iter::once(core).chain((0..parts.len()).filter(|i| *i != core));
        for i in order {
            let Some((word, fit, like)) = self.closest(words, &taken, (parts[i], i == core), guess) else {
                if i == core {
                    return self.middle(words, name, parts);
                }
                continue;
            };
            taken[word] = true;
            worst = worst.max(fit);
            likeness += like;
            hits += 1;
            family_hit |= i == core;
            given_hits += usize::from(!family.contains(&i) && !self.index.is_particle(parts[i]));
            told.push((i, word, fit));
        }
        // "Smith Augustin" is not Cornelius A. Smith: an initial stands on its own side of the family name.
        let own = told.iter().find(|t| t.0 == core).map(|t| t.1);
        let astray = |t: &(usize, usize, Fit)| {
            t.2 == Fit::Initial && own.is_some_and(|own| (t.0 < core) != (t.1 < own))
        };
        if told.iter().any(|t| t.0 != core && astray(t)) {
            return None;
        }
        let left = taken.iter().filter(|t| !**t).count();
        let missing = parts.len() - hits;
        if left > 0 && self.differs(words, parts, &told) {
            return None;
        }
        let lone = given_hits == 0 && parts.len() > family.len();
        if !family_hit || left > 0 && given_hits == 0 || lone && (name.short || hits < words.len()) {
            return None;
        }
        let score = likeness / hits as f32 - 0.05 * (left + missing) as f32;
        let basis = match (worst, lone, name.alias) {
            (Fit::Slip, ..) => NameBasis::Slip,
            (Fit::Sound, ..) => NameBasis::Skeleton,
            (_, true, _) => NameBasis::Surname,
            (_, false, false) => NameBasis::Full,
            (_, false, true) => NameBasis::Alias,
        };
        Some((basis, score.clamp(0.0, 1.0)))
    }

    /// Whether a text's name with words that a known one lacks is that of somebody else. `told` are the words in both:
    /// which of the known name, which of the text, and how they fit, the family name first.
    ///
    /// It is where each has a word of its own ("Kim Yong-chol" is not Kim Yong-il), and where a family name is told by
    /// its sound only, unless one word stands between it and the first: a patronymic.
    fn differs(&self, words: &[Rc<Heard>], parts: &[u32], told: &[(usize, usize, Fit)]) -> bool {
        let own = |id: u32| !self.index.is_particle(id);
        let is_left = |i: &usize| own(words[*i].id) && told.iter().all(|t| t.1 != *i);
        // Two spellings of one name begin and end alike.
        let alike = |a: &str, b: &str| {
            a.chars().take(OPENING).eq(b.chars().take(OPENING))
                && a.chars().next_back() == b.chars().next_back()
        };
        let spelt = |part: &str| (0..words.len()).any(|i| is_left(&i) && alike(&words[i].word, part));
        let is_missing = |i: &usize| {
            own(parts[*i]) && told.iter().all(|t| t.0 != *i) && !spelt(self.index.text(parts[*i]))
        };
        let left = (0..words.len()).filter(is_left).count();
        let missing = (0..parts.len()).filter(is_missing).count();
        let Some(&(_, family, fit)) = told.first() else { return false };
        let patronymic = words.len() == 3 && left == 1 && family == 2;
        let given = told[1..].iter().any(|t| own(parts[t.0]) && t.2 != Fit::Initial);
        left > 0 && (missing > 0 || fit > Fit::Initial && !patronymic) || missing > 0 && !given
    }

    /// The first of two family names, alone or after a given name: "Morales" for "Evo Morales Ayma", but not "Maria" for
    /// "José Maria Neves".
    fn middle(&self, words: &[Rc<Heard>], name: Name, parts: &[u32]) -> Option<(NameBasis, f32)> {
        let from = usize::from(name.family_from);
        if from < 2 {
            return None;
        }
        let second = parts[from - 1];
        let family = words.iter().position(|w| w.id == second).filter(|at| words[*at].letters > 3)?;
        let rest = || words.iter().enumerate().filter(|(i, _)| *i != family).map(|(_, w)| w);
        match rest().count() {
            0 if self.index.is_given(&words[family].word) => None,
            0 => Some((NameBasis::Surname, 0.6)),
            _ if rest().all(|w| parts[..from - 1].contains(&w.id)) => Some((NameBasis::Full, 0.87)),
            _ => None,
        }
    }

    /// The free word that fits a name's word best; the word's number, and whether it is the family name.
    fn closest(
        &self,
        words: &[Rc<Heard>],
        taken: &[bool],
        part: (u32, bool),
        guess: bool,
    ) -> Option<(usize, Fit, f32)> {
        let free = words.iter().enumerate().filter(|(i, _)| !taken[*i]);
        let fits = free.filter_map(|(i, word)| {
            let (fit, like) = word.fit(&self.index, part, guess)?;
            Some((i, fit, like))
        });
        fits.min_by(|a, b| a.1.cmp(&b.1).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)))
    }
}
