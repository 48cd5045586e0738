//! A report as JSON: the contract of `chancery code`. Offsets are characters of the article's text.
//!
//! Fields stand in the order of the alphabet, as they do wherever a value of JSON is made first.

use crate::sayings_json::{self, ToldClaim, ToldStatement};
use chancery_model::{
    ActorCode, Edtf, Inference, Kind, Offsets, Origin, Person, PersonBasis, Report, Row, Side, Sourced, Span,
    Status,
};
use serde::{Serialize, Serializer};

/// Start and end in characters.
pub type Chars = [usize; 2];

/// A report with its own words.
#[derive(Serialize)]
pub struct Told<'r> {
    also: &'r [Kind],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<ToldClaim<'r>>,
    confidence: f64,
    date: Option<Edtf>,
    date_basis: Option<&'static str>,
    format: Option<&'r str>,
    history: Vec<Status>,
    inferences: Vec<ToldInference<'r>>,
    initiator: Option<&'r ActorCode>,
    kind: Kind,
    origin: Origin,
    place: Option<&'r str>,
    quote: &'r str,
    rows: Vec<ToldRow<'r>>,
    sides: Vec<ToldSide<'r>>,
    span: Chars,
    spans: ToldSpans,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<ToldStatement<'r>>,
    status: Status,
    topics: Vec<&'r str>,
}

#[derive(Serialize)]
struct ToldSide<'r> {
    actor: &'r ActorCode,
    holders: Vec<&'r str>,
    introduced: Vec<&'r str>,
    offices: Vec<&'r str>,
    people: Vec<&'r str>,
    spans: Vec<Chars>,
}

/// The words behind each field that words state.
#[derive(Serialize)]
struct ToldSpans {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    date: Vec<Chars>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    initiator: Vec<Chars>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Chars>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    place: Vec<Chars>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    status: Vec<Chars>,
}

#[derive(Serialize)]
struct ToldInference<'r> {
    field: &'static str,
    premises: Vec<ToldPremise<'r>>,
    rule: &'r str,
}

#[derive(Serialize)]
struct ToldPremise<'r> {
    page: Option<&'r str>,
    says: &'r str,
    span: Option<Chars>,
}

/// A row as its file and line.
pub struct ToldRow<'r>(pub &'r Row);

impl Serialize for ToldRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self.0)
    }
}

/// The report with its own words. `text` is the article's.
pub fn report<'r>(report: &'r Report, text: &Offsets<'r>) -> Told<'r> {
    let date = report.date.as_ref();
    Told {
        also: &report.also,
        claims: sayings_json::claims(report, text),
        confidence: (f64::from(report.confidence) * 1000.0).round() / 1000.0,
        date: date.map(|d| d.value),
        date_basis: date.map(|d| if d.inference.is_some() { "inferred" } else { "stated" }),
        format: report.format.as_ref().map(|f| f.value.as_str()),
        history: report.history.iter().map(|s| s.value).collect(),
        inferences: inferences(report, text),
        initiator: report.initiator.as_ref().map(|i| &i.value),
        kind: report.kind,
        origin: report.origin,
        place: report.place.as_ref().map(|p| p.value.as_str()),
        quote: report.quote.of(text.text()),
        rows: report.rows.iter().map(ToldRow).collect(),
        sides: report.sides.iter().map(|s| side(s, text)).collect(),
        span: span(report.quote, text),
        spans: spans(report, text),
        statements: sayings_json::statements(report, text),
        status: report.status.value,
        topics: report.topics.iter().map(|t| t.value.as_str()).collect(),
    }
}

fn side<'r>(side: &'r Side, text: &Offsets<'_>) -> ToldSide<'r> {
    let introduced = |p: &&Person| p.basis == PersonBasis::Introduced;
    ToldSide {
        actor: &side.actor,
        holders: side.holders.iter().map(|h| h.name.as_str()).collect(),
        introduced: side.people.iter().filter(introduced).map(|p| p.name.as_str()).collect(),
        offices: side.offices.iter().map(|o| o.office.as_str()).collect(),
        people: side.people.iter().map(|p| p.name.as_str()).collect(),
        spans: all(&side.spans, text),
    }
}

/// Start and end in characters.
pub fn span(span: Span, text: &Offsets<'_>) -> Chars {
    text.chars(span).into()
}

fn all(spans: &[Span], text: &Offsets<'_>) -> Vec<Chars> {
    spans.iter().map(|s| span(*s, text)).collect()
}

fn spans(report: &Report, text: &Offsets<'_>) -> ToldSpans {
    ToldSpans {
        date: report.date.as_ref().map_or(Vec::new(), |d| all(&d.spans, text)),
        initiator: report.initiator.as_ref().map_or(Vec::new(), |i| all(&i.spans, text)),
        mentions: all(&report.mentions, text),
        place: report.place.as_ref().map_or(Vec::new(), |p| all(&p.spans, text)),
        status: all(&report.status.spans, text),
    }
}

fn inferences<'r>(report: &'r Report, text: &Offsets<'_>) -> Vec<ToldInference<'r>> {
    fn of<T>(sourced: Option<&Sourced<T>>) -> Option<&Inference> {
        sourced.and_then(|s| s.inference.as_ref())
    }
    let fields = [
        ("status", of(Some(&report.status))),
        ("date", of(report.date.as_ref())),
        ("place", of(report.place.as_ref())),
        ("initiator", of(report.initiator.as_ref())),
    ];
    let sides = report.sides.iter().map(|s| ("side", s.inference.as_ref()));
    fields.into_iter().chain(sides).filter_map(|(f, i)| Some(inference(f, i?, text))).collect()
}

fn inference<'r>(field: &'static str, inference: &'r Inference, text: &Offsets<'_>) -> ToldInference<'r> {
    let premises = inference.premises.iter().map(|p| ToldPremise {
        page: p.page.as_deref(),
        says: &p.says,
        span: p.span.map(|s| span(s, text)),
    });
    ToldInference { field, premises: premises.collect(), rule: &inference.rule }
}
