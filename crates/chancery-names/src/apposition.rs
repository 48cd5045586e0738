//! Whether what stands behind a comma is still the same party: "Lavrov, the foreign minister".

use crate::{
    atoms::{Atom, is_oblique_office},
    gap::Gap,
    join::{Draft, Joiner, is_adjective, is_state, is_status},
    lexis::{Link, Meaning},
    recognise::actor,
};
use chancery_text::{Glue, Match};

impl Joiner<'_> {
    /// "Lavrov, the foreign minister" and "his counterpart, Lavrov", but not "Macron, President Putin".
    pub(crate) fn apposes(&self, draft: &Draft, atom: &Atom, next: Option<&Atom>) -> bool {
        let (named, ranked) = (draft.name().is_some(), draft.has_office());
        if atom.is_name() {
            return ranked && !named && !self.goes_on(draft.end(), atom.first);
        }
        // "The president of the commission, the Gambian Omar Touray": where its holder comes from.
        let native = is_adjective(atom)
            && next.filter(|n| n.first == atom.end).is_some_and(|n| {
                // "The chairman of the OSCE, the Polish foreign minister Zbigniew Rau".
                n.is_name() || (draft.heads_organisation() && n.is_office() && self.name_follows(n))
            });
        if native && !draft.states.is_empty() {
            return ranked && !named;
        }
        let adjacent_name = next
            .is_some_and(|n| n.is_name() && matches!(self.gap(atom.end, n.first), Gap::Nothing | Gap::Comma));
        if atom.title().is_some() && adjacent_name {
            return ranked && !named;
        }
        let owner = |l: &(u32, u32, Link)| l.0 == atom.end && l.2 == Link::Owner;
        if atom.is_office() && (self.is_plural(atom) || self.links.iter().any(owner)) {
            return false;
        }
        let then_office = next.is_some_and(|n| n.is_office() && self.gap(atom.end, n.first) == Gap::Nothing);
        if is_status(atom) && then_office {
            return named && !ranked;
        }
        let followed_by_name = next.is_some_and(|n| {
            let gap = self.gap(atom.end, n.first);
            (n.is_name() && gap == Gap::Nothing)
                || (atom_is_adjective_of(atom, n, gap) && self.name_follows(n))
        });
        named
            && !atom.office().is_some_and(self.scope.many)
            && !ranked
            && !followed_by_name
            && !self.begins_anew(draft, atom, next)
            && (atom.is_office()
                || next.is_some_and(|n| {
                    let gap = self.gap(atom.end, n.first);
                    let states =
                        (is_adjective(atom) && gap == Gap::Nothing) || (is_state(atom) && gap == Gap::Owner);
                    n.is_office() && states
                }))
    }

    /// "In Osaka, Japan": the state that a city lies in, told right behind it.
    pub(crate) fn is_address(&self, draft: &Draft, atom: &Atom, gap: Gap) -> bool {
        let token = |at: u32| &self.scope.text.tokens[at as usize];
        let bracket = || atom.first == draft.end() + 1 && token(draft.end()).is(self.scope.source, "(");
        let [city] = draft.states.as_slice() else { return false };
        let within = || city.meaning().and_then(actor) == atom.meaning().and_then(actor);
        let state = matches!(atom.meaning(), Some(Meaning::State(_)));
        let seat = matches!(city.meaning(), Some(Meaning::Place(..) | Meaning::Capital(..)));
        let bare = draft.atoms.is_empty() && draft.area.is_empty();
        state && seat && bare && (gap == Gap::Comma || bracket()) && within()
    }

    /// "After talks with Lavrov, the Turkish foreign minister said": the office is another's than the one named.
    fn begins_anew(&self, draft: &Draft, atom: &Atom, next: Option<&Atom>) -> bool {
        let Some(name) = draft.name() else { return false };
        let words = self.scope.words(name.first, name.end);
        if (self.scope.unknown)(&words) && !draft.has_title() && !self.closes_after(atom, next) {
            return true;
        }
        let inner = self.within(atom).find(|a| is_state(a));
        let state = [Some(atom), inner, next].into_iter().flatten().find(|a| is_state(a));
        let near = state
            .filter(|s| s.first <= atom.end || matches!(self.gap(atom.end, s.first), Gap::Nothing | Gap::Of));
        near.and_then(Atom::meaning).is_some_and(|state| (self.scope.foreign)(&words, state))
    }

    /// "His guest Viktor Orbán"; in languages that decline names it may be the guest of Viktor Orbán.
    pub(crate) fn is_host_told(&self, draft: &Draft, atom: &Atom) -> bool {
        let endings = &self.scope.names.endings;
        let host = draft.atoms.len() == 1 && draft.atoms[0].meaning() == Some(&Meaning::Other);
        host && draft.states.is_empty() && atom.is_name() && (endings.is_empty() || endings.own)
    }

    /// Whether the sentence pauses after an office, its state and adjective included.
    fn closes_after(&self, atom: &Atom, next: Option<&Atom>) -> bool {
        let own = |n: &&Atom| matches!(self.gap(atom.end, n.first), Gap::Nothing | Gap::Of | Gap::Owner);
        let follows = next.filter(own);
        self.closes(atom.end) || follows.is_some_and(|n| self.closes(n.end) || is_state(n))
    }

    /// "Met the French president Olaf Scholz": the name is that of another state's, and so another party.
    pub(crate) fn is_of_another(&self, draft: &Draft, name: &Atom) -> bool {
        let words = self.scope.words(name.first, name.end);
        let states = || draft.states.iter().filter_map(Atom::meaning);
        // Those who head an organisation were somebody in their own state before.
        !draft.heads_organisation()
            && (words.len() > 1 && (self.scope.full_name)(&words) || self.is_in_other_case(draft, &words))
            && states().count() == 1
            && states().all(|state| (self.scope.foreign)(&words, state))
    }

    /// "With the Ukrainian president Biden met": the surname of a leader in the nominative, behind an office that is in
    /// none.
    fn is_in_other_case(&self, draft: &Draft, name: &[&str]) -> bool {
        let [word] = name else { return false };
        (self.scope.leads)(word)
            && !(self.scope.given)(word)
            && !(self.scope.inflected)(name)
            && is_oblique_office(self.scope.lexicon, self.scope.text, &draft.atoms) == Some(true)
    }

    /// "The minister of Foreign Affairs, of Migration": the office goes on behind the comma.
    fn goes_on(&self, from: u32, to: u32) -> bool {
        let article = |at: u32| self.links.iter().any(|l| l.0 == at && l.2 == Link::Article);
        self.links.iter().any(|l| from < l.0 && l.1 <= to && l.2 == Link::Of && !article(l.0))
    }

    /// "A delegation of the Taliban Political Commission": a part of what the office is of, and nobody's name.
    pub(crate) fn is_body_of_group(&self, draft: &Draft, name: &Atom) -> bool {
        let body = |s: &Atom| {
            s.end == name.first && matches!(s.meaning(), Some(Meaning::Group(_) | Meaning::Organisation(_)))
        };
        let words = self.scope.words(name.first, name.end);
        let many = draft.all().filter_map(Atom::office).any(self.scope.many);
        let after =
            |office: &Atom| office.end < name.first && draft.states.iter().any(|s| s.first > office.first);
        draft.states.last().is_some_and(body)
            && draft.atoms.iter().filter(|a| a.is_office()).all(after)
            && many
            && (self.scope.unknown)(&words)
    }

    /// The particle of a name that a hyphen ties to it: "President al-Sisi".
    pub(crate) fn opens_name(&self, at: u32) -> bool {
        let tied = self.scope.text.tokens.get(at as usize + 1).is_some_and(|t| t.glue == Glue::Hyphen);
        let names = self.scope.names;
        let particle = |m: &Match| matches!(names.meaning(m), Some((Meaning::Particle, _)));
        tied && self.scope.matches.iter().any(|m| m.first == at && m.end == at + 1 && particle(m))
    }

    fn name_follows(&self, office: &Atom) -> bool {
        self.scope.text.tokens.get(office.end as usize).is_some_and(|t| t.capital)
            && office.end < self.scope.sentence.end
    }
}

fn atom_is_adjective_of(atom: &Atom, next: &Atom, gap: Gap) -> bool {
    is_adjective(atom) && next.is_office() && gap == Gap::Nothing
}
