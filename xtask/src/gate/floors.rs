//! The floors under the figures, and the digests of the gold that they were measured on.

use super::{gold::Set, score::Tally};
use crate::Failure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Sets that are no files of the project: where they are missing, their floors rest.
const BESIDE: &str = "dev-";

/// `gold/floors.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// BLAKE3 of the gold file of each set.
    digests: BTreeMap<String, String>,
    /// By `SET/LANG`.
    floors: BTreeMap<String, Floor>,
}

/// The least that the reader may reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    /// F1 of contacts found.
    found: f64,
    /// F1 of contacts with actors, kind, status and date right.
    exact: f64,
}

impl Floors {
    /// Reads the file; no floors where there is none.
    pub fn open(path: &Path) -> Result<Floors, Failure> {
        if !path.exists() {
            return Ok(Floors::default());
        }
        let text = std::fs::read_to_string(path)?;
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()).into())
    }

    /// Writes the file.
    pub fn write(&self, path: &Path) -> Result<(), Failure> {
        Ok(std::fs::write(path, serde_json::to_string_pretty(self)? + "\n")?)
    }

    /// Raises the floors to the figures, rounded down to hundredths, and takes the digests of the sets.
    pub fn raise(&mut self, sets: &[Set], tallies: &BTreeMap<String, Tally>) {
        for (key, tally) in tallies {
            let floor = self.floors.entry(key.clone()).or_default();
            floor.found = floor.found.max(hundredths(tally.found_f1()));
            floor.exact = floor.exact.max(hundredths(tally.exact_f1()));
        }
        for set in measured(sets, tallies) {
            self.digests.insert(set.name.clone(), set.digest());
        }
    }

    /// What speaks against the figures.
    pub fn compare(&self, sets: &[Set], tallies: &BTreeMap<String, Tally>) -> Vec<String> {
        let mut complaints = Vec::new();
        for set in measured(sets, tallies) {
            if self.digests.get(&set.name) != Some(&set.digest()) {
                let name = &set.name;
                complaints.push(format!("{name}: expected the gold of gold/floors.json, got another: look at the figures, then `cargo xtask gate --raise`"));
            }
        }
        for (key, tally) in tallies {
            match self.floors.get(key) {
                Some(floor) => complaints.extend(floor.compare(key, tally)),
                None => {
                    complaints.push(format!("{key}: expected a floor, got none: `cargo xtask gate --raise`"))
                }
            }
        }
        let gone = |key: &&String| !tallies.contains_key(*key) && !key.starts_with(BESIDE);
        let gone = self.floors.keys().filter(gone);
        complaints.extend(gone.map(|key| format!("{key}: expected its pages, got none to measure")));
        complaints
    }
}

impl Floor {
    fn compare(&self, key: &str, tally: &Tally) -> Vec<String> {
        let figures =
            [("found F1", self.found, tally.found_f1()), ("exact F1", self.exact, tally.exact_f1())];
        let under = figures.iter().filter(|(_, floor, got)| hundredths(*got) < *floor);
        under
            .map(|(name, floor, got)| format!("{key}: expected {name} of at least {floor}, got {got:.4}"))
            .collect()
    }
}

/// The sets that have a tally.
fn measured<'a>(sets: &'a [Set], tallies: &BTreeMap<String, Tally>) -> impl Iterator<Item = &'a Set> {
    let has =
        |set: &&Set| tallies.keys().any(|key| key.rsplit_once('/').is_some_and(|(name, _)| name == set.name));
    sets.iter().filter(has)
}

/// Rounded down to hundredths; a figure that is a whole number of them, but for the last bit, stays.
fn hundredths(figure: f64) -> f64 {
    (figure * 100.0 + 1e-9).floor() / 100.0
}

#[cfg(test)]
mod tests {
    use super::super::matching::tests::contact;
    use super::*;

    /// Two contacts found of `of`, all exact.
    fn measured_as(of: usize) -> (Vec<Set>, BTreeMap<String, Tally>) {
        let lines = ["call held 2024-04-03 FRA RUS", "visit held 2024-05 DEU CHN", "call held 2020 USA JPN"];
        let contacts: Vec<_> = lines[..of].iter().map(|l| contact(l)).collect();
        let mut tally = Tally::default();
        tally.add(&contacts, &contacts[..2]);
        let text = r#"{"id":"a","lang":"en"}"#.to_owned();
        let set = Set::parse("s", text).expect("the page is well-formed");
        (vec![set], BTreeMap::from([("s/en".to_owned(), tally)]))
    }

    #[test]
    fn floors_only_rise() {
        let (sets, all) = measured_as(2);
        let (_, fewer) = measured_as(3);
        let mut floors = Floors::default();
        floors.raise(&sets, &fewer);
        assert_eq!(floors.floors["s/en"], Floor { found: 0.8, exact: 0.8 });
        floors.raise(&sets, &all);
        assert_eq!(floors.floors["s/en"], Floor { found: 1.0, exact: 1.0 });
        assert_eq!(floors.compare(&sets, &all), [""; 0]);
        let before = floors.clone();
        floors.raise(&sets, &fewer);
        assert_eq!(floors, before);
        assert_eq!(
            floors.compare(&sets, &fewer),
            [
                "s/en: expected found F1 of at least 1, got 0.8000",
                "s/en: expected exact F1 of at least 1, got 0.8000",
            ]
        );
    }

    #[test]
    fn changed_gold_and_new_sets_are_told() {
        let (sets, all) = measured_as(2);
        let mut floors = Floors::default();
        let count = |floors: &Floors, sets: &[Set]| floors.compare(sets, &all).len();
        assert_eq!(count(&floors, &sets), 2);
        floors.raise(&sets, &all);
        let other = Set::parse("s", r#"{"id":"b","lang":"en"}"#.to_owned()).expect("the page is well-formed");
        assert_eq!(count(&floors, &[other]), 1);
        floors.floors.insert("gone/en".into(), Floor::default());
        floors.floors.insert("dev-gone/en".into(), Floor::default());
        assert_eq!(floors.compare(&sets, &all), ["gone/en: expected its pages, got none to measure"]);
    }

    #[test]
    fn figures_are_rounded_down() {
        let check = |figure: f64, expected: f64| assert_eq!(hundredths(figure), expected, "{figure}");
        check(0.7999, 0.79);
        check(0.8, 0.8);
        check(0.29, 0.29);
        check(1.0, 1.0);
    }
}
