//! Look-ups of names, each made once, with the endings that the language puts on names taken off.

use crate::{Candidate, World, ending::Endings, heard::Heard};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::{cell::RefCell, rc::Rc};

type Seen = RefCell<FxHashMap<String, Rc<[Candidate]>>>;

/// Whom the names of the pages read before can mean: guesses by sound are dear, and pages repeat the names of others.
///
/// It tells what a look-up would, and must be kept with one world and one language.
#[derive(Debug, Default)]
pub struct Recall {
    literal: Seen,
    written: Seen,
    guessed: Seen,
    /// The words that were looked for.
    heard: RefCell<FxHashMap<CompactString, Rc<[Rc<Heard>]>>>,
    /// Room for the words of a look-up in a row.
    row: RefCell<String>,
}

/// Words and names that are kept from page to page: what has more is emptied, so that its room is bounded.
const MOST_KEPT: usize = 10_000;

/// Longest words and names that are kept, in bytes.
const LONGEST_KEPT: usize = 64;

impl Recall {
    /// Forgets all where too much is kept.
    fn bound(&self) {
        let seen = [&self.literal, &self.written, &self.guessed];
        let kept = seen.iter().map(|names| names.borrow().len()).sum::<usize>() + self.heard.borrow().len();
        if kept > MOST_KEPT {
            seen.iter().for_each(|names| drop(names.take()));
            self.heard.take();
        }
    }
}

/// Remembers whom the runs of words of a page can mean.
pub(crate) struct Memo<'w> {
    world: &'w World,
    endings: &'w Endings,
    recall: &'w Recall,
}

impl<'w> Memo<'w> {
    /// Begins a page.
    pub(crate) fn new(world: &'w World, endings: &'w Endings, recall: &'w Recall) -> Memo<'w> {
        recall.bound();
        Memo { world, endings, recall }
    }

    /// What [`World::people_exactly`] gives for these words, or for those they are cases of.
    pub(crate) fn people_exactly(&self, words: &[&str]) -> Rc<[Candidate]> {
        let literal = self.literally(words);
        if !literal.is_empty() || self.endings.is_empty() {
            return literal;
        }
        self.once(&self.recall.written, words, || {
            let whole = |c: &Candidate| c.basis <= crate::NameBasis::Alias;
            let mut best = Vec::new();
            // What no name has a word of is nobody's.
            for case in self.cases(words).filter(|case| case.iter().any(|word| word.is_known())) {
                let found = self.world.people_spelt(&case);
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
        self.once(&self.recall.literal, words, || self.world.people_spelt(&self.heard_all(words)))
    }

    /// The words to be looked for, each made once.
    fn heard(&self, word: &str) -> Rc<[Rc<Heard>]> {
        if let Some(heard) = self.recall.heard.borrow().get(word) {
            return Rc::clone(heard);
        }
        let heard: Rc<[Rc<Heard>]> = self.world.heard(word).collect();
        if word.len() <= LONGEST_KEPT {
            self.recall.heard.borrow_mut().insert(word.into(), Rc::clone(&heard));
        }
        heard
    }

    fn heard_all(&self, words: &[&str]) -> Vec<Rc<Heard>> {
        words.iter().flat_map(|word| self.heard(word).to_vec()).collect()
    }

    /// The names that words can be cases of, themselves left out.
    fn cases(&self, words: &[&str]) -> impl Iterator<Item = Vec<Rc<Heard>>> {
        let read = |word: &&str| -> Vec<(bool, Rc<[Rc<Heard>]>)> {
            let readings = self.endings.readings(word).into_iter();
            readings.map(|reading| (reading == **word, self.heard(&reading))).collect()
        };
        let choices = Endings::choices(words.iter().map(read).collect());
        let others = choices.filter(|case| !case.iter().all(|(same, _)| *same));
        others.map(|case| case.iter().flat_map(|(_, heard)| heard.to_vec()).collect())
    }

    /// Whether words are a known name in another case than it is known by.
    pub(crate) fn is_inflected(&self, words: &[&str]) -> bool {
        if self.endings.is_empty() || words.len() > crate::roster::LONGEST_NAME {
            return false;
        }
        let literal = self.literally(words);
        if literal.is_empty() {
            return !self.people_exactly(words).is_empty();
        }
        // "Alexandru Lukashenko", where the family name has no cases: the given name only begins like the one known.
        let begun = words.len() > 1 && best(&literal) < 1.0;
        begun && self.cases(words).any(|case| best(&self.world.people_spelt(&case)) > best(&literal))
    }

    /// What [`World::people_named`] gives for these words, or for those they are cases of.
    pub(crate) fn people_named(&self, words: &[&str]) -> Rc<[Candidate]> {
        let written = self.people_exactly(words);
        if !written.is_empty() {
            return written;
        }
        self.once(&self.recall.guessed, words, || {
            let mut guess = self.world.people_guessed(&self.heard_all(words));
            for case in self.cases(words).take(GUESSED_CASES) {
                let found = self.world.people_guessed(&case);
                if best(&found) > best(&guess) {
                    guess = found;
                }
            }
            guess
        })
    }

    fn once(&self, seen: &Seen, words: &[&str], find: impl FnOnce() -> Vec<Candidate>) -> Rc<[Candidate]> {
        let mut row = self.recall.row.take();
        row.clear();
        for word in words {
            row.push_str(word);
            row.push(' ');
        }
        let known = seen.borrow().get(row.as_str()).map(Rc::clone);
        let found = known.unwrap_or_else(|| {
            let found: Rc<[Candidate]> = find().into();
            if row.len() <= LONGEST_KEPT * 2 {
                seen.borrow_mut().insert(row.as_str().into(), Rc::clone(&found));
            }
            found
        });
        self.recall.row.replace(row);
        found
    }
}

/// How well the best of some candidates fits.
fn best(found: &[Candidate]) -> f32 {
    found.iter().map(|c| c.score).fold(0.0, f32::max)
}

/// How many cases of a name are guessed at by sound.
const GUESSED_CASES: usize = 6;
