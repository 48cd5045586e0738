//! The ways a form of `times/patterns.tsv` can begin.
//!
//! The automaton shares the beginnings of phrases that begin alike, but not where words may be missing before what
//! they share. Nearly every word of a text begins some form, so that it pays to have few paths from there; what
//! follows the beginning is rarely reached, and is left as it is written.

use std::borrow::Cow;

/// A form once for each way it can begin: `[the] {day} (of|in) …` as `the {day} (of|in) …` and `{day} (of|in) …`.
pub(crate) fn openings(form: &str) -> Vec<Cow<'_, str>> {
    let Some(close) = closing(form) else { return vec![form.into()] };
    let rest = form[close + 1..].trim_start();
    let alternatives = alternatives(&form[1..close]);
    let mut all: Vec<_> = alternatives.map(|one| Cow::Owned(format!("{one} {rest}"))).collect();
    if form.starts_with('[') && !rest.is_empty() {
        all.extend(openings(rest));
    }
    all
}

/// Where the bracket closes that a form begins with; none where it begins with a word.
fn closing(form: &str) -> Option<usize> {
    let mut depth = 0;
    let ends = |&(at, c): &(usize, char)| {
        depth += opened(form, at, c);
        depth == 0
    };
    form.char_indices().find(ends).map(|(at, _)| at).filter(|_| form.starts_with(['[', '(']))
}

/// What stands between the bars of a bracket; bars of brackets inside it are theirs.
fn alternatives(inner: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let bar = |(at, c): (usize, char)| {
        depth += opened(inner, at, c);
        (depth == 0 && c == '|').then_some(at)
    };
    let bars: Vec<usize> = inner.char_indices().filter_map(bar).chain([inner.len()]).collect();
    bars.into_iter().scan(0, |from, at| Some(&inner[std::mem::replace(from, at + 1)..at]))
}

/// How many brackets the character at `at` opens: −1 where it closes one, 0 where it is a mark after a backslash.
fn opened(form: &str, at: usize, c: char) -> i32 {
    match c {
        _ if form[..at].ends_with('\\') => 0,
        '[' | '(' => 1,
        ']' | ')' => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_begin() {
        for (form, expected) in [
            ("the {day} [of]", &["the {day} [of]"][..]),
            ("[the] {day}", &["the {day}", "{day}"]),
            ("(in|of [the]) {year} [a|b]", &["in {year} [a|b]", "of [the] {year} [a|b]"]),
            ("[at|(on|in) the] [day] x", &["at [day] x", "(on|in) the [day] x", "day x", "x"]),
            ("[\\(|{day}] x", &["\\( x", "{day} x", "x"]),
            ("\\( {day} \\)", &["\\( {day} \\)"]),
            ("(daily)", &["daily "]),
        ] {
            assert_eq!(openings(form), expected, "{form}");
        }
    }
}
