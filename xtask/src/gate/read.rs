//! Reads gold pages as `chancery code` reads them.

use super::gold::{Contact, Set, Side};
use crate::Failure;
use chancery_article::Cues;
use chancery_contacts::{Reader, Reading};
use chancery_model::{Article, Report};
use chancery_packs::PackSet;
use std::collections::BTreeMap;

/// The reader with the packs that are compiled in.
pub struct Engine {
    reader: Reader,
    cues: Cues,
}

impl Engine {
    /// Compiles the packs.
    pub fn new(packs: &PackSet) -> Result<Engine, Failure> {
        let cues = packs.page_cues()?;
        let cues = Cues::new(cues.iter().map(|(form, class)| (form.as_str(), *class)));
        Ok(Engine { reader: Reader::new(packs)?, cues })
    }

    /// The contacts of each page of a set, by the page's id.
    pub fn read(&self, set: &Set) -> Result<BTreeMap<String, Vec<Contact>>, Failure> {
        self.each(set, |article| self.reader.read(&article).reports.iter().map(contact).collect())
    }

    /// The article of each page of a set and how it reads, by the page's id.
    pub fn readings(&self, set: &Set) -> Result<BTreeMap<String, (Article, Reading)>, Failure> {
        self.each(set, |article| {
            let reading = self.reader.explain(&article);
            (article, reading)
        })
    }

    /// What `make` gives for the article of each page of a set, by the page's id.
    fn each<T>(&self, set: &Set, make: impl Fn(Article) -> T) -> Result<BTreeMap<String, T>, Failure> {
        let mut made = BTreeMap::new();
        for ingested in chancery_ingest::jsonl(set.text.as_bytes(), &set.name) {
            let page = ingested.page?;
            made.insert(page.id.clone(), make(chancery_article::read(&page, &self.cues)));
        }
        Ok(made)
    }
}

/// A report in the fields of the gold.
pub fn contact(report: &Report) -> Contact {
    let side = |side: &chancery_model::Side| Side {
        actor: Some(side.actor.to_string()),
        people: side.people.iter().map(|p| p.name.to_string()).collect(),
    };
    Contact {
        kind: Some(report.kind.to_string()),
        also: report.also.iter().map(ToString::to_string).collect(),
        status: Some(report.status.value.to_string()),
        date: report.date.as_ref().map(|d| d.value.to_string()),
        place: report.place.as_ref().map(|p| p.value.to_string()),
        sides: report.sides.iter().map(side).collect(),
        initiator: report.initiator.as_ref().map(|i| i.value.to_string()),
        quote: None,
    }
}
