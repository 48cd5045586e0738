//! A report in words: every field with the words it came from. `show` and `explain` print it.

use crate::console::{BAD, BOLD, DIM, Ink, PARTY, PLACE, PLAIN, TIME, TRIGGER};
use crate::sayings;
use crate::timeline::{date_ink, status_style};
use anstyle::Style;
use chancery_model::{Inference, PersonBasis, Report, Side, Sourced, Span};

/// A labelled line: what the field is, and what stands in it.
pub struct Line {
    pub label: Ink,
    pub value: Ink,
}

impl Line {
    /// A line with a plain label.
    pub fn new(label: &str, value: Ink) -> Line {
        Line { label: Ink::of(DIM, label), value }
    }
}

/// The fields of a report, in the order of a clerk's questions: what, when, where, who, who asked, and why so.
pub fn report(report: &Report, text: &str) -> Vec<Line> {
    let mut what = Ink::of(BOLD, report.kind.as_str());
    report.also.iter().for_each(|k| what.push(PLAIN, format!("+{k}")));
    what.push(PLAIN, "  ");
    what.append(quoted(&[report.quote], text));
    let mut lines = vec![Line::new("what", what)];
    let status = Ink::of(status_style(report.status.value), report.status.value.as_str());
    sourced(&mut lines, "status", &report.status, status, text);
    for earlier in &report.history {
        sourced(&mut lines, "before", earlier, Ink::of(DIM, earlier.value.as_str()), text);
    }
    if let Some(date) = &report.date {
        sourced(&mut lines, "date", date, date_ink(Some(date)), text);
    }
    if let Some(place) = &report.place {
        sourced(&mut lines, "place", place, Ink::of(PLACE, &place.value), text);
    }
    report.sides.iter().for_each(|s| side(&mut lines, s, text));
    if let Some(asker) = &report.initiator {
        sourced(&mut lines, "asked by", asker, Ink::of(BOLD, asker.value.as_str()), text);
    }
    if let Some(format) = &report.format {
        sourced(&mut lines, "format", format, Ink::of(PLAIN, &format.value), text);
    }
    lines.extend(report.statements.iter().flat_map(|s| sayings::statement(s, text)));
    lines.extend(report.claims.iter().flat_map(|c| sayings::claim(c, text)));
    rest(&mut lines, report);
    lines
}

fn rest(lines: &mut Vec<Line>, report: &Report) {
    if !report.topics.is_empty() {
        let topics: Vec<&str> = report.topics.iter().map(|t| t.value.as_str()).collect();
        lines.push(Line::new("topics", Ink::of(PLAIN, topics.join(", "))));
    }
    let rows: Vec<String> = report.rows.iter().map(ToString::to_string).collect();
    if !rows.is_empty() {
        lines.push(Line::new("rows", Ink::of(DIM, rows.join("  "))));
    }
    lines.push(Line::new("sure", Ink::of(DIM, format!("{:.2}", report.confidence))));
}

fn side(lines: &mut Vec<Line>, side: &Side, text: &str) {
    let mut ink = Ink::default();
    for person in &side.people {
        ink.push(PARTY, format!("{} ", person.name));
        if person.basis == PersonBasis::Introduced {
            ink.push(DIM, "(known only here) ");
        }
        ink.append(quoted(&person.spans, text));
        ink.push(PLAIN, "  ");
    }
    for office in &side.offices {
        ink.push(PLAIN, format!("{} ", office.office.replace('-', " ")));
        ink.append(quoted(&[office.span], text));
        ink.push(PLAIN, "  ");
    }
    if side.people.is_empty() && side.offices.is_empty() {
        ink.append(quoted(&side.spans, text));
    }
    for holder in &side.holders {
        let sure = if holder.last_known { ", last known" } else { "" };
        ink.push(
            DIM,
            format!(
                "[{}: {} by date{sure}; {}]  ",
                holder.name,
                holder.office.replace('-', " "),
                holder.source
            ),
        );
    }
    lines.push(Line { label: Ink::of(BOLD, side.actor.as_str()), value: ink });
    if let Some(why) = &side.inference {
        inference(lines, why, text);
    }
}

fn sourced<T>(lines: &mut Vec<Line>, label: &str, field: &Sourced<T>, value: Ink, text: &str) {
    let mut ink = value.and(PLAIN, "  ");
    ink.append(quoted(&field.spans, text));
    lines.push(Line::new(label, ink));
    if let Some(why) = &field.inference {
        inference(lines, why, text);
    }
}

/// The rule and each premise on a line of its own.
pub fn inference(lines: &mut Vec<Line>, inference: &Inference, text: &str) {
    lines.push(Line::new("", Ink::of(DIM, "concluded: ").and(PLAIN, inference.rule.as_str())));
    for premise in &inference.premises {
        let mut ink = Ink::of(DIM, "because ");
        if premise.page.is_some() || premise.span.is_none_or(|s| s.of(text) != premise.says) {
            ink.push(PLAIN, format!("{} ", premise.says));
        }
        match (&premise.page, premise.span) {
            (None, Some(span)) => ink.append(quoted(&[span], text)),
            (Some(page), _) => ink.push(DIM, format!("({page})")),
            _ => {}
        }
        lines.push(Line::new("", ink));
    }
}

/// The words of some spans, in quotation marks; long ones cut in the middle.
pub fn quoted(spans: &[Span], text: &str) -> Ink {
    let mut ink = Ink::default();
    for span in spans.iter().filter(|s| !s.is_empty()) {
        if !ink.is_empty() {
            ink.push(DIM, " ");
        }
        ink.push(DIM, format!("“{}”", shortened(span.of(text))));
    }
    ink
}

fn shortened(words: &str) -> String {
    const MOST: usize = 160;
    let count = words.chars().count();
    if count <= MOST {
        return words.to_owned();
    }
    let start: String = words.chars().take(MOST * 2 / 3).collect();
    let end: String = words.chars().skip(count - MOST / 3).collect();
    format!("{start} … {end}")
}

/// Where a report's fields stand, each in its colour, for a sentence printed whole.
pub fn marks(report: &Report) -> Vec<(Span, Style)> {
    let mut marks: Vec<(Span, Style)> = Vec::new();
    let mut add = |spans: &[Span], style: Style| marks.extend(spans.iter().map(|s| (*s, style)));
    add(report.date.as_ref().map_or(&[], |d| &d.spans), TIME);
    add(report.place.as_ref().map_or(&[], |p| &p.spans), PLACE);
    for side in &report.sides {
        side.people.iter().for_each(|p| add(&p.spans, PARTY));
        side.offices.iter().for_each(|o| add(&[o.span], PARTY));
        add(&side.spans, PARTY);
    }
    add(&report.status.spans, TRIGGER);
    add(&[report.quote], Style::new().underline());
    marks
}

/// A stretch of text with marks; of marks that overlap the earlier in the list counts.
pub fn marked(text: &str, span: Span, marks: &[(Span, Style)]) -> Ink {
    let words = span.of(text);
    let base = span.start as usize;
    let mut ink = Ink::default();
    let (mut start, mut style) = (0, None);
    for (at, _) in words.char_indices() {
        let now = marks.iter().find(|(m, _)| (m.start as usize..m.end as usize).contains(&(base + at)));
        let now = now.map(|(_, s)| *s);
        if now != style {
            ink.push(style.unwrap_or(PLAIN), &words[start..at]);
            (start, style) = (at, now);
        }
    }
    ink.push(style.unwrap_or(PLAIN), &words[start..]);
    ink
}

/// What the reports differ on.
pub fn conflict(what: &str) -> Line {
    Line { label: Ink::of(BAD, "differ"), value: Ink::of(BAD, what) }
}
