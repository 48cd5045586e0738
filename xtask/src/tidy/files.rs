//! What every file has to be: headed, short, and free of the paths of one machine.

use super::Complaint;

/// Most lines of a source file.
const MOST_LINES: usize = 400;

/// Folders that stand at the root of somebody's machine.
const MACHINE_FOLDERS: [&str; 4] = ["work", "root", "tmp", "home"];

/// Complaints about a Rust file without a `//!` in its first line, or longer than 400 lines in `src/`.
pub fn shape(file: &str, text: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let first = text.lines().next().unwrap_or("");
    if !first.starts_with("//! ") {
        let says = format!("expected \"//! \" and what the file is for, got \"{first}\"");
        complaints.push(Complaint::new(file, 1, says));
    }
    let lines = text.lines().count();
    if file.contains("src/") && lines > MOST_LINES {
        let says = format!("expected at most {MOST_LINES} lines, got {lines}: the file holds two ideas");
        complaints.push(Complaint::new(file, MOST_LINES + 1, says));
    }
    complaints
}

/// Complaints about absolute paths that hold on one machine only.
pub fn machine_paths(file: &str, text: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for folder in MACHINE_FOLDERS {
            let path = format!("/{folder}/");
            if line.match_indices(&path).any(|(at, _)| begins_path(&line[..at])) {
                let says = format!("expected a path inside the project, got one in {path}");
                complaints.push(Complaint::new(file, index + 1, says));
            }
        }
    }
    complaints
}

/// Whether a slash after `before` is the root, and not the middle of an address or a relative path.
fn begins_path(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || "._-~}/*".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_heads_and_ends() {
        let long = format!("//! A.\n{}", "\n".repeat(MOST_LINES));
        let check = |file: &str, text: &str, lines: &[usize]| {
            assert_eq!(shape(file, text).iter().map(|c| c.line).collect::<Vec<_>>(), lines, "{file}");
        };
        check("crates/a/src/b.rs", "//! A.\n", &[]);
        check("crates/a/src/b.rs", "// A.\n", &[1]);
        check("crates/a/src/b.rs", "", &[1]);
        check("crates/a/src/b.rs", &long, &[401]);
        check("crates/a/tests/b.rs", &long, &[]);
    }

    #[test]
    fn paths_of_one_machine_are_seen() {
        let check = |line: &str, expected: usize| {
            let line = line.replace('§', "/");
            assert_eq!(machine_paths("a.md", &line).len(), expected, "{line}");
        };
        check("see §work§main", 1);
        check("\"§tmp§a\" and \"§root§b\"", 2);
        check("https:§§example.org§home§index.html", 0);
        check("a§work§b", 0);
    }
}
