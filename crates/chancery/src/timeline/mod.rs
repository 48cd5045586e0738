//! `chancery timeline`: the contacts of the record in the order of time.

pub mod actors;
mod export;
mod table;

pub use export::contact as contact_json;
pub use table::{date_ink, side_ink, status_style};

use crate::{args, args::TableFormat, console, engine, failure::Failure, rebuild};
use chancery_model::{ActorCode, Level};
use chancery_packs::PackSet;
use chancery_store::{ContactQuery, FoundContact, OfficeFilter, Store};
use std::collections::BTreeSet;
use std::io::Write;

/// Runs the command.
pub fn run(shared: &args::Shared, timeline: &args::Timeline) -> Result<(), Failure> {
    let query = query(shared, timeline)?;
    let store = Store::open_readonly(&shared.db)?;
    let mut found = store.contacts(&query)?;
    if found.is_empty() && query.person.is_some() {
        found = otherwise_spelt(shared, &store, query)?;
    }
    rebuild::note_if_stale(&store)?;
    let mut out = console::stdout();
    match timeline.format {
        TableFormat::Table => table::print(&mut out, &found, console::columns())?,
        TableFormat::Json => export::json(&mut out, &found)?,
        TableFormat::Csv => export::csv(&mut out, &found)?,
    }
    out.flush()?;
    Ok(())
}

/// The contacts of whoever is known by the name asked for in another spelling than the record's.
fn otherwise_spelt(
    shared: &args::Shared,
    store: &Store,
    mut query: ContactQuery,
) -> Result<Vec<FoundContact>, Failure> {
    let asked = query.person.clone().unwrap_or_default();
    let world = engine::world(&engine::packs(shared)?)?;
    let words: Vec<&str> = asked.split_whitespace().collect();
    for candidate in world.people_named(&words) {
        query.person = Some(world.name_of(candidate.person).to_owned());
        let found = store.contacts(&query)?;
        if !found.is_empty() {
            console::tell(format_args!(
                "note: no contacts with {asked:?} in that spelling; these are with {:?}",
                query.person.unwrap_or_default()
            ));
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn query(shared: &args::Shared, timeline: &args::Timeline) -> Result<ContactQuery, Failure> {
    let mut query = ContactQuery {
        from: timeline.from.and_then(|d| d.earliest().or(d.latest())),
        to: timeline.to.and_then(|d| d.latest().or(d.earliest())),
        kinds: timeline.kind.clone(),
        statuses: timeline.status.clone(),
        person: timeline.person.clone(),
        ..ContactQuery::default()
    };
    for (name, given, day) in [("from", timeline.from, query.from), ("to", timeline.to, query.to)] {
        if let (Some(date), None) = (given, day) {
            return Err(Failure::usage(format!("--{name}: expected a date with its year, got \"{date}\"")));
        }
    }
    if timeline.between.is_empty() && timeline.level.is_empty() {
        return Ok(query);
    }
    let packs = engine::packs(shared)?;
    if let [one, other] = &timeline.between[..] {
        let world = engine::world(&packs)?;
        let between: (ActorCode, ActorCode) = (actors::find(&world, one)?, actors::find(&world, other)?);
        query.between = Some(between);
    }
    query.offices = offices(&packs, &timeline.level)?;
    Ok(query)
}

/// Ranks and domains by their words; `military` is both and means either.
fn offices(packs: &PackSet, words: &[String]) -> Result<Vec<OfficeFilter>, Failure> {
    let mut filters = Vec::new();
    if words.is_empty() {
        return Ok(filters);
    }
    let table = packs.table("world/offices.tsv")?;
    let rows = table.iter().flat_map(|t| t.rows());
    let domains: BTreeSet<&str> = rows.map(|r| r.get("domain")).filter(|d| !d.is_empty()).collect();
    for word in words {
        let level = word.parse::<Level>().ok().map(OfficeFilter::Level);
        let domain = domains.contains(word.as_str()).then(|| OfficeFilter::Domain(word.clone()));
        if level.is_none() && domain.is_none() {
            let levels = Level::ALL.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(", ");
            let domains = domains.into_iter().collect::<Vec<_>>().join(", ");
            let message =
                format!("--level: expected one of {levels}, or a domain ({domains}), got \"{word}\"");
            return Err(Failure::usage(message));
        }
        filters.extend(level.into_iter().chain(domain));
    }
    Ok(filters)
}
