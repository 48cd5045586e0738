//! Measures linking: `links DEV_LINKS.jsonl PAGES.jsonl…` prints precision, recall and F1 of pairs.
//!
//! Reports are made straight from gold contacts; no key is used. `links --show PAGES.jsonl…` prints the record,
//! `links --load N` the time for N made-up reports.

#![allow(clippy::disallowed_methods, reason = "an example is a program of its own")]

#[path = "../tests/common/mod.rs"]
mod common;

use chancery_model::Dating;
use chancery_record::{Record, Sketch};
use common::{Page, page, record, short};
use serde_json::Value;
use std::collections::BTreeSet;

type Pair = ((String, usize), (String, usize));

fn read(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a readable file");
    text.lines().map(|l| serde_json::from_str(l).expect("a JSON line")).collect()
}

fn pages(paths: &[String]) -> Vec<Page> {
    paths.iter().flat_map(|p| read(p)).map(|l| page(&l)).collect()
}

fn pair(a: (String, usize), b: (String, usize)) -> Pair {
    if a <= b { (a, b) } else { (b, a) }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("--show") => show(&pages(&args[1..])),
        Some("--load") => load(args[1].parse().expect("a number of reports")),
        Some(links) => measure(&read(links), &pages(&args[1..])),
        None => println!("usage: links DEV_LINKS.jsonl PAGES.jsonl… | --show PAGES.jsonl… | --load N"),
    }
}

fn show(pages: &[Page]) {
    for contact in record(pages) {
        println!("{}", serde_json::to_string(&contact).expect("a contact has a JSON form"));
    }
}

fn measure(links: &[Value], pages: &[Page]) {
    let report = |v: &Value| (v[0].as_str().unwrap_or("").to_owned(), v[1].as_u64().unwrap_or(0) as usize);
    let gold: BTreeSet<Pair> = links.iter().map(|l| pair(report(&l["a"]), report(&l["b"]))).collect();
    let mut found = BTreeSet::new();
    for contact in record(pages) {
        for (i, a) in contact.reports.iter().enumerate() {
            found.extend(contact.reports[i + 1..].iter().map(|b| pair(a.clone(), b.clone())));
        }
    }
    for (what, list) in [("missed", gold.difference(&found)), ("wrong", found.difference(&gold))] {
        list.for_each(|(a, b)| println!("{what}\t{}#{}\t{}#{}", a.0, a.1, b.0, b.1));
    }
    let right = gold.intersection(&found).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / gold.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("pages {}  gold {}  found {}", pages.len(), gold.len(), found.len());
    println!("precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}");
}

/// Made-up reports of half as many pairs of states as there are hundreds of reports, over ten years.
fn load(count: usize) {
    let mut record = Record::new();
    for n in 0..count / 4 {
        let event = n / 5;
        let day = format!("{}-{:02}-{:02}", 2015 + event % 10, 1 + event / 10 % 12, 1 + event / 7 % 28);
        let (a, b) = ((b'A' + (event % 7) as u8) as char, (b'H' + (event % 5) as u8) as char);
        let who = format!("X{a}A:Person{} Y{b}B:{}", event % 3, if n % 3 == 0 { "" } else { "Other" });
        let lines = [
            format!("call held {day} - | {who}"),
            format!("meeting held {} - | {who}", &day[..7]),
            format!("visit planned XXXX{} Paris | {who}", &day[4..]),
            format!("meeting held - - | {who}"),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let page = short(&format!("p{n:06}"), if n % 9 == 0 { "-" } else { &day }, &lines);
        let dating: &Dating = &page.dating;
        page.reports.iter().enumerate().for_each(|(i, r)| record.add(Sketch::of(&page.id, dating, i, r)));
    }
    let start = std::time::Instant::now();
    let clusters = record.finish();
    println!("{count} reports, {} contacts, {:?}", clusters.len(), start.elapsed());
}
