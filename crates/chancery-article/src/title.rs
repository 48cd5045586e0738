//! The headline of a page without markup: the most headline-like line above the running text.

use crate::cues::CueClass;
use crate::line::Line;
use crate::shape::{self, End};
use chancery_model::BlockKind;

/// Marks the title among the lines above `first`, the first running line, unless the markup told it.
pub(crate) fn mark(lines: &[Line<'_>], kinds: &mut [Option<BlockKind>], first: usize) {
    if kinds.contains(&Some(BlockKind::Title)) {
        return;
    }
    let label = |l: &Line<'_>| l.words <= 2 && (l.end == End::Colon || l.dates().digit);
    let free = |i: &usize| kinds[*i].is_none() && lines[*i].words > 0 && !label(&lines[*i]);
    let best = (0..first.min(lines.len())).filter(free).rev().max_by_key(|&i| score(lines, kinds, i));
    let found = best.or_else(|| dated(lines, kinds, first)).or_else(|| sentence(lines, kinds, first));
    if let Some(i) = found {
        kinds[i] = Some(BlockKind::Title);
    }
}

/// How much a line looks like a headline; of equals the first is taken.
fn score(lines: &[Line<'_>], kinds: &[Option<BlockKind>], i: usize) -> i32 {
    let line = &lines[i];
    let length = match line.words {
        0..=2 => 0,
        3 => 2,
        4 => 3,
        5..=30 => 4,
        _ => 1,
    };
    let deck = i > 0 && !line.blank_before && kinds[i - 1].is_none() && lines[i - 1].words >= 5;
    let before_text = kinds.get(i + 1).is_some_and(|k| *k == Some(BlockKind::Stamp))
        || lines.get(i + 1).is_some_and(Line::is_running);
    let after_clock = i > 0 && lines[i - 1].words <= 2 && lines[i - 1].dates().clock;
    let above_blank = i32::from(line.blank_after);
    let many_sentences = line.end == End::Stop && line.text.contains(". ");
    length + i32::from(line.blank_before && i > 0) + above_blank + i32::from(before_text)
        - 2 * i32::from(deck)
        - 2 * i32::from(many_sentences)
        - i32::from(line.end == End::Stop)
        - 2 * i32::from(line.end == End::Colon)
        - 2 * i32::from(line.is_running())
        - 3 * i32::from(line.text.starts_with('(') && line.text.ends_with(')'))
        - 3 * i32::from(line.opens_with(CueClass::Stamp).is_some())
        - 2 * i32::from(after_clock)
        - 3 * i32::from(line.words <= 6 && shape::segments(line.text).len() > 1)
}

/// A headline that holds a date, and was taken for a stamp.
fn dated(lines: &[Line<'_>], kinds: &[Option<BlockKind>], first: usize) -> Option<usize> {
    (0..first.min(lines.len()))
        .find(|&i| kinds[i] == Some(BlockKind::Stamp) && lines[i].dates().other_words >= 5)
}

/// A headline that is one whole sentence, above longer text.
fn sentence(lines: &[Line<'_>], kinds: &[Option<BlockKind>], first: usize) -> Option<usize> {
    let (line, next) = (lines.get(first)?, lines.get(first + 1)?);
    let own = kinds[first] == Some(BlockKind::Paragraph) && line.hint.is_none();
    let apart = line.blank_before && line.blank_after && line.words <= 20 && !line.text.contains(". ");
    (own && apart && first <= 1 && next.is_running() && next.words > line.words && !line.dates().full)
        .then_some(first)
}
