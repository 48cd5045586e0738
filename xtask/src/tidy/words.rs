//! No word of a human language stands in the code of the crates that read: words are data, under `packs/`.
//!
//! Which string of the code is a word of a language can't be known; this is what is looked for. A string
//! literal outside tests, comments and attributes is a breach where
//!
//! - it holds a word of two letters or more with a letter beyond ASCII, or
//! - case aside, it stands in the packs as a *form*: as a whole phrase of any table (`prime minister`, `the
//!   kremlin`), or as a word of three letters or more of a phrase of times, names or contacts (`monday`,
//!   `minister`), and it is not also one of their *codes*.
//!
//! Codes are the words of the closed lists, with which tables speak to the code: the names of files, columns
//! and classes, and the values of all columns but forms, notes and sources (`meeting`, `before`,
//! `head-of-state`); in the world pack the marks in notes, too (`capital`). Messages are sentences with spaces in them, which no pack has as a phrase, so they pass.
//! `chancery-article` is not looked at: the vocabulary of HTML is English words.

use super::{Complaint, source, source::Checkout, source::Piece};
use crate::Failure;
use std::collections::BTreeSet;

/// Crates that read text or names.
pub const READING: [&str; 5] =
    ["chancery-text", "chancery-time", "chancery-names", "chancery-contacts", "chancery-record"];

/// Columns that hold words of languages.
const FORMS: [&str; 4] = ["form", "lemma", "aliases", "name"];

/// Columns that hold neither words to look for nor codes.
const REMARKS: [&str; 4] = ["note", "source", "title", "forms"];

/// Words of the code's own that some pack also has as a form: the id of a case, a class and a value of closed lists,
/// marks of the world pack and of triggers, a group of kinds, ISO codes of Arabic, English, Portuguese and Spanish, a
/// level, a type of TIMEX3, a word of patterns of times.
const OURS: [&str; 13] = [
    "ara",
    "case",
    "eng",
    "hosting",
    "number",
    "organisation",
    "partner",
    "por",
    "print",
    "remote",
    "shift",
    "spa",
    "time",
];

/// Fewest letters of a single word; shorter ones are codes of languages and the like more often than words.
const FEWEST_LETTERS: usize = 3;

/// The words of the packs, in lower case.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    forms: BTreeSet<String>,
    codes: BTreeSet<String>,
}

impl Vocabulary {
    /// The words of all packs.
    pub fn of(checkout: &Checkout) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let is_pack = |path: &str| path.starts_with("packs/") && !path.contains("/build/");
        for (path, text) in checkout.texts().filter(|(path, _)| is_pack(path)) {
            vocabulary.codes.extend(path.split(['/', '.']).map(str::to_lowercase));
            if path.ends_with(".tsv") {
                vocabulary.add(path, text);
            }
        }
        vocabulary
    }

    /// Adds a table.
    fn add(&mut self, path: &str, text: &str) {
        let splits = ["/times/", "/names/", "/contacts/"].iter().any(|folder| path.contains(folder));
        let marks = path.starts_with("packs/world/");
        let mut lines = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
        let header: Vec<&str> = lines.next().unwrap_or("").split('\t').map(str::trim).collect();
        self.codes.extend(header.iter().map(|h| h.to_lowercase()));
        for line in lines {
            for (column, field) in header.iter().zip(line.split('\t')) {
                if FORMS.contains(column) {
                    self.form(&field.trim().to_lowercase(), splits);
                } else if !REMARKS.contains(column) || (*column == "note" && marks) {
                    self.codes.extend(field.split([' ', '|', ':']).map(str::to_lowercase));
                }
            }
        }
    }

    /// Adds a phrase: whole where it is plain, and each of its words where `splits` says so.
    fn form(&mut self, phrase: &str, splits: bool) {
        if !phrase.contains(['(', '[', '<', '{', '|']) && phrase.chars().count() >= FEWEST_LETTERS {
            self.forms.insert(phrase.to_owned());
        }
        for part in phrase.split(['(', ')', '[', ']', '<', '>', '|', ' ']).filter(|_| splits) {
            let word = part.split(':').next().unwrap_or("");
            if let Some(class) = word.strip_prefix('{') {
                self.codes.insert(class.trim_end_matches('}').to_owned());
            } else if word.chars().count() >= FEWEST_LETTERS && word.chars().all(char::is_alphabetic) {
                self.forms.insert(word.to_owned());
            }
        }
    }

    fn is_word(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        self.forms.contains(&text) && !self.codes.contains(&text) && !OURS.contains(&text.as_str())
    }
}

/// Complaints about the string literals of a source file.
pub fn check(file: &str, text: &str, vocabulary: &Vocabulary) -> Result<Vec<Complaint>, Failure> {
    let mut complaints = Vec::new();
    for (line, piece) in source::pieces(file, text)? {
        let Piece::Text(literal) = piece else { continue };
        if has_foreign_word(&literal) || vocabulary.is_word(&literal) {
            let says = format!("expected words of languages in the packs, got \"{literal}\"");
            complaints.push(Complaint::new(file, line, says));
        }
    }
    Ok(complaints)
}

/// Whether a word of two letters or more has a letter beyond ASCII.
fn has_foreign_word(literal: &str) -> bool {
    literal.split(|c: char| !c.is_alphabetic()).any(|word| !word.is_ascii() && word.chars().nth(1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_languages_are_seen() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(
            "packs/lang/en/times/classes.tsv",
            "class\tform\tvalue\nweekday\tMonday\t1\nmonth\tMay\t5\n",
        );
        vocabulary.add(
            "packs/lang/en/names/offices.tsv",
            "form\toffice\n([prime] minister|premier)\thead-of-government\n",
        );
        vocabulary
            .add("packs/lang/en/names/titles.tsv", "form\tmeaning\nfield marshal\tofficer\nhost\tother\n");
        vocabulary.add(
            "packs/lang/en/contacts/triggers.tsv",
            "form\tkind\n<meet:past> {weekday}\tmeeting\nmeeting\tmeeting\n",
        );
        vocabulary.add("packs/world/places.tsv", "code\tform\tnote\nFRA\tParis\tcapital\nGBR\tCapital\t\n");
        let check = |code: &str, expected: usize| {
            let complaints = check("a.rs", code, &vocabulary).expect("the source lexes");
            assert_eq!(complaints.len(), expected, "{code}");
        };
        check("f(\"monday\", \"May\", \"Premier\")", 3);
        check("f(\"meet\", \"field marshal\", \"host\")", 3);
        check("f(\"Paris\", \"capital\")", 1);
        check("f(\"weekday\", \"meeting\", \"officer\", \"head-of-government\", \"past\")", 0);
        check("f(\"expected monday or a premier, got {}\")", 0);
        check("f(\"министр\", \"été\", \"\\u{e9}t\\u{e9}\")", 3);
        check("f('é', \"é\", \"«»\", \"’\")", 0);
        check(
            "/// Monday\n#[error(\"monday\")]\nfn f() {}\n#[cfg(test)]\nmod tests { const A: &str = \"monday\"; }",
            0,
        );
    }
}
