//! From an operation and what was captured to an expression.

use crate::{
    Base, Calendar, Core, Every, Expr, Length, Member, Relation, Slice, System, Unit, Which,
    meaning::{Amount, Arg, Mods, Op, Verb},
    slot::{self, Slot, Slots, get},
};
use chancery_model::Point;
use jiff::civil::Weekday;

impl Op {
    /// Whether the words beside what was captured tell which one is meant, and so that it is a time.
    pub(crate) fn tells_which(self) -> bool {
        let told = |which| matches!(which, Which::Last | Which::Next | Which::Week(_) | Which::Year(_));
        matches!(self, Op::Make { mods, .. } if told(mods.which))
    }

    /// The expression for captured values. The outer none: the values do not fit; the inner: no time.
    pub(crate) fn build(self, slots: &Slots) -> Option<Option<Expr>> {
        match self {
            Op::Frame(_) => None,
            Op::Nothing => Some(None),
            Op::Make { verb, mods } => {
                let core = around(mods.around, verb.core(&mods, slots)?);
                let mut clock = match (&core, verb) {
                    (Core::Set { .. }, _) => None,
                    (_, Verb::Clock(Some(told))) => slot::clock(&told_by_row(slots, told))?,
                    _ => slot::clock(slots)?,
                };
                if let (Some(clock), Some(minutes)) = (&mut clock, mods.minutes) {
                    let hour = i32::from(clock.hour?);
                    clock.hour = u8::try_from((hour * 60 + minutes).rem_euclid(1440) / 60).ok();
                    clock.minute = u8::try_from((hour * 60 + minutes).rem_euclid(60)).ok();
                }
                if core == Core::Clock && clock.is_none() {
                    return None;
                }
                let (relation, part, fiscal) = (mods.relation, mods.part, mods.fiscal);
                Some(Some(Expr { relation, part, clock, fiscal, ..Expr::new(core) }))
            }
        }
    }
}

impl Verb {
    fn core(self, mods: &Mods, slots: &Slots) -> Option<Core> {
        let base = mods.base;
        Some(match self {
            Verb::Date => Core::Calendar(date(slots, mods).filter(exists)?),
            Verb::Range => range(slots, mods)?,
            Verb::Holiday(month, day) => Core::Calendar(Calendar {
                year: year(slots),
                month: Some(month),
                day: Some(day),
                which: mods.which,
                base,
                ..Calendar::default()
            }),
            Verb::Floating(month, weekday, nth) => Core::Nth {
                member: Member::Weekday(weekday),
                nth,
                of: Box::new(Core::Calendar(Calendar {
                    year: year(slots),
                    month: Some(month),
                    which: mods.which,
                    base,
                    ..Calendar::default()
                })),
            },
            Verb::Easter(shift) => Core::Easter { shift, year: year(slots), which: mods.which },
            Verb::Season => Core::Slice {
                slice: season(get(slots, Slot::Season)?)?,
                year: year(slots),
                which: mods.which,
            },
            Verb::Quarter(n) => sliced(Slice::Quarter, number(n, slots)?, 4, slots, mods)?,
            Verb::Half(n) => sliced(Slice::Half, number(n, slots)?, 2, slots, mods)?,
            Verb::Decade => Core::Decade(decade(get(slots, Slot::Year).or(get(slots, Slot::Count))?)?),
            Verb::Century => {
                let number = get(slots, Slot::Day).or(get(slots, Slot::Count))?;
                Core::Century(i16::try_from(number).ok().filter(|n| (1..=30).contains(n))?)
            }
            Verb::Week => {
                let number = i8::try_from(get(slots, Slot::Count).or(get(slots, Slot::Day))?).ok()?;
                let number = Some(number).filter(|n| (1..=53).contains(n))?;
                match mods.which {
                    Which::Year(shift) => Core::Nth {
                        member: Member::Unit(Unit::Week),
                        nth: number,
                        of: Box::new(Core::Period { unit: Unit::Year, shift: shift.into(), base }),
                    },
                    _ => Core::Week(number, year(slots)),
                }
            }
            Verb::Nth { nth, period } => members(nth, period, slots, mods)?,
            Verb::Period(unit, shift) => period_core(unit, shift, slots, base)?,
            Verb::Offset(unit, amount) => {
                let (many, unit) = unit_of(unit, slots)?;
                let amount = sum(amount, slots)?.checked_mul(many)?;
                match mods.relation {
                    Relation::Before => Core::Within { unit, amount, base },
                    _ => Core::Offset { unit, amount, base },
                }
            }
            Verb::Span(unit, amount) => {
                let (many, unit) = unit_of(unit, slots)?;
                Core::Span { unit, amount: sum(amount, slots)?.checked_mul(many)? }
            }
            Verb::Vague(tense) => Core::Vague(tense),
            Verb::Duration => Core::Duration(length(slots, mods)?),
            Verb::Set => Core::Set {
                every: every(slots, mods)?,
                times: get(slots, Slot::Count).filter(|_| mods.times),
            },
            Verb::Clock(_) => Core::Clock,
        })
    }
}

/// The captured date; of several the last one, or the first where the words mean that.
fn date(slots: &Slots, mods: &Mods) -> Option<Calendar> {
    let all = slot::calendars(slots, mods);
    if mods.first { all.first() } else { all.last() }.copied()
}

/// Whether some year has the day: 30 February is none.
fn exists(c: &Calendar) -> bool {
    c.system != System::Gregorian || c.day.is_none() || Point::new(None, c.month.or(Some(1)), c.day).is_some()
}

/// The unit that a date lies in, where the words mean it.
fn around(unit: Option<Unit>, core: Core) -> Core {
    match unit {
        Some(unit) => Core::Around { unit, of: Box::new(core) },
        None => core,
    }
}

/// What was captured, and what the row itself tells where that was not.
fn told_by_row(slots: &Slots, told: (Slot, i32)) -> Slots {
    let mut slots = slots.clone();
    slots.push(told);
    slots
}

fn year(slots: &Slots) -> Option<i16> {
    get(slots, Slot::Year).and_then(|y| i16::try_from(y).ok())
}

fn number(n: Arg<i32>, slots: &Slots) -> Option<i32> {
    match n {
        Arg::Fixed(n) => Some(n),
        Arg::Slot => get(slots, Slot::Count).or(get(slots, Slot::Day)),
    }
}

fn sum(amount: Amount, slots: &Slots) -> Option<i32> {
    amount.sign.checked_mul(number(amount.size, slots)?)
}

fn unit_of(unit: Arg<Unit>, slots: &Slots) -> Option<(i32, Unit)> {
    match unit {
        Arg::Fixed(unit) => Some((1, unit)),
        Arg::Slot => Unit::of_number(get(slots, Slot::Unit)?),
    }
}

fn sliced(slice: fn(i8) -> Slice, n: i32, most: i32, slots: &Slots, mods: &Mods) -> Option<Core> {
    let n = i8::try_from(n).ok().filter(|_| (1..=most).contains(&n))?;
    Some(Core::Slice { slice: slice(n), year: year(slots), which: mods.which })
}

/// A range of the captured dates, of years, or of the weekdays.
fn range(slots: &Slots, mods: &Mods) -> Option<Core> {
    let mut parts = slot::calendars(slots, mods);
    let last = parts.pop()?;
    crate::join::range(*parts.first()?, last)
}

fn period_core(unit: Arg<Unit>, shift: Amount, slots: &Slots, base: Base) -> Option<Core> {
    let (many, unit) = unit_of(unit, slots)?;
    let shift = sum(shift, slots)?;
    if unit.is_short() {
        return None;
    }
    Some(if many == 1 {
        Core::Period { unit, shift, base }
    } else {
        Core::Offset { unit, amount: shift * many, base }
    })
}

fn members(nth: Amount, period: Option<(Unit, i32)>, slots: &Slots, mods: &Mods) -> Option<Core> {
    let member = match (get(slots, Slot::Weekday), get(slots, Slot::Unit)) {
        (Some(day), _) => Member::Weekday(Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?),
        (None, unit) => Member::Unit(unit.and_then(Unit::of_number).map(|(_, u)| u).or(mods.unit)?),
    };
    let number = match nth.size {
        Arg::Fixed(n) => n,
        Arg::Slot => get(slots, Slot::Day).or(get(slots, Slot::Count))?,
    };
    let nth = i8::try_from(nth.sign * number).ok()?;
    let of = match period {
        Some((unit, shift)) => Core::Period { unit, shift, base: mods.base },
        None => {
            let kept = |s: &&(Slot, i32)| matches!(s.0, Slot::Month | Slot::Year);
            let within: Slots = slots.iter().filter(kept).copied().collect();
            Core::Calendar(slot::calendars(&within, mods).pop()?)
        }
    };
    Some(Core::Nth { member, nth, of: Box::new(of) })
}

/// The length of what was captured: count and unit, and a second pair after it.
fn length(slots: &Slots, mods: &Mods) -> Option<Length> {
    let mut pairs = slots.iter().filter(|(s, _)| *s == Slot::Unit);
    let (many, unit) = match pairs.next() {
        Some((_, number)) => Unit::of_number(*number)?,
        None => (1, mods.unit?),
    };
    let mut counts = slots.iter().filter(|(s, _)| *s == Slot::Count).map(|(_, n)| *n);
    let first = counts.next();
    let count = if mods.some { None } else { first.or(mods.count) };
    let half = if mods.half { 5 } else { 0 };
    let tenths = get(slots, Slot::Tenths).map_or(Some(half), |n| u8::try_from(n).ok())?;
    let count = match count {
        Some(_) if tenths != 0 && many != 1 => return None,
        Some(n) => Some(n.checked_mul(many)?),
        None if mods.half => Some(0),
        None => None,
    };
    let more = match pairs.next().and_then(|(_, n)| Unit::of_number(*n)) {
        // "24 hours a day" is no length of two parts: the second one is the smaller.
        Some((_, second)) if second >= unit => return None,
        Some((_, second)) => Some((counts.next()?, second)),
        None => None,
    };
    Some(Length { count, tenths, unit, more })
}

fn every(slots: &Slots, mods: &Mods) -> Option<Every> {
    let part = get(slots, Slot::Part).and_then(crate::DayPart::of_number);
    if let Some(day) = get(slots, Slot::Weekday) {
        return Some(Every::Weekday(Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?, part));
    }
    if let Some(month) = get(slots, Slot::Month) {
        let day = get(slots, Slot::Day).and_then(|d| i8::try_from(d).ok());
        return Some(Every::Month(i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?, day));
    }
    if let Some(season) = get(slots, Slot::Season) {
        return Some(Every::Season(i8::try_from(season).ok()?));
    }
    let unit =
        get(slots, Slot::Unit).and_then(Unit::of_number).or(mods.unit.map(|u| (mods.count.unwrap_or(1), u)));
    let Some((many, unit)) = unit else { return part.map(Every::Part) };
    if unit == Unit::Weekend {
        return Some(Every::Weekend);
    }
    // "Three times a week" comes each week; "every three weeks" each third.
    let count = get(slots, Slot::Day)
        .or(get(slots, Slot::Count).filter(|_| get(slots, Slot::Unit).is_some() && !mods.times));
    let count = count.unwrap_or(1).checked_mul(many)?;
    Some(Every::Length(Length { count: Some(count), tenths: 0, unit, more: None }))
}

fn season(value: i32) -> Option<Slice> {
    [Slice::Spring, Slice::Summer, Slice::Autumn, Slice::Winter]
        .get(usize::try_from(value).ok()?.checked_sub(1)?)
        .copied()
}

fn decade(year: i32) -> Option<i16> {
    let year = if year < 100 { 1900 + year } else { year };
    if year % 10 == 0 { i16::try_from(year).ok() } else { None }
}
