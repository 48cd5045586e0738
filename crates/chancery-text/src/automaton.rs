//! The automaton of all phrases: while it is laid, and as it runs.
//!
//! While phrases are laid, edges stand in one map. To run, the edges of a node stand side by side, sorted by symbol:
//! most nodes have a few, which are looked through faster than a map. Those of the first node, which has thousands,
//! are found by key.

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
}

/// A node as it runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    first: u32,
    edges: u32,
    pub(crate) ends: SmallVec<[Payload; 1]>,
    pub(crate) gap: bool,
    pub(crate) any: bool,
}

/// An edge as it runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Edge {
    code: u64,
    pub(crate) to: u32,
}

/// The automaton, ready to run; node 0 is the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Automaton {
    pub(crate) nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// By key, and one past the last: where its edges begin among those of the first node.
    openings: Vec<u32>,
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
        };
        laying.nodes.push(Draft::default());
        laying
    }

    /// The node that a step leads to: one that is there already and on no other path, else a new one.
    pub(crate) fn edge(&mut self, from: &[u32], symbol: Symbol) -> u32 {
        if let [only] = from
            && let Some(shared) = self.next(*only, symbol).find(|to| !self.nodes[*to as usize].joint)
        {
            return shared;
        }
        let to = self.nodes.len() as u32;
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

    /// The automaton ready to run, over words of so many keys.
    pub(crate) fn finish(mut self, keys: usize) -> Automaton {
        let drafts = std::mem::take(&mut self.nodes);
        let mut nodes: Vec<Node> =
            drafts.into_iter().map(|d| Node { ends: d.ends, ..Node::default() }).collect();
        for ((from, symbol), next) in &self.edges {
            let node = &mut nodes[*from as usize];
            node.edges += self.all(next).count() as u32;
            node.gap |= *symbol == Symbol::Gap;
            node.any |= *symbol == Symbol::Any;
        }
        let mut total = 0;
        for node in &mut nodes {
            node.first = total;
            total += node.edges;
        }
        let mut edges = vec![Edge::default(); total as usize];
        let mut free: Vec<u32> = nodes.iter().map(|n| n.first).collect();
        for ((from, symbol), next) in &self.edges {
            for to in self.all(next) {
                let at = &mut free[*from as usize];
                edges[*at as usize] = Edge { code: symbol.code(), to };
                *at += 1;
            }
        }
        for node in &nodes {
            // The forks of a symbol stand together, in their order; the sort is stable.
            edges[node.first as usize..(node.first + node.edges) as usize].sort_by_key(|e| e.code);
        }
        let openings = openings(&edges[..nodes[0].edges as usize], keys);
        Automaton { nodes, edges, openings }
    }
}

fn openings(edges: &[Edge], keys: usize) -> Vec<u32> {
    let mut openings = Vec::with_capacity(keys + 1);
    let mut at = 0;
    for key in 0..=keys as u64 {
        while edges.get(at).is_some_and(|e| e.code < key) {
            at += 1;
        }
        openings.push(at as u32);
    }
    openings
}

impl Automaton {
    /// Whether the first node leads on by a symbol.
    pub(crate) fn opens(&self, symbol: Symbol) -> bool {
        !self.next(0, symbol).is_empty()
    }

    /// Where a symbol leads from a node.
    #[inline]
    pub(crate) fn next(&self, node: u32, symbol: Symbol) -> &[Edge] {
        let here = &self.nodes[node as usize];
        let mut edges = &self.edges[here.first as usize..(here.first + here.edges) as usize];
        if node == 0 {
            let last = self.openings.len() - 1;
            let range = match symbol {
                Symbol::Key(key) => self.openings[key as usize]..self.openings[key as usize + 1],
                _ => self.openings[last]..here.edges,
            };
            edges = &edges[range.start as usize..range.end as usize];
        }
        let code = symbol.code();
        let first = if edges.len() <= FEW {
            edges.iter().position(|e| e.code >= code).unwrap_or(edges.len())
        } else {
            edges.partition_point(|e| e.code < code)
        };
        let rest = &edges[first..];
        let count = rest.iter().position(|e| e.code != code).unwrap_or(rest.len());
        &rest[..count]
    }
}

impl Node {
    /// Whether no edge leads on from here.
    pub(crate) fn is_leaf(&self) -> bool {
        self.edges == 0
    }
}
