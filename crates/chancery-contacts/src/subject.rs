//! The subject of a trigger: who stands before it, whom a relative pronoun means, or who comes after.

use crate::{
    roles::{Finder, OBJECT_REACH, Roles, SUBJECT_REACH, is_aside},
    rules::Shape,
    scan::Hit,
};
use chancery_model::{BlockKind, Kind};
use chancery_names::{Form, Link, Party};

/// How far behind the end of a relative clause the verb of its head may stand, in tokens.
const CLOSE: u32 = 4;

impl Finder<'_> {
    /// "… Gargash, who was received by …": the party that a relative pronoun right before the trigger speaks of.
    pub(crate) fn antecedent(&self) -> Option<usize> {
        let (index, party) = self.before().find(|(_, p)| p.relative)?;
        let gap = self.hit.first - party.end;
        let person = party.form.is_person();
        if gap > 6 || !person {
            return None;
        }
        let named =
            self.scan.parties[..index].iter().rposition(|p| p.form == Form::Name && party.first - p.end <= 6);
        if party.form == Form::Office { named.or(Some(index)) } else { Some(index) }
    }

    pub(crate) fn subject(&self, roles: &Roles) -> Vec<usize> {
        if let Some(carried) = self.carried() {
            return vec![carried];
        }
        if let Some(antecedent) = self.antecedent().filter(|i| !roles.object.contains(i)) {
            return self.with_listed_before(antecedent);
        }
        let taken =
            |i: &usize| roles.modifiers.contains(i) || roles.partners.contains(i) || roles.object.contains(i);
        // Another party of the partner's own state is the subject only where there is no other.
        let mut own = None;
        for (index, party) in self.before() {
            let distance = self.hit.first - party.end;
            if distance > SUBJECT_REACH || self.is_broken_off(party) {
                break;
            }
            if taken(&index) || !self.is_subject(index, party, distance) || self.is_inserted(index) {
                continue;
            }
            let same = |i: &usize| {
                let actor = self.scan.parties[*i].actor.as_ref();
                actor.is_some() && actor == party.actor.as_ref()
            };
            let goal = roles.place.filter(|_| self.hit.trigger.shape.is_travel());
            if roles.partners.iter().chain(&roles.object).chain(&goal).any(same) {
                own.get_or_insert(index);
                continue;
            }
            return self.with_listed_before(index);
        }
        let inverted = match self.traveller_behind(roles) {
            Some(traveller) => self.with_listed(traveller),
            None => self.inverted(roles),
        };
        match own {
            Some(index) if inverted.is_empty() => self.with_listed_before(index),
            _ if inverted.is_empty() => self.relative_subject(&taken).into_iter().collect(),
            _ => inverted,
        }
    }

    /// Whether a clause ends between a party and the trigger. A row between two dashes is no clause: "The leaders of the
    /// three – A, B and C – met".
    fn is_broken_off(&self, party: &Party) -> bool {
        let closes = self.hit.first.saturating_sub(1);
        let breaks = &self.scan.breaks;
        let inserted = party.listed
            && breaks.contains(&closes)
            && breaks.iter().any(|at| *at < party.first)
            && !self.scan.is_broken(party.end, closes.max(party.end));
        !inserted && self.scan.is_broken(party.end, self.hit.first)
    }

    /// "Merkel, who presides over the Union, will get a call": whether a party stands in a relative clause that is over
    /// before the trigger.
    fn is_inserted(&self, index: usize) -> bool {
        let party = &self.scan.parties[index];
        let heads = |p: &&Party| p.relative && p.form.is_person();
        let Some(head) = self.scan.parties[..index].iter().rev().find(heads) else { return false };
        let mut commas = self.scan.commas.iter().filter(|at| party.end <= **at && **at < self.hit.first);
        let over = commas.next().filter(|at| self.hit.first - **at <= CLOSE);
        over.is_some() && commas.next().is_none() && party.first - head.end <= SUBJECT_REACH
    }

    /// "Macron, der am Montag bei Putin gewesen war": where clauses end in their verb, an article that begins one right
    /// behind a person stands for that person.
    fn relative_subject(&self, taken: &dyn Fn(&usize) -> bool) -> Option<usize> {
        let start = self.clause();
        let opens = self.scan.verb_last && self.scan.articles.contains(&start);
        let person = |p: &Party| matches!(p.form, Form::Name | Form::Office) && !p.former;
        let found = self.scan.parties.iter().position(|p| p.end + 1 == start && person(p))?;
        (opens && !taken(&found)).then_some(found)
    }

    /// "The visit to Rabat of Jared Kushner": who travels stands behind the goal.
    fn traveller_behind(&self, roles: &Roles) -> Option<usize> {
        let goal = roles.place.map(|i| &self.scan.parties[i])?;
        let person = |p: &Party| matches!(p.form, Form::Name | Form::Office) && p.actor != goal.actor;
        let (index, party) = self.after().find(|(_, p)| p.first >= goal.end)?;
        let tied = party.link == Some(Link::Of) && party.first <= goal.end + 2 && person(party);
        (self.hit.trigger.shape.is_noun() && tied).then_some(index)
    }

    /// "The tour took Sergei Lavrov to Bamako": a person among the words of a journey is the one who travels.
    pub(crate) fn carried(&self) -> Option<usize> {
        let within = |p: &Party| p.first > self.hit.first && p.end <= self.hit.end;
        let person = |p: &Party| matches!(p.form, Form::Name | Form::Office | Form::He);
        let found = self.scan.parties.iter().position(|p| within(p) && person(p));
        found.filter(|_| self.hit.trigger.shape.is_travel())
    }

    pub(crate) fn is_subject(&self, index: usize, party: &Party, distance: u32) -> bool {
        // "They await the president in Paris": who is awaited is the one who travels.
        let shape = self.hit.trigger.shape;
        if party.oblique && party.link.is_none() && shape.is_verb() && !shape.is_travel() {
            return false;
        }
        let owner = party.owns && distance <= 5 && self.hit.trigger.shape != Shape::Transitive;
        if owner {
            return true;
        }
        let nominal = party.form == Form::Adjective && self.hit.trigger.shape.is_verb() && distance == 0;
        if party.former || party.owns || (party.form == Form::Adjective && !nominal) {
            return false;
        }
        let invites = shape == Shape::Invite;
        if party.form == Form::Seat && self.hit.trigger.kind == Some(Kind::Visit) && !invites {
            return false;
        }
        let link = self.link_of(index);
        let free = matches!(link, None | Some(Link::Between))
            || (party.link == Some(Link::Of) && self.hit.trigger.shape == Shape::Noun && distance <= 2);
        free && !self.is_object_elsewhere(index, party)
    }

    /// How a party is tied: one that an office right before it belongs to ("delegates of the Taliban") as that office.
    pub(crate) fn link_of(&self, index: usize) -> Option<Link> {
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
    pub(crate) fn is_object_elsewhere(&self, index: usize, party: &Party) -> bool {
        let other = |h: &Hit<'_>| {
            let between = |p: &Party| h.end <= p.first && p.end <= party.first && p.form != Form::Seat;
            !party.listed && self.scan.parties.iter().any(between)
        };
        let verb = |h: &&Hit<'_>| {
            h.end <= party.first
                && party.first - h.end <= OBJECT_REACH
                && (party.listed || !self.scan.is_parted(h.end, party.first))
                && h.first < self.hit.first
                && !(h.trigger.shape.has_object() && other(h))
        };
        let earlier = self.scan.hits.iter().any(|h| {
            verb(&h)
                && !matches!(h.trigger.shape, Shape::Noun | Shape::Adverb)
                && h.trigger.shape != Shape::Plural
        });
        let first_party = index == 0
            || self.scan.parties[..index].iter().all(|p| matches!(p.form, Form::Adjective | Form::Seat));
        // "Had X on the line and met Y": an object may stand among the words of its verb.
        let among = |h: &Hit<'_>| {
            let within = h.first < party.first && party.end <= h.end && h.end <= self.hit.first;
            within && h.trigger.shape.has_object() && self.scan.parties[index - 1].end <= h.first
        };
        let earlier = earlier || (!first_party && self.scan.hits.iter().any(among));
        earlier && !first_party && self.hit.first - party.end >= 1
    }

    pub(crate) fn with_listed_before(&self, index: usize) -> Vec<usize> {
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
    pub(crate) fn paired(&self, left: usize, right: usize) -> bool {
        let (left, right) = (&self.scan.parties[left], &self.scan.parties[right]);
        let people = |p: &Party| matches!(p.form, Form::Name | Form::Office) && p.link.is_none();
        let comma = right.first == left.end + 1 && self.scan.commas.contains(&left.end);
        let plural = self.hit.tags.is_empty() || self.hit.tags.contains(&"base");
        self.scan.kind == BlockKind::Title && people(left) && people(right) && comma && plural
    }

    /// Machine translation and some styles put the subject after: "In a like key took place the conversation …";
    /// a phrase that opens the sentence has it after its comma: "On a visit to Kyiv, Marin …".
    pub(crate) fn inverted(&self, roles: &Roles) -> Vec<usize> {
        let taken =
            |i: &usize| roles.object.contains(i) || roles.partners.contains(i) || roles.place == Some(*i);
        let opens = !self.scan.parties.iter().any(|p| p.end <= self.hit.first)
            && !self.scan.is_broken(self.scan.first, self.hit.first);
        if (opens || self.hit.first <= self.scan.first + 4) && self.hit.trigger.shape != Shape::Plural {
            let opened = |p: &Party| {
                let start = (self.hit.end..p.first).rev().find(|i| !self.scan.articles.contains(i));
                let tied = |i: &&usize| self.scan.parties[**i].link.is_some();
                let last = roles.partners.last().filter(tied).map(|&i| self.scan.parties[i].end);
                // "In a call with Grossi assured Kuleba …": but for the verb, right behind the partner.
                let behind = last.is_some_and(|end| end <= p.first && p.first - end <= 2);
                // … or but for the verb right behind the comma of what was told of the partner.
                let comma = |i: u32| self.scan.commas.contains(&i);
                let past = |i: u32| last.is_some_and(|end| end < i) && i > self.hit.end && comma(i - 1);
                start.is_some_and(|i| comma(i) || past(i)) || behind
            };
            let apposed = |p: &Party| {
                let same = |i: &usize| p.actor.is_some() && self.scan.parties[*i].actor == p.actor;
                roles.partners.iter().any(same)
            };
            let free = |p: &Party| {
                p.link.is_none()
                    && !p.former
                    && matches!(p.form, Form::Name | Form::Office | Form::Actor | Form::He)
            };
            let found = self.after().find(|(i, p)| !taken(i) && free(p) && !apposed(p) && opened(p));
            if let Some((i, p)) = found
                && !self.crossed(self.hit.end, p.first)
                && p.first - self.hit.end <= SUBJECT_REACH
            {
                return self.with_listed(i);
            }
        }
        let shapes = [Shape::Noun, Shape::Journey, Shape::Adverb, Shape::Plural, Shape::Verb];
        if !shapes.contains(&self.hit.trigger.shape) {
            return Vec::new();
        }
        let found = self.after().find(|(i, p)| {
            !taken(i) && p.link.is_none() && matches!(p.form, Form::Name | Form::Office | Form::They)
        });
        match found {
            Some((i, p))
                if self.scan.distance(self.hit.end, p.first, is_aside) <= 3
                    && !self.crossed(self.hit.end, p.first) =>
            {
                self.with_listed(i)
            }
            _ => Vec::new(),
        }
    }
}
