//! Times alone: a language's tables and the way from a plain text to its expressions of time.

use crate::{Anchors, Direction, Mention, Tagged, Times, resolve, tag};
use chancery_model::{Article, Edtf};
use chancery_packs::{LangPack, PackError};
use chancery_text::{Abbreviations, Lexicon, LexiconBuilder, analyse};

/// Tags texts of one language.
#[derive(Clone, Debug)]
pub struct Tagger {
    lexicon: Lexicon,
    times: Times,
    abbreviations: Abbreviations,
}

impl Tagger {
    /// Compiles a pack's tables of times.
    ///
    /// # Errors
    /// Where a row of them is malformed, with its file, line and column.
    pub fn new(pack: &LangPack) -> Result<Tagger, PackError> {
        let mut builder = LexiconBuilder::new(pack);
        let times = Times::install(pack, &mut builder, 0)?;
        Ok(Tagger { lexicon: builder.build(), times, abbreviations: pack.abbreviations.iter().collect() })
    }

    /// The expressions of time in a text, each line a paragraph of its own, anchored on the day the text was
    /// written; spans are in bytes of the text.
    pub fn tag(&self, text: &str, written: Option<Edtf>) -> Vec<Tagged> {
        tag(&self.mentions(text), written)
    }

    /// What a case of a pack gives: the EDTF value of each date in the text, apart by ` ; `, or `nothing`.
    ///
    /// `past: ` or `future: ` before the text tells which way a date without its year is looked for, and `timex: `
    /// asks for the TIMEX3 value of every expression instead, lengths and recurrences too.
    pub fn denoted(&self, case: &str, written: Option<Edtf>) -> String {
        let values: Vec<String> = match case.split_once(": ") {
            Some(("timex", text)) => {
                let value = |t: Tagged| t.timex.value.unwrap_or_else(|| t.timex.kind.to_string());
                self.tag(text, written).into_iter().map(value).collect()
            }
            Some(("past", text)) => self.dates(text, written, Direction::Past),
            Some(("future", text)) => self.dates(text, written, Direction::Future),
            _ => self.dates(case, written, Direction::Nearest),
        };
        if values.is_empty() { "nothing".to_owned() } else { values.join(" ; ") }
    }

    /// The dates of a text, each counted from the one before it where its words say so.
    fn dates(&self, text: &str, written: Option<Edtf>, direction: Direction) -> Vec<String> {
        let mut anchors = Anchors { document: written, direction, ..Anchors::default() };
        let mut values = Vec::new();
        for mention in self.mentions(text) {
            if let Some(resolved) = resolve(&mention.expr, &anchors) {
                values.push(resolved.edtf.to_string());
                anchors.narrative = Some(resolved.edtf);
            }
        }
        values
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
