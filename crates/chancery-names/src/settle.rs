//! Forms that several actors share: the page decides whose they are.

use crate::{NameBasis, Recogniser, atoms::Atom, join::Draft, lexis::Meaning, memo::Memo, recognise::actor};
use chancery_model::ActorCode;
use rustc_hash::FxHashMap;

impl Recogniser<'_> {
    /// Gives each form that several actors share to the one the page speaks of otherwise, else to the likeliest;
    /// drops a state where the page means the part of another state with its name.
    pub(crate) fn settle(&self, memo: &Memo<'_>, drafts: &mut [Vec<Draft>]) {
        let shared = |a: &Atom| {
            a.row
                .as_ref()
                .is_some_and(|r| !self.names.rivals(r).is_empty() || self.names.namesake(r).is_some())
        };
        if !drafts.iter().flatten().any(|d| d.states.iter().any(shared)) {
            return;
        }
        let told = self.told(memo, drafts, &shared);
        for atom in drafts.iter_mut().flatten().flat_map(|d| &mut d.states) {
            let Some(row) = atom.row.clone() else { continue };
            let count = |code: &ActorCode| told.get(code).copied().unwrap_or(0);
            let best = self.names.rivals(&row).iter().rev().max_by_key(|code| count(code));
            if let (Some(best), Some(meaning)) = (best, atom.meaning_mut()) {
                give(meaning, best);
            }
        }
        for draft in drafts.iter_mut().flatten() {
            let bare = draft.atoms.is_empty() && draft.shared.is_empty();
            draft.states.retain(|atom| !(bare && self.is_part(atom, &told)));
        }
        for drafts in drafts.iter_mut() {
            drafts.retain(|d| !(d.atoms.is_empty() && d.states.is_empty()));
        }
    }

    /// Whether a state's name means a part of another: the page tells of that one and of no third.
    fn is_part(&self, atom: &Atom, told: &FxHashMap<ActorCode, usize>) -> bool {
        let other = atom.row.as_ref().and_then(|row| self.names.namesake(row));
        let own = atom.meaning().and_then(actor);
        let (Some(other), Some(own)) = (other, own) else { return false };
        told.contains_key(other)
            && !told.contains_key(own)
            && told.keys().all(|code| code == other || !self.world.is_state(code))
    }

    /// How often the page speaks of each actor in words that no other shares; of an office's as much as of a name's.
    fn told(
        &self,
        memo: &Memo<'_>,
        drafts: &[Vec<Draft>],
        shared: &dyn Fn(&Atom) -> bool,
    ) -> FxHashMap<ActorCode, usize> {
        let mut told: FxHashMap<ActorCode, usize> = FxHashMap::default();
        for draft in drafts.iter().flatten() {
            let namesake = |a: &Atom| a.row.as_ref().is_some_and(|row| self.names.namesake(row).is_some());
            for atom in &draft.states {
                let Some(code) = atom.meaning().and_then(actor) else { continue };
                if !shared(atom) || (namesake(atom) && draft.has_office()) {
                    *told.entry(code.clone()).or_default() += 1;
                }
            }
            let Some(name) = draft.name() else { continue };
            for candidate in memo.people_exactly(&self.words(name)).iter() {
                if candidate.basis <= NameBasis::Alias {
                    for term in self.world.terms_of(candidate.person) {
                        *told.entry(term.actor.clone()).or_default() += 1;
                    }
                }
            }
        }
        told
    }
}

/// Makes an actor the one a meaning is about.
fn give(meaning: &mut Meaning, to: &ActorCode) {
    use Meaning::{Adjective, Capital, Group, Metonym, Organisation, Place, State};
    match meaning {
        State(a)
        | Adjective(a, _)
        | Capital(a, _)
        | Metonym(a)
        | Organisation(a)
        | Group(a)
        | Place(a, _) => {
            a.clone_from(to);
        }
        _ => {}
    }
}
