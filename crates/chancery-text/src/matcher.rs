//! Runs the automaton of a lexicon over tokens.

use crate::{
    ClassId, KeyId, Lexicon, Payload, Token, TokenKind,
    automaton::{Filter, Step, Symbol},
    chunk::Chunk,
};
use smallvec::SmallVec;
use std::ops::Range;

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
        self.matches_from(tokens, first..end, end)
    }

    /// The phrases that begin at one of the tokens `begins`. Nothing crosses `end`.
    pub fn matches_from(&self, tokens: &[Token], begins: Range<u32>, end: u32) -> Vec<Match> {
        let first = begins.start;
        let chunks = self.numbers.chunks(tokens, first, end);
        let mut borne: Vec<Filter> =
            tokens[first as usize..end as usize].iter().map(|t| self.borne(t)).collect();
        chunks.iter().for_each(|chunk| borne[(chunk.first - first) as usize] = Filter::ALL);
        let from = first;
        let (captures, found) = (SmallVec::new(), Vec::with_capacity(16));
        let mut run =
            Run { lexicon: self, tokens, chunks: &chunks, borne, from, end, first: 0, captures, found };
        for start in begins {
            if self.opens(&tokens[start as usize]) || !run.chunks_at(start).is_empty() {
                run.open(start);
            }
        }
        run.found.dedup();
        run.found
    }
}

struct Run<'a> {
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
    chunks: &'a [Chunk],
    /// The symbols that each token from `from` on bears, or what begins with it.
    borne: Vec<Filter>,
    from: u32,
    end: u32,
    /// First token of the phrase that is looked for.
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

    /// Finds the phrases that begin at a token, by their ends.
    fn open(&mut self, at: u32) {
        let (token, from) = (&self.tokens[at as usize], self.found.len());
        self.first = at;
        let lexicon = self.lexicon;
        if token.kind == TokenKind::Number || token.key == KeyId::UNKNOWN {
            self.step(0, at);
        } else {
            for opening in lexicon.automaton.openings(token.key.0) {
                self.take(opening.symbol, opening.step, at);
            }
            self.skip(0, at);
        }
        self.found[from..].sort_by_key(|m| (m.end, m.payload));
    }

    fn step(&mut self, node: u32, at: u32) {
        let lexicon = self.lexicon;
        let automaton = &lexicon.automaton;
        let here = &automaton.nodes[node as usize];
        for &payload in automaton.ends(here) {
            let captures = SmallVec::from_slice(&self.captures);
            self.found.push(Match { first: self.first, end: at, payload, captures });
        }
        if at >= self.end || here.is_leaf() {
            return;
        }
        let token = &self.tokens[at as usize];
        if here.filter.meets(self.borne(at)) {
            for symbol in lexicon.symbols(token).filter(|s| here.filter.meets(Filter::of(*s))) {
                for next in automaton.next(node, symbol) {
                    self.take(symbol, next.step, at);
                }
            }
        }
        self.skip(node, at);
    }

    /// Goes on from a node by what is longer than a token, or by any.
    fn skip(&mut self, node: u32, at: u32) {
        let automaton = &self.lexicon.automaton;
        let here = &automaton.nodes[node as usize];
        for chunk in self.chunks_at(at) {
            for next in automaton.next(node, Symbol::Class(chunk.class)) {
                let class = ClassId(chunk.class);
                self.captures.push(Capture { class, token: at, end: chunk.end, value: Some(chunk.value) });
                self.step(next.step.to, chunk.end);
                self.captures.pop();
            }
        }
        if here.any && self.tokens[at as usize].kind != TokenKind::Mark {
            for next in automaton.next(node, Symbol::Any) {
                self.take(Symbol::Any, next.step, at);
            }
        }
        if here.gap {
            for next in automaton.next(node, Symbol::Gap) {
                // After a gap a word must follow, so that a phrase never ends in one.
                for at in at..self.end.min(at + GAP + 1) {
                    if next.step.leads_on(self.borne(at)) {
                        self.step(next.step.to, at);
                    }
                }
            }
        }
    }

    /// The symbols that may follow at a token; none at the end.
    #[inline]
    fn borne(&self, at: u32) -> Filter {
        self.borne.get((at - self.from) as usize).copied().unwrap_or_default()
    }

    fn take(&mut self, symbol: Symbol, next: Step, at: u32) {
        if !next.leads_on(self.borne(at + 1)) {
            return;
        }
        if let Symbol::Class(class) = symbol {
            self.captures.push(Capture { class: ClassId(class), token: at, end: at + 1, value: None });
            self.step(next.to, at + 1);
            self.captures.pop();
        } else {
            self.step(next.to, at + 1);
        }
    }
}
