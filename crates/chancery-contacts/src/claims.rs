//! Which of the triggers of a sentence has the better claim to a time or a place.

use crate::{
    rules::Shape,
    scan::{Hit, Scan, between},
};
use chancery_names::{Link, Party};

/// What a comma between a time and a trigger counts, in tokens.
const COMMA: u32 = 6;

/// How far behind "and" a time that opens a clause may stand, in tokens.
const AND_REACH: u32 = 2;

/// How far a time or place, by its first token and the one past its last, lies from a trigger, commas counted heavily,
/// a conjunction before a noun a little.
pub fn cost(scan: &Scan<'_>, hit: &Hit<'_>, (first, end): (u32, u32)) -> u32 {
    let (from, to) = between((first, end), (hit.first, hit.end));
    let within = |at: &&u32| from <= **at && **at < to;
    let breaks = scan.breaks.iter().filter(within).count() as u32;
    // "The call of 9 September and the talks": the day is the call's.
    let joined = end <= hit.first && hit.trigger.shape.is_noun() && scan.joined(from, to);
    // "Met him on Wednesday and will fly home": the day is that of the verb before it.
    let told = |h: &Hit<'_>| h.end <= first && h.trigger.shape != Shape::Adverb;
    let closed = end <= hit.first && scan.ands.contains(&end) && scan.hits.iter().any(told);
    // "Met him on Wednesday before flying home", with nothing in between that ends the clause of "met".
    let behind = |h: &Hit<'_>| {
        told(h) && h.trigger.shape.is_verb() && !scan.joined(h.end, first) && !scan.is_parted(h.end, first)
    };
    let taken = end <= hit.first && hit.trigger.shape.is_verb() && scan.hits.iter().any(behind);
    u32::from(joined)
        + COMMA * (u32::from(closed) + 2 * u32::from(taken))
        + to.saturating_sub(from)
        + COMMA * scan.commas.iter().filter(within).count() as u32
        + 2 * COMMA * breaks
}

/// Whether no other trigger has the better claim to a time or place, but for those that tell of the same encounter and
/// those whose clause it does not stand in.
pub fn claims(scan: &Scan<'_>, hit: &Hit<'_>, at: (u32, u32)) -> bool {
    let own = cost(scan, hit, at);
    let rival =
        |h: &Hit<'_>| h.span != hit.span && h.trigger.shape != Shape::Adverb && !same_event(scan, h, hit);
    !scan.hits.iter().any(|h| rival(h) && cost(scan, h, at) < own && !apart(scan, h, at))
}

/// Whether a clause ends between a time or place and a trigger; one that opens the sentence holds for all of it, and one
/// right behind a dash for what stands before the dash ("will meet once more – on 1 December").
pub(crate) fn apart(scan: &Scan<'_>, hit: &Hit<'_>, (first, end): (u32, u32)) -> bool {
    let (from, to) = between((first, end), (hit.first, hit.end));
    let dash = hit.end < first && scan.breaks.contains(&(first - 1));
    let to = if dash && to == first { to - 1 } else { to };
    from <= to
        && first > scan.first + 2
        && (scan.is_broken(from, to) || opens_clause(scan, hit, (first, end)))
}

/// "They spoke on Wednesday, and on Thursday the ministers met": behind a comma and "and" a time is that of the verb
/// that follows.
fn opens_clause(scan: &Scan<'_>, hit: &Hit<'_>, (first, end): (u32, u32)) -> bool {
    let and = |at: &u32| {
        (hit.end..first).contains(at)
            && first - at <= AND_REACH
            && scan.commas.contains(&at.saturating_sub(1))
    };
    scan.ands.iter().any(and) && scan.hits.iter().any(|h| h.first >= end && h.trigger.shape.is_verb())
}

/// "Held talks … during a visit", "received him on Monday on a visit": triggers so close, or a noun so bare behind
/// its verb, that they tell of one encounter.
fn same_event(scan: &Scan<'_>, a: &Hit<'_>, b: &Hit<'_>) -> bool {
    let (first, second) = if a.first < b.first { (a, b) } else { (b, a) };
    let tied = |p: &Party| {
        let own = matches!(p.link, Some(Link::With | Link::Between | Link::Of | Link::To | Link::By));
        own && p.first >= second.end && p.first - second.end <= 3
    };
    let bare = second.trigger.shape.is_noun() && !scan.parties.iter().any(tied);
    let gap = second.first.saturating_sub(first.end);
    // "The call of 9 September and the talks": each noun has a time of its own.
    let listed = first.trigger.shape.is_noun()
        && second.trigger.shape.is_noun()
        && scan.joined(first.end, second.first)
        && scan.times.iter().any(|t| t.first >= first.end && t.end <= second.first);
    if listed {
        return false;
    }
    gap <= 3 || (bare && scan.distance(first.end, second.first, |_| true) <= 3)
}
