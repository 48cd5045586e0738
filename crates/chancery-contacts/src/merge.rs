//! When two mentions in one article are one contact.

use crate::{
    entities::Entities,
    frame::{Frame, SideDraft},
    opening::remote,
    sides::level,
};
use chancery_model::{Edtf, Kind, Status};

/// How far behind a contact a noun may tell its day, in sentences.
const RETOLD: usize = 2;

/// How long after a journey the meeting that it was for may be, in days.
const STAY: i32 = 3;

/// The contact told before that a new frame tells of again.
///
/// `weak` frames are nouns whose status nobody states; `anaphoric` ones took their sides from a contact told before.
pub fn target(
    frames: &[Frame],
    new: &Frame,
    anaphoric: bool,
    weak: bool,
    day: Option<Edtf>,
    entities: &Entities<'_>,
) -> Option<usize> {
    let same = |f: &Frame| {
        actors_agree(f, new, anaphoric)
            && kinds_agree(f, new)
            && people_agree(f, new, entities)
            && (dates_agree(f, new, day, frames) || (anaphoric && told_later(f, new)) || led(f, new))
            && status_agrees(f, new, weak)
            && journeys_agree(f, new)
            && !told_apart(f, new)
    };
    (0..frames.len()).rev().find(|&i| same(&frames[i]))
}

fn actors_agree(old: &Frame, new: &Frame, anaphoric: bool) -> bool {
    let (a, b) = (old.actors(), new.actors());
    if a == b {
        return true;
    }
    let shared = a.iter().filter(|x| b.contains(x)).count();
    anaphoric && shared >= 2 && (shared == a.len() || shared == b.len())
}

fn kinds_agree(old: &Frame, new: &Frame) -> bool {
    let kinds = |f: &Frame| std::iter::once(f.kind).chain(f.also.iter().copied()).collect::<Vec<_>>();
    // A letter and a call are two contacts.
    let apart = (old.kind == Kind::Message) != (new.kind == Kind::Message)
        && [old, new].iter().all(|f| remote(f.kind));
    !apart && kinds(old).iter().any(|a| kinds(new).iter().any(|b| a.compatible(*b)))
}

/// A visit and the visit returned are two.
fn journeys_agree(old: &Frame, new: &Frame) -> bool {
    let host = |f: &Frame| f.place.as_ref().filter(|p| p.rule.is_none()).and_then(|p| p.state.clone());
    let visits = [old, new].iter().all(|f| f.kind == Kind::Visit);
    let traveller = |f: &Frame| f.sides.first().map(|s| s.actor.clone());
    let turned = || traveller(old) != traveller(new) && host(old).zip(host(new)).is_some_and(|(a, b)| a != b);
    !(visits && turned())
}

/// People of one actor who share nobody, or ranks that differ, tell of two contacts.
fn people_agree(old: &Frame, new: &Frame, entities: &Entities<'_>) -> bool {
    new.sides.iter().all(|side| match old.side(&side.actor) {
        None => true,
        Some(own) => {
            let strangers = !own.people.is_empty()
                && !side.people.is_empty()
                && !side.people.iter().any(|p| own.people.iter().any(|q| q.name == p.name));
            !strangers && ranks_agree(own, side, entities)
        }
    })
}

fn ranks_agree(a: &SideDraft, b: &SideDraft, entities: &Entities<'_>) -> bool {
    if !a.people.is_empty() && !b.people.is_empty() {
        return true;
    }
    match (level(entities, a), level(entities, b)) {
        (Some(a), Some(b)) => {
            a == b
                || matches!(a, chancery_model::Level::Official)
                || matches!(b, chancery_model::Level::Official)
        }
        _ => true,
    }
}

fn dates_agree(old: &Frame, new: &Frame, day: Option<Edtf>, frames: &[Frame]) -> bool {
    let headline = frames.first().is_some_and(|f| std::ptr::eq(f, old));
    match (old.date, new.date) {
        (Some(a), Some(b)) => a.edtf.compatible(b.edtf) || (b.span.is_none() && !new.standing.another),
        (None, Some(b)) if headline && old.status == Status::Held => {
            b.span.is_none() || day.is_none_or(|d| near(d, b.edtf)) || d_is_older_title(old)
        }
        _ => true,
    }
}

/// "They spoke by phone. The conversation took place the day before": the day told with a noun for the contact told
/// right before, whose own was only concluded.
fn told_later(old: &Frame, new: &Frame) -> bool {
    let concluded = old.date.is_some_and(|d| d.span.is_none());
    concluded && !new.standing.another && !new.standing.background && new.sentence - old.sentence <= RETOLD
}

/// A headline tells no day: the first day the body tells for it may lie some days back.
fn d_is_older_title(old: &Frame) -> bool {
    old.sentence == 0
}

/// Whether a date can be that of the news of a day: the day itself or up to two days before.
fn near(day: Edtf, date: Edtf) -> bool {
    match (day.earliest(), date.earliest(), date.latest()) {
        (Some(day), Some(first), Some(last)) => {
            let back = day.saturating_sub(jiff::Span::new().days(3));
            first <= day && last >= back
        }
        _ => day.compatible(date),
    }
}

fn status_agrees(old: &Frame, new: &Frame, weak: bool) -> bool {
    use Status::{Cancelled, Held, Planned, Postponed, Proposed, Refused};
    if old.status == new.status || (weak && (new.status == Held || soft(old, new))) {
        return true;
    }
    if met_there(old, new) || led(old, new) {
        return true;
    }
    match (old.status, new.status) {
        (Proposed | Planned, Planned | Cancelled | Postponed | Refused | Proposed) => true,
        (Cancelled | Postponed | Refused, Cancelled | Postponed | Refused) => {
            new.date.is_none() || matches!((old.date, new.date), (Some(a), Some(b)) if a.edtf == b.edtf)
        }
        (Planned, Held) | (Held, Planned) => {
            let same = matches!((old.date, new.date), (Some(a), Some(b)) if a.edtf == b.edtf);
            same && (new.status == Held || old.headline)
        }
        _ => false,
    }
}

/// "Left for Tel Aviv, where he is to see Netanyahu": whom a journey begun leads to, told in its sentence.
fn met_there(old: &Frame, new: &Frame) -> bool {
    let undated = new.date.is_none_or(|d| d.span.is_none() || old.date.is_some_and(|own| own.edtf == d.edtf));
    old.kind == Kind::Visit
        && old.status == Status::Held
        && new.kind == Kind::Meeting
        && new.status == Status::Planned
        && old.sentence == new.sentence
        && undated
}

/// The same in whichever order the two are told.
fn led(old: &Frame, new: &Frame) -> bool {
    led_to(old, new) || led_to(new, old)
}

/// "Flew to Paris on Monday, where Macron received him on Tuesday": the meeting that a journey told without its host
/// was for.
fn led_to(old: &Frame, new: &Frame) -> bool {
    let bare = |s: &SideDraft| s.inferred.is_some() && s.people.is_empty() && s.offices.is_empty();
    let told = |s: &SideDraft| old.side(&s.actor).is_some_and(bare) && s.inferred.is_none();
    let state = |f: &Frame| f.place.as_ref().and_then(|p| p.state.clone());
    let there = state(old).is_some() && state(new).is_none_or(|to| state(old) == Some(to));
    let first = |f: &Frame| f.date.and_then(|d| d.edtf.earliest());
    let days = first(old).zip(first(new)).and_then(|(a, b)| a.until(b).ok());
    let open = old.status == new.status
        || (old.headline && old.status == Status::Held && new.status == Status::Planned);
    old.kind == Kind::Visit
        && new.kind == Kind::Meeting
        && matches!(new.status, Status::Held | Status::Planned)
        && open
        && there
        && new.sides.iter().any(told)
        && days.is_some_and(|d| (0..=STAY).contains(&d.get_days()))
}

/// Whether a noun on a contact that was held names a plan only in passing: it tells no day of its own.
fn soft(old: &Frame, new: &Frame) -> bool {
    old.status == Status::Held
        && matches!(new.status, Status::Planned | Status::Proposed)
        && new.date.is_none_or(|d| d.span.is_none() || old.sentence == new.sentence)
}

/// Words that say so: the previous talks, another meeting.
fn told_apart(old: &Frame, new: &Frame) -> bool {
    let dated = |f: &Frame| f.date.is_some_and(|d| d.span.is_some());
    let equal = matches!((old.date, new.date), (Some(a), Some(b)) if a.edtf == b.edtf);
    let same_sentence = new.mentions.iter().all(|m| old.mentions.contains(m));
    let told_at_once = same_sentence && new.sides.iter().all(|s| old.side(&s.actor).is_some());
    let agree = old.date.zip(new.date).is_none_or(|(a, b)| a.edtf.compatible(b.edtf));
    (new.standing.background != old.standing.background
        && !told_at_once
        && (dated(new) || dated(old))
        && !equal)
        || (new.standing.another && !equal && !(told_at_once && agree))
}

/// Adds what a further mention tells.
pub fn absorb(old: &mut Frame, new: Frame, weak: bool) {
    if new.kind != old.kind {
        old.kind = finer(old, new.kind);
    }
    let there = met_there(old, &new);
    let (led, back) = (led_to(old, &new), led_to(&new, old));
    for also in new.also {
        if also != old.kind && !old.also.contains(&also) {
            old.also.push(also);
        }
    }
    let softer = old.status == Status::Planned && new.status == Status::Proposed;
    if !(weak || there || softer || new.status == old.status) {
        old.history.push((old.status, old.quote));
        old.status = new.status;
        old.quote = new.quote;
    }
    for side in new.sides {
        old.add(side);
    }
    old.initiator = old.initiator.take().or(new.initiator);
    old.place = match (old.place.take(), new.place) {
        (Some(own), Some(told)) if own.rule.is_some() && told.rule.is_none() => Some(told),
        // The state first, its city later.
        (Some(own), Some(told))
            if told.rule.is_none() && !own.within && told.within && own.state == told.state =>
        {
            Some(told)
        }
        (Some(own), _) => Some(own),
        (None, told) => told,
    };
    old.date = match (old.date, new.date) {
        // An earlier contact is not of the day that the text has reached.
        (None, told) => told.filter(|d| d.span.is_some() || !old.standing.background),
        // The day is that of the meeting.
        (Some(own), Some(told)) if led && told.span.is_some() && !own.edtf.compatible(told.edtf) => {
            Some(told)
        }
        (own, _) if back => own,
        (Some(own), Some(told)) if own.rule.is_some() && told.rule.is_none() => Some(told),
        (Some(own), Some(told))
            if own.span.is_some() && told.span.is_some() && own.edtf.compatible(told.edtf) =>
        {
            if own.edtf.narrower(told.edtf) == own.edtf { Some(own) } else { Some(told) }
        }
        (own, _) => own,
    };
    old.mentions.extend(new.mentions);
    old.mentions.dedup();
    for row in new.rows {
        if !old.rows.contains(&row) {
            old.rows.push(row);
        }
    }
}

/// The more telling of two kinds: a call over an open contact, a visit over the meeting on it.
fn finer(old: &mut Frame, new: Kind) -> Kind {
    let rank = |k: Kind| match k {
        Kind::Contact => 0,
        Kind::Meeting => 1,
        Kind::Call | Kind::Visit => 2,
        Kind::Video | Kind::Message => 3,
    };
    let (high, low) = if rank(new) > rank(old.kind) { (new, old.kind) } else { (old.kind, new) };
    if low == Kind::Meeting && high == Kind::Visit && !old.also.contains(&Kind::Meeting) {
        old.also.push(Kind::Meeting);
    }
    old.also.retain(|k| *k != high);
    high
}
