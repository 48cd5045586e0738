//! Who stands where around a trigger: subject, object, partners, modifiers, place.

use crate::{
    rules::{Effect, Shape},
    scan::{Hit, Scan},
};
use chancery_model::{BlockKind, Kind};
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
}

impl Roles {
    /// All parties that may be sides, subject first.
    pub fn sides(&self) -> impl Iterator<Item = usize> + '_ {
        self.subject.iter().chain(&self.modifiers).chain(&self.object).chain(&self.partners).copied()
    }
}

/// How far the subject may stand from its verb, and a partner from the party or trigger before it, in tokens.
const SUBJECT_REACH: u32 = 28;
const PARTNER_REACH: u32 = 12;
const OBJECT_REACH: u32 = 4;

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
    if hit.trigger.shape == Shape::Noun && roles.place.is_none() {
        roles.place = finder.place_of_noun();
    }
    finder.set_place_apart(&mut roles);
    roles
}

/// A place set apart from who does what.
fn is_aside(party: &Party) -> bool {
    party.form == Form::Seat || (party.form == Form::Actor && party.link == Some(Link::Place))
}

struct Finder<'a> {
    scan: &'a Scan<'a>,
    hit: &'a Hit<'a>,
}

impl Finder<'_> {
    fn before(&self) -> impl Iterator<Item = (usize, &Party)> {
        self.scan.parties.iter().enumerate().rev().filter(|(_, p)| p.end <= self.hit.first)
    }

    fn after(&self) -> impl Iterator<Item = (usize, &Party)> {
        self.scan.parties.iter().enumerate().filter(|(_, p)| p.first >= self.hit.end)
    }

    /// "The Singapore summit between Trump and Kim": a city before the noun is the place where two sides are told.
    fn set_place_apart(&self, roles: &mut Roles) {
        let [modifier] = roles.modifiers.as_slice() else { return };
        let told = roles.partners.len() + roles.subject.len();
        let between = roles.partners.len() >= 2 || !roles.subject.is_empty();
        if self.scan.parties[*modifier].form == Form::Seat && told >= 2 && between {
            roles.place = roles.place.or(Some(*modifier));
            roles.modifiers.clear();
        }
    }

    /// "Russian-French talks", "the US-China summit".
    fn modifiers(&self) -> Vec<usize> {
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
            if !fits || party.end + slack < at || party.link == Some(Link::Place) {
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

    fn object(&self) -> Vec<usize> {
        let aside = |p: &Party| matches!(p.form, Form::Seat | Form::Actor) && p.link == Some(Link::Place);
        let within = |p: &Party| p.first > self.hit.first && p.end <= self.hit.end && p.form != Form::Seat;
        let told = || self.scan.parties.iter().enumerate().filter(|(_, p)| within(p));
        let inside = told().find(|(_, p)| p.form != Form::Adjective).or_else(|| told().next());
        if let Some((index, _)) = inside {
            return self.with_listed(index);
        }
        let Some((index, first)) = self.after().find(|(_, p)| !aside(p)) else { return Vec::new() };
        let person = !matches!(first.form, Form::Seat | Form::Adjective);
        let tied = matches!(first.link, None | Some(Link::Between)) || self.completes(first);
        let direct = self.scan.distance(self.hit.end, first.first, is_aside) <= OBJECT_REACH && tied;
        if !person || !direct || first.former || self.owns_a_thing(first) || self.crossed(self.hit.end, first.first) {
            return Vec::new();
        }
        self.with_listed(index)
    }

    /// "Yoon, whom he had received in Tokyo": the object is the party that the relative pronoun speaks of, where
    /// a subject stands between the two.
    fn relative_object(&self) -> Option<usize> {
        let mut before = self.before().filter(|(_, p)| p.link != Some(Link::Place));
        let (subject, party) = before.next()?;
        let (index, antecedent) = before.next()?;
        let free = party.link.is_none() && !matches!(party.form, Form::Adjective | Form::Seat);
        let near = self.hit.first - party.end <= OBJECT_REACH && party.first - antecedent.end <= OBJECT_REACH;
        (antecedent.relative && free && near && index + 1 == subject).then_some(index)
    }

    /// "Called Erdogan's remarks a mistake": what a party owns is the object, not the party; a day is no such thing.
    fn owns_a_thing(&self, party: &Party) -> bool {
        let day = |m: &Mention| (party.end..=party.end + 1).contains(&m.first);
        party.owns && !self.scan.times.iter().any(day)
    }

    /// Whether the preposition that ties a party is the last of the trigger's own words: "paid a call on X".
    fn completes(&self, party: &Party) -> bool {
        party.first >= self.hit.end && (self.hit.end..party.first).all(|i| self.scan.articles.contains(&i))
    }

    /// The party and those listed after it.
    fn with_listed(&self, index: usize) -> Vec<usize> {
        let follows = |i: &usize| {
            let (before, here) = (&self.scan.parties[*i - 1], &self.scan.parties[*i]);
            here.listed && !self.crossed(before.end, here.first)
        };
        let more = (index + 1..self.scan.parties.len()).take_while(follows);
        std::iter::once(index).chain(more).collect()
    }

    fn place(&self) -> Option<usize> {
        let inside = |p: &Party| p.first >= self.hit.first;
        let onward = self.after().find(|(_, p)| matches!(p.form, Form::Seat | Form::Actor));
        if let Some((index, party)) = onward
            && matches!(party.link, Some(Link::For | Link::To))
            && party.first - self.hit.end <= 2
        {
            return Some(index);
        }
        let mut led = self.scan.parties.iter().enumerate().filter(|(_, p)| inside(p));
        let (index, party) = led.find(|(_, p)| matches!(p.form, Form::Seat | Form::Actor))?;
        let tied = matches!(party.link, Some(Link::To | Link::For | Link::Place))
            || party.first < self.hit.end
            || self.completes(party);
        let near = party.first.saturating_sub(self.hit.end) <= 5;
        (tied && near && !self.crossed(self.hit.end, party.first)).then_some(index)
    }

    fn place_of_noun(&self) -> Option<usize> {
        let (index, party) = self.after().find(|(_, p)| p.form == Form::Seat || p.form == Form::Actor)?;
        let led_to = matches!(party.link, Some(Link::To | Link::Place));
        (led_to && party.first - self.hit.end <= 6).then_some(index)
    }

    fn partners(&self, taken: &[usize], place: Option<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut last = taken.last().map_or(self.hit.end, |&i| self.scan.parties[i].end);
        for (index, party) in self.after() {
            if taken.contains(&index) || place == Some(index) {
                continue;
            }
            let reach = if found.is_empty() { PARTNER_REACH } else { PARTNER_REACH / 2 };
            if party.first.saturating_sub(last) > reach
                || self.crossed(last, party.first)
                || ((!found.is_empty() || !taken.is_empty()) && self.noun_between(last, party.first))
                || self.scan.is_broken(last, party.first)
            {
                break;
            }
            if self.is_partner(index, last, found.is_empty() && taken.is_empty())
                || (party.listed && found.last() == Some(&(index.wrapping_sub(1))))
            {
                if !party.former {
                    found.push(index);
                }
                last = party.end;
            } else if !matches!(
                party.link,
                Some(Link::Place | Link::Of | Link::Topic | Link::Owner | Link::For)
            ) && !(party.link == Some(Link::To) && party.form == Form::Seat)
                && !self.in_initiative(party)
            {
                break;
            }
        }
        found
    }

    /// Words between two places, articles and times not counted.
    fn apart(&self, from: u32, to: u32) -> u32 {
        let articles = self.scan.articles.iter().filter(|i| from <= **i && **i < to).count() as u32;
        self.scan.distance(from, to, |_| false).saturating_sub(articles)
    }

    /// "At the request of the American side": a party that a word on whose idea it was brings in.
    fn in_initiative(&self, party: &Party) -> bool {
        let cues = self.scan.cues.iter().filter(|c| c.cue.effect == Effect::Initiative);
        cues.into_iter().any(|c| c.end <= party.first + 1 && party.first - c.end.min(party.first) <= 2)
    }

    fn is_partner(&self, index: usize, last: u32, first: bool) -> bool {
        let party = &self.scan.parties[index];
        let noun = matches!(self.hit.trigger.shape, Shape::Noun | Shape::Adverb | Shape::Invitation);
        if noun && self.hit.kind() == Some(Kind::Message) {
            let tied = matches!(party.link, None | Some(Link::By | Link::From | Link::To | Link::For));
            return tied && !matches!(party.form, Form::Adjective);
        }
        let person = !matches!(party.form, Form::Seat | Form::Adjective);
        let comma = |at: &u32| last <= *at && *at < party.first;
        if matches!(party.form, Form::They | Form::He) && self.scan.commas.iter().any(comma) {
            return false;
        }
        if person && first && self.completes(party) && !self.hit.trigger.shape.has_object() {
            return !self.hit.trigger.shape.is_travel();
        }
        match self.link_of(index) {
            Some(Link::With | Link::Between | Link::By) => !matches!(party.form, Form::Adjective),
            Some(Link::From | Link::To) if noun && self.apart(last, party.first) > 1 => false,
            Some(Link::To | Link::From) => {
                person && (noun || party.first - last <= 4) && self.hit.trigger.shape != Shape::Transitive
            }
            Some(Link::Of) => noun && party.first - last <= 4 && person,
            None => {
                first
                    && !self.hit.trigger.shape.is_travel()
                    && person
                    && party.first - last <= 3
                    && self.hit.trigger.shape != Shape::Transitive
            }
            _ => false,
        }
    }

    /// For words that only name a channel: everyone beside the verb before them.
    fn around(&self) -> Vec<usize> {
        let near = self
            .before()
            .take_while(|(_, p)| self.hit.first - p.end <= 14 && !self.scan.is_broken(p.end, self.hit.first));
        let tied = near.filter(|(_, p)| {
            matches!(p.link, Some(Link::By | Link::With | Link::To | Link::Between))
                && !matches!(p.form, Form::Seat | Form::Adjective)
        });
        tied.map(|(i, _)| i).collect()
    }

    /// "With Prime Minister Modi he had been on the line."
    fn fronted(&self) -> Vec<usize> {
        let fits = |p: &Party| {
            p.link == Some(Link::With)
                && p.first <= self.scan.first + 3
                && !matches!(p.form, Form::Adjective | Form::Seat)
        };
        let found = self.before().find(|(_, p)| fits(p));
        found
            .filter(|(_, p)| self.hit.first - p.end <= 10)
            .map(|(i, _)| self.with_listed(i))
            .unwrap_or_default()
    }

    /// "… Gargash, who was received by …": the party that a relative pronoun right before the trigger speaks of.
    fn antecedent(&self) -> Option<usize> {
        let (index, party) = self.before().find(|(_, p)| p.relative)?;
        let gap = self.hit.first - party.end;
        let person = matches!(party.form, Form::Name | Form::Office | Form::Counterpart);
        if gap > 6 || !person {
            return None;
        }
        let named =
            self.scan.parties[..index].iter().rposition(|p| p.form == Form::Name && party.first - p.end <= 6);
        if party.form == Form::Office { named.or(Some(index)) } else { Some(index) }
    }

    fn subject(&self, roles: &Roles) -> Vec<usize> {
        if let Some(carried) = self.carried() {
            return vec![carried];
        }
        if let Some(antecedent) = self.antecedent() {
            return self.with_listed_before(antecedent);
        }
        let taken =
            |i: &usize| roles.modifiers.contains(i) || roles.partners.contains(i) || roles.object.contains(i);
        // Another party of the partner's own state is the subject only where there is no other.
        let mut own = None;
        for (index, party) in self.before() {
            let distance = self.hit.first - party.end;
            if distance > SUBJECT_REACH || self.scan.is_broken(party.end, self.hit.first) {
                break;
            }
            if taken(&index) || !self.is_subject(index, party, distance) {
                continue;
            }
            let same = |i: &usize| {
                let actor = self.scan.parties[*i].actor.as_ref();
                actor.is_some() && actor == party.actor.as_ref()
            };
            if roles.partners.iter().chain(&roles.object).any(same) {
                own.get_or_insert(index);
                continue;
            }
            return self.with_listed_before(index);
        }
        let inverted = self.inverted(roles);
        match own {
            Some(index) if inverted.is_empty() => self.with_listed_before(index),
            _ => inverted,
        }
    }

    /// "The tour took Sergei Lavrov to Bamako": a person among the words of a journey is the one who travels.
    fn carried(&self) -> Option<usize> {
        let within = |p: &Party| p.first > self.hit.first && p.end <= self.hit.end;
        let person = |p: &Party| matches!(p.form, Form::Name | Form::Office | Form::He);
        let found = self.scan.parties.iter().position(|p| within(p) && person(p));
        found.filter(|_| self.hit.trigger.shape.is_travel())
    }

    fn is_subject(&self, index: usize, party: &Party, distance: u32) -> bool {
        let owner = party.owns && distance <= 5 && self.hit.trigger.shape != Shape::Transitive;
        if owner {
            return true;
        }
        let verb = !matches!(
            self.hit.trigger.shape,
            Shape::Noun | Shape::Journey | Shape::Adverb | Shape::Invitation
        );
        let nominal = party.form == Form::Adjective && verb && distance == 0;
        if party.former || party.owns || (party.form == Form::Adjective && !nominal) {
            return false;
        }
        if party.form == Form::Seat && self.hit.trigger.kind == Some(Kind::Visit) {
            return false;
        }
        let link = self.link_of(index);
        let free = matches!(link, None | Some(Link::Between))
            || (party.link == Some(Link::Of) && self.hit.trigger.shape == Shape::Noun && distance <= 2);
        free && !self.is_object_elsewhere(index, party)
    }

    /// How a party is tied: one that an office right before it belongs to ("delegates of the Taliban") as that office.
    fn link_of(&self, index: usize) -> Option<Link> {
        let party = &self.scan.parties[index];
        if let Some(head) = index.checked_sub(1).filter(|_| party.listed) {
            return self.link_of(head);
        }
        let before = index.checked_sub(1).map(|i| &self.scan.parties[i]);
        let owner = |p: &&Party| p.form == Form::Office && p.actor.is_none() && party.first <= p.end + 2;
        match (party.link, before.filter(owner)) {
            (Some(Link::Of | Link::From), Some(office)) => office.link,
            (link, _) => link,
        }
    }

    /// The object of an earlier verb, with a conjunction before this one: "received X and met Y".
    fn is_object_elsewhere(&self, index: usize, party: &Party) -> bool {
        let verb = |h: &&Hit<'_>| {
            h.end <= party.first && party.first - h.end <= OBJECT_REACH && h.first < self.hit.first
        };
        let earlier = self.scan.hits.iter().any(|h| {
            verb(&h)
                && !matches!(h.trigger.shape, Shape::Noun | Shape::Adverb)
                && h.trigger.shape != Shape::Plural
        });
        let first_party = index == 0
            || self.scan.parties[..index].iter().all(|p| matches!(p.form, Form::Adjective | Form::Seat));
        earlier && !first_party && self.hit.first - party.end >= 1
    }

    fn with_listed_before(&self, index: usize) -> Vec<usize> {
        let mut first = index;
        while first > 0
            && self.scan.parties[first].listed
            && !matches!(self.scan.parties[first - 1].form, Form::Adjective)
        {
            first -= 1;
        }
        if first > 0 && self.paired(first - 1, first) {
            first -= 1;
        }
        (first..=index).collect()
    }

    /// "Macron, Xi hold talks": two names of a headline with a comma alone between them.
    fn paired(&self, left: usize, right: usize) -> bool {
        let (left, right) = (&self.scan.parties[left], &self.scan.parties[right]);
        let people = |p: &Party| matches!(p.form, Form::Name | Form::Office) && p.link.is_none();
        let comma = right.first == left.end + 1 && self.scan.commas.contains(&left.end);
        let plural = self.hit.tags.is_empty() || self.hit.tags.contains(&"base");
        self.scan.kind == BlockKind::Title && people(left) && people(right) && comma && plural
    }

    /// Machine translation and some styles put the subject after: "In a like key took place the conversation …";
    /// a phrase that opens the sentence has it after its comma: "On a visit to Kyiv, Marin …".
    fn inverted(&self, roles: &Roles) -> Vec<usize> {
        let taken =
            |i: &usize| roles.object.contains(i) || roles.partners.contains(i) || roles.place == Some(*i);
        let opens = !self.scan.parties.iter().any(|p| p.end <= self.hit.first)
            && !self.scan.is_broken(self.scan.first, self.hit.first);
        if (opens || self.hit.first <= self.scan.first + 4) && self.hit.trigger.shape != Shape::Plural {
            let opened = |p: &Party| {
                let start = (self.hit.end..p.first).rev().find(|i| !self.scan.articles.contains(i));
                start.is_some_and(|i| self.scan.commas.contains(&i))
            };
            let free = |p: &Party| {
                p.link.is_none()
                    && !p.former
                    && matches!(p.form, Form::Name | Form::Office | Form::Actor | Form::He)
            };
            let found = self.after().find(|(i, p)| !taken(i) && free(p) && opened(p));
            if let Some((i, p)) = found
                && !self.crossed(self.hit.end, p.first)
                && p.first - self.hit.end <= SUBJECT_REACH
            {
                return self.with_listed(i);
            }
        }
        if !matches!(self.hit.trigger.shape, Shape::Noun | Shape::Adverb | Shape::Plural | Shape::Verb) {
            return Vec::new();
        }
        let found = self.after().find(|(i, p)| {
            !taken(i) && p.link.is_none() && matches!(p.form, Form::Name | Form::Office | Form::They)
        });
        match found {
            Some((i, p)) if p.first - self.hit.end <= 3 && !self.crossed(self.hit.end, p.first) => {
                self.with_listed(i)
            }
            _ => Vec::new(),
        }
    }

    /// Whether a noun that is a trigger of its own lies between two tokens.
    fn noun_between(&self, from: u32, to: u32) -> bool {
        let noun = |h: &Hit<'_>| h.trigger.shape.is_noun() || h.trigger.shape.is_travel();
        self.scan.hits.iter().any(|h| noun(h) && h.first >= from && h.end <= to)
    }

    /// Whether another trigger, not a mere adverb, lies between two tokens.
    fn crossed(&self, from: u32, to: u32) -> bool {
        self.scan.hits.iter().any(|h| {
            h.first >= from
                && h.end <= to
                && h.first != self.hit.first
                && !matches!(h.trigger.shape, Shape::Adverb | Shape::Noun)
        })
    }
}
