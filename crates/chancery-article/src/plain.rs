//! Lines to blocks: sections first (comments, lists of links), then each line by its shape, cues and place.

use crate::comments::{self, Exit};
use crate::cues::{CueClass, Cues};
use crate::line::{After, Line, lines};
use crate::shape::{self, End};
use crate::title;
use chancery_model::{Block, BlockKind};

/// Where a line stands, seen from the running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// Above the first running line.
    Head,
    /// Between the first and the last.
    Body,
    /// Below the last.
    Tail,
}

/// The blocks of `text`. `hints` holds what the markup says of each line, or nothing for plain text.
pub(crate) fn classify(text: &str, hints: &[Option<BlockKind>], cues: &Cues) -> Vec<Block> {
    let lines = lines(text, hints, cues);
    let mut kinds: Vec<Option<BlockKind>> = lines.iter().map(|l| l.hint).collect();
    mark_comments(&lines, &mut kinds);
    mark_links(&lines, &mut kinds);
    let running =
        |i: usize| kinds[i] == Some(BlockKind::Paragraph) || kinds[i].is_none() && is_text(&lines[i]);
    let first = first_running(&lines, running);
    let last = (0..lines.len()).rev().find(|&i| running(i)).unwrap_or(lines.len());
    let lead = (0..lines.len()).filter(|&i| lines[i].is_running()).nth(1).unwrap_or(lines.len());
    let alone: Vec<_> = (0..lines.len()).map(|i| alone(&lines, i, zone(i, first, last), lead)).collect();
    for (kind, own) in kinds.iter_mut().zip(alone) {
        *kind = kind.or(own);
    }
    mark_captions(&lines, &mut kinds, last);
    title::mark(&lines, &mut kinds, first);
    mark_rest(&lines, &mut kinds, first, last);
    let kind = |k: Option<BlockKind>| k.unwrap_or(BlockKind::Paragraph);
    lines.iter().zip(kinds).map(|(l, k)| Block { kind: kind(k), span: l.span() }).collect()
}

/// The first line of the text. A short question, exclamation or quotation above it may be the headline.
fn first_running(lines: &[Line<'_>], running: impl Fn(usize) -> bool) -> usize {
    let headline = |l: &Line<'_>| matches!(l.end, End::Ask | End::Quote) && l.words <= 25;
    let sure = (0..lines.len()).find(|&i| running(i) && !headline(&lines[i]));
    sure.or_else(|| (0..lines.len()).find(|&i| running(i))).unwrap_or(lines.len())
}

fn zone(i: usize, first: usize, last: usize) -> Zone {
    if i < first {
        Zone::Head
    } else if i <= last {
        Zone::Body
    } else {
        Zone::Tail
    }
}

/// Whether a line is running text and no notice, link or caption.
fn is_text(line: &Line<'_>) -> bool {
    line.is_running()
        && !line.is_stamp()
        && !is_notice(line, Zone::Body)
        && !is_caption(line)
        && link_cue(line).is_none()
}

fn mark_comments(lines: &[Line<'_>], kinds: &mut [Option<BlockKind>]) {
    let Some(start) = comments::start(lines, |i| is_text(&lines[i])) else { return };
    let last_reply = lines.iter().rposition(|l| l.indent > 0);
    for i in start..lines.len() {
        if kinds[i].is_some() {
            continue;
        }
        let own = if i == start { first_kind(&lines[i]) } else { comments::exit(&lines[i]) };
        kinds[i] = match own {
            Exit::Stay => Some(BlockKind::Comment),
            Exit::Line => Some(BlockKind::Boilerplate),
            Exit::Links => return,
            Exit::Footer if last_reply.is_some_and(|last| i < last) => Some(BlockKind::Boilerplate),
            Exit::Footer => {
                let rest = kinds[i..].iter_mut().filter(|k| k.is_none());
                return rest.for_each(|k| *k = Some(BlockKind::Boilerplate));
            }
        };
    }
}

fn first_kind(line: &Line<'_>) -> Exit {
    if comments::first_is_comment(line) { Exit::Stay } else { Exit::Line }
}

/// Marks lines that point to other articles: the cue line and the list under it.
fn mark_links(lines: &[Line<'_>], kinds: &mut [Option<BlockKind>]) {
    let text_after: Vec<bool> = {
        let mut seen = false;
        let mut after: Vec<bool> = (0..lines.len())
            .rev()
            .map(|i| {
                let now = seen;
                seen |= kinds[i].is_none() && is_text(&lines[i]) && !lines[i].is_bullet();
                now
            })
            .collect();
        after.reverse();
        after
    };
    let mut i = 0;
    while i < lines.len() {
        let cue = link_cue(&lines[i]).filter(|_| kinds[i].is_none());
        i += 1;
        let Some(after) = cue else { continue };
        kinds[i - 1] = Some(BlockKind::ReadAlso);
        if after == After::Nothing {
            let listed = listed(&lines[i..], &kinds[i..], &text_after[i..]);
            kinds[i..i + listed].fill(Some(BlockKind::ReadAlso));
            i += listed;
        }
    }
}

/// How many lines under a bare cue are its list: headlines, up to running text, or up to an empty line
/// where running text comes later.
fn listed(lines: &[Line<'_>], kinds: &[Option<BlockKind>], text_after: &[bool]) -> usize {
    let is_link = |i: usize| {
        let headline = lines[i].words <= 25 && (lines[i].end != End::Stop || lines[i].is_bullet());
        let ends = lines[i].blank_before && i > 0 && text_after[i];
        let other = kinds[i].is_some() || is_notice(&lines[i], Zone::Tail) || link_cue(&lines[i]).is_some();
        headline && !ends && !other
    };
    (0..lines.len()).take_while(|&i| is_link(i)).count()
}

/// What follows a cue for links that opens the line, unless the line is a sentence that only begins so.
fn link_cue(line: &Line<'_>) -> Option<After> {
    let hit = line.hits(CueClass::ReadAlso).map(|h| h.words).max()?;
    let after = line.opens_with(CueClass::ReadAlso)?;
    let plain_sentence = after == After::Words && line.end == End::Stop && line.words >= 8;
    let too_short_a_cue = after == After::Words && hit == 1;
    let dotted = after == After::Mark && line.is_running() && !line.text.contains([':', '：', '|', '·']);
    (!plain_sentence && !too_short_a_cue && !dotted).then_some(after)
}

/// What a line is whatever its neighbours are. Up to `lead`, the second running line, a bare stamp may
/// stand in the text.
fn alone(lines: &[Line<'_>], i: usize, zone: Zone, lead: usize) -> Option<BlockKind> {
    let line = &lines[i];
    if !line.text.contains(char::is_alphanumeric) {
        Some(BlockKind::Boilerplate)
    } else if is_caption(line) {
        Some(BlockKind::Caption)
    } else if line.is_stamp()
        && (zone != Zone::Body || line.opens_with(CueClass::Stamp).is_some() || i <= lead)
    {
        Some(BlockKind::Stamp)
    } else if is_notice(line, zone) || is_bracketed(line) {
        Some(BlockKind::Boilerplate)
    } else if line.is_menu(if zone == Zone::Tail { 12 } else { 6 }) {
        Some(if zone == Zone::Body && line.words > 12 {
            BlockKind::Paragraph
        } else {
            BlockKind::Boilerplate
        })
    } else if line.is_running() && zone != Zone::Head {
        Some(BlockKind::Paragraph)
    } else {
        None
    }
}

/// A caption announced by its cue, or a short line with a credit.
fn is_caption(line: &Line<'_>) -> bool {
    let opened = match line.opens_with(CueClass::Caption) {
        Some(After::Nothing) => line.words <= 4,
        Some(After::Mark) => line.words <= 60,
        Some(After::Words) => !line.is_running() && line.hits(CueClass::Caption).any(|h| h.words >= 2),
        None => false,
    };
    let credited =
        line.words <= 40 && line.end == End::Open && line.hits(CueClass::Caption).any(|h| h.words >= 2);
    let in_brackets = || {
        line.words <= 40
            && line.end != End::Ask
            && line.hits(CueClass::Caption).any(|h| line.after(h) == After::Mark)
            && line.text.contains(['(', '[', '—', '–', '/'])
    };
    opened || credited || in_brackets() && (!line.is_running() || line.text.ends_with([')', ']']))
}

/// Buttons and notices. On a sentence the cue must open the line, or two must stand on it.
fn is_notice(line: &Line<'_>, zone: Zone) -> bool {
    let either = || line.hits(CueClass::Notice).chain(line.hits(CueClass::Share));
    let opens = [CueClass::Notice, CueClass::Share].into_iter().find_map(|c| line.opens_with(c));
    let count = either().count();
    if count == 0 || line.words > 60 {
        return false;
    }
    let owned = line.text.starts_with('©');
    if line.words >= 8 && line.is_sentence() {
        let long = either().any(|h| h.words >= 3 && line.before(h).trim().is_empty());
        return count >= 2 && zone != Zone::Body || long || owned || opens == Some(After::Mark) && count >= 2;
    }
    let short = line.words <= 25;
    match opens {
        Some(After::Nothing | After::Mark) => short,
        Some(After::Words) => short && (zone != Zone::Body || line.words <= 8),
        None => {
            short
                && (zone != Zone::Body || count >= 2)
                && (count >= 2 || either().any(|h| h.words >= 2) || line.words <= 4)
        }
    }
}

/// `[Copy link]`, alone or in a row.
fn is_bracketed(line: &Line<'_>) -> bool {
    line.text.starts_with('[') && line.text.ends_with(']') && line.words <= 14 && line.end != End::Stop
}

/// Marks runs of bulleted short lines of which one holds a copyright sign, and credits inside the body.
fn mark_captions(lines: &[Line<'_>], kinds: &mut [Option<BlockKind>], last: usize) {
    let mut i = 0;
    while i < lines.len() {
        let run = lines[i..].iter().take_while(|l| l.is_bullet()).count();
        let run_lines = i..i + run;
        if run >= 2 && i < last && lines[run_lines.clone()].iter().any(|l| l.text.contains('©')) {
            kinds[run_lines]
                .iter_mut()
                .filter(|k| **k != Some(BlockKind::Comment))
                .for_each(|k| *k = Some(BlockKind::Caption));
        } else if run == 0
            && i < last
            && lines[i].text.contains('©')
            && lines[i].words <= 30
            && !lines[i].is_running()
        {
            kinds[i] = kinds[i].filter(|k| *k != BlockKind::Boilerplate).or(Some(BlockKind::Caption));
        }
        i += run.max(1);
    }
}

/// Judges the lines nothing else has claimed, by the zone they stand in.
fn mark_rest(lines: &[Line<'_>], kinds: &mut [Option<BlockKind>], first: usize, last: usize) {
    let title = kinds.iter().position(|k| *k == Some(BlockKind::Title));
    let no_text = first == lines.len();
    for i in 0..lines.len() {
        if kinds[i].is_some() {
            continue;
        }
        let line = &lines[i];
        kinds[i] = Some(match zone(i, first, last) {
            Zone::Head if line.is_running() => BlockKind::Paragraph,
            Zone::Head if no_text && line.words >= 4 => BlockKind::Paragraph,
            Zone::Head if title.is_some_and(|t| i < t) && (line.words < 5 || line.text.contains("  ")) => {
                BlockKind::Boilerplate
            }
            Zone::Head if line.words <= 2 => BlockKind::Boilerplate,
            Zone::Head => BlockKind::Heading,
            Zone::Body if line.end == End::Quote && line.words < 8 && line.blank_before => BlockKind::Heading,
            Zone::Body if line.is_sentence() || line.words > 14 => BlockKind::Paragraph,
            Zone::Body => BlockKind::Heading,
            Zone::Tail => tail(line, i.checked_sub(1).and_then(|p| kinds[p])),
        });
    }
}

/// A line below the running text: a short last sentence, a headline that links, or small change.
fn tail(line: &Line<'_>, before: Option<BlockKind>) -> BlockKind {
    let in_text = before == Some(BlockKind::Paragraph);
    let listed = shape::segments(line.text).len() >= 2;
    match line.end {
        End::Stop | End::Ask | End::Quote if line.words >= 3 && in_text => BlockKind::Paragraph,
        End::Open | End::Ask
            if !line.dates().clock && (5..=25).contains(&line.words) && (listed || line.words < 14) =>
        {
            BlockKind::ReadAlso
        }
        _ if line.words >= 8 => BlockKind::Paragraph,
        _ => BlockKind::Boilerplate,
    }
}
