//! `chancery claims`: what pages claim about the record, and what the record says to it.

use crate::console::{self, BAD, BOLD, DIM, GOOD, Ink, PLAIN};
use crate::{args, args::TextFormat, failure::Failure, rebuild, sayings};
use chancery_model::{ActorCode, ClaimKind};
use chancery_record::{Verdict, verdict};
use chancery_store::{ClaimEntry, ContactQuery, FoundContact, Store};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Write;

/// Runs the command.
pub fn run(shared: &args::Shared, claims: &args::Claims) -> Result<(), Failure> {
    let store = Store::open_readonly(&shared.db)?;
    let found = store.claims(&claims.kind)?;
    rebuild::note_if_stale(&store)?;
    let mut out = console::stdout();
    let mut record = Record { store: &store, pairs: HashMap::new() };
    for entry in &found {
        let verdict = record.check(entry)?;
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

/// The record, with the contacts of each pair of actors looked for once.
struct Record<'s> {
    store: &'s Store,
    pairs: HashMap<(ActorCode, ActorCode), Vec<FoundContact>>,
}

impl Record<'_> {
    /// Holds a claim on order in time against the contacts that share its first two actors.
    fn check(&mut self, entry: &ClaimEntry) -> Result<Verdict, Failure> {
        let ordered = matches!(entry.claim.kind, ClaimKind::FirstSince | ClaimKind::LastWas);
        let Some(id) = entry.contact.as_ref().filter(|_| ordered && entry.claim.since.is_some()) else {
            return Ok(Verdict::Unknown);
        };
        let own = self.store.contact(id)?.contact;
        let pair = match own.sides.as_slice() {
            [a, b, ..] => (a.actor.clone(), b.actor.clone()),
            _ => return Ok(Verdict::Unknown),
        };
        if !self.pairs.contains_key(&pair) {
            let query = ContactQuery { between: Some(pair.clone()), ..ContactQuery::default() };
            self.pairs.insert(pair.clone(), self.store.contacts(&query)?);
        }
        let others = self.pairs.get(&pair).into_iter().flatten();
        Ok(verdict(&entry.claim, &own, others.map(|f| &f.contact)))
    }
}

/// How many contacts that contradict a claim are named for a reader.
const NAMED: usize = 3;

/// The first ids, and how many more there are.
fn named(ids: &[String]) -> String {
    let more = ids.len().saturating_sub(NAMED);
    let first = ids[..ids.len() - more].join(", ");
    if more == 0 { first } else { format!("{first} and {more} more") }
}

fn text(entry: &ClaimEntry, verdict: &Verdict) -> Ink {
    let mut ink = Ink::of(BOLD, entry.contact.as_deref().unwrap_or("-")).and(PLAIN, "  ");
    ink.append(sayings::who(&entry.claim.speakers));
    ink.append(sayings::kind(&entry.claim));
    ink.push(PLAIN, format!("“{}” ", entry.words));
    match verdict {
        Verdict::BorneOut => ink.push(GOOD, "borne out"),
        Verdict::Contradicted(ids) => ink.push(BAD, format!("contradicted by {}", named(ids))),
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
        "speakers": entry.claim.speakers,
        "since": entry.claim.since.as_ref().map(|s| s.value),
        "words": entry.words,
        "page": entry.page,
        "verdict": word,
        "by": by,
    })
}
