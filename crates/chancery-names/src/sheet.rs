//! The world's big tables, read once: a row is split in one pass, and its cells are slices of the text.

use chancery_model::Row;
use chancery_packs::PackError;
use std::sync::Arc;

/// A table of tab-separated values whose columns are asked for by number.
#[derive(Debug)]
pub(crate) struct Sheet {
    file: Arc<str>,
    text: Box<str>,
    /// Byte range and line of each row.
    rows: Vec<(u32, u32, u32)>,
    columns: Vec<String>,
}

/// A row split into cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a, const N: usize> {
    sheet: &'a Sheet,
    line: u32,
    cells: [&'a str; N],
}

impl Sheet {
    /// Reads a table whose header must begin with `columns`, in this order.
    ///
    /// # Errors
    /// Where the header differs.
    pub fn parse(file: &str, text: &str, columns: &[&str]) -> Result<Sheet, PackError> {
        let mut sheet = Sheet {
            file: file.into(),
            text: text.into(),
            rows: Vec::with_capacity(text.len() / 80),
            columns: Vec::new(),
        };
        let mut start = 0;
        for (number, line) in (1..).zip(text.split('\n')) {
            let body = line.strip_suffix('\r').unwrap_or(line);
            if !body.is_empty() && !body.starts_with('#') {
                if sheet.columns.is_empty() {
                    sheet.columns = body.split('\t').map(|c| c.trim().to_owned()).collect();
                } else {
                    sheet.rows.push((start as u32, (start + body.len()) as u32, number));
                }
            }
            start += line.len() + 1;
        }
        if !columns.iter().eq(sheet.columns.iter().take(columns.len())) {
            let message =
                format!("expected the columns {}, got {}", columns.join(", "), sheet.columns.join(", "));
            return Err(sheet.wrong(1, 1, message));
        }
        Ok(sheet)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows, each split into its first `N` cells; a cell that is not there is empty.
    pub fn rows<const N: usize>(&self) -> impl Iterator<Item = Cells<'_, N>> {
        (0..self.rows.len() as u32).map(|i| self.row(i))
    }

    /// One row, by number from 0.
    pub fn row<const N: usize>(&self, index: u32) -> Cells<'_, N> {
        let (start, end, line) = self.rows[index as usize];
        let mut rest = &self.text[start as usize..end as usize];
        let mut cells = [""; N];
        for cell in &mut cells {
            match rest.bytes().position(|b| b == b'\t') {
                Some(tab) => (*cell, rest) = (&rest[..tab], &rest[tab + 1..]),
                None => (*cell, rest) = (rest, ""),
            }
        }
        Cells { sheet: self, line, cells }
    }

    fn wrong(&self, line: u32, column: u32, message: String) -> PackError {
        PackError::Row { file: self.file.to_string(), line, column, message }
    }
}

impl<'a, const N: usize> Cells<'a, N> {
    /// A cell by column number, from 0.
    pub fn get(&self, column: usize) -> &'a str {
        self.cells[column]
    }

    /// A cell that must be filled.
    ///
    /// # Errors
    /// Where it is empty.
    pub fn need(&self, column: usize) -> Result<&'a str, PackError> {
        match self.cells[column] {
            "" => Err(self.wrong(column, "expected a value, got nothing")),
            cell => Ok(cell),
        }
    }

    /// A cell read as a value.
    ///
    /// # Errors
    /// Where it does not parse, or is empty.
    pub fn value<T>(&self, column: usize) -> Result<T, PackError>
    where
        T: std::str::FromStr,
        T::Err: std::fmt::Display,
    {
        self.need(column)?.parse().map_err(|e: T::Err| self.wrong(column, &e.to_string()))
    }

    /// The same, none where the cell is empty.
    ///
    /// # Errors
    /// Where it does not parse.
    pub fn option<T>(&self, column: usize) -> Result<Option<T>, PackError>
    where
        T: std::str::FromStr,
        T::Err: std::fmt::Display,
    {
        if self.cells[column].is_empty() { Ok(None) } else { self.value(column).map(Some) }
    }

    /// A complaint about a cell.
    pub fn wrong(&self, column: usize, message: &str) -> PackError {
        let name = self.sheet.columns.get(column).map_or("", String::as_str);
        self.sheet.wrong(self.line, column as u32 + 1, format!("{name}: {message}"))
    }

    /// File and line.
    pub fn place(&self) -> Row {
        Row { file: Arc::clone(&self.sheet.file), line: self.line }
    }
}
