//! Finds the groups that share two actors with a group and lie near it in time.

use crate::{
    group::Group,
    slip::Word,
    when::{days, occurrence, shift},
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Dates up to this many days wide are kept in order of their first day.
const NARROW: i32 = 40;
/// Actors beyond this number are left out of the index.
const MOST_ACTORS: usize = 8;

type Pair = (Word, Word);

/// Groups by pair of actors and time.
#[derive(Debug, Default)]
pub(crate) struct Index {
    narrow: FxHashMap<Pair, Vec<(Date, Date, usize)>>,
    wide: FxHashMap<Pair, Vec<usize>>,
    yearless: FxHashMap<(Pair, i8), Vec<usize>>,
}

impl Index {
    /// The index of the groups under their numbers.
    pub(crate) fn new<'a>(groups: impl Iterator<Item = (usize, &'a Group)>) -> Index {
        let mut index = Index::default();
        for (number, group) in groups {
            for pair in pairs(group) {
                index.add(pair, number, group);
            }
        }
        for list in index.narrow.values_mut() {
            list.sort_unstable();
        }
        index
    }

    fn add(&mut self, pair: Pair, number: usize, group: &Group) {
        if let Some(date) = group.yearless() {
            for month in months(occurrence(date, 2000)) {
                self.yearless.entry((pair, month)).or_default().push(number);
            }
            return;
        }
        let dated: Vec<_> = group.dates.iter().filter_map(|d| days(*d)).collect();
        for (first, last) in &dated {
            if shift(*first, NARROW) >= *last {
                self.narrow.entry(pair).or_default().push((*first, *last, number));
            } else {
                self.wide.entry(pair).or_default().push(number);
            }
        }
    }

    /// Groups with a year that can lie between `first` and `last`; without the wide ones unless asked for.
    pub(crate) fn between(&self, group: &Group, first: Date, last: Date, wide: bool) -> Vec<usize> {
        let mut found = Vec::new();
        for pair in pairs(group) {
            if let Some(list) = self.narrow.get(&pair) {
                let start = list.partition_point(|e| e.0 < shift(first, -NARROW));
                let near = list[start..].iter().take_while(|e| e.0 <= last);
                found.extend(near.filter(|e| e.1 >= first).map(|e| e.2));
            }
            if wide {
                found.extend(self.wide.get(&pair).into_iter().flatten());
            }
        }
        tidy(found)
    }

    /// Groups without a year whose months meet those from `first` to `last`.
    pub(crate) fn yearless(&self, group: &Group, first: Date, last: Date) -> Vec<usize> {
        let months = months(Some((first, last)));
        let keys = pairs(group).into_iter().flat_map(|p| months.iter().map(move |m| (p, *m)));
        tidy(keys.filter_map(|key| self.yearless.get(&key)).flatten().copied().collect())
    }

    /// The years over which its pairs of actors have dated contacts.
    pub(crate) fn years(&self, group: &Group) -> std::ops::RangeInclusive<i16> {
        let lists = pairs(group).into_iter().filter_map(|p| self.narrow.get(&p));
        let ends = lists.filter_map(|l| Some((l.first()?.0.year(), l.last()?.0.year())));
        let (first, last) = ends.fold((i16::MAX, i16::MIN), |(a, b), (c, d)| (a.min(c), b.max(d)));
        first..=last
    }
}

fn tidy(mut found: Vec<usize>) -> Vec<usize> {
    found.sort_unstable();
    found.dedup();
    found
}

fn pairs(group: &Group) -> Vec<Pair> {
    let actors: Vec<Word> = group.seats.iter().map(|s| s.actor).take(MOST_ACTORS).collect();
    if let [only] = actors[..] {
        return vec![(only, only)];
    }
    let mut pairs = Vec::new();
    for (i, a) in actors.iter().enumerate() {
        pairs.extend(actors[i + 1..].iter().map(|b| (*a, *b)));
    }
    pairs
}

fn months(window: Option<(Date, Date)>) -> Vec<i8> {
    let Some((first, last)) = window else { return Vec::new() };
    let span = i32::from(last.year() - first.year()) * 12 + i32::from(last.month() - first.month());
    (0..=span.clamp(0, 11)).map(|m| ((i32::from(first.month()) - 1 + m) % 12 + 1) as i8).collect()
}
