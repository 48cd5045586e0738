//! What an article presupposes bounds when it was written: terms of office, dated events, contacts told as past.

use crate::frame::Frame;
use chancery_model::{Dating, Premise, Sourced, Span, Status};
use chancery_names::{Party, World};
use jiff::civil::Date;

/// A dated public event that a text names.
#[derive(Clone, Debug)]
pub struct EventMention {
    /// The day on which it happened.
    pub day: Date,
    /// The words.
    pub span: Span,
}

/// Tightens the bounds of a date that is not known to the year.
pub fn tighten(
    dating: &mut Dating,
    world: &World,
    parties: &[Vec<Party>],
    events: &[EventMention],
    frames: &[Frame],
    source: &str,
) {
    if dating.date.as_ref().is_some_and(|d| !d.value.lacks_year()) {
        return;
    }
    for event in events {
        dating.after(bound(event.day, "names an event", event.span, source));
    }
    for party in parties.iter().flatten().filter(|p| !p.former) {
        in_office(dating, world, party, source);
    }
    for frame in frames.iter().filter(|f| f.status == Status::Held) {
        let Some(date) = frame.date.filter(|d| !d.edtf.lacks_year()) else { continue };
        if let (Some(day), Some(span)) = (date.edtf.earliest(), date.span) {
            dating.after(bound(day, "tells a contact as past", span, source));
        }
    }
}

/// A person given an office was in it: the article falls into the term.
fn in_office(dating: &mut Dating, world: &World, party: &Party, source: &str) {
    let (Some(person), Some(actor)) = (&party.person, &party.actor) else { return };
    if party.offices.is_empty() || !person.known {
        return;
    }
    let words: Vec<&str> = person.name.split(' ').collect();
    let Some(id) =
        world.people_exactly(&words).into_iter().map(|c| c.person).find(|p| world.name_of(*p) == person.name)
    else {
        return;
    };
    let fits = |office: &str| {
        party.offices.iter().any(|(o, _)| o == office || (o == "leader" && office.starts_with("head-of")))
    };
    let terms: Vec<_> = world.terms_of(id).filter(|t| t.actor == actor && fits(t.office)).collect();
    if let Some(first) = terms.iter().map(|t| t.from.first).min() {
        dating.after(bound(first, "names a person in office", party.span, source));
    }
    let last = terms.iter().map(|t| t.to.map(|to| to.last)).collect::<Option<Vec<_>>>();
    if let Some(last) = last.and_then(|l| l.into_iter().max()) {
        dating.before(bound(last, "names a person in office", party.span, source));
    }
}

fn bound(day: Date, rule: &str, span: Span, source: &str) -> Sourced<Date> {
    Sourced::inferred(day, rule, vec![Premise::words(span, source)])
}
