//! From matches in a sentence to mentions of times.

use crate::{
    Core, Expr, Tense, Times, Which,
    figure::Figure,
    frame::{self, Atom, Claim},
    install::{Flags, PACKED},
    meaning::Op,
    shapes,
    slot::{self, Slot, Slots},
};
use chancery_model::{Row, Span};
use chancery_text::{ClassId, Glue, Lexicon, Match, Sentence, Text, Token, TokenKind};
use smallvec::SmallVec;

/// Slots whose numbers in digits mean what the pack says rather than themselves (`'98`).
const NAMED: [Slot; 2] = [Slot::Year, Slot::Hour];

/// How many words may stand before an expression that opens its sentence: a preposition.
const OPENING: u32 = 1;

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
    /// The two dates of a range that is told by both of them: where each stands, and what it says.
    pub ends: Vec<(Span, Expr)>,
    /// Which way the sentence around it looks, where its words tell.
    pub tense: Option<Tense>,
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
        let mut claims: Vec<Claim> = shaped.iter().map(Claim::of_shape).collect();
        let mut made_of = Vec::new();
        let mut frames = Vec::new();
        for found in matches {
            let Some(at) = found.payload.checked_sub(self.base).filter(|r| *r < self.rows()) else {
                continue;
            };
            let entry = &self.entries[at as usize];
            if !self.stands(entry.needs, source, text, found) {
                continue;
            }
            let Some((slots, weak)) = self.slots(source, text, found, lexicon) else { continue };
            match entry.op {
                Op::Frame(kind) => {
                    frames.push(frame::Frame { first: found.first, end: found.end, kind, row: at })
                }
                op => {
                    let weak =
                        (weak && !op.tells_which() || entry.needs.weak) && !fills(tokens, sentence, found);
                    claims.push(Claim { first: found.first, end: found.end, weak, row: Some(at) });
                    made_of.push((found, slots));
                }
            }
        }
        let mark = |at: u32| tokens.get(at as usize).map_or("", |t| t.of(source));
        let make = |number: usize, claim: Claim| match number.checked_sub(shaped.len()) {
            None => Some(Atom::shaped(shaped[number].clone())),
            Some(number) => self.atom(text, claim, &made_of[number], lexicon),
        };
        let chosen = frame::assemble(frame::choose(&claims, make), &frames, mark);
        let opens = |atom: &Atom| atom.first <= sentence.first + OPENING;
        let tense = |atom: &Atom| {
            let after = || opens(atom).then(|| frame::tense_after(&frames, atom.end)).flatten();
            frame::tense(&frames, atom.first).or_else(after)
        };
        chosen.into_iter().filter_map(|atom| self.mention(text, tense(&atom), atom)).collect()
    }

    /// The expression of a match; none where its values do not fit.
    fn atom(&self, text: &Text, claim: Claim, made_of: &(&Match, Slots), lexicon: &Lexicon) -> Option<Atom> {
        let (found, slots) = made_of;
        let entry = &self.entries[claim.row? as usize];
        let expr = entry.op.build(slots)?;
        let (trim, second) = (self.trim(text, found, entry.needs, lexicon), self.second_date(found));
        let rows = claim.row.into_iter().collect();
        Some(Atom {
            first: claim.first,
            end: claim.end,
            expr,
            weak: claim.weak,
            rows,
            trim,
            ends: Vec::new(),
            second,
        })
    }

    /// Whether the words around a match, and the marks in it, are as its row needs them.
    fn stands(&self, needs: Flags, source: &str, text: &Text, found: &Match) -> bool {
        let joined = |second: &Token| second.glue == Glue::Hyphen;
        !(needs.alone && goes_on(source, text, found.end))
            && (!needs.joined || text.tokens.get(found.first as usize + 1).is_some_and(joined))
    }

    /// How many tokens at either end of a match are words of the sentence around it.
    fn trim(&self, text: &Text, found: &Match, needs: Flags, lexicon: &Lexicon) -> (u32, u32) {
        let (before, after) = needs.context;
        let (first, end) = (found.first + before, found.end.saturating_sub(after));
        if needs.whole || first >= end {
            return (0, 0);
        }
        let tokens = &text.tokens[first as usize..end as usize];
        let is =
            |token: &&Token, class: Option<ClassId>| class.is_some_and(|c| lexicon.value(token, c).is_some());
        let comma = |t: &&Token| t.kind == TokenKind::Mark && t.span.end - t.span.start == 1;
        let lead = tokens.iter().take_while(|t| is(t, self.outer.0)).count();
        let tail = tokens.iter().rev().take_while(|t| is(t, self.outer.1) || comma(t)).count();
        let (lead, tail) = if lead + tail >= tokens.len() { (0, 0) } else { (lead as u32, tail as u32) };
        (before + lead, after + tail)
    }

    fn mention(&self, text: &Text, tense: Option<Tense>, atom: Atom) -> Option<Mention> {
        let first = text.tokens.get(atom.first as usize)?;
        let last = text.tokens.get(atom.end.checked_sub(1)? as usize)?;
        let rows = atom.rows.iter().map(|&r| self.entries[r as usize].row.clone()).collect();
        let span = |first: u32, end: u32| {
            text.tokens[first as usize].span.join(text.tokens[end.max(first + 1) as usize - 1].span)
        };
        let mut ends: Vec<(Span, Expr)> = atom
            .told_apart()
            .into_iter()
            .chain(atom.ends)
            .map(|(first, end, expr)| (span(first, end), expr))
            .collect();
        ends.iter_mut().for_each(|(_, expr)| self.by_habit(&mut expr.core));
        let mut expr = atom.expr?;
        self.by_habit(&mut expr.core);
        let span = first.span.join(last.span);
        Some(Mention { span, first: atom.first, end: atom.end, expr, rows, ends, tense })
    }

    /// A bare weekday or month is the nearest one, where the language has it so.
    fn by_habit(&self, core: &mut Core) {
        match core {
            Core::Calendar(c) if c.which == Which::Bare && c.day.is_none() => {
                let near = if c.month.is_some() { self.near.month } else { self.near.weekday };
                c.which = if near { Which::Near } else { Which::Bare };
            }
            Core::Range(first, last) => {
                self.by_habit(first);
                self.by_habit(last);
            }
            Core::Nth { of, .. } | Core::Around { of, .. } => self.by_habit(of),
            _ => {}
        }
    }

    /// The captured values by slot, and whether nothing but weak words were captured; none where a word
    /// needs a capital and lacks it.
    fn slots(&self, source: &str, text: &Text, found: &Match, lexicon: &Lexicon) -> Option<(Slots, bool)> {
        let mut slots = Slots::new();
        let (mut any, mut weak) = (false, true);
        for capture in &found.captures {
            let token = &text.tokens[capture.token as usize];
            let filled = self.slots_of(capture.class);
            let Some(&slot) = filled.first() else { continue };
            any = true;
            let mut value = capture.value.or_else(|| lexicon.value(token, capture.class))?;
            if let &[one, two] = filled {
                slots.extend([(one, value / PACKED), (two, value % PACKED)]);
                weak = false;
                continue;
            }
            if token.kind == TokenKind::Number && capture.value.is_none() {
                if !NAMED.contains(&slot) {
                    value = i32::try_from(token.number?).ok()?;
                }
                let figure = Figure { source, tokens: &text.tokens, found, at: capture.token as usize };
                if figure.is_part_as(slot) {
                    return None;
                }
                weak = false;
            } else if let Some(flags) = self.flags.get(&(slot, token.key)) {
                if flags.capital && !token.capital {
                    return None;
                }
                // What stands before it in its row announces a date too.
                let name = flags.lower && token.capital && capture.token == found.first;
                weak &= flags.weak || name;
            } else {
                weak = false;
            }
            if slot == Slot::Year {
                value = slot::whole_year(value, slot::get(&slots, Slot::Year))?;
            }
            slots.push((slot, value));
        }
        Some((slots, any && weak))
    }

    /// Where the second date of a range begins: one past the last token of the first, and its own first token.
    fn second_date(&self, found: &Match) -> Option<(u32, u32)> {
        let mut seen: SmallVec<[Slot; 4]> = SmallVec::new();
        let (mut second, mut last) = (None, found.first);
        for capture in &found.captures {
            for &slot in self.slots_of(capture.class) {
                if matches!(slot, Slot::Day | Slot::Month | Slot::Year | Slot::Weekday) {
                    if seen.contains(&slot) {
                        // Of three dates the last one is the end.
                        let (end, _) = second.unwrap_or((last, 0));
                        second = Some((end, capture.token));
                        seen.clear();
                    }
                    seen.push(slot);
                }
            }
            last = capture.end;
        }
        second
    }
}

/// Whether a sentence holds nothing but a match and marks after it.
fn fills(tokens: &[Token], sentence: &Sentence, found: &Match) -> bool {
    let after = &tokens[found.end as usize..sentence.end as usize];
    found.first == sentence.first && after.iter().all(|t| t.kind == TokenKind::Mark)
}

/// Whether a name follows, which the words before it may belong to.
fn goes_on(source: &str, text: &Text, end: u32) -> bool {
    let next = text.tokens.get(end as usize);
    next.is_some_and(|t| t.capital && t.kind == TokenKind::Word && !t.of(source).is_empty())
}
