//! Members of classes that are longer than a token: `half past`, `twenty-five`, `二〇一三`.
//!
//! Number words of a pack are put together by one arithmetic, which knows no language: a word is added to
//! what stands before it, multiplies it, or follows it as a digit.

use crate::{Token, TokenKind};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::RangeInclusive;

/// What a number word does to the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// It is added where it is the smaller one (`twenty five`).
    Add,
    /// It is added though it is the greater one (`fünf|und|zwanzig`, the Arabic "and twenty").
    Follow,
    /// It multiplies (`hundred`, `十`).
    Times,
    /// It stands for a digit, and also in a row of them (`二〇一三`).
    Digit,
    /// It joins two numbers and is none (`and`).
    Link,
}

/// A word of several tokens, or one, by its keys after the first.
#[derive(Clone, Debug)]
pub(crate) struct Entry<T> {
    pub(crate) rest: SmallVec<[u32; 2]>,
    pub(crate) is: T,
}

/// A number word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeral {
    pub(crate) kind: NumberWord,
    pub(crate) class: u16,
    pub(crate) value: i32,
}

/// A class that takes numbers of a range.
#[derive(Clone, Debug)]
pub(crate) struct NumberClass {
    pub(crate) class: u16,
    pub(crate) range: RangeInclusive<i32>,
    /// Whether a single word that is no number in digits counts too.
    pub(crate) words: bool,
}

/// Tokens that are together a member of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) class: u16,
    pub(crate) value: i32,
}

/// Members of classes that may be longer than a token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    /// By first key: further keys, class and value.
    pub(crate) members: FxHashMap<u32, Vec<Entry<(u16, i32)>>>,
    /// Number words by first key, the longest first.
    pub(crate) words: FxHashMap<u32, Vec<Entry<Numeral>>>,
    pub(crate) classes: Vec<NumberClass>,
    /// The class of ordinal number words.
    pub(crate) ordinal: Option<u16>,
    /// By key: whether a member of several tokens, or a number, can begin with it.
    opens: Vec<Opens>,
}

/// What can begin with a key.
#[derive(Clone, Copy, Debug, Default)]
struct Opens {
    member: bool,
    number: bool,
}

impl Numbers {
    /// Makes the numbers ready to read, over words of so many keys.
    pub(crate) fn finish(&mut self, keys: usize) {
        self.opens = vec![Opens::default(); keys];
        self.members.keys().for_each(|key| self.opens[*key as usize].member = true);
        self.words.keys().for_each(|key| self.opens[*key as usize].number = true);
    }

    /// The chunks of `tokens[first..end]`, by first token.
    pub(crate) fn chunks(&self, tokens: &[Token], first: u32, end: u32) -> Vec<Chunk> {
        let mut found = Vec::new();
        if self.members.is_empty() && self.words.is_empty() {
            return found;
        }
        for at in first..end {
            let token = &tokens[at as usize];
            let opens = self.opens.get(token.key.0 as usize).copied().unwrap_or_default();
            let members = opens.member.then(|| self.members.get(&token.key.0)).flatten();
            for entry in members.into_iter().flatten() {
                if let Some(stop) = stop(tokens, at, end, &entry.rest) {
                    let (class, value) = entry.is;
                    found.push(Chunk { first: at, end: stop, class, value });
                }
            }
            if (opens.number || token.kind == TokenKind::Number)
                && let Some(number) = self.compose(tokens, at, end)
            {
                self.classify(at, &number, &mut found);
            }
        }
        found
    }

    fn word(&self, tokens: &[Token], at: u32, end: u32) -> Option<(Numeral, u32)> {
        let entries = self.words.get(&tokens.get(at as usize).filter(|_| at < end)?.key.0)?;
        entries.iter().find_map(|e| Some((e.is, stop(tokens, at, end, &e.rest)?)))
    }

    fn compose(&self, tokens: &[Token], first: u32, end: u32) -> Option<Composed> {
        let mut sum = Sum::default();
        let mut at = first;
        let token = &tokens[first as usize];
        if token.kind == TokenKind::Number {
            sum.current = i32::try_from(token.number?).ok()?;
            sum.lowest = 1;
            at += 1;
        }
        let mut composed = Composed { end: first, value: 0, last: None, words: 0 };
        while let Some((word, next)) = self.word(tokens, at, end) {
            if word.kind == NumberWord::Link {
                if composed.words == 0
                    || self.word(tokens, next, end).is_none_or(|(w, _)| w.kind == NumberWord::Link)
                {
                    break;
                }
                at = next;
                continue;
            }
            if token.kind == TokenKind::Number && composed.words == 0 && word.kind != NumberWord::Times {
                return None;
            }
            if !sum.take(word) {
                // Two numbers of two digits are a year: "nineteen ninety-nine".
                if composed.words == 1 && (10..=20).contains(&composed.value) {
                    let second = self.compose(tokens, at, end)?;
                    let whole = (10..=99).contains(&second.value) && second.last != self.ordinal;
                    let value = composed.value * 100 + second.value;
                    return whole.then_some(Composed { value, words: 3, ..second });
                }
                break;
            }
            at = next;
            composed =
                Composed { end: at, value: sum.value()?, last: Some(word.class), words: composed.words + 1 };
        }
        (composed.end > first).then_some(composed)
    }

    fn classify(&self, first: u32, number: &Composed, found: &mut Vec<Chunk>) {
        let mut add = |class| found.push(Chunk { first, end: number.end, class, value: number.value });
        let single = number.words == 1 && number.end == first + 1;
        if let Some(class) = number.last.filter(|c| Some(*c) == self.ordinal) {
            if !single {
                add(class);
            }
            return;
        }
        for class in &self.classes {
            if class.range.contains(&number.value) && (class.words || !single) {
                add(class.class);
            }
        }
    }
}

struct Composed {
    end: u32,
    value: i32,
    last: Option<u16>,
    words: u32,
}

/// A number as far as its words have been read.
#[derive(Default)]
struct Sum {
    total: i32,
    current: i32,
    /// The lowest power of ten that `current` has used; 0 before any word.
    lowest: i32,
    strung: bool,
}

impl Sum {
    fn value(&self) -> Option<i32> {
        self.total.checked_add(self.current)
    }

    /// Takes up a word; whether it fits.
    fn take(&mut self, word: Numeral) -> bool {
        let value = word.value;
        let power = power(value);
        match word.kind {
            NumberWord::Digit
                if self.lowest == 1 && (self.strung || self.current < 10) && self.total == 0 =>
            {
                let Some(next) = self.current.checked_mul(10).and_then(|n| n.checked_add(value)) else {
                    return false;
                };
                (self.current, self.strung) = (next, true);
            }
            NumberWord::Add | NumberWord::Digit
                if !self.strung && (self.lowest == 0 || value < self.lowest) =>
            {
                self.current += value;
                self.lowest = if value == 0 { 1 } else { power };
            }
            NumberWord::Follow if self.lowest == 1 && self.current % 100 < 10 => {
                self.current += value;
                self.lowest = 1;
            }
            NumberWord::Times if !self.strung => return self.multiply(value),
            _ => return false,
        }
        true
    }

    fn multiply(&mut self, value: i32) -> bool {
        // The part of the number below the multiplier is what it multiplies: 二百三|十.
        let below = if value < 1000 { self.current % value } else { self.current };
        let above = self.current - below;
        if above != 0 && self.lowest > value {
            return false;
        }
        let Some(product) = below.max(1).checked_mul(value) else { return false };
        if value < 1000 {
            if below == 0 && above != 0 && self.lowest < value {
                return false;
            }
            self.current = above + product;
            self.lowest = value;
            return true;
        }
        let Some(total) = self.total.checked_add(product) else { return false };
        (self.total, self.current, self.lowest) = (total, 0, value);
        true
    }
}

fn power(value: i32) -> i32 {
    let mut power = 1;
    while value != 0 && value % (power * 10) == 0 && power < 100_000_000 {
        power *= 10;
    }
    power
}

/// One past the last token, where `rest` follows the token at `at`.
fn stop(tokens: &[Token], at: u32, end: u32, rest: &[u32]) -> Option<u32> {
    let stop = at + 1 + rest.len() as u32;
    let fits =
        stop <= end && tokens[at as usize + 1..stop as usize].iter().zip(rest).all(|(t, k)| t.key.0 == *k);
    fits.then_some(stop)
}
