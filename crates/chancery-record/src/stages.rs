//! The stages of linking, from what is sure to what needs a lone candidate.
//!
//! 1. Same actors, dates that are days: best pairs first where people agree, then lone candidates.
//! 2. Days a day apart, not both stated, with the same people on both sides (time zones); one side told of three.
//! 3. Months, seasons and dates without a year, each to its one best candidate.
//! 4. Years, 5. no date: only with evidence, and only to a lone candidate.
//! 6. What was put off, to the later contact that took its place.

use crate::{
    group::Group,
    index::Index,
    link::Linker,
    score::Fit,
    when::{Width, between, occurrence, shift},
};
use chancery_model::{Kind, Status};
use jiff::civil::Date;

/// A held contact told without a date is at most this many days older than its article, if it is to be found.
const RECENT: i32 = 75;
/// A planned contact told without a date comes at most this many days after its article.
const SOON: i32 = 120;
/// A contact put off is made up for within this many days.
const MADE_UP: i32 = 400;

impl Linker<'_> {
    /// All stages in their order.
    pub(crate) fn run(&mut self) {
        self.greedy(|a, b, f| f.same_actors && f.agrees > 0 && a.dates_meet(b), 0);
        self.lone(Width::Fine, |a, b, f| f.same_actors && a.dates_meet(b));
        self.greedy(a_day_apart, 1);
        self.greedy(told_partly, 0);
        self.lone(Width::Month, coarse);
        self.lone(Width::Season, coarse);
        self.lone(Width::Wide, |a, b, f| f.same_actors && f.evidence && coarse(a, b, f));
        self.lone(Width::Open, undated);
        self.made_up();
    }

    /// Merges pairs of groups dated to the day, the best first.
    fn greedy(&mut self, accept: impl Fn(&Group, &Group, &Fit) -> bool, slack: i32) {
        let index = self.index();
        let mut pairs = Vec::new();
        for a in self.standing() {
            let group = self.group(a);
            let Some((first, last)) = group.days().filter(|_| group.width() == Width::Fine) else { continue };
            for b in index.between(group, shift(first, -slack), shift(last, slack), false) {
                if b > a
                    && self.group(b).width() == Width::Fine
                    && let Some(fit) = self.accepted(a, b, &accept)
                {
                    pairs.push((-fit.points, a, b));
                }
            }
        }
        pairs.sort_unstable();
        for (_, a, b) in pairs {
            let (a, b) = (self.now(a), self.now(b));
            if a != b && self.accepted(a, b, &accept).is_some() {
                self.merge(a, b);
            }
        }
    }

    /// Merges each group of `width` into the one candidate that fits it best; none where two fit equally.
    fn lone(&mut self, width: Width, accept: impl Fn(&Group, &Group, &Fit) -> bool) {
        let index = self.index();
        for number in self.standing() {
            let a = self.now(number);
            if self.group(a).width() != width {
                continue;
            }
            let found = self.fitting(&index, a, &accept);
            let best: Vec<usize> = found.iter().take_while(|f| f.0 == found[0].0).map(|f| f.1).collect();
            let [b, rivals @ ..] = &best[..] else { continue };
            let one = rivals.iter().all(|r| self.accepted(*b, *r, &accept).is_some());
            if one && self.no_rival(&index, a, *b, &accept) {
                self.merge(a, *b);
            }
        }
    }

    /// Whether nothing fits `b` as well as `a` does, but what could be one with `a` too.
    fn no_rival(
        &mut self,
        index: &Index,
        a: usize,
        b: usize,
        accept: &impl Fn(&Group, &Group, &Fit) -> bool,
    ) -> bool {
        if self.group(b).width() < self.group(a).width() {
            return true;
        }
        let found = self.fitting(index, b, accept);
        let mine = found.iter().find(|f| f.1 == a).map_or(i32::MAX, |f| f.0);
        found.iter().filter(|f| f.1 != a && f.0 <= mine).all(|f| self.accepted(a, f.1, accept).is_some())
    }

    /// Groups no wider than `a` that it can be one with, the best first, under their negative points.
    fn fitting(
        &mut self,
        index: &Index,
        a: usize,
        accept: &impl Fn(&Group, &Group, &Fit) -> bool,
    ) -> Vec<(i32, usize)> {
        let width = self.group(a).width();
        let mut near: Vec<usize> = candidates(index, self.group(a)).iter().map(|b| self.now(*b)).collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|b| *b != a && self.group(*b).width() <= width);
        let scored = near.into_iter().filter_map(|b| Some((-self.accepted(a, b, accept)?.points, b)));
        let mut found: Vec<(i32, usize)> = scored.collect();
        found.sort_unstable();
        found
    }

    /// Joins what was put off or called off to the first later contact of the same people and place.
    fn made_up(&mut self) {
        let index = self.index();
        for number in self.standing() {
            let a = self.now(number);
            let group = self.group(a);
            let off = group.statuses.contains(&Status::Postponed) && !group.is_held();
            let Some((_, last)) = group.days().filter(|_| off) else { continue };
            let later = index.between(group, shift(last, 1), shift(last, MADE_UP), false);
            let mut found: Vec<(Date, usize)> = Vec::new();
            for b in later {
                let b = self.now(b);
                if b != a
                    && let Some(fit) = self.accepted(a, b, &makes_up_for)
                {
                    let day = self.group(b).days().filter(|_| fit.agrees > 0).map(|d| d.0);
                    found.extend(day.filter(|d| *d > last).map(|d| (d, b)));
                }
            }
            if let Some((_, b)) = found.into_iter().min() {
                self.merge(a, b);
            }
        }
    }

    fn accepted(
        &mut self,
        a: usize,
        b: usize,
        accept: &impl Fn(&Group, &Group, &Fit) -> bool,
    ) -> Option<Fit> {
        let fit = self.fit(a, b)?;
        accept(self.group(a), self.group(b), &fit).then_some(fit)
    }
}

/// Groups whose time can be that of `group`.
fn candidates(index: &Index, group: &Group) -> Vec<usize> {
    let mut found = Vec::new();
    if let Some(date) = group.yearless() {
        for (first, last) in index.years(group).filter_map(|year| occurrence(date, year)) {
            found.extend(index.between(group, first, last, false));
        }
        found.extend(occurrence(date, 2000).into_iter().flat_map(|(a, b)| index.yearless(group, a, b)));
    } else if let Some((first, last)) = group.days() {
        found.extend(index.between(group, first, last, group.width() >= Width::Wide));
        found.extend(index.yearless(group, first, last));
    } else if let (Some(first), Some(last)) = group.written {
        let (back, on) = if group.is_ahead() { (0, SOON) } else { (RECENT, 0) };
        found.extend(index.between(group, shift(first, -back), shift(last, on), false));
    }
    found
}

/// The same people a day apart, told within three days: midnight lay between the two clocks. Not where words state
/// both days: contacts on successive days are common.
fn a_day_apart(a: &Group, b: &Group, fit: &Fit) -> bool {
    let (Some(day_a), Some(day_b)) = (a.day(), b.day()) else { return false };
    let stated = !a.stated.is_empty() && !b.stated.is_empty();
    let apart = !stated && between(day_a, day_b).abs() == 1;
    let known = |g: &Group| Some((g.written.0?, g.written.1?));
    let told_together = matches!((known(a), known(b)), (Some((a1, a2)), Some((b1, b2)))
        if a1 <= shift(b2, 3) && b1 <= shift(a2, 3));
    let all = fit.same_actors && fit.agrees >= 2 && fit.agrees == fit.shared;
    apart && told_together && all && a.kinds.shares(b.kinds) && a.is_off() == b.is_off()
}

/// A contact of three or more sides that one of the two tells of some sides only.
fn told_partly(a: &Group, b: &Group, fit: &Fit) -> bool {
    let within = fit.shared == a.seats.len() || fit.shared == b.seats.len();
    let most = 2 * fit.shared >= a.seats.len() + b.seats.len() - fit.shared;
    let sure = fit.agrees >= 2 || fit.agrees == 1 && fit.same_place;
    !fit.same_actors
        && (within || most && fit.same_place)
        && sure
        && a.dates_meet(b)
        && a.kinds.shares(b.kinds)
        && !a.is_off()
        && !b.is_off()
}

/// Dates of which one is no day: what is off and what was held stay apart, and a year gives no day its year.
fn coarse(a: &Group, b: &Group, fit: &Fit) -> bool {
    let crossed = a.is_off() && b.is_held() || b.is_off() && a.is_held();
    let vague = |x: &Group, y: &Group| x.width() == Width::Wide && y.yearless().is_some();
    let partly = fit.shared >= 2 && fit.agrees >= 2 && a.kinds.shares(b.kinds);
    !crossed && !vague(a, b) && !vague(b, a) && a.dates_meet(b) && (fit.same_actors || partly)
}

/// A report without a date: people, channel and status must agree.
fn undated(a: &Group, b: &Group, fit: &Fit) -> bool {
    let status = a.statuses.iter().any(|s| b.statuses.contains(s)) || a.is_ahead() && b.is_held();
    let channel = a.kinds.shares(b.kinds) && !a.kinds.has(Kind::Contact);
    let off = a.is_off() != b.is_off();
    fit.same_actors && fit.agrees > 0 && status && channel && !off && follows(a, b)
}

/// Whether `b` lies where `a`, told without a date, looks for it from its article.
fn follows(a: &Group, b: &Group) -> bool {
    let (Some((first, last)), (Some(from), Some(to))) = (b.days(), a.written) else { return false };
    if a.is_ahead() {
        last >= from && first <= shift(to, SOON)
    } else {
        first <= to && last >= shift(from, -RECENT)
    }
}

/// A contact that made up for one put off: in person, in the same place.
fn makes_up_for(a: &Group, b: &Group, fit: &Fit) -> bool {
    let in_person = |g: &Group| g.kinds.has(Kind::Visit) || g.kinds.has(Kind::Meeting);
    let stands = !b.is_off() && (b.is_held() || b.is_ahead());
    fit.same_actors && fit.same_place && stands && in_person(a) && in_person(b)
}
