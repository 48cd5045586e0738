//! What is evidence of an article's own date, and what is not.

mod common;

use chancery_model::{Article, BlockKind};
use chancery_time::document_date;
use common::{Reader, article};

const BODY: &str = "The two ministers, who had last met in March 2019 and have since exchanged a number of letters, \
                    spoke at length on 3 May 2021 about the state of affairs in the region and beyond.";

/// Builds an article of lines; `~` marks a stamp, `@` a comment, and `BODY` stands for running text.
fn page(lines: &str) -> Article {
    let mut text = String::new();
    let mut kinds = Vec::new();
    for line in lines.split('|').map(str::trim) {
        let (kind, line) = match line.chars().next() {
            Some('~') => (BlockKind::Stamp, &line[1..]),
            Some('@') => (BlockKind::Comment, &line[1..]),
            _ => (BlockKind::Paragraph, line),
        };
        kinds.push(kind);
        text.push_str(&line.replace("BODY", BODY));
        text.push('\n');
    }
    let mut article = article(&text);
    for (block, kind) in article.blocks.iter_mut().zip(kinds) {
        block.kind = kind;
    }
    article
}

#[test]
fn evidence() {
    let reader = Reader::new("en");
    let check = |lines: &str, url: Option<&str>, expected: &str| {
        let article = Article { url: url.map(str::to_owned), ..page(lines) };
        let (text, mentions) = reader.read(&article);
        let dating = document_date(&article, &text, &mentions);
        let date = dating.date.map(|d| d.value.to_string()).unwrap_or_default();
        let bound = dating.not_after.map(|d| format!(" not after {}", d.value)).unwrap_or_default();
        let weekday = dating.weekday.map(|w| format!(" {w:?}")).unwrap_or_default();
        assert_eq!(format!("{date}{weekday}{bound}"), expected, "{lines}");
    };
    check("Ministers speak | ~12 December 2024, 07:16 EAT | BODY", None, "2024-12-12");
    check("Outlet · World · 17:31 09.09.2019 | Ministers speak | BODY", None, "2019-09-09");
    check("MONDAY BRIEF · 12 May 2025 · 06:30 | BODY", None, "2025-05-12");
    check("Ministers speak | BODY", None, "");
    check("Ministers speak | PARIS, July 13. / TASS /. BODY", None, "XXXX-07-13");
    check("Ministers speak | PARIS, July 13. BODY", None, "XXXX-07-13");
    check(
        "Ministers speak | PARIS, July 13. / TASS /. BODY",
        Some("https://x.example/2020/07/a"),
        "2020-07-13",
    );
    check(
        "Ministers speak | WASHINGTON, Nov 3 — BODY | Politics 2018-11-04T00:17:08.375Z",
        None,
        "2018-11-03",
    );
    check(
        "Ministers speak | WASHINGTON, Dec 31 — BODY | Politics 2019-01-01T00:17:08.375Z",
        None,
        "2018-12-31",
    );
    check("Ministers speak | March 7, 2007 (KHARTOUM) — BODY", None, "2007-03-07");
    check("Ministers speak | On April 3, French ministers met. BODY", None, "");
    check("LIVE: what we know this Wednesday, 18 October | BODY", None, "XXXX-10-18 Wednesday");
    check(
        "Ministers speak | BODY | News 2019-09-15T00:17:08.375Z | Trends | News 2020-02-24T15:50:14.473Z",
        None,
        "2019-09-15",
    );
    check(
        "Ministers speak | BODY | @ann 22 December 2015 13: 17 | @bob 22 December 2015 14: 04",
        None,
        "2015-12-22 not after 2015-12-22",
    );
    check(
        "Ministers speak | BODY | @ann 23 December 2015 13: 17 | @bob 22 December 2015 14: 04",
        None,
        " not after 2015-12-22",
    );
    check("Ministers speak | BODY | © 2019 Outlet. All rights reserved.", None, "");
}
