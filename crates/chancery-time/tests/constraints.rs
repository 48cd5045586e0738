//! What ties leave of the days of documents and events.

use chancery_model::Edtf;
use chancery_time::{Bounds, Constraints, Moment};
use proptest::prelude::*;

fn edtf(text: &str) -> Option<Edtf> {
    (text != "?").then(|| text.parse().expect("a date"))
}

fn days(first: &str, last: &str) -> Bounds {
    let day = |text: &str| (text != "?").then(|| text.parse().expect("a day"));
    Bounds { earliest: day(first), latest: day(last) }
}

/// Moments by their dates, ties, and the date expected of each; conflicts by the number of the tie.
type Case<'a> = (&'a str, &'a [&'a str], fn(&mut Constraints, &[Moment]), &'a [&'a str], &'a [usize]);

const CASES: &[Case<'_>] = &[
    ("nothing ties them", &["2024-04-03", "?"], |_, _| {}, &["2024-04-03", "?"], &[]),
    (
        "what is reported is not after its document",
        &["?", "2024-04-04"],
        |c, m| _ = c.reported(m[0], m[1]),
        &["../2024-04-04", "2024-04-04"],
        &[],
    ),
    (
        "what is announced is not before it",
        &["2024-05", "2024-05-20"],
        |c, m| _ = c.planned(m[0], m[1]),
        &["2024-05-20/2024-05-31", "2024-05-20"],
        &[],
    ),
    (
        "a day without its year, told within a year by two documents",
        &["XXXX-07-10", "2020-09"],
        |c, m| {
            c.reported(m[0], m[1]);
            c.apart(m[0], m[1], None, Some(364));
        },
        &["2020-07-10", "2020-09"],
        &[],
    ),
    (
        "two reports of one event lend each other what they know",
        &["2022-10", "XXXX-10-23"],
        |c, m| _ = c.same(m[0], m[1]),
        &["2022-10-23", "2022-10-23"],
        &[],
    ),
    (
        "several years fit: it stays open",
        &["XXXX-07-10", "2020-09-01", "2017-01-01"],
        |c, m| {
            c.reported(m[0], m[1]);
            c.since(m[0], m[2]);
        },
        &["?", "2020-09-01", "2017-01-01"],
        &[],
    ),
    (
        "before and after, in a chain",
        &["?", "?", "?", "2024-01-10"],
        |c, m| {
            c.before(m[0], m[1]);
            c.before(m[1], m[2]);
            c.before(m[2], m[3]);
        },
        &["../2024-01-07", "../2024-01-08", "../2024-01-09", "2024-01-10"],
        &[],
    ),
    (
        "a term of office",
        &["XXXX-03-02"],
        |c, m| _ = c.within(m[0], days("2017-05-17", "2018-06-20")),
        &["2018-03-02"],
        &[],
    ),
    (
        "an office that was not held on the day: the day stands",
        &["2019-03-02"],
        |c, m| _ = c.within(m[0], days("2017-05-17", "2018-06-20")),
        &["2019-03-02"],
        &[0],
    ),
    (
        "the first of two that disagree counts",
        &["?", "2024-04-04", "2024-04-09"],
        |c, m| {
            c.reported(m[0], m[1]);
            c.since(m[0], m[2]);
        },
        &["../2024-04-04", "2024-04-04", "2024-04-09"],
        &[1],
    ),
    (
        "a circle ends",
        &["2024-01-01/..", "?"],
        |c, m| {
            c.before(m[0], m[1]);
            c.before(m[1], m[0]);
        },
        &["2024-01-01/..", "2024-01-02/.."],
        &[1],
    ),
    (
        "the last day of February, in the leap year that fits",
        &["XXXX-02-29", "2022-01-01", "2027-01-01"],
        |c, m| {
            c.since(m[0], m[1]);
            c.reported(m[0], m[2]);
        },
        &["2024-02-29", "2022-01-01", "2027-01-01"],
        &[],
    ),
];

#[test]
fn cases() {
    for (name, dates, tie, expected, conflicts) in CASES {
        let mut constraints = Constraints::new();
        let moments: Vec<Moment> = dates.iter().map(|d| constraints.moment(edtf(d))).collect();
        tie(&mut constraints, &moments);
        let solution = constraints.solve();
        let shown: Vec<String> =
            moments.iter().map(|m| solution.date(*m).map_or("?".into(), |d| d.to_string())).collect();
        assert_eq!(shown, *expected, "{name}");
        let left_out: Vec<String> = solution.conflicts().iter().map(|c| format!("{:?}", c.tie)).collect();
        let expected: Vec<String> = conflicts.iter().map(|n| format!("Tie({n})")).collect();
        assert_eq!(left_out, expected, "{name}");
    }
}

#[test]
fn reasons_and_conflicts_name_their_ties() {
    let mut constraints = Constraints::new();
    let (event, page, later) = (
        constraints.moment(None),
        constraints.moment(edtf("2024-04-04")),
        constraints.moment(edtf("2024-04-09")),
    );
    let reported = constraints.reported(event, page);
    let since = constraints.since(event, later);
    let solution = constraints.solve();
    assert_eq!(solution.reasons(event), [None, Some(reported)]);
    let conflict = solution.conflicts()[0];
    assert_eq!((conflict.tie, conflict.moment, conflict.against), (since, event, Some(reported)));
}

#[test]
fn long_chains_settle() {
    let mut constraints = Constraints::new();
    let moments: Vec<Moment> = (0..20_000).map(|_| constraints.moment(None)).collect();
    for pair in moments.windows(2).rev() {
        constraints.before(pair[0], pair[1]);
    }
    constraints.within(moments[0], days("1990-01-01", "?"));
    let solution = constraints.solve();
    assert!(solution.conflicts().is_empty());
    assert_eq!(solution.bounds(moments[366]).earliest, days("1991-01-02", "?").earliest);
}

proptest! {
    /// Bounds are never inverted, never wider than the dates they came from, and the same each time.
    #[test]
    fn bounds_only_tighten(
        starts in prop::collection::vec(prop::option::of(0i64..2000), 2..8),
        ties in prop::collection::vec((0usize..8, 0usize..8, -40i32..40, prop::option::of(0i32..60)), 0..20),
    ) {
        let mut constraints = Constraints::new();
        let origin = jiff::civil::date(2015, 1, 1);
        let day = |n: i64| origin.checked_add(jiff::Span::new().days(n)).ok();
        let moments: Vec<Moment> = starts
            .iter()
            .map(|n| constraints.moment(n.and_then(|n| Some(Edtf::days(day(n)?, day(n + 90)?)))))
            .collect();
        for (a, b, least, wide) in ties {
            let (a, b) = (moments[a % moments.len()], moments[b % moments.len()]);
            if a != b {
                constraints.apart(a, b, Some(least), wide.map(|w| least + w));
            }
        }
        let (solution, again) = (constraints.solve(), constraints.solve());
        for (moment, start) in moments.iter().zip(&starts) {
            let bounds = solution.bounds(*moment);
            prop_assert_eq!(bounds, again.bounds(*moment));
            if let (Some(first), Some(last)) = (bounds.earliest, bounds.latest) {
                prop_assert!(first <= last);
            }
            if let Some(start) = start {
                prop_assert!(bounds.earliest >= day(*start));
                prop_assert!(bounds.latest.is_some() && bounds.latest <= day(*start + 90));
            }
        }
        prop_assert_eq!(solution.conflicts(), again.conflicts());
    }
}
