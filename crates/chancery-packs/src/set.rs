//! The files of all packs, layered.

use crate::{LangPack, PackError, Table, builtin};
use std::{borrow::Cow, collections::BTreeMap};

/// Pack files by their path inside `packs/`. A later layer replaces files of the same path.
#[derive(Clone, Debug)]
pub struct PackSet {
    files: BTreeMap<String, Cow<'static, str>>,
    /// Whether a file was laid over the packs that are compiled in.
    laid: bool,
}

impl PackSet {
    /// The packs compiled into the program.
    pub fn builtin() -> PackSet {
        let files = builtin::FILES.iter().map(|&(name, text)| (name.to_owned(), Cow::Borrowed(text)));
        PackSet { files: files.collect(), laid: false }
    }

    /// Lays one file over the set; `path` is relative to `packs/`, with `/` between folders.
    pub fn lay(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), Cow::Owned(text));
        self.laid = true;
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
        let hash = if self.laid { self.hash() } else { builtin::DIGEST };
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
        assert!(packs.lang("yy").unwrap_err().to_string().starts_with("expected a language that has a pack"));
        assert!(packs.lang("xx").unwrap_err().to_string().starts_with("lang/xx/pack.toml"));
    }
}
