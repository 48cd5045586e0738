//! The project's own gold of statements and claims: pages of news in six languages.
//!
//! A statement is found where what is said overlaps that of a gold one by half of both together, one to one, the
//! largest overlap first; it is right where speaker, verb, manner and the contact are too. A claim is found where its
//! words overlap those of a gold one of its kind, and right where its date is. `gold/statements/floors.tsv` holds the
//! least F1 of statements found, statements right and claims found, in per cent; a floor only rises.

#![allow(clippy::disallowed_methods, reason = "a test reads the gold")]

use chancery_contacts::Reader;
use chancery_model::{Article, Edtf, Report, Sourced, Span, Speaker};
use chancery_packs::PackSet;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/statements")
}

/// A statement or a claim: where it stands, and its fields by name.
#[derive(Debug)]
struct Item {
    span: Span,
    fields: Vec<(&'static str, String)>,
}

impl Item {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// The share of what the two cover together that both cover.
    fn overlap(&self, other: &Item) -> f64 {
        let (a, b) = (self.span, other.span);
        let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
        let either = a.end.max(b.end) - a.start.min(b.start);
        f64::from(both) / f64::from(either.max(1))
    }
}

fn words(value: &Value) -> String {
    let mut words: Vec<&str> = value.as_str().unwrap_or_default().split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

fn gold(page: &Value, text: &str) -> (Vec<Item>, Vec<Item>) {
    let span = |words: &Value| {
        let words = words.as_str().expect("words");
        let start = text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    };
    let list = |name: &str| page[name].as_array().expect("a list").iter();
    let chain = |s: &Value| {
        let names = s["chain"].as_array().expect("a chain").iter().map(|n| n.as_str().unwrap_or_default());
        names.map(str::to_lowercase).collect::<Vec<_>>().join(" + ")
    };
    let statements = list("statements").map(|s| Item {
        span: span(&s["content"]),
        fields: vec![
            ("speaker", words(&s["speaker"])),
            ("verb", words(&s["verb"])),
            ("manner", words(&s["manner"])),
            ("about", words(&s["about"])),
            ("chain", chain(s)),
        ],
    });
    let claims = list("claims").map(|c| Item {
        span: span(&c["words"]),
        fields: vec![
            ("kind", words(&c["claim"])),
            ("since", words(&c["since"])),
            ("speaker", words(&c["speaker"])),
            ("about", words(&c["about"])),
        ],
    });
    (statements.collect(), claims.collect())
}

fn actors<'r>(actors: impl Iterator<Item = &'r str>) -> String {
    actors.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}

fn read(reports: &[Report]) -> (Vec<Item>, Vec<Item>) {
    let speaker =
        |speakers: &[Speaker]| actors(speakers.iter().filter_map(|s| s.actor.as_ref()).map(|a| a.as_str()));
    let (mut statements, mut claims) = (Vec::new(), Vec::new());
    for report in reports {
        let about = actors(report.actors().map(|a| a.as_str()));
        statements.extend(report.statements.iter().map(|s| Item {
            span: s.content,
            fields: vec![
                ("speaker", speaker(&s.speakers)),
                ("verb", s.verb.value.to_string()),
                ("manner", s.manner.to_string()),
                ("about", about.clone()),
                ("chain", s.chain.iter().map(|c| c.name.to_lowercase()).collect::<Vec<_>>().join(" + ")),
            ],
        }));
        claims.extend(report.claims.iter().map(|c| Item {
            span: c.span,
            fields: vec![
                ("kind", c.kind.to_string()),
                ("since", c.since.as_ref().map_or(String::new(), |s| s.value.to_string())),
                ("speaker", speaker(&c.speakers)),
                ("about", about.clone()),
            ],
        }));
    }
    (statements, claims)
}

/// Pairs of gold and found, the largest overlap first, of those that fit.
fn pairs(gold: &[Item], found: &[Item], fits: impl Fn(&Item, &Item) -> bool) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (i, one) in gold.iter().enumerate() {
        all.extend(
            found.iter().enumerate().filter(|(_, f)| fits(one, f)).map(|(j, f)| (one.overlap(f), i, j)),
        );
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in all {
        if !chosen.iter().any(|(a, b)| *a == i || *b == j) {
            chosen.push((i, j));
        }
    }
    chosen
}

#[derive(Default)]
struct Score {
    told: usize,
    seen: usize,
    met: usize,
    right: usize,
}

impl Score {
    fn f1(&self, hits: usize) -> f64 {
        if self.told + self.seen == 0 { 0.0 } else { 200.0 * hits as f64 / (self.told + self.seen) as f64 }
    }

    fn add(&mut self, gold: &[Item], found: &[Item], pairs: &[(usize, usize)], fields: &[&str]) {
        self.told += gold.len();
        self.seen += found.len();
        self.met += pairs.len();
        let right = |(i, j): &&(usize, usize)| fields.iter().all(|f| gold[*i].field(f) == found[*j].field(f));
        self.right += pairs.iter().filter(right).count();
    }
}

/// Statements and claims of a language; the differences are printed for who looks for them.
fn score(reader: &Reader, lang: &str) -> (Score, Score) {
    let pages = fs::read_to_string(folder().join(format!("{lang}.jsonl"))).expect("the gold is there");
    let (mut statements, mut claims) = (Score::default(), Score::default());
    for line in pages.lines() {
        let page: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = page["text"].as_str().expect("a text");
        let day: Edtf = page["published"].as_str().and_then(|d| d.parse().ok()).expect("a day");
        let published = Some(Sourced::inferred(day, "the gold says so", Vec::new()));
        let lines =
            text.split_once('\n').map_or(text.to_owned(), |(title, rest)| format!("# {title}\n{rest}"));
        let article = Article { lang: Some(lang.into()), published, ..Article::of_lines("gold", &lines) };
        let (gold_said, gold_claims) = gold(&page, &article.text);
        let (said, claimed) = read(&reader.read(&article).reports);
        let met = pairs(&gold_said, &said, |a, b| a.overlap(b) >= 0.5);
        statements.add(&gold_said, &said, &met, &["speaker", "verb", "manner", "about"]);
        tell(page["id"].as_str().unwrap_or_default(), &article.text, (&gold_said, &said), &met);
        let met =
            pairs(&gold_claims, &claimed, |a, b| a.overlap(b) > 0.0 && a.field("kind") == b.field("kind"));
        claims.add(&gold_claims, &claimed, &met, &["since", "speaker", "about"]);
        tell(page["id"].as_str().unwrap_or_default(), &article.text, (&gold_claims, &claimed), &met);
    }
    (statements, claims)
}

fn tell(id: &str, text: &str, (gold, found): (&[Item], &[Item]), met: &[(usize, usize)]) {
    let shown = |item: &Item| {
        format!(
            "{:?} {}",
            item.fields.iter().map(|(_, v)| v.as_str()).collect::<Vec<_>>(),
            item.span.of(text)
        )
    };
    for (i, item) in gold.iter().enumerate().filter(|(i, _)| !met.iter().any(|(a, _)| a == i)) {
        println!("  {id} MISSED {i} {}", shown(item));
    }
    for (_, item) in found.iter().enumerate().filter(|(j, _)| !met.iter().any(|(_, b)| b == j)) {
        println!("  {id} FALSE    {}", shown(item));
    }
    for (i, j) in met.iter().filter(|(i, j)| gold[*i].fields != found[*j].fields) {
        println!("  {id} WRONG    {}\n           got {}", shown(&gold[*i]), shown(&found[*j]));
    }
}

#[test]
fn no_language_falls_under_its_floor() {
    let floors = fs::read_to_string(folder().join("floors.tsv")).expect("the floors are there");
    let reader = Reader::new(&PackSet::builtin()).expect("the packs load");
    let (mut under, mut measured) = (Vec::new(), 0);
    for line in floors.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [lang, floors @ ..] = fields.as_slice() else { continue };
        let (statements, claims) = score(&reader, lang);
        let got = [
            statements.f1(statements.met),
            statements.f1(statements.right),
            claims.f1(claims.met),
            claims.f1(claims.right),
        ];
        println!(
            "{lang} statements {} of {} found, {} given; F1 {:.1}, right {:.1}; claims {} of {} found, {} given; F1 {:.1}, right {:.1}",
            statements.met,
            statements.told,
            statements.seen,
            got[0],
            got[1],
            claims.met,
            claims.told,
            claims.seen,
            got[2],
            got[3]
        );
        measured += 1;
        for (floor, got) in floors.iter().zip(got) {
            let floor: f64 = floor.parse().expect("a number");
            if got < floor {
                under.push(format!("{lang}: expected {floor} at least, got {got:.1}"));
            }
        }
    }
    assert!(under.is_empty(), "{under:?}");
    assert_eq!(measured, 6);
}
