//! The automaton of all phrases: while it is laid, and as it runs.
//!
//! While phrases are laid, edges stand in one map. To run, the edges of a node stand side by side, sorted by symbol:
//! most nodes have a few, which are looked through faster than a map. The first node has thousands: where each word
//! leads from there is laid down beforehand. Most tokens lead on from no other node, which a [`Filter`] tells at once.

use crate::Payload;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::hash_map::Entry;

/// A symbol on an edge of the automaton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Symbol {
    Key(u32),
    Class(u16),
    Lemma(u32),
    Tagged(u32, u16),
    Any,
    Gap,
}

impl Symbol {
    /// The symbol as a number; keys come first, in their order.
    #[inline]
    fn code(self) -> u64 {
        let kind = |kind: u64, of: u64| (kind << 56) | of;
        match self {
            Symbol::Key(key) => u64::from(key),
            Symbol::Class(class) => kind(1, u64::from(class)),
            Symbol::Lemma(lemma) => kind(2, u64::from(lemma)),
            Symbol::Tagged(lemma, tag) => kind(3, (u64::from(tag) << 32) | u64::from(lemma)),
            Symbol::Any => kind(4, 0),
            Symbol::Gap => kind(5, 0),
        }
    }
}

/// A set of symbols, one bit for many of them: what is not in it is surely not there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Filter(u64);

impl Filter {
    /// The set of all symbols.
    pub(crate) const ALL: Filter = Filter(u64::MAX);

    /// The set of one symbol. The bits of a product depend on all bits of the factor, the highest ones most.
    #[inline]
    pub(crate) fn of(symbol: Symbol) -> Filter {
        Filter(1 << (symbol.code().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58))
    }

    /// The symbols of both.
    #[inline]
    pub(crate) fn and(self, other: Filter) -> Filter {
        Filter(self.0 | other.0)
    }

    /// Whether the two may have a symbol in common.
    #[inline]
    pub(crate) fn meets(self, other: Filter) -> bool {
        self.0 & other.0 != 0
    }
}

/// A node while phrases are laid.
#[derive(Clone, Debug, Default)]
struct Draft {
    /// Whether several paths lead here, so that no other phrase may share the node.
    joint: bool,
    ends: SmallVec<[Payload; 1]>,
}

/// Where a symbol leads from a node.
#[derive(Clone, Copy, Debug)]
struct Next {
    to: u32,
    /// Further nodes: one more than their place in `Laying::forks`, 0 where there are none.
    fork: u32,
}

/// The automaton while phrases are laid; node 0 is the first.
#[derive(Clone, Debug)]
pub(crate) struct Laying {
    nodes: Vec<Draft>,
    edges: FxHashMap<(u32, Symbol), Next>,
    /// Nodes that a symbol leads to besides the first, in the order they were laid.
    forks: Vec<Vec<u32>>,
    /// Nodes that several paths lead to, by where these come from and by what.
    joints: FxHashMap<(SmallVec<[u32; 4]>, Symbol), u32>,
}

/// A node as it runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// The symbols on its edges.
    pub(crate) filter: Filter,
    first: u32,
    edges: u32,
    first_end: u32,
    ends: u16,
    pub(crate) gap: bool,
    pub(crate) any: bool,
}

/// An edge as it runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Edge {
    code: u64,
    pub(crate) step: Step,
}

/// Where an edge leads, and what must follow there: most steps lead nowhere, and need no look at their node.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Step {
    pub(crate) to: u32,
    /// Whether the node is worth a visit whatever follows.
    open: bool,
    /// The symbols on the node's edges.
    filter: Filter,
}

impl Step {
    /// Whether the step can lead on, or to an end, where a token with these symbols follows.
    #[inline]
    pub(crate) fn leads_on(&self, next: Filter) -> bool {
        self.open || self.filter.meets(next)
    }
}

/// Where a word leads from the first node, and as what it is taken there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    pub(crate) symbol: Symbol,
    pub(crate) step: Step,
}

/// The automaton, ready to run; node 0 is the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Automaton {
    pub(crate) nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// What ends at each node, node after node.
    ends: Vec<Payload>,
    openings: Vec<Opening>,
    /// By key, and one past the last: where its openings begin.
    opened: Vec<u32>,
    /// By key: the symbols that it bears, itself among them.
    borne: Vec<Filter>,
}

/// How many edges are looked through one by one.
const FEW: usize = 12;

impl Laying {
    /// Room for so many nodes, and twice as many edges.
    pub(crate) fn with_capacity(nodes: usize) -> Laying {
        let mut laying = Laying {
            nodes: Vec::with_capacity(nodes),
            edges: FxHashMap::with_capacity_and_hasher(2 * nodes, Default::default()),
            forks: Vec::new(),
            joints: FxHashMap::default(),
        };
        laying.nodes.push(Draft::default());
        laying
    }

    /// The node that a step leads to: one that is there already and on no other path, else a new one.
    pub(crate) fn edge(&mut self, from: &[u32], symbol: Symbol) -> u32 {
        let shared = match from {
            [only] => self.next(*only, symbol).find(|to| !self.nodes[*to as usize].joint),
            several => self.joints.get(&(several.into(), symbol)).copied(),
        };
        if let Some(shared) = shared {
            return shared;
        }
        let to = self.nodes.len() as u32;
        if from.len() > 1 {
            self.joints.insert((from.into(), symbol), to);
        }
        self.nodes.push(Draft { joint: from.len() > 1, ..Draft::default() });
        for &from in from {
            self.lead(from, symbol, to);
        }
        to
    }

    /// Ends a phrase at nodes.
    pub(crate) fn end(&mut self, nodes: &[u32], payload: Payload) {
        for &node in nodes {
            let ends = &mut self.nodes[node as usize].ends;
            if !ends.contains(&payload) {
                ends.push(payload);
            }
        }
    }

    fn lead(&mut self, from: u32, symbol: Symbol, to: u32) {
        match self.edges.entry((from, symbol)) {
            Entry::Vacant(free) => _ = free.insert(Next { to, fork: 0 }),
            Entry::Occupied(mut taken) if taken.get().fork == 0 => {
                self.forks.push(vec![to]);
                taken.get_mut().fork = self.forks.len() as u32;
            }
            Entry::Occupied(taken) => self.forks[taken.get().fork as usize - 1].push(to),
        }
    }

    fn next(&self, node: u32, symbol: Symbol) -> impl Iterator<Item = u32> + '_ {
        self.edges.get(&(node, symbol)).into_iter().flat_map(|next| self.all(next))
    }

    fn all(&self, next: &Next) -> impl Iterator<Item = u32> + '_ {
        let fork = next.fork.checked_sub(1).map_or(&[][..], |i| self.forks[i as usize].as_slice());
        std::iter::once(next.to).chain(fork.iter().copied())
    }

    /// The automaton ready to run; `symbols` are those that each key bears besides itself.
    pub(crate) fn finish(mut self, symbols: &[SmallVec<[Symbol; 2]>]) -> Automaton {
        let mut automaton = Automaton::default();
        for draft in std::mem::take(&mut self.nodes) {
            let first_end = automaton.ends.len() as u32;
            let ends = u16::try_from(draft.ends.len()).expect("a phrase has fewer than 65,536 rows");
            automaton.ends.extend(draft.ends);
            automaton.nodes.push(Node { first_end, ends, ..Node::default() });
        }
        let nodes = &mut automaton.nodes;
        for ((from, symbol), next) in &self.edges {
            let node = &mut nodes[*from as usize];
            node.edges += self.all(next).count() as u32;
            node.gap |= *symbol == Symbol::Gap;
            node.any |= *symbol == Symbol::Any;
            node.filter = node.filter.and(Filter::of(*symbol));
        }
        let mut total = 0;
        for node in nodes.iter_mut() {
            node.first = total;
            total += node.edges;
        }
        let mut edges = vec![Edge::default(); total as usize];
        let mut free: Vec<u32> = nodes.iter().map(|n| n.first).collect();
        for ((from, symbol), next) in &self.edges {
            for to in self.all(next) {
                let at = &mut free[*from as usize];
                let Node { filter, ends, gap, any, .. } = nodes[to as usize];
                let step = Step { to, open: ends > 0 || gap || any, filter };
                edges[*at as usize] = Edge { code: symbol.code(), step };
                *at += 1;
            }
        }
        for node in nodes.iter() {
            // The forks of a symbol stand together, in their order; the sort is stable.
            edges[node.first as usize..(node.first + node.edges) as usize].sort_by_key(|e| e.code);
        }
        automaton.edges = edges;
        automaton.open(symbols);
        automaton
    }
}

impl Automaton {
    /// Lays down where each key leads from the first node, and what it bears.
    fn open(&mut self, symbols: &[SmallVec<[Symbol; 2]>]) {
        self.opened.push(0);
        for (key, borne) in symbols.iter().enumerate() {
            let mut filter = Filter::default();
            for symbol in std::iter::once(Symbol::Key(key as u32)).chain(borne.iter().copied()) {
                filter = filter.and(Filter::of(symbol));
                let (first, count) = self.leads(0, symbol);
                let edges = &self.edges[first..first + count];
                self.openings.extend(edges.iter().map(|e| Opening { symbol, step: e.step }));
            }
            self.opened.push(self.openings.len() as u32);
            self.borne.push(filter);
        }
    }

    /// Where a key leads from the first node.
    #[inline]
    pub(crate) fn openings(&self, key: u32) -> &[Opening] {
        let (first, end) = (self.opened[key as usize], self.opened[key as usize + 1]);
        &self.openings[first as usize..end as usize]
    }

    /// The symbols that a key bears.
    #[inline]
    pub(crate) fn borne(&self, key: u32) -> Filter {
        self.borne[key as usize]
    }

    /// What ends at a node.
    #[inline]
    pub(crate) fn ends(&self, node: &Node) -> &[Payload] {
        &self.ends[node.first_end as usize..node.first_end as usize + usize::from(node.ends)]
    }

    /// Where a symbol leads from a node.
    #[inline]
    pub(crate) fn next(&self, node: u32, symbol: Symbol) -> &[Edge] {
        let (first, count) = self.leads(node, symbol);
        &self.edges[first..first + count]
    }

    /// The first of the edges with a symbol, and how many they are.
    fn leads(&self, node: u32, symbol: Symbol) -> (usize, usize) {
        let here = &self.nodes[node as usize];
        let edges = &self.edges[here.first as usize..(here.first + here.edges) as usize];
        let code = symbol.code();
        let first = if edges.len() <= FEW {
            edges.iter().position(|e| e.code >= code).unwrap_or(edges.len())
        } else {
            edges.partition_point(|e| e.code < code)
        };
        let rest = &edges[first..];
        let count = rest.iter().position(|e| e.code != code).unwrap_or(rest.len());
        (here.first as usize + first, count)
    }
}

impl Node {
    /// Whether no edge leads on from here.
    pub(crate) fn is_leaf(&self) -> bool {
        self.edges == 0
    }
}
