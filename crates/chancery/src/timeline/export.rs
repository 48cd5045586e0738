//! Contacts as JSON and CSV.

use crate::failure::Failure;
use chancery_model::{Contact, PersonBasis, Side};
use chancery_store::FoundContact;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Columns of the CSV. Several values of one field stand with `; ` between them.
const COLUMNS: [&str; 15] = [
    "id",
    "date",
    "date_basis",
    "kind",
    "also",
    "status",
    "place",
    "actors",
    "people",
    "offices",
    "holders",
    "initiator",
    "sources",
    "languages",
    "pages",
];

/// Prints an array.
pub fn json(out: &mut impl Write, found: &[FoundContact]) -> Result<(), Failure> {
    let contacts: Vec<Value> = found.iter().map(contact).collect();
    serde_json::to_writer_pretty(&mut *out, &contacts).map_err(|e| Failure::Output(e.into()))?;
    writeln!(out)?;
    Ok(())
}

/// A contact as JSON.
pub fn contact(found: &FoundContact) -> Value {
    let contact = &found.contact;
    let date = contact.date.as_ref();
    json!({
        "id": contact.id,
        "kind": contact.kind,
        "also": contact.also,
        "status": contact.status,
        "history": contact.history.iter().map(|(s, page)| json!({ "status": s, "page": page })).collect::<Vec<_>>(),
        "date": date.map(|d| d.value),
        "date_basis": basis(contact),
        "date_inference": date.and_then(|d| d.inference.as_ref()),
        "place": contact.place,
        "sides": contact.sides.iter().map(side).collect::<Vec<_>>(),
        "initiator": contact.initiator,
        "sources": found.sources,
        "languages": found.languages,
        "reports": contact.reports.iter().map(|(p, i)| json!({ "page": p, "report": i })).collect::<Vec<_>>(),
        "conflicts": contact.conflicts,
    })
}

fn side(side: &Side) -> Value {
    let introduced = side.people.iter().filter(|p| p.basis == PersonBasis::Introduced);
    json!({
        "actor": side.actor,
        "people": side.people.iter().map(|p| &p.name).collect::<Vec<_>>(),
        "introduced": introduced.map(|p| &p.name).collect::<Vec<_>>(),
        "offices": side.offices.iter().map(|o| &o.office).collect::<Vec<_>>(),
        "holders": side.holders.iter().map(|h| &h.name).collect::<Vec<_>>(),
    })
}

fn basis(contact: &Contact) -> Option<&'static str> {
    contact.date.as_ref().map(|d| if d.inference.is_some() { "inferred" } else { "stated" })
}

/// Prints a table with a header row.
pub fn csv(out: &mut impl Write, found: &[FoundContact]) -> Result<(), Failure> {
    let mut table = csv::Writer::from_writer(out);
    let failed = |e: csv::Error| Failure::Output(io::Error::from(e));
    table.write_record(COLUMNS).map_err(failed)?;
    for found in found {
        table.write_record(row(found)).map_err(failed)?;
    }
    table.flush()?;
    Ok(())
}

fn row(found: &FoundContact) -> [String; 15] {
    let contact = &found.contact;
    let each = |of: &dyn Fn(&Side) -> Vec<String>| {
        let named =
            contact.sides.iter().flat_map(|s| of(s).into_iter().map(move |v| format!("{}: {v}", s.actor)));
        named.collect::<Vec<_>>().join("; ")
    };
    [
        contact.id.clone(),
        contact.date.as_ref().map_or(String::new(), |d| d.value.to_string()),
        basis(contact).unwrap_or("").to_owned(),
        contact.kind.to_string(),
        contact.also.iter().map(|k| k.as_str()).collect::<Vec<_>>().join("; "),
        contact.status.to_string(),
        contact.place.clone().unwrap_or_default(),
        contact.sides.iter().map(|s| s.actor.as_str()).collect::<Vec<_>>().join("; "),
        each(&|s| s.people.iter().map(|p| p.name.clone()).collect()),
        each(&|s| s.offices.iter().map(|o| o.office.to_string()).collect()),
        each(&|s| s.holders.iter().map(|h| h.name.clone()).collect()),
        contact.initiator.as_ref().map_or(String::new(), ToString::to_string),
        found.sources.to_string(),
        found.languages.join("; "),
        contact.reports.iter().map(|(page, _)| page.as_str()).collect::<Vec<_>>().join("; "),
    ]
}
