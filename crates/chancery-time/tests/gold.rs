//! The project's own gold of times: pages of news in twelve languages, labelled without sight of the packs.
//!
//! The measure is that of TempEval-3: an expression is found where a gold one overlaps it (one to one, the largest
//! overlap first), and right where its value is the same too. `gold/times/floors.tsv` holds the least value F1 of each
//! language in per cent; a floor only rises.

#![allow(clippy::disallowed_methods, reason = "a test reads the gold")]

use chancery_model::Edtf;
use chancery_packs::PackSet;
use chancery_time::{Tagged, Tagger};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/times")
}

/// An expression: where it stands, in bytes, without the marks around it; and its value.
struct Found {
    begin: usize,
    end: usize,
    value: String,
}

impl Found {
    fn new(text: &str, (begin, end): (usize, usize), value: &str) -> Found {
        let words = &text[begin..end];
        let trimmed = words.trim_matches(|c: char| " \t\n.,;:!?()\"'«»".contains(c));
        let begin = begin + (words.len() - words.trim_start_matches(|c| !trimmed.starts_with(c)).len());
        // The scorer writes whole hours as T10:00.
        let value = value.to_uppercase();
        let hour = value
            .rsplit_once('T')
            .is_some_and(|(_, h)| h.len() == 2 && h.bytes().all(|b| b.is_ascii_digit()));
        Found { begin, end: begin + trimmed.len(), value: if hour { value + ":00" } else { value } }
    }

    fn overlap(&self, other: &Found) -> usize {
        self.end.min(other.end).saturating_sub(self.begin.max(other.begin))
    }
}

/// The pairs of gold and found expressions, the largest overlap first.
fn pairs(gold: &[Found], found: &[Found]) -> Vec<(usize, usize)> {
    let mut all: Vec<(bool, usize, usize, usize)> = Vec::new();
    for (i, one) in gold.iter().enumerate() {
        for (j, other) in found.iter().enumerate().filter(|(_, f)| one.overlap(f) > 0) {
            let same = (one.begin, one.end) == (other.begin, other.end);
            all.push((!same, usize::MAX - one.overlap(other), i, j));
        }
    }
    all.sort_unstable();
    let (mut rows, mut columns) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut chosen = Vec::new();
    for (_, _, i, j) in all {
        if !rows[i] && !columns[j] {
            (rows[i], columns[j]) = (true, true);
            chosen.push((i, j));
        }
    }
    chosen
}

fn byte(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

/// Relaxed F1 and value F1 of a language, in per cent.
fn score(lang: &str) -> (f64, f64) {
    let pack = PackSet::builtin().lang(lang).expect("the pack loads");
    let tagger = Tagger::new(&pack).expect("the tables load");
    let pages = fs::read_to_string(folder().join(format!("{lang}.jsonl"))).expect("the gold is there");
    let (mut told, mut seen, mut met, mut right) = (0, 0, 0, 0);
    for line in pages.lines() {
        let page: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = page["text"].as_str().expect("a text");
        let day: Option<Edtf> = page["dct"].as_str().and_then(|d| d.parse().ok());
        let at = |t: &Value, name: &str| byte(text, t[name].as_u64().expect("an offset") as usize);
        let gold: Vec<Found> = page["timex"]
            .as_array()
            .expect("its times")
            .iter()
            .map(|t| {
                Found::new(text, (at(t, "begin"), at(t, "end")), t["value"].as_str().unwrap_or_default())
            })
            .collect();
        let span = |t: &Tagged| (t.span.start as usize, t.span.end as usize);
        let found: Vec<Found> = tagger
            .tag(text, day)
            .iter()
            .map(|t| Found::new(text, span(t), t.timex.value.as_deref().unwrap_or_default()))
            .collect();
        let pairs = pairs(&gold, &found);
        told += gold.len();
        seen += found.len();
        met += pairs.len();
        right += pairs.iter().filter(|(i, j)| gold[*i].value == found[*j].value).count();
    }
    let f1 = |hits: usize| 200.0 * hits as f64 / (told + seen) as f64;
    (f1(met), f1(right))
}

#[test]
fn no_language_falls_under_its_floor() {
    let floors = fs::read_to_string(folder().join("floors.tsv")).expect("the floors are there");
    let mut under = Vec::new();
    let mut measured = 0;
    for (lang, floor) in floors.lines().skip(1).filter_map(|l| l.split_once('\t')) {
        let floor: f64 = floor.parse().expect("a number");
        let (relaxed, value) = score(lang);
        println!("{lang} relaxed {relaxed:.1} value {value:.1}");
        measured += 1;
        if value.is_nan() || value < floor {
            under.push(format!("{lang}: expected a value F1 of {floor} at least, got {value:.1}"));
        }
    }
    assert!(under.is_empty(), "{under:?}");
    assert_eq!(measured, 12);
}
