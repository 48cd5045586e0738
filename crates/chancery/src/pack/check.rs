//! `chancery pack check`: packs parse, their cases pass; what no case exercises and what stands twice.

use super::{exercise, surfaces, times};
use crate::console::{BAD, BOLD, DIM, GOOD, Ink, PLAIN};
use crate::{args, console, engine, engine::Engine, failure::Failure};
use chancery_contacts::{CaseResult, run_cases};
use chancery_packs::{LangPack, Problem};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Runs the command.
pub fn run(shared: &args::Shared, check: &args::PackCheck) -> Result<(), Failure> {
    let packs = engine::packs(shared)?;
    let languages = if check.langs.is_empty() {
        packs.languages().into_iter().map(str::to_owned).collect()
    } else {
        check.langs.clone()
    };
    let mut loaded: Vec<LangPack> = Vec::new();
    for code in &languages {
        loaded.push(packs.lang(code).map_err(|e| Failure::from(e).with_row(&packs))?);
    }
    let engine = Engine::whole(&packs)?;
    let mut out = console::stdout();
    let mut failed = 0;
    for pack in &loaded {
        let mut results = run_cases(&engine.reader, pack);
        results.extend(times::run_cases(pack).map_err(|e| Failure::from(e).with_row(&packs))?);
        failed += tell_results(&mut out, pack, &results)?;
        let idle = exercise::idle(&engine.reader, pack);
        warn(&mut out, "rows that no case exercises", &idle, shared.verbose)?;
        warn(&mut out, "forms that stand twice", &surfaces::ambiguous(pack), shared.verbose)?;
    }
    out.flush()?;
    match failed {
        0 => Ok(()),
        1 => Err(Failure::Wanting("1 case fails".to_owned())),
        n => Err(Failure::Wanting(format!("{n} cases fail"))),
    }
}

/// Prints the failures and a line per file; gives the number of failures.
fn tell_results(out: &mut impl Write, pack: &LangPack, results: &[CaseResult]) -> io::Result<usize> {
    let head = Ink::of(BOLD, format!("{} ({})", pack.meta.name, pack.code));
    writeln!(out, "{head}")?;
    let mut failed = 0;
    for result in results.iter().filter(|r| !r.passed) {
        failed += 1;
        writeln!(
            out,
            "{} {}",
            Ink::of(BAD, format!("{}:{}:", result.file, result.line)),
            Ink::of(PLAIN, &result.text)
        )?;
        writeln!(out, "    expected {}", Ink::of(GOOD, &result.expected))?;
        writeln!(out, "    got      {}", Ink::of(BAD, &result.got))?;
    }
    for file in &pack.cases {
        let own: Vec<&CaseResult> = results.iter().filter(|r| r.file == file.file).collect();
        let passed = own.iter().filter(|r| r.passed).count();
        let count = format!("  {:<40} {passed} of {} pass", file.file, file.cases.len());
        let style = if passed == file.cases.len() { GOOD } else { BAD };
        let negatives = format!(", {} negatives", file.negatives());
        writeln!(out, "{}", Ink::of(style, count).and(DIM, negatives))?;
    }
    if pack.cases.is_empty() {
        writeln!(out, "  no cases")?;
    }
    Ok(failed)
}

/// Counts problems by file; lists them where more is asked for.
fn warn(out: &mut impl Write, what: &str, problems: &[Problem], verbose: u8) -> io::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    if verbose > 0 {
        return problems
            .iter()
            .try_for_each(|p| writeln!(out, "  {}", Ink::of(DIM, format!("warning: {p}"))));
    }
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    problems.iter().for_each(|p| *files.entry(&p.file).or_default() += 1);
    writeln!(out, "  {}", Ink::of(DIM, format!("warning: {} {what} (-v lists them)", problems.len())))?;
    for (file, count) in files {
        writeln!(out, "  {}", Ink::of(DIM, format!("    {count:>5}  {file}")))?;
    }
    Ok(())
}
