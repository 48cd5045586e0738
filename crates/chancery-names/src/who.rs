//! From a name as a text writes it to the people it can mean.
//!
//! Tiers, best first: the full name, another name, the family name alone, a name that sounds alike, a
//! name one slip away. Only the candidates of the best tier that has any are returned.

use crate::index::Name;
use crate::skeleton::{self, Sounds};
use crate::{PersonId, World};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// How far below the best of its tier a candidate may be.
const NEAR_BEST: f32 = 0.12;
/// Letters of a word in a name that is looked for behind a prefix.
const WORD_BEHIND_PREFIX: usize = 3;
/// Likeness below which words that share a skeleton are taken for two names.
const FLOOR: f32 = 0.5;
/// The same for words that are no family name.
const GIVEN_FLOOR: f32 = 0.6;
/// The same for skeletons of one or two classes.
const SHORT_FLOOR: f32 = 0.7;
/// Classes of a skeleton that counts as short.
const SHORT: u32 = 2;

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

/// How a word of the text fits a word of a name, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Initial,
    Sound,
    Slip,
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
        let words: Vec<CompactString> = tokens.iter().flat_map(|t| self.index.words(t)).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let as_written = self.best(&words, self.names_with(&words), false);
        if !as_written.is_empty() {
            return as_written;
        }
        let near = self.best(&words, self.names_with(&words), true);
        if !near.is_empty() {
            return near;
        }
        let alike = self.best(&words, self.names_sounding(&words), true);
        if !alike.is_empty() {
            return alike;
        }
        self.best(&words, self.names_slipped(&words), true)
    }

    /// The same without guesses by sound or by a slip: cheap, for names that are written as the pack has them.
    pub fn people_exactly(&self, tokens: &[&str]) -> Vec<Candidate> {
        let words: Vec<CompactString> = tokens.iter().flat_map(|t| self.index.words(t)).collect();
        if words.is_empty() { Vec::new() } else { self.best(&words, self.names_with(&words), false) }
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

    fn names_with(&self, words: &[CompactString]) -> Vec<u32> {
        words.iter().filter(|w| w.chars().count() > 1).flat_map(|w| self.index.containing(w)).collect()
    }

    fn names_sounding(&self, words: &[CompactString]) -> Vec<u32> {
        let alike = words.iter().flat_map(|w| self.index.sounding(w));
        alike
            .filter(|(_, likeness)| *likeness >= FLOOR)
            .flat_map(|(id, _)| self.index.holders_of(id))
            .collect()
    }

    fn names_slipped(&self, words: &[CompactString]) -> Vec<u32> {
        let alike = words.iter().flat_map(|w| self.index.slipped(w));
        alike.flat_map(|id| self.index.holders_of(id)).collect()
    }

    /// The people of the best tier among these names; `guess` lets words fit by sound or with a slip.
    fn best(&self, words: &[CompactString], mut names: Vec<u32>, guess: bool) -> Vec<Candidate> {
        names.sort_unstable();
        names.dedup();
        let mut people: FxHashMap<u32, (NameBasis, f32)> = FxHashMap::default();
        let heard: Vec<Heard<'_>> = words.iter().map(|w| Heard::new(w, &self.sounds, guess)).collect();
        for name in names {
            let name = self.index.names[name as usize];
            let Some((basis, score)) = self.fits(words, &heard, name) else { continue };
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
        found.retain(|c| c.score >= best - NEAR_BEST);
        found
    }

    /// How words fit a name: the family name must be among them, and a given name if there is more.
    fn fits(&self, words: &[CompactString], heard: &[Heard<'_>], name: Name) -> Option<(NameBasis, f32)> {
        let parts: Vec<&str> = self.index.texts_of(name).collect();
        let family = usize::from(name.family_from)..usize::from(name.family_to);
        let core = family.end - 1;
        let mut taken = vec![false; words.len()];
        let mut worst = Fit::Exact;
        let (mut family_hit, mut given_hits, mut likeness, mut hits) = (false, 0, 0.0, 0);
        let mut told: Vec<(usize, usize, Fit)> = Vec::new();
        // The family name chooses its word first, so that a like given name can't take it.
        let order = std::iter::once(core).chain((0..parts.len()).filter(|i| *i != core));
        for i in order {
            let Some((word, fit, like)) = self.closest(heard, &taken, parts[i], i == core) else {
                if i == core {
                    return self.middle(words, name, &parts);
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
        let left = taken.iter().filter(|t| !**t).count();
        let missing = parts.len() - hits;
        if left > 0 && self.differs(words, &parts, &told) {
            return None;
        }
        let lone = given_hits == 0 && parts.len() > family.len();
        if !family_hit || left > 0 && given_hits == 0 || lone && hits < words.len() {
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
    fn differs(&self, words: &[CompactString], parts: &[&str], told: &[(usize, usize, Fit)]) -> bool {
        let own = |w: &str| !self.index.is_particle(w);
        let left = (0..words.len()).filter(|i| own(&words[*i]) && told.iter().all(|t| t.1 != *i)).count();
        let missing = (0..parts.len()).filter(|i| own(parts[*i]) && told.iter().all(|t| t.0 != *i)).count();
        let Some(&(_, family, fit)) = told.first() else { return false };
        let patronymic = words.len() == 3 && left == 1 && family == 2;
        let given = told[1..].iter().any(|t| own(parts[t.0]) && t.2 != Fit::Initial);
        left > 0 && (missing > 0 || fit > Fit::Initial && !patronymic) || missing > 0 && !given
    }

    /// The first of two family names, alone or after a given name: "Morales" for "Evo Morales Ayma", but not "Maria" for
    /// "José Maria Neves".
    fn middle(&self, words: &[CompactString], name: Name, parts: &[&str]) -> Option<(NameBasis, f32)> {
        let from = usize::from(name.family_from);
        if from < 2 {
            return None;
        }
        let second = parts[from - 1];
        let family = words.iter().position(|w| w == second).filter(|_| second.chars().count() > 3)?;
        let rest = || words.iter().enumerate().filter(|(i, _)| *i != family).map(|(_, w)| w);
        match rest().count() {
            0 if self.index.is_given(second) => None,
            0 => Some((NameBasis::Surname, 0.6)),
            _ if rest().all(|w| parts[..from - 1].contains(&w.as_str())) => Some((NameBasis::Full, 0.8)),
            _ => None,
        }
    }

    /// The free word that fits a name's word best.
    fn closest(
        &self,
        words: &[Heard<'_>],
        taken: &[bool],
        part: &str,
        family: bool,
    ) -> Option<(usize, Fit, f32)> {
        let fits = words.iter().enumerate().filter(|(i, _)| !taken[*i]);
        let fits =
            fits.filter_map(|(i, word)| word.fit(&self.sounds, part, family).map(|(f, like)| (i, f, like)));
        fits.min_by(|a, b| a.1.cmp(&b.1).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)))
    }
}

/// A word that is looked for, with what it sounds like where guesses are made.
struct Heard<'w> {
    word: &'w str,
    /// Its readings, and whether its skeleton is short.
    sound: Option<(Vec<String>, bool)>,
}

impl<'w> Heard<'w> {
    fn new(word: &'w str, sounds: &Sounds, guess: bool) -> Heard<'w> {
        let short = || sounds.skeletons(word).first().is_some_and(|k| skeleton::length(*k) <= SHORT);
        Heard { word, sound: guess.then(|| (sounds.readings(word), short())) }
    }

    /// How it fits a word of a name: of the family name or another, as written or by guesses.
    fn fit(&self, sounds: &Sounds, part: &str, family: bool) -> Option<(Fit, f32)> {
        let word = self.word;
        if word == part {
            return Some((Fit::Exact, 1.0));
        }
        let letters = |w: &str| w.chars().count();
        if !family && (letters(word) == 1 || letters(part) == 1) {
            return (word.chars().next() == part.chars().next()).then_some((Fit::Initial, 0.85));
        }
        let begins = word.starts_with(part) || part.starts_with(word);
        if !family && letters(word).min(letters(part)) >= 3 && begins {
            return Some((Fit::Initial, 0.8));
        }
        let (readings, short) = self.sound.as_ref()?;
        let like = skeleton::alike(readings, &sounds.readings(part));
        let floor = match (short, family) {
            (true, _) => SHORT_FLOOR,
            (false, true) => FLOOR,
            (false, false) => GIVEN_FLOOR,
        };
        if like >= floor {
            return Some((Fit::Sound, like));
        }
        (letters(part) >= 5 && word.chars().next() == part.chars().next() && skeleton::one_slip(word, part))
            .then_some((Fit::Slip, 0.8))
    }
}
