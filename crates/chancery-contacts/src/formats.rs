//! Named formats that are the same states each time, from `world/formats.tsv`.

use chancery_model::ActorCode;
use chancery_packs::{PackError, PackSet, TableRow};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// The members of each format that has its own.
#[derive(Debug, Default)]
pub(crate) struct Formats(FxHashMap<CompactString, Vec<ActorCode>>);

impl Formats {
    /// Reads the table; columns `format`, as the languages' `contacts/formats.tsv` name it, and `actors`, their codes
    /// with spaces between.
    ///
    /// # Errors
    /// Where a code is malformed.
    pub(crate) fn load(packs: &PackSet) -> Result<Formats, PackError> {
        let mut formats = FxHashMap::default();
        let table = packs.table("world/formats.tsv")?;
        for row in table.iter().flat_map(|t| t.rows()) {
            let codes = codes(&row, "actors")?;
            let format = row.need("format")?;
            if formats.insert(format.into(), codes).is_some() {
                return Err(
                    row.wrong("format", &format!("expected each format once, got \"{format}\" again"))
                );
            }
        }
        Ok(Formats(formats))
    }

    /// The members of a format; none where it has no states of its own.
    pub(crate) fn members(&self, format: &str) -> Option<&[ActorCode]> {
        self.0.get(format).map(Vec::as_slice)
    }
}

/// The codes of a cell, with spaces between.
///
/// # Errors
/// Where the cell is empty or a code is malformed.
pub(crate) fn codes(row: &TableRow<'_>, column: &str) -> Result<Vec<ActorCode>, PackError> {
    let codes: Result<Vec<ActorCode>, _> = row.need(column)?.split_whitespace().map(str::parse).collect();
    codes.map_err(|e| row.wrong(column, &e.to_string()))
}
