//! Which contact a statement concerns.

use crate::{frame::Frame, scan::Scan};
use chancery_model::{ActorCode, Span, Speaker};

/// How many sentences behind a contact, or behind what was last said about it, more may be said about it.
const REACH: usize = 5;

/// How many sentences behind a contact what an outlet says, or a claim of others, still concerns it.
const NEAR: usize = 2;

/// How many sentences behind a headline its contact may be told.
const AHEAD: usize = 4;

/// The contacts of a page, with the sentence that spoke of each last.
pub struct Told<'a> {
    frames: &'a [Frame],
    /// The contacts told in each sentence.
    here: Vec<Vec<usize>>,
    /// The sentence that spoke of each contact last; none before the first.
    last: Vec<Option<usize>>,
}

impl<'a> Told<'a> {
    /// Begins before the first sentence.
    pub fn new(frames: &'a [Frame], scans: &[Scan<'_>]) -> Told<'a> {
        let mut here = vec![Vec::new(); scans.len()];
        for (index, frame) in frames.iter().enumerate() {
            for mention in &frame.mentions {
                if let Ok(at) = scans.binary_search_by_key(mention, |s| s.span)
                    && !here[at].contains(&index)
                {
                    here[at].push(index);
                }
            }
        }
        Told { frames, here, last: vec![None; frames.len()] }
    }

    /// Goes on behind a sentence.
    pub fn pass(&mut self, sentence: usize) {
        for &index in &self.here[sentence] {
            self.last[index] = Some(sentence);
        }
    }

    /// The contact that what these speakers say concerns.
    pub fn about(&mut self, scan: &Scan<'_>, speakers: &[Speaker], content: Span) -> Option<usize> {
        let found = self
            .told_here(scan, speakers, content, None)
            .or_else(|| self.told_before(scan, speakers))
            .or_else(|| self.told_ahead(scan, speakers))
            .or_else(|| if is_of_no_side(speakers) { self.told_near(scan, NEAR) } else { None })?;
        self.last[found] = Some(scan.index);
        Some(found)
    }

    /// The contact that a claim is made of; `since` are the words on another one that it is measured against.
    pub fn claimed(
        &mut self,
        scan: &Scan<'_>,
        speakers: &[Speaker],
        words: Span,
        since: Option<Span>,
    ) -> Option<usize> {
        self.told_here(scan, speakers, words, since)
            .or_else(|| self.told_before(scan, speakers))
            .or_else(|| self.told_ahead(scan, speakers))
            .or_else(|| self.told_near(scan, NEAR))
    }

    /// The one spoken of last, at most so many sentences before.
    fn told_near(&self, scan: &Scan<'_>, reach: usize) -> Option<usize> {
        let near = |i: &usize| self.last[*i].is_some_and(|at| scan.index - at <= reach);
        (0..self.frames.len()).filter(near).max_by_key(|i| (self.last[*i], *i))
    }

    /// One of the same sentence: with the speaker for a side, told within what is said, told last.
    fn told_here(
        &self,
        scan: &Scan<'_>,
        speakers: &[Speaker],
        content: Span,
        since: Option<Span>,
    ) -> Option<usize> {
        let measured = |i: &usize| since.is_some() && self.frames[*i].date.and_then(|d| d.span) == since;
        let told = self.here[scan.index].iter().copied().filter(|i| !measured(i));
        told.max_by_key(|&i| {
            let frame = &self.frames[i];
            (takes_part(frame, speakers), content.contains(frame.trigger), !frame.standing.background, i)
        })
    }

    /// The last one told that a speaker had part in.
    fn told_before(&self, scan: &Scan<'_>, speakers: &[Speaker]) -> Option<usize> {
        let near = |i: &usize| self.last[*i].is_some_and(|at| scan.index - at <= REACH);
        let part = |i: &usize| takes_part(&self.frames[*i], speakers);
        let rank = |i: &usize| (!self.frames[*i].standing.background, self.last[*i], *i);
        (0..self.frames.len()).filter(near).filter(part).max_by_key(rank)
    }

    /// Of a headline, the one told right behind it.
    fn told_ahead(&self, scan: &Scan<'_>, speakers: &[Speaker]) -> Option<usize> {
        let headline = scan.kind.is_headline();
        let ahead = |f: &Frame| f.sentence > scan.index && f.sentence - scan.index <= AHEAD;
        self.frames.iter().position(|f| headline && ahead(f) && takes_part(f, speakers))
    }
}

/// Whether one of the speakers is of a side of a contact.
fn takes_part(frame: &Frame, speakers: &[Speaker]) -> bool {
    let actors = speakers.iter().filter_map(|s| s.actor.as_ref());
    actors.into_iter().any(|actor: &ActorCode| frame.side(actor).is_some())
}

/// Whether nobody tells for which side the speakers speak.
fn is_of_no_side(speakers: &[Speaker]) -> bool {
    speakers.iter().all(|s| s.actor.is_none())
}
