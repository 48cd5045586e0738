//! What is said: the words between quotation marks, the clause that follows, or the one that stands before.

use super::{
    phrases::Meaning,
    quotes::Quote,
    utterance::{Mark, QUOTED, Utterance},
    voice::Voice,
};
use chancery_model::{Manner, Span, Verb};
use chancery_names::Party;

/// How far behind the verb what is said may begin, in words.
const REACH: usize = 12;

/// The least a clause has, in words; and one that follows a speaker who is set apart.
const CLAUSE: usize = 2;
const LATE_CLAUSE: usize = 4;

/// Behind a preposition, what is said has more words than so many.
const TIED: usize = 5;

/// What is said, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// How it is given.
    pub manner: Manner,
}

impl Content {
    /// Whether a token is of what is said.
    pub fn holds(self, at: u32) -> bool {
        self.first <= at && at < self.end
    }
}

impl Utterance<'_> {
    /// What a mark announces; `group` are the tokens of the mark and of who speaks.
    pub fn content(&self, mark: &Mark<'_>, group: (u32, u32)) -> Option<Content> {
        match mark.meaning() {
            Meaning::According | Meaning::Behind => self.around(group),
            _ if self.as_clause(group.0).is_some() => {
                let comma = (group.1..self.scan.end).find(|at| self.is(*at, &[","]));
                self.around((self.as_clause(group.0)?, comma.unwrap_or(group.1)))
            }
            _ => {
                let that = self.that(group.1);
                self.quotation(group, that)
                    .or_else(|| self.complement(mark, group, that))
                    .or_else(|| self.framed(mark))
                    .or_else(|| {
                        self.told_before(group).filter(|_| mark.verb().is_some_and(|(verb, _)| tells(verb)))
                    })
            }
        }
    }

    /// Where a clause on who says it begins: "as the agency reported".
    fn as_clause(&self, before: u32) -> Option<u32> {
        let begins = |m: &&Mark<'_>| *m.meaning() == Meaning::As && m.end <= before;
        let mark = self.marks.iter().rev().find(begins)?;
        let near = self.words(mark.end, before) <= 3 && !(mark.end..before).any(|at| self.is(at, &[","]));
        (near && self.opens(mark.first)).then_some(mark.first)
    }

    /// The words of what is said.
    pub fn words_of(&self, content: Content) -> Span {
        self.span(content.first, content.end)
    }

    /// The word that begins what is said, as the token behind it.
    fn that(&self, from: u32) -> Option<u32> {
        let begins = |m: &&Mark<'_>| m.first >= from && *m.meaning() == Meaning::That;
        // "Said it was so and that it would last": the second of two clauses begins nothing.
        let next = self
            .marks
            .iter()
            .find(begins)
            .filter(|m| m.first == from || !self.scan.ands.contains(&(m.first - 1)))?;
        let crossed = self.marks.iter().any(|m| m.verb().is_some() && from <= m.first && m.end <= next.first);
        (!crossed && self.words(from, next.first) <= REACH).then_some(next.end)
    }

    /// A quotation right before or right behind.
    fn quotation(&self, group: (u32, u32), that: Option<u32>) -> Option<Content> {
        let long = |q: &Quote| self.words(q.first + 1, q.end - 1) >= QUOTED;
        let apart = |q: &Quote| q.end <= group.0 && self.words(q.end, group.0) == 0;
        let behind = |q: &Quote| {
            let start = that.unwrap_or(group.1).min(q.first);
            let colon = q.first > group.1 && self.is(q.first - 1, &[":"]);
            q.first >= group.1
                && (self.words(start, q.first) == 0 || colon)
                && self.words(q.end, self.scan.end) < CLAUSE
        };
        let before = self.quotes.iter().rev().find(|q| apart(q) && long(q));
        let found = before.or_else(|| self.quotes.iter().find(|q| behind(q) && long(q)))?;
        Some(self.between_marks(found))
    }

    fn between_marks(&self, quote: &Quote) -> Content {
        let first = quote.first + 1;
        let mut end = quote.end - 1;
        while end > first && self.is(end - 1, &[","]) {
            end -= 1;
        }
        Content { first, end, manner: Manner::Quotation }
    }

    /// The clause behind the verb.
    fn complement(&self, mark: &Mark<'_>, group: (u32, u32), that: Option<u32>) -> Option<Content> {
        let colon = self.scan.breaks.iter().copied().find(|at| *at >= group.1 && self.is(*at, &[":"]));
        let colon = colon.filter(|at| self.words(group.1, *at) <= REACH).map(|at| at + 1);
        let apart = self.opens(group.0) && group.0 > self.scan.first;
        let comma = self.is_mark(group.1, &[","]);
        let inverted = group.1 > mark.end;
        let start = match (that, colon) {
            (Some(that), _) => that,
            (None, Some(colon)) => colon,
            // "…, said Macron": what is said stands before.
            _ if apart && (inverted || comma) && !mark.gerund => return None,
            _ => self.past_asides(mark, group.1),
        };
        let clause = that.is_some() || colon.is_some();
        // "They had met, he said on the way".
        if apart
            && !clause
            && !mark.gerund
            && tells(mark.verb()?.0)
            && (self.is_mark(start - 1, &[","]) || self.scan.prepositions.contains(&start))
        {
            return None;
        }
        let (verb, asks) = mark.verb()?;
        let tied = verb == Verb::Said
            && mark.end == mark.first + 1
            && self.scan.prepositions.contains(&start)
            && self.words(start, self.scan.end) <= TIED;
        if !clause && (self.scan.ands.contains(&start) || asks.clause || tied) {
            return None;
        }
        let end = self.tail(start, mark);
        let least = if apart && !clause && !mark.gerund && tells(verb) { LATE_CLAUSE } else { CLAUSE };
        (start < end && self.words(start, end) >= least).then_some(Content {
            first: start,
            end,
            manner: Manner::Report,
        })
    }

    /// The first token that is no aside on when, where and to whom it was said.
    fn past_asides(&self, mark: &Mark<'_>, mut at: u32) -> u32 {
        let spoken_to = mark.verb().is_some_and(|(_, asks)| asks.addressee);
        loop {
            let timed = self.scan.times.iter().find(|t| t.first <= at && at < t.end).map(|t| t.end);
            let carrier = self
                .marks
                .iter()
                .find(|m| m.is_carrier() && m.first <= at + 2 && at < m.end && m.first >= at.min(m.first));
            let carrier =
                carrier.filter(|m| self.words(at, m.first) <= 2 && m.first <= at + 2).map(|m| m.end);
            let party = self.scan.parties.iter().find(|p| p.first == at || p.first == at + 1);
            let party = party.filter(|_| spoken_to).map(|p| p.end);
            let comma = self.is_mark(at, &[","]).then_some(at + 1);
            match timed.or(party).or(carrier).or(comma) {
                Some(next) if next > at && next < self.scan.end => at = next,
                _ => return at,
            }
        }
    }

    /// Where what begins at a token ends: with the sentence, or before words on who passes it on.
    fn tail(&self, start: u32, mark: &Mark<'_>) -> u32 {
        let passed_on =
            self.marks.iter().filter(|m| m.first > start && m.first > mark.first && !self.is_quoted(m.first));
        let passed_on = passed_on.filter_map(|m| {
            let on = m.verb().is_some()
                && self.voice(m).is_some_and(|v| self.tokens(v).0 > m.first || self.closes(m, v));
            let cites = matches!(m.meaning(), Meaning::According | Meaning::Citing | Meaning::As);
            let voice = self.voice(m).filter(|_| on).map_or(m.first, |v| self.tokens(v).0);
            let first = voice.min(m.first);
            (first > start && self.is(first - 1, &[",", "—", "–"]) && (on || cites)).then_some(first)
        });
        // "Condemned it and called for calm, adding that …": the next verb of the same speaker begins what is said anew.
        let anew = self.marks.iter().find(|m| {
            let after = m.first > start && m.verb().is_some() && !self.is_quoted(m.first);
            let joined =
                after && self.scan.ands.contains(&(m.first - 1)) && self.voice(m) == self.voice(mark);
            joined || (after && m.gerund && self.is(m.first - 1, &[","]))
        });
        let clause = (start..self.scan.end).find(|at| self.is(*at, &[";"]) && !self.is_quoted(*at));
        let ends = [passed_on.min(), anew.map(|m| m.first - 1), clause];
        self.trimmed(start, ends.into_iter().flatten().min().unwrap_or(self.scan.end))
    }

    /// "…, the agency reported on Monday": whether who passes it on and the verb end the sentence.
    fn closes(&self, mark: &Mark<'_>, voice: Voice) -> bool {
        self.tokens(voice).1 <= mark.first && self.words(mark.end, self.scan.end) <= CLAUSE
    }

    /// The end without the marks that stand at it.
    fn trimmed(&self, start: u32, mut end: u32) -> u32 {
        while end > start && self.is(end - 1, &[".", ",", "!", "…", ";", "—", "–", "-", ":"]) {
            end -= 1;
        }
        end
    }

    /// "Has the war in strong words condemned": what is said within the words of the verb.
    fn framed(&self, mark: &Mark<'_>) -> Option<Content> {
        let (mut first, end) = (mark.first + 1, mark.end.saturating_sub(1));
        let within =
            |p: &&Party| p.first <= first + 1 && mark.first < p.first && p.end <= end && p.link.is_none();
        first = self.scan.parties.iter().find(within).map_or(first, |p| p.end);
        (first < end && self.words(first, end) >= CLAUSE).then_some(Content {
            first,
            end,
            manner: Manner::Report,
        })
    }

    /// What stands before the words on who said it.
    fn told_before(&self, group: (u32, u32)) -> Option<Content> {
        let apart = group.0 > self.scan.first && self.opens(group.0);
        let mut start = self.scan.first;
        while start < group.0 && self.is(start, &["–", "—", "-", "•", ",", "“", "«", "\"", "„"]) {
            start += 1;
        }
        let end = self.trimmed(start, group.0);
        let account =
            |m: &Mark<'_>| matches!(m.meaning(), Meaning::According | Meaning::Behind) && m.end <= end;
        if !apart || self.marks.iter().any(account) {
            return None;
        }
        // "On the way, he said, they had spoken": the longer part.
        let comma = (group.1..self.scan.end)
            .find(|at| self.is(*at, &[","]))
            .filter(|at| self.words(group.1, *at) == 0);
        let behind = comma.map(|at| (at + 1, self.trimmed(at + 1, self.scan.end)));
        let cites = |at: u32| self.marks.iter().any(|m| m.first == at && !m.speaks() && m.verb().is_none());
        let longer = behind.filter(|(from, to)| to - from > end - start && !cites(*from));
        let (first, end) = longer.unwrap_or((start, end));
        (self.words(first, end) >= CLAUSE).then_some(Content { first, end, manner: Manner::Report })
    }

    /// The longer part of a sentence around the words on whose account it is.
    fn around(&self, group: (u32, u32)) -> Option<Content> {
        // "According to the official agency of the land, they met".
        let comma = (group.1..self.scan.end).find(|at| self.is(*at, &[","]));
        let mut start = comma.filter(|at| self.words(group.1, *at) <= 1).unwrap_or(group.1);
        while start < self.scan.end && self.is(start, &[",", "—", "–", "-", ":"]) {
            start += 1;
        }
        let behind = (start, self.trimmed(start, self.scan.end));
        let before = (self.scan.first, self.trimmed(self.scan.first, group.0));
        let quote = self.quotes.iter().find(|q| q.end <= group.0 || q.first >= group.1);
        let quote = quote.filter(|q| {
            self.words(q.first, q.end) >= QUOTED
                && self.words(self.scan.first, self.scan.end)
                    - self.words(q.first.max(self.scan.first), q.end.min(self.scan.end))
                    <= QUOTED
        });
        if let Some(q) = quote {
            return Some(self.between_marks(q));
        }
        let (first, end) = if self.words(before.0, before.1) > CLAUSE { before } else { behind };
        (first < end && self.words(first, end) >= CLAUSE).then_some(Content {
            first,
            end,
            manner: Manner::Report,
        })
    }

    fn is_mark(&self, at: u32, marks: &[&str]) -> bool {
        at < self.scan.end && self.is(at, marks)
    }
}

/// Whether a verb may stand behind what is said: "…, he said".
fn tells(verb: Verb) -> bool {
    matches!(verb, Verb::Said | Verb::Warned | Verb::Confirmed)
}
