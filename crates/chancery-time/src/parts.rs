//! Parts of years and of other periods: seasons, quarters, weeks, the nth day of something.

use crate::{
    Direction, Member, Slice, Unit, Which,
    arithmetic::{days, monday, pick, years},
};
use chancery_model::{Edtf, Point};
use jiff::civil::{Date, Weekday};

/// The months of a part of `year`; winter is the one that begins in it.
pub(crate) fn slice_of_year(slice: Slice, year: i16) -> Option<Edtf> {
    let (first, months) = match slice {
        Slice::Spring => (3, 3),
        Slice::Summer => (6, 3),
        Slice::Autumn => (9, 3),
        Slice::Winter => (12, 3),
        Slice::Quarter(n) => (n * 3 - 2, 3),
        Slice::Half(n) => (n * 6 - 5, 6),
    };
    let last = first + months - 1;
    let (last_year, last) = if last > 12 { (year.checked_add(1)?, last - 12) } else { (year, last) };
    Some(Edtf::Interval(
        Some(Point::new(Some(year), Some(first), None)?),
        Some(Point::new(Some(last_year), Some(last), None)?),
    ))
}

/// The part of a year that is meant, seen from `today`.
pub(crate) fn slice_at(
    slice: Slice,
    year: Option<i16>,
    which: Which,
    today: Date,
    direction: Direction,
) -> Option<Edtf> {
    if let Some(year) = year {
        return slice_of_year(slice, year);
    }
    let past = (-2..=1).rev().filter_map(|n| slice_of_year(slice, today.year() + n));
    let future = (-1..=2).filter_map(|n| slice_of_year(slice, today.year() + n));
    let over = |e: &Edtf| e.latest().is_some_and(|d| d < today);
    let begun = |e: &Edtf| e.earliest().is_some_and(|d| d <= today);
    match (which, direction) {
        (Which::Year(shift), _) => slice_of_year(slice, today.year().checked_add(shift)?),
        (Which::Last, _) => past.into_iter().find(over),
        (Which::Next, _) => future.into_iter().find(|e| !begun(e)),
        (Which::This, _) => future
            .into_iter()
            .find(|e| e.latest().is_some_and(|d| d.year() >= today.year() && d >= today.first_of_year())),
        (_, Direction::Future) => future.into_iter().find(|e| !over(e)),
        (_, Direction::Past) => past.into_iter().find(begun),
        _ => (-2..=1)
            .filter_map(|n| slice_of_year(slice, today.year() + n))
            .min_by_key(|e| distance(*e, today)),
    }
}

/// Days from a day to an interval; 0 inside it.
fn distance(interval: Edtf, day: Date) -> i32 {
    let far = |d: Option<Date>| d.and_then(|d| day.until(d).ok()).map_or(i32::MAX, |s| s.get_days());
    let (first, last) = (far(interval.earliest()), far(interval.latest()));
    if first <= 0 && last >= 0 { 0 } else { first.abs().min(last.abs()) }
}

/// The hundred years that the century of a number is commonly taken for: 1800 to 1899 for the 19th.
pub(crate) fn century(number: i16) -> Option<Edtf> {
    let first = number.checked_sub(1)?.checked_mul(100)?;
    years(first, first.checked_add(99)?)
}

/// Week `number` of a year as ISO 8601 counts them.
pub(crate) fn week(number: i8, year: i16) -> Option<Edtf> {
    let day = jiff::civil::ISOWeekDate::new(year, number, Weekday::Monday).ok()?.date();
    Some(Edtf::days(day, days(day, 6)?))
}

/// The day so many days from Easter Sunday of the western churches, by the rule of Meeus, Jones and Butcher.
pub(crate) fn easter(shift: i16, year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    let sunday = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    days(sunday, i64::from(shift))
}

/// The same, of the year that is meant.
pub(crate) fn easter_at(
    shift: i16,
    year: Option<i16>,
    which: Which,
    today: Date,
    direction: Direction,
) -> Option<Edtf> {
    if let Some(year) = year {
        return easter(shift, year).map(Edtf::day);
    }
    if let Which::Year(off) = which {
        return easter(shift, today.year().checked_add(off)?).map(Edtf::day);
    }
    let all = (-1..=1).filter_map(|n| easter(shift, today.year() + n)).collect();
    pick(all, which, today, direction).map(Edtf::day)
}

/// The nth member of a period, from 1, or from −1 backwards; none where it has not so many.
pub(crate) fn nth(member: Member, nth: i8, of: Edtf) -> Option<Edtf> {
    let (first, last) = (of.earliest()?, of.latest()?);
    let step = i64::from(if nth < 0 { nth + 1 } else { nth - 1 });
    let day = match member {
        Member::Unit(Unit::Day) => days(if nth < 0 { last } else { first }, step)?,
        Member::Weekday(weekday) if nth < 0 => {
            days(last, step * 7 - i64::from(last.weekday().since(weekday)))?
        }
        Member::Weekday(weekday) => days(first, step * 7 + i64::from(first.weekday().until(weekday)))?,
        Member::Unit(Unit::Month) => {
            let from = if nth < 0 { last } else { first };
            let there = from.first_of_month().checked_add(jiff::Span::new().try_months(step).ok()?).ok()?;
            return within(there, first, last).then(|| Edtf::month(there.year(), there.month())).flatten();
        }
        Member::Unit(Unit::Week) => {
            // A week belongs to the time that most of its days lie in.
            let thursday = self::nth(Member::Weekday(Weekday::Thursday), nth, of)?.earliest()?;
            let start = monday(thursday)?;
            return Some(Edtf::days(start, days(start, 6)?));
        }
        Member::Unit(Unit::Weekend) => {
            let saturday = Member::Weekday(Weekday::Saturday);
            let start = self::nth(saturday, nth, of)?.earliest()?;
            return Some(Edtf::days(start, days(start, 1)?));
        }
        Member::Unit(Unit::Year) => {
            let from = if nth < 0 { last } else { first };
            return Edtf::year(from.year().checked_add(i16::try_from(step).ok()?)?);
        }
        Member::Unit(Unit::Decade) => {
            let from = if nth < 0 { last.year() } else { first.year() };
            let start = (from.div_euclid(10) * 10).checked_add(i16::try_from(step * 10).ok()?)?;
            return years(start, start.checked_add(9)?);
        }
        Member::Unit(_) => return None,
    };
    within(day, first, last).then_some(Edtf::day(day))
}

fn within(day: Date, first: Date, last: Date) -> bool {
    first.first_of_month() <= day && day <= last
}
