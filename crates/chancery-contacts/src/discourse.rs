//! Reads an article's sentences in order and tells which triggers open a contact, which add to one, and which do neither.

use crate::{
    apart::{near, split},
    clock::Clock,
    entities::Entities,
    formats::Formats,
    frame::{DateDraft, Frame, PlaceDraft, SideDraft},
    implied::Implied,
    merge,
    refusal::Refusal,
    roles::{Roles, roles},
    rules::{Effect, Shape},
    scan::{CueHit, Hit, Scan},
    seats::Seats,
    sides::Resolver,
    status::{Standing, standing},
    when,
};
use chancery_model::{ActorCode, BlockKind, Dating, Edtf, Granularity, Kind, Span, Status};
use chancery_names::World;
use chancery_time::Mention;

/// How many contacts one page is read for.
const MOST: usize = 400;

/// Words beside the day on a line that heads a section.
const SECTION_WORDS: u32 = 2;

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
    Nothing(Refusal),
}

/// The reading of one article, sentence by sentence.
pub struct Discourse<'a, 'w> {
    pub(crate) world: &'w World,
    pub(crate) formats: &'w Formats,
    pub(crate) seats: &'w Seats,
    pub(crate) implied: &'a Implied,
    pub(crate) dating: &'a Dating,
    pub(crate) entities: Entities<'w>,
    pub(crate) frames: Vec<Frame>,
    traces: Vec<Trace>,
    /// The date of the contact told last, and the block it was told in.
    pub(crate) narrative: Option<(Edtf, u32)>,
    /// The day the narrative has reached, whatever happened on it, and the block it was reached in.
    pub(crate) reached: Option<(Edtf, u32)>,
    /// The last day of those that had come by the day of the page.
    pub(crate) done: Option<(Edtf, u32)>,
    /// The last date told, however coarse.
    pub(crate) period: Option<Edtf>,
    /// The day that heads the section, and its words.
    section: Option<(Edtf, Span)>,
    /// The block of each sentence read so far.
    blocks: Vec<u32>,
    /// The status of the last contact, and its sentence.
    pub(crate) last: Option<(usize, Status)>,
    /// The contact told last, whether it was opened or told again, and the sentence.
    pub(crate) told: Option<(usize, usize)>,
    /// The city that the page is written from, and its state.
    pub(crate) dateline: Option<(ActorCode, PlaceDraft)>,
    /// The city that heads a paragraph, and its block.
    pub(crate) city: Option<(u32, PlaceDraft)>,
}

impl<'a, 'w> Discourse<'a, 'w> {
    /// Begins a reading.
    pub(crate) fn new(
        world: &'w World,
        (formats, seats): (&'w Formats, &'w Seats),
        implied: &'a Implied,
        dating: &'a Dating,
        entities: Entities<'w>,
    ) -> Discourse<'a, 'w> {
        Discourse {
            world,
            formats,
            seats,
            implied,
            dating,
            entities,
            frames: Vec::new(),
            traces: Vec::new(),
            narrative: None,
            reached: None,
            done: None,
            period: None,
            section: None,
            blocks: Vec::new(),
            last: None,
            told: None,
            dateline: None,
            city: None,
        }
    }

    /// Reads the sentences; gives the contacts in the order of their first mention, and what became of each trigger.
    pub fn read(mut self, scans: &[Scan<'_>]) -> (Vec<Frame>, Vec<Trace>, Entities<'w>) {
        for scan in scans {
            self.blocks.push(scan.block);
            self.begin_section(scan);
            if !scan.kind.is_telling() {
                continue;
            }
            for blocked in &scan.blocked {
                self.trace(blocked, Outcome::Nothing(Refusal::Phrase));
            }
            self.note_dateline(scan);
            if let Some((home, _)) = &self.dateline {
                self.entities.adopt(&scan.parties, home);
            }
            self.entities.remember(scan, &self.frames);
            if scan.hits.is_empty() {
                self.undo(scan);
                self.happened(scan);
            }
            let (mut told, mut open, mut lacking) = (false, scan.blocked.is_empty(), None);
            for hit in &scan.hits {
                let outcome = self.consider(scan, hit);
                match outcome {
                    Outcome::Nothing(Refusal::OneSide | Refusal::NoSide | Refusal::NoObject) => {
                        lacking = lacking.or(Some(hit));
                    }
                    Outcome::Nothing(Refusal::Channel) => {}
                    Outcome::Nothing(_) => open = false,
                    Outcome::Opened(_) | Outcome::Added(_) => told = true,
                }
                self.trace(hit, outcome);
            }
            if !told {
                if open && self.frames.len() < MOST {
                    self.implied(scan, lacking);
                }
                self.credit(scan);
            }
            let clock = self.clock(scan, false);
            let status = self.last.filter(|(at, _)| *at == scan.index).map_or(Status::Held, |(_, s)| s);
            let [day, period] = when::reached(scan, &clock, status);
            if let Some(day) = day {
                self.reach(day, scan.block);
            }
            self.period = period.or(self.period);
        }
        self.traces.sort_by_key(|t| t.span);
        (self.frames, self.traces, self.entities)
    }

    /// What follows references in a sentence.
    pub(crate) fn resolver<'d>(&'d self, scan: &'d Scan<'d>) -> Resolver<'d, 'w> {
        Resolver { entities: &self.entities, frames: &self.frames, scan }
    }

    /// The block of a sentence read before.
    pub(crate) fn block_of(&self, sentence: usize) -> Option<u32> {
        self.blocks.get(sentence).copied()
    }

    /// "Monday, 10 June" on a line of its own dates what stands below it, if it is another day than the page's.
    fn begin_section(&mut self, scan: &Scan<'_>) {
        let day = |m: &&Mention| m.expr.is_date() && m.expr.granularity() == Some(Granularity::Day);
        let mut days = scan.times.iter().filter(day);
        let (Some(mention), None) = (days.next(), days.next()) else { return };
        let outside = scan.end - scan.first - (mention.end - mention.first);
        if outside > SECTION_WORDS || scan.kind == BlockKind::Title {
            return;
        }
        let clock = Clock::of(self.dating);
        let page = self.dating.date.as_ref().map(|d| d.value);
        self.section = clock
            .read(mention, Status::Proposed)
            .filter(|day| page.is_none_or(|page| page != *day))
            .map(|day| (day, mention.span));
    }

    /// The day that heads the section, for a contact that tells none.
    pub(crate) fn section_day(&self) -> Option<DateDraft> {
        let (edtf, span) = self.section?;
        Some(DateDraft { edtf, span: Some(span), rule: Some("the day that heads the section") })
    }

    pub(crate) fn trace(&mut self, hit: &Hit<'_>, outcome: Outcome) {
        self.traces.push(Trace { span: hit.span, row: hit.trigger.row.clone(), outcome });
    }

    fn consider(&mut self, scan: &Scan<'_>, hit: &Hit<'_>) -> Outcome {
        if self.frames.len() >= MOST {
            return Outcome::Nothing(Refusal::TooMany);
        }
        let Some(kind) = hit.kind() else { return Outcome::Nothing(Refusal::Phrase) };
        if hit.trigger.shape == Shape::Adverb
            && scan.hits.iter().any(|h| h.trigger.shape != Shape::Adverb && near(h, hit, 10))
        {
            return Outcome::Nothing(Refusal::Channel);
        }
        let stand = standing(scan, hit);
        let Some(status) = stand.status else {
            let reason = stand.refusal.unwrap_or(Refusal::NotConcrete);
            if hit.trigger.shape.is_travel() && reason == Refusal::Negated {
                self.last = Some((scan.index, Status::Cancelled));
            }
            return self.never_since(scan, hit, kind, stand).unwrap_or(Outcome::Nothing(reason));
        };
        let roles = roles(scan, hit);
        if hit.trigger.shape.has_object() && roles.object.is_empty() {
            let nothing = Outcome::Nothing(Refusal::NoObject);
            let mut inner = hit.inside.iter().map(|hit| self.consider(scan, hit));
            return inner.find(|o| !matches!(o, Outcome::Nothing(_))).unwrap_or(nothing);
        }
        let status = self.purpose(scan, hit, status);
        self.last = Some((scan.index, status));
        if let Some(index) = self.told_just_now(scan, hit, &roles, &stand) {
            let sides = self.frames[index].sides.clone();
            let mention = self.frame(scan, (hit, hit), (kind, status), stand, &roles, sides);
            merge::absorb(&mut self.frames[index], mention, true);
            return Outcome::Added(index);
        }
        let parts = split(scan, hit, &stand, &roles);
        let mut outcome = None;
        // All are dated from where the narrative stood before them.
        let before = (self.narrative, self.reached, self.done);
        for (part, at) in &parts {
            (self.narrative, self.reached, self.done) = before;
            // What the first of a row turns out to be, the others are too.
            let first = outcome.and_then(|o| match o {
                Outcome::Opened(i) | Outcome::Added(i) => Some(self.frames[i].kind),
                Outcome::Nothing(_) => None,
            });
            let kind = first.filter(|_| kind == Kind::Contact).unwrap_or(kind);
            let told = self.tell(scan, (hit, at), (kind, status), stand.clone(), part, parts.len() == 1);
            outcome = outcome.filter(|o| !matches!(o, Outcome::Nothing(_))).or(Some(told));
        }
        outcome.unwrap_or(Outcome::Nothing(Refusal::NoSide))
    }

    /// Opens or adds to a contact with the sides that the roles of a trigger name; `at` is where its own time and place stand.
    pub(crate) fn tell(
        &mut self,
        scan: &Scan<'_>,
        (hit, at): (&Hit<'_>, &Hit<'_>),
        what: (Kind, Status),
        stand: Standing,
        roles: &Roles,
        alone: bool,
    ) -> Outcome {
        match self.sides(scan, hit, roles) {
            Ok(found) => {
                for party in roles.subject.iter().map(|&i| &scan.parties[i]) {
                    self.entities.settle(scan, party, &found.0);
                }
                self.tell_of(scan, (hit, at), what, stand, (roles, alone), found)
            }
            Err(reason) => Outcome::Nothing(reason),
        }
    }

    /// Opens or adds to a contact with these sides; they may be taken over from a contact told before.
    pub(crate) fn tell_of(
        &mut self,
        scan: &Scan<'_>,
        (hit, at): (&Hit<'_>, &Hit<'_>),
        what: (Kind, Status),
        stand: Standing,
        (roles, alone): (&Roles, bool),
        (sides, anaphoric): (Vec<SideDraft>, bool),
    ) -> Outcome {
        if anaphoric && scan.kind == BlockKind::Heading {
            return Outcome::Nothing(Refusal::Heading);
        }
        let mut frame = self.frame(scan, (hit, at), what, stand, roles, sides);
        let copies = if alone { self.copies(scan, &frame) } else { Vec::new() };
        let since = self.since(scan, hit, &frame);
        // "Spoke for the first time since the war began": what a headline tells is the news.
        frame.standing.background &=
            since.is_none() && scan.kind != BlockKind::Title && !is_first_in(scan, hit);
        let outcome = self.place_frame(frame, anaphoric, hit);
        if let Some((mut since, date)) = since {
            if let (Outcome::Opened(i) | Outcome::Added(i), Kind::Contact) = (outcome, since.kind) {
                since.kind = self.frames[i].kind;
            }
            self.place_frame(since, false, hit);
            self.note(date, scan.block);
        }
        for copy in copies.into_iter().take(MOST.saturating_sub(self.frames.len())) {
            self.place_frame(copy, false, hit);
        }
        outcome
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
        let frame = self.frame(scan, (hit, hit), (kind, Status::Held), stand, &roles, sides);
        let (since, date) = self.since(scan, hit, &frame)?;
        self.note(date, scan.block);
        Some(self.place_frame(since, false, hit))
    }

    /// Opens a contact, or adds to one told before.
    fn place_frame(&mut self, frame: Frame, anaphoric: bool, hit: &Hit<'_>) -> Outcome {
        let noun = hit.trigger.shape.is_noun() && hit.trigger.status.is_none();
        let plan = matches!(frame.status, Status::Planned | Status::Proposed);
        let weak = match frame.status {
            Status::Held => hit.trigger.shape.is_noun() && (anaphoric || hit.trigger.status.is_none()),
            _ => noun && anaphoric && plan,
        };
        if let Some(date) = &frame.date {
            self.note(date.edtf, frame.block);
        }
        let day = self.dating.date.as_ref().map(|d| d.value);
        let target = merge::target(&self.frames, &frame, anaphoric, weak, day, &self.entities);
        match target {
            Some(index) => {
                self.told = Some((index, frame.sentence));
                merge::absorb(&mut self.frames[index], frame, weak);
                Outcome::Added(index)
            }
            None if anaphoric
                && !tells_anew(&frame)
                && self.frames.iter().any(|f| f.actors() == frame.actors()) =>
            {
                Outcome::Nothing(Refusal::Retold)
            }
            None if self.frames.len() >= MOST => Outcome::Nothing(Refusal::TooMany),
            None => {
                self.told = Some((self.frames.len(), frame.sentence));
                self.frames.push(frame);
                Outcome::Opened(self.frames.len() - 1)
            }
        }
    }

    fn note(&mut self, date: Edtf, block: u32) {
        self.narrative = Some((date, block));
        self.reach(date, block);
    }

    /// The narrative goes on from a day.
    fn reach(&mut self, day: Edtf, block: u32) {
        self.reached = Some((day, block));
        if !self.is_to_come(day) {
            self.done = self.reached;
        }
    }
}

/// "Erstmals seit zwei Jahren", "pour la première fois depuis deux ans": a length right behind the word for an earlier
/// contact, or among its words, tells of none.
fn is_first_in(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let length = |m: &Mention| !m.expr.is_date() && !m.expr.is_vague() && !m.expr.is_clock();
    let beside = |c: &CueHit<'_>, m: &Mention| c.first < m.first && m.first <= c.end && m.end <= hit.first;
    let mut cues = scan.cues.iter().filter(|c| c.cue.effect == Effect::Background);
    cues.any(|c| scan.times.iter().any(|m| length(m) && beside(c, m)))
}

/// Whether a mention without sides of its own tells a day, or says that it is another contact.
fn tells_anew(frame: &Frame) -> bool {
    let placed = frame.place.as_ref().is_some_and(|p| p.rule.is_none());
    frame.standing.another
        || (frame.standing.background && placed)
        || frame.date.is_some_and(|d| d.span.is_some())
        || frame.status != Status::Held
}
