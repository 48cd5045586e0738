//! Words that stand before or between dates: `since`, `the end of`, `from … to …`.

use crate::{
    Bound, Core, Expr, Part, Relation, Tense,
    join::{Between, join},
};
use smallvec::SmallVec;

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
    /// Stands between a day and its hour.
    At,
    /// Stands before a length or a date and tells how exact it is.
    Bound(Bound),
    /// Tells, anywhere in the sentence, that its dates are past, or to come.
    Tense(Tense),
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
    pub(crate) rows: SmallVec<[u32; 4]>,
    /// Tokens at its start and at its end that belong to the sentence around it, such as a preposition.
    pub(crate) trim: (u32, u32),
    /// The two ends of a range that stand apart, each with its first token and one past its last.
    pub(crate) ends: Vec<(u32, u32, Expr)>,
    /// Within a pattern of two dates, one past the first of them, and where the second begins.
    pub(crate) second: Option<(u32, u32)>,
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
            "at" => FrameKind::At,
            "about" => FrameKind::Bound(Bound::Approx),
            "less" => FrameKind::Bound(Bound::Less),
            "more" => FrameKind::Bound(Bound::More),
            "at-most" => FrameKind::Bound(Bound::AtMost),
            "at-least" => FrameKind::Bound(Bound::AtLeast),
            "past" => FrameKind::Tense(Tense::Past),
            "future" => FrameKind::Tense(Tense::Future),
            other => {
                return Err(format!(
                    "expected on, since, before, after, until, start, mid, end, from, to, dash, and, at, about, less, more, at-most, at-least, past or future, got \"{other}\""
                ));
            }
        })
    }
}

impl FrameKind {
    /// Whether the words, standing before an expression, change it.
    fn applies(self, expr: &Expr) -> bool {
        match self {
            FrameKind::Bound(_) => expr.bound.is_none() && expr.takes_bound(),
            FrameKind::Part(_) => expr.is_date() && expr.part.is_none(),
            FrameKind::On | FrameKind::Relation(_) | FrameKind::From => expr.is_date(),
            FrameKind::To | FrameKind::Dash | FrameKind::And | FrameKind::At | FrameKind::Tense(_) => false,
        }
    }
}

impl Expr {
    /// Whether the words have an amount that can be more or less.
    fn takes_bound(&self) -> bool {
        matches!(
            self.core,
            Core::Duration(_) | Core::Offset { .. } | Core::Within { .. } | Core::Span { .. } | Core::Clock
        )
    }
}

impl Atom {
    /// The two dates of a range that one pattern tells.
    pub(crate) fn told_apart(&self) -> Vec<(u32, u32, Expr)> {
        match (self.expr.as_ref().map(|e| (e, &e.core)), self.second) {
            (Some((expr, Core::Range(a, b))), Some((end, start))) if self.ends.is_empty() => {
                let part =
                    |first, end, core: &Core| (first, end, Expr { core: core.clone(), ..expr.clone() });
                vec![part(self.first, end, a), part(start, self.end, b)]
            }
            _ => Vec::new(),
        }
    }

    /// An expression told by its shape in digits.
    pub(crate) fn shaped((first, end, expr): (u32, u32, Expr)) -> Atom {
        Atom {
            first,
            end,
            expr: Some(expr),
            weak: false,
            rows: SmallVec::new(),
            trim: (0, 0),
            ends: Vec::new(),
            second: None,
        }
    }
}

/// What an atom would take up, before it is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) weak: bool,
    /// The row that claims; none for a shape in digits.
    pub(crate) row: Option<u32>,
}

impl Claim {
    pub(crate) fn of_shape(&(first, end, _): &(u32, u32, Expr)) -> Claim {
        Claim { first, end, weak: false, row: None }
    }
}

/// The longest atoms that do not overlap, in text order; only those are made, each by its number among the claims.
pub(crate) fn choose(claims: &[Claim], make: impl Fn(usize, Claim) -> Option<Atom>) -> Vec<Atom> {
    let mut ranked: Vec<(usize, Claim)> = claims.iter().copied().enumerate().collect();
    ranked.sort_by_key(|(_, c)| (std::cmp::Reverse(c.end - c.first), c.weak, c.first, c.row));
    let mut chosen: Vec<Atom> = Vec::new();
    for (number, claim) in ranked {
        if chosen.iter().all(|c| claim.end <= c.first || c.end <= claim.first) {
            chosen.extend(make(number, claim));
        }
    }
    chosen.sort_by_key(|a| a.first);
    chosen
}

/// Chosen atoms, each with the frames before it, and ranges joined; `mark` gives the words of a token.
pub(crate) fn assemble<'t>(
    mut chosen: Vec<Atom>,
    frames: &[Frame],
    mark: impl Fn(u32) -> &'t str,
) -> Vec<Atom> {
    for atom in &mut chosen {
        (atom.first, atom.end) = (atom.first + atom.trim.0, atom.end - atom.trim.1);
    }
    let floor = |at: usize, done: &[Atom]| done[..at].last().map_or(0, |a| a.end);
    let mut opens = vec![false; chosen.len()];
    for at in 0..chosen.len() {
        let floor = floor(at, &chosen);
        opens[at] = attach(&mut chosen[at], frames, floor);
    }
    join(chosen, &opens, &Between { frames, mark: &mark })
}

/// Takes up the frames that stand before an atom; whether one of them opens a range.
fn attach(atom: &mut Atom, frames: &[Frame], floor: u32) -> bool {
    let mut from = false;
    let mut cursor = atom.first;
    // A preposition of its own (*over the past year*) is no bound of it.
    let own = atom.first - atom.trim.0;
    let bounds = |f: &Frame| matches!(f.kind, FrameKind::Bound(_)) && f.first >= own;
    loop {
        let before = frames.iter().filter(|f| f.end == cursor && f.first >= floor);
        let Some(expr) = atom.expr.as_mut() else { return from };
        let before = before.filter(|f| f.kind.applies(expr) && !bounds(f));
        let Some(frame) = before.min_by_key(|f| (f.kind == FrameKind::On, f.first, f.row)) else {
            return from;
        };
        match frame.kind {
            FrameKind::Bound(bound) => {
                expr.bound = Some(bound);
                atom.first = frame.first;
            }
            FrameKind::Relation(relation) if expr.relation == Relation::On => expr.relation = relation,
            FrameKind::Part(part) => {
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

/// How many tokens before an expression its tense may be told.
const REACH: u32 = 12;

/// How many tokens after one that opens the sentence, where nothing before it tells.
const AFTER: u32 = 6;

/// Which way the words look that stand before an expression, the nearest of them.
pub(crate) fn tense(frames: &[Frame], at: u32) -> Option<Tense> {
    nearest(frames, |f| at.checked_sub(f.end).filter(|far| *far <= REACH))
}

/// Which way the words look after an expression that opens its sentence: *on Tuesday the house will vote*.
pub(crate) fn tense_after(frames: &[Frame], end: u32) -> Option<Tense> {
    nearest(frames, |f| f.first.checked_sub(end).filter(|far| *far <= AFTER))
}

fn nearest(frames: &[Frame], far: impl Fn(&Frame) -> Option<u32>) -> Option<Tense> {
    let told = frames.iter().filter_map(|f| match f.kind {
        FrameKind::Tense(tense) => Some((far(f)?, tense)),
        _ => None,
    });
    told.min_by_key(|(far, _)| *far).map(|(_, tense)| tense)
}
