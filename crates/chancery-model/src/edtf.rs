//! Dates as EDTF (ISO 8601-2), as far as the record needs them.
//!
//! Level 0 days, months, years and intervals; from level 1 the qualifiers `?`, `~`, `%`, open ends
//! `..`, years before the year 0 (`-0043`), and a year left unspecified (`XXXX-07-10`). Nothing here
//! knows today's date.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// An interval of other length.
    Interval,
}

/// How sure a point is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// As stated.
    #[default]
    Certain,
    /// `?`: inferred, or doubted by the source.
    Uncertain,
    /// `~`: about.
    Approximate,
    /// `%`: both.
    Both,
}

/// A day, month or year, whose year may be unknown. A day is never given without its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    qualifier: Qualifier,
}

/// A point in time or an interval, as EDTF writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Edtf {
    /// A day, month or year.
    Point(Point),
    /// From one point to another; an absent end is open.
    Interval(Option<Point>, Option<Point>),
}

/// A text that is not EDTF as far as the record knows it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "expected an EDTF date such as 2024-04-03, 2024-04, XXXX-04-26 or 2024-04-03/2024-04-05, got \"{0}\""
)]
pub struct EdtfError(pub String);

impl Point {
    /// A day of a known year.
    pub fn day(date: Date) -> Point {
        Point {
            year: Some(date.year()),
            month: Some(date.month()),
            day: Some(date.day()),
            qualifier: Qualifier::Certain,
        }
    }

    /// A checked point: month 1 to 12, a day only with a month and only where some year has it.
    pub fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Point> {
        let leap = 2000;
        let valid = match (month, day) {
            (None, None) => year.is_some(),
            (None, Some(_)) => false,
            (Some(m), None) => (1..=12).contains(&m),
            (Some(m), Some(d)) => Date::new(year.unwrap_or(leap), m, d).is_ok(),
        };
        let year_fits = year.is_none_or(|y| (-9999..=9999).contains(&y));
        (valid && year_fits).then_some(Point { year, month, day, qualifier: Qualifier::Certain })
    }

    /// The year, where known.
    pub fn year(self) -> Option<i16> {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month.
    pub fn day_of_month(self) -> Option<i8> {
        self.day
    }

    /// The qualifier.
    pub fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// The same point with another qualifier.
    pub fn qualified(self, qualifier: Qualifier) -> Point {
        Point { qualifier, ..self }
    }

    /// The same point in `year`; none where that year lacks the day (29 February).
    pub fn in_year(self, year: i16) -> Option<Point> {
        Point::new(Some(year), self.month, self.day).map(|p| p.qualified(self.qualifier))
    }

    /// First day, where the year is known.
    pub fn earliest(self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// Last day, where the year is known.
    pub fn latest(self) -> Option<Date> {
        let year = self.year?;
        match (self.month, self.day) {
            (Some(m), Some(d)) => Date::new(year, m, d).ok(),
            (Some(m), None) => Date::new(year, m, 1).ok().map(Date::last_of_month),
            _ => Date::new(year, 12, 31).ok(),
        }
    }

    /// How fine the point is.
    pub fn granularity(self) -> Granularity {
        match (self.month, self.day) {
            (_, Some(_)) => Granularity::Day,
            (Some(_), None) => Granularity::Month,
            _ => Granularity::Year,
        }
    }

    pub(crate) fn agrees(self, other: Point) -> bool {
        fn meet<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        meet(self.year, other.year) && meet(self.month, other.month) && meet(self.day, other.day)
    }
}

impl Edtf {
    /// A day.
    pub fn day(date: Date) -> Edtf {
        Edtf::Point(Point::day(date))
    }

    /// A month of a known year.
    pub fn month(year: i16, month: i8) -> Option<Edtf> {
        Point::new(Some(year), Some(month), None).map(Edtf::Point)
    }

    /// A year.
    pub fn year(year: i16) -> Option<Edtf> {
        Point::new(Some(year), None, None).map(Edtf::Point)
    }

    /// The days from `first` to `last`; a single day where they are equal, exchanged where inverted.
    pub fn days(first: Date, last: Date) -> Edtf {
        let (a, b) = if first <= last { (first, last) } else { (last, first) };
        if a == b { Edtf::day(a) } else { Edtf::Interval(Some(Point::day(a)), Some(Point::day(b))) }
    }

    /// First possible day; none where open or where the year is unknown.
    pub fn earliest(self) -> Option<Date> {
        match self {
            Edtf::Point(p) => p.earliest(),
            Edtf::Interval(a, _) => a?.earliest(),
        }
    }

    /// Last possible day; none where open or where the year is unknown.
    pub fn latest(self) -> Option<Date> {
        match self {
            Edtf::Point(p) => p.latest(),
            Edtf::Interval(_, b) => b?.latest(),
        }
    }

    /// How fine the date is.
    pub fn granularity(self) -> Granularity {
        match self {
            Edtf::Point(p) => p.granularity(),
            Edtf::Interval(..) => Granularity::Interval,
        }
    }

    /// Whether month or day are told and the year is not.
    pub fn lacks_year(self) -> bool {
        match self {
            Edtf::Point(p) => p.year.is_none(),
            Edtf::Interval(a, b) => a.or(b).is_some_and(|p| p.year.is_none()),
        }
    }

    /// The same date in `year`, where it lacks one; else itself. None where that year lacks the day.
    pub fn in_year(self, year: i16) -> Option<Edtf> {
        if !self.lacks_year() {
            return Some(self);
        }
        match self {
            Edtf::Point(p) => p.in_year(year).map(Edtf::Point),
            Edtf::Interval(a, b) => {
                Some(Edtf::Interval(a.and_then(|p| p.in_year(year)), b.and_then(|p| p.in_year(year))))
            }
        }
    }

    /// The same date with every stated end marked.
    pub fn qualified(self, qualifier: Qualifier) -> Edtf {
        match self {
            Edtf::Point(p) => Edtf::Point(p.qualified(qualifier)),
            Edtf::Interval(a, b) => {
                Edtf::Interval(a.map(|p| p.qualified(qualifier)), b.map(|p| p.qualified(qualifier)))
            }
        }
    }

    /// Whether any part is marked `?`, `~` or `%`.
    pub fn is_qualified(self) -> bool {
        let marked = |p: Point| p.qualifier != Qualifier::Certain;
        match self {
            Edtf::Point(p) => marked(p),
            Edtf::Interval(a, b) => a.is_some_and(marked) || b.is_some_and(marked),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(y) if y < 0 => write!(f, "{y:05}")?,
            Some(y) => write!(f, "{y:04}")?,
            None => f.write_str("XXXX")?,
        }
        if let Some(m) = self.month {
            write!(f, "-{m:02}")?;
        }
        if let Some(d) = self.day {
            write!(f, "-{d:02}")?;
        }
        f.write_str(match self.qualifier {
            Qualifier::Certain => "",
            Qualifier::Uncertain => "?",
            Qualifier::Approximate => "~",
            Qualifier::Both => "%",
        })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |p: &Option<Point>| p.map_or_else(|| "..".to_owned(), |p| p.to_string());
        match self {
            Edtf::Point(p) => f.pad(&p.to_string()),
            Edtf::Interval(a, b) => f.pad(&format!("{}/{}", end(a), end(b))),
        }
    }
}

impl FromStr for Point {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Point, EdtfError> {
        let wrong = || EdtfError(text.to_owned());
        let (body, qualifier) = match text.char_indices().last() {
            Some((i, '?')) => (&text[..i], Qualifier::Uncertain),
            Some((i, '~')) => (&text[..i], Qualifier::Approximate),
            Some((i, '%')) => (&text[..i], Qualifier::Both),
            _ => (text, Qualifier::Certain),
        };
        let (sign, body) = body.strip_prefix('-').map_or((1, body), |rest| (-1, rest));
        let number = |digits: &str| match digits.bytes().all(|b| b.is_ascii_digit()) {
            true => digits.parse::<i16>().map_err(|_| wrong()),
            false => Err(wrong()),
        };
        let mut parts = body.split('-');
        let year = match parts.next() {
            Some("XXXX") if sign > 0 => None,
            Some("0000") if sign < 0 => return Err(wrong()),
            Some(y) if y.len() == 4 => Some(sign * number(y)?),
            _ => return Err(wrong()),
        };
        let mut part = || match parts.next() {
            None => Ok(None),
            Some(p) if p.len() == 2 => number(p).map(|n| Some(n as i8)),
            Some(_) => Err(wrong()),
        };
        let (month, day) = (part()?, part()?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        Point::new(year, month, day).map(|p| p.qualified(qualifier)).ok_or_else(wrong)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Edtf, EdtfError> {
        let end = |t: &str| if t == ".." { Ok(None) } else { t.parse().map(Some) };
        match text.split_once('/') {
            None => Ok(Edtf::Point(text.parse().map_err(|_| EdtfError(text.to_owned()))?)),
            Some(("..", "..")) => Err(EdtfError(text.to_owned())),
            Some((a, b)) => Ok(Edtf::Interval(end(a)?, end(b)?)),
        }
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfError;

    fn try_from(text: String) -> Result<Edtf, EdtfError> {
        text.parse()
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> String {
        edtf.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        text.parse().unwrap()
    }

    #[test]
    fn written_as_read() {
        for text in [
            "2024-04-03",
            "2024-04",
            "2024",
            "XXXX-04-26",
            "XXXX-02",
            "2024-04-03/2024-04-05",
            "2015-12-22/..",
            "../2019-09",
            "2020-07-10?",
            "2019-09~",
            "0000",
            "-0043-03-15",
            "-1999-01-01/0001-01-01",
        ] {
            assert_eq!(edtf(text).to_string(), text);
        }
        for bad in [
            "",
            "2024-13",
            "2024-02-30",
            "XXXX",
            "24-01-01",
            "2024-1-1",
            "../..",
            "2024-04-03T10:00",
            "-XXXX-04",
            "-0000",
            "--043",
            "+024-01-+1",
        ] {
            assert!(bad.parse::<Edtf>().is_err(), "{bad}");
        }
    }

    #[test]
    fn agreement() {
        let check = |a, b, expected| assert_eq!(edtf(a).compatible(edtf(b)), expected, "{a} {b}");
        check("2020-07-10", "XXXX-07-10", true);
        check("2020-07", "XXXX-07-10", true);
        check("2020-07-10", "2020-07-11", false);
        check("2019-09", "../2019-09", true);
        check("2019-10-02", "../2019-09", false);
        check("2024-04-03/2024-04-05", "2024-04-04", true);
        check("XXXX-10-10/XXXX-10-12", "2023-10-11", true);
        check("XXXX-10-10/XXXX-10-12", "2023-10-13", false);
        assert_eq!(edtf("2020").narrower(edtf("2020-07")), edtf("2020-07"));
    }
}
