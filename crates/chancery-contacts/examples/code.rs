//! Reads JSONL pages on standard input and prints their contacts in the fields of the gold, one line a page.
//!
//! A bare-bones twin of `chancery code` for measuring the reader alone.

#![allow(clippy::disallowed_methods, reason = "an example is a program of its own")]

use chancery_article::{CueClass, Cues};
use chancery_contacts::Reader;
use chancery_model::{Page, PageBody};
use chancery_packs::PackSet;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packs = PackSet::builtin();
    let reader = Reader::new(&packs)?;
    let cues = cues(&packs)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let page: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| page[name].as_str().map(str::to_owned);
        let page = Page {
            id: field("id").unwrap_or_default(),
            url: None,
            lang: field("lang"),
            published: if std::env::var_os("BLIND_DATE").is_some() { None } else { field("published") },
            body: PageBody::Text(field("text").unwrap_or_default()),
        };
        let article = chancery_article::read(&page, &cues);
        let reading = reader.read(&article);
        let contacts: Vec<Value> = reading.reports.iter().map(|r| contact(r, &article.text)).collect();
        let published = reading.dating.date.map(|d| d.value.to_string());
        writeln!(out, "{}", json!({"id": page.id, "published": published, "contacts": contacts}))?;
    }
    Ok(())
}

fn cues(packs: &PackSet) -> Result<Cues, Box<dyn std::error::Error>> {
    let mut rows = Vec::new();
    for path in packs.paths("").filter(|p| p.ends_with("page/cues.tsv")) {
        let Some(table) = packs.table(path)? else { continue };
        for row in table.rows() {
            if let Some(class) = row.parse::<CueClass>("meaning")? {
                rows.push((row.get("form").to_owned(), class));
            }
        }
    }
    Ok(Cues::new(rows.iter().map(|(f, c)| (f.as_str(), *c))))
}

fn contact(report: &chancery_model::Report, text: &str) -> Value {
    let sides: Vec<Value> = report
        .sides
        .iter()
        .map(|s| json!({"actor": s.actor.as_str(), "people": s.people.iter().map(|p| &p.name).collect::<Vec<_>>()}))
        .collect();
    json!({
        "kind": report.kind, "also": report.also, "status": report.status.value,
        "date": report.date.as_ref().map(|d| d.value.to_string()),
        "place": report.place.as_ref().map(|p| &p.value),
        "sides": sides, "initiator": report.initiator.as_ref().map(|i| &i.value),
        "rows": report.rows.iter().map(ToString::to_string).collect::<Vec<_>>(), "quote": report.quote.of(text), "confidence": report.confidence,
    })
}
