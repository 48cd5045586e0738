//! The packs, compiled, and the whole way from a page to its reports.

use crate::{args::Shared, failure::Failure};
use chancery_article::Cues;
use chancery_contacts::{Reader, ReaderError, Reading, Recall};
use chancery_model::{Article, Page};
use chancery_names::World;
use chancery_packs::PackSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Reads pages. It may be shared between threads.
pub struct Engine {
    pub reader: Reader,
    pub cues: Cues,
    article_time: AtomicU64,
    reading_time: AtomicU64,
}

/// What a page gave.
pub struct Done {
    pub article: Article,
    pub reading: Reading,
    /// Whether a fault of the program kept the page from being read.
    pub fault: bool,
}

impl Engine {
    /// Compiles the packs that the user chose; built-in languages when they are first needed.
    pub fn new(packs: &PackSet) -> Result<Engine, Failure> {
        Engine::with(packs, Reader::new(packs))
    }

    /// Compiles all packs, so that each fault comes to light.
    pub fn whole(packs: &PackSet) -> Result<Engine, Failure> {
        Engine::with(packs, Reader::whole(packs))
    }

    fn with(packs: &PackSet, reader: Result<Reader, ReaderError>) -> Result<Engine, Failure> {
        let whole = || Ok::<_, ReaderError>((reader?, packs.page_cues()?));
        let (reader, cues) = whole().map_err(|error| Failure::from(error).with_row(packs))?;
        Ok(Engine {
            reader,
            cues: Cues::new(cues.iter().map(|(form, class)| (form.as_str(), *class))),
            article_time: AtomicU64::new(0),
            reading_time: AtomicU64::new(0),
        })
    }

    /// Reads a page, with what was kept of those read before. A fault of the reader costs the page its reports and
    /// leaves a note.
    pub fn read(&self, page: &Page, recall: &mut Recall) -> Done {
        let done = self.guarded(page, |article| self.reader.read_recalling(article, recall));
        if done.fault {
            *recall = Recall::default();
        }
        done
    }

    /// Reads a page and keeps what was seen.
    pub fn explain(&self, page: &Page) -> Done {
        self.guarded(page, |article| self.reader.explain(article))
    }

    /// Time spent on articles and on reading them, over all threads.
    pub fn times(&self) -> (Duration, Duration) {
        let of = |n: &AtomicU64| Duration::from_nanos(n.load(Ordering::Relaxed));
        (of(&self.article_time), of(&self.reading_time))
    }

    fn guarded(&self, page: &Page, read: impl FnOnce(&Article) -> Reading) -> Done {
        let start = Instant::now();
        let article = catch_unwind(AssertUnwindSafe(|| chancery_article::read(page, &self.cues)));
        count(&self.article_time, start);
        let Ok(article) = article else { return broken(bare(page), "the article") };
        let start = Instant::now();
        let reading = catch_unwind(AssertUnwindSafe(|| read(&article)));
        count(&self.reading_time, start);
        match reading {
            Ok(reading) => Done { article, reading, fault: false },
            Err(_) => broken(article, "the text"),
        }
    }
}

fn count(counter: &AtomicU64, start: Instant) {
    let nanos = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
    counter.fetch_add(nanos, Ordering::Relaxed);
}

fn broken(article: Article, what: &str) -> Done {
    let note = format!("not read: a fault of the program in reading {what}; please report it with the page");
    Done { article, reading: Reading { notes: vec![note], ..Reading::default() }, fault: true }
}

/// The page as an article without blocks.
fn bare(page: &Page) -> Article {
    Article {
        id: page.id.clone(),
        url: page.url.clone(),
        lang: page.lang.clone(),
        published: None,
        outlet: None,
        text: page.body.as_str().to_owned(),
        blocks: Vec::new(),
    }
}

/// The world pack alone.
pub fn world(packs: &PackSet) -> Result<World, Failure> {
    World::of(packs).map_err(|e| Failure::from(ReaderError::World(e)).with_row(packs))
}

/// The built-in packs with the user's folder laid over them.
pub fn packs(shared: &Shared) -> Result<PackSet, Failure> {
    let mut packs = PackSet::builtin();
    if let Some(folder) = &shared.packs {
        if !folder.is_dir() {
            let message = format!("{}: expected a folder of packs, found none", folder.display());
            return Err(Failure::usage_with(message, "`chancery pack new` makes one for a language"));
        }
        lay(&mut packs, folder, "")?;
    }
    Ok(packs)
}

/// Lays the pack files below `folder` over `packs`; `prefix` is the path so far, inside the packs.
fn lay(packs: &mut PackSet, folder: &Path, prefix: &str) -> Result<(), Failure> {
    let unreadable = |source| Failure::file(folder, "read", source);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inside = format!("{prefix}{name}");
        if path.is_dir() {
            if name != "build" {
                lay(packs, &path, &format!("{inside}/"))?;
            }
        } else if matches!(path.extension().and_then(|e| e.to_str()), Some("tsv" | "toml" | "txt")) {
            let text = fs::read_to_string(&path).map_err(|e| Failure::file(&path, "read", e))?;
            packs.lay(&inside, text);
        }
    }
    Ok(())
}
