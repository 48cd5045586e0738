//! The place of a contact: told beside its trigger, referred to, or inferred.

use crate::{
    claims::claims,
    discourse::Discourse,
    frame::{DateDraft, Frame, PlaceDraft, SideDraft},
    roles::Roles,
    rules::{Effect, Shape},
    scan::{CueHit, Hit, Scan, between, gap},
};
use chancery_model::{ActorCode, BlockKind, Edtf, Kind, Status};
use chancery_names::{Form, Link, Party, World};
use compact_str::CompactString;

/// The rule of a place that goes back to words before.
pub(crate) const BEFORE: &str = "the place told of before";

/// The rule of a place that is no more than the host's.
const HOST: &str = "the host's state";

/// How far from its trigger a place may stand, in tokens; and a city, sides and times between them not counted.
const PLACE_REACH: u32 = 20;
const CITY_REACH: u32 = 10;

/// How far from its beginning an item may have the city that heads it, in tokens: its number and a mark.
const NUMBERED: u32 = 3;

/// How far before a city a negation may stand, in tokens.
const NEGATION_REACH: u32 = 2;

/// How far "there" may stand from its verb, in tokens.
const THERE_REACH: u32 = 4;

/// How far "where" may stand before its verb, in tokens.
const WHERE_REACH: u32 = 12;

/// "In London the ministry said that they had spoken": the place is that of saying.
fn is_of_speaker(scan: &Scan<'_>, hit: &Hit<'_>, place: &Party) -> bool {
    let said = |c: &CueHit<'_>| c.cue.effect == Effect::Said && c.first >= place.end && c.end <= hit.first;
    place.first <= scan.first + 2 && scan.cues.iter().any(said)
}

/// The place of a trigger.
pub fn place(scan: &Scan<'_>, hit: &Hit<'_>, roles: &Roles, world: &World) -> Option<PlaceDraft> {
    if let Some(party) = roles.place.map(|i| &scan.parties[i]) {
        return draft(party, world, None);
    }
    // "Their handshake of Bali": a city right behind a noun that is none of its sides.
    let of_noun = |(i, p): &(usize, &Party)| {
        hit.trigger.shape == Shape::Noun
            && p.form == Form::Seat
            && p.link == Some(Link::Of)
            && (hit.end..=hit.end + 1).contains(&p.first)
            && !roles.sides().any(|side| side == *i)
    };
    if let Some((_, party)) = scan.parties.iter().enumerate().find(of_noun) {
        return draft(party, world, None);
    }
    // "Invited him to Brussels": where the invitation leads.
    let led = |p: &Party| {
        let invites = matches!(hit.trigger.shape, Shape::Invite | Shape::Invitation);
        invites && matches!(p.link, Some(Link::To | Link::For)) && p.first >= hit.first
    };
    // "In Chinese Hangzhou": the preposition stands before the adjective.
    let told_of = |p: &Party| {
        let adjective =
            |a: &Party| a.form == Form::Adjective && a.end == p.first && a.link == Some(Link::Place);
        p.form == Form::Seat && p.link.is_none() && scan.parties.iter().any(adjective)
    };
    let in_place = |p: &&Party| {
        (matches!(p.link, Some(Link::Place)) || led(p) || told_of(p))
            && matches!(p.form, Form::Seat | Form::Actor)
            && p.person.is_none()
            && p.first < hit.limit
            && !is_of_speaker(scan, hit, p)
    };
    let inside = |p: &Party| hit.first <= p.first && p.end <= hit.end;
    let apart = |p: &Party| gap((p.first, p.end), (hit.first, hit.end));
    let far = |p: &Party| (!inside(p), apart(p));
    // Long names of sides and times may stand before a city.
    let near = |p: &Party| {
        let (from, to) = between((p.first, p.end), (hit.first, hit.end));
        let city = p.form == Form::Seat && scan.distance(from, to, |_| true) <= CITY_REACH;
        apart(p) <= PLACE_REACH || city
    };
    let told = || scan.parties.iter().filter(in_place).filter(|p| near(p));
    let own = |p: &&Party| claims(scan, hit, (p.first, p.end));
    let city = || told().filter(|p| p.form == Form::Seat);
    let found = city().filter(own).min_by_key(|p| far(p)).or_else(|| city().min_by_key(|p| far(p)));
    draft(found.or_else(|| told().min_by_key(|p| far(p)))?, world, None)
}

/// Where a meeting was that tells no place: where one of its sides met somebody on the same day; the one told nearest.
pub fn of_day(frames: &[Frame], days: &[Option<Edtf>], index: usize) -> Option<PlaceDraft> {
    let own = &frames[index];
    let day = days[index].and_then(whole_day)?;
    let open = |p: &PlaceDraft| p.rule == Some(HOST) && p.state.is_some();
    let host = own.place.as_ref().filter(|p| open(p)).and_then(|p| p.state.as_ref());
    if (own.place.is_some() && host.is_none()) || !matches!(own.kind, Kind::Meeting | Kind::Visit) {
        return None;
    }
    let beside = |i: &usize| {
        let other = &frames[*i];
        *i != index
            && matches!(other.kind, Kind::Meeting | Kind::Visit)
            && other.status == own.status
            && days[*i].and_then(whole_day) == Some(day)
            && other
                .place
                .as_ref()
                .is_some_and(|p| p.rule != Some(HOST) && (host.is_none() || p.state.as_ref() == host))
            && own.sides.iter().any(|s| other.side(&s.actor).is_some())
    };
    let near = |i: &usize| frames[*i].sentence.abs_diff(own.sentence);
    let found = (0..frames.len()).filter(beside).min_by_key(near)?;
    frames[found]
        .place
        .clone()
        .map(|place| PlaceDraft { rule: Some("where a side met on the same day"), ..place })
}

/// The day of a date that is no longer than one.
fn whole_day(date: Edtf) -> Option<jiff::civil::Date> {
    date.earliest().filter(|day| date.latest() == Some(*day))
}

/// A party as a place.
pub fn draft(party: &Party, world: &World, rule: Option<&'static str>) -> Option<PlaceDraft> {
    let actor = party.actor.as_ref();
    let state = || actor.filter(|a| world.is_state(a)).map(|a| CompactString::from(world.actor_name(a)));
    let name = party.place.clone().or_else(state)?;
    Some(PlaceDraft {
        name,
        span: party.span,
        rule,
        state: party.actor.clone(),
        within: party.place.is_some(),
    })
}

impl Discourse<'_, '_> {
    /// A city that opens a paragraph where none did before; or a later one, an item of its own, where it stands by
    /// itself ("Geneva. In the garden …").
    pub(crate) fn note_dateline(&mut self, scan: &Scan<'_>) {
        let opens = scan.index.checked_sub(1).and_then(|i| self.block_of(i)) != Some(scan.block);
        let free = |p: &&Party| p.form == Form::Seat && p.link.is_none();
        let Some(party) = scan.parties.first().filter(free) else { return };
        if scan.kind != BlockKind::Paragraph {
            return;
        }
        let Some(place) = draft(party, self.world, Some("the city of the dateline")) else { return };
        let alone = party.end + 1 >= scan.end || scan.breaks.contains(&party.end);
        let near = party.first <= scan.first + if alone { NUMBERED } else { 1 };
        if near && party.end + 1 >= scan.end && scan.parties.len() == 1 {
            self.city = Some((scan.block, place.clone()));
        }
        if near && (self.dateline.is_none() || (alone && opens)) {
            self.dateline = party.actor.clone().map(|actor| (actor, place));
        }
    }

    /// Where a contact was that tells no place: where the journey of its sides led, where the last one told beside it
    /// was, in the city of the dateline, with its host, or in the city that its sentence or the headline names.
    pub(crate) fn place_inferred(
        &self,
        scan: &Scan<'_>,
        (hit, kind, status, date): (&Hit<'_>, Kind, Status, Option<DateDraft>),
        roles: &Roles,
        (sides, asked): (&[SideDraft], Option<&ActorCode>),
    ) -> Option<PlaceDraft> {
        let told = |f: &&Frame| f.place.as_ref().is_some_and(|p| p.rule.is_none());
        let before = || self.frames.iter().rev().filter(told);
        let journey = self.journeys(scan, status, sides).find(told);
        let shared = |f: &&Frame| sides.iter().any(|s| f.side(&s.actor).is_some());
        let beside = || before().find(|f| f.block == scan.block && f.status == status && shared(f));
        if kind != Kind::Visit
            && let Some(place) = journey.or_else(beside).and_then(|f| f.place.clone())
        {
            return Some(PlaceDraft { rule: Some(BEFORE), ..place });
        }
        if let Some((_, place)) = self.city.as_ref().filter(|(block, _)| *block == scan.block) {
            return Some(place.clone());
        }
        let traveller = sides.first().filter(|_| kind == Kind::Visit).map(|s| &s.actor);
        if let Some((actor, place)) = self.dateline.as_ref().filter(|_| status == Status::Held) {
            let of_side = sides.iter().any(|s| s.actor == *actor) && traveller != Some(actor);
            let abroad = kind == Kind::Meeting && !sides.iter().any(|s| s.actor == *actor);
            if of_side || (abroad && self.is_news(date)) {
                return Some(place.clone());
            }
        }
        let subject = || roles.subject.first();
        let host = match hit.trigger.shape {
            Shape::Invite => subject(),
            Shape::Transitive | Shape::Clitic if hit.trigger.hosting => subject(),
            Shape::Invitation => roles.partners.iter().find(|i| scan.parties[**i].link != Some(Link::To)),
            _ => None,
        };
        let host = host.map(|i| &scan.parties[*i]);
        if let Some(host) = host.filter(|h| h.actor.is_some()) {
            let own = draft(host, self.world, Some(HOST));
            // "The master of the White House will receive him": his house is the place.
            if host.place.is_some() && host.form != Form::Seat {
                return own;
            }
            return self.city_of(host.actor.as_ref()?, hit.first).or(own);
        }
        if let Some(visited) = self.visited(scan, hit, kind, roles, (sides, asked)) {
            let name = self.world.actor_name(&visited.actor).into();
            let span = visited.spans.first().copied().unwrap_or(hit.span);
            let state = Some(visited.actor.clone());
            let own = PlaceDraft { name, span, rule: Some(HOST), state, within: false };
            return self.city_of(&visited.actor, hit.first).or(Some(own));
        }
        let open = matches!(status, Status::Held | Status::Planned) && kind == Kind::Meeting;
        let recent = date.is_none_or(|d| d.span.is_none()) || self.is_news(date);
        let headline = || self.city_of_headline().filter(|_| recent);
        self.city_beside(scan, hit, roles).or_else(headline).filter(|_| open)
    }

    /// The only city of the sentence, where it stands for no side and nothing says that the contact was not there.
    fn city_beside(&self, scan: &Scan<'_>, hit: &Hit<'_>, roles: &Roles) -> Option<PlaceDraft> {
        let mut cities = scan.parties.iter().enumerate().filter(|(_, p)| p.form == Form::Seat);
        let (at, city) = cities.next().filter(|_| cities.next().is_none())?;
        let (from, to) = between((city.first, city.end), (hit.first, hit.end));
        let negated = |c: &CueHit<'_>| {
            c.cue.effect == Effect::Negated && c.end <= city.first && city.first - c.end <= NEGATION_REACH
        };
        let apart = roles.sides().any(|own| own == at)
            || is_of_speaker(scan, hit, city)
            || scan.is_broken(from, to)
            || scan.distance(from, to, |_| true) > PLACE_REACH
            || scan.cues.iter().any(negated);
        if apart { None } else { draft(city, self.world, Some("the city that the sentence names")) }
    }

    fn city_of_headline(&self) -> Option<PlaceDraft> {
        draft(self.entities.headline_city.as_ref()?, self.world, Some("the city of the headline"))
    }

    /// The state that a visit leads to, where its words name no goal: that of whoever invited, else the one side that
    /// does not travel.
    fn visited<'s>(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        kind: Kind,
        roles: &Roles,
        (sides, asked): (&'s [SideDraft], Option<&ActorCode>),
    ) -> Option<&'s SideDraft> {
        let state = |s: &&SideDraft| kind == Kind::Visit && self.world.is_state(&s.actor);
        let invites = matches!(hit.trigger.shape, Shape::Invite | Shape::Invitation | Shape::Clitic);
        if let Some(host) = asked.filter(|_| invites) {
            return sides.iter().filter(state).find(|s| s.actor == *host);
        }
        let subject = roles.subject.first().map(|i| scan.parties[*i].span);
        let traveller = sides.iter().find(|s| subject.is_some_and(|words| s.spans.contains(&words)));
        let traveller = traveller.or(sides.first()).map(|s| &s.actor);
        sides.iter().filter(state).find(|s| Some(&s.actor) != traveller)
    }

    /// The city of a state that the page told last as a place.
    fn city_of(&self, actor: &ActorCode, before: u32) -> Option<PlaceDraft> {
        let city = self.entities.city_before(actor, before)?;
        draft(city, self.world, Some(BEFORE))
    }

    /// "Lavrov will hold talks there", "in Kyiv, where he met Zelensky": the place told of before.
    pub(crate) fn place_there(&self, scan: &Scan<'_>, hit: &Hit<'_>) -> Option<PlaceDraft> {
        let near = |c: &&CueHit<'_>| {
            let (from, to) = between((c.first, c.end), (hit.first, hit.end));
            c.cue.effect == Effect::There && scan.distance(from, to, |p| p.person.is_some()) <= THERE_REACH
        };
        let led = |c: &&CueHit<'_>| {
            c.cue.effect == Effect::Where
                && c.end <= hit.first
                && scan.distance(c.end, hit.first, |_| true) <= WHERE_REACH
                && !scan.is_broken(c.end, hit.first)
                && !scan.parties.iter().any(|p| p.first >= c.end && p.end <= hit.first && p.place.is_some())
        };
        let cue = scan.cues.iter().find(near).or_else(|| scan.cues.iter().rev().find(led))?;
        draft(self.entities.place_before(cue.first)?, self.world, Some(BEFORE))
    }

    /// The journeys of these sides told not long before, the last one first: whoever talks on one meets.
    pub(crate) fn journeys(
        &self,
        scan: &Scan<'_>,
        status: Status,
        sides: &[SideDraft],
    ) -> impl Iterator<Item = &Frame> {
        let near = self.frames.iter().rev().take_while(|f| scan.index - f.sentence <= 12);
        near.filter(move |f| {
            f.kind == Kind::Visit && f.status == status && sides.iter().all(|s| f.side(&s.actor).is_some())
        })
    }
}
