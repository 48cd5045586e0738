//! Nouns and infinitives that tell what a verb before them is for: they have its status, or are of its contact.

use crate::{
    discourse::Discourse,
    roles::Roles,
    rules::{Effect, Scope},
    scan::{CueHit, Hit, Scan},
    status::Standing,
};
use chancery_model::{BlockKind, Status};

/// How far behind a verb a noun of purpose may stand, in tokens, times and parties not counted.
const PURPOSE_REACH: u32 = 4;

impl Discourse<'_, '_> {
    /// "Are due in the Kremlin for a working dinner": a noun without sides of its own, in the sentence of a contact.
    pub(crate) fn told_just_now(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        roles: &Roles,
        stand: &Standing,
    ) -> Option<usize> {
        let bare = roles.partners.is_empty() && roles.modifiers.is_empty() && roles.place.is_none();
        let open = stand.status.is_some_and(|s| matches!(s, Status::Held | Status::Planned));
        let noun = hit.trigger.shape.is_noun() && bare && open && !stand.another && !stand.background;
        let (index, frame) = self.frames.iter().enumerate().next_back()?;
        let before = frame.sentence == scan.index && frame.trigger.end <= hit.span.start;
        let kind = hit.kind().is_some_and(|k| k.compatible(frame.kind));
        let dated = scan.times.iter().any(|t| t.expr.is_date() && t.first >= hit.end);
        (noun && before && kind && !dated && is_purpose(scan, hit, Status::Held)).then_some(index)
    }

    /// "Will fly to Belfast to greet him": an infinitive has the status of the verb before it.
    pub(crate) fn purpose(&self, scan: &Scan<'_>, hit: &Hit<'_>, status: Status) -> Status {
        let infinitive =
            !hit.tags.is_empty() && hit.tags.iter().all(|t| *t == "base") && !hit.trigger.shape.is_noun();
        match self.last {
            Some((sentence, before)) if infinitive && sentence == scan.index && status == Status::Held => {
                before
            }
            Some((sentence, before @ (Status::Planned | Status::Cancelled)))
                if sentence == scan.index && is_purpose(scan, hit, status) =>
            {
                before
            }
            _ if infinitive && status == Status::Held && planned_before(scan, hit) => Status::Planned,
            _ if status == Status::Held && scan.kind == BlockKind::Title && is_infinitive(scan, hit) => {
                Status::Planned
            }
            _ => status,
        }
    }
}

/// "Will travel to Paris for talks with Macron": a noun right behind a verb, whose status is the verb's.
fn is_purpose(scan: &Scan<'_>, hit: &Hit<'_>, status: Status) -> bool {
    let verb = |h: &&Hit<'_>| !h.trigger.shape.is_noun() && h.end <= hit.first;
    let near = |h: &Hit<'_>| {
        scan.distance(h.end, hit.first, |_| true) <= PURPOSE_REACH && !scan.is_broken(h.end, hit.first)
    };
    let noun = hit.trigger.shape.is_noun() && hit.trigger.status.is_none();
    noun && status == Status::Held && scan.hits.iter().rev().find(verb).is_some_and(near)
}

/// Whether the word that makes an infinitive stands right before a verb: "Scholz to host Zelensky".
fn is_infinitive(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let marked = |c: &CueHit<'_>| c.cue.effect == Effect::Infinitive && c.end == hit.first;
    !hit.trigger.shape.is_noun() && scan.cues.iter().any(marked)
}

/// Whether an auxiliary of the future stands before a bare infinitive, however far: "will travel on and meet".
fn planned_before(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    scan.cues.iter().any(|c| {
        c.cue.effect == Effect::Planned
            && c.cue.scope == Scope::Before
            && c.end <= hit.first
            && !scan.is_broken(c.end, hit.first)
    })
}
