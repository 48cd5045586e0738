//! Look-ups of one page, each made once.

use crate::{Candidate, World};
use rustc_hash::FxHashMap;
use std::{cell::RefCell, rc::Rc};

/// Remembers whom the runs of words of a page can mean: guesses by sound are dear, and pages repeat their names.
pub(crate) struct Memo<'w> {
    world: &'w World,
    seen: RefCell<FxHashMap<String, Rc<[Candidate]>>>,
}

impl<'w> Memo<'w> {
    pub(crate) fn new(world: &'w World) -> Memo<'w> {
        Memo { world, seen: RefCell::default() }
    }

    /// What [`World::people_named`] gives for these words.
    pub(crate) fn people_named(&self, words: &[&str]) -> Rc<[Candidate]> {
        let key = words.join(" ");
        if let Some(found) = self.seen.borrow().get(&key) {
            return Rc::clone(found);
        }
        let found: Rc<[Candidate]> = self.world.people_named(words).into();
        self.seen.borrow_mut().insert(key, Rc::clone(&found));
        found
    }
}
