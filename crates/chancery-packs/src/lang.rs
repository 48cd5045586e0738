//! One language's pack.

use crate::{CaseFile, Lemmas, Meta, PackError, PackSet, Table};
use std::collections::BTreeMap;

/// The files of one language, those it lacks taken from `base`.
#[derive(Clone, Debug)]
pub struct LangPack {
    /// ISO 639-1 code.
    pub code: String,
    /// The head.
    pub meta: Meta,
    /// Words and their inflected forms.
    pub lemmas: Lemmas,
    /// Tables by their path inside the pack, such as `contacts/triggers.tsv`.
    tables: BTreeMap<String, Table>,
    /// Abbreviations that end in a full stop and end no sentence, one a line.
    pub abbreviations: Vec<String>,
    /// The pack's own tests.
    pub cases: Vec<CaseFile>,
}

impl LangPack {
    pub(crate) fn load(packs: &PackSet, code: &str) -> Result<LangPack, PackError> {
        let head = format!("lang/{code}/pack.toml");
        let Some(toml) = packs.file(&head) else {
            return Err(PackError::NoLanguage { known: packs.languages().join(", "), got: code.to_owned() });
        };
        let meta = toml::from_str(toml).map_err(|e| PackError::Meta { file: head, source: Box::new(e) })?;
        let mut tables = BTreeMap::new();
        let own = format!("lang/{code}/");
        for prefix in ["base/", own.as_str()] {
            for path in packs.paths(prefix).filter(|p| p.ends_with(".tsv")) {
                if let Some(table) = packs.table(path)? {
                    tables.insert(path[prefix.len()..].to_owned(), table);
                }
            }
        }
        let lemmas = Lemmas::load(tables.get("inflections.tsv"), tables.get("words.tsv"))?;
        let abbreviations = packs.file(&format!("{own}sentences/abbreviations.txt")).unwrap_or("");
        let abbreviations = content_lines(abbreviations).map(|(_, l)| l.to_owned()).collect();
        let mut cases = Vec::new();
        for path in packs.paths(&format!("{own}cases/")).filter(|p| p.ends_with(".txt")) {
            cases.push(CaseFile::parse(path, packs.file(path).unwrap_or(""))?);
        }
        Ok(LangPack { code: code.to_owned(), meta, lemmas, tables, abbreviations, cases })
    }

    /// A table by its path inside the pack; none where neither the pack nor `base` has it.
    pub fn table(&self, path: &str) -> Option<&Table> {
        self.tables.get(path)
    }

    /// The tables whose path begins with `prefix`, in order of their paths.
    pub fn tables<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Table> {
        self.tables.iter().filter(move |(path, _)| path.starts_with(prefix)).map(|(_, table)| table)
    }
}

/// Lines that are neither empty nor comments, with their numbers from 1.
pub(crate) fn content_lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let numbered = text.lines().enumerate().map(|(i, l)| (i as u32 + 1, l.trim()));
    numbered.filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
}
