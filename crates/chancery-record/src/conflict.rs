//! Fields on which the reports of one contact differ: a line each, naming the pages. Nothing is averaged.

use crate::{group::Group, record::File, score::places_agree, slip::Slip, when::Width, when::width};
use chancery_model::Status;
use std::collections::{BTreeMap, BTreeSet};

/// Pages named for each value; more are counted.
const NAMED: usize = 3;

/// The conflicts of a group, such as `date: 2021-11-15 (a), 2021-11-16 (b, c)`.
pub(crate) fn conflicts(file: &File, group: &Group) -> Vec<String> {
    let slips: Vec<&Slip> = group.members.iter().map(|n| &file.slips[*n as usize]).collect();
    let text = |number: u32| file.words.text(number).to_owned();
    let held = slips.iter().any(|s| s.status == Status::Held);
    let settled = |s: &&&Slip| !held || s.status == Status::Held;
    let sharp = |s: &&Slip| s.date.filter(|d| width(*d) == Width::Fine && !d.lacks_year());
    let dates = table(file, slips.iter().filter(settled), |s| sharp(s).map(|d| d.to_string()));
    let places = table(file, slips.iter().filter(settled), |s| s.place.map(text));
    let initiators = table(file, slips.iter(), |s| s.initiator.map(text));
    let statuses = table(file, slips.iter(), |s| Some(s.status.to_string()));
    let off = [Status::Cancelled, Status::Refused, Status::Denied].map(|s| s.to_string());
    let days: Vec<_> = slips.iter().filter(settled).filter_map(sharp).collect();
    let apart = days.iter().any(|a| days.iter().any(|b| !a.compatible(*b)));
    let elsewhere = places.keys().any(|a| places.keys().any(|b| !places_agree(a, b)));
    let both = held && statuses.keys().any(|s| off.contains(s));
    [
        (apart, "date", dates),
        (elsewhere, "place", places),
        (initiators.len() > 1, "initiator", initiators),
        (both, "status", statuses),
    ]
    .into_iter()
    .filter(|(differ, ..)| *differ)
    .map(|(_, field, table)| line(field, &table))
    .collect()
}

type Table = BTreeMap<String, BTreeSet<String>>;

fn table<'a, 'b: 'a>(
    file: &File,
    slips: impl Iterator<Item = &'a &'b Slip>,
    value: impl Fn(&&'b Slip) -> Option<String>,
) -> Table {
    let mut table = Table::new();
    for slip in slips {
        if let Some(value) = value(slip) {
            table.entry(value).or_default().insert(file.sheets[slip.page as usize].id.to_string());
        }
    }
    table
}

fn line(field: &str, table: &Table) -> String {
    let told: Vec<String> = table
        .iter()
        .map(|(value, pages)| {
            let names: Vec<&str> = pages.iter().take(NAMED).map(String::as_str).collect();
            let more = pages.len().saturating_sub(NAMED);
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{value} ({}{rest})", names.join(", "))
        })
        .collect();
    format!("{field}: {}", told.join(", "))
}
