//! Small arithmetic on EDTF dates: days covered, widths, occurrences of a date without a year.

use chancery_model::Edtf;
use jiff::{ToSpan, civil::Date};

/// How much of the calendar a date leaves open, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Width {
    /// Up to ten days: a day, a visit, a summit.
    Fine,
    /// Up to a month.
    Month,
    /// Up to about four months.
    Season,
    /// More: a year.
    Wide,
    /// No bound on one side, or no date at all.
    Open,
}

/// First and last day of a date whose both ends and year are known.
pub(crate) fn days(date: Edtf) -> Option<(Date, Date)> {
    let (first, last) = (date.earliest()?, date.latest()?);
    (first <= last).then_some((first, last))
}

/// First and last day of `date` in `year`; a date with a year of its own keeps it.
pub(crate) fn occurrence(date: Edtf, year: i16) -> Option<(Date, Date)> {
    days(date.in_year(year)?)
}

/// How wide `date` is; one without a year counts as it stands in any year.
pub(crate) fn width(date: Edtf) -> Width {
    const LEAP: i16 = 2000;
    match occurrence(date, LEAP) {
        None => Width::Open,
        Some((first, last)) => match between(first, last) {
            ..=9 => Width::Fine,
            10..=31 => Width::Month,
            32..=130 => Width::Season,
            _ => Width::Wide,
        },
    }
}

/// Days from `a` to `b`, negative where `b` comes first.
pub(crate) fn between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

/// The day `days` later, held at the ends of the calendar.
pub(crate) fn shift(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(if days < 0 { Date::MIN } else { Date::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        let check = |text: &str, expected| assert_eq!(width(text.parse().unwrap()), expected, "{text}");
        check("2024-04-03", Width::Fine);
        check("XXXX-02-29", Width::Fine);
        check("2024-04-03/2024-04-05", Width::Fine);
        check("XXXX-02", Width::Month);
        check("2023-12/2024-03", Width::Season);
        check("2024", Width::Wide);
        check("../2019-09", Width::Open);
    }

    #[test]
    fn days_between_and_shifted() {
        let day = |m, d| Date::constant(2024, m, d);
        assert_eq!(between(day(2, 28), day(3, 1)), 2);
        assert_eq!(shift(day(3, 1), -2), day(2, 28));
    }
}
