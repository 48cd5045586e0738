//! Lines of a reader in bounded memory.

use std::io::{self, BufRead};

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line<'b> {
    /// The whole line.
    Whole(&'b [u8]),
    /// The line was longer than the limit, and was passed over without being kept.
    TooLong,
}

/// Reads line by line and keeps at most the limit of each.
pub(crate) struct Lines<R> {
    reader: R,
    limit: u64,
    buffer: Vec<u8>,
    /// Lines read, from 1 after the first.
    pub number: u64,
    /// Bytes consumed in all.
    pub bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R, limit: u64) -> Lines<R> {
        Lines { reader, limit, buffer: Vec::new(), number: 0, bytes: 0 }
    }

    /// What stands next in the reader, as far as it is at hand.
    pub fn peek(&mut self) -> io::Result<&[u8]> {
        retry(&mut self.reader)
    }

    /// The next line; none at the end.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let (mut too_long, mut any) = (false, false);
        loop {
            let at_hand = retry(&mut self.reader)?;
            if at_hand.is_empty() {
                break;
            }
            any = true;
            let newline = at_hand.iter().position(|b| *b == b'\n');
            let part = &at_hand[..newline.unwrap_or(at_hand.len())];
            too_long |= (self.buffer.len() + part.len()) as u64 > self.limit;
            if too_long {
                self.buffer = Vec::new();
            } else {
                self.buffer.extend_from_slice(part);
            }
            let used = part.len() + usize::from(newline.is_some());
            self.reader.consume(used);
            self.bytes += used as u64;
            if newline.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(if too_long { Line::TooLong } else { Line::Whole(trimmed(&self.buffer)) }))
    }
}

fn trimmed(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// `fill_buf` that goes on after an interrupted call.
fn retry<R: BufRead>(reader: &mut R) -> io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    reader.fill_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over_whatever_the_buffer() {
        for capacity in [1, 3, 7, 100] {
            let text = b"one\r\n123456\n1234567\n\nlast";
            let mut lines = Lines::new(io::BufReader::with_capacity(capacity, &text[..]), 6);
            let mut seen = Vec::new();
            while let Some(line) = lines.next().unwrap() {
                seen.push(match line {
                    Line::Whole(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
                    Line::TooLong => "too long".to_owned(),
                });
            }
            assert_eq!(seen, ["one", "123456", "too long", "", "last"]);
            assert_eq!((lines.number, lines.bytes), (5, text.len() as u64));
        }
    }
}
