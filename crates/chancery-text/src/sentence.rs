//! Sentences of an article's blocks.

use crate::{Lexicon, Token, TokenKind, fold, token::tokenize};
use chancery_model::{Article, BlockKind, Span};
use compact_str::CompactString;
use rustc_hash::FxHashSet;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, in bytes.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of its block in the article.
    pub block: u32,
    /// What the block is.
    pub kind: BlockKind,
}

/// An article's text, cut up.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// All tokens, in text order.
    pub tokens: Vec<Token>,
    /// All sentences, in text order; each token belongs to one.
    pub sentences: Vec<Sentence>,
}

/// Words that end in a full stop which ends no sentence.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations(FxHashSet<CompactString>);

impl<S: AsRef<str>> FromIterator<S> for Abbreviations {
    /// Collects words, with their full stop or without.
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Abbreviations {
        Abbreviations(words.into_iter().map(|w| fold(w.as_ref().trim_end_matches('.'))).collect())
    }
}

/// Cuts every block of an article into tokens and sentences.
pub fn analyse(article: &Article, lexicon: &Lexicon, abbreviations: &Abbreviations) -> Text {
    let mut text = Text::default();
    for (index, block) in article.blocks.iter().enumerate() {
        let first = text.tokens.len();
        tokenize(&article.text, block.span, lexicon, &mut text.tokens);
        cut(&article.text, &mut text, first, (index as u32, block.kind), abbreviations);
    }
    text
}

/// Tokens after which a sentence is cut wherever it stands: what reads sentences may take time that grows faster
/// than their length.
const LONGEST: usize = 240;

fn cut(source: &str, text: &mut Text, first: usize, (block, kind): (u32, BlockKind), stops: &Abbreviations) {
    let mut start = first;
    let tokens = &text.tokens;
    for at in first..tokens.len() {
        let last = at + 1 == tokens.len();
        let long = at - start + 1 >= LONGEST;
        if last || long || (ends_sentence(source, tokens, at, stops) && !closes(source, &tokens[at + 1])) {
            let span = Span::new(tokens[start].span.start as usize, tokens[at].span.end as usize);
            text.sentences.push(Sentence { span, first: start as u32, end: at as u32 + 1, block, kind });
            start = at + 1;
        }
    }
}

/// Whether a token is a closing mark that still belongs to the sentence before it.
fn closes(source: &str, token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && matches!(
            token.of(source),
            "\"" | "”" | "»" | "」" | "』" | ")" | "）" | "’" | "." | "!" | "?" | "…" | "。" | "！" | "？"
        )
        && token.span.start > 0
        && (token.glue != crate::Glue::Space || token.of(source) == "»")
}

fn ends_sentence(source: &str, tokens: &[Token], at: usize, stops: &Abbreviations) -> bool {
    let mark = &tokens[at];
    if mark.kind != TokenKind::Mark {
        return false;
    }
    match mark.of(source) {
        // What sets no spaces needs none behind its stops.
        "。" | "！" | "？" => true,
        "!" | "?" | "؟" | "…" => begins(source, tokens.get(at + 1)),
        "." => begins(source, tokens.get(at + 1)) && !abbreviates(source, tokens, at, stops),
        "\"" | "”" | "»" | ")" | "’"
            if at > 0 && matches!(tokens[at - 1].of(source), "." | "!" | "?" | "…") =>
        {
            begins(source, tokens.get(at + 1))
        }
        "”" | "」" | "』" | "）" if at > 0 => matches!(tokens[at - 1].of(source), "。" | "！" | "？"),
        _ => false,
    }
}

/// Whether a sentence can begin here: after white space, with a capital, a number, an opening mark or a dash.
fn begins(source: &str, next: Option<&Token>) -> bool {
    next.is_none_or(|t| {
        let opens = matches!(t.of(source), "\"" | "“" | "„" | "«" | "(" | "[" | "-" | "–" | "—" | "•" | "‘");
        let spaced = t.glue == crate::Glue::Space || matches!(t.of(source), "“" | "«" | "”" | "\"");
        let caseless = t.of(source).chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        spaced && (opens || caseless || t.kind == TokenKind::Number || matches!(t.of(source), "”"))
    })
}

/// Whether the full stop at `at` belongs to an abbreviation or an initial.
fn abbreviates(source: &str, tokens: &[Token], at: usize, stops: &Abbreviations) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return false };
    let word = before.of(source);
    let initial = before.capital && word.chars().count() == 1;
    let dotted = before.kind == TokenKind::Word
        && word.chars().count() <= 2
        && at >= 2
        && tokens[at - 2].is(source, ".");
    tokens[at].glue == crate::Glue::None && (initial || dotted || stops.0.contains(&fold(word)))
}
