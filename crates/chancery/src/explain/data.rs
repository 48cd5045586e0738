//! What the reader saw, as JSON. Offsets are characters of the article's text.

use crate::engine::Done;
use crate::report_json::{self, span};
use chancery_contacts::{Choice, Outcome, SentenceView, Trace};
use chancery_model::{Offsets, Row};
use chancery_names::Party;
use serde_json::{Value, json};

/// Everything, or one sentence of it.
pub fn whole(done: &Done, only: Option<usize>) -> Value {
    let (reading, text) = (&done.reading, &Offsets::of(&done.article.text));
    let sentences = reading.sentences.iter().enumerate().filter(|(i, _)| only.is_none_or(|n| n == i + 1));
    json!({
        "id": done.article.id,
        "lang": reading.lang,
        "written": reading.dating,
        "outlet": done.article.outlet,
        "blocks": done.article.blocks.iter().map(|b| json!({ "kind": b.kind, "span": span(b.span, text) })).collect::<Vec<_>>(),
        "sentences": sentences.map(|(i, s)| sentence(i + 1, s, &reading.traces, text)).collect::<Vec<_>>(),
        "choices": reading.choices.iter().map(|c| choice(c, text)).collect::<Vec<_>>(),
        "reports": reading.reports.iter().map(|r| report_json::report(r, text)).collect::<Vec<_>>(),
        "notes": reading.notes,
    })
}

fn sentence(number: usize, seen: &SentenceView, traces: &[Trace], text: &Offsets<'_>) -> Value {
    let times = seen.times.iter().map(|(at, value, rows)| {
        json!({ "words": at.of(text.text()), "span": span(*at, text), "value": value, "rows": told(rows) })
    });
    let triggers = traces.iter().filter(|t| seen.span.contains(t.span)).map(|t| {
        let (outcome, report, reason) = match t.outcome {
            Outcome::Opened(n) => ("opened", Some(n + 1), None),
            Outcome::Added(n) => ("added", Some(n + 1), None),
            Outcome::Nothing(why) => ("nothing", None, Some(why.to_string())),
        };
        json!({ "words": t.span.of(text.text()), "span": span(t.span, text), "row": t.row.to_string(),
                "outcome": outcome, "report": report, "reason": reason })
    });
    json!({
        "number": number,
        "kind": seen.kind,
        "text": seen.span.of(text.text()),
        "span": span(seen.span, text),
        "times": times.collect::<Vec<_>>(),
        "parties": seen.parties.iter().map(|p| party(p, text)).collect::<Vec<_>>(),
        "triggers": triggers.collect::<Vec<_>>(),
    })
}

/// Whom words were taken to mean, and who else was in mind.
fn choice(choice: &Choice, text: &Offsets<'_>) -> Value {
    let weighed = choice.weighed.iter().map(
        |w| json!({ "actor": w.actor, "person": w.person, "traits": w.traits.names().collect::<Vec<_>>() }),
    );
    json!({
        "words": choice.words.of(text.text()),
        "span": span(choice.words, text),
        "way": choice.way.name(),
        "told": choice.not,
        "weighed": weighed.collect::<Vec<_>>(),
    })
}

fn party(party: &Party, text: &Offsets<'_>) -> Value {
    json!({
        "words": party.span.of(text.text()),
        "span": span(party.span, text),
        "form": format!("{:?}", party.form).to_lowercase(),
        "actor": party.actor,
        "offices": party.offices.iter().map(|(o, _)| o).collect::<Vec<_>>(),
        "person": party.person.as_ref().map(|p| json!({ "name": p.name, "known": p.known })),
        "place": party.place,
        "former": party.former,
        "link": party.link.map(|l| format!("{l:?}").to_lowercase()),
        "listed": party.listed,
        "rows": told(&party.rows),
    })
}

fn told(rows: &[Row]) -> Vec<String> {
    rows.iter().map(ToString::to_string).collect()
}
