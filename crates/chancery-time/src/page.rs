//! What of a page lies above its running text, in it, and below it.

use chancery_model::{Article, BlockKind};
use chancery_text::{Text, TokenKind};

/// Where a block lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Before the running text.
    Above,
    /// In it.
    Body,
    /// After it.
    Below,
}

/// The blocks of a page, by index.
pub(crate) struct Layout {
    pub(crate) kinds: Vec<BlockKind>,
    /// First token and one past the last.
    pub(crate) tokens: Vec<(u32, u32)>,
    /// First and last block of running text; none where there is no such block.
    body: Option<(u32, u32)>,
}

/// How many words make a line running text.
const RUNNING: usize = 22;

impl Layout {
    pub(crate) fn of(article: &Article, text: &Text) -> Layout {
        let mut tokens = vec![(0, 0); article.blocks.len()];
        for sentence in &text.sentences {
            let range = &mut tokens[sentence.block as usize];
            let first = if range.1 == 0 { sentence.first } else { range.0 };
            *range = (first, sentence.end);
        }
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
        let runs = |at: &usize| {
            let (first, end) = tokens[*at];
            let words =
                text.tokens[first as usize..end as usize].iter().filter(|t| t.kind == TokenKind::Word);
            kinds[*at] == BlockKind::Paragraph && words.count() >= RUNNING
        };
        let running: Vec<usize> = (0..kinds.len()).filter(runs).collect();
        let body = running.first().zip(running.last()).map(|(a, b)| (*a as u32, *b as u32));
        Layout { kinds, tokens, body }
    }

    /// Where a block lies; a page without running text is all above it.
    pub(crate) fn zone(&self, block: u32) -> Zone {
        match self.body {
            Some((first, _)) if block < first => Zone::Above,
            Some((_, last)) if block > last => Zone::Below,
            Some(_) => Zone::Body,
            None => Zone::Above,
        }
    }

    /// Whether a block is one of the first two of the running text.
    pub(crate) fn is_opening(&self, block: u32) -> bool {
        self.body.is_some_and(|(first, _)| block == first || block == first + 1)
    }
}
