//! The notation of pack phrases.
//!
//! Words stand for themselves, case and diacritics aside. `<meet>` is any form of a word of `words.tsv`,
//! `<meet:past>` only forms with that tag. `{month}` is any member of a class. `(a|b c)` is a choice,
//! `[a]` may be missing, `_` is any one token and `...` up to four tokens. `\(` is the mark itself.

use crate::{LexiconBuilder, laying::Symbol};

/// A phrase that does not follow the notation.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PatternError {
    /// A bracket has no partner.
    #[error("expected \"{expected}\" to close the bracket, got the end of \"{phrase}\"")]
    Open {
        /// The missing bracket.
        expected: char,
        /// The phrase.
        phrase: String,
    },
    /// `<…>` names no word of `words.tsv`.
    #[error("expected a word of words.tsv, got \"<{0}>\"")]
    NoLemma(String),
    /// `{…}` names no class.
    #[error("expected a class such as {{number}}, got \"{{{0}}}\"")]
    NoClass(String),
    /// Nothing is left of the phrase.
    #[error("expected a phrase, got nothing in \"{0}\"")]
    Empty(String),
}

/// A phrase, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    Step(Symbol),
    Sequence(Vec<Phrase>),
    /// One of several; an empty sequence among them where all may be missing.
    Choice(Vec<Phrase>),
}

/// Parses a phrase; its words get their keys in the lexicon.
pub(crate) fn parse(phrase: &str, lexicon: &mut LexiconBuilder) -> Result<Phrase, PatternError> {
    let mut parser = Parser { phrase, rest: phrase, lexicon };
    let parsed = parser.choice(None)?;
    if is_empty(&parsed) { Err(PatternError::Empty(phrase.to_owned())) } else { Ok(parsed) }
}

/// Whether a phrase can be nothing at all.
fn is_empty(phrase: &Phrase) -> bool {
    match phrase {
        Phrase::Step(_) => false,
        Phrase::Sequence(parts) => parts.iter().all(is_empty),
        Phrase::Choice(parts) => parts.iter().any(is_empty),
    }
}

struct Parser<'p> {
    phrase: &'p str,
    rest: &'p str,
    lexicon: &'p mut LexiconBuilder,
}

impl Parser<'_> {
    /// Alternatives up to `close`, or to the end.
    fn choice(&mut self, close: Option<char>) -> Result<Phrase, PatternError> {
        let mut choices = Vec::new();
        let mut current = Vec::new();
        loop {
            let Some(c) = self.rest.chars().next() else {
                if let Some(expected) = close {
                    return Err(PatternError::Open { expected, phrase: self.phrase.to_owned() });
                }
                return Ok(Phrase::Sequence(current));
            };
            if Some(c) == close {
                self.rest = &self.rest[c.len_utf8()..];
                choices.push(Phrase::Sequence(current));
                return Ok(Phrase::Choice(choices));
            }
            match c {
                '|' if close.is_some() => {
                    self.rest = &self.rest[1..];
                    choices.push(Phrase::Sequence(std::mem::take(&mut current)));
                }
                '(' | '[' => current.push(self.bracket(c)?),
                '<' => current.push(Phrase::Step(self.lemma()?)),
                '{' => current.push(Phrase::Step(self.class()?)),
                '\\' => self.escaped(&mut current),
                _ => self.words(close.is_some(), &mut current),
            }
        }
    }

    fn bracket(&mut self, open: char) -> Result<Phrase, PatternError> {
        self.rest = &self.rest[1..];
        let inner = self.choice(Some(if open == '(' { ')' } else { ']' }))?;
        let nothing = Phrase::Sequence(Vec::new());
        Ok(if open == '(' { inner } else { Phrase::Choice(vec![inner, nothing]) })
    }

    fn bracketed(&mut self, close: char) -> Result<&str, PatternError> {
        let end = self
            .rest
            .find(close)
            .ok_or(PatternError::Open { expected: close, phrase: self.phrase.to_owned() })?;
        let inner = self.rest[1..end].trim();
        self.rest = &self.rest[end + close.len_utf8()..];
        Ok(inner)
    }

    fn lemma(&mut self) -> Result<Symbol, PatternError> {
        let inner = self.bracketed('>')?.to_owned();
        let (lemma, tag) = match inner.split_once(':') {
            Some((lemma, tag)) => (lemma, Some(tag)),
            None => (inner.as_str(), None),
        };
        self.lexicon.lemma(lemma, tag).ok_or_else(|| PatternError::NoLemma(inner.clone()))
    }

    fn class(&mut self) -> Result<Symbol, PatternError> {
        let name = self.bracketed('}')?.to_owned();
        self.lexicon.known_class(&name).ok_or(PatternError::NoClass(name))
    }

    /// A mark of the notation that stands for itself.
    fn escaped(&mut self, steps: &mut Vec<Phrase>) {
        let mark = self.rest.chars().nth(1).map_or(1, |c| 1 + c.len_utf8());
        let (marked, rest) = self.rest.split_at(mark);
        steps.extend(self.lexicon.words(&marked[1..]).into_iter().map(Phrase::Step));
        self.rest = rest;
    }

    fn words(&mut self, inside: bool, steps: &mut Vec<Phrase>) {
        let special = |c: u8| b"([<{\\".contains(&c) || (inside && b"|)]".contains(&c));
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let end = self.rest.bytes().position(special).unwrap_or(self.rest.len()).max(first);
        let (words, rest) = self.rest.split_at(end);
        self.rest = rest;
        for word in words.split_whitespace() {
            match word {
                "_" => steps.push(Phrase::Step(Symbol::Any)),
                "..." => steps.push(Phrase::Step(Symbol::Gap)),
                // An elided word that the phrase cuts off before a slot: `l' {season}`.
                word if word.strip_suffix(['\'', '’']).is_some_and(|w| self.lexicon.is_elided(w)) => {
                    steps.push(Phrase::Step(self.lexicon.word(word)));
                }
                word => steps.extend(self.lexicon.words(word).into_iter().map(Phrase::Step)),
            }
        }
    }
}
