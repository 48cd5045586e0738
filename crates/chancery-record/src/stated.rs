//! What the reports of one contact state of its date, taken together.

use crate::{
    group::Group,
    slip::Slip,
    when::{days, width},
};
use chancery_model::{Edtf, Status};
use std::cmp::Reverse;

/// The date of a group as its reports state it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stated {
    /// With its year and both ends.
    pub(crate) full: Option<Edtf>,
    /// Where `full` is put together: the slips that give its day and its year.
    pub(crate) parts: Option<(u32, u32)>,
    /// Without a year, where no report tells one.
    pub(crate) yearless: Option<Edtf>,
    /// With an open end, where nothing better is told.
    pub(crate) open: Option<Edtf>,
}

/// Place of a status in the life of a contact.
pub(crate) fn rank(status: Status) -> usize {
    match status {
        Status::Proposed => 0,
        Status::Planned => 1,
        Status::Postponed => 2,
        Status::Refused => 3,
        Status::Cancelled => 4,
        Status::Denied => 5,
        Status::Held => 6,
    }
}

/// What the slips of `group` state. Reports of its last status decide; others only narrow what they state.
pub(crate) fn stated(slips: &[Slip], group: &Group) -> Stated {
    let all: Vec<(u32, Status, Edtf)> = group
        .members
        .iter()
        .filter_map(|n| Some((*n, slips[*n as usize].status, slips[*n as usize].date?)))
        .collect();
    let last = all.iter().map(|(_, s, _)| rank(*s)).max();
    let told = |d: Edtf| all.iter().filter(|(_, _, e)| *e == d).count();
    let order = |d: &Edtf| (width(*d), d.granularity(), Reverse(told(*d)), *d);
    let full = |d: &Edtf| days(*d).is_some();
    let ours = all.iter().filter(|(_, s, _)| Some(rank(*s)) == last).map(|(_, _, d)| *d);
    let any = all.iter().map(|(_, _, d)| *d);
    let base = ours.filter(full).min_by_key(order).or_else(|| any.clone().filter(full).min_by_key(order));
    let yearless = any.clone().filter(|d| d.lacks_year()).min_by_key(order);
    let Some(base) = base else {
        let open = any.clone().find(|d| !d.lacks_year() && !full(d));
        return Stated { yearless, open, ..Stated::default() };
    };
    let narrower = any.filter(full).filter(|d| d.compatible(base) && width(*d) < width(base));
    let best = narrower.min_by_key(order).unwrap_or(base);
    put_together(&all, best, yearless).unwrap_or(Stated { full: Some(best), ..Stated::default() })
}

/// A day or month without a year, set in the year that another report tells, where that is narrower.
fn put_together(all: &[(u32, Status, Edtf)], year: Edtf, day: Option<Edtf>) -> Option<Stated> {
    let day = day.filter(|d| width(*d) < width(year))?;
    let (first, last) = days(year)?;
    let inside = |y: i16| day.in_year(y).filter(|d| d.compatible(year));
    let mut fitting = (first.year()..=last.year()).filter_map(inside);
    let full = fitting.next()?;
    let slip = |date| all.iter().find(|(_, _, d)| *d == date).map(|(n, _, _)| *n);
    let parts = Some((slip(day)?, slip(year)?));
    fitting.next().is_none().then_some(Stated { full: Some(full), parts, ..Stated::default() })
}
