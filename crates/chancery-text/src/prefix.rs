//! Small words that are written as one with the word after them: an Arabic "and", "to", "by", and the article.
//!
//! A word that is known as it stands is never cut. The article is passed over rather than cut off, and where a prefix
//! swallows its first letter (`ل` and `ال` make `لل`), what is left of it goes with the prefix.

use crate::KeyId;

/// Fewest letters that a word behind a prefix must have.
const SHORTEST: usize = 2;

/// Most prefixes that one word has, and most bytes of a word that is looked at.
const MOST: u8 = 3;
const LONGEST: usize = 64;

/// The prefixes and the article of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prefixes {
    forms: Vec<String>,
    article: String,
    /// Whether all words are known: none is cut before.
    pub(crate) ready: bool,
}

impl Prefixes {
    pub(crate) fn new(forms: &[String], article: &str) -> Prefixes {
        Prefixes { forms: forms.to_vec(), article: article.to_owned(), ready: false }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.article.is_empty()
    }

    /// Bytes of the prefix, the key of the rest where the rest is one word, and whether that is without its article;
    /// `key` looks a word up.
    pub(crate) fn split(&self, word: &str, key: &mut dyn FnMut(&str) -> KeyId) -> (usize, KeyId, bool) {
        self.split_after(0, word, key)
    }

    /// The same of what stands behind so many prefixes.
    fn split_after(
        &self,
        before: u8,
        word: &str,
        key: &mut dyn FnMut(&str) -> KeyId,
    ) -> (usize, KeyId, bool) {
        if before >= MOST || word.len() > LONGEST {
            return (0, KeyId::UNKNOWN, false);
        }
        let bare = self.bare(word, key);
        if bare != KeyId::UNKNOWN {
            return (0, bare, true);
        }
        for prefix in &self.forms {
            let Some(rest) = word.strip_prefix(prefix.as_str()) else { continue };
            if rest.chars().count() < SHORTEST {
                continue;
            }
            let whole = key(rest);
            if whole != KeyId::UNKNOWN {
                return (prefix.len(), whole, false);
            }
            let bare = self.bare(rest, key);
            if bare != KeyId::UNKNOWN {
                return (prefix.len(), bare, true);
            }
            if let Some((swallowed, found, bare)) = self.swallowed(rest, key) {
                return (prefix.len() + swallowed, found, bare);
            }
            if self.split_after(before + 1, rest, key).0 > 0 {
                return (prefix.len(), KeyId::UNKNOWN, false);
            }
        }
        (0, KeyId::UNKNOWN, false)
    }

    /// A word without its article; none where it has none.
    pub(crate) fn without_article<'w>(&self, word: &'w str) -> Option<&'w str> {
        let rest = word.strip_prefix(self.article.as_str()).filter(|_| !self.article.is_empty());
        rest.filter(|r| r.chars().count() >= SHORTEST)
    }

    /// The key of a word without its article.
    fn bare(&self, word: &str, key: &mut dyn FnMut(&str) -> KeyId) -> KeyId {
        self.without_article(word).map_or(KeyId::UNKNOWN, key)
    }

    /// What is left of an article that lost its first letter to a prefix, the key of its word, and whether it is
    /// without the article.
    fn swallowed(&self, rest: &str, key: &mut dyn FnMut(&str) -> KeyId) -> Option<(usize, KeyId, bool)> {
        let left = &self.article[self.article.chars().next()?.len_utf8()..];
        let word = rest.strip_prefix(left).filter(|w| w.chars().count() >= SHORTEST)?;
        let whole = key(&format!("{}{word}", self.article));
        if whole != KeyId::UNKNOWN {
            return Some((left.len(), whole, false));
        }
        let bare = key(word);
        (bare != KeyId::UNKNOWN).then_some((left.len(), bare, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_prefixes_alone_costs_nothing() {
        let prefixes = Prefixes::new(&["و".into()], "ال");
        let long = "و".repeat(100_000);
        assert_eq!(prefixes.split(&long, &mut |_| KeyId::UNKNOWN), (0, KeyId::UNKNOWN, false));
        assert_eq!(prefixes.split("وووووو", &mut |_| KeyId::UNKNOWN), (0, KeyId::UNKNOWN, false));
    }

    #[test]
    fn prefixes() {
        let prefixes = Prefixes::new(&["و".into(), "ل".into(), "ب".into()], "ال");
        let known = ["الرئيس", "روسي", "بوتين", "وزير"];
        let mut key =
            |word: &str| known.iter().position(|k| *k == word).map_or(KeyId::UNKNOWN, |at| KeyId(at as u32));
        for (word, prefix, found, bare) in [
            ("والرئيس", "و", Some(0), false),
            ("للرئيس", "لل", Some(0), false),
            ("بالرئيس", "ب", Some(0), false),
            ("وللرئيس", "و", None, false),
            ("الروسي", "", Some(1), true),
            ("للروسي", "لل", Some(1), true),
            ("لبوتين", "ل", Some(2), false),
            ("بين", "", None, false),
        ] {
            let found = found.map_or(KeyId::UNKNOWN, KeyId);
            assert_eq!(prefixes.split(word, &mut key), (prefix.len(), found, bare), "{word}");
        }
    }
}
