//! How parties are tied to their sentence, in languages that set the words for it behind, or write them as one with a
//! name.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy does not count as tests")]

use chancery_model::{Article, Block, BlockKind, Span};
use chancery_names::{Link, Names, Recogniser, World};
use chancery_packs::PackSet;
use chancery_text::{LexiconBuilder, analyse};

/// The actors of a sentence, each with its link.
fn linked(lang: &str, text: &str) -> Vec<(String, Option<Link>)> {
    let packs = PackSet::builtin();
    let world = World::of(&packs).unwrap();
    let pack = packs.lang(lang).unwrap();
    let mut builder = LexiconBuilder::new(&pack);
    let names = Names::install(&pack, &world, &mut builder, 0).unwrap();
    let lexicon = builder.build();
    let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
    let (id, text) = ("t".to_owned(), text.to_owned());
    let article = Article { id, url: None, lang: None, published: None, outlet: None, text, blocks };
    let text = analyse(&article, &lexicon, &chancery_text::Abbreviations::default());
    let matches: Vec<_> =
        text.sentences.iter().map(|s| lexicon.matches(&text.tokens, s.first, s.end)).collect();
    let times = vec![Vec::new(); matches.len()];
    let recogniser = Recogniser {
        names: &names,
        world: &world,
        lexicon: &lexicon,
        source: &article.text,
        text: &text,
        day: None,
    };
    let parties = recogniser.parties(&matches, &times);
    parties.iter().flatten().filter_map(|p| Some((p.actor.as_ref()?.to_string(), p.link))).collect()
}

#[test]
fn links() {
    for (lang, text, expected) in [
        (
            "tr",
            "Moskova'da Fransa'yla anlaştı.",
            &[("RUS", Some(Link::Place)), ("FRA", Some(Link::With))][..],
        ),
        ("tr", "Türkiye ve İran ile anlaştı.", &[("TUR", Some(Link::With)), ("IRN", Some(Link::With))]),
        ("tr", "Moskova açıkladı.", &[("RUS", None)]),
        (
            "ar",
            "اتفقت فرنسا مع روسيا في بكين.",
            &[("FRA", None), ("RUS", Some(Link::With)), ("CHN", Some(Link::Place))],
        ),
        ("ar", "وفرنسا بموسكو.", &[("FRA", None), ("RUS", Some(Link::Place))]),
        (
            "zh",
            "法国同俄罗斯在北京。",
            &[("FRA", None), ("RUS", Some(Link::With)), ("CHN", Some(Link::Place))],
        ),
    ] {
        let expected: Vec<_> = expected.iter().map(|(actor, link)| ((*actor).to_owned(), *link)).collect();
        assert_eq!(linked(lang, text), expected, "{text}");
    }
}
