//! Brings slips together in groups: equal ones first, then stage by stage.

use crate::{
    group::Group,
    index::Index,
    score::{Fit, fit},
    slip::{Kinds, People, Seat, Sheet, Slip, Word, Words},
    when::{Width, width},
};
use chancery_model::{Edtf, Status};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// The work of linking: groups under numbers in the order of their first slips, and which became which.
pub(crate) struct Linker<'a> {
    words: &'a Words,
    people: People,
    groups: Vec<Option<Group>>,
    into: Vec<usize>,
}

/// What slips must have in common to be one without further thought.
#[derive(PartialEq, Eq, Hash)]
struct Likeness<'a> {
    seats: &'a [Seat],
    kinds: Kinds,
    status: Status,
    date: Option<Edtf>,
    place: Option<Word>,
    format: Option<Word>,
    initiator: Option<Word>,
    /// Where the date has no year or is none, the days of the article decide too.
    written: (Option<Date>, Option<Date>),
    /// Where nothing but the actors is told, the slip stays alone.
    alone: Option<u32>,
}

/// The groups of `slips`, each a contact, in the order of their first slips.
pub(crate) fn link(words: &Words, sheets: &[Sheet], slips: &[Slip]) -> Vec<Group> {
    let mut groups: Vec<Option<Group>> = Vec::new();
    let mut alike: FxHashMap<Likeness, usize> = FxHashMap::default();
    for (number, slip) in slips.iter().enumerate() {
        let number = u32::try_from(number).expect("fewer than 2^32 reports");
        let group = Group::of(number, slip, sheets);
        let place = *alike.entry(likeness(slip, number, group.written)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(Some(old)) => old.absorb(group),
            _ => groups.push(Some(group)),
        }
    }
    let into = (0..groups.len()).collect();
    let mut linker = Linker { words, people: People::default(), groups, into };
    linker.run();
    linker.groups.into_iter().flatten().collect()
}

fn likeness(slip: &Slip, number: u32, written: (Option<Date>, Option<Date>)) -> Likeness<'_> {
    let sharp = slip.date.is_some_and(|d| !d.lacks_year() && width(d) <= Width::Month);
    let named = slip.seats.iter().filter(|s| !s.names.is_empty()).count() > 1;
    let safe = named || slip.date.is_some_and(|d| sharp && width(d) == Width::Fine);
    let loose = slip.date.is_none_or(|d| width(d) == Width::Open) && written == (None, None);
    Likeness {
        seats: &slip.seats,
        kinds: slip.kinds,
        status: slip.status,
        date: slip.date,
        place: slip.place,
        format: slip.format,
        // Who sent a letter tells it from the answer; a call is one whoever phoned.
        initiator: slip.initiator,
        written: if sharp { (None, None) } else { written },
        alone: (!safe || loose).then_some(number),
    }
}

impl Linker<'_> {
    /// The number under which `group` goes on now.
    pub(crate) fn now(&self, group: usize) -> usize {
        let mut number = group;
        while self.into[number] != number {
            number = self.into[number];
        }
        number
    }

    /// The group under a number that [`Linker::now`] gave.
    pub(crate) fn group(&self, number: usize) -> &Group {
        self.groups[number].as_ref().expect("a number that stands has its group")
    }

    /// Numbers that stand.
    pub(crate) fn standing(&self) -> Vec<usize> {
        (0..self.groups.len()).filter(|n| self.groups[*n].is_some()).collect()
    }

    /// An index of the groups that stand.
    pub(crate) fn index(&self) -> Index {
        Index::new(self.groups.iter().enumerate().filter_map(|(n, g)| Some((n, g.as_ref()?))))
    }

    /// The fit of two groups that stand.
    pub(crate) fn fit(&mut self, a: usize, b: usize) -> Option<Fit> {
        let (Some(x), Some(y)) = (&self.groups[a], &self.groups[b]) else { return None };
        fit(self.words, &mut self.people, x, y)
    }

    /// Makes two groups one, under the smaller number.
    pub(crate) fn merge(&mut self, a: usize, b: usize) {
        let (keep, lose) = (a.min(b), a.max(b));
        if let Some(lost) = self.groups[lose].take() {
            self.into[lose] = keep;
            self.groups[keep].as_mut().expect("a number that stands has its group").absorb(lost);
        }
    }
}
