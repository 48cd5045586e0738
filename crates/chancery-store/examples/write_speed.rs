//! Measures writing: `cargo run --release -p chancery-store --example write_speed [ARTICLES] [BATCH]`.
//!
//! Prints articles per second, the size of the file, the greatest memory use (on Linux), and the time that
//! walking all reports, replacing and listing contacts, and a search take.

#[allow(clippy::unwrap_used, reason = "made for the tests")]
#[path = "../tests/store/made.rs"]
mod made;

use chancery_store::{ContactQuery, Store};
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|a| a.parse());
    let articles: usize = arguments.next().unwrap_or(Ok(10_000))?;
    let batch: usize = arguments.next().unwrap_or(Ok(256))?;
    let (folder, store) = made::store();

    let mut seconds = 0.0;
    for first in (0..articles).step_by(batch) {
        let made: Vec<_> = (first..articles.min(first + batch)).map(|n| made::article(n, 0)).collect();
        seconds += timed(|| store.write_batch(&made))?;
    }
    let text = made::article(0, 0).article.text.len();
    println!("{articles} articles of {text} bytes with 3 reports each, in batches of {batch}");
    println!("write        {seconds:.2} s, {:.0} articles/s", articles as f64 / seconds);
    print_memory();

    println!("all reports  {:.2} s", timed(|| store.all_reports()?.try_for_each(|r| r.map(drop)))?);
    let contacts: Vec<_> =
        (0..articles).map(|n| made::contact(&format!("c{n:07}"), Some("2024"), &[n])).collect();
    println!("contacts in  {:.2} s", timed(|| store.replace_contacts(&contacts))?);
    println!("contacts out {:.2} s", timed(|| store.contacts(&ContactQuery::default()).map(drop))?);
    let query = ContactQuery { person: Some("lecornu".into()), limit: Some(50), ..ContactQuery::default() };
    println!("50 by person {:.4} s", timed(|| store.contacts(&query).map(drop))?);
    println!("search       {:.4} s", timed(|| store.search("ministre russe", 20).map(drop))?);
    println!("summary      {:.4} s", timed(|| store.summary().map(drop))?);
    drop(store);
    let path = folder.path().join("record.db");
    println!("open         {:.4} s", timed(|| Store::open(&path).map(drop))?);
    println!("file         {:.1} MB", std::fs::metadata(&path)?.len() as f64 / 1e6);
    print_memory();
    Ok(())
}

/// The greatest memory use so far, where the system tells it.
fn print_memory() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmHWM")).for_each(|l| println!("{l}"));
}

/// Seconds that `work` takes.
fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<f64, E> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64())
}
