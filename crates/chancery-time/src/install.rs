//! A language's tables of times, installed into its lexicon.

use crate::{
    meaning::{Op, Slot, unit_number},
    shapes::Order,
};
use chancery_model::Row;
use chancery_packs::{LangPack, PackError, Table, TableRow};
use chancery_text::{LexiconBuilder, Payload, fold};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Years that can stand in a date.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// A language's expressions of time.
///
/// Tables: `times/classes.tsv` (class, form, value, needs), `times/patterns.tsv` (form, meaning, needs)
/// and `times/settings.tsv` (setting, value). `needs` holds `capital`: the word counts only with a
/// capital; `lower`: with a capital it counts only after a preposition; `weak`: it always needs one;
/// `alone`: no name may follow the pattern.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub(crate) base: Payload,
    pub(crate) entries: Vec<Entry>,
    pub(crate) flags: FxHashMap<(Slot, CompactString), Flags>,
    pub(crate) order: Order,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) row: Row,
    pub(crate) op: Op,
    pub(crate) needs: Flags,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Flags {
    pub(crate) capital: bool,
    pub(crate) lower: bool,
    pub(crate) weak: bool,
    pub(crate) alone: bool,
}

impl Times {
    /// Adds the tables of `pack` to a lexicon; row `i` of the patterns comes back as payload `base + i`.
    /// A pack without tables of times gives only dates in digits.
    ///
    /// # Errors
    /// Where a row's class, value, form or meaning is malformed, with its file, line and column.
    pub fn install(pack: &LangPack, builder: &mut LexiconBuilder, base: Payload) -> Result<Times, PackError> {
        let mut times = Times { base, ..Times::default() };
        digits(builder);
        for row in rows(pack.table("times/settings.tsv")) {
            times.setting(row)?;
        }
        for row in rows(pack.table("times/classes.tsv")) {
            times.word(row, builder)?;
        }
        for row in rows(pack.table("times/patterns.tsv")) {
            times.pattern(row, builder)?;
        }
        Ok(times)
    }

    /// How many payloads the tables use, from the base given to [`Times::install`].
    pub fn rows(&self) -> u32 {
        self.entries.len() as u32
    }

    /// The row of the pack behind a payload.
    pub fn row(&self, payload: Payload) -> Option<&Row> {
        self.entries.get(payload.checked_sub(self.base)? as usize).map(|e| &e.row)
    }

    fn setting(&mut self, row: TableRow<'_>) -> Result<(), PackError> {
        match row.need("setting")? {
            "numeric-order" => self.order = row.parse("value")?.unwrap_or_default(),
            other => return Err(row.wrong("setting", &format!("expected numeric-order, got \"{other}\""))),
        }
        Ok(())
    }

    fn word(&mut self, row: TableRow<'_>, builder: &mut LexiconBuilder) -> Result<(), PackError> {
        let class = row.need("class")?;
        let form = row.need("form")?;
        let field = row.get("value");
        let value = match unit_number(field).filter(|_| class == "unit") {
            Some(unit) => unit,
            None => row.parse("value")?.unwrap_or(0),
        };
        let flags = Flags::parse(row)?;
        for form in form.split('|').map(str::trim).filter(|f| !f.is_empty()) {
            builder.class(class, form, value);
            if let Some(slot) = Slot::parse(class).filter(|_| flags.capital || flags.lower || flags.weak) {
                self.flags.insert((slot, fold(form)), flags);
            }
        }
        Ok(())
    }

    fn pattern(&mut self, row: TableRow<'_>, builder: &mut LexiconBuilder) -> Result<(), PackError> {
        let op = Op::parse(row.need("meaning")?).map_err(|e| row.wrong("meaning", &e))?;
        let payload = self.base + self.rows();
        let form = row.need("form")?;
        builder.phrase(form, payload).map_err(|e| row.wrong("form", &e.to_string()))?;
        self.entries.push(Entry { row: row.place(), op, needs: Flags::parse(row)? });
        Ok(())
    }
}

impl Flags {
    fn parse(row: TableRow<'_>) -> Result<Flags, PackError> {
        let mut flags = Flags::default();
        for word in row.get("needs").split_whitespace() {
            match word {
                "capital" => flags.capital = true,
                "lower" => flags.lower = true,
                "weak" => flags.weak = true,
                "alone" => flags.alone = true,
                _ => {
                    let message = format!("expected capital, lower, weak or alone, got \"{word}\"");
                    return Err(row.wrong("needs", &message));
                }
            }
        }
        Ok(flags)
    }
}

fn rows(table: Option<&Table>) -> impl Iterator<Item = TableRow<'_>> {
    table.into_iter().flat_map(Table::rows)
}

/// The classes whose members are digits: they belong to no language.
fn digits(builder: &mut LexiconBuilder) {
    for n in 1..=31 {
        builder.class("day", &n.to_string(), n);
        builder.class("day", &format!("{n:02}"), n);
    }
    for n in 1..=999 {
        builder.class("count", &n.to_string(), n);
    }
    for n in 0..=24 {
        builder.class("hour", &n.to_string(), n);
        builder.class("hour", &format!("{n:02}"), n);
    }
    for n in 0..=59 {
        builder.class("minute", &format!("{n:02}"), n);
    }
    for n in YEARS {
        builder.class("year", &n.to_string(), n);
    }
}
