//! Reads an article's sentences in order and tells which triggers open a contact, which add to one, and which do neither.

use crate::{
    entities::Entities,
    frame::{DateDraft, Frame, PlaceDraft, SideDraft},
    merge,
    roles::{Roles, roles},
    rules::{Asker, Effect, Scope, Shape},
    scan::{Hit, Scan},
    sides::{Resolver, from_entity, inherit, push},
    status::{Standing, standing},
    when::{self, Clock},
};
use chancery_model::{ActorCode, BlockKind, Dating, Edtf, Kind, Span, Status};
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
    /// The status of the last contact, and its sentence.
    last: Option<(usize, Status)>,
    /// The city that the page is written from, and its state.
    dateline: Option<(ActorCode, PlaceDraft)>,
}

impl<'a, 'w> Discourse<'a, 'w> {
    /// Begins a reading.
    pub fn new(world: &'w World, dating: &'a Dating, entities: Entities<'w>) -> Discourse<'a, 'w> {
        Discourse {
            world,
            dating,
            entities,
            frames: Vec::new(),
            traces: Vec::new(),
            narrative: None,
            last: None,
            dateline: None,
        }
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
            self.note_dateline(scan);
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
            let reason = stand.refusal.unwrap_or("no status");
            return self.never_since(scan, hit, kind, stand).unwrap_or(Outcome::Nothing(reason));
        };
        let roles = roles(scan, hit);
        if matches!(hit.trigger.shape, Shape::Transitive | Shape::Invite) && roles.object.is_empty() {
            return Outcome::Nothing("no one stands as its object");
        }
        let status = self.purpose(scan, hit, status);
        self.last = Some((scan.index, status));
        let parts = split(scan, hit, &stand, &roles);
        let mut outcome = Outcome::Nothing("no side in the sentence");
        for (part, at) in parts.iter().rev() {
            outcome = self.tell(scan, (hit, at), (kind, status), stand.clone(), part);
        }
        outcome
    }

    /// "Will fly to Belfast to greet him": an infinitive has the status of the verb before it.
    fn purpose(&self, scan: &Scan<'_>, hit: &Hit<'_>, status: Status) -> Status {
        let infinitive =
            !hit.tags.is_empty() && hit.tags.iter().all(|t| *t == "base") && hit.trigger.shape != Shape::Noun;
        match self.last {
            Some((sentence, before)) if infinitive && sentence == scan.index && status == Status::Held => {
                before
            }
            _ if infinitive && status == Status::Held && planned_before(scan, hit) => Status::Planned,
            _ => status,
        }
    }

    /// Opens or adds to a contact with the sides that the roles of a trigger name; `at` is where its own time and place stand.
    fn tell(
        &mut self,
        scan: &Scan<'_>,
        (hit, at): (&Hit<'_>, &Hit<'_>),
        what: (Kind, Status),
        stand: Standing,
        roles: &Roles,
    ) -> Outcome {
        let (sides, anaphoric) = match self.sides(scan, hit, roles) {
            Ok(found) => found,
            Err(reason) => return Outcome::Nothing(reason),
        };
        if anaphoric && scan.kind == BlockKind::Heading {
            return Outcome::Nothing("a heading that names no side");
        }
        let mut frame = self.frame(scan, hit, at, what, stand, roles, sides);
        let copies = self.copies(scan, &frame);
        let since = self.since(scan, hit, &frame);
        frame.standing.background &= since.is_none();
        let outcome = self.place_frame(frame, anaphoric, hit);
        if let Some((mut since, date)) = since {
            if let (Outcome::Opened(i) | Outcome::Added(i), Kind::Contact) = (outcome, since.kind) {
                since.kind = self.frames[i].kind;
            }
            self.frames.push(since);
            self.note(date, scan.block);
        }
        for copy in copies {
            self.place_frame(copy, false, hit);
        }
        outcome
    }

    /// The same told of further days: "in July and in September".
    fn copies(&self, scan: &Scan<'_>, frame: &Frame) -> Vec<Frame> {
        let Some(own) = frame.date.and_then(|d| d.span) else { return Vec::new() };
        let clock = Clock { dating: self.dating, narrative: self.anchor(scan) };
        let further = when::further(scan, own, &clock, frame.status, self.world);
        let copy = |(date, place): (DateDraft, Option<PlaceDraft>)| Frame {
            date: Some(date),
            place,
            initiator: None,
            ..frame.clone()
        };
        further.into_iter().map(copy).collect()
    }

    /// What "the day before" is counted from: the date told last in this paragraph, else that of the first contact.
    fn anchor(&self, scan: &Scan<'_>) -> Option<Edtf> {
        let here = self.narrative.filter(|(_, block)| *block == scan.block).map(|(edtf, _)| edtf);
        let headline = || self.frames.iter().find(|f| !f.standing.background)?.date.map(|d| d.edtf);
        here.or_else(headline)
    }

    /// After a call, "the conversation with" the next one is a call too.
    fn goes_on_calling(&self, scan: &Scan<'_>, stand: &Standing, roles: &Roles, sides: &[SideDraft]) -> bool {
        let last = self.frames.last().filter(|f| f.kind == Kind::Call && scan.index - f.sentence <= 3);
        !stand.background
            && !roles.partners.is_empty()
            && last.is_some_and(|f| sides.iter().any(|s| f.side(&s.actor).is_some()))
    }

    /// Where a contact was that tells no place: with its host, in the city of the dateline, or where the last one was.
    fn place_inferred(
        &self,
        scan: &Scan<'_>,
        hit: &Hit<'_>,
        roles: &Roles,
        sides: &[SideDraft],
    ) -> Option<PlaceDraft> {
        let last = self.frames.iter().rev().find(|f| f.block == scan.block && f.place.is_some());
        if let Some(place) = last.and_then(|f| f.place.clone()) {
            return Some(PlaceDraft { rule: Some("the place told of before"), ..place });
        }
        if let Some(place) = &self.dateline
            && sides.iter().any(|s| s.actor == place.0)
        {
            return Some(place.1.clone());
        }
        let host = if hit.trigger.shape == Shape::Transitive { roles.subject.first() } else { None };
        when::draft(&scan.parties[*host?], self.world, Some("the host's state"))
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
        let frame = self.frame(scan, hit, hit, (kind, Status::Held), stand, &roles, sides);
        let (since, date) = self.since(scan, hit, &frame)?;
        self.note(date, scan.block);
        self.frames.push(since);
        Some(Outcome::Opened(self.frames.len() - 1))
    }

    /// Opens a contact, or adds to one told before.
    fn place_frame(&mut self, frame: Frame, anaphoric: bool, hit: &Hit<'_>) -> Outcome {
        let weak = (hit.trigger.shape == Shape::Noun || anaphoric) && frame.status == Status::Held;
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
            None if anaphoric
                && !tells_anew(&frame)
                && self.frames.iter().any(|f| f.actors() == frame.actors()) =>
            {
                Outcome::Nothing("words on the contact told before")
            }
            None => {
                self.frames.push(frame);
                Outcome::Opened(self.frames.len() - 1)
            }
        }
    }

    /// A city that opens the first paragraph.
    fn note_dateline(&mut self, scan: &Scan<'_>) {
        let first = scan
            .parties
            .first()
            .filter(|p| p.form == Form::Seat && p.first <= scan.first + 1 && p.link.is_none());
        if self.dateline.is_some() || scan.kind != BlockKind::Paragraph {
            return;
        }
        if let Some(party) = first
            && let Some(place) = when::draft(party, self.world, Some("the city of the dateline"))
        {
            self.dateline = party.actor.clone().map(|actor| (actor, place));
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
        if let Some(place) = roles.place.filter(|_| hit.kind() == Some(Kind::Visit)) {
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
    fn host_told_before(&self, scan: &Scan<'_>, actor: &ActorCode) -> Option<SideDraft> {
        let own = scan
            .parties
            .iter()
            .find_map(|p| p.actor.as_ref().filter(|a| *a != actor).map(|a| (a.clone(), p.span)));
        let (host, span) = own.or_else(|| self.entities.last_place(actor))?;
        let inferred = Some(("the state told of before", span));
        Some(SideDraft { actor: host, people: Vec::new(), offices: Vec::new(), spans: vec![span], inferred })
    }

    /// Talks that somebody holds abroad are with the host, where nobody else is named.
    fn host_of_place(&self, scan: &Scan<'_>, actor: &ActorCode, hit: &Hit<'_>) -> Option<SideDraft> {
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
        at: &Hit<'_>,
        (kind, status): (Kind, Status),
        stand: Standing,
        roles: &Roles,
        sides: Vec<SideDraft>,
    ) -> Frame {
        let clock = Clock { dating: self.dating, narrative: self.anchor(scan) };
        let undone = matches!(status, Status::Cancelled | Status::Postponed) && stand.announced;
        let mut date = when::date(scan, at, &clock, if undone { Status::Planned } else { status });
        if date.is_none()
            && !stand.background
            && let Some((edtf, block)) = self.narrative
            && block == scan.block
            && scan.kind == BlockKind::Paragraph
        {
            date = Some(DateDraft { edtf, span: None, rule: Some("the day told of before") });
        }
        let mut channel = channel(scan, hit, kind);
        let place = if remote(channel) { None } else { when::place(scan, at, roles.place, self.world) };
        if channel == Kind::Contact && place.is_some() {
            channel = Kind::Meeting;
        }
        if channel == Kind::Contact && self.goes_on_calling(scan, &stand, roles, &sides) {
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
            place.or_else(|| self.place_inferred(scan, hit, roles, &sides))
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
    ) -> Option<(ActorCode, Span)> {
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
            _ if asker == Asker::Subject => sides.first().map(|s| (s.actor.clone(), hit.span)),
            _ => None,
        }
    }
}

/// Whether a mention without sides of its own tells a day, or says that it is another contact.
fn tells_anew(frame: &Frame) -> bool {
    frame.standing.another
        || frame.standing.background
        || frame.date.is_some_and(|d| d.rule.is_none())
        || frame.status != Status::Held
}

/// Whether an auxiliary of the future stands before a bare infinitive, however far: "will travel on and meet".
fn planned_before(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    scan.cues.iter().any(|c| {
        c.cue.effect == Effect::Planned
            && c.cue.scope == Scope::Before
            && c.end <= hit.first
            && !scan.is_broken(c.end, hit.first)
    })
}

/// Whether a channel is at a distance.
fn remote(kind: Kind) -> bool {
    matches!(kind, Kind::Call | Kind::Video | Kind::Message)
}

/// "He spoke to A on Sunday and to B on Monday": a contact for each partner that has a preposition of its own.
fn split<'r>(scan: &Scan<'r>, hit: &Hit<'r>, stand: &Standing, roles: &Roles) -> Vec<(Roles, Hit<'r>)> {
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
