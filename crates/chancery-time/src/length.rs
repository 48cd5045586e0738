//! Units of time, lengths, recurrences and times of the day.

use jiff::civil::Weekday;
use std::fmt;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second; gives no date.
    Second,
    /// A minute; gives no date.
    Minute,
    /// An hour; gives no date.
    Hour,
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// Units by the names that packs use, in the order of the numbers that classes hold.
const UNITS: [(&str, Unit); 13] = [
    ("second", Unit::Second),
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("weekend", Unit::Weekend),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("half", Unit::Half),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
    ("millennium", Unit::Millennium),
];

impl Unit {
    /// The unit of a pack's name, several of it in front: `2week` is a fortnight. Gives how many, and the unit.
    pub(crate) fn parse(name: &str) -> Option<(i32, Unit)> {
        let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let many = if digits == 0 { 1 } else { name[..digits].parse().ok()? };
        let (_, unit) = UNITS.iter().find(|(n, _)| *n == &name[digits..])?;
        Some((many, *unit))
    }

    /// The number that a class holds for so many units.
    pub(crate) fn number(many: i32, unit: Unit) -> i32 {
        many * 100 + UNITS.iter().position(|(_, u)| *u == unit).map_or(0, |i| i as i32)
    }

    /// How many units a class's number stands for, and which.
    pub(crate) fn of_number(number: i32) -> Option<(i32, Unit)> {
        let (_, unit) = UNITS.get(usize::try_from(number % 100).ok()?)?;
        Some((number / 100, *unit))
    }

    /// Whether it is shorter than a day.
    pub fn is_short(self) -> bool {
        self < Unit::Day
    }

    /// The letter of ISO 8601, with how many of it the unit holds.
    fn letter(self) -> (&'static str, u32) {
        match self {
            Unit::Second => ("S", 1),
            Unit::Minute => ("M", 1),
            Unit::Hour => ("H", 1),
            Unit::Day => ("D", 1),
            Unit::Week => ("W", 1),
            Unit::Weekend => ("WE", 1),
            Unit::Month => ("M", 1),
            Unit::Quarter => ("Q", 1),
            Unit::Half => ("M", 6),
            Unit::Year => ("Y", 1),
            Unit::Decade => ("Y", 10),
            Unit::Century => ("Y", 100),
            Unit::Millennium => ("Y", 1000),
        }
    }
}

/// How long something lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many; none where the words leave it open (`years`).
    pub count: Option<i32>,
    /// How many tenths of a unit come on top: 5 for half a unit.
    pub tenths: u8,
    /// The unit.
    pub unit: Unit,
    /// A second, smaller part: the 30 minutes of an hour and 30 minutes.
    pub more: Option<(i32, Unit)>,
}

impl fmt::Display for Length {
    /// As ISO 8601 writes it, with `X` for an amount left open.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.unit.is_short() { "PT" } else { "P" })?;
        let (letter, each) = self.unit.letter();
        match (self.count, self.tenths, self.unit) {
            (None, _, Unit::Decade | Unit::Century | Unit::Millennium) => {
                write!(f, "X{}", self.open_letter())?
            }
            (None, ..) => write!(f, "X{letter}")?,
            (Some(0), 5, Unit::Hour) => f.write_str("30M")?,
            (Some(0), 5, Unit::Year) => f.write_str("6M")?,
            (Some(0), 5, Unit::Day) => f.write_str("T12H")?,
            (Some(n), tenths, _) => {
                let all = (i64::from(n) * 10 + i64::from(tenths)) * i64::from(each);
                match all % 10 {
                    0 => write!(f, "{}{letter}", all / 10)?,
                    rest => write!(f, "{}.{rest}{letter}", all / 10)?,
                }
            }
        }
        if let Some((n, unit)) = self.more {
            if unit.is_short() && !self.unit.is_short() {
                f.write_str("T")?;
            }
            let (letter, each) = unit.letter();
            write!(f, "{}{letter}", i64::from(n) * i64::from(each))?;
        }
        Ok(())
    }
}

impl Length {
    fn open_letter(&self) -> &'static str {
        match self.unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            Unit::Millennium => "ML",
            other => other.letter().0,
        }
    }
}

/// What comes again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    /// A length: each week.
    Length(Length),
    /// A weekday.
    Weekday(Weekday, Option<DayPart>),
    /// A month of each year, or a day of it.
    Month(i8, Option<i8>),
    /// A part of each day.
    Part(DayPart),
    /// A season: spring is 1.
    Season(i8),
    /// The weekend.
    Weekend,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Before noon.
    Morning,
    /// Around noon.
    Midday,
    /// After noon.
    Afternoon,
    /// The evening.
    Evening,
    /// The night.
    Night,
    /// While it is light, or while people work.
    Day,
    /// Twelve o'clock by day.
    Noon,
    /// Twelve o'clock by night.
    Midnight,
}

/// Parts of the day: their names in packs and in TIMEX3.
const PARTS: [(&str, DayPart, &str); 8] = [
    ("morning", DayPart::Morning, "MO"),
    ("midday", DayPart::Midday, "MI"),
    ("afternoon", DayPart::Afternoon, "AF"),
    ("evening", DayPart::Evening, "EV"),
    ("night", DayPart::Night, "NI"),
    ("day", DayPart::Day, "DT"),
    ("noon", DayPart::Noon, "12:00"),
    ("midnight", DayPart::Midnight, "24:00"),
];

impl DayPart {
    /// The number that a class holds for a pack's name.
    pub(crate) fn number(name: &str) -> Option<i32> {
        PARTS.iter().position(|(n, ..)| *n == name).map(|i| i as i32)
    }

    pub(crate) fn of_number(number: i32) -> Option<DayPart> {
        PARTS.get(usize::try_from(number).ok()?).map(|(_, part, _)| *part)
    }

    /// What TIMEX3 writes after the `T`.
    pub fn code(self) -> &'static str {
        PARTS.iter().find(|(_, p, _)| *p == self).map_or("", |(_, _, code)| code)
    }
}

/// A time of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Clock {
    /// Hour, 0 to 24, where told.
    pub hour: Option<u8>,
    /// Minute, where told.
    pub minute: Option<u8>,
    /// Second, where told.
    pub second: Option<u8>,
    /// Part of the day, where told without an hour.
    pub part: Option<DayPart>,
    /// Minutes east of Greenwich, where the zone is told.
    pub zone: Option<i16>,
}

impl Clock {
    /// The clock of an hour as it is said, with the part of the day that settles which half of the day it is in.
    pub(crate) fn said(
        hour: i32,
        minute: Option<i32>,
        second: Option<i32>,
        part: Option<DayPart>,
    ) -> Option<Clock> {
        let late = matches!(part, Some(DayPart::Afternoon | DayPart::Evening));
        let night = part == Some(DayPart::Night);
        let hour = match hour {
            12 if night || part == Some(DayPart::Morning) => 0,
            1..=11 if late => hour + 12,
            6..=11 if night => hour + 12,
            _ => hour,
        };
        // "Half to" an hour counts back from it.
        let (hour, minute) = match minute {
            Some(m) if m < 0 => ((hour + 23) % 24, Some(60 + m)),
            other => (hour, other),
        };
        let small = |n: i32, most: i32| u8::try_from(n).ok().filter(|_| n <= most);
        let checked = |n: Option<i32>| n.map_or(Some(None), |n| small(n, 59).map(Some));
        Some(Clock {
            hour: Some(small(hour, 24)?),
            minute: checked(minute)?,
            second: checked(second)?,
            part: None,
            zone: None,
        })
    }
}

impl fmt::Display for Clock {
    /// As TIMEX3 writes it, from the `T`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.hour, self.part) {
            (Some(hour), _) => {
                write!(f, "T{hour:02}:{:02}", self.minute.unwrap_or(0))?;
                if let Some(second) = self.second {
                    write!(f, ":{second:02}")?;
                }
            }
            (None, Some(part)) => write!(f, "T{}", part.code())?,
            (None, None) => f.write_str("TXX")?,
        }
        match self.zone {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}
