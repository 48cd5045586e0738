//! One sentence, several contacts: partners who were met or called apart.

use crate::{
    roles::Roles,
    scan::{Hit, Scan, gap},
    status::Standing,
};
use chancery_names::Link;

/// "He spoke to A on Sunday and to B on Monday": a contact for each partner that has a preposition of its own.
pub(crate) fn split<'r>(
    scan: &Scan<'r>,
    hit: &Hit<'r>,
    stand: &Standing,
    roles: &Roles,
) -> Vec<(Roles, Hit<'r>)> {
    let own = |i: &usize| !scan.parties[*i].listed || stand.separate;
    let heads: Vec<usize> = roles.partners.iter().copied().filter(own).collect();
    let same_link =
        heads.windows(2).all(|w| stand.separate || scan.parties[w[0]].link == scan.parties[w[1]].link);
    let tied = |i: &usize| matches!(scan.parties[*i].link, Some(Link::With | Link::To)) || stand.separate;
    if heads.len() < 2 || !same_link || !heads.iter().all(tied) || roles.subject.is_empty() {
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

pub(crate) fn near(a: &Hit<'_>, b: &Hit<'_>, most: u32) -> bool {
    gap((a.first, a.end), (b.first, b.end)) <= most
}
