//! How many pages a second are read on one core, from text to reports: `cargo bench -p chancery-contacts`.
//!
//! The pages are the texts of `samples/`, each with ordinary news behind it up to 2 KB, as most pages hold more than
//! their contacts. Output as JSON is left out: it is a twentieth of what `chancery code` does. Nothing is kept from page to
//! page, as the program keeps names: six pages that come again and again would flatter it.

#![allow(missing_docs, reason = "criterion's macros make items without them")]
#![allow(clippy::unwrap_used, reason = "what is built in must load")]

use chancery_article::Cues;
use chancery_contacts::Reader;
use chancery_model::{Page, PageBody};
use chancery_packs::PackSet;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// Bytes of a page.
const PAGE: usize = 2000;

const ENGLISH: &str = include_str!("news_en.txt");
const FRENCH: &str = include_str!("news_fr.txt");

const SAMPLES: [(&str, &str); 6] = [
    ("en", include_str!("../../../samples/un-russia/guterres-moscow-april-2022.txt")),
    ("en", include_str!("../../../samples/united-kingdom-ukraine/sunak-kyiv-january-2024.txt")),
    ("en", include_str!("../../../samples/french-russian-militaries/07-shoigu-four-calls-october-2022.txt")),
    ("fr", include_str!("../../../samples/brazil-argentina/mondino-brasilia-novembre-2023.txt")),
    ("fr", include_str!("../../../samples/united-states-china/dong-austin-visioconference.txt")),
    (
        "fr",
        include_str!("../../../samples/french-russian-militaries/06-guerassimov-lecointre-au-telephone.txt"),
    ),
];

/// A sample and as many paragraphs of news as a page has room for.
fn page(number: usize, (lang, sample): (&str, &str)) -> Page {
    let mut text = sample.trim_end().to_owned();
    let news = if lang == "en" { ENGLISH } else { FRENCH };
    for paragraph in news.split("\n\n").cycle().skip(number) {
        if text.len() >= PAGE {
            break;
        }
        text = format!("{text}\n\n{}", paragraph.trim());
    }
    Page {
        id: format!("page-{number}"),
        lang: Some(lang.to_owned()),
        published: Some("2024-01-13".to_owned()),
        url: None,
        body: PageBody::Text(text),
    }
}

fn reading(criterion: &mut Criterion) {
    let packs = PackSet::builtin();
    let reader = Reader::new(&packs).unwrap();
    let rows = packs.page_cues().unwrap();
    let cues = Cues::new(rows.iter().map(|(form, class)| (form.as_str(), *class)));
    let pages: Vec<Page> = SAMPLES.into_iter().enumerate().map(|(number, of)| page(number, of)).collect();
    let read = |page: &Page| reader.read(&chancery_article::read(page, &cues)).reports.len();
    assert!(pages.iter().map(read).sum::<usize>() > 0, "the samples tell of contacts");
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("pages", |bench| bench.iter(|| pages.iter().map(read).sum::<usize>()));
    let bytes: usize = pages.iter().map(|p| p.body.as_str().len()).sum();
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("bytes", |bench| bench.iter(|| black_box(pages.iter().map(read).sum::<usize>())));
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
