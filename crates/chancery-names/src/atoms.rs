//! Atoms: the smallest pieces that name an actor, an office or a person, chosen so that none overlap.

use crate::lexis::{Link, Meaning, Names, Title};
use chancery_model::{Row, Span};
use chancery_text::{Glue, Lexicon, Match, Sentence, Text, TokenKind};

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

    pub(crate) fn is_name(&self) -> bool {
        self.kind == AtomKind::Name
    }

    pub(crate) fn is_office(&self) -> bool {
        matches!(self.meaning(), Some(Meaning::Office(_)))
    }

    pub(crate) fn title(&self) -> Option<Title> {
        match self.meaning() {
            Some(Meaning::Title(title)) => Some(*title),
            _ => None,
        }
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
    /// The same, letter by letter.
    pub(crate) full_name: &'a dyn Fn(&[&str]) -> bool,
}

/// A link word: its first token, one past its last, what it does.
pub(crate) type Tie = (u32, u32, Link);

/// Atoms of a sentence, and the links before each of them.
pub(crate) struct Atoms {
    /// In text order, without overlap.
    pub(crate) list: Vec<Atom>,
    /// Link words: first token, one past the last, what they do.
    pub(crate) links: Vec<Tie>,
    /// States named inside another atom, such as the adjective inside an office.
    pub(crate) inner: Vec<Atom>,
}

impl Scope<'_> {
    pub(crate) fn atoms(&self) -> Atoms {
        let (mut entries, links, particles) = self.entries();
        let runs = self.runs(&entries, &particles);
        let mut names = Vec::new();
        for (first, end) in runs {
            let first = self.given_name(first, end, &entries);
            self.cut_run(first, end, &entries, &mut names);
        }
        entries.retain(|e| !names.iter().any(|n: &Atom| n.first < e.end && e.first < n.end));
        let (kept, inner) = longest(entries);
        let mut list: Vec<Atom> =
            kept.into_iter().filter(|a| !self.is_part_of_other_name(a, &names)).collect();
        list.append(&mut names);
        list.sort_by_key(|a| (a.first, a.end));
        Atoms { list, links, inner }
    }

    /// Entries, links and the tokens that may be particles.
    fn entries(&self) -> (Vec<Atom>, Vec<Tie>, Vec<u32>) {
        let (mut entries, mut links, mut particles) = (Vec::new(), Vec::new(), Vec::new());
        for found in self.matches {
            let Some((meaning, row)) = self.names.meaning(found) else { continue };
            match meaning {
                Meaning::Link(link) => links.push((found.first, found.end, *link)),
                Meaning::Particle => particles.push(found.first),
                Meaning::Group(_) if self.is_long(found) => entries.push(self.entry(found, meaning, row)),
                _ if self.needs_capital(meaning) && !self.has_capital(found) => {}
                meaning => entries.push(self.entry(found, meaning, row)),
            }
        }
        (entries, links, particles)
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

    fn has_capital(&self, found: &Match) -> bool {
        let tokens = &self.text.tokens[found.first as usize..found.end as usize];
        let short = tokens.len() == 1 && tokens[0].of(self.source).chars().count() <= 3;
        if short {
            return tokens[0].of(self.source).chars().all(|c| !c.is_lowercase());
        }
        tokens.iter().any(|t| t.capital)
    }

    /// Runs of capitalised words, particles between them included.
    fn runs(&self, entries: &[Atom], particles: &[u32]) -> Vec<(u32, u32)> {
        let timed = |at: u32| self.times.iter().any(|t| t.0 <= at && at < t.1);
        let stops = |at: u32| timed(at) || longest_at(entries, at).is_some_and(breaks_run);
        let mut runs = Vec::new();
        let mut at = self.sentence.first;
        while at < self.sentence.end {
            if !self.is_name_word(at) || stops(at) {
                at += 1;
                continue;
            }
            let first = at;
            let mut end = at + 1;
            while end < self.sentence.end {
                let ahead = (end..self.sentence.end.min(end + 3))
                    .take_while(|i| particles.contains(i))
                    .count() as u32;
                let next = end + ahead;
                if let Some(longer) = self.continued(end) {
                    end = longer;
                    continue;
                }
                if next >= self.sentence.end
                    || !self.is_name_word(next)
                    || stops(next)
                    || self.broken(end, next)
                {
                    break;
                }
                end = next + 1;
            }
            runs.push((first, end));
            at = end;
        }
        runs
    }

    /// "Israel Katz": a state's name right before a run, where the two are the full name of a known person.
    fn given_name(&self, first: u32, end: u32, entries: &[Atom]) -> u32 {
        let before = entries.iter().find(|e| {
            e.end == first && e.end - e.first == 1 && matches!(e.meaning(), Some(Meaning::State(_)))
        });
        let words = |from: u32| -> Vec<&str> {
            (from..end).map(|i| self.text.tokens[i as usize].of(self.source)).collect()
        };
        match before {
            Some(state) if (self.full_name)(&words(state.first)) => state.first,
            _ => first,
        }
    }

    fn is_name_word(&self, at: u32) -> bool {
        let token = &self.text.tokens[at as usize];
        let word = token.of(self.source);
        token.kind == TokenKind::Word
            && token.capital
            && !word.ends_with(['\'', '’'])
            && !(at == self.sentence.first && self.is_common(at))
    }

    /// A name that goes on after an initial's full stop, or with a hyphen.
    fn continued(&self, end: u32) -> Option<u32> {
        let initial = self.is_initial(end - 1) && end + 1 < self.sentence.end && self.is_stop(end);
        if initial && self.is_name_word(end + 1) {
            return Some(end + 2);
        }
        (end < self.sentence.end && self.hyphenated(end)).then_some(end + 1)
    }

    /// A single capital, as in "George W. Bush".
    fn is_initial(&self, at: u32) -> bool {
        let token = &self.text.tokens[at as usize];
        token.capital && token.of(self.source).chars().count() == 1
    }

    fn is_stop(&self, at: u32) -> bool {
        let token = &self.text.tokens[at as usize];
        token.glue == Glue::None && token.is(self.source, ".")
    }

    /// The lower-case end of a name such as "Jong-un".
    fn hyphenated(&self, at: u32) -> bool {
        let token = &self.text.tokens[at as usize];
        token.glue == Glue::Hyphen
            && token.kind == TokenKind::Word
            && token.of(self.source).chars().count() <= 4
    }

    /// Whether a word that begins a sentence is one the pack knows as something else.
    fn is_common(&self, at: u32) -> bool {
        self.matches.iter().any(|m| {
            m.first == at
                && m.end == at + 1
                && !matches!(
                    self.names.meaning(m),
                    Some((
                        Meaning::State(_) | Meaning::Capital(..) | Meaning::Place(..) | Meaning::Particle,
                        _
                    ))
                )
        })
    }

    fn broken(&self, from: u32, to: u32) -> bool {
        (from..=to).any(|i| {
            let token = &self.text.tokens[i as usize];
            token.kind == TokenKind::Mark
                || (token.glue == Glue::None && token.of(self.source).starts_with(['\'', '’']))
        })
    }

    /// A run that is known as a whole is a name; else the states and places in it divide it.
    fn cut_run(&self, first: u32, end: u32, entries: &[Atom], names: &mut Vec<Atom>) {
        let name = |first, end| Atom { kind: AtomKind::Name, first, end, row: None };
        let words = |a: u32, b: u32| -> Vec<&str> {
            (a..b).map(|i| self.text.tokens[i as usize].of(self.source)).collect()
        };
        let inside = |at: u32| {
            entries.iter().find(|e| e.first <= at && at < e.end && e.first >= first && e.end <= end)
        };
        if end - first == 2 && self.is_pair(first) {
            names.extend([name(first, first + 1), name(first + 1, end)]);
            return;
        }
        if (first..end).all(|i| inside(i).is_none()) {
            names.push(name(first, end));
            return;
        }
        if end - first >= 2 && (self.known_name)(&words(first, end)) {
            names.push(name(first, end));
            return;
        }
        let mut at = first;
        while at < end {
            if let Some(entry) = inside(at) {
                at = entry.end;
                continue;
            }
            if at > first && !self.text.tokens[at as usize].capital {
                at += 1;
                continue;
            }
            let from = at;
            while at < end && inside(at).is_none() {
                at += 1;
            }
            names.push(name(from, at));
        }
    }

    /// "Macron-Scholz": two surnames joined by a hyphen, which are two people.
    fn is_pair(&self, first: u32) -> bool {
        let [a, b] = [first, first + 1].map(|i| self.text.tokens[i as usize]);
        b.glue == Glue::Hyphen
            && (self.leads)(a.of(self.source))
            && (self.leads)(b.of(self.source))
            && !(self.full_name)(&[a.of(self.source), b.of(self.source)])
    }

    /// "Paris" in the name of a club, "Washington" in that of a newspaper: glued to a capitalised word nobody knows.
    fn is_part_of_other_name(&self, atom: &Atom, names: &[Atom]) -> bool {
        use Meaning::{Adjective, Capital, Place, State};
        if !matches!(atom.meaning(), Some(State(_) | Capital(..) | Place(..) | Adjective(_))) {
            return false;
        }
        let words = |n: &Atom| -> Vec<&str> {
            (n.first..n.end).map(|i| self.text.tokens[i as usize].of(self.source)).collect()
        };
        let demonym = matches!(atom.meaning(), Some(Adjective(_)));
        names.iter().any(|n| {
            let touches = n.first == atom.end && !self.broken(atom.end - 1, n.first);
            touches && !(self.known_name)(&words(n)) && !(demonym && n.end - n.first >= 2)
        })
    }
}

/// The longest entry that covers a token.
fn longest_at(entries: &[Atom], at: u32) -> Option<&Atom> {
    entries
        .iter()
        .filter(|e| e.first <= at && at < e.end)
        .max_by_key(|e| (e.end - e.first, std::cmp::Reverse(rank(e))))
}

fn breaks_run(entry: &Atom) -> bool {
    use Meaning::{Adjective, Capital, He, Metonym, Office, Other, Place, State, They, Title};
    match entry.meaning() {
        Some(Capital(..) | Place(..)) => false,
        Some(
            State(_)
            | Office(_)
            | Title(_)
            | Adjective(_)
            | Metonym(_)
            | He
            | They(_)
            | Other
            | Meaning::Counterpart,
        ) => true,
        Some(_) => true,
        None => false,
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
                if !same
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
    matches!(atom.meaning(), Some(State(_) | Adjective(_) | Organisation(_) | Metonym(_)))
}

/// Which meaning of one and the same words comes first.
fn rank(atom: &Atom) -> u8 {
    use Meaning::{
        Adjective, Capital, Counterpart, Group, He, Metonym, Office, Organisation, Other, Place, State, They,
        Title,
    };
    match atom.meaning() {
        Some(State(_)) => 0,
        Some(Metonym(_) | Organisation(_) | Group(_)) => 1,
        Some(Capital(..)) => 2,
        Some(Adjective(_)) => 3,
        Some(Office(_)) => 4,
        Some(Counterpart) => 5,
        Some(They(_) | He | Other) => 6,
        Some(Title(_) | Meaning::CapitalWord) => 7,
        Some(Place(..)) => 8,
        _ => 9,
    }
}
