//! `chancery who`: names, offices, pairs and questions by the line.

use crate::{run, run_with};
use serde_json::Value;

fn who(args: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &[&["who"], args].concat())
}

#[test]
fn names_and_offices_on_a_day() {
    for (args, wanted) in [
        (&["Guérassimov", "--on", "2020-07-10"][..], "Valery Gerasimov"),
        (&["Герасимов", "--of", "RUS", "--on", "2020-07-10"], "Valery Gerasimov"),
        (&["--office", "defence-minister", "--of", "FRA", "--on", "2019-09-09"], "Florence Parly"),
        (&["--office", "defence-minister", "--of", "France", "--on", "2023-09-09"], "Sébastien Lecornu"),
        (&["--office", "foreign-minister", "--of", "FRA", "--on", "1850-01-01"], "unknown"),
        (&["Xyzzy Quux"], "unknown"),
    ] {
        let (code, out, err) = who(args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        assert!(out.starts_with(wanted) && out.lines().count() == 1, "{args:?}: {out}");
    }
}

#[test]
fn what_is_past_the_data_is_only_last_known() {
    let (_, out, _) =
        who(&["--office", "head-of-state", "--of", "FRA", "--on", "2026-12-01", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&value["person"], &value["certainty"]), (&"Emmanuel Macron".into(), &"last-known".into()));
}

#[test]
fn what_cannot_be_asked_is_told() {
    for (args, wanted) in [
        (&["--office", "defence-minister"][..], "--of ACTOR"),
        (&["Lavrov", "--office", "astrologer"], "expected one of"),
        (&[], "required"),
    ] {
        let (code, out, err) = who(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(wanted), "{args:?}: {err}");
    }
}

#[test]
fn pairs_are_weighed_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let input =
        "Sergei Shoigu\tСергей Шойгу\nValery Gerasimov\tGuérassimov Valéri\nAngela Merkel\tFriedrich Merz\n";
    let (code, out, _) = run_with(folder.path(), &["who", "--pairs", "--format", "json"], input);
    let same: Vec<Value> =
        out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["same"].clone()).collect();
    assert_eq!((code, same), (0, vec![true.into(), true.into(), false.into()]));
    let (code, _, err) = run_with(folder.path(), &["who", "--pairs"], "alone\n");
    assert!(code == 2 && err.contains("stdin:1"), "{err}");
}

#[test]
fn each_question_gets_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let input = "{\"office\":\"defence-minister\",\"state\":\"RUS\",\"on\":\"2020-01-01\"}\n{\"on\":\"2020-01-01\"}\nno json\n";
    let (code, out, _) = run_with(folder.path(), &["who", "--batch"], input);
    let answers: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((code, answers.len()), (0, 3));
    assert_eq!((&answers[0]["person"], &answers[0]["from"]), (&"Sergei Shoigu".into(), &"2012-11-06".into()));
    assert!(answers[1..].iter().all(|a| a["person"].is_null() && a["error"].is_string()));
}
