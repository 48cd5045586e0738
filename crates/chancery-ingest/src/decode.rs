//! Bytes to text: byte order mark, UTF-8, the declared charset, then a guess.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};

/// Where a page declares its charset: browsers look at the first 1024 bytes, too.
const DECLARATION: usize = 1024;

/// How much of a page is looked at for signs of binary data.
const SAMPLE: usize = 8192;

/// Text, and what had to be put up with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub text: String,
    pub note: Option<String>,
}

/// What shows that bytes are no text; none for text.
pub(crate) fn binary_sign(bytes: &[u8]) -> Option<&'static str> {
    let signatures: [(&[u8], &str); 5] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP file"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
    ];
    if let Some((_, name)) = signatures.iter().find(|(s, _)| bytes.starts_with(s)) {
        return Some(name);
    }
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    if sample.contains(&0) {
        Some("NUL bytes")
    } else if sample.iter().filter(control).count() * 10 > sample.len() {
        Some("control characters")
    } else {
        None
    }
}

/// Decodes a page. A declared charset does not outweigh bytes that are plainly UTF-8.
pub(crate) fn decode(bytes: &[u8], is_html: bool) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], None);
    }
    let declared = if is_html { declared(bytes) } else { None };
    let escapes = declared == Some(ISO_2022_JP) && bytes.contains(&0x1b);
    if !escapes && let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), note: None };
    }
    match declared.filter(|e| *e != UTF_8) {
        Some(encoding) => with(encoding, bytes, None),
        None if declared.is_some() || is_mostly_utf8(bytes) => with(UTF_8, bytes, None),
        None => guess(bytes),
    }
}

fn guess(bytes: &[u8]) -> Decoded {
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    let encoding = detector.guess(None, false);
    let note = format!("not UTF-8 and no charset declared; read as {}", encoding.name());
    with(encoding, bytes, Some(note))
}

fn with(encoding: &'static Encoding, bytes: &[u8], note: Option<String>) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let lossy = || format!("bytes that are no {} were replaced by U+FFFD", encoding.name());
    Decoded { text: text.into_owned(), note: if broken { Some(lossy()) } else { note } }
}

/// The charset of `<meta charset>` or its older form, where it names a known encoding.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION)].to_ascii_lowercase();
    let key = b"charset=";
    let at = head.windows(key.len()).position(|w| w == key)? + key.len();
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    let encoding = Encoding::for_label(&label)?;
    // A page that declares UTF-16 in readable ASCII is not in UTF-16.
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(if wide { UTF_8 } else { encoding }).filter(|e| *e != encoding_rs::REPLACEMENT)
}

/// Whether the bytes are UTF-8 with a few faults, rather than another encoding: most of what is not ASCII
/// forms whole sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    whole > 2 * faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], is_html: bool, text: &str, noted: bool) {
        let decoded = decode(bytes, is_html);
        assert_eq!((decoded.text.as_str(), decoded.note.is_some()), (text, noted), "{:?}", decoded.note);
    }

    #[test]
    fn marks_and_charsets() {
        check("Élysée".as_bytes(), false, "Élysée", false);
        check(b"\xef\xbb\xbfabc", false, "abc", false);
        check(b"\xff\xfea\0b\0", false, "ab", false);
        let html = "<meta charset='windows-1251'><p>Москва";
        check(&encoding_rs::WINDOWS_1251.encode(html).0, true, html, false);
        let older = "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">café";
        check(&encoding_rs::WINDOWS_1252.encode(older).0, true, older, false);
    }

    #[test]
    fn a_lying_charset_is_not_believed() {
        let html = "<meta charset=windows-1251><p>Élysée";
        check(html.as_bytes(), true, html, false);
        let wide = "<meta charset=utf-16><p>abc";
        check(wide.as_bytes(), true, wide, false);
        check(b"<meta charset=nonsense>abc", true, "<meta charset=nonsense>abc", false);
    }

    #[test]
    fn undeclared_encodings_are_guessed_and_noted() {
        let text = "Министр обороны Франции провёл телефонный разговор с министром обороны России.";
        check(&encoding_rs::WINDOWS_1251.encode(text).0, false, text, true);
    }

    #[test]
    fn a_few_broken_bytes_do_not_spoil_utf8() {
        check("Élysée à é\u{0}".replace('\u{0}', "").as_bytes(), false, "Élysée à é", false);
        check(b"\xc3\x89lys\xc3\xa9e \xc3\xa0 Paris\xff", false, "Élysée à Paris\u{fffd}", true);
    }

    #[test]
    fn binary_is_told_from_text() {
        for (bytes, binary) in [
            (&b"plain"[..], false),
            (b"a\0b", true),
            (b"%PDF-1.7", true),
            (b"PK\x03\x04rest", true),
            (b"\x01\x02\x03\x04abc", true),
            (b"\xff\xfea\0", false),
            ("Москва".as_bytes(), false),
            (b"", false),
        ] {
            assert_eq!(binary_sign(bytes).is_some(), binary, "{bytes:?}");
        }
    }
}
