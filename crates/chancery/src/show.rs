//! `chancery show ID`: one contact, every field with the words it came from, all reports.

use crate::console::{self, BOLD, DIM, Ink, PLACE, PLAIN};
use crate::words::{self, Line};
use crate::{args, args::TextFormat, failure::Failure, rebuild, report_json, sayings, timeline};
use chancery_model::{Contact, Offsets, Span};
use chancery_store::{FoundContact, Store, StoredArticle};
use serde_json::{Value, json};
use std::io::{self, Write};

/// A report with the article that tells it.
struct Told {
    article: StoredArticle,
    index: usize,
}

/// Runs the command.
pub fn run(shared: &args::Shared, show: &args::Show) -> Result<(), Failure> {
    let store = Store::open_readonly(&shared.db)?;
    let found = store.contact(&show.id)?;
    rebuild::note_if_stale(&store)?;
    let mut told = Vec::new();
    for (page, index) in &found.contact.reports {
        let article = store.article(page)?.filter(|a| *index < a.reports.len());
        told.extend(article.map(|article| Told { article, index: *index }));
    }
    let mut out = console::stdout();
    match show.format {
        TextFormat::Text => text(&mut out, &found, &told)?,
        TextFormat::Json => {
            let value = whole(&found, &told);
            serde_json::to_writer_pretty(&mut out, &value).map_err(|e| Failure::Output(e.into()))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn whole(found: &FoundContact, told: &[Told]) -> Value {
    let reports = told.iter().map(|t| {
        let article = &t.article;
        json!({
            "page": article.article.id,
            "url": article.article.url,
            "lang": article.lang,
            "written": article.dating,
            "report": report_json::report(&article.reports[t.index], &Offsets::of(&article.article.text)),
        })
    });
    let mut value = timeline::contact_json(found);
    value["reports"] = reports.collect();
    value
}

fn text(out: &mut impl Write, found: &FoundContact, told: &[Told]) -> io::Result<()> {
    let columns = console::columns();
    let contact = &found.contact;
    writeln!(out, "{}", Ink::of(BOLD, &contact.id))?;
    print_lines(out, &head(contact, told), columns)?;
    let accounts = told.iter().map(|t| {
        let article = &t.article.article;
        (article.id.as_str(), article.text.as_str(), &t.article.reports[t.index])
    });
    sayings::accounts(out, contact, &accounts.collect::<Vec<_>>(), columns)?;
    for (number, told) in told.iter().enumerate() {
        writeln!(out)?;
        print_report(out, number + 1, told, columns)?;
    }
    Ok(())
}

fn head(contact: &Contact, told: &[Told]) -> Vec<Line> {
    let mut what = Ink::of(BOLD, contact.kind.as_str());
    contact.also.iter().for_each(|k| what.push(PLAIN, format!("+{k}")));
    what.push(PLAIN, " ");
    what.push(timeline::status_style(contact.status), contact.status.as_str());
    if contact.history.len() > 1 {
        let steps: Vec<String> = contact.history.iter().map(|(s, page)| format!("{s} ({page})")).collect();
        what.push(DIM, format!("  was {}", steps.join(", then ")));
    }
    let mut lines = vec![Line::new("what", what)];
    let mut date = timeline::date_ink(contact.date.as_ref()).and(PLAIN, "  ");
    let source = contact.date.as_ref().filter(|d| !d.spans.is_empty());
    if let Some((stated, told)) = source.and_then(|d| Some((d, stater(d.value, told)?))) {
        date.append(words::quoted(&stated.spans, &told.article.article.text));
        date.push(DIM, format!(" {}", told.article.article.id));
    }
    lines.push(Line::new("date", date));
    if let Some(why) = contact.date.as_ref().and_then(|d| d.inference.as_ref()) {
        let from = lines.len();
        words::inference(&mut lines, why, "");
        for (line, premise) in lines[from + 1..].iter_mut().zip(&why.premises) {
            let page = premise.page.as_ref().and_then(|p| told.iter().find(|t| t.article.article.id == *p));
            if let (Some(told), Some(span)) = (page, premise.span) {
                line.value.push(PLAIN, " ");
                line.value.append(words::quoted(&[span], &told.article.article.text));
            }
        }
    }
    lines.extend(contact.place.as_ref().map(|p| Line::new("place", Ink::of(PLACE, p))));
    lines.extend(contact.sides.iter().map(|s| Line::new("", timeline::side_ink(s, contact))));
    lines.extend(contact.initiator.iter().map(|i| Line::new("asked by", Ink::of(BOLD, i.as_str()))));
    lines.extend(contact.conflicts.iter().map(|c| words::conflict(c)));
    lines
}

/// The first report whose words state a date: the one that the contact's spans point into.
fn stater(date: chancery_model::Edtf, told: &[Told]) -> Option<&Told> {
    let dated = |t: &&Told| t.article.reports[t.index].date.as_ref().is_some_and(|d| !d.spans.is_empty());
    let same = |t: &&Told| t.article.reports[t.index].date.as_ref().is_some_and(|d| d.value == date);
    told.iter().filter(dated).find(same).or_else(|| told.iter().find(dated))
}

fn print_report(out: &mut impl Write, number: usize, told: &Told, columns: usize) -> io::Result<()> {
    let (stored, text) = (&told.article, &told.article.article.text);
    let report = &stored.reports[told.index];
    let mut head = Ink::of(BOLD, format!("report {number}  {}", stored.article.id));
    head.push(DIM, format!("  {}", stored.lang));
    head.push(DIM, "  written ");
    head.append(timeline::date_ink(stored.dating.date.as_ref()));
    if let Some(url) = &stored.article.url {
        head.push(DIM, format!("  {url}"));
    }
    head.write_beside(out, &Ink::default(), columns)?;
    let marks = words::marks(report);
    for mention in &report.mentions {
        words::marked(text, *mention, &marks).write_beside(out, &Ink::of(DIM, "  │ "), columns)?;
    }
    if report.mentions.is_empty() {
        let around = Span::default().join(report.quote);
        words::marked(text, around, &marks).write_beside(out, &Ink::of(DIM, "  │ "), columns)?;
    }
    print_lines(out, &words::report(report, text), columns)
}

/// Prints labelled lines, the labels in a column.
pub fn print_lines(out: &mut impl Write, lines: &[Line], columns: usize) -> io::Result<()> {
    for line in lines {
        let mut label = Ink::of(PLAIN, "  ");
        label.append(line.label.clone());
        line.value.write_beside(out, &label.padded(13), columns)?;
    }
    Ok(())
}
