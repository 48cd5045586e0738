//! Symbols of the automaton as numbers, and sets of them.

use crate::{ClassId, automaton::Symbol};

/// A symbol as a number.
pub(crate) type Code = u32;

/// How symbols are numbered: keys first, by their own numbers, then classes, words of the pack, words with a tag, and
/// last what stands for any token and for a gap, so that numbers have the order of [`Symbol`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Codes {
    classes: u32,
    lemmas: u32,
    tagged: u32,
    tags: u32,
}

impl Codes {
    /// Numbers for so many keys, classes, words and tags.
    pub(crate) fn new(keys: usize, classes: usize, lemmas: usize, tags: usize) -> Codes {
        let fits = (keys + classes + lemmas * (1 + tags)) as u64;
        assert!(fits < u64::from(Code::MAX - 1), "a pack has fewer words than there are numbers");
        let (classes, lemmas, tagged) = (keys, keys + classes, keys + classes + lemmas);
        Codes { classes: classes as u32, lemmas: lemmas as u32, tagged: tagged as u32, tags: tags as u32 }
    }

    /// The number of a symbol.
    #[inline]
    pub(crate) fn of(&self, symbol: Symbol) -> Code {
        match symbol {
            Symbol::Key(key) => key,
            Symbol::Class(class) => self.classes + u32::from(class),
            Symbol::Lemma(lemma) => self.lemmas + lemma,
            Symbol::Tagged(lemma, tag) => self.tagged + lemma * self.tags + u32::from(tag),
            Symbol::Any => Code::MAX - 1,
            Symbol::Gap => Code::MAX,
        }
    }

    /// The class with a number.
    #[inline]
    pub(crate) fn class(&self, code: Code) -> Option<ClassId> {
        (self.classes..self.lemmas).contains(&code).then(|| ClassId((code - self.classes) as u16))
    }
}

/// A set of symbols, one bit for many of them: what is not in it is surely not there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Filter(u64);

impl Filter {
    /// The set of all symbols.
    pub(crate) const ALL: Filter = Filter(u64::MAX);

    /// The set of one symbol. The highest bits of a product depend on all bits of the factor.
    #[inline]
    pub(crate) fn of(code: Code) -> Filter {
        Filter(1 << (code.wrapping_mul(0x9e37_79b9) >> 26))
    }

    /// The symbols of both.
    #[inline]
    pub(crate) fn and(self, other: Filter) -> Filter {
        Filter(self.0 | other.0)
    }

    /// Whether the two may have a symbol in common.
    #[inline]
    pub(crate) fn meets(self, other: Filter) -> bool {
        self.0 & other.0 != 0
    }
}
