//! Statements and claims as JSON. Offsets are characters of the article's text.

use crate::report_json::{Chars, ToldRow, span};
use chancery_model::{
    ActorCode, CarrierKind, Claim, ClaimKind, Edtf, Manner, Offsets, Report, Speaker, Statement, Verb,
};
use serde::Serialize;

/// A statement with its own words.
#[derive(Serialize)]
pub struct ToldStatement<'r> {
    chain: Vec<ToldCarrier<'r>>,
    content: &'r str,
    manner: Manner,
    rows: Vec<ToldRow<'r>>,
    side: Option<&'r ActorCode>,
    span: Chars,
    speakers: Vec<ToldSpeaker<'r>>,
    verb: Verb,
    verb_span: Option<Chars>,
}

/// A claim with its own words.
#[derive(Serialize)]
pub struct ToldClaim<'r> {
    claim: ClaimKind,
    rows: Vec<ToldRow<'r>>,
    since: Option<Edtf>,
    span: Chars,
    speakers: Vec<ToldSpeaker<'r>>,
    words: &'r str,
}

#[derive(Serialize)]
struct ToldSpeaker<'r> {
    actor: Option<&'r ActorCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inferred: Option<&'r str>,
    offices: Vec<&'r str>,
    person: Option<&'r str>,
    span: Chars,
    words: &'r str,
}

#[derive(Serialize)]
struct ToldCarrier<'r> {
    kind: CarrierKind,
    name: &'r str,
    span: Chars,
}

/// What was said about the contact of a report. `text` is the article's.
pub fn statements<'r>(report: &'r Report, text: &Offsets<'r>) -> Vec<ToldStatement<'r>> {
    let told = |s: &'r Statement| ToldStatement {
        chain: s
            .chain
            .iter()
            .map(|c| ToldCarrier { kind: c.kind, name: &c.name, span: span(c.span, text) })
            .collect(),
        content: s.content.of(text.text()),
        manner: s.manner,
        rows: s.rows.iter().map(ToldRow).collect(),
        side: side(report, s),
        span: span(s.content, text),
        speakers: speakers(&s.speakers, text),
        verb: s.verb.value,
        verb_span: s.verb.spans.first().map(|v| span(*v, text)),
    };
    report.statements.iter().map(told).collect()
}

/// What is claimed of the contact of a report.
pub fn claims<'r>(report: &'r Report, text: &Offsets<'r>) -> Vec<ToldClaim<'r>> {
    let told = |c: &'r Claim| ToldClaim {
        claim: c.kind,
        rows: c.rows.iter().map(ToldRow).collect(),
        since: c.since.as_ref().map(|s| s.value),
        span: span(c.span, text),
        speakers: speakers(&c.speakers, text),
        words: c.span.of(text.text()),
    };
    report.claims.iter().map(told).collect()
}

/// The side of the contact that a statement is of; none where the speaker is of neither, or of several.
pub fn side<'r>(report: &'r Report, statement: &Statement) -> Option<&'r ActorCode> {
    let speaks = |actor: &&ActorCode| statement.speakers.iter().any(|s| s.actor.as_ref() == Some(*actor));
    let mut sides = report.actors().filter(speaks);
    let side = sides.next()?;
    sides.next().is_none().then_some(side)
}

fn speakers<'r>(speakers: &'r [Speaker], text: &Offsets<'r>) -> Vec<ToldSpeaker<'r>> {
    let told = |s: &'r Speaker| ToldSpeaker {
        actor: s.actor.as_ref(),
        inferred: s.inference.as_ref().map(|i| i.rule.as_str()),
        offices: s.offices.iter().map(|o| o.as_str()).collect(),
        person: s.person.as_deref(),
        span: span(s.span, text),
        words: s.span.of(text.text()),
    };
    speakers.iter().map(told).collect()
}
