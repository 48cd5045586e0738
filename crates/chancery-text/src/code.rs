//! Symbols of the automaton as numbers, and sets of them.

use crate::{ClassId, laying::Symbol};

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
    /// What stands for any token.
    pub(crate) const ANY: Code = Code::MAX - 1;
    /// What stands for a gap.
    pub(crate) const GAP: Code = Code::MAX;

    /// Numbers for so many keys, classes, words and tags.
    pub(crate) fn new(keys: usize, classes: usize, lemmas: usize, tags: usize) -> Codes {
        let fits = (keys + classes + lemmas * (1 + tags)) as u64;
        assert!(fits < u64::from(Codes::ANY), "a pack has fewer words than there are numbers");
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
            Symbol::Any => Codes::ANY,
            Symbol::Gap => Codes::GAP,
        }
    }

    /// The class with a number.
    #[inline]
    pub(crate) fn class(&self, code: Code) -> Option<ClassId> {
        (self.classes..self.lemmas).contains(&code).then(|| ClassId((code - self.classes) as u16))
    }
}

/// A set of symbols, one bit for many of them: what is not in it is surely not there. Three bits stand for what tokens
/// are whatever symbols they bear.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Filter(u64);

/// Bits that stand for something else than a symbol.
const KINDS: u32 = 3;

impl Filter {
    /// What stands at any place, and behind the last token.
    pub(crate) const END: Filter = Filter(0b1);
    /// What a mark is besides its symbols.
    pub(crate) const MARK: Filter = Filter(0b11);
    /// What a word or a number is besides its symbols.
    pub(crate) const WORD: Filter = Filter(0b111);
    /// Any word or number.
    pub(crate) const ANY_WORD: Filter = Filter(0b100);
    /// Any token.
    pub(crate) const ANY_TOKEN: Filter = Filter(0b10);
    /// The set of all symbols.
    pub(crate) const ALL: Filter = Filter(u64::MAX);

    /// The set of one symbol. The highest bits of a product depend on all bits of the factor.
    #[inline]
    pub(crate) fn of(code: Code) -> Filter {
        let spread = u64::from(code.wrapping_mul(0x9e37_79b9));
        Filter(1 << (KINDS + ((spread * u64::from(u64::BITS - KINDS)) >> 32) as u32))
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

/// What must stand at the next places for a path to come to an end, as far as one looks ahead.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ahead(pub(crate) [Filter; AHEAD]);

/// How many tokens one looks ahead.
pub(crate) const AHEAD: usize = 3;

impl Ahead {
    /// The end of a phrase, which anything may follow.
    pub(crate) const END: Ahead = Ahead([Filter::ALL; AHEAD]);

    /// A token, and then this.
    pub(crate) fn behind(self, token: Filter) -> Ahead {
        let Ahead(mut next) = self;
        next.rotate_right(1);
        next[0] = token;
        Ahead(next)
    }

    /// This, or tokens of any kind before it.
    pub(crate) fn behind_gap(self) -> Ahead {
        Ahead(self.0.map(|next| next.and(Filter::ANY_TOKEN)))
    }

    /// One of two ways.
    pub(crate) fn or(self, other: Ahead) -> Ahead {
        let Ahead(mut either) = self;
        either.iter_mut().zip(other.0).for_each(|(own, other)| *own = own.and(other));
        Ahead(either)
    }

    /// Whether the tokens at the next places may lead to an end.
    #[inline]
    pub(crate) fn meets(&self, next: &[Filter]) -> bool {
        self.0.iter().zip(next).all(|(own, next)| own.meets(*next))
    }
}
