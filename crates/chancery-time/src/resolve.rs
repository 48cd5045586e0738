//! From what an expression says to the date it denotes.

use crate::{Base, Calendar, Core, Expr, Relation, System, Which, arithmetic, parts, system};
use chancery_model::{Edtf, Point};
use jiff::civil::{Date, Weekday};

/// Where to look for a day whose year or week the words leave open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Back, the reference day included.
    Past,
    /// Ahead, the reference day included.
    Future,
    /// The nearest day of a month; back for bare weekdays and months, as news has it.
    #[default]
    Nearest,
}

/// What a date can be counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// The date of the document; its year may be unknown.
    pub document: Option<Edtf>,
    /// The document's weekday, where it is known apart from the date.
    pub weekday: Option<Weekday>,
    /// The date the text last spoke of.
    pub narrative: Option<Edtf>,
    /// Where to look.
    pub direction: Direction,
}

/// What a resolved date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// On the words alone.
    Stated,
    /// On the document's date.
    Document,
    /// On the date the text last spoke of.
    Narrative,
}

/// A date and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The date.
    pub edtf: Edtf,
    /// What it rests on.
    pub anchor: Anchor,
}

/// How many days off a day may lie on the side that the words around it do not look to.
const SOON: i32 = 92;

/// The date that an expression denotes, as fine as words and anchors allow; none for what is no date, and
/// for what would need an anchor that is not there. The relation and the part stay with the expression.
pub fn resolve(expr: &Expr, anchors: &Anchors) -> Option<Resolved> {
    let side = match (anchors.direction, expr.relation) {
        (Direction::Nearest, Relation::Since) => Some(Direction::Past),
        (Direction::Nearest, Relation::Until | Relation::Before) => Some(Direction::Future),
        _ => None,
    };
    side.and_then(|side| afar(expr, side, anchors)).or_else(|| denoted(expr, anchors))
}

/// A day of a month that lies on the other side than its nearest, which is months away: one since which something is
/// so lies behind, and one until which it is so lies ahead.
///
/// Within months the nearest counts: *effective from 1 June* is told soon before, *by 3 April it had begun* soon after.
pub(crate) fn afar(expr: &Expr, side: Direction, anchors: &Anchors) -> Option<Resolved> {
    let bare =
        |c: &Calendar| c.year.is_none() && c.month.is_some() && c.day.is_some() && c.which == Which::Bare;
    if !matches!(&expr.core, Core::Calendar(c) if bare(c)) {
        return None;
    }
    let nearest = denoted(expr, anchors)?.edtf.earliest()?;
    let ahead = anchors.document?.latest()?.until(nearest).ok()?.get_days();
    let far = if side == Direction::Past { ahead > SOON } else { ahead < -SOON };
    if far { denoted(expr, &Anchors { direction: side, ..*anchors }) } else { None }
}

fn denoted(expr: &Expr, anchors: &Anchors) -> Option<Resolved> {
    if !expr.is_date() {
        return None;
    }
    if let Some(edtf) = stated(&expr.core) {
        return Some(Resolved { edtf, anchor: Anchor::Stated });
    }
    let narrative = anchors.narrative.filter(|_| expr.core.base() == Base::Narrative);
    let told = narrative.and_then(|day| from_reference(&expr.core, day, None, anchors));
    // "The month before" is not that of a year told before it.
    let free = narrative.is_none() || matches!(expr.core, Core::Period { .. });
    let today = || anchors.document.filter(|_| free);
    let dated = || from_reference(&expr.core, today()?, anchors.weekday, anchors);
    let resolved = |anchor| move |edtf| Resolved { edtf, anchor };
    told.map(resolved(Anchor::Narrative))
        .or_else(|| dated().map(resolved(Anchor::Document)))
        .or_else(|| yearless(&expr.core).map(resolved(Anchor::Stated)))
}

/// The date of words that need no anchor.
fn stated(core: &Core) -> Option<Edtf> {
    match core {
        Core::Calendar(c) if c.system != System::Gregorian => system::stated(c),
        Core::Calendar(c) if c.year.is_some() => Point::new(c.year, c.month, c.day).map(Edtf::Point),
        Core::Slice { slice, year: Some(year), .. } => parts::slice_of_year(*slice, *year),
        Core::Easter { shift, year: Some(year), .. } => parts::easter(*shift, *year).map(Edtf::day),
        Core::Week(number, Some(year)) => parts::week(*number, *year),
        Core::Century(number) => parts::century(*number),
        Core::Nth { member, nth, of } => parts::nth(*member, *nth, stated(of)?),
        Core::Decade(year) => arithmetic::years(*year, year.checked_add(9)?),
        Core::Range(a, b) => arithmetic::span(stated(a)?, stated(b)?),
        Core::Around { unit, of } => arithmetic::period(*unit, 0, stated(of)?.earliest()?),
        _ => None,
    }
}

/// Day and month, the year left open.
fn yearless(core: &Core) -> Option<Edtf> {
    match core {
        Core::Calendar(Calendar {
            year: None, month: Some(month), day, system: System::Gregorian, ..
        }) => Point::new(None, Some(*month), *day).map(Edtf::Point),
        Core::Range(a, b) => arithmetic::span(yearless(a)?, yearless(b)?),
        _ => None,
    }
}

/// The date counted from every day that the reference can be; what all of them agree on.
fn from_reference(core: &Core, reference: Edtf, weekday: Option<Weekday>, anchors: &Anchors) -> Option<Edtf> {
    let open = reference.lacks_year();
    let days = possible_days(reference, weekday)?;
    let mut common: Option<Edtf> = None;
    for day in days {
        let here = arithmetic::at(core, day, anchors.direction)?;
        let here = if open { without_year(here)? } else { here };
        common = Some(match common {
            None => here,
            Some(before) => agreed(before, here)?,
        });
    }
    common
}

/// The days to count from: the day itself, both ends of a longer time, or the days of all years it can fall in.
fn possible_days(reference: Edtf, weekday: Option<Weekday>) -> Option<Vec<Date>> {
    if !reference.lacks_year() {
        let (first, last) = (reference.earliest()?, reference.latest()?);
        return Some(if first == last { vec![first] } else { vec![first, last] });
    }
    // Weekdays and leap years recur after 28 years.
    let years = (2001..2029).filter_map(|y| reference.in_year(y));
    let ends = years.flat_map(|e| {
        let (first, last) = (e.earliest(), e.latest());
        first.into_iter().chain(last.filter(|l| Some(*l) != first))
    });
    let days: Vec<Date> = ends.filter(|d| weekday.is_none_or(|w| d.weekday() == w)).collect();
    if days.is_empty() { None } else { Some(days) }
}

fn without_year(edtf: Edtf) -> Option<Edtf> {
    let strip = |p: Point| Point::new(None, p.month(), p.day_of_month());
    match edtf {
        Edtf::Point(p) => strip(p).map(Edtf::Point),
        Edtf::Interval(a, b) => Some(Edtf::Interval(Some(strip(a?)?), Some(strip(b?)?))),
    }
}

/// What two readings have in common, down to a month.
fn agreed(a: Edtf, b: Edtf) -> Option<Edtf> {
    if a == b {
        return Some(a);
    }
    let (Edtf::Point(p), Edtf::Point(q)) = (a, b) else { return None };
    let same = p.year() == q.year() && p.month().is_some() && p.month() == q.month();
    same.then(|| Point::new(p.year(), p.month(), None).map(Edtf::Point)).flatten()
}
