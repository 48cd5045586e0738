//! Names in scripts without capitals: names the world pack knows, and names that an office introduces.

use crate::{
    atoms::{Atom, AtomKind, Scope, rank},
    lexis::{Meaning, Title},
};
use chancery_text::{Glue, Match, TokenKind};

/// Tokens of the longest known name in a script that sets spaces, and of the longest word in one that sets none.
const LONGEST: u32 = 6;
const LONGEST_WORD: u32 = 8;
/// Tokens that a name may have which an office introduces.
const LONGEST_STRETCH: u32 = 16;
/// Letters of a foreign name that nobody known has, in a script without spaces.
const SOUNDED: std::ops::RangeInclusive<u32> = 2..=8;
/// Letters of a single word that is looked up, in a script that sets spaces.
const SHORTEST: usize = 3;

impl Scope<'_> {
    /// Names among words that have no capitals.
    pub(crate) fn caseless_names(&self, entries: &[Atom], particles: &[u32], names: &mut Vec<Atom>) {
        let mut at = self.sentence.first;
        while at < self.sentence.end {
            match self.name_at(at, entries, particles) {
                Some((first, end)) => {
                    names.push(Atom { kind: AtomKind::Name, first, end, row: None });
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// A known name that begins at a token, or one that an office introduces. A word that many names begin with is a
    /// name by itself only behind an office.
    fn name_at(&self, at: u32, entries: &[Atom], particles: &[u32]) -> Option<(u32, u32)> {
        if !self.is_caseless(at) {
            return None;
        }
        let known = self.known_at(at, entries, particles);
        let common =
            known.is_some_and(|k| k.1 == at + 1) && self.meant(at).any(|(m, _)| *m == Meaning::Start);
        if known.is_some() && !common {
            return known;
        }
        let led = self.leads_to_name(entries, at);
        self.introduced_at(at, entries, particles).or(known.filter(|_| led))
    }

    fn is_caseless(&self, at: u32) -> bool {
        let timed = || self.times.iter().any(|t| t.0 <= at && at < t.1);
        self.text.tokens[at as usize].is_caseless(self.source) && !timed()
    }

    /// Whether the words stand without spaces, each letter a token.
    fn is_unspaced(&self, at: u32) -> bool {
        let next = self.text.tokens.get(at as usize + 1);
        self.is_letter(at) && next.is_some_and(|t| t.glue == Glue::None)
    }

    fn is_letter(&self, at: u32) -> bool {
        self.text.tokens[at as usize].is_ideograph(self.source)
    }

    fn part(&self, first: u32, end: u32) -> &str {
        let tokens = &self.text.tokens;
        tokens[first as usize].span.join(tokens[end as usize - 1].span).of(self.source)
    }

    /// A known name that begins at a token.
    fn known_at(&self, at: u32, entries: &[Atom], particles: &[u32]) -> Option<(u32, u32)> {
        if self.is_unspaced(at) {
            self.unspaced_at(at, entries)
        } else {
            self.spaced_at(at, entries, particles)
        }
    }

    fn spaced_at(&self, at: u32, entries: &[Atom], particles: &[u32]) -> Option<(u32, u32)> {
        let tokens = &self.text.tokens;
        let is_prefix = |i: u32| {
            let next = tokens.get(i as usize + 1).filter(|_| i + 1 < self.sentence.end);
            next.is_some_and(|t| t.kind == TokenKind::Word && t.glue == Glue::None)
        };
        let inside = entries.iter().any(|e| e.first < at && at < e.end);
        if inside || is_prefix(at) || !(self.name_word)(self.part(at, at + 1)) {
            return None;
        }
        let goes_on = |i: &u32| {
            let glued = tokens[*i as usize].glue == Glue::None;
            *i == at || (self.is_caseless(*i) && !glued && !is_prefix(*i))
        };
        let most = (at..self.sentence.end.min(at + LONGEST)).take_while(goes_on).count() as u32;
        let words = |end: u32| -> Vec<&str> { (at..end).map(|i| self.part(i, i + 1)).collect() };
        let whole = |end: &u32| !particles.contains(&(end - 1)) && (self.spelt)(&words(*end));
        if let Some(end) = (at + 2..=at + most).rev().find(whole) {
            return Some((at, end));
        }
        let word = self.part(at, at + 1);
        let small =
            self.meant(at).any(|(m, _)| matches!(m, Meaning::Link(_) | Meaning::Edge | Meaning::Particle));
        let free = word.chars().count() >= SHORTEST && !covered(entries, at) && !small;
        (free && !(self.unknown)(&[word])).then_some((at, at + 1))
    }

    fn unspaced_at(&self, at: u32, entries: &[Atom]) -> Option<(u32, u32)> {
        let reach = (at..self.sentence.end.min(at + LONGEST_WORD)).take_while(|i| self.is_letter(*i));
        let most = at + reach.count() as u32;
        let longest =
            |from: u32, to: u32| (from + 1..=to).rev().find(|end| (self.name_word)(self.part(from, *end)));
        let known = (at + 2..=most).rev().find(|end| {
            (self.name_word)(self.part(at, *end))
                && (self.is_dot(*end) || !(self.unknown)(&[self.part(at, *end)]))
        });
        let mut end = known?;
        let mut words = vec![self.part(at, end)];
        while self.is_dot(end) {
            let to = self.sentence.end.min(end + 1 + LONGEST_WORD);
            let letters = (end + 1..to).take_while(|i| self.is_letter(*i)).count() as u32;
            let Some(next) = longest(end + 1, end + 1 + letters) else { break };
            words.push(self.part(end + 1, next));
            end = next;
        }
        if words.len() > 1 {
            return (self.spelt)(&words).then_some((at, end));
        }
        let longer = entries.iter().any(|e| e.first <= at && at < e.end && e.end - e.first >= end - at);
        (!longer && !self.is_dot(end)).then(|| (self.given_before(at, entries).unwrap_or(at), end))
    }

    /// Where a name begins whose last word stands at a token: a first name in another spelling, with a dot behind it.
    fn given_before(&self, at: u32, entries: &[Atom]) -> Option<u32> {
        if at == self.sentence.first || !self.is_dot(at - 1) {
            return None;
        }
        let least = at.saturating_sub(LONGEST_STRETCH).max(self.sentence.first);
        let inner = |i: &u32| self.is_letter(*i) || self.is_dot(*i);
        let first = (least..at).rev().take_while(inner).last()?;
        (first..at).find(|i| entries.iter().any(|e| e.end == *i) || (*i == first && first > least))
    }

    /// The dot or hyphen between the words of a foreign name.
    fn is_dot(&self, at: u32) -> bool {
        let token = self.text.tokens.get(at as usize).filter(|_| at < self.sentence.end);
        token.is_some_and(|t| {
            t.kind == TokenKind::Mark
                && matches!(t.of(self.source), "·" | "•" | "・" | "‧" | "．" | "-" | "－")
        })
    }

    /// Whether an office or a title ends before a token, with its state or what qualifies it between.
    fn leads_to_name(&self, entries: &[Atom], at: u32) -> bool {
        let before = entries.iter().filter(|e| e.end == at).min_by_key(|e| (e.first, rank(e)));
        before.is_some_and(|e| match e.meaning() {
            Some(Meaning::Office(_)) => !e.row.as_ref().is_some_and(|row| self.names.is_body(row)),
            Some(Meaning::Counterpart) => true,
            Some(Meaning::Title(Title::Person | Title::Officer | Title::Royal)) => true,
            Some(
                Meaning::Title(_) | Meaning::Adjective(..) | Meaning::State(_) | Meaning::Organisation(_),
            ) => self.leads_to_name(entries, e.first),
            _ => false,
        })
    }

    /// A name that nobody known has, right behind an office or a title.
    fn introduced_at(&self, at: u32, entries: &[Atom], particles: &[u32]) -> Option<(u32, u32)> {
        if !self.leads_to_name(entries, at) || covered(entries, at) {
            return None;
        }
        let (end, closed) = self.stretch(at, particles);
        if self.is_unspaced(at) {
            self.unspaced_name(at, end).filter(|_| closed)
        } else {
            self.spaced_name(at, end, closed, particles)
        }
    }

    fn unspaced_name(&self, at: u32, end: u32) -> Option<(u32, u32)> {
        if (at..end).any(|i| self.is_dot(i)) {
            return Some((at, end));
        }
        let sounds = |i: u32| self.meant(i).any(|(m, _)| *m == Meaning::Sound);
        if SOUNDED.contains(&(end - at)) && (at..end).all(sounds) {
            return Some((at, end));
        }
        let begins = self.meant(at).filter(|(m, _)| *m == &Meaning::Start).map(|(_, m)| m.end).max()?;
        ((begins + 1)..=(begins + 2)).contains(&end).then_some((at, end))
    }

    /// Two words, and the small ones between and behind them; all of them where the sentence pauses soon.
    fn spaced_name(&self, at: u32, end: u32, closed: bool, particles: &[u32]) -> Option<(u32, u32)> {
        // A first name in another spelling before a family name that is known.
        let starts = |i: u32| self.meant(i).any(|(m, _)| *m == Meaning::Start);
        let family = |i: u32| i < end && !starts(i) && !(self.unknown)(&[self.part(i, i + 1)]);
        if let Some(last) = (at + 1..at + 3).find(|i| family(*i)) {
            return Some((at, last + 1));
        }
        let begins = starts(at) || (self.name_word)(self.part(at, at + 1));
        if !begins && !particles.contains(&at) {
            return None;
        }
        if closed && end - at <= 3 {
            return (end > at).then_some((at, end));
        }
        let (mut stop, mut words) = (at, 0);
        while stop < end && (words < 2 || (particles.contains(&stop) && stop + 1 < end)) {
            words += u32::from(!particles.contains(&stop));
            stop += 1;
            if words > 2 {
                break;
            }
        }
        // A family name behind "X bin Y" has its article.
        let joined = particles.iter().any(|p| at < *p && *p < stop);
        let family = joined && stop < end && self.lexicon.has_article(self.part(stop, stop + 1));
        (stop > at).then_some((at, stop + u32::from(family)))
    }

    /// Words up to one that the pack knows as something else, or a mark; and whether there is one.
    fn stretch(&self, at: u32, particles: &[u32]) -> (u32, bool) {
        let most = self.sentence.end.min(at + LONGEST_STRETCH);
        let unspaced = self.is_unspaced(at);
        let first = |i: u32| if unspaced { i < at + 2 } else { i == at };
        for i in at..most {
            let token = &self.text.tokens[i as usize];
            let joint = if unspaced { self.is_dot(i) || self.is_letter(i) } else { self.is_caseless(i) };
            let cut = !unspaced && i > at && token.glue == Glue::None;
            let prefix = !unspaced
                && self.text.tokens.get(i as usize + 1).is_some_and(|t| {
                    i + 1 < self.sentence.end && t.glue == Glue::None && t.kind == TokenKind::Word
                });
            let known = !particles.contains(&i) && self.is_other(i, first(i), unspaced);
            if !joint || cut || prefix || known {
                return (i, true);
            }
        }
        (most, most == self.sentence.end)
    }

    /// Whether a phrase begins at a token that is no part of a name.
    fn is_other(&self, at: u32, first: bool, unspaced: bool) -> bool {
        self.matches.iter().filter(|m| m.first == at).any(|m| {
            let short = unspaced && m.end - m.first < 2;
            match self.names.meaning(m) {
                Some((Meaning::Start | Meaning::Sound | Meaning::Particle, _)) => false,
                Some((Meaning::Link(_) | Meaning::Edge, _)) => !(first && short),
                _ => (unspaced || !first) && !short,
            }
        })
    }

    /// What the matches at a token mean.
    pub(crate) fn meant(&self, at: u32) -> impl Iterator<Item = (&Meaning, &Match)> {
        let here = self.matches.iter().filter(move |m| m.first == at);
        here.filter_map(|m| self.names.meaning(m).map(|(meaning, _)| (meaning, m)))
    }

    /// Drops states told by a single letter that stands before no office: "中" in other words than "中法外长".
    pub(crate) fn drop_lone_letters(&self, entries: &mut Vec<Atom>) {
        let lone = |e: &Atom| {
            matches!(e.meaning(), Some(Meaning::Adjective(..)))
                && e.end - e.first == 1
                && self.is_letter(e.first)
        };
        if !entries.iter().any(lone) {
            return;
        }
        let mut heads: Vec<u32> = entries
            .iter()
            .filter(|e| e.is_office() || e.title() == Some(Title::Former))
            .map(|e| e.first)
            .collect();
        let mut letters: Vec<(u32, u32)> =
            entries.iter().filter(|e| lone(e)).map(|e| (e.first, e.end)).collect();
        letters.sort_unstable_by(|a, b| b.cmp(a));
        for (first, end) in letters {
            if heads.contains(&end) {
                heads.push(first);
            }
        }
        entries.retain(|e| !lone(e) || heads.contains(&e.end));
    }
}

/// Whether an entry stands at a token.
fn covered(entries: &[Atom], at: u32) -> bool {
    entries.iter().any(|e| e.first <= at && at < e.end)
}
