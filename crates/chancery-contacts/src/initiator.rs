//! Who asked for a contact: by the grammar of its trigger, or by words on whose idea it was, beside it or in a sentence
//! of their own.

use crate::{
    discourse::Discourse,
    frame::SideDraft,
    roles::{Roles, is_aside},
    rules::{Asker, Effect, Shape},
    scan::{CueHit, Hit, Scan, gap},
    status::Standing,
};
use chancery_model::{ActorCode, Kind, Span, Status};
use chancery_names::{Form, Link, Party};

/// Who asked, and the words that say so.
type Asked = Option<(ActorCode, Span)>;

/// How far behind a contact a sentence may say whose idea it was, in sentences.
const CREDIT_REACH: usize = 2;

/// How far before the words on whose idea it was its owner may begin, in tokens, if it does not end right there
/// or before an auxiliary.
const OWNER_REACH: u32 = 3;

/// How far before the words of refusing whoever refuses may stand, in tokens.
const REFUSER_REACH: u32 = 3;

fn asked(party: &Party) -> Asked {
    party.actor.clone().map(|actor| (actor, party.span))
}

/// Whose idea it was by the words that stand between two tokens.
fn owner<'s>(scan: &'s Scan<'_>, first: u32, end: u32) -> Option<&'s Party> {
    let told = || scan.parties.iter().filter(|p| p.actor.is_some());
    let behind = |p: &&Party| {
        matches!(p.link, Some(Link::Of | Link::By)) && (end.saturating_sub(1)..=end + 2).contains(&p.first)
    };
    let beside = |p: &&Party| {
        (p.end + 1 >= first || p.first + OWNER_REACH >= first)
            && p.first <= end + 2
            && (p.form != Form::Seat || matches!(p.link, Some(Link::Of)) || p.first == end)
    };
    let inside = |p: &&Party| first <= p.first && p.end <= end && p.form != Form::Seat;
    told().find(behind).or_else(|| told().find(inside)).or_else(|| told().find(beside))
}

/// "At the latter's request", "who had asked for it": it was the idea of the party told last before the words.
fn latter<'s>(scan: &'s Scan<'_>, hit: &Hit<'_>) -> Option<&'s Party> {
    let cue = scan.cues.iter().find(|c| c.cue.effect == Effect::Latter)?;
    let near = |h: &Hit<'_>| gap((h.first, h.end), (cue.first, cue.end));
    if scan.hits.iter().any(|h| near(h) < near(hit)) {
        return None;
    }
    last_before(scan, cue.first)
}

/// The party told last before a token, places not counted.
fn last_before<'s>(scan: &'s Scan<'_>, at: u32) -> Option<&'s Party> {
    let told = |p: &&Party| p.end <= at && p.actor.is_some() && p.form != Form::Adjective;
    scan.parties.iter().rev().filter(told).find(|p| !is_aside(p))
}

/// "Tehran turned down the meeting that Washington had offered": of two sides it was the idea of the one that the
/// words of refusing do not follow.
fn turned_down(scan: &Scan<'_>, hit: &Hit<'_>, stand: &Standing, sides: &[SideDraft]) -> Asked {
    let [a, b] = sides else { return None };
    if stand.status != Some(Status::Refused) {
        return None;
    }
    let refused = |c: &&CueHit<'_>| c.cue.effect == Effect::Refused && c.first <= hit.first;
    let cue = scan.cues.iter().rev().find(refused)?;
    let free = |p: &&Party| p.end <= cue.first && p.actor.is_some() && p.form != Form::Adjective;
    let refuses = scan.parties.iter().rev().find(free).filter(|p| p.link.is_none())?;
    if scan.distance(refuses.end, cue.first, |_| true) > REFUSER_REACH {
        return None;
    }
    let own = refuses.actor.as_ref()?;
    let other = if a.actor == *own { b } else { a };
    (a.actor == *own || b.actor == *own).then(|| (other.actor.clone(), refuses.span))
}

/// Who sent a message that a noun tells of: the party it is by or from, its owner, else the one side of two that it
/// does not go to.
fn sender(scan: &Scan<'_>, hit: &Hit<'_>, roles: &Roles, sides: &[SideDraft]) -> Asked {
    let party = |i: &usize| &scan.parties[*i];
    let from = |p: &&Party| matches!(p.link, Some(Link::By | Link::From));
    let told = roles.partners.iter().map(party).find(from).or_else(|| roles.subject.first().map(party));
    if let Some(party) = told {
        return asked(party);
    }
    let here = |s: &SideDraft| scan.parties.iter().find(|p| s.spans.contains(&p.span));
    let tied =
        |s: &SideDraft| here(s).is_some_and(|p| matches!(p.link, Some(Link::To | Link::For | Link::Place)));
    let oblique = |s: &SideDraft| here(s).is_some_and(|p| p.oblique);
    let [a, b] = sides else { return None };
    let other = |of_first: bool, of_second: bool| match (of_first, of_second) {
        (true, false) => Some((b.actor.clone(), hit.span)),
        (false, true) => Some((a.actor.clone(), hit.span)),
        _ => None,
    };
    if tied(a) || tied(b) { other(tied(a), tied(b)) } else { other(oblique(a), oblique(b)) }
}

/// Who sent an invitation that a noun tells of: whoever it is by or from, else its owner or the subject; of one that
/// was declined or accepted, the side that the subject is not.
fn inviter(scan: &Scan<'_>, stand: &Standing, roles: &Roles, sides: &[SideDraft]) -> Asked {
    let from = |p: &&Party| matches!(p.link, Some(Link::By | Link::From | Link::Of));
    if let Some(party) = roles.partners.iter().map(|i| &scan.parties[*i]).find(from) {
        return asked(party);
    }
    let subject = roles.subject.first().map(|i| &scan.parties[*i])?;
    let own = sides.iter().find(|s| s.spans.contains(&subject.span))?;
    let goes_to = matches!(subject.link, Some(Link::To | Link::For));
    let answers = matches!(stand.status, Some(Status::Refused | Status::Planned)) && !subject.owns;
    match sides {
        [a, b] if answers || goes_to => {
            let host = if a.actor == own.actor { b } else { a };
            Some((host.actor.clone(), subject.span))
        }
        _ => Some((own.actor.clone(), subject.span)),
    }
}

impl Discourse<'_, '_> {
    pub(crate) fn initiator(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        stand: &Standing,
        roles: &Roles,
        sides: &[SideDraft],
    ) -> Asked {
        if let Some(party) = latter(scan, hit) {
            return asked(party);
        }
        if let Some(asker) = turned_down(scan, hit, stand, sides) {
            return Some(asker);
        }
        if let Some((first, end)) = stand.initiative
            && let Some(party) = owner(scan, first, end)
        {
            return asked(party);
        }
        // Words of suggesting within a row that tells who asks are the row's own.
        let own = |first: u32, end: u32| hit.trigger.asker.is_some() && hit.first <= first && end <= hit.end;
        if let Some((first, end)) = stand.suggestion
            && !own(first, end)
            && matches!(hit.trigger.shape, Shape::Verb | Shape::Plural | Shape::Noun | Shape::Transitive)
        {
            let asks = |p: &&Party| {
                p.end <= first && p.actor.is_some() && p.link.is_none() && p.form != Form::Adjective
            };
            // "The meeting proposed by Washington": whoever the words are by.
            let by = |p: &&Party| {
                p.link == Some(Link::By) && p.actor.is_some() && (end..=end + 1).contains(&p.first)
            };
            if let Some(party) = scan.parties.iter().find(by) {
                return asked(party);
            }
            if let Some(party) = scan.parties.iter().rev().find(asks) {
                return asked(party);
            }
        }
        if hit.kind() == Some(Kind::Message) && hit.trigger.shape == Shape::Noun {
            return sender(scan, hit, roles, sides);
        }
        if hit.trigger.shape == Shape::Invitation && hit.trigger.asker.is_none() {
            return inviter(scan, stand, roles, sides);
        }
        let asker = hit.trigger.asker?;
        let index = match asker {
            Asker::Subject => roles.subject.first(),
            Asker::Object => roles.object.first(),
            Asker::Partner => roles.partners.first(),
        };
        match index.map(|&i| &scan.parties[i]) {
            Some(party) if party.actor.is_some() => asked(party),
            Some(party) => {
                let side = sides.iter().find(|s| s.spans.contains(&party.span))?;
                Some((side.actor.clone(), party.span))
            }
            None if asker == Asker::Subject => sides.first().map(|s| (s.actor.clone(), hit.span)),
            None => None,
        }
    }

    /// "The French side acted as initiator of the call": a sentence without a contact of its own that says whose idea
    /// the one told right before was.
    pub(crate) fn credit(&mut self, scan: &Scan<'_>) {
        let told = |c: &&CueHit<'_>| matches!(c.cue.effect, Effect::Initiative | Effect::Latter);
        let Some(cue) = scan.cues.iter().find(told) else { return };
        let party = match cue.cue.effect {
            Effect::Latter => last_before(scan, cue.first),
            _ => owner(scan, cue.first, cue.end),
        };
        let Some(party) = party else { return };
        let Some((at, _)) = self.told.filter(|(_, last)| scan.index - last <= CREDIT_REACH) else { return };
        let frame = &mut self.frames[at];
        let side = party.actor.as_ref().is_some_and(|a| frame.side(a).is_some());
        if side && !scan.question && frame.initiator.is_none() {
            frame.initiator = asked(party);
            frame.mentions.push(scan.span);
        }
    }
}
