//! Prints the times of JSONL texts as JSONL of TIMEX-like rows, for a scorer.
//!
//! `cargo run --example timex -- FILE.jsonl`; lines are `{"id","lang","dct","text"}`. Values are EDTF with
//! weeks, quarters, seasons and decades in the forms that TIMEX3 has for them.

#![allow(clippy::disallowed_methods, reason = "an example is a program of its own")]

#[path = "../tests/common/mod.rs"]
mod common;

use chancery_model::{Edtf, Granularity};
use chancery_time::{Anchors, Core, Direction, Expr, Season, Tense, Unit, resolve};
use common::{Reader, article};
use std::collections::BTreeMap;

fn kind(expr: &Expr) -> &'static str {
    match expr.core {
        Core::Duration | Core::Span { .. } => "DURATION",
        Core::Set => "SET",
        Core::Clock { .. } => "TIME",
        _ => "DATE",
    }
}

fn value(expr: &Expr, edtf: Option<Edtf>) -> Option<String> {
    let first = || edtf.and_then(Edtf::earliest);
    Some(match &expr.core {
        Core::Vague(Tense::Past) => "PAST_REF".to_owned(),
        Core::Vague(Tense::Present) => "PRESENT_REF".to_owned(),
        Core::Vague(Tense::Future) => "FUTURE_REF".to_owned(),
        Core::Season { season, .. } => {
            let name = match season {
                Season::Spring => "SP",
                Season::Summer => "SU",
                Season::Autumn => "FA",
                Season::Winter => "WI",
            };
            format!("{}-{name}", first()?.year())
        }
        Core::Decade(year) => (year / 10).to_string(),
        Core::Period { unit: Unit::Week, .. } | Core::Offset { unit: Unit::Week, .. } => {
            let week = first()?.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        Core::Period { unit: Unit::Decade, .. } => (first()?.year() / 10).to_string(),
        _ => {
            let edtf = edtf?;
            if edtf.granularity() == Granularity::Interval {
                return first().map(|d| d.to_string());
            }
            edtf.to_string()
        }
    })
}

fn main() {
    let mut readers: BTreeMap<String, Reader> = BTreeMap::new();
    for file in std::env::args().skip(1) {
        let lines = std::fs::read_to_string(&file).expect("the file can be read");
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let page: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let source = page["text"].as_str().unwrap_or_default();
            let lang = page["lang"].as_str().unwrap_or("en").to_owned();
            let reader = readers.entry(lang.clone()).or_insert_with(|| Reader::new(&lang));
            let document = page["dct"].as_str().and_then(|d| d.get(..10)?.parse().ok());
            let mut anchors = Anchors { document, direction: Direction::Past, ..Anchors::default() };
            for (_, mention) in reader.read(&article(source)).1 {
                let edtf = resolve(&mention.expr, &anchors).map(|r| r.edtf);
                anchors.narrative = edtf.or(anchors.narrative);
                let (begin, end) = mention.span.chars(source);
                let (kind, value) = (kind(&mention.expr), value(&mention.expr, edtf));
                let doc = page["id"].as_str();
                println!(
                    "{}",
                    serde_json::json!({"doc": doc, "begin": begin, "end": end, "type": kind, "value": value})
                );
            }
        }
    }
}
