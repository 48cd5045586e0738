//! The automaton of all phrases, as it runs.
//!
//! Symbols are numbers ([`Codes`]), and the edges of a node stand side by side, sorted by them: most nodes have a few,
//! which are looked through faster than a map. The first node has thousands: where each word leads from there is laid down
//! beforehand. Most tokens lead on from no other node, which [`Ahead`] tells at once.

use crate::{
    ClassId, Payload,
    code::{Ahead, Code, Codes, Filter},
    laying::{Laid, Laying, Symbol},
};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use std::ops::Range;

/// A node as it runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// The symbols on its edges.
    pub(crate) filter: Filter,
    /// The first of its edges: those with a symbol that a token bears, then those that any token passes, then gaps.
    first: u32,
    edges: u32,
    any: u32,
    gap: u32,
    first_end: u32,
    ends: u32,
}

/// Where an edge leads, and what must follow there: most steps lead nowhere, and need no look at their node.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Step {
    pub(crate) ahead: Ahead,
    pub(crate) to: u32,
}

/// Where a word leads from the first node, or from one that any tokens led to, and as what it is taken there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    pub(crate) code: Code,
    /// The greatest number of a phrase that it may lead to.
    pub(crate) most: Payload,
    pub(crate) step: Step,
}

/// What the automaton knows of a key.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// The symbols that it bears.
    filter: Filter,
    first: u32,
    borne: u32,
    /// Where its openings begin behind no token, behind one that may be any, and so on; and where the last end.
    opened: [u32; HEADS + 1],
}

/// The automaton, ready to run; node 0 is the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Automaton {
    codes: Codes,
    nodes: Vec<Node>,
    /// By node: the greatest number of a phrase that ends there or behind it.
    most: Vec<Payload>,
    /// The symbols of the edges, and where they lead.
    symbols: Vec<Code>,
    steps: Vec<Step>,
    /// What ends at each node, node after node.
    ends: Vec<Payload>,
    /// By key.
    words: Vec<Word>,
    openings: Vec<Opening>,
    /// The first node, those that one token leads to whatever it is, those that two lead to, and so on.
    heads: [Vec<u32>; HEADS],
    /// Whether one of these leads on by more than a token: by a gap, or, for the last, by any.
    open: [bool; HEADS],
    /// Where a number leads as such from these nodes.
    numbers: [Vec<Opening>; HEADS],
    /// The symbols that each key bears and an edge from some node but the first has, itself first, key after key.
    borne: Vec<Code>,
}

/// Behind how many tokens of any kind a word's openings are laid down, and one more.
pub(crate) const HEADS: usize = 4;

/// How many edges are looked through one by one.
const FEW: usize = 16;

/// What must follow at each node. Edges lead to later nodes only.
fn ahead(nodes: &[Node], edges: &[Laid]) -> Vec<Ahead> {
    let mut ahead = vec![Ahead::default(); nodes.len()];
    for (from, node) in nodes.iter().enumerate().rev() {
        let own = slice(edges, node.first, node.edges + node.any + node.gap);
        let ways = own.iter().map(|edge| match (edge.code, ahead[edge.to as usize]) {
            (Codes::GAP, then) => then.behind_gap(),
            (Codes::ANY, then) => then.behind(Filter::ANY_WORD),
            (code, then) => then.behind(Filter::of(code)),
        });
        let all = ways.fold(Ahead::default(), Ahead::or);
        ahead[from] = if node.ends > 0 { Ahead::END } else { all };
    }
    ahead
}

impl Automaton {
    /// The automaton of these nodes and edges; `symbols` are those that each key bears besides itself, `number` is the
    /// class of numbers.
    pub(crate) fn new(
        laying: Laying,
        codes: Codes,
        symbols: &[SmallVec<[Symbol; 2]>],
        number: ClassId,
    ) -> Automaton {
        let (ends, edges) = laying.into_parts(codes);
        let mut automaton = Automaton { codes, ..Automaton::default() };
        for own in ends {
            let (first_end, ends) = (automaton.ends.len() as u32, own.len() as u32);
            automaton.ends.extend(own);
            automaton.nodes.push(Node { first_end, ends, ..Node::default() });
        }
        let nodes = &mut automaton.nodes;
        for edge in &edges {
            let node = &mut nodes[edge.from as usize];
            match edge.code {
                Codes::ANY => node.any += 1,
                Codes::GAP => node.gap += 1,
                code => {
                    node.edges += 1;
                    node.filter = node.filter.and(Filter::of(code));
                }
            }
        }
        let mut total = 0;
        for node in nodes.iter_mut() {
            node.first = total;
            total += node.edges + node.any + node.gap;
        }
        let ahead = ahead(nodes, &edges);
        automaton.steps = edges.iter().map(|e| Step { ahead: ahead[e.to as usize], to: e.to }).collect();
        automaton.symbols = edges.iter().map(|e| e.code).collect();
        automaton.most = automaton.most_payloads();
        automaton.open(symbols, number);
        automaton
    }

    /// The greatest number of a phrase that each node leads to. Edges lead to later nodes only.
    fn most_payloads(&self) -> Vec<Payload> {
        let mut most = vec![0; self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate().rev() {
            let steps = slice(&self.steps, node.first, node.edges + node.any + node.gap);
            let behind = steps.iter().map(|step| most[step.to as usize]);
            most[at] = self.ends(node).iter().copied().chain(behind).max().unwrap_or_default();
        }
        most
    }

    /// Lays down where each key leads from the first node, and what it bears.
    fn open(&mut self, symbols: &[SmallVec<[Symbol; 2]>], number: ClassId) {
        self.heads[0].push(0);
        for depth in 1..HEADS {
            let before = self.heads[depth - 1].iter();
            self.heads[depth] = before.flat_map(|n| self.any(self.node(*n))).map(|step| step.to).collect();
        }
        for depth in 0..HEADS {
            let mut heads = self.heads[depth].iter().map(|head| self.node(*head));
            self.open[depth] = heads.any(|head| head.gap > 0 || head.any > 0 && depth + 1 == HEADS);
        }
        let leading: [FxHashSet<Code>; HEADS] = std::array::from_fn(|depth| self.leading(depth));
        let mut openings = Vec::new();
        let first = self.nodes[0].edges as usize;
        let used: FxHashSet<Code> = self.symbols[first..].iter().copied().collect();
        for (key, borne) in symbols.iter().enumerate() {
            let own = std::iter::once(Symbol::Key(key as u32)).chain(borne.iter().copied());
            let codes: SmallVec<[Code; 8]> = own.map(|symbol| self.codes.of(symbol)).collect();
            let first = self.borne.len() as u32;
            self.borne.extend(codes.iter().filter(|code| used.contains(code)));
            let borne = self.borne.len() as u32 - first;
            let filter = |code: &Code| Filter::of(*code);
            let all =
                slice(&self.borne, first, borne).iter().map(filter).fold(Filter::default(), Filter::and);
            let mut word = Word { filter: all, first, borne, opened: [0; HEADS + 1] };
            for depth in 0..HEADS {
                word.opened[depth] = openings.len() as u32;
                let leading: SmallVec<[Code; 8]> =
                    codes.iter().copied().filter(|code| leading[depth].contains(code)).collect();
                openings.extend(self.opened(depth, &leading));
            }
            word.opened[HEADS] = openings.len() as u32;
            self.words.push(word);
        }
        self.openings = openings;
        let number = self.code_of(number);
        for depth in 0..HEADS {
            self.numbers[depth] = self.opened(depth, &[number]).collect();
        }
    }

    /// Where symbols lead behind so many tokens that may be any.
    fn opened<'a>(&'a self, depth: usize, codes: &'a [Code]) -> impl Iterator<Item = Opening> + 'a {
        let heads = self.heads[depth].iter().flat_map(|head| codes.iter().map(move |code| (*head, *code)));
        heads.flat_map(move |(head, code)| {
            let steps = &self.steps[self.leads(&self.nodes[head as usize], code)];
            steps.iter().map(move |step| Opening { code, most: self.most[step.to as usize], step: *step })
        })
    }

    /// Which symbols lead on behind so many tokens that may be any: few, but from many nodes.
    fn leading(&self, depth: usize) -> FxHashSet<Code> {
        let heads = self.heads[depth].iter().map(|head| self.node(*head));
        heads.flat_map(|head| slice(&self.symbols, head.first, head.edges)).copied().collect()
    }

    /// Where a number leads as such from the first node, or behind so many tokens that may be any.
    #[inline]
    pub(crate) fn numbers(&self, depth: usize) -> &[Opening] {
        &self.numbers[depth]
    }

    /// Whether something leads on behind so many tokens that may be any, whatever the next is.
    #[inline]
    pub(crate) fn is_open(&self, depth: usize) -> bool {
        self.open[depth]
    }

    /// Where a key leads from the first node, or behind so many tokens that may be any.
    #[inline]
    pub(crate) fn openings(&self, key: u32, depth: usize) -> &[Opening] {
        let opened = &self.words[key as usize].opened;
        &self.openings[opened[depth] as usize..opened[depth + 1] as usize]
    }

    /// The nodes that so many tokens lead to whatever they are: the first, where there are none.
    #[inline]
    pub(crate) fn heads(&self, depth: usize) -> &[u32] {
        &self.heads[depth]
    }

    /// The symbols that a key bears, as a set.
    #[inline]
    pub(crate) fn filter(&self, key: u32) -> Filter {
        self.words[key as usize].filter
    }

    /// The symbols that a key bears, itself first, as far as some edge has them.
    #[inline]
    pub(crate) fn borne(&self, key: u32) -> &[Code] {
        let word = &self.words[key as usize];
        slice(&self.borne, word.first, word.borne)
    }

    /// The number of a class as a symbol.
    #[inline]
    pub(crate) fn code_of(&self, class: ClassId) -> Code {
        self.codes.of(Symbol::Class(class.0))
    }

    /// The class that a symbol is.
    #[inline]
    pub(crate) fn class(&self, code: Code) -> Option<ClassId> {
        self.codes.class(code)
    }

    #[inline]
    pub(crate) fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    /// What ends at a node.
    #[inline]
    pub(crate) fn ends(&self, node: &Node) -> &[Payload] {
        slice(&self.ends, node.first_end, node.ends)
    }

    /// Where a symbol leads from a node.
    #[inline]
    pub(crate) fn next(&self, node: &Node, code: Code) -> &[Step] {
        &self.steps[self.leads(node, code)]
    }

    /// Where any token leads from a node.
    #[inline]
    pub(crate) fn any(&self, node: &Node) -> &[Step] {
        slice(&self.steps, node.first + node.edges, node.any)
    }

    /// Where a gap leads from a node.
    #[inline]
    pub(crate) fn gaps(&self, node: &Node) -> &[Step] {
        slice(&self.steps, node.first + node.edges + node.any, node.gap)
    }

    /// The edges with a symbol.
    #[inline]
    fn leads(&self, node: &Node, code: Code) -> Range<usize> {
        let edges = slice(&self.symbols, node.first, node.edges);
        let first = if edges.len() <= FEW {
            edges.iter().position(|e| *e >= code).unwrap_or(edges.len())
        } else {
            edges.partition_point(|e| *e < code)
        };
        let count = edges[first..].iter().take_while(|e| **e == code).count();
        let first = node.first as usize + first;
        first..first + count
    }
}

impl Node {
    /// Whether something leads on from here whatever the token is.
    pub(crate) fn is_open(&self) -> bool {
        self.any + self.gap > 0
    }
}

#[inline]
fn slice<T>(all: &[T], first: u32, count: u32) -> &[T] {
    &all[first as usize..(first + count) as usize]
}
