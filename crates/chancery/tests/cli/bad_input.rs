//! Bad input: a clear message, 2 for what the user got wrong, never a panic.

use crate::{line, run, run_with};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

/// Runs the program and tells whether it failed as expected.
fn check(folder: &Path, args: &[&str], code: i32, told: &str) {
    let (got, out, err) = run(folder, args);
    assert_eq!(got, code, "{args:?}: {err}");
    assert!(err.contains(told), "{args:?}: expected \"{told}\" in: {err}");
    assert!(!err.contains("panicked") && !out.contains("panicked"), "{args:?}: {err}");
}

#[test]
fn pages_that_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("empty.txt"), "").unwrap();
    fs::write(path.join("empty.jsonl"), "").unwrap();
    fs::write(path.join("binary.txt"), [0u8, 159, 146, 150, 0, 1, 2, 3]).unwrap();
    fs::write(path.join("a.pdf"), "%PDF-1.4").unwrap();
    fs::create_dir(path.join("nothing")).unwrap();
    check(path, &["read", "empty.txt"], 2, "empty page");
    check(path, &["read", "empty.jsonl"], 2, "empty page");
    check(path, &["read", "binary.txt"], 2, "binary data");
    check(path, &["read", "a.pdf"], 2, "expected a folder or a file ending in .txt");
    check(path, &["read", "nothing"], 2, "found none that can be read");
    check(path, &["explain", "empty.txt"], 2, "empty page");
    check(path, &["explain", "binary.txt"], 2, "binary data");
    check(path, &["code", "--in", "binary.txt"], 2, "binary data");
    check(path, &["code", "--in", "empty.jsonl"], 0, "no pages");
    let (code, ..) = run_with(path, &["explain", "-"], "");
    assert_eq!(code, 2);
}

#[test]
fn a_bad_page_among_good_ones_is_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("good.jsonl"), line("a", 3)).unwrap();
    fs::write(path.join("bad.txt"), [0u8, 0, 0]).unwrap();
    fs::write(path.join("lines.jsonl"), format!("{{\n{}\n", line("b", 4))).unwrap();
    check(path, &["read", "."], 0, "note: bad.txt: expected text, got binary data");
    check(path, &["read", "."], 0, "2 unchanged; 2 notes");
}

#[test]
fn broken_utf8_is_read_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = line("a", 3).into_bytes();
    let at = bytes.iter().position(|b| *b == 0xc3).unwrap();
    bytes[at + 1] = b'!';
    let (code, out, err) = run_with(folder.path(), &["code"], bytes);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("U+FFFD") && out.contains("\"RUS\""), "{out}");
}

#[test]
fn paths_that_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &["read", "nowhere"], 2, "nowhere: can't be read");
    check(folder.path(), &["code", "--in", "nowhere"], 2, "nowhere: can't be read");
    check(folder.path(), &["explain", "nowhere"], 2, "no such file");
    check(folder.path(), &["--packs", "nowhere", "code"], 2, "expected a folder of packs");
    check(folder.path(), &["timeline"], 2, "`chancery read` makes one");
    check(folder.path(), &["show", "c1"], 2, "`chancery read` makes one");
    assert!(!folder.path().join("chancery.db").exists(), "a failed command makes no record");
}

#[test]
fn records_that_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("p.jsonl"), line("a", 3)).unwrap();
    fs::write(path.join("text.db"), "this is no database at all").unwrap();
    fs::create_dir(path.join("folder.db")).unwrap();
    assert_eq!(run(path, &["read", "p.jsonl", "--db", "newer.db"]).0, 0);
    rusqlite::Connection::open(path.join("newer.db"))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    for command in [&["read", "p.jsonl"][..], &["timeline"], &["show", "c1"]] {
        let with = |db: &'static str| [command, &["--db", db]].concat();
        check(path, &with("text.db"), 2, "no SQLite database");
        check(path, &with("folder.db"), 2, "found a folder");
        check(path, &with("newer.db"), 2, "found version 99: a later Chancery wrote it");
    }
    check(path, &["read", "p.jsonl", "--db", "no/such/r.db"], 2, "expected a folder at");
    check(path, &["read", "p.jsonl", "--db", "p.jsonl/r.db"], 2, "expected a folder at");
}

/// No user, not even root, can make a file in /proc.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.jsonl"), line("a", 3)).unwrap();
    check(folder.path(), &["read", "p.jsonl", "--db", "/proc/r.db"], 2, "can't be written");
    check(folder.path(), &["code", "--in", "p.jsonl", "--out", "/proc/o.jsonl"], 2, "can't be written");
}

#[test]
fn arguments_that_mean_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    check(path, &[], 2, "Usage");
    check(path, &["read"], 2, "PATH");
    check(path, &["timeline", "--from", "yesterday"], 2, "expected an EDTF date");
    check(path, &["explain", "a.txt", "--published", "garbage"], 2, "expected an EDTF date");
    check(
        path,
        &["pack", "explain", "en", "They met.", "--published", "garbage"],
        2,
        "expected an EDTF date",
    );
    check(path, &["timeline", "--from", "XXXX-04-03"], 2, "expected a date with its year");
    check(path, &["timeline", "--kind", "talk"], 2, "expected one of call, meeting");
    check(path, &["timeline", "--between", "Frence", "RUS"], 2, "France (FRA)");
    check(path, &["timeline", "--level", "king"], 2, "expected one of head, minister");
    check(path, &["pack", "check", "qq"], 2, "expected a language that has a pack");
}

/// A line beyond the limit costs its bytes to read and no memory.
#[test]
fn a_line_of_200_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = BufWriter::new(File::create(folder.path().join("long.jsonl")).unwrap());
    file.write_all(b"{\"id\":\"long\",\"text\":\"").unwrap();
    let part = "The minister met him. ".repeat(1000);
    for _ in 0..200_000_000 / part.len() {
        file.write_all(part.as_bytes()).unwrap();
    }
    writeln!(file, "\"}}\n{}", line("short", 3)).unwrap();
    drop(file);
    let start = Instant::now();
    let (code, out, err) = run(folder.path(), &["code", "--in", "long.jsonl"]);
    assert_eq!(code, 0, "{err}");
    let lines: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(lines[0]["error"].as_str().unwrap().contains("expected at most"), "{out}");
    assert_eq!((&lines[1]["id"], &lines[1]["contacts"][0]["kind"]), (&"short".into(), &"call".into()));
    assert!(start.elapsed().as_secs() < 60, "took {:?}", start.elapsed());
    check(folder.path(), &["read", "long.jsonl"], 0, "expected at most");
}

#[test]
fn a_reader_who_leaves_is_told_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let pages: Vec<String> = (0..3000).map(|n| line(&n.to_string(), 3)).collect();
    fs::write(folder.path().join("p.jsonl"), pages.join("\n")).unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["code", "--in", "p.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

/// A folder opens as a file does, and fails when it is read; nothing can be written to `/dev/full`.
#[cfg(target_os = "linux")]
#[test]
fn input_and_output_that_fail_midway() {
    let folder = tempfile::tempdir().unwrap();
    let code = |stdin: File, stdout: Stdio| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"));
        let output = command.arg("code").stdin(stdin).stdout(stdout).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, err) = code(File::open(folder.path()).unwrap(), Stdio::piped());
    assert!(status == Some(1) && err.contains("stdin: can't be read"), "{status:?} {err}");
    let path = folder.path().join("p.jsonl");
    fs::write(&path, line("a", 3)).unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let (status, err) = code(File::open(path).unwrap(), full.into());
    assert!(status == Some(1) && err.contains("the output can't be written"), "{status:?} {err}");
}
