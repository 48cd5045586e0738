//! Files, folders and lines to pages, through the public functions only.
#![allow(clippy::unwrap_used)]

use chancery_ingest::{IngestError, Ingested, Options, count_hint, jsonl, pages};
use chancery_model::PageBody;
use std::fs;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// One line per item: identity and body, or the error with the folder's own path cut off.
fn shown(items: impl Iterator<Item = Ingested>, root: &Path) -> Vec<String> {
    let prefix = format!("{}/", root.display());
    items
        .map(|item| match item.page {
            Ok(page) => format!("{} = {}", page.id, page.body.as_str()),
            Err(error) => format!("! {error}"),
        })
        .map(|line| line.replace(&prefix, ""))
        .collect()
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

fn of_folder(files: &[(&str, &[u8])]) -> Vec<String> {
    let root = folder(files);
    shown(pages(&[root.path().to_owned()], Options::default()), root.path())
}

fn of_lines(text: &str) -> Vec<String> {
    shown(jsonl(text.as_bytes(), "in"), Path::new("/nowhere"))
}

#[test]
fn folders_are_read_in_order_of_names() {
    let found = of_folder(&[
        ("b.txt", b"two"),
        ("a/z.HTML", b"<p>one"),
        ("a/notes.pdf", b"%PDF"),
        ("c.jsonl", b"{\"id\":\"x\",\"text\":\"three\"}\n\n{\"text\":\"four\"}"),
    ]);
    assert_eq!(found, ["a/z.HTML = <p>one", "b.txt = two", "x = three", "c.jsonl:3 = four"]);
}

#[test]
fn bad_files_cost_one_error_each() {
    let found = of_folder(&[("1.txt", b""), ("2.txt", b" \n"), ("3.txt", b"a\0b"), ("4.txt", b"ok")]);
    assert_eq!(
        found,
        [
            "! 1.txt: expected text, got an empty page",
            "! 2.txt: expected text, got an empty page",
            "! 3.txt: expected text, got binary data (NUL bytes)",
            "4.txt = ok",
        ]
    );
}

#[test]
fn paths_that_the_user_must_mend() {
    let root = folder(&[("a.docx", b"x"), ("b.txt", b"fine")]);
    let paths: Vec<PathBuf> = ["none.txt", "a.docx", "b.txt"].iter().map(|n| root.path().join(n)).collect();
    let items: Vec<_> = pages(&paths, Options::default()).collect();
    assert!(matches!(&items[0].page, Err(e @ IngestError::NoSuchPath { .. }) if e.is_users()));
    assert!(matches!(&items[1].page, Err(e @ IngestError::Unsupported { .. }) if e.is_users()));
    assert!(items[2].page.is_ok() && items.len() == 3);
    assert!(items[1].page.as_ref().unwrap_err().to_string().ends_with("got .docx"));
    let bad = jsonl(&b"{}"[..], "in").next().unwrap().page.unwrap_err();
    assert!(!bad.is_users());
}

#[cfg(unix)]
#[test]
fn loops_of_links_end_and_dangling_links_are_passed_over() {
    let root = folder(&[("a/x.txt", b"one")]);
    std::os::unix::fs::symlink(root.path(), root.path().join("a/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere.txt", root.path().join("a/y.txt")).unwrap();
    assert_eq!(shown(pages(&[root.path().to_owned()], Options::default()), root.path()), ["a/x.txt = one"]);
}

#[test]
fn bad_lines_are_placed_and_the_next_is_read() {
    let text = "{\"id\":\"a\",\"text\":\"A\"}\n{\"id\": oops}\n[1]\n{\"id\":\"b\"}\n{\"text\":\"\"}\n{\"text\":5}\n{\"id\":7,\"html\":\"<p>\"}\n{\"text\":\"x";
    let found = of_lines(text);
    assert_eq!(found.len(), 8, "{found:#?}");
    assert_eq!((found[0].as_str(), found[6].as_str()), ("a = A", "7 = <p>"));
    for (i, start) in [
        (1, "! in:2:8: expected JSON, got expected value"),
        (2, "! in:3:1: expected an object such as {\"id\""),
        (3, "! in:4:1: expected a field \"text\" or \"html\", got neither"),
        (4, "! in:5: expected text, got an empty page"),
        (5, "! in:6:"),
        (7, "! in:8:10: expected the line to end its object"),
    ] {
        assert!(found[i].starts_with(start), "{}", found[i]);
    }
}

#[test]
fn all_fields_of_a_line_are_kept() {
    let line =
        r#"{"id":"a","url":"https://x.example/1","lang":"fr","published":"2024-04-03","text":"T","more":1}"#;
    let page = jsonl(line.as_bytes(), "in").next().unwrap().page.unwrap();
    assert_eq!(page.url.as_deref(), Some("https://x.example/1"));
    assert_eq!((page.lang.as_deref(), page.published.as_deref()), (Some("fr"), Some("2024-04-03")));
    assert_eq!(page.body, PageBody::Text("T".to_owned()));
}

#[test]
fn a_line_of_200_megabytes_is_skipped_in_bounded_memory() {
    let long = std::io::repeat(b'x').take(200 << 20);
    let reader = BufReader::new(long.chain(&b"\n{\"id\":\"after\",\"text\":\"t\"}\n"[..]));
    let items: Vec<_> = jsonl(reader, "in").collect();
    let message = items[0].page.as_ref().unwrap_err().to_string();
    assert_eq!(message, "in:1: expected at most 16777216 bytes a page, got more; skipped");
    assert_eq!(items[0].bytes, (200 << 20) + 1);
    assert_eq!(items[1].page.as_ref().unwrap().id, "after");
}

#[test]
fn a_file_beyond_the_limit_is_skipped() {
    let root = folder(&[("a.txt", b"12345"), ("b.txt", b"1234")]);
    let found = shown(pages(&[root.path().to_owned()], Options { page_limit: 4 }), root.path());
    assert_eq!(found, ["! a.txt: expected at most 4 bytes a page, got more; skipped", "b.txt = 1234"]);
}

#[test]
fn bytes_add_up_to_the_hint() {
    let root = folder(&[
        ("a.txt", b"four"),
        ("b.jsonl", b"{\"text\":\"x\"}\nbad\n{\"text\":\"y\"}\n"),
        ("c.bin", b"not counted"),
    ]);
    let paths = [root.path().to_owned()];
    let spent: u64 = pages(&paths, Options::default()).map(|i| i.bytes).sum();
    assert_eq!((spent, count_hint(&paths)), (34, 34));
}

#[test]
fn broken_utf8_is_read_with_a_note() {
    let item = jsonl(&b"{\"id\":\"a\",\"text\":\"caf\xe9\"}"[..], "in").next().unwrap();
    assert_eq!(item.page.unwrap().body.as_str(), "caf\u{fffd}");
    assert!(item.note.is_some());
    let item = jsonl(&b"\xef\xbb\xbf{\"id\":\"a\",\"text\":\"b\"}"[..], "in").next().unwrap();
    assert!(item.page.is_ok() && item.note.is_none());
}

#[test]
fn a_reader_that_is_empty_or_binary_says_so_once() {
    assert_eq!(of_lines(""), ["! in: expected text, got an empty page"]);
    assert_eq!(of_lines("\0\0\n\0\n"), ["! in: expected text, got binary data (NUL bytes)"]);
}

#[test]
fn nested_json_does_not_overflow_the_stack() {
    let deep = format!("{{\"more\":{}", "[".repeat(100_000));
    let found = of_lines(&deep);
    assert!(found[0].starts_with("! in:1:"), "{}", found[0]);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_to_the_end(bytes: Vec<u8>) {
        for item in jsonl(&bytes[..], "in") {
            proptest::prop_assert!(item.bytes <= bytes.len() as u64);
        }
        let root = folder(&[("a.html", &bytes), ("b.txt", &bytes)]);
        proptest::prop_assert_eq!(pages(&[root.path().to_owned()], Options::default()).count(), 2);
    }
}
