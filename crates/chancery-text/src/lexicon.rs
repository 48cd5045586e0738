//! The lexicon of a language: every key, class and phrase of its pack, as one automaton.

use crate::{
    Token, TokenKind, fold,
    pattern::{PatternError, Phrase, Step, parse},
};
use chancery_packs::LangPack;
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

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
    pub(crate) edges: FxHashMap<Symbol, SmallVec<[u32; 1]>>,
    /// Whether several paths lead here, so that no other phrase may share the node.
    pub(crate) joint: bool,
    pub(crate) ends: SmallVec<[Payload; 1]>,
    pub(crate) gap: bool,
    pub(crate) any: bool,
}

/// The lexicon, ready to match.
#[derive(Clone, Debug)]
pub struct Lexicon {
    keys: FxHashMap<CompactString, u32>,
    /// Symbols that each key bears besides itself, sorted.
    symbols: Vec<SmallVec<[Symbol; 2]>>,
    /// Value of a key in a class.
    values: FxHashMap<(u32, u16), i32>,
    classes: Vec<CompactString>,
    tags: Vec<CompactString>,
    lemmas: FxHashMap<CompactString, u32>,
    lemma_tags: FxHashMap<(u32, u32), SmallVec<[TagId; 2]>>,
    elided: Vec<CompactString>,
    clitics: Vec<CompactString>,
    pub(crate) nodes: Vec<Node>,
    number: ClassId,
}

/// Name of the class that every number bears.
pub(crate) const NUMBER: &str = "number";

/// Collects words, classes and phrases, then becomes a [`Lexicon`].
#[derive(Debug)]
pub struct LexiconBuilder {
    lexicon: Lexicon,
}

impl LexiconBuilder {
    /// Begins with the words and the elisions of a pack, and the class `{number}` of all numbers.
    pub fn new(pack: &LangPack) -> LexiconBuilder {
        let lexicon = Lexicon {
            keys: FxHashMap::default(),
            symbols: Vec::new(),
            values: FxHashMap::default(),
            classes: vec![NUMBER.into()],
            tags: Vec::new(),
            lemmas: FxHashMap::default(),
            lemma_tags: FxHashMap::default(),
            elided: pack.meta.elision.iter().map(|e| fold(e)).collect(),
            clitics: pack.meta.clitics.iter().map(|e| fold(e)).collect(),
            nodes: vec![Node::default()],
            number: ClassId(0),
        };
        let mut builder = LexiconBuilder { lexicon };
        for lemma in pack.lemmas.iter() {
            for form in &lemma.forms {
                builder.form(&lemma.lemma, &form.form, &form.tag);
            }
        }
        builder
    }

    fn form(&mut self, lemma: &str, form: &str, tag: &str) {
        let next = self.lexicon.lemmas.len() as u32;
        let lemma = *self.lexicon.lemmas.entry(lemma.into()).or_insert(next);
        let tag = self.tag(tag);
        let key = self.key(&fold(form));
        self.bear(key, Symbol::Lemma(lemma));
        self.bear(key, Symbol::Tagged(lemma, tag.0));
        let tags = self.lexicon.lemma_tags.entry((key, lemma)).or_default();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }

    /// Adds a word to a class with its value there. The class is made where it is new.
    pub fn class(&mut self, class: &str, word: &str, value: i32) {
        let class = self.class_id(class);
        let key = self.key(&fold(word));
        self.bear(key, Symbol::Class(class.0));
        self.lexicon.values.insert((key, class.0), value);
    }

    /// Adds a phrase in the notation of packs; `payload` comes back with each match.
    ///
    /// # Errors
    /// Where the phrase does not follow the notation, or names a word or class that is not there.
    pub fn phrase(&mut self, phrase: &str, payload: Payload) -> Result<(), PatternError> {
        let parsed = parse(phrase, &self.lexicon)?;
        let ends = self.lay(&parsed, &[0]);
        self.end(&ends, payload);
        Ok(())
    }

    /// Leads paths for a phrase from each of `from`; gives the nodes where they end.
    fn lay(&mut self, phrase: &Phrase, from: &[u32]) -> SmallVec<[u32; 4]> {
        match phrase {
            Phrase::Step(step) => SmallVec::from_slice(&[self.edge(from, step)]),
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
        let keys = crate::token::phrase_keys(words, &self.lexicon);
        if keys.is_empty() {
            return;
        }
        let node = keys.into_iter().fold(0, |node, key| self.edge(&[node], &Step::Key(key)));
        self.end(&[node], payload);
    }

    /// The finished lexicon.
    pub fn build(self) -> Lexicon {
        self.lexicon
    }

    /// The node that a step leads to: one that is there already and on no other path, else a new one.
    fn edge(&mut self, from: &[u32], step: &Step) -> u32 {
        let symbol = self.symbol(step);
        if let [only] = from {
            let there = self.lexicon.nodes[*only as usize].edges.get(&symbol);
            let shared =
                there.and_then(|to| to.iter().copied().find(|t| !self.lexicon.nodes[*t as usize].joint));
            if let Some(shared) = shared {
                return shared;
            }
        }
        let to = self.lexicon.nodes.len() as u32;
        self.lexicon.nodes.push(Node { joint: from.len() > 1, ..Node::default() });
        for &node in from {
            let node = &mut self.lexicon.nodes[node as usize];
            node.gap |= symbol == Symbol::Gap;
            node.any |= symbol == Symbol::Any;
            node.edges.entry(symbol).or_default().push(to);
        }
        to
    }

    fn symbol(&mut self, step: &Step) -> Symbol {
        match step {
            Step::Key(key) => Symbol::Key(self.key(key)),
            Step::Lemma(lemma, None) => Symbol::Lemma(self.lexicon.lemmas[lemma]),
            Step::Lemma(lemma, Some(tag)) => Symbol::Tagged(self.lexicon.lemmas[lemma], self.tag(tag).0),
            Step::Class(class) => Symbol::Class(self.class_id(class).0),
            Step::Any => Symbol::Any,
            Step::Gap => Symbol::Gap,
        }
    }

    fn key(&mut self, folded: &str) -> u32 {
        if let Some(&key) = self.lexicon.keys.get(folded) {
            return key;
        }
        let key = self.lexicon.symbols.len() as u32;
        self.lexicon.keys.insert(folded.into(), key);
        self.lexicon.symbols.push(SmallVec::new());
        key
    }

    fn bear(&mut self, key: u32, symbol: Symbol) {
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

    fn class_id(&mut self, class: &str) -> ClassId {
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
        KeyId(self.keys.get(fold(word).as_str()).copied().unwrap_or(u32::MAX))
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

    /// Whether a token belongs to a class.
    pub fn is_in(&self, token: &Token, class: ClassId) -> bool {
        self.value(token, class).is_some()
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

    pub(crate) fn has_lemma(&self, lemma: &str) -> bool {
        self.lemmas.contains_key(lemma)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.class(class).is_some()
    }

    pub(crate) fn is_elided(&self, word: &str) -> bool {
        !self.elided.is_empty() && self.elided.contains(&fold(word))
    }

    pub(crate) fn is_clitic(&self, word: &str) -> bool {
        !self.clitics.is_empty() && self.clitics.contains(&fold(word))
    }
}
