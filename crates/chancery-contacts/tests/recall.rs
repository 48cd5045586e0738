//! What is kept from page to page changes no reading.

#![allow(clippy::unwrap_used, reason = "what is built in must load")]

use chancery_article::Cues;
use chancery_contacts::{Reader, Recall};
use chancery_model::{Page, PageBody};
use chancery_packs::PackSet;

const PAGES: [(&str, &str); 3] = [
    ("en", include_str!("../../../samples/un-russia/guterres-moscow-april-2022.txt")),
    ("fr", include_str!("../../../samples/brazil-argentina/mondino-brasilia-novembre-2023.txt")),
    ("en", include_str!("../../../samples/united-kingdom-ukraine/sunak-kyiv-january-2024.txt")),
];

#[test]
fn pages_read_before_change_no_reading() {
    let reader = Reader::new(&PackSet::builtin()).unwrap();
    let mut recall = Recall::default();
    for (lang, text) in PAGES.into_iter().cycle().take(2 * PAGES.len()) {
        let body = PageBody::Text(text.to_owned());
        let page =
            Page { id: "page".to_owned(), lang: Some(lang.to_owned()), published: None, url: None, body };
        let article = chancery_article::read(&page, &Cues::new([]));
        let (fresh, recalling) = (reader.read(&article), reader.read_recalling(&article, &mut recall));
        assert_eq!(format!("{fresh:?}"), format!("{recalling:?}"));
    }
}
