//! Keys of words: case and diacritics folded away.

use crate::token::digit;
use compact_str::CompactString;
use icu_normalizer::DecomposingNormalizerBorrowed;

/// The key of a word: lower case, compatibility-decomposed, combining marks dropped, apostrophes made one.
///
/// `Élysée` and `elysee` have one key; `ø`, `ł`, `ß` and the like are spelt out, since they do not decompose.
pub fn fold(word: &str) -> CompactString {
    if word.is_ascii() {
        let mut key = CompactString::from(word);
        key.make_ascii_lowercase();
        return key;
    }
    let mut key = CompactString::default();
    for c in DecomposingNormalizerBorrowed::new_nfkd().normalize(word).chars() {
        match c {
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' => {}
            // Arabic vowel signs, the hamza that sits on a letter, and the stroke that stretches a word.
            '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
            '’' | 'ʼ' | '‘' | '`' => key.push('\''),
            'ø' | 'Ø' => key.push('o'),
            'ł' | 'Ł' => key.push('l'),
            'đ' | 'Đ' => key.push('d'),
            'ı' | 'İ' => key.push('i'),
            'ß' => key.push_str("ss"),
            'æ' | 'Æ' => key.push_str("ae"),
            'œ' | 'Œ' => key.push_str("oe"),
            c => match digit(c).and_then(|d| char::from_digit(d, 10)) {
                Some(digit) => key.push(digit),
                None => key.extend(c.to_lowercase()),
            },
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        for (word, key) in [
            ("Élysée", "elysee"),
            ("COŒUR", "cooeur"),
            ("Szijjártó", "szijjarto"),
            ("Łódź", "lodz"),
            ("Шойгу", "шоигу"),
            ("l’", "l'"),
            ("أبريل", "ابريل"),
            ("٢٠٢٤", "2024"),
        ] {
            assert_eq!(fold(word), key);
        }
    }
}
