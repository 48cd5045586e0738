//! `chancery read`: files and folders into the record.
//!
//! Worker threads read pages, this thread writes them in batches, each a transaction. What was committed stays,
//! whatever happens; the same command goes on where the last one stopped.

use crate::{
    args, console, engine, engine::Done, engine::Engine, failure::Failure, parallel, progress::Progress,
    rebuild, timeline,
};
use chancery_contacts::Recall;
use chancery_ingest::{IngestError, Ingested};
use chancery_store::{PageDigest, PageState, Store, StoreError, StoredArticle, Written};
use rustc_hash::FxHashSet;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Pages, bytes of text and time that a batch holds at most.
const BATCH_PAGES: usize = 256;
const BATCH_BYTES: usize = 8 << 20;
const BATCH_TIME: Duration = Duration::from_secs(2);

/// Notes that are told one by one.
const NOTES_TOLD: usize = 10;

/// Contacts that are printed after reading.
const PRINTED: usize = 120;

/// What became of an item of input.
struct Item {
    bytes: u64,
    outcome: Outcome,
}

enum Outcome {
    Read(Box<StoredArticle>),
    Same { id: String },
    Failed(IngestError),
}

/// Runs the command.
pub fn run(shared: &args::Shared, read: &args::Read) -> Result<(), Failure> {
    for path in &read.paths {
        std::fs::metadata(path).map_err(|cause| Failure::file(path, "read", cause))?;
    }
    let engine = Engine::new(&engine::packs(shared)?)?;
    let store = Store::open(&shared.db)?;
    let stop = stop_on_ctrl_c();
    let started = Instant::now();
    let mut intake =
        Intake::new(&store, Progress::new(chancery_ingest::count_hint(&read.paths)), shared.verbose);
    let pages = chancery_ingest::pages(&read.paths, chancery_ingest::Options::default());
    let pages = pages.take_while(|_| !stop.load(Ordering::Relaxed));
    let work = |recall: &mut Recall, item| examine(&engine, recall, &store, item);
    parallel::ordered(pages, |item| item.bytes, work, |item| intake.take(item?))?;
    intake.commit()?;
    intake.progress.finish();
    if stop.load(Ordering::Relaxed) {
        let kept = intake.written.new + intake.written.replaced;
        let message =
            format!("stopped; {kept} pages more are in the record. The same command goes on from here.");
        return Err(Failure::Stopped(message));
    }
    // Linking takes the room that the packs took.
    drop(engine);
    rebuild::if_stale(&store)?;
    intake.tell(&store, started)?;
    intake.verdict()?;
    print_timeline(shared, &store)
}

/// The first Ctrl-C asks the work to end at a page; the second ends the program.
fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let set = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        console::tell("\nstopping after the pages under way; once more to stop at once");
    });
    if let Err(error) = set {
        tracing::warn!("Ctrl-C will stop at once: {error}");
    }
    stop
}

/// Reads a page unless the record holds it as it is.
fn examine(engine: &Engine, recall: &mut Recall, store: &Store, item: Ingested) -> Result<Item, StoreError> {
    let outcome = match item.page {
        Err(error) => Outcome::Failed(error),
        Ok(page) => {
            let state = PageState { digest: PageDigest::of(&page), packs: engine.reader.digest().to_owned() };
            if store.page_state(&page.id)?.as_ref() == Some(&state) {
                Outcome::Same { id: page.id }
            } else {
                Outcome::Read(Box::new(stored(engine.read(&page, recall), state, item.note)))
            }
        }
    };
    Ok(Item { bytes: item.bytes, outcome })
}

/// Packs that a page was read with where a fault kept it from being read: none, so that it is read again.
const UNREAD: &str = "unread";

fn stored(done: Done, state: PageState, note: Option<String>) -> StoredArticle {
    let mut notes: Vec<String> = note.into_iter().collect();
    notes.extend(done.reading.notes);
    StoredArticle {
        article: done.article,
        digest: state.digest,
        lang: done.reading.lang,
        dating: done.reading.dating,
        reports: done.reading.reports,
        notes,
        packs: if done.fault { UNREAD.to_owned() } else { state.packs },
    }
}

/// What comes in, on its way to the record.
struct Intake<'s> {
    store: &'s Store,
    progress: Progress,
    batch: Vec<StoredArticle>,
    bytes: usize,
    since: Instant,
    /// Identities seen, as 64-bit hashes: of pages that share one, the first counts.
    seen: FxHashSet<u64>,
    written: Written,
    notes: usize,
    failed: Option<IngestError>,
    told: usize,
}

impl Intake<'_> {
    fn new(store: &Store, progress: Progress, verbose: u8) -> Intake<'_> {
        Intake {
            store,
            progress,
            batch: Vec::new(),
            bytes: 0,
            since: Instant::now(),
            seen: FxHashSet::default(),
            written: Written::default(),
            notes: 0,
            failed: None,
            told: if verbose > 0 { usize::MAX } else { NOTES_TOLD },
        }
    }

    fn take(&mut self, item: Item) -> Result<(), Failure> {
        self.progress.add(item.bytes);
        match item.outcome {
            Outcome::Failed(error) => {
                self.note(&error.to_string());
                if error.is_users() {
                    self.failed.get_or_insert(error);
                }
            }
            Outcome::Same { id } if self.is_first(&id) => self.written.unchanged += 1,
            Outcome::Read(article) if self.is_first(&article.article.id) => self.add(*article),
            Outcome::Same { id } => self.note(&double(&id)),
            Outcome::Read(article) => self.note(&double(&article.article.id)),
        }
        if self.batch.len() >= BATCH_PAGES || self.bytes >= BATCH_BYTES || self.since.elapsed() >= BATCH_TIME
        {
            self.commit()?;
        }
        Ok(())
    }

    fn is_first(&mut self, id: &str) -> bool {
        self.seen.insert(BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(id))
    }

    fn add(&mut self, article: StoredArticle) {
        for note in &article.notes {
            self.note(&format!("{}: {note}", article.article.id));
        }
        self.bytes += article.article.text.len();
        self.batch.push(article);
    }

    fn note(&mut self, note: &str) {
        self.notes += 1;
        if self.notes <= self.told {
            self.progress.say(note);
        }
    }

    fn commit(&mut self) -> Result<(), Failure> {
        let written = self.store.write_batch(&self.batch)?;
        tracing::debug!(pages = self.batch.len(), bytes = self.bytes, "committed");
        self.written.new += written.new;
        self.written.replaced += written.replaced;
        self.written.unchanged += written.unchanged;
        self.batch.clear();
        self.bytes = 0;
        self.since = Instant::now();
        Ok(())
    }

    fn tell(&self, store: &Store, started: Instant) -> Result<(), Failure> {
        let Written { new, replaced, unchanged } = self.written;
        let read = new + replaced;
        let seconds = started.elapsed().as_secs_f64();
        if self.notes > self.told {
            console::tell(format_args!("… and {} notes more; -v tells all", self.notes - self.told));
        }
        let rate = if read > 0 {
            format!(", {:.0} a second", read as f64 / seconds.max(0.001))
        } else {
            String::new()
        };
        console::tell(format_args!(
            "pages    {new} new, {replaced} changed, {unchanged} unchanged; {} notes; {seconds:.1} s{rate}",
            self.notes
        ));
        let summary = store.summary()?;
        let langs = summary
            .languages
            .iter()
            .map(|(lang, n)| format!("{} {n}", if lang.is_empty() { "(not read)" } else { lang }));
        console::tell(format_args!(
            "record   {} pages ({}), {} reports, {} contacts",
            summary.pages,
            langs.collect::<Vec<_>>().join(", "),
            summary.reports,
            summary.contacts
        ));
        Ok(())
    }

    /// The user named what can't be read, or nothing that could.
    fn verdict(&self) -> Result<(), Failure> {
        if let Some(error) = &self.failed {
            return Err(Failure::usage(error.to_string()));
        }
        let Written { new, replaced, unchanged } = self.written;
        if new + replaced + unchanged > 0 {
            return Ok(());
        }
        Err(Failure::usage_with(
            "expected pages in what was named, found none that can be read",
            "pages are files .txt, .html, .htm and lines of .jsonl",
        ))
    }
}

fn double(id: &str) -> String {
    format!("{id}: expected pages with ids of their own, got this one again; the first counts")
}

fn print_timeline(shared: &args::Shared, store: &Store) -> Result<(), Failure> {
    let contacts = store.summary()?.contacts;
    if contacts > PRINTED {
        console::tell(format_args!(
            "`chancery timeline` prints the {contacts} contacts; see its --help for filters"
        ));
        return Ok(());
    }
    console::tell("");
    timeline::run(shared, &args::Timeline::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_contacts::Reading;
    use chancery_model::{Article, Page, PageBody};

    #[test]
    fn a_page_that_a_fault_kept_from_being_read_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("r.db")).unwrap();
        let body = PageBody::Text("text".into());
        let page = Page { id: "a".into(), url: None, lang: None, published: None, body };
        let state = PageState { digest: PageDigest::of(&page), packs: "1".into() };
        let article = Article {
            id: "a".into(),
            url: None,
            lang: None,
            published: None,
            outlet: None,
            text: "text".into(),
            blocks: Vec::new(),
        };
        for (fault, known) in [(true, false), (true, false), (false, true)] {
            let done = Done { article: article.clone(), reading: Reading::default(), fault };
            store.write_batch(&[stored(done, state.clone(), None)]).unwrap();
            assert_eq!(store.page_state("a").unwrap().as_ref() == Some(&state), known);
        }
    }
}
