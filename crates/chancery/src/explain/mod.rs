//! `chancery explain`: what the reader saw in a page. The tool that everybody works with.

mod data;
mod text;

use crate::{args, args::TextFormat, console, engine, engine::Done, engine::Engine, failure::Failure};
use chancery_model::{Article, Page, PageBody, Sourced};
use std::io::{Read as _, Write};
use std::path::Path;

/// Bytes that are read from standard input at most.
const MOST: u64 = 16 << 20;

/// Runs the command.
pub fn run(shared: &args::Shared, explain: &args::Explain) -> Result<(), Failure> {
    let mut page = page(&explain.file)?;
    page.lang = explain.lang.clone().or(page.lang);
    page.published = explain.published.map(|d| d.to_string()).or(page.published);
    let engine = Engine::new(&engine::packs(shared)?)?;
    let done = engine.explain(&page);
    print(&done, explain.format, explain.only)
}

/// Prints what was seen of one sentence given on the command line.
pub fn sentence(shared: &args::Shared, explain: &args::PackExplain) -> Result<(), Failure> {
    let packs = engine::packs(shared)?;
    packs.lang(&explain.lang).map_err(|e| Failure::from(e).with_row(&packs))?;
    let engine = Engine::new(&packs)?;
    let published = explain.published.map(|d| Sourced::inferred(d, "given on the command line", Vec::new()));
    let lang = Some(explain.lang.clone());
    let article = Article { lang, published, ..Article::of_lines("sentence", &explain.sentence) };
    let reading = engine.reader.explain(&article);
    print(&Done { article, reading, fault: false }, TextFormat::Text, None)
}

fn print(done: &Done, format: TextFormat, only: Option<usize>) -> Result<(), Failure> {
    let count = done.reading.sentences.len();
    if let Some(number) = only.filter(|n| !(1..=count).contains(n)) {
        return Err(Failure::usage(format!("--only: expected a sentence from 1 to {count}, got {number}")));
    }
    let mut out = console::stdout();
    match format {
        TextFormat::Text => text::print(&mut out, done, only, console::columns())?,
        TextFormat::Json => {
            let value = data::whole(done, only);
            serde_json::to_writer_pretty(&mut out, &value).map_err(|e| Failure::Output(e.into()))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn page(file: &Path) -> Result<Page, Failure> {
    if file != Path::new("-") {
        let mut pages = chancery_ingest::pages(&[file.to_owned()], chancery_ingest::Options::default());
        let first = pages
            .next()
            .ok_or_else(|| Failure::usage(format!("{}: expected a page, found none", file.display())))?;
        if let Some(note) = &first.note {
            console::tell(format_args!("note: {note}"));
        }
        return first.page.map_err(|e| Failure::usage(e.to_string()));
    }
    let mut bytes = Vec::new();
    let stdin = std::io::stdin().lock();
    stdin.take(MOST).read_to_end(&mut bytes).map_err(|e| Failure::file(file, "read", e))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if text.trim().is_empty() {
        return Err(Failure::usage("stdin: expected text, got an empty page"));
    }
    let is_html = text.trim_start().starts_with("<!") || text.trim_start().starts_with("<html");
    let body = if is_html { PageBody::Html(text) } else { PageBody::Text(text) };
    Ok(Page { id: "stdin".into(), url: None, lang: None, published: None, body })
}
