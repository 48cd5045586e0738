//! `chancery code`: lines in, lines out.

use crate::{line, run, run_with};
use serde_json::Value;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn lines_come_out_in_the_order_they_came_in() {
    let folder = tempfile::tempdir().unwrap();
    let input: Vec<String> = (0..1500).map(|n| line(&format!("p{n}"), 1 + n % 28)).collect();
    let (code, out, _) = run_with(folder.path(), &["code"], input.join("\n"));
    assert_eq!(code, 0);
    let out = lines(&out);
    assert_eq!(out.len(), 1500);
    for (n, value) in out.iter().enumerate() {
        assert_eq!(value["id"], format!("p{n}"));
        assert_eq!(value["contacts"][0]["date"], format!("2024-04-{:02}", 1 + n % 28));
    }
}

#[test]
fn a_contact_has_the_fields_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let (_, out, _) = run_with(folder.path(), &["code"], line("é1", 3));
    let value = &lines(&out)[0];
    assert_eq!(
        (&value["id"], &value["published"], &value["lang"]),
        (&"é1".into(), &"2024-04-30".into(), &"en".into())
    );
    let contact = &value["contacts"][0];
    let names: Vec<&String> = contact.as_object().unwrap().keys().collect();
    for field in
        ["also", "confidence", "date", "inferences", "initiator", "place", "quote", "rows", "span", "status"]
    {
        assert!(names.iter().any(|n| *n == field), "{field} is missing from {names:?}");
    }
    assert_eq!(contact["kind"], "call");
    let people = |actor: &str| {
        let sides = contact["sides"].as_array().unwrap();
        sides.iter().find(|s| s["actor"] == actor).map(|s| s["people"].clone()).unwrap()
    };
    assert_eq!(people("FRA"), serde_json::json!(["Sébastien Lecornu"]));
    assert_eq!(people("RUS"), serde_json::json!(["Sergei Shoigu"]));
    let text: Value = serde_json::from_str(&line("é1", 3)).unwrap();
    let (start, end) = (contact["span"][0].as_u64().unwrap(), contact["span"][1].as_u64().unwrap());
    let words: String =
        text["text"].as_str().unwrap().chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(contact["quote"], words, "spans are in characters");
}

#[test]
fn a_malformed_line_is_one_line_with_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let input = format!("{}\nnot JSON\n{{\"id\":\"x\"}}\n\n{}\n", line("a", 1), line("b", 2));
    let (code, out, err) = run_with(folder.path(), &["code"], input);
    let out = lines(&out);
    assert_eq!((code, out.len()), (0, 4));
    assert_eq!((&out[0]["id"], &out[3]["id"]), (&"a".into(), &"b".into()));
    for bad in &out[1..3] {
        assert_eq!(bad["contacts"], serde_json::json!([]));
        assert!(bad["error"].as_str().unwrap().contains("expected"), "{bad}");
    }
    assert!(err.contains("2 of 4 lines gave no page") && err.contains("stdin:2"), "{err}");
}

#[test]
fn files_serve_as_well_as_pipes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.jsonl"), line("a", 1)).unwrap();
    let (code, out, _) = run(folder.path(), &["code", "--in", "in.jsonl", "--out", "out.jsonl", "--timings"]);
    assert_eq!((code, out.as_str()), (0, ""));
    let (_, piped, _) = run_with(folder.path(), &["code"], line("a", 1));
    assert_eq!(std::fs::read_to_string(folder.path().join("out.jsonl")).unwrap(), piped);
}
