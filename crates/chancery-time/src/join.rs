//! Dates that belong together: ranges, and a date with its time of the day.

use crate::{
    Calendar, Core, Expr, Relation, Unit, Which,
    frame::{Atom, Frame, FrameKind},
};
use chancery_model::Granularity;

/// What can stand between two atoms.
pub(crate) struct Between<'a, 't> {
    pub(crate) frames: &'a [Frame],
    /// The words of a token.
    pub(crate) mark: &'a dyn Fn(u32) -> &'t str,
}

impl Between<'_, '_> {
    /// Whether only a frame of a kind stands between two atoms.
    fn is(&self, kind: FrameKind, first: u32, end: u32) -> bool {
        self.frames.iter().any(|f| f.kind == kind && f.first == first && f.end == end)
    }

    fn is_comma(&self, first: u32, end: u32) -> bool {
        first + 1 == end && matches!((self.mark)(first), "," | "،" | "、")
    }

    /// One past an atom and the full stop that ends its last word: *5 p.m. Monday*.
    fn past_stop(&self, atom: &Atom) -> u32 {
        let stop = atom.trim.1 == 1 && (self.mark)(atom.end) == ".";
        atom.end + u32::from(stop)
    }
}

/// Joins atoms that stand together; `opens` tells which of them a `from` stands before.
pub(crate) fn join(chosen: Vec<Atom>, opens: &[bool], between: &Between<'_, '_>) -> Vec<Atom> {
    let mut done: Vec<Atom> = Vec::new();
    let mut open = false;
    for (at, atom) in chosen.into_iter().enumerate() {
        let joined = done.last().and_then(|last| {
            let one = named(last, &atom, between).or_else(|| dated(last, &atom, between));
            one.or_else(|| ranged(last, &atom, open, between.frames))
        });
        match joined {
            Some(both) => {
                open &= both.ends.is_empty();
                done.pop();
                done.push(both);
            }
            None => {
                open = opens[at];
                done.push(atom);
            }
        }
    }
    list(&mut done, between);
    done.retain(|a| a.expr.is_some() && !a.weak);
    done
}

/// Makes years count that stand in a row after one that does: *in 2012, 2014 and 2016*.
fn list(atoms: &mut [Atom], between: &Between<'_, '_>) {
    let mut first = 0;
    for at in 1..atoms.len() {
        let (last, next) = (&atoms[at - 1], &atoms[at]);
        let years = is_year(last) && is_year(next);
        let comma = between.is_comma(last.end, next.first);
        if years && between.is(FrameKind::And, last.end, next.first) && !atoms[first].weak {
            atoms[first..=at].iter_mut().for_each(|a| a.weak = false);
        } else if !(years && comma) {
            first = at;
        }
    }
}

fn is_year(atom: &Atom) -> bool {
    let year = |c: &Calendar| c.year.is_some() && c.month.is_none() && c.weekday.is_none();
    matches!(atom.expr.as_ref().map(|e| &e.core), Some(Core::Calendar(c)) if year(c))
}

/// A weekday and the date in digits that follows it as one: *Friday, 18.07.2014*.
fn named(last: &Atom, next: &Atom, between: &Between<'_, '_>) -> Option<Atom> {
    let (name, date) = (last.expr.as_ref()?, next.expr.as_ref()?);
    let (Core::Calendar(name_of), Core::Calendar(date_of)) = (&name.core, &date.core) else { return None };
    let beside = last.end == next.first || between.is_comma(last.end, next.first);
    let only_named = name_of.weekday.is_some() && name_of.day.is_none() && name_of.month.is_none();
    let shaped = next.rows.is_empty() && date_of.day.is_some();
    if !beside || !only_named || !shaped || name.clock.is_some() {
        return None;
    }
    let core = Core::Calendar(Calendar { weekday: name_of.weekday, ..*date_of });
    let expr = Some(Expr { core, clock: date.clock, ..name.clone() });
    Some(Atom { end: next.end, expr, weak: false, trim: (0, 0), ..last.clone() })
}

/// A date and a time of the day beside it as one.
fn dated(last: &Atom, next: &Atom, between: &Between<'_, '_>) -> Option<Atom> {
    let (a, b) = (last.expr.as_ref()?, next.expr.as_ref()?);
    let end = between.past_stop(last);
    let touches = end == next.first || between.is(FrameKind::At, end, next.first);
    let (date, clock) = if is_day(a) && b.core == Core::Clock { (a, b) } else { (b, a) };
    if !touches
        || !is_day(date)
        || clock.core != Core::Clock
        || clock.clock?.hour.is_none() && end != next.first
    {
        return None;
    }
    let mut rows = last.rows.clone();
    rows.extend_from_slice(&next.rows);
    let (ends, trim) = (Vec::new(), next.trim);
    let expr = Expr { clock: clock.clock, ..date.clone() };
    Some(Atom {
        first: last.first,
        end: next.end,
        expr: Some(expr),
        weak: false,
        rows,
        trim,
        ends,
        second: None,
    })
}

fn is_day(expr: &Expr) -> bool {
    let day = expr.granularity() == Some(Granularity::Day) && !matches!(expr.core, Core::Range(..));
    let hour = expr.clock.is_some_and(|c| c.hour.is_some());
    day && !hour
}

fn ranged(last: &Atom, atom: &Atom, open: bool, frames: &[Frame]) -> Option<Atom> {
    let between = frames.iter().find(|f| {
        let fits = f.first == last.end && f.end == atom.first;
        fits && match f.kind {
            FrameKind::To => true,
            FrameKind::Dash => alike(last, atom),
            FrameKind::And => open,
            _ => false,
        }
    })?;
    let (first, second) = (last.expr.as_ref()?, atom.expr.as_ref()?);
    let core = merge(first, second, open)?;
    let mut rows = last.rows.clone();
    rows.push(between.row);
    rows.extend_from_slice(&atom.rows);
    let ends = match &core {
        Core::Range(a, b) => {
            let end = |atom: &Atom, expr: &Expr, core: &Core| {
                (atom.first, atom.end, Expr { core: core.clone(), ..expr.clone() })
            };
            vec![end(last, first, a), end(atom, second, b)]
        }
        _ => Vec::new(),
    };
    Some(Atom {
        first: last.first,
        end: atom.end,
        expr: Some(Expr::new(core)),
        weak: false,
        rows,
        trim: (0, 0),
        ends,
        second: None,
    })
}

/// Whether two dates are told by the same parts.
fn alike(first: &Atom, second: &Atom) -> bool {
    let parts = |atom: &Atom| match atom.expr.as_ref().map(|e| &e.core) {
        Some(Core::Calendar(c)) => {
            Some((c.year.is_some(), c.month.is_some(), c.day.is_some(), c.weekday.is_some()))
        }
        _ => None,
    };
    parts(first).is_some_and(|p| parts(second) == Some(p))
}

fn merge(first: &Expr, second: &Expr, open: bool) -> Option<Core> {
    match (&first.core, &second.core) {
        (Core::Calendar(a), Core::Calendar(b))
            if matches!(second.relation, Relation::On | Relation::Until) =>
        {
            range(*a, *b)
        }
        (
            Core::Calendar(_)
            | Core::Period { .. }
            | Core::Slice { .. }
            | Core::Offset { unit: Unit::Day, .. },
            b,
        ) if open && second.is_date() => Some(Core::Range(Box::new(first.core.clone()), Box::new(b.clone()))),
        _ => None,
    }
}

/// A range of two dates, each of which lends the other the parts it lacks.
pub(crate) fn range(mut a: Calendar, mut b: Calendar) -> Option<Core> {
    if a.day.is_some() && a.month.is_none() {
        a.month = b.month;
    }
    if b.day.is_some() && b.month.is_none() {
        b.month = a.month;
    }
    if a.granularity() != b.granularity() {
        return None;
    }
    if a.year.is_none() && a.month.is_some() && b.month.is_some() {
        let wraps = (a.month, a.day) > (b.month, b.day);
        a.year = b.year.map(|y| if wraps { y - 1 } else { y });
    } else if b.year.is_none() && b.month.is_some() && a.month.is_some() {
        let wraps = (a.month, a.day) > (b.month, b.day);
        b.year = a.year.map(|y| if wraps { y + 1 } else { y });
    }
    let full = |c: &Calendar| Some((c.year?, c.month, c.day));
    if full(&a).zip(full(&b)).is_some_and(|(a, b)| a > b) {
        return None;
    }
    if a.which == Which::Bare {
        a.which = b.which;
    } else if b.which == Which::Bare {
        b.which = a.which;
    }
    Some(Core::Range(Box::new(Core::Calendar(a)), Box::new(Core::Calendar(b))))
}
