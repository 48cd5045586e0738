//! Sketches as kept in memory: texts interned, one stamp a page.

use crate::{
    name,
    score::places_agree,
    sketch::{Sketch, Stamp},
};
use chancery_model::{Edtf, Kind, Level, Span, Status};
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Number of an interned text.
pub(crate) type Word = u32;

/// Texts under numbers.
#[derive(Debug, Default)]
pub(crate) struct Words {
    numbers: FxHashMap<CompactString, Word>,
    texts: Vec<CompactString>,
}

impl Words {
    pub(crate) fn number(&mut self, text: &str) -> Word {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).expect("fewer than 2^32 names");
        self.numbers.insert(text.into(), number);
        self.texts.push(text.into());
        number
    }

    pub(crate) fn text(&self, number: Word) -> &str {
        &self.texts[number as usize]
    }

    /// The number of a text that has one.
    pub(crate) fn find(&self, text: &str) -> Option<Word> {
        self.numbers.get(text).copied()
    }

    /// All texts in alphabetical order.
    pub(crate) fn sorted(&self) -> Vec<&CompactString> {
        let mut texts: Vec<&CompactString> = self.texts.iter().collect();
        texts.sort_unstable();
        texts
    }
}

/// A page and when it was written.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) id: CompactString,
    pub(crate) stamp: Stamp,
}

/// One side of a slip or a group. `names` and `holders` are sorted and free of doubles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Seat {
    pub(crate) actor: Word,
    pub(crate) names: Vec<Word>,
    pub(crate) holders: Vec<Word>,
    pub(crate) ranks: Vec<(Level, Word)>,
}

/// A sketch, interned.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slip {
    pub(crate) page: u32,
    pub(crate) index: usize,
    pub(crate) kind: Kind,
    pub(crate) kinds: Kinds,
    pub(crate) status: Status,
    pub(crate) date: Option<Edtf>,
    pub(crate) date_span: Option<Span>,
    pub(crate) date_inferred: bool,
    pub(crate) quote: Span,
    pub(crate) place: Option<Word>,
    pub(crate) format: Option<Word>,
    pub(crate) initiator: Option<Word>,
    /// Sorted by actor, each actor once. Reports of the same people share one list.
    pub(crate) seats: Arc<[Seat]>,
}

impl Slip {
    /// The sketch with its texts numbered in `words`, on page number `page`.
    pub(crate) fn of(sketch: &Sketch, page: u32, words: &mut Words) -> Slip {
        let mut seats: Vec<Seat> = Vec::with_capacity(sketch.parties.len());
        for party in &sketch.parties {
            let mut seat = Seat {
                actor: words.number(party.actor.as_str()),
                names: party.names.iter().map(|n| words.number(n)).collect(),
                holders: party.holders.iter().map(|n| words.number(n)).collect(),
                ranks: party.ranks.iter().map(|(level, domain)| (*level, words.number(domain))).collect(),
            };
            seat.tidy();
            match seats.iter_mut().find(|s| s.actor == seat.actor) {
                Some(old) => old.absorb(&seat),
                None => seats.push(seat),
            }
        }
        seats.sort_by_key(|s| s.actor);
        Slip {
            page,
            index: sketch.index,
            kind: sketch.kind,
            kinds: sketch.also.iter().fold(Kinds::of(sketch.kind), |kinds, k| kinds.with(*k)),
            status: sketch.status,
            date: sketch.date,
            date_span: sketch.date_span,
            date_inferred: sketch.date_inferred,
            quote: sketch.quote,
            place: sketch.place.as_ref().map(|p| words.number(p)),
            format: sketch.format.as_ref().map(|f| words.number(f)),
            initiator: sketch.initiator.as_ref().map(|i| words.number(i.as_str())),
            seats: seats.into(),
        }
    }

    /// Gives every text but those of the seats its number by `word`.
    pub(crate) fn renumber(&mut self, word: &impl Fn(Word) -> Word) {
        for number in [&mut self.place, &mut self.format, &mut self.initiator].into_iter().flatten() {
            *number = word(*number);
        }
    }
}

/// Lists of seats, each kept once.
#[derive(Debug, Default)]
pub(crate) struct Seatings(FxHashSet<Arc<[Seat]>>);

impl Seatings {
    /// The one list that equals `seats`.
    pub(crate) fn share(&mut self, seats: Arc<[Seat]>) -> Arc<[Seat]> {
        if let Some(known) = self.0.get(&seats) {
            return Arc::clone(known);
        }
        self.0.insert(Arc::clone(&seats));
        seats
    }

    /// Each list with the one that has its texts numbered by `word`, sorted by the new numbers.
    pub(crate) fn renumbered(self, word: &impl Fn(Word) -> Word) -> FxHashMap<Arc<[Seat]>, Arc<[Seat]>> {
        let anew = |old: Arc<[Seat]>| {
            let mut seats = old.to_vec();
            seats.iter_mut().for_each(|seat| seat.renumber(word));
            seats.sort_by_key(|s| s.actor);
            (old, seats.into())
        };
        self.0.into_iter().map(anew).collect()
    }
}

impl Seat {
    fn renumber(&mut self, word: &impl Fn(Word) -> Word) {
        self.actor = word(self.actor);
        self.names.iter_mut().chain(&mut self.holders).for_each(|n| *n = word(*n));
        self.ranks.iter_mut().for_each(|r| r.1 = word(r.1));
        self.tidy();
    }

    fn tidy(&mut self) {
        for list in [&mut self.names, &mut self.holders] {
            list.sort_unstable();
            list.dedup();
        }
        self.ranks.sort_unstable();
        self.ranks.dedup();
    }

    /// Takes over what `other` tells of the same actor.
    pub(crate) fn absorb(&mut self, other: &Seat) {
        self.names.extend_from_slice(&other.names);
        self.holders.extend_from_slice(&other.holders);
        self.ranks.extend_from_slice(&other.ranks);
        self.tidy();
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Kinds(u8);

impl Kinds {
    pub(crate) fn of(kind: Kind) -> Kinds {
        Kinds(1 << kind as u8)
    }

    pub(crate) fn with(self, kind: Kind) -> Kinds {
        Kinds(self.0 | 1 << kind as u8)
    }

    pub(crate) fn union(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub(crate) fn shares(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |k| self.has(*k))
    }

    /// Whether the two can name one encounter; a letter is none but a letter.
    pub(crate) fn compatible(self, other: Kinds) -> bool {
        let letter = |k: Kind| k == Kind::Message;
        let open = |k: Kind| k == Kind::Contact;
        let fits = |a: Kind, b: Kind| a.compatible(b) && (letter(a) == letter(b) || open(a) || open(b));
        self.shares(other) || self.iter().any(|a| other.iter().any(|b| fits(a, b)))
    }
}

/// Whether two interned names can be one person's, or one place's; answers are kept.
#[derive(Debug, Default)]
pub(crate) struct People {
    known: FxHashMap<(Word, Word), bool>,
    places: FxHashMap<(Word, Word), bool>,
}

impl People {
    pub(crate) fn same(&mut self, words: &Words, a: Word, b: Word) -> bool {
        let pair = (a.min(b), a.max(b));
        a == b || *self.known.entry(pair).or_insert_with(|| name::same(words.text(a), words.text(b)))
    }

    /// Whether two interned places can be one.
    pub(crate) fn one_place(&mut self, words: &Words, a: Word, b: Word) -> bool {
        let pair = (a.min(b), a.max(b));
        let agree = || places_agree(words.text(a), words.text(b));
        a == b || *self.places.entry(pair).or_insert_with(agree)
    }
}
