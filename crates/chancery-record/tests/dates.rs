//! Years and bounds that no report states, and what they rest on.

mod common;

use chancery_model::{Dating, Sourced};
use common::{Page, lines, record, short};
use jiff::civil::{Date, Weekday};

const GENERALS: &str = "| FRA:François_Lecointre RUS:Valery_Gerasimov";

fn told(head: &str) -> String {
    format!("{head} {GENERALS}")
}

/// Two undated pages; one tells a meeting of September 2019 as past.
fn lecointre() -> Vec<Page> {
    let (call, visit) = (told("call held XXXX-07-10 -"), told("visit held XXXX-02 Moscow"));
    let council = "meeting held 2019-09 Moscow | FRA: RUS:";
    vec![short("a", "-", &[&call, &visit]), short("b", "-", &[&call, &visit, council])]
}

#[test]
fn the_first_february_and_july_since() {
    let expected = ["2019-09 meeting held b2", "2020-02? visit held a1+b1", "2020-07-10? call held a0+b0"];
    assert_eq!(lines(&lecointre()), expected);
    let call = record(&lecointre()).pop().unwrap().date.unwrap();
    let inference = call.inference.unwrap();
    assert_eq!(inference.rule, "earliest year that fits");
    let premises: Vec<String> =
        inference.premises.iter().map(|p| format!("{}: {}", p.page.as_deref().unwrap(), p.says)).collect();
    assert_eq!(premises, ["a: stated: call of XXXX-07-10", "b: told as past: meeting of 2019-09"]);
    assert!(inference.premises.iter().all(|p| p.span.is_some()));
}

#[test]
fn a_year_told_elsewhere() {
    let (day, month) = (told("call held XXXX-07-10 -"), told("call held 2020-07 -"));
    let full = told("call held 2020-07-10 -");
    let stated = record(&[short("a", "-", &[&day]), short("b", "2020-07-11", &[&full])]).remove(0);
    assert!(stated.date.as_ref().unwrap().inference.is_none());
    assert_eq!(stated.date.unwrap().value.to_string(), "2020-07-10");
    let joint = record(&[short("a", "-", &[&day]), short("b", "2020-07-11", &[&month])]).remove(0);
    let date = joint.date.unwrap();
    assert_eq!(date.value.to_string(), "2020-07-10");
    assert_eq!(date.inference.unwrap().premises.len(), 2);
}

#[track_caller]
fn check(dating: Dating, told_here: &[&str], expected: &str) {
    let mut page = short("a", "-", told_here);
    page.dating = dating;
    assert_eq!(lines(&[page])[0], expected);
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn bounds(first: &str, last: Option<&str>) -> Dating {
    let bound = |d| Sourced::inferred(day(d), "public event", Vec::new());
    Dating { not_before: Some(bound(first)), not_after: last.map(bound), ..Dating::default() }
}

#[test]
fn years_from_the_article() {
    let call = told("call held XXXX-04-03 -");
    check(Dating::default(), &[&call], "XXXX-04-03 call held a0");
    check(bounds("2024-03-22", None), &[&call], "2024-04-03? call held a0");
    check(bounds("2024-03-22", Some("2024-12-31")), &[&call], "2024-04-03? call held a0");
    check(bounds("2024-05-01", Some("2024-12-31")), &[&call], "2024-04-03 call held a0");
    check(bounds("2010-01-01", Some("2024-12-31")), &[&call], "2010-04-03? call held a0");
    let planned = told("call planned XXXX-04-03 -");
    check(bounds("2024-05-01", Some("2024-12-31")), &[&planned], "2025-04-03 call planned a0");
    let stamp = Dating {
        date: Some(Sourced::stated("XXXX-04-04".parse().unwrap(), Vec::new())),
        weekday: Some(Weekday::Thursday),
        ..bounds("2019-01-01", None)
    };
    assert_eq!(stamp.weekday, Some(day("2019-04-04").weekday()));
    check(stamp.clone(), &[&call], "2019-04-03? call held a0");
    let friday = Dating { weekday: Some(Weekday::Friday), ..stamp };
    check(friday, &[&call], "2025-04-03? call held a0");
}

#[test]
fn dates_beside_one_another() {
    let (call, before) = (told("call held XXXX-07-10 -"), told("visit held XXXX-11 -"));
    let mut pages = lecointre();
    pages.push(short("c", "-", &[&call, &before]));
    assert!(lines(&pages).contains(&"2019-11? visit held c1".to_owned()));
    let next = told("meeting planned XXXX-05 -");
    pages.push(short("d", "-", &[&call, &next]));
    assert!(lines(&pages).contains(&"2021-05? meeting planned d1".to_owned()));
}

#[test]
fn open_ends() {
    let visit = told("visit planned - Moscow");
    let contact = record(&[short("a", "2015-12-22", &[&visit])]).remove(0);
    let date = contact.date.unwrap();
    assert_eq!(date.value.to_string(), "2015-12-22/..");
    assert_eq!(date.inference.unwrap().premises[0].says, "the article is of 2015-12-22");
    check(Dating::default(), &[&visit], "- visit planned a0");
    let held = told("meeting held - -");
    check(bounds("2019-01-01", Some("2019-09-15")), &[&held], "../2019-09 meeting held a0");
}

#[test]
fn no_year_fits() {
    let call = told("call held XXXX-02-29 -");
    check(
        bounds("2021-03-01", Some("2022-12-31")),
        &[&call],
        "XXXX-02-29 call held a0; date: XXXX-02-29 told as past (a, written 2021-03-01/2022-12-31)",
    );
}

#[test]
fn an_article_before_what_it_reports() {
    let call = told("call held 2021-11-16 -");
    let pages = [short("a", "2021-11-17", &[&call]), short("b", "2021-11-10", &[&call])];
    let contact = record(&pages).remove(0);
    assert_eq!(contact.conflicts, ["date: 2021-11-16 told as past (b, written 2021-11-10/2021-11-10)"]);
    // It bounds nothing else: what it tells without a year stays near its own day.
    let visit = told("visit held XXXX-12 Moscow");
    let pages = [short("a", "2021-11-17", &[&call]), short("b", "2021-11-10", &[&call, &visit])];
    assert!(lines(&pages).contains(&"2020-12 visit held b1".to_owned()));
}
