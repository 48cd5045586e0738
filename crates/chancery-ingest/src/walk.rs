//! Paths to files, files to pages.

use crate::{IngestError, Ingested, JsonLines, Options, decode};
use chancery_model::{Page, PageBody};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// What a file holds, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Text,
    Html,
    Jsonl,
}

/// A path still to be read.
struct Entry {
    path: PathBuf,
    /// Whether the user named it.
    named: bool,
}

/// The pages of some paths, in order.
pub struct Pages {
    files: Files,
    current: Option<JsonLines<BufReader<File>>>,
    options: Options,
}

impl Pages {
    pub(crate) fn new(paths: &[PathBuf], options: Options) -> Pages {
        Pages { files: Files::new(paths), current: None, options }
    }
}

impl Iterator for Pages {
    type Item = Ingested;

    fn next(&mut self) -> Option<Ingested> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            let (path, kind) = match self.files.next()? {
                Ok(found) => found,
                Err(error) => return Some(Ingested { page: Err(error), bytes: 0, note: None }),
            };
            if kind != Type::Jsonl {
                return Some(read_file(&path, kind, self.options));
            }
            match File::open(&path) {
                Ok(file) => {
                    let reader = BufReader::with_capacity(64 << 10, file);
                    self.current = Some(JsonLines::new(reader, &identity(&path), self.options));
                }
                Err(source) => {
                    return Some(Ingested { page: Err(unreadable(&path, source)), bytes: 0, note: None });
                }
            }
        }
    }
}

/// The files below some paths.
struct Files {
    /// The next is last.
    stack: Vec<Entry>,
    /// Folders of the current root, resolved, so that a loop of links ends.
    seen: BTreeSet<PathBuf>,
}

impl Files {
    fn new(paths: &[PathBuf]) -> Files {
        let stack = paths.iter().rev().map(|p| Entry { path: p.clone(), named: true }).collect();
        Files { stack, seen: BTreeSet::new() }
    }

    /// The file or error that a path gives; none for a folder, whose files come next, and for what is
    /// passed over.
    fn visit(&mut self, entry: &Entry) -> Option<Result<(PathBuf, Type), IngestError>> {
        let path = &entry.path;
        if entry.named {
            self.seen.clear();
        }
        let meta = match fs::metadata(path) {
            Ok(meta) => meta,
            Err(error) => return failed(entry, error),
        };
        if meta.is_dir() {
            return self.enter(path).err().map(|e| Err(unreadable(path, e)));
        }
        match (meta.is_file(), type_of(path)) {
            (true, Some(kind)) => Some(Ok((path.clone(), kind))),
            (is_file, _) => entry.named.then(|| Err(unsupported(path, is_file))),
        }
    }

    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        if !self.seen.insert(fs::canonicalize(folder)?) {
            return Ok(());
        }
        let mut inside =
            fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        self.stack.extend(inside.into_iter().rev().map(|path| Entry { path, named: false }));
        Ok(())
    }
}

impl Iterator for Files {
    type Item = Result<(PathBuf, Type), IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let entry = self.stack.pop()?;
            if let Some(found) = self.visit(&entry) {
                return Some(found);
            }
        }
    }
}

/// A path whose kind can't be told. A dangling link inside a folder is passed over.
fn failed(entry: &Entry, error: io::Error) -> Option<Result<(PathBuf, Type), IngestError>> {
    let missing = error.kind() == io::ErrorKind::NotFound;
    match (missing, entry.named) {
        (true, true) => Some(Err(IngestError::NoSuchPath { path: identity(&entry.path) })),
        (_, false) if missing || type_of(&entry.path).is_none() => None,
        _ => Some(Err(unreadable(&entry.path, error))),
    }
}

fn unreadable(path: &Path, source: io::Error) -> IngestError {
    IngestError::Unreadable { path: identity(path), source }
}

fn unsupported(path: &Path, is_file: bool) -> IngestError {
    let found = match path.extension() {
        _ if !is_file => "neither a file nor a folder".to_owned(),
        Some(extension) => format!(".{}", extension.to_string_lossy()),
        None => "a name without an ending".to_owned(),
    };
    IngestError::Unsupported { path: identity(path), found }
}

fn type_of(path: &Path) -> Option<Type> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" => Some(Type::Text),
        "html" | "htm" => Some(Type::Html),
        "jsonl" => Some(Type::Jsonl),
        _ => None,
    }
}

/// The path as written, with `/` between names and no `./` before them.
fn identity(path: &Path) -> String {
    let written = path.to_string_lossy();
    let written = if cfg!(windows) { written.replace('\\', "/") } else { written.into_owned() };
    written.strip_prefix("./").filter(|rest| !rest.is_empty()).unwrap_or(&written).to_owned()
}

/// Reads a file that is one page, at most one byte beyond the limit.
fn read_file(path: &Path, kind: Type, options: Options) -> Ingested {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| {
        let size = file.metadata()?.len();
        let take = if size > options.page_limit { 0 } else { options.page_limit + 1 };
        file.take(take).read_to_end(&mut bytes)?;
        Ok(size)
    });
    match read {
        Err(source) => Ingested { page: Err(unreadable(path, source)), bytes: 0, note: None },
        Ok(size) if size.max(bytes.len() as u64) > options.page_limit => {
            let error = IngestError::TooLarge { name: identity(path), limit: options.page_limit };
            Ingested { page: Err(error), bytes: size, note: None }
        }
        Ok(_) => {
            let (page, note) = page(&bytes, path, kind);
            Ingested { page, bytes: bytes.len() as u64, note }
        }
    }
}

fn page(bytes: &[u8], path: &Path, kind: Type) -> (Result<Page, IngestError>, Option<String>) {
    let name = identity(path);
    if let Some(found) = decode::binary_sign(bytes) {
        return (Err(IngestError::Binary { name, found }), None);
    }
    let decoded = decode::decode(bytes, kind == Type::Html);
    if decoded.text.trim().is_empty() {
        return (Err(IngestError::Empty { name }), None);
    }
    let body = if kind == Type::Html { PageBody::Html(decoded.text) } else { PageBody::Text(decoded.text) };
    (Ok(Page { id: name, url: None, lang: None, published: None, body }), decoded.note)
}

/// Bytes of all the files below some paths.
pub(crate) fn total(paths: &[PathBuf]) -> u64 {
    let size = |(path, _): (PathBuf, Type)| fs::metadata(path).map_or(0, |m| m.len());
    Files::new(paths).filter_map(Result::ok).map(size).sum()
}
