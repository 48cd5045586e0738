//! Any text is read without a panic, and every mention lies on characters of it.

mod common;

use chancery_model::Edtf;
use chancery_time::{Anchors, Direction, document_date, resolve, tag};
use common::{Reader, article};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Reader> = LazyLock::new(|| Reader::new("en"));
static SPANISH: LazyLock<Reader> = LazyLock::new(|| Reader::new("es"));
static FRENCH: LazyLock<Reader> = LazyLock::new(|| Reader::new("fr"));

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
    ];
    prop::collection::vec(prop::sample::select(list.to_vec()), 0..30).prop_map(|w| w.join(" "))
}

fn read(text: &str, document: Option<Edtf>) {
    let page = article(text);
    for reader in [&*ENGLISH, &*SPANISH, &*FRENCH] {
        let (cut, mentions) = reader.read(&page);
        let mut before = 0;
        for (_, mention) in &mentions {
            assert!(mention.first < mention.end && mention.first >= before);
            before = mention.end;
            assert!(!mention.span.of(text).is_empty());
            for direction in [Direction::Past, Direction::Future, Direction::Nearest] {
                let resolved = resolve(
                    &mention.expr,
                    &Anchors { document, narrative: document, direction, weekday: None },
                );
                if let Some(resolved) = resolved {
                    let written = resolved.edtf.to_string();
                    assert_eq!(written.parse::<Edtf>().as_ref(), Ok(&resolved.edtf), "{written}");
                    assert!(
                        document.is_some() || resolved.edtf.lacks_year() || mention.expr.is_year_stated()
                    );
                }
            }
        }
        let plain: Vec<_> = mentions.iter().map(|(_, m)| m.clone()).collect();
        let tagged = tag(&plain, document);
        assert_eq!(tagged, tag(&plain, document));
        for one in &tagged {
            assert!(
                text.is_char_boundary(one.span.start as usize)
                    && text.is_char_boundary(one.span.end as usize)
            );
            if let Some((first, last)) = one.date.and_then(|d| d.earliest().zip(d.latest())) {
                assert!(first <= last, "{first} {last}");
            }
            let sum: f32 = one.candidates.iter().map(|c| c.weight).sum();
            assert!(one.candidates.is_empty() || (sum - 1.0).abs() < 1e-3);
        }
        let dating = document_date(&page, &cut, &mentions);
        if let Some(date) = dating.date {
            assert!(!date.spans.is_empty() || date.inference.is_some());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,120}", document in dates()) {
        read(&text, document);
    }

    #[test]
    fn any_order_of_words(text in words(), document in dates()) {
        read(&text, document);
    }
}
