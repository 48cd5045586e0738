//! Gold pages and their contacts, in the fields of the annotation guidelines.

use crate::Failure;
use chancery_model::Span;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A contact as the gold and `chancery code` write it. Absent and null are the same.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// The channel.
    pub kind: Option<String>,
    /// Further channels.
    #[serde(deserialize_with = "or_default")]
    pub also: Vec<String>,
    /// Held, planned, and so on.
    pub status: Option<String>,
    /// EDTF.
    pub date: Option<String>,
    /// City or country, in English.
    pub place: Option<String>,
    /// Who took part.
    #[serde(deserialize_with = "or_default")]
    pub sides: Vec<Side>,
    /// Code of the actor who asked for it.
    pub initiator: Option<String>,
    /// The words that establish it.
    pub quote: Option<String>,
}

/// A side of a contact.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Side {
    /// Code of the actor.
    pub actor: Option<String>,
    /// Full names.
    #[serde(deserialize_with = "or_default")]
    pub people: Vec<String>,
}

fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(value: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or_default())
}

impl Contact {
    /// Where its quote stands in a page's text.
    pub fn quoted_in(&self, text: &str) -> Option<Span> {
        let quote = self.quote.as_deref()?;
        let at = text.find(quote)?;
        Some(Span::new(at, at + quote.len()))
    }

    /// Codes of the sides.
    pub fn actors(&self) -> BTreeSet<&str> {
        self.sides.iter().filter_map(|s| s.actor.as_deref()).filter(|a| !a.is_empty()).collect()
    }

    /// Names of all people, side by side.
    pub fn people(&self) -> Vec<&str> {
        self.sides.iter().flat_map(|s| s.people.iter().map(String::as_str)).collect()
    }
}

/// A gold page, without its text.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldPage {
    /// Identity, one of its own in the set.
    pub id: String,
    /// ISO 639-1.
    #[serde(default)]
    pub lang: String,
    /// What a careful reader finds in it.
    #[serde(default, deserialize_with = "or_default")]
    pub contacts: Vec<Contact>,
}

/// A gold file.
#[derive(Clone, Debug)]
pub struct Set {
    /// Its name: the file's without its ending, `dev-` before it where it is no file of the project.
    pub name: String,
    /// Its bytes, which are also the pages that are read.
    pub text: String,
    /// Its pages.
    pub pages: Vec<GoldPage>,
}

impl Set {
    /// Reads a gold file's text; `name` is the set's.
    pub fn parse(name: &str, text: String) -> Result<Set, Failure> {
        let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
        let page = |(index, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|e| format!("{name}: line {}: {e}", index + 1))
        };
        let pages = lines.map(page).collect::<Result<Vec<GoldPage>, String>>()?;
        let ids: BTreeSet<&str> = pages.iter().map(|p| p.id.as_str()).collect();
        if ids.len() < pages.len() {
            return Err(format!("{name}: expected an id of its own for each page, got one twice").into());
        }
        Ok(Set { name: name.to_owned(), pages, text })
    }

    /// BLAKE3 of the file, in hexadecimal.
    pub fn digest(&self) -> String {
        blake3::hash(self.text.as_bytes()).to_hex().to_string()
    }
}

/// The gold files of the project, then those beside the checkout, in order of their names.
pub fn sets(root: &Path) -> Result<Vec<Set>, Failure> {
    let mut sets = Vec::new();
    let beside = root.join("../shared/gold/dev");
    for (folder, prefix) in [(root.join("gold"), ""), (beside, "dev-")] {
        for path in files(&folder)? {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            sets.push(Set::parse(&format!("{prefix}{stem}"), std::fs::read_to_string(&path)?)?);
        }
    }
    Ok(sets)
}

/// The files `.jsonl` of a folder in order; none where there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "jsonl"));
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_and_checked() {
        let page = r#"{"id":"a","lang":"en","text":"x","contacts":[{"kind":"call","also":null,"sides":[{"actor":"FRA","people":null},{"actor":null}]}]}"#;
        let set = Set::parse("s", format!("{page}\n\n")).expect("the page is well-formed");
        assert_eq!(set.pages[0].contacts[0].actors(), BTreeSet::from(["FRA"]));
        let says = |text: String| Set::parse("s", text).expect_err("it is malformed").to_string();
        assert!(says(format!("{page}\n{{")).starts_with("s: line 2: "));
        assert_eq!(
            says(format!("{page}\n{page}")),
            "s: expected an id of its own for each page, got one twice"
        );
    }
}
