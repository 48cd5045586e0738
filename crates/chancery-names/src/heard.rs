//! Words that are looked for among the words of names: as written, by an initial, by sound, with a slip.

use crate::{
    index::{NameIndex, SLIP_FROM},
    skeleton::{self, Readings},
};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};

/// Likeness below which words that share a skeleton are taken for two names.
const FLOOR: f32 = 0.5;
/// The same for words that are no family name.
const GIVEN_FLOOR: f32 = 0.6;
/// The same for skeletons of one or two classes.
const SHORT_FLOOR: f32 = 0.7;
/// Letters a word must have before it is looked up by sound: shorter ones sound like too many.
const SOUND_FROM: usize = 4;
/// Letters of a word of a name in which a slip is forgiven.
const SLIP_IN: usize = 5;
/// Classes of a skeleton that counts as short.
const SHORT: u32 = 2;

/// How a word of the text fits a word of a name, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    Exact,
    Initial,
    Sound,
    Slip,
}

/// How well a word fits a word of a name; none where it does not.
pub(crate) type Fitting = Option<(Fit, f32)>;

/// A word that is looked for, with what it sounds like once that is asked for.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) word: CompactString,
    /// Its number among the words of names.
    pub(crate) id: u32,
    /// Letters it has.
    pub(crate) letters: usize,
    sound: OnceCell<Sound>,
    /// Words of family names one slip away.
    slipped: OnceCell<Vec<u32>>,
    /// Last words of family names that it fits by guesses, in order.
    cores: OnceCell<Vec<u32>>,
}

/// What a word sounds like.
#[derive(Debug)]
pub(crate) struct Sound {
    readings: Readings,
    /// Whether its skeleton is short.
    short: bool,
    /// Words of family names that share a skeleton with it, and how like it they are.
    near: Vec<(u32, f32)>,
    /// How it was found to fit words of names, by their numbers: many names share their words.
    seen: RefCell<FxHashMap<(u32, bool), Fitting>>,
}

impl Heard {
    pub(crate) fn new(word: CompactString, index: &NameIndex) -> Heard {
        let (id, letters) = (index.id(&word), word.chars().count());
        Heard { word, id, letters, sound: OnceCell::new(), slipped: OnceCell::new(), cores: OnceCell::new() }
    }

    /// Whether it stands in some name.
    pub(crate) fn is_known(&self) -> bool {
        self.id != NameIndex::STRANGE
    }

    pub(crate) fn sound(&self, index: &NameIndex) -> &Sound {
        self.sound.get_or_init(|| {
            let readings = index.spoken.readings(&self.word);
            let skeletons = index.spoken.skeletons(&self.word);
            Sound {
                short: skeletons.first().is_some_and(|k| skeleton::length(*k) <= SHORT),
                near: index.sounding(&self.word, &readings),
                readings,
                seen: RefCell::default(),
            }
        })
    }

    /// Words of family names one slip away from it, if it is long enough for slips.
    pub(crate) fn slipped(&self, index: &NameIndex) -> &[u32] {
        if self.word.len() >= SLIP_FROM { self.all_slipped(index) } else { &[] }
    }

    fn all_slipped(&self, index: &NameIndex) -> &[u32] {
        self.slipped.get_or_init(|| index.slipped(&self.word))
    }

    /// Words of family names that sound like it, if it is long enough for that.
    pub(crate) fn alike(&self, index: &NameIndex) -> impl Iterator<Item = u32> {
        let near = self.sound(index).near.iter().filter(|_| self.letters >= SOUND_FROM);
        near.filter(|(_, like)| *like >= FLOOR).map(|(id, _)| *id)
    }

    /// Last words of family names that it fits by guesses: all for which [`Heard::fit`] finds some way.
    pub(crate) fn cores(&self, index: &NameIndex) -> &[u32] {
        self.cores.get_or_init(|| {
            let Sound { near, short, .. } = self.sound(index);
            let floor = floor(*short, true);
            let alike = near.iter().filter(|(_, like)| *like >= floor).map(|(id, _)| *id);
            let long = |id: &&u32| index.text(**id).chars().count() >= SLIP_IN;
            let slipped = self.all_slipped(index).iter().filter(long).copied();
            let mut cores: Vec<u32> = alike.chain(slipped).collect();
            cores.extend(self.is_known().then_some(self.id));
            cores.sort_unstable();
            cores.dedup();
            cores
        })
    }

    /// How it fits a word of a name, of the family name or another, as written or by guesses.
    pub(crate) fn fit(&self, index: &NameIndex, (part, family): (u32, bool), guess: bool) -> Fitting {
        if self.id == part {
            return Some((Fit::Exact, 1.0));
        }
        if !guess {
            return self.begins(index.text(part), family);
        }
        let sound = self.sound(index);
        let look = || {
            let text = index.text(part);
            let begins = self.begins(text, family);
            let initial = !family && (self.letters == 1 || text.chars().count() == 1);
            if begins.is_some() || initial {
                return begins;
            }
            self.guess(text, sound.readings.alike(index.readings(part)), sound.short, family)
        };
        *sound.seen.borrow_mut().entry((part, family)).or_insert_with(look)
    }

    /// Whether one is an initial of the other, or begins it.
    fn begins(&self, part: &str, family: bool) -> Fitting {
        if family {
            return None;
        }
        let (word, letters) = (self.word.as_str(), part.chars().count());
        if self.letters == 1 || letters == 1 {
            return (word.chars().next() == part.chars().next()).then_some((Fit::Initial, 0.85));
        }
        let begins = word.starts_with(part) || part.starts_with(word);
        (self.letters.min(letters) >= 3 && begins).then_some((Fit::Initial, 0.8))
    }

    /// Whether it is so like a word of a name that it may be meant, or one slip away.
    fn guess(&self, part: &str, like: f32, short: bool, family: bool) -> Fitting {
        if like >= floor(short, family) {
            return Some((Fit::Sound, like));
        }
        let long = part.chars().count() >= SLIP_IN && self.word.chars().next() == part.chars().next();
        (long && skeleton::one_slip(&self.word, part)).then_some((Fit::Slip, 0.8))
    }
}

/// Likeness from which a word counts as the same name by sound.
fn floor(short: bool, family: bool) -> f32 {
    match (short, family) {
        (true, _) => SHORT_FLOOR,
        (false, true) => FLOOR,
        (false, false) => GIVEN_FLOOR,
    }
}
