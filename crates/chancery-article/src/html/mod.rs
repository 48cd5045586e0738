//! HTML to chunks of text with what the markup says of each, and the structured data of the head.
//!
//! No tree is built: one pass over the tokens keeps a bounded stack of open elements, so that neither
//! nesting nor missing end tags cost more than linear time. Nothing of the page is executed or kept as HTML.

mod builder;
mod meta;
mod roles;

pub(crate) use meta::Meta;

use crate::shape::{self, End};
use builder::Builder;
use html5gum::{DefaultEmitter, Token, Tokenizer};

/// A stretch of text between two block boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub text: String,
    pub role: Role,
    /// Whether all of it is the text of links.
    pub linked: bool,
}

/// What the markup says of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing.
    Plain,
    /// A heading of the given rank, 1 to 6.
    Heading(u8),
    Caption,
    Comment,
    /// Links to other articles.
    Related,
    /// Beside the article.
    Aside,
    /// Menus, buttons.
    Menu,
}

/// What was found in an HTML page.
pub(crate) struct Document {
    pub chunks: Vec<Chunk>,
    pub meta: Meta,
    /// Whether a menu or margin was met.
    pub has_margins: bool,
}

/// Reads a page. Where nothing but menus and margins would be left, the margins are taken for text.
pub(crate) fn extract(source: &str) -> Document {
    let document = pass(source, false);
    let has_text = |d: &Document| d.chunks.iter().any(|c| c.role == Role::Plain && is_running(&c.text));
    if has_text(&document) || !document.has_margins {
        return document;
    }
    let all = pass(source, true);
    if has_text(&all) { all } else { document }
}

fn is_running(text: &str) -> bool {
    shape::words(text) >= 8 && matches!(shape::end(text), End::Stop | End::Ask | End::Quote)
}

fn pass(source: &str, keep_margins: bool) -> Document {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut builder = Builder::new(keep_margins);
    for token in Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => builder.open(&tag),
            Ok(Token::EndTag(tag)) => builder.close(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => builder.text(&String::from_utf8_lossy(&text.value)),
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(&str, Role)]) {
        let document = extract(source);
        let found: Vec<_> = document.chunks.iter().map(|c| (c.text.as_str(), c.role)).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn blocks_and_roles() {
        check(
            "<h1>A &amp; B</h1><p>One<b> two</b><p>Three<br>four",
            &[
                ("A & B", Role::Heading(1)),
                ("One two", Role::Plain),
                ("Three", Role::Plain),
                ("four", Role::Plain),
            ],
        );
        check(
            "<figure><img><figcaption>At the table</figcaption></figure><p>x</p>",
            &[("At the table", Role::Caption), ("x", Role::Plain)],
        );
        check(
            "<div id=comments><ol><li>Ann<div>Well said</div></ol></div>after",
            &[("Ann", Role::Comment), ("Well said", Role::Comment), ("after", Role::Plain)],
        );
    }

    #[test]
    fn scripts_menus_and_hidden_parts_are_dropped() {
        let long = "The two ministers met in Paris on Monday and talked.";
        let source = format!(
            "<head><title>T</title><style>p{{}}</style><body><nav>Home</nav><script>if (a<b) x='</p>'</script>\
             <p>{long}</p><div hidden>no</div><footer>imprint</footer><noscript>js</noscript>"
        );
        check(&source, &[(long, Role::Plain)]);
    }

    #[test]
    fn a_page_that_is_all_margin_is_read_anyway() {
        let long = "The two ministers met in Paris on Monday and talked.";
        check(&format!("<aside><p>{long}</p></aside>"), &[(long, Role::Plain)]);
    }

    #[test]
    fn malformed_markup_is_read() {
        check("<p>a<div>b</p></span>c</div", &[("a", Role::Plain), ("b", Role::Plain), ("c", Role::Plain)]);
        check("<", &[("<", Role::Plain)]);
        check("&#xD800;&#0;x", &[("\u{fffd}\u{fffd}x", Role::Plain)]);
        check("<p title='unfinished", &[]);
    }

    #[test]
    fn the_body_is_not_taken_for_comments() {
        check(
            "<body class='comments-open has-comments'><main class=comments><p>text",
            &[("text", Role::Plain)],
        );
        check("<article class=comment><p>text", &[("text", Role::Comment)]);
    }
}
