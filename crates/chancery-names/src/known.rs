//! What the world pack knows of the names that a text writes.

use crate::{
    Candidate, Certainty, NameBasis,
    lexis::Meaning,
    memo::Memo,
    recognise::{Recogniser, WHOLE, actor},
    roster::LONGEST_NAME,
};
use chancery_model::Level;
use chancery_text::fold;
use compact_str::CompactString;

impl Recogniser<'_> {
    /// Whether a word is the surname of a head or minister in office on the day.
    pub(crate) fn leads(&self, memo: &Memo<'_>, word: &str) -> bool {
        let named = memo.people_exactly(&[word]);
        let exact = named
            .iter()
            .filter(|c| matches!(c.basis, NameBasis::Full | NameBasis::Alias | NameBasis::Surname));
        exact.flat_map(|c| self.world.held(c.person, self.day)).any(|held| {
            let level = self.world.office(held.term.office).map(|o| o.level);
            held.certainty != Certainty::Other && matches!(level, Some(Level::Head | Level::Minister))
        })
    }

    /// Whether a name is that of people the pack knows, none of whom ever acted for this state.
    pub(crate) fn is_foreign(&self, memo: &Memo<'_>, words: &[&str], state: &Meaning) -> bool {
        let Some(state) = actor(state).filter(|_| words.len() <= LONGEST_NAME) else { return false };
        let named = memo.people_exactly(words);
        let known = words.len() > 1
            || named.iter().any(|c| c.basis <= NameBasis::Alias)
            || self.leads(memo, words[0]);
        !named.is_empty()
            && known
            && !named.iter().any(|c| self.world.terms_of(c.person).any(|t| t.actor == state))
    }

    /// Whether a run of words, the first of them included, is a known name letter by letter.
    pub(crate) fn is_full_name(&self, memo: &Memo<'_>, words: &[&str]) -> bool {
        if words.len() > LONGEST_NAME {
            return false;
        }
        let named = memo.people_exactly(words);
        let whole = |c: &&Candidate| c.basis <= NameBasis::Alias && c.score >= WHOLE;
        let mut named = named.iter().filter(whole).peekable();
        if named.peek().is_none() {
            return false;
        }
        let first = words.first().copied().unwrap_or_default();
        let firsts: Vec<CompactString> = self.names.endings.readings(first).iter().map(|w| fold(w)).collect();
        let begins = |name: &str| name.split([' ', '-']).any(|w| firsts.contains(&fold(w)));
        named.any(|c| {
            begins(self.world.name_of(c.person)) || self.world.person(c.person).aliases().any(begins)
        })
    }

    /// Whether a run of words is the name of a person the world pack knows: in full, or with one word of it right
    /// and the other near.
    pub(crate) fn is_known(&self, memo: &Memo<'_>, words: &[&str]) -> bool {
        let shares = |name: &str| {
            let mut keys = name.split([' ', '-']).map(fold);
            keys.any(|key| words.iter().any(|w| fold(w) == key))
        };
        (2..=LONGEST_NAME).contains(&words.len())
            && memo.people_named(words).iter().any(|c| match c.basis {
                NameBasis::Full | NameBasis::Alias => true,
                _ => words.len() <= 3 && shares(self.world.name_of(c.person)),
            })
    }

    /// Whether somebody whom a name means ever had an office.
    pub(crate) fn has_held(&self, memo: &Memo<'_>, words: &[&str], office: &str) -> bool {
        words.len() <= LONGEST_NAME
            && memo
                .people_exactly(words)
                .iter()
                .any(|c| self.world.terms_of(c.person).any(|t| self.world.may_be(office, t.office)))
    }

    /// Whether every word of several belongs to one name of a known person.
    pub(crate) fn is_spelt(&self, memo: &Memo<'_>, words: &[&str]) -> bool {
        words.len() <= LONGEST_NAME
            && memo.people_exactly(words).iter().filter(|c| c.basis <= NameBasis::Alias).any(|c| {
                let person = self.world.person(c.person);
                std::iter::once(person.name)
                    .chain(person.aliases())
                    .any(|name| self.world.spells(name, words))
            })
    }
}
