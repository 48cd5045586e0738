//! What no prose holds is read in bounded time all the same.

#![allow(clippy::disallowed_methods, reason = "a test measures how long reading takes")]

use chancery_contacts::Reader;
use chancery_model::{Article, Edtf, Sourced};
use chancery_packs::PackSet;
use std::time::{Duration, Instant};

#[test]
fn a_sentence_of_nothing_but_verbs_of_saying_ends() {
    let reader = Reader::new(&PackSet::builtin()).unwrap();
    let day: Edtf = "2024-05-06".parse().unwrap();
    let told = "Emmanuel Macron met Vladimir Putin in Paris on Monday. ";
    let text = format!("{told}{}.", "The ministry said the statement said ".repeat(400));
    let article = Article {
        lang: Some("en".into()),
        published: Some(Sourced::stated(day, Vec::new())),
        ..Article::of_lines("bounds", &text)
    };
    let begun = Instant::now();
    assert_eq!(reader.read(&article).reports.len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(60), "took {:?}", begun.elapsed());
}

#[test]
fn a_page_of_nothing_but_people_and_days_ends() {
    let reader = Reader::new(&PackSet::builtin()).unwrap();
    let told = |i: usize| {
        format!("On {} May 2024 Emmanuel Macron blorped in Brest with Olaf Scholz.\n\n", i % 28 + 1)
    };
    let text: String = (0..3000).map(told).collect();
    let article = Article { lang: Some("en".into()), ..Article::of_lines("bounds", &text) };
    let begun = Instant::now();
    let reports = reader.read(&article).reports.len();
    assert!((1..=400).contains(&reports), "got {reports}");
    assert!(begun.elapsed() < Duration::from_secs(60), "took {:?}", begun.elapsed());
}

/// A first name of its own for each number: syllables of a consonant and a vowel.
fn first_name(mut number: usize) -> String {
    let mut name = String::new();
    for _ in 0..4 {
        name.push(char::from(b"bdfgklmnprstvz"[number % 14]));
        name.push(char::from(b"aeiou"[number / 14 % 5]));
        number /= 70;
    }
    name[..1].to_uppercase() + &name[1..]
}

#[test]
fn a_page_of_nothing_but_unknown_ministers_of_one_family_ends() {
    let reader = Reader::new(&PackSet::builtin()).unwrap();
    let told = |i: usize| {
        format!("French Foreign Minister {} Kavumatu spoke. The minister left.\n\n", first_name(i))
    };
    let text: String = (0..8000).map(told).collect();
    let article = Article { lang: Some("en".into()), ..Article::of_lines("bounds", &text) };
    let begun = Instant::now();
    assert!(reader.read(&article).reports.is_empty());
    assert!(begun.elapsed() < Duration::from_secs(60), "took {:?}", begun.elapsed());
}
