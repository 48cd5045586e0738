//! Who stands where around a trigger: subject, object, partners, modifiers, place.

use crate::{
    rules::Shape,
    scan::{Hit, Scan},
};
use chancery_model::Kind;
use chancery_names::{Form, Link, Party};
use chancery_time::Mention;

/// The parties around a trigger, as indexes into the sentence's parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// The subject, or the owner of a noun.
    pub subject: Vec<usize>,
    /// The direct object.
    pub object: Vec<usize>,
    /// Partners by preposition.
    pub partners: Vec<usize>,
    /// Adjectives of states right before a noun.
    pub modifiers: Vec<usize>,
    /// Where a journey leads.
    pub place: Option<usize>,
    /// The partners and objects of the contacts told in the same row, which no word of this one refers to.
    pub apart: Vec<usize>,
}

impl Roles {
    /// All parties that may be sides, subject first.
    pub fn sides(&self) -> impl Iterator<Item = usize> + '_ {
        self.subject.iter().chain(&self.modifiers).chain(&self.object).chain(&self.partners).copied()
    }
}

/// How far the subject may stand from its verb, and a partner from the party or trigger before it, in tokens.
pub(crate) const SUBJECT_REACH: u32 = 28;
pub(crate) const PARTNER_REACH: u32 = 12;
pub(crate) const OBJECT_REACH: u32 = 4;
/// The longest insertion between a verb and its object, in tokens.
const INSERTION: u32 = 10;

/// Finds the parties around a trigger.
pub fn roles(scan: &Scan<'_>, hit: &Hit<'_>) -> Roles {
    let finder = Finder { scan, hit };
    let mut roles = Roles { modifiers: finder.modifiers(), ..Roles::default() };
    match hit.trigger.shape {
        Shape::Transitive | Shape::Invite => {
            roles.object = finder.object();
            if roles.object.is_empty() {
                roles.object = finder.relative_object().into_iter().collect();
            }
        }
        shape if shape.is_travel() => roles.place = finder.place(),
        _ => {}
    }
    roles.partners = finder.partners(&roles.object, roles.place);
    if roles.partners.is_empty() {
        roles.partners = finder.fronted();
    }
    if hit.trigger.shape == Shape::Adverb {
        let told = finder.around();
        roles.partners.extend(told);
        roles.partners.dedup();
    }
    roles.subject = finder.subject(&roles);
    finder.reorder(&mut roles);
    finder.turn(&mut roles);
    if hit.trigger.shape == Shape::Noun && roles.place.is_none() {
        roles.place = finder.place_of_noun();
    }
    finder.set_place_apart(&mut roles);
    // "Qatar hosted talks between Israel and Hamas": who told or housed them is no side.
    let between = |i: &usize| scan.parties[*i].link == Some(Link::Between) || scan.parties[*i].listed;
    let told_apart = roles.partners.first().is_some_and(|i| scan.parties[*i].link == Some(Link::Between));
    if hit.trigger.shape == Shape::Noun
        && told_apart
        && roles.partners.iter().filter(|i| between(i)).count() >= 2
    {
        roles.subject.retain(|i| scan.parties[*i].link == Some(Link::Between));
        roles.modifiers.clear();
    }
    roles
}

/// A place set apart from who does what.
pub(crate) fn is_aside(party: &Party) -> bool {
    party.form == Form::Seat || (party.form == Form::Actor && party.link == Some(Link::Place))
}

pub(crate) struct Finder<'a> {
    pub(crate) scan: &'a Scan<'a>,
    pub(crate) hit: &'a Hit<'a>,
}

impl Finder<'_> {
    pub(crate) fn before(&self) -> impl Iterator<Item = (usize, &Party)> {
        self.scan.parties.iter().enumerate().rev().filter(|(_, p)| p.end <= self.hit.first)
    }

    pub(crate) fn after(&self) -> impl Iterator<Item = (usize, &Party)> {
        self.scan.parties.iter().enumerate().filter(|(_, p)| p.first >= self.hit.end)
    }

    /// "Sargsyan flew to Berlin, where him received Merkel": who stands free behind a verb whose object is a pronoun
    /// acts, and the pronoun means who stands before it.
    fn turn(&self, roles: &mut Roles) {
        let clitic = self.hit.trigger.shape == Shape::Clitic && roles.object.is_empty();
        let (Some(&before), Some(&behind)) = (roles.subject.first(), roles.partners.first()) else { return };
        let (before, behind) = (&self.scan.parties[before], &self.scan.parties[behind]);
        let apart = before.actor.is_some() && behind.actor.is_some() && before.actor != behind.actor;
        if clitic && apart && behind.link.is_none() && before.end <= self.hit.first {
            roles.object = std::mem::replace(&mut roles.subject, std::mem::take(&mut roles.partners));
        }
    }

    /// "The Singapore summit between Trump and Kim": a city before the noun is the place where two sides are told.
    pub(crate) fn set_place_apart(&self, roles: &mut Roles) {
        let [modifier] = roles.modifiers.as_slice() else { return };
        let told = roles.partners.len() + roles.subject.len();
        let between = roles.partners.len() >= 2 || !roles.subject.is_empty();
        if self.scan.parties[*modifier].form == Form::Seat && told >= 2 && between {
            roles.place = roles.place.or(Some(*modifier));
            roles.modifiers.clear();
        }
    }

    /// "Russian-French talks", "the US-China summit".
    pub(crate) fn modifiers(&self) -> Vec<usize> {
        if !matches!(self.hit.trigger.shape, Shape::Noun | Shape::Travel | Shape::Journey | Shape::Adverb) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut at = self.hit.first;
        for (index, party) in self.before() {
            let fits = matches!(party.form, Form::Adjective | Form::Actor | Form::Seat)
                && !party.owns
                && party.person.is_none();
            let noun = self.hit.trigger.shape.is_noun();
            let slack = if found.is_empty() { u32::from(noun) } else { u32::from(party.end + 1 == at) };
            // The preposition before an adjective is that of the noun.
            let apart = party.form != Form::Adjective
                && matches!(party.link, Some(Link::Place | Link::From | Link::Topic | Link::For | Link::To));
            let tied =
                (party.end..at).any(|i| self.scan.ties.contains(&i) && !self.scan.articles.contains(&i));
            if !fits || apart || tied || party.end + slack < at || (found.is_empty() && self.opens_phrase()) {
                break;
            }
            found.push(index);
            at = party.first;
        }
        found.reverse();
        let mut at = self.hit.end;
        for (index, party) in self.after() {
            let alone = party.form == Form::Adjective && !party.owns;
            if !alone || party.first > at + u32::from(at > self.hit.end) {
                break;
            }
            found.push(index);
            at = party.end;
        }
        found
    }

    /// Whether the trigger's words begin with an article or a preposition, so that what stands before is no part of
    /// its phrase: "concern about Ukraine in a call with Scholz".
    fn opens_phrase(&self) -> bool {
        let first = self.hit.first;
        self.scan.articles.contains(&first) || self.scan.ties.contains(&first)
    }

    /// "Ankara phoned Moscow", "a letter to Berlin": a capital that is called or written to stands for its state.
    pub(crate) fn reaches_capitals(&self) -> bool {
        matches!(self.hit.kind(), Some(Kind::Call | Kind::Message))
    }

    pub(crate) fn object(&self) -> Vec<usize> {
        let aside = |p: &Party| matches!(p.form, Form::Seat | Form::Actor) && p.link == Some(Link::Place);
        let within = |p: &Party| {
            p.first > self.hit.first && p.end <= self.hit.end && p.form != Form::Seat && !aside(p)
        };
        let told = || self.scan.parties.iter().enumerate().filter(|(_, p)| within(p));
        let inside = told().find(|(_, p)| p.form != Form::Adjective).or_else(|| told().next());
        if let Some((index, _)) = inside {
            return self.with_listed(index);
        }
        let Some((index, first)) = self.after().find(|(_, p)| !aside(p)) else { return Vec::new() };
        let (index, first) = self.apposed(index).unwrap_or((index, first));
        let capital = first.form == Form::Seat && self.reaches_capitals();
        let person = !matches!(first.form, Form::Seat | Form::Adjective) || capital;
        let tied = matches!(first.link, None | Some(Link::Between)) || self.completes(first);
        let from = self.behind_insertion().min(first.first);
        let direct = self.scan.distance(from, first.first, is_aside) <= OBJECT_REACH && tied;
        if !person
            || !direct
            || first.former
            || self.owns_a_thing(first)
            || self.crossed(self.hit.end, first.first)
        {
            return Vec::new();
        }
        self.with_listed(index)
    }

    /// "His first guest, Poland's foreign minister": who stands behind the comma is meant.
    fn apposed(&self, index: usize) -> Option<(usize, &Party)> {
        let (one, next) = (self.scan.parties.get(index)?, self.scan.parties.get(index + 1)?);
        let comma = self.scan.commas.contains(&one.end) && next.first <= one.end + 2 && !next.listed;
        let person = matches!(next.form, Form::Name | Form::Office) && next.link.is_none();
        (one.form == Form::Other && comma && person).then_some((index + 1, next))
    }

    /// Where the sentence goes on behind the trigger, an insertion between two commas left out.
    pub(crate) fn behind_insertion(&self) -> u32 {
        let mut commas = self.scan.commas.iter().copied().filter(|at| *at >= self.hit.end);
        match (commas.next(), commas.next()) {
            (Some(first), Some(second)) if first == self.hit.end && second - first <= INSERTION => second + 1,
            _ => self.hit.end,
        }
    }

    /// "Yoon, whom he had received in Tokyo": the object is the party that the relative pronoun speaks of, where
    /// a subject stands between the two.
    pub(crate) fn relative_object(&self) -> Option<usize> {
        let mut before = self.before().filter(|(_, p)| p.link != Some(Link::Place));
        let (subject, party) = before.next()?;
        let (index, antecedent) = before.next()?;
        let free = party.link.is_none() && !matches!(party.form, Form::Adjective | Form::Seat);
        let near = self.hit.first - party.end <= OBJECT_REACH && party.first - antecedent.end <= OBJECT_REACH;
        (antecedent.relative && free && near && index + 1 == subject).then_some(index)
    }

    /// "Called Erdogan's remarks a mistake": what a party owns is the object, not the party; a day is no such thing.
    pub(crate) fn owns_a_thing(&self, party: &Party) -> bool {
        let day = |m: &Mention| (party.end..=party.end + 1).contains(&m.first);
        party.owns && !self.scan.times.iter().any(day)
    }

    /// Whether the preposition that ties a party is the last of the trigger's own words: "paid a call on X".
    pub(crate) fn completes(&self, party: &Party) -> bool {
        let slight = |i: u32| self.scan.articles.contains(&i) || self.scan.is_timed(i);
        party.first >= self.hit.end && (self.hit.end..party.first).all(slight)
    }

    /// The party and those listed after it.
    pub(crate) fn with_listed(&self, index: usize) -> Vec<usize> {
        let follows = |i: &usize| {
            let (before, here) = (&self.scan.parties[*i - 1], &self.scan.parties[*i]);
            here.listed && !self.crossed(before.end, here.first)
        };
        let more = (index + 1..self.scan.parties.len()).take_while(follows);
        std::iter::once(index).chain(more).collect()
    }

    pub(crate) fn place(&self) -> Option<usize> {
        let inside = |p: &Party| p.first >= self.hit.first;
        let onward = self.after().find(|(_, p)| matches!(p.form, Form::Seat | Form::Actor));
        if let Some((index, party)) = onward
            && matches!(party.link, Some(Link::For | Link::To))
            && party.first - self.hit.end <= 2
        {
            return Some(index);
        }
        let mut led = self.scan.parties.iter().enumerate().filter(|(_, p)| inside(p));
        // Where a journey comes from is not where it leads.
        let goal = |p: &Party| matches!(p.form, Form::Seat | Form::Actor) && p.link != Some(Link::From);
        let (index, party) = led.find(|(_, p)| goal(p))?;
        // The traveller may stand between a verb and its goal.
        let beside = party.link.is_none()
            && self.scan.distance(self.hit.end, party.first.max(self.hit.end), |p| p.person.is_some()) == 0;
        let tied = matches!(party.link, Some(Link::To | Link::For | Link::Place))
            || party.first < self.hit.end
            || beside
            || self.completes(party);
        let near = party.first.saturating_sub(self.hit.end) <= 5;
        (tied && near && !self.crossed(self.hit.end, party.first)).then_some(index)
    }

    pub(crate) fn place_of_noun(&self) -> Option<usize> {
        let (index, party) = self.after().find(|(_, p)| p.form == Form::Seat || p.form == Form::Actor)?;
        let led_to = matches!(party.link, Some(Link::To | Link::Place));
        (led_to && party.first - self.hit.end <= 6).then_some(index)
    }

    /// Whether a noun that is a trigger of its own lies between two tokens.
    pub(crate) fn noun_between(&self, from: u32, to: u32) -> bool {
        let noun = |h: &Hit<'_>| h.trigger.shape.is_noun() || h.trigger.shape.is_travel();
        self.scan.hits.iter().any(|h| noun(h) && h.first >= from && h.end <= to)
    }

    /// Whether another trigger, not a mere adverb, lies between two tokens.
    pub(crate) fn crossed(&self, from: u32, to: u32) -> bool {
        self.scan.hits.iter().any(|h| {
            h.first >= from
                && h.end <= to
                && h.first != self.hit.first
                && !matches!(h.trigger.shape, Shape::Adverb | Shape::Noun)
        })
    }
}
