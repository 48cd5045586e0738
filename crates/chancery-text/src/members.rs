//! Members of classes, as a lexicon is built.

use crate::{
    ClassId, KeyId, LexiconBuilder, NumberWord,
    chunk::{Entry, NumberClass, Numeral},
    laying::Symbol,
    lexicon::NUMBER,
};
use std::ops::RangeInclusive;

/// Name of the class of ordinal number words.
const ORDINAL: &str = "ordinal";

impl LexiconBuilder {
    /// Adds a word, or several that stand together, to a class with its value there. The class is made where
    /// it is new.
    pub fn class(&mut self, class: &str, words: &str, value: i32) {
        let class = self.class_id(class).0;
        let keys = self.keys(words);
        match keys.as_slice() {
            [] => {}
            [key] => {
                self.bear(*key, Symbol::Class(class));
                self.lexicon.values.insert((*key, class), value);
            }
            [first, rest @ ..] => {
                let long = Entry { rest: rest.into(), is: (class, value) };
                self.lexicon.numbers.members.entry(*first).or_default().push(long);
            }
        }
    }

    /// Adds a number word. What a row of them makes together is a member of the classes given to
    /// [`LexiconBuilder::numbers`], or of `ordinal`, where the last of them is an ordinal.
    pub fn number_word(&mut self, words: &str, value: i32, kind: NumberWord, is_ordinal: bool) {
        let class = self.class_id(if is_ordinal { ORDINAL } else { NUMBER }).0;
        if is_ordinal {
            self.lexicon.numbers.ordinal = Some(class);
        }
        let keys = self.keys(words);
        let Some((first, rest)) = keys.split_first() else { return };
        let entries = self.lexicon.numbers.words.entry(*first).or_default();
        entries.push(Entry { rest: rest.into(), is: Numeral { kind, class, value } });
        entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
    }

    /// Makes a class take numbers of a range that number words make; with `words` also those of one word.
    pub fn numbers(&mut self, class: &str, range: RangeInclusive<i32>, words: bool) {
        let class = self.class_id(class).0;
        self.lexicon.numbers.classes.push(NumberClass { class, range, words });
    }

    /// A class that is there already, by its name.
    pub fn class_of(&self, class: &str) -> Option<ClassId> {
        self.lexicon.class(class)
    }

    /// The key of a word that a class or a phrase holds already; none for several words.
    pub fn key_of(&self, word: &str) -> Option<KeyId> {
        Some(self.lexicon.key_of(word, &mut String::new())).filter(|key| *key != KeyId::UNKNOWN)
    }

    /// Names of the classes there are so far, by their numbers.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.lexicon.class_names()
    }

    fn keys(&mut self, words: &str) -> Vec<u32> {
        let key = |symbol| if let Symbol::Key(key) = symbol { Some(key) } else { None };
        self.words(words).into_iter().filter_map(key).collect()
    }
}
