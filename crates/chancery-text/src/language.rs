//! Which language a text is in.

use std::str::FromStr;
use whatlang::{Detector, Lang};

/// ISO 639-1 and 639-3 codes of the languages that can be told apart.
const CODES: [(&str, &str); 12] = [
    ("en", "eng"),
    ("fr", "fra"),
    ("ru", "rus"),
    ("de", "deu"),
    ("es", "spa"),
    ("uk", "ukr"),
    ("it", "ita"),
    ("pt", "por"),
    ("pl", "pol"),
    ("tr", "tur"),
    ("ar", "ara"),
    ("zh", "cmn"),
];

/// The language of a text as an ISO 639-1 code, by its letters and their trigrams; none where it is too
/// short or in none of the known languages. Only the first 4,000 bytes are looked at.
pub fn identify(text: &str) -> Option<&'static str> {
    let end = (0..=text.len().min(4000)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let allowed = CODES.iter().filter_map(|(_, code)| Lang::from_str(code).ok()).collect();
    let lang = Detector::with_allowlist(allowed).detect_lang(&text[..end])?;
    CODES.iter().find(|(_, code)| *code == lang.code()).map(|(short, _)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, lang) in [
            (
                "The two ministers spoke by telephone on Tuesday about the situation in the region.",
                Some("en"),
            ),
            (
                "Les deux ministres se sont entretenus mardi par téléphone de la situation dans la région.",
                Some("fr"),
            ),
            ("Министры обсудили по телефону положение в регионе.", Some("ru")),
            ("", None),
        ] {
            assert_eq!(identify(text), lang, "{text}");
        }
    }
}
