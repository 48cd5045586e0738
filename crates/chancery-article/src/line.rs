//! The lines of a text with what can be told of each alone: place, length, end, cues.

use crate::cues::{CueClass, Cues, Hit, fold};
use crate::shape::{self, Dates, End};
use chancery_model::{BlockKind, Span};
use std::cell::OnceCell;

/// A line, or several where a paragraph was wrapped at a fixed width.
pub(crate) struct Line<'t> {
    /// The words, without space around them.
    pub text: &'t str,
    /// First byte of `text` in the whole.
    pub start: usize,
    /// Columns of space before the line.
    pub indent: usize,
    /// Whether an empty line, or the text's start, stands before.
    pub blank_before: bool,
    /// Whether an empty line, or the text's end, stands after.
    pub blank_after: bool,
    /// What the markup says it is.
    pub hint: Option<BlockKind>,
    pub words: usize,
    pub end: End,
    dates: OnceCell<Dates>,
    parts: OnceCell<Parts>,
    cues: Vec<Hit>,
    folded: String,
    /// Where the first letter or digit stands on the folded line.
    lead: usize,
}

/// The parts of a line between separators.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    count: usize,
    words: usize,
    /// Words of the longest.
    longest: usize,
    /// Whether one of at least eight words ends as a sentence.
    sentence: bool,
}

/// What stands behind a cue on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// Nothing but digits and marks: the cue is the line.
    Nothing,
    /// A colon, bracket, dash, digit or bar, then words.
    Mark,
    /// Words at once.
    Words,
}

/// Words of the longest stamp.
const STAMP_WORDS: usize = 20;

impl<'t> Line<'t> {
    fn new(text: &'t str, start: usize, indent: usize, cues: &Cues) -> Line<'t> {
        let folded = fold(text);
        let lead = folded.find(char::is_alphanumeric).unwrap_or(folded.len());
        Line {
            text,
            start,
            indent,
            blank_before: false,
            blank_after: false,
            hint: None,
            words: shape::words(text),
            end: shape::end(text),
            dates: OnceCell::new(),
            parts: OnceCell::new(),
            cues: cues.find(&folded),
            folded,
            lead,
        }
    }

    /// Where the line stands in the text.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// What its digits say about time; asked of few lines, and of those again and again.
    pub fn dates(&self) -> Dates {
        *self.dates.get_or_init(|| shape::dates(self.text))
    }

    fn parts(&self) -> Parts {
        *self.parts.get_or_init(|| {
            let mut parts = Parts::default();
            for part in shape::segments(self.text) {
                let words = shape::words(part);
                parts.count += 1;
                parts.words += words;
                parts.longest = parts.longest.max(words);
                parts.sentence |= words >= 8 && shape::end(part) == End::Stop;
            }
            parts
        })
    }

    /// The cues of a class.
    pub fn hits(&self, class: CueClass) -> impl Iterator<Item = &Hit> {
        self.cues.iter().filter(move |h| h.class == class)
    }

    /// What follows a cue of `class` that opens the line, behind bullets, brackets and `skip`ped characters.
    pub fn opens_with(&self, class: CueClass) -> Option<After> {
        let longest = self.hits(class).filter(|h| h.start <= self.lead).max_by_key(|h| h.end)?;
        Some(self.after(longest))
    }

    /// What follows a cue on its line.
    pub fn after(&self, hit: &Hit) -> After {
        let rest = &self.folded[hit.end..];
        let next = rest.trim_start().chars().next();
        if !rest.contains(char::is_alphabetic) {
            After::Nothing
        } else if next.is_some_and(|c| c.is_ascii_digit() || ":：([|—–•·.>".contains(c)) {
            After::Mark
        } else {
            After::Words
        }
    }

    /// Whether a number in brackets stands right behind a cue.
    pub fn is_counted(&self, hit: &Hit) -> bool {
        let rest = self.folded[hit.end..].trim_start().strip_prefix('(');
        rest.is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The folded text before a cue.
    pub fn before(&self, hit: &Hit) -> &str {
        &self.folded[..hit.start]
    }

    /// Whether the line starts with a mark of a list.
    pub fn is_bullet(&self) -> bool {
        let mut chars = self.text.chars();
        let mark = chars.next().is_some_and(|c| "•-–—*▸►→➤▪◦●↳>".contains(c));
        mark && chars.next().is_some_and(char::is_whitespace)
    }

    /// Whether the line ends as a sentence does.
    pub fn is_sentence(&self) -> bool {
        matches!(self.end, End::Stop | End::Ask | End::Quote)
    }

    /// Whether the line is made of short parts between separators.
    pub fn is_menu(&self, most_words: usize) -> bool {
        let Parts { count, words, longest, sentence } = self.parts();
        match count {
            0 | 1 => false,
            2 => longest <= 3 && self.end != End::Stop,
            _ => words <= count * 4 && longest <= most_words && !sentence,
        }
    }

    /// Whether the line reads as running text: a whole sentence, or too long for anything else.
    pub fn is_running(&self) -> bool {
        let sentence = self.words >= 8 && self.end != End::Open && !self.is_menu(8);
        sentence || (self.words >= 25 && !self.is_menu(12))
    }

    /// Whether the line is nothing but a stamp by its shape: a full date and few words around it.
    pub fn is_stamp(&self) -> bool {
        if self.words > STAMP_WORDS {
            return false;
        }
        let apart = |p: &&str| {
            let found = shape::dates(p);
            found.full && found.other_words <= 5
        };
        let short = !(self.end == End::Stop && self.words >= 8);
        let announced = self.opens_with(CueClass::Stamp).is_some();
        let dates = self.dates();
        let dated = dates.full || (announced && dates.digit && self.words <= 12);
        let head = self.text.split('(').next().unwrap_or_default();
        let parted = || shape::loose_segments(self.text).iter().any(apart) || apart(&head);
        let bare = || dates.other_words <= 5 || parted();
        dated && (announced || short && bare())
    }
}

/// The lines of `text` that are not empty. Wrapped paragraphs are joined unless `hints` tell the blocks.
pub(crate) fn lines<'t>(text: &'t str, hints: &[Option<BlockKind>], cues: &Cues) -> Vec<Line<'t>> {
    let mut pieces = pieces(text);
    if hints.is_empty() {
        pieces = unwrap(text, pieces);
    }
    let mut lines: Vec<Line<'t>> = pieces
        .iter()
        .map(|p| {
            let mut line = Line::new(&text[p.start..p.end], p.start, p.indent, cues);
            line.blank_before = p.blank_before;
            line
        })
        .collect();
    for i in 0..lines.len() {
        lines[i].blank_after = lines.get(i + 1).is_none_or(|next| next.blank_before);
        lines[i].hint = hints.get(i).copied().flatten();
    }
    lines
}

struct Piece {
    start: usize,
    end: usize,
    indent: usize,
    blank_before: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut blank_before = true;
    let mut at = 0;
    for raw in text.split_inclusive(['\n', '\r']) {
        let (start, after_crlf) = (at, raw == "\n" && at > 0 && text.as_bytes()[at - 1] == b'\r');
        at += raw.len();
        let body = raw.trim();
        if body.is_empty() {
            blank_before |= !after_crlf;
            continue;
        }
        let lead = raw.len() - raw.trim_start().len();
        let indent = raw[..lead].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        out.push(Piece { start: start + lead, end: start + lead + body.len(), indent, blank_before });
        blank_before = false;
    }
    out
}

/// Joins a line to the one before where a sentence plainly runs on: it starts with a small letter and the
/// line before is long and has no end.
fn unwrap(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let Some(last) = out.last_mut()
            && !piece.blank_before
            && piece.indent == last.indent
            && runs_on(last_line(&text[last.start..last.end]), &text[piece.start..piece.end])
        {
            last.end = piece.end;
        } else {
            out.push(piece);
        }
    }
    out
}

fn last_line(text: &str) -> &str {
    text.rsplit(['\n', '\r']).next().unwrap_or(text)
}

fn runs_on(before: &str, after: &str) -> bool {
    let wrapped_width = 40;
    before.len() >= wrapped_width
        && shape::end(before) == End::Open
        && after.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text, &[], &Cues::new([])).iter().map(|l| l.text.to_owned()).collect()
    }

    #[test]
    fn wrapped_paragraphs_are_one_line() {
        let text = "The two ministers spoke by telephone about the\nsituation on the border, their offices said.\nNext line";
        assert_eq!(texts(text).len(), 2);
        assert_eq!(texts("Home\nnews\nsport"), ["Home", "news", "sport"]);
    }

    #[test]
    fn places_are_bytes_and_blanks_are_seen() {
        let text = "\r\n  Élysée\r\n\r\nAppel\r\nFin";
        let lines = lines(text, &[], &Cues::new([]));
        let seen: Vec<_> =
            lines.iter().map(|l| (l.span().of(text), l.indent, l.blank_before, l.blank_after)).collect();
        assert_eq!(seen, [("Élysée", 2, true, true), ("Appel", 0, true, false), ("Fin", 0, false, true)]);
    }

    #[test]
    fn stamps_by_shape() {
        let cues = Cues::new([("Updated", CueClass::Stamp)]);
        for (text, expected) in [
            ("12 December 2024, 07:16 EAT", true),
            ("BERLIN/MOSCOU – 02/12/2022 à 17:21, actualisé à 18:03 | Temps de lecture : 2 min", true),
            ("Updated 2 hours ago", true),
            ("Updated plans were shown", false),
            ("On 12 December 2024 the two presidents met for eight hours in Ankara.", false),
            ("Trump and Xi spoke on the phone on 17 January 2025 before the inauguration", false),
        ] {
            assert_eq!(lines(text, &[], &cues)[0].is_stamp(), expected, "{text}");
        }
    }

    #[test]
    fn menus_by_shape() {
        for (text, expected) in [
            ("News | Sport | Business", true),
            ("Home > Politics", true),
            ("LIVE | Middle East crisis: what we know this Wednesday", false),
            ("Home › Politics › Diplomacy", true),
            ("The French president called. | He was told to wait for a long time by all.", false),
        ] {
            assert_eq!(lines(text, &[], &Cues::new([]))[0].is_menu(8), expected, "{text}");
        }
    }
}
