//! Which crate may depend on which.
//!
//! The list is the design's table of crates, and one change to it: the reader of articles, `chancery-article`,
//! does not know the packs; its cues are handed to it.

use super::Complaint;
use crate::Failure;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A crate of the workspace and the crates of the workspace that it may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("chancery-model", &[]),
    ("chancery-packs", &["model"]),
    ("chancery-text", &["model", "packs"]),
    ("chancery-article", &["model"]),
    ("chancery-time", &["model", "packs", "text"]),
    ("chancery-names", &["model", "packs", "text"]),
    ("chancery-contacts", &["model", "packs", "text", "time", "names"]),
    ("chancery-record", &["model", "text", "time"]),
    ("chancery-store", &["model"]),
    ("chancery-ingest", &["model"]),
    ("chancery", ALL),
    ("xtask", &["model", "packs", "article", "ingest", "contacts"]),
];

const ALL: &[&str] =
    &["model", "packs", "text", "article", "time", "names", "contacts", "record", "store", "ingest"];

/// What tests and examples of any crate may use besides: they need an article to read.
const IN_TESTS: &[&str] = &["article"];

/// Crates that a pure crate may not bring in: clocks, threads, network, chance.
const IMPURE: &[&str] =
    &["chrono", "fastrand", "getrandom", "rand", "rayon", "reqwest", "time", "tokio", "ureq", "walkdir"];

/// What one crate depends on.
#[derive(Clone, Debug, Default)]
pub struct Dependencies {
    /// The crate.
    pub name: String,
    /// Names of what its code and its build script use.
    pub uses: Vec<String>,
    /// Names of what only its tests and examples use.
    pub tests_use: Vec<String>,
}

/// Asks cargo for the dependencies of every crate of the workspace.
pub fn dependencies(root: &Path) -> Result<Vec<Dependencies>, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let args = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let done = Command::new(cargo).current_dir(root).args(args).output()?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(format!("cargo metadata: expected the workspace, got: {said}").into());
    }
    let metadata: Value = serde_json::from_slice(&done.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata: expected packages, got none")?;
    Ok(packages.iter().map(package).collect())
}

fn package(package: &Value) -> Dependencies {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Dependencies { name: text(&package["name"]), ..Dependencies::default() };
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        let is_dev = dependency["kind"] == "dev";
        let list = if is_dev { &mut found.tests_use } else { &mut found.uses };
        list.push(text(&dependency["name"]));
    }
    found
}

/// Complaints about crates that use what they may not.
pub fn check(crates: &[Dependencies]) -> Vec<Complaint> {
    crates.iter().flat_map(of_crate).collect()
}

fn of_crate(found: &Dependencies) -> Vec<Complaint> {
    let name = found.name.as_str();
    let file =
        if name == "xtask" { "xtask/Cargo.toml".to_owned() } else { format!("crates/{name}/Cargo.toml") };
    let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
        let says = format!("expected a crate of the list in xtask/src/tidy/crates.rs, got {name}");
        return vec![Complaint::new(&file, 1, says)];
    };
    let mut complaints = Vec::new();
    let mut refuse = |used: &str, allowed: &[&str]| {
        let may = if allowed.is_empty() { "no crate of the workspace".into() } else { allowed.join(", ") };
        complaints.push(Complaint::new(&file, 1, format!("expected {name} to use {may}, got {used}")));
    };
    let ours = |used: &str| {
        used.strip_prefix("chancery-").map(str::to_owned).or((used == "xtask").then(|| used.into()))
    };
    for used in &found.uses {
        if ours(used).is_some_and(|short| !allowed.contains(&short.as_str())) || used == "chancery" {
            refuse(used, allowed);
        }
        if super::PURE.contains(&name) && IMPURE.contains(&used.as_str()) {
            refuse(used, &["crates without clock, chance, threads, files and network"]);
        }
    }
    for used in &found.tests_use {
        let known = |short: &str| allowed.contains(&short) || IN_TESTS.contains(&short);
        if ours(used).is_some_and(|short| !known(&short)) {
            refuse(used, allowed);
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_one(name: &str, uses: &[&str], tests_use: &[&str], expected: &[&str]) {
        let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        let crates = [Dependencies { name: name.into(), uses: list(uses), tests_use: list(tests_use) }];
        let says: Vec<String> = check(&crates).into_iter().map(|c| c.says).collect();
        assert_eq!(says, expected, "{name}");
    }

    #[test]
    fn arrows_point_one_way() {
        check_one("chancery-time", &["chancery-model", "chancery-text", "jiff"], &["chancery-article"], &[]);
        check_one(
            "chancery-model",
            &["chancery-packs"],
            &[],
            &["expected chancery-model to use no crate of the workspace, got chancery-packs"],
        );
        check_one(
            "chancery-article",
            &["chancery-packs"],
            &[],
            &["expected chancery-article to use model, got chancery-packs"],
        );
        check_one(
            "chancery-store",
            &["chancery-model"],
            &["chancery-record"],
            &["expected chancery-store to use model, got chancery-record"],
        );
        check_one(
            "chancery-ingest",
            &["chancery"],
            &[],
            &["expected chancery-ingest to use model, got chancery"],
        );
        check_one(
            "chancery-odd",
            &[],
            &[],
            &["expected a crate of the list in xtask/src/tidy/crates.rs, got chancery-odd"],
        );
    }

    #[test]
    fn pure_crates_bring_in_no_chance() {
        check_one(
            "chancery-record",
            &["rand"],
            &[],
            &[
                "expected chancery-record to use crates without clock, chance, threads, files and network, got rand",
            ],
        );
        check_one("chancery-record", &[], &["rand"], &[]);
        check_one("chancery-ingest", &["walkdir"], &[], &[]);
    }
}
