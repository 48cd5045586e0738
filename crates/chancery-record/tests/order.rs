//! Properties: the order of articles does not change the record, and each report is in one contact.

mod common;

use common::{Page, record, short};
use proptest::prelude::*;

fn telling() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["call", "meeting", "visit", "contact", "video", "message"]);
    let status = prop::sample::select(vec!["held", "held", "planned", "postponed", "denied"]);
    let date = prop::sample::select(vec![
        "2020-07-10",
        "2020-07-11",
        "2020-07",
        "XXXX-07-10",
        "XXXX-02",
        "2019-09",
        "2020",
        "-",
        "2020-09-01",
        "2020-07-09/2020-07-11",
        "../2020-07",
        "XXXX-07-09/XXXX-07-11",
    ]);
    let place = prop::sample::select(vec!["-", "Moscow", "Paris"]);
    let who = prop::sample::select(vec![
        "FRA: RUS:",
        "FRA:A_Able RUS:",
        "FRA:A_Able RUS:B_Baker",
        "RUS:B_Baker FRA:C_Clark",
        "RUS: FRA: DEU:",
        "FRA:A_Able RUS:B_Baker DEU:D_Dunn",
        "FRA:A_Able DEU:D_Dunn",
        "UN:",
    ]);
    (kind, status, date, place, who).prop_map(|(k, s, d, p, w)| format!("{k} {s} {d} {p} | {w}"))
}

fn pages() -> impl Strategy<Value = Vec<Page>> {
    let published = prop::sample::select(vec!["-", "2020-07-10", "2020-07-12", "2020-08-01", "2019-10-01"]);
    let page = (published, prop::collection::vec(telling(), 1..4));
    prop::collection::vec(page, 1..12).prop_map(|pages| {
        let page = |(n, (published, told)): (usize, (&str, Vec<String>))| {
            let told: Vec<&str> = told.iter().map(String::as_str).collect();
            short(&format!("p{n:02}"), published, &told)
        };
        pages.into_iter().enumerate().map(page).collect()
    })
}

proptest! {
    #[test]
    fn order_of_articles_does_not_matter(
        (pages, shuffled) in pages().prop_flat_map(|p| (Just(p.clone()), Just(p).prop_shuffle()))
    ) {
        prop_assert_eq!(record(&pages), record(&shuffled));
    }

    #[test]
    fn every_report_is_in_one_contact(pages in pages()) {
        let contacts = record(&pages);
        let mut told: Vec<(String, usize)> = contacts.iter().flat_map(|c| c.reports.clone()).collect();
        told.sort();
        let given = pages.iter().flat_map(|p| (0..p.reports.len()).map(|i| (p.id.clone(), i)));
        prop_assert_eq!(told, given.collect::<Vec<_>>());
        let mut ids: Vec<&str> = contacts.iter().map(|c| c.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), contacts.len());
    }
}
