//! The record: sketches in, clusters out.

use crate::{
    cluster::{self, Cluster},
    id::Ids,
    link::link,
    sketch::{Sketch, Stamp},
    slip::{Seatings, Sheet, Slip, Word, Words},
    years,
};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Collects sketches of reports; [`Record::finish`] tells which are one contact.
#[derive(Debug, Default)]
pub struct Record {
    words: Words,
    sheets: Vec<Sheet>,
    pages: FxHashMap<CompactString, u32>,
    slips: Vec<Slip>,
    seatings: Seatings,
}

/// All that is known when groups become clusters, numbered in the order of texts and pages.
pub(crate) struct File {
    pub(crate) words: Words,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) slips: Vec<Slip>,
}

impl Record {
    /// An empty record.
    pub fn new() -> Record {
        Record::default()
    }

    /// Adds the sketch of one report. Of two with the same page and index the first one added counts.
    pub fn add(&mut self, sketch: Sketch) {
        let page = self.page(&sketch.page, sketch.stamp.clone());
        let mut slip = Slip::of(&sketch, page, &mut self.words);
        slip.seats = self.seatings.share(slip.seats);
        self.slips.push(slip);
    }

    /// How many sketches were added.
    pub fn len(&self) -> usize {
        self.slips.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.slips.is_empty()
    }

    fn page(&mut self, id: &CompactString, stamp: Stamp) -> u32 {
        let next = u32::try_from(self.sheets.len()).expect("fewer than 2^32 pages");
        *self.pages.entry(id.clone()).or_insert_with(|| {
            self.sheets.push(Sheet { id: id.clone(), stamp });
            next
        })
    }

    /// The contacts, ordered by date (unknown last) and identity.
    pub fn finish(self) -> Vec<Cluster> {
        let file = self.ordered();
        let groups = link(&file.words, &file.sheets, &file.slips);
        let dates = years::dates(&file, &groups);
        let mut ids = Ids::default();
        let mut clusters: Vec<Cluster> = groups
            .iter()
            .zip(dates)
            .map(|(group, decided)| cluster::decide(&file, group, decided, ids.id(&file, group)))
            .collect();
        clusters.sort_by_cached_key(|c| {
            let day = c.date.as_ref().and_then(|d| d.value.earliest().or(d.value.latest()));
            (day.is_none(), day, c.id.clone())
        });
        clusters
    }

    /// Numbers pages and texts anew in their own order, so that nothing depends on the order of adding.
    fn ordered(self) -> File {
        let mut words = Words::default();
        let texts = self.words.sorted();
        texts.iter().for_each(|t| _ = words.number(t));
        let word = |old: Word| words.find(self.words.text(old)).expect("every text was numbered anew");
        let mut order: Vec<u32> = (0..self.sheets.len() as u32).collect();
        order.sort_unstable_by_key(|p| &self.sheets[*p as usize].id);
        let mut rank = vec![0u32; order.len()];
        (0u32..).zip(&order).for_each(|(new, old)| rank[*old as usize] = new);
        let mut slips: Vec<Slip> = self.slips;
        let seatings = self.seatings.renumbered(&word);
        for slip in &mut slips {
            slip.page = rank[slip.page as usize];
            slip.seats = Arc::clone(&seatings[&slip.seats]);
            slip.renumber(&word);
        }
        slips.sort_by_key(|s| (s.page, s.index));
        slips.dedup_by_key(|s| (s.page, s.index));
        let mut sheets: Vec<Sheet> = self.sheets;
        sheets.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        File { words, sheets, slips }
    }
}
