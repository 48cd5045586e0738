//! The quality gate: the reader, measured on the gold pages, against floors that only rise.
//!
//! A set is a gold file: `gold/NAME.jsonl`, and, where the folder stands beside the checkout, those of
//! `../shared/gold/dev` as `dev-NAME`. Each is read as `chancery code` reads it, with the reader and the packs
//! that are compiled in, and scored for each of its languages that has a pack. `gold/floors.json` holds the
//! floor of each figure and the digest of each gold file: a figure under its floor fails, and so does a gold
//! file that changed without its floors.

mod calibrate;
mod causes;
mod dates;
mod floors;
mod gold;
mod matching;
mod names;
mod read;
mod salience;
mod score;

use crate::Failure;
use chancery_contacts::Way;
use chancery_packs::PackSet;
use floors::Floors;
use gold::Set;
use read::Engine;
use score::Tally;
use std::collections::BTreeMap;
use std::path::Path;

/// Languages whose packs read contacts.
const READ_WELL: [&str; 6] = ["en", "fr", "ru", "de", "es", "uk"];

/// What to do with the floors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Fail where a figure is under its floor.
    Compare,
    /// Raise floors to the figures, then compare.
    Raise,
}

/// Measures the sets of the workspace at `root`, prints a table, and compares with the floors.
pub fn run(root: &Path, mode: Mode) -> Result<(), Failure> {
    let path = root.join("gold/floors.json");
    let mut floors = Floors::open(&path)?;
    let sets = gold::sets(root)?;
    let packs = PackSet::builtin();
    let engine = Engine::new(&packs)?;
    let tallies = measure(&engine, &packs, &sets)?;
    println!("{}", score::HEADER);
    for (key, tally) in &tallies {
        println!("{}", tally.line(key));
    }
    if mode == Mode::Raise {
        floors.raise(&sets, &tallies);
        floors.write(&path)?;
    }
    let complaints = floors.compare(&sets, &tallies);
    for complaint in &complaints {
        println!("{complaint}");
    }
    match complaints.len() {
        0 => Ok(()),
        n => Err(format!("gate: expected every figure at or over its floor, got {n} complaints").into()),
    }
}

/// Prints why contacts are missed, false or wrong, and puts the table into `docs/quality.md` where `write` says so.
pub fn causes(root: &Path, write: bool) -> Result<(), Failure> {
    const MARKS: [&str; 2] =
        ["<!-- causes: filled by `cargo xtask causes --write` -->\n", "<!-- end of causes -->"];
    let packs = PackSet::builtin();
    let engine = Engine::new(&packs)?;
    let table = causes::Causes::count(&engine, &gold::sets(root)?, &READ_WELL)?.table();
    print!("{table}");
    if write {
        let path = root.join("docs/quality.md");
        let text = std::fs::read_to_string(&path)?;
        let [from, to] = MARKS.map(|m| text.find(m));
        let (Some(from), Some(to)) = (from, to) else {
            return Err(format!("docs/quality.md: expected the marks {MARKS:?}, got none").into());
        };
        let kept = (&text[..from + MARKS[0].len()], &text[to..]);
        std::fs::write(&path, [kept.0, &table, kept.1].concat())?;
    }
    Ok(())
}

/// Whether a set lies beside the checkout, and is not the project's own.
fn beside(set: &&Set) -> bool {
    set.name.starts_with("dev-")
}

/// Prints how far confidences mean what they say on the pages beside the checkout, with the weights there are and with
/// those that the project's own gold pages give; and the latter.
pub fn calibrate(root: &Path) -> Result<(), Failure> {
    let packs = PackSet::builtin();
    let engine = Engine::new(&packs)?;
    let sets = gold::sets(root)?;
    let own = calibrate::samples(&engine, sets.iter().filter(|s| !beside(s)))?;
    let other = calibrate::samples(&engine, sets.iter().filter(beside))?;
    let weights = calibrate::fit(&own);
    println!("{}", calibrate::table(&other));
    println!("{}", calibrate::table(&calibrate::weighed(&other, &weights)));
    for (name, weight) in weights {
        println!("{name}\t{weight:.2}");
    }
    Ok(())
}

/// Fits the weights of whom words go back to on the project's own gold pages, and prints how often they are right
/// there and on the pages beside the checkout, beside those that there are; and the weights.
pub fn salience(root: &Path) -> Result<(), Failure> {
    let engine = Engine::new(&PackSet::builtin())?;
    let sets = gold::sets(root)?;
    let own = salience::events(&engine, sets.iter().filter(|s| !beside(s)))?;
    let other = salience::events(&engine, sets.iter().filter(beside))?;
    for (name, way) in Way::COLUMNS {
        let weights = salience::fit(&own, way);
        for (pages, events) in [("own pages", &own), ("pages beside the checkout", &other)] {
            let [all, now, fitted] = salience::right(events, way, &weights);
            println!("{name}, {pages}: {now} of {all} right, {fitted} with these weights");
        }
        weights.iter().for_each(|(name, weight)| println!("\t{name}\t{weight:.2}"));
    }
    Ok(())
}

/// The tally of each set and language, by `SET/LANG`. Languages without a pack are passed over.
fn measure(engine: &Engine, packs: &PackSet, sets: &[Set]) -> Result<BTreeMap<String, Tally>, Failure> {
    let languages = packs.languages();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for set in sets {
        let with_pack = |lang: &str| languages.contains(&lang);
        let pages = set.pages.iter().filter(|p| with_pack(&p.lang)).count();
        if pages < set.pages.len() {
            println!("{}: {} pages are in languages without a pack", set.name, set.pages.len() - pages);
        }
        if pages == 0 {
            continue;
        }
        let mut predicted = engine.read(set)?;
        for page in set.pages.iter().filter(|p| with_pack(&p.lang)) {
            let contacts = predicted.remove(&page.id).unwrap_or_default();
            tallies.entry(format!("{}/{}", set.name, page.lang)).or_default().add(&page.contacts, &contacts);
        }
    }
    Ok(tallies)
}
