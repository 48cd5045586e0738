//! A reader of times alone, for tests and examples, each of which uses a part of it.
#![allow(dead_code, reason = "no test or example uses all of it")]

use chancery_model::Article;
use chancery_packs::{LangPack, PackSet};
use chancery_text::{Lexicon, LexiconBuilder, Text, analyse};
use chancery_time::{Mention, Times};

/// The parts of the program that find times.
pub struct Reader {
    pub pack: LangPack,
    pub lexicon: Lexicon,
    pub times: Times,
}

impl Reader {
    pub fn new(lang: &str) -> Reader {
        let pack = PackSet::builtin().lang(lang).expect("the pack loads");
        let mut builder = LexiconBuilder::new(&pack);
        let times = Times::install(&pack, &mut builder, 1000).expect("the tables load");
        Reader { lexicon: builder.build(), pack, times }
    }

    pub fn read(&self, article: &Article) -> (Text, Vec<(usize, Mention)>) {
        let text = analyse(article, &self.lexicon, &self.pack.abbreviations.iter().collect());
        let mut found = Vec::new();
        for (index, sentence) in text.sentences.iter().enumerate() {
            let matches = self.lexicon.matches(&text.tokens, sentence.first, sentence.end);
            let mentions = self.times.find(&article.text, &text, sentence, &matches, &self.lexicon);
            found.extend(mentions.into_iter().map(|m| (index, m)));
        }
        (text, found)
    }
}

/// An article of a paragraph a line.
pub fn article(text: &str) -> Article {
    Article::of_lines("t", text)
}
