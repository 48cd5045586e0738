//! Any text is read without a panic, and every mention lies on characters of it.

mod common;

use chancery_model::Edtf;
use chancery_packs::PackSet;
use chancery_time::{Anchors, Direction, Mention, Resolved, Tagged, document_date, resolve, tag};
use common::{Reader, article};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A reader of each language whose pack tells times.
static READERS: LazyLock<Vec<Reader>> =
    LazyLock::new(|| PackSet::builtin().languages().into_iter().map(Reader::new).collect());

/// The three languages that the words below are mostly of, and any other one.
fn readers() -> impl Strategy<Value = usize> {
    let at = |lang: &str| READERS.iter().position(|r| r.pack.code == lang).expect("the pack is built in");
    prop_oneof![Just(at("en")), Just(at("es")), Just(at("fr")), 0..READERS.len()]
}

fn dates() -> impl Strategy<Value = Option<Edtf>> {
    let texts = [
        "2024-02-29",
        "XXXX-02-29",
        "XXXX-12",
        "2024",
        "0001-01-01",
        "9999-12-31",
        "../2019",
        "2015-12-22/..",
    ];
    prop::option::of(prop::sample::select(texts.to_vec()).prop_map(|t| t.parse().expect("a date")))
}

/// Texts of words that dates are made of, in any order.
fn words() -> impl Strategy<Value = String> {
    let list = [
        "29",
        "31",
        "February",
        "février",
        "May",
        "mai",
        "2012",
        "9999",
        "last",
        "next",
        "year",
        "the",
        "week",
        "ago",
        "from",
        "to",
        "le",
        "du",
        "au",
        "l'",
        "dernier",
        "il y a",
        "999",
        "three",
        "Friday",
        "mardi",
        "12/31/2023",
        "31.12.2023",
        "10:30",
        "-",
        ",",
        ".",
        "\n",
        "é",
        "of",
        "decades",
        "1990s",
        "the day before",
        "la veille",
        "hundred",
        "twenty",
        "half",
        "century",
        "BC",
        "quarter",
        "at",
        "p.m.",
        "2359",
        "every",
        "hace",
        "años",
        "siglo",
        "XIX",
        "trimestre",
        "٢٠٢٤",
        "二",
        "3 / 4 / 2024",
        "5/1/2019-5/7/2020",
        "2.5",
        "2008-09",
        "30 February",
        "June-August",
        "the week of",
        "weekend",
        "Easter",
        "second last",
        "Dienstag",
        "Jahrzehnt",
        "янв.",
        "прошлом году",
        "年",
        "月",
        "日",
        "شهر",
        "yıl",
        "rano",
    ];
    prop::collection::vec(prop::sample::select(list.to_vec()), 0..30).prop_map(|w| w.join(" "))
}

fn read(reader: &Reader, text: &str, document: Option<Edtf>) {
    let page = article(text);
    let (cut, mentions) = reader.read(&page);
    assert_eq!(mentions, reader.read(&page).1, "reading twice is the same");
    let mut before = 0;
    for (_, mention) in &mentions {
        assert!(mention.first < mention.end && mention.first >= before);
        before = mention.end;
        assert!(!mention.span.of(text).is_empty());
        for direction in [Direction::Past, Direction::Future, Direction::Nearest] {
            denotes(mention, &Anchors { document, narrative: document, direction, weekday: None });
        }
    }
    let plain: Vec<_> = mentions.iter().map(|(_, m)| m.clone()).collect();
    let tagged = tag(&plain, document);
    assert_eq!(tagged, tag(&plain, document));
    tagged.iter().for_each(|one| stands(one, text));
    let dating = document_date(&page, &cut, &mentions);
    if let Some(date) = dating.date {
        assert!(!date.spans.is_empty() || date.inference.is_some());
    }
}

/// What a mention denotes is written and read back the same, begins before it ends, and has a year only from words
/// or an anchor.
fn denotes(mention: &Mention, anchors: &Anchors) {
    let Some(Resolved { edtf, .. }) = resolve(&mention.expr, anchors) else { return };
    let written = edtf.to_string();
    assert_eq!(written.parse::<Edtf>().as_ref(), Ok(&edtf), "{written}");
    assert!(anchors.document.is_some() || edtf.lacks_year() || mention.expr.is_year_stated());
    if let Some((first, last)) = edtf.earliest().zip(edtf.latest()) {
        assert!(first <= last, "{written}");
    }
}

/// An expression stands on whole characters, and its readings are weighed against one another.
fn stands(one: &Tagged, text: &str) {
    let (start, end) = (one.span.start as usize, one.span.end as usize);
    assert!(start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
    let sum: f32 = one.candidates.iter().map(|c| c.weight).sum();
    assert!(one.candidates.is_empty() || (sum - 1.0).abs() < 1e-3);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(reader in readers(), text in "\\PC{0,120}", document in dates()) {
        read(&READERS[reader], &text, document);
    }

    #[test]
    fn any_order_of_words(reader in readers(), text in words(), document in dates()) {
        read(&READERS[reader], &text, document);
    }
}
