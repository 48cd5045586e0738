//! The notation of pack phrases.
//!
//! Words stand for themselves, case and diacritics aside. `<meet>` is any form of a word of `words.tsv`,
//! `<meet:past>` only forms with that tag. `{month}` is any member of a class. `(a|b c)` is a choice,
//! `[a]` may be missing, `_` is any one token and `...` up to four tokens.

use crate::{Lexicon, fold, token::phrase_keys};
use compact_str::CompactString;

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
    /// Choices multiply beyond measure.
    #[error("expected at most {limit} readings, got more in \"{phrase}\"")]
    TooMany {
        /// The limit.
        limit: usize,
        /// The phrase.
        phrase: String,
    },
}

/// One step of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    Key(CompactString),
    Lemma(CompactString, Option<CompactString>),
    Class(CompactString),
    Any,
    Gap,
}

const LIMIT: usize = 4096;

/// Every sequence of steps that a phrase stands for.
pub(crate) fn readings(phrase: &str, lexicon: &Lexicon) -> Result<Vec<Vec<Step>>, PatternError> {
    let mut parser = Parser { phrase, rest: phrase, lexicon };
    let readings = parser.choice(None)?;
    let filled: Vec<_> = readings.into_iter().filter(|r| !r.is_empty()).collect();
    if filled.is_empty() { Err(PatternError::Empty(phrase.to_owned())) } else { Ok(filled) }
}

struct Parser<'p> {
    phrase: &'p str,
    rest: &'p str,
    lexicon: &'p Lexicon,
}

impl Parser<'_> {
    /// Alternatives up to `close`, or to the end.
    fn choice(&mut self, close: Option<char>) -> Result<Vec<Vec<Step>>, PatternError> {
        let mut all = Vec::new();
        let mut current = vec![Vec::new()];
        loop {
            let Some(c) = self.rest.chars().next() else {
                return match close {
                    Some(expected) => Err(PatternError::Open { expected, phrase: self.phrase.to_owned() }),
                    None => {
                        all.append(&mut current);
                        Ok(all)
                    }
                };
            };
            if Some(c) == close {
                self.rest = &self.rest[c.len_utf8()..];
                all.append(&mut current);
                return Ok(all);
            }
            let parts = match c {
                '|' if close.is_some() => {
                    self.rest = &self.rest[1..];
                    all.append(&mut current);
                    current = vec![Vec::new()];
                    continue;
                }
                '(' => {
                    self.rest = &self.rest[1..];
                    self.choice(Some(')'))?
                }
                '[' => {
                    self.rest = &self.rest[1..];
                    let mut optional = self.choice(Some(']'))?;
                    optional.push(Vec::new());
                    optional
                }
                '<' => vec![vec![self.lemma()?]],
                '{' => vec![vec![self.class()?]],
                _ => vec![self.words(close.is_some())],
            };
            current = self.product(&current, &parts)?;
        }
    }

    fn product(&self, left: &[Vec<Step>], right: &[Vec<Step>]) -> Result<Vec<Vec<Step>>, PatternError> {
        if left.len() * right.len() > LIMIT {
            return Err(PatternError::TooMany { limit: LIMIT, phrase: self.phrase.to_owned() });
        }
        Ok(left
            .iter()
            .flat_map(|l| right.iter().map(move |r| [l.as_slice(), r.as_slice()].concat()))
            .collect())
    }

    fn bracketed(&mut self, close: char) -> Result<String, PatternError> {
        let end = self
            .rest
            .find(close)
            .ok_or(PatternError::Open { expected: close, phrase: self.phrase.to_owned() })?;
        let inner = self.rest[1..end].trim().to_owned();
        self.rest = &self.rest[end + close.len_utf8()..];
        Ok(inner)
    }

    fn lemma(&mut self) -> Result<Step, PatternError> {
        let inner = self.bracketed('>')?;
        let (lemma, tag) = match inner.split_once(':') {
            Some((lemma, tag)) => (lemma, Some(tag.into())),
            None => (inner.as_str(), None),
        };
        if !self.lexicon.has_lemma(lemma) {
            return Err(PatternError::NoLemma(inner));
        }
        Ok(Step::Lemma(lemma.into(), tag))
    }

    fn class(&mut self) -> Result<Step, PatternError> {
        let name = self.bracketed('}')?;
        if !self.lexicon.has_class(&name) {
            return Err(PatternError::NoClass(name));
        }
        Ok(Step::Class(name.into()))
    }

    fn words(&mut self, inside: bool) -> Vec<Step> {
        let special = |c: char| "([<{".contains(c) || (inside && "|)]".contains(c));
        let end = self
            .rest
            .find(special)
            .unwrap_or(self.rest.len())
            .max(self.rest.chars().next().map_or(0, char::len_utf8));
        let words = &self.rest[..end];
        self.rest = &self.rest[end..];
        let mut steps = Vec::new();
        for word in words.split_whitespace() {
            match word {
                "_" => steps.push(Step::Any),
                "..." => steps.push(Step::Gap),
                // An elided word that the phrase cuts off before a slot: `l' {season}`.
                word if word.strip_suffix(['\'', '’']).is_some_and(|w| self.lexicon.is_elided(w)) => {
                    steps.push(Step::Key(fold(word)));
                }
                word => steps.extend(phrase_keys(word, self.lexicon).into_iter().map(Step::Key)),
            }
        }
        steps
    }
}
