//! The lexicon of a language: every key, class and phrase of its pack, as one automaton.

use crate::{
    Token, TokenKind,
    automaton::Automaton,
    chunk::Numbers,
    code::{Code, Codes, Filter},
    fold,
    fold::fold_into,
    laying::{Laying, Symbol},
    pattern::{PatternError, Phrase, parse},
    prefix::Prefixes,
    token::tokenize,
};
use chancery_model::Span;
use chancery_packs::LangPack;
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
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

impl ClassId {
    /// Its place among the classes of a lexicon, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The number of a tag of inflected forms, such as `past`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub(crate) u16);

/// What a phrase stands for: the caller's own number.
pub type Payload = u32;

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
    prefixes: Prefixes,
    pub(crate) automaton: Automaton,
    number: ClassId,
    pub(crate) numbers: Numbers,
    /// Key and tag of forms that are spelt with a diacritic, which their key has lost.
    marked: FxHashSet<(u32, u16)>,
}

/// Name of the class that every number bears.
pub(crate) const NUMBER: &str = "number";

/// Room for nodes and words to begin with: what the pack of a language commonly needs. Edges are twice as many.
const NODES: usize = 12_000;

/// Collects words, classes and phrases, then becomes a [`Lexicon`].
#[derive(Debug)]
pub struct LexiconBuilder {
    pub(crate) lexicon: Lexicon,
    laying: Laying,
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
            prefixes: Prefixes::new(&pack.meta.prefixes, &pack.meta.article),
            automaton: Automaton::default(),
            number: ClassId(0),
            numbers: Numbers::default(),
            marked: FxHashSet::default(),
        };
        let mut builder =
            LexiconBuilder { lexicon, laying: Laying::with_capacity(NODES), tokens: Vec::new() };
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
        let folded = fold(form);
        let key = self.key(&folded);
        if is_marked(form, &folded) {
            self.lexicon.marked.insert((key, tag.0));
        }
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
        self.laying.end(&ends, payload);
        Ok(())
    }

    /// Leads paths for a phrase from each of `from`; gives the nodes where they end.
    fn lay(&mut self, phrase: &Phrase, from: &[u32]) -> SmallVec<[u32; 4]> {
        match phrase {
            Phrase::Step(symbol) => SmallVec::from_slice(&[self.laying.edge(from, *symbol)]),
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

    /// Adds plain words, without notation: names of the world pack.
    pub fn plain(&mut self, words: &str, payload: Payload) {
        let node = self.words(words).into_iter().fold(0, |node, symbol| self.laying.edge(&[node], symbol));
        if node != 0 {
            self.laying.end(&[node], payload);
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

    /// Makes a word known that stands in no phrase, so that it is found behind a prefix.
    pub fn know(&mut self, word: &str) {
        self.key(&fold(word));
    }

    /// Whether words of the language are written as one with what stands before them.
    pub fn has_prefixes(&self) -> bool {
        !self.lexicon.prefixes.is_empty()
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
        self.lexicon.pass_articles();
        let lexicon = &mut self.lexicon;
        let keys = lexicon.symbols.len();
        let codes = Codes::new(keys, lexicon.classes.len(), lexicon.lemmas.len(), lexicon.tags.len());
        lexicon.automaton = Automaton::new(self.laying, codes, &lexicon.symbols, lexicon.number);
        lexicon.numbers.finish(keys);
        lexicon.prefixes.ready = true;
        self.lexicon
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
    /// Lets a word with its article stand for the word without it, in phrases; values of classes are its own.
    fn pass_articles(&mut self) {
        for (word, key) in &self.keys {
            let bare = self.prefixes.without_article(word).and_then(|rest| self.keys.get(rest));
            let Some(bare) = bare else { continue };
            let words = self.symbols[*bare as usize].iter().filter(|s| !matches!(s, Symbol::Class(_)));
            let mut symbols: SmallVec<[Symbol; 2]> = words.copied().collect();
            symbols.push(Symbol::Key(*bare));
            symbols.extend(self.symbols[*key as usize].iter().copied());
            symbols.sort_unstable();
            symbols.dedup();
            self.symbols[*key as usize] = symbols;
        }
    }

    /// The key of a word as it is written; `folded` is room to fold it in.
    pub(crate) fn key_of(&self, word: &str, folded: &mut String) -> KeyId {
        let key = if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            self.keys.get(word)
        } else {
            fold_into(word, folded);
            self.keys.get(folded.as_str())
        };
        key.map_or(KeyId::UNKNOWN, |key| KeyId(*key))
    }

    /// How many bytes of an unknown word are a prefix, the key of what follows it, and whether that is the key of the
    /// word without its article.
    pub(crate) fn prefix_of(&self, word: &str, folded: &mut String) -> (usize, KeyId, bool) {
        if !self.prefixes.ready || self.prefixes.is_empty() {
            return (0, KeyId::UNKNOWN, false);
        }
        self.prefixes.split(word, &mut |rest| self.key_of(rest, folded))
    }

    /// Whether a phrase can begin with a token.
    pub(crate) fn opens(&self, token: &Token) -> bool {
        let key = || token.key != KeyId::UNKNOWN && !self.automaton.openings(token.key.0, 0).is_empty();
        self.automaton.node(0).is_open() || token.kind == TokenKind::Number || key()
    }

    /// The symbols that a token bears, as a set.
    pub(crate) fn filter(&self, token: &Token) -> Filter {
        let known = token.key != KeyId::UNKNOWN;
        let own = if known { self.automaton.filter(token.key.0) } else { Filter::default() };
        own.and(match token.kind {
            TokenKind::Mark => Filter::MARK,
            TokenKind::Word => Filter::WORD,
            TokenKind::Number => Filter::WORD.and(Filter::of(self.automaton.code_of(self.number))),
        })
    }

    /// The symbols that a token bears: its key, `{number}`, and the classes and words its key belongs to.
    pub(crate) fn borne(&self, token: &Token) -> impl Iterator<Item = Code> + '_ {
        let known = (token.key != KeyId::UNKNOWN).then_some(token.key.0);
        let number = (token.kind == TokenKind::Number).then(|| self.automaton.code_of(self.number));
        let borne = known.map_or(&[][..], |key| self.automaton.borne(key));
        let own = usize::from(borne.first().copied() == known && known.is_some());
        borne[..own].iter().copied().chain(number).chain(borne[own..].iter().copied())
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

    pub(crate) fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(CompactString::as_str)
    }

    /// Tags of a token as a form of any word: (`past`, …), in the order of the pack.
    pub fn tags<'l>(&'l self, token: &Token) -> impl Iterator<Item = &'l str> {
        self.tag_ids(token).map(|tag| self.tags[tag as usize].as_str())
    }

    /// Tags of a token as it is spelt: where a diacritic alone tells forms apart ("viajará", "viajara"), those of the
    /// form with as many as `word`, the token's text, has.
    pub fn tags_spelt<'l>(&'l self, token: &Token, word: &str) -> impl Iterator<Item = &'l str> {
        let key = token.key.0;
        let marked = !word.is_ascii() && is_marked(word, &fold(word));
        let fits = move |tag: &u16| self.marked.contains(&(key, *tag)) == marked;
        let any = self.tag_ids(token).any(|tag| fits(&tag));
        let spelt = self.tag_ids(token).filter(move |tag| !any || fits(tag));
        spelt.map(|tag| self.tags[tag as usize].as_str())
    }

    fn tag_ids(&self, token: &Token) -> impl Iterator<Item = u16> {
        let known = (token.key != KeyId::UNKNOWN).then(|| &self.symbols[token.key.0 as usize]);
        known.into_iter().flatten().filter_map(|symbol| match symbol {
            Symbol::Tagged(_, tag) => Some(*tag),
            _ => None,
        })
    }

    /// Whether a word is written as one with the language's article.
    pub fn has_article(&self, word: &str) -> bool {
        self.prefixes.without_article(word).is_some()
    }

    pub(crate) fn is_elided(&self, word: &str) -> bool {
        !self.elided.is_empty() && self.elided.contains(&fold(word))
    }

    pub(crate) fn is_clitic(&self, word: &str) -> bool {
        !self.clitics.is_empty() && self.clitics.contains(&fold(word))
    }
}

/// Whether a word is spelt with a diacritic that its key has lost.
fn is_marked(word: &str, key: &str) -> bool {
    !word.is_ascii() && word.chars().flat_map(char::to_lowercase).ne(key.chars())
}
