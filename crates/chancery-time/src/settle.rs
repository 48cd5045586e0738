//! How the bounds of moments tighten until no tie moves any.

use crate::constraints::{Bounds, Conflict, Constraints, Moment, Rule, Tie};
use chancery_model::Edtf;
use jiff::civil::Date;
use std::collections::VecDeque;

/// How often a tie may move its moments before it is taken for one of a circle; more where there are more moments.
const OFTEN: usize = 64;

/// Bounds as they tighten.
pub(crate) struct Run<'c> {
    of: &'c Constraints,
    pub(crate) bounds: Vec<Bounds>,
    pub(crate) reasons: Vec<[Option<Tie>; 2]>,
    pub(crate) conflicts: Vec<Conflict>,
    /// Ties that went in circles in earlier runs.
    pub(crate) circles: Vec<Conflict>,
}

impl<'c> Run<'c> {
    pub(crate) fn new(of: &'c Constraints) -> Run<'c> {
        let bounds = |date: &Option<Edtf>| match date.filter(|d| !d.lacks_year()) {
            Some(date) => Bounds { earliest: date.earliest(), latest: date.latest() },
            None => Bounds::default(),
        };
        let reasons = vec![[None; 2]; of.dates.len()];
        let bounds = of.dates.iter().map(bounds).collect();
        Run { of, bounds, reasons, conflicts: Vec::new(), circles: Vec::new() }
    }

    /// Applies ties until none moves a bound; the error is a tie that never stops.
    pub(crate) fn settle(&mut self) -> Result<(), Conflict> {
        let count = self.of.rules.len();
        let mut left_out = vec![false; count];
        self.circles.iter().for_each(|c| left_out[c.tie.0 as usize] = true);
        let often = OFTEN.max(self.of.dates.len() + 1);
        let mut moved = vec![0; count];
        let mut waits = vec![true; count];
        let mut work: VecDeque<u32> = (0..count as u32).collect();
        while let Some(tie) = work.pop_front() {
            let number = tie as usize;
            waits[number] = false;
            if left_out[number] {
                continue;
            }
            match self.apply(Tie(tie)) {
                Err(conflict) => {
                    left_out[number] = true;
                    self.conflicts.push(conflict);
                }
                Ok(touched) => {
                    for moment in touched.into_iter().flatten() {
                        moved[number] += 1;
                        if moved[number] > 2 * often {
                            return Err(self.circle(Tie(tie), moment));
                        }
                        let wakes = self.of.ties[moment.0 as usize].iter().filter(|t| !waits[**t as usize]);
                        let wakes: Vec<u32> = wakes.copied().collect();
                        wakes.iter().for_each(|t| waits[*t as usize] = true);
                        work.extend(wakes);
                    }
                }
            }
        }
        Ok(())
    }

    /// The last made of the ties that move a moment in a circle, and the one that it answers.
    fn circle(&self, tie: Tie, moment: Moment) -> Conflict {
        for side in 0..2 {
            let mut path: Vec<(Tie, Moment)> = Vec::new();
            let mut seen = vec![false; self.of.rules.len()];
            let mut at = moment;
            while let Some(by) = self.reasons[at.0 as usize][side] {
                if std::mem::replace(&mut seen[by.0 as usize], true) {
                    let around = &path[path.iter().position(|(t, _)| *t == by).unwrap_or(0)..];
                    let last = around.iter().enumerate().max_by_key(|(_, (t, _))| *t);
                    let Some((place, &(tie, moment))) = last else { break };
                    let against = around.get(place + 1).or(around.first()).map(|(t, _)| *t);
                    return Conflict { tie, moment, against };
                }
                path.push((by, at));
                let [one, other] = self.of.rules[by.0 as usize].moments();
                at = if at == one { other } else { one };
            }
        }
        Conflict { tie, moment, against: None }
    }

    /// Tightens by one tie; the moments that moved.
    fn apply(&mut self, tie: Tie) -> Result<[Option<Moment>; 2], Conflict> {
        let (one, other) = match self.of.rules[tie.0 as usize] {
            Rule::Within { moment, days } => ((moment, days), (moment, days)),
            Rule::Apart { from, to, least, most } => {
                let (a, b) = (self.bounds[from.0 as usize], self.bounds[to.0 as usize]);
                let for_from = Bounds { earliest: back(b.earliest, most), latest: back(b.latest, least) };
                let for_to = Bounds { earliest: on(a.earliest, least), latest: on(a.latest, most) };
                ((from, for_from), (to, for_to))
            }
        };
        // Both ends are looked at before either moves.
        let (first, second) = match (self.tightened(tie, one), self.tightened(tie, other)) {
            (Ok(first), Ok(second)) => (first, second),
            // The moment that another tie has moved tells more than the one that has only its own date.
            (Err(first), Err(second)) => return Err(if first.against.is_none() { second } else { first }),
            (Err(only), Ok(_)) | (Ok(_), Err(only)) => return Err(only),
        };
        Ok([self.take(tie, one.0, first), self.take(tie, other.0, second)])
    }

    /// The bounds of a moment within `days`; a conflict where no day is left.
    fn tightened(&self, tie: Tie, (moment, days): (Moment, Bounds)) -> Result<Bounds, Conflict> {
        let now = self.bounds[moment.0 as usize];
        let earliest = now.earliest.into_iter().chain(days.earliest).max();
        let latest = now.latest.into_iter().chain(days.latest).min();
        let [early, late] = self.reasons[moment.0 as usize];
        let against = if earliest == now.earliest { early } else { late };
        let conflict = Conflict { tie, moment, against };
        let yearless = self.of.dates[moment.0 as usize].filter(|d| d.lacks_year());
        let (earliest, latest) = match yearless {
            Some(date) => occurring(date, earliest, latest).ok_or(conflict)?,
            None => (earliest, latest),
        };
        let empty = earliest.zip(latest).is_some_and(|(first, last)| first > last);
        if empty { Err(conflict) } else { Ok(Bounds { earliest, latest }) }
    }

    /// Moves a moment; itself where it did move.
    fn take(&mut self, tie: Tie, moment: Moment, bounds: Bounds) -> Option<Moment> {
        let number = moment.0 as usize;
        let before = std::mem::replace(&mut self.bounds[number], bounds);
        if before.earliest != bounds.earliest {
            self.reasons[number][0] = Some(tie);
        }
        if before.latest != bounds.latest {
            self.reasons[number][1] = Some(tie);
        }
        (before != bounds).then_some(moment)
    }
}

/// The first and the last day between two on which a date without its year can fall; none where it falls on none.
fn occurring(date: Edtf, first: Option<Date>, last: Option<Date>) -> Option<(Option<Date>, Option<Date>)> {
    // 29 February may stay away for eight years.
    const FAR: i16 = 8;
    let in_year = |year: i16| {
        let there = date.in_year(year)?;
        Some((there.earliest()?, there.latest()?))
    };
    let first = match first {
        Some(day) => {
            let mut years =
                (day.year().saturating_sub(1)..=day.year().saturating_add(FAR)).filter_map(in_year);
            Some(years.find(|(_, end)| *end >= day)?.0.max(day))
        }
        None => None,
    };
    let last = match last {
        Some(day) => {
            let years = day.year().saturating_sub(FAR)..=day.year();
            Some(years.rev().filter_map(in_year).find(|(start, _)| *start <= day)?.1.min(day))
        }
        None => None,
    };
    Some((first, last))
}

fn on(day: Option<Date>, days: Option<i32>) -> Option<Date> {
    Some(shift(day?, i64::from(days?)))
}

fn back(day: Option<Date>, days: Option<i32>) -> Option<Date> {
    Some(shift(day?, -i64::from(days?)))
}

/// So many days later, held at the ends of the calendar.
fn shift(day: Date, days: i64) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    jiff::Span::new().try_days(days).ok().and_then(|span| day.checked_add(span).ok()).unwrap_or(end)
}
