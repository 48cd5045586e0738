//! Lines of JSON to pages.

use crate::lines::{Line, Lines};
use crate::{IngestError, Ingested, Options, decode};
use chancery_model::{Page, PageBody};
use serde::Deserialize;
use serde_json::error::Category;
use std::io::BufRead;

/// A line as written.
#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    url: Option<String>,
    lang: Option<String>,
    published: Option<String>,
    text: Option<String>,
    html: Option<String>,
}

/// Identities are texts or whole numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// What a line should be.
const SHAPE: &str =
    "an object such as {\"id\": \"a1\", \"url\": …, \"lang\": \"en\", \"published\": …, \"text\": …}";

/// The pages of a JSONL reader, one a line. Empty lines are passed over.
pub struct JsonLines<R> {
    lines: Lines<R>,
    name: String,
    limit: u64,
    told: u64,
    done: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(reader: R, name: &str, options: Options) -> JsonLines<R> {
        let limit = options.page_limit;
        JsonLines { lines: Lines::new(reader, limit), name: name.to_owned(), limit, told: 0, done: false }
    }

    /// Bytes consumed since the item before.
    fn spent(&mut self) -> u64 {
        let spent = self.lines.bytes - self.told;
        self.told = self.lines.bytes;
        spent
    }

    /// Ends the reading with an error.
    fn stop(&mut self, error: IngestError) -> Ingested {
        self.done = true;
        Ingested { page: Err(error), bytes: self.spent(), note: None }
    }

    /// Whether the reader starts with what is no text.
    fn check_start(&mut self) -> Result<(), IngestError> {
        let name = &self.name;
        let start =
            self.lines.peek().map_err(|source| IngestError::Unreadable { path: name.clone(), source })?;
        match decode::binary_sign(start) {
            Some(found) => Err(IngestError::Binary { name: name.clone(), found }),
            None if start.is_empty() => Err(IngestError::Empty { name: name.clone() }),
            None => Ok(()),
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Ingested;

    fn next(&mut self) -> Option<Ingested> {
        if self.done {
            return None;
        }
        if self.lines.number == 0
            && let Err(error) = self.check_start()
        {
            return Some(self.stop(error));
        }
        let (page, note) = loop {
            let number = self.lines.number + 1;
            match self.lines.next() {
                Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(Line::Whole(line))) => break read(line, &self.name, number),
                Ok(Some(Line::TooLong)) => {
                    let name = format!("{}:{number}", self.name);
                    break (Err(IngestError::TooLarge { name, limit: self.limit }), None);
                }
                Ok(None) => {
                    self.done = true;
                    return None;
                }
                Err(source) => {
                    let path = self.name.clone();
                    return Some(self.stop(IngestError::Unreadable { path, source }));
                }
            }
        };
        Some(Ingested { page, bytes: self.spent(), note })
    }
}

/// Reads a line; the note says if some of its bytes are no UTF-8.
fn read(line: &[u8], name: &str, number: u64) -> (Result<Page, IngestError>, Option<String>) {
    let line = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(line);
    let text = String::from_utf8_lossy(line);
    let broken = matches!(text, std::borrow::Cow::Owned(_));
    let note = broken.then(|| "bytes that are no UTF-8 were replaced by U+FFFD".to_owned());
    (page(&text, name, number), note)
}

fn page(line: &str, name: &str, number: u64) -> Result<Page, IngestError> {
    let bad = |column: usize, expected, found| IngestError::BadLine {
        name: name.to_owned(),
        line: number,
        column: column.max(1),
        expected,
        found,
    };
    if !line.trim_start().starts_with('{') {
        let start: String = line.trim_start().chars().take(20).collect();
        return Err(bad(line.len() - line.trim_start().len() + 1, SHAPE, format!("\"{start}\"")));
    }
    let record: Record =
        serde_json::from_str(line).map_err(|e| bad(e.column(), expectation(&e), complaint(&e)))?;
    let id = match record.id {
        Some(Id::Text(id)) if !id.is_empty() => id,
        Some(Id::Number(id)) => id.to_string(),
        _ => format!("{name}:{number}"),
    };
    let body = match (record.text, record.html) {
        (Some(text), _) if !text.trim().is_empty() => PageBody::Text(text),
        (_, Some(html)) if !html.trim().is_empty() => PageBody::Html(html),
        (None, None) => return Err(bad(1, "a field \"text\" or \"html\"", "neither".to_owned())),
        _ => return Err(IngestError::Empty { name: format!("{name}:{number}") }),
    };
    Ok(Page { id, url: record.url, lang: record.lang, published: record.published, body })
}

fn expectation(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        Category::Data => SHAPE,
        Category::Eof => "the line to end its object",
        _ => "JSON",
    }
}

/// What the parser says, without its own place, which knows no file.
fn complaint(error: &serde_json::Error) -> String {
    let full = error.to_string();
    full.rsplit_once(" at line ").map_or(full.as_str(), |(said, _)| said).to_owned()
}
