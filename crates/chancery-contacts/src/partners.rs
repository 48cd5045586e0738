//! The partners of a trigger: who stands behind a preposition of it, or beside words that only name a channel.

use crate::{
    roles::{Finder, OBJECT_REACH, PARTNER_REACH},
    rules::{Effect, Shape},
};
use chancery_model::Kind;
use chancery_names::{Form, Link, Party};

impl Finder<'_> {
    pub(crate) fn partners(&self, taken: &[usize], place: Option<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut last = taken.last().map_or(self.hit.end, |&i| self.scan.parties[i].end);
        for (index, party) in self.after() {
            if taken.contains(&index) || place == Some(index) {
                continue;
            }
            let reach = if found.is_empty() { PARTNER_REACH } else { PARTNER_REACH / 2 };
            if party.first.saturating_sub(last) > reach
                || (!taken.is_empty() && found.is_empty() && self.is_of_another(last, party.first))
                || self.crossed(last, party.first)
                || ((!found.is_empty() || !taken.is_empty()) && self.noun_between(last, party.first))
                || self.scan.is_broken(last, party.first)
            {
                break;
            }
            let listed = party.listed && found.last() == Some(&(index.wrapping_sub(1)));
            if self.is_of_topic(last, party) {
                break;
            }
            let another = || match (found.first(), taken.is_empty()) {
                (Some(first), _) => self.goes_with(self.link_of(*first), party),
                (None, false) => self.goes_with(Some(Link::To), party),
                (None, true) => true,
            };
            if listed || (self.is_partner(index, last, found.is_empty() && taken.is_empty()) && another()) {
                if !party.former {
                    found.push(index);
                }
                last = party.end;
            } else if !self.is_passed_over(party) {
                break;
            }
        }
        found
    }

    /// "Exchanged views on the crisis between Russia and Ukraine": those between whom the topic lies are no partners.
    fn is_of_topic(&self, last: u32, party: &Party) -> bool {
        let about = |at: &u32| last <= *at && at + 1 < party.first;
        let told = || self.before().any(|(_, p)| p.link.is_none() && p.can_act());
        !self.hit.trigger.shape.is_noun()
            && party.link == Some(Link::Between)
            && self.scan.topics.iter().any(about)
            && told()
    }

    /// "Saw Ghani on Friday to explain the truce with the Taliban": so many words behind an object, a preposition is that
    /// of another word.
    fn is_of_another(&self, object: u32, party: u32) -> bool {
        self.apart(object.max(self.hit.end), party) > OBJECT_REACH
    }

    /// "Spent three hours with Biden, conveyed to the Spaniard", "met Sánchez, vexed by Mercosur", "phoned Dastis about
    /// the crisis with Ankara": whether a party may be a further partner, tied as it is, behind one that is tied so.
    fn goes_with(&self, first: Option<Link>, party: &Party) -> bool {
        let apart = match (first, party.link) {
            (Some(Link::With), Some(Link::To | Link::By)) | (Some(Link::To), Some(Link::By)) => true,
            (Some(Link::To | Link::By), Some(Link::With)) => !party.form.is_person(),
            _ => false,
        };
        !apart || self.hit.trigger.shape.is_noun()
    }

    /// Words between two places, articles and times not counted.
    pub(crate) fn apart(&self, from: u32, to: u32) -> u32 {
        let articles = self.scan.articles.iter().filter(|i| from <= **i && **i < to).count() as u32;
        self.scan.distance(from, to, |_| false).saturating_sub(articles)
    }

    /// A party that stands between a trigger and its partner and is neither: a place, an owner, a topic.
    fn is_passed_over(&self, party: &Party) -> bool {
        match party.link {
            Some(Link::Place | Link::Of | Link::Topic | Link::Owner | Link::For) => true,
            Some(Link::To) if party.form == Form::Seat => true,
            _ => self.in_initiative(party),
        }
    }

    /// "At the request of the American side": a party that a word on whose idea it was brings in.
    pub(crate) fn in_initiative(&self, party: &Party) -> bool {
        let cues = self.scan.cues.iter().filter(|c| c.cue.effect == Effect::Initiative);
        cues.into_iter().any(|c| c.end <= party.first + 1 && party.first - c.end.min(party.first) <= 2)
    }

    pub(crate) fn is_partner(&self, index: usize, last: u32, first: bool) -> bool {
        let party = &self.scan.parties[index];
        let noun = matches!(self.hit.trigger.shape, Shape::Noun | Shape::Adverb | Shape::Invitation);
        if noun && self.hit.kind() == Some(Kind::Message) {
            let tied = matches!(party.link, None | Some(Link::By | Link::From | Link::To | Link::For));
            return tied && !matches!(party.form, Form::Adjective);
        }
        let led = matches!(party.link, None | Some(Link::To | Link::With));
        let capital = party.form == Form::Seat && led && self.reaches_capitals();
        let person = !matches!(party.form, Form::Seat | Form::Adjective) || capital;
        let comma = |at: &u32| last <= *at && *at < party.first;
        if matches!(party.form, Form::They | Form::He) && self.scan.commas.iter().any(comma) {
            return false;
        }
        let there = party.form == Form::Actor && party.link == Some(Link::Place);
        if person && first && !there && self.completes(party) && !self.hit.trigger.shape.has_object() {
            return !self.hit.trigger.shape.is_travel();
        }
        match self.link_of(index) {
            Some(Link::By) if self.is_done_by(index, last) => false,
            Some(Link::With | Link::Between | Link::By) => !matches!(party.form, Form::Adjective),
            Some(Link::From) if self.hit.trigger.shape.is_travel() => false,
            Some(Link::From | Link::To) if noun && self.apart(last, party.first) > 1 => false,
            Some(Link::To | Link::From) => {
                person && (noun || party.first - last <= 4) && self.hit.trigger.shape != Shape::Transitive
            }
            Some(Link::Of) => noun && party.first - last <= 4 && person,
            // "The talks of Moscow and Ankara", where a case says "of".
            None if noun && first && party.form == Form::Seat && party.first == last => {
                self.scan.parties.get(index + 1).is_some_and(|p| p.listed && p.form == Form::Seat)
            }
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

    /// "Discussed the challenges posed by China": what stands between is what was done by it.
    fn is_done_by(&self, index: usize, last: u32) -> bool {
        let party = &self.scan.parties[index];
        // What is a verb and no more may stand in the passive: "was received in Paris with honours by Macron".
        let active = self.hit.trigger.shape.is_verb() && self.hit.trigger.shape != Shape::Verb;
        active && !self.completes(party) && self.apart(last, party.first) > 1
    }

    /// For words that only name a channel: everyone beside the verb before them.
    pub(crate) fn around(&self) -> Vec<usize> {
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
    pub(crate) fn fronted(&self) -> Vec<usize> {
        let fits = |p: &Party| {
            p.link == Some(Link::With)
                && [self.scan.first, self.clause()]
                    .iter()
                    .any(|start| (*start..=start + 3).contains(&p.first) && !self.crossed(*start, p.first))
                && !matches!(p.form, Form::Adjective | Form::Seat)
        };
        let found = self.before().find(|(_, p)| fits(p));
        found
            .filter(|(_, p)| self.hit.first - p.end <= 10)
            .map(|(i, _)| self.with_listed(i))
            .unwrap_or_default()
    }
}
