//! Sentences without a contact of their own that say more of the one told right before.

use crate::{
    discourse::Discourse,
    frame::DateDraft,
    place::draft,
    roles::is_aside,
    rules::Effect,
    scan::{Scan, gap},
    status::undone,
};
use chancery_model::{Granularity, Status};
use chancery_names::{Link, Party};
use chancery_time::Mention;

impl Discourse<'_, '_> {
    /// "Then the Kremlin called it off": words without a trigger that undo the plan told right before.
    pub(crate) fn undo(&mut self, scan: &Scan<'_>) {
        let end = scan.cues.iter().find_map(|c| Some((undone(c.cue.effect)?, c)));
        let accepted = || scan.cues.iter().find(|c| c.cue.effect == Effect::Accepted);
        let told = end.or_else(|| Some((Status::Planned, accepted()?)));
        let (Some((status, cue)), Some((at, last))) = (told, self.told) else { return };
        let frame = &mut self.frames[at];
        let ours = |p: &Party| p.actor.as_ref().is_none_or(|a| frame.side(a).is_some());
        let open = match status {
            Status::Planned => frame.status == Status::Proposed,
            _ => matches!(frame.status, Status::Proposed | Status::Planned),
        };
        let next = scan.index - last == 1 && scan.block <= frame.block + 1;
        if open && next && !scan.question && scan.parties.iter().all(ours) {
            frame.history.push((frame.status, frame.quote));
            frame.status = status;
            frame.mentions.push(scan.span);
            frame.rows.push(cue.cue.row.clone());
        }
    }

    /// "It happened on Tuesday, in a hotel in Bali": the day and the place of the contact told right before.
    pub(crate) fn happened(&mut self, scan: &Scan<'_>) {
        let Some(cue) = scan.cues.iter().find(|c| c.cue.effect == Effect::Happened) else { return };
        let clock = self.clock(scan, false);
        let day = |m: &&Mention| m.expr.is_date() && m.expr.granularity() == Some(Granularity::Day);
        let told = scan.times.iter().filter(day).min_by_key(|m| gap((m.first, m.end), (cue.first, cue.end)));
        let date = told.and_then(|m| {
            Some(DateDraft { edtf: clock.read(m, Status::Held)?, span: Some(m.span), rule: None })
        });
        let at = |p: &&Party| is_aside(p) && p.link == Some(Link::Place);
        let place = scan.parties.iter().find(at).and_then(|p| draft(p, self.world, None));
        let Some((at, last)) = self.told else { return };
        let frame = &mut self.frames[at];
        if scan.index - last == 1 && frame.status == Status::Held && !scan.question {
            frame.date = frame.date.or(date);
            frame.place = frame.place.take().filter(|p| p.rule.is_none()).or(place);
            frame.mentions.push(scan.span);
        }
    }
}
