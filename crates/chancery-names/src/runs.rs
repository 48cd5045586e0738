//! Runs of capitalised words: which of them may be names of people, and which are names of other things.

use crate::{
    atoms::{Atom, AtomKind, Scope, rank},
    lexis::{Link, Meaning},
};
use chancery_text::{Glue, TokenKind};

/// Words that a known name may go on for after a word of another meaning.
const LONGEST_TAIL: u32 = 3;

impl Scope<'_> {
    /// Runs of capitalised words, particles between them included.
    pub(crate) fn runs(
        &self,
        entries: &[Atom],
        particles: &[u32],
        links: &[(u32, u32, Link)],
    ) -> Vec<(u32, u32)> {
        let timed = |at: u32| self.times.iter().any(|t| t.0 <= at && at < t.1);
        // "of the Republic of": its words are no name.
        let owned = |at: u32| links.iter().any(|l| l.2 == Link::Of && l.0 < at && at < l.1);
        let stops = |at: u32| timed(at) || owned(at) || longest_at(entries, at).is_some_and(breaks_run);
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
                // A particle with a capital that no name follows is a name itself: "Wang Di".
                let leads = end + ahead < self.sentence.end && self.is_name_word(end + ahead);
                let next = if leads { end + ahead } else { end };
                // "The visit to Moscow of Xi": a place begins no name that a particle goes on.
                if ahead > 0 && leads && self.is_place(first, end, entries) {
                    break;
                }
                if let Some(longer) = self.continued(end) {
                    end = longer;
                    continue;
                }
                if next >= self.sentence.end
                    || !self.is_name_word(next)
                    || (stops(next) && !self.is_tied_to_particle(next, particles))
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

    /// Whether words are a place, and no name known begins so.
    fn is_place(&self, first: u32, end: u32, entries: &[Atom]) -> bool {
        entries.iter().any(|e| e.first == first && e.end == end && e.is_town())
            && !(self.name_word)(self.text.tokens[first as usize].of(self.source))
    }

    /// The longest known name around a run, letter by letter, that words of another meaning cut: "Israel Katz",
    /// "François Hollande", "Hassan Sheikh Mohamud".
    pub(crate) fn whole_name(&self, first: u32, end: u32, entries: &[Atom]) -> (u32, u32) {
        let before = entries.iter().find(|e| {
            e.end == first
                && e.end - e.first == 1
                && self.text.tokens[e.first as usize].capital
                && matches!(e.meaning(), Some(Meaning::State(_) | Meaning::He))
                && (self.full_name)(&self.words(e.first, end))
        });
        let first = before.map_or(first, |e| e.first);
        let is_word = |at: &u32| {
            let token = self.text.tokens[*at as usize];
            token.kind == TokenKind::Word && token.capital
        };
        let most = self.sentence.end.min(end + LONGEST_TAIL);
        let reach = (end..most).take_while(is_word).last().map_or(end, |at| at + 1);
        let whole = (end + 1..=reach).rev().find(|to| (self.full_name)(&self.words(first, *to)));
        (first, whole.unwrap_or(end))
    }

    fn is_name_word(&self, at: u32) -> bool {
        let token = &self.text.tokens[at as usize];
        let word = token.of(self.source);
        token.kind == TokenKind::Word
            && token.capital
            && !word.ends_with(['\'', '’'])
            && !(at == self.sentence.first
                && self.is_common(at)
                && !(self.is_initial(at) && at + 1 < self.sentence.end && self.is_stop(at + 1))
                && !self.opens_known_name(at))
    }

    /// A name that goes on after an initial's full stop, or with a hyphen.
    fn continued(&self, end: u32) -> Option<u32> {
        if end + 1 < self.sentence.end && self.is_stop(end) {
            let next = self.text.tokens[end as usize + 1];
            let tied = next.glue != Glue::Space;
            let initial = self.is_initial(end - 1) || (tied && self.is_short(end - 1));
            if initial && self.is_name_word(end + 1) {
                return Some(end + 2);
            }
            // "J.-N. Barrot".
            let hyphen = tied && next.kind == TokenKind::Mark && next.is(self.source, "-");
            if initial && hyphen && end + 2 < self.sentence.end && self.is_name_word(end + 2) {
                return Some(end + 3);
            }
        }
        (end < self.sentence.end && self.hyphenated(end)).then_some(end + 1)
    }

    /// A single capital, as in "George W. Bush".
    fn is_initial(&self, at: u32) -> bool {
        let token = &self.text.tokens[at as usize];
        token.capital && token.of(self.source).chars().count() == 1
    }

    /// A shortened first name of two letters.
    fn is_short(&self, at: u32) -> bool {
        let token = &self.text.tokens[at as usize];
        token.capital && token.of(self.source).chars().count() == 2
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

    /// A run that is known as a whole is a name, one of two names side by side is two ("In a talk with A B C D
    /// said", where no comma stands between); else the states and places in it divide it.
    pub(crate) fn cut_run(
        &self,
        (first, end): (u32, u32),
        entries: &[Atom],
        particles: &[u32],
        names: &mut Vec<Atom>,
    ) {
        let name = |first, end| Atom { kind: AtomKind::Name, first, end, row: None };
        let inside = |at: u32| {
            let within = |e: &&Atom| e.first <= at && at < e.end && e.first >= first && e.end <= end;
            entries.iter().filter(|e| !self.is_tied_to_particle(e.first, particles)).find(within)
        };
        if let Some((from, at)) = self.other_case(first, end, particles) {
            names.extend([name(from, at), name(at, end)]);
            return;
        }
        // "Talks Macron-Scholz": the word that begins a sentence has its capital from there.
        let begins =
            end - first == 3 && first == self.sentence.first && (self.unknown)(&self.words(first, first + 2));
        if (end - first == 2 || begins) && (self.is_pair(end - 2) || (!begins && self.is_two_leaders(first)))
        {
            names.extend([name(end - 2, end - 1), name(end - 1, end)]);
            return;
        }
        // A town between the words of a name that an office introduces is none: "Vice Minister Mori Takeo".
        let introduced = entries.iter().any(|e| e.end == first && (e.is_office() || e.title().is_some()));
        let town = |e: &Atom| matches!(e.meaning(), Some(Meaning::Place(..)));
        let towns = (first + 1..end).filter_map(&inside).all(town) && inside(first).is_none();
        // "Ben Rhodes": a town that a first name stands before is a family name.
        let given = |at: u32| (self.given)(self.text.tokens[at as usize].of(self.source));
        if end - first == 2 && towns && (introduced || given(first)) {
            names.push(name(first, end));
            return;
        }
        if end - first > 2 && towns && inside(end - 1).is_some() && given(end - 2) {
            names.push(name(end - 2, end));
            return;
        }
        if (first..end).all(|i| inside(i).is_none()) {
            let known = |a, b| (self.known_name)(&self.words(a, b));
            let bound = |at: u32| particles.contains(&at) || particles.contains(&(at - 1));
            let two = |at: &u32| !bound(*at) && known(first, *at) && known(*at, end);
            match (first + 2..end.saturating_sub(1)).find(two) {
                Some(at) if !(self.full_name)(&self.words(first, end)) => {
                    names.extend([name(first, at), name(at, end)]);
                }
                _ if self.begins_apart(first, end) => names.push(name(first + 1, end)),
                _ => {
                    let place = self.behind_place(first, end);
                    let from = place.unwrap_or_else(|| self.behind_noun(first, end, particles));
                    names.push(name(from, end));
                }
            }
            return;
        }
        // A place before a name that is whole without it: "in Paris Emmanuel Macron", where other languages put the
        // subject behind the verb.
        let country = |e: &Atom| matches!(e.meaning(), Some(Meaning::State(_)));
        let place = inside(first).filter(|e| e.is_town() || country(e));
        let set_apart = place.is_some_and(|e| {
            end - e.end >= 2
                && (self.full_name)(&self.words(e.end, end))
                && !(self.full_name)(&self.words(first, end))
        });
        if let Some(to) = self.place_behind((first, end), entries) {
            names.push(name(first, to));
            return;
        }
        if !set_apart && end - first >= 2 && (self.known_name)(&self.words(first, end)) {
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

    /// "Then Macron": a capital that only the beginning of the sentence gives, before a known name.
    fn begins_apart(&self, first: u32, end: u32) -> bool {
        let known = match self.words(first + 1, end).as_slice() {
            [] => false,
            [one] => (self.leads)(one),
            more => (self.full_name)(more),
        };
        first == self.sentence.first
            && known
            && !(self.full_name)(&self.words(first, end))
            && !(self.name_word)(self.text.tokens[first as usize].of(self.source))
    }

    /// Where a name of several words ends and a place behind it begins: "Hakan Fidan Ankara'da".
    fn place_behind(&self, (first, end): (u32, u32), entries: &[Atom]) -> Option<u32> {
        let place = |e: &&Atom| e.end == end && e.first >= first + 2 && e.is_town();
        let place = entries.iter().find(place)?;
        let tied = self.matches.iter().any(|m| {
            m.first == end
                && self
                    .names
                    .meaning(m)
                    .is_some_and(|(m, row)| matches!(m, Meaning::Link(_)) && self.names.is_behind(row))
        });
        (tied && !(self.full_name)(&self.words(first, end))).then_some(place.first)
    }

    /// "Macron-Scholz": two surnames joined by a hyphen, which are two people where nobody has both.
    fn is_pair(&self, first: u32) -> bool {
        let [a, b] = [first, first + 1].map(|i| self.text.tokens[i as usize]);
        b.glue == Glue::Hyphen
            && (self.leads)(a.of(self.source))
            && (self.leads)(b.of(self.source))
            && (self.unknown)(&[a.of(self.source), b.of(self.source)])
    }

    /// "On Monday had Macron Putin called": two surnames of those who lead a state or a ministry, side by side, which
    /// nobody has together.
    fn is_two_leaders(&self, first: u32) -> bool {
        let [a, b] = [first, first + 1].map(|i| self.text.tokens[i as usize].of(self.source));
        let leads = |word| (self.leads)(word) && !(self.given)(word);
        leads(a) && leads(b) && (self.unknown)(&[a, b]) && !(self.sounds)(&[a, b])
    }

    /// "Paris" in the name of a club, "Washington" in that of a newspaper: glued to a capitalised word nobody knows.
    pub(crate) fn is_part_of_other_name(&self, atom: &Atom, names: &[Atom]) -> bool {
        use Meaning::{Adjective, Capital, Place, State};
        if !matches!(atom.meaning(), Some(State(_) | Capital(..) | Place(..) | Adjective(..))) {
            return false;
        }
        if self.text.tokens[atom.end as usize - 1].is_caseless(self.source) {
            return false;
        }
        let small = !self.text.tokens[atom.first as usize].capital;
        let demonym = matches!(atom.meaning(), Some(Adjective(..)));
        names.iter().any(|n| {
            let touches = n.first == atom.end && !self.broken(atom.end - 1, n.first);
            let named = || match self.words(n.first, n.end).as_slice() {
                [word] => (self.leads)(word),
                words => demonym || (self.known_name)(words),
            };
            touches && !(demonym && small) && !named()
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
    entry.meaning().is_some() && !entry.is_town()
}
