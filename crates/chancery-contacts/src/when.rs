//! The time of a frame: which of those in its sentence is its own.

use crate::{
    claims::{apart, claims, cost},
    clock::{COUNTED, Clock, IN_SEASON, IN_WEEK, last_told},
    frame::{DateDraft, PlaceDraft},
    place::draft,
    rules::Effect,
    scan::{CueHit, Hit, Scan, between},
};
use chancery_model::{Edtf, Granularity, Kind, Span, Status};
use chancery_names::{Form, World};
use chancery_time::{Mention, Relation};

/// The time that belongs to a trigger: of those that no other trigger has a better claim to the nearest, else
/// one that opens the sentence.
pub fn date(scan: &Scan<'_>, hit: &Hit<'_>, clock: &Clock<'_>, status: Status) -> Option<DateDraft> {
    let bounds = |m: &Mention| match m.expr.relation() {
        // What is put off until Monday is set for Monday.
        Relation::Until => status != Status::Postponed,
        Relation::Since => true,
        // "Before the end of February" dates to the month; "before 15 June" to no day.
        Relation::Before | Relation::After => m.expr.granularity() == Some(Granularity::Day),
        Relation::On => false,
    };
    let usable = |m: &&Mention| {
        m.expr.is_date()
            && m.first < hit.limit
            && !bounds(m)
            && !is_of_since(scan, m)
            && (clock.allows(m, status) || !parted(scan, hit, m))
    };
    let held = matches!(status, Status::Held | Status::Denied);
    let own = |m: &&Mention| claims(scan, hit, (m.first, m.end)) && !apart(scan, hit, (m.first, m.end));
    let near = scan
        .times
        .iter()
        .filter(usable)
        .filter(own)
        .filter(|m| !(held && is_of_aside(scan, hit, m)))
        .filter(|m| {
            let plan = matches!(status, Status::Planned | Status::Proposed | Status::Denied);
            let inside = hit.first <= m.first && m.end <= hit.end;
            !(plan && !inside && is_of_saying(scan, m))
        })
        // The day of saying yields to any other.
        .min_by_key(|m| {
            let inside = hit.first <= m.first && m.end <= hit.end;
            (!inside && is_of_saying(scan, m), !inside, cost(scan, hit, (m.first, m.end)))
        });
    let then = scan.times.iter().filter(usable).find(|m| is_told_when(scan, hit, m));
    let moved = scan.times.iter().filter(usable).find(|m| status != Status::Held && is_moved_to(scan, m));
    // "Put off his visit, set for Wednesday, to 10 March": the later of two days is the new one.
    let usual = near;
    let near = || {
        let put_off = scan.times.iter().filter(usable).filter(own).filter(|_| status == Status::Postponed);
        let dated = put_off.filter_map(|m| Some((clock.read(m, status)?.earliest()?, m)));
        dated.max_by_key(|(day, _)| *day).map(|(_, m)| m).or(usual)
    };
    let opening = scan.times.iter().filter(usable).find(|m| m.first <= scan.first + 2);
    // "Has been in Damascus since Thursday": a visit is dated by the day it began.
    let begun = || {
        let since = |m: &&Mention| m.expr.is_date() && m.expr.relation() == Relation::Since;
        let day = |m: &&Mention| m.expr.granularity() == Some(Granularity::Day);
        let visit = hit.kind() == Some(Kind::Visit);
        scan.times.iter().filter(since).filter(day).find(|m| visit && claims(scan, hit, (m.first, m.end)))
    };
    let mention = moved.or(then).or_else(near).or(opening).or_else(begun)?;
    // "Almost three years ago, on 11 September 2022": the day across the comma says it more closely.
    let coarse = mention.expr.granularity() != Some(Granularity::Day);
    let across = |a: &Mention, b: &Mention| b.first == a.end + 1 && scan.commas.contains(&a.end);
    let closer = scan.times.iter().filter(usable).find(|m| {
        (across(mention, m) || across(m, mention)) && m.expr.granularity() == Some(Granularity::Day)
    });
    let mention = closer.filter(|_| coarse).unwrap_or(mention);
    let clock = &clock.within(scan, mention, status);
    let (edtf, counted) = clock.counted(mention, status)?;
    if counted && clock.is_far_ahead(edtf) {
        return None;
    }
    let rule = match &mention.expr {
        week if week.is_week() => Some(IN_WEEK),
        season if season.is_season() => Some(IN_SEASON),
        _ => counted.then_some(COUNTED),
    };
    let own = DateDraft { edtf, span: Some(mention.span), rule };
    Some(stretch(scan, mention, clock, status, own).unwrap_or(own))
}

/// The day, and the date however coarse, that a sentence leaves the narrative at.
pub fn reached(scan: &Scan<'_>, clock: &Clock<'_>, status: Status) -> [Option<Edtf>; 2] {
    [true, false].map(|day| last_told(scan.times.iter(), clock, status, day))
}

/// "Since fighting swept over Goma in January": the time is that of what it was since.
fn is_of_since(scan: &Scan<'_>, mention: &Mention) -> bool {
    if mention.expr.granularity() == Some(Granularity::Day) {
        return false;
    }
    let since = |c: &CueHit<'_>| {
        c.cue.effect == Effect::Since
            && c.end <= mention.first
            && mention.first - c.end <= SINCE_REACH
            && !scan.hits.iter().any(|h| h.first >= c.end && h.end <= mention.first)
            && !scan.commas.iter().any(|at| (c.end..mention.first).contains(at))
    };
    scan.cues.iter().any(since)
}

/// "In February, when he came to Moscow": the time before the word is that of what follows it.
fn is_told_when(scan: &Scan<'_>, hit: &Hit<'_>, mention: &Mention) -> bool {
    let when = |c: &CueHit<'_>| {
        c.cue.effect == Effect::When
            && (mention.end..=mention.end + 1).contains(&c.first)
            && c.end <= hit.first
            && hit.first - c.end <= WHEN_REACH
            && !scan.times.iter().any(|t| t.first >= c.end && t.expr.is_date())
    };
    scan.cues.iter().any(when)
}

/// "Has been put off to July", "wurde auf Juli verschoben": the time right behind the words that put it off, or among
/// them, is the new one.
fn is_moved_to(scan: &Scan<'_>, mention: &Mention) -> bool {
    let moves = |c: &CueHit<'_>| {
        let among = c.first <= mention.first && mention.end + 1 == c.end;
        let behind = mention.end >= c.end && (c.first + 1..=c.end + MOVE_REACH).contains(&mention.first);
        c.cue.effect == Effect::Postponed && (among || behind)
    };
    scan.cues.iter().any(moves)
}

/// Whether a time stands right behind a verb of saying, and so dates that.
fn is_of_saying(scan: &Scan<'_>, mention: &Mention) -> bool {
    let said = |c: &CueHit<'_>| {
        c.cue.effect == Effect::Said
            && (c.end..=c.end + 1).contains(&mention.first)
            && !scan.is_broken(c.end, mention.first)
    };
    scan.cues.iter().any(said)
}

/// Whether a comma stands between a trigger and a time that does not open the sentence, or one on either side of a time
/// among the words of the trigger.
fn parted(scan: &Scan<'_>, hit: &Hit<'_>, mention: &Mention) -> bool {
    let (from, to) = between((mention.first, mention.end), (hit.first, hit.end));
    let among = scan.is_parted(hit.first, mention.first) && scan.is_parted(mention.end, hit.end);
    mention.first > scan.first + 2 && (scan.is_parted(from, to) || among)
}

/// "Peña, who takes office next month, spoke to Michel": the time is that of a clause on somebody, which tells of no
/// contact.
fn is_of_aside(scan: &Scan<'_>, hit: &Hit<'_>, mention: &Mention) -> bool {
    let Some(from) = scan.commas.iter().rev().find(|at| **at < mention.first).copied() else { return false };
    let to = scan.commas.iter().find(|at| **at >= mention.end).copied().unwrap_or(scan.end);
    let inside = |h: &Hit<'_>| from < h.end && h.first < to;
    scan.whos.iter().any(|at| (from..=from + 2).contains(at))
        && scan.parties.iter().any(|p| p.end == from)
        && !scan.is_broken(from, to)
        && !inside(hit)
        && !scan.hits.iter().any(inside)
}

/// "On Sunday and Monday", "arrived yesterday and stays until Saturday": days that follow make a stretch.
fn stretch(
    scan: &Scan<'_>,
    mention: &Mention,
    clock: &Clock<'_>,
    status: Status,
    own: DateDraft,
) -> Option<DateDraft> {
    let next = scan.times.iter().find(|m| m.first >= mention.end)?;
    let days = [mention, next].iter().all(|m| m.expr.granularity() == Some(Granularity::Day));
    let between = next.first - mention.end;
    let placed = scan.parties.iter().any(|p| p.first >= mention.end && p.end <= next.first);
    let until = next.expr.relation() == Relation::Until && between <= 8;
    let listed = between <= 2 && scan.joined(mention.end, next.first) && !placed;
    if !days || !(until || listed) {
        return None;
    }
    let here = Clock { narrative: Some(own.edtf), ..*clock };
    let last = here.read(next, if until { Status::Planned } else { status })?;
    let (first, last) = (own.edtf.earliest()?, last.latest()?);
    let length = first.until(last).ok()?.get_days();
    let fits = if until { (1..=31).contains(&length) } else { length == 1 };
    let edtf = Edtf::days(first, last);
    fits.then_some(DateDraft { edtf, rule: Some(COUNTED), ..own })
}

/// Further times in a row with the trigger's own ("in Vilnius in July and in New York in September"): each is a
/// contact of its own, with the place told between.
pub fn further(
    scan: &Scan<'_>,
    own: Span,
    clock: &Clock<'_>,
    status: Status,
    world: &World,
) -> Vec<(DateDraft, Option<PlaceDraft>)> {
    let Some(start) = scan.times.iter().position(|m| m.span == own) else { return Vec::new() };
    let mut found = Vec::new();
    for pair in scan.times[start..].windows(2) {
        let (last, next) = (&pair[0], &pair[1]);
        let place =
            scan.parties.iter().find(|p| p.first >= last.end && p.end <= next.first && p.form == Form::Seat);
        let between = next.first - last.end - place.map_or(0, |p| p.end - p.first);
        let same = last.expr.granularity() == next.expr.granularity()
            && next.expr.is_date()
            && next.expr.relation() == Relation::On
            && !is_of_since(scan, next);
        let triggered = scan.hits.iter().any(|h| h.first >= last.end && h.end <= next.first);
        let stretch = place.is_none() && last.expr.granularity() == Some(Granularity::Day);
        if !same || stretch || triggered || between > 4 || !scan.joined(last.end, next.first) {
            break;
        }
        if let Some(edtf) = clock.read(next, status) {
            let date = DateDraft { edtf, span: Some(next.span), rule: None };
            found.push((date, place.and_then(|p| draft(p, world, None))));
        }
    }
    found
}

/// How far behind "since" the time of what it was since may stand, in tokens.
const SINCE_REACH: u32 = 12;

/// How far behind "when" the trigger may stand, in tokens.
const WHEN_REACH: u32 = 10;

/// How far behind the words that put a contact off its new time may stand, in tokens.
const MOVE_REACH: u32 = 2;
