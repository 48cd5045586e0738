//! Dates of the Islamic and the Persian calendar as days of the Gregorian one.

use crate::{Calendar, System, arithmetic::days};
use chancery_model::Edtf;
use icu_calendar::{Date as Foreign, Iso, cal::Hijri};
use jiff::civil::Date;

/// A date whose year is told.
pub(crate) fn stated(c: &Calendar) -> Option<Edtf> {
    let (year, month) = (i32::from(c.year?), c.month?);
    span(c.system, year, month, c.day)
}

/// A date without its year: the nearest to `today`.
pub(crate) fn nearest(c: &Calendar, today: Date) -> Option<Edtf> {
    if c.year.is_some() {
        return stated(c);
    }
    let now = year_of(c.system, today)?;
    let all = (now - 1..=now + 1).filter_map(|year| span(c.system, year, c.month?, c.day));
    all.min_by_key(|e| {
        e.earliest().and_then(|d| today.until(d).ok()).map_or(i32::MAX, |s| s.get_days().abs())
    })
}

/// A day, or the days of a month.
fn span(system: System, year: i32, month: i8, day: Option<i8>) -> Option<Edtf> {
    if let Some(day) = day {
        return gregorian(system, year, month, day).map(Edtf::day);
    }
    let first = gregorian(system, year, month, 1)?;
    let (after, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Some(Edtf::days(first, days(gregorian(system, after, next, 1)?, -1)?))
}

/// The Gregorian day of a date: Islamic ones by the calendar of Umm al-Qura.
fn gregorian(system: System, year: i32, month: i8, day: i8) -> Option<Date> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let iso = match system {
        System::Hijri => Foreign::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura())
            .ok()?
            .to_calendar(Iso),
        System::Persian => Foreign::try_new_persian(year, month, day).ok()?.to_calendar(Iso),
        System::Gregorian => Foreign::try_new_iso(year, month, day).ok()?,
        System::BeforeChrist => return None,
    };
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    Date::new(year, i8::try_from(iso.month().ordinal).ok()?, i8::try_from(iso.day_of_month().0).ok()?).ok()
}

/// The year of another calendar in which a day falls.
fn year_of(system: System, day: Date) -> Option<i32> {
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    let iso = Foreign::try_new_iso(i32::from(day.year()), month, number).ok()?;
    Some(match system {
        System::Hijri => iso.to_calendar(Hijri::new_umm_al_qura()).year().extended_year(),
        System::Persian => iso.to_calendar(icu_calendar::cal::Persian).year().extended_year(),
        System::Gregorian | System::BeforeChrist => i32::from(day.year()),
    })
}
