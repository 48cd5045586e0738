//! Runs of capitalised words that hold more than one name, or a name and something else.

use crate::{
    atoms::{Atom, Scope, Tie},
    lexis::{Link, Meaning},
};
use chancery_text::{Glue, Match, TokenKind};

/// Words of a known name that a sentence may begin with.
const LONGEST_OPENING: u32 = 4;

impl Scope<'_> {
    /// Where two known names side by side in different cases begin in a run: "To Vladimir Putin Macron said", where the
    /// order of words is free.
    pub(crate) fn other_case(&self, first: u32, end: u32, particles: &[u32]) -> Option<(u32, u32)> {
        let endings = &self.names.endings;
        if endings.is_empty() || endings.own || (self.full_name)(&self.words(first, end)) {
            return None;
        }
        let apart = first == self.sentence.first && end - first > 2 && !self.is_named(first);
        let from = if apart { first + 1 } else { first };
        let whole = |words: &[&str]| match words {
            [word] => (self.leads)(word) && !(self.given)(word),
            words => (self.full_name)(words),
        };
        let near = |words: &[&str]| whole(words) || (words.len() > 1 && (self.known_name)(words));
        let parts = |at: &u32| {
            let (one, other) = (self.words(from, *at), self.words(*at, end));
            let bound = particles.contains(at) || particles.contains(&(*at - 1));
            let cases = || ((self.inflected)(&one), (self.inflected)(&other));
            !bound
                && match (whole(&one), whole(&other)) {
                    (true, true) => cases().0 != cases().1,
                    (true, false) => near(&other) && cases() == (true, false),
                    (false, true) => near(&one) && cases() == (false, true),
                    _ => false,
                }
        };
        (from + 1..end).find(parts).map(|at| (from, at))
    }

    /// Whether a word stands in a name of a known person.
    fn is_named(&self, at: u32) -> bool {
        (self.name_word)(self.text.tokens[at as usize].of(self.source))
    }

    /// Whether a known name of several words begins at a token.
    pub(crate) fn opens_known_name(&self, at: u32) -> bool {
        let word = |i: &u32| {
            let token = &self.text.tokens[*i as usize];
            token.kind == TokenKind::Word && token.capital
        };
        let most = self.sentence.end.min(at + LONGEST_OPENING);
        let reach = (at..most).take_while(word).count() as u32;
        (2..=reach).any(|n| (self.full_name)(&self.words(at, at + n)))
    }

    /// Where a known name begins behind a place that nobody knows: "received in Poprad Viktor Orbán".
    pub(crate) fn behind_place(&self, first: u32, end: u32) -> Option<u32> {
        let place = |m: &Match| matches!(self.names.meaning(m), Some((Meaning::Link(Link::Place), _)));
        let article = |m: &&Match| matches!(self.names.meaning(m), Some((Meaning::Link(Link::Article), _)));
        let before = self.matches.iter().filter(article).find(|m| m.end == first).map_or(first, |m| m.first);
        let placed = self.matches.iter().any(|m| (m.end == first || m.end == before) && place(m));
        let apart = placed && !self.is_named(first) && !(self.full_name)(&self.words(first, end));
        (first + 1..end.saturating_sub(1)).find(|at| apart && (self.full_name)(&self.words(*at, end)))
    }

    /// Where the name begins in a run whose first word is a noun with a capital: "Visit of Emmanuel Macron".
    pub(crate) fn behind_noun(&self, first: u32, end: u32, particles: &[u32]) -> u32 {
        let from = (first + 1..end).find(|at| !particles.contains(at)).unwrap_or(first);
        if from <= first + 1 || self.is_named(first) {
            return first;
        }
        let rest = self.words(from, end);
        let known = match rest.as_slice() {
            [word] => (self.leads)(word),
            words => (self.full_name)(words),
        };
        if known { from } else { first }
    }

    /// The second word of "al-Sheikh", whatever it means elsewhere.
    pub(crate) fn is_tied_to_particle(&self, at: u32, particles: &[u32]) -> bool {
        self.text.tokens[at as usize].glue == Glue::Hyphen && at > 0 && particles.contains(&(at - 1))
    }

    /// Articles and particles by themselves name nobody.
    pub(crate) fn is_small_words(&self, name: &Atom, particles: &[u32], links: &[Tie]) -> bool {
        let article = |at: u32| links.iter().any(|l| l.0 == at && l.1 == at + 1 && l.2 == Link::Article);
        (name.first..name.end).all(|at| particles.contains(&at) || article(at))
    }

    /// Where the state begins that an office before it is of: "ambassador of the".
    pub(crate) fn owners(&self, entries: &[Atom], links: &[Tie]) -> Vec<u32> {
        let mut ends: Vec<u32> = Vec::new();
        for office in entries.iter().filter(|e| e.is_office()) {
            for of in links.iter().filter(|l| l.0 == office.end && l.2 == Link::Of) {
                ends.push(of.1);
                ends.extend(links.iter().filter(|l| l.0 == of.1 && l.2 == Link::Article).map(|l| l.1));
            }
        }
        ends
    }
}
