//! A group: slips that are held to be one contact, with what they say together.

use crate::{
    slip::{Kinds, Seat, Sheet, Slip, Word},
    when::{Width, days, shift, width},
};
use chancery_model::{Edtf, Status};
use jiff::civil::Date;

/// Slips of one contact. All lists are sorted and free of doubles.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) members: Vec<u32>,
    pub(crate) pages: Vec<u32>,
    pub(crate) seats: Vec<Seat>,
    pub(crate) kinds: Kinds,
    pub(crate) statuses: Vec<Status>,
    /// Narrowest first.
    pub(crate) dates: Vec<Edtf>,
    /// Days that words state outright.
    pub(crate) stated: Vec<Date>,
    pub(crate) places: Vec<Word>,
    pub(crate) formats: Vec<Word>,
    pub(crate) initiators: Vec<Word>,
    /// First and last day on which its articles can have been written, where known.
    pub(crate) written: (Option<Date>, Option<Date>),
}

impl Group {
    /// The group of one slip.
    pub(crate) fn of(number: u32, slip: &Slip, sheets: &[Sheet]) -> Group {
        let stamp = &sheets[slip.page as usize].stamp;
        Group {
            members: vec![number],
            pages: vec![slip.page],
            seats: slip.seats.to_vec(),
            kinds: slip.kinds,
            statuses: vec![slip.status],
            dates: slip.date.into_iter().collect(),
            stated: slip.date.filter(|_| !slip.date_inferred).and_then(one_day).into_iter().collect(),
            places: slip.place.into_iter().collect(),
            formats: slip.format.into_iter().collect(),
            initiators: slip.initiator.into_iter().collect(),
            written: (stamp.first.as_ref().map(|b| b.day), stamp.last.as_ref().map(|b| b.day)),
        }
    }

    /// Takes over what `other` says.
    pub(crate) fn absorb(&mut self, other: Group) {
        unite(&mut self.members, other.members);
        unite(&mut self.pages, other.pages);
        unite(&mut self.statuses, other.statuses);
        unite(&mut self.dates, other.dates);
        self.dates.sort_by_key(|d| (width(*d), d.lacks_year(), *d));
        unite(&mut self.stated, other.stated);
        unite(&mut self.places, other.places);
        unite(&mut self.formats, other.formats);
        unite(&mut self.initiators, other.initiators);
        self.kinds = self.kinds.union(other.kinds);
        self.written = (
            self.written.0.into_iter().chain(other.written.0).min(),
            self.written.1.into_iter().chain(other.written.1).max(),
        );
        for seat in other.seats {
            match self.seats.iter_mut().find(|s| s.actor == seat.actor) {
                Some(old) => old.absorb(&seat),
                None => self.seats.push(seat),
            }
        }
        self.seats.sort_by_key(|s| s.actor);
    }

    /// How wide its narrowest date is.
    pub(crate) fn width(&self) -> Width {
        self.dates.first().map_or(Width::Open, |d| width(*d))
    }

    /// First and last day of its narrowest date that has a year and both ends.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        self.dates.iter().find_map(|d| days(*d))
    }

    /// The one day that all its dates of a few days are.
    pub(crate) fn day(&self) -> Option<Date> {
        let mut fine = self.dates.iter().filter(|d| width(**d) == Width::Fine).map(|d| one_day(*d));
        let day = fine.next()??;
        fine.all(|d| d == Some(day)).then_some(day)
    }

    /// Its narrowest date without a year, where no date has one.
    pub(crate) fn yearless(&self) -> Option<Edtf> {
        self.dates.first().copied().filter(|_| self.days().is_none()).filter(|d| d.lacks_year())
    }

    pub(crate) fn is_held(&self) -> bool {
        self.statuses.contains(&Status::Held)
    }

    /// Whether some report says that it does not or did not take place.
    pub(crate) fn is_off(&self) -> bool {
        self.statuses
            .iter()
            .any(|s| matches!(s, Status::Cancelled | Status::Postponed | Status::Refused | Status::Denied))
    }

    /// Whether some report tells it as still to come.
    pub(crate) fn is_ahead(&self) -> bool {
        self.statuses.iter().any(|s| matches!(s, Status::Planned | Status::Proposed))
    }

    /// Whether the two have an article in common, which told them apart.
    pub(crate) fn told_apart(&self, other: &Group) -> bool {
        let (few, many) = if self.pages.len() < other.pages.len() { (self, other) } else { (other, self) };
        few.pages.iter().any(|p| many.pages.binary_search(p).is_ok())
    }

    /// Whether their dates can be one: among narrow dates with a year one pair must agree, else all pairs.
    pub(crate) fn dates_meet(&self, other: &Group) -> bool {
        let sharp = |d: &&Edtf| !d.lacks_year() && width(**d) == Width::Fine;
        let (mine, theirs) = (self.dates.iter().filter(sharp), other.dates.iter().filter(sharp));
        if mine.clone().next().is_some() && theirs.clone().next().is_some() {
            return mine.into_iter().any(|a| theirs.clone().any(|b| a.compatible(*b)));
        }
        self.dates.iter().all(|a| other.dates.iter().all(|b| a.compatible(*b)))
            && self.year_plausible(other)
            && other.year_plausible(self)
    }

    /// A date without a year is near its article: other dates and articles must be within about a year.
    fn year_plausible(&self, other: &Group) -> bool {
        const YEAR: i32 = 400;
        if self.yearless().is_none() {
            return true;
        }
        let (first, last) = match other.days() {
            Some((first, last)) => (Some(first), Some(last)),
            None => other.written,
        };
        let before = |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(last, self.written.0.map(|d| shift(d, -YEAR)))
            && !before(self.written.1.map(|d| shift(d, YEAR)), first)
    }
}

/// The day of a date that is one.
fn one_day(date: Edtf) -> Option<Date> {
    days(date).filter(|(first, last)| first == last).map(|(day, _)| day)
}

fn unite<T: Ord>(list: &mut Vec<T>, more: Vec<T>) {
    list.extend(more);
    list.sort_unstable();
    list.dedup();
}
