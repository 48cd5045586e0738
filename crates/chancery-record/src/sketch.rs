//! A sketch: what matching needs to know of a report, and no more.

use crate::name::fold;
use chancery_model::{ActorCode, Dating, Edtf, Kind, Level, Report, Side, Sourced, Span, Status};
use compact_str::CompactString;
use jiff::civil::{Date, Weekday};

/// A bound of the days on which an article can have been written, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The day.
    pub day: Date,
    /// Words of the article, where words state it.
    pub span: Option<Span>,
    /// In a few words.
    pub says: CompactString,
}

/// When an article was written, as far as it tells by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Not before this day.
    pub first: Option<Bound>,
    /// Not after this day.
    pub last: Option<Bound>,
    /// A day without its year.
    pub yearless: Option<Edtf>,
    /// The weekday beside it.
    pub weekday: Option<Weekday>,
}

/// One side of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The actor.
    pub actor: ActorCode,
    /// Folded names of the people the text names.
    pub names: Vec<CompactString>,
    /// Folded names of people known by office and date only.
    pub holders: Vec<CompactString>,
    /// Rank and domain of the offices the text names.
    pub ranks: Vec<(Level, CompactString)>,
}

/// What matching needs to know of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// Identity of the page.
    pub page: CompactString,
    /// The report's index on the page.
    pub index: usize,
    /// When the article was written.
    pub stamp: Stamp,
    /// Channel.
    pub kind: Kind,
    /// Further channels.
    pub also: Vec<Kind>,
    /// What became of it.
    pub status: Status,
    /// When.
    pub date: Option<Edtf>,
    /// The words that state the date.
    pub date_span: Option<Span>,
    /// Whether the date is an inference of the reader.
    pub date_inferred: bool,
    /// The words that establish the report.
    pub quote: Span,
    /// Where.
    pub place: Option<CompactString>,
    /// Format, such as `2+2`.
    pub format: Option<CompactString>,
    /// Who asked for it.
    pub initiator: Option<ActorCode>,
    /// Who.
    pub parties: Vec<Party>,
}

impl Sketch {
    /// The sketch of the report at `index` of the page `page`, written when `dating` says.
    pub fn of(page: &str, dating: &Dating, index: usize, report: &Report) -> Sketch {
        let date = report.date.as_ref();
        Sketch {
            page: page.into(),
            index,
            stamp: Stamp::of(dating),
            kind: report.kind,
            also: report.also.clone(),
            status: report.status.value,
            date: date.map(|d| d.value),
            date_span: date.and_then(|d| d.spans.first().copied()),
            date_inferred: date.is_some_and(|d| d.inference.is_some()),
            quote: report.quote,
            place: report.place.as_ref().map(|p| p.value.as_str().into()),
            format: report.format.as_ref().map(|f| f.value.as_str().into()),
            initiator: report.initiator.as_ref().map(|i| i.value.clone()),
            parties: report.sides.iter().map(Party::of).collect(),
        }
    }
}

impl Stamp {
    /// What `dating` tells.
    pub fn of(dating: &Dating) -> Stamp {
        let date = dating.date.as_ref();
        let told = |day: Option<Date>| Some(Bound::of(date?, day?, "the article is of "));
        let first = told(dating.earliest().filter(|_| date.is_some_and(|d| d.value.earliest().is_some())));
        let last = told(dating.latest().filter(|_| date.is_some_and(|d| d.value.latest().is_some())));
        let bound = |b: &Option<Sourced<Date>>, says| b.as_ref().map(|b| Bound::of(b, b.value, says));
        Stamp {
            first: first.or_else(|| bound(&dating.not_before, "the article is not before ")),
            last: last.or_else(|| bound(&dating.not_after, "the article is not after ")),
            yearless: date.map(|d| d.value).filter(|d| d.lacks_year()),
            weekday: dating.weekday,
        }
    }
}

impl Bound {
    fn of<T>(source: &Sourced<T>, day: Date, says: &str) -> Bound {
        let why = source.inference.as_ref().map(|i| format!(" ({})", i.rule)).unwrap_or_default();
        Bound { day, span: source.spans.first().copied(), says: format!("{says}{day}{why}").into() }
    }
}

impl Party {
    /// What `side` tells of one actor; people who merely hold an office at the last known date are left out.
    pub fn of(side: &Side) -> Party {
        let names = side.people.iter().map(|p| fold(&p.name)).filter(|n| !n.is_empty()).collect();
        let holders = side.holders.iter().filter(|h| !h.last_known).map(|h| fold(&h.name)).collect();
        let speaking = |level| !matches!(level, Level::Official | Level::Spokesperson);
        let ranks = side.offices.iter().filter(|o| speaking(o.level)).map(|o| (o.level, o.domain.clone()));
        Party { actor: side.actor.clone(), names, holders, ranks: ranks.collect() }
    }
}
