//! The sides of a trigger: those its words name, and what is supplied where they name one only.
//!
//! Each supplied side names the rule that gave it and the words it goes back to.

use crate::{
    discourse::Discourse,
    frame::{Frame, SideDraft},
    refusal::Refusal,
    roles::{Finder, Roles},
    rules::Shape,
    scan::{Hit, Label, Scan, gap},
    sides::{OTHER_RANK, STATE_BEFORE, from_entity, inherit, push},
};
use chancery_model::{ActorCode, Kind, Span};
use chancery_names::{Form, Link, Party};

/// Whether the subject and the other side are told, and are of one state.
fn within_one(scan: &Scan<'_>, roles: &Roles) -> bool {
    let actor = |i: &usize| scan.parties[*i].actor.as_ref();
    let mut others = roles.partners.iter().chain(&roles.object).peekable();
    let told = others.peek().is_some();
    match roles.subject.first().and_then(actor) {
        Some(own) => told && others.all(|i| actor(i) == Some(own)),
        None => false,
    }
}

/// How far back the place is told that a visit without a goal leads to, in tokens, before the page's two states are.
const PLACE_REACH: u32 = 40;

/// How far a format may stand from the trigger it is the sides of, in tokens.
const FORMAT_REACH: u32 = 4;

/// How many words may stand before a verb at the head of its clause, times not counted.
const HEAD: u32 = 2;

/// Whether hardly anything but times stands before a trigger in its clause, so that its subject is not told there.
fn opens_clause(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let start = Finder { scan, hit }.clause();
    let parties = scan.parties.iter().any(|p| p.first >= start && p.end <= hit.first && p.link.is_none());
    !hit.trigger.shape.is_noun() && !parties && scan.distance(start, hit.first, |_| false) <= HEAD
}

/// Whether a clause has no words before its verb that could be a subject nobody knows: parties and times alone, and
/// a preposition.
fn nobody_acts(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let start = Finder { scan, hit }.clause();
    let word = |i: u32| !scan.prepositions.contains(&i) && !scan.articles.contains(&i);
    let told = |i: u32| scan.is_timed(i) || scan.parties.iter().any(|p| p.first <= i && i < p.end);
    !(start..hit.first).any(|i| word(i) && !told(i))
}

/// A side of which nothing but the actor is known.
fn bare_side(actor: &ActorCode, words: Span, rule: &'static str) -> SideDraft {
    SideDraft {
        actor: actor.clone(),
        people: Vec::new(),
        offices: Vec::new(),
        spans: vec![words],
        inferred: Some((rule, words)),
    }
}

impl Discourse<'_, '_> {
    /// The sides of a trigger; whether they were taken over from a contact told before.
    pub(crate) fn sides(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        roles: &Roles,
    ) -> Result<(Vec<SideDraft>, bool), Refusal> {
        let resolver = self.resolver(scan);
        let mut found = resolver.sides(roles);
        let mut list = std::mem::take(&mut found.list);
        // Where two are asked for, a pronoun that can mean one or both ("sie") means those told in a row before it.
        let mut told = roles.sides().map(|i| &scan.parties[i]);
        if let (Some(he), None, Shape::Plural) = (told.next(), told.next(), hit.trigger.shape)
            && he.form == Form::He
            && let Some(row) = resolver.row_before(he)
        {
            return Ok((row, false));
        }
        if found.they {
            for side in resolver.they(hit.first, roles) {
                push(&mut list, side);
            }
            if let Some(place) = roles.place.filter(|_| hit.kind() == Some(Kind::Visit) && list.len() >= 2) {
                self.add_host(scan, place, &mut list);
            }
            if list.len() >= 2 {
                let others = list.iter().any(|s| s.inferred.is_some_and(|(rule, _)| rule == OTHER_RANK));
                return Ok((list, !others));
            }
        }
        // Where both sides are told besides, the pronoun is one of them: "Blinken, whom Macron received there".
        let both = !roles.subject.is_empty() && !roles.partners.is_empty();
        if hit.trigger.shape == Shape::Clitic
            && (list.len() < 2 || !both)
            && roles.object.is_empty()
            && let Some(side) = resolver.clitic(hit.first, hit.span, &list)
        {
            push(&mut list, side);
        }
        if let Some(place) = roles.place.filter(|_| hit.kind() == Some(Kind::Visit)) {
            let verb = !hit.tags.is_empty();
            // "The visitor flies on to Samoa."
            let mut acting = roles.subject.iter().map(|i| &scan.parties[*i]);
            let guest = acting.next().filter(|p| p.form == Form::Other);
            if list.is_empty() && roles.subject.is_empty() && verb && opens_clause(scan, hit) {
                list.extend(self.traveller(scan, hit, place));
            } else if let Some(party) = guest.filter(|_| list.is_empty() && acting.next().is_none()) {
                list.extend(self.guest(party, place, scan));
            }
            self.add_host(scan, place, &mut list);
        }
        let bare = list.is_empty() && roles.subject.is_empty() && scan.null_subject;
        if bare && hit.trigger.shape == Shape::Plural && opens_clause(scan, hit) {
            let told = resolver.told_last(hit.first);
            if told.len() >= 2 {
                return Ok((told, true));
            }
        }
        if list.len() >= 2 {
            return Ok((list, false));
        }
        if matches!(hit.trigger.shape, Shape::Noun | Shape::Invitation)
            && let Some(frame) = self.recent(&list, hit.trigger.kind, scan)
        {
            let sides =
                frame.sides.iter().map(|s| inherit(s, "the sides of the contact told before")).collect();
            return Ok((sides, true));
        }
        let goal = roles.place.and_then(|i| scan.parties[i].actor.as_ref());
        let travels = hit.trigger.shape.is_travel() || hit.kind() == Some(Kind::Visit);
        if travels && goal.is_some() && list.first().map(|s| &s.actor) == goal {
            return Err(Refusal::Home);
        }
        if within_one(scan, roles) {
            return Err(Refusal::OneState);
        }
        if let Some(members) = self.members(scan, hit, &list) {
            return Ok((members, false));
        }
        self.complete(scan, hit, roles, list)
    }

    /// "The Weimar triangle met": the states of the format that the sentence names.
    fn members(&self, scan: &Scan<'_>, hit: &Hit<'_>, list: &[SideDraft]) -> Option<Vec<SideDraft>> {
        let label = scan.labels.iter().filter(|l| l.format && !matches!(hit.trigger.shape, Shape::Adverb));
        let near = |l: &&Label| {
            gap((l.first, l.end), (hit.first, hit.end)) <= FORMAT_REACH && !scan.is_broken(l.first, hit.first)
        };
        let mut told = label.filter(near).filter_map(|l| Some((self.formats.members(&l.name)?, l.span)));
        let (members, words) = told.next()?;
        let ours = list.iter().all(|s| members.contains(&s.actor));
        let mut sides = list.to_vec();
        for actor in members.iter().filter(|_| ours) {
            push(&mut sides, bare_side(actor, words, "the states of the format"));
        }
        ours.then_some(sides)
    }

    /// Whoever came from abroad to the contact told last.
    fn guest(&self, party: &Party, place: usize, scan: &Scan<'_>) -> Option<SideDraft> {
        let goal = scan.parties[place].actor.as_ref()?;
        let came = |f: &&Frame| f.kind == Kind::Visit || f.place.is_some();
        let frame = self.frames.iter().rev().find(came)?;
        let abroad = |s: &&SideDraft| s.actor != *goal && !frame.is_at_home(&s.actor);
        let guest = frame.sides.iter().find(abroad)?;
        Some(SideDraft { spans: vec![party.span], ..inherit(guest, "the guest of the contact told before") })
    }

    /// "Then flew to Lisbon": a journey told without its subject is that of whoever the words go on about.
    fn traveller(&self, scan: &Scan<'_>, hit: &Hit<'_>, place: usize) -> Option<SideDraft> {
        let goal = scan.parties[place].actor.as_ref()?;
        let resolver = self.resolver(scan);
        resolver.left_out((hit.first, hit.span), &[goal])
    }

    /// The state that a journey leads to is its host.
    fn add_host(&self, scan: &Scan<'_>, place: usize, list: &mut Vec<SideDraft>) {
        let party = &scan.parties[place];
        let Some(actor) = party.actor.as_ref().filter(|a| self.world.is_state(a)) else { return };
        let known = |actor: &ActorCode| list.iter().any(|s| s.actor == *actor);
        let city = party.place.as_deref().unwrap_or_default();
        // "Flew to Brussels, where Stoltenberg awaited her": an organisation that sits there, if the sentence names it.
        let named = |o: &&ActorCode| scan.parties.iter().any(|p| p.actor.as_ref() == Some(*o));
        let sits = self.seats.organisations(city).iter().find(named);
        match sits {
            _ if list.is_empty() => {}
            Some(organisation) if known(organisation) => {}
            Some(organisation) => {
                list.push(bare_side(organisation, party.span, "the organisation that the journey leads to"));
            }
            None if known(actor) || !self.seats.is_host(city) => {}
            None => list.push(bare_side(actor, party.span, "the state that the journey leads to")),
        }
    }

    /// The last contact that a bare noun such as "the talks" can mean.
    fn recent(&self, list: &[SideDraft], kind: Option<Kind>, scan: &Scan<'_>) -> Option<&Frame> {
        let fits = |f: &&Frame| {
            list.iter().all(|s| f.side(&s.actor).is_some())
                && kind.is_some_and(|k| k.compatible(f.kind) || f.also.iter().any(|a| k.compatible(*a)))
                && scan.index - f.sentence <= 12
        };
        self.frames.iter().rev().find(fits)
    }

    /// One side is told: the other from the subject before, or from the host of the place.
    fn complete(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        roles: &Roles,
        mut list: Vec<SideDraft>,
    ) -> Result<(Vec<SideDraft>, bool), Refusal> {
        let Some(first) = list.first() else {
            return match self.people_beside(scan, hit, &[]) {
                Some(pair) => Ok((pair, false)),
                None => Err(Refusal::NoSide),
            };
        };
        let actor = first.actor.clone();
        let partner_told = !roles.partners.is_empty() || !roles.object.is_empty();
        if partner_told && roles.subject.is_empty() {
            // "In the Kremlin they received the minister", "invited him to Washington": whoever is at home there.
            if hit.trigger.shape.has_object()
                && nobody_acts(scan, hit)
                && let Some(host) = self.host_of_place(scan, &actor, hit)
            {
                list.insert(0, host);
                return Ok((list, false));
            }
            let resolver = self.resolver(scan);
            if let Some(subject) = resolver.left_out((hit.first, hit.span), &[&actor]) {
                list.insert(0, subject);
                return Ok((list, false));
            }
            if let Some((own, person, _)) = self.entities.owner_but(&[&actor]) {
                let rule = "the actor whose page it is";
                let side = match person {
                    Some(entity) => from_entity(entity, entity.span, rule),
                    None => bare_side(own, hit.span, rule),
                };
                list.insert(0, side);
                return Ok((list, false));
            }
            if let Some(protagonist) = self.entities.protagonist(&[&actor])
                && let Some(entity) = self.entities.last_of(protagonist)
            {
                list.insert(0, from_entity(entity, entity.span, "the page's protagonist"));
                return Ok((list, false));
            }
        }
        let person = !first.people.is_empty() || !first.offices.is_empty();
        if person
            && matches!(hit.trigger.shape, Shape::Verb | Shape::Noun)
            && let Some(host) = self.host_of_place(scan, &actor, hit)
        {
            list.push(host);
            return Ok((list, false));
        }
        if let Some(pair) = self.people_beside(scan, hit, &list) {
            return Ok((pair, false));
        }
        if hit.trigger.kind == Some(Kind::Visit)
            && person
            && let Some(host) = self.host_told_before(scan, &actor, hit.first)
        {
            list.push(host);
            return Ok((list, false));
        }
        match self.sentence_other(scan, hit, &list) {
            Some(pair) => Ok((pair, false)),
            None => Err(Refusal::OneSide),
        }
    }

    /// A visit whose goal another sentence tells: the last place or state abroad.
    fn host_told_before(&self, scan: &Scan<'_>, actor: &ActorCode, before: u32) -> Option<SideDraft> {
        let own = scan.parties.iter().find_map(|p| {
            let abroad = p.actor.as_ref().filter(|a| *a != actor && self.world.is_state(a));
            abroad.filter(|_| !scan.is_broken(before, p.first)).map(|a| (a.clone(), p.span))
        });
        let pair = self.entities.leading_pair().filter(|pair| pair.contains(&actor));
        let partner = pair.and_then(|pair| pair.into_iter().find(|a| *a != actor));
        let partner = partner.and_then(|a| Some((a.clone(), self.entities.place_of(a)?)));
        let last = self.entities.last_place(actor, before);
        let near = last.clone().filter(|(_, _, apart)| *apart <= PLACE_REACH).map(|(a, span, _)| (a, span));
        let last = || last.map(|(a, span, _)| (a, span));
        let (host, span) = own.or(near).or(partner).or_else(last)?;
        // "In Brussels, where he came on a visit, he met Stoltenberg": a city of organisations told before.
        let seat = |p: &Party| {
            let city = p.place.as_deref().unwrap_or_default();
            p.span == span && p.end <= before && !self.seats.is_host(city)
        };
        let told = scan.parties.iter().chain(&self.entities.places).any(seat);
        (!told).then(|| bare_side(&host, span, STATE_BEFORE))
    }

    /// Talks that somebody holds abroad are with the host, where nobody else is named.
    /// The ministers of an alliance meet one another, not their host.
    fn host_of_place(&self, scan: &Scan<'_>, actor: &ActorCode, hit: &Hit<'_>) -> Option<SideDraft> {
        let members = |p: &Party| p.plural && p.actor.as_ref() == Some(actor);
        if !self.world.is_state(actor) && scan.parties.iter().any(members) {
            return None;
        }
        let abroad = |p: &&Party| {
            p.link == Some(Link::Place)
                && matches!(p.form, Form::Seat | Form::Actor)
                && p.actor.as_ref().is_some_and(|a| a != actor)
                && self.seats.is_host(p.place.as_deref().unwrap_or_default())
                && gap((p.first, p.end), (hit.first, hit.end)) <= 8
        };
        let party = scan.parties.iter().find(abroad)?;
        Some(bare_side(party.actor.as_ref()?, party.span, "the host of the place"))
    }
}
