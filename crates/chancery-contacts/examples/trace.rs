//! Prints what the reader saw in a text on standard input: `trace LANG PUBLISHED < FILE`.

#![allow(clippy::disallowed_methods, reason = "an example is a program of its own")]

use chancery_contacts::Reader;
use chancery_model::{Page, PageBody};
use chancery_packs::PackSet;
use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packs = PackSet::builtin();
    let reader = Reader::new(&packs)?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut args = std::env::args().skip(1);
    let (lang, published) = (args.next(), args.next());
    let page = Page { id: "stdin".into(), url: None, lang, published, body: PageBody::Text(text) };
    let mut rows = Vec::new();
    for path in packs.paths("").filter(|p| p.ends_with("page/cues.tsv")) {
        let Some(table) = packs.table(path)? else { continue };
        for row in table.rows() {
            if let Some(class) = row.parse::<chancery_article::CueClass>("meaning")? {
                rows.push((row.get("form").to_owned(), class));
            }
        }
    }
    let cues = chancery_article::Cues::new(rows.iter().map(|(f, c)| (f.as_str(), *c)));
    let article = chancery_article::read(&page, &cues);
    let reading = reader.explain(&article);
    let of = |s: chancery_model::Span| s.of(&article.text);
    println!("date {:?}", reading.dating.date.as_ref().map(|d| d.value.to_string()));
    for s in &reading.sentences {
        println!("\n[{:?}] {}", s.kind, of(s.span));
        for (span, edtf, _) in &s.times {
            println!("    time  {} = {}", of(*span), edtf.map_or("-".into(), |e| e.to_string()));
        }
        for p in &s.parties {
            println!(
                "    party {:?} «{}» {:?} link={:?} owns={} listed={} {} {}",
                p.form,
                of(p.span),
                p.actor.as_ref().map(|a| a.as_str()),
                p.link,
                p.owns,
                p.listed,
                p.offices.iter().map(|o| o.0.as_str()).collect::<Vec<_>>().join("+"),
                p.person.as_ref().map_or(String::new(), |n| format!("= {}", n.name))
            );
        }
        for t in reading.traces.iter().filter(|t| s.span.contains(t.span)) {
            println!("    trig  «{}» {} {:?}", of(t.span), t.row, t.outcome);
        }
    }
    println!();
    for (i, r) in reading.reports.iter().enumerate() {
        let sides = r
            .sides
            .iter()
            .map(|s| {
                format!(
                    "{}({})",
                    s.actor,
                    s.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ")
                )
            })
            .collect::<Vec<_>>()
            .join(" + ");
        println!(
            "{i}: {} {:?} {} {} {sides} at {:?} by {:?} conf {:.2} «{}»",
            r.kind,
            r.also,
            r.status.value,
            r.date.as_ref().map_or("-".into(), |d| d.value.to_string()),
            r.place.as_ref().map(|p| &p.value),
            r.initiator.as_ref().map(|i| &i.value),
            r.confidence,
            of(r.quote)
        );
    }
    Ok(())
}
