//! Days, months and years counted from a known day.

use crate::{Calendar, Core, Direction, System, Unit, Which, parts};
use chancery_model::{Edtf, Point};
use jiff::{ToSpan, civil::Date};

/// What `core` names, seen from `today`.
pub(crate) fn at(core: &Core, today: Date, direction: Direction) -> Option<Edtf> {
    match core {
        Core::Calendar(calendar) => calendar_at(calendar, today, direction),
        Core::Period { unit, shift, .. } => {
            let there = period(*unit, *shift, today)?;
            // "They met at the weekend": the one that has been.
            let ahead = direction == Direction::Past && *unit == Unit::Weekend && *shift == 0;
            let past = || period(*unit, -1, today);
            if ahead && there.earliest().is_some_and(|first| first > today) { past() } else { Some(there) }
        }
        Core::Offset { unit, amount, .. } | Core::Within { unit, amount, .. } => match unit {
            Unit::Weekend => period(Unit::Week, *amount, today),
            unit => period(*unit, *amount, today),
        },
        Core::Around { unit, of } => period(*unit, 0, at(of, today, direction)?.earliest()?),
        Core::Span { unit, amount } => {
            let far = shifted(*unit, *amount, today)?;
            Some(Edtf::days(today, far))
        }
        Core::Slice { slice, year, which } => parts::slice_at(*slice, *year, *which, today, direction),
        Core::Easter { shift, year, which } => parts::easter_at(*shift, *year, *which, today, direction),
        Core::Week(number, year) => parts::week(*number, year.unwrap_or(today.year())),
        Core::Nth { member, nth, of } => parts::nth(*member, *nth, at(of, today, direction)?),
        Core::Century(number) => parts::century(*number),
        Core::Decade(year) => years(*year, year.checked_add(9)?),
        Core::Range(first, second) => range(first, second, today, direction),
        Core::Vague(_) | Core::Duration(_) | Core::Set { .. } | Core::Clock => None,
    }
}

/// How many months ahead the nearest month of a name may lie: those that are told ahead are told soon before.
const AHEAD: i8 = 3;

/// An interval of whole years.
pub(crate) fn years(first: i16, last: i16) -> Option<Edtf> {
    let point = |y| Point::new(Some(y), None, None);
    Some(Edtf::Interval(Some(point(first)?), Some(point(last)?)))
}

fn shifted(unit: Unit, amount: i32, today: Date) -> Option<Date> {
    let n = i64::from(amount);
    if n.abs() > 100_000 {
        return None;
    }
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => n.days(),
        Unit::Week | Unit::Weekend => (n * 7).days(),
        Unit::Month => n.try_months(1)?,
        Unit::Quarter => n.try_months(3)?,
        Unit::Year => n.try_months(12)?,
        Unit::Half => n.try_months(6)?,
        Unit::Decade => n.try_months(120)?,
        Unit::Century => n.try_months(1200)?,
        Unit::Millennium => n.try_months(12_000)?,
    };
    today.checked_add(span).ok()
}

/// Months as a span, where there are not too many for a calendar.
trait TryMonths {
    fn try_months(self, each: i64) -> Option<jiff::Span>;
}

impl TryMonths for i64 {
    fn try_months(self, each: i64) -> Option<jiff::Span> {
        jiff::Span::new().try_months(self.checked_mul(each)?).ok()
    }
}

/// The whole unit that is `shift` units off.
pub(crate) fn period(unit: Unit, shift: i32, today: Date) -> Option<Edtf> {
    let there = shifted(unit, shift, today)?;
    let monday = || monday(there);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => Some(Edtf::day(there)),
        Unit::Week => Some(Edtf::days(monday()?, days(monday()?, 6)?)),
        Unit::Weekend => {
            // On Monday and Tuesday, the weekend is the one that has just been.
            let back = if shift == 0 && there.weekday().to_monday_zero_offset() < 2 { -7 } else { 0 };
            Some(Edtf::days(days(monday()?, back + 5)?, days(monday()?, back + 6)?))
        }
        Unit::Month => Edtf::month(there.year(), there.month()),
        Unit::Quarter => {
            let first = (there.month() - 1) / 3 * 3 + 1;
            let point = |m| Point::new(Some(there.year()), Some(m), None);
            Some(Edtf::Interval(Some(point(first)?), Some(point(first + 2)?)))
        }
        Unit::Year => Edtf::year(there.year()),
        Unit::Half => {
            parts::slice_of_year(crate::Slice::Half(if there.month() < 7 { 1 } else { 2 }), there.year())
        }
        Unit::Decade | Unit::Century | Unit::Millennium => {
            let many = match unit {
                Unit::Decade => 10,
                Unit::Century => 100,
                _ => 1000,
            };
            let first = there.year().div_euclid(many) * many;
            years(first, first.checked_add(many - 1)?)
        }
    }
}

pub(crate) fn days(day: Date, n: i64) -> Option<Date> {
    day.checked_add(n.days()).ok()
}

pub(crate) fn monday(day: Date) -> Option<Date> {
    days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

fn calendar_at(c: &Calendar, today: Date, direction: Direction) -> Option<Edtf> {
    if c.system != System::Gregorian {
        return crate::system::nearest(c, today);
    }
    match (c.year, c.month, c.day) {
        (Some(_), month, day) => Point::new(c.year, month, day).map(Edtf::Point),
        (None, Some(month), Some(day)) => day_of_month(c, month, day, today, direction),
        (None, Some(month), None) => month_at(month, c.which, today, direction),
        (None, None, Some(day)) => {
            // A day and its weekday agree in a month or two of a year.
            let reach = if c.weekday.is_some() { 12 } else { 2 };
            let months = (-reach..=reach).filter_map(|n: i64| {
                let there = today.first_of_month().checked_add(jiff::Span::new().try_months(n).ok()?).ok()?;
                Date::new(there.year(), there.month(), day).ok()
            });
            pick(fitting(c, months.collect()), c.which, today, direction).map(Edtf::day)
        }
        (None, None, None) => weekday_at(c, today, direction),
    }
}

fn day_of_month(c: &Calendar, month: i8, day: i8, today: Date, direction: Direction) -> Option<Edtf> {
    if let Which::Year(shift) = c.which {
        return Point::new(today.year().checked_add(shift), Some(month), Some(day)).map(Edtf::Point);
    }
    let reach = if (month, day) == (2, 29) { 4 } else { 1 };
    let all = (-reach..=reach).filter_map(|n| Date::new(today.year() + n, month, day).ok()).collect();
    pick(fitting(c, all), c.which, today, direction).map(Edtf::day)
}

/// Those of `all` that fall on the stated weekday; all of them where none does or none is stated.
fn fitting(c: &Calendar, all: Vec<Date>) -> Vec<Date> {
    let Some(weekday) = c.weekday else { return all };
    let fit: Vec<Date> = all.iter().copied().filter(|d| d.weekday() == weekday).collect();
    if fit.is_empty() { all } else { fit }
}

/// The one of `all` that is meant; where the direction excludes every one, the nearest.
pub(crate) fn pick(all: Vec<Date>, which: Which, today: Date, direction: Direction) -> Option<Date> {
    let far = |d: &Date| {
        let between = today.until(*d).map_or(i32::MAX, |s| s.get_days().abs());
        (between, *d)
    };
    let nearest = all.iter().copied().min_by_key(far);
    let found = match (which, direction) {
        (Which::Last, _) => all.iter().copied().filter(|d| *d < today).max(),
        (Which::Next, _) => all.iter().copied().filter(|d| *d > today).min(),
        (Which::This, _) | (_, Direction::Nearest) => nearest,
        (_, Direction::Past) => all.iter().copied().filter(|d| *d <= today).max(),
        (_, Direction::Future) => all.iter().copied().filter(|d| *d >= today).min(),
    };
    found.or(nearest)
}

fn month_at(month: i8, which: Which, today: Date, direction: Direction) -> Option<Edtf> {
    let here = today.month();
    let shift = match (which, direction) {
        (Which::Year(shift), _) => shift,
        (Which::Near, Direction::Nearest) => {
            i16::from(month + 12 <= here + AHEAD) - i16::from(month > here + AHEAD)
        }
        (Which::Last, _) => -i16::from(month >= here),
        (Which::Next, _) => i16::from(month <= here),
        (Which::This, _) => 0,
        (_, Direction::Future) => i16::from(month < here),
        (_, Direction::Past | Direction::Nearest) => -i16::from(month > here),
    };
    Edtf::month(today.year().checked_add(shift)?, month)
}

fn weekday_at(c: &Calendar, today: Date, direction: Direction) -> Option<Edtf> {
    let weekday = c.weekday?;
    let since = i64::from(today.weekday().since(weekday));
    let until = i64::from(today.weekday().until(weekday));
    let shift = match (c.which, direction) {
        (Which::Week(weeks), _) => {
            let day = days(monday(today)?, i64::from(weeks) * 7)?;
            return days(day, i64::from(weekday.to_monday_zero_offset())).map(Edtf::day);
        }
        (Which::Last, _) => -if since == 0 { 7 } else { since },
        (Which::Next, _) => {
            if until == 0 {
                7
            } else {
                until
            }
        }
        (Which::This, Direction::Future) => until,
        (Which::This, Direction::Past) => -since,
        (Which::This | Which::Near, Direction::Nearest) => {
            if until < since {
                until
            } else {
                -since
            }
        }
        (_, Direction::Future) => until,
        (_, Direction::Past | Direction::Nearest) => -since,
    };
    days(today, shift).map(Edtf::day)
}

fn range(first: &Core, second: &Core, today: Date, direction: Direction) -> Option<Edtf> {
    let (from, to) = if direction == Direction::Future {
        let from = at(first, today, Direction::Future)?;
        (from, at(second, from.earliest()?, Direction::Future)?)
    } else {
        let to = at(second, today, direction)?;
        // What is told by itself (*next week*) is not looked for from the end.
        let bare = matches!(first, Core::Calendar(c) if matches!(c.which, Which::Bare | Which::Near));
        let within = if bare { at(first, to.latest()?, Direction::Past) } else { None };
        (within.or_else(|| at(first, today, direction))?, to)
    };
    span(from, to)
}

/// The interval from the first end of one date to the last end of another.
pub(crate) fn span(from: Edtf, to: Edtf) -> Option<Edtf> {
    let first = match from {
        Edtf::Point(p) => Some(p),
        Edtf::Interval(a, _) => a,
    };
    let last = match to {
        Edtf::Point(p) => Some(p),
        Edtf::Interval(_, b) => b,
    };
    match (first, last) {
        (Some(a), Some(b)) if a == b => Some(Edtf::Point(a)),
        (Some(a), Some(b)) if a.earliest().zip(b.latest()).is_some_and(|(x, y)| x > y) => None,
        (None, None) => None,
        (a, b) => Some(Edtf::Interval(a, b)),
    }
}
