//! Builds the frame of a trigger: its channel, time, place, initiator and words.

use crate::{
    apart::near,
    discourse::Discourse,
    frame::{DateDraft, Frame, PlaceDraft, SideDraft},
    roles::Roles,
    rules::{Asker, Effect, Shape},
    scan::{CueHit, Hit, Scan, gap},
    sides::inherit,
    status::Standing,
    when::{self, Clock},
};
use chancery_model::{ActorCode, BlockKind, Edtf, Kind, Span, Status};
use chancery_names::{Form, Link};
use chancery_time::Relation;

/// How far "there" may stand from its verb, in tokens.
const THERE_REACH: u32 = 4;

/// How far "where" may stand before its verb, in tokens.
const WHERE_REACH: u32 = 12;

/// An earlier contact lies at least so many days back.
const RECENT: i32 = 14;

impl Discourse<'_, '_> {
    /// The frame of a trigger; `at` is where its own time and place stand, which differs for partners told apart.
    pub(crate) fn frame(
        &self,
        scan: &Scan<'_>,
        (hit, at): (&Hit<'_>, &Hit<'_>),
        (kind, status): (Kind, Status),
        stand: Standing,
        roles: &Roles,
        sides: Vec<SideDraft>,
    ) -> Frame {
        let clock = self.clock(scan);
        let undone = matches!(status, Status::Cancelled | Status::Postponed) && stand.announced;
        let mut date = when::date(scan, at, &clock, if undone { Status::Planned } else { status });
        if date.is_none()
            && (!stand.background || status != Status::Held)
            && let Some((edtf, block)) = self.reached
            && block == scan.block
            && scan.kind == BlockKind::Paragraph
            && (status == Status::Held || !self.is_past(edtf))
        {
            date = Some(DateDraft { edtf, span: None, rule: Some("the day told of before") });
        }
        if !stand.background {
            date = date.or_else(|| self.section_day());
        }
        let status = if self.is_ahead(date) && status == Status::Held { Status::Planned } else { status };
        let mut channel = channel(scan, hit, kind);
        let place = if remote(channel) {
            None
        } else {
            when::place(scan, at, roles.place, self.world).or_else(|| self.place_there(scan, hit))
        };
        if channel == Kind::Contact
            && (place.is_some() || self.journeys(scan, status, &sides).next().is_some())
        {
            channel = Kind::Meeting;
        }
        if channel == Kind::Contact && self.goes_on_calling(scan, &stand, roles, (&sides, date)) {
            channel = Kind::Call;
        }
        let mut also: Vec<Kind> = hit.trigger.also.into_iter().collect();
        if channel == Kind::Visit && sides.iter().filter(|s| !s.people.is_empty()).count() >= 2 {
            also.push(Kind::Meeting);
        }
        let initiator = self.initiator(scan, hit, &stand, roles, &sides);
        let mut rows = vec![hit.trigger.row.clone()];
        rows.extend(stand.rows.iter().cloned());
        let place = if remote(channel) {
            None
        } else {
            place.or_else(|| self.place_inferred(scan, (hit, channel, status, date), roles, &sides))
        };
        Frame {
            sentence: scan.index,
            block: scan.block,
            headline: matches!(scan.kind, BlockKind::Title | BlockKind::Heading),
            kind: channel,
            also,
            standing: stand,
            status,
            history: Vec::new(),
            sides,
            initiator,
            asker: hit.trigger.asker,
            date,
            place,
            quote: self.quote(scan, hit, roles),
            trigger: hit.span,
            mentions: vec![scan.span],
            rows,
        }
    }

    /// Whether a date lies in the last days before the page: "since Monday" tells of no earlier contact.
    fn is_recent(&self, date: Edtf) -> bool {
        self.age(date).is_some_and(|days| days < RECENT)
    }

    /// Days from the end of a date to the day of the page; negative for what is to come.
    fn age(&self, date: Edtf) -> Option<i32> {
        let day = self.dating.date.as_ref().and_then(|d| d.value.earliest())?;
        Some(date.latest()?.until(day).ok()?.get_days())
    }

    /// Whether a date is the day of the page or the one before, in its own words.
    fn is_news(&self, date: Option<DateDraft>) -> bool {
        let told = date.filter(|d| d.span.is_some());
        told.and_then(|d| self.age(d.edtf)).is_some_and(|days| (0..=1).contains(&days))
    }

    /// Whether a date lies wholly before the day of the page.
    fn is_past(&self, date: Edtf) -> bool {
        self.age(date).is_some_and(|days| days > 0)
    }

    /// Whether a date lies wholly after the day of the page.
    fn is_ahead(&self, date: Option<DateDraft>) -> bool {
        let day = self.dating.date.as_ref().and_then(|d| d.value.latest());
        let first = date.filter(|d| d.span.is_some()).and_then(|d| d.edtf.earliest());
        day.zip(first).is_some_and(|(day, first)| first > day)
    }

    /// "The first conversation since October 2022": the earlier one is a contact of its own.
    pub(crate) fn since(&self, scan: &Scan<'_>, hit: &Hit<'_>, frame: &Frame) -> Option<(Frame, Edtf)> {
        if !frame.standing.background || frame.actors().len() < 2 {
            return None;
        }
        let clock = Clock { dating: self.dating, narrative: None, period: None };
        let mention = scan.times.iter().find(|m| {
            m.expr.relation() == Relation::Since && m.expr.is_date() && m.first >= hit.first.saturating_sub(6)
        })?;
        let edtf = clock.read(mention, Status::Held)?;
        if self.is_recent(edtf) {
            return None;
        }
        let sides = frame
            .sides
            .iter()
            .map(|s| SideDraft { people: Vec::new(), ..inherit(s, "the sides of the first contact since") })
            .collect();
        let earlier = Frame {
            status: Status::Held,
            sides,
            initiator: None,
            asker: None,
            date: Some(DateDraft { edtf, span: Some(mention.span), rule: None }),
            place: None,
            quote: hit.span.join(mention.span),
            ..frame.clone()
        };
        Some((earlier, edtf))
    }

    /// The shortest words from the first side to the last, the trigger among them.
    fn quote(&self, scan: &Scan<'_>, hit: &Hit<'_>, roles: &Roles) -> Span {
        let trigger = hit.span;
        let sides = roles.sides().chain(roles.place).map(|i| scan.parties[i].span);
        let whole = sides.fold(trigger, Span::join);
        if whole.end - whole.start < 200 { whole } else { trigger }
    }

    fn initiator(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        stand: &Standing,
        roles: &Roles,
        sides: &[SideDraft],
    ) -> Option<(ActorCode, Span)> {
        if let Some((first, end)) = stand.initiative {
            let behind = |p: &&chancery_names::Party| {
                p.actor.is_some()
                    && matches!(p.link, Some(Link::Of | Link::By))
                    && (end.saturating_sub(1)..=end + 2).contains(&p.first)
            };
            let inside = scan.parties.iter().find(behind).or_else(|| {
                scan.parties.iter().find(|p| {
                    p.actor.is_some()
                        && p.first >= first.saturating_sub(3)
                        && p.first <= end + 2
                        && (p.form != Form::Seat || p.link == Some(Link::Of) || p.first == end)
                })
            });
            if let Some(party) = inside {
                return party.actor.clone().map(|a| (a, party.span));
            }
        }
        if let Some((first, _)) = stand.suggestion
            && matches!(hit.trigger.shape, Shape::Verb | Shape::Plural | Shape::Noun | Shape::Transitive)
        {
            let asks = |p: &&chancery_names::Party| {
                p.end <= first && p.actor.is_some() && p.link.is_none() && p.form != Form::Adjective
            };
            if let Some(party) = scan.parties.iter().rev().find(asks) {
                return party.actor.clone().map(|a| (a, party.span));
            }
        }
        if hit.kind() == Some(Kind::Message) && hit.trigger.shape == Shape::Noun {
            let sender = roles
                .partners
                .iter()
                .map(|&i| &scan.parties[i])
                .find(|p| matches!(p.link, Some(Link::By | Link::From)));
            let sender = sender.or_else(|| roles.subject.first().map(|&i| &scan.parties[i]));
            return sender.and_then(|p| p.actor.clone().map(|a| (a, p.span)));
        }
        let asker = hit.trigger.asker?;
        let index = match asker {
            Asker::Subject => roles.subject.first(),
            Asker::Object => roles.object.first(),
            Asker::Partner => roles.partners.first(),
        };
        match index.map(|&i| &scan.parties[i]) {
            Some(party) if party.actor.is_some() => party.actor.clone().map(|a| (a, party.span)),
            Some(party) => {
                let side = sides.iter().find(|s| s.spans.contains(&party.span))?;
                Some((side.actor.clone(), party.span))
            }
            None if asker == Asker::Subject => sides.first().map(|s| (s.actor.clone(), hit.span)),
            None => None,
        }
    }

    /// The same told of further days: "in July and in September".
    pub(crate) fn copies(&self, scan: &Scan<'_>, frame: &Frame) -> Vec<Frame> {
        let Some(own) = frame.date.and_then(|d| d.span) else { return Vec::new() };
        let clock = self.clock(scan);
        let further = when::further(scan, own, &clock, frame.status, self.world);
        let copy = |(date, place): (DateDraft, Option<PlaceDraft>)| Frame {
            date: Some(date),
            place,
            initiator: None,
            ..frame.clone()
        };
        further.into_iter().map(copy).collect()
    }

    /// Where a contact was that tells no place: where the journey of its sides led, where the last one told beside it
    /// was, in the city of the dateline, or with its host.
    fn place_inferred(
        &self,
        scan: &Scan<'_>,
        (hit, kind, status, date): (&Hit<'_>, Kind, Status, Option<DateDraft>),
        roles: &Roles,
        sides: &[SideDraft],
    ) -> Option<PlaceDraft> {
        let told = |f: &&Frame| f.place.as_ref().is_some_and(|p| p.rule.is_none());
        let before = || self.frames.iter().rev().filter(told);
        let journey = self.journeys(scan, status, sides).find(told);
        let shared = |f: &&Frame| sides.iter().any(|s| f.side(&s.actor).is_some());
        let beside = || before().find(|f| f.block == scan.block && f.status == status && shared(f));
        if kind != Kind::Visit
            && let Some(place) = journey.or_else(beside).and_then(|f| f.place.clone())
        {
            return Some(PlaceDraft { rule: Some("the place told of before"), ..place });
        }
        let traveller = sides.first().filter(|_| kind == Kind::Visit).map(|s| &s.actor);
        if let Some((actor, place)) = self.dateline.as_ref().filter(|_| status == Status::Held) {
            let of_side = sides.iter().any(|s| s.actor == *actor) && traveller != Some(actor);
            let abroad = kind == Kind::Meeting && !sides.iter().any(|s| s.actor == *actor);
            if of_side || (abroad && self.is_news(date)) {
                return Some(place.clone());
            }
        }
        let host = match hit.trigger.shape {
            Shape::Transitive | Shape::Invite => roles.subject.first(),
            Shape::Invitation => roles.partners.iter().find(|i| scan.parties[**i].link != Some(Link::To)),
            _ => None,
        };
        let host = host.map(|i| &scan.parties[*i]);
        if let Some(host) = host.filter(|h| h.actor.is_some()) {
            let own = when::draft(host, self.world, Some("the host's state"));
            return self.city_of(host.actor.as_ref()?, hit.first).or(own);
        }
        let visited = sides.iter().skip(1).find(|s| kind == Kind::Visit && self.world.is_state(&s.actor))?;
        let name = self.world.actor_name(&visited.actor).into();
        let span = visited.spans.first().copied().unwrap_or(hit.span);
        let own = PlaceDraft { name, span, rule: Some("the host's state") };
        self.city_of(&visited.actor, hit.first).or(Some(own))
    }

    /// The city of a state that the page told last as a place.
    fn city_of(&self, actor: &ActorCode, before: u32) -> Option<PlaceDraft> {
        let city = self.entities.city_before(actor, before)?;
        when::draft(city, self.world, Some("the place told of before"))
    }

    /// "Lavrov will hold talks there", "in Kyiv, where he met Zelensky": the place told of before.
    fn place_there(&self, scan: &Scan<'_>, hit: &Hit<'_>) -> Option<PlaceDraft> {
        let near = |c: &&CueHit<'_>| {
            c.cue.effect == Effect::There && gap((c.first, c.end), (hit.first, hit.end)) <= THERE_REACH
        };
        let led = |c: &&CueHit<'_>| {
            c.cue.effect == Effect::Where
                && c.end <= hit.first
                && hit.first - c.end <= WHERE_REACH
                && !scan.is_broken(c.end, hit.first)
                && !scan.parties.iter().any(|p| p.first >= c.end && p.end <= hit.first && p.place.is_some())
        };
        let cue = scan.cues.iter().find(near).or_else(|| scan.cues.iter().rev().find(led))?;
        when::draft(self.entities.place_before(cue.first)?, self.world, Some("the place told of before"))
    }

    /// The journeys of these sides told not long before, the last one first: whoever talks on one meets.
    fn journeys(&self, scan: &Scan<'_>, status: Status, sides: &[SideDraft]) -> impl Iterator<Item = &Frame> {
        let near = self.frames.iter().rev().take_while(|f| scan.index - f.sentence <= 12);
        near.filter(move |f| {
            f.kind == Kind::Visit && f.status == status && sides.iter().all(|s| f.side(&s.actor).is_some())
        })
    }

    /// After a call, "the conversation with" the next one is a call too.
    fn goes_on_calling(
        &self,
        scan: &Scan<'_>,
        stand: &Standing,
        roles: &Roles,
        (sides, date): (&[SideDraft], Option<DateDraft>),
    ) -> bool {
        let last = self.frames.last().filter(|f| f.kind == Kind::Call && scan.index - f.sentence <= 3);
        let days = last.and_then(|f| f.date).zip(date);
        !stand.background
            && days.is_none_or(|(a, b)| a.edtf.compatible(b.edtf))
            && !roles.partners.is_empty()
            && last.is_some_and(|f| sides.iter().any(|s| f.side(&s.actor).is_some()))
    }

    /// What times are counted from in this sentence.
    pub(crate) fn clock(&self, scan: &Scan<'_>) -> Clock<'_> {
        Clock { dating: self.dating, narrative: self.anchor(scan), period: self.period }
    }

    /// What "the day before" is counted from: the date told last in this paragraph, else that of the first contact.
    pub(crate) fn anchor(&self, scan: &Scan<'_>) -> Option<Edtf> {
        let here = self.reached.filter(|(_, block)| *block == scan.block).map(|(edtf, _)| edtf);
        let headline = || self.frames.iter().find(|f| !f.standing.background)?.date.map(|d| d.edtf);
        here.or_else(headline).or(self.reached.map(|(edtf, _)| edtf))
    }
}

/// Whether a channel is at a distance.
fn remote(kind: Kind) -> bool {
    matches!(kind, Kind::Call | Kind::Video | Kind::Message)
}

/// The channel that an adverb beside the trigger names.
fn channel(scan: &Scan<'_>, hit: &Hit<'_>, kind: Kind) -> Kind {
    let adverb = scan.hits.iter().find(|h| {
        h.trigger.shape == Shape::Adverb
            && h.first != hit.first
            && near(h, hit, 14)
            && !scan.is_broken(h.first, hit.first)
    });
    match adverb.and_then(|h| h.trigger.kind) {
        Some(told) if matches!(kind, Kind::Contact | Kind::Meeting | Kind::Call) => told,
        _ => kind,
    }
}
