//! Names and states that are told in turns: "the presidents of Chile, A, and Peru, B", "A (Chile) and B (Peru)".

use crate::{
    atoms::Atom,
    gap::Gap,
    join::{Draft, Joiner, is_state},
    lexis::Meaning,
};

impl Joiner<'_> {
    /// "Emmanuel Macron (France)": a state in brackets right behind a name of nobody else's.
    pub(crate) fn is_bracketed(&self, draft: &Draft, atom: &Atom) -> bool {
        let mark = |at: u32, mark: &str| {
            let token = self.scope.text.tokens.get(at as usize).filter(|_| at < self.scope.sentence.end);
            token.is_some_and(|t| t.is(self.scope.source, mark))
        };
        let Some((name, state)) = draft.name().zip(atom.meaning()) else { return false };
        draft.states.is_empty()
            && matches!(state, Meaning::State(_))
            && mark(draft.end(), "(")
            && draft.end() + 1 == atom.first
            && mark(atom.end, ")")
            && !(self.scope.foreign)(&self.scope.words(name.first, name.end), state)
    }

    /// Joins states and names that take turns behind an office in the plural, and shares the office with them.
    pub(crate) fn take_turns(&self, drafts: &mut Vec<Draft>) {
        let mut at = 0;
        while at + 1 < drafts.len() {
            let Some(office) = self.office_of_turn(&drafts[at]).cloned() else {
                at += 1;
                continue;
            };
            let gap = self.gap(drafts[at].end(), drafts[at + 1].first());
            let follows = matches!(gap, Gap::And | Gap::Comma);
            let next = &drafts[at + 1];
            let bracketed = next.bracketed && next.shared.is_empty() && !next.has_office();
            if follows && bracketed && drafts[at].bracketed {
                drafts[at + 1].shared.push(office);
            } else if follows && self.is_turn(drafts, at + 1) {
                let name = drafts.remove(at + 2);
                drafts[at + 1].atoms.extend(name.atoms);
                drafts[at + 1].shared.push(office);
            }
            at += 1;
        }
    }

    /// The office in the plural of a party that has its state and its name.
    fn office_of_turn<'d>(&self, draft: &'d Draft) -> Option<&'d Atom> {
        let office = draft.all().find(|a| a.is_office())?;
        (draft.name().is_some() && !draft.states.is_empty() && self.is_plural(office)).then_some(office)
    }

    /// Whether a state and a name behind its comma stand at a place of the row.
    fn is_turn(&self, drafts: &[Draft], at: usize) -> bool {
        let [state, name, ..] = &drafts[at..] else { return false };
        let (Some(atom), Some(meaning)) = (name.name(), state.states.first().and_then(Atom::meaning)) else {
            return false;
        };
        let alone = state.atoms.is_empty() && state.states.len() == 1 && state.states.iter().all(is_state);
        alone
            && matches!(meaning, Meaning::State(_))
            && name.states.is_empty()
            && !name.has_office()
            && self.gap(state.end(), name.first()) == Gap::Comma
            && !(self.scope.foreign)(&self.scope.words(atom.first, atom.end), meaning)
    }
}
