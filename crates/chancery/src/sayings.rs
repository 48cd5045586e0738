//! Statements and claims in words: beside a report, and the accounts of the sides one by another.

use crate::console::{BAD, BOLD, DIM, GOOD, Ink, PARTY, PLAIN, TIME};
use crate::words::{Line, inference, quoted};
use chancery_model::{Claim, ClaimKind, Contact, Manner, Report, Row, Speaker, Statement, Verb};
use std::io::{self, Write};

/// A statement as lines: who says what, through whom, by which rows.
pub fn statement(said: &Statement, text: &str) -> Vec<Line> {
    let mut ink = who(&said.speakers);
    ink.push(verb_style(said.verb.value), format!("{} ", said.verb.value));
    ink.append(content(said, text));
    let mut lines = vec![Line::new("said", ink)];
    through(&mut lines, said);
    for why in said.speakers.iter().filter_map(|s| s.inference.as_ref()) {
        inference(&mut lines, why, text);
    }
    lines.push(Line::new("", rows(&said.rows)));
    lines
}

/// A claim as lines.
pub fn claim(claim: &Claim, text: &str) -> Vec<Line> {
    let mut ink = who(&claim.speakers);
    ink.append(kind(claim));
    ink.append(quoted(&[claim.span], text));
    vec![Line::new("claim", ink), Line::new("", rows(&claim.rows))]
}

/// What is claimed, and since when.
pub fn kind(claim: &Claim) -> Ink {
    let style = if claim.kind == ClaimKind::Denied { BAD } else { PLAIN };
    let mut ink = Ink::of(style, format!("{} ", claim.kind));
    if let Some(since) = &claim.since {
        ink.push(TIME, format!("{} ", since.value));
    }
    ink
}

/// What each side says of a contact, then what others say: the readouts, one by another. `told` are the page, its
/// text and the report of each.
pub fn accounts(
    out: &mut impl Write,
    contact: &Contact,
    told: &[(&str, &str, &Report)],
    columns: usize,
) -> io::Result<()> {
    let of = |said: &Statement, actor: &str| {
        said.speakers.iter().any(|s| s.actor.as_ref().is_some_and(|a| a.as_str() == actor))
    };
    let sides: Vec<&str> = contact.sides.iter().map(|s| s.actor.as_str()).collect();
    for side in sides.iter().copied().map(Some).chain([None]) {
        let own = |said: &Statement| match side {
            Some(side) => of(said, side),
            None => !sides.iter().any(|side| of(said, side)),
        };
        let said = told.iter().flat_map(|(page, text, report)| {
            report.statements.iter().filter(|s| own(s)).map(move |s| (*page, *text, s))
        });
        let said: Vec<_> = said.collect();
        if said.is_empty() {
            continue;
        }
        let title = side.map_or("what others say".to_owned(), |side| format!("what {side} says"));
        writeln!(out, "\n{}", Ink::of(BOLD, title))?;
        for (page, text, said) in said {
            let mut ink = who(&said.speakers);
            ink.push(verb_style(said.verb.value), format!("{} ", said.verb.value));
            ink.append(content(said, text));
            ink.push(DIM, format!("  {page}"));
            ink.write_beside(out, &Ink::of(DIM, "  • "), columns)?;
        }
    }
    Ok(())
}

/// Who speaks.
pub fn who(speakers: &[Speaker]) -> Ink {
    let mut ink = Ink::default();
    for speaker in speakers {
        if let Some(actor) = &speaker.actor {
            ink.push(BOLD, format!("{actor} "));
        }
        match (&speaker.person, speaker.offices.first()) {
            (Some(person), _) => ink.push(PARTY, format!("{person} ")),
            (None, Some(office)) => ink.push(PLAIN, format!("{} ", office.replace('-', " "))),
            _ => {}
        }
    }
    ink
}

/// What is said; word for word where it is a quotation.
fn content(said: &Statement, text: &str) -> Ink {
    let mut ink = quoted(&[said.content], text);
    ink.push(DIM, if said.manner == Manner::Quotation { " (word for word)" } else { "" });
    ink
}

fn through(lines: &mut Vec<Line>, said: &Statement) {
    if !said.chain.is_empty() {
        let names: Vec<String> = said.chain.iter().map(|c| format!("{} ({})", c.name, c.kind)).collect();
        lines.push(Line::new("", Ink::of(DIM, "through ").and(PLAIN, names.join(", "))));
    }
}

fn rows(rows: &[Row]) -> Ink {
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    Ink::of(DIM, rows.join("  "))
}

fn verb_style(verb: Verb) -> anstyle::Style {
    match verb {
        Verb::Denied => BAD,
        Verb::Agreed | Verb::Confirmed | Verb::Promised => GOOD,
        _ => PLAIN,
    }
}
