//! Articles and reports: what is written comes back; a change replaces; the same again changes nothing.

use crate::made::{self, article, contact, id};
use chancery_model::ClaimKind;
use chancery_store::{Bounds, PageDigest, PageState, ReportQuery, StoredArticle, Summary, Written};
use jiff::civil::Date;

#[test]
fn what_is_written_comes_back() {
    let (_folder, store) = made::store();
    let bare = StoredArticle {
        dating: Default::default(),
        reports: Vec::new(),
        notes: Vec::new(),
        article: chancery_model::Article {
            id: "\u{0} odd 'id' 漢".into(),
            url: None,
            lang: None,
            published: None,
            outlet: None,
            text: "a\u{0}b\r\n\u{202e}🙂".into(),
            blocks: Vec::new(),
        },
        ..article(0, 0)
    };
    let batch = [article(1, 0), article(2, 0), bare];
    store.write_batch(&batch).unwrap();
    for stored in &batch {
        assert_eq!(store.article(&stored.article.id).unwrap().as_ref(), Some(stored));
    }
    assert_eq!(store.article("page").unwrap(), None);
}

#[test]
fn the_same_again_changes_nothing() {
    let (_folder, store) = made::store();
    let batch: Vec<_> = (0..5).map(|n| article(n, 0)).collect();
    assert_eq!(store.write_batch(&batch).unwrap(), Written { new: 5, ..Written::default() });
    store.replace_contacts(&[contact("c1", None, &[1])]).unwrap();
    let before = store.summary().unwrap();
    assert_eq!(store.write_batch(&batch).unwrap(), Written { unchanged: 5, ..Written::default() });
    assert_eq!(store.summary().unwrap(), before);
    assert!(before.contacts_are_current);
}

#[test]
fn a_change_replaces_all_that_was_told() {
    let (_folder, store) = made::store();
    store.write_batch(&[article(1, 0), article(2, 0)]).unwrap();
    store.replace_contacts(&[contact("c1", None, &[1, 2])]).unwrap();
    let changed = StoredArticle { reports: vec![made::report(9, 0)], ..article(1, 7) };
    let written = store.write_batch(&[changed.clone(), article(2, 0)]).unwrap();
    assert_eq!(written, Written { new: 0, replaced: 1, unchanged: 1 });
    assert_eq!(store.article(&id(1)).unwrap(), Some(changed));
    let expected = Summary {
        pages: 2,
        languages: vec![("fr".into(), 2)],
        reports: 4,
        contacts: 1,
        notes: 2,
        contacts_are_current: false,
    };
    assert_eq!(store.summary().unwrap(), expected);
    assert_eq!(store.contact("c1").unwrap().sources, 1);
    assert_eq!(store.search("version 0", 9).unwrap().len(), 1);
    assert_eq!(store.search("version 7", 9).unwrap().len(), 1);
}

#[test]
fn other_packs_replace_what_the_old_ones_read() {
    let (_folder, store) = made::store();
    store.write_batch(&[article(1, 0)]).unwrap();
    let again = StoredArticle { packs: "packs-2".into(), reports: Vec::new(), ..article(1, 0) };
    assert_eq!(store.write_batch(&[again]).unwrap().replaced, 1);
    assert_eq!(store.summary().unwrap().reports, 0);
    assert_eq!(store.page_state(&id(1)).unwrap().unwrap().packs, "packs-2");
}

#[test]
fn a_batch_may_hold_a_page_twice() {
    let (_folder, store) = made::store();
    let written = store.write_batch(&[article(1, 0), article(1, 1)]).unwrap();
    assert_eq!(written, Written { new: 1, replaced: 1, unchanged: 0 });
    assert_eq!(store.article(&id(1)).unwrap(), Some(article(1, 1)));
}

#[test]
fn pages_read_before_are_known() {
    let (_folder, store) = made::store();
    store.write_batch(&[article(1, 0)]).unwrap();
    let state = PageState { digest: article(1, 0).digest, packs: "packs-1".into() };
    assert_eq!(store.page_state(&id(1)).unwrap(), Some(state.clone()));
    assert_eq!(store.known(&["x", &id(1), ""]).unwrap(), [None, Some(state), None]);
}

#[test]
fn articles_come_in_the_order_of_ids() {
    let (_folder, store) = made::store();
    let batch: Vec<_> = (0..600).rev().map(|n| article(n, 0)).collect();
    store.write_batch(&batch).unwrap();
    let entries: Vec<_> = store.articles().unwrap().map(Result::unwrap).collect();
    assert!(entries.iter().map(|e| &e.id).eq(&(0..600).map(id).collect::<Vec<_>>()));
    let entry = &entries[1];
    assert_eq!(entry.title.as_deref(), Some("Macron appelle Poutine, version 0"));
    assert_eq!(entry.dated.unwrap().to_string(), "2024-02");
    assert_eq!((entry.outlet.as_deref(), entry.lang.as_str()), (Some("Outlet"), "fr"));
    assert_eq!((entry.bounds, entry.digest), (Bounds::of(entry.dated), article(1, 0).digest));
}

#[test]
fn all_reports_come_in_order_and_from_one_state() {
    let (_folder, store) = made::store();
    let mut batch: Vec<_> = (0..600).map(|n| article(n, 0)).collect();
    // A stretch longer than what is read at a time tells nothing.
    batch[100..500].iter_mut().for_each(|stored| stored.reports.clear());
    store.write_batch(&batch).unwrap();
    let mut walk = store.all_reports().unwrap();
    assert_eq!(store.report(&id(0), 2).unwrap(), Some(made::report(0, 2)));
    assert_eq!(store.report(&id(0), 3).unwrap(), None);
    let first = walk.next().unwrap().unwrap();
    assert_eq!((&first.page, first.index, &first.report), (&id(0), 0, &made::report(0, 0)));
    assert_eq!((first.dating.latest(), &first.dating), (Some(Date::constant(2024, 1, 31)), &batch[0].dating));
    store.write_batch(&[article(599, 1), article(700, 0)]).unwrap();
    let rest: Vec<_> = walk.map(|r| r.map(|r| (r.page, r.index)).unwrap()).collect();
    let expected: Vec<_> = (0..100).chain(500..600).flat_map(|n| (0..3).map(move |i| (id(n), i))).collect();
    assert_eq!(rest, expected[1..]);
    assert_eq!(store.all_reports().unwrap().count(), 603);
}

#[test]
fn reports_are_found() {
    let (_folder, store) = made::store();
    let mut stored = article(2, 0);
    stored.reports[1].sides.push(made::side("TUR", "Hakan Fidan"));
    store.write_batch(&[article(1, 0), stored]).unwrap();
    let check = |query: ReportQuery, expected: &[(usize, usize)]| {
        let found: Vec<_> = store.reports(&query).unwrap().into_iter().map(|r| (r.page, r.index)).collect();
        let expected: Vec<_> = expected.iter().map(|(n, i)| (id(*n), *i)).collect();
        assert_eq!(found, expected, "{query:?}");
    };
    let all = ReportQuery::default;
    let actors = |codes: &[&str]| codes.iter().map(|c| c.parse().unwrap()).collect();
    check(ReportQuery { page: Some(id(1)), ..all() }, &[(1, 0), (1, 1), (1, 2)]);
    check(ReportQuery { actors: actors(&["TUR", "FRA"]), ..all() }, &[(2, 1)]);
    check(ReportQuery { person: Some("FIDÁN hak".into()), ..all() }, &[(2, 1)]);
    check(ReportQuery { actors: actors(&["FRA"]), limit: Some(2), ..all() }, &[(1, 0), (1, 1)]);
    check(ReportQuery { person: Some("?".into()), ..all() }, &[]);
}

#[test]
fn a_failed_batch_leaves_no_trace() {
    let (_folder, store) = made::store();
    let mut broken = article(2, 0);
    broken.reports[2].confidence = f32::NAN;
    store.write_batch(&[article(1, 0), broken]).unwrap_err();
    assert_eq!(store.summary().unwrap().pages, 0);
    assert_eq!(store.search("ministre", 9).unwrap(), []);
    assert_eq!(store.page_state(&id(1)).unwrap().map(|s| s.digest), None::<PageDigest>);
}

#[test]
fn claims_go_with_the_article_that_makes_them() {
    let (_folder, store) = made::store();
    store.write_batch(&[article(1, 0), article(2, 0)]).unwrap();
    store.replace_contacts(&[contact("c1", Some("2024-04-02"), &[1])]).unwrap();
    let claims = store.claims(&[]).unwrap();
    assert_eq!((claims.len(), claims[0].contact.as_deref()), (6, Some("c1")));
    assert_eq!((claims[0].words.as_str(), claims[0].index), ("Macron", 0));
    assert_eq!(store.claims(&[ClaimKind::Denied]).unwrap(), Vec::new());
    let changed = StoredArticle { reports: Vec::new(), ..article(1, 7) };
    store.write_batch(&[changed]).unwrap();
    assert_eq!(store.claims(&[ClaimKind::FirstSince]).unwrap().len(), 3);
}
