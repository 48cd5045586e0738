//! Shapes of a line that need no words: sentence ends, separators, dates in digits, clock times.

use std::borrow::Cow;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// A full stop, inside or outside a closing quotation mark or bracket.
    Stop,
    /// A question or exclamation mark.
    Ask,
    /// A closing quotation mark with no stop before it.
    Quote,
    /// A colon or semicolon.
    Colon,
    /// None of these, as headlines do.
    Open,
}

/// Whether a character is written without spaces between words (Han, kana, Thai).
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{0e00}'..='\u{0e7f}' | '\u{20000}'..='\u{2ffff}')
}

/// Words of a line; two characters count as one word where a script has no spaces.
pub(crate) fn words(text: &str) -> usize {
    let (mut words, mut han, mut counted) = (0, 0usize, false);
    for c in text.chars() {
        if is_space(c) {
            counted = false;
        } else if !c.is_ascii() && is_han(c) {
            han += 1;
        } else if !counted && is_letter_or_digit(c) {
            words += 1;
            counted = true;
        }
    }
    words + han.div_ceil(2)
}

/// The same as `char::is_whitespace`, and quicker for the letters of most texts.
fn is_space(c: char) -> bool {
    if c < '\u{80}' { c.is_ascii_whitespace() || c == '\u{b}' } else { !is_letter(c) && c.is_whitespace() }
}

/// Whether a character is one of the letters of most texts that are not ASCII.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{45f}')
}

/// The same as `char::is_alphanumeric`, and quicker for the letters of most texts.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (matches!(c, '\u{400}'..='\u{45f}') || c.is_alphanumeric())
}

/// How `text` ends.
pub(crate) fn end(text: &str) -> End {
    let closing = |c: char| matches!(c, '"' | '”' | '»' | '’' | '\'' | ')' | ']' | '」' | '』' | '“');
    let body = text.trim_end().trim_end_matches(closing).trim_end();
    let quoted =
        text.trim_end().chars().next_back().is_some_and(|c| matches!(c, '"' | '”' | '»' | '」' | '』' | '“'));
    match body.chars().next_back() {
        Some('.' | '…' | '。' | '।' | '۔' | '．') => End::Stop,
        Some('!' | '?' | '！' | '？' | '؟') => End::Ask,
        Some(_) if quoted => End::Quote,
        Some(':' | ';' | '：' | '；') => End::Colon,
        _ => End::Open,
    }
}

/// The parts of a line between separators that stand alone between spaces.
pub(crate) fn segments(text: &str) -> Vec<&str> {
    // The first bytes of all separators: most lines have none of them.
    let may_be = |b: u8| matches!(b, b'|' | b'>' | b'/' | b':' | 0xc2 | 0xe2 | 0xef);
    if !text.bytes().any(may_be) {
        let whole = text.trim();
        return if whole.is_empty() { Vec::new() } else { vec![whole] };
    }
    split(text, |t| {
        matches!(
            t,
            "|" | "·"
                | "•"
                | "›"
                | ">"
                | "▸"
                | "►"
                | "/"
                | "::"
                | "☰"
                | "▼"
                | "→"
                | "∙"
                | "‧"
                | "＞"
                | "｜"
                | "||"
        )
    })
}

/// The parts of a line between separators or dashes.
pub(crate) fn loose_segments(text: &str) -> Vec<&str> {
    segments(text).into_iter().flat_map(|s| split(s, |t| matches!(t, "—" | "–" | "-" | "•" | "―"))).collect()
}

fn split(text: &str, separator: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for token in text.split_whitespace() {
        if separator(token) {
            let at = token.as_ptr() as usize - text.as_ptr() as usize;
            parts.push(text[start..at].trim());
            start = at + token.len();
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|p| !p.is_empty());
    parts
}

/// What a line's digits say about time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dates {
    /// A day with its year.
    pub full: bool,
    /// A clock time.
    pub clock: bool,
    /// Any digit at all.
    pub digit: bool,
    /// Words that belong to neither.
    pub other_words: usize,
}

/// Reads the digits of a line.
pub(crate) fn dates(text: &str) -> Dates {
    let wordy = |t: &str| t.chars().any(char::is_alphabetic);
    if !text.contains(|c| western(c).is_ascii_digit()) {
        let other_words = text.split_whitespace().filter(|t| wordy(t)).count();
        return Dates { other_words, ..Dates::default() };
    }
    let tokens: Vec<Cow<'_, str>> = text.split_whitespace().map(western_digits).collect();
    let mut found = Dates { digit: tokens.iter().any(|t| has_digit(t)), ..Dates::default() };
    let mut used = vec![false; tokens.len()];
    for i in 0..tokens.len() {
        if !has_digit(&tokens[i]) {
            continue;
        }
        if is_numeric_date(&tokens[i]) {
            (found.full, used[i]) = (true, true);
        }
        if is_clock(&tokens[i]) || is_spaced_clock(&tokens[i..]) {
            (found.clock, used[i]) = (true, true);
        }
        if is_year(&tokens[i])
            && let Some(day) = day_near(&tokens, i)
        {
            found.full = true;
            used[day.min(i)..=day.max(i)].fill(true);
        }
    }
    found.other_words = tokens.iter().zip(&used).filter(|(t, used)| !**used && wordy(t)).count();
    found
}

fn has_digit(token: &str) -> bool {
    token.contains(|c: char| c.is_ascii_digit())
}

/// A token without punctuation around it, its digits as `0` to `9`.
fn western_digits(token: &str) -> Cow<'_, str> {
    let bare = token.trim_matches(|c: char| !is_letter_or_digit(c));
    if bare.is_ascii() || bare.chars().all(|c| western(c) == c) {
        return Cow::Borrowed(bare);
    }
    bare.chars().map(western).collect()
}

/// A digit of another script as `0` to `9`; other characters as they are.
fn western(c: char) -> char {
    match c {
        '\u{660}'..='\u{669}' => char::from(b'0' + (c as u32 - 0x660) as u8),
        '\u{6f0}'..='\u{6f9}' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
        '\u{966}'..='\u{96f}' => char::from(b'0' + (c as u32 - 0x966) as u8),
        '０'..='９' => char::from(b'0' + (c as u32 - 0xff10) as u8),
        _ => c,
    }
}

/// Runs of digits of a token.
fn numbers(token: &str) -> Vec<&str> {
    token.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect()
}

fn is_year(token: &str) -> bool {
    let digits: &str = token.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.len() == 4 && token.len() - digits.len() <= 4 && matches!(digits.parse::<u16>(), Ok(1900..=2099))
}

/// `2024-04-03`, `3.4.2024`, `03/04/24`, `2024年4月3日`, with or without a time behind it.
fn is_numeric_date(token: &str) -> bool {
    let date = token.split('T').next().unwrap_or(token);
    let parts = numbers(date);
    let separators = date.chars().filter(|c| matches!(c, '.' | '/' | '-') || is_han(*c)).count();
    let spans_token = date.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-') || is_han(c));
    let small = |p: &&str, max: u8| p.len() <= 2 && p.parse::<u8>().is_ok_and(|n| (1..=max).contains(&n));
    match parts.as_slice() {
        [y, m, d, ..] if y.len() == 4 => spans_token && separators >= 2 && small(m, 12) && small(d, 31),
        [d, m, y] if is_year(y) || y.len() == 2 => {
            spans_token && separators == 2 && small(d, 31) && small(m, 31)
        }
        _ => false,
    }
}

/// `14:35`, `16h40`, `10.42pm`.
fn is_clock(token: &str) -> bool {
    let bare = token.trim_end_matches(|c: char| c.is_alphabetic());
    let suffix = &token[bare.len()..];
    let Some((hour, minute)) = bare.split_once([':', 'h', 'H']).or_else(|| dotted(bare, suffix)) else {
        return suffix.eq_ignore_ascii_case("h") && bare.parse::<u8>().is_ok_and(|h| h < 25);
    };
    let number = |t: &str, max: u8| matches!(t.len(), 1 | 2) && t.parse::<u8>().is_ok_and(|n| n <= max);
    number(hour, 24) && number(minute.split(':').next().unwrap_or(""), 59)
}

/// A dot divides hours and minutes only where a suffix shows that it is no decimal.
fn dotted<'t>(bare: &'t str, suffix: &str) -> Option<(&'t str, &'t str)> {
    (suffix.len() == 2).then(|| bare.split_once('.')).flatten()
}

/// `8 h 12`.
fn is_spaced_clock(tokens: &[Cow<'_, str>]) -> bool {
    let number = |t: &str, max: u8| t.parse::<u8>().is_ok_and(|n| n <= max);
    matches!(tokens, [hour, h, minute, ..]
        if h.eq_ignore_ascii_case("h") && number(hour, 24) && minute.len() == 2 && number(minute, 59))
}

/// The token with a day of the month that is at most four tokens from the year at `year`.
fn day_near(tokens: &[Cow<'_, str>], year: usize) -> Option<usize> {
    let is_day = |t: &str| {
        let digits: String = t.chars().take_while(char::is_ascii_digit).collect();
        let suffix = t.chars().skip(digits.len());
        matches!(digits.parse::<u8>(), Ok(1..=31))
            && digits.len() <= 2
            && suffix.take(4).all(char::is_alphabetic)
    };
    let near = year.saturating_sub(4)..(year + 3).min(tokens.len());
    near.rev().find(|&i| i != year && is_day(&tokens[i]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_ends() {
        for (text, expected) in [
            ("He left.", End::Stop),
            ("“He left.”", End::Stop),
            ("“He left”.", End::Stop),
            ("Il était « parti »", End::Quote),
            ("Why? (and how!)", End::Ask),
            ("会谈结束。", End::Stop),
            ("Lire aussi :", End::Colon),
            ("Talks in Moscow", End::Open),
            ("", End::Open),
        ] {
            assert_eq!(end(text), expected, "{text}");
        }
    }

    #[test]
    fn full_dates_and_clock_times() {
        for (text, full, clock) in [
            ("12 December 2024, 07:16 EAT", true, true),
            ("Publié le 24 mars 2023 à 12h31", true, true),
            ("Wednesday 11 of August of 2010", true, false),
            ("Published: August 5, 2008", true, false),
            ("2021-11-16 14:05", true, true),
            ("2019-09-15T00:17:08.375Z", true, false),
            ("02/12/2022 à 17:21", true, true),
            ("2021年11月16日", true, false),
            ("١٢ ديسمبر ٢٠٢٤", true, false),
            ("mardi 5 mars 2024 | 08 h 14", true, true),
            ("10.42pm", false, true),
            ("Six questions for 2024", false, false),
            ("A 4–3 win, 28,414 readers", false, false),
            ("version 1.2.3456", false, false),
        ] {
            let found = dates(text);
            assert_eq!((found.full, found.clock), (full, clock), "{text}");
        }
    }

    #[test]
    fn words_beside_a_date_are_counted() {
        assert_eq!(dates("SEOUL/OSAKA, June 29, 2019").other_words, 2);
        assert_eq!(dates("Germany and Argentina to meet, 52 days after Rio").other_words, 8);
    }

    #[test]
    fn separators_stand_alone() {
        assert_eq!(segments("News | Sport | Business"), ["News", "Sport", "Business"]);
        assert_eq!(segments("Moscow/Paris talks"), ["Moscow/Paris talks"]);
        assert_eq!(loose_segments("Army — 7h · x"), ["Army", "7h", "x"]);
    }
}
