//! A report as JSON: the contract of `chancery code`. Offsets are characters of the article's text.

use chancery_model::{Holder, Inference, Offsets, Person, PersonBasis, Report, Side, Sourced, Span};
use serde_json::{Map, Value, json};

/// The report with its own words. `text` is the article's.
pub fn report(report: &Report, text: &Offsets<'_>) -> Value {
    let date = report.date.as_ref();
    let quote = report.quote.of(text.text());
    json!({
        "kind": report.kind,
        "also": report.also,
        "status": report.status.value,
        "date": date.map(|d| d.value),
        "place": report.place.as_ref().map(|p| &p.value),
        "sides": report.sides.iter().map(|s| side(s, text)).collect::<Vec<_>>(),
        "initiator": report.initiator.as_ref().map(|i| &i.value),
        "quote": quote,
        "span": span(report.quote, text),
        "date_basis": date.map(|d| if d.inference.is_some() { "inferred" } else { "stated" }),
        "history": report.history.iter().map(|s| s.value).collect::<Vec<_>>(),
        "format": report.format.as_ref().map(|f| &f.value),
        "topics": report.topics.iter().map(|t| &t.value).collect::<Vec<_>>(),
        "origin": report.origin,
        "confidence": (f64::from(report.confidence) * 1000.0).round() / 1000.0,
        "spans": spans(report, text),
        "inferences": inferences(report, text),
        "rows": report.rows.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn side(side: &Side, text: &Offsets<'_>) -> Value {
    let names = |basis| side.people.iter().filter(move |p| p.basis == basis).map(|p: &Person| &p.name);
    json!({
        "actor": side.actor,
        "people": side.people.iter().map(|p| &p.name).collect::<Vec<_>>(),
        "offices": side.offices.iter().map(|o| &o.office).collect::<Vec<_>>(),
        "holders": side.holders.iter().map(|h: &Holder| &h.name).collect::<Vec<_>>(),
        "introduced": names(PersonBasis::Introduced).collect::<Vec<_>>(),
        "spans": side.spans.iter().map(|s| span(*s, text)).collect::<Vec<_>>(),
    })
}

/// Start and end in characters.
pub fn span(span: Span, text: &Offsets<'_>) -> Value {
    let (start, end) = text.chars(span);
    json!([start, end])
}

/// The words behind each field that words state.
fn spans(report: &Report, text: &Offsets<'_>) -> Value {
    let mut fields = Map::new();
    let mut add = |field: &str, spans: &[Span]| {
        if !spans.is_empty() {
            fields.insert(field.to_owned(), spans.iter().map(|s| span(*s, text)).collect());
        }
    };
    add("status", &report.status.spans);
    add("date", report.date.as_ref().map_or(&[], |d| &d.spans));
    add("place", report.place.as_ref().map_or(&[], |p| &p.spans));
    add("initiator", report.initiator.as_ref().map_or(&[], |i| &i.spans));
    add("mentions", &report.mentions);
    Value::Object(fields)
}

fn inferences(report: &Report, text: &Offsets<'_>) -> Vec<Value> {
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

fn inference(field: &str, inference: &Inference, text: &Offsets<'_>) -> Value {
    let premises = inference
        .premises
        .iter()
        .map(|p| json!({ "says": p.says, "page": p.page, "span": p.span.map(|s| span(s, text)) }));
    json!({ "field": field, "rule": inference.rule, "premises": premises.collect::<Vec<_>>() })
}
