//! What the words between two atoms do.

use crate::{join::Joiner, lexis::Link, lists::preference};
use chancery_text::Glue;

/// What lies between two atoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    Nothing,
    /// An article alone, which begins something new.
    Article,
    Of,
    Owner,
    Comma,
    And,
    /// A preposition that leads to what an envoy is sent to or for.
    Toward,
    Other,
}

impl Joiner<'_> {
    /// A full stop inside a sentence right after a word, which it shortens: "Dr."
    fn is_abbreviation(&self, at: u32) -> bool {
        let token = self.scope.text.tokens.get(at as usize).filter(|_| at + 1 < self.scope.sentence.end);
        token.is_some_and(|t| t.glue == Glue::None && t.is(self.scope.source, "."))
    }

    /// The end of a state in brackets.
    fn closes_bracket(&self, at: u32) -> bool {
        let token = self.scope.text.tokens.get(at as usize).filter(|_| at < self.scope.sentence.end);
        token.is_some_and(|t| t.is(self.scope.source, ")")) && self.ends.contains(&at)
    }

    /// What the words between two atoms do, articles aside.
    pub(crate) fn gap(&self, from: u32, to: u32) -> Gap {
        let skips = self.is_abbreviation(from) || self.closes_bracket(from);
        let mut at = if skips { from + 1 } else { from };
        let mut gap = Gap::Nothing;
        while at < to {
            if self.opens_name(at) {
                at += 1;
                continue;
            }
            let Some(&(_, end, link)) = self
                .links
                .iter()
                .filter(|l| l.0 == at && l.1 <= to)
                .max_by_key(|l| (l.1, preference(l.2, false)))
            else {
                return Gap::Other;
            };
            gap = match (gap, link) {
                (Gap::Nothing, Link::Article) => Gap::Article,
                (g, Link::Article) => g,
                (Gap::Nothing, Link::Of) => Gap::Of,
                (Gap::Nothing, Link::Owner) => Gap::Owner,
                (Gap::Nothing, Link::Comma) => Gap::Comma,
                (Gap::Nothing | Gap::Comma, Link::And) => Gap::And,
                (Gap::And, Link::Of | Link::With) | (Gap::Comma, Link::Of) => gap,
                (Gap::Nothing, Link::For | Link::To | Link::Topic | Link::Place) => Gap::Toward,
                _ => return Gap::Other,
            };
            at = end;
        }
        gap
    }
}
