//! A language's tables of times, installed into its lexicon.

use crate::{
    compound,
    meaning::Op,
    openings::openings,
    shapes::Order,
    slot::{MILITARY, SHORT, Slot},
};
use chancery_model::Row;
use chancery_packs::{LangPack, PackError, Table, TableRow};
use chancery_text::{ClassId, KeyId, LexiconBuilder, NumberWord, Payload, fold};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Years that can stand in a date.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// Two values of a compound in one number: the first times this, and the second.
pub(crate) const PACKED: i32 = 10_000;

/// A language's expressions of time.
///
/// Tables: `times/classes.tsv` (class, form, value, needs), `times/patterns.tsv` (form, meaning, needs)
/// and `times/settings.tsv` (setting, value). `docs/packs.md` tells what they hold.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub(crate) base: Payload,
    pub(crate) entries: Vec<Entry>,
    pub(crate) flags: FxHashMap<(Slot, KeyId), Flags>,
    /// What each class fills, by its number.
    slots: Vec<SmallVec<[Slot; 2]>>,
    pub(crate) order: Order,
    pub(crate) near: Near,
    /// Classes of words before and after an expression that are no part of it.
    pub(crate) outer: (Option<ClassId>, Option<ClassId>),
    /// Single-word members of classes, for compounds; only while the tables are read.
    members: FxHashMap<CompactString, Vec<(CompactString, i32)>>,
    /// Whether number words stand wherever digits do.
    words_as_digits: bool,
}

/// What is the nearest one where it is told barely.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Near {
    pub(crate) weekday: bool,
    pub(crate) month: bool,
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
    pub(crate) whole: bool,
    /// Whether a hyphen must join the first two words.
    pub(crate) joined: bool,
    /// Tokens at the start and the end of the pattern that are only the words around the expression.
    pub(crate) context: (u32, u32),
}

impl Times {
    /// Adds the tables of `pack` to a lexicon; row `i` of the patterns comes back as payload `base + i`.
    /// A pack without tables of times gives only dates in digits.
    ///
    /// # Errors
    /// Where a row's class, value, form or meaning is malformed, with its file, line and column.
    pub fn install(pack: &LangPack, builder: &mut LexiconBuilder, base: Payload) -> Result<Times, PackError> {
        let mut times = Times { base, ..Times::default() };
        for row in rows(pack.table("times/settings.tsv")) {
            times.setting(row)?;
        }
        digits(builder, times.words_as_digits);
        for row in rows(pack.table("times/classes.tsv")) {
            times.word(pack, row, builder)?;
        }
        for row in rows(pack.table("times/patterns.tsv")) {
            times.pattern(row, builder)?;
        }
        times.outer = (builder.class_of("outer"), builder.class_of("outer.after"));
        times.slots = builder.class_names().map(Slot::of_class).collect();
        times.members = FxHashMap::default();
        Ok(times)
    }

    /// The slots that a class fills, in order; a class made after the tables were read fills none.
    pub(crate) fn slots_of(&self, class: ClassId) -> &[Slot] {
        self.slots.get(class.index()).map_or(&[], SmallVec::as_slice)
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
        let one_of = |yes: &str, no: &str| match row.get("value") {
            value if value == yes => Ok(true),
            value if value == no => Ok(false),
            value => Err(row.wrong("value", &format!("expected {yes} or {no}, got \"{value}\""))),
        };
        match row.need("setting")? {
            "numeric-order" => self.order = row.parse("value")?.unwrap_or_default(),
            "weekday" => self.near.weekday = one_of("nearest", "past")?,
            "month" => self.near.month = one_of("nearest", "past")?,
            "number-words" => self.words_as_digits = one_of("as-digits", "counts")?,
            other => {
                let message =
                    format!("expected numeric-order, weekday, month or number-words, got \"{other}\"");
                return Err(row.wrong("setting", &message));
            }
        }
        Ok(())
    }

    fn word(
        &mut self,
        pack: &LangPack,
        row: TableRow<'_>,
        builder: &mut LexiconBuilder,
    ) -> Result<(), PackError> {
        let class = row.need("class")?;
        let field = row.get("value");
        let value = match Slot::of_class(class).as_slice() {
            [_] if !field.is_empty() => Slot::value(class, field).ok_or_else(|| {
                row.wrong("value", &format!("expected a value of the class {class}, got \"{field}\""))
            })?,
            _ => row.parse("value")?.unwrap_or(0),
        };
        let flags = Flags::parse(row, true)?;
        for form in row.need("form")?.split('|').map(str::trim).filter(|f| !f.is_empty()) {
            if form.contains('+') {
                for (word, value) in
                    compound::words(form, &self.members).map_err(|e| row.wrong("form", &e))?
                {
                    self.member(class, &word, value, builder);
                }
                continue;
            }
            for form in forms(pack, form).map_err(|e| row.wrong("form", &e))? {
                self.member(class, form, value, builder);
                if let Some(kind) = number_word(class, row) {
                    builder.number_word(form, value, kind, class == "ordinal");
                }
                if (flags.capital || flags.lower || flags.weak)
                    && let Some(slot) = Slot::parse(class)
                    && let Some(key) = builder.key_of(form)
                {
                    self.flags.insert((slot, key), flags);
                }
            }
        }
        Ok(())
    }

    fn member(&mut self, class: &str, form: &str, value: i32, builder: &mut LexiconBuilder) {
        if class != "link" && class != "times" {
            builder.class(class, form, value);
        }
        self.members.entry(class.into()).or_default().push((fold(form), value));
    }

    fn pattern(&mut self, row: TableRow<'_>, builder: &mut LexiconBuilder) -> Result<(), PackError> {
        let op = Op::parse(row.need("meaning")?).map_err(|e| row.wrong("meaning", &e))?;
        let payload = self.base + self.rows();
        let form = row.need("form")?;
        for form in openings(form) {
            builder.phrase(&form, payload).map_err(|e| row.wrong("form", &e.to_string()))?;
        }
        self.entries.push(Entry { row: row.place(), op, needs: Flags::parse(row, false)? });
        Ok(())
    }
}

/// The words of a form: itself, or for `<word>` and `<word:tag>` those of `words.tsv`.
fn forms<'p>(pack: &'p LangPack, form: &'p str) -> Result<Vec<&'p str>, String> {
    let Some(inner) = form.strip_prefix('<').and_then(|f| f.strip_suffix('>')) else { return Ok(vec![form]) };
    let (lemma, tag) = inner.split_once(':').map_or((inner, None), |(lemma, tag)| (lemma, Some(tag)));
    let lemma =
        pack.lemmas.get(lemma).ok_or_else(|| format!("expected a word of words.tsv, got \"{lemma}\""))?;
    let fits = |f: &&chancery_packs::Form| tag.is_none_or(|tag| f.tag == tag);
    Ok(lemma.forms.iter().filter(fits).map(|f| f.form.as_str()).collect())
}

/// What a member of a class does to the number before it; none where it is no number word.
fn number_word(class: &str, row: TableRow<'_>) -> Option<NumberWord> {
    let needs = |word: &str| row.get("needs").split_whitespace().any(|n| n == word);
    Some(match class {
        "count" | "ordinal" if needs("follows") => NumberWord::Follow,
        "count" | "ordinal" if needs("times") => NumberWord::Times,
        "count" if needs("digit") => NumberWord::Digit,
        "count" | "ordinal" if !needs("article") => NumberWord::Add,
        "times" => NumberWord::Times,
        "link" => NumberWord::Link,
        _ => return None,
    })
}

impl Flags {
    fn parse(row: TableRow<'_>, of_class: bool) -> Result<Flags, PackError> {
        let mut flags = Flags::default();
        for word in row.get("needs").split_whitespace() {
            match word {
                "capital" => flags.capital = true,
                "lower" => flags.lower = true,
                "weak" => flags.weak = true,
                "alone" => flags.alone = true,
                "whole" => flags.whole = true,
                "joined" if !of_class => flags.joined = true,
                word if word.starts_with("before:") && !of_class => {
                    flags.context.0 = tokens(&word[7..], row)?
                }
                word if word.starts_with("after:") && !of_class => flags.context.1 = tokens(&word[6..], row)?,
                "follows" | "times" | "digit" | "article" if of_class => {}
                _ => {
                    let message = format!(
                        "expected capital, lower, weak, alone, whole, joined, before:1 or after:1, or for numbers follows, times, digit or article, \
                         got \"{word}\""
                    );
                    return Err(row.wrong("needs", &message));
                }
            }
        }
        Ok(flags)
    }
}

fn tokens(number: &str, row: TableRow<'_>) -> Result<u32, PackError> {
    number.parse().map_err(|_| row.wrong("needs", &format!("expected a number of tokens, got \"{number}\"")))
}

fn rows(table: Option<&Table>) -> impl Iterator<Item = TableRow<'_>> {
    table.into_iter().flat_map(Table::rows)
}

/// The classes whose members are digits: they belong to no language.
fn digits(builder: &mut LexiconBuilder, words: bool) {
    let mut class = |name: &str, range: std::ops::RangeInclusive<i32>, padded: bool| {
        builder.numbers(name, range.clone(), words);
        for n in range {
            builder.class(name, &n.to_string(), n);
            if padded && n < 10 {
                builder.class(name, &format!("{n:02}"), n);
            }
        }
    };
    class("day", 1..=31, true);
    class("month.number", 1..=12, true);
    class("count", 1..=999, false);
    class("tenths", 0..=9, false);
    class("hour", 0..=24, true);
    class("year", YEARS, false);
    class("second", 0..=59, true);
    builder.numbers("minute", 0..=59, words);
    for n in 0..=59 {
        builder.class("minute", &format!("{n:02}"), n);
    }
    for (hour, minute) in (0..24).flat_map(|h| (0..60).map(move |m| (h, m))) {
        builder.class("hour.military", &format!("{hour:02}{minute:02}"), MILITARY + hour * 100 + minute);
    }
    for n in 0..=99 {
        builder.class("year.short", &format!("{n:02}"), SHORT + n);
    }
}
