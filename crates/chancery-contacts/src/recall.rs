//! What is kept from page to page.

use rustc_hash::FxHashMap;

/// Whom the names of the pages read before can mean, by language: look-ups that need not be made again.
///
/// It changes no reading. It must be kept with one reader, and serves one thread.
#[derive(Debug, Default)]
pub struct Recall {
    names: FxHashMap<String, chancery_names::Recall>,
}

impl Recall {
    /// What is kept for a language.
    pub(crate) fn names(&mut self, lang: &str) -> &chancery_names::Recall {
        if !self.names.contains_key(lang) {
            self.names.insert(lang.to_owned(), chancery_names::Recall::default());
        }
        &self.names[lang]
    }
}
