//! What is known of days from one another: a small solver over the bounds of documents and events.
//!
//! A moment is the day of a document or of an event, between an earliest and a latest one. Ties say how moments
//! stand to one another and to the calendar: what a document reports is not after it, what it announces not before
//! it, two reports tell of one event, an office was held from one day to another. Ties only tighten bounds. One that
//! would leave a moment no day is dropped and reported, with what it stands against: nothing is overwritten, and what
//! was tied first counts.
//!
//! Ties wait in a queue, each until one of its moments moves, so that the cost grows with what moves. The order of
//! the calls alone decides the outcome.

use crate::settle::Run;
use chancery_model::Edtf;
use jiff::civil::Date;

/// A document or an event, by its number in [`Constraints`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub(crate) u32);

/// A tie, by its number in [`Constraints`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tie(pub(crate) u32);

impl Tie {
    /// Its place in the order in which ties were made, from zero.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// The days between which a moment lies, both included; none where nothing bounds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The earliest day it can be.
    pub earliest: Option<Date>,
    /// The latest day it can be.
    pub latest: Option<Date>,
}

/// A tie that cannot hold beside those before it, and was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The tie that was left out.
    pub tie: Tie,
    /// The moment that it leaves no day.
    pub moment: Moment,
    /// The tie that it stands against; none where that is the moment's own date.
    pub against: Option<Tie>,
}

/// How the days of a tie stand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    /// `to` is so many days after `from`: at least, and at most.
    Apart { from: Moment, to: Moment, least: Option<i32>, most: Option<i32> },
    /// On one of these days.
    Within { moment: Moment, days: Bounds },
}

/// Moments and the ties between them, not yet solved.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    pub(crate) dates: Vec<Option<Edtf>>,
    pub(crate) rules: Vec<Rule>,
    /// For each moment the ties that it is in.
    pub(crate) ties: Vec<Vec<u32>>,
}

impl Constraints {
    /// None yet.
    pub fn new() -> Constraints {
        Constraints::default()
    }

    /// A document or an event on a day of `date`; on one of its days in any year, where the date lacks the year.
    pub fn moment(&mut self, date: Option<Edtf>) -> Moment {
        self.dates.push(date);
        self.ties.push(Vec::new());
        Moment(self.dates.len() as u32 - 1)
    }

    /// `to` lies so many days after `from`: at least, and at most. Negative numbers are days before it.
    pub fn apart(&mut self, from: Moment, to: Moment, least: Option<i32>, most: Option<i32>) -> Tie {
        self.tie(Rule::Apart { from, to, least, most })
    }

    /// A document reports an event as past: the event is not after it.
    pub fn reported(&mut self, event: Moment, document: Moment) -> Tie {
        self.apart(event, document, Some(0), None)
    }

    /// A document announces an event: the event is not before it.
    pub fn planned(&mut self, event: Moment, document: Moment) -> Tie {
        self.apart(document, event, Some(0), None)
    }

    /// Two reports tell of one event.
    pub fn same(&mut self, one: Moment, other: Moment) -> Tie {
        self.apart(one, other, Some(0), Some(0))
    }

    /// One lies on an earlier day than the other: words such as "before" and "after".
    pub fn before(&mut self, first: Moment, then: Moment) -> Tie {
        self.apart(first, then, Some(1), None)
    }

    /// One lies on the other's day or later: words such as "since".
    pub fn since(&mut self, event: Moment, start: Moment) -> Tie {
        self.apart(start, event, Some(0), None)
    }

    /// On one of these days: those of a term of office, or beside a public event whose day is known.
    pub fn within(&mut self, moment: Moment, days: Bounds) -> Tie {
        self.tie(Rule::Within { moment, days })
    }

    /// The bounds that all ties leave, as far as they can hold together.
    pub fn solve(&self) -> Solution {
        let mut run = Run::new(self);
        // A circle of ties moves its moments for ever: without its last tie, everything is begun again.
        while let Err(circle) = run.settle() {
            let mut circles = std::mem::take(&mut run.circles);
            circles.push(circle);
            run = Run::new(self);
            run.circles = circles;
        }
        let mut conflicts = run.circles;
        conflicts.extend(run.conflicts);
        conflicts.sort_by_key(|c| c.tie);
        let dates = (0..self.dates.len()).map(|m| date(self.dates[m], run.bounds[m])).collect();
        Solution { bounds: run.bounds, reasons: run.reasons, dates, conflicts }
    }

    fn tie(&mut self, rule: Rule) -> Tie {
        let number = self.rules.len() as u32;
        let [one, other] = rule.moments();
        self.ties[one.0 as usize].push(number);
        if one != other {
            self.ties[other.0 as usize].push(number);
        }
        self.rules.push(rule);
        Tie(number)
    }
}

/// What the ties leave of each moment.
#[derive(Clone, Debug, Default)]
pub struct Solution {
    bounds: Vec<Bounds>,
    reasons: Vec<[Option<Tie>; 2]>,
    dates: Vec<Option<Edtf>>,
    conflicts: Vec<Conflict>,
}

impl Solution {
    /// The bounds of a moment.
    pub fn bounds(&self, moment: Moment) -> Bounds {
        self.bounds[moment.0 as usize]
    }

    /// The date of a moment: its own, with the only year that fits where it lacks one, or what is left of it.
    pub fn date(&self, moment: Moment) -> Option<Edtf> {
        self.dates[moment.0 as usize]
    }

    /// The ties that the earliest and the latest day of a moment rest on; none where its own date gives them.
    pub fn reasons(&self, moment: Moment) -> [Option<Tie>; 2] {
        self.reasons[moment.0 as usize]
    }

    /// The ties that were left out, in the order they were made.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}

impl Rule {
    pub(crate) fn moments(self) -> [Moment; 2] {
        match self {
            Rule::Apart { from, to, .. } => [from, to],
            Rule::Within { moment, .. } => [moment, moment],
        }
    }
}

/// The date with what its bounds tell of it.
fn date(stated: Option<Edtf>, bounds: Bounds) -> Option<Edtf> {
    let (earliest, latest) = (bounds.earliest, bounds.latest);
    if let Some(date) = stated.filter(|d| d.lacks_year()) {
        let (first, last) = earliest.zip(latest)?;
        let falls = |year: &i16| {
            let there = date.in_year(*year);
            let days = there.and_then(|d| d.earliest().zip(d.latest()));
            days.is_some_and(|(start, end)| end >= first && start <= last)
        };
        let mut years = (first.year()..=last.year()).filter(falls);
        let year = years.next()?;
        return if years.next().is_none() { date.in_year(year) } else { None };
    }
    let own = stated.filter(|d| d.earliest() == earliest && d.latest() == latest);
    own.or(match (earliest, latest) {
        (None, None) => None,
        (Some(first), Some(last)) if first == last => Some(Edtf::day(first)),
        (first, last) => {
            let point = |day: Option<Date>| day.map(chancery_model::Point::day);
            Some(Edtf::Interval(point(first), point(last)))
        }
    })
}
