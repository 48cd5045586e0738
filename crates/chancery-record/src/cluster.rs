//! A cluster: the reports that are one contact, with the fields that are decided across them.

use crate::{conflict::conflicts, group::Group, record::File, slip::Slip, stated::rank, years::Decided};
use chancery_model::{ActorCode, Edtf, Kind, Sourced, Status};
use rustc_hash::FxHashMap;

/// Reports that are one contact, and what they decide together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Identity of the contact.
    pub id: String,
    /// Pages and indexes of the reports, in order of page and index.
    pub reports: Vec<(String, usize)>,
    /// The actors, in alphabetical order.
    pub actors: Vec<ActorCode>,
    /// The most specific channel told.
    pub kind: Kind,
    /// Further channels.
    pub also: Vec<Kind>,
    /// The last status in the life of a contact that any report tells.
    pub status: Status,
    /// Each status told, from proposed to held, with the first page that tells it.
    pub history: Vec<(Status, String)>,
    /// When. Spans are of the first report in `reports` that states the date; premises name their page.
    pub date: Option<Sourced<Edtf>>,
    /// The place told most often; the longer name on a tie.
    pub place: Option<String>,
    /// Who asked for it; none where the reports differ.
    pub initiator: Option<ActorCode>,
    /// Fields on which the reports differ, with the pages.
    pub conflicts: Vec<String>,
}

/// The cluster of a group.
pub(crate) fn decide(file: &File, group: &Group, when: Decided, id: String) -> Cluster {
    let slips: Vec<&Slip> = group.members.iter().map(|n| &file.slips[*n as usize]).collect();
    let page = |s: &Slip| file.sheets[s.page as usize].id.to_string();
    let actor = |n: u32| file.words.text(n).parse::<ActorCode>().ok();
    let mut statuses = group.statuses.clone();
    statuses.sort_by_key(|s| rank(*s));
    let (kind, also) = kinds(group, &slips);
    let remote = matches!(kind, Kind::Call | Kind::Video | Kind::Message);
    let initiator = if let [only] = group.initiators[..] { actor(only) } else { None };
    Cluster {
        id,
        reports: slips.iter().map(|s| (page(s), s.index)).collect(),
        actors: group.seats.iter().filter_map(|s| actor(s.actor)).collect(),
        kind,
        also,
        status: statuses.last().copied().unwrap_or(Status::Held),
        history: statuses.iter().filter_map(|s| Some((*s, page(first(file, &slips, *s)?)))).collect(),
        date: when.date,
        place: if remote { None } else { place(file, &slips) },
        initiator,
        conflicts: conflicts(file, group).into_iter().chain(when.conflicts).collect(),
    }
}

/// The slip of the earliest article that tells `status`.
fn first<'a>(file: &File, slips: &[&'a Slip], status: Status) -> Option<&'a Slip> {
    let day = |s: &Slip| file.sheets[s.page as usize].stamp.first.as_ref().map(|b| b.day);
    let order = |s: &&&Slip| (day(s).is_none(), day(s), s.page, s.index);
    slips.iter().filter(|s| s.status == status).min_by_key(order).copied()
}

/// The most specific kind, and the others that a report names beside its own or that belong to a visit.
fn kinds(group: &Group, slips: &[&Slip]) -> (Kind, Vec<Kind>) {
    const SPECIFIC: [Kind; 6] =
        [Kind::Visit, Kind::Meeting, Kind::Video, Kind::Call, Kind::Message, Kind::Contact];
    let told = |k: &Kind| slips.iter().any(|s| s.kind == *k);
    let kind = SPECIFIC.into_iter().find(told).unwrap_or(Kind::Contact);
    let beside = |k: Kind| slips.iter().any(|s| s.kind != k && s.kinds.has(k));
    let met = |k: Kind| kind == Kind::Visit && k == Kind::Meeting;
    let also = group.kinds.iter().filter(|k| *k != kind && *k != Kind::Contact && (beside(*k) || met(*k)));
    (kind, also.collect())
}

fn place(file: &File, slips: &[&Slip]) -> Option<String> {
    let last = slips.iter().filter(|s| s.place.is_some()).map(|s| rank(s.status)).max()?;
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for place in slips.iter().filter(|s| rank(s.status) == last).filter_map(|s| s.place) {
        *counts.entry(place).or_default() += 1;
    }
    let text = |n: u32| file.words.text(n);
    let best = counts.into_iter().max_by_key(|(p, n)| (*n, text(*p).len(), std::cmp::Reverse(text(*p))));
    best.map(|(place, _)| text(place).to_owned())
}
