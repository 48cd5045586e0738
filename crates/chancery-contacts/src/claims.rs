//! Which of the triggers of a sentence has the better claim to a time.

use crate::{
    rules::Shape,
    scan::{Hit, Scan, between},
    when::apart,
};
use chancery_names::{Link, Party};
use chancery_time::Mention;

/// What a comma between a time and a trigger counts, in tokens.
const COMMA: u32 = 6;

/// How far a time lies from a trigger, commas counted heavily, a conjunction before a noun a little.
pub fn cost(scan: &Scan<'_>, hit: &Hit<'_>, mention: &Mention) -> u32 {
    let (from, to) = between((mention.first, mention.end), (hit.first, hit.end));
    let within = |at: &&u32| from <= **at && **at < to;
    let breaks = scan.breaks.iter().filter(within).count() as u32;
    // "The call of 9 September and the talks": the day is the call's.
    let joined = mention.end <= hit.first && hit.trigger.shape.is_noun() && scan.joined(from, to);
    // "Met him on Wednesday and will fly home": the day is that of the verb before it.
    let told = |h: &Hit<'_>| h.end <= mention.first && h.trigger.shape != Shape::Adverb;
    let closed = mention.end <= hit.first && scan.ands.contains(&mention.end) && scan.hits.iter().any(told);
    u32::from(joined)
        + COMMA * u32::from(closed)
        + to.saturating_sub(from)
        + COMMA * scan.commas.iter().filter(within).count() as u32
        + 2 * COMMA * breaks
}

/// Whether no other trigger has the better claim to a time, but for those that tell of the same encounter and those
/// whose clause it does not stand in.
pub fn claims(scan: &Scan<'_>, hit: &Hit<'_>, mention: &Mention) -> bool {
    let own = cost(scan, hit, mention);
    let rival =
        |h: &Hit<'_>| h.span != hit.span && h.trigger.shape != Shape::Adverb && !same_event(scan, h, hit);
    !scan.hits.iter().any(|h| rival(h) && cost(scan, h, mention) < own && !apart(scan, h, mention))
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
