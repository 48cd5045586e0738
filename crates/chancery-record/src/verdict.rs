//! Claims about the record, held against the record.

use chancery_model::{Claim, ClaimKind, Contact, Kind, Status};

/// What the record says to a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds the contact that the claim counts from, and none between.
    BorneOut,
    /// It holds these, by their ids, which the claim leaves no room for.
    Contradicted(Vec<String>),
    /// It can't tell.
    Unknown,
}

/// Holds a claim of a contact against the other contacts of the same actors.
///
/// Only claims on order in time are checked. What stands between "then" and "now" counts where it was surely held,
/// surely between, and by the same channel, or one that may be it.
pub fn verdict<'c>(
    claim: &Claim,
    contact: &Contact,
    others: impl IntoIterator<Item = &'c Contact>,
) -> Verdict {
    let day = contact.date.as_ref().and_then(|d| d.value.earliest());
    let since = claim.since.as_ref().map(|s| s.value);
    let after = match claim.kind {
        ClaimKind::FirstSince | ClaimKind::LastWas => since.and_then(|s| s.latest()),
        _ => None,
    };
    let counts = |other: &&Contact| {
        other.id != contact.id
            && other.status == Status::Held
            && same_channel(contact.kind, other.kind)
            && contact.sides.iter().all(|s| other.sides.iter().any(|o| o.actor == s.actor))
    };
    let (Some(day), Some(after), Some(since)) = (day, after, since) else { return Verdict::Unknown };
    let (mut between, mut begun) = (Vec::new(), false);
    for other in others.into_iter().filter(counts) {
        let Some(told) = other.date.as_ref() else { continue };
        let date = told.value;
        // A day that is only concluded may lie elsewhere.
        let surely = told.inference.is_none()
            && date.earliest().is_some_and(|d| d > after)
            && date.latest().is_some_and(|d| d < day);
        if surely {
            between.push(other.id.clone());
        }
        begun |= date.compatible(since);
    }
    match (between.is_empty(), begun) {
        (false, _) => Verdict::Contradicted(between),
        (true, true) => Verdict::BorneOut,
        (true, false) => Verdict::Unknown,
    }
}

/// Whether a contact by one channel counts in a claim on another.
fn same_channel(claimed: Kind, other: Kind) -> bool {
    claimed == other || claimed == Kind::Contact || matches!((claimed, other), (Kind::Meeting, Kind::Visit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_model::{Side, Sourced, Span};

    fn contact(id: &str, kind: Kind, date: &str) -> Contact {
        let side = |actor: &str| Side {
            actor: actor.parse().unwrap(),
            spans: Vec::new(),
            inference: None,
            people: Vec::new(),
            offices: Vec::new(),
            holders: Vec::new(),
        };
        Contact {
            id: id.into(),
            kind,
            also: Vec::new(),
            status: Status::Held,
            history: Vec::new(),
            date: Some(Sourced::stated(date.parse().unwrap(), Vec::new())),
            place: None,
            sides: vec![side("FRA"), side("RUS")],
            initiator: None,
            reports: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    #[test]
    fn a_first_since_is_held_against_what_lies_between() {
        let claim = Claim {
            kind: ClaimKind::FirstSince,
            speakers: Vec::new(),
            since: Some(Sourced::stated("2022-10".parse().unwrap(), Vec::new())),
            span: Span::default(),
            rows: Vec::new(),
        };
        let now = contact("now", Kind::Call, "2024-04-03");
        let check =
            |others: &[Contact], expected: Verdict| assert_eq!(verdict(&claim, &now, others), expected);
        let begun = contact("begun", Kind::Call, "2022-10-23");
        check(&[], Verdict::Unknown);
        check(&[now.clone(), begun.clone()], Verdict::BorneOut);
        check(&[begun.clone(), contact("met", Kind::Meeting, "2023-05-01")], Verdict::BorneOut);
        let between = contact("between", Kind::Call, "2023-05");
        check(&[begun, between.clone()], Verdict::Contradicted(vec!["between".into()]));
        let guess = Sourced::inferred("2023-05".parse().unwrap(), "counted", Vec::new());
        check(&[Contact { date: Some(guess), ..between.clone() }], Verdict::Unknown);
        let planned = Contact { status: Status::Planned, ..between };
        check(&[planned], Verdict::Unknown);
    }
}
