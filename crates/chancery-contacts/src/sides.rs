//! Turns the parties around a trigger into sides, following words that refer back.

mod they;

use crate::{
    entities::{
        Entities, Entity,
        salience::{Asked, Way},
    },
    frame::{Frame, SideDraft},
    roles::Roles,
    rules::Effect,
    scan::Scan,
};
use chancery_model::{ActorCode, Level, Span};
use chancery_names::{Form, Link, Party};
use compact_str::CompactString;

/// What the sides of one trigger came to.
#[derive(Debug, Default)]
pub struct Sides {
    /// Sides found, subject first.
    pub list: Vec<SideDraft>,
    /// Whether a word such as "they" stands for the sides of the last contact.
    pub they: bool,
}

/// The rule by which the actors of a contact told before are taken over, and not its people.
pub const OTHER_RANK: &str = "the actors of the contact told before";

/// The rule by which a word such as "he" stands for whoever weighs most of those in mind.
pub const PERSON_BEFORE: &str = "the person told of before";

/// The rule by which a visit without a goal leads to the last state abroad.
pub const STATE_BEFORE: &str = "the state told of before";

/// The rule by which words without a subject go on about whoever weighs most of those in mind.
pub const SUBJECT_BEFORE: &str = "the subject told of before";

/// What following a reference needs to know.
pub struct Resolver<'a, 'w> {
    /// Who was spoken of.
    pub entities: &'a Entities<'w>,
    /// Contacts told so far.
    pub frames: &'a [Frame],
    /// The sentence.
    pub scan: &'a Scan<'a>,
}

impl Resolver<'_, '_> {
    /// The sides that the roles of a trigger name.
    pub fn sides(&self, roles: &Roles) -> Sides {
        let mut sides = Sides::default();
        let mut later = Vec::new();
        // The place of each side among the roles.
        let mut places: Vec<(usize, ActorCode)> = Vec::new();
        for (place, index) in roles.sides().enumerate() {
            let party = &self.scan.parties[index];
            let forum = party.actor.as_ref().is_some_and(|a| !a.is_group() && !self.entities.is_state(a));
            let venue =
                matches!(party.link, Some(Link::Of | Link::Place)) || roles.modifiers.contains(&index);
            if forum && venue && matches!(party.form, Form::Actor) {
                continue;
            }
            match party.form {
                Form::They => sides.they = true,
                Form::He | Form::Other => later.push((place, party)),
                Form::Counterpart if party.actor.is_none() => later.push((place, party)),
                _ => match self.named(party, &sides.list) {
                    Some(side) => {
                        places.push((place, side.actor.clone()));
                        push(&mut sides.list, side);
                    }
                    None => later.push((place, party)),
                },
            }
        }
        let apart: Vec<&ActorCode> =
            roles.apart.iter().filter_map(|&i| self.scan.parties[i].actor.as_ref()).collect();
        for (place, party) in later {
            if let Some(side) = self.referred(party, &sides.list, &apart) {
                places.push((place, side.actor.clone()));
                push(&mut sides.list, side);
            }
        }
        let first =
            |actor: &ActorCode| places.iter().filter(|(_, a)| a == actor).map(|(place, _)| *place).min();
        sides.list.sort_by_key(|side| first(&side.actor));
        sides
    }

    /// A party that names its actor.
    pub(crate) fn named(&self, party: &Party, known: &[SideDraft]) -> Option<SideDraft> {
        let adopted = self.entities.adopted(party);
        let actor = party.actor.as_ref().or(adopted.map(|(actor, _)| actor))?;
        let mut side = side(actor.clone(), party);
        side.inferred = adopted.map(|(_, first)| ("the state that the page is written from", *first));
        if side.people.is_empty() {
            let offices: Vec<CompactString> = match party.form {
                Form::Counterpart => known.first().map(|s| self.offices_of(s)).unwrap_or_default(),
                _ => side.offices.iter().map(|(office, _)| office.clone()).collect(),
            };
            let holder = offices.iter().find_map(|o| self.entities.holder(&side.actor, o));
            side.people.extend(holder.cloned());
        }
        Some(side)
    }

    fn offices_of(&self, side: &SideDraft) -> Vec<CompactString> {
        side.offices.iter().map(|(office, _)| office.clone()).collect()
    }

    /// A party that refers back: he, his counterpart, the minister.
    pub(crate) fn referred(
        &self,
        party: &Party,
        known: &[SideDraft],
        apart: &[&ActorCode],
    ) -> Option<SideDraft> {
        let actors: Vec<&ActorCode> = known.iter().map(|s| &s.actor).chain(apart.iter().copied()).collect();
        let found = match party.form {
            Form::He => self.speaker(party, &actors).or_else(|| {
                self.entities
                    .whom(
                        &Asked::of(Way::Pronoun, self.scan, (party.first, party.span), &actors),
                        self.frames,
                    )
                    .map(|e| from_entity(e, party.span, PERSON_BEFORE))
                    .or_else(|| {
                        let (_, person, _) = self.entities.owner_but(&actors)?;
                        Some(from_entity(person?, party.span, "the person whose page it is"))
                    })
            }),
            Form::Counterpart | Form::Other => self.other_side(&actors, party),
            Form::Office => self.office_holder(party, &actors),
            Form::Name if !party.offices.is_empty() => {
                self.other_side(&actors, party).map(|other| SideDraft {
                    people: party.person.iter().cloned().collect(),
                    offices: party.offices.clone(),
                    ..other
                })
            }
            _ => None,
        };
        found.filter(|side| !actors.contains(&&side.actor))
    }

    /// "He had spoken with Zelensky, Scholz said": a pronoun before the one who says so.
    fn speaker(&self, he: &Party, known: &[&ActorCode]) -> Option<SideDraft> {
        let scan = self.scan;
        let said = |p: &Party| {
            scan.cues.iter().any(|c| {
                let beside = (c.end..=c.end + 2).contains(&p.first) || (p.end..=p.end + 1).contains(&c.first);
                let from = c.first.min(p.first);
                c.cue.effect == Effect::Said
                    && beside
                    && scan.commas.iter().any(|at| (he.end..from).contains(at))
            })
        };
        let party = scan.parties.iter().find(|p| {
            let person = matches!(p.form, Form::Name | Form::Office) && p.link.is_none();
            p.first > he.first && person && p.actor.as_ref().is_some_and(|a| !known.contains(&a)) && said(p)
        })?;
        let inferred = Some(("the person who says so", party.span));
        Some(SideDraft { inferred, ..self.named(party, &[])? })
    }

    /// "The minister": a holder told of, else the page's own.
    fn office_holder(&self, party: &Party, known: &[&ActorCode]) -> Option<SideDraft> {
        let office = &party.offices.first()?.0;
        let asked = Asked {
            office: Some(office),
            ..Asked::of(Way::Office, self.scan, (party.first, party.span), known)
        };
        if let Some(entity) = self.entities.whom(&asked, self.frames) {
            return Some(from_entity(entity, party.span, "the holder of the office told of before"));
        }
        if let Some((actor, _, true)) = self.entities.owner_but(known) {
            let people = self.entities.holder(actor, office).cloned().into_iter().collect();
            let inferred = Some(("the office of the actor whose page it is", party.span));
            return Some(SideDraft { people, inferred, ..side(actor.clone(), party) });
        }
        let found = self.entities.only_with(office, known);
        let other = |actor: &ActorCode| !known.contains(&actor);
        let found = found.or_else(|| self.entities.leading(office, other));
        let (actor, named) = found?;
        Some(SideDraft {
            people: vec![named.clone()],
            inferred: Some(("the page's own holder of the office", named.span)),
            ..side(actor.clone(), party)
        })
    }

    /// The other side of the last contact that one of the known actors had part in.
    fn other_side(&self, actors: &[&ActorCode], party: &Party) -> Option<SideDraft> {
        if actors.is_empty() {
            return None;
        }
        let frame = self.frames.iter().rev().find(|f| f.sides.iter().any(|s| actors.contains(&&s.actor)));
        let from_frame =
            frame.and_then(|f| f.sides.iter().find(|s| !actors.contains(&&s.actor))).map(|s| SideDraft {
                spans: vec![party.span],
                inferred: Some((
                    "the other side of the contact told before",
                    s.spans.first().copied().unwrap_or(party.span),
                )),
                ..s.clone()
            });
        from_frame.or_else(|| {
            let entity = self.entities.told_most(party.first, actors)?;
            Some(from_entity(entity, party.span, "the other actor told of before"))
        })
    }

    /// A pronoun among the trigger's own words: whoever weighs most of those in mind, none of the known sides.
    pub fn clitic(&self, before: u32, words: Span, known: &[SideDraft]) -> Option<SideDraft> {
        let actors: Vec<&ActorCode> = known.iter().map(|s| &s.actor).collect();
        let entity =
            self.entities.whom(&Asked::of(Way::Pronoun, self.scan, (before, words), &actors), self.frames)?;
        Some(from_entity(entity, words, PERSON_BEFORE))
    }

    /// The subject that words at a token leave out, none of `not`.
    pub(crate) fn left_out(&self, at: (u32, Span), not: &[&ActorCode]) -> Option<SideDraft> {
        let entity = self.entities.whom(&Asked::of(Way::Gap, self.scan, at, not), self.frames)?;
        Some(from_entity(entity, entity.span, SUBJECT_BEFORE))
    }
}

/// A side that goes back to an earlier one.
pub fn inherit(side: &SideDraft, rule: &'static str) -> SideDraft {
    let span = side.spans.first().copied().unwrap_or_default();
    SideDraft { inferred: Some((rule, span)), ..side.clone() }
}

/// A side from someone told of before.
pub fn from_entity(entity: &Entity, words: Span, rule: &'static str) -> SideDraft {
    SideDraft {
        actor: entity.actor.clone(),
        people: entity.person.iter().cloned().collect(),
        offices: entity.offices.clone(),
        spans: vec![words],
        inferred: Some((rule, entity.span)),
    }
}

fn side(actor: ActorCode, party: &Party) -> SideDraft {
    SideDraft {
        actor,
        people: party.person.iter().cloned().collect(),
        offices: party.offices.clone(),
        spans: vec![party.span],
        inferred: None,
    }
}

/// Adds a side, joined to the one of the same actor.
pub fn push(list: &mut Vec<SideDraft>, side: SideDraft) {
    match list.iter_mut().find(|s| s.actor == side.actor) {
        None => list.push(side),
        Some(own) => {
            own.people.extend(
                side.people
                    .into_iter()
                    .filter(|p| !own.people.iter().any(|q| q.name == p.name))
                    .collect::<Vec<_>>(),
            );
            own.offices.extend(side.offices);
            own.spans.extend(side.spans);
        }
    }
}

/// The highest rank among the offices of a side; none where it has none.
pub fn level(entities: &Entities<'_>, side: &SideDraft) -> Option<Level> {
    let told = side
        .offices
        .iter()
        .filter(|(office, _)| !matches!(office.as_str(), "leader" | "institution" | "official"));
    told.map(|(office, _)| entities.level(office)).min()
}
