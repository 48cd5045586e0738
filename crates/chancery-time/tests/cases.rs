//! Runs `cases/times.txt` of the language packs.

mod common;

use chancery_model::Edtf;
use chancery_packs::Case;
use chancery_time::{Anchors, Direction, resolve};
use common::{Reader, article};

fn value(reader: &Reader, case: &Case) -> String {
    let (direction, text) = match case.text.split_once(": ") {
        Some(("past", text)) => (Direction::Past, text),
        Some(("future", text)) => (Direction::Future, text),
        _ => (Direction::Nearest, case.text.as_str()),
    };
    let document: Option<Edtf> = (!case.on.is_empty()).then(|| case.on.parse().expect("@on holds a date"));
    let mut anchors = Anchors { document, direction, ..Anchors::default() };
    let mut values = Vec::new();
    for (_, mention) in reader.read(&article(text)).1 {
        if let Some(resolved) = resolve(&mention.expr, &anchors) {
            values.push(resolved.edtf.to_string());
            anchors.narrative = Some(resolved.edtf);
        }
    }
    if values.is_empty() { "nothing".to_owned() } else { values.join(" ; ") }
}

fn check(lang: &str) {
    let reader = Reader::new(lang);
    let file =
        reader.pack.cases.iter().find(|f| f.subject() == "times").expect("the pack has cases of times");
    let wrong: Vec<String> = file
        .cases
        .iter()
        .filter_map(|case| {
            let got = value(&reader, case);
            (got != case.expected).then(|| {
                format!("{}: {}\n  expected {}\n  got      {got}", case.line, case.text, case.expected)
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), file.cases.len(), wrong.join("\n"));
    assert!(file.cases.len() >= 60, "expected 60 cases at least, got {}", file.cases.len());
    assert!(file.negatives() * 4 >= file.cases.len(), "expected a quarter of negatives at least");
}

#[test]
fn english() {
    check("en");
}

#[test]
fn spanish() {
    check("es");
}

#[test]
fn french() {
    check("fr");
}
