//! The house rules that no compiler checks, each a function from text to complaints.
//!
//! | module | rule |
//! |---|---|
//! | `crates` | a crate depends only on the crates that its place on a page's way allows |
//! | `pure` | pure crates have no files, network, processes, threads, clock, environment or printing |
//! | `words` | no word of a human language stands in the code of the crates that read |
//! | `files` | a file begins with its `//!` and has at most 400 lines; no path of one machine stands anywhere |
//! | `tables` | each table of the packs says where its rows come from |

mod crates;
mod files;
mod pure;
mod source;
mod tables;
mod words;

use crate::Failure;
use source::Checkout;
use std::path::Path;

/// Crates that are pure functions of their input and the packs.
const PURE: [&str; 8] = [
    "chancery-model",
    "chancery-packs",
    "chancery-text",
    "chancery-article",
    "chancery-time",
    "chancery-names",
    "chancery-contacts",
    "chancery-record",
];

/// A breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Complaint {
    /// Path inside the workspace.
    file: String,
    /// Line, from 1.
    line: usize,
    /// What was expected, and what came.
    says: String,
}

impl Complaint {
    fn new(file: &str, line: usize, says: impl Into<String>) -> Complaint {
        Complaint { file: file.to_owned(), line, says: says.into() }
    }
}

/// Checks the workspace at `root`, prints each complaint, and fails where there is one.
pub fn run(root: &Path) -> Result<(), Failure> {
    let complaints = check(root)?;
    for Complaint { file, line, says } in &complaints {
        println!("{file}:{line}: {says}");
    }
    match complaints.len() {
        0 => Ok(()),
        n => Err(format!("tidy: expected no complaint, got {n}").into()),
    }
}

/// Every complaint about the workspace at `root`, in order of files and lines.
fn check(root: &Path) -> Result<Vec<Complaint>, Failure> {
    let checkout = Checkout::open(root)?;
    let mut complaints = crates::check(&crates::dependencies(root)?);
    let vocabulary = words::Vocabulary::of(&checkout);
    for (path, text) in checkout.texts() {
        complaints.extend(files::machine_paths(path, text));
        if path.ends_with(".rs") {
            complaints.extend(files::shape(path, text));
        }
        if source::in_crates(path, &PURE) {
            complaints.extend(pure::check(path, text)?);
        }
        if source::in_crates(path, &words::READING) {
            complaints.extend(words::check(path, text, &vocabulary)?);
        }
        complaints.extend(tables::check(path, text));
    }
    complaints.sort();
    Ok(complaints)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_tidy() {
        let complaints = check(&crate::root()).expect("the workspace can be read");
        let lines: Vec<String> =
            complaints.iter().map(|c| format!("{}:{}: {}", c.file, c.line, c.says)).collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }
}
