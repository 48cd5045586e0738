//! From matches in a sentence to mentions of times.

use crate::{
    Expr, Times,
    frame::{self, Atom},
    meaning::Op,
    shapes,
};
use chancery_model::{Row, Span};
use chancery_text::{Lexicon, Match, Sentence, Text, TokenKind, fold};

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes of the article's text.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// What it says.
    pub expr: Expr,
    /// Rows of the pack that gave it; none for dates in digits.
    pub rows: Vec<Row>,
}

impl Times {
    /// The expressions of time in a sentence: the longest that do not overlap, in text order.
    ///
    /// `matches` are those of the whole sentence; payloads of other tables are passed over. An expression
    /// may also be a duration, a set, a clock time or vague: see [`Expr::is_date`].
    pub fn find(
        &self,
        source: &str,
        text: &Text,
        sentence: &Sentence,
        matches: &[Match],
        lexicon: &Lexicon,
    ) -> Vec<Mention> {
        let tokens = &text.tokens;
        let shaped = shapes::find(source, tokens, sentence, self.order);
        let mut atoms: Vec<Atom> = shaped.into_iter().map(Atom::shaped).collect();
        let mut frames = Vec::new();
        for found in matches {
            let Some(at) = found.payload.checked_sub(self.base).filter(|r| *r < self.rows()) else {
                continue;
            };
            let entry = &self.entries[at as usize];
            if entry.needs.alone && goes_on(source, text, found.end) {
                continue;
            }
            let Some((slots, weak)) = self.slots(source, text, found, lexicon) else { continue };
            match entry.op {
                Op::Frame(kind) => {
                    frames.push(frame::Frame { first: found.first, end: found.end, kind, row: at })
                }
                op => {
                    if let Some(expr) = op.build(&slots) {
                        atoms.push(Atom {
                            first: found.first,
                            end: found.end,
                            expr,
                            weak: weak || entry.needs.weak,
                            rows: vec![at],
                        });
                    }
                }
            }
        }
        let chosen = frame::assemble(atoms, &frames);
        chosen.into_iter().filter_map(|atom| self.mention(text, atom)).collect()
    }

    fn mention(&self, text: &Text, atom: Atom) -> Option<Mention> {
        let first = text.tokens.get(atom.first as usize)?;
        let last = text.tokens.get(atom.end.checked_sub(1)? as usize)?;
        let rows = atom.rows.iter().map(|&r| self.entries[r as usize].row.clone()).collect();
        let expr = atom.expr?;
        Some(Mention { span: first.span.join(last.span), first: atom.first, end: atom.end, expr, rows })
    }

    /// The captured values by slot, and whether nothing but weak words were captured; none where a word
    /// needs a capital and lacks it.
    fn slots(
        &self,
        source: &str,
        text: &Text,
        found: &Match,
        lexicon: &Lexicon,
    ) -> Option<(crate::meaning::Slots, bool)> {
        let mut slots = crate::meaning::Slots::new();
        let (mut any, mut weak) = (false, true);
        for capture in &found.captures {
            let token = &text.tokens[capture.token as usize];
            let Some(slot) = crate::meaning::Slot::parse(lexicon.class_name(capture.class)) else { continue };
            any = true;
            let mut value = lexicon.value(token, capture.class)?;
            if token.kind == TokenKind::Number {
                value = i32::try_from(token.number?).ok()?;
                if slot.needs_spacing() && is_glued(source, text, capture.token) {
                    return None;
                }
                weak = false;
            } else if let Some(flags) = self.flags.get(&(slot, fold(token.of(source)))) {
                if flags.capital && !token.capital {
                    return None;
                }
                weak &= flags.weak || (flags.lower && token.capital);
            } else {
                weak = false;
            }
            slots.push((slot, value));
        }
        Some((slots, any && weak))
    }
}

/// Whether a name follows, which the words before it may belong to.
fn goes_on(source: &str, text: &Text, end: u32) -> bool {
    let next = text.tokens.get(end as usize);
    next.is_some_and(|t| t.capital && t.kind == TokenKind::Word && !t.of(source).is_empty())
}

/// Whether a number is part of a longer one: a decimal, a score, a telephone number.
fn is_glued(source: &str, text: &Text, at: u32) -> bool {
    use chancery_text::Glue;
    let tokens = &text.tokens;
    let at = at as usize;
    let decimal =
        |mark: &str| matches!(mark, "." | "," | ":" | "/" | "+" | "$" | "€" | "£" | "#" | "%" | "@");
    let before = tokens[at].glue == Glue::None
        && at
            .checked_sub(1)
            .is_some_and(|i| tokens[i].kind == TokenKind::Mark && decimal(tokens[i].of(source)));
    let before_digit = before
        && at
            .checked_sub(2)
            .is_none_or(|i| tokens[i].kind == TokenKind::Number && tokens[i + 1].glue == Glue::None);
    let currency =
        before && at.checked_sub(1).is_some_and(|i| !matches!(tokens[i].of(source), "." | "," | ":" | "/"));
    let after = tokens.get(at + 1).is_some_and(|t| t.glue == Glue::None && decimal(t.of(source)))
        && tokens.get(at + 2).is_some_and(|t| t.glue == Glue::None && t.kind == TokenKind::Number);
    let percent = tokens.get(at + 1).is_some_and(|t| matches!(t.of(source), "%" | "€" | "$"));
    before_digit || currency || after || percent
}
