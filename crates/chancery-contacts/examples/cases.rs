//! Prints the failing cases of the packs of the languages given, or of all.

#![allow(clippy::disallowed_methods, reason = "an example is a program of its own")]

use chancery_contacts::{Reader, run_cases};
use chancery_packs::PackSet;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packs = PackSet::builtin();
    let reader = Reader::new(&packs)?;
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for lang in packs.languages() {
        if !wanted.is_empty() && !wanted.iter().any(|w| w == lang) {
            continue;
        }
        let results = run_cases(&reader, &packs.lang(lang)?);
        for r in results.iter().filter(|r| !r.passed) {
            println!(
                "{}:{}: {}\n    expected {}\n    got      {}",
                r.file, r.line, r.text, r.expected, r.got
            );
        }
        println!("{lang}: {} of {} cases pass", results.iter().filter(|r| r.passed).count(), results.len());
    }
    Ok(())
}
