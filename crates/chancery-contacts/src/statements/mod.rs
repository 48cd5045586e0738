//! What is said about the contacts of a page, and what is claimed of their place in the record.
//!
//! Words of saying are found in the one pass over the text, as all phrases are. For each, [`voice`] finds who
//! speaks, [`content`] what is said, [`speakers`] whom the speaker's words mean, and [`about`] which contact it
//! concerns: the one told in the same sentence, else the last one told that the speaker's side had part in.
//! What concerns no contact of the page is not given out.

mod about;
mod content;
mod phrases;
mod quotes;
mod speakers;
mod utterance;
mod voice;

pub use phrases::{Phrase, Phrases};

use crate::{clock::Clock, entities::Entities, frame::Frame, scan::Scan};
use about::Told;
use chancery_model::{
    CarrierKind, Claim, ClaimKind, Dating, Manner, Row, Sourced, Speaker, Statement, Status, Verb,
};
use chancery_text::{Lexicon, Match, Text};
use content::Content;
use phrases::Meaning;
use quotes::quotes;
use speakers::{Floor, Speakers};
use utterance::{Mark, Utterance};

/// What statements and claims are read from.
pub struct Account<'a, 'w> {
    /// The phrases of the language.
    pub phrases: &'a Phrases,
    /// Its lexicon.
    pub lexicon: &'a Lexicon,
    /// The text, cut up.
    pub text: &'a Text,
    /// The text.
    pub source: &'a str,
    /// The matches of each sentence.
    pub matches: &'a [Vec<Match>],
    /// The sentences.
    pub scans: &'a [Scan<'a>],
    /// The contacts.
    pub frames: &'a [Frame],
    /// Who was spoken of.
    pub entities: &'a Entities<'w>,
    /// The article's date.
    pub dating: &'a Dating,
}

/// What was said about, and claimed of, one contact.
#[derive(Clone, Debug, Default)]
pub struct Sayings {
    /// In the order of the text.
    pub statements: Vec<Statement>,
    /// In the order of the text.
    pub claims: Vec<Claim>,
}

/// One statement with the tokens of its content.
struct Said {
    statement: Statement,
    content: Content,
    /// The first token of its verb.
    mark: u32,
}

impl Sayings {
    /// Adds a claim, unless one that says the same stands at these words.
    fn add(&mut self, claim: Claim) {
        let same = |c: &Claim| {
            (says_the_same(c.kind, claim.kind) || says_the_same(claim.kind, c.kind))
                && c.span.overlaps(claim.span)
        };
        if !self.claims.iter().any(same) {
            self.claims.push(claim);
        }
    }
}

impl Account<'_, '_> {
    /// What was said about each of the contacts.
    pub fn read(&self) -> Vec<Sayings> {
        let mut sayings = vec![Sayings::default(); self.frames.len()];
        if self.frames.is_empty() {
            return sayings;
        }
        let quotes = quotes(self.source, self.text);
        let mut told = Told::new(self.frames, self.scans);
        let mut floor = Floor::default();
        for (scan, matches) in self.scans.iter().zip(self.matches) {
            let running = scan.kind.is_telling();
            if !running || scan.question || !matches.iter().any(|m| self.phrases.phrase(m).is_some()) {
                told.pass(scan.index);
                continue;
            }
            let said =
                Utterance::new(scan, (self.text, self.source), self.lexicon, self.phrases, matches, &quotes);
            let known = self.frames.partition_point(|f| f.sentence <= scan.index);
            floor.reach(scan);
            let speakers = Speakers {
                said: &said,
                entities: self.entities,
                frames: &self.frames[..known],
                floor: &floor,
            };
            let statements = self.statements(&said, &speakers);
            for said in &statements {
                if let Some(frame) = told.about(scan, &said.statement.speakers, said.statement.content) {
                    let claim = implied(scan, &self.frames[frame], &said.statement);
                    claim.into_iter().for_each(|claim| sayings[frame].add(claim));
                    sayings[frame].statements.push(said.statement.clone());
                }
            }
            for mark in said.claims.iter().filter(|m| said.is_of_contact(m)) {
                let (claim, since) = self.claim(&said, &speakers, mark, &statements);
                let about = told.claimed(scan, &claim.speakers, claim.span, since);
                if let Some(frame) = about {
                    sayings[frame].add(claim);
                }
            }
            for said in statements.iter().filter(|s| !within_another(s, &statements)) {
                floor.take(scan, &said.statement.speakers);
            }
            told.pass(scan.index);
        }
        for told in &mut sayings {
            told.claims.sort_by_key(|c| (c.span.start, c.span.end));
        }
        sayings
    }

    /// The statements of a sentence.
    fn statements(&self, said: &Utterance<'_>, speakers: &Speakers<'_, '_>) -> Vec<Said> {
        let tells = |m: &&Mark<'_>| {
            let opens = matches!(m.meaning(), Meaning::Verb(..) | Meaning::According | Meaning::Behind);
            opens && !said.is_quoted(m.first)
        };
        let found: Vec<Said> =
            said.marks.iter().filter(tells).filter_map(|m| self.statement(said, speakers, m)).collect();
        drop_carriers(found)
    }

    fn statement(&self, said: &Utterance<'_>, speakers: &Speakers<'_, '_>, mark: &Mark<'_>) -> Option<Said> {
        let voice = said.voice(mark);
        let tokens = voice.map(|v| said.tokens(v));
        let group = tokens.filter(|(_, end)| *end <= mark.first || said.words(mark.end, *end) <= 8);
        let group =
            group.map_or((mark.first, mark.end), |(first, end)| (first.min(mark.first), end.max(mark.end)));
        let content = said.content(mark, group)?;
        let mut rows = vec![mark.phrase.row.clone()];
        let mut who = voice.map(|v| speakers.of(v)).unwrap_or_default();
        let chain = speakers.carriers(|at| !content.holds(at));
        if who.is_empty() && chain.iter().all(|c| c.kind == CarrierKind::Document) {
            who = speakers.goes_on(mark, content.manner);
        }
        if who.is_empty() {
            who = self.cited(said, speakers, content, &mut rows);
        }
        speakers.supply(&mut who, content);
        rows.extend(rows_of_carriers(said, content));
        if who.is_empty() && chain.is_empty() {
            return None;
        }
        let verb = mark.verb().map_or(Verb::Said, |(verb, _)| verb);
        let statement = Statement {
            speakers: who,
            verb: Sourced::stated(verb, vec![said.span(mark.first, mark.end)]),
            manner: content.manner,
            content: said.words_of(content),
            chain,
            rows,
        };
        Some(Said { statement, content, mark: mark.first })
    }

    /// Whom a carrier quotes: "reports, citing the ministry".
    fn cited(
        &self,
        said: &Utterance<'_>,
        speakers: &Speakers<'_, '_>,
        content: Content,
        rows: &mut Vec<Row>,
    ) -> Vec<Speaker> {
        let cites = |m: &&Mark<'_>| matches!(m.meaning(), Meaning::Citing) && !content.holds(m.first);
        let Some(mark) = said.marks.iter().find(cites) else { return Vec::new() };
        rows.push(mark.phrase.row.clone());
        said.voice(mark).map(|v| speakers.of(v)).unwrap_or_default()
    }

    /// What a claim says; with the words on since when.
    fn claim(
        &self,
        said: &Utterance<'_>,
        speakers: &Speakers<'_, '_>,
        mark: &Mark<'_>,
        statements: &[Said],
    ) -> (Claim, Option<chancery_model::Span>) {
        let kind = mark.claim().expect("only claims are kept apart");
        let span = said.span(mark.first, mark.end);
        let timed = matches!(kind, ClaimKind::FirstSince | ClaimKind::LastWas);
        let clock = Clock::of(self.dating);
        let near =
            |m: &&chancery_time::Mention| m.expr.is_date() && m.end > mark.first && m.first <= mark.end + 4;
        let since = said.scan.times.iter().filter(|_| timed).find(near);
        let page = self.dating.date.as_ref().and_then(|d| d.value.latest());
        let past =
            |day: &chancery_model::Edtf| page.is_none_or(|page| day.latest().is_none_or(|last| last < page));
        let dated = since
            .and_then(|m| Some(Sourced::stated(clock.read(m, Status::Held).filter(past)?, vec![m.span])));
        let within = statements.iter().find(|s| s.content.holds(mark.first));
        let who = match within {
            Some(outer) => outer.statement.speakers.clone(),
            None if matches!(kind, ClaimKind::FirstSince | ClaimKind::First | ClaimKind::LastWas) => {
                Vec::new()
            }
            None => said.voice(mark).map(|v| speakers.of(v)).unwrap_or_default(),
        };
        let claim = Claim {
            kind,
            speakers: who,
            span: since.map_or(span, |m| span.join(m.span)),
            since: dated,
            rows: vec![mark.phrase.row.clone()],
        };
        (claim, since.map(|m| m.span))
    }
}

/// Whether a claim of the one kind leaves nothing to say to one of the other in the same words.
fn says_the_same(held: ClaimKind, further: ClaimKind) -> bool {
    held == further || (held == ClaimKind::FirstSince && further == ClaimKind::First)
}

/// The rows of the links in a chain of attribution.
fn rows_of_carriers(said: &Utterance<'_>, content: Content) -> Vec<Row> {
    let links = said.marks.iter().filter(|m| m.is_carrier() && !content.holds(m.first));
    links.map(|m| m.phrase.row.clone()).collect()
}

/// "The agency reported that the minister said …": what a carrier alone says gives way to the statement within it,
/// which it passes on.
fn drop_carriers(mut found: Vec<Said>) -> Vec<Said> {
    let inside = |outer: &Said, inner: &Said| {
        outer.statement.content.contains(inner.statement.content)
            && outer.statement.content != inner.statement.content
    };
    let bare = |s: &Said| s.statement.speakers.is_empty();
    for i in 0..found.len() {
        let outer: Vec<_> = found
            .iter()
            .enumerate()
            .filter(|(j, o)| *j != i && bare(o) && inside(o, &found[i]))
            .map(|(j, _)| j)
            .collect();
        for j in outer.into_iter().rev() {
            let chain = found[j].statement.chain.clone();
            let rows = found[j].statement.rows.clone();
            let own = &mut found[i].statement;
            for carrier in chain.into_iter().rev().filter(|c| c.kind != CarrierKind::Document) {
                if !own.chain.contains(&carrier) {
                    own.chain.insert(0, carrier);
                }
            }
            own.rows.extend(rows);
        }
    }
    let kept: Vec<bool> = found
        .iter()
        .map(|o| {
            !bare(o)
                || !found
                    .iter()
                    .any(|i| !bare(i) && (inside(o, i) || i.statement.content == o.statement.content))
        })
        .collect();
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(true));
    found
}

/// Whether a statement is told within what another says.
fn within_another(said: &Said, all: &[Said]) -> bool {
    let outer = |other: &&Said| other.content.holds(said.mark);
    all.iter().any(|other| outer(&other))
}

/// Who denies or confirms what a contact is told by claims that it was not, or was, so.
fn implied(scan: &Scan<'_>, frame: &Frame, statement: &Statement) -> Option<Claim> {
    let kind = match statement.verb.value {
        Verb::Denied => ClaimKind::Denied,
        Verb::Confirmed => ClaimKind::Confirmed,
        _ => return None,
    };
    let told = frame.mentions.contains(&scan.span) && statement.manner == Manner::Report;
    let hit = scan.hits.iter().find(|h| statement.content.contains(h.span)).filter(|_| told)?;
    let verb = *statement.verb.spans.first()?;
    Some(Claim {
        kind,
        speakers: statement.speakers.clone(),
        since: None,
        span: verb.join(hit.span),
        rows: statement.rows.clone(),
    })
}
