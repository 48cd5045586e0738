//! Runs the automaton of a lexicon over tokens.

use crate::{
    ClassId, KeyId, Lexicon, Payload, Token, TokenKind,
    automaton::{HEADS, Node, Opening, Step},
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
        self.matches_from(tokens, first..end, end, 0)
    }

    /// The phrases that begin at one of the tokens `begins`, those with numbers from `least` on, and maybe others. Nothing
    /// crosses `end`.
    pub fn matches_from(&self, tokens: &[Token], begins: Range<u32>, end: u32, least: Payload) -> Vec<Match> {
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
        let mut run = Run {
            lexicon: self,
            tokens,
            chunks: &chunks,
            borne,
            from,
            end,
            first: 0,
            least,
            captures,
            found,
        };
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
    /// Least number of a phrase that is looked for.
    least: Payload,
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
        let from = self.found.len();
        self.first = at;
        for (depth, at) in (0..HEADS).zip(at..=self.end) {
            if self.lexicon.automaton.heads(depth).is_empty() || depth > 0 && self.is_mark(at - 1) {
                break;
            }
            self.open_behind(depth, at);
        }
        self.found[from..].sort_by_key(|m| (m.end, m.payload));
    }

    /// Goes on at `at` from where so many tokens have led, whatever they are.
    fn open_behind(&mut self, depth: usize, at: u32) {
        let automaton = &self.lexicon.automaton;
        let heads = automaton.heads(depth).iter().map(|head| automaton.node(*head));
        heads.clone().for_each(|head| self.arrive(head, at));
        if at >= self.end {
            return;
        }
        let token = &self.tokens[at as usize];
        if token.key != KeyId::UNKNOWN {
            self.take_openings(automaton.openings(token.key.0, depth), at);
        }
        if token.kind == TokenKind::Number {
            self.take_openings(automaton.numbers(depth), at);
        }
        if !self.chunks.is_empty() {
            heads.clone().for_each(|head| self.skip_chunks(head, at));
        }
        if automaton.is_open(depth) {
            for head in heads {
                if depth + 1 == HEADS {
                    self.skip_any(head, at);
                }
                self.skip_gaps(head, at);
            }
        }
    }

    fn take_openings(&mut self, openings: &[Opening], at: u32) {
        let least = self.least;
        for opening in openings.iter().filter(|opening| opening.most >= least) {
            self.take(opening.code, &opening.step, at);
        }
    }

    fn step(&mut self, node: u32, at: u32) {
        let here = self.lexicon.automaton.node(node);
        self.arrive(here, at);
        if at < self.end {
            self.follow(here, at);
            if !self.chunks.is_empty() {
                self.skip_chunks(here, at);
            }
            if here.is_open() {
                self.skip_any(here, at);
                self.skip_gaps(here, at);
            }
        }
    }

    /// Takes note of the phrases that end at a node.
    #[inline]
    fn arrive(&mut self, here: &Node, at: u32) {
        for &payload in self.lexicon.automaton.ends(here) {
            let captures = self.captures.as_slice().into();
            self.found.push(Match { first: self.first, end: at, payload, captures });
        }
    }

    /// Goes on from a node by the symbols of a token.
    #[inline]
    fn follow(&mut self, here: &Node, at: u32) {
        if !here.filter.meets(self.next(at)[0]) {
            return;
        }
        let lexicon = self.lexicon;
        let token = &self.tokens[at as usize];
        for code in lexicon.borne(token).filter(|code| here.filter.meets(Filter::of(*code))) {
            for step in lexicon.automaton.next(here, code) {
                self.take(code, step, at);
            }
        }
    }

    /// Goes on from a node by what is longer than a token.
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

    /// Goes on from a node by a token that may be any but a mark.
    #[inline]
    fn skip_any(&mut self, here: &Node, at: u32) {
        for step in self.lexicon.automaton.any(here) {
            if step.ahead.meets(self.next(at + 1)) && !self.is_mark(at) {
                self.step(step.to, at + 1);
            }
        }
    }

    /// Goes on from a node by tokens of any kind. A word must follow, so that a phrase never ends in a gap.
    #[inline]
    fn skip_gaps(&mut self, here: &Node, at: u32) {
        for step in self.lexicon.automaton.gaps(here) {
            for at in at..self.end.min(at + GAP + 1) {
                if step.ahead.meets(self.next(at)) {
                    self.step(step.to, at);
                }
            }
        }
    }

    fn is_mark(&self, at: u32) -> bool {
        self.tokens[at as usize].kind == TokenKind::Mark
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
