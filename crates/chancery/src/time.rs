//! `chancery time`: texts in, their expressions of time out.

use crate::{
    args,
    console::{self, DIM, Ink, PLAIN, TIME},
    engine,
    failure::Failure,
};
use chancery_contacts::ReaderError;
use chancery_model::{Edtf, Span};
use chancery_packs::PackSet;
use chancery_time::{Tagged, Tagger};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Read, Write};

/// The taggers of the languages met so far; none where there is no pack.
struct Taggers {
    packs: PackSet,
    ready: BTreeMap<String, Option<Tagger>>,
}

/// A text and what is known of it.
struct Input {
    id: Option<String>,
    lang: Option<String>,
    date: Option<Edtf>,
    text: String,
}

/// Runs the command.
pub fn run(shared: &args::Shared, time: &args::Time) -> Result<(), Failure> {
    let mut taggers = Taggers { packs: engine::packs(shared)?, ready: BTreeMap::new() };
    if let Some(lang) = &time.lang {
        taggers
            .get(lang)?
            .ok_or_else(|| Failure::usage(format!("expected a language with a pack, got \"{lang}\"")))?;
    }
    let mut out = console::stdout();
    let mut stdin = io::stdin().lock();
    let mut first = Vec::new();
    while first.trim_ascii().is_empty() && stdin.read_until(b'\n', &mut first)? > 0 {}
    if first.trim_ascii_start().starts_with(b"{") {
        jsonl(&mut taggers, time, &first, &mut stdin, &mut out)?;
    } else {
        stdin.read_to_end(&mut first)?;
        let text = String::from_utf8_lossy(&first).into_owned();
        let input = Input { id: None, lang: time.lang.clone(), date: time.date, text };
        let tagged = taggers.tag(&input)?;
        if io::stdout().is_terminal() {
            view(&input.text, &tagged, &mut out)?;
        } else {
            rows(&input, &tagged, &mut out)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn jsonl(
    taggers: &mut Taggers,
    time: &args::Time,
    first: &[u8],
    rest: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let mut line = first.to_vec();
    let mut number = 1;
    while !line.is_empty() {
        if !line.trim_ascii().is_empty() {
            match input(&line, time) {
                Ok(input) => rows(&input, &taggers.tag(&input)?, out)?,
                Err(why) => console::tell(format_args!("line {number}: {why}")),
            }
        }
        line.clear();
        rest.read_until(b'\n', &mut line)?;
        number += 1;
    }
    Ok(())
}

fn input(line: &[u8], time: &args::Time) -> Result<Input, String> {
    let page: Value = serde_json::from_slice(line).map_err(|e| format!("expected a line of JSON: {e}"))?;
    let field = |name: &str| page[name].as_str().map(str::to_owned);
    let text = field("text").ok_or("expected a field \"text\"")?;
    let day = field("dct").and_then(|d| d.get(..10).unwrap_or(&d).parse().ok());
    Ok(Input { id: field("id"), lang: time.lang.clone().or(field("lang")), date: day.or(time.date), text })
}

impl Taggers {
    fn get(&mut self, lang: &str) -> Result<Option<&Tagger>, Failure> {
        if !self.ready.contains_key(lang) {
            let tagger = if self.packs.languages().contains(&lang) {
                let failed = |e| Failure::from(ReaderError::Pack(e));
                let made = self.packs.lang(lang).and_then(|pack| Tagger::new(&pack)).map_err(failed);
                Some(made.map_err(|failure| failure.with_row(&self.packs))?)
            } else {
                console::tell(format_args!("no pack for \"{lang}\": its texts give no times"));
                None
            };
            self.ready.insert(lang.to_owned(), tagger);
        }
        Ok(self.ready.get(lang).and_then(Option::as_ref))
    }

    fn tag(&mut self, input: &Input) -> Result<Vec<Tagged>, Failure> {
        let known = input.lang.as_deref().or_else(|| chancery_text::identify(&input.text));
        let Some(tagger) = self.get(known.unwrap_or("en"))? else { return Ok(Vec::new()) };
        Ok(tagger.tag(&input.text, input.date))
    }
}

/// A line of JSON for each expression; offsets are in characters.
fn rows(input: &Input, tagged: &[Tagged], out: &mut impl Write) -> Result<(), Failure> {
    let mut cursor = (0, 0);
    for one in tagged {
        let (begin, end) = characters(&input.text, one.span, &mut cursor);
        let mut row = json!({
            "doc": input.id,
            "begin": begin,
            "end": end,
            "text": one.span.of(&input.text),
            "type": one.timex.kind.to_string(),
            "value": one.timex.value,
        });
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                row[name] = value;
            }
        };
        set("mod", one.timex.modifier.map(Value::from));
        set("freq", one.timex.freq.clone().map(Value::from));
        set("edtf", one.date.map(|d| json!(d)));
        set("earliest", one.date.and_then(Edtf::earliest).map(|d| json!(d)));
        set("latest", one.date.and_then(Edtf::latest).map(|d| json!(d)));
        set("anchor", one.anchor.map(|a| json!(format!("{a:?}").to_lowercase())));
        let others = one.candidates.iter().map(|c| json!({"edtf": c.date, "weight": c.weight}));
        set("candidates", (!one.candidates.is_empty()).then(|| others.collect()));
        set("rows", (!one.rows.is_empty()).then(|| one.rows.iter().map(|r| json!(r.to_string())).collect()));
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// A span in characters; `cursor` holds how far, in bytes and characters, the text has been counted.
fn characters(text: &str, span: Span, cursor: &mut (usize, usize)) -> (usize, usize) {
    let start = span.start as usize;
    let from = if cursor.0 <= start { *cursor } else { (0, 0) };
    let begin = from.1 + text[from.0..start].chars().count();
    *cursor = (start, begin);
    (begin, begin + span.of(text).chars().count())
}

/// The text with its expressions coloured, each followed by its value.
fn view(text: &str, tagged: &[Tagged], out: &mut impl Write) -> Result<(), Failure> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (mut ink, mut at) = (Ink::default(), start);
        let end = start + line.len();
        for one in tagged.iter().filter(|t| (start..end).contains(&(t.span.start as usize))) {
            ink.push(PLAIN, &text[at..one.span.start as usize]);
            ink.push(TIME, one.span.of(text));
            ink.push(DIM, format!(" [{}]", one.timex.value.as_deref().unwrap_or("?")));
            at = one.span.end as usize;
        }
        ink.push(PLAIN, text[at..end].trim_end());
        for line in ink.lines(console::columns()) {
            writeln!(out, "{}", line.trimmed())?;
        }
        start = end;
    }
    Ok(())
}
