//! One sentence, several contacts: partners who were met or called apart, and places visited one after the other.

use crate::{
    roles::{Finder, Roles, is_aside},
    rules::Effect,
    scan::{Hit, Scan, gap},
    status::Standing,
};
use chancery_model::Kind;
use chancery_names::{Form, Link, Party};

/// The contacts that one trigger tells of: the roles of each, and where its own time and place stand.
pub(crate) fn split<'r>(
    scan: &Scan<'r>,
    hit: &Hit<'r>,
    stand: &Standing,
    roles: &Roles,
) -> Vec<(Roles, Hit<'r>)> {
    let mut parts = told_apart(scan, hit, stand, roles);
    if let [_] = parts.as_slice() {
        let further = row(scan, hit, stand, roles);
        if !further.is_empty() {
            parts = further;
        }
    }
    let named = |roles: &Roles| roles.object.iter().chain(&roles.partners).copied().collect::<Vec<usize>>();
    let all: Vec<usize> = parts.iter().flat_map(|(part, _)| named(part)).collect();
    for (part, _) in &mut parts {
        let own = named(part);
        part.apart = all.iter().copied().filter(|i| !own.contains(i)).collect();
    }
    parts
}

/// "He spoke to A on Sunday and to B on Monday": a contact for each partner that has a preposition of its own.
fn told_apart<'r>(scan: &Scan<'r>, hit: &Hit<'r>, stand: &Standing, roles: &Roles) -> Vec<(Roles, Hit<'r>)> {
    let owned = owned(scan, stand, roles);
    let roles = owned.as_ref().unwrap_or(roles);
    let own = |i: &usize| !scan.parties[*i].listed || stand.separate || tied_anew(scan, *i);
    let heads: Vec<usize> = roles.partners.iter().copied().filter(own).collect();
    let same_link =
        heads.windows(2).all(|w| stand.separate || scan.parties[w[0]].link == scan.parties[w[1]].link);
    let tied = |i: &usize| matches!(scan.parties[*i].link, Some(Link::With | Link::To)) || stand.separate;
    // Whose subject is told elsewhere, by words for "with" alone.
    let left_out = hit.trigger.shape.is_verb() && heads.iter().skip(1).all(|i| tied_anew(scan, *i));
    if heads.len() < 2 || !same_link || !heads.iter().all(tied) || (roles.subject.is_empty() && !left_out) {
        return vec![(roles.clone(), hit.clone())];
    }
    let part = |(n, &head): (usize, &usize)| {
        let next = heads.get(n + 1).copied().unwrap_or(usize::MAX);
        let partners = roles.partners.iter().copied().filter(|i| (head..next).contains(i)).collect();
        let at = Hit { first: scan.parties[head].first, end: scan.parties[head].end, ..hit.clone() };
        (Roles { partners, ..roles.clone() }, at)
    };
    heads.iter().enumerate().map(part).collect()
}

/// "With A, with B and with C": whether a party of a row has the word for "with" of its own.
fn tied_anew(scan: &Scan<'_>, index: usize) -> bool {
    let party = &scan.parties[index];
    let other = index.checked_sub(1).is_none_or(|i| scan.parties[i].actor != party.actor);
    let with = (scan.first..party.first).rev().find(|i| !scan.articles.contains(i));
    let joins = |i: u32| scan.ands.contains(&i) || scan.commas.contains(&i);
    let anew = with.is_some_and(|i| scan.prepositions.contains(&i) && i > scan.first && joins(i - 1));
    other && anew && party.link == Some(Link::With)
}

/// "The conversations of the premier with A and B", where each was apart: the owner stands for the subject.
fn owned(scan: &Scan<'_>, stand: &Standing, roles: &Roles) -> Option<Roles> {
    let link = |i: usize| scan.parties[i].link;
    let [owner, partner, _, ..] = *roles.partners.as_slice() else { return None };
    let owns = stand.separate
        && roles.subject.is_empty()
        && matches!(link(owner), None | Some(Link::Of))
        && link(partner) == Some(Link::With);
    owns.then(|| Roles { subject: vec![owner], partners: roles.partners[1..].to_vec(), ..roles.clone() })
}

/// What the members of a row are to its trigger.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Member {
    Object,
    Partner,
    Goal,
}

/// "Met A on Tuesday and B on Wednesday", "phoned A, then B", "flew to Yerevan on Monday and to Baku on Tuesday",
/// "visits Estonia and Latvia": a contact for each member of the row; none where it is no row.
fn row<'r>(scan: &Scan<'r>, hit: &Hit<'r>, stand: &Standing, roles: &Roles) -> Vec<(Roles, Hit<'r>)> {
    let finder = Finder { scan, hit };
    let (member, head) = match (roles.object.first(), roles.place, roles.partners.first()) {
        (Some(&object), _, _) => (Member::Object, object),
        (_, Some(goal), _) if hit.trigger.shape.is_travel() => (Member::Goal, goal),
        (_, _, Some(&partner)) if !hit.trigger.shape.is_noun() => (Member::Partner, partner),
        _ => return Vec::new(),
    };
    let calls = member == Member::Object && hit.kind() == Some(Kind::Call);
    let each = member == Member::Goal || calls || (member == Member::Object && stand.separate);
    // The members, each with the token at which its part of the sentence begins.
    let mut members: Vec<(Vec<usize>, u32)> = Vec::new();
    let listed = match member {
        Member::Goal => finder.with_listed(head),
        Member::Object => roles.object.clone(),
        Member::Partner => roles.partners.clone(),
    };
    let groups = if each { listed.iter().map(|&i| vec![i]).collect() } else { vec![listed] };
    for group in groups {
        let first = scan.parties[group[0]].first;
        let known = |m: &(Vec<usize>, u32)| scan.parties[m.0[0]].actor == scan.parties[group[0]].actor;
        if members.is_empty() || (fits(&scan.parties[group[0]], member) && !members.iter().any(known)) {
            members.push((group, first));
        }
    }
    let mut end = members.iter().flat_map(|m| &m.0).map(|&i| scan.parties[i].end).max().unwrap_or(hit.end);
    end = end.max(hit.end);
    let breath = end;
    let link = scan.parties[head].link;
    let fronted = scan.parties[head].end <= hit.first;
    let mut index = members.iter().flat_map(|m| &m.0).max().map_or(0, |i| i + 1);
    while let Some(party) = scan.parties.get(index) {
        if party.first < end || (is_aside(party) && member != Member::Goal) {
            index += 1;
            continue;
        }
        // "Was in Moscow, at Putin's, and on 2 July in Kyiv": who is at home there goes with the goal.
        let host = matches!(party.link, Some(Link::Place | Link::To | Link::With)) && !is_aside(party);
        if member == Member::Goal && host && party.first <= end + 2 {
            end = party.end;
            index += 1;
            continue;
        }
        // "With A he spoke on Tuesday, and B he will receive": behind the verb a partner needs his own preposition.
        let tied = party.link == link || (party.link.is_none() && !fronted);
        let Some(at) = joint(scan, end, party.first).filter(|_| tied && fits(party, member)) else { break };
        let known = |m: &(Vec<usize>, u32)| scan.parties[m.0[0]].actor == party.actor;
        if !ends(scan, party)
            || finder.crossed(end, party.first)
            || party.actor.is_some() && members.iter().any(known)
        {
            break;
        }
        let group = if each { vec![index] } else { finder.with_listed(index) };
        index += group.len();
        end = scan.parties[index - 1].end;
        members.push((group, at));
    }
    if members.len() < 2 {
        return Vec::new();
    }
    let part = |(n, (group, at)): (usize, &(Vec<usize>, u32))| {
        let mut own = roles.clone();
        own.partners.retain(|i| !members.iter().any(|m| m.0.contains(i)));
        match member {
            Member::Object => own.object.clone_from(group),
            Member::Partner => own.partners.clone_from(group),
            Member::Goal => own.place = Some(group[0]),
        }
        let last = group.iter().map(|&i| scan.parties[i].end).max().unwrap_or(*at);
        // Members told in one breath share their time and place.
        let later = members.iter().skip(n + 1).find(|m| m.1 >= breath);
        let limit = later.map_or(u32::MAX, |next| next.1.max(last));
        let end = limit.min(clause_end(scan, last.max(breath.min(limit))));
        let first = if *at < breath { hit.first.min(*at) } else { *at };
        (own, Hit { first, end, limit, ..hit.clone() })
    };
    members.iter().enumerate().map(part).collect()
}

fn fits(party: &Party, member: Member) -> bool {
    let goal = matches!(party.form, Form::Seat | Form::Actor);
    match member {
        Member::Goal => goal,
        _ => party.can_act() && party.form.is_person(),
    }
}

/// Where the next member of a row begins: at the word that joins it to what stands before, where nothing but times,
/// places and such words stands between.
fn joint(scan: &Scan<'_>, from: u32, to: u32) -> Option<u32> {
    let next = |i: u32| scan.cues.iter().any(|c| c.cue.effect == Effect::Next && c.first <= i && i < c.end);
    let timed = |i: u32| scan.is_timed(i);
    let joins = |i: u32| !timed(i) && (scan.ands.contains(&i) || next(i));
    let comma = |i: u32| scan.commas.contains(&i) || scan.breaks.contains(&i);
    let slight = |i: u32| {
        joins(i) || comma(i) || timed(i) || scan.articles.contains(&i) || scan.prepositions.contains(&i)
    };
    let aside = |i: u32| scan.parties.iter().any(|p| is_aside(p) && p.first <= i && i < p.end);
    if (from..to).any(|i| !slight(i) && !aside(i)) {
        return None;
    }
    let times = (from..to).any(timed);
    let word = (from..to).find(|&i| joins(i));
    let mark = || (from..to).find(|&i| comma(i)).filter(|_| times);
    word.or_else(mark)
}

/// Whether nothing goes on behind a party that could make it the subject of a clause of its own.
fn ends(scan: &Scan<'_>, party: &Party) -> bool {
    let at = party.end;
    let marks = [&scan.commas, &scan.breaks, &scan.ands, &scan.prepositions];
    at + 1 >= scan.end
        || marks.iter().any(|m| m.contains(&at))
        || scan.times.iter().any(|t| (at..=at + 1).contains(&t.first))
}

/// Where the clause of a token ends: at a mark or at the next trigger.
fn clause_end(scan: &Scan<'_>, at: u32) -> u32 {
    let marks = scan.commas.iter().chain(&scan.breaks).copied();
    let next = marks.chain(scan.hits.iter().map(|h| h.first)).filter(|i| *i >= at);
    next.min().unwrap_or(scan.end)
}

pub(crate) fn near(a: &Hit<'_>, b: &Hit<'_>, most: u32) -> bool {
    gap((a.first, a.end), (b.first, b.end)) <= most
}
