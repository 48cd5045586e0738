//! Atoms: the smallest pieces that name an actor, an office or a person, chosen so that none overlap.

use crate::lexis::{Link, Meaning, Names, Noun, Title};
use chancery_model::{Row, Span};
use chancery_text::{Lexicon, Match, Sentence, Text};
use compact_str::CompactString;

/// What an atom is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AtomKind {
    /// An entry of the packs.
    Entry(Meaning),
    /// A run of capitalised words that may be a person's name.
    Name,
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    pub(crate) kind: AtomKind,
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) row: Option<Row>,
}

impl Atom {
    pub(crate) fn meaning(&self) -> Option<&Meaning> {
        match &self.kind {
            AtomKind::Entry(meaning) => Some(meaning),
            AtomKind::Name => None,
        }
    }

    pub(crate) fn meaning_mut(&mut self) -> Option<&mut Meaning> {
        match &mut self.kind {
            AtomKind::Entry(meaning) => Some(meaning),
            AtomKind::Name => None,
        }
    }

    pub(crate) fn is_name(&self) -> bool {
        self.kind == AtomKind::Name
    }

    pub(crate) fn is_office(&self) -> bool {
        matches!(self.meaning(), Some(Meaning::Office(_)))
    }

    pub(crate) fn office(&self) -> Option<&CompactString> {
        match self.meaning() {
            Some(Meaning::Office(office)) => Some(office),
            _ => None,
        }
    }

    pub(crate) fn title(&self) -> Option<Title> {
        match self.meaning() {
            Some(Meaning::Title(title)) => Some(*title),
            _ => None,
        }
    }

    /// Whether it is a capital or another place.
    pub(crate) fn is_town(&self) -> bool {
        matches!(self.meaning(), Some(Meaning::Capital(..) | Meaning::Place(..)))
    }

    pub(crate) fn span(&self, text: &Text) -> Span {
        text.tokens[self.first as usize].span.join(text.tokens[self.end as usize - 1].span)
    }
}

/// Everything an atom search looks at.
pub(crate) struct Scope<'a> {
    pub(crate) names: &'a Names,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) source: &'a str,
    pub(crate) text: &'a Text,
    pub(crate) sentence: &'a Sentence,
    pub(crate) matches: &'a [Match],
    /// Tokens that are part of a time, as ranges: no names.
    pub(crate) times: &'a [(u32, u32)],
    /// Whether a run of words is the full name of a person the world pack knows.
    pub(crate) known_name: &'a dyn Fn(&[&str]) -> bool,
    /// Whether one word is the surname of somebody who leads a state or a ministry.
    pub(crate) leads: &'a dyn Fn(&str) -> bool,
    /// Whether a known person has a word for a first name.
    pub(crate) given: &'a dyn Fn(&str) -> bool,
    /// Whether a link leads from an office to where or what for its holder is sent.
    pub(crate) sent: &'a dyn Fn(&str, Link) -> bool,
    /// Whether an office is that of many, such as the members of a delegation: in apposition to no person.
    pub(crate) many: &'a dyn Fn(&CompactString) -> bool,
    /// Whether nobody known has a name.
    pub(crate) unknown: &'a dyn Fn(&[&str]) -> bool,
    /// Whether a name is that of a known person who never acted for this actor.
    pub(crate) foreign: &'a dyn Fn(&[&str], &Meaning) -> bool,
    /// Whether words of a name sound like somebody's that the pack knows.
    pub(crate) sounds: &'a dyn Fn(&[&str]) -> bool,
    /// Whether every word of several belongs to one name of a known person.
    pub(crate) spelt: &'a dyn Fn(&[&str]) -> bool,
    /// Whether a known person with this name ever had an office.
    pub(crate) held: &'a dyn Fn(&[&str], &str) -> bool,
    /// Whether a word stands in the name of a known person.
    pub(crate) name_word: &'a dyn Fn(&str) -> bool,
    /// Whether words are a known name in another case than it is known by.
    pub(crate) inflected: &'a dyn Fn(&[&str]) -> bool,
    /// Whether a run of words is a known person's full name, letter by letter.
    pub(crate) full_name: &'a dyn Fn(&[&str]) -> bool,
}

/// A link word: its first token, one past its last, what it does.
pub(crate) type Tie = (u32, u32, Link);

/// What the matches of a sentence mean.
#[derive(Default)]
struct Found {
    entries: Vec<Atom>,
    links: Vec<Tie>,
    /// Links behind their party.
    behind: Vec<Tie>,
    /// Tokens that may be particles.
    particles: Vec<u32>,
}

/// Atoms of a sentence, and the links before each of them.
pub(crate) struct Atoms {
    /// In text order, without overlap.
    pub(crate) list: Vec<Atom>,
    /// Link words: first token, one past the last, what they do.
    pub(crate) links: Vec<Tie>,
    /// The same of words that stand behind their party.
    pub(crate) behind: Vec<Tie>,
    /// States named inside another atom, such as the adjective inside an office.
    pub(crate) inner: Vec<Atom>,
}

impl Scope<'_> {
    /// The words of a stretch of tokens, marks among them.
    pub(crate) fn words(&self, first: u32, end: u32) -> Vec<&str> {
        self.text.tokens[first as usize..end as usize].iter().map(|t| t.of(self.source)).collect()
    }

    pub(crate) fn atoms(&self) -> Atoms {
        let Found { mut entries, mut links, behind, particles } = self.entries();
        self.mask(&mut entries);
        self.drop_lone_letters(&mut entries);
        let runs = self.runs(&entries, &particles, &links);
        let mut names: Vec<Atom> = Vec::new();
        for (first, end) in runs {
            // "Grand Palais du peuple": capitals within the longer name of a place are no name of their own.
            if entries.iter().any(|e| e.is_town() && e.first <= first && end < e.end) {
                continue;
            }
            let (first, end) = self.whole_name(first, end, &entries);
            if names.last().is_none_or(|n| n.end <= first) {
                self.cut_run((first, end), &entries, &particles, &mut names);
            }
        }
        self.caseless_names(&entries, &particles, &mut names);
        names.retain(|n| !entries.iter().any(|e| is_nobody(e) && e.first <= n.first && n.end <= e.end));
        names.retain(|n| !self.is_small_words(n, &particles, &links));
        entries.retain(|e| !names.iter().any(|n: &Atom| n.first < e.end && e.first < n.end));
        let mut titled: Vec<u32> =
            entries.iter().filter(|e| e.is_office() || e.title().is_some()).map(|e| e.end).collect();
        titled.extend(self.owners(&entries, &links));
        let (kept, inner) = longest(entries);
        let mut list: Vec<Atom> = kept
            .into_iter()
            .filter(|a| {
                !is_nobody(a) && (titled.contains(&a.first) || !self.is_part_of_other_name(a, &names))
            })
            .collect();
        list.append(&mut names);
        list.sort_by_key(|a| (a.first, a.end));
        // "In the Elysée palace": words that hold a name tie nothing to the next one.
        links.retain(|(first, end, _)| {
            end - first == 1 || !list.iter().any(|a| *first < a.first && a.end <= *end)
        });
        Atoms { list, links, behind, inner }
    }

    /// Drops what stands inside the name of something that is no party.
    fn mask(&self, entries: &mut Vec<Atom>) {
        let masks: Vec<(u32, u32)> =
            entries.iter().filter(|e| is_nobody(e)).map(|e| (e.first, e.end)).collect();
        if !masks.is_empty() {
            let inside = |e: &Atom| masks.iter().any(|m| m.0 < e.end && e.first < m.1 && e.end <= m.1);
            entries.retain(|e| is_nobody(e) || !inside(e));
        }
    }

    /// What the matches mean.
    fn entries(&self) -> Found {
        let mut told = Found::default();
        let Found { entries, links, behind, particles } = &mut told;
        for found in self.matches {
            let Some((meaning, row)) = self.names.meaning(found) else { continue };
            match meaning {
                Meaning::Start | Meaning::Sound | Meaning::Edge => {}
                Meaning::Link(link) if self.names.is_behind(row) => {
                    behind.push((found.first, found.end, *link));
                }
                Meaning::Link(link) => links.push((found.first, found.end, *link)),
                Meaning::Particle => particles.push(found.first),
                Meaning::Group(_) if self.is_long(found) => entries.push(self.entry(found, meaning, row)),
                Meaning::Adjective(_, Noun::Plural) if !self.has_capital(found, row) => {}
                Meaning::Office(_) if self.is_time(found) => {}
                _ if self.names.in_capitals(row) => {
                    if self.is_upper(found) {
                        entries.push(self.entry(found, meaning, row));
                    }
                }
                _ if self.needs_capital(meaning) && self.is_bare(found) => {}
                _ if self.needs_capital(meaning) && !self.has_capital(found, row) => {}
                meaning => entries.push(self.entry(found, meaning, row)),
            }
        }
        told
    }

    /// Whether a name has an article that the pack's form of it lacks.
    fn is_bare(&self, found: &Match) -> bool {
        found.end - found.first == 1 && self.text.tokens[found.first as usize].bare
    }

    /// Whether the words are part of a time, such as "3 PM".
    fn is_time(&self, found: &Match) -> bool {
        self.times.iter().any(|t| t.0 <= found.first && found.end <= t.1)
    }

    fn is_upper(&self, found: &Match) -> bool {
        let tokens = &self.text.tokens[found.first as usize..found.end as usize];
        let upper = |c: char| c.is_uppercase() || !(c.is_ascii() || c.is_lowercase());
        tokens.iter().all(|t| t.of(self.source).chars().next().is_some_and(upper))
    }

    /// Names are written with a capital; adjectives are not in every language, but "turkey" is no state.
    fn needs_capital(&self, meaning: &Meaning) -> bool {
        use Meaning::{Capital, Group, Metonym, Organisation, Place, State};
        matches!(meaning, Capital(..) | Group(_) | Metonym(_) | Organisation(_) | Place(..) | State(_))
    }

    fn entry(&self, found: &Match, meaning: &Meaning, row: &Row) -> Atom {
        Atom {
            kind: AtomKind::Entry(meaning.clone()),
            first: found.first,
            end: found.end,
            row: Some(row.clone()),
        }
    }

    /// Groups are written small in some languages ("les talibans"); short forms are not.
    fn is_long(&self, found: &Match) -> bool {
        let tokens = &self.text.tokens[found.first as usize..found.end as usize];
        tokens.iter().map(|t| t.of(self.source).chars().count()).sum::<usize>() >= 5
    }

    /// Short forms count in capitals only ("us"), or as they are written where that is otherwise ("Usa").
    fn has_capital(&self, found: &Match, row: &Row) -> bool {
        let tokens = &self.text.tokens[found.first as usize..found.end as usize];
        let word = tokens[0].of(self.source);
        if tokens.len() == 1 && word.chars().count() <= 3 {
            return word.chars().all(|c| !c.is_lowercase()) || self.names.written(row) == Some(word);
        }
        tokens.iter().any(|t| t.capital || t.is_caseless(self.source))
    }
}

/// The longest entries from the left; entries inside them that name a state are kept apart.
fn longest(mut entries: Vec<Atom>) -> (Vec<Atom>, Vec<Atom>) {
    entries.sort_by_key(|a| (a.first, std::cmp::Reverse(a.end), rank(a)));
    let (mut kept, mut inner): (Vec<Atom>, Vec<Atom>) = (Vec::new(), Vec::new());
    for entry in entries {
        match kept.last() {
            Some(last) if entry.first < last.end => {
                let same = entry.first == last.first && entry.end == last.end;
                let known = inner.iter().any(|i| i.first == entry.first && i.end == entry.end);
                if !same
                    && !known
                    && ((names_actor(&entry) && last.is_office())
                        || (entry.is_office() && matches!(last.meaning(), Some(Meaning::They(_)))))
                {
                    inner.push(entry);
                }
            }
            _ => kept.push(entry),
        }
    }
    (kept, inner)
}

fn names_actor(atom: &Atom) -> bool {
    use Meaning::{Adjective, Metonym, Organisation, State};
    matches!(atom.meaning(), Some(State(_) | Adjective(..) | Organisation(_) | Metonym(_)))
}

/// Whether an office among atoms stands in a case that no subject stands in; none where its form does not tell.
pub(crate) fn is_oblique_office(lexicon: &Lexicon, text: &Text, atoms: &[Atom]) -> Option<bool> {
    const CASES: [&str; 5] = ["gen", "dat", "acc", "ins", "loc"];
    let forms = |i: u32| lexicon.tags(&text.tokens[i as usize]);
    let mut head = atoms.iter().filter(|a| a.is_office()).flat_map(|a| a.first..a.end);
    let word = head.find(|i| forms(*i).any(|t| t == "nom" || CASES.contains(&t)))?;
    Some(!forms(word).any(|t| t == "nom"))
}

fn is_nobody(atom: &Atom) -> bool {
    atom.meaning() == Some(&Meaning::Nobody)
}

/// Which meaning of one and the same words comes first.
pub(crate) fn rank(atom: &Atom) -> u8 {
    use Meaning::{
        Adjective, Capital, Counterpart, Group, He, Metonym, Office, Organisation, Other, Place, State, They,
        Title,
    };
    match atom.meaning() {
        Some(State(_)) => 0,
        Some(Metonym(_) | Organisation(_) | Group(_)) => 1,
        Some(Capital(..)) => 2,
        Some(Adjective(_, Noun::Plural)) => 3,
        Some(Adjective(..)) => 4,
        Some(Office(_)) => 5,
        Some(Counterpart) => 6,
        Some(They(_) | He | Other) => 7,
        Some(Title(_) | Meaning::CapitalWord) => 8,
        Some(Place(..)) => 9,
        _ => 10,
    }
}
