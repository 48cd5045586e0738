//! `chancery pack new`: a language's folder with every file begun and explained.

use crate::{args, console, failure::Failure};
use chancery_packs::PackSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Files of a new pack that are no tables.
const FILES: &[(&str, &str)] = &[
    ("pack.toml", include_str!("../../skeleton/pack.toml")),
    ("sentences/abbreviations.txt", include_str!("../../skeleton/sentences/abbreviations.txt")),
    ("cases/times.txt", include_str!("../../skeleton/cases/times.txt")),
    ("cases/parties.txt", include_str!("../../skeleton/cases/parties.txt")),
    ("cases/contacts.txt", include_str!("../../skeleton/cases/contacts.txt")),
    ("cases/statements.txt", include_str!("../../skeleton/cases/statements.txt")),
];

/// What each table is for: `== path`, then comment lines.
const TABLES: &str = include_str!("../../skeleton/tables.txt");

/// The language whose tables a new pack follows.
const MODEL: &str = "lang/en/";

/// Runs the command.
pub fn run(new: &args::PackNew) -> Result<(), Failure> {
    let code = new.lang.as_str();
    if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) {
        return Err(Failure::usage(format!(
            "expected a language as two small letters (ISO 639-1), got \"{code}\""
        )));
    }
    let folder = new.dir.join("lang").join(code);
    if folder.exists() {
        return Err(Failure::usage(format!(
            "{}: expected no folder yet, found one; nothing is overwritten",
            folder.display()
        )));
    }
    let packs = PackSet::builtin();
    if packs.languages().contains(&code) {
        let help = "a file laid over the built-in pack replaces it: copy the one you want to change";
        return Err(Failure::usage_with(
            format!("expected a language without a pack, got \"{code}\", which is built in"),
            help,
        ));
    }
    for (path, text) in FILES {
        write(&folder.join(path), &text.replace("LANG", code))?;
    }
    let mut count = FILES.len();
    for path in packs.paths(MODEL).filter(|p| p.ends_with(".tsv")) {
        let Some(table) = packs.table(path)? else { continue };
        let path = &path[MODEL.len()..];
        write(&folder.join(path), &format!("{}{}\n", comment(path), table.header().join("\t")))?;
        count += 1;
    }
    let mut out = console::stdout();
    writeln!(out, "{count} files in {}", folder.display())?;
    writeln!(out, "next: chancery --packs {} pack check {code}", new.dir.display())?;
    out.flush()?;
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |cause| Failure::file(path, "written", cause);
    fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
    fs::write(path, text).map_err(failed)
}

/// The comment lines of a table; empty where there are none.
fn comment(path: &str) -> &'static str {
    let mut parts = TABLES.split("== ").filter_map(|part| part.split_once('\n'));
    parts.find(|(name, _)| *name == path).map_or("", |(_, lines)| lines)
}

#[cfg(test)]
mod tests {
    use super::{MODEL, comment};
    use chancery_packs::PackSet;

    #[test]
    fn every_table_is_explained() {
        let packs = PackSet::builtin();
        for path in packs.paths(MODEL).filter(|p| p.ends_with(".tsv")) {
            let comment = comment(&path[MODEL.len()..]);
            assert!(comment.starts_with("# ") && comment.ends_with('\n'), "{path}: {comment}");
        }
    }
}
