//! What kind of words a party is made of.

use crate::{
    atoms::Atom,
    join::Draft,
    lexis::{Meaning, Noun, Title},
    party::Form,
};

/// How many a word for "they" counts; none where there is no such word.
pub(crate) fn counted(draft: &Draft) -> Option<u8> {
    draft.all().find_map(|a| match a.meaning() {
        Some(Meaning::They(count)) => Some(*count),
        _ => None,
    })
}

/// The form of a party, by its atoms, or `named` where it names a person.
pub(crate) fn form(draft: &Draft, named: bool) -> Option<Form> {
    let has = |wanted: &Meaning| draft.all().any(|a| a.meaning() == Some(wanted));
    if named {
        return Some(Form::Name);
    }
    if has(&Meaning::Counterpart) {
        return Some(Form::Counterpart);
    }
    if has(&Meaning::He) {
        return Some(Form::He);
    }
    if counted(draft).is_some() && draft.states.is_empty() {
        return Some(Form::They);
    }
    if has(&Meaning::Other) {
        // "The Turkish guest" stands for his state.
        return Some(if draft.states.is_empty() { Form::Other } else { Form::Actor });
    }
    if has(&Meaning::CapitalWord) {
        return (!draft.states.is_empty()).then_some(Form::Seat);
    }
    let officer = draft.titles().any(|t| t == Title::Officer);
    if draft.all().any(Atom::is_office) || officer {
        // "The presidents spoke": those told of before.
        let bare = draft.plural && draft.states.is_empty() && draft.shared.is_empty();
        return Some(if bare && draft.link.is_none() { Form::They } else { Form::Office });
    }
    let state = draft.states.first()?.meaning()?;
    Some(match state {
        Meaning::Adjective(_, Noun::Plural) => Form::Actor,
        Meaning::Adjective(_, Noun::Collective | Noun::Single | Noun::Last) if draft.noun => Form::Actor,
        Meaning::Adjective(_, Noun::One) if draft.closed => Form::Actor,
        Meaning::Adjective(..) => Form::Adjective,
        Meaning::Capital(..) | Meaning::Place(..) => Form::Seat,
        _ => Form::Actor,
    })
}
