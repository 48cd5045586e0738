//! `chancery code`: JSONL pages in, their contacts out, no database.

use crate::{
    args, console, engine, engine::Engine, failure::Failure, parallel, report_json, report_json::Told,
};
use chancery_contacts::Recall;
use chancery_ingest::{IngestError, Ingested};
use chancery_model::{Edtf, Offsets};
use serde::Serialize;
use serde_json::json;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

/// A page's line, and what is counted of it.
struct Line {
    text: String,
    contacts: usize,
    error: Option<IngestError>,
}

/// What is told of a page, in the order of the alphabet.
#[derive(Serialize)]
struct Coded<'p> {
    contacts: Vec<Told<'p>>,
    id: &'p str,
    lang: &'p str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'p String>,
    published: Option<Edtf>,
}

/// What went through.
#[derive(Default)]
struct Sum {
    pages: usize,
    contacts: usize,
    bad: usize,
    first_bad: Option<IngestError>,
}

/// Runs the command.
pub fn run(shared: &args::Shared, code: &args::Code) -> Result<(), Failure> {
    let start = Instant::now();
    refuse_same_file(code)?;
    let (input, name) = input(code)?;
    let engine = Engine::new(&engine::packs(shared)?)?;
    let compiled = start.elapsed();
    let mut output = output(code)?;
    let mut pages = chancery_ingest::jsonl(input, &name).peekable();
    match pages.peek().map(|p| &p.page) {
        Some(Err(error @ IngestError::Binary { .. })) => return Err(Failure::usage(error.to_string())),
        Some(Err(IngestError::Empty { name: empty })) if *empty == name => {
            console::tell(format_args!("{empty}: no pages"));
            return Ok(());
        }
        _ => {}
    }
    let mut sum = Sum::default();
    let out = |line: Line| -> Result<(), Failure> {
        if let Some(error @ IngestError::Unreadable { .. }) = line.error {
            return Err(Failure::Input(error));
        }
        output.write_all(line.text.as_bytes())?;
        sum.add(line);
        Ok(())
    };
    let done = parallel::ordered(pages, |page| page.bytes, |recall, page| line(&engine, recall, page), out);
    output.flush()?;
    done?;
    sum.tell();
    if code.timings {
        timings(&engine, compiled, start);
    }
    Ok(())
}

fn input(code: &args::Code) -> Result<(Box<dyn BufRead + Send>, String), Failure> {
    let Some(path) = &code.input else {
        return Ok((Box::new(BufReader::with_capacity(1 << 16, io::stdin())), "stdin".to_owned()));
    };
    let unreadable = |source| Failure::file(path, "read", source);
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(Failure::usage(format!(
            "{}: expected a file of JSON lines, got a folder",
            path.display()
        )));
    }
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), path.display().to_string()))
}

/// Writing over the pages that are being read would lose them.
fn refuse_same_file(code: &args::Code) -> Result<(), Failure> {
    let (Some(input), Some(output)) = (&code.input, &code.output) else { return Ok(()) };
    match (input.canonicalize(), output.canonicalize()) {
        (Ok(a), Ok(b)) if a == b => {
            Err(Failure::usage(format!("{}: expected --out to be another file than --in", output.display())))
        }
        _ => Ok(()),
    }
}

fn output(code: &args::Code) -> Result<Box<dyn Write>, Failure> {
    Ok(match &code.output {
        None => Box::new(BufWriter::new(io::stdout().lock())),
        Some(path) => {
            let file = File::create(path).map_err(|source| Failure::file(path, "written", source))?;
            Box::new(BufWriter::with_capacity(1 << 16, file))
        }
    })
}

fn line(engine: &Engine, recall: &mut Recall, ingested: Ingested) -> Line {
    let page = match ingested.page {
        Ok(page) => page,
        Err(error) => {
            let value = json!({ "id": null, "contacts": [], "error": error.to_string() });
            return Line { text: format!("{value}\n"), contacts: 0, error: Some(error) };
        }
    };
    let done = engine.read(&page, recall);
    let (reading, text) = (&done.reading, &done.article.text);
    let text = &Offsets::of(text);
    let told = Coded {
        contacts: reading.reports.iter().map(|r| report_json::report(r, text)).collect(),
        id: &page.id,
        lang: &reading.lang,
        notes: ingested.note.iter().chain(&reading.notes).collect(),
        published: reading.dating.date.as_ref().map(|d| d.value),
    };
    let mut text = serde_json::to_string(&told).expect("what is told of a page has keys of text");
    text.push('\n');
    Line { text, contacts: reading.reports.len(), error: None }
}

impl Sum {
    fn add(&mut self, line: Line) {
        self.pages += 1;
        self.contacts += line.contacts;
        if let Some(error) = line.error {
            self.bad += 1;
            self.first_bad.get_or_insert(error);
        }
    }

    fn tell(&self) {
        let Some(first) = &self.first_bad else { return };
        let (bad, pages) = (self.bad, self.pages);
        console::tell(format_args!("{bad} of {pages} lines gave no page; the first: {first}"));
    }
}

fn timings(engine: &Engine, compiled: std::time::Duration, start: Instant) {
    let (article, reading) = engine.times();
    let whole = start.elapsed();
    console::tell(format_args!(
        "packs {compiled:.1?}; over all threads: article {article:.1?}, reading {reading:.1?}; in all {whole:.1?}"
    ));
}
