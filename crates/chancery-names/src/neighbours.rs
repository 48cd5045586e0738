//! What parties tell of those beside them.

use crate::{
    Recogniser,
    lexis::Link,
    party::{Form, Party},
};
use chancery_model::{Level, Span};
use compact_str::CompactString;

/// The office of a government or a ministry, which is no person.
const INSTITUTION: &str = "institution";

impl Recogniser<'_> {
    /// "adviser to the president of the Emirates": an office without a state serves that of the office after it.
    pub(crate) fn serve(&self, parties: &mut [Party]) {
        for at in 1..parties.len() {
            let (before, after) = parties.split_at_mut(at);
            let (servant, master) = (&mut before[at - 1], &after[0]);
            let bound = matches!(master.link, Some(Link::Of | Link::To)) && master.first <= servant.end + 2;
            if !bound || servant.actor.is_some() || servant.offices.is_empty() || servant.person.is_some() {
                continue;
            }
            let named = master.form == Form::Name && master.link == Some(Link::Of);
            let envoy = |(office, _): &(CompactString, Span)| {
                office != INSTITUTION
                    && self
                        .world
                        .office(office)
                        .is_some_and(|o| !o.bare && !matches!(o.level, Level::Head | Level::Deputy))
            };
            if master.form == Form::Office || (named && servant.offices.iter().all(envoy)) {
                servant.actor.clone_from(&master.actor);
            }
        }
    }
}

/// What the party behind tells of the one before it. "Delegates from Armenia and Azerbaijan": officials of states named
/// behind them are none told of before.
pub(crate) fn belong(parties: &mut [Party]) {
    for at in 1..parties.len() {
        let (before, after) = parties.split_at_mut(at);
        let officials = &mut before[at - 1];
        // "To-Zelensky Macron phoned": names side by side in different cases are no list.
        let owner = &mut after[0];
        if officials.end == owner.first && officials.oblique != owner.oblique && owner.link.is_none() {
            owner.listed = false;
        }
        let tied = matches!(owner.link, Some(Link::Of | Link::From)) && owner.first <= officials.end + 2;
        if tied && officials.form == Form::They && !officials.offices.is_empty() && officials.count == 0 {
            officials.form = Form::Office;
        }
    }
}

/// "Biden's adviser Sullivan", where the owner has a case for it: a name in that case right before another party owns
/// it.
pub(crate) fn possess(parties: &mut [Party]) {
    for at in 1..parties.len() {
        let (before, after) = parties.split_at_mut(at);
        let (owner, own) = (&mut before[at - 1], &mut after[0]);
        let thing = matches!(own.form, Form::Name | Form::Office) && !own.offices.is_empty();
        if owner.form == Form::Name && owner.oblique && owner.end == own.first && thing {
            owner.owns = true;
            own.listed = false;
            own.link = owner.link;
        }
    }
}
