//! Word orders other than subject, verb, object: the verb before its subject, the verb last, and parties among
//! the words of a verb.

use crate::{
    roles::{Finder, Roles, is_aside},
    rules::{Effect, Shape},
};
use chancery_names::{Form, Link, Party};

/// How far a subject may stand behind its verb, and one party behind another, in tokens.
const TURNED_REACH: u32 = 4;
/// Tokens between a verb that ends its clause and the end: an auxiliary.
const TAIL: u32 = 2;
/// The longest insertion between two commas in a clause, in tokens.
const INSERTED: u32 = 3;
/// How far before a last verb its object or partner may stand, times and parties not counted.
const LAST_REACH: u32 = 5;

impl Finder<'_> {
    /// Fills in what the order of the words hides from the common rules.
    pub(crate) fn reorder(&self, roles: &mut Roles) {
        if let Some((subject, object)) = self.turned() {
            roles.subject = subject;
            if !object.is_empty() {
                roles.object = object;
            }
        }
        if let Some((subject, object)) = self.enclosed() {
            roles.subject = subject;
            roles.object = object;
        }
        if let Some((subject, object)) = self.by_case(&roles.object) {
            roles.subject = subject;
            roles.object = object;
        }
        if let Some(traveller) = self.traveller(roles) {
            roles.subject = traveller;
        }
        if roles.place.is_none() && self.hit.trigger.shape == Shape::Travel {
            roles.place = self.fronted_place();
        }
        self.among(roles);
        if self.scan.verb_last && self.ends_clause() {
            self.last(roles);
        }
    }

    /// "On Monday met Baerbock her colleague": with nobody before the verb in its clause, the first party behind it
    /// is the subject, and the second the object.
    fn turned(&self) -> Option<(Vec<usize>, Vec<usize>)> {
        let shape = self.hit.trigger.shape;
        let start = self.clause();
        let before = |p: &Party| p.first >= start && p.end <= self.hit.first;
        let told = |p: &Party| is_free(p) || (p.form == Form::Seat && p.link.is_none());
        if self.scan.parties.iter().any(|p| before(p) && told(p)) {
            return None;
        }
        let behind = |p: &Party| p.first > self.hit.first && !self.crossed(self.hit.end, p.first);
        let mut free =
            self.scan.parties.iter().enumerate().filter(|(_, p)| behind(p) && is_free(p) && !p.listed);
        let (index, first) = free.next()?;
        let near = self.scan.distance(self.hit.end, first.first.max(self.hit.end), |_| true) <= TURNED_REACH;
        if !near || self.scan.is_parted(self.hit.first, first.first) {
            return None;
        }
        let mut subject = self.with_listed(index);
        if shape.has_object()
            && let Some(at) = subject.windows(2).position(|pair| self.touch(pair[0], pair[1]))
        {
            let object = subject.split_off(at + 1);
            return Some((subject, object));
        }
        match shape {
            Shape::Transitive | Shape::Invite => {
                let last = self.scan.parties[*subject.last()?].end;
                let (second, object) = free.find(|(_, p)| p.first >= last)?;
                let beside = self.scan.distance(last, object.first, |_| true) <= TURNED_REACH
                    && !self.scan.is_parted(last, object.first);
                // "Phoned to-Zelensky Macron": the case tells who is the object.
                let crossed = first.oblique && !object.oblique;
                let (one, other) = if crossed { (second, index) } else { (index, second) };
                beside.then(|| (self.with_listed(one), self.with_listed(other)))
            }
            Shape::Travel if !matches!(first.form, Form::Actor) => Some((subject, Vec::new())),
            // "…, telephoned Macron with Biden", behind a clause of its own.
            Shape::Verb | Shape::Plural if self.scan.verb_last && self.hit.first <= start + 1 => {
                (first.form != Form::He).then(|| (subject, Vec::new()))
            }
            _ => None,
        }
    }

    /// "On Monday received Scholz Modi, on Tuesday Lula": two names with nothing between them are no list here.
    fn touch(&self, one: usize, other: usize) -> bool {
        self.scan.parties[other].first == self.scan.parties[one].end
    }

    /// "Has president A on Monday president B received": two parties among the words of a verb are its subject and its
    /// object, where nobody stands before it.
    fn enclosed(&self) -> Option<(Vec<usize>, Vec<usize>)> {
        let start = self.clause();
        let before = |p: &Party| p.first >= start && p.end <= self.hit.first && is_free(p);
        if !self.hit.trigger.shape.has_object() || self.scan.parties.iter().any(before) {
            return None;
        }
        let within = |p: &Party| p.first >= self.hit.first && p.end <= self.hit.end;
        let person = |p: &Party| !matches!(p.form, Form::Seat | Form::Adjective) && p.can_act();
        let mut inside = self.scan.parties.iter().enumerate().filter(|(_, p)| within(p) && person(p));
        let (one, first) = inside.next()?;
        // Two names with nothing between them are no list here.
        let (other, second) = inside.find(|(_, p)| !p.listed || p.first == first.end)?;
        let second_acts = match (first.link, second.link) {
            (None, Some(Link::By)) | (Some(Link::With), None) => true,
            (None, Some(Link::With)) => false,
            // "War Xi in Paris von Macron empfangen worden": a word for "of" and "by".
            (None, Some(Link::Of)) if self.scan.verb_last => true,
            (None, None) => first.oblique && !second.oblique,
            _ => return None,
        };
        let row = |index: usize| {
            self.with_listed(index).into_iter().take_while(move |i| index >= other || *i < other)
        };
        let (first, second) = (row(one).collect(), row(other).collect());
        Some(if second_acts { (second, first) } else { (first, second) })
    }

    /// "At Mirziyoyev's invitation arrived Erdogan": the one in the case of a subject, rather than one before the verb in
    /// another.
    fn traveller(&self, roles: &Roles) -> Option<Vec<usize>> {
        let oblique = |i: &usize| self.scan.parties[*i].oblique;
        if !self.hit.trigger.shape.is_travel() || !roles.subject.iter().all(oblique) {
            return None;
        }
        let (index, party) = self.after().find(|(_, p)| is_free(p) && !p.oblique && p.form != Form::Actor)?;
        let near = self.scan.distance(self.hit.end, party.first, is_aside) <= TURNED_REACH;
        (near && !self.scan.is_parted(self.hit.end, party.first)).then(|| self.with_listed(index))
    }

    /// "To-Putin phoned Macron": the object stands before the verb, as its case tells.
    fn by_case(&self, told: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
        if !self.hit.trigger.shape.has_object() {
            return None;
        }
        let start = self.past_insertion(self.clause());
        let near = |p: &Party| p.first >= start && !self.crossed(p.end, self.hit.first);
        let (object, _) =
            self.before().take_while(|(_, p)| near(p)).find(|(_, p)| p.oblique && is_free(p))?;
        let subject = |p: &Party| is_free(p) && !p.oblique && !p.listed;
        let before = self.before().take_while(|(_, p)| near(p)).find(|(_, p)| subject(p));
        let behind = || {
            let reach = |p: &Party| {
                self.scan.distance(self.hit.end, p.first, |_| true) <= TURNED_REACH
                    && !self.crossed(self.hit.end, p.first)
                    && !self.scan.is_parted(self.hit.end, p.first)
            };
            self.after().find(|(_, p)| subject(p)).filter(|(_, p)| reach(p))
        };
        let subject = before.or_else(behind).map(|(index, _)| self.with_listed(index));
        // Whoever stands behind the verb may be its object too.
        let alone = subject.is_none() && !told.is_empty();
        (!alone).then(|| (subject.unwrap_or_default(), self.with_listed(object)))
    }

    /// "To Moscow came the Syrian president": a place that opens the clause, with its preposition.
    fn fronted_place(&self) -> Option<usize> {
        let start = self.clause();
        let led = |p: &Party| {
            matches!(p.link, Some(Link::Place | Link::To))
                && matches!(p.form, Form::Seat | Form::Actor)
                && p.first >= start
                && p.first <= start + 2
        };
        let near = |p: &Party| self.scan.distance(p.end, self.hit.first, |_| true) <= TURNED_REACH;
        self.before().find(|(_, p)| led(p) && near(p)).map(|(i, _)| i)
    }

    /// "Came the ministers of Russia and Türkiye together": parties among the words of a verb.
    fn among(&self, roles: &mut Roles) {
        if !matches!(self.hit.trigger.shape, Shape::Verb | Shape::Plural) {
            return;
        }
        let inside = |p: &Party| p.first > self.hit.first && p.end <= self.hit.end;
        for (index, party) in self.scan.parties.iter().enumerate().filter(|(_, p)| inside(p)) {
            let with = matches!(party.link, Some(Link::With | Link::Between));
            if with && !party.listed && roles.partners.is_empty() {
                roles.partners = self.with_listed(index);
            } else if is_free(party) && !party.listed && roles.subject.is_empty() {
                roles.subject = self.with_listed(index);
            }
        }
    }

    /// A verb that ends its clause: its partner, or its object, stands before it.
    fn last(&self, roles: &mut Roles) {
        let start = self.clause();
        let reach = |p: &Party| {
            p.first >= start
                && self.scan.distance(p.end, self.hit.first, |_| true) <= LAST_REACH
                && !self.crossed(p.end, self.hit.first)
        };
        let person = |p: &Party| !matches!(p.form, Form::Seat | Form::Adjective) && !p.former;
        if roles.partners.is_empty() && !self.hit.trigger.shape.has_object() {
            let tied = |p: &Party| matches!(p.link, Some(Link::With | Link::Between)) && !p.listed;
            let found = self.before().find(|(_, p)| tied(p) && person(p) && reach(p));
            roles.partners = found.map(|(i, _)| self.with_listed(i)).unwrap_or_default();
        }
        if roles.object.is_empty() && self.hit.trigger.shape.has_object() {
            // Of a row the head counts: "hatte sie A und B getroffen".
            let mut free = self.before().filter(|(_, p)| is_free(p) && p.first >= start);
            let Some((last, _)) = free.next() else { return };
            let object = self.with_listed_before(last);
            let head = &self.scan.parties[object[0]];
            let far = free.find(|(_, p)| p.end <= head.first && !p.listed);
            let Some((_, far)) = far.filter(|_| head.first >= start) else { return };
            let saying = |at: u32| {
                self.scan
                    .cues
                    .iter()
                    .any(|c| c.cue.effect == Effect::Said && at <= c.first && c.end <= self.hit.first)
            };
            if reach(&self.scan.parties[last]) && !saying(far.end) {
                roles.subject.retain(|i| !object.contains(i));
                roles.object = object;
                if roles.subject.is_empty() {
                    roles.subject = self.subject(roles);
                }
            }
        }
    }

    /// Where the trigger's clause begins.
    pub(crate) fn clause(&self) -> u32 {
        let marks = self.scan.commas.iter().chain(&self.scan.breaks).copied();
        marks.filter(|at| *at < self.hit.first).max().map_or(self.scan.first, |at| at + 1)
    }

    /// "Erdogan, perhaps, he will receive": where a clause begins that a word or two between commas stand in.
    fn past_insertion(&self, start: u32) -> u32 {
        let inserted = |from: u32, to: u32| {
            let told = |p: &Party| from <= p.first && p.end <= to;
            to - from <= INSERTED && !self.scan.parties.iter().any(told) && !self.scan.is_broken(from, to)
        };
        let mut commas = self.scan.commas.iter().rev().copied().filter(|at| *at < start);
        match (commas.next(), commas.next()) {
            (Some(last), Some(before)) if last + 1 == start && inserted(before + 1, last) => {
                commas.next().map_or(self.scan.first, |at| at + 1)
            }
            _ => start,
        }
    }

    /// Whether the clause ends right behind the trigger, but for an auxiliary.
    pub(crate) fn ends_clause(&self) -> bool {
        let end = self.hit.end;
        end + TAIL >= self.scan.end
            || (end..=end + TAIL).any(|i| self.scan.commas.contains(&i) || self.scan.breaks.contains(&i))
            || self.scan.ands.contains(&end)
    }
}

/// Whether a party stands free of prepositions and may be a subject or an object.
fn is_free(party: &Party) -> bool {
    party.link.is_none()
        && !party.former
        && !party.owns
        && !matches!(party.form, Form::Seat | Form::Adjective)
}
