//! Actors as users write them: codes, or English names.

use crate::failure::Failure;
use chancery_model::ActorCode;
use chancery_names::{SurfaceKind, World};
use chancery_text::fold;

/// How like a name must be to be suggested, from 0 to 1.
const LIKE: f64 = 0.75;

/// The actor that a code or an English name means.
pub fn find(world: &World, word: &str) -> Result<ActorCode, Failure> {
    let code = word.to_uppercase();
    if let Some(actor) = world.actors().iter().find(|a| a.as_str() == word || a.as_str() == code) {
        return Ok(actor.clone());
    }
    let wanted = fold(word.trim());
    let by_name = names(world).find(|(form, _)| fold(form) == wanted);
    by_name.map(|(_, actor)| actor.clone()).ok_or_else(|| unknown(world, word))
}

/// English names of states, organisations and groups.
fn names(world: &World) -> impl Iterator<Item = (&str, &ActorCode)> {
    let kinds = [SurfaceKind::StateName, SurfaceKind::Organisation, SurfaceKind::Group];
    world.surfaces("en").filter(move |s| kinds.contains(&s.kind)).map(|s| (s.form, s.actor))
}

fn unknown(world: &World, word: &str) -> Failure {
    let wanted = fold(word.trim());
    let mut near: Vec<(f64, &str, &ActorCode)> = Vec::new();
    for (form, actor) in names(world) {
        near.push((strsim::jaro_winkler(&fold(form), &wanted), form, actor));
    }
    for actor in world.actors().iter().filter(|a| word.len() <= 4 && a.as_str().len() <= 4) {
        let likeness = strsim::jaro_winkler(actor.as_str(), &word.to_uppercase());
        near.push((likeness, world.actor_name(actor), actor));
    }
    near.retain(|n| n.0 >= LIKE);
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let message = format!("expected an actor such as FRA or \"France\", got \"{word}\"");
    let mut told: Vec<&ActorCode> = Vec::new();
    near.retain(|n| {
        !told.contains(&n.2) && {
            told.push(n.2);
            true
        }
    });
    if near.is_empty() {
        return Failure::usage(message);
    }
    let near: Vec<String> = near.iter().take(5).map(|(_, form, actor)| format!("{form} ({actor})")).collect();
    Failure::usage_with(message, format!("near it: {}", near.join(", ")))
}
