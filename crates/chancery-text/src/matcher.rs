//! Runs the automaton of a lexicon over tokens.

use crate::{ClassId, Lexicon, Payload, Token, TokenKind, automaton::Symbol, chunk::Chunk};
use smallvec::SmallVec;

/// A class that a phrase took a token as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The class.
    pub class: ClassId,
    /// Index of the first token.
    pub token: u32,
    /// One past the last token.
    pub end: u32,
    /// The value of several tokens together; that of one is the lexicon's.
    pub value: Option<i32>,
}

/// A phrase that stands in the tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// What the phrase stands for.
    pub payload: Payload,
    /// Tokens taken as classes, in order.
    pub captures: SmallVec<[Capture; 4]>,
}

/// How many tokens `...` may stand for.
const GAP: u32 = 4;

impl Lexicon {
    /// Every phrase in `tokens[first..end]`, by first token, then by end. Nothing crosses `end`.
    pub fn matches(&self, tokens: &[Token], first: u32, end: u32) -> Vec<Match> {
        let chunks = self.numbers.chunks(tokens, first, end);
        let (captures, found) = (SmallVec::new(), Vec::with_capacity(16));
        let mut run = Run { lexicon: self, tokens, chunks: &chunks, end, first: 0, captures, found };
        for start in first..end {
            if self.opens(&tokens[start as usize]) || !run.chunks_at(start).is_empty() {
                run.first = start;
                run.step(0, start);
            }
        }
        run.found.sort_by_key(|m| (m.first, m.end, m.payload));
        run.found.dedup();
        run.found
    }
}

struct Run<'a> {
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
    chunks: &'a [Chunk],
    end: u32,
    first: u32,
    captures: SmallVec<[Capture; 4]>,
    found: Vec<Match>,
}

impl<'a> Run<'a> {
    fn chunks_at(&self, at: u32) -> &'a [Chunk] {
        if self.chunks.is_empty() {
            return &[];
        }
        let first = self.chunks.partition_point(|c| c.first < at);
        let count = self.chunks[first..].iter().take_while(|c| c.first == at).count();
        &self.chunks[first..first + count]
    }

    fn step(&mut self, node: u32, at: u32) {
        let lexicon = self.lexicon;
        let automaton = &lexicon.automaton;
        let here = &automaton.nodes[node as usize];
        for &payload in &here.ends {
            self.found.push(Match {
                first: self.first,
                end: at,
                payload,
                captures: SmallVec::from_slice(&self.captures),
            });
        }
        if at >= self.end || here.is_leaf() {
            return;
        }
        let token = &self.tokens[at as usize];
        for symbol in lexicon.symbols(token) {
            for next in automaton.next(node, symbol) {
                self.take(symbol, next.to, at);
            }
        }
        for chunk in self.chunks_at(at) {
            for next in automaton.next(node, Symbol::Class(chunk.class)) {
                let class = ClassId(chunk.class);
                self.captures.push(Capture { class, token: at, end: chunk.end, value: Some(chunk.value) });
                self.step(next.to, chunk.end);
                self.captures.pop();
            }
        }
        if here.any && token.kind != TokenKind::Mark {
            for next in automaton.next(node, Symbol::Any) {
                self.step(next.to, at + 1);
            }
        }
        if here.gap {
            for next in automaton.next(node, Symbol::Gap) {
                for skip in 0..=GAP.min(self.end - at) {
                    self.step_after_gap(next.to, at + skip);
                }
            }
        }
    }

    fn take(&mut self, symbol: Symbol, next: u32, at: u32) {
        if let Symbol::Class(class) = symbol {
            self.captures.push(Capture { class: ClassId(class), token: at, end: at + 1, value: None });
            self.step(next, at + 1);
            self.captures.pop();
        } else {
            self.step(next, at + 1);
        }
    }

    /// After a gap a word must follow, so that a phrase never ends in one.
    fn step_after_gap(&mut self, node: u32, at: u32) {
        if at < self.end {
            self.step(node, at);
        }
    }
}
