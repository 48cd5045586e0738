//! Builds the frame of a trigger: its channel, time, place, initiator and words.

use crate::{
    apart::near,
    clock::Clock,
    discourse::Discourse,
    frame::{DateDraft, Frame, PlaceDraft, SideDraft},
    place::place,
    roles::Roles,
    rules::Shape,
    scan::{Hit, Scan},
    sides::inherit,
    status::{Standing, tells_past},
    when,
};
use chancery_model::{BlockKind, Edtf, Kind, Span, Status};
use chancery_names::{Link, Party};
use chancery_time::Relation;

/// How far behind a journey its host may stand, in tokens, places and times not counted.
const HOST_REACH: u32 = 3;

/// How far behind its verb an adverb of the channel may stand, in tokens.
const VERB_REACH: u32 = 4;

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
        mut sides: Vec<SideDraft>,
    ) -> Frame {
        add_hosts(scan, hit, roles, &mut sides);
        let done = status == Status::Held && tells_past(scan, hit);
        let clock = self.clock(scan, done);
        let reached = if done { self.done } else { self.reached };
        let undone = matches!(status, Status::Cancelled | Status::Postponed) && stand.announced;
        let mut date = when::date(scan, at, &clock, if undone { Status::Planned } else { status });
        if date.is_none()
            && (!stand.background || status != Status::Held)
            && let Some((edtf, block)) = reached
            && block == scan.block
            && scan.kind == BlockKind::Paragraph
            && (matches!(status, Status::Held | Status::Refused) || !self.is_past(edtf))
        {
            date = Some(DateDraft { edtf, span: None, rule: Some("the day told of before") });
        }
        if !stand.background {
            date = date.or_else(|| self.section_day());
        }
        if status == Status::Planned && !stand.background && date.is_none() {
            date = self.later_today(scan, hit);
        }
        let status = if self.is_ahead(date) && status == Status::Held { Status::Planned } else { status };
        let mut channel = channel(scan, hit, kind);
        let place = if remote(channel) {
            None
        } else {
            place(scan, at, roles, self.world).or_else(|| self.place_there(scan, hit))
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
        let asked = initiator.as_ref().map(|(actor, _)| actor);
        let mut rows = vec![hit.trigger.row.clone()];
        rows.extend(stand.rows.iter().cloned());
        let place = if remote(channel) {
            None
        } else {
            place.or_else(|| self.place_inferred(scan, (hit, channel, status, date), roles, (&sides, asked)))
        };
        // Talks at the place of a meeting told beside them are a meeting.
        let there = place.as_ref().is_some_and(|p| p.rule == Some(crate::place::BEFORE));
        let met = there || self.goes_on_meeting(scan, status, (&sides, date));
        if channel == Kind::Contact && met && !stand.background {
            channel = Kind::Meeting;
        }
        Frame {
            sentence: scan.index,
            block: scan.block,
            headline: scan.kind.is_headline(),
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

    /// "A call is planned in the afternoon": a plan that tells a time of the day alone is for the day of the page.
    fn later_today(&self, scan: &Scan<'_>, hit: &Hit<'_>) -> Option<DateDraft> {
        let near =
            |first: u32, end: u32| !scan.is_broken(first, hit.first) && !scan.is_broken(end, hit.first);
        let told =
            scan.times.iter().any(|m| m.expr.is_clock() && near(m.first, m.end) && m.first != scan.first);
        if !told || scan.times.iter().any(|m| m.expr.is_date()) {
            return None;
        }
        let edtf = self.dating.date.as_ref()?.value;
        Some(DateDraft { edtf, span: None, rule: Some("later on the day of the page") })
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
    pub(crate) fn is_news(&self, date: Option<DateDraft>) -> bool {
        let told = date.filter(|d| d.span.is_some());
        told.and_then(|d| self.age(d.edtf)).is_some_and(|days| (0..=1).contains(&days))
    }

    /// Whether a date lies wholly before the day of the page.
    fn is_past(&self, date: Edtf) -> bool {
        self.age(date).is_some_and(|days| days > 0)
    }

    /// Whether a date lies wholly after the day of the page.
    fn is_ahead(&self, date: Option<DateDraft>) -> bool {
        date.is_some_and(|date| self.is_to_come(date.edtf))
    }

    /// The same of a date alone.
    pub(crate) fn is_to_come(&self, date: Edtf) -> bool {
        Clock::of(self.dating).is_ahead(date)
    }

    /// "The first conversation since October 2022": the earlier one is a contact of its own.
    pub(crate) fn since(&self, scan: &Scan<'_>, hit: &Hit<'_>, frame: &Frame) -> Option<(Frame, Edtf)> {
        if !frame.standing.background || frame.actors().len() < 2 {
            return None;
        }
        let clock = Clock::of(self.dating);
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
            place: frame.place.clone().filter(|_| frame.kind == Kind::Visit),
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

    /// The same told of further days: "in July and in September".
    pub(crate) fn copies(&self, scan: &Scan<'_>, frame: &Frame) -> Vec<Frame> {
        let Some(own) = frame.date.and_then(|d| d.span) else { return Vec::new() };
        let clock = self.clock(scan, false);
        let further = when::further(scan, own, &clock, frame.status, self.world);
        let copy = |(date, place): (DateDraft, Option<PlaceDraft>)| Frame {
            date: Some(date),
            place,
            initiator: None,
            ..frame.clone()
        };
        further.into_iter().map(copy).collect()
    }

    /// After a meeting of three, two of them "spoke apart": they met.
    fn goes_on_meeting(
        &self,
        scan: &Scan<'_>,
        status: Status,
        (sides, date): (&[SideDraft], Option<DateDraft>),
    ) -> bool {
        let near = self.frames.iter().rev().take_while(|f| scan.index - f.sentence <= 3);
        let mut met = near.filter(|f| f.kind == Kind::Meeting && f.status == status);
        met.any(|f| {
            let days = f.date.zip(date).is_none_or(|(a, b)| a.edtf.compatible(b.edtf));
            f.sides.len() > sides.len() && days && sides.iter().all(|s| f.side(&s.actor).is_some())
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

    /// What times are counted from in this sentence; for what was done, no day to come is its day, nor what its times
    /// are counted from.
    pub(crate) fn clock(&self, scan: &Scan<'_>, done: bool) -> Clock<'_> {
        let reached = if done { self.done } else { self.reached };
        let fits = |date: &Edtf| !done || !self.is_to_come(*date);
        Clock {
            narrative: self.anchor(scan, reached, fits),
            period: self.period.filter(fits),
            done,
            ..Clock::of(self.dating)
        }
    }

    /// What "the day before" is counted from: the date told last in this paragraph, else that of the first contact.
    fn anchor(
        &self,
        scan: &Scan<'_>,
        reached: Option<(Edtf, u32)>,
        fits: impl Fn(&Edtf) -> bool,
    ) -> Option<Edtf> {
        let here = reached.filter(|(_, block)| *block == scan.block).map(|(edtf, _)| edtf);
        let late = |edtf: &Edtf| self.age(*edtf).is_none_or(|days| days < RECENT);
        let earlier = |f: &&Frame| !f.standing.background && f.sentence < scan.index;
        let headline = || {
            let lead = self.frames.iter().find(earlier)?;
            lead.date.map(|d| d.edtf).filter(|edtf| late(edtf) && fits(edtf))
        };
        here.or_else(headline).or(reached.map(|(edtf, _)| edtf))
    }
}

/// Whether a channel is at a distance.
pub(crate) fn remote(kind: Kind) -> bool {
    matches!(kind, Kind::Call | Kind::Video | Kind::Message)
}

/// The channel that an adverb beside the trigger names.
fn channel(scan: &Scan<'_>, hit: &Hit<'_>, kind: Kind) -> Kind {
    let adverb = scan.hits.iter().find(|h| {
        h.trigger.shape == Shape::Adverb
            && h.first != hit.first
            && near(h, hit, 14)
            && !scan.is_broken(h.first, hit.first)
            && !is_of_verb_before(scan, h, hit)
    });
    match adverb.and_then(|h| h.trigger.kind) {
        Some(told) if matches!(kind, Kind::Contact | Kind::Meeting | Kind::Call) => told,
        _ => kind,
    }
}

/// "Spoke by phone on 11 August, and received him in July": the adverb behind one verb is not that of the next, past a
/// comma.
fn is_of_verb_before(scan: &Scan<'_>, adverb: &Hit<'_>, hit: &Hit<'_>) -> bool {
    let verb =
        |h: &Hit<'_>| h.trigger.shape.is_verb() && h.end <= adverb.first && near(h, adverb, VERB_REACH);
    let comma = |at: &u32| adverb.end <= *at && *at < hit.first;
    hit.trigger.shape.is_verb() && scan.commas.iter().any(comma) && scan.hits.iter().any(verb)
}

/// "Travelled to Moscow, to Vladimir Putin": whoever of the state that a journey leads to is tied to the verb.
fn add_hosts(scan: &Scan<'_>, hit: &Hit<'_>, roles: &Roles, sides: &mut [SideDraft]) {
    if !hit.trigger.shape.is_travel() || roles.place.is_none() {
        return;
    }
    for side in sides.iter_mut().filter(|s| s.inferred.is_some() && s.people.is_empty()) {
        let tied = |p: &&Party| {
            p.actor.as_ref() == Some(&side.actor)
                && p.person.is_some()
                && !p.former
                && !p.owns
                && matches!(p.link, Some(Link::To | Link::Place | Link::With | Link::By))
                && p.first >= hit.first
                && scan.distance(hit.end, p.first.max(hit.end), |_| true) <= HOST_REACH
                && !scan.hits.iter().any(|h| h.first >= hit.end && h.end <= p.first)
        };
        if let Some(party) = scan.parties.iter().find(tied) {
            side.people.extend(party.person.clone());
            side.offices.extend(party.offices.iter().cloned());
            side.spans.push(party.span);
        }
    }
}
