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

/// Functions that ask the clock, whatever the type.
const CLOCKS: [&str; 2] = ["now", "elapsed"];

/// Macros that print.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// Complaints about a source file of a pure crate.
pub fn check(file: &str, text: &str) -> Result<Vec<Complaint>, Failure> {
    let pieces = source::pieces(file, text)?;
    let mut complaints = Vec::new();
    for (index, (line, piece)) in pieces.iter().enumerate() {
        let Piece::Ident(name) = piece else { continue };
        let found = offence(name, index.checked_sub(1).map(|i| &pieces[i].1), &pieces[index + 1..]);
        complaints.extend(found.into_iter().map(|got| {
            Complaint::new(file, *line, format!("expected a pure function of its input, got {got}"))
        }));
    }
    Ok(complaints)
}

/// What is wrong with a name between the pieces before and after it.
fn offence(name: &str, before: Option<&Piece>, after: &[(usize, Piece)]) -> Vec<String> {
    let next = after.first().map(|(_, p)| p);
    if name == "std" && next == Some(&Piece::Path) {
        let used = modules(&after[1..]);
        return used.into_iter().filter(|m| MODULES.contains(&m.as_str())).map(|m| format!("std::{m}")).collect();
    }
    let is_macro = next == Some(&Piece::Mark('!'));
    let is_path = before == Some(&Piece::Path) || before == Some(&Piece::Mark('.'));
    let wrong = NAMES.contains(&name)
        || (is_macro && PRINTING.contains(&name))
        || (is_path && CLOCKS.contains(&name) && next == Some(&Piece::Mark('(')));
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
        check("use std::{collections::{BTreeMap, hash_map}, env, io::{self, net}, thread};", &["std::env", "std::thread"]);
        check("fn f() { std::process::exit(1) }", &["std::process"]);
        check("fn f() { let a = std::time::Instant::now(); }", &["Instant", "now"]);
        check("fn f() { jiff::Zoned::now() }", &["now"]);
        check("fn f() { println!(\"a\"); dbg!(1) }", &["println", "dbg"]);
        check("use std::{fmt, str::FromStr};\nfn now() { let env = 1; }", &[]);
        check("// std::fs\nfn f() -> &'static str { \"std::fs\" }", &[]);
        check("#[cfg(test)]\nmod tests { use std::fs; }", &[]);
    }

    #[test]
    fn lines_are_told() {
        let complaints = check("a.rs", "//! A.\n\nuse std::net::TcpStream;\n").expect("the source lexes");
        assert_eq!((complaints[0].file.as_str(), complaints[0].line), ("a.rs", 3));
    }
}
