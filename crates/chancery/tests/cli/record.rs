//! From pages to the record and back: what is read stays, and is read once.

use crate::{chancery, line, run};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn contacts(folder: &Path, args: &[&str]) -> Vec<Value> {
    let (code, out, err) = run(folder, &[&["timeline", "--format", "json"], args].concat());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

/// Pages about calls on the days given, with ids from `prefix`.
fn pages(days: &[u32], prefix: &str) -> String {
    let lines: Vec<String> =
        days.iter().enumerate().map(|(n, day)| line(&format!("{prefix}{n}"), *day)).collect();
    lines.join("\n")
}

#[test]
fn reports_of_one_call_meet_in_one_contact() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("p.jsonl"), pages(&[3, 3, 9], "p")).unwrap();
    let (code, out, err) = run(path, &["read", "p.jsonl"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("3 new, 0 changed, 0 unchanged") && err.contains("(en 3)"), "{err}");
    assert!(
        out.contains("2024-04-03") && out.contains("2 pages en") && out.contains("Sébastien Lecornu"),
        "{out}"
    );
    let found = contacts(path, &[]);
    let dates: Vec<&str> = found.iter().map(|c| c["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2024-04-03", "2024-04-09"]);
    assert_eq!(found[0]["reports"].as_array().unwrap().len(), 2);
}

#[test]
fn filters_narrow() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("p.jsonl"), pages(&[3, 9], "p")).unwrap();
    run(path, &["read", "p.jsonl"]);
    let check = |args: &[&str], expected: usize| assert_eq!(contacts(path, args).len(), expected, "{args:?}");
    check(&["--between", "France", "rus"], 2);
    check(&["--between", "FRA", "United Kingdom"], 0);
    check(&["--from", "2024-04-04"], 1);
    check(&["--to", "2024-03"], 0);
    check(&["--from", "2024", "--to", "2024-04"], 2);
    check(&["--kind", "visit,call"], 2);
    check(&["--status", "planned"], 0);
    check(&["--person", "shoigu"], 2);
    check(&["--person", "nobody"], 0);
    check(&["--level", "minister"], 2);
    check(&["--level", "military"], 2);
    check(&["--level", "envoy"], 0);
}

#[test]
fn reading_twice_changes_nothing_and_a_changed_page_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("p.jsonl"), pages(&[3, 9], "p")).unwrap();
    run(path, &["read", "p.jsonl"]);
    let before = contacts(path, &[]);
    let (_, _, err) = run(path, &["read", "p.jsonl"]);
    assert!(err.contains("0 new, 0 changed, 2 unchanged"), "{err}");
    assert_eq!(contacts(path, &[]), before);
    fs::write(path.join("p.jsonl"), pages(&[3, 10], "p")).unwrap();
    let (_, _, err) = run(path, &["read", "p.jsonl"]);
    assert!(err.contains("0 new, 1 changed, 1 unchanged"), "{err}");
    let dates: Vec<String> = contacts(path, &[]).iter().map(|c| c["date"].to_string()).collect();
    assert_eq!(dates, ["\"2024-04-03\"", "\"2024-04-10\""]);
}

#[test]
fn contacts_older_than_their_pages_are_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("p.jsonl"), pages(&[3], "p")).unwrap();
    run(path, &["read", "p.jsonl"]);
    let id = contacts(path, &[])[0]["id"].as_str().unwrap().to_owned();
    let noted = |args: &[&str]| run(path, args).2.contains("brings them up to date");
    assert!(!noted(&["show", &id]) && !noted(&["timeline"]));
    let record = rusqlite::Connection::open(path.join("chancery.db")).unwrap();
    record.execute("UPDATE revision SET articles = articles + 1", []).unwrap();
    assert!(noted(&["show", &id]) && noted(&["timeline"]));
    run(path, &["read", "p.jsonl"]);
    assert!(!noted(&["show", &id]));
}

#[test]
fn of_two_pages_with_one_id_the_first_counts_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("p.jsonl"), format!("{}\n{}", line("x", 3), line("x", 9))).unwrap();
    for expected in ["1 new", "1 unchanged"] {
        let (code, _, err) = run(path, &["read", "p.jsonl"]);
        assert!(code == 0 && err.contains(expected) && err.contains("the first counts"), "{err}");
        assert_eq!(contacts(path, &[])[0]["date"], "2024-04-03");
    }
}

#[test]
fn show_tells_where_each_field_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("p.jsonl"), pages(&[3, 3], "p")).unwrap();
    run(path, &["read", "p.jsonl"]);
    let id = contacts(path, &[])[0]["id"].as_str().unwrap().to_owned();
    let (code, out, err) = run(path, &["show", &id[..id.len() - 2]]);
    assert_eq!(code, 0, "{err}");
    for expected in ["report 1  p0", "report 2  p1", "“3 April 2024”", "“Sergei Shoigu”", "triggers.tsv:"]
    {
        assert!(out.contains(expected), "expected {expected} in {out}");
    }
    let (_, out, _) = run(path, &["show", &id, "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["reports"][1]["report"]["date"], "2024-04-03");
    let (code, _, err) = run(path, &["show", "zz"]);
    assert!(code == 2 && err.contains("which none has"), "{err}");
}

#[test]
fn forty_columns_are_enough() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.jsonl"), pages(&[3], "p")).unwrap();
    run(folder.path(), &["read", "p.jsonl"]);
    let output = chancery(folder.path()).env("COLUMNS", "40").arg("timeline").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.lines().all(|l| l.chars().count() <= 40), "{out}");
    assert!(out.contains("Shoigu") && out.contains("call held"), "{out}");
}

#[test]
fn csv_opens_in_a_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.jsonl"), pages(&[3], "p")).unwrap();
    run(folder.path(), &["read", "p.jsonl"]);
    let (_, out, _) = run(folder.path(), &["timeline", "--format", "csv"]);
    let mut lines = out.lines();
    assert!(lines.next().unwrap().starts_with("id,date,date_basis,kind,"));
    assert!(lines.next().unwrap().contains("FRA: Sébastien Lecornu; RUS: Sergei Shoigu"), "{out}");
}

/// Enough that the program is at work when it is killed.
const PAGES: usize = 2000;

#[test]
fn what_was_committed_outlives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("pages")).unwrap();
    let filler = "The weather stayed dry and the markets were calm on the day. ".repeat(10);
    for n in 0..PAGES as u32 {
        let page = line(&format!("p{n}"), 1 + 3 * (n % 9)).replace("2024.\"", &format!("2024. {filler}\""));
        fs::write(path.join(format!("pages/{n:04}.jsonl")), page).unwrap();
    }
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["read", "pages"])
        .current_dir(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(120);
    let kept = loop {
        let kept = held(path);
        if kept > 0 || Instant::now() > deadline || child.try_wait().unwrap().is_some() {
            break kept;
        }
        std::thread::yield_now();
    };
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(kept > 0 && kept < PAGES, "{kept} pages were kept when the program was killed");
    let (code, _, err) = run(path, &["read", "pages"]);
    assert_eq!(code, 0, "{err}");
    let unchanged: usize =
        err.split(" unchanged").next().and_then(|s| s.rsplit(' ').next()).unwrap().parse().unwrap();
    assert!((kept..PAGES).contains(&unchanged), "{kept} kept, then {err}");
    assert_eq!(held(path), PAGES);
    let found = contacts(path, &[]);
    assert_eq!(found.len(), 9);
    assert_eq!(found.iter().map(|c| c["reports"].as_array().unwrap().len()).sum::<usize>(), PAGES);
}

/// Pages that the record holds; 0 while there is none.
fn held(folder: &Path) -> usize {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let open = rusqlite::Connection::open_with_flags(folder.join("chancery.db"), flags);
    let count =
        open.and_then(|c| c.query_row("SELECT count(*) FROM article", [], |row| row.get::<_, u32>(0)));
    count.unwrap_or(0) as usize
}

#[test]
fn accounts_of_both_sides_stand_beside_a_contact_and_claims_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let page = |id: &str, day: &str, text: &str| {
        serde_json::json!({ "id": id, "lang": "en", "published": day, "text": text }).to_string()
    };
    let first = page(
        "a",
        "2022-10-24",
        "French Defence Minister Sébastien Lecornu and Russian Defence Minister Sergei Shoigu spoke by telephone on 23 October 2022.",
    );
    let now = "French Defence Minister Sébastien Lecornu and Russian Defence Minister Sergei Shoigu spoke by telephone on 3 April 2024, their first conversation since October 2022. Paris denied that it had offered concessions. The Kremlin said the ministers had discussed a settlement.";
    fs::write(path.join("p.jsonl"), [first, page("b", "2024-04-04", now)].join("\n")).unwrap();
    run(path, &["read", "p.jsonl"]);
    let (code, out, err) = run(path, &["claims", "--kind", "first-since"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("first-since 2022-10") && out.contains("borne out"), "{out}");
    let id = contacts(path, &["--from", "2024"])[0]["id"].as_str().unwrap().to_owned();
    let (_, out, _) = run(path, &["show", &id]);
    let (france, russia) = (out.find("what FRA says"), out.find("what RUS says"));
    assert!(france.is_some() && russia > france, "{out}");
    assert!(
        out.contains("it had offered concessions") && out.contains("had discussed a settlement"),
        "{out}"
    );
}
