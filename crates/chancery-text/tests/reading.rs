//! Tokens, sentences and phrases, on a small pack of its own.

use chancery_model::{Article, Block, BlockKind, Span};
use chancery_packs::{LangPack, PackSet};
use chancery_text::{Glue, Lexicon, LexiconBuilder, Text, analyse};

fn pack() -> LangPack {
    let mut packs = PackSet::builtin();
    let head = "name='Test'\nscript='Latn'\nlicence='MIT'\nauthors=[]\nsources=[]\nelision=['l','d','qu']\nclitics=['s']\n";
    packs.lay("lang/xx/pack.toml", head.into());
    packs.lay("lang/xx/inflections.tsv", "class\tstrip\tadd\ttag\nv\t\ts\tpresent\nv\t\ted\tpast\n".into());
    packs.lay("lang/xx/words.tsv", "lemma\tclass\tforms\nmeet\tv\tpast:met\ntalk\tv\n".into());
    packs.lang("xx").expect("the pack above is well formed")
}

fn article(text: &str) -> Article {
    let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
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

fn read(text: &str, lexicon: &Lexicon) -> Text {
    analyse(&article(text), lexicon, &["Gen.", "Sept"].into_iter().collect())
}

#[test]
fn tokens() {
    let lexicon = LexiconBuilder::new(&pack()).build();
    let check = |text: &str, expected: &[&str]| {
        let cut = read(text, &lexicon);
        let words: Vec<_> = cut.tokens.iter().map(|t| t.of(text)).collect();
        assert_eq!(words, expected, "{text}");
    };
    check("l'Élysée d’Emmanuel", &["l'", "Élysée", "d’", "Emmanuel"]);
    check("France's offer, 'no'", &["France", "'s", "offer", ",", "'", "no", "'"]);
    check("O'Brien aujourd'hui", &["O'Brien", "aujourd'hui"]);
    check("Jean-Yves 2019-09-15", &["Jean", "Yves", "2019", "-", "09", "-", "15"]);
    check("at 10:30 (+3)", &["at", "10", ":", "30", "(", "+", "3", ")"]);
    let cut = read("Jean-Yves", &lexicon);
    assert_eq!(cut.tokens[1].glue, Glue::Hyphen);
}

#[test]
fn sentences() {
    let lexicon = LexiconBuilder::new(&pack()).build();
    let check = |text: &str, expected: &[&str]| {
        let cut = read(text, &lexicon);
        let found: Vec<_> = cut.sentences.iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, expected);
    };
    check("They met. He left.", &["They met.", "He left."]);
    check("他说。“我走。”他走了！", &["他说。", "“我走。”", "他走了！"]);
    check(
        "Gen. Li met J. Smith in the U.S. on Sept. 3. Then left.",
        &["Gen. Li met J. Smith in the U.S. on Sept. 3.", "Then left."],
    );
    check("\"We agreed.\" He left.", &["\"We agreed.\"", "He left."]);
    check("It cost 3.5 million. Why? Nobody knows.", &["It cost 3.5 million.", "Why?", "Nobody knows."]);
}

#[test]
fn phrases() {
    let mut builder = LexiconBuilder::new(&pack());
    builder.class("month", "april", 4);
    for (payload, phrase) in
        [(1, "<meet:past> [briefly] with"), (2, "{number} {month}"), (3, "talk(s|ing)"), (4, "on ... behalf")]
            .iter()
    {
        builder.phrase(phrase, *payload).unwrap();
    }
    assert!(builder.phrase("<go>", 9).unwrap_err().to_string().contains("words.tsv"));
    assert!(
        builder.phrase("(a|b", 9).is_err()
            && builder.phrase("{x}", 9).is_err()
            && builder.phrase("[a]", 8).is_err()
    );
    let lexicon = builder.build();
    let check = |text: &str, expected: &[(u32, &str)]| {
        let cut = read(text, &lexicon);
        let end = cut.tokens.len() as u32;
        let found: Vec<_> = lexicon
            .matches(&cut.tokens, 0, end)
            .iter()
            .map(|m| {
                let (a, b) = (cut.tokens[m.first as usize].span, cut.tokens[m.end as usize - 1].span);
                (m.payload, a.join(b).of(text).to_owned())
            })
            .collect();
        let found: Vec<_> = found.iter().map(|(p, s)| (*p, s.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("He MET with her", &[(1, "MET with")]);
    check("met briefly with, meets with", &[(1, "met briefly with")]);
    check("3 April", &[(2, "3 April")]);
    check("on her country's behalf", &[(4, "on her country's behalf")]);
    check("talks", &[]);
}

/// Each apostrophe is looked at with the words beside it only: a fold of the whole at each would take minutes.
#[test]
fn a_word_of_many_apostrophes() {
    let lexicon = LexiconBuilder::new(&pack()).build();
    let text = "ab'".repeat(200_000) + "a";
    assert_eq!(read(&text, &lexicon).tokens.len(), 1);
}
