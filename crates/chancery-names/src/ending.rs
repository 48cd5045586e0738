//! Endings that a language puts on names: cases of a name.

use chancery_packs::{LangPack, PackError};
use compact_str::CompactString;

/// Fewest letters that must stay of a word when its ending is taken off.
const SHORTEST_STEM: usize = 2;
/// Most readings of one word, and of a whole name.
const MOST_OF_WORD: usize = 4;
const MOST_OF_NAME: usize = 48;

/// The endings of a language, longest first: what stands on a case, and what the nominative has in its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endings {
    rows: Vec<(CompactString, CompactString)>,
    /// Whether a name with an ending on owns what stands right behind it: a genitive.
    pub(crate) own: bool,
}

impl Endings {
    /// Reads `names/endings.tsv`; columns `ending` and `nominative`.
    ///
    /// # Errors
    /// Where a row has no ending.
    pub(crate) fn load(pack: &LangPack) -> Result<Endings, PackError> {
        let mut rows = Vec::new();
        for row in pack.table("names/endings.tsv").iter().flat_map(|t| t.rows()) {
            rows.push((CompactString::from(row.need("ending")?), CompactString::from(row.get("nominative"))));
        }
        rows.sort_by_key(|(ending, _): &(CompactString, CompactString)| std::cmp::Reverse(ending.len()));
        Ok(Endings { rows, own: pack.meta.ending_owns })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One reading of each word, in every way they go together; those with the longest endings off come first, the
    /// words themselves last.
    pub(crate) fn choices<T: Clone>(readings: Vec<Vec<T>>) -> impl Iterator<Item = Vec<T>> {
        let count = readings.iter().map(Vec::len).fold(1usize, usize::saturating_mul);
        let nth = move |mut n: usize| {
            let pick = |of: &Vec<T>| {
                let word = of[n % of.len()].clone();
                n /= of.len();
                word
            };
            readings.iter().map(pick).collect()
        };
        (0..count.min(MOST_OF_NAME)).map(nth)
    }

    /// The words that a word can be a case of, and, last, itself.
    pub(crate) fn readings(&self, word: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (ending, nominative) in &self.rows {
            let Some(stem) = word.strip_suffix(ending.as_str()) else { continue };
            if stem.chars().count() >= SHORTEST_STEM && found.len() < MOST_OF_WORD {
                found.push(format!("{stem}{nominative}"));
            }
        }
        found.push(word.to_owned());
        found.dedup();
        found
    }
}
