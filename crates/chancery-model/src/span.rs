//! A stretch of an article's text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of UTF-8 in an article's text. Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`, in bytes; an inverted pair gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Span {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Span { start, end: end.max(start) }
    }

    /// The words of `text` that the span covers; empty where the span does not fit the text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The least span that covers both.
    #[inline]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Bytes between the places of a text whose number of characters before them is kept.
const STEP: usize = 256;

/// A text with what it takes to tell offsets in characters, the unit of exported JSON, from those in bytes.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Characters that begin before each multiple of [`STEP`]; empty where each byte is one.
    before: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Counts the characters of `text` once.
    pub fn of(text: &'t str) -> Offsets<'t> {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut sum = 0;
            for part in text.as_bytes().chunks(STEP) {
                before.push(sum);
                sum += begun(part);
            }
        }
        Offsets { text, before }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// A span as a range of characters; both ends 0 where it does not fit the text.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        let fits = self.text.get(span.start as usize..span.end as usize).is_some();
        if fits { (self.at(span.start as usize), self.at(span.end as usize)) } else { (0, 0) }
    }

    /// Characters before a byte.
    fn at(&self, byte: usize) -> usize {
        if self.before.is_empty() {
            return byte;
        }
        let step = (byte / STEP).min(self.before.len() - 1);
        (self.before[step] + begun(&self.text.as_bytes()[step * STEP..byte])) as usize
    }
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(b & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_not_bytes() {
        let text = "Élysée: appel";
        let start = text.find("appel").unwrap();
        assert_eq!(Offsets::of(text).chars(Span::new(start, text.len())), (8, 13));
        assert_eq!(Offsets::of(text).chars(Span::new(start, 99)), (0, 0));
        assert_eq!(Span::new(3, 1), Span::new(3, 3));
    }

    #[test]
    fn offsets_are_those_that_counting_gives() {
        for text in ["", "appel", &"Élysée, Шойгу. ".repeat(90), &"é".repeat(STEP), &"a".repeat(3 * STEP)]
        {
            let offsets = Offsets::of(text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (count, at) in ends.enumerate() {
                assert_eq!(offsets.chars(Span::new(at, text.len())), (count, text.chars().count()));
            }
        }
    }
}
