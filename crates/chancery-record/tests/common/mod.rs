//! Articles and reports from short texts or gold lines.
#![allow(dead_code, clippy::unwrap_used, reason = "each test takes what it needs, and fails on bad input")]

use chancery_model::{Dating, Edtf, Origin, Person, PersonBasis, Report, Side, Sourced, Span, Status};
use chancery_record::{ArticleReports, build};
use serde_json::Value;

/// A page with its reports.
#[derive(Clone, Debug)]
pub struct Page {
    pub id: String,
    pub lang: String,
    pub dating: Dating,
    pub reports: Vec<Report>,
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// A page as the gold has it.
pub fn page(line: &Value) -> Page {
    let text = line["text"].as_str().unwrap_or("");
    let mut dating = Dating::default();
    if let Some(day) = line["published"].as_str() {
        dating.date = Some(Sourced::stated(day.parse().unwrap(), Vec::new()));
    }
    Page {
        id: line["id"].as_str().unwrap().to_owned(),
        lang: line["lang"].as_str().unwrap_or("en").to_owned(),
        dating,
        reports: line["contacts"].as_array().unwrap().iter().map(|c| report(c, text)).collect(),
    }
}

/// A report as the gold has it.
pub fn report(gold: &Value, text: &str) -> Report {
    let quote = gold["quote"].as_str().unwrap_or("");
    let start = text.find(quote).unwrap_or(0);
    let quote = Span::new(start, start + quote.len());
    let here = || vec![quote];
    let date = gold["date"].as_str().map(|d| match d.strip_suffix('*') {
        Some(day) => Sourced::inferred(day.parse::<Edtf>().unwrap(), "by the article's date", Vec::new()),
        None => Sourced::stated(d.parse().unwrap(), here()),
    });
    Report {
        kind: gold["kind"].as_str().unwrap().parse().unwrap(),
        also: strings(&gold["also"]).map(|k| k.parse().unwrap()).collect(),
        status: Sourced::stated(gold["status"].as_str().unwrap().parse::<Status>().unwrap(), here()),
        history: Vec::new(),
        date,
        place: gold["place"].as_str().map(|p| Sourced::stated(p.to_owned(), here())),
        sides: gold["sides"].as_array().unwrap().iter().map(|s| side(s, quote)).collect(),
        initiator: gold["initiator"].as_str().map(|i| Sourced::stated(i.parse().unwrap(), here())),
        format: gold["format"].as_str().map(|f| Sourced::stated(f.to_owned(), here())),
        topics: Vec::new(),
        origin: Origin::Article,
        quote,
        mentions: here(),
        statements: Vec::new(),
        claims: Vec::new(),
        rows: Vec::new(),
        confidence: 1.0,
    }
}

fn side(gold: &Value, quote: Span) -> Side {
    let person = |name: &str| Person {
        name: name.to_owned(),
        basis: PersonBasis::Known,
        spans: vec![quote],
        held: Vec::new(),
    };
    Side {
        actor: gold["actor"].as_str().unwrap().parse().unwrap(),
        spans: vec![quote],
        inference: None,
        people: strings(&gold["people"]).map(person).collect(),
        offices: Vec::new(),
        holders: Vec::new(),
    }
}

/// A page from short lines: `kind status date place | ACT:Name,Name ACT:` with `-` for what is not told, and `*`
/// behind a date that is inferred.
pub fn short(id: &str, published: &str, lines: &[&str]) -> Page {
    let contacts: Vec<Value> = lines.iter().map(|l| contact_line(l)).collect();
    let published = (published != "-").then_some(published);
    page(&serde_json::json!({"id": id, "published": published, "contacts": contacts}))
}

fn contact_line(line: &str) -> Value {
    let (head, sides) = line.split_once('|').unwrap();
    let head: Vec<&str> = head.split_whitespace().collect();
    let told = |i: usize| head.get(i).filter(|w| **w != "-");
    let side = |text: &str| {
        let (actor, people) = text.split_once(':').unwrap();
        let people: Vec<&str> = people.split(',').filter(|p| !p.is_empty()).collect();
        serde_json::json!({"actor": actor, "people": people})
    };
    let sides: Vec<Value> = sides.split_whitespace().map(side).collect();
    serde_json::json!({"kind": told(0), "status": told(1), "date": told(2), "place": told(3),
        "initiator": told(4), "sides": sides})
}

/// The record of `pages`.
pub fn record(pages: &[Page]) -> Vec<chancery_model::Contact> {
    let articles: Vec<ArticleReports> = pages
        .iter()
        .map(|p| ArticleReports { page: &p.id, lang: &p.lang, dating: &p.dating, reports: &p.reports })
        .collect();
    build(&articles)
}

/// One line a contact: date, kind, status, place, reports, conflicts.
pub fn lines(pages: &[Page]) -> Vec<String> {
    record(pages).iter().map(line).collect()
}

fn line(contact: &chancery_model::Contact) -> String {
    let date = contact.date.as_ref().map_or("-".to_owned(), |d| d.value.to_string());
    let reports: Vec<String> = contact.reports.iter().map(|(p, i)| format!("{p}{i}")).collect();
    let conflicts = contact.conflicts.iter().map(|c| format!("; {c}")).collect::<String>();
    format!("{date} {} {} {}{conflicts}", contact.kind, contact.status, reports.join("+"))
}
