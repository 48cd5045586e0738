//! Keys of words: case and diacritics folded away.

use crate::token::digit;
use compact_str::CompactString;
use icu_normalizer::DecomposingNormalizerBorrowed;
use std::sync::LazyLock;

/// The key of a word: lower case, compatibility-decomposed, combining marks dropped, apostrophes made one.
///
/// `Élysée` and `elysee` have one key; `ø`, `ł`, `ß` and the like are spelt out, since they do not decompose.
/// Traditional and simplified Chinese characters have one key, and so have the ways to write an Arabic letter.
pub fn fold(word: &str) -> CompactString {
    if word.is_ascii() {
        let mut key = CompactString::from(word);
        key.make_ascii_lowercase();
        return key;
    }
    let mut key = String::new();
    fold_into(word, &mut key);
    key.into()
}

/// The key of a word, in place of what `key` holds.
pub(crate) fn fold_into(word: &str, key: &mut String) {
    key.clear();
    if word.is_ascii() {
        key.push_str(word);
        key.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' | '`' => key.push('\''),
            _ if c.is_ascii() => key.push(c.to_ascii_lowercase()),
            _ => match FOLDED.get((c as usize).wrapping_sub(FIRST)) {
                Some(folded) => key.push_str(folded),
                None if is_han(c) => key.push(simplified(c)),
                None => {
                    key.clear();
                    return normalize(word, key);
                }
            },
        }
    }
}

/// The characters that are folded one by one: the Latin, Greek and Cyrillic ones. The marks they decompose into are
/// all dropped, so that it makes no difference what stands beside them.
const FIRST: usize = 0x80;
const LAST: usize = 0x52f;

static FOLDED: LazyLock<Vec<CompactString>> = LazyLock::new(|| {
    let one = |code| {
        let mut key = String::new();
        if let Some(c) = char::from_u32(code) {
            normalize(c.encode_utf8(&mut [0; 4]), &mut key);
        }
        key.into()
    };
    (FIRST as u32..=LAST as u32).map(one).collect()
});

const HAN_FIRST: char = '\u{4e00}';
const HAN_LAST: char = '\u{9fff}';

/// Pairs of a traditional character and the simplified one: facts from the tables of OpenCC (Apache-2.0).
const VARIANTS: &str = include_str!("han.txt");

/// The simplified characters of the block, in its order.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut simplified: Vec<char> = (HAN_FIRST..=HAN_LAST).collect();
    let mut letters = VARIANTS.chars().filter(|c| is_han(*c));
    while let (Some(old), Some(new)) = (letters.next(), letters.next()) {
        simplified[old as usize - HAN_FIRST as usize] = new;
    }
    simplified
});

/// Whether a letter is one of the Chinese characters in common use, none of which decomposes.
fn is_han(c: char) -> bool {
    (HAN_FIRST..=HAN_LAST).contains(&c)
}

fn simplified(c: char) -> char {
    SIMPLIFIED.get((c as usize).wrapping_sub(HAN_FIRST as usize)).copied().unwrap_or(c)
}

/// Adds the key of a word to `key`.
fn normalize(word: &str, key: &mut String) {
    for c in DecomposingNormalizerBorrowed::new_nfkd().normalize(word).chars() {
        match c {
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' => {}
            // Arabic vowel signs, the hamza that sits on a letter, and the stroke that stretches a word.
            '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
            '’' | 'ʼ' | '‘' | '`' => key.push('\''),
            // Letters that Egypt, Iran and others write another way.
            '\u{649}' | '\u{6cc}' => key.push('\u{64a}'),
            '\u{6a9}' => key.push('\u{643}'),
            c if is_han(c) => key.push(simplified(c)),
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
            ("لدى", "لدي"),
            ("總統", "总统"),
            ("总统", "总统"),
            ("A國", "a国"),
        ] {
            assert_eq!(fold(word), key);
        }
    }

    #[test]
    fn folding_one_by_one_is_folding_the_whole() {
        for code in (0..0x600).chain(0x2010..0x2030) {
            let Some(c) = char::from_u32(code) else { continue };
            for word in [format!("é{c}"), format!("E{c}\u{301}"), format!("и{c}\u{306}ё"), format!("’{c}")]
            {
                let mut whole = String::new();
                normalize(&word, &mut whole);
                assert_eq!(fold(&word), whole, "{word:?}");
            }
        }
    }
}
