//! A page as it came, and the article that was found in it.

use crate::{Edtf, Sourced, Span};
use serde::{Deserialize, Serialize};

/// What was fetched or read from disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Identity: the `id` of a JSONL line, else the path, else the address.
    pub id: String,
    /// Address, where the page has one.
    pub url: Option<String>,
    /// Language as declared by the source (ISO 639-1), not yet checked.
    pub lang: Option<String>,
    /// Day of publication as declared by the source (a structured field), not yet read.
    pub published: Option<String>,
    /// The content.
    pub body: PageBody,
}

/// The content of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageBody {
    /// Plain text.
    Text(String),
    /// HTML source, decoded to UTF-8.
    Html(String),
}

impl PageBody {
    /// The source as text, whatever it is.
    pub fn as_str(&self) -> &str {
        match self {
            PageBody::Text(s) | PageBody::Html(s) => s,
        }
    }
}

/// What a block of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A subheading or lead line.
    Heading,
    /// A line that dates the page: a stamp, a byline with a date.
    Stamp,
    /// Running text.
    Paragraph,
    /// A picture's caption or credit.
    Caption,
    /// A line that points to another article.
    ReadAlso,
    /// Menus, share lines, notices, tags.
    Boilerplate,
    /// A reader's comment.
    Comment,
}

impl BlockKind {
    /// Whether the block tells of something: a headline, a lead, running text or a caption.
    pub fn is_telling(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph | BlockKind::Caption)
    }

    /// Whether the block is a headline or stands as one.
    pub fn is_headline(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Heading)
    }
}

/// A block of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in [`Article::text`], without the line end.
    pub span: Span,
}

/// A page's content with its parts told apart. Blocks are in text order and do not overlap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Identity of the page.
    pub id: String,
    /// Address.
    pub url: Option<String>,
    /// Declared language (ISO 639-1).
    pub lang: Option<String>,
    /// Day of publication from a structured field (JSONL, `<meta>`, `<time>`, the address), with what it was read from.
    pub published: Option<Sourced<Edtf>>,
    /// The name of the outlet, where a structured field tells it.
    pub outlet: Option<String>,
    /// The whole readable text. Every span of the article points into it.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

impl Article {
    /// A text that no page stands around: a paragraph a line, a line that begins with `# ` is the headline.
    pub fn of_lines(id: &str, text: &str) -> Article {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let (kind, skip) =
                if line.starts_with("# ") { (BlockKind::Title, 2) } else { (BlockKind::Paragraph, 0) };
            if !line.trim().is_empty() {
                blocks.push(Block { kind, span: Span::new(start + skip, start + line.len()) });
            }
            start += line.len() + 1;
        }
        Article {
            id: id.to_owned(),
            url: None,
            lang: None,
            published: None,
            outlet: None,
            text: text.to_owned(),
            blocks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_paragraphs_and_one_the_headline() {
        let article = Article::of_lines("a", "# Appel\n\nIls ont parlé.\nFin");
        let seen: Vec<_> = article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text))).collect();
        let expected = [
            (BlockKind::Title, "Appel"),
            (BlockKind::Paragraph, "Ils ont parlé."),
            (BlockKind::Paragraph, "Fin"),
        ];
        assert_eq!(seen, expected);
    }
}
