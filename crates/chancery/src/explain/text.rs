//! What the reader saw, for people: sentences with their times, parties and triggers in colour and below them.

use crate::console::{BAD, BOLD, DIM, GOOD, Ink, PARTY, PLAIN, TIME, TRIGGER};
use crate::engine::Done;
use crate::show::print_lines;
use crate::timeline::date_ink;
use crate::words::{self, Line, marked, quoted};
use anstyle::Style;
use chancery_contacts::{Outcome, SentenceView, Trace};
use chancery_model::{BlockKind, Row, Sourced, Span};
use chancery_names::Party;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Prints everything, or one sentence.
pub fn print(out: &mut impl Write, done: &Done, only: Option<usize>, columns: usize) -> io::Result<()> {
    if only.is_none() {
        head(out, done, columns)?;
    }
    let mut folded: BTreeMap<BlockKind, usize> = BTreeMap::new();
    for (i, seen) in done.reading.sentences.iter().enumerate() {
        if only.is_some_and(|n| n != i + 1) {
            continue;
        }
        let bare = !done.reading.traces.iter().any(|t| seen.span.contains(t.span)) && seen.times.is_empty();
        let aside = matches!(seen.kind, BlockKind::Boilerplate | BlockKind::ReadAlso | BlockKind::Comment);
        if aside && bare && only.is_none() {
            *folded.entry(seen.kind).or_default() += 1;
            continue;
        }
        unfold(out, &mut folded)?;
        sentence(out, done, i, seen, columns)?;
    }
    unfold(out, &mut folded)?;
    if only.is_none() {
        reports(out, done, columns)?;
    }
    Ok(())
}

/// Tells how many sentences were passed over.
fn unfold(out: &mut impl Write, folded: &mut BTreeMap<BlockKind, usize>) -> io::Result<()> {
    if folded.is_empty() {
        return Ok(());
    }
    let parts: Vec<String> = folded.iter().map(|(kind, n)| format!("{n} {}", name(*kind))).collect();
    folded.clear();
    writeln!(out, "{}", Ink::of(DIM, format!("     ⋯ {}", parts.join(", "))))
}

fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Stamp => "stamp",
        BlockKind::Paragraph => "text",
        BlockKind::Caption => "caption",
        BlockKind::ReadAlso => "read-also",
        BlockKind::Boilerplate => "boilerplate",
        BlockKind::Comment => "comment",
    }
}

fn head(out: &mut impl Write, done: &Done, columns: usize) -> io::Result<()> {
    let (reading, text) = (&done.reading, done.article.text.as_str());
    let lang = if reading.lang.is_empty() { "language unknown" } else { &reading.lang };
    Ink::of(BOLD, &done.article.id).and(DIM, format!("  {lang}")).write_beside(
        out,
        &Ink::default(),
        columns,
    )?;
    let mut lines = Vec::new();
    let dating = &reading.dating;
    dated(&mut lines, "written", dating.date.as_ref(), text, |d| date_ink(Some(d)));
    dated(&mut lines, "not before", dating.not_before.as_ref(), text, |d| Ink::of(DIM, d.value.to_string()));
    dated(&mut lines, "not after", dating.not_after.as_ref(), text, |d| Ink::of(DIM, d.value.to_string()));
    if lines.is_empty() {
        lines.push(Line::new("written", Ink::of(DIM, "nothing tells when")));
    }
    let mut blocks: BTreeMap<BlockKind, usize> = BTreeMap::new();
    done.article.blocks.iter().for_each(|b| *blocks.entry(b.kind).or_default() += 1);
    let blocks: Vec<String> = blocks.iter().map(|(kind, n)| format!("{n} {}", name(*kind))).collect();
    lines.push(Line::new("blocks", Ink::of(DIM, blocks.join(", "))));
    lines.extend(reading.notes.iter().map(|n| Line::new("note", Ink::of(BAD, n))));
    print_lines(out, &lines, columns)?;
    writeln!(out)
}

fn dated<T>(
    lines: &mut Vec<Line>,
    label: &str,
    date: Option<&Sourced<T>>,
    text: &str,
    shown: impl Fn(&Sourced<T>) -> Ink,
) {
    let Some(date) = date else { return };
    let mut ink = shown(date).and(PLAIN, "  ");
    ink.append(quoted(&date.spans, text));
    lines.push(Line::new(label, ink));
    if let Some(why) = &date.inference {
        words::inference(lines, why, text);
    }
}

fn sentence(
    out: &mut impl Write,
    done: &Done,
    index: usize,
    seen: &SentenceView,
    columns: usize,
) -> io::Result<()> {
    let text = done.article.text.as_str();
    let traces: Vec<&Trace> = done.reading.traces.iter().filter(|t| seen.span.contains(t.span)).collect();
    let mut marks: Vec<(Span, Style)> = traces.iter().map(|t| (t.span, TRIGGER)).collect();
    marks.extend(seen.times.iter().map(|t| (t.0, TIME)));
    marks.extend(seen.parties.iter().map(|p| (p.span, PARTY)));
    let mut label = Ink::of(DIM, format!("{:>4} ", index + 1));
    if seen.kind != BlockKind::Paragraph {
        label.push(DIM, format!("{} ", name(seen.kind)));
    }
    marked(text, seen.span, &marks).write_beside(out, &label, columns)?;
    for (span, value, rows) in &seen.times {
        let value = value.map_or("no date".to_owned(), |v| v.to_string());
        finding(out, "time", TIME, span.of(text), Ink::of(PLAIN, value), rows, columns)?;
    }
    for party in &seen.parties {
        finding(out, "party", PARTY, party.span.of(text), party_ink(party), &party.rows, columns)?;
    }
    for trace in traces {
        let rows = std::slice::from_ref(&trace.row);
        finding(out, "trigger", TRIGGER, trace.span.of(text), outcome(trace.outcome), rows, columns)?;
    }
    Ok(())
}

/// A line below a sentence: what, the words, what they mean, the rows that say so.
fn finding(
    out: &mut impl Write,
    what: &str,
    style: Style,
    words: &str,
    value: Ink,
    rows: &[Row],
    columns: usize,
) -> io::Result<()> {
    let label = Ink::of(DIM, format!("       {what:<8}"));
    let mut ink = Ink::of(style, words).padded(24).and(DIM, " → ");
    ink.append(value);
    let rows: Vec<String> = rows.iter().map(short).collect();
    if !rows.is_empty() {
        ink.push(DIM, format!("   {}", rows.join(" ")));
    }
    ink.write_beside(out, &label, columns)
}

/// A row without the folders that every row of the language shares.
fn short(row: &Row) -> String {
    let path = row.file.strip_prefix("lang/").unwrap_or(&row.file);
    format!("{path}:{}", row.line)
}

fn party_ink(party: &Party) -> Ink {
    let actor = party.actor.as_ref().map_or("?", |a| a.as_str());
    let mut ink = Ink::of(BOLD, actor);
    party.offices.iter().for_each(|(office, _)| ink.push(PLAIN, format!(" {office}")));
    if let Some(person) = &party.person {
        ink.push(PARTY, format!(" {}", person.name));
        ink.push(DIM, if person.known { "" } else { " (unknown to the world pack)" });
    }
    if let Some(place) = &party.place {
        ink.push(PLAIN, format!(" {place}"));
    }
    ink.push(DIM, format!(" {:?}", party.form).to_lowercase());
    ink.push(BAD, if party.former { " former" } else { "" });
    ink
}

fn outcome(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Opened(n) => Ink::of(GOOD, format!("opened report {}", n + 1)),
        Outcome::Added(n) => Ink::of(TIME, format!("added to report {}", n + 1)),
        Outcome::Nothing(why) => Ink::of(BAD, format!("nothing: {why}")),
    }
}

fn reports(out: &mut impl Write, done: &Done, columns: usize) -> io::Result<()> {
    if done.reading.reports.is_empty() {
        return writeln!(out, "\nno reports");
    }
    for (number, report) in done.reading.reports.iter().enumerate() {
        writeln!(out, "\n{}", Ink::of(BOLD, format!("report {}", number + 1)))?;
        print_lines(out, &words::report(report, &done.article.text), columns)?;
    }
    Ok(())
}
