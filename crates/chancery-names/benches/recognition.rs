//! How fast names and offices are recognised, in bytes a second on one core: `cargo bench -p chancery-names`.
//!
//! A text is cut up, all phrases of names are matched, and parties are made of them, as in reading a page. Nothing is kept
//! from page to page.

#![allow(missing_docs, reason = "criterion's macros make items without them")]
#![allow(clippy::unwrap_used, reason = "what is built in must load")]

use chancery_model::{Article, Block, BlockKind, Span};
use chancery_names::{Names, Recogniser, World};
use chancery_packs::PackSet;
use chancery_text::{Abbreviations, LexiconBuilder, analyse};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// News as it commonly runs: known people, an unknown one, offices, places, and sentences that name nobody.
const ENGLISH: &str = "Russian Foreign Minister Sergei Lavrov and his French counterpart Jean-Yves Le Drian met in \
    Moscow on Thursday. The talks, the first in that format for a year, lasted three hours and covered trade, the war \
    in Ukraine and the release of prisoners.\n\
    A spokeswoman for the ministry, Anna Petrovskaya, told reporters that both sides would go on working at the level \
    of experts. Nothing was said about who had asked for the meeting, and no date was set for another.\n\
    President Emmanuel Macron is expected in Berlin next week, where he will see Chancellor Olaf Scholz. Prices of \
    wheat have risen by a tenth since the spring, and growers in the south say that the harvest will be poor again.\n";

/// Bytes of a page.
const PAGE: usize = 2000;

fn article(text: &str) -> Article {
    let text = text.repeat(PAGE.div_ceil(text.len()));
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + line.len()) });
        at += line.len();
    }
    Article { id: "page".to_owned(), url: None, lang: None, published: None, outlet: None, text, blocks }
}

fn recognition(criterion: &mut Criterion) {
    let packs = PackSet::builtin();
    let world = World::of(&packs).unwrap();
    let lang = "en";
    let pack = packs.lang(lang).unwrap();
    let mut builder = LexiconBuilder::new(&pack);
    let names = Names::install(&pack, &world, &mut builder, 0).unwrap();
    let lexicon = builder.build();
    let abbreviations: Abbreviations = pack.abbreviations.iter().collect();
    let article = article(ENGLISH);
    let read = || {
        let text = analyse(&article, &lexicon, &abbreviations);
        let sentences = text.sentences.iter();
        let matches: Vec<_> = sentences.map(|s| lexicon.matches(&text.tokens, s.first, s.end)).collect();
        let times = vec![Vec::new(); matches.len()];
        let (names, world, lexicon, source) = (&names, &world, &lexicon, article.text.as_str());
        let day = "2021-05-06".parse().ok();
        Recogniser { names, world, lexicon, source, text: &text, day }.parties(&matches, &times)
    };
    let mut group = criterion.benchmark_group("recognise");
    group.throughput(Throughput::Bytes(article.text.len() as u64));
    group.bench_function(lang, |bench| bench.iter(|| black_box(read())));
    group.finish();
}

criterion_group!(benches, recognition);
criterion_main!(benches);
