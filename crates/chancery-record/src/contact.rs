//! A whole contact from a cluster and its reports.

use crate::{Cluster, name};
use chancery_model::{
    Contact, Edtf, Holder, OfficeMention, Person, PersonBasis, Report, Side, Sourced, Status,
};

/// The contact of `cluster`. `reports` are its reports in the cluster's order, each with its page.
///
/// Sides are merged: one person for names that fit, with the known name or else the longest; offices and
/// holders once each. Spans on people, offices and sides point into the first page that tells them.
pub fn contact(cluster: &Cluster, reports: &[(&str, &Report)]) -> Contact {
    let mut sides: Vec<Side> = Vec::new();
    for side in reports.iter().flat_map(|(_, r)| &r.sides) {
        match sides.iter_mut().find(|s| s.actor == side.actor) {
            Some(old) => merge(old, side),
            None => sides.push(alone(side)),
        }
    }
    for side in &mut sides {
        drop_named(side);
    }
    sides.sort_by(|a, b| a.actor.cmp(&b.actor));
    Contact {
        id: cluster.id.clone(),
        kind: cluster.kind,
        also: cluster.also.clone(),
        status: cluster.status,
        history: history(cluster, reports),
        date: cluster.date.clone().map(|d| dated(d, reports)),
        place: cluster.place.clone(),
        sides,
        initiator: cluster.initiator.clone(),
        reports: cluster.reports.clone(),
        conflicts: cluster.conflicts.clone(),
    }
}

/// The side with double people of one report made one.
fn alone(side: &Side) -> Side {
    let mut merged = Side { people: Vec::new(), offices: Vec::new(), holders: Vec::new(), ..side.clone() };
    merge(&mut merged, side);
    merged
}

fn merge(side: &mut Side, other: &Side) {
    if side.inference.is_some() && other.inference.is_none() {
        side.spans.clone_from(&other.spans);
        side.inference = None;
    }
    for person in &other.people {
        let key = name::fold(&person.name);
        match side.people.iter_mut().find(|p| name::same(&name::fold(&p.name), &key)) {
            Some(old) if better(person, old) => *old = person.clone(),
            Some(_) => {}
            None => side.people.push(person.clone()),
        }
    }
    let has = |list: &[OfficeMention], o: &OfficeMention| list.iter().any(|x| x.office == o.office);
    for office in &other.offices {
        if !has(&side.offices, office) {
            side.offices.push(office.clone());
        }
    }
    let same = |a: &Holder, b: &Holder| a.name == b.name && a.office == b.office;
    for holder in &other.holders {
        if !side.holders.iter().any(|h| same(h, holder)) {
            side.holders.push(holder.clone());
        }
    }
}

/// A known name is better than one that only the text knows, then a longer one.
fn better(new: &Person, old: &Person) -> bool {
    let rank = |p: &Person| (p.basis == PersonBasis::Known, p.name.chars().count());
    rank(new) > rank(old)
}

/// Holders whom another report names are people, no longer mere holders.
fn drop_named(side: &mut Side) {
    let named: Vec<_> = side.people.iter().map(|p| name::fold(&p.name)).collect();
    side.holders.retain(|h| !named.iter().any(|n| name::same(n, &name::fold(&h.name))));
}

/// The cluster's history with the earlier statuses that single reports tell put in.
fn history(cluster: &Cluster, reports: &[(&str, &Report)]) -> Vec<(Status, String)> {
    let mut history = cluster.history.clone();
    for (page, report) in reports {
        for status in report.history.iter().map(|s| s.value) {
            if !history.iter().any(|(s, _)| *s == status) {
                history.push((status, (*page).to_owned()));
            }
        }
    }
    history.sort_by_key(|(s, _)| crate::stated::rank(*s));
    history
}

/// A date that a report concluded keeps that report's inference, its premises with their page.
fn dated(date: Sourced<Edtf>, reports: &[(&str, &Report)]) -> Sourced<Edtf> {
    let own = |r: &Report| r.date.clone().filter(|d| d.value == date.value);
    let told: Vec<_> = reports.iter().filter_map(|(p, r)| Some((*p, own(r)?))).collect();
    let stated = told.iter().any(|(_, d)| d.inference.is_none());
    let Some((page, own)) = told.into_iter().find(|_| !stated && date.inference.is_none()) else {
        return date;
    };
    let inference = own.inference.map(|mut inference| {
        for premise in inference.premises.iter_mut().filter(|p| p.span.is_some()) {
            premise.page.get_or_insert_with(|| page.to_owned());
        }
        inference
    });
    Sourced { inference, ..own }
}
