//! Times alone: a language's tables and the way from a plain text to its expressions of time.

use crate::{Mention, Tagged, Times, tag};
use chancery_model::{Article, Edtf};
use chancery_packs::{LangPack, PackError};
use chancery_text::{Lexicon, LexiconBuilder, analyse};

/// Tags texts of one language.
#[derive(Clone, Debug)]
pub struct Tagger {
    lexicon: Lexicon,
    times: Times,
    abbreviations: Vec<String>,
}

impl Tagger {
    /// Compiles a pack's tables of times.
    ///
    /// # Errors
    /// Where a row of them is malformed, with its file, line and column.
    pub fn new(pack: &LangPack) -> Result<Tagger, PackError> {
        let mut builder = LexiconBuilder::new(pack);
        let times = Times::install(pack, &mut builder, 0)?;
        Ok(Tagger { lexicon: builder.build(), times, abbreviations: pack.abbreviations.clone() })
    }

    /// The expressions of time in a text, each line a paragraph of its own, anchored on the day the text was
    /// written; spans are in bytes of the text.
    pub fn tag(&self, text: &str, written: Option<Edtf>) -> Vec<Tagged> {
        tag(&self.mentions(text), written)
    }

    /// The same before anything is anchored.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        let article = Article::of_lines("tagged", text);
        let cut = analyse(&article, &self.lexicon, &self.abbreviations);
        let mut found = Vec::new();
        for sentence in &cut.sentences {
            let matches = self.lexicon.matches(&cut.tokens, sentence.first, sentence.end);
            found.extend(self.times.find(&article.text, &cut, sentence, &matches, &self.lexicon));
        }
        found
    }
}
