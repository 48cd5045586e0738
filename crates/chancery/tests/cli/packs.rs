//! Packs from outside: a new one, one with a fault, one with a case that fails.

use crate::{run, run_with};
use std::fs;

#[test]
fn a_new_pack_passes_its_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (code, out, err) = run(path, &["pack", "new", "sw"]);
    assert!(code == 0 && out.contains("packs/lang/sw"), "{out}{err}");
    let (code, out, err) = run(path, &["--packs", "packs", "pack", "check", "sw"]);
    assert!(code == 0 && out.contains("cases/contacts.txt"), "{out}{err}");
    let (code, _, err) = run(path, &["pack", "new", "sw"]);
    assert!(code == 2 && err.contains("nothing is overwritten"), "{err}");
    let (code, _, err) = run(path, &["pack", "new", "Swahili"]);
    assert!(code == 2 && err.contains("two small letters"), "{err}");
}

#[test]
fn a_fault_is_told_with_its_row_and_a_failing_case_with_what_came() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    run(path, &["pack", "new", "sw"]);
    let triggers = path.join("packs/lang/sw/contacts/triggers.tsv");
    let begun = fs::read_to_string(&triggers).unwrap();
    let lines = begun.lines().count();
    fs::write(&triggers, format!("{begun}alizungumza\ttalk\n")).unwrap();
    let (code, _, err) = run(path, &["--packs", "packs", "pack", "check", "sw"]);
    let place = format!("lang/sw/contacts/triggers.tsv:{}:", lines + 1);
    assert!(code == 2 && err.contains(&place) && err.contains("alizungumza"), "{err}");
    let (code, _, err) = run_with(path, &["--packs", "packs", "code"], "");
    assert!(code == 2 && err.contains(&place), "a pack laid over is compiled before any page comes: {err}");
    fs::write(&triggers, begun).unwrap();
    let cases = path.join("packs/lang/sw/cases/contacts.txt");
    fs::write(&cases, "Alizungumza naye. => call held - FRA RUS\nHakuna. => nothing\n").unwrap();
    let (code, out, err) = run(path, &["--packs", "packs", "pack", "check", "sw"]);
    assert!(code == 1 && err.contains("1 case fails"), "{err}");
    assert!(out.contains("contacts.txt:1:") && out.contains("expected call held - FRA RUS"), "{out}");
    assert!(out.contains("got      nothing") && out.contains("1 of 2 pass"), "{out}");
}

#[test]
fn rows_are_shown_beside_the_words_they_fired_on() {
    let folder = tempfile::tempdir().unwrap();
    let sentence = "French President Emmanuel Macron met Russian President Vladimir Putin on 3 April 2021.";
    let (code, out, err) = run(folder.path(), &["pack", "explain", "en", sentence]);
    assert_eq!(code, 0, "{err}");
    for expected in
        ["trigger", "opened report 1", "en/contacts/triggers.tsv:", "2021-04-03", "Vladimir Putin"]
    {
        assert!(out.contains(expected), "expected {expected} in {out}");
    }
    let (code, out, _) =
        run_with(folder.path(), &["explain", "-", "--lang", "en", "--format", "json"], sentence);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &value["sentences"][0]["triggers"][0]["outcome"]), (0, &"opened".into()));
}
