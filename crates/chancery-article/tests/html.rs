//! HTML pages: blocks, title, dates, hostile markup.

#![allow(clippy::disallowed_methods, reason = "a test measures time")]

use chancery_article::{CueClass, Cues, read};
use chancery_model::{Article, BlockKind, Page, PageBody};
use std::time::{Duration, Instant};

fn article(html: &str) -> Article {
    of_page(html, None, None)
}

fn of_page(html: &str, url: Option<&str>, published: Option<&str>) -> Article {
    let cues = Cues::new([("Published", CueClass::Stamp), ("Read also", CueClass::ReadAlso)]);
    let body = PageBody::Html(html.to_owned());
    let (url, published) = (url.map(str::to_owned), published.map(str::to_owned));
    read(&Page { id: "p".into(), url, lang: None, published, body }, &cues)
}

fn of_kind(article: &Article, kind: BlockKind) -> Vec<&str> {
    article.blocks.iter().filter(|b| b.kind == kind).map(|b| b.span.of(&article.text)).collect()
}

const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><title>Ministers talk | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2021-05-04T23:15:00-04:00">
<script>var a = "<p>no</p>";</script></head>
<body class="has-comments"><header><a href="/">The Harbour Post</a></header><nav><ul><li>News<li>Sport</ul></nav>
<main><article><h1>Ministers talk</h1><p class="byline">Published 4 May 2021</p>
<figure><img src="x"><figcaption>The minister at her desk</figcaption></figure>
<p>The <b>foreign</b> ministers of both countries spoke by&nbsp;telephone on Monday.
<p>They agreed to speak again in June &mdash; in the capital.</p>
<h2>A long silence</h2><p>It was short.</p>
<aside><a href="/1">Fishing fleet stays in port</a></aside>
<div class="related-posts"><a href="/2">Who owns the islands?</a></div>
<p>The council will meet in June to hear what both of them have to say.</p></article>
<section id="comments"><ol><li><cite>tomas_w</cite> <time datetime="2022-01-01">x</time><p>At last somebody calls.</p></ol></section>
</main><footer>All rights reserved</footer></body></html>"#;

#[test]
fn a_page_with_all_its_parts() {
    let article = article(PAGE);
    assert_eq!(of_kind(&article, BlockKind::Title), ["Ministers talk"]);
    assert_eq!(of_kind(&article, BlockKind::Stamp), ["Published 4 May 2021"]);
    assert_eq!(of_kind(&article, BlockKind::Caption), ["The minister at her desk"]);
    assert_eq!(of_kind(&article, BlockKind::Heading), ["A long silence"]);
    assert_eq!(
        of_kind(&article, BlockKind::ReadAlso),
        ["Fishing fleet stays in port", "Who owns the islands?"]
    );
    assert_eq!(of_kind(&article, BlockKind::Comment), ["tomas_w x", "At last somebody calls."]);
    let paragraphs = of_kind(&article, BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 4, "{paragraphs:?}");
    assert_eq!(paragraphs[0], "The foreign ministers of both countries spoke by\u{a0}telephone on Monday.");
    assert_eq!((article.outlet.as_deref(), article.lang.as_deref()), (Some("The Harbour Post"), Some("en")));
    assert!(!article.text.contains("Sport") && !article.text.contains("rights"), "{}", article.text);
    assert!(article.text.contains("\n\n"));
}

#[test]
fn the_day_of_publication_and_its_source() {
    let text = "<p>The two ministers spoke by telephone on Monday.</p>";
    let time = "<time datetime=2024-04-05>x</time>";
    let check = |html: &str, url: Option<&str>, field: Option<&str>, expected: Option<(&str, &str)>| {
        let article = of_page(&format!("{html}{text}"), url, field);
        let found = article.published.map(|p| {
            let inference = p.inference.unwrap();
            assert!(inference.premises[0].says.contains(inference.rule.as_str()));
            (p.value.to_string(), inference.rule.to_string())
        });
        assert_eq!(found, expected.map(|(d, r)| (d.to_owned(), r.to_owned())), "{html}");
    };
    let meta = "<meta property='article:published_time' content='2024-04-03T10:00:00Z'>";
    let json =
        r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-04-04"}</script>"#;
    let url = Some("https://x.example/2024/04/06/a");
    check(meta, url, Some("2024-04-02"), Some(("2024-04-02", "published field")));
    check(&format!("{time}{json}{meta}"), url, None, Some(("2024-04-03", "meta article:published_time")));
    check(&format!("{time}{json}"), url, None, Some(("2024-04-04", "JSON-LD datePublished")));
    check("<meta name=date content=2024-04-07>", url, None, Some(("2024-04-07", "meta date")));
    check(time, url, None, Some(("2024-04-05", "time element")));
    check("", url, None, Some(("2024-04-06", "date in the address")));
    check("<meta name=date content=soon>", None, Some("last week"), None);
    check(&format!("<div class=comments>{time}</div>"), None, None, None);
}

#[test]
fn the_title_falls_back_to_the_head() {
    let text = "<p>The two ministers spoke by telephone on Monday.</p>";
    let check = |head: &str, title: &[&str]| {
        assert_eq!(of_kind(&article(&format!("{head}{text}")), BlockKind::Title), title, "{head}");
    };
    check("<meta property=og:title content='Ministers talk'><title>x</title>", &["Ministers talk"]);
    check("<title>Ministers talk at length | Post</title>", &["Ministers talk at length"]);
    check("<title>Ministers talk</title><h2>Ministers talk</h2>", &["Ministers talk"]);
    check("<h1>Post</h1><h1>Ministers talk at length</h1>", &["Ministers talk at length"]);
    check("<svg><title>Icon</title></svg>", &[]);
}

#[test]
fn hostile_markup_costs_bounded_time() {
    let text = "<p>The two ministers spoke by telephone on Monday.</p>";
    let attributes: String = (0..50_000).map(|i| format!(" a{i}")).collect();
    let unclosed = "<b><i><span><a><li><p>".repeat(5_000);
    for html in [
        format!("{}{}{text}", "<div>".repeat(10_000), "</div>".repeat(10_000)),
        format!("<p{attributes}>{text}"),
        unclosed,
        "</div>".repeat(10_000),
        "<!--".repeat(10_000),
        "&amp".repeat(10_000),
        "<table><tr><td>".repeat(5_000),
        format!("<script type='application/ld+json'>{}", "[{\"@graph\":".repeat(5_000)),
    ] {
        let start = Instant::now();
        article(&html);
        assert!(start.elapsed() < Duration::from_secs(60), "{}", &html[..40]);
    }
    let nested = format!("{}{text}", "<div>".repeat(100_000));
    assert_eq!(of_kind(&article(&nested), BlockKind::Paragraph).len(), 1);
}

proptest::proptest! {
    #[test]
    fn any_markup_is_read(html in "(<(/|!)?(p|div|h1|li|a|script|title|aside|table|time)( class=comment| datetime=2024-01-01)?>|[a-z &;.<\"'-]{0,9}|\\PC){0,60}") {
        let article = article(&html);
        let mut at = 0;
        for block in &article.blocks {
            proptest::prop_assert!(block.span.start >= at && !block.span.of(&article.text).is_empty());
            at = block.span.end;
        }
    }
}
