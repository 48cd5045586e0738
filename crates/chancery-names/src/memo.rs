//! Look-ups of one page, each made once, with the endings that the language puts on names taken off.

use crate::{Candidate, World, ending::Endings};
use rustc_hash::FxHashMap;
use std::{cell::RefCell, rc::Rc};

type Seen = RefCell<FxHashMap<String, Rc<[Candidate]>>>;

/// Remembers whom the runs of words of a page can mean: guesses by sound are dear, and pages repeat their names.
pub(crate) struct Memo<'w> {
    world: &'w World,
    endings: &'w Endings,
    literal: Seen,
    written: Seen,
    guessed: Seen,
}

impl<'w> Memo<'w> {
    pub(crate) fn new(world: &'w World, endings: &'w Endings) -> Memo<'w> {
        Memo { world, endings, literal: Seen::default(), written: Seen::default(), guessed: Seen::default() }
    }

    /// What [`World::people_exactly`] gives for these words, or for those they are cases of.
    pub(crate) fn people_exactly(&self, words: &[&str]) -> Rc<[Candidate]> {
        let literal = self.literally(words);
        if !literal.is_empty() || self.endings.is_empty() {
            return literal;
        }
        once(&self.written, words, || {
            let whole = |c: &Candidate| c.basis <= crate::NameBasis::Alias;
            let mut best = Vec::new();
            for case in self.endings.nominatives(words) {
                let found = self.world.people_exactly(&refs(&case));
                if found.iter().any(whole) {
                    return found;
                }
                if best.is_empty() {
                    best = found;
                }
            }
            best
        })
    }

    /// The same for these words alone.
    fn literally(&self, words: &[&str]) -> Rc<[Candidate]> {
        once(&self.literal, words, || self.world.people_exactly(words))
    }

    /// Whether words are a known name in another case than it is known by.
    pub(crate) fn is_inflected(&self, words: &[&str]) -> bool {
        !self.endings.is_empty()
            && words.len() <= crate::roster::LONGEST_NAME
            && self.literally(words).is_empty()
            && !self.people_exactly(words).is_empty()
    }

    /// What [`World::people_named`] gives for these words, or for those they are cases of.
    pub(crate) fn people_named(&self, words: &[&str]) -> Rc<[Candidate]> {
        let written = self.people_exactly(words);
        if !written.is_empty() {
            return written;
        }
        once(&self.guessed, words, || {
            let top = |found: &[Candidate]| found.iter().map(|c| c.score).fold(0.0, f32::max);
            let mut best = self.world.people_named(words);
            for case in self.endings.nominatives(words).take(GUESSED_CASES) {
                let found = self.world.people_named(&refs(&case));
                if top(&found) > top(&best) {
                    best = found;
                }
            }
            best
        })
    }
}

/// How many cases of a name are guessed at by sound.
const GUESSED_CASES: usize = 6;

fn refs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn once(seen: &Seen, words: &[&str], find: impl FnOnce() -> Vec<Candidate>) -> Rc<[Candidate]> {
    let key = words.join(" ");
    if let Some(found) = seen.borrow().get(&key) {
        return Rc::clone(found);
    }
    let found: Rc<[Candidate]> = find().into();
    seen.borrow_mut().insert(key, Rc::clone(&found));
    found
}
