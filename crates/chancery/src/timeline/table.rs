//! The timeline for people: a table, or stacked entries where the terminal is narrow.

use crate::console::{BAD, BOLD, DIM, GOOD, Ink, PLACE, PLAIN, TIME};
use chancery_model::{Contact, Edtf, Side, Sourced, Status};
use chancery_store::FoundContact;
use std::io::{self, Write};

/// Below this many columns entries are stacked.
const WIDE: usize = 90;

/// Spaces between columns.
const GAP: usize = 2;

/// Prints the contacts and a legend of the signs that occur.
pub fn print(out: &mut impl Write, found: &[FoundContact], columns: usize) -> io::Result<()> {
    if found.is_empty() {
        return writeln!(out, "no contacts");
    }
    let rows: Vec<Row> = found.iter().map(Row::of).collect();
    if columns >= WIDE {
        wide(out, &rows, columns)?
    } else {
        stacked(out, &rows, columns)?
    }
    legend(out, found, columns)
}

/// A contact in parts.
struct Row {
    date: Ink,
    what: Vec<Ink>,
    sides: Vec<Ink>,
    sources: Vec<Ink>,
}

impl Row {
    fn of(found: &FoundContact) -> Row {
        let contact = &found.contact;
        let mut what = Ink::of(BOLD, contact.kind.as_str());
        for also in &contact.also {
            what.push(PLAIN, format!("+{also}"));
        }
        what.push(PLAIN, " ");
        what.push(status_style(contact.status), contact.status.as_str());
        let mut what = vec![what];
        what.extend(contact.place.as_ref().map(|p| Ink::of(PLACE, p)));
        if !contact.conflicts.is_empty() {
            what.push(Ink::of(BAD, "sources differ"));
        }
        let pages = if found.sources == 1 { "1 page " } else { &format!("{} pages ", found.sources) };
        let sources = Ink::of(PLAIN, pages).and(DIM, found.languages.join(" "));
        Row {
            date: date_ink(contact.date.as_ref()),
            what,
            sides: contact.sides.iter().map(|s| side_ink(s, contact)).collect(),
            sources: vec![sources, Ink::of(DIM, &contact.id)],
        }
    }
}

/// A date: dimmed and with `?` where it is inferred.
pub fn date_ink(date: Option<&Sourced<Edtf>>) -> Ink {
    let Some(date) = date else { return Ink::of(DIM, "–") };
    let text = date.value.to_string();
    let inferred = date.inference.is_some() || text.contains(['?', '~', '%']);
    match inferred {
        true if text.contains(['?', '~', '%']) => Ink::of(DIM, text),
        true => Ink::of(DIM, text + "?"),
        false => Ink::of(TIME, text),
    }
}

/// A status by how far it is from a contact that took place.
pub fn status_style(status: Status) -> anstyle::Style {
    match status {
        Status::Held => GOOD,
        Status::Planned | Status::Proposed => TIME,
        Status::Postponed | Status::Cancelled | Status::Refused | Status::Denied => BAD,
    }
}

/// A side: actor, people, offices, and in brackets those known only by office and date.
pub fn side_ink(side: &Side, contact: &Contact) -> Ink {
    let asked = contact.initiator.as_ref() == Some(&side.actor);
    let mut ink = Ink::of(TIME, if asked { "▸" } else { " " }).and(BOLD, format!("{:<3} ", side.actor));
    let people: Vec<&str> = side.people.iter().map(|p| p.name.as_str()).collect();
    ink.push(PLAIN, people.join(", "));
    let offices: Vec<String> = side.offices.iter().map(|o| o.office.replace('-', " ")).collect();
    if !offices.is_empty() {
        ink.push(DIM, if people.is_empty() { "" } else { " · " });
        ink.push(DIM, offices.join(", "));
    }
    let holders: Vec<&str> = side.holders.iter().map(|h| h.name.as_str()).collect();
    if !holders.is_empty() {
        ink.push(DIM, format!(" [{}]", holders.join(", ")));
    }
    ink
}

fn wide(out: &mut impl Write, rows: &[Row], columns: usize) -> io::Result<()> {
    let widest = |of: fn(&Row) -> usize, most: usize| rows.iter().map(of).max().unwrap_or(0).min(most);
    let date = widest(|r| r.date.width(), 23);
    let what = widest(|r| r.what.iter().map(Ink::width).max().unwrap_or(0), 26);
    let sources = widest(|r| r.sources.iter().map(Ink::width).max().unwrap_or(0), 20);
    let sides = columns.saturating_sub(date + what + sources + 3 * GAP).max(20);
    for row in rows {
        let cells = [
            (cell(std::slice::from_ref(&row.date), date, 0), date),
            (cell(&row.what, what, 0), what),
            (cell(&row.sides, sides, 5), sides),
            (cell(&row.sources, sources, 0), sources),
        ];
        let height = cells.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
        for n in 0..height {
            let mut line = Ink::default();
            for (lines, width) in &cells {
                line.append(lines.get(n).cloned().unwrap_or_default().padded(width + GAP));
            }
            writeln!(out, "{}", line.trimmed())?;
        }
    }
    Ok(())
}

/// The lines of a cell, those after the first of an entry indented.
fn cell(entries: &[Ink], width: usize, indent: usize) -> Vec<Ink> {
    let mut lines = Vec::new();
    for entry in entries {
        let mut first = entry.lines(width).into_iter();
        if entry.width() <= width || indent == 0 {
            lines.extend(first);
            continue;
        }
        lines.extend(first.next());
        let rest = first.fold(Ink::default(), |mut all, line| {
            all.append(line);
            all
        });
        for line in rest.lines(width.saturating_sub(indent)) {
            let mut indented = Ink::of(PLAIN, " ".repeat(indent));
            indented.append(line);
            lines.push(indented);
        }
    }
    lines
}

fn stacked(out: &mut impl Write, rows: &[Row], columns: usize) -> io::Result<()> {
    for row in rows {
        let mut head = row.date.clone().and(PLAIN, "  ");
        for (i, what) in row.what.iter().enumerate() {
            head.push(DIM, if i == 0 { "" } else { " · " });
            head.append(what.clone());
        }
        cell(&[head], columns, 2).iter().try_for_each(|l| writeln!(out, "{}", l.clone().trimmed()))?;
        for line in cell(&row.sides, columns.saturating_sub(1), 5) {
            writeln!(out, " {}", line.trimmed())?;
        }
        let mut foot = Ink::of(PLAIN, "  ");
        for (i, part) in row.sources.iter().enumerate() {
            foot.push(DIM, if i == 0 { "" } else { " · " });
            foot.append(part.clone());
        }
        cell(&[foot], columns, 2).iter().try_for_each(|l| writeln!(out, "{}", l.clone().trimmed()))?;
        writeln!(out)?;
    }
    Ok(())
}

fn legend(out: &mut impl Write, found: &[FoundContact], columns: usize) -> io::Result<()> {
    let contacts = || found.iter().map(|f| &f.contact);
    let inferred = contacts().any(|c| c.date.as_ref().is_some_and(|d| d.inference.is_some()));
    let asked = contacts().any(|c| c.initiator.is_some());
    let holders = contacts().any(|c| c.sides.iter().any(|s| !s.holders.is_empty()));
    let count = if found.len() == 1 { "1 contact".to_owned() } else { format!("{} contacts", found.len()) };
    let signs = [
        (true, count.as_str()),
        (asked, "▸ asked for it"),
        (inferred, "? inferred"),
        (holders, "[…] known only by office and date"),
        (true, "`chancery show ID` tells why"),
    ];
    let told: Vec<&str> = signs.iter().filter(|(shown, _)| *shown).map(|(_, sign)| *sign).collect();
    writeln!(out)?;
    Ink::of(DIM, told.join(" · ")).lines(columns).iter().try_for_each(|line| writeln!(out, "{line}"))
}
