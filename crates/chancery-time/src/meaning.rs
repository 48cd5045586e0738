//! The notation of meanings in `times/patterns.tsv`.
//!
//! A meaning is an operation, its arguments, and modifiers. Slots are named after the class that fills
//! them: `offset {unit} -{count} narrative`. Words captured for a slot that the operation does not name
//! are used by their own names: `date` takes whatever of weekday, day, month and year was captured.

use crate::{Base, Calendar, Core, Expr, Part, Relation, Season, Tense, Unit, Which, frame::FrameKind};
use jiff::civil::Weekday;
use smallvec::SmallVec;

/// A slot, named after the class that fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    Day,
    Month,
    Year,
    Weekday,
    Unit,
    Count,
    Season,
    Hour,
    Minute,
}

/// What was captured, in text order.
pub(crate) type Slots = SmallVec<[(Slot, i32); 4]>;

impl Slot {
    pub(crate) fn parse(class: &str) -> Option<Slot> {
        Some(match class {
            "day" | "ordinal" => Slot::Day,
            "month" => Slot::Month,
            "year" => Slot::Year,
            "weekday" => Slot::Weekday,
            "unit" => Slot::Unit,
            "count" => Slot::Count,
            "season" => Slot::Season,
            "hour" => Slot::Hour,
            "minute" => Slot::Minute,
            _ => return None,
        })
    }

    /// Whether a number in this slot may not be part of a longer figure.
    pub(crate) fn needs_spacing(self) -> bool {
        matches!(self, Slot::Day | Slot::Year | Slot::Count)
    }
}

/// A unit or an amount: fixed, or taken from a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arg<T> {
    Fixed(T),
    Slot,
}

/// A signed amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    sign: i32,
    size: Arg<i32>,
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
    Season,
    Decade,
    Period(Arg<Unit>, Amount),
    Offset(Arg<Unit>, Amount),
    Span(Arg<Unit>, Amount),
    Vague(Tense),
    Duration,
    Set,
    Clock,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mods {
    which: Which,
    base: Base,
    part: Option<Part>,
    relation: Relation,
}

impl Op {
    /// Reads a meaning; the error is what was wrong with it.
    pub(crate) fn parse(meaning: &str) -> Result<Op, String> {
        let mut words = meaning.split_whitespace();
        let verb = words.next().ok_or("expected an operation, got nothing")?;
        let mut next = || words.next().ok_or_else(|| format!("expected an argument after \"{verb}\""));
        let verb = match verb {
            "nothing" => return Ok(Op::Nothing),
            "frame" => return FrameKind::parse(next()?).map(Op::Frame),
            "date" => Verb::Date,
            "range" => Verb::Range,
            "holiday" => month_day(next()?)?,
            "season" => Verb::Season,
            "decade" => Verb::Decade,
            "period" => Verb::Period(unit_arg(next()?)?, amount(next()?)?),
            "offset" => Verb::Offset(unit_arg(next()?)?, amount(next()?)?),
            "span" => Verb::Span(unit_arg(next()?)?, amount(next()?)?),
            "vague" => Verb::Vague(tense(next()?)?),
            "duration" => Verb::Duration,
            "set" => Verb::Set,
            "clock" => Verb::Clock,
            other => {
                return Err(format!(
                    "expected date, range, holiday, season, decade, period, offset, span, vague, duration, set, clock, frame or nothing, got \"{other}\""
                ));
            }
        };
        let mut mods = Mods::default();
        for word in words {
            mods.set(word)?;
        }
        Ok(Op::Make { verb, mods })
    }

    /// The expression for captured values. The outer none: the values do not fit; the inner: no time.
    pub(crate) fn build(self, slots: &Slots) -> Option<Option<Expr>> {
        match self {
            Op::Frame(_) => None,
            Op::Nothing => Some(None),
            Op::Make { verb, mods } => {
                let core = verb.core(mods, slots)?;
                Some(Some(Expr { core, relation: mods.relation, part: mods.part }))
            }
        }
    }
}

impl Mods {
    fn set(&mut self, word: &str) -> Result<(), String> {
        let number = |text: &str| {
            text.parse::<i16>().map_err(|_| format!("expected a number such as -1 or +0, got \"{text}\""))
        };
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
            word => match (word.strip_prefix("year"), word.strip_prefix("week")) {
                (Some(shift), _) => self.which = Which::Year(number(shift)?),
                (_, Some(shift)) => self.which = Which::Week(i8::try_from(number(shift)?).unwrap_or(0)),
                _ => {
                    return Err(format!(
                        "expected this, last, next, narrative, start, mid, end, since, before, after, until, year-1 or week+1, got \"{word}\""
                    ));
                }
            },
        }
        Ok(())
    }
}

impl Verb {
    fn core(self, mods: Mods, slots: &Slots) -> Option<Core> {
        let get = |slot| slots.iter().find(|(s, _)| *s == slot).map(|(_, v)| *v);
        let units = |unit: Arg<Unit>| match unit {
            Arg::Fixed(unit) => Some(unit),
            Arg::Slot => unit_of(get(Slot::Unit)?),
        };
        let sum = |a: Amount| match a.size {
            Arg::Fixed(n) => Some(a.sign * n),
            Arg::Slot => Some(a.sign * get(Slot::Count)?),
        };
        let base = mods.base;
        Some(match self {
            Verb::Date => Core::Calendar(calendars(slots, mods).pop()?),
            Verb::Range => {
                let mut parts = calendars(slots, mods);
                let last = parts.pop()?;
                crate::frame::range(*parts.first()?, last)?
            }
            Verb::Holiday(month, day) => {
                let year = get(Slot::Year).and_then(|y| i16::try_from(y).ok());
                let (month, day) = (Some(month), Some(day));
                Core::Calendar(Calendar { year, month, day, weekday: None, which: mods.which, base })
            }
            Verb::Season => {
                let year = get(Slot::Year).and_then(|y| i16::try_from(y).ok());
                Core::Season { season: season_of(get(Slot::Season)?)?, year, which: mods.which }
            }
            Verb::Decade => Core::Decade(decade(get(Slot::Year).or(get(Slot::Count))?)?),
            Verb::Offset(unit, _) | Verb::Span(unit, _) if is_short(units(unit)?) => Core::Duration,
            Verb::Period(unit, _) if is_short(units(unit)?) => return None,
            Verb::Period(unit, shift) => Core::Period { unit: units(unit)?, shift: sum(shift)?, base },
            Verb::Offset(unit, amount) => Core::Offset { unit: units(unit)?, amount: sum(amount)?, base },
            Verb::Span(unit, amount) => Core::Span { unit: units(unit)?, amount: sum(amount)? },
            Verb::Vague(tense) => Core::Vague(tense),
            Verb::Duration => Core::Duration,
            Verb::Set => Core::Set,
            Verb::Clock => {
                let small = |slot| get(slot).and_then(|v| u8::try_from(v).ok());
                Core::Clock { hour: small(Slot::Hour), minute: small(Slot::Minute) }
            }
        })
    }
}

/// Captured values as dates: a slot that comes again begins another date.
fn calendars(slots: &Slots, mods: Mods) -> Vec<Calendar> {
    let fresh = Calendar { which: mods.which, base: mods.base, ..Calendar::default() };
    let mut all = Vec::new();
    let mut now = fresh;
    for &(slot, value) in slots {
        let taken = match slot {
            Slot::Day => now.day.is_some(),
            Slot::Month => now.month.is_some(),
            Slot::Year => now.year.is_some(),
            Slot::Weekday => now.weekday.is_some(),
            _ => continue,
        };
        if taken {
            all.push(now);
            now = fresh;
        }
        match slot {
            Slot::Day => now.day = i8::try_from(value).ok(),
            Slot::Month => now.month = i8::try_from(value).ok(),
            Slot::Year => now.year = i16::try_from(value).ok(),
            _ => now.weekday = Weekday::from_monday_one_offset(value as i8).ok(),
        }
    }
    if now != fresh {
        all.push(now);
    }
    all
}

fn is_short(unit: Unit) -> bool {
    matches!(unit, Unit::Minute | Unit::Hour)
}

fn month_day(word: &str) -> Result<Verb, String> {
    let parts = word.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
    let day = parts.filter(|&(m, d)| chancery_model::Point::new(None, Some(m), Some(d)).is_some());
    day.map(|(m, d)| Verb::Holiday(m, d))
        .ok_or_else(|| format!("expected month and day such as 12-25, got \"{word}\""))
}

fn decade(year: i32) -> Option<i16> {
    let year = if year < 100 { 1900 + year } else { year };
    if year % 10 == 0 { i16::try_from(year).ok() } else { None }
}

fn unit_of(value: i32) -> Option<Unit> {
    use Unit::{Day, Decade, Hour, Minute, Month, Quarter, Week, Weekend, Year};
    [Minute, Hour, Day, Week, Weekend, Month, Quarter, Year, Decade]
        .get(usize::try_from(value).ok()?)
        .copied()
}

/// Units by the names that `classes.tsv` and `patterns.tsv` use.
pub(crate) fn unit_number(name: &str) -> Option<i32> {
    let names = ["minute", "hour", "day", "week", "weekend", "month", "quarter", "year", "decade"];
    names.iter().position(|n| *n == name).map(|i| i as i32)
}

fn season_of(value: i32) -> Option<Season> {
    [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]
        .get(usize::try_from(value).ok()?.checked_sub(1)?)
        .copied()
}

fn unit_arg(word: &str) -> Result<Arg<Unit>, String> {
    if word == "{unit}" {
        return Ok(Arg::Slot);
    }
    let unit = unit_number(word).and_then(unit_of);
    unit.map(Arg::Fixed).ok_or_else(|| format!("expected a unit such as day or {{unit}}, got \"{word}\""))
}

fn amount(word: &str) -> Result<Amount, String> {
    let (sign, size) = match word.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, word.strip_prefix('+').unwrap_or(word)),
    };
    let size = match size {
        "{count}" => Arg::Slot,
        digits => Arg::Fixed(
            digits
                .parse()
                .map_err(|_| format!("expected an amount such as -1 or +{{count}}, got \"{word}\""))?,
        ),
    };
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
