//! Whom an office may mean, by the offices that people hold.

use super::{Entities, Entity};

impl Entities<'_> {
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
