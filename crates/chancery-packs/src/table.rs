//! Tables of tab-separated values.

use crate::PackError;
use chancery_model::Row;
use std::{borrow::Cow, sync::Arc};

/// A table of a pack.
#[derive(Clone, Debug)]
pub struct Table {
    /// Path inside the packs, such as `lang/fr/contacts/triggers.tsv`.
    pub file: Arc<str>,
    text: Cow<'static, str>,
    header: Vec<String>,
    /// Byte range and line number of each row.
    rows: Vec<(u32, u32, u32)>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableRow<'a> {
    table: &'a Table,
    text: &'a str,
    line: u32,
}

impl Table {
    /// Parses a table.
    ///
    /// # Errors
    /// Where the header is missing, or a row has more fields than the header.
    pub fn parse(file: &str, text: Cow<'static, str>) -> Result<Table, PackError> {
        let mut table =
            Table { file: file.into(), text: Cow::Borrowed(""), header: Vec::new(), rows: Vec::new() };
        let mut start = 0;
        for (number, line) in text.split('\n').enumerate() {
            let body = line.strip_suffix('\r').unwrap_or(line);
            let number = number as u32 + 1;
            if !body.trim().is_empty() && !body.starts_with('#') {
                if table.header.is_empty() {
                    table.header = body.split('\t').map(|h| h.trim().to_owned()).collect();
                } else {
                    table.check_width(body, number)?;
                    table.rows.push((start as u32, (start + body.len()) as u32, number));
                }
            }
            start += line.len() + 1;
        }
        if table.header.is_empty() {
            return Err(table.error(
                1,
                1,
                "expected a header row such as \"form\\tmeaning\\tnote\\tsource\", got nothing",
            ));
        }
        table.text = text;
        Ok(table)
    }

    fn check_width(&self, body: &str, line: u32) -> Result<(), PackError> {
        let width = body.split('\t').count();
        if width > self.header.len() {
            let message =
                format!("expected at most {} fields as in the header, got {width}", self.header.len());
            return Err(self.error(line, self.header.len() as u32 + 1, &message));
        }
        Ok(())
    }

    fn error(&self, line: u32, column: u32, message: &str) -> PackError {
        PackError::Row { file: self.file.to_string(), line, column, message: message.to_owned() }
    }

    /// Names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        (0..self.rows.len()).map(|i| self.row(i))
    }

    /// Row `index`, from 0.
    pub fn row(&self, index: usize) -> TableRow<'_> {
        let (start, end, line) = self.rows[index];
        TableRow { table: self, text: &self.text[start as usize..end as usize], line }
    }
}

impl<'a> TableRow<'a> {
    /// The field of a column, trimmed; empty where the column or the field is missing.
    pub fn get(self, column: &str) -> &'a str {
        match self.table.header.iter().position(|h| h == column) {
            Some(index) => self.text.split('\t').nth(index).unwrap_or("").trim(),
            None => "",
        }
    }

    /// The field of a column that must be filled.
    ///
    /// # Errors
    /// Where it is empty.
    pub fn need(self, column: &str) -> Result<&'a str, PackError> {
        let field = self.get(column);
        if field.is_empty() {
            return Err(self.wrong(column, &format!("expected a value for \"{column}\", got nothing")));
        }
        Ok(field)
    }

    /// A complaint about a column of this row.
    pub fn wrong(self, column: &str, message: &str) -> PackError {
        let column = self.table.header.iter().position(|h| h == column).map_or(1, |i| i as u32 + 1);
        self.table.error(self.line, column, message)
    }

    /// A field read as a value of a closed list or a number; none where it is empty.
    ///
    /// # Errors
    /// Where the field does not parse: the parser's own message, with the place.
    pub fn parse<T>(self, column: &str) -> Result<Option<T>, PackError>
    where
        T: std::str::FromStr,
        T::Err: std::fmt::Display,
    {
        match self.get(column) {
            "" => Ok(None),
            field => field.parse().map(Some).map_err(|e: T::Err| self.wrong(column, &e.to_string())),
        }
    }

    /// File and line.
    pub fn place(self) -> Row {
        Row { file: Arc::clone(&self.table.file), line: self.line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_lines() {
        let text = "# words\nform\tmeaning\nmeet\tmeeting\r\n\nring\n";
        let table = Table::parse("lang/en/x.tsv", text.into()).unwrap();
        let rows: Vec<_> = table.rows().map(|r| (r.get("form"), r.get("meaning"), r.place().line)).collect();
        assert_eq!(rows, [("meet", "meeting", 3), ("ring", "", 5)]);
    }

    #[test]
    fn complaints_name_the_place() {
        let wide = Table::parse("a.tsv", "form\nx\ty\n".into()).unwrap_err();
        assert_eq!(wide.to_string(), "a.tsv:2:2: expected at most 1 fields as in the header, got 2");
        assert!(Table::parse("a.tsv", "\n".into()).is_err());
        let table = Table::parse("a.tsv", "form\tkind\ntalk\t\n".into()).unwrap();
        assert!(
            table.row(0).need("kind").unwrap_err().to_string().starts_with("a.tsv:2:2: expected a value")
        );
    }
}
