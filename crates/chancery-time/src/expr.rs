//! What an expression of time says, before any calendar is consulted.

mod sorts;

use crate::{Clock, Every, Length, Unit};
use chancery_model::Granularity;
use jiff::civil::Weekday;

/// Which of several days, months or seasons of one name is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Which {
    /// The words leave it open; the direction decides.
    #[default]
    Bare,
    /// Left open, and by the habit of the language the nearest.
    Near,
    /// The nearest, whether past or to come.
    This,
    /// The last before the reference.
    Last,
    /// The first after it.
    Next,
    /// The one in the week that is so many weeks off.
    Week(i8),
    /// The one in the year that is so many years off.
    Year(i16),
}

/// What an expression counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// The day of the document.
    #[default]
    Document,
    /// The day the text last spoke of.
    Narrative,
}

/// Whether a vague expression looks back or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Back.
    Past,
    /// At the time of writing.
    Present,
    /// Ahead.
    Future,
}

/// A part of a period that its date does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its beginning.
    Start,
    /// Its middle.
    Mid,
    /// Its end.
    End,
}

/// How what is told stands to the date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Relation {
    /// On it, or in it.
    #[default]
    On,
    /// From it onwards.
    Since,
    /// Before it, or by it.
    Before,
    /// After it.
    After,
    /// Up to it.
    Until,
}

/// How much of what is told the words take in, or how exact they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// About.
    Approx,
    /// Less than.
    Less,
    /// More than.
    More,
    /// At most.
    AtMost,
    /// At least.
    AtLeast,
}

/// A season of the northern half of the earth, a quarter or a half of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slice {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
    /// A quarter, 1 to 4.
    Quarter(i8),
    /// A half, 1 or 2.
    Half(i8),
}

/// Whose months and years are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum System {
    /// Those of the Gregorian calendar.
    #[default]
    Gregorian,
    /// Those of the Islamic calendar, by its tables.
    Hijri,
    /// Those of the Persian solar calendar.
    Persian,
    /// Years before the common era, which no EDTF date of the record holds.
    BeforeChrist,
}

/// What is counted inside a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Member {
    /// The days, weeks, weekends or months of it.
    Unit(Unit),
    /// The days of one name.
    Weekday(Weekday),
}

/// A day, month, year or weekday, told by its names and numbers; at least one part is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The weekday.
    pub weekday: Option<Weekday>,
    /// Which of the days that fit.
    pub which: Which,
    /// What it is nearest to.
    pub base: Base,
    /// Whose month and year they are.
    pub system: System,
}

/// The core of an expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Core {
    /// A named day, month, year or weekday.
    Calendar(Calendar),
    /// A whole unit, so many units off: `last month` is month −1.
    Period {
        /// The unit.
        unit: Unit,
        /// How many units off.
        shift: i32,
        /// Counted from.
        base: Base,
    },
    /// So many units off, as fine as the unit.
    Offset {
        /// The unit.
        unit: Unit,
        /// How many units off; negative for the past.
        amount: i32,
        /// Counted from.
        base: Base,
    },
    /// At most so many units off: a length, and the point where it ends.
    Within {
        /// The unit.
        unit: Unit,
        /// How many units off; negative for the past.
        amount: i32,
        /// Counted from.
        base: Base,
    },
    /// The unit that a date lies in: the week of 6 October, and the weekend nearest to a holiday.
    Around {
        /// The unit.
        unit: Unit,
        /// The date.
        of: Box<Core>,
    },
    /// The units that lead up to the reference, or follow it.
    Span {
        /// The unit.
        unit: Unit,
        /// How many; negative for those before.
        amount: i32,
    },
    /// A season, a quarter or a half of a year.
    Slice {
        /// Which part of the year.
        slice: Slice,
        /// The year; winter belongs to the year of its December.
        year: Option<i16>,
        /// Which one, where the year is not told.
        which: Which,
    },
    /// The ten years that begin with this one.
    Decade(i16),
    /// The hundred years of this number: the 19th century.
    Century(i16),
    /// So many days from Easter Sunday.
    Easter {
        /// How many days after it.
        shift: i16,
        /// Its year.
        year: Option<i16>,
        /// Which one, where the year is not told.
        which: Which,
    },
    /// A week by its number.
    Week(i8, Option<i16>),
    /// The first, second, … or last (−1) day or weekday of a longer time.
    Nth {
        /// What is counted.
        member: Member,
        /// Which one, from 1, or from −1 backwards.
        nth: i8,
        /// In what.
        of: Box<Core>,
    },
    /// From one date to another.
    Range(Box<Core>, Box<Core>),
    /// A time that no calendar can tell.
    Vague(Tense),
    /// How long, not when.
    Duration(Length),
    /// How often, not when.
    Set {
        /// What comes again.
        every: Every,
        /// How many times each time.
        times: Option<i32>,
    },
    /// Only a time of the day: that of the expression.
    Clock,
}

/// What an expression of time says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Expr {
    /// The core.
    pub core: Core,
    /// How what is told stands to it.
    pub relation: Relation,
    /// The part of the period, where the words tell it.
    pub part: Option<Part>,
    /// The time of the day, where the words tell it.
    pub clock: Option<Clock>,
    /// How exact the words are.
    pub bound: Option<Bound>,
    /// Whether the year is that of a budget.
    pub fiscal: bool,
}

impl Core {
    /// What the core counts from.
    pub fn base(&self) -> Base {
        match self {
            Core::Calendar(c) => c.base,
            Core::Period { base, .. } | Core::Offset { base, .. } | Core::Within { base, .. } => *base,
            Core::Range(first, _) | Core::Nth { of: first, .. } | Core::Around { of: first, .. } => {
                first.base()
            }
            _ => Base::Document,
        }
    }

    fn granularity(&self) -> Option<Granularity> {
        let of_unit = |unit: Unit| match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day => Some(Granularity::Day),
            Unit::Month => Some(Granularity::Month),
            Unit::Year => Some(Granularity::Year),
            _ => Some(Granularity::Interval),
        };
        match self {
            Core::Calendar(c) => Some(c.granularity()),
            Core::Period { unit, .. } | Core::Offset { unit, .. } | Core::Within { unit, .. } => {
                of_unit(*unit)
            }
            Core::Around { of, .. } => of.granularity().map(|_| Granularity::Interval),
            Core::Span { unit, .. } => of_unit(*unit).map(|_| Granularity::Interval),
            Core::Easter { .. } => Some(Granularity::Day),
            Core::Nth { member: Member::Weekday(_) | Member::Unit(Unit::Day), .. } => Some(Granularity::Day),
            Core::Nth { member: Member::Unit(Unit::Month), .. } => Some(Granularity::Month),
            Core::Slice { .. } | Core::Decade(_) | Core::Century(_) | Core::Range(..) => {
                Some(Granularity::Interval)
            }
            Core::Week(..) | Core::Nth { .. } => Some(Granularity::Interval),
            Core::Vague(_) | Core::Duration(_) | Core::Set { .. } | Core::Clock => None,
        }
    }

    fn states_year(&self) -> bool {
        match self {
            Core::Calendar(c) => c.year.is_some(),
            Core::Slice { year, .. } | Core::Easter { year, .. } | Core::Week(_, year) => year.is_some(),
            Core::Decade(_) | Core::Century(_) => true,
            Core::Nth { of, .. } | Core::Around { of, .. } => of.states_year(),
            Core::Range(a, b) => a.states_year() && b.states_year(),
            _ => false,
        }
    }
}

impl Calendar {
    /// How fine it is.
    pub fn granularity(&self) -> Granularity {
        if self.day.is_some() || self.weekday.is_some() {
            Granularity::Day
        } else if self.month.is_some() {
            Granularity::Month
        } else {
            Granularity::Year
        }
    }
}

impl Expr {
    /// An expression that is only its core.
    pub fn new(core: Core) -> Expr {
        Expr { core, relation: Relation::On, part: None, clock: None, bound: None, fiscal: false }
    }

    /// Whether the expression names a day, a period or an interval that a calendar can tell.
    pub fn is_date(&self) -> bool {
        self.core.granularity().is_some()
    }

    /// Whether the expression can date an event: it is a date, and neither a length, a recurrence, a bare time of
    /// the day nor a reference such as "now".
    pub fn dates_an_event(&self) -> bool {
        self.is_date()
    }

    /// How fine the date is; none where it is none.
    pub fn granularity(&self) -> Option<Granularity> {
        self.core.granularity()
    }

    /// How what is told stands to the date.
    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// Whether the expression tells only that something is past or to come.
    pub fn is_vague(&self) -> bool {
        matches!(self.core, Core::Vague(_))
    }

    /// Whether it is so many units off: "two days later".
    pub fn is_counted(&self) -> bool {
        matches!(self.core, Core::Offset { .. })
    }

    /// Whether it is the months that lead up to the reference, or follow it.
    pub fn spans_months(&self) -> bool {
        matches!(self.core, Core::Span { unit: Unit::Month, .. })
    }

    /// Whether the words themselves tell the year.
    pub fn is_year_stated(&self) -> bool {
        self.core.states_year()
    }
}
