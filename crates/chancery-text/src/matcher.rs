//! Runs the automaton of a lexicon over tokens.

use crate::{
    ClassId, KeyId, Lexicon, Payload, Token, TokenKind,
    automaton::{Node, Step},
    chunk::Chunk,
    code::{AHEAD, Code, Filter},
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
    pub captures: Box<[Capture]>,
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
        let mut borne: Vec<Filter> = Vec::with_capacity((end - first) as usize + AHEAD);
        borne.extend(tokens[first as usize..end as usize].iter().map(|t| self.filter(t)));
        borne.extend([Filter::END; AHEAD]);
        // Where one symbol takes several tokens, what stands behind them is not told by its place.
        for chunk in &chunks {
            borne[(chunk.first - first) as usize..=(chunk.end - first) as usize].fill(Filter::ALL);
        }
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
                self.take(opening.code, &opening.step, at);
            }
            self.skip(lexicon.automaton.node(0), at);
        }
        self.found[from..].sort_by_key(|m| (m.end, m.payload));
    }

    fn step(&mut self, node: u32, at: u32) {
        let lexicon = self.lexicon;
        let automaton = &lexicon.automaton;
        let here = automaton.node(node);
        for &payload in automaton.ends(here) {
            let captures = self.captures.as_slice().into();
            self.found.push(Match { first: self.first, end: at, payload, captures });
        }
        if at >= self.end {
            return;
        }
        if here.filter.meets(self.next(at)[0]) {
            let token = &self.tokens[at as usize];
            for code in lexicon.borne(token).filter(|code| here.filter.meets(Filter::of(*code))) {
                for step in automaton.next(here, code) {
                    self.take(code, step, at);
                }
            }
        }
        self.skip(here, at);
    }

    /// Goes on from a node by what is longer than a token, or by any.
    #[inline]
    fn skip(&mut self, here: &Node, at: u32) {
        if !self.chunks.is_empty() {
            self.skip_chunks(here, at);
        }
        if here.is_open() {
            self.skip_any(here, at);
        }
    }

    fn skip_chunks(&mut self, here: &Node, at: u32) {
        let automaton = &self.lexicon.automaton;
        for chunk in self.chunks_at(at) {
            let class = ClassId(chunk.class);
            for step in automaton.next(here, automaton.code_of(class)) {
                self.captures.push(Capture { class, token: at, end: chunk.end, value: Some(chunk.value) });
                self.step(step.to, chunk.end);
                self.captures.pop();
            }
        }
    }

    fn skip_any(&mut self, here: &Node, at: u32) {
        let automaton = &self.lexicon.automaton;
        if self.tokens[at as usize].kind != TokenKind::Mark {
            for step in automaton.any(here) {
                if step.ahead.meets(self.next(at + 1)) {
                    self.step(step.to, at + 1);
                }
            }
        }
        for step in automaton.gaps(here) {
            // After a gap a word must follow, so that a phrase never ends in one.
            for at in at..self.end.min(at + GAP + 1) {
                if step.ahead.meets(self.next(at)) {
                    self.step(step.to, at);
                }
            }
        }
    }

    /// The symbols of the next tokens, as far as one looks ahead.
    #[inline]
    fn next(&self, at: u32) -> &[Filter] {
        &self.borne[(at - self.from) as usize..][..AHEAD]
    }

    /// Takes a token as a symbol, where what follows lets the step lead on.
    #[inline]
    fn take(&mut self, code: Code, step: &Step, at: u32) {
        if !step.ahead.meets(self.next(at + 1)) {
            return;
        }
        if let Some(class) = self.lexicon.automaton.class(code) {
            self.captures.push(Capture { class, token: at, end: at + 1, value: None });
            self.step(step.to, at + 1);
            self.captures.pop();
        } else {
            self.step(step.to, at + 1);
        }
    }
}
