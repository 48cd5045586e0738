//! Runs a pack's own cases of contacts and parties.
//!
//! A case of `contacts.txt` expects `nothing`, or reports joined by ` ; `, each `kind status date ACTOR ACTOR …`
//! with `-` for no date, and optionally `at=Place`, `by=ACTOR` and `who=Surname` (`_` for a space).
//! A case of `statements.txt` expects statements, each `verb ACTOR … | words`, with `quotation` and `via=Name` before the
//! mark where they hold, and claims, each `claim kind [date] [ACTOR …] | words`.
//! A case of `parties.txt` expects parties joined by ` ; `, each of `ACTOR`, `office` and `who=Surname`.

use crate::Reader;
use chancery_model::{Article, Claim, Edtf, Manner, Report, Sourced, Speaker, Statement};
use chancery_names::{Form, Party};
use chancery_packs::{Case, LangPack};

/// A case and what came of it.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// Path of the file inside the packs.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// The text.
    pub text: String,
    /// What was expected.
    pub expected: String,
    /// What came.
    pub got: String,
    /// Whether the two agree; for one marked as not read right yet, whether they still differ.
    pub passed: bool,
}

/// Runs the cases of `contacts.txt`, `parties.txt` and `statements.txt` of a pack; cases of times are run by the time crate's own rules.
pub fn run_cases(reader: &Reader, pack: &LangPack) -> Vec<CaseResult> {
    let mut results = Vec::new();
    for file in &pack.cases {
        for case in &file.cases {
            let outcome = match file.subject() {
                "contacts" => contacts(reader, &pack.code, case),
                "parties" => parties(reader, &pack.code, case),
                "statements" => statements(reader, &pack.code, case),
                _ => continue,
            };
            let (got, passed) = outcome;
            let mark = if case.known_failure { "? " } else { "" };
            let (text, expected) = (format!("{mark}{}", case.text), case.expected.clone());
            let passed = passed != case.known_failure;
            results.push(CaseResult {
                file: file.file.clone(),
                line: case.line,
                text,
                expected,
                got,
                passed,
            });
        }
    }
    results
}

/// The text of a case as an article of its language and day.
fn article(case: &Case, lang: &str) -> Article {
    let published =
        case.on.parse::<Edtf>().ok().map(|d| Sourced::inferred(d, "the case says so", Vec::new()));
    Article { lang: Some(lang.into()), published, ..Article::of_lines("case", &case.text) }
}

fn contacts(reader: &Reader, lang: &str, case: &Case) -> (String, bool) {
    let reading = reader.read(&article(case, lang));
    let got: Vec<String> = reading.reports.iter().map(line).collect();
    let expected: Vec<&str> =
        if case.expected == "nothing" { Vec::new() } else { case.expected.split(" ; ").collect() };
    let passed = got.len() == expected.len() && expected.iter().all(|e| got.iter().any(|g| agrees(e, g)));
    (if got.is_empty() { "nothing".into() } else { got.join(" ; ") }, passed)
}

fn line(report: &Report) -> String {
    let date = report.date.as_ref().map_or("-".to_owned(), |d| d.value.to_string());
    let mut actors: Vec<_> = report.actors().map(|a| a.as_str()).collect();
    actors.sort_unstable();
    let mut line = format!("{} {} {date} {}", report.kind, report.status.value, actors.join(" "));
    if let Some(place) = &report.place {
        line += &format!(" at={}", place.value.replace(' ', "_"));
    }
    if let Some(by) = &report.initiator {
        line += &format!(" by={}", by.value);
    }
    for person in report.sides.iter().flat_map(|s| &s.people) {
        line += &format!(" who={}", person.name.replace(' ', "_"));
    }
    line
}

/// Whether all that is expected stands in what came; the plain words in the same order and number.
fn agrees(expected: &str, got: &str) -> bool {
    let plain = |s: &str| s.split(' ').filter(|w| !w.contains('=')).map(str::to_owned).collect::<Vec<_>>();
    let named = |w: &&str| w.contains('=');
    let holds = |w: &str| match w.split_once('=') {
        Some(("who", name)) => {
            got.split(' ').any(|g| g.strip_prefix("who=").is_some_and(|full| full.contains(name)))
        }
        _ => got.split(' ').any(|g| g == w),
    };
    let mut want = plain(expected);
    if let Some(actors) = want.get_mut(3..) {
        actors.sort();
    }
    want == plain(got) && expected.split(' ').filter(named).all(holds)
}

fn statements(reader: &Reader, lang: &str, case: &Case) -> (String, bool) {
    let article = article(case, lang);
    let reading = reader.read(&article);
    let told = reading.reports.iter().flat_map(|r| {
        let said = r.statements.iter().map(|s| (s.content.start, said(s, &article.text)));
        said.chain(r.claims.iter().map(|c| (c.span.start, claimed(c, &article.text))))
    });
    let mut told: Vec<(u32, String)> = told.collect();
    told.sort();
    let got = told.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join(" ; ");
    let got = if got.is_empty() { "nothing".to_owned() } else { got };
    let passed = got == case.expected;
    (got, passed)
}

fn said(said: &Statement, text: &str) -> String {
    let mut words = vec![said.verb.value.to_string()];
    words.extend(actors(&said.speakers));
    if said.manner == Manner::Quotation {
        words.push(said.manner.to_string());
    }
    words.extend(said.chain.iter().map(|c| format!("via={}", c.name.replace(' ', "_"))));
    format!("{} | {}", words.join(" "), said.content.of(text))
}

fn claimed(claim: &Claim, text: &str) -> String {
    let mut words = vec![format!("claim {}", claim.kind)];
    words.extend(claim.since.as_ref().map(|s| s.value.to_string()));
    words.extend(actors(&claim.speakers));
    format!("{} | {}", words.join(" "), claim.span.of(text))
}

/// The actors of speakers; `?` for one whose side nobody tells.
fn actors(speakers: &[Speaker]) -> impl Iterator<Item = String> {
    speakers.iter().map(|s| s.actor.as_ref().map_or("?".to_owned(), ToString::to_string))
}

fn parties(reader: &Reader, lang: &str, case: &Case) -> (String, bool) {
    let reading = reader.explain(&article(case, lang));
    let resolved = |p: &&Party| {
        (p.actor.is_some() || p.person.is_some()) && !matches!(p.form, Form::Seat | Form::Adjective)
    };
    let got: Vec<String> =
        reading.sentences.iter().flat_map(|s| s.parties.iter().filter(resolved)).map(party).collect();
    let expected: Vec<&str> =
        if case.expected == "nothing" { Vec::new() } else { case.expected.split(" ; ").collect() };
    let passed = got.len() == expected.len()
        && expected.iter().zip(&got).all(|(e, g)| {
            e.split(' ').all(|w| {
                g.split(' ').any(|x| {
                    x == w || (w.starts_with("who=") && x.starts_with("who=") && x.contains(&w[4..]))
                })
            })
        });
    (if got.is_empty() { "nothing".into() } else { got.join(" ; ") }, passed)
}

fn party(party: &Party) -> String {
    let mut words = vec![party.actor.as_ref().map_or("?".to_owned(), ToString::to_string)];
    words.extend(party.offices.iter().map(|(o, _)| o.to_string()));
    words.extend(party.person.iter().map(|p| format!("who={}", p.name.replace(' ', "_"))));
    if party.former {
        words.push("former".into());
    }
    words.join(" ")
}
