//! `chancery claims`: what pages claim about the record, and what the record says to it.

use crate::console::{self, BAD, BOLD, DIM, GOOD, Ink, PLAIN};
use crate::{args, args::TextFormat, failure::Failure, rebuild, sayings};
use chancery_record::{Verdict, verdict};
use chancery_store::{ClaimEntry, ContactQuery, Store};
use serde_json::{Value, json};
use std::io::Write;

/// Runs the command.
pub fn run(shared: &args::Shared, claims: &args::Claims) -> Result<(), Failure> {
    let store = Store::open_readonly(&shared.db)?;
    let found = store.claims(&claims.kind)?;
    rebuild::note_if_stale(&store)?;
    let mut out = console::stdout();
    for entry in &found {
        let verdict = check(&store, entry)?;
        match claims.format {
            TextFormat::Json => writeln!(out, "{}", told(entry, &verdict))?,
            TextFormat::Text => {
                text(entry, &verdict).write_beside(&mut out, &Ink::default(), console::columns())?
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// Holds a claim against the contacts that share its first two actors.
fn check(store: &Store, entry: &ClaimEntry) -> Result<Verdict, Failure> {
    let Some(id) = &entry.contact else { return Ok(Verdict::Unknown) };
    let own = store.contact(id)?.contact;
    let between = match own.sides.as_slice() {
        [a, b, ..] => (a.actor.clone(), b.actor.clone()),
        _ => return Ok(Verdict::Unknown),
    };
    let query = ContactQuery { between: Some(between), ..ContactQuery::default() };
    let others = store.contacts(&query)?;
    Ok(verdict(&entry.claim, &own, others.iter().map(|f| &f.contact)))
}

fn text(entry: &ClaimEntry, verdict: &Verdict) -> Ink {
    let mut ink = Ink::of(BOLD, entry.contact.as_deref().unwrap_or("-")).and(PLAIN, "  ");
    ink.append(sayings::who(&entry.claim.speakers));
    ink.append(sayings::kind(&entry.claim));
    ink.push(PLAIN, format!("“{}” ", entry.words));
    match verdict {
        Verdict::BorneOut => ink.push(GOOD, "borne out"),
        Verdict::Contradicted(ids) => ink.push(BAD, format!("contradicted by {}", ids.join(", "))),
        Verdict::Unknown => {}
    }
    ink.push(DIM, format!("  {}", entry.page));
    ink
}

fn told(entry: &ClaimEntry, verdict: &Verdict) -> Value {
    let (word, by) = match verdict {
        Verdict::BorneOut => ("borne-out", &[][..]),
        Verdict::Contradicted(ids) => ("contradicted", ids.as_slice()),
        Verdict::Unknown => ("unknown", &[][..]),
    };
    json!({
        "contact": entry.contact,
        "claim": entry.claim.kind,
        "since": entry.claim.since.as_ref().map(|s| s.value),
        "words": entry.words,
        "page": entry.page,
        "verdict": word,
        "by": by,
    })
}
