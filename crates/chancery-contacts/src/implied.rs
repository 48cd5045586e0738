//! Contacts that no word tells of: people of two states told together with a day, a place or a tie; and triggers that
//! lack a side, in a sentence that tells a day.
//!
//! They are guesses, and their confidence says so: news also tells a day and two people of who did something apart.

use crate::{
    discourse::Discourse,
    frame::SideDraft,
    roles::Roles,
    rules::{Effect, Shape, Trigger},
    scan::{Hit, Scan},
    status::standing,
};
use chancery_model::{BlockKind, Granularity};
use chancery_names::{Form, Link, Party};
use chancery_packs::{PackError, Table};

/// The table.
pub(crate) const TABLE: &str = "contacts/implied.tsv";

/// The rule by which a trigger that lacks a side takes whom the words go on about, for the sake of the day told.
pub(crate) const COMPLETED: &str = "whom the words go on about";

/// What ties people who are told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    /// Somebody with somebody.
    With,
    /// Two or more in a row.
    Row,
    /// The only two people of a sentence.
    Only,
}

const TIES: [(&str, Tie); 3] = [("with", Tie::With), ("row", Tie::Row), ("only", Tie::Only)];

/// The rows of `contacts/implied.tsv`, by their ties.
#[derive(Debug, Default)]
pub struct Implied([Option<Trigger>; TIES.len()]);

impl Implied {
    /// Reads the table: `tie` (`with`, `row`, `only`) and `kind`. A tie without a row implies nothing.
    ///
    /// # Errors
    /// Where a tie or a kind is unknown.
    pub fn load(table: Option<&Table>) -> Result<Implied, PackError> {
        let mut implied = Implied::default();
        for row in table.iter().flat_map(|t| t.rows()) {
            let word = row.need("tie")?;
            let Some((_, tie)) = TIES.iter().find(|(name, _)| *name == word) else {
                return Err(row.wrong("tie", &format!("expected with, row or only, got {word}")));
            };
            implied.0[*tie as usize] = Some(Trigger {
                kind: row.parse("kind")?,
                also: None,
                shape: Shape::Verb,
                status: None,
                asker: None,
                hosting: false,
                row: row.place(),
            });
        }
        Ok(implied)
    }
}

/// People told together, as indexes into the sentence's parties.
struct Together {
    tie: Tie,
    subject: Vec<usize>,
    partners: Vec<usize>,
}

/// Cues in whose sentence nothing is implied.
const APART: [Effect; 7] = [
    Effect::None,
    Effect::Hypothetical,
    Effect::Negated,
    Effect::Habitual,
    Effect::Said,
    Effect::Apart,
    Effect::Sport,
];

/// Whether a party is a person whose state is told.
fn is_told(party: &Party) -> bool {
    matches!(party.form, Form::Name | Form::Office) && party.actor.is_some() && party.can_act()
}

/// Whether a party can be who acted, told or only referred to.
fn is_subject(party: &Party) -> bool {
    let person = party.form.is_person() || matches!(party.form, Form::He | Form::Other);
    person && party.link.is_none() && party.can_act()
}

/// Whether a sentence tells a day or a month.
fn tells_day(scan: &Scan<'_>) -> bool {
    let day = |g: Granularity| matches!(g, Granularity::Day | Granularity::Month);
    scan.times.iter().any(|m| m.expr.is_date() && m.expr.granularity().is_some_and(day))
}

/// The cities that a sentence names.
fn cities<'s>(scan: &'s Scan<'_>) -> impl Iterator<Item = &'s Party> {
    scan.parties.iter().filter(|p| p.form == Form::Seat)
}

/// "On 1 July A and B were in Vienna for the fourth time", "On Friday A shut himself up with B".
fn together(scan: &Scan<'_>) -> Option<Together> {
    let party = |i: usize| &scan.parties[i];
    let near = |a: usize, b: usize| !scan.is_broken(party(a).end, party(b).first);
    let first = (0..scan.parties.len()).find(|&i| is_subject(party(i)));
    if let Some(first) = first {
        let tied = |i: &usize| party(*i).link == Some(Link::With) && is_told(party(*i)) && near(first, *i);
        let when_or_where = tells_day(scan) || cities(scan).next().is_some();
        if let Some(with) = (first + 1..scan.parties.len()).find(tied).filter(|_| when_or_where) {
            return Some(Together { tie: Tie::With, subject: vec![first], partners: vec![with] });
        }
        let listed = |i: &usize| party(*i).listed && is_told(party(*i));
        let row: Vec<usize> = (first + 1..scan.parties.len()).take_while(listed).collect();
        if is_told(party(first)) && !row.is_empty() && tells_day(scan) {
            let subject = std::iter::once(first).chain(row).collect();
            return Some(Together { tie: Tie::Row, subject, partners: Vec::new() });
        }
    }
    only_two(scan).map(|[a, b]| Together { tie: Tie::Only, subject: vec![a], partners: vec![b] })
}

/// The people of a sentence that tells a day and one place or an hour, or ties the one to the other; of two states.
fn only_two(scan: &Scan<'_>) -> Option<[usize; 2]> {
    let told = |i: &usize| is_told(&scan.parties[*i]);
    let party = |i: usize| &scan.parties[i];
    let first = (0..scan.parties.len()).find(told)?;
    let actor = |i: usize| party(i).actor.as_ref();
    let mut others = (first + 1..scan.parties.len()).filter(told).filter(|&i| actor(i) != actor(first));
    let second = others.next().filter(|_| tells_day(scan))?;
    let tied = matches!(party(second).link, Some(Link::With | Link::Between | Link::Place | Link::By));
    // Two places are one for each.
    let placed = cities(scan).count() == 1;
    let timed = cities(scan).count() == 0 && scan.times.iter().any(|m| m.expr.is_clock());
    let alone = others.all(|i| actor(i) == actor(second));
    let near = !scan.is_broken(party(first).end, party(second).first);
    (alone && near && (tied || placed || timed)).then_some([first, second])
}

impl Discourse<'_, '_> {
    /// Reads a sentence which has no triggers, or whose triggers opened nothing for want of a side, as `lacking` did.
    pub(crate) fn implied(&mut self, scan: &Scan<'_>, lacking: Option<&Hit<'_>>) {
        let apart = || scan.cues.iter().any(|c| APART.contains(&c.cue.effect));
        if scan.kind != BlockKind::Paragraph || scan.question || scan.says || apart() {
            return;
        }
        match (together(scan), lacking) {
            (Some(together), _) => self.told_together(scan, together),
            (None, Some(hit)) if tells_day(scan) => self.completed(scan, hit),
            _ => {}
        }
    }

    fn told_together(&mut self, scan: &Scan<'_>, Together { tie, subject, partners }: Together) {
        let party = |i: usize| &scan.parties[i];
        let told: Vec<_> = subject.iter().chain(&partners).map(|&i| party(i).actor.as_ref()).collect();
        let one_state = told.iter().all(|actor| actor.is_some() && *actor == told[0]);
        let implied = self.implied;
        let Some(trigger) = implied.0[tie as usize].as_ref().filter(|_| !one_state) else { return };
        let last = party(*partners.last().unwrap_or(&subject[subject.len() - 1]));
        let at = if partners.is_empty() { last.end } else { last.first };
        let hit = Hit {
            first: at,
            end: at,
            limit: scan.end,
            trigger,
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

    /// A trigger that found one side or none, in a sentence that tells a day and the people of one state: the other
    /// side is whom the words go on about.
    fn completed(&mut self, scan: &Scan<'_>, hit: &Hit<'_>) {
        let told = |i: &usize| is_told(&scan.parties[*i]);
        let actor = |i: usize| scan.parties[i].actor.as_ref();
        let Some(own) = (0..scan.parties.len()).find(told) else { return };
        if (own..scan.parties.len()).filter(told).any(|i| actor(i) != actor(own)) {
            return;
        }
        let stand = standing(scan, hit);
        let (Some(kind), Some(status)) = (hit.kind(), stand.status) else { return };
        let resolver = self.resolver(scan);
        let Some(side) = resolver.named(&scan.parties[own], &[]) else { return };
        let Some(other) = resolver.left_out((hit.first, hit.span), &[&side.actor]) else { return };
        let other = SideDraft { inferred: other.inferred.map(|(_, words)| (COMPLETED, words)), ..other };
        let roles = Roles { subject: vec![own], ..Roles::default() };
        let sides = if scan.parties[own].first < hit.first { vec![side, other] } else { vec![other, side] };
        let outcome = self.tell_of(scan, (hit, hit), (kind, status), stand, (&roles, true), (sides, false));
        self.trace(hit, outcome);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_is_one_of_three() {
        let load = |text: &str| Implied::load(Some(&Table::parse("i.tsv", text.to_owned().into()).unwrap()));
        assert!(load("tie\tkind\nwith\tmeeting\n").unwrap().0[Tie::With as usize].is_some());
        let wrong = load("tie\tkind\nnear\tmeeting\n").unwrap_err().to_string();
        assert!(wrong.contains("expected with, row or only, got near"), "{wrong}");
    }
}
