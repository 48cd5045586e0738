//! Numbers that are parts of longer figures: decimals, scores, prices, telephone numbers.

use crate::slot::Slot;
use chancery_text::{Glue, Match, Token, TokenKind};

/// A number that a match captured, and the tokens around it.
///
/// What the match itself holds makes it no part of a figure: its row says that the parts belong together.
pub(crate) struct Figure<'a> {
    pub(crate) source: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) found: &'a Match,
    pub(crate) at: usize,
}

impl Figure<'_> {
    /// Whether the number is only a part of a figure, and so nothing that fills the slot.
    pub(crate) fn is_part_as(&self, slot: Slot) -> bool {
        match slot {
            Slot::Hour => self.follows(),
            Slot::Day => self.is_glued() || self.is_score(),
            Slot::Year | Slot::Count => self.is_glued(),
            _ => false,
        }
    }

    fn is_glued(&self) -> bool {
        let price = self.before(1).is_some_and(|mark| {
            let apart = matches!(mark.of(self.source), "." | "," | ":" | "/");
            self.touches(self.at) && self.joins(mark) && !apart
        });
        let percent = self.after(1).is_some_and(|t| matches!(t.of(self.source), "%" | "€" | "$"));
        self.follows() || price || percent || self.leads_on(|mark| self.joins(mark))
    }

    /// Whether it is the later part of a figure: the 5 of 37.5.
    fn follows(&self) -> bool {
        let mark = self.before(1).filter(|mark| self.touches(self.at) && self.joins(mark));
        let leads = |t: &Token| t.kind == TokenKind::Number && self.touches(self.at - 1);
        mark.is_some() && self.before(2).is_none_or(leads)
    }

    /// Whether it is the earlier part of a score: *beat them on Saturday 3-1*.
    fn is_score(&self) -> bool {
        self.leads_on(|mark| matches!(mark.of(self.source), "-" | "–"))
    }

    /// Whether such a mark and another number are glued to it.
    fn leads_on(&self, mark: impl Fn(&Token) -> bool) -> bool {
        let number = |t: &Token| t.kind == TokenKind::Number && self.touches(self.at + 2);
        self.after(1).is_some_and(|t| self.touches(self.at + 1) && mark(t))
            && self.after(2).is_some_and(number)
    }

    /// Whether a mark stands inside figures, or before them.
    fn joins(&self, mark: &Token) -> bool {
        let inside =
            matches!(mark.of(self.source), "." | "," | ":" | "/" | "+" | "$" | "€" | "£" | "#" | "%" | "@");
        mark.kind == TokenKind::Mark && inside
    }

    /// Whether nothing stands between a token and the one before it.
    fn touches(&self, at: usize) -> bool {
        self.tokens[at].glue == Glue::None
    }

    /// The token so many before it, where the match does not hold the one before it.
    fn before(&self, far: usize) -> Option<&Token> {
        let outside = self.at == self.found.first as usize;
        self.at.checked_sub(far).filter(|_| outside).map(|i| &self.tokens[i])
    }

    /// The token so many after it, where the match does not hold the one after it.
    fn after(&self, far: usize) -> Option<&Token> {
        let outside = self.at + 1 == self.found.end as usize;
        self.tokens.get(self.at + far).filter(|_| outside)
    }
}
