//! The terminal: width, colours, wrapping. Text from pages is cleaned of what a terminal would obey.

use anstyle::{AnsiColor, Style};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Plain text.
pub const PLAIN: Style = Style::new();
/// What is known from elsewhere or matters less.
pub const DIM: Style = Style::new().dimmed();
/// Headings, actors.
pub const BOLD: Style = Style::new().bold();
/// Dates and times.
pub const TIME: Style = AnsiColor::Cyan.on_default();
/// People, offices, actors in a text.
pub const PARTY: Style = AnsiColor::Green.on_default();
/// Words that open a contact.
pub const TRIGGER: Style = AnsiColor::Yellow.on_default().bold();
/// Places.
pub const PLACE: Style = AnsiColor::Magenta.on_default();
/// What is wrong, off, or in conflict.
pub const BAD: Style = AnsiColor::Red.on_default();
/// What is right.
pub const GOOD: Style = AnsiColor::Green.on_default();

/// Columns where neither the terminal nor the environment tells them.
const COLUMNS: usize = 100;

/// Columns of standard output, at least 20.
pub fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    told.or_else(seen).unwrap_or(COLUMNS).max(20)
}

/// Writes a line to standard error; where that is closed, nobody is told.
pub fn tell(line: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Standard output; colours go only to a terminal, and only where `NO_COLOR` is not set.
pub fn stdout() -> impl Write {
    io::BufWriter::with_capacity(1 << 15, anstream::stdout().lock())
}

/// Text in pieces, each with its style.
#[derive(Clone, Debug, Default)]
pub struct Ink {
    pieces: Vec<(Style, String)>,
}

impl Ink {
    /// A text of one piece.
    pub fn of(style: Style, text: impl AsRef<str>) -> Ink {
        Ink::default().and(style, text)
    }

    /// Adds a piece.
    pub fn push(&mut self, style: Style, text: impl AsRef<str>) {
        let clean: String = text.as_ref().chars().map(clean).collect();
        if !clean.is_empty() {
            self.pieces.push((style, clean));
        }
    }

    /// The same with a piece more.
    #[must_use]
    pub fn and(mut self, style: Style, text: impl AsRef<str>) -> Ink {
        self.push(style, text);
        self
    }

    /// Adds another text.
    pub fn append(&mut self, other: Ink) {
        self.pieces.extend(other.pieces);
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Columns that the text takes on one line.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|(_, t)| t.width()).sum()
    }

    /// Lines of at most `width` columns, broken at spaces where there are some.
    pub fn lines(&self, width: usize) -> Vec<Ink> {
        let width = width.max(1);
        let (mut lines, mut line, mut used) = (Vec::new(), Ink::default(), 0);
        for (style, text) in &self.pieces {
            for word in text.split_inclusive(' ') {
                if used > 0 && used + word.trim_end().width() > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                for part in cut(word, width) {
                    if used > 0 && used + part.trim_end().width() > width {
                        lines.push(std::mem::take(&mut line));
                        used = 0;
                    }
                    used += part.width();
                    line.pieces.push((*style, part.to_owned()));
                }
            }
        }
        lines.push(line);
        lines
    }

    /// The text padded with spaces to `width` columns.
    #[must_use]
    pub fn padded(mut self, width: usize) -> Ink {
        let missing = width.saturating_sub(self.width());
        self.push(PLAIN, " ".repeat(missing));
        self
    }

    /// The text without spaces at its end.
    #[must_use]
    pub fn trimmed(mut self) -> Ink {
        while let Some((style, text)) = self.pieces.pop() {
            let kept = text.trim_end();
            if !kept.is_empty() {
                let kept = kept.to_owned();
                self.pieces.push((style, kept));
                break;
            }
        }
        self
    }

    /// Writes the text under a heading of `head`'s width, the further lines indented below its start.
    ///
    /// # Errors
    /// Where the output fails.
    pub fn write_beside(&self, out: &mut impl Write, head: &Ink, columns: usize) -> io::Result<()> {
        let indent = head.width();
        for (i, line) in self.lines(columns.saturating_sub(indent).max(10)).iter().enumerate() {
            if i == 0 {
                write!(out, "{head}")?
            } else {
                write!(out, "{:indent$}", "")?
            }
            writeln!(out, "{}", line.clone().trimmed())?;
        }
        Ok(())
    }
}

/// Cuts a word at columns where it alone is wider than a line.
fn cut(word: &str, width: usize) -> Vec<&str> {
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, c) in word.char_indices() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width && c != ' ' && at > start {
            parts.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    parts.push(&word[start..]);
    parts
}

/// Control characters and marks that turn the direction of writing would change more than the text.
fn clean(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

impl std::fmt::Display for Ink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (style, text) in &self.pieces {
            if *style == PLAIN { f.write_str(text)? } else { write!(f, "{style}{text}{style:#}")? }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines: Vec<String> =
            Ink::of(PLAIN, text).lines(width).iter().map(|l| l.to_string().trim_end().to_owned()).collect();
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn lines_break_at_spaces_and_else_anywhere() {
        check("a call between them", 10, &["a call", "between", "them"]);
        check("abcdefghij", 4, &["abcd", "efgh", "ij"]);
        check("国防部长会谈", 4, &["国防", "部长", "会谈"]);
        check("", 4, &[""]);
    }

    #[test]
    fn pages_do_not_command_the_terminal() {
        assert_eq!(Ink::of(PLAIN, "a\u{1b}[31mb\u{202e}c\nd").to_string(), "a\u{fffd}[31mb\u{fffd}c d");
    }
}
