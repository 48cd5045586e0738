//! The built-in world pack: names in eight languages' spellings, holders by day, surfaces.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy does not count as tests")]

use chancery_model::ActorCode;
use chancery_names::{Answer, Candidate, NameBasis, SurfaceKind, World};
use jiff::civil::Date;
use std::sync::LazyLock;

const VARIANTS: &str = include_str!("variants.tsv");

const PEOPLE: &str = include_str!("../../../packs/world/people.tsv");

static WORLD: LazyLock<World> = LazyLock::new(|| world(PEOPLE));

/// The pack without aliases, so that spellings are found by sound alone.
static BARE: LazyLock<World> = LazyLock::new(|| {
    let bare = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells[0] == "id" { line.to_owned() } else { format!("{}\t{}\t\t{}", cells[0], cells[1], cells[3]) }
    };
    world(&PEOPLE.lines().map(bare).collect::<Vec<_>>().join("\n"))
});

fn world(people: &str) -> World {
    World::parse(&[
        ("world/states.tsv", include_str!("../../../packs/world/states.tsv")),
        ("world/metonyms.tsv", include_str!("../../../packs/world/metonyms.tsv")),
        ("world/organisations.tsv", include_str!("../../../packs/world/organisations.tsv")),
        ("world/groups.tsv", include_str!("../../../packs/world/groups.tsv")),
        ("world/places.tsv", include_str!("../../../packs/world/places.tsv")),
        ("world/offices.tsv", include_str!("../../../packs/world/offices.tsv")),
        ("world/people.tsv", people),
        ("world/terms.tsv", include_str!("../../../packs/world/terms.tsv")),
        ("world/name_words.tsv", include_str!("../../../packs/world/name_words.tsv")),
        ("world/sounds.tsv", include_str!("../../../packs/world/sounds.tsv")),
    ])
    .unwrap()
}

fn named(text: &str) -> Vec<Candidate> {
    named_in(&WORLD, text)
}

fn named_in(world: &World, text: &str) -> Vec<Candidate> {
    world.people_named(&text.split(' ').collect::<Vec<_>>())
}

fn ids(text: &str) -> Vec<&'static str> {
    named(text).iter().map(|c| WORLD.person(c.person).id).collect()
}

fn actors(candidate: &Candidate) -> Vec<&'static str> {
    WORLD.terms_of(candidate.person).map(|t| t.actor.as_str()).collect()
}

/// How many of the spellings find the person of the English column: alone, among the candidates of the
/// person's state, and wrongly (others, not the person).
fn resolve(world: &World, spelling: fn(&str) -> String) -> (usize, usize, usize, Vec<String>) {
    let (mut alone, mut in_state, mut all, mut misses) = (0, 0, 0, Vec::new());
    for line in VARIANTS.lines().skip(1) {
        let english = line.split('\t').next().unwrap();
        let Some(wanted) = named(english).first().filter(|c| c.basis <= NameBasis::Skeleton).copied() else {
            misses.push(format!("{english} is not in the pack"));
            continue;
        };
        let state = actors(&wanted);
        for variant in line.split('\t').filter(|v| !v.is_empty()) {
            all += 1;
            let found = named_in(world, &spelling(variant));
            let near: Vec<_> = found.iter().filter(|c| actors(c).iter().any(|a| state.contains(a))).collect();
            let only = |c: &[&Candidate]| c.len() == 1 && c[0].person == wanted.person;
            alone += usize::from(only(&found.iter().collect::<Vec<_>>()));
            in_state += usize::from(only(&near));
            if !only(&near) {
                let got: Vec<_> = near.iter().map(|c| (WORLD.person(c.person).id, c.basis)).collect();
                misses.push(format!("{english} / {variant}: {got:?}"));
            }
        }
    }
    (alone, in_state, all, misses)
}

#[test]
fn full_names_in_eight_languages() {
    let (alone, in_state, all, misses) = resolve(&WORLD, str::to_owned);
    println!("full: {alone} alone, {in_state} in their state, of {all}\n{}", misses.join("\n"));
    assert!(
        alone * 100 >= all * 93 && in_state * 100 >= all * 95,
        "{alone} {in_state} of {all}: {misses:#?}"
    );
}

#[test]
fn full_names_without_aliases() {
    let (alone, in_state, all, misses) = resolve(&BARE, str::to_owned);
    println!("no aliases: {alone} alone, {in_state} in their state, of {all}\n{}", misses.join("\n"));
    assert!(in_state * 100 >= all * 85, "{in_state} of {all}: {misses:#?}");
}

#[test]
fn family_names_in_eight_languages() {
    let last = |name: &str| {
        let family_first =
            ["Xi ", "Си ", "Сі ", "Wang ", "Ван ", "Li ", "Ли ", "Лі "].iter().any(|f| name.starts_with(f));
        let word = if family_first { name.split(' ').next() } else { name.rsplit(' ').next() };
        word.unwrap().to_owned()
    };
    let (alone, in_state, all, misses) = resolve(&WORLD, last);
    println!("family: {alone} alone, {in_state} in their state, of {all}\n{}", misses.join("\n"));
    assert!(in_state * 100 >= all * 60, "{in_state} of {all}");
}

#[test]
fn spellings() {
    for (text, id) in [
        ("Guérassimov", "valery-gerasimov"),
        ("Parley", "florence-parly"),
        ("Le Drian", "jean-yves-le-drian"),
        ("Jean-Yves Le Drian", "jean-yves-le-drian"),
        ("Lecorne", "sebastien-lecornu"),
        ("Xi", "xi-jinping"),
        ("V. Poutine", "vladimir-putin"),
        ("Claire Landais", "claire-landais"),
        ("King Charles", "charles-iii"),
        ("MBS", "mohammed-bin-salman"),
        ("Vladimir Vladimirovich Putin", "vladimir-putin"),
    ] {
        assert!(ids(text).contains(&id), "{text}: {:?}", ids(text));
    }
    for nobody in ["", "the", "Zzyzx", "Emmanuel Quatermain"] {
        assert!(ids(nobody).is_empty(), "{nobody}: {:?}", ids(nobody));
    }
}

#[test]
fn a_middle_name_is_no_family_name() {
    assert!(ids("Peña").contains(&"enrique-pena-nieto"), "{:?}", ids("Peña"));
    for (given, id) in [("Maria", "jose-maria-neves"), ("Mario", "pope-francis")] {
        assert!(!ids(given).contains(&id), "{given}: {:?}", ids(given));
    }
}

fn holder(actor: &str, office: &str, day: &str) -> String {
    let actor: ActorCode = actor.parse().unwrap();
    match WORLD.holder(&actor, office, day.parse::<Date>().unwrap()) {
        Answer::Known(term) => WORLD.person(term.person).id.to_owned(),
        Answer::LastKnown(term) => format!("last known {}", WORLD.person(term.person).id),
        Answer::Ambiguous(terms) => {
            terms.iter().map(|t| WORLD.person(t.person).id).collect::<Vec<_>>().join(" or ")
        }
        Answer::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn holders() {
    for (actor, office, day, expected) in [
        ("FRA", "defence-minister", "2020-01-10", "florence-parly"),
        ("FRA", "defence-minister", "2024-04-03", "sebastien-lecornu"),
        ("FRA", "chief-of-defence", "2019-05-01", "francois-lecointre"),
        ("RUS", "defence-minister", "2024-04-03", "sergei-shoigu"),
        ("RUS", "chief-of-defence", "2020-01-10", "valery-gerasimov"),
        ("RUS", "head-of-state", "2030-01-01", "last known vladimir-putin"),
        ("USA", "foreign-minister", "2022-02-24", "antony-blinken"),
        ("CHN", "foreign-minister", "2023-03-01", "qin-gang"),
        ("FRA", "head-of-state", "1900-01-01", "unknown"),
        ("FRA", "no-such-office", "2020-01-10", "unknown"),
    ] {
        assert_eq!(holder(actor, office, day), expected, "{actor} {office} {day}");
    }
}

#[test]
fn surfaces() {
    let found = |lang: &str, form: &str| {
        let all = WORLD.surfaces(lang).filter(|s| s.form == form);
        all.map(|s| (s.kind, s.actor.as_str(), s.place.unwrap_or(""))).collect::<Vec<_>>()
    };
    assert_eq!(found("fr", "Moscou"), [(SurfaceKind::Capital, "RUS", "Moscow")]);
    assert_eq!(found("fr", "russes"), [(SurfaceKind::Adjective, "RUS", "")]);
    assert_eq!(found("fr", "françaises"), [(SurfaceKind::Adjective, "FRA", "")]);
    assert_eq!(found("en", "Kremlin"), [(SurfaceKind::Metonym, "RUS", "")]);
    assert_eq!(found("en", "Houthis"), [(SurfaceKind::Group, "NSA:Houthis", "")]);
    assert_eq!(found("fr", "OTAN"), [(SurfaceKind::Organisation, "NATO", "")]);
    let us = WORLD.surfaces("en").find(|s| s.form == "US").unwrap();
    assert!(us.is("case") && !us.is("former"));
    assert_eq!(WORLD.actor_name(&"FRA".parse().unwrap()), "France");
}

#[test]
fn faults_name_file_and_line() {
    let table = "person\tactor\toffice\ttitle\tfrom\tto\tbasis\tknown_until\tsource\nx\tFRA\tking\t\t2024\t\topen\t\town\n";
    let files = [
        ("world/states.tsv", "code\tlang\tform\trole\tnote\tsource\n"),
        ("world/metonyms.tsv", "code\tlang\tform\tnote\tsource\n"),
        ("world/organisations.tsv", "code\tlang\tform\tnote\tsource\n"),
        ("world/groups.tsv", "code\tlang\tform\tnote\tsource\n"),
        ("world/places.tsv", "code\tlang\tform\tplace\tnote\tsource\n"),
        ("world/sounds.tsv", "spelling\tnext\treadings\tnote\tsource\n"),
        ("world/offices.tsv", "office\tlevel\tdomain\tsingle\tsent\tcovers\tnote\tsource\n"),
        ("world/people.tsv", "id\tname\taliases\tsource\n"),
        ("world/terms.tsv", table),
    ];
    let error = World::parse(&files).unwrap_err().to_string();
    assert_eq!(error, "world/terms.tsv:2:1: person: expected a row of people.tsv, got \"x\"");
}
