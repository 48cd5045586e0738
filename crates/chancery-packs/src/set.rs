//! The files of all packs, layered.

use crate::{LangPack, PackError, Table, builtin};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Pack files by their path inside `packs/`. A later layer replaces files of the same path.
#[derive(Clone, Debug)]
pub struct PackSet {
    files: BTreeMap<String, Cow<'static, str>>,
    /// Files that were laid over the packs that are compiled in and differ from them.
    laid: BTreeSet<String>,
}

impl PackSet {
    /// The packs compiled into the program.
    pub fn builtin() -> PackSet {
        let files = builtin::FILES.iter().map(|&(name, text)| (name.to_owned(), Cow::Borrowed(text)));
        PackSet { files: files.collect(), laid: BTreeSet::new() }
    }

    /// Lays one file over the set; `path` is relative to `packs/`, with `/` between folders.
    pub fn lay(&mut self, path: &str, text: String) {
        if self.file(path) != Some(&text) {
            self.files.insert(path.to_owned(), Cow::Owned(text));
            self.laid.insert(path.to_owned());
        }
    }

    /// Whether a language reads as it was compiled in: no file that it draws on was laid over.
    pub fn is_builtin(&self, code: &str) -> bool {
        let own = |path: &str| path.strip_prefix("lang/").is_none_or(|p| p.split('/').next() == Some(code));
        !self.laid.iter().any(|path| own(path))
    }

    /// The text of a file.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// A handle on a file's text that does not copy it where it is compiled in.
    pub(crate) fn cow(&self, path: &str) -> Option<Cow<'static, str>> {
        self.files.get(path).cloned()
    }

    /// A table, where the file exists.
    ///
    /// # Errors
    /// Where the table is malformed.
    pub fn table(&self, path: &str) -> Result<Option<Table>, PackError> {
        self.cow(path).map(|text| Table::parse(path, text)).transpose()
    }

    /// The forms and meanings of the tables `page/cues.tsv` of `base` and of every language.
    ///
    /// # Errors
    /// Where a table is malformed or a meaning does not parse.
    pub fn page_cues<T>(&self) -> Result<Vec<(String, T)>, PackError>
    where
        T: std::str::FromStr,
        T::Err: std::fmt::Display,
    {
        let mut cues = Vec::new();
        let paths = self.paths("base/page/").chain(self.paths("lang/"));
        for path in paths.filter(|p| p.ends_with("/page/cues.tsv")) {
            for row in self.table(path)?.iter().flat_map(|t| t.rows()) {
                cues.extend(row.parse("meaning")?.map(|meaning| (row.get("form").to_owned(), meaning)));
            }
        }
        Ok(cues)
    }

    /// Paths that begin with `prefix`, in order.
    pub fn paths<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .range(prefix.to_owned()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |p| p.starts_with(prefix))
    }

    /// Languages that have a pack, as ISO 639-1 codes, in order.
    pub fn languages(&self) -> Vec<&str> {
        let heads = self.paths("lang/").filter_map(|p| p.strip_prefix("lang/")?.strip_suffix("/pack.toml"));
        heads.filter(|code| !code.contains('/')).collect()
    }

    /// The pack of a language.
    ///
    /// # Errors
    /// Where there is none, or one of its files is malformed.
    pub fn lang(&self, code: &str) -> Result<LangPack, PackError> {
        LangPack::load(self, code)
    }

    /// A digest of all files (FNV-1a, 64 bits, in hexadecimal): what has been read with other packs is read again.
    pub fn digest(&self) -> String {
        let hash = if self.laid.is_empty() { builtin::DIGEST } else { self.hash() };
        format!("{hash:016x}")
    }

    fn hash(&self) -> u64 {
        builtin::digest::hash(self.files.iter().map(|(path, text)| (path.as_str(), text.as_ref())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiled_digest_is_that_of_the_files() {
        assert_eq!(PackSet::builtin().hash(), builtin::DIGEST);
    }

    #[test]
    fn layers() {
        let mut packs = PackSet::builtin();
        let before = packs.digest();
        packs.lay("lang/xx/pack.toml", "name = 'X'".into());
        assert!(packs.languages().contains(&"xx"));
        assert_ne!(before, packs.digest());
        assert!(packs.is_builtin("en") && !packs.is_builtin("xx"));
        assert!(packs.lang("yy").unwrap_err().to_string().starts_with("expected a language that has a pack"));
        assert!(packs.lang("xx").unwrap_err().to_string().starts_with("lang/xx/pack.toml"));
    }

    #[test]
    fn what_is_laid_over_unchanged_is_still_built_in() {
        let mut packs = PackSet::builtin();
        let before = packs.digest();
        let path = "lang/en/pack.toml";
        packs.lay(path, packs.file(path).unwrap().to_owned());
        assert!(packs.is_builtin("en"));
        assert_eq!(before, packs.digest());
        packs.lay("base/contacts/weights.tsv", "other".into());
        assert!(!packs.is_builtin("en"));
    }
}
