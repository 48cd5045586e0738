//! Whether two dates can be one, and which of the two tells more.

use crate::{Edtf, Granularity};
use jiff::civil::Date;

impl Edtf {
    /// Whether the two can be one date: points agree in the parts both have, intervals overlap.
    pub fn compatible(self, other: Edtf) -> bool {
        if let (Edtf::Point(a), Edtf::Point(b)) = (self, other) {
            return a.agrees(b);
        }
        if self.lacks_year() || other.lacks_year() {
            return self.yearless_overlap(other);
        }
        let before = |a: Option<Date>, b: Option<Date>| match (a, b) {
            (Some(a), Some(b)) => a < b,
            _ => false,
        };
        !before(self.latest(), other.earliest()) && !before(other.latest(), self.earliest())
    }

    fn yearless_overlap(self, other: Edtf) -> bool {
        let year = [self, other].iter().find_map(|e| e.earliest().or(e.latest())).map_or(2000, |d| d.year());
        match (self.in_year(year), other.in_year(year)) {
            (Some(a), Some(b)) if !a.lacks_year() && !b.lacks_year() => a.compatible(b),
            _ => true,
        }
    }

    /// The more telling of two compatible dates: the days that something lasted over a day of them, that over a
    /// month, a month over a longer stretch or a year; a known year over an unknown one. A calendar week tells
    /// no more than a longer stretch.
    pub fn narrower(self, other: Edtf) -> Edtf {
        let days = |e: Edtf| Some(e.earliest()?.until(e.latest()?).ok()?.get_days());
        let rank = |e: Edtf| {
            let fine = match e.granularity() {
                Granularity::Interval if days(e).is_some_and(|n| n <= 31 && n != 6) => 0,
                Granularity::Day => 1,
                Granularity::Month => 2,
                Granularity::Interval => 3,
                Granularity::Year => 4,
            };
            (e.lacks_year(), fine)
        };
        if rank(other) < rank(self) { other } else { self }
    }
}
