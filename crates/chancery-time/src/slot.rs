//! What the classes of a pack put into expressions.

use crate::{Calendar, Clock, DayPart, System, meaning::Mods};
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
    /// The decimal of a count.
    Tenths,
    Season,
    Hour,
    Minute,
    Second,
    Part,
    Zone,
}

/// What was captured, in text order.
pub(crate) type Slots = SmallVec<[(Slot, i32); 4]>;

/// What an hour and its minutes in four digits hold above them.
pub(crate) const MILITARY: i32 = 10_000;

/// What a year of two digits holds above them.
pub(crate) const SHORT: i32 = 10_000;

/// What months of other calendars hold above their number.
const HIJRI: i32 = 100;
const PERSIAN: i32 = 200;

impl Slot {
    /// The slot of a class; of `unit.plural` it is that of `unit`.
    pub(crate) fn parse(class: &str) -> Option<Slot> {
        let name = class.split_once('.').map_or(class, |(name, _)| name);
        Some(match name {
            "day" | "ordinal" => Slot::Day,
            "month" => Slot::Month,
            "year" => Slot::Year,
            "weekday" => Slot::Weekday,
            "unit" => Slot::Unit,
            "count" | "number" => Slot::Count,
            "tenths" => Slot::Tenths,
            "season" => Slot::Season,
            "hour" => Slot::Hour,
            "minute" => Slot::Minute,
            "second" => Slot::Second,
            "daypart" => Slot::Part,
            "zone" => Slot::Zone,
            _ => return None,
        })
    }

    /// The slots of a class of compounds such as `weekday+daypart`, in order; one for any other.
    pub(crate) fn of_class(class: &str) -> SmallVec<[Slot; 2]> {
        class.split('+').filter_map(Slot::parse).collect()
    }

    /// The number that a class holds for the value of one of its rows.
    pub(crate) fn value(class: &str, field: &str) -> Option<i32> {
        match (Slot::parse(class)?, class.rsplit('.').next()) {
            (Slot::Unit, _) => crate::Unit::parse(field).map(|(many, unit)| crate::Unit::number(many, unit)),
            (Slot::Part, _) => DayPart::number(field),
            (Slot::Month, Some("hijri")) => field.parse().ok().map(|n: i32| HIJRI + n),
            (Slot::Month, Some("persian")) => field.parse().ok().map(|n: i32| PERSIAN + n),
            _ => field.parse().ok(),
        }
    }
}

/// A captured year with its century, which two digits have from the year before them (*2008-09*); none where they
/// do not follow it.
pub(crate) fn whole_year(year: i32, before: Option<i32>) -> Option<i32> {
    let Some(digits) = year.checked_sub(SHORT).filter(|d| *d >= 0) else { return Some(year) };
    let Some(before) = before else { return Some(if digits < 40 { 2000 + digits } else { 1900 + digits }) };
    let (century, from) = (before / 100 * 100, before % 100);
    match digits {
        _ if digits > from => Some(century + digits),
        0..=9 if from >= 90 => Some(century + 100 + digits),
        _ => None,
    }
}

/// The first value of a slot.
pub(crate) fn get(slots: &Slots, slot: Slot) -> Option<i32> {
    slots.iter().find(|(s, _)| *s == slot).map(|(_, v)| *v)
}

/// Captured values as dates: a slot that comes again begins another date.
pub(crate) fn calendars(slots: &Slots, mods: &Mods) -> Vec<Calendar> {
    let fresh = Calendar { which: mods.which, base: mods.base, ..Calendar::default() };
    let mut all = Vec::new();
    let mut now = fresh;
    for &(slot, value) in slots {
        let slot = if mods.bc && slot == Slot::Count { Slot::Year } else { slot };
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
            Slot::Month => {
                now.month = i8::try_from(value % 100).ok();
                now.system = match value / 100 * 100 {
                    HIJRI => System::Hijri,
                    PERSIAN => System::Persian,
                    _ => System::Gregorian,
                };
            }
            Slot::Year => now.year = i16::try_from(value).ok(),
            _ => now.weekday = i8::try_from(value).ok().and_then(|v| Weekday::from_monday_one_offset(v).ok()),
        }
    }
    if now != fresh {
        all.push(now);
    }
    if mods.bc {
        all.iter_mut().for_each(|c| c.system = System::BeforeChrist);
    }
    all
}

/// The time of the day that was captured; the outer none: the values fit no clock.
pub(crate) fn clock(slots: &Slots) -> Option<Option<Clock>> {
    let part = get(slots, Slot::Part).and_then(DayPart::of_number);
    let zone = get(slots, Slot::Zone).and_then(|z| i16::try_from(z).ok());
    let clock = match get(slots, Slot::Hour) {
        Some(hour) => {
            let (hour, minute) = match hour.checked_sub(MILITARY) {
                Some(both) if both >= 0 => (both / 100, Some(both % 100)),
                _ => (hour, get(slots, Slot::Minute)),
            };
            let second = get(slots, Slot::Second);
            Some(Clock { zone, ..Clock::said(hour, minute, second, part)? })
        }
        None => part.map(|part| match part {
            DayPart::Noon => Clock { hour: Some(12), zone, ..Clock::default() },
            DayPart::Midnight => Clock { hour: Some(24), zone, ..Clock::default() },
            part => Clock { part: Some(part), zone, ..Clock::default() },
        }),
    };
    Some(clock)
}
