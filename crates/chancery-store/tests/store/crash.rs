//! A writer killed at any moment loses nothing that it committed.

use crate::made::{article, id};
use chancery_store::Store;
use rusqlite::Connection;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Set in the child, which writes until it is killed: the record's path, and the size of a batch.
const CHILD: &str = "CHANCERY_STORE_CRASH_CHILD";
const BATCH: &str = "CHANCERY_STORE_CRASH_BATCH";

#[test]
fn a_killed_writer_loses_nothing() {
    if let Some(path) = env::var_os(CHILD) {
        let size = env::var(BATCH).unwrap().parse().unwrap();
        write_until_killed(Path::new(&path), size);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let mut held = 0;
    for round in 0..12 {
        // From before the schema is made to the midst of a batch, with batches of all sizes.
        let size = [1, 16, 128][round % 3];
        let life = Duration::from_millis([0, 3, 11, 40, 90, 170][round % 6]);
        let confirmed = run_and_kill(&path, size, life);
        let found = check_whole(&path);
        assert!(
            found >= held.max(confirmed),
            "round {round}: {found} of {confirmed} confirmed, {held} before"
        );
        assert_eq!((found - held) % size, 0, "round {round}: a batch in part");
        held = found;
    }
    assert!(held > 500, "{held} articles");
}

/// Tells on standard output how many articles are committed, after each batch. New articles follow those held;
/// each batch also replaces an old one.
fn write_until_killed(path: &Path, size: usize) -> ! {
    let store = Store::open(path).unwrap();
    let mut next = store.summary().unwrap().pages;
    loop {
        let mut batch: Vec<_> = (next..next + size).map(|n| article(n, 0)).collect();
        batch.push(article(next / 2, next % 5));
        store.write_batch(&batch).unwrap();
        next += size;
        let mut out = std::io::stdout().lock();
        writeln!(out, "\ncommitted {next}").and_then(|()| out.flush()).unwrap();
    }
}

/// Runs a child and kills it when its `life` is over, though not before it confirmed a batch unless that is zero.
/// Gives the last number it confirmed.
fn run_and_kill(path: &Path, size: usize, life: Duration) -> usize {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "crash::a_killed_writer_loses_nothing", "--nocapture"])
        .env(CHILD, path)
        .env(BATCH, size.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let end = Instant::now() + life;
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (said, hears) = mpsc::channel::<usize>();
    let listener = thread::spawn(move || {
        let numbers = lines.map_while(Result::ok);
        numbers.filter_map(|l| l.strip_prefix("committed ")?.parse().ok()).try_for_each(|n| said.send(n))
    });
    let mut confirmed = 0;
    if !life.is_zero() {
        confirmed = hears.recv().expect("the child writes until it is killed");
    }
    while let Ok(number) = hears.recv_timeout(end.saturating_duration_since(Instant::now())) {
        confirmed = number;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said while it was being killed counts too.
    listener.join().unwrap().unwrap();
    hears.try_iter().last().unwrap_or(confirmed)
}

/// The number of articles in a sound record, each of which is whole.
fn check_whole(path: &Path) -> usize {
    let store = Store::open(path).unwrap();
    let raw = Connection::open(path).unwrap();
    let text = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(text("PRAGMA integrity_check"), "ok");
    assert!(!raw.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    raw.execute("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)", [])
        .unwrap();
    let pages = store.summary().unwrap().pages;
    for n in 0..pages {
        let held = store.article(&id(n)).unwrap().expect("ids without a gap");
        let version = held.notes[0].rsplit_once('.').unwrap().1.parse().unwrap();
        assert_eq!(held, article(n, version));
    }
    assert_eq!(store.all_reports().unwrap().count(), 3 * pages);
    pages
}
