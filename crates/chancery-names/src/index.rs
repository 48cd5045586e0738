//! The index of names: from a word, in any spelling, to the names that contain it.

use crate::skeleton::{self, Readings, Sounds};
use chancery_text::fold;
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, OnceLock};

/// Letters a family name must have before a slip in it is forgiven.
pub(crate) const SLIP_FROM: usize = 5;

/// Letters of a word that an article can stand before.
const ARTICLE_BEFORE: usize = 2;

/// A name of a person: its words, and which of them are the family name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    pub person: u32,
    /// First word in `NameIndex::words`.
    start: u32,
    pub len: u8,
    /// Family name: from this word …
    pub family_from: u8,
    /// … to before this one.
    pub family_to: u8,
    pub alias: bool,
    /// Whether it is the first of two family names that the full one has, which alone names nobody.
    pub short: bool,
}

/// What the index must know of names besides the names themselves.
#[derive(Debug, Default)]
pub(crate) struct NameWords {
    /// Words that belong to the family name after them.
    pub particles: FxHashSet<CompactString>,
    /// Words after the family name.
    pub suffixes: FxHashSet<CompactString>,
    /// Articles that are written as one with a word of a name.
    pub articles: Vec<CompactString>,
}

#[derive(Debug, Default)]
pub(crate) struct NameIndex {
    /// How spellings sound.
    pub spoken: Arc<Sounds>,
    pub names: Vec<Name>,
    words: Vec<u32>,
    texts: Vec<CompactString>,
    ids: FxHashMap<CompactString, u32>,
    /// Where the names of each word begin in `holders`; one more than there are words.
    held_from: Vec<u32>,
    /// Names that contain a word, in order, word after word.
    holders: Vec<u32>,
    /// The same of names that a word alone can stand for: it is the last of the family name, or right before it.
    headed_from: Vec<u32>,
    headed: Vec<u32>,
    /// By word: whether it is somebody's first given name.
    given: Vec<bool>,
    /// By word: how it sounds, once that was asked for.
    readings: Vec<OnceLock<Readings>>,
    articles: Vec<CompactString>,
    /// Words that tell no name apart from another, and their numbers.
    particles: FxHashSet<CompactString>,
    particle_ids: FxHashSet<u32>,
    /// Words that are the last of a family name, in order.
    family: Vec<u32>,
    /// Skeleton of a family name's last word to the word, sorted; made when first asked for.
    sounds: OnceLock<Vec<(u64, u32)>>,
    /// The last words of family names by their first letter and how many they have, sorted.
    initials: OnceLock<Vec<Initial>>,
}

/// Folded words of a name: cut at anything but letters, digits and apostrophes, which vanish.
pub(crate) fn words(name: &str) -> Vec<CompactString> {
    let folded = fold(name);
    let mut found = Vec::with_capacity(4);
    // Latin and Cyrillic are told apart by range, since the general test is slow.
    let apart = |c: char| match c {
        '\'' | '\u{430}'..='\u{45f}' => false,
        c if c.is_ascii() => !c.is_ascii_alphanumeric(),
        c => !c.is_alphanumeric(),
    };
    for word in folded.split(apart).filter(|w| !w.is_empty()) {
        if word.contains(['\'', 'ʻ']) {
            found.push(word.chars().filter(|c| !matches!(c, '\'' | 'ʻ')).collect());
        } else {
            found.push(CompactString::from(word));
        }
    }
    found.retain(|w: &CompactString| !w.is_empty());
    found
}

impl NameIndex {
    /// The number of a word that stands in no name.
    pub const STRANGE: u32 = u32::MAX;

    pub fn with_capacity(names: usize, spoken: Arc<Sounds>) -> NameIndex {
        NameIndex {
            spoken,
            names: Vec::with_capacity(names),
            words: Vec::with_capacity(names * 3),
            texts: Vec::with_capacity(names),
            ids: FxHashMap::with_capacity_and_hasher(names * 2, Default::default()),
            ..NameIndex::default()
        }
    }

    /// Takes note of the articles and particles that names may have.
    pub fn set_words(&mut self, known: &NameWords) {
        self.articles.clone_from(&known.articles);
        self.particles.clone_from(&known.particles);
    }

    /// Whether the word of this number is a particle of names.
    pub fn is_particle(&self, id: u32) -> bool {
        self.particle_ids.contains(&id)
    }

    /// Folded words of what a text calls a person, without articles.
    pub fn words(&self, name: &str) -> Vec<CompactString> {
        let mut found = words(name);
        bare(&mut found, &self.articles);
        found
    }

    /// Adds a name of a person. Call [`NameIndex::finish`] after the last.
    pub fn add(&mut self, person: u32, name: &str, alias: bool, family_first: bool, known: &NameWords) {
        let mut parts = words(name);
        bare(&mut parts, &known.articles);
        if parts.is_empty() || parts.len() > 12 {
            return;
        }
        let (family_from, family_to) = family(&parts, family_first, known);
        let start = self.words.len() as u32;
        let len = parts.len() as u8;
        for part in parts {
            let id = self.intern(part);
            self.words.push(id);
        }
        self.names.push(Name { person, start, len, family_from, family_to, alias, short: false });
    }

    /// Adds what a name is without the last of its words, the second of two family names.
    pub fn add_short(&mut self, person: u32, name: &str, known: &NameWords) {
        let before = self.names.len();
        self.add(person, name, true, false, known);
        for name in &mut self.names[before..] {
            name.short = true;
        }
    }

    fn intern(&mut self, word: CompactString) -> u32 {
        if let Some(id) = self.ids.get(&word) {
            return *id;
        }
        let id = self.texts.len() as u32;
        self.texts.push(word.clone());
        self.ids.insert(word, id);
        id
    }

    /// Orders what the lookups search.
    pub fn finish(&mut self) {
        self.particle_ids = self.particles.iter().filter_map(|w| self.ids.get(w).copied()).collect();
        let (mut family, mut given) = (vec![false; self.texts.len()], vec![false; self.texts.len()]);
        for name in &self.names {
            let words = self.word_ids(*name);
            family[words[usize::from(name.family_to) - 1] as usize] = true;
            if name.family_from > 0 {
                given[words[0] as usize] = true;
            }
        }
        self.given = given;
        self.family = (0..self.texts.len() as u32).filter(|id| family[*id as usize]).collect();
        (self.held_from, self.holders) = self.by_word(|_, _| true);
        (self.headed_from, self.headed) = self.by_word(Name::is_head);
        self.readings.resize_with(self.texts.len(), OnceLock::new);
    }

    /// Where the names of each word begin, and the names, word after word; `counts` tells which words of a name count.
    fn by_word(&self, counts: impl Fn(&Name, usize) -> bool) -> (Vec<u32>, Vec<u32>) {
        let counts = &counts;
        let words = |name: &Name| {
            let own = *name;
            let all = self.word_ids(own).iter().enumerate();
            all.filter(move |(at, _)| counts(&own, *at)).map(|(_, word)| *word)
        };
        let mut from = vec![0u32; self.texts.len() + 1];
        for word in self.names.iter().flat_map(words) {
            from[word as usize + 1] += 1;
        }
        for i in 1..from.len() {
            from[i] += from[i - 1];
        }
        let mut next = from.clone();
        let mut found = vec![0; from[self.texts.len()] as usize];
        for (i, name) in self.names.iter().enumerate() {
            for word in words(name) {
                let place = &mut next[word as usize];
                found[*place as usize] = i as u32;
                *place += 1;
            }
        }
        (from, found)
    }

    fn sounds(&self) -> &[(u64, u32)] {
        self.sounds.get_or_init(|| {
            let keys = |id: &u32| self.spoken.keys(self.text(*id), self.readings(*id));
            let mut sounds: Vec<(u64, u32)> =
                self.family.iter().flat_map(|id| keys(id).into_iter().map(|key| (key, *id))).collect();
            sounds.sort_unstable();
            sounds
        })
    }

    fn initials(&self) -> &[Initial] {
        self.initials.get_or_init(|| {
            let long = self.family.iter().filter(|id| self.text(**id).len() >= SLIP_FROM);
            let mut initials: Vec<Initial> = long.filter_map(|id| Initial::of(self.text(*id), *id)).collect();
            initials.sort_unstable();
            initials
        })
    }

    /// Numbers of the words of a name.
    pub fn word_ids(&self, name: Name) -> &[u32] {
        &self.words[name.start as usize..name.start as usize + usize::from(name.len)]
    }

    /// A word by its number.
    pub fn text(&self, id: u32) -> &str {
        &self.texts[id as usize]
    }

    /// The number of a folded word.
    pub fn id(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(NameIndex::STRANGE)
    }

    /// How a word of a name sounds.
    pub fn readings(&self, id: u32) -> &Readings {
        self.readings[id as usize].get_or_init(|| self.spoken.readings(self.text(id)))
    }

    /// Names that contain a folded word.
    pub fn containing(&self, word: &str) -> impl Iterator<Item = u32> {
        self.holders_of(self.id(word))
    }

    /// Whether a folded word is somebody's first given name.
    pub fn is_given(&self, word: &str) -> bool {
        self.given.get(self.id(word) as usize).is_some_and(|given| *given)
    }

    /// Names that contain the word with this number.
    pub fn holders_of(&self, id: u32) -> impl Iterator<Item = u32> {
        slice(&self.held_from, &self.holders, id).iter().copied()
    }

    /// Names whose family name ends with the word with this number, or that have it right before their family name.
    pub fn headed_by(&self, id: u32) -> impl Iterator<Item = u32> {
        slice(&self.headed_from, &self.headed, id).iter().copied()
    }

    /// Last words of family names that have a skeleton in common with a folded word, in order, with their likeness; `own`
    /// are the word's readings.
    pub fn sounding(&self, word: &str, own: &Readings) -> Vec<(u32, f32)> {
        let (mut found, sounds) = (Vec::new(), self.sounds());
        for key in self.spoken.keys(word, own) {
            let from = sounds.partition_point(|(k, _)| *k < key);
            found.extend(sounds[from..].iter().take_while(|(k, _)| *k == key).map(|(_, id)| *id));
        }
        found.sort_unstable();
        found.dedup();
        let like = |id: u32| {
            let like = if self.text(id) == word { 1.0 } else { own.alike(self.readings(id)) };
            (id, like)
        };
        found.into_iter().map(like).collect()
    }

    /// Family names one slip away from a folded word.
    pub fn slipped(&self, word: &str) -> Vec<u32> {
        let Some(own) = Initial::of(word, 0) else { return Vec::new() };
        // A slip adds or takes one letter at most.
        let (initials, least) = (self.initials(), (own.first, own.letters.saturating_sub(1)));
        let from = initials.partition_point(|known| (known.first, known.letters) < least);
        let alike = |known: &&Initial| known.first == own.first && known.letters <= own.letters + 1;
        let near = initials[from..].iter().take_while(alike).filter(|known| known.may_slip(&own));
        near.map(|known| known.id).filter(|id| skeleton::one_slip(word, self.text(*id))).collect()
    }
}

/// A word as it is sorted among those that may be one slip away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Initial {
    first: char,
    letters: u32,
    id: u32,
    second: Option<char>,
    last: Option<char>,
}

impl Initial {
    fn of(word: &str, id: u32) -> Option<Initial> {
        let mut chars = word.chars();
        let (first, second) = (chars.next()?, chars.next());
        let (letters, last) = (word.chars().count() as u32, word.chars().next_back());
        Some(Initial { first, letters, id, second, last })
    }

    /// Whether two words with one first letter can be a slip apart: one slip leaves the second letter or the last.
    fn may_slip(&self, other: &Initial) -> bool {
        self.second == other.second || self.last == other.last || self.letters.min(other.letters) < 4
    }
}

impl Name {
    /// Whether the name can be told by its word at `at`: the last of the family name, or, behind a given name, the one
    /// right before it.
    fn is_head(&self, at: usize) -> bool {
        let (from, core) = (usize::from(self.family_from), usize::from(self.family_to) - 1);
        at == core || from >= 2 && at == from - 1
    }
}

/// What belongs to the word with this number; nothing to a number that is no word's.
fn slice<'i>(from: &[u32], all: &'i [u32], id: u32) -> &'i [u32] {
    match from.get(id as usize..) {
        Some([first, end, ..]) => &all[*first as usize..*end as usize],
        _ => &[],
    }
}

/// Takes the articles off the words of a name.
pub(crate) fn bare(words: &mut [CompactString], articles: &[CompactString]) {
    for word in words {
        let rest = articles.iter().find_map(|a| word.strip_prefix(a.as_str()));
        if let Some(rest) = rest.filter(|r| r.chars().count() >= ARTICLE_BEFORE) {
            *word = rest.into();
        }
    }
}

/// Where the family name of a name's words begins and ends.
fn family(parts: &[CompactString], family_first: bool, known: &NameWords) -> (u8, u8) {
    if family_first && parts.len() > 1 {
        return (0, 1);
    }
    let mut end = parts.len();
    while end > 1 && known.suffixes.contains(&parts[end - 1]) {
        end -= 1;
    }
    let mut from = end - 1;
    while from > 1 && known.particles.contains(&parts[from - 1]) {
        from -= 1;
    }
    (from as u8, end as u8)
}
