//! Reads an article's sentences in order and tells which triggers open a contact, which add to one, and which do neither.

use crate::{
    entities::Entities,
    frame::{DateDraft, Frame, SideDraft},
    merge,
    roles::{Roles, roles},
    rules::{Asker, Shape},
    scan::{Hit, Scan},
    sides::{Resolver, from_entity, inherit, push},
    status::{Standing, standing},
    when::{self, Clock},
};
use chancery_model::{BlockKind, Dating, Edtf, Kind, Span, Status};
use chancery_names::{Form, Link, World};
use chancery_time::Relation;

/// What became of a trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The trigger's words.
    pub span: Span,
    /// The row that fired.
    pub row: chancery_model::Row,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It opened the report of this number.
    Opened(usize),
    /// It added to the report of this number.
    Added(usize),
    /// It opened nothing, for this reason.
    Nothing(&'static str),
}

/// The reading of one article, sentence by sentence.
pub struct Discourse<'a, 'w> {
    world: &'w World,
    dating: &'a Dating,
    entities: Entities<'w>,
    frames: Vec<Frame>,
    traces: Vec<Trace>,
    /// The date the narrative has reached, and the block it was reached in.
    narrative: Option<(Edtf, u32)>,
}

impl<'a, 'w> Discourse<'a, 'w> {
    /// Begins a reading.
    pub fn new(world: &'w World, dating: &'a Dating, entities: Entities<'w>) -> Discourse<'a, 'w> {
        Discourse { world, dating, entities, frames: Vec::new(), traces: Vec::new(), narrative: None }
    }

    /// Reads the sentences; gives the contacts in the order of their first mention, and what became of each trigger.
    pub fn read(mut self, scans: &[Scan<'_>]) -> (Vec<Frame>, Vec<Trace>, Entities<'w>) {
        for scan in scans {
            if !matches!(
                scan.kind,
                BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph | BlockKind::Caption
            ) {
                continue;
            }
            for blocked in &scan.blocked {
                self.trace(blocked, Outcome::Nothing("a phrase that is no contact"));
            }
            self.entities.remember(scan.index, &scan.parties);
            for hit in &scan.hits {
                let outcome = self.consider(scan, hit);
                self.trace(hit, outcome);
            }
        }
        self.traces.sort_by_key(|t| t.span);
        (self.frames, self.traces, self.entities)
    }

    fn trace(&mut self, hit: &Hit<'_>, outcome: Outcome) {
        self.traces.push(Trace { span: hit.span, row: hit.trigger.row.clone(), outcome });
    }

    fn consider(&mut self, scan: &Scan<'_>, hit: &Hit<'_>) -> Outcome {
        let Some(kind) = hit.kind() else { return Outcome::Nothing("a phrase that is no contact") };
        if hit.trigger.shape == Shape::Adverb
            && scan.hits.iter().any(|h| h.trigger.shape != Shape::Adverb && near(h, hit, 10))
        {
            return Outcome::Nothing("names the channel of the trigger beside it");
        }
        let stand = standing(scan, hit);
        let Some(status) = stand.status else {
            return Outcome::Nothing(stand.refusal.unwrap_or("no status"));
        };
        let roles = roles(scan, hit);
        if matches!(hit.trigger.shape, Shape::Transitive | Shape::Invite) && roles.object.is_empty() {
            return Outcome::Nothing("no one stands as its object");
        }
        let (sides, anaphoric) = match self.sides(scan, hit, &roles) {
            Ok(found) => found,
            Err(reason) => return Outcome::Nothing(reason),
        };
        let frame = self.frame(scan, hit, (kind, status), stand, &roles, sides);
        if let Some((since, date)) = self.since(scan, hit, &frame) {
            self.frames.push(since);
            self.note(date, scan.block);
        }
        self.place_frame(frame, anaphoric, hit)
    }

    /// "They have not met since May 2019": the earlier contact is told, and no other.
    fn never_since(
        &mut self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        kind: Kind,
        stand: Standing,
    ) -> Option<Outcome> {
        let roles = roles(scan, hit);
        let (sides, _) = self.sides(scan, hit, &roles).ok()?;
        let stand = Standing { background: true, ..stand };
        let frame = self.frame(scan, hit, (kind, Status::Held), stand, &roles, sides);
        let (since, date) = self.since(scan, hit, &frame)?;
        self.note(date, scan.block);
        self.frames.push(since);
        Some(Outcome::Opened(self.frames.len() - 1))
    }

    /// Opens a contact, or adds to one told before.
    fn place_frame(&mut self, frame: Frame, anaphoric: bool, hit: &Hit<'_>) -> Outcome {
        let weak = hit.trigger.shape == Shape::Noun || anaphoric;
        if let Some(date) = &frame.date {
            self.note(date.edtf, frame.block);
        }
        let day = self.dating.date.as_ref().map(|d| d.value);
        let target = merge::target(&self.frames, &frame, anaphoric, weak, day, &self.entities);
        match target {
            Some(index) => {
                merge::absorb(&mut self.frames[index], frame, weak);
                Outcome::Added(index)
            }
            None if anaphoric && frame.actors().len() < 2 => Outcome::Nothing("only one side"),
            None => {
                self.frames.push(frame);
                Outcome::Opened(self.frames.len() - 1)
            }
        }
    }

    fn note(&mut self, date: Edtf, block: u32) {
        self.narrative = Some((date, block));
    }

    /// The sides of a trigger; whether they were taken over from a contact told before.
    fn sides(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        roles: &Roles,
    ) -> Result<(Vec<SideDraft>, bool), &'static str> {
        let resolver = Resolver { entities: &self.entities, frames: &self.frames, scan };
        let mut found = resolver.sides(roles);
        let mut list = std::mem::take(&mut found.list);
        if found.they {
            for side in resolver.they(hit.first, roles) {
                push(&mut list, side);
            }
            if list.len() >= 2 {
                return Ok((list, true));
            }
        }
        if hit.trigger.shape == Shape::Clitic
            && let Some(side) = resolver.clitic(hit.first, hit.span, &list)
        {
            push(&mut list, side);
        }
        if let Some(place) = roles.place {
            self.add_host(scan, place, &mut list);
        }
        if list.len() >= 2 {
            return Ok((list, false));
        }
        if hit.trigger.shape == Shape::Noun || hit.trigger.shape == Shape::Invitation {
            if let Some(frame) = self.recent(&list, hit.trigger.kind, scan) {
                let sides =
                    frame.sides.iter().map(|s| inherit(s, "the sides of the contact told before")).collect();
                return Ok((sides, true));
            }
        }
        self.complete(scan, hit, roles, list)
    }

    /// The state that a journey leads to is its host.
    fn add_host(&self, scan: &Scan<'_>, place: usize, list: &mut Vec<SideDraft>) {
        let party = &scan.parties[place];
        let Some(actor) = party.actor.as_ref().filter(|a| self.world.is_state(a)) else { return };
        if !list.is_empty() && !list.iter().any(|s| s.actor == *actor) {
            let rule = ("the state that the journey leads to", party.span);
            list.push(SideDraft {
                actor: actor.clone(),
                people: Vec::new(),
                offices: Vec::new(),
                spans: vec![party.span],
                inferred: Some(rule),
            });
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
    ) -> Result<(Vec<SideDraft>, bool), &'static str> {
        let Some(first) = list.first() else { return Err("no side in the sentence") };
        let actor = first.actor.clone();
        let partner_told = !roles.partners.is_empty() || !roles.object.is_empty();
        if partner_told && roles.subject.is_empty() {
            let before = self.entities.last_person(hit.first, scan.index, &[&actor]);
            if let Some(entity) = before {
                list.insert(0, from_entity(entity, entity.span, "the subject told of before"));
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
        if hit.trigger.kind == Some(Kind::Visit)
            && person
            && let Some(host) = self.host_told_before(scan, &actor)
        {
            list.push(host);
            return Ok((list, false));
        }
        Err("only one side")
    }

    /// A visit whose goal another sentence tells: the last place or state abroad.
    fn host_told_before(&self, scan: &Scan<'_>, actor: &chancery_model::ActorCode) -> Option<SideDraft> {
        let own = scan
            .parties
            .iter()
            .find_map(|p| p.actor.as_ref().filter(|a| *a != actor).map(|a| (a.clone(), p.span)));
        let (host, span) = own.or_else(|| self.entities.last_place(actor))?;
        let inferred = Some(("the state told of before", span));
        Some(SideDraft { actor: host, people: Vec::new(), offices: Vec::new(), spans: vec![span], inferred })
    }

    /// Talks that somebody holds abroad are with the host, where nobody else is named.
    fn host_of_place(
        &self,
        scan: &Scan<'_>,
        actor: &chancery_model::ActorCode,
        hit: &Hit<'_>,
    ) -> Option<SideDraft> {
        let abroad = |p: &&chancery_names::Party| {
            p.link == Some(Link::Place)
                && matches!(p.form, Form::Seat | Form::Actor)
                && p.actor.as_ref().is_some_and(|a| a != actor)
                && (if p.end <= hit.first { hit.first - p.end } else { p.first.saturating_sub(hit.end) }) <= 8
        };
        let party = scan.parties.iter().find(abroad)?;
        let rule = ("the host of the place", party.span);
        Some(SideDraft {
            actor: party.actor.clone()?,
            people: Vec::new(),
            offices: Vec::new(),
            spans: vec![party.span],
            inferred: Some(rule),
        })
    }

    fn frame(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        (kind, status): (Kind, Status),
        stand: Standing,
        roles: &Roles,
        sides: Vec<SideDraft>,
    ) -> Frame {
        let clock = Clock { dating: self.dating, narrative: self.narrative.map(|(d, _)| d) };
        let mut date = when::date(scan, hit, &clock, status);
        if date.is_none()
            && !stand.background
            && let Some((edtf, block)) = self.narrative
            && block == scan.block
            && scan.kind == BlockKind::Paragraph
        {
            date = Some(DateDraft { edtf, span: None, rule: Some("the day told of before") });
        }
        let mut channel = channel(scan, hit, kind);
        let place = if matches!(channel, Kind::Call | Kind::Video | Kind::Message) {
            None
        } else {
            when::place(scan, hit, roles.place, self.world)
        };
        if channel == Kind::Contact && place.is_some() {
            channel = Kind::Meeting;
        }
        let last = self.frames.last().filter(|f| matches!(f.kind, Kind::Call | Kind::Video));
        if channel == Kind::Contact && last.is_some_and(|f| sides.iter().any(|s| f.side(&s.actor).is_some()))
        {
            channel = Kind::Call;
        }
        let mut also: Vec<Kind> = hit.trigger.also.into_iter().collect();
        if channel == Kind::Visit && sides.iter().filter(|s| !s.people.is_empty()).count() >= 2 {
            also.push(Kind::Meeting);
        }
        let initiator = self.initiator(scan, hit, &stand, roles, &sides);
        let mut rows = vec![hit.trigger.row.clone()];
        rows.extend(stand.rows.iter().cloned());
        let place = if matches!(channel, Kind::Call | Kind::Video | Kind::Message) {
            None
        } else {
            when::place(scan, hit, roles.place, self.world)
        };
        Frame {
            sentence: scan.index,
            block: scan.block,
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
            features: Vec::new(),
        }
    }

    /// "The first conversation since October 2022": the earlier one is a contact of its own.
    fn since(&self, scan: &Scan<'_>, hit: &Hit<'_>, frame: &Frame) -> Option<(Frame, Edtf)> {
        if !frame.standing.background || frame.actors().len() < 2 {
            return None;
        }
        let clock = Clock { dating: self.dating, narrative: None };
        let mention = scan.times.iter().find(|m| {
            m.expr.relation() == Relation::Since && m.expr.is_date() && m.first >= hit.first.saturating_sub(6)
        })?;
        let edtf = clock.read(mention, Status::Held)?;
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
    ) -> Option<(chancery_model::ActorCode, Span)> {
        if let Some((first, end)) = stand.initiative {
            let inside = scan.parties.iter().find(|p| {
                p.actor.is_some()
                    && p.first >= first.saturating_sub(3)
                    && p.first <= end + 2
                    && (p.form != Form::Seat || p.link == Some(Link::Of))
            });
            if let Some(party) = inside {
                return party.actor.clone().map(|a| (a, party.span));
            }
        }
        if hit.kind() == Some(Kind::Message) && hit.trigger.shape == Shape::Noun {
            let sender = roles
                .partners
                .iter()
                .map(|&i| &scan.parties[i])
                .find(|p| matches!(p.link, Some(Link::By | Link::From)));
            return sender.and_then(|p| p.actor.clone().map(|a| (a, p.span)));
        }
        let asker = hit.trigger.asker?;
        let index = match asker {
            Asker::Subject => roles.subject.first(),
            Asker::Object => roles.object.first(),
        };
        match index.map(|&i| &scan.parties[i]) {
            Some(party) if party.actor.is_some() => party.actor.clone().map(|a| (a, party.span)),
            _ if asker == Asker::Subject => sides.first().map(|s| (s.actor.clone(), hit.span)),
            _ => None,
        }
    }
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

fn near(a: &Hit<'_>, b: &Hit<'_>, most: u32) -> bool {
    let gap = if a.end <= b.first { b.first - a.end } else { a.first.saturating_sub(b.end) };
    gap <= most
}
