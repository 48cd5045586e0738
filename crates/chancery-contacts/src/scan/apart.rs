//! What lies between two places in a sentence.

use super::Scan;
use chancery_names::Party;

/// The tokens between two stretches of tokens, each its first and one past its last, whichever stands first: the
/// first and one past the last of them; the wrong way round where the two overlap.
pub fn between(a: (u32, u32), b: (u32, u32)) -> (u32, u32) {
    if a.1 <= b.0 { (a.1, b.0) } else { (b.1, a.0) }
}

/// How many tokens lie between two stretches of tokens, whichever stands first; 0 where they overlap.
pub fn gap(a: (u32, u32), b: (u32, u32)) -> u32 {
    let (from, to) = between(a, b);
    to.saturating_sub(from)
}

impl Scan<'_> {
    /// Whether a word for "and" stands between two tokens.
    pub fn joined(&self, from: u32, to: u32) -> bool {
        self.ands.iter().any(|a| from <= *a && *a < to)
    }

    /// Whether a comma stands between two tokens, or a mark that ends a clause.
    pub fn is_parted(&self, from: u32, to: u32) -> bool {
        self.commas.iter().chain(&self.breaks).any(|at| from <= *at && *at < to)
    }

    /// Tokens between two places in the sentence, those of times and of parties that fit not counted.
    pub fn distance(&self, from: u32, to: u32, fits: impl Fn(&Party) -> bool) -> u32 {
        let named = |i: u32| self.parties.iter().any(|p| fits(p) && p.first <= i && i < p.end);
        (from..to).filter(|&i| !self.is_timed(i) && !named(i)).count() as u32
    }

    /// Whether a token is of a time.
    pub fn is_timed(&self, at: u32) -> bool {
        self.times.iter().any(|t| t.first <= at && at < t.end)
    }

    /// Whether a clause ends between two tokens.
    pub fn is_broken(&self, from: u32, to: u32) -> bool {
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        self.breaks.iter().any(|b| from <= *b && *b < to)
    }
}
