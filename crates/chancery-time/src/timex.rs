//! Expressions as TIMEX3 writes them.

use crate::{Bound, Calendar, Core, Every, Expr, Length, Member, Part, Slice, System, Tense, Unit};
use chancery_model::{Edtf, Granularity};
use std::fmt;

/// The type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A day or longer.
    Date,
    /// A time of the day.
    Time,
    /// A length.
    Duration,
    /// A recurrence.
    Set,
}

/// An expression of time as TIMEX3 annotates it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Its type.
    pub kind: Kind,
    /// Its value; none where nothing tells it.
    pub value: Option<String>,
    /// `START`, `MID`, `END`, `APPROX`, `LESS_THAN`, `MORE_THAN`, `EQUAL_OR_LESS`, `EQUAL_OR_MORE`.
    pub modifier: Option<&'static str>,
    /// How often in each recurrence: `3X`.
    pub freq: Option<String>,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Date => "DATE",
            Kind::Time => "TIME",
            Kind::Duration => "DURATION",
            Kind::Set => "SET",
        })
    }
}

impl Timex {
    /// The TIMEX3 of an expression. `date` is what it denotes; for a bare time of the day its day.
    pub fn of(expr: &Expr, date: Option<Edtf>) -> Timex {
        let freq = match &expr.core {
            Core::Set { times: Some(n), .. } => Some(format!("{n}X")),
            _ => None,
        };
        Timex { kind: kind(expr), value: value(expr, date), modifier: modifier(expr), freq }
    }
}

fn kind(expr: &Expr) -> Kind {
    match &expr.core {
        Core::Duration(_) | Core::Span { .. } => Kind::Duration,
        Core::Within { .. } => Kind::Duration,
        Core::Offset { unit, .. } if unit.is_short() => Kind::Duration,
        Core::Set { .. } => Kind::Set,
        Core::Clock => Kind::Time,
        _ if expr.clock.is_some() => Kind::Time,
        _ => Kind::Date,
    }
}

fn modifier(expr: &Expr) -> Option<&'static str> {
    let bound = expr.bound.map(|bound| match bound {
        Bound::Approx => "APPROX",
        Bound::Less => "LESS_THAN",
        Bound::More => "MORE_THAN",
        Bound::AtMost => "EQUAL_OR_LESS",
        Bound::AtLeast => "EQUAL_OR_MORE",
    });
    bound.or(expr.part.map(|part| match part {
        Part::Start => "START",
        Part::Mid => "MID",
        Part::End => "END",
    }))
}

fn value(expr: &Expr, date: Option<Edtf>) -> Option<String> {
    let mut value = match &expr.core {
        Core::Duration(length) => return Some(length.to_string()),
        Core::Offset { unit, amount, .. } if unit.is_short() => return Some(length(*unit, *amount)),
        Core::Within { unit, amount, .. } | Core::Span { unit, amount } => {
            return Some(length(*unit, *amount));
        }
        Core::Set { every, .. } => return Some(recurrence(*every)),
        Core::Vague(tense) => reference(*tense).to_owned(),
        core => dated(core, date)?,
    };
    if let Some(clock) = expr.clock {
        value.push_str(&clock.to_string());
    }
    if expr.fiscal {
        value.insert_str(0, "FY");
    }
    Some(value)
}

fn length(unit: Unit, amount: i32) -> String {
    Length { count: Some(amount.saturating_abs()), tenths: 0, unit, more: None }.to_string()
}

fn reference(tense: Tense) -> &'static str {
    match tense {
        Tense::Past => "PAST_REF",
        Tense::Present => "PRESENT_REF",
        Tense::Future => "FUTURE_REF",
    }
}

/// The date in the notation that TIMEX3 has for its unit.
fn dated(core: &Core, date: Option<Edtf>) -> Option<String> {
    let first = date.and_then(Edtf::earliest);
    let year = || first.map_or_else(|| "XXXX".to_owned(), |d| format!("{:04}", d.year()));
    let unit = match core {
        Core::Slice { slice, .. } => {
            let year = year();
            return Some(match slice {
                Slice::Spring => format!("{year}-SP"),
                Slice::Summer => format!("{year}-SU"),
                Slice::Autumn => format!("{year}-FA"),
                Slice::Winter => format!("{year}-WI"),
                Slice::Quarter(n) => format!("{year}-Q{n}"),
                Slice::Half(n) => format!("{year}-H{n}"),
            });
        }
        Core::Decade(year) => return Some(format!("{:03}", year / 10)),
        Core::Century(number) => return Some(format!("{:02}", number - 1)),
        Core::Period { unit, .. } | Core::Offset { unit, .. } | Core::Around { unit, .. } => Some(*unit),
        Core::Week(..) => Some(Unit::Week),
        Core::Nth { member: Member::Unit(unit), .. } => Some(*unit),
        Core::Clock if date.is_none() => return Some("XXXX-XX-XX".to_owned()),
        Core::Calendar(Calendar { system: System::BeforeChrist, year: Some(year), month, .. }) => {
            return Some(month.map_or(format!("BC{year:04}"), |m| format!("BC{year:04}-{m:02}")));
        }
        Core::Calendar(c) if date.is_none() => {
            return c.weekday.map(|w| format!("XXXX-WXX-{}", w.to_monday_one_offset()));
        }
        _ => None,
    };
    let week =
        |end: &str| first.map(|d| d.iso_week_date()).map(|w| format!("{}-W{:02}{end}", w.year(), w.week()));
    match unit {
        Some(Unit::Week) => week(""),
        Some(Unit::Weekend) => week("-WE"),
        Some(Unit::Quarter) => first.map(|d| format!("{:04}-Q{}", d.year(), (d.month() + 2) / 3)),
        Some(Unit::Half) => first.map(|d| format!("{:04}-H{}", d.year(), (d.month() + 5) / 6)),
        Some(Unit::Decade) => first.map(|d| format!("{:03}", d.year() / 10)),
        Some(Unit::Century) => first.map(|d| format!("{:02}", d.year() / 100)),
        Some(Unit::Millennium) => first.map(|d| format!("{}", d.year() / 1000)),
        _ => date.map(|date| match (date.granularity(), first) {
            (Granularity::Interval, Some(first)) if !matches!(core, Core::Range(..)) => first.to_string(),
            _ => date.to_string(),
        }),
    }
}

fn recurrence(every: Every) -> String {
    match every {
        Every::Length(length) => length.to_string(),
        Every::Weekday(day, part) => {
            let part = part.map(|p| format!("T{}", p.code())).unwrap_or_default();
            format!("XXXX-WXX-{}{part}", day.to_monday_one_offset())
        }
        Every::Month(month, None) => format!("XXXX-{month:02}"),
        Every::Month(month, Some(day)) => format!("XXXX-{month:02}-{day:02}"),
        Every::Part(part) => format!("XXXX-XX-XXT{}", part.code()),
        Every::Season(n) => {
            format!("XXXX-{}", ["SP", "SU", "FA", "WI"].get(n as usize - 1).unwrap_or(&"XX"))
        }
        Every::Weekend => "XXXX-WXX-WE".to_owned(),
    }
}
