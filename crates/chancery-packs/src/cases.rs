//! A pack's own tests: `text => expected`, one a line.

use crate::{PackError, lang::content_lines};

/// One test of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Line in the file, from 1.
    pub line: u32,
    /// Day of publication the text is read with, as EDTF; empty where it has none.
    pub on: String,
    /// Whether the file marks it, by a `?` before the text, as one that is not read right yet.
    pub known_failure: bool,
    /// The text.
    pub text: String,
    /// What is expected of it; `nothing` for a negative.
    pub expected: String,
}

/// A file of tests. A line `@on 2024-05-10` sets the day of publication of the lines below it;
/// a line that begins with `? ` states what is not read right yet, and has to lose the mark once it is.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// Path inside the packs; its name says what is tested: `contacts`, `times`, `parties`.
    pub file: String,
    /// The tests in their order.
    pub cases: Vec<Case>,
}

impl CaseFile {
    /// Parses a file of tests.
    ///
    /// # Errors
    /// Where a line lacks ` => `.
    pub fn parse(file: &str, text: &str) -> Result<CaseFile, PackError> {
        let mut on = String::new();
        let mut cases = Vec::new();
        for (line, body) in content_lines(text) {
            if let Some(day) = body.strip_prefix("@on") {
                on = day.trim().to_owned();
                continue;
            }
            let Some((text, expected)) = body.rsplit_once(" => ") else {
                let message = "expected \"text => expected\", got no \" => \"".to_owned();
                return Err(PackError::Row { file: file.to_owned(), line, column: 1, message });
            };
            let (text, known_failure) = text.trim().strip_prefix("? ").map_or((text, false), |t| (t, true));
            let (text, expected) = (text.trim().replace("\\n", "\n"), expected.trim().to_owned());
            cases.push(Case { line, on: on.clone(), known_failure, text, expected });
        }
        Ok(CaseFile { file: file.to_owned(), cases })
    }

    /// What the file tests: its name without folder and ending.
    pub fn subject(&self) -> &str {
        self.file.rsplit('/').next().and_then(|f| f.strip_suffix(".txt")).unwrap_or("")
    }

    /// How many of its tests are negatives.
    pub fn negatives(&self) -> usize {
        self.cases.iter().filter(|c| c.expected == "nothing").count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_apply_below() {
        let file = CaseFile::parse(
            "lang/en/cases/times.txt",
            "# t\n@on 2024-05-10\na => b => c\n@on\nd => nothing\n",
        )
        .unwrap();
        assert_eq!(file.subject(), "times");
        assert_eq!(file.cases[0].text, "a => b");
        assert_eq!((file.cases[0].on.as_str(), file.cases[1].on.as_str()), ("2024-05-10", ""));
        assert_eq!(file.negatives(), 1);
        assert!(CaseFile::parse("x.txt", "no arrow").is_err());
    }
}
