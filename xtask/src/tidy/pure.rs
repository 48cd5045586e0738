//! Pure crates have no files, network, processes, threads, clock, environment, chance or printing.
//!
//! A scan of the source, to say it in one place for all crates; `clippy.toml` beside each of them says it
//! again of the calls, with the types known. `src/` only: tests, examples and build scripts may do as they like.

use super::{Complaint, source, source::Piece};
use crate::Failure;

/// Modules of the standard library.
const MODULES: [&str; 5] = ["fs", "net", "process", "thread", "env"];

/// Names that mean trouble wherever they stand.
const NAMES: [&str; 4] = ["SystemTime", "Instant", "RandomState", "thread_local"];

/// Types with a function `now` that asks the clock.
const CLOCKS: [&str; 4] = ["Zoned", "Timestamp", "Utc", "Local"];

/// Macros that print.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// Complaints about a source file of a pure crate.
pub fn check(file: &str, text: &str) -> Result<Vec<Complaint>, Failure> {
    let pieces = source::pieces(file, text)?;
    let mut complaints = Vec::new();
    for (index, (line, piece)) in pieces.iter().enumerate() {
        let Piece::Ident(name) = piece else { continue };
        let found = offence(name, &pieces[index + 1..]);
        complaints.extend(found.into_iter().map(|got| {
            Complaint::new(file, *line, format!("expected a pure function of its input, got {got}"))
        }));
    }
    Ok(complaints)
}

/// What is wrong with a name, given the pieces after it.
fn offence(name: &str, after: &[(usize, Piece)]) -> Vec<String> {
    let next = after.first().map(|(_, p)| p);
    if name == "std" && next == Some(&Piece::Path) {
        let used = modules(&after[1..]).into_iter();
        return used.filter(|m| MODULES.contains(&m.as_str())).map(|m| format!("std::{m}")).collect();
    }
    let asks_clock = || after.get(1).is_some_and(|(_, p)| *p == Piece::Ident("now".to_owned()));
    let wrong = NAMES.contains(&name)
        || (PRINTING.contains(&name) && next == Some(&Piece::Mark('!')))
        || (CLOCKS.contains(&name) && next == Some(&Piece::Path) && asks_clock());
    if wrong { vec![name.to_owned()] } else { Vec::new() }
}

/// The modules named right after `std::`: one, or each of a list in braces.
fn modules(after: &[(usize, Piece)]) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut begins) = (0, true);
    for (_, piece) in after {
        match piece {
            Piece::Mark('{') => depth += 1,
            Piece::Mark('}') => depth -= 1,
            Piece::Mark(',') if depth == 1 => {
                begins = true;
                continue;
            }
            Piece::Ident(name) if begins && depth <= 1 => {
                found.push(name.clone());
                begins = false;
            }
            _ => {}
        }
        if depth <= 0 {
            return found;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impure_calls_are_seen() {
        let check = |text: &str, expected: &[&str]| {
            let complaints = check("a.rs", text).expect("the source lexes");
            let got: Vec<&str> = complaints
                .iter()
                .map(|c| c.says.strip_prefix("expected a pure function of its input, got ").unwrap_or("?"))
                .collect();
            assert_eq!(got, expected, "{text}");
        };
        check("use std::fs;", &["std::fs"]);
        check(
            "use std::{collections::{BTreeMap, hash_map}, env, io::{self, net}, thread};",
            &["std::env", "std::thread"],
        );
        check("fn f() { std::process::exit(1) }", &["std::process"]);
        check("fn f() { let a = std::time::Instant::now(); }", &["Instant"]);
        check("fn f() { jiff::Zoned::now() }", &["Zoned"]);
        check("fn f() { println!(\"a\"); dbg!(1) }", &["println", "dbg"]);
        check("use std::{fmt, str::FromStr};\nfn f() { let env = record.now(); }", &[]);
        check("// std::fs\nfn f() -> &'static str { \"std::fs\" }", &[]);
        check("#[cfg(test)]\nmod tests { use std::fs; }", &[]);
    }

    #[test]
    fn lines_are_told() {
        let complaints = check("a.rs", "//! A.\n\nuse std::net::TcpStream;\n").expect("the source lexes");
        assert_eq!((complaints[0].file.as_str(), complaints[0].line), ("a.rs", 3));
    }
}
