//! Which of the triggers of a sentence has the better claim to a time or a place.

use crate::{
    rules::Shape,
    scan::{Hit, Scan, between},
    when::apart,
};
use chancery_names::{Link, Party};

/// What a comma between a time and a trigger counts, in tokens.
const COMMA: u32 = 6;

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
        told(h)
            && h.trigger.shape.is_verb()
            && !scan.joined(h.end, first)
            && !scan.commas.iter().chain(&scan.breaks).any(|at| h.end <= *at && *at < first)
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
