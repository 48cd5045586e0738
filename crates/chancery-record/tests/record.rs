//! Which reports meet, and what they say together.

mod common;

use common::{Page, lines, record, short};

#[track_caller]
fn check(pages: &[(&str, &str, &[&str])], expected: &[&str]) {
    let pages: Vec<Page> = pages.iter().map(|(id, published, told)| short(id, published, told)).collect();
    assert_eq!(lines(&pages), expected);
}

const CALL: &str = "call held 2024-04-03 - | FRA:Sébastien_Lecornu RUS:Sergei_Shoigu";

#[test]
fn one_call_told_by_many() {
    check(
        &[
            ("a", "2024-04-03", &[CALL]),
            ("b", "2024-04-04", &["contact held 2024-04 - | RUS:Sergueï_Choïgou FRA:Lecornu"]),
            ("c", "2024-04-04", &["call held 2024-04-03 - | FRA: RUS:"]),
            ("d", "2024-04-05", &["video held 2024-04-03 - FRA | RUS: FRA:S_Lecornu"]),
        ],
        &["2024-04 contact held b0", "2024-04-03 video held a0+c0+d0"],
    );
    check(
        &[
            ("a", "2024-04-03", &[CALL]),
            ("b", "2024-04-09", &["contact held 2024-04 - | RUS:Sergei_Shoygu FRA:Sebastien_Lecorne"]),
        ],
        &["2024-04-03 call held a0+b0"],
    );
}

#[test]
fn other_people_or_channel_or_day_is_another_contact() {
    for other in [
        "call held 2024-04-03 - | FRA:Emmanuel_Macron RUS:Vladimir_Putin",
        "meeting held 2024-04-03 - | FRA:Sébastien_Lecornu RUS:Sergei_Shoigu",
        "message held 2024-04-03 - | FRA:Sébastien_Lecornu RUS:Sergei_Shoigu",
        "call held 2024-04-06 - | FRA:Sébastien_Lecornu RUS:Sergei_Shoigu",
        "call held 2024-04-03 - | FRA:Sébastien_Lecornu GBR:Grant_Shapps",
    ] {
        let pages = [short("a", "2024-04-06", &[CALL]), short("b", "2024-04-06", &[other])];
        assert_eq!(record(&pages).len(), 2, "{other}");
    }
}

#[test]
fn told_apart_on_one_page_stays_apart() {
    let (two, one) =
        ("call held 2024-04-03 - | FRA:A_Able RUS:", "call held 2024-04-03 - | FRA: RUS:B_Baker");
    check(&[("a", "2024-04-03", &[two, one])], &["2024-04-03 call held a0", "2024-04-03 call held a1"]);
    check(&[("a", "2024-04-03", &[two]), ("b", "2024-04-03", &[one])], &["2024-04-03 call held a0+b0"]);
    check(&[("a", "2024-04-03", &[two, two])], &["2024-04-03 call held a0+a1"]);
}

#[test]
fn nameless_report_with_two_candidates_stays_alone() {
    check(
        &[
            ("a", "2024-04-03", &[CALL, "call held 2024-04-03 - | FRA:Emmanuel_Macron RUS:Vladimir_Putin"]),
            ("b", "2024-04-03", &["call held 2024-04-03 - | FRA: RUS:"]),
        ],
        &["2024-04-03 call held a0", "2024-04-03 call held b0", "2024-04-03 call held a1"],
    );
}

#[test]
fn a_life_of_a_contact() {
    let planned = short("a", "2016-06-28", &["call planned 2016-06-29 - | RUS:V_Putin TUR:R_Erdogan"]);
    let held = short("b", "2016-06-29", &["call held 2016-06-29 - | RUS:V_Putin TUR:R_Erdogan"]);
    let contact = record(&[held, planned]).remove(0);
    let told: Vec<String> = contact.history.iter().map(|(s, p)| format!("{s} {p}")).collect();
    assert_eq!(told, ["planned a", "held b"]);
    assert!(contact.conflicts.is_empty());
    check(
        &[
            (
                "a",
                "2023-01-18",
                &["visit planned 2023-02-05/2023-02-06 Beijing | USA:Antony_Blinken CHN:Qin_Gang"],
            ),
            ("b", "2023-02-04", &["visit postponed 2023-02-05/2023-02-06 Beijing | USA:Antony_Blinken CHN:"]),
            ("c", "2023-06-19", &["meeting held 2023-06-18 Beijing | USA:Antony_Blinken CHN:Qin_Gang"]),
        ],
        &["2023-06-18 visit held a0+b0+c0"],
    );
    check(
        &[
            ("a", "2024-04-03", &[CALL]),
            ("b", "2024-04-04", &["call denied 2024-04-03 - | FRA:Sébastien_Lecornu RUS:Sergei_Shoigu"]),
        ],
        &["2024-04-03 call held a0+b0; status: denied (b), held (a)"],
    );
}

#[test]
fn a_day_apart_is_one_contact_and_a_conflict() {
    let told = |day, who: &str| format!("video held 2021-11-{day} - | USA:{who} CHN:Xi_Jinping");
    let (a, b, c) = (told("15", "Joe_Biden"), told("16*", "Joe_Biden"), told("16*", ""));
    check(
        &[("a", "2021-11-16", &[&a]), ("b", "2021-11-16", &[&b])],
        &["2021-11-15 video held a0+b0; date: 2021-11-15 (a), 2021-11-16 (b)"],
    );
    let apart = ["2021-11-15 video held a0", "2021-11-16 video held b0"];
    check(&[("a", "2021-11-16", &[&a]), ("b", "2021-11-16", &[&c])], &apart);
    check(&[("a", "2021-11-16", &[&a]), ("b", "2021-12-16", &[&b])], &apart);
    check(&[("a", "2021-11-16", &[&a, &b])], &["2021-11-15 video held a0", "2021-11-16 video held a1"]);
}

#[test]
fn contacts_on_successive_days_stay_apart() {
    let held = |days: &[&str]| {
        let line = |day: &&str| format!("call held 2024-02-{day} - | FRA:Emmanuel_Macron UKR:V_Zelensky");
        let told: Vec<String> = days.iter().map(line).collect();
        let page = |(n, line): (usize, &String)| short(&format!("p{n:02}"), "2024-02-20", &[line]);
        record(&told.iter().enumerate().map(page).collect::<Vec<_>>()).len()
    };
    let month: Vec<String> = (1..=28).map(|day| format!("{day:02}")).collect();
    assert_eq!(held(&month.iter().map(String::as_str).collect::<Vec<_>>()), 28);
    assert_eq!(held(&["01", "02*", "03"]), 2, "an inferred day joins one neighbour and no chain");
    assert_eq!(held(&["01*", "02*", "03*", "04*"]), 2);
}

#[test]
fn sides_told_partly() {
    let three = "meeting held 2025-03-18 Doha | COD:F_Tshisekedi RWA:P_Kagame QAT:T_Thani";
    let two = "meeting held 2025-03-18 Doha | COD:F_Tshisekedi RWA:P_Kagame";
    check(&[("a", "2025-03-19", &[three]), ("b", "2025-03-18", &[two])], &["2025-03-18 meeting held a0+b0"]);
    let both = ["2025-03-18 meeting held a0+c0", "2025-03-18 meeting held b0+c1"];
    let met = record(&[
        short("a", "2025-03-19", &[three]),
        short("b", "2025-03-18", &[two]),
        short("c", "2025-03-18", &[three, two]),
    ]);
    assert_eq!(met.len(), both.len(), "an article that tells both keeps them apart");
}

#[test]
fn an_undated_report_needs_one_candidate_near_its_article() {
    let undated = "meeting held - Brégançon | FRA:Emmanuel_Macron RUS:Vladimir_Putin";
    let dated = "meeting held 2019-08-19 - | FRA:Emmanuel_Macron RUS:Vladimir_Putin";
    check(
        &[("a", "2019-09-15", &[undated]), ("b", "2019-08-20", &[dated])],
        &["2019-08-19 meeting held a0+b0"],
    );
    check(
        &[("a", "2022-09-15", &[undated]), ("b", "2019-08-20", &[dated])],
        &["2019-08-19 meeting held b0", "../2022-09 meeting held a0"],
    );
}
