//! Ranks, by the offices that people are given or hold.

use super::{Entities, Entity};
use crate::frame::SideDraft;
use chancery_model::{ActorCode, Level};
use compact_str::CompactString;

impl Entities<'_> {
    /// The highest rank of a side, by its offices or by those its people hold.
    pub fn side_rank(&self, side: &SideDraft) -> Option<Level> {
        let told = side.offices.iter().map(|(office, _)| self.level(office)).min();
        told.or_else(|| {
            let held = side.people.iter().flat_map(|p| self.offices_of(&side.actor, &p.name));
            held.map(|office| self.level(office)).min()
        })
    }

    pub(super) fn rank_of(&self, entity: &Entity) -> Option<Level> {
        let told = entity.offices.iter().map(|(office, _)| self.level(office)).min();
        told.or_else(|| {
            let held = self.offices_of(&entity.actor, &entity.person.as_ref()?.name);
            held.map(|office| self.level(office)).min()
        })
    }

    /// The offices that a person of the page holds for an actor.
    pub(super) fn offices_of<'e>(
        &'e self,
        actor: &'e ActorCode,
        name: &str,
    ) -> impl Iterator<Item = &'e CompactString> {
        let held = self.held.get(name).map_or(&[][..], Vec::as_slice);
        held.iter().filter(move |(of, _)| of == actor).map(|(_, office)| office)
    }

    /// Whether somebody holds an office that covers another and was never given that one: no president who leads the
    /// government too is called its prime minister.
    pub(super) fn outranks(&self, entity: &Entity, office: &str) -> bool {
        let Some(person) = &entity.person else { return false };
        let told = entity.offices.iter().any(|(o, _)| o == office);
        let covers =
            |held: &str| self.world.office(held).is_some_and(|o| o.covers.iter().any(|c| c == office));
        !told && self.offices_of(&entity.actor, &person.name).any(|held| covers(held))
    }
}
