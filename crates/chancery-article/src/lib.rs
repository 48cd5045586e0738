//! A page to an article: the readable text, and what each block of it is.
//!
//! [`read`] takes HTML or plain text, as fetched or as copied from a browser, and tells the title, stamps,
//! running text, captions, links to other articles, boilerplate and readers' comments apart. It reads
//! shapes first (separators, length, sentence ends, place on the page, indentation) and the caller's
//! [`Cues`] second. When in doubt a line is running text: losing a sentence costs more than keeping a menu.
//!
//! **Invariants.** Pure: no clock, files or network. Never fails and never panics, whatever the input; time
//! is linear in the page, but for JSON-LD, which is parsed within fixed limits. No word of a human language
//! stands in the code. Dates in running text and stamps are left to others; only structured dates are read.

mod blocks;
mod comments;
mod cues;
mod html;
mod line;
mod plain;
mod published;
mod shape;
mod title;

pub use cues::{CueClass, Cues, UnknownCueClass};

use chancery_model::{Article, Block, Page, PageBody};

/// The article of `page`.
///
/// For [`PageBody::Text`] the article's `text` is the input, byte for byte. For [`PageBody::Html`] it is the
/// extracted text, one block per paragraph with an empty line between. Blocks are in text order, do not
/// overlap, and lie on character boundaries; spans are bytes of UTF-8. At most 4 GiB of text have spans.
pub fn read(page: &Page, cues: &Cues) -> Article {
    let (text, blocks, meta) = match &page.body {
        PageBody::Text(text) => (text.clone(), plain::classify(text, &[], cues), html::Meta::default()),
        PageBody::Html(source) => from_html(source, cues),
    };
    Article {
        id: page.id.clone(),
        url: page.url.clone(),
        lang: page.lang.clone().or_else(|| meta.lang.clone()),
        published: published::day(page, &meta),
        outlet: meta.outlet,
        text,
        blocks,
    }
}

fn from_html(source: &str, cues: &Cues) -> (String, Vec<Block>, html::Meta) {
    let document = html::extract(source);
    let (text, hints) = blocks::assemble(&document);
    let blocks = plain::classify(&text, &hints, cues);
    (text, blocks, document.meta)
}
