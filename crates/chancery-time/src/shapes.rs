//! Dates and clock times that are told by the shape of their digits alone.

use crate::{Calendar, Clock, Core, Expr};
use chancery_text::{Glue, Sentence, Token, TokenKind};
use std::str::FromStr;

/// Which of day and month comes first in `03/04/2024`. Dates with full stops and ISO dates have their own order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// 3 April.
    #[default]
    DayMonth,
    /// 4 March.
    MonthDay,
}

impl FromStr for Order {
    type Err = String;

    fn from_str(text: &str) -> Result<Order, String> {
        match text {
            "day-month" => Ok(Order::DayMonth),
            "month-day" => Ok(Order::MonthDay),
            _ => Err(format!("expected day-month or month-day, got \"{text}\"")),
        }
    }
}

/// Tokens of a sentence, seen as digits and marks.
struct Digits<'a> {
    source: &'a str,
    tokens: &'a [Token],
    end: usize,
}

/// A shape: first token, one past the last, what it says.
pub(crate) type Shape = (u32, u32, Expr);

/// Every date and clock time in digits, in text order, none overlapping.
pub(crate) fn find(source: &str, tokens: &[Token], sentence: &Sentence, order: Order) -> Vec<Shape> {
    let digits = Digits { source, tokens, end: (sentence.end as usize).min(tokens.len()) };
    let mut found = Vec::new();
    let mut at = sentence.first as usize;
    while at < digits.end {
        let number = tokens[at].kind == TokenKind::Number;
        let shape = number.then(|| digits.date(at, order).or_else(|| digits.clock(at))).flatten();
        let Some((end, expr)) = shape else {
            at += 1;
            continue;
        };
        found.push((at as u32, end as u32, expr));
        at = end;
        // `01/05/2019-07/05/2019`: what follows the dash begins no figure, but a date like the one before.
        if let Some((end, expr)) = digits.second_date(at, order) {
            found.push((at as u32 + 1, end as u32, expr));
            at = end;
        }
    }
    found
}

impl Digits<'_> {
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.tokens.get(at).filter(|t| at < self.end && t.kind == TokenKind::Number)?;
        Some((token.number?, token.of(self.source).chars().count()))
    }

    fn glued(&self, at: usize) -> bool {
        at < self.end && self.tokens[at].glue == Glue::None
    }

    fn mark(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at).filter(|t| at < self.end && t.kind == TokenKind::Mark)?;
        Some(token.of(self.source))
    }

    /// Whether a number at `at` does not continue another figure.
    fn starts(&self, at: usize) -> bool {
        !self.glued(at)
            || at == 0
            || matches!(
                self.tokens[at - 1].of(self.source),
                "(" | "[" | "," | "|" | "·" | "—" | "–" | ":" | "«" | "\"" | "“" | "/" | ">"
            ) && (at < 2 || self.tokens[at - 2].kind != TokenKind::Number)
    }

    /// Whether nothing glued to `end` makes the figure longer.
    fn ends(&self, end: usize) -> bool {
        let goes_on = self.glued(end)
            && matches!(self.mark(end), Some("-" | "/" | "." | ":" | ","))
            && self.glued(end + 1)
            && self.number(end + 1).is_some();
        let runs_on = self.glued(end) && self.tokens[end].kind == TokenKind::Number;
        !(goes_on || runs_on)
    }

    /// `2024-04-03`, `03/04/2024`, `03.04.2024`, `03.04.24`, with a clock time glued by a letter taken along.
    fn date(&self, at: usize, order: Order) -> Option<(usize, Expr)> {
        let (end, expr) = self.starts(at).then(|| self.date_body(at, order)).flatten()?;
        (self.ends(end) || self.second_date(end, order).is_some()).then_some((end, expr))
    }

    /// The later date of a range whose earlier one ends at `at`, where a dash glues them together.
    fn second_date(&self, at: usize, order: Order) -> Option<(usize, Expr)> {
        let dash = self.glued(at) && matches!(self.mark(at), Some("-" | "‑" | "–" | "—"));
        let (end, expr) = (dash && self.glued(at + 1)).then(|| self.date_body(at + 1, order)).flatten()?;
        self.ends(end).then_some((end, expr))
    }

    fn date_body(&self, at: usize, order: Order) -> Option<(usize, Expr)> {
        let ((a, a_len), (b, b_len), (c, c_len)) =
            (self.number(at)?, self.number(at + 2)?, self.number(at + 4)?);
        let mark = self.mark(at + 1)?;
        let glued = (at + 1..at + 5).all(|i| self.glued(i));
        // Slashes may stand between spaces: `03 / 04 / 2024`.
        let spaced = mark == "/" && (at + 1..at + 5).all(|i| i < self.end && !self.glued(i));
        if !(glued || spaced) || self.mark(at + 3)? != mark {
            return None;
        }
        let (year, month, day) = match (mark, a_len, c_len) {
            ("-" | "/" | "." | "‑" | "–", 4, 1..=2) => (a, b, c),
            ("-" | "/" | "." | "‑" | "–", 1..=2, 4) => by_order(mark, order, a, b, c)?,
            ("/" | ".", 2, 2) if b_len == 2 => {
                by_order(mark, order, a, b, if c < 50 { 2000 + c } else { 1900 + c })?
            }
            _ => return None,
        };
        let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        let (year, day) = (i16::try_from(year).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, month, day).ok().filter(|_| (1000..=2100).contains(&year))?;
        let calendar =
            Calendar { year: Some(year), month: Some(month), day: Some(day), ..Calendar::default() };
        let (end, clock) = self.iso_clock(at + 5).map_or((at + 5, None), |(end, clock)| (end, Some(clock)));
        Some((end, Expr { clock, ..Expr::new(Core::Calendar(calendar)) }))
    }

    /// The `T10:30:00+03:00` of an ISO date-time.
    fn iso_clock(&self, at: usize) -> Option<(usize, Clock)> {
        let token = self.tokens.get(at).filter(|t| at < self.end && t.glue == Glue::None)?;
        if token.kind != TokenKind::Word || !matches!(token.of(self.source), "T" | "t") {
            return None;
        }
        let (mut end, clock) = self.clock_body(at + 1)?;
        while self.glued(end) && matches!(self.tokens[end].of(self.source), "." | "Z" | "z" | "+" | "-" | ":")
        {
            end += 1;
            if self.glued(end) && self.number(end).is_some() {
                end += 1;
            }
        }
        Some((end, clock))
    }

    /// `10:30`, `10:30:45`.
    fn clock(&self, at: usize) -> Option<(usize, Expr)> {
        let (end, clock) = self.starts(at).then(|| self.clock_body(at)).flatten()?;
        Some((end, Expr { clock: Some(clock), ..Expr::new(Core::Clock) }))
    }

    fn clock_body(&self, at: usize) -> Option<(usize, Clock)> {
        let ((hour, _), (minute, width)) = (self.number(at)?, self.number(at + 2)?);
        let colon = self.mark(at + 1)? == ":" && self.glued(at + 1) && self.glued(at + 2);
        if !colon || hour > 24 || minute > 59 || width != 2 {
            return None;
        }
        let mut end = at + 3;
        let mut second = None;
        if self.mark(end) == Some(":")
            && self.glued(end)
            && self.glued(end + 1)
            && let Some((s, _)) = self.number(end + 1).filter(|(s, _)| *s < 60)
        {
            second = u8::try_from(s).ok();
            end += 2;
        }
        let (hour, minute) = (u8::try_from(hour).ok(), u8::try_from(minute).ok());
        Some((end, Clock { hour, minute, second, ..Clock::default() }))
    }
}

/// Year, month and day of figures whose year stands last; the order that gives no date yields to the other.
fn by_order(mark: &str, order: Order, a: u32, b: u32, year: u32) -> Option<(u32, u32, u32)> {
    let month_first = mark != "." && order == Order::MonthDay;
    let (day, month) = if month_first { (b, a) } else { (a, b) };
    match (day, month) {
        (1..=31, 1..=12) => Some((year, month, day)),
        (1..=12, 13..=31) if mark != "." => Some((year, day, month)),
        _ => None,
    }
}
