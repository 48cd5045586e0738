//! Terms of office: who held what on a day, and how sure that is.

use crate::{PersonId, World};
use chancery_model::{ActorCode, Row};
use jiff::civil::Date;
use std::{fmt, str::FromStr};

/// A term of office: its place in the table of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// The days that a date of day, month or year can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayRange {
    /// First of them.
    pub first: Date,
    /// Last of them.
    pub last: Date,
}

/// A text that is no day, month or year.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected a date such as 2024-05-12, 2024-05 or 2024, got \"{0}\"")]
pub struct DateError(String);

impl FromStr for DayRange {
    type Err = DateError;

    fn from_str(text: &str) -> Result<DayRange, DateError> {
        read(text).ok_or_else(|| DateError(text.to_owned()))
    }
}

impl fmt::Display for DayRange {
    /// The day, month or year that it was read from.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        if first == last {
            write!(f, "{first}")
        } else if first.month() == last.month() {
            write!(f, "{:04}-{:02}", first.year(), first.month())
        } else {
            write!(f, "{:04}", first.year())
        }
    }
}

fn read(text: &str) -> Option<DayRange> {
    let year: i16 = text.get(..4)?.parse().ok()?;
    let part = |from: usize| -> Option<i8> {
        (text.as_bytes().get(from - 1) == Some(&b'-')).then(|| text.get(from..from + 2)?.parse().ok())?
    };
    match text.len() {
        4 => Some(DayRange { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? }),
        7 => {
            let first = Date::new(year, part(5)?, 1).ok()?;
            Some(DayRange { first, last: first.last_of_month() })
        }
        10 => {
            let day = Date::new(year, part(5)?, part(8)?).ok()?;
            Some(DayRange { first: day, last: day })
        }
        _ => None,
    }
}

/// How the end of a term is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A source states it.
    Stated,
    /// In office on the day the table was checked.
    KnownUntil,
    /// The next holder's beginning.
    SuccessorStart,
    /// Missing from the first list after this day.
    GoneBy,
    /// Lists are lacking around the end.
    Uncertain,
    /// In office on the day of the snapshot.
    Open,
}

impl FromStr for Basis {
    type Err = String;

    fn from_str(word: &str) -> Result<Basis, String> {
        Ok(match word {
            "stated" => Basis::Stated,
            "known-until" => Basis::KnownUntil,
            "successor-start" => Basis::SuccessorStart,
            "gone-by" => Basis::GoneBy,
            "uncertain" => Basis::Uncertain,
            "open" => Basis::Open,
            _ => {
                return Err(format!(
                    "expected one of stated, known-until, successor-start, gone-by, uncertain, open, got \"{word}\""
                ));
            }
        })
    }
}

/// How a term stands to a day, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The term is known to cover the day.
    Current,
    /// The term was open when it was last seen, before the day, or its end is uncertain.
    LastKnown,
    /// The term is over, or has not begun.
    Other,
}

/// What the world keeps of a term; texts stay in the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TermData {
    pub person: u32,
    pub actor: u16,
    pub office: u16,
    pub from: DayRange,
    pub to: Option<DayRange>,
    pub known_until: Option<Date>,
    pub basis: Basis,
    pub row: u32,
}

impl TermData {
    pub fn certainty(&self, day: Date) -> Certainty {
        if day < self.from.first {
            return Certainty::Other;
        }
        match (self.to, self.known_until) {
            (Some(to), _) if day > to.last => Certainty::Other,
            (Some(_), _) if self.basis == Basis::Uncertain => Certainty::LastKnown,
            (None, Some(until)) if day > until => Certainty::LastKnown,
            (None, None) => Certainty::LastKnown,
            _ => Certainty::Current,
        }
    }
}

/// A term of office, as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'w> {
    /// Its identity.
    pub id: TermId,
    /// The holder.
    pub person: PersonId,
    /// The state, organisation or group.
    pub actor: &'w ActorCode,
    /// Name of the office, such as `foreign-minister`.
    pub office: &'w str,
    /// Beginning.
    pub from: DayRange,
    /// End; none where it is not known to have ended.
    pub to: Option<DayRange>,
    /// How the end is known.
    pub basis: Basis,
    /// For a term without end: the day it was last seen open.
    pub known_until: Option<Date>,
}

/// Where a term is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRecord<'w> {
    /// Title in English, as the source words it.
    pub title: &'w str,
    /// Where it comes from.
    pub source: &'w str,
    /// Its row in the pack.
    pub row: Row,
}

/// A term of a person, and how it stands to the day asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<'w> {
    /// The term.
    pub term: Term<'w>,
    /// How it stands to the day.
    pub certainty: Certainty,
}

/// Who held an office on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<'w> {
    /// One person, whose term is known to cover the day.
    Known(Term<'w>),
    /// One person, whose term was open when last seen; nothing is known of the day itself.
    LastKnown(Term<'w>),
    /// Several people: rivals, a day of handing over, or an office with several holders.
    Ambiguous(Vec<Term<'w>>),
    /// Nobody is known.
    Unknown,
}

impl fmt::Display for TermId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "term {}", self.0)
    }
}

impl World {
    /// All terms of a person, earliest first.
    pub fn terms_of(&self, person: PersonId) -> impl Iterator<Item = Term<'_>> {
        self.person_terms(person).iter().map(|id| self.term(TermId(*id)))
    }

    /// What a person held on a day, surest first; without a day, or where nothing fits it, all terms as
    /// [`Certainty::Other`], latest first.
    pub fn held(&self, person: PersonId, on: Option<Date>) -> Vec<Held<'_>> {
        let ids = self.person_terms(person);
        let mut found: Vec<(Certainty, u32)> =
            ids.iter().map(|id| (on.map_or(Certainty::Other, |day| self.standing(*id, day)), *id)).collect();
        if found.iter().any(|(c, _)| *c != Certainty::Other) {
            found.retain(|(c, _)| *c != Certainty::Other);
        }
        found.sort_by_key(|(certainty, id)| (*certainty, std::cmp::Reverse(self.data(*id).from), *id));
        found.into_iter().map(|(certainty, id)| Held { term: self.term(TermId(id)), certainty }).collect()
    }

    /// How a term stands to a day: an open term of an office for one is over once a later one has begun.
    fn standing(&self, id: u32, day: Date) -> Certainty {
        let term = self.data(id);
        let certainty = term.certainty(day);
        if certainty != Certainty::LastKnown || !self.is_single(term.office) {
            return certainty;
        }
        let superseded =
            self.office_terms(term.actor, term.office).iter().map(|other| self.data(*other)).any(|other| {
                other.person != term.person && other.from > term.from && other.from.first <= day
            });
        if superseded { Certainty::Other } else { certainty }
    }

    /// Who held an office on a day. After the day a term was last seen open its holder is only the last known one.
    pub fn holder(&self, actor: &ActorCode, office: &str, on: Date) -> Answer<'_> {
        let (Some(actor), Some(office)) = (self.actor_number(actor), self.office_number(office)) else {
            return Answer::Unknown;
        };
        let terms = self.office_terms(actor, office);
        for wanted in [Certainty::Current, Certainty::LastKnown] {
            let mut ids: Vec<u32> =
                terms.iter().copied().filter(|id| self.standing(*id, on) == wanted).collect();
            ids.sort_by_key(|id| (self.data(*id).person, std::cmp::Reverse(self.data(*id).from)));
            ids.dedup_by_key(|id| self.data(*id).person);
            match (ids.as_slice(), wanted) {
                ([], _) => {}
                ([one], Certainty::Current) => return Answer::Known(self.term(TermId(*one))),
                ([one], _) => return Answer::LastKnown(self.term(TermId(*one))),
                (several, _) => {
                    return Answer::Ambiguous(several.iter().map(|id| self.term(TermId(*id))).collect());
                }
            }
        }
        Answer::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, first, last) in [
            ("2024-05-12", "2024-05-12", "2024-05-12"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024", "2024-01-01", "2024-12-31"),
        ] {
            let range: DayRange = text.parse().unwrap();
            assert_eq!((range.first.to_string(), range.last.to_string()), (first.into(), last.into()));
        }
        for bad in ["", "24", "2024-13", "2024-02-30", "2024/02", "May 2024", "2024-05-1é"] {
            assert!(bad.parse::<DayRange>().is_err(), "{bad}");
        }
    }
}
