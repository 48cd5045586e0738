//! The caller's word lists, compiled once: which words announce links, comments, captions, notices, stamps.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use std::str::FromStr;

/// What a cue announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueClass {
    /// Links to other articles follow, on the line or below it.
    ReadAlso,
    /// Readers' comments start below.
    CommentsStart,
    /// Buttons that pass the article on.
    Share,
    /// A picture's caption or credit.
    Caption,
    /// Cookies, subscriptions, copyright, signing in, tags.
    Notice,
    /// The page's date follows.
    Stamp,
}

/// A word in the `meaning` column that names no class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCueClass(pub String);

impl std::fmt::Display for UnknownCueClass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known = "read-also, comments-start, share, caption, notice or stamp";
        write!(f, "expected {known}, got \"{}\"", self.0)
    }
}

impl std::error::Error for UnknownCueClass {}

impl FromStr for CueClass {
    type Err = UnknownCueClass;

    /// Reads the `meaning` column of a `cues.tsv`.
    fn from_str(word: &str) -> Result<CueClass, UnknownCueClass> {
        Ok(match word {
            "read-also" => CueClass::ReadAlso,
            "comments-start" => CueClass::CommentsStart,
            "share" => CueClass::Share,
            "caption" => CueClass::Caption,
            "notice" => CueClass::Notice,
            "stamp" => CueClass::Stamp,
            _ => return Err(UnknownCueClass(word.to_owned())),
        })
    }
}

/// Compiled cues. Case, no-break spaces and the shape of the apostrophe make no difference.
///
/// Nearly all begin with a word: they are found by it, and most words of a line begin none.
#[derive(Clone, Debug)]
pub struct Cues {
    rows: Vec<Cue>,
    /// Cues by their first word.
    by_word: FxHashMap<Box<str>, Vec<u32>>,
    /// Finds those that begin with a mark or with a character that needs no space around it.
    others: AhoCorasick,
    /// The rows of `others`.
    other_rows: Vec<u32>,
}

/// A row: the folded form, what it announces, how many words it has.
#[derive(Clone, Debug)]
struct Cue {
    form: String,
    class: CueClass,
    words: usize,
}

/// A cue found on a line; offsets are bytes of the folded line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub class: CueClass,
    pub start: usize,
    pub end: usize,
    /// Number of words of the form.
    pub words: usize,
}

impl Cues {
    /// Compiles the rows. Empty forms are passed over; a form may have several classes.
    ///
    /// # Panics
    /// Where the forms are so many (billions of bytes) that no automaton can hold them.
    pub fn new<'a>(rows: impl IntoIterator<Item = (&'a str, CueClass)>) -> Cues {
        let (mut cues, mut other_rows) = (Vec::new(), Vec::new());
        let mut by_word: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
        for (form, class) in rows {
            let form = fold(form.trim());
            let row = cues.len() as u32;
            match &form[..word_end(&form, 0)] {
                "" if form.is_empty() => continue,
                "" => other_rows.push(row),
                word => by_word.entry(word.into()).or_default().push(row),
            }
            cues.push(Cue { class, words: form.split_whitespace().count(), form });
        }
        let others = other_rows.iter().map(|row| &cues[*row as usize].form);
        let others = AhoCorasick::new(others).expect("cue lists have fewer than 2^31 bytes");
        Cues { rows: cues, by_word, others, other_rows }
    }

    /// All cues that stand as whole words on a folded line, in the order of their ends.
    pub(crate) fn find(&self, folded: &str) -> Vec<Hit> {
        let mut found: Vec<(usize, usize, u32)> = Vec::new();
        let mut at = 0;
        while let Some(c) = folded[at..].chars().next() {
            let end = word_end(folded, at);
            if end == at {
                at += c.len_utf8();
                continue;
            }
            for row in self.by_word.get(&folded[at..end]).into_iter().flatten() {
                let form = self.rows[*row as usize].form.as_str();
                if folded[at..].starts_with(form) {
                    found.push((at + form.len(), at, *row));
                }
            }
            at = end;
        }
        for other in self.others.find_overlapping_iter(folded) {
            found.push((other.end(), other.start(), self.other_rows[other.pattern().as_usize()]));
        }
        let whole = |&(end, start, _): &(usize, usize, u32)| {
            let (before, rest) = folded.split_at(start);
            let (form, after) = rest.split_at(end - start);
            !joined(before.chars().next_back(), form.chars().next())
                && !joined(form.chars().next_back(), after.chars().next())
        };
        found.retain(whole);
        found.sort_unstable();
        let hit = |(end, start, row): (usize, usize, u32)| {
            let Cue { class, words, .. } = self.rows[row as usize];
            Hit { class, start, end, words }
        };
        found.into_iter().map(hit).collect()
    }
}

/// Where the word at `at` ends; `at` itself where none stands there.
fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(|c| !in_word(c)).map_or(text.len(), |length| at + length)
}

/// Whether two neighbours are in the middle of one word.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    left.is_some_and(in_word) && right.is_some_and(in_word)
}

/// Whether a character makes one word with others like it.
fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii() && crate::shape::is_letter_or_digit(c) && !crate::shape::is_han(c)
}

/// Lower case, with plain spaces and apostrophes.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        let mut out = text.to_ascii_lowercase();
        if out.contains('\t') {
            out = out.replace('\t', " ");
        }
        return out;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '’' | 'ʼ' | '‘' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_match_whole_words_whatever_the_case() {
        let cues = Cues::new([
            ("À lire aussi", CueClass::ReadAlso),
            ("photo", CueClass::Caption),
            ("", CueClass::Share),
        ]);
        let check = |line: &str, expected: &[CueClass]| {
            let found: Vec<_> = cues.find(&fold(line)).iter().map(|h| h.class).collect();
            assert_eq!(found, expected, "{line}");
        };
        check("À LIRE\u{a0}AUSSI :", &[CueClass::ReadAlso]);
        check("PHOTO: a table", &[CueClass::Caption]);
        check("photographers gathered", &[]);
        check("", &[]);
    }

    #[test]
    fn classes_are_read_from_their_words() {
        assert_eq!("comments-start".parse(), Ok(CueClass::CommentsStart));
        let error = "comment".parse::<CueClass>().unwrap_err().to_string();
        assert!(error.contains("comments-start") && error.contains("\"comment\""), "{error}");
    }

    #[test]
    fn no_cues_find_nothing() {
        assert!(Cues::new([]).find("read also").is_empty());
    }
}
