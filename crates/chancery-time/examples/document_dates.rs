//! Prints how often an article's own date equals the `published` field of a JSONL file.
//!
//! `cargo run --example document_dates -- FILE.jsonl…`; lines are `{"id","lang","published","text"}`. The
//! field itself is withheld from the reader.

#![allow(clippy::disallowed_methods, reason = "an example is a program of its own")]

#[path = "../tests/common/mod.rs"]
mod common;

use chancery_article::{Cues, read};
use chancery_model::{Page, PageBody};
use chancery_packs::PackSet;
use chancery_time::document_date;
use common::Reader;
use std::collections::BTreeMap;

fn cues(lang: &str) -> Cues {
    let packs = PackSet::builtin();
    let tables = ["base", &format!("lang/{lang}")].map(|p| packs.table(&format!("{p}/page/cues.tsv")));
    let tables: Vec<_> = tables.into_iter().filter_map(Result::ok).flatten().collect();
    let rows = tables.iter().flat_map(|t| t.rows());
    let rows = rows.filter_map(|r| Some((r.get("form"), r.get("meaning").parse().ok()?)));
    Cues::new(rows)
}

fn main() {
    let mut readers: BTreeMap<String, (Reader, Cues)> = BTreeMap::new();
    let (mut right, mut all, mut wrong) = (0, 0, 0);
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file).expect("the file can be read");
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let page: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let field = |name: &str| page[name].as_str().map(str::to_owned);
            let lang = field("lang").unwrap_or_else(|| "en".to_owned());
            let (reader, cues) =
                readers.entry(lang.clone()).or_insert_with(|| (Reader::new(&lang), cues(&lang)));
            let body = PageBody::Text(field("text").unwrap_or_default());
            let id = field("id").unwrap_or_default();
            let article = read(
                &Page { id: id.clone(), url: field("url"), lang: Some(lang), published: None, body },
                cues,
            );
            let (text, mentions) = reader.read(&article);
            let dating = document_date(&article, &text, &mentions);
            let date = dating.date.as_ref().filter(|d| !d.value.lacks_year()).map(|d| d.value.to_string());
            let expected = field("published");
            all += 1;
            if date == expected {
                right += 1;
            } else {
                wrong += usize::from(date.is_some());
                let yearless = dating.date.map(|d| d.value.to_string());
                println!(
                    "{id}: expected {expected:?}, got {yearless:?} not after {:?}",
                    dating.not_after.map(|d| d.value)
                );
            }
        }
    }
    println!("{right} of {all} dates right, {wrong} wrong, the others not told");
}
