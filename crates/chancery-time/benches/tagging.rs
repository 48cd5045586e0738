//! How fast texts are tagged, in bytes a second on one core.
//!
//! `cargo bench -p chancery-time`; `peers/speed.py` runs the same kind of text through dateparser.

#![allow(missing_docs, reason = "criterion's macros make items without them")]

use chancery_packs::PackSet;
use chancery_time::Tagger;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// News as it commonly runs: a time in each second sentence.
const ENGLISH: &str = "The foreign ministers of the two countries spoke by telephone on Tuesday, 3 April 2024, about \
    the situation in the region. They agreed that delegations would meet again within two weeks, and that the \
    agreement signed in 2019 should be renewed for another five years. A spokesman for the ministry declined to say \
    who had asked for the conversation. It was the first of its kind since the third quarter of last year, and the \
    sides have exchanged several letters since then. Officials on both sides described the tone as businesslike, and \
    said that experts would go on working out the details of a plan that had been discussed earlier.\n";

const FRENCH: &str = "Les ministres des affaires étrangères des deux pays se sont entretenus par téléphone mardi 3 avril \
    2024 de la situation dans la région. Ils sont convenus que des délégations se rencontreraient dans deux semaines, \
    et que l'accord signé en 2019 serait prolongé de cinq ans. Un porte-parole du ministère n'a pas souhaité dire qui \
    avait demandé l'entretien. C'était le premier depuis le troisième trimestre de l'an dernier, et les parties ont \
    depuis échangé plusieurs lettres. Des responsables ont parlé d'un ton franc, et dit que les experts \
    continueraient de travailler au projet dont il avait été question plus tôt.\n";

fn tagging(criterion: &mut Criterion) {
    let packs = PackSet::builtin();
    for (lang, text) in [("en", ENGLISH), ("fr", FRENCH)] {
        let tagger = Tagger::new(&packs.lang(lang).expect("the pack loads")).expect("its times compile");
        let text = text.repeat(40);
        let day = "2024-04-04".parse().ok();
        let mut group = criterion.benchmark_group("tag");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(lang, |bench| bench.iter(|| tagger.tag(black_box(&text), day)));
        group.finish();
    }
}

criterion_group!(benches, tagging);
criterion_main!(benches);
