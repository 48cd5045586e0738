//! Full-text search over the articles.
//!
//! Words are found without regard to case and diacritics, in the form they are written in. Scripts that don't
//! part words by spaces are found only by whole stretches between signs.

use crate::article::{ArticleEntry, ENTRY, entry};
use crate::error::StoreError;
use crate::open::Store;
use crate::values::Inner;
use rusqlite::{Connection, params};

/// An article that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ArticleEntry,
    /// Words around the place, at most 24; a cut is marked `…`.
    pub snippet: String,
}

impl Store {
    /// The articles that hold every word of `words`, best first, at most `limit`.
    ///
    /// `"words in quotation marks"` stand together; `word*` finds what begins so. Nothing else has a meaning of
    /// its own, so that no input is wrong; input without a word finds nothing.
    ///
    /// # Errors
    /// Where SQLite fails.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        match expression(words) {
            Some(expression) => self.read(|connection| find(connection, &expression, limit)),
            None => Ok(Vec::new()),
        }
    }
}

fn find(connection: &Connection, expression: &str, limit: usize) -> Inner<Vec<Hit>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ENTRY}, snippet(article_search, 0, '', '', '…', 24)
         FROM article_search JOIN article a ON a.key = article_search.rowid
         WHERE article_search MATCH ?1 ORDER BY article_search.rank, a.id LIMIT ?2"
    ))?;
    let mut rows = statement.query(params![expression, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        hits.push(Hit { article: entry(row)?, snippet: row.get(9)? });
    }
    Ok(hits)
}

/// The words as an expression of FTS5, each part a quoted string; none where there is no word.
fn expression(words: &str) -> Option<String> {
    let mut parts = Vec::new();
    // A NUL would end the expression for SQLite.
    for (i, stretch) in words.replace('\0', " ").split('"').enumerate() {
        if i % 2 == 1 {
            parts.push(stretch.to_owned());
        } else {
            parts.extend(stretch.split_whitespace().map(str::to_owned));
        }
    }
    parts.retain(|part| part.contains(char::is_alphanumeric));
    let quoted = parts.iter().map(|part| match part.strip_suffix('*') {
        Some(beginning) => format!("\"{beginning}\"*"),
        None => format!("\"{part}\""),
    });
    let quoted: Vec<_> = quoted.collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_input_is_an_expression() {
        let check = |words: &str, expected: &str| {
            assert_eq!(expression(words).as_deref().unwrap_or("-"), expected, "{words}");
        };
        check("appel Lecornu", "\"appel\" \"Lecornu\"");
        check("\"general staff\" call", "\"general staff\" \"call\"");
        check("minist* OR NOT (x:", "\"minist\"* \"OR\" \"NOT\" \"(x:\"");
        check("\"unclosed words", "\"unclosed words\"");
        check(" \" - * ", "-");
        check("a\0b", "\"a\" \"b\"");
        check("", "-");
    }
}
