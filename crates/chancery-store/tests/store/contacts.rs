//! Contacts: replaced together, found by what they are.

use crate::made::{self, article, contact};
use chancery_model::{Contact, Holder, Kind, Level, Status};
use chancery_store::{ContactQuery, OfficeFilter, Store, StoreError};
use tempfile::TempDir;

/// Six contacts of all sorts, reported by articles 0 to 5; every third of these is Russian.
fn filled() -> (TempDir, Store) {
    let (folder, store) = made::store();
    let mut batch: Vec<_> = (0..6).map(|n| article(n, 0)).collect();
    batch[4].reports[0].sides[1].people[0].name = "Сергей Шойгу".into();
    store.write_batch(&batch).unwrap();
    let mut turkish = contact("c-tur", Some("2024-03"), &[3]);
    turkish.sides = vec![made::side("FRA", "Catherine Colonna"), made::side("TUR", "Hakan Fidan")];
    turkish.sides[1].holders.push(holder("Recep Tayyip Erdoğan"));
    turkish.sides[1].offices[0].level = Level::Envoy;
    turkish.sides.iter_mut().for_each(|s| s.offices[0].domain = "foreign".into());
    (turkish.kind, turkish.also, turkish.status) = (Kind::Visit, vec![Kind::Message], Status::Planned);
    let contacts = [
        contact("c-day", Some("2024-04-03"), &[0, 1]),
        contact("c-late", Some("2024-05-01/.."), &[2]),
        contact("c-none", None, &[5]),
        contact("c-year", Some("XXXX-04-26"), &[4]),
        turkish,
        contact("c-before", Some("../2022-01-31"), &[5, 4, 3]),
    ];
    store.replace_contacts(&contacts).unwrap();
    (folder, store)
}

/// A holder of an office, found by its term.
fn holder(name: &str) -> Holder {
    Holder { name: name.into(), office: "head-of-state".into(), last_known: false, source: "made up".into() }
}

fn ids(store: &Store, query: &ContactQuery) -> Vec<String> {
    store.contacts(query).unwrap().into_iter().map(|f| f.contact.id).collect()
}

#[test]
fn each_condition_narrows() {
    let (_folder, store) = filled();
    let check =
        |query: ContactQuery, expected: &[&str]| assert_eq!(ids(&store, &query), expected, "{query:?}");
    let all = ContactQuery::default;
    let between = |a: &str, b: &str| Some((a.parse().unwrap(), b.parse().unwrap()));
    let day = |d: &str| Some(d.parse().unwrap());
    check(all(), &["c-tur", "c-day", "c-late", "c-before", "c-none", "c-year"]);
    check(ContactQuery { limit: Some(2), ..all() }, &["c-tur", "c-day"]);
    check(ContactQuery { between: between("TUR", "FRA"), ..all() }, &["c-tur"]);
    check(ContactQuery { between: between("TUR", "RUS"), ..all() }, &[]);
    let actors = vec!["TUR".parse().unwrap(), "UN".parse().unwrap()];
    check(ContactQuery { actors, ..all() }, &["c-tur"]);
    check(ContactQuery { from: day("2024-04-03"), ..all() }, &["c-day", "c-late"]);
    check(ContactQuery { from: day("2024-03-31"), to: day("2024-04-02"), ..all() }, &["c-tur"]);
    check(ContactQuery { to: day("2022-01-31"), ..all() }, &["c-before"]);
    check(ContactQuery { from: day("2030-01-01"), ..all() }, &["c-late"]);
    check(ContactQuery { kinds: vec![Kind::Message, Kind::Video], ..all() }, &["c-tur"]);
    check(ContactQuery { kinds: vec![Kind::Visit], ..all() }, &["c-tur"]);
    check(ContactQuery { statuses: vec![Status::Planned, Status::Denied], ..all() }, &["c-tur"]);
    check(ContactQuery { page: Some(made::id(4)), ..all() }, &["c-before", "c-year"]);
    let offices = vec![OfficeFilter::Level(Level::Envoy), OfficeFilter::Domain("trade".into())];
    check(ContactQuery { offices, ..all() }, &["c-tur"]);
    let offices = vec![OfficeFilter::Domain("foreign".into())];
    check(ContactQuery { offices, limit: Some(1), ..all() }, &["c-tur"]);
}

#[test]
fn people_are_found_under_any_spelling_that_was_told() {
    let (_folder, store) = filled();
    let check = |person: &str, expected: &[&str]| {
        let query = ContactQuery { person: Some(person.into()), ..ContactQuery::default() };
        assert_eq!(ids(&store, &query), expected, "{person}");
    };
    check("ERDOGAN", &["c-tur"]);
    check("fidan hakan", &["c-tur"]);
    check("colonna fidan", &[]);
    check("шойгу", &["c-before", "c-year"]);
    check("%", &[]);
}

#[test]
fn sources_and_languages_are_counted() {
    let (_folder, store) = filled();
    let check = |id: &str, sources: usize, languages: &[&str]| {
        let found = store.contact(id).unwrap();
        assert_eq!(
            (found.sources, found.languages),
            (sources, languages.iter().map(|l| (*l).into()).collect())
        );
    };
    check("c-day", 2, &["fr", "ru"]);
    check("c-before", 3, &["fr", "ru"]);
    check("c-late", 1, &["fr"]);
}

#[test]
fn a_contact_comes_back_as_it_was() {
    let (_folder, store) = filled();
    assert_eq!(store.contact("c-day").unwrap().contact, contact("c-day", Some("2024-04-03"), &[0, 1]));
}

#[test]
fn one_contact_by_the_beginning_of_its_id() {
    let (_folder, store) = filled();
    let check = |id: &str, expected: Result<&str, &str>| {
        let found = store.contact(id).map(|f| f.contact.id).map_err(|e| e.to_string());
        assert_eq!(found.as_deref().map_err(|e| e.split_once(", ").unwrap().1), expected, "{id}");
    };
    check("c-t", Ok("c-tur"));
    check("c-n", Ok("c-none"));
    check("c-dxy", Err("got \"c-dxy\", which none has; near it: c-day"));
    check("q", Err("got \"q\", which none has"));
    check("%", Err("got \"%\", which none has"));
    let all = "got \"c-\", with which these begin: c-before, c-day, c-late, c-none, c-tur, c-year";
    check("c-", Err(all));
    store.replace_contacts(&[contact("a", None, &[1]), contact("ab", None, &[1])]).unwrap();
    check("a", Ok("a"));
    check("ab", Ok("ab"));
}

#[test]
fn contacts_are_replaced_together_or_not_at_all() {
    let (_folder, store) = filled();
    let before = store.contacts(&ContactQuery::default()).unwrap();
    let fails = |contacts: &[Contact]| store.replace_contacts(contacts).unwrap_err();
    let error = fails(&[contact("x", None, &[1]), contact("x", None, &[2])]);
    assert!(matches!(error, StoreError::DuplicateContact { ref id } if id == "x"), "{error}");
    let error = fails(&[contact("x", None, &[1, 99])]);
    assert!(matches!(error, StoreError::UnknownReport { ref page, index: 0, .. } if *page == made::id(99)));
    assert_eq!(store.contacts(&ContactQuery::default()).unwrap(), before);
    store.replace_contacts(&[contact("x", None, &[1])]).unwrap();
    assert_eq!(ids(&store, &ContactQuery::default()), ["x"]);
}
