//! Where readers' comments start, and which of their lines are no comments.

use crate::cues::CueClass;
use crate::line::{After, Line};
use crate::shape;

/// The first line of the comment section: the cue line, or the first comment where no cue announces them.
pub(crate) fn start(lines: &[Line<'_>], is_text: impl Fn(usize) -> bool) -> Option<usize> {
    let body = (0..lines.len()).find(|&i| is_text(i))?;
    let total: usize = lines.iter().map(|l| l.words).sum();
    let mut before: usize = lines[..=body].iter().map(|l| l.words).sum();
    let announced = (body + 1..lines.len()).find(|&i| {
        let mostly_read = 2 * before + lines[i].words >= total;
        before += lines[i].words;
        opens(&lines[i]) && (mostly_read || has_shape(&lines[i + 1..]))
    });
    announced.or_else(|| unannounced(lines))
}

/// Whether the line is a heading over comments, or asks the reader for one.
fn opens(line: &Line<'_>) -> bool {
    let class = CueClass::CommentsStart;
    if line.is_menu(8) && line.words <= 8 {
        return false;
    }
    let short = line.words <= 25;
    line.hits(class).take_while(|hit| hit.start <= FIRST_WORDS).any(|hit| {
        let counted = !line.before(hit).contains(char::is_whitespace) || is_count(line.before(hit));
        let after = line.after(hit);
        let heading = counted && (after == After::Nothing || after == After::Mark && !line.is_running());
        let opening_mark =
            counted && after == After::Mark && line.text.contains([':', '(', '.']) && hit.words <= 2;
        heading && short
            || opening_mark && (!line.is_sentence() || line.is_counted(hit))
            || hit.words >= 3 && short
    })
}

/// Bytes of a line within which a cue can open the comments: each is looked at with all that stands before it.
const FIRST_WORDS: usize = 400;

/// `3 `, `1.3k `, `Your `: at most one short word before the cue.
fn is_count(before: &str) -> bool {
    before.split_whitespace().filter(|t| t.contains(char::is_alphanumeric)).count() <= 1
}

/// Whether what follows has the shape of comments. Other text may be comments where it is short beside the
/// article above.
fn has_shape(after: &[Line<'_>]) -> bool {
    let shaped = |l: &Line<'_>| l.indent > 0 || handle(l).is_some() || (l.words <= 6 && l.dates().full);
    after.iter().take(40).any(shaped)
}

/// A run of two or more `name: text` lines at the very end, of which one has a name no person bears.
fn unannounced(lines: &[Line<'_>]) -> Option<usize> {
    let said = |l: &&Line<'_>| handle(l).is_some() && l.opens_with(CueClass::ReadAlso).is_none();
    let run = lines.iter().rev().take_while(said).count();
    let first = lines.len() - run;
    let nickname =
        |l: &Line<'_>| handle(l).is_some_and(|h| h.contains(|c: char| c.is_numeric() || "_@>".contains(c)));
    (run >= 2 && first > 0 && lines[first..].iter().any(nickname)).then_some(first)
}

/// The name in a `name: text` line.
fn handle<'t>(line: &Line<'t>) -> Option<&'t str> {
    let (name, said) = line.text.split_once([':', '：'])?;
    let name = name.trim();
    let short = name.chars().count() <= 24 && (1..=3).contains(&name.split_whitespace().count());
    // "21 May: talks", "16.00: a call": the line of a diary.
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || ".,h-–".contains(c));
    let dated = name.split_whitespace().any(number);
    (short && !dated && !said.trim().is_empty() && !said.starts_with("//")).then_some(name)
}

/// What a line of the comment section is, if it is no comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// A comment.
    Stay,
    /// One line of buttons.
    Line,
    /// The page's footer: nothing below is a comment.
    Footer,
    /// Links to other articles.
    Links,
}

/// Judges a line below the start of the comments.
pub(crate) fn exit(line: &Line<'_>) -> Exit {
    if line.indent > 0 {
        return Exit::Stay;
    }
    let notices = line.hits(CueClass::Notice).count();
    let asks = line.hits(CueClass::CommentsStart).any(|h| h.words >= 3) || opens(line) && line.words <= 5;
    match line.opens_with(CueClass::ReadAlso) {
        Some(After::Nothing | After::Mark) if !line.is_running() => return Exit::Links,
        _ => {}
    }
    if line.text.starts_with('©') || notices >= 2 && !line.is_running() {
        Exit::Footer
    } else if asks
        || notices == 1 && line.words <= 8
        || shape::segments(line.text).len() >= 3 && line.is_menu(6)
        || !line.text.contains(char::is_alphanumeric)
    {
        Exit::Line
    } else {
        Exit::Stay
    }
}

/// Whether the line that opens the section is itself a comment: `Comments (2) Ann: well said!`
pub(crate) fn first_is_comment(line: &Line<'_>) -> bool {
    let behind = |h: &crate::cues::Hit| line.after(h) == After::Mark && line.words >= h.words + 4;
    let cued: Vec<_> = line.hits(CueClass::CommentsStart).collect();
    cued.is_empty() || cued.iter().all(|h| h.words <= 2 && behind(h))
}
