//! What became of a contact, by the cues around its trigger.

use crate::{
    refusal::Refusal,
    roles::Finder,
    rules::{Effect, Scope, Shape},
    scan::{CueHit, Hit, Scan, between, gap},
};
use chancery_model::{Row, Status};

/// How a trigger stands in its sentence.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// What became of it; none where nothing opens.
    pub status: Option<Status>,
    /// Why nothing opens.
    pub refusal: Option<Refusal>,
    /// Whether it is told as an earlier contact.
    pub background: bool,
    /// Whether it is another contact than the one told before.
    pub another: bool,
    /// Whether a plan is spoken of, whatever became of it.
    pub announced: bool,
    /// Whether each partner was met or called apart.
    pub separate: bool,
    /// Whose suggestion it was: tokens of the cue.
    pub suggestion: Option<(u32, u32)>,
    /// Whether the words speak of whose idea it was, and where: tokens of the cue.
    pub initiative: Option<(u32, u32)>,
    /// Rows that decided.
    pub rows: Vec<Row>,
}

/// How far a cue reaches, in tokens.
const REACH: u32 = 9;
/// How far an auxiliary reaches to its verb, and an adjective to its noun.
const REACH_OF_AUXILIARY: u32 = 4;
const REACH_OF_ADJECTIVE: u32 = 2;
/// How far words that undo a contact reach back to it.
const REACH_OF_END: u32 = 20;
/// How far a suggestion reaches to a verb that "might" or "could" come true.
const REACH_OF_SUGGESTION: u32 = 14;

/// Decides how a trigger stands.
pub fn standing(scan: &Scan<'_>, hit: &Hit<'_>) -> Standing {
    let near: Vec<&CueHit<'_>> = scan.cues.iter().filter(|c| reaches(scan, hit, c)).collect();
    let has = |effect: Effect| near.iter().any(|c| c.cue.effect == effect);
    let mut standing = Standing {
        background: has(Effect::Background),
        another: has(Effect::Another),
        announced: has(Effect::Planned),
        separate: has(Effect::Separate),
        suggestion: near.iter().find(|c| c.cue.effect == Effect::Proposed).map(|c| (c.first, c.end)),
        initiative: initiative(scan, hit),
        rows: near.iter().map(|c| c.cue.row.clone()).collect(),
        ..Standing::default()
    };
    let suggested = scan.cues.iter().any(|c| {
        c.cue.effect == Effect::Proposed && c.end <= hit.first && hit.first - c.end <= REACH_OF_SUGGESTION
    });
    let has = |effect: Effect| match effect {
        Effect::Proposed if suggested && has(Effect::Hypothetical) => true,
        effect => has(effect),
    };
    match decide(scan, hit, &has) {
        Ok(status) => standing.status = Some(status),
        Err(reason) => standing.refusal = Some(reason),
    }
    standing
}

/// The status that words on a plan give it, if they undo it.
pub(crate) fn undone(effect: Effect) -> Option<Status> {
    match effect {
        Effect::Postponed => Some(Status::Postponed),
        Effect::Cancelled => Some(Status::Cancelled),
        Effect::Refused => Some(Status::Refused),
        _ => None,
    }
}

/// Words on whose idea it was, anywhere in the sentence, if this is the trigger nearest to them.
fn initiative(scan: &Scan<'_>, hit: &Hit<'_>) -> Option<(u32, u32)> {
    let gap = |h: &Hit<'_>, c: &CueHit<'_>| gap((h.first, h.end), (c.first, c.end));
    let mut cues = scan.cues.iter().filter(|c| c.cue.effect == Effect::Initiative);
    // "Invited by the king": a verb within the words is none that they speak of.
    let within = |h: &Hit<'_>, c: &CueHit<'_>| {
        h.first < c.end && c.first < h.end && h.trigger.shape.is_verb() && h.first != hit.first
    };
    let nearest = |c: &&CueHit<'_>| {
        !scan.hits.iter().any(|h| h.first != hit.first && !within(h, c) && gap(h, c) < gap(hit, c))
    };
    cues.find(nearest).map(|c| (c.first, c.end))
}

/// Strongest first: what undoes a contact, what denies it, what makes it no contact at all, what plans it.
fn decide(scan: &Scan<'_>, hit: &Hit<'_>, has: &dyn Fn(Effect) -> bool) -> Result<Status, Refusal> {
    let order = [
        (Effect::Postponed, Status::Postponed),
        (Effect::Cancelled, Status::Cancelled),
        (Effect::Denied, Status::Denied),
        (Effect::Refused, Status::Refused),
        (Effect::CancelledPlan, Status::Cancelled),
        (Effect::Accepted, Status::Planned),
    ];
    if scan.question {
        return Err(Refusal::Question);
    }
    if has(Effect::Habitual) {
        return Err(Refusal::Habitual);
    }
    if let Some((_, status)) = order.iter().find(|(effect, _)| has(*effect)) {
        return Ok(*status);
    }
    if has(Effect::None) {
        return Err(Refusal::NotConcrete);
    }
    if has(Effect::Negated) {
        return Err(Refusal::Negated);
    }
    if let Some(status) = hit.trigger.status {
        return Ok(status);
    }
    if has(Effect::Held) {
        return Ok(Status::Held);
    }
    if has(Effect::Proposed) {
        return Ok(Status::Proposed);
    }
    if has(Effect::Planned) || hit.tags.iter().any(|t| matches!(*t, "future" | "conditional")) {
        return Ok(Status::Planned);
    }
    if has(Effect::Hypothetical) {
        return Err(Refusal::Hypothetical);
    }
    if hit.trigger.shape == Shape::Invite {
        return Ok(Status::Proposed);
    }
    Ok(Status::Held)
}

/// Whether a cue stands where it must, in the trigger's clause, with no other trigger in between.
fn reaches(scan: &Scan<'_>, hit: &Hit<'_>, cue: &CueHit<'_>) -> bool {
    let before = cue.end <= hit.first;
    let after = cue.first >= hit.end;
    let within = !before && !after;
    let placed = match cue.cue.scope {
        Scope::Before => before || within,
        Scope::After => after || within,
        Scope::Near => true,
    };
    let (from, to) = between((cue.first, cue.end), (hit.first, hit.end));
    let reach = match (cue.cue.scope, hit.trigger.shape) {
        (Scope::Before, Shape::Noun | Shape::Journey | Shape::Invitation | Shape::Adverb) => {
            REACH_OF_ADJECTIVE
        }
        (Scope::Before, _) => REACH_OF_AUXILIARY,
        _ if after && undone(cue.cue.effect).is_some() => REACH_OF_END,
        _ => REACH,
    };
    // An auxiliary and a verb that ends its clause hold the clause between them.
    let comma = || scan.commas.iter().any(|at| (from..to).contains(at));
    let framed = before && scan.verb_last && !comma() && Finder { scan, hit }.ends_clause();
    let close = within || framed || scan.distance(from, to, |_| after) <= reach;
    let other = |h: &Hit<'_>| {
        h.first >= from && h.end <= to && h.first != hit.first && h.trigger.shape != Shape::Adverb
    };
    let ends = after && undone(cue.cue.effect).is_some();
    // "They spoke, a conversation that undid his trip": what was done is not undone by what follows it.
    // "After the cancellation, they met"; but "he did not answer when she phoned".
    let before_it = before && matches!(undone(cue.cue.effect), Some(Status::Cancelled | Status::Postponed));
    let done = (ends || before_it) && is_done(scan, hit);
    // "Macron, who spoke to Scholz on Monday, meets Sunak on Friday": the words of another verb behind a comma.
    let others = scan.commas.iter().any(|at| (hit.end..cue.end).contains(at))
        && matches!(cue.cue.effect, Effect::Planned | Effect::Proposed | Effect::Hypothetical)
        && (scan.verb_last || tells_past(scan, hit))
        && scan.hits.iter().any(|h| h.first >= hit.end && h.first < cue.end && cue.first < h.end);
    // "Would say about the talk": what is to come is the saying.
    let spent = before
        && cue.cue.effect == Effect::Planned
        && scan.cues.iter().any(|c| c.cue.effect == Effect::Said && c.first >= from && c.end <= to);
    // "Before their meeting, they saw the king": what is planned stands among the cue's own words.
    let taken = !within
        && cue.cue.effect == Effect::Planned
        && scan.hits.iter().any(|h| h.first < cue.end && cue.first < h.end && h.trigger.shape.is_noun());
    placed
        && close
        && !taken
        && !spent
        && !done
        && !others
        && (within || ((ends || !scan.is_broken(from, to)) && !scan.hits.iter().any(other)))
}

/// Whether a verb's form is one of the past: "phoned him", "hat mit ihm telefoniert".
pub(crate) fn tells_past(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let has = |tag: &str| hit.tags.contains(&tag);
    let past = has("past") || has("imperfect") || has("participle");
    let told = hit.trigger.status == Some(Status::Held);
    let present = has("present") || has("base");
    hit.trigger.shape.is_verb() && (told || (past && (!present || is_last_participle(scan, hit))))
}

/// "Hat mit ihm telefoniert": at the end of its clause a form of both the present and the participle is the latter.
fn is_last_participle(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    hit.tags.contains(&"participle") && scan.verb_last && Finder { scan, hit }.ends_clause()
}

/// Whether a verb tells of what was done: it stands in the past, and nothing before it speaks of a plan.
fn is_done(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let shape = hit.trigger.shape;
    let past = shape.is_verb() && !shape.is_travel() && hit.tags.first().is_some_and(|tag| *tag == "past");
    let open = |c: &CueHit<'_>| {
        matches!(c.cue.effect, Effect::Planned | Effect::Proposed | Effect::Hypothetical)
            && c.first <= hit.first
    };
    past && hit.trigger.status.is_none() && !scan.cues.iter().any(open)
}
