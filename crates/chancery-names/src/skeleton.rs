//! What a name sounds like, whatever script or spelling writes it.
//!
//! A word becomes a string of sound classes: sibilants are one class, `g`, `h` and `kh` one, `v`, `w` and
//! `f` one, and so on. A spelling that is read differently in different languages (`ch`, `j`, `x`) gives
//! several strings. The skeleton of a string is its consonants, packed four bits each, after a mark for an
//! initial vowel. Input words are folded. The spellings are rows of the world pack's `sounds.tsv`; a script that has
//! none there has no skeleton.

use crate::sheet::Sheet;
use chancery_packs::PackError;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Readings kept for one word.
const MOST_READINGS: usize = 16;
/// Bits of a skeleton that has no room for another class.
const FULL: u32 = 60;

/// Columns of the table.
pub(crate) const COLUMNS: &[&str] = &["spelling", "next", "readings", "note", "source"];

/// A spelling of a sound.
#[derive(Debug)]
struct Rule {
    spelling: Box<str>,
    next: Next,
    /// Class strings, the likeliest first; an empty one where it is silent.
    readings: Box<[Box<str>]>,
}

/// What must follow a spelling.
#[derive(Debug)]
enum Next {
    Anything,
    End,
    /// One of these letters.
    One(Box<str>),
}

/// How spellings sound: the rows of `sounds.tsv` by their first letter, in the order of the table.
#[derive(Debug, Default)]
pub struct Sounds(FxHashMap<char, Vec<Rule>>);

impl Sounds {
    /// Reads the table; columns `spelling` (folded), `next` (empty, `$` for the end of the word, or letters), and
    /// `readings`, apart by spaces, `-` for none. Of spellings that begin alike the first in the table counts.
    ///
    /// # Errors
    /// Where a row has no spelling or no reading.
    pub(crate) fn load(sheet: &Sheet) -> Result<Sounds, PackError> {
        let mut sounds = Sounds::default();
        for row in sheet.rows::<3>() {
            let spelling = row.need(0)?;
            let next = match row.get(1) {
                "" => Next::Anything,
                "$" => Next::End,
                letters => Next::One(letters.into()),
            };
            let reading = |told: &str| if told == "-" { "".into() } else { told.into() };
            let readings: Box<[Box<str>]> = row.need(2)?.split_whitespace().map(reading).collect();
            if readings.is_empty() {
                return Err(row.wrong(2, "expected readings, got nothing"));
            }
            let rule = Rule { spelling: spelling.into(), next, readings };
            sounds.0.entry(spelling.chars().next().unwrap_or_default()).or_default().push(rule);
        }
        Ok(sounds)
    }

    /// The readings of each spelling in a folded word, in order; none for a script without sound classes.
    fn spellings(&self, word: &str) -> Option<Vec<&[Box<str>]>> {
        let mut found = Vec::with_capacity(word.len());
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let fits = |rule: &&Rule| {
                rest.strip_prefix(&*rule.spelling).is_some_and(|after| match &rule.next {
                    Next::Anything => true,
                    Next::End => after.is_empty(),
                    Next::One(set) => after.starts_with(|c| set.contains(c)),
                })
            };
            match self.0.get(&letter).and_then(|rules| rules.iter().find(fits)) {
                Some(rule) => {
                    found.push(&*rule.readings);
                    rest = &rest[rule.spelling.len()..];
                }
                None if letter == '\'' || !letter.is_alphabetic() => rest = &rest[letter.len_utf8()..],
                None => return None,
            }
        }
        Some(found)
    }

    /// Class strings of a folded word, the likeliest reading first; empty for a script without sound classes.
    pub(crate) fn readings(&self, word: &str) -> Readings {
        let Some(spellings) = self.spellings(word) else {
            return Readings::default();
        };
        let mut found = vec![String::with_capacity(word.len())];
        for options in spellings {
            append(&mut found, options);
        }
        Readings(found.into_iter().map(|classes| (pack(&classes), classes)).collect())
    }

    /// Skeletons of a folded word, without repetition, in ascending order.
    pub fn skeletons(&self, word: &str) -> Vec<u64> {
        let mut found = vec![Bones::default()];
        for options in self.spellings(word).unwrap_or_default() {
            let before = found.len();
            for option in &options[1..] {
                for i in 0..before.min(MOST_READINGS.saturating_sub(found.len())) {
                    found.push(found[i].add(option));
                }
            }
            for bones in &mut found[..before] {
                *bones = bones.add(&options[0]);
            }
            if found.len() > 1 {
                found.sort_unstable();
                found.dedup();
            }
        }
        let mut keys: Vec<u64> = found.into_iter().map(|b| b.key).filter(|k| *k != 0).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Skeletons of a folded word and those of its readings, which are others where it has more than are kept.
    pub(crate) fn keys(&self, word: &str, readings: &Readings) -> Vec<u64> {
        let mut keys = self.skeletons(word);
        if readings.0.len() == MOST_READINGS {
            keys.extend(readings.0.iter().map(|(key, _)| *key).filter(|key| *key != 0));
            keys.sort_unstable();
            keys.dedup();
        }
        keys
    }

    /// Likeness of two folded words by sound, 0 to 1; 0 where no reading of one has a skeleton of the other.
    pub fn similarity(&self, a: &str, b: &str) -> f32 {
        if a == b { 1.0 } else { self.readings(a).alike(&self.readings(b)) }
    }

    /// Likeness of two names as they are written, in any script and order, 0 to 1.
    ///
    /// Each word of the shorter name is set against its most similar word of the longer one.
    pub fn same_name(&self, a: &str, b: &str) -> f32 {
        let (a, b) = (crate::index::words(a), crate::index::words(b));
        let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        if short.is_empty() {
            return 0.0;
        }
        let mut free: Vec<bool> = vec![true; long.len()];
        let mut sum = 0.0;
        for word in short {
            let best = (0..long.len())
                .filter(|i| free[*i])
                .map(|i| (self.similarity(word, &long[i]), i))
                .fold((0.0, usize::MAX), |best, next| if next.0 > best.0 { next } else { best });
            if best.1 != usize::MAX {
                free[best.1] = false;
            }
            sum += best.0;
        }
        let unmatched = (long.len() - short.len()) as f32;
        sum / (short.len() as f32 + 0.25 * unmatched)
    }
}

/// The readings of a word, each a class string with its skeleton.
#[derive(Debug, Default)]
pub(crate) struct Readings(Box<[(u64, String)]>);

impl Readings {
    /// Likeness of two words by their readings.
    pub(crate) fn alike(&self, other: &Readings) -> f32 {
        let mut best = 0.0f32;
        for (key, own) in &self.0 {
            for (_, others) in other.0.iter().filter(|(k, _)| *key != 0 && k == key) {
                let longest = own.len().max(others.len()) as f32;
                let least = own.len().abs_diff(others.len());
                if 1.0 - least as f32 / longest > best {
                    let distance = edits(own.as_bytes(), others.as_bytes());
                    best = best.max(1.0 - distance as f32 / longest);
                }
            }
        }
        best
    }

    #[cfg(test)]
    fn texts(&self) -> Vec<&str> {
        self.0.iter().map(|(_, classes)| classes.as_str()).collect()
    }
}

fn append(found: &mut Vec<String>, options: &[Box<str>]) {
    let before = found.len();
    for option in &options[1..] {
        for i in 0..before {
            if found.len() < MOST_READINGS {
                found.push([found[i].as_str(), option].concat());
            }
        }
    }
    for reading in &mut found[..before] {
        reading.push_str(&options[0]);
    }
}

/// A skeleton in the making.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Bones {
    key: u64,
    last: u64,
    begun: bool,
}

impl Bones {
    /// The skeleton with a class string added. A class that repeats counts once; a vowel counts first only.
    fn add(mut self, classes: &str) -> Bones {
        for class in classes.bytes() {
            let code = match class {
                b'S' => 2,
                b'H' => 3,
                b'V' => 4,
                b'K' => 5,
                b'P' => 6,
                b'T' => 7,
                b'L' => 8,
                b'M' => 9,
                b'N' => 10,
                b'R' => 11,
                _ if !self.begun => 1,
                _ => 0,
            };
            if code != 0 && code != self.last && self.key >> FULL == 0 {
                self.key = self.key << 4 | code;
            }
            self.last = code;
            self.begun = true;
        }
        self
    }
}

/// The skeleton of a class string.
fn pack(reading: &str) -> u64 {
    Bones::default().add(reading).key
}

/// How many classes a skeleton has.
pub(crate) fn length(key: u64) -> u32 {
    (64 - key.leading_zeros()).div_ceil(4)
}

/// Number of insertions, deletions and replacements between two strings.
///
/// Strings of capital letters, as class strings are, are compared a column at a time, the rows of which are the bits of a
/// word (Myers 1999, in the form of Hyyrö 2003); others cell by cell.
fn edits(a: &[u8], b: &[u8]) -> usize {
    if a == b {
        return 0;
    }
    if a.is_empty() || a.len() > 64 || !a.iter().chain(b).all(u8::is_ascii_uppercase) {
        return edits_by_cell(a, b);
    }
    let mut places = [0u64; 32];
    for (i, letter) in a.iter().enumerate() {
        places[usize::from(letter & 31)] |= 1 << i;
    }
    let (mut more, mut less, mut distance) = (u64::MAX, 0u64, a.len());
    let last = 1 << (a.len() - 1);
    for letter in b {
        let same = places[usize::from(letter & 31)];
        let level = (((same & more).wrapping_add(more)) ^ more) | same | less;
        let (up, down) = (less | !(level | more), more & level);
        distance += usize::from(up & last != 0);
        distance -= usize::from(down & last != 0);
        let up = (up << 1) | 1;
        more = (down << 1) | !(level | up);
        less = up & level;
    }
    distance
}

fn edits_by_cell(a: &[u8], b: &[u8]) -> usize {
    let mut row: SmallVec<[usize; 32]> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Whether one letter added, lost, changed or swapped with its neighbour makes `a` into `b`.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    let head: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let (mut a, mut b) = (a[head..].chars(), b[head..].chars());
    let (with_a, with_b) = (a.as_str(), b.as_str());
    match (a.next(), b.next()) {
        (None, None) => false,
        (None, Some(_)) => b.as_str().is_empty(),
        (Some(_), None) => a.as_str().is_empty(),
        (Some(x), Some(y)) => {
            let (rest_a, rest_b) = (a.as_str(), b.as_str());
            let mut swapped = || a.next() == Some(y) && b.next() == Some(x) && a.as_str() == b.as_str();
            rest_a == rest_b || with_a == rest_b || rest_a == with_b || swapped()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds() -> Sounds {
        let packs = chancery_packs::PackSet::builtin();
        let text = packs.file("world/sounds.tsv").expect("the table is built in");
        Sounds::load(&Sheet::parse("world/sounds.tsv", text, COLUMNS).expect("a table")).expect("its rows")
    }

    #[test]
    fn spellings_share_a_skeleton() {
        let sounds = sounds();
        for (a, b) in [
            ("gerasimov", "guerassimov"),
            ("gerasimov", "герасимов"),
            ("shoigu", "choigou"),
            ("shoigu", "шоигу"),
            ("yeltsin", "jelcyn"),
            ("lukaszenka", "loukachenko"),
            ("zaluzhnyi", "zaloujny"),
            ("cavusoglu", "чавушоглу"),
            ("hollande", "олланд"),
            ("lecointre", "лекуантр"),
            ("barrot", "барро"),
            ("wallace", "уоллес"),
            ("szijjarto", "сииярто"),
            ("johnson", "джонсон"),
        ] {
            assert!(
                sounds.similarity(a, b) > 0.5,
                "{a} {b}: {:?} {:?}",
                sounds.readings(a).texts(),
                sounds.readings(b).texts()
            );
        }
        for (a, b) in [("macron", "merkel"), ("putin", "peskov"), ("习近平", "王毅"), ("trump", "tusk")]
        {
            assert_eq!(sounds.similarity(a, b), 0.0, "{a} {b}");
        }
    }

    #[test]
    fn distances_by_columns_are_those_by_cells() {
        let words =
            ["", "S", "LAVRAV", "LAVRV", "HARASAMAV", "KLANTR", "SARKASA", "MAKRAN", "PATNALAVRAVSKA"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a.as_bytes(), b.as_bytes()))) {
            assert_eq!(edits(a, b), edits_by_cell(a, b), "{a:?} {b:?}");
        }
        assert_eq!(edits(b"1A", b"A1"), 2);
    }

    #[test]
    fn slips() {
        for (a, b, slip) in [
            ("lecorne", "lecornu", true),
            ("lavrov", "lavorv", true),
            ("lavrov", "lavrrov", true),
            ("lavrov", "lavrov", false),
            ("lavrov", "lavrenti", false),
            ("merz", "mertsz", false),
        ] {
            assert_eq!(one_slip(a, b), slip, "{a} {b}");
        }
    }

    #[test]
    fn names_in_any_order() {
        let sounds = sounds();
        assert!(sounds.same_name("Сергей Лавров", "Sergueï Lavrov") > 0.8);
        assert!(sounds.same_name("Abe Shinzo", "Shinzo Abe") > 0.99);
        assert!(sounds.same_name("Angela Merkel", "Friedrich Merz") < 0.5);
    }
}
