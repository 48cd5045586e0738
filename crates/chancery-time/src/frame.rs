//! Words that stand before or between dates: `since`, `the end of`, `from … to …`.

use crate::{Calendar, Core, Expr, Part, Relation, Which};

/// What such words do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameKind {
    /// Stands before a date and makes a weak one good.
    On,
    /// Stands before a date and gives the relation.
    Relation(Relation),
    /// Stands before a date and names a part of it.
    Part(Part),
    /// Stands before the first date of a range.
    From,
    /// Stands between the dates of a range.
    To,
    /// A dash between the dates of a range: both must be told alike.
    Dash,
    /// Stands between the dates of a range that a `from` opened.
    And,
}

/// A match of a frame's words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) kind: FrameKind,
    pub(crate) row: u32,
}

/// An expression before its frames are seen; without `expr` it only keeps others off its words.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) expr: Option<Expr>,
    /// Whether it counts only where a frame stands before it.
    pub(crate) weak: bool,
    pub(crate) rows: Vec<u32>,
}

impl FrameKind {
    pub(crate) fn parse(word: &str) -> Result<FrameKind, String> {
        Ok(match word {
            "on" => FrameKind::On,
            "since" => FrameKind::Relation(Relation::Since),
            "before" => FrameKind::Relation(Relation::Before),
            "after" => FrameKind::Relation(Relation::After),
            "until" => FrameKind::Relation(Relation::Until),
            "start" => FrameKind::Part(Part::Start),
            "mid" => FrameKind::Part(Part::Mid),
            "end" => FrameKind::Part(Part::End),
            "from" => FrameKind::From,
            "to" => FrameKind::To,
            "dash" => FrameKind::Dash,
            "and" => FrameKind::And,
            other => {
                return Err(format!(
                    "expected on, since, before, after, until, start, mid, end, from, to, dash or and, got \"{other}\""
                ));
            }
        })
    }
}

impl Atom {
    /// An expression told by its shape in digits.
    pub(crate) fn shaped((first, end, core): (u32, u32, Core)) -> Atom {
        Atom { first, end, expr: Some(Expr::new(core)), weak: false, rows: Vec::new() }
    }
}

/// The longest atoms that do not overlap, each with the frames before it, ranges joined, in text order.
pub(crate) fn assemble(mut atoms: Vec<Atom>, frames: &[Frame]) -> Vec<Atom> {
    atoms.sort_by_key(|a| (std::cmp::Reverse(a.end - a.first), a.first, a.rows.first().copied()));
    let mut chosen: Vec<Atom> = Vec::new();
    for atom in atoms {
        if chosen.iter().all(|c| atom.end <= c.first || c.end <= atom.first) {
            chosen.push(atom);
        }
    }
    chosen.sort_by_key(|a| a.first);
    let floor = |at: usize, done: &[Atom]| done[..at].last().map_or(0, |a| a.end);
    let mut opens = vec![false; chosen.len()];
    for at in 0..chosen.len() {
        let floor = floor(at, &chosen);
        opens[at] = attach(&mut chosen[at], frames, floor);
    }
    join(chosen, &opens, frames)
}

/// Takes up the frames that stand before an atom; whether one of them opens a range.
fn attach(atom: &mut Atom, frames: &[Frame], floor: u32) -> bool {
    let mut from = false;
    let mut cursor = atom.first;
    loop {
        let before = frames.iter().filter(|f| f.end == cursor && f.first >= floor);
        let before = before.filter(|f| !matches!(f.kind, FrameKind::To | FrameKind::Dash | FrameKind::And));
        let Some(frame) = before.min_by_key(|f| (f.first, f.row)) else { return from };
        let Some(expr) = atom.expr.as_mut().filter(|e| e.is_date()) else { return from };
        match frame.kind {
            FrameKind::Relation(relation) if expr.relation == Relation::On => expr.relation = relation,
            FrameKind::Part(part) if expr.part.is_none() => {
                expr.part = Some(part);
                atom.first = frame.first;
            }
            FrameKind::From => from = true,
            _ => {}
        }
        atom.weak = false;
        cursor = frame.first;
        atom.rows.push(frame.row);
    }
}

fn join(chosen: Vec<Atom>, opens: &[bool], frames: &[Frame]) -> Vec<Atom> {
    let mut done: Vec<Atom> = Vec::new();
    let mut open = false;
    for (at, atom) in chosen.into_iter().enumerate() {
        let joined = done.last().and_then(|last| {
            let between = frames.iter().find(|f| {
                let fits = f.first == last.end && f.end == atom.first;
                fits && match f.kind {
                    FrameKind::To => true,
                    FrameKind::Dash => alike(last, &atom),
                    FrameKind::And => open,
                    _ => false,
                }
            })?;
            let core = merge(last.expr.as_ref()?, atom.expr.as_ref()?, open)?;
            let mut rows = last.rows.clone();
            rows.push(between.row);
            rows.extend(&atom.rows);
            Some(Atom { first: last.first, end: atom.end, expr: Some(Expr::new(core)), weak: false, rows })
        });
        match joined {
            Some(range) => {
                done.pop();
                done.push(range);
                open = false;
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
        (Core::Calendar(_) | Core::Period { .. } | Core::Season { .. }, b) if open && second.is_date() => {
            Some(Core::Range(Box::new(first.core.clone()), Box::new(b.clone())))
        }
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
