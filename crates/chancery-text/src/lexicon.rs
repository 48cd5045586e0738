//! The lexicon of a language: every key, class and phrase of its pack, as one automaton.

use crate::{
    Token, TokenKind,
    chunk::Numbers,
    fold,
    pattern::{PatternError, Phrase, parse},
    token::tokenize,
};
use chancery_model::Span;
use chancery_packs::LangPack;
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::collections::hash_map::Entry;

/// The number of a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) u32);

impl KeyId {
    /// A word that stands in no phrase.
    pub const UNKNOWN: KeyId = KeyId(u32::MAX);
}

/// The number of a class such as `{month}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub(crate) u16);

/// The number of a tag of inflected forms, such as `past`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub(crate) u16);

/// What a phrase stands for: the caller's own number.
pub type Payload = u32;

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

#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// Whether no edge leads on from here.
    pub(crate) leaf: bool,
    /// Whether several paths lead here, so that no other phrase may share the node.
    pub(crate) joint: bool,
    pub(crate) ends: SmallVec<[Payload; 1]>,
    pub(crate) gap: bool,
    pub(crate) any: bool,
}

/// Where a symbol leads from a node.
#[derive(Clone, Copy, Debug)]
struct Next {
    to: u32,
    /// Further nodes: one more than their place in `Lexicon::forks`, 0 where there are none.
    fork: u32,
}

/// The lexicon, ready to match.
#[derive(Clone, Debug)]
pub struct Lexicon {
    keys: FxHashMap<CompactString, u32>,
    /// Symbols that each key bears besides itself, sorted.
    symbols: Vec<SmallVec<[Symbol; 2]>>,
    /// Value of a key in a class.
    pub(crate) values: FxHashMap<(u32, u16), i32>,
    classes: Vec<CompactString>,
    tags: Vec<CompactString>,
    lemmas: FxHashMap<CompactString, u32>,
    elided: Vec<CompactString>,
    clitics: Vec<CompactString>,
    pub(crate) nodes: Vec<Node>,
    /// Where the edges of all nodes lead, by node and symbol.
    edges: FxHashMap<(u32, Symbol), Next>,
    /// Nodes that a symbol leads to besides the first, in the order they were laid.
    forks: Vec<Vec<u32>>,
    /// By key: whether a phrase can begin with it.
    opens: Vec<bool>,
    number: ClassId,
    pub(crate) numbers: Numbers,
}

/// Name of the class that every number bears.
pub(crate) const NUMBER: &str = "number";

/// Room for nodes and words to begin with: what the pack of a language commonly needs. Edges are twice as many.
const NODES: usize = 12_000;

/// Collects words, classes and phrases, then becomes a [`Lexicon`].
#[derive(Debug)]
pub struct LexiconBuilder {
    pub(crate) lexicon: Lexicon,
    /// Room for the words of a plain phrase.
    tokens: Vec<Token>,
}

impl LexiconBuilder {
    /// Begins with the words and the elisions of a pack, and the class `{number}` of all numbers.
    pub fn new(pack: &LangPack) -> LexiconBuilder {
        let lexicon = Lexicon {
            keys: FxHashMap::with_capacity_and_hasher(NODES, Default::default()),
            symbols: Vec::with_capacity(NODES),
            values: FxHashMap::default(),
            classes: vec![NUMBER.into()],
            tags: Vec::new(),
            lemmas: FxHashMap::default(),
            elided: pack.meta.elision.iter().map(|e| fold(e)).collect(),
            clitics: pack.meta.clitics.iter().map(|e| fold(e)).collect(),
            nodes: Vec::with_capacity(NODES),
            edges: FxHashMap::with_capacity_and_hasher(2 * NODES, Default::default()),
            forks: Vec::new(),
            opens: Vec::new(),
            number: ClassId(0),
            numbers: Numbers::default(),
        };
        let mut builder = LexiconBuilder { lexicon, tokens: Vec::new() };
        builder.lexicon.nodes.push(Node { leaf: true, ..Node::default() });
        for lemma in pack.lemmas.iter() {
            let next = builder.lexicon.lemmas.len() as u32;
            let number = *builder.lexicon.lemmas.entry(lemma.lemma.as_str().into()).or_insert(next);
            for form in &lemma.forms {
                builder.form(number, &form.form, &form.tag);
            }
        }
        builder
    }

    fn form(&mut self, lemma: u32, form: &str, tag: &str) {
        let tag = self.tag(tag);
        let key = self.key(&fold(form));
        self.bear(key, Symbol::Lemma(lemma));
        self.bear(key, Symbol::Tagged(lemma, tag.0));
    }

    /// Adds a phrase in the notation of packs; `payload` comes back with each match.
    ///
    /// # Errors
    /// Where the phrase does not follow the notation, or names a word or class that is not there.
    pub fn phrase(&mut self, phrase: &str, payload: Payload) -> Result<(), PatternError> {
        let parsed = parse(phrase, self)?;
        let ends = self.lay(&parsed, &[0]);
        self.end(&ends, payload);
        Ok(())
    }

    /// Leads paths for a phrase from each of `from`; gives the nodes where they end.
    fn lay(&mut self, phrase: &Phrase, from: &[u32]) -> SmallVec<[u32; 4]> {
        match phrase {
            Phrase::Step(symbol) => SmallVec::from_slice(&[self.edge(from, *symbol)]),
            Phrase::Sequence(parts) => {
                parts.iter().fold(SmallVec::from_slice(from), |nodes, part| self.lay(part, &nodes))
            }
            Phrase::Choice(parts) => {
                let mut ends: SmallVec<[u32; 4]> =
                    parts.iter().flat_map(|part| self.lay(part, from)).collect();
                ends.sort_unstable();
                ends.dedup();
                ends
            }
        }
    }

    fn end(&mut self, nodes: &[u32], payload: Payload) {
        for &node in nodes {
            let ends = &mut self.lexicon.nodes[node as usize].ends;
            if !ends.contains(&payload) {
                ends.push(payload);
            }
        }
    }

    /// Adds plain words, without notation: names of the world pack.
    pub fn plain(&mut self, words: &str, payload: Payload) {
        let node = self.words(words).into_iter().fold(0, |node, symbol| self.edge(&[node], symbol));
        if node != 0 {
            self.end(&[node], payload);
        }
    }

    /// The keys of plain words, cut as running text is cut; new ones are made.
    pub(crate) fn words(&mut self, words: &str) -> SmallVec<[Symbol; 4]> {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.clear();
        tokenize(words, Span::new(0, words.len()), &self.lexicon, &mut tokens);
        let key = |token: &Token| match token.key {
            KeyId::UNKNOWN => self.word(token.of(words)),
            KeyId(known) => Symbol::Key(known),
        };
        let symbols = tokens.iter().map(key).collect();
        self.tokens = tokens;
        symbols
    }

    /// The key of one word, which is not cut.
    pub(crate) fn word(&mut self, word: &str) -> Symbol {
        Symbol::Key(self.key(&fold(word)))
    }

    /// Any form of a word of the pack, or its forms with a tag; none where the pack has no such word.
    pub(crate) fn lemma(&mut self, lemma: &str, tag: Option<&str>) -> Option<Symbol> {
        let number = *self.lexicon.lemmas.get(lemma)?;
        Some(tag.map_or(Symbol::Lemma(number), |tag| Symbol::Tagged(number, self.tag(tag).0)))
    }

    /// A class that is there already.
    pub(crate) fn known_class(&self, class: &str) -> Option<Symbol> {
        self.lexicon.class(class).map(|id| Symbol::Class(id.0))
    }

    pub(crate) fn is_elided(&self, word: &str) -> bool {
        self.lexicon.is_elided(word)
    }

    /// The finished lexicon.
    pub fn build(mut self) -> Lexicon {
        let lexicon = &mut self.lexicon;
        let firsts: FxHashSet<Symbol> =
            lexicon.edges.keys().filter(|(node, _)| *node == 0).map(|(_, symbol)| *symbol).collect();
        let opens = |(key, borne): (usize, &SmallVec<[Symbol; 2]>)| {
            firsts.contains(&Symbol::Key(key as u32)) || borne.iter().any(|s| firsts.contains(s))
        };
        lexicon.opens = lexicon.symbols.iter().enumerate().map(opens).collect();
        self.lexicon
    }

    /// The node that a step leads to: one that is there already and on no other path, else a new one.
    fn edge(&mut self, from: &[u32], symbol: Symbol) -> u32 {
        if let [only] = from
            && let Some(shared) =
                self.lexicon.next(*only, symbol).find(|to| !self.lexicon.nodes[*to as usize].joint)
        {
            return shared;
        }
        let to = self.lexicon.nodes.len() as u32;
        self.lexicon.nodes.push(Node { joint: from.len() > 1, leaf: true, ..Node::default() });
        for &from in from {
            let node = &mut self.lexicon.nodes[from as usize];
            node.leaf = false;
            node.gap |= symbol == Symbol::Gap;
            node.any |= symbol == Symbol::Any;
            self.lead(from, symbol, to);
        }
        to
    }

    fn lead(&mut self, from: u32, symbol: Symbol, to: u32) {
        let Lexicon { edges, forks, .. } = &mut self.lexicon;
        match edges.entry((from, symbol)) {
            Entry::Vacant(free) => _ = free.insert(Next { to, fork: 0 }),
            Entry::Occupied(mut taken) if taken.get().fork == 0 => {
                forks.push(vec![to]);
                taken.get_mut().fork = forks.len() as u32;
            }
            Entry::Occupied(taken) => forks[taken.get().fork as usize - 1].push(to),
        }
    }

    pub(crate) fn key(&mut self, folded: &str) -> u32 {
        if let Some(&key) = self.lexicon.keys.get(folded) {
            return key;
        }
        let key = self.lexicon.symbols.len() as u32;
        self.lexicon.keys.insert(folded.into(), key);
        self.lexicon.symbols.push(SmallVec::new());
        key
    }

    pub(crate) fn bear(&mut self, key: u32, symbol: Symbol) {
        let symbols = &mut self.lexicon.symbols[key as usize];
        if let Err(at) = symbols.binary_search(&symbol) {
            symbols.insert(at, symbol);
        }
    }

    fn tag(&mut self, tag: &str) -> TagId {
        let tags = &mut self.lexicon.tags;
        let at = tags.iter().position(|t| t == tag).unwrap_or_else(|| {
            tags.push(tag.into());
            tags.len() - 1
        });
        TagId(at as u16)
    }

    pub(crate) fn class_id(&mut self, class: &str) -> ClassId {
        let classes = &mut self.lexicon.classes;
        let at = classes.iter().position(|c| c == class).unwrap_or_else(|| {
            classes.push(class.into());
            classes.len() - 1
        });
        ClassId(at as u16)
    }
}

impl Lexicon {
    /// The key of a word as it is written.
    pub(crate) fn key_of(&self, word: &str) -> KeyId {
        let folded = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        let key = if folded { self.keys.get(word) } else { self.keys.get(fold(word).as_str()) };
        key.map_or(KeyId::UNKNOWN, |key| KeyId(*key))
    }

    /// The nodes that a symbol leads to.
    pub(crate) fn next(&self, node: u32, symbol: Symbol) -> impl Iterator<Item = u32> + '_ {
        self.edges.get(&(node, symbol)).into_iter().flat_map(|next| {
            let fork = next.fork.checked_sub(1).map_or(&[][..], |i| self.forks[i as usize].as_slice());
            std::iter::once(next.to).chain(fork.iter().copied())
        })
    }

    /// Whether a phrase can begin with a token.
    pub(crate) fn opens(&self, token: &Token) -> bool {
        let root = &self.nodes[0];
        let key = token.key != KeyId::UNKNOWN && self.opens[token.key.0 as usize];
        key || root.gap || root.any || token.kind == TokenKind::Number
    }

    /// Symbols that a token bears: its key, and the classes and words its key belongs to.
    pub(crate) fn symbols(&self, token: &Token) -> impl Iterator<Item = Symbol> + '_ {
        let known = (token.key != KeyId::UNKNOWN).then_some(token.key.0);
        let own = known.map(Symbol::Key);
        let number = (token.kind == TokenKind::Number).then_some(Symbol::Class(self.number.0));
        let borne = known.map_or(&[][..], |k| self.symbols[k as usize].as_slice());
        own.into_iter().chain(number).chain(borne.iter().copied())
    }

    /// The value of a token in a class; a number's own value in `{number}`.
    pub fn value(&self, token: &Token, class: ClassId) -> Option<i32> {
        if class == self.number {
            return token.number.and_then(|n| i32::try_from(n).ok());
        }
        self.values.get(&(token.key.0, class.0)).copied()
    }

    /// A class by its name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().position(|c| c == name).map(|i| ClassId(i as u16))
    }

    /// A class's name.
    pub fn class_name(&self, class: ClassId) -> &str {
        &self.classes[class.0 as usize]
    }

    /// Tags of a token as a form of any word: (`past`, …), in the order of the pack.
    pub fn tags<'l>(&'l self, token: &Token) -> impl Iterator<Item = &'l str> {
        let key = token.key.0;
        let symbols =
            if token.key == KeyId::UNKNOWN { &[][..] } else { self.symbols[key as usize].as_slice() };
        symbols.iter().filter_map(|s| match s {
            Symbol::Tagged(_, tag) => Some(self.tags[*tag as usize].as_str()),
            _ => None,
        })
    }

    pub(crate) fn is_elided(&self, word: &str) -> bool {
        !self.elided.is_empty() && self.elided.contains(&fold(word))
    }

    pub(crate) fn is_clitic(&self, word: &str) -> bool {
        !self.clitics.is_empty() && self.clitics.contains(&fold(word))
    }
}
