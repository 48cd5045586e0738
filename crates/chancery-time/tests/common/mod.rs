//! A reader of times alone, for tests and examples, each of which uses a part of it.
#![allow(dead_code, reason = "no test or example uses all of it")]

use chancery_model::{Article, Block, BlockKind, Span};
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
        let mut packs = PackSet::builtin();
        let head = format!("lang/{lang}/pack.toml");
        if packs.file(&head).is_none() {
            let toml = "name='T'\nscript='Latn'\nlicence='MIT'\nauthors=[]\nsources=[]\nclitics=['s']\n\
                        elision=['l','d','qu','n','s','c','j','m','t','jusqu','lorsqu','puisqu']\n";
            packs.lay(&head, toml.into());
        }
        let abbreviations = format!("lang/{lang}/sentences/abbreviations.txt");
        if packs.file(&abbreviations).is_none() {
            packs.lay(&abbreviations, "janv.\nfévr.\navr.\njuil.\nsept.\noct.\nnov.\ndéc.\n".into());
        }
        let pack = packs.lang(lang).expect("the pack loads");
        let mut builder = LexiconBuilder::new(&pack);
        let times = Times::install(&pack, &mut builder, 1000).expect("the tables load");
        Reader { lexicon: builder.build(), pack, times }
    }

    pub fn read(&self, article: &Article) -> (Text, Vec<(usize, Mention)>) {
        let text = analyse(article, &self.lexicon, &self.pack.abbreviations);
        let mut found = Vec::new();
        for (index, sentence) in text.sentences.iter().enumerate() {
            let matches = self.lexicon.matches(&text.tokens, sentence.first, sentence.end);
            let mentions = self.times.find(&article.text, &text, sentence, &matches, &self.lexicon);
            found.extend(mentions.into_iter().map(|m| (index, m)));
        }
        (text, found)
    }
}

/// An article of one paragraph a line.
pub fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        if !body.trim().is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + body.len()) });
        }
        at += line.len();
    }
    Article {
        id: "t".into(),
        url: None,
        lang: None,
        published: None,
        outlet: None,
        text: text.into(),
        blocks,
    }
}
