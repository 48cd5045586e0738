//! How far the reading has come: a bar on a terminal, nothing elsewhere.

use crate::console;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A bar over bytes of input that also tells pages.
pub struct Progress {
    bar: ProgressBar,
    pages: Arc<AtomicU64>,
}

impl Progress {
    /// A bar to `bytes`.
    pub fn new(bytes: u64) -> Progress {
        let bar = ProgressBar::new(bytes);
        let pages = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&pages);
        let read = move |state: &ProgressState, out: &mut dyn Write| {
            let pages = count.load(Ordering::Relaxed);
            let rate = pages as f64 / state.elapsed().as_secs_f64().max(0.001);
            let _ = write!(out, "{pages} pages, {rate:.0} a second");
        };
        let template = "{bar:30} {percent:>3}%  {read}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("read", read).progress_chars("━╸─"));
        }
        Progress { bar, pages }
    }

    /// One page more, of so many bytes.
    pub fn add(&self, bytes: u64) {
        self.pages.fetch_add(1, Ordering::Relaxed);
        self.bar.inc(bytes);
    }

    /// Tells a note without breaking the bar.
    pub fn say(&self, note: &str) {
        self.bar.suspend(|| console::tell(format_args!("note: {note}")));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
