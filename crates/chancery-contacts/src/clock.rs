//! What times denote: the clock of a sentence, which counts from the article's date or from what was told before.

use crate::scan::Scan;
use chancery_model::{Dating, Edtf, Granularity, Point, Status};
use chancery_time::{Anchor, Anchors, Direction, Mention, Relation, Resolved, resolve};

/// The rule of a time that is counted from the date of the page or of what was told before it.
pub const COUNTED: &str = "counted from the date of the page or of what was told before";

/// The rule of a day that lies somewhere in a week so counted: it dates to the month.
pub const IN_WEEK: &str = "the month of a week counted from the date of the page or of what was told before";

/// The rule of a day that lies somewhere in a season: it dates to the year.
pub const IN_SEASON: &str = "the year of a season";

/// A day this far ahead without its year is more likely the one just past: that of the asking, not of the visit.
const FAR: i32 = 240;

/// Nothing is planned for so many years ahead.
const FAR_YEARS: i16 = 5;

/// A day without its year that would be long past, and comes again within so many days, is the one to come.
const SOON: i32 = 60;

/// How times are anchored.
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    /// The article's date.
    pub dating: &'a Dating,
    /// The day the narrative has reached.
    pub narrative: Option<Edtf>,
    /// The last date told, however coarse: what "the following February" counts from.
    pub period: Option<Edtf>,
    /// The date told before in the same sentence: whose month "the 15th" is of.
    pub beside: Option<Edtf>,
    /// The month told last with its year in the same sentence: whose year "in June" is of.
    pub dated: Option<Edtf>,
    /// Whether the words tell of what was done, so that no day to come is its day.
    pub done: bool,
}

impl<'a> Clock<'a> {
    /// A clock that knows the article's date alone.
    pub fn of(dating: &'a Dating) -> Clock<'a> {
        Clock { dating, narrative: None, period: None, beside: None, dated: None, done: false }
    }

    /// What a mention denotes for a contact of this status.
    pub fn read(&self, mention: &Mention, status: Status) -> Option<Edtf> {
        self.counted(mention, status).map(|(edtf, _)| edtf)
    }

    /// The same, and whether it was counted from another date rather than stated whole.
    pub(crate) fn counted(&self, mention: &Mention, status: Status) -> Option<(Edtf, bool)> {
        let direction = match status {
            Status::Held | Status::Denied => Direction::Past,
            Status::Planned => Direction::Future,
            _ => return self.closest(mention, status),
        };
        let (edtf, counted) = self.towards(mention, direction)?;
        Some((if mention.expr.spans_months() { months(edtf) } else { edtf }, counted))
    }

    /// The same clock for a time in a sentence: a day told before it there is what it counts from.
    pub(crate) fn within(&self, scan: &Scan<'_>, mention: &Mention, status: Status) -> Self {
        let earlier = scan.times.iter().filter(|m| m.end <= mention.first && self.allows(m, status));
        let beside = last_told(earlier.clone(), self, status, false);
        Clock {
            narrative: last_told(earlier, self, status, true).or(self.narrative),
            period: beside.or(self.period),
            beside,
            dated: last_dated(scan.times.iter().filter(|m| m.end <= mention.first)),
            ..*self
        }
    }

    /// "Phoned him before his trip on Friday week": what was done was done on no day to come.
    pub(crate) fn allows(&self, mention: &Mention, status: Status) -> bool {
        !self.done || !self.read(mention, status).is_some_and(|date| self.is_ahead(date))
    }

    /// Whether a date lies wholly after the day of the page.
    pub(crate) fn is_ahead(&self, date: Edtf) -> bool {
        self.day().zip(date.earliest()).is_some_and(|(day, first)| first > day)
    }

    /// What was proposed, refused or called off may have been set for a day before the page's or after it: the
    /// nearer one; the day to come where they are as near.
    fn closest(&self, mention: &Mention, status: Status) -> Option<(Edtf, bool)> {
        let past = self.towards(mention, Direction::Past);
        let future = self.towards(mention, Direction::Future);
        // What was refused was refused on that day.
        if status == Status::Refused && mention.expr.is_weekday() {
            return past.or(future);
        }
        let (Some(back), Some(ahead), Some(day)) = (past, future, self.day()) else { return past.or(future) };
        let (last, first) = (back.0.latest()?, ahead.0.earliest()?);
        let since = last.until(day).ok()?.get_days();
        let until = day.until(first).ok()?.get_days();
        let tied = status != Status::Refused && since == until;
        if until < since || tied { future } else { past }
    }

    /// "The first visit in twelve years": a date counted so far ahead is none.
    pub(crate) fn is_far_ahead(&self, date: Edtf) -> bool {
        let far =
            |(day, first): (jiff::civil::Date, jiff::civil::Date)| first.year() > day.year() + FAR_YEARS;
        self.day().zip(date.earliest()).is_some_and(far)
    }

    /// The last day that the page may be of.
    fn day(&self) -> Option<jiff::civil::Date> {
        self.dating.date.as_ref().and_then(|d| d.value.latest())
    }

    /// "In May 2019 he phoned; in June they met": a month without its year, told behind one with it, is of that year,
    /// if it is the later month and the year is over.
    fn of_year_told(&self, mention: &Mention, direction: Direction) -> Option<(Edtf, bool)> {
        let told = self.dated.filter(|_| direction == Direction::Past && mention.expr.lacks_year())?;
        let (first, day) = (told.earliest()?, self.day()?);
        if first.year() >= day.year() {
            return None;
        }
        let from = Anchors { document: Some(Edtf::day(first.first_of_month())), ..Anchors::default() };
        let read = resolve(&mention.expr, &Anchors { direction: Direction::Future, ..from })?;
        let same = read.edtf.earliest().is_some_and(|date| date.year() == first.year());
        same.then_some((read.edtf, true))
    }

    fn towards(&self, mention: &Mention, direction: Direction) -> Option<(Edtf, bool)> {
        let anchors = Anchors {
            document: self.dating.date.as_ref().map(|d| d.value),
            weekday: self.dating.weekday,
            narrative: match mention.expr.granularity() {
                Some(Granularity::Day) => self.narrative,
                _ => self.period.or(self.narrative),
            },
            direction,
        };
        let done = |r: Resolved| (r.edtf, r.anchor != Anchor::Stated);
        // "In January 2017 … on the 31st": of the month told before it.
        if mention.expr.lacks_month()
            && let Some(month) = self.beside.and_then(one_month)
        {
            let then = Anchors { document: Some(Edtf::day(month)), direction: Direction::Future, ..anchors };
            let read = resolve(&mention.expr, &Anchors { weekday: None, ..then }).map(done);
            // The month may lack such a day.
            return read.filter(|(date, _)| one_month(*date) == Some(month));
        }
        if let Some(read) = self.of_year_told(mention, direction) {
            return Some(read);
        }
        let day = self.day();
        // "He goes to Kyiv on Sunday. The day before they spoke": what is past is not counted from what is to come.
        let plan = direction == Direction::Past && mention.expr.is_of_narrative();
        let anchors = Anchors {
            narrative: anchors.narrative.filter(|told| !(plan && self.is_ahead(*told))),
            ..anchors
        };
        let (read, counted) = resolve(&mention.expr, &anchors).map(done)?;
        // "Two days later they spoke": what is past and counted ahead is counted from what was told before.
        if direction == Direction::Past && counted && self.is_ahead(read) && mention.expr.is_counted() {
            let then = Anchors { document: self.narrative, ..anchors };
            let then = resolve(&mention.expr, &then).map(done).filter(|(date, _)| !self.is_ahead(*date));
            return then.or(Some((read, counted)));
        }
        let days_ahead = |date: Edtf| Some(day?.until(date.earliest()?).ok()?.get_days());
        let nearest = || resolve(&mention.expr, &Anchors { direction: Direction::Nearest, ..anchors });
        match (direction, days_ahead(read)) {
            (Direction::Future, Some(ahead)) if ahead > FAR => return nearest().map(done),
            (Direction::Past, Some(ahead)) if ahead < -FAR => {
                let soon = nearest().filter(|r| days_ahead(r.edtf).is_some_and(|n| (0..=SOON).contains(&n)));
                if mention.expr.granularity() == Some(Granularity::Day) && soon.is_some() {
                    return soon.map(done);
                }
            }
            _ => {}
        }
        Some((read, counted))
    }
}

/// The month that the last of these mentions tells with its year; none where a later one is counted from another day.
fn last_dated<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Option<Edtf> {
    mentions.filter(|m| m.expr.is_date()).fold(None, |told, m| {
        if m.expr.lacks_year() {
            return told;
        }
        let fine = matches!(m.expr.granularity(), Some(Granularity::Day | Granularity::Month));
        let stated = m.expr.is_year_stated() && fine && m.expr.relation() == Relation::On;
        let alone = Anchors::default();
        stated.then(|| resolve(&m.expr, &alone)).flatten().map(|r| r.edtf)
    })
}

/// "Within the next three months": from month to month, and not from day to day.
fn months(date: Edtf) -> Edtf {
    let month = |day: jiff::civil::Date| Point::new(Some(day.year()), Some(day.month()), None);
    match (date.earliest(), date.latest()) {
        (Some(first), Some(last)) => Edtf::Interval(month(first), month(last)),
        _ => date,
    }
}

/// The month that a week lies in: of one that lies in two, that of the page where it holds the page's day, else that of
/// its middle.
pub fn month_of_week(week: Edtf, page: Option<Edtf>) -> Edtf {
    let (Some(first), Some(last)) = (week.earliest(), week.latest()) else { return week };
    let here = page.and_then(Edtf::earliest).filter(|day| first <= *day && *day <= last);
    let middle = || first.checked_add(jiff::Span::new().days(3)).ok();
    here.or_else(middle).and_then(|day| Edtf::month(day.year(), day.month())).unwrap_or(week)
}

/// The year that a season lies in; the season where it lies in two.
pub fn year_of_season(season: Edtf) -> Edtf {
    let (first, last) = (season.earliest(), season.latest());
    let year = first.zip(last).filter(|(first, last)| first.year() == last.year());
    year.and_then(|(first, _)| Edtf::year(first.year())).unwrap_or(season)
}

/// The first day of the month that a date lies in; none where it lies in several.
fn one_month(date: Edtf) -> Option<jiff::civil::Date> {
    let (first, last) = (date.earliest()?.first_of_month(), date.latest()?.first_of_month());
    (first == last).then_some(first)
}

/// The last date among mentions, as a contact of this status would have it; the last day where `day` asks for one.
pub(crate) fn last_told<'m>(
    mentions: impl DoubleEndedIterator<Item = &'m Mention>,
    clock: &Clock<'_>,
    status: Status,
    day: bool,
) -> Option<Edtf> {
    let fits = |m: &&Mention| m.expr.is_date() && (!day || m.expr.granularity() == Some(Granularity::Day));
    mentions.rev().find(fits).and_then(|m| clock.read(m, status))
}
