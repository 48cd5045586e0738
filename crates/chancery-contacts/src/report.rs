//! From frames to reports: default dates, holders, confidence.

use crate::{
    clock::{IN_SEASON, IN_WEEK, month_of_week, year_of_season},
    entities::Entities,
    frame::{Frame, SideDraft},
    implied,
    opening::remote,
    place,
    rules::Effect,
    scan::Scan,
    sides::{STATE_BEFORE, SUBJECT_BEFORE},
    weights::Weights,
};
use chancery_model::{
    ActorCode, BlockKind, Dating, Edtf, HeldOffice, Holder, Inference, Kind, OfficeMention, Origin, Person,
    PersonBasis, Premise, Qualifier, Report, Side, Sourced, Span, Status,
};
use chancery_names::{Answer, Certainty, World};
use compact_str::CompactString;
use jiff::civil::Date;

/// What reports are made with.
pub struct Reporter<'a, 'w> {
    /// The world pack.
    pub world: &'w World,
    /// Who was spoken of.
    pub entities: &'a Entities<'w>,
    /// The article's date.
    pub dating: &'a Dating,
    /// The article's text.
    pub source: &'a str,
    /// The article's sentences.
    pub scans: &'a [Scan<'a>],
    /// Weights of the evidence.
    pub weights: &'a Weights,
}

/// A report with the named evidence that its confidence is the sum of.
pub type Weighed = (Report, Vec<CompactString>);

/// One sentence in so many makes a page one of sport.
const SPORT_SHARE: usize = 5;

/// The day of the headline's contact holds for those told beside it where it lies less than so many days back.
const LATE: i32 = 14;

/// Least confidence of a report that is given out.
const ENOUGH: f32 = 0.35;

impl Reporter<'_, '_> {
    /// The reports of an article, in the order of their first mention; `kinds[i]` is the kind of block of frame `i`.
    pub fn reports(&self, frames: Vec<Frame>, kinds: &[BlockKind]) -> Vec<Option<Weighed>> {
        let told = |(f, kind): (&Frame, &BlockKind)| !f.standing.background && *kind != BlockKind::Caption;
        let headline = frames.iter().zip(kinds).position(told);
        let lead = headline
            .and_then(|i| frames[i].date.filter(|_| frames[i].status == Status::Held))
            .map(|d| d.edtf)
            .filter(|day| self.is_late(*day));
        let dated = frames.iter().enumerate();
        let dates: Vec<_> = dated.map(|(i, f)| self.date(f, Some(i) == headline, lead)).collect();
        let made = placed(frames, &dates).into_iter().zip(dates).zip(kinds).enumerate();
        let sport = self.is_sport();
        made.map(|(i, ((frame, date), kind))| {
            let place = Place { block: *kind, headline: Some(i) == headline, sport };
            self.report(frame, place, date)
        })
        .collect()
    }

    /// Whether a date is a day not long before the page's; so is every one where the page has no day.
    fn is_late(&self, date: Edtf) -> bool {
        let page = self.dating.date.as_ref().and_then(|d| d.value.latest());
        let whole = date.latest().filter(|last| date.earliest() == Some(*last));
        let since = page.zip(whole).and_then(|(page, day)| day.until(page).ok());
        page.is_none() || since.is_some_and(|s| (0..LATE).contains(&s.get_days()))
    }

    /// Whether the page is full of words of sport.
    fn is_sport(&self) -> bool {
        let told = |s: &&Scan<'_>| s.cues.iter().any(|c| c.cue.effect == Effect::Sport);
        let sport = self.scans.iter().filter(told).count();
        sport >= 3 && sport * SPORT_SHARE >= self.scans.len()
    }

    fn report(&self, frame: Frame, place: Place, date: Option<Sourced<Edtf>>) -> Option<Weighed> {
        let evidence = features(&frame, place);
        let confidence = self.weights.confidence(&evidence);
        if confidence < ENOUGH || frame.actors().len() < 2 {
            return None;
        }
        let on = date.as_ref().and_then(|d| d.value.earliest()).or_else(|| self.dating.earliest());
        let mut mentions = frame.mentions.clone();
        mentions.sort();
        mentions.dedup();
        let place = frame.place.as_ref().filter(|_| !remote(frame.kind)).map(|p| match p.rule {
            None => Sourced::stated(p.name.to_string(), vec![p.span]),
            Some(rule) => Sourced::inferred(p.name.to_string(), rule, vec![self.premise(p.span)]),
        });
        let initiator = frame.initiator.as_ref().filter(|(actor, _)| {
            frame.kind != Kind::Meeting || frame.side(actor).is_some() || frame.asker.is_none()
        });
        let report = Report {
            kind: frame.kind,
            also: frame.also.iter().copied().filter(|k| *k != frame.kind).collect(),
            status: Sourced::stated(frame.status, vec![frame.trigger]),
            history: frame.history.iter().map(|(s, span)| Sourced::stated(*s, vec![*span])).collect(),
            date,
            place,
            sides: frame.sides.iter().map(|s| self.side(s, on)).collect(),
            initiator: initiator.map(|(actor, span)| Sourced::stated(actor.clone(), vec![*span])),
            format: self.labels(&mentions, true).into_iter().next(),
            topics: self.labels(&mentions, false),
            origin: Origin::Article,
            quote: frame.quote,
            mentions,
            statements: Vec::new(),
            claims: Vec::new(),
            rows: frame.rows.clone(),
            confidence,
        };
        Some((report, evidence))
    }

    /// The date told; for the headline's contact, if it was held, else the day of publication. One told beside
    /// it as past, with no day, is most likely of the same day: that is marked uncertain.
    fn date(&self, frame: &Frame, headline: bool, lead: Option<Edtf>) -> Option<Sourced<Edtf>> {
        if let Some(date) = &frame.date {
            return Some(match (date.span, date.rule) {
                (Some(span), None) => Sourced::stated(date.edtf, vec![span]),
                (Some(span), Some(rule)) => {
                    let page = self.dating.date.iter().flat_map(|d| &d.spans).map(|s| self.premise(*s));
                    let premises = std::iter::once(self.premise(span)).chain(page).collect();
                    let day = self.told(date.edtf, rule);
                    Sourced { spans: vec![span], ..Sourced::inferred(day, rule, premises) }
                }
                (None, rule) => {
                    let rule = rule.unwrap_or("the day told of before");
                    Sourced::inferred(
                        date.edtf.qualified(Qualifier::Uncertain),
                        rule,
                        vec![self.premise(frame.trigger)],
                    )
                }
            });
        }
        if frame.status != Status::Held || frame.standing.background {
            return None;
        }
        let published = self.dating.date.as_ref();
        let mut premises = vec![self.premise(frame.trigger)];
        premises.extend(published.iter().flat_map(|d| &d.spans).map(|s| self.premise(*s)));
        if headline {
            let rule = "the headline's contact is of the day of publication";
            return Some(Sourced::inferred(published?.value, rule, premises));
        }
        let day = lead.or(published.map(|d| d.value))?.qualified(Qualifier::Uncertain);
        Some(Sourced::inferred(day, "told beside the headline's contact", premises))
    }

    /// The date that a time denotes: the month for a week, and the year for a season, since an interval would say that
    /// the contact lasted so long.
    fn told(&self, date: Edtf, rule: &str) -> Edtf {
        match rule {
            IN_WEEK => month_of_week(date, self.dating.date.as_ref().map(|d| d.value)),
            IN_SEASON => year_of_season(date),
            _ => date,
        }
    }

    /// Topics, or the format, that the sentences on a contact name, each once.
    fn labels(&self, mentions: &[Span], format: bool) -> Vec<Sourced<String>> {
        let told = self.scans.iter().filter(|s| mentions.contains(&s.span));
        let mut found: Vec<Sourced<String>> = Vec::new();
        for label in told.flat_map(|s| &s.labels).filter(|l| l.format == format) {
            match found.iter_mut().find(|f| f.value == label.name.as_str()) {
                Some(own) => own.spans.push(label.span),
                None => found.push(Sourced::stated(label.name.to_string(), vec![label.span])),
            }
        }
        found
    }

    fn premise(&self, span: Span) -> Premise {
        Premise::words(span, self.source)
    }

    fn side(&self, side: &SideDraft, on: Option<Date>) -> Side {
        let people: Vec<Person> = side
            .people
            .iter()
            .map(|p| Person {
                name: p.name.clone(),
                basis: if p.known { PersonBasis::Known } else { PersonBasis::Introduced },
                held: if p.known { self.held(&p.name, &side.actor, on) } else { Vec::new() },
                spans: vec![p.span],
            })
            .collect();
        let mut offices: Vec<OfficeMention> = side
            .offices
            .iter()
            .map(|(office, span)| OfficeMention {
                office: office.clone(),
                level: self.entities.level(office),
                domain: self.entities.domain(office),
                span: *span,
            })
            .collect();
        offices.dedup_by(|a, b| a.office == b.office);
        let holders = if people.is_empty() { self.holders(side, on) } else { Vec::new() };
        let inference = side
            .inferred
            .map(|(rule, span)| Inference { rule: rule.into(), premises: vec![self.premise(span)] });
        Side { actor: side.actor.clone(), spans: side.spans.clone(), inference, people, offices, holders }
    }

    /// Offices that a known person held for an actor on a day.
    fn held(&self, name: &str, actor: &ActorCode, on: Option<Date>) -> Vec<HeldOffice> {
        let Some(&id) = self.entities.called(name).first() else { return Vec::new() };
        let held = self.world.held(id, on).into_iter();
        let now = held.filter(|h| h.term.actor == actor && h.certainty != Certainty::Other);
        now.map(|h| HeldOffice {
            office: h.term.office.into(),
            level: self.entities.level(h.term.office),
            domain: self.entities.domain(h.term.office),
        })
        .collect()
    }

    /// People whom only office and day tell.
    fn holders(&self, side: &SideDraft, on: Option<Date>) -> Vec<Holder> {
        let Some(on) = on else { return Vec::new() };
        let found = side.offices.iter().filter_map(|(office, _)| {
            let (term, last_known) = match self.world.holder(&side.actor, office, on) {
                Answer::Known(term) => (term, false),
                Answer::LastKnown(term) => (term, true),
                _ => return None,
            };
            Some(Holder {
                name: self.world.name_of(term.person).to_owned(),
                office: office.clone(),
                last_known,
                source: self.world.term_record(term.id).source.into(),
            })
        });
        let mut holders: Vec<Holder> = found.collect();
        holders.dedup_by(|a, b| a.name == b.name);
        holders
    }
}

/// Where on a page a frame stands.
#[derive(Clone, Copy)]
struct Place {
    block: BlockKind,
    headline: bool,
    sport: bool,
}

/// Meetings without a place were where their sides met on the same day.
fn placed(mut frames: Vec<Frame>, dates: &[Option<Sourced<Edtf>>]) -> Vec<Frame> {
    let days: Vec<Option<Edtf>> = dates.iter().map(|date| date.as_ref().map(|d| d.value)).collect();
    let found: Vec<_> = (0..frames.len()).map(|i| place::of_day(&frames, &days, i)).collect();
    for (frame, place) in frames.iter_mut().zip(found) {
        frame.place = place.or(frame.place.take());
    }
    frames
}

/// Named evidence for and against a frame.
fn features(frame: &Frame, Place { block, headline, sport }: Place) -> Vec<CompactString> {
    let mut found: Vec<CompactString> =
        vec!["bias".into(), format!("status {}", frame.status).into(), format!("kind {}", frame.kind).into()];
    let mut mark = |holds: bool, name: &str| {
        if holds {
            found.push(name.into())
        }
    };
    let inferred = frame.sides.iter().filter(|s| s.inferred.is_some()).count();
    let people = frame.sides.iter().filter(|s| !s.people.is_empty()).count();
    let offices = frame.sides.iter().filter(|s| !s.offices.is_empty()).count();
    mark(inferred == 1, "one side inferred");
    mark(inferred >= 2, "two sides inferred");
    mark(people == 1, "one side with people");
    mark(people >= 2, "two sides with people");
    mark(people == 0 && offices == 0, "states alone");
    mark(frame.date.is_none(), "no date told");
    mark(frame.place.as_ref().is_some_and(|p| p.rule.is_none()), "a place told");
    mark(frame.mentions.len() >= 2, "told twice");
    mark(block == BlockKind::Title && frame.mentions.len() < 2, "headline alone");
    mark(block == BlockKind::Caption && frame.mentions.len() < 2, "caption alone");
    mark(headline, "first on the page");
    mark(sport, "page of sport");
    mark(frame.sides.len() > 2, "more than two sides");
    mark(frame.date.is_some_and(|d| d.span.is_none()), "date of another sentence");
    mark(frame.standing.background, "background");
    mark(frame.rows.first().is_some_and(|row| row.file.ends_with(implied::TABLE)), "implied");
    let by = |rule: &str| frame.sides.iter().any(|s| s.inferred.is_some_and(|(own, _)| own == rule));
    mark(by(implied::COMPLETED), "side completed");
    mark(by(SUBJECT_BEFORE), "subject told before");
    mark(by(STATE_BEFORE), "state told before");
    found
}
