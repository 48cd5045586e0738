//! Dates that belong together: ranges, and a date with its time of the day.

use crate::{
    Calendar, Core, Expr, Relation, Unit, Which,
    frame::{Atom, Frame, FrameKind},
};
use chancery_model::Granularity;

/// Joins atoms that stand together; `opens` tells which of them a `from` stands before.
pub(crate) fn join(chosen: Vec<Atom>, opens: &[bool], frames: &[Frame]) -> Vec<Atom> {
    let mut done: Vec<Atom> = Vec::new();
    let mut open = false;
    for (at, atom) in chosen.into_iter().enumerate() {
        let joined = done
            .last()
            .and_then(|last| dated(last, &atom, frames).or_else(|| ranged(last, &atom, open, frames)));
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
    done.retain(|a| a.expr.is_some() && !a.weak);
    done
}

/// A date and a time of the day beside it as one.
fn dated(last: &Atom, next: &Atom, frames: &[Frame]) -> Option<Atom> {
    let (a, b) = (last.expr.as_ref()?, next.expr.as_ref()?);
    let touches = last.end == next.first
        || frames.iter().any(|f| f.kind == FrameKind::At && f.first == last.end && f.end == next.first);
    let (date, clock) = if is_day(a) && b.core == Core::Clock { (a, b) } else { (b, a) };
    if !touches
        || !is_day(date)
        || clock.core != Core::Clock
        || clock.clock?.hour.is_none() && last.end != next.first
    {
        return None;
    }
    let mut rows = last.rows.clone();
    rows.extend_from_slice(&next.rows);
    let ends = Vec::new();
    let expr = Expr { clock: clock.clock, ..date.clone() };
    Some(Atom {
        first: last.first,
        end: next.end,
        expr: Some(expr),
        weak: false,
        rows,
        trim: (0, 0),
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
    if a.which == Which::Bare {
        a.which = b.which;
    } else if b.which == Which::Bare {
        b.which = a.which;
    }
    Some(Core::Range(Box::new(Core::Calendar(a)), Box::new(Core::Calendar(b))))
}
