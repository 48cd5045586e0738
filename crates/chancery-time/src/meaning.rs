//! The notation of meanings in `times/patterns.tsv`.
//!
//! A meaning is an operation, its arguments, and modifiers. Slots are named after the class that fills
//! them: `offset {unit} -{count} narrative`. Words captured for a slot that the operation does not name
//! are used by their own names: `date` takes whatever of weekday, day, month and year was captured, and
//! hours and parts of the day go to whatever is made.

use crate::{Base, DayPart, Part, Relation, Tense, Unit, Which, frame::FrameKind, slot::Slot};
use jiff::civil::Weekday;

/// A unit or an amount: fixed, or taken from a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arg<T> {
    Fixed(T),
    Slot,
}

/// A signed amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) sign: i32,
    pub(crate) size: Arg<i32>,
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// A mark that changes or joins the dates beside it.
    Frame(FrameKind),
    /// Words that look like a time and are none.
    Nothing,
    /// An expression.
    Make { verb: Verb, mods: Mods },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Date,
    Range,
    Holiday(i8, i8),
    /// The nth weekday of a month.
    Floating(i8, Weekday, i8),
    /// So many days from Easter.
    Easter(i16),
    Season,
    Quarter(Arg<i32>),
    Half(Arg<i32>),
    Decade,
    Century,
    Week,
    /// The nth of what was captured, in the date that was captured or in a period; negative from its end.
    Nth {
        nth: Amount,
        period: Option<(Unit, i32)>,
    },
    Period(Arg<Unit>, Amount),
    Offset(Arg<Unit>, Amount),
    Span(Arg<Unit>, Amount),
    Vague(Tense),
    Duration,
    Set,
    /// What the form captures of a time of the day, and what the row itself tells of it.
    Clock(Option<(Slot, i32)>),
}

/// What follows the operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mods {
    pub(crate) which: Which,
    pub(crate) base: Base,
    pub(crate) part: Option<Part>,
    pub(crate) relation: Relation,
    pub(crate) fiscal: bool,
    /// Whether the first of several captured dates is meant.
    pub(crate) first: bool,
    /// Whether the captured number is a year before the common era.
    pub(crate) bc: bool,
    /// Not the date, but the unit that it lies in.
    pub(crate) around: Option<Unit>,
    /// A length that the words leave out, or that they tell as a whole.
    pub(crate) unit: Option<Unit>,
    pub(crate) count: Option<i32>,
    pub(crate) half: bool,
    /// Whether the amount is left open.
    pub(crate) some: bool,
    /// Whether the captured count tells how many times.
    pub(crate) times: bool,
    pub(crate) minutes: Option<i32>,
}

const VERBS: &str = "expected date, range, holiday, easter, season, quarter, half, decade, century, week, nth, period, \
                     offset, span, vague, duration, set, clock, frame or nothing";

impl Op {
    /// Reads a meaning; the error is what was wrong with it.
    pub(crate) fn parse(meaning: &str) -> Result<Op, String> {
        let mut words = meaning.split_whitespace().peekable();
        let verb = words.next().ok_or("expected an operation, got nothing")?;
        if verb == "nothing" {
            return Ok(Op::Nothing);
        }
        match verb {
            "nth" => return nth(words),
            "clock" => return clock(words),
            _ => {}
        }
        let mut next = || words.next().ok_or_else(|| format!("expected an argument after \"{verb}\""));
        let verb = match verb {
            "frame" => return FrameKind::parse(next()?).map(Op::Frame),
            "date" => Verb::Date,
            "range" => Verb::Range,
            "holiday" => month_day(next()?)?,
            "easter" => Verb::Easter(
                next()?
                    .parse()
                    .map_err(|_| "expected a number of days such as -2 after \"easter\"".to_owned())?,
            ),
            "season" => Verb::Season,
            "quarter" => Verb::Quarter(size(next()?)?),
            "half" => Verb::Half(size(next()?)?),
            "decade" => Verb::Decade,
            "century" => Verb::Century,
            "week" => Verb::Week,
            "period" => Verb::Period(unit_arg(next()?)?, amount(next()?)?),
            "offset" => Verb::Offset(unit_arg(next()?)?, amount(next()?)?),
            "span" => Verb::Span(unit_arg(next()?)?, amount(next()?)?),
            "vague" => Verb::Vague(tense(next()?)?),
            "duration" => Verb::Duration,
            "set" => Verb::Set,
            other => return Err(format!("{VERBS}, got \"{other}\"")),
        };
        Ok(Op::Make { verb, mods: Mods::parse(words)? })
    }
}

/// `nth`, `nth -1`, `nth -{ordinal}`, `nth month +0`, `nth -1 year -1`: which one, and of what, where that is not
/// captured.
fn nth<'w>(mut words: std::iter::Peekable<impl Iterator<Item = &'w str>>) -> Result<Op, String> {
    let told = words.peek().and_then(|w| amount(w).ok());
    if told.is_some() {
        words.next();
    }
    let nth = told.unwrap_or(Amount { sign: 1, size: Arg::Slot });
    let mut period = None;
    // `nth month +0` counts in this month; `nth 1day` counts days.
    let named = |w: &&&str| !w.starts_with(|c: char| c.is_ascii_digit());
    if let Some((1, unit)) = words.peek().filter(named).and_then(|w| Unit::parse(w)) {
        words.next();
        let shift = words.next().and_then(|w| w.parse().ok());
        period = Some((unit, shift.ok_or("expected a number such as -1 or +0 after the unit")?));
    }
    Ok(Op::Make { verb: Verb::Nth { nth, period }, mods: Mods::parse(words)? })
}

/// `clock`, `clock evening`, `clock 13`: the part of the day or the hour that the words themselves name.
fn clock<'w>(mut words: std::iter::Peekable<impl Iterator<Item = &'w str>>) -> Result<Op, String> {
    let part = |w: &&str| DayPart::number(w).map(|part| (Slot::Part, part));
    let hour = |w: &&str| w.parse().ok().map(|hour| (Slot::Hour, hour));
    let told = words.peek().and_then(|w| part(w).or_else(|| hour(w)));
    if told.is_some() {
        words.next();
    }
    Ok(Op::Make { verb: Verb::Clock(told), mods: Mods::parse(words)? })
}

impl Mods {
    fn parse<'w>(words: impl Iterator<Item = &'w str>) -> Result<Mods, String> {
        let mut mods = Mods::default();
        for word in words {
            mods.set(word)?;
        }
        Ok(mods)
    }

    fn set(&mut self, word: &str) -> Result<(), String> {
        match word {
            "this" => self.which = Which::This,
            "last" => self.which = Which::Last,
            "next" => self.which = Which::Next,
            "narrative" => self.base = Base::Narrative,
            "start" => self.part = Some(Part::Start),
            "mid" => self.part = Some(Part::Mid),
            "end" => self.part = Some(Part::End),
            "since" => self.relation = Relation::Since,
            "before" => self.relation = Relation::Before,
            "after" => self.relation = Relation::After,
            "until" => self.relation = Relation::Until,
            "fiscal" => self.fiscal = true,
            "first" => self.first = true,
            "bc" => self.bc = true,
            "its-week" => self.around = Some(Unit::Week),
            "its-weekend" => self.around = Some(Unit::Weekend),
            "plus-half" => self.half = true,
            "some" => self.some = true,
            "times" => self.times = true,
            word => return self.set_valued(word),
        }
        Ok(())
    }

    fn set_valued(&mut self, word: &str) -> Result<(), String> {
        let number = |text: &str| {
            text.parse::<i16>().map_err(|_| format!("expected a number such as -1 or +0, got \"{text}\""))
        };
        if let Some((many, unit)) = Unit::parse(word) {
            (self.unit, self.count) =
                (Some(unit), (word.starts_with(|c: char| c.is_ascii_digit())).then_some(many));
        } else if let Some(shift) = word.strip_prefix("year") {
            self.which = Which::Year(number(shift)?);
        } else if let Some(shift) = word.strip_prefix("week") {
            self.which = Which::Week(i8::try_from(number(shift)?).unwrap_or(0));
        } else if let Some(minutes) = word.strip_prefix("shift") {
            self.minutes = Some(i32::from(number(minutes)?));
        } else {
            return Err(format!(
                "expected this, last, next, narrative, start, mid, end, since, before, after, until, first, fiscal, bc, its-week, \
                 its-weekend, plus-half, some, times, a length such as 1week, year-1, week+1 or shift-30, got \"{word}\""
            ));
        }
        Ok(())
    }
}

fn month_day(word: &str) -> Result<Verb, String> {
    // The third number may be negative: 5-1--1 is the last Monday of May.
    if let [month, weekday, nth] = word.splitn(3, '-').map(str::parse::<i8>).collect::<Vec<_>>().as_slice()
        && let (Ok(month), Ok(weekday), Ok(nth)) = (month, weekday, nth)
        && let (1..=12, Ok(weekday)) = (month, Weekday::from_monday_one_offset(*weekday))
    {
        return Ok(Verb::Floating(*month, weekday, *nth));
    }
    let parts = word.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
    let day = parts.filter(|&(m, d)| chancery_model::Point::new(None, Some(m), Some(d)).is_some());
    day.map(|(m, d)| Verb::Holiday(m, d))
        .ok_or_else(|| format!("expected month and day such as 12-25, or month, weekday and its number such as 11-4-4, got \"{word}\""))
}

fn unit_arg(word: &str) -> Result<Arg<Unit>, String> {
    if word == "{unit}" {
        return Ok(Arg::Slot);
    }
    let unit = Unit::parse(word).filter(|(many, _)| *many == 1).map(|(_, unit)| unit);
    unit.map(Arg::Fixed).ok_or_else(|| format!("expected a unit such as day or {{unit}}, got \"{word}\""))
}

/// A number, or one that was captured: an ordinal or a count.
fn size(word: &str) -> Result<Arg<i32>, String> {
    match word {
        "{count}" | "{ordinal}" => Ok(Arg::Slot),
        digits => digits
            .parse()
            .map(Arg::Fixed)
            .map_err(|_| format!("expected a number such as 1, or {{ordinal}}, got \"{word}\"")),
    }
}

fn amount(word: &str) -> Result<Amount, String> {
    let (sign, rest) = match word.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, word.strip_prefix('+').unwrap_or(word)),
    };
    let size =
        size(rest).map_err(|_| format!("expected an amount such as -1 or +{{count}}, got \"{word}\""))?;
    Ok(Amount { sign, size })
}

fn tense(word: &str) -> Result<Tense, String> {
    match word {
        "past" => Ok(Tense::Past),
        "present" => Ok(Tense::Present),
        "future" => Ok(Tense::Future),
        _ => Err(format!("expected past, present or future, got \"{word}\"")),
    }
}
