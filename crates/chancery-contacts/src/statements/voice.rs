//! Who says it: the party or the carrier that a verb of saying has for its subject.

use super::{
    phrases::Meaning,
    utterance::{Mark, Utterance},
};
use chancery_model::CarrierKind;
use chancery_names::{Form, Link, Party};

/// How far before its verb a subject may stand, in words.
const REACH: usize = 14;

/// A subject so near before its verb that none behind it can be meant.
const NEAR: usize = 3;

/// How far behind its verb a subject may stand, in words.
const BEHIND: usize = 2;

/// How far behind the comma of an apposition its party may stand, in words.
pub(super) const APPOSED: usize = 5;

/// How far behind the words that introduce a speaker he may stand, in tokens.
const INTRODUCED: u32 = 4;

/// The subject of a verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A party of the sentence.
    Party(usize),
    /// A mark of the sentence, which is a carrier.
    Carrier(usize),
}

impl Utterance<'_> {
    /// The tokens of a voice.
    pub fn tokens(&self, voice: Voice) -> (u32, u32) {
        match voice {
            Voice::Party(i) => (self.scan.parties[i].first, self.scan.parties[i].end),
            Voice::Carrier(i) => (self.marks[i].first, self.marks[i].end),
        }
    }

    /// Who speaks, by the grammar of the mark; the parties joined to the one found stand before it.
    pub fn voice(&self, mark: &Mark<'_>) -> Option<Voice> {
        match mark.meaning() {
            Meaning::According | Meaning::Citing => self.introduced(mark),
            Meaning::Behind => self.before(mark, mark.first).filter(|v| mark.first - self.tokens(*v).1 <= 1),
            _ => self
                .subject(mark)
                .or_else(|| self.apposed(mark))
                .or_else(|| self.seated(mark))
                .or_else(|| self.written(mark)),
        }
    }

    /// "…, said Olga Senko, of the Belarusian government": the office told behind an unknown name.
    fn apposed(&self, mark: &Mark<'_>) -> Option<Voice> {
        let named = self.text.tokens.get(mark.end as usize).is_some_and(|t| t.capital);
        let comma = (mark.end..self.scan.end).find(|at| self.is(*at, &[",", "("]))?;
        let behind = |p: &Party| {
            p.first > comma
                && self.words(comma, p.first) <= APPOSED
                && !self.is_quoted(p.first)
                && p.actor.is_some()
        };
        let short = self.words(mark.end, comma) <= NEAR + 1;
        let found = self.scan.parties.iter().position(behind);
        found.filter(|_| named && short && self.opens(mark.first)).map(Voice::Party)
    }

    /// "In the Kremlin they said": the seat of an actor before a verb that has no subject.
    fn seated(&self, mark: &Mark<'_>) -> Option<Voice> {
        let before = |p: &Party| p.end <= mark.first && self.words(p.end, mark.first) <= NEAR;
        let behind = |p: &Party| {
            p.first >= mark.end && self.words(mark.end, p.first) <= BEHIND && self.opens(mark.first)
        };
        let seat = |p: &Party| p.link == Some(Link::Place) && p.actor.is_some() && p.form != Form::Adjective;
        let near = |p: &Party| (before(p) || behind(p)) && !self.is_quoted(p.first);
        self.scan.parties.iter().rposition(|p| seat(p) && near(p)).map(Voice::Party)
    }

    /// The document in which it is said: "in a statement it is said that".
    fn written(&self, mark: &Mark<'_>) -> Option<Voice> {
        let spoken = self.marks.iter().enumerate().filter(|(_, m)| m.speaks() && !self.is_quoted(m.first));
        let gap = |m: &Mark<'_>| crate::scan::gap((m.first, m.end), (mark.first, mark.end));
        let nearest = spoken.min_by_key(|(_, m)| gap(m))?;
        (gap(nearest.1) <= INTRODUCED).then_some(Voice::Carrier(nearest.0))
    }

    /// Whose words a mark in front of them announces.
    fn introduced(&self, mark: &Mark<'_>) -> Option<Voice> {
        let near = |first: u32| (mark.end..=mark.end + INTRODUCED).contains(&first);
        let party = self.scan.parties.iter().position(|p| near(p.first) && p.form != Form::Adjective);
        let carrier = self.marks.iter().position(|m| m.speaks() && near(m.first));
        match (party, carrier) {
            // Who issued a document speaks in it, wherever its name stands; a source speaks for nobody.
            (Some(p), Some(c)) if self.marks[c].end <= self.scan.parties[p].first && !self.is_written(c) => {
                Some(Voice::Carrier(c))
            }
            (Some(p), _) => Some(Voice::Party(p)),
            (None, carrier) => carrier.map(Voice::Carrier),
        }
    }

    /// Whether a carrier is a document or a body, which somebody speaks through.
    fn is_written(&self, mark: usize) -> bool {
        matches!(self.marks[mark].meaning(), Meaning::Carrier(CarrierKind::Document, _) | Meaning::Body)
    }

    fn subject(&self, mark: &Mark<'_>) -> Option<Voice> {
        let opened = self.opens(mark.first);
        let behind = self.behind(mark);
        if opened && !mark.gerund && behind.is_some() {
            return behind;
        }
        if mark.gerund {
            return self.first_free(mark.first, |_| true);
        }
        if mark.first > self.scan.first && self.scan.ands.contains(&(mark.first - 1)) {
            return self.carried_on(mark);
        }
        // "Macron, who was there, said": the words between commas are an aside.
        if opened && mark.first > self.scan.first && self.is(mark.first - 1, &[","]) {
            return self.first_free(mark.first, |end| end + 1 < mark.first && self.is(end, &[","]));
        }
        let before = self.before(mark, mark.first);
        let gap = before.map(|v| self.words(self.tokens(v).1, mark.first));
        match behind {
            Some(_) if gap.is_none_or(|gap| gap > NEAR) => behind,
            _ => before,
        }
    }

    /// The nearest that stands free before a token.
    fn before(&self, mark: &Mark<'_>, to: u32) -> Option<Voice> {
        let ends = |voice: &Voice| self.tokens(*voice).1;
        let parties = self.scan.parties.iter().enumerate();
        let free = |p: &Party| p.end <= to && (is_free(p) || matches!(mark.meaning(), Meaning::Behind));
        let parties =
            parties.filter(|(_, p)| free(p) && !self.is_quoted(p.first)).map(|(i, _)| Voice::Party(i));
        let carriers = self.carriers(|m| m.end <= to);
        let found = parties.chain(carriers).max_by_key(ends)?;
        let from = ends(&found);
        let crossed = self.marks.iter().any(|m| {
            let begins = matches!(m.meaning(), Meaning::That) && from <= m.first && m.end <= to;
            let says = m.verb().is_some() && from <= m.first && m.end <= to;
            begins || says
        });
        let broken = (from..to).any(|at| self.is(at, &[";", ":", "”", "»", "“"]));
        if self.words(from, to) <= REACH && !crossed && !broken {
            return Some(found);
        }
        if broken { None } else { self.carried_on(mark) }
    }

    /// "Said … and added": whoever spoke before in the sentence goes on.
    fn carried_on(&self, mark: &Mark<'_>) -> Option<Voice> {
        let earlier = |m: &&Mark<'_>| m.verb().is_some() && m.end <= mark.first && !self.is_quoted(m.first);
        self.voice(self.marks.iter().rev().find(earlier)?)
    }

    /// The first that stands free in the sentence and ends where it must.
    fn first_free(&self, to: u32, ends: impl Fn(u32) -> bool) -> Option<Voice> {
        let free = |p: &Party| p.end <= to && is_free(p) && !self.is_quoted(p.first) && ends(p.end);
        let party = self.scan.parties.iter().position(free).map(Voice::Party);
        party.or_else(|| self.carriers(|m| m.end <= to && ends(m.end)).next())
    }

    /// One within the words of a verb, or right behind it.
    fn behind(&self, mark: &Mark<'_>) -> Option<Voice> {
        let within = |p: &Party| mark.first < p.first && p.end < mark.end && is_free(p);
        if let Some(found) = self.scan.parties.iter().position(within) {
            return Some(Voice::Party(found));
        }
        let near = |first: u32| {
            let plain = !(mark.end..first).any(|at| self.is(at, &[",", ":", ";", "—", "–"]));
            first >= mark.end && plain && self.words(mark.end, first) <= BEHIND
        };
        let spoken_to = mark.verb().is_some_and(|(_, asks)| asks.addressee);
        let parties = self.scan.parties.iter();
        let party = parties
            .clone()
            .position(|p| is_free(p) && near(p.first))
            .filter(|_| !spoken_to || self.opens(mark.first))
            .filter(|&i| !self.begins_clause(mark.end, self.scan.parties[i].first));
        let party = party.map(Voice::Party);
        let carrier = self.carriers(|m| near(m.first) && !spoken_to).next();
        [party, carrier].into_iter().flatten().min_by_key(|v| self.tokens(*v).0)
    }

    /// Whether what is said begins between two tokens.
    fn begins_clause(&self, from: u32, to: u32) -> bool {
        self.marks.iter().any(|m| *m.meaning() == Meaning::That && from <= m.first && m.end <= to)
    }

    fn carriers(&self, fits: impl Fn(&Mark<'_>) -> bool) -> impl Iterator<Item = Voice> {
        let voices = self
            .marks
            .iter()
            .enumerate()
            .filter(move |(_, m)| m.speaks() && fits(m) && !self.is_quoted(m.first) && !self.is_tied(m));
        voices.map(|(i, _)| Voice::Carrier(i))
    }

    /// Whether a preposition ties a carrier to something else: "in a statement".
    fn is_tied(&self, mark: &Mark<'_>) -> bool {
        let from = mark.first.saturating_sub(2).max(self.scan.first);
        self.scan.prepositions.iter().any(|at| (from..mark.first).contains(at) || *at == mark.first)
    }
}

/// Whether a party may be a subject.
fn is_free(party: &Party) -> bool {
    let whole = !matches!(party.form, Form::Adjective) && !party.owns && !party.oblique;
    whole && matches!(party.link, None | Some(Link::Article | Link::Comma | Link::And))
}
