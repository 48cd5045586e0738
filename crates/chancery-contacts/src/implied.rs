//! Contacts that no word tells of: a day, and two people of different states told together.

use crate::{
    discourse::Discourse,
    frame::SideDraft,
    roles::Roles,
    rules::{Asker, Effect, Shape, Trigger},
    scan::{Hit, Scan},
    sides::Resolver,
    status::standing,
};
use chancery_model::{BlockKind, Granularity};
use chancery_names::{Form, Link, Party};
use chancery_packs::{PackError, Table};

/// The table.
pub(crate) const TABLE: &str = "contacts/implied.tsv";

/// The rule by which a trigger that lacks a side takes whom the words go on about, for the sake of the day told.
pub(crate) const COMPLETED: &str = "whom the words go on about";

/// The rows of `contacts/implied.tsv`.
#[derive(Debug)]
pub struct Implied {
    /// Somebody with somebody.
    with: Option<Trigger>,
    /// Two or more in a row.
    row: Option<Trigger>,
    /// The only two people of a sentence that tells a day.
    day: Option<Trigger>,
}

impl Implied {
    /// Reads the table: `tie` (`with`, `row`, `day`) and `kind`.
    ///
    /// # Errors
    /// Where a tie or a kind is unknown.
    pub fn load(table: Option<&Table>) -> Result<Implied, PackError> {
        let mut implied = Implied { with: None, row: None, day: None };
        for row in table.iter().flat_map(|t| t.rows()) {
            let trigger = Trigger {
                kind: row.parse("kind")?,
                also: None,
                shape: Shape::Verb,
                status: None,
                asker: None::<Asker>,
                hosting: false,
                row: row.place(),
            };
            match row.need("tie")? {
                "with" => implied.with = Some(trigger),
                "row" => implied.row = Some(trigger),
                "day" => implied.day = Some(trigger),
                other => {
                    return Err(row.wrong("tie", &format!("expected with, row or day, got {other}")));
                }
            }
        }
        Ok(implied)
    }
}

/// Cues in whose sentence nothing is implied.
const OPEN: [Effect; 6] =
    [Effect::None, Effect::Hypothetical, Effect::Habitual, Effect::Said, Effect::Apart, Effect::Sport];

/// Whether a party is a person whose state is told.
fn is_told(party: &Party) -> bool {
    matches!(party.form, Form::Name | Form::Office) && party.actor.is_some() && !party.former && !party.owns
}

/// Whether a party can be who acted, told or only referred to.
fn is_subject(party: &Party) -> bool {
    let person = party.form.is_person() || matches!(party.form, Form::He | Form::Other);
    person && party.link.is_none() && !party.former && !party.owns
}

/// Whether a sentence tells a day or a month.
fn tells_day(scan: &Scan<'_>) -> bool {
    let day = |g: Granularity| matches!(g, Granularity::Day | Granularity::Month);
    scan.times.iter().any(|m| m.expr.is_date() && m.expr.granularity().is_some_and(day))
}

impl Discourse<'_, '_> {
    /// "On 1 July A and B were in Vienna for the fourth time", "On Friday A shut himself up with B": who is told together
    /// with a day, in a sentence without a trigger.
    pub(crate) fn implied(&mut self, scan: &Scan<'_>) {
        let plain = scan.kind == BlockKind::Paragraph && !scan.question && !scan.says;
        if !plain || scan.cues.iter().any(|c| OPEN.contains(&c.cue.effect)) {
            return;
        }
        let party = |i: usize| &scan.parties[i];
        let all = 0..scan.parties.len();
        let with = |first: usize| {
            all.clone().find(|&i| i > first && party(i).link == Some(Link::With) && is_told(party(i)))
        };
        let rowed = |first: usize| {
            let row = all.clone().filter(move |&i| i > first);
            row.take_while(|&i| party(i).listed && is_told(party(i))).collect::<Vec<usize>>()
        };
        let subject = all.clone().find(|&i| is_subject(party(i)));
        let (trigger, subject, partners) =
            if let Some((first, with)) = subject.and_then(|i| Some((i, with(i)?))) {
                (&self.implied.with, vec![first], vec![with])
            } else if let Some(first) =
                subject.filter(|&i| is_told(party(i)) && !rowed(i).is_empty() && tells_day(scan))
            {
                (&self.implied.row, [vec![first], rowed(first)].concat(), Vec::new())
            } else if let Some([first, second]) = self.only_two(scan) {
                (&self.implied.day, vec![first], vec![second])
            } else {
                self.completed(scan);
                return;
            };
        let told: Vec<_> = subject.iter().chain(&partners).map(|&i| party(i).actor.as_ref()).collect();
        if told.iter().all(|actor| actor.is_some() && *actor == told[0]) {
            return;
        }
        let Some(trigger) = trigger.as_ref() else { return };
        let last = party(*partners.last().unwrap_or(&subject[subject.len() - 1]));
        let (trigger, at) = (trigger.clone(), if partners.is_empty() { last.end } else { last.first });
        let hit = Hit {
            first: at,
            end: at,
            limit: scan.end,
            trigger: &trigger,
            span: party(subject[0]).span.join(last.span),
            finer: None,
            tags: Vec::new(),
            inside: Vec::new(),
        };
        let stand = standing(scan, &hit);
        let (Some(kind), Some(status)) = (hit.kind(), stand.status) else { return };
        let roles = Roles { subject, partners, ..Roles::default() };
        let outcome = self.tell(scan, (&hit, &hit), (kind, status), stand, &roles, true);
        self.trace(&hit, outcome);
    }

    /// The people of a sentence that tells a day and where or how long, or ties the one to the other; of two states.
    fn only_two(&self, scan: &Scan<'_>) -> Option<[usize; 2]> {
        let told = |i: &usize| is_told(&scan.parties[*i]);
        let party = |i: usize| &scan.parties[i];
        let first = (0..scan.parties.len()).find(told)?;
        let actor = |i: usize| party(i).actor.as_ref();
        let mut others = (first + 1..scan.parties.len()).filter(told).filter(|&i| actor(i) != actor(first));
        let second = others.next().filter(|_| tells_day(scan))?;
        let tied = matches!(party(second).link, Some(Link::With | Link::Between | Link::Place | Link::By));
        let placed = scan.parties.iter().any(|p| p.form == Form::Seat);
        let timed = scan.times.iter().any(|m| m.expr.is_clock());
        let alone = others.all(|i| actor(i) == actor(second));
        (alone && (tied || placed || timed)).then_some([first, second])
    }

    /// A trigger that found one side or none, in a sentence that tells a day and the people of one state: the other
    /// side is whom the words go on about.
    fn completed(&mut self, scan: &Scan<'_>) {
        let Some(hit) = scan.hits.first().filter(|_| tells_day(scan)) else { return };
        let told = |i: &usize| is_told(&scan.parties[*i]);
        let actor = |i: usize| scan.parties[i].actor.as_ref();
        let Some(own) = (0..scan.parties.len()).find(told) else { return };
        if (own..scan.parties.len()).filter(told).any(|i| actor(i) != actor(own)) {
            return;
        }
        let stand = standing(scan, hit);
        let (Some(kind), Some(status)) = (hit.kind(), stand.status) else { return };
        let resolver = Resolver { entities: &self.entities, frames: &self.frames, scan };
        let Some(side) = resolver.named(&scan.parties[own], &[]) else { return };
        let Some(other) = resolver.left_out((hit.first, hit.span), &[&side.actor]) else { return };
        let other = SideDraft { inferred: other.inferred.map(|(_, words)| (COMPLETED, words)), ..other };
        let roles = Roles { subject: vec![own], ..Roles::default() };
        let sides = if scan.parties[own].first < hit.first { vec![side, other] } else { vec![other, side] };
        let outcome = self.tell_of(scan, (hit, hit), (kind, status), stand, (&roles, true), (sides, false));
        self.trace(hit, outcome);
    }
}
