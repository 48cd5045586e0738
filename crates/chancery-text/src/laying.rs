//! The automaton of all phrases while it is laid: edges stand in one map.

use crate::{
    Payload,
    code::{Code, Codes},
};
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

/// What ends at a node.
pub(crate) type Ends = SmallVec<[Payload; 1]>;

/// An edge once all are laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Laid {
    pub(crate) from: u32,
    pub(crate) code: Code,
    /// Which of those with one symbol it is.
    fork: u32,
    pub(crate) to: u32,
}

/// A node while phrases are laid.
#[derive(Clone, Debug, Default)]
struct Draft {
    /// Whether several paths lead here, so that no other phrase may share the node.
    joint: bool,
    ends: Ends,
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

    /// What ends at each node, and the edges in the order of their symbols. The forks of a symbol stand together, in
    /// their order. Edges lead to later nodes only.
    pub(crate) fn into_parts(mut self, codes: Codes) -> (Vec<Ends>, Vec<Laid>) {
        let ends = std::mem::take(&mut self.nodes).into_iter().map(|draft| draft.ends).collect();
        let mut edges = Vec::with_capacity(self.edges.len());
        for ((from, symbol), next) in &self.edges {
            let code = codes.of(*symbol);
            let forks = (0..).zip(self.all(next));
            edges.extend(forks.map(|(fork, to)| Laid { from: *from, code, fork, to }));
        }
        edges.sort_unstable();
        (ends, edges)
    }
}
