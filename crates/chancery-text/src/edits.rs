//! How far two words are apart.

use smallvec::SmallVec;

type Letters = SmallVec<[char; 32]>;

/// Letters that must be added, dropped or changed to make one word the other (Levenshtein's distance), counted in
/// characters; `most + 1` where there are more than `most`.
pub fn edits(a: &str, b: &str, most: usize) -> usize {
    // Words are short: nothing is allocated for them.
    let (a, b): (Letters, Letters) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut row: SmallVec<[usize; 32]> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let change = diagonal + usize::from(letter != other);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().all(|so_far| *so_far > most) {
            return most + 1;
        }
    }
    row[b.len()].min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_apart() {
        for (a, b, expected) in [
            ("", "", 0),
            ("parly", "parly", 0),
            ("lecornu", "lecorne", 1),
            ("parly", "parley", 1),
            ("шойгу", "шоигу", 1),
            ("gerasimov", "guerassimov", 2),
            ("macron", "merkel", 3),
            ("a", "abcdefgh", 3),
        ] {
            assert_eq!(edits(a, b, 2), expected, "{a} {b}");
            assert_eq!(edits(b, a, 2), expected, "{b} {a}");
        }
    }
}
