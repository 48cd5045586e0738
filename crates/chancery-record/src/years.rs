//! The dates of contacts: what reports state, narrowed by one another and by their articles.
//!
//! Intervals over articles and contacts: what is told as past is not after its article, what is told as
//! coming not before it, and one contact has one date on every page. Bounds only tighten, until none moves.
//! A year that no report states is the only one that fits; where several fit, see [`crate::guess`].

use crate::{
    group::Group,
    guess,
    record::File,
    slip::Slip,
    stated::{Stated, stated},
    when::{occurrence, shift},
};
use chancery_model::{Edtf, Premise, Qualifier, Sourced, Status};
use jiff::civil::Date;
use std::collections::VecDeque;

/// Days in which a date without a year lies before (held) or after (planned) its article.
const YEAR: i32 = 365;

/// What a bound of an article rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The article itself.
    Stamp,
    /// A contact that it tells, by the number of the slip.
    Told(u32),
}

/// What is known of an article's day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) first: Option<(Date, Cause)>,
    pub(crate) last: Option<(Date, Cause)>,
    /// First day of the latest contact that it tells as past with a year.
    pub(crate) since: Option<(Date, Cause)>,
}

/// How a year was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Only,
    /// The earliest that fits; the page that decided.
    Earliest(u32),
}

/// Pages and groups with the bounds between them.
pub(crate) struct Bounds<'a> {
    pub(crate) file: &'a File,
    pub(crate) groups: &'a [Group],
    pub(crate) stated: Vec<Stated>,
    pub(crate) pages: Vec<Known>,
    /// For each page its groups with the slip that tells of each, in the order of telling.
    pub(crate) told: Vec<Vec<(usize, u32)>>,
    pub(crate) years: Vec<Option<(i16, Found)>>,
}

/// The date of each group, in their order.
pub(crate) fn dates(file: &File, groups: &[Group]) -> Vec<Option<Sourced<Edtf>>> {
    let mut bounds = Bounds::new(file, groups);
    bounds.tighten();
    guess::earliest(&mut bounds);
    (0..groups.len()).map(|g| bounds.date(g)).collect()
}

impl<'a> Bounds<'a> {
    fn new(file: &'a File, groups: &'a [Group]) -> Bounds<'a> {
        let stamp = |b: &Option<crate::Bound>| b.as_ref().map(|b| (b.day, Cause::Stamp));
        let known = |s: &crate::Stamp| Known { first: stamp(&s.first), last: stamp(&s.last), since: None };
        let pages = file.sheets.iter().map(|s| known(&s.stamp)).collect();
        let mut told = vec![Vec::new(); file.sheets.len()];
        for (number, group) in groups.iter().enumerate() {
            for slip in &group.members {
                told[file.slips[*slip as usize].page as usize].push((number, *slip));
            }
        }
        told.iter_mut().for_each(|list| list.sort_unstable_by_key(|t| t.1));
        let stated = groups.iter().map(|g| stated(&file.slips, g)).collect();
        Bounds { file, groups, stated, pages, told, years: vec![None; groups.len()] }
    }

    pub(crate) fn slip(&self, number: u32) -> &'a Slip {
        &self.file.slips[number as usize]
    }

    /// First and last day of a group, as far as decided.
    pub(crate) fn days(&self, group: usize) -> Option<(Date, Date)> {
        match self.stated[group].full {
            Some(full) => crate::when::days(full),
            None => occurrence(self.stated[group].yearless?, self.years[group]?.0),
        }
    }

    /// Whether the group waits for a year.
    pub(crate) fn waits(&self, group: usize) -> bool {
        self.stated[group].full.is_none()
            && self.stated[group].yearless.is_some()
            && self.years[group].is_none()
    }

    /// Tightens the bounds of articles by contacts and of contacts by articles until none moves.
    fn tighten(&mut self) {
        let mut work: VecDeque<usize> = (0..self.groups.len()).collect();
        while let Some(group) = work.pop_front() {
            if self.waits(group) {
                let Some(year) = self.only_year(group) else { continue };
                self.years[group] = Some((year, Found::Only));
            }
            for page in self.bound_articles(group) {
                let next = self.told[page as usize].iter().map(|t| t.0);
                work.extend(next.filter(|g| self.waits(*g)));
            }
        }
    }

    /// Bounds the articles that tell of a dated group; the pages whose bounds moved.
    pub(crate) fn bound_articles(&mut self, group: usize) -> Vec<u32> {
        let Some((first, last)) = self.days(group) else { return Vec::new() };
        let mut moved = Vec::new();
        for number in &self.groups[group].members {
            let slip = self.slip(*number);
            let page = &mut self.pages[slip.page as usize];
            let cause = Cause::Told(*number);
            let fits = page.last.is_none_or(|l| first <= l.0) && page.first.is_none_or(|f| last >= f.0);
            match slip.status {
                Status::Held if fits => {
                    if page.first.is_none_or(|f| f.0 < first) {
                        page.first = Some((first, cause));
                        moved.push(slip.page);
                    }
                    let own = slip.date.and_then(crate::when::days).map(|d| d.0);
                    if let Some(own) = own.filter(|d| page.since.is_none_or(|s| s.0 < *d)) {
                        page.since = Some((own, cause));
                    }
                }
                Status::Planned | Status::Proposed if fits && page.last.is_none_or(|l| last < l.0) => {
                    page.last = Some((last, cause));
                    moved.push(slip.page);
                }
                _ => {}
            }
        }
        moved
    }

    /// The days between which a group must lie, by the articles that tell of it.
    pub(crate) fn window(&self, group: usize) -> (Option<Date>, Option<Date>) {
        let (mut low, mut high): (Option<Date>, Option<Date>) = (None, None);
        for number in &self.groups[group].members {
            let slip = self.slip(*number);
            let page = &self.pages[slip.page as usize];
            let (back, on) = match slip.status {
                Status::Held => (1 - YEAR, 0),
                Status::Planned | Status::Proposed => (0, YEAR - 1),
                _ => (-YEAR / 2, YEAR / 2),
            };
            low = low.into_iter().chain(page.first.map(|f| shift(f.0, back))).max();
            high = high.into_iter().chain(page.last.map(|l| shift(l.0, on))).min();
        }
        (low, high)
    }

    fn only_year(&self, group: usize) -> Option<i16> {
        let (Some(low), Some(high)) = self.window(group) else { return None };
        let date = self.stated[group].yearless?;
        let fits = |y: &i16| occurrence(date, *y).is_some_and(|(a, b)| b >= low && a <= high);
        let mut years = (low.year()..=high.year()).filter(fits);
        let year = years.next()?;
        years.next().is_none().then_some(year)
    }

    /// The decided date of a group.
    fn date(&self, group: usize) -> Option<Sourced<Edtf>> {
        let stated = &self.stated[group];
        if let Some(full) = stated.full {
            return Some(match stated.parts {
                None => Sourced::stated(full, self.spans(group, full)),
                Some((day, year)) => Sourced::inferred(
                    full,
                    "day and year told by different articles",
                    [day, year].into_iter().map(|n| self.stated_by(n)).collect(),
                ),
            });
        }
        let Some(yearless) = stated.yearless else { return self.undated(group) };
        let Some((year, found)) = self.years[group] else {
            return Some(Sourced::stated(yearless, self.spans(group, yearless)));
        };
        let date = yearless.in_year(year)?;
        Some(match found {
            Found::Only => Sourced::inferred(date, "only year that fits", self.premises(group, None)),
            Found::Earliest(page) => Sourced::inferred(
                date.qualified(Qualifier::Uncertain),
                "earliest year that fits",
                self.premises(group, Some(page)),
            ),
        })
    }

    /// Words of the first slip that states `date`.
    fn spans(&self, group: usize, date: Edtf) -> Vec<chancery_model::Span> {
        let slips = self.groups[group].members.iter().map(|n| self.slip(*n));
        slips.filter(|s| s.date == Some(date)).find_map(|s| s.date_span).into_iter().collect()
    }

    /// An open interval for a group that no report dates.
    fn undated(&self, group: usize) -> Option<Sourced<Edtf>> {
        let stated = self.stated[group].open;
        if let Some(open) = stated {
            return Some(Sourced::stated(open, self.spans(group, open)));
        }
        let members = &self.groups[group].members;
        let pages = members.iter().map(|n| (self.slip(*n), &self.pages[self.slip(*n).page as usize]));
        let held = self.groups[group].is_held();
        let past = pages.clone().filter(|(s, _)| s.status == Status::Held);
        let last = past.filter_map(|(s, p)| p.last.map(|l| (l.0, s.page))).min();
        let ahead = pages.filter(|(s, _)| matches!(s.status, Status::Planned | Status::Proposed));
        let first = ahead.filter_map(|(s, p)| p.first.map(|f| (f.0, s.page))).max();
        match (last, first) {
            (Some((day, page)), _) if held => {
                let end = chancery_model::Point::new(Some(day.year()), Some(day.month()), None);
                let value = Edtf::Interval(None, end);
                Some(Sourced::inferred(value, "told as past by its article", vec![self.bound(page, false)]))
            }
            (_, Some((day, page))) if !held => {
                let value = Edtf::Interval(Some(chancery_model::Point::day(day)), None);
                Some(Sourced::inferred(value, "told as coming by its article", vec![self.bound(page, true)]))
            }
            _ => None,
        }
    }

    /// What a year rests on: the words that state the date, and the bounds of the pages (or of the one page).
    fn premises(&self, group: usize, only: Option<u32>) -> Vec<Premise> {
        let own = self.groups[group].members.iter().copied();
        let own = own.filter(|n| self.slip(*n).date == self.stated[group].yearless).take(1);
        let mut premises: Vec<Premise> = own.map(|n| self.stated_by(n)).collect();
        for page in self.groups[group].pages.iter().filter(|p| only.is_none_or(|o| o == **p)) {
            let known = &self.pages[*page as usize];
            for (early, bound) in [(true, known.first), (false, known.last)] {
                let other =
                    bound.is_some_and(|(_, c)| !matches!(c, Cause::Told(n) if self.in_group(n, group)));
                let premise = other.then(|| self.bound(*page, early));
                premises.extend(premise.filter(|p| !premises.contains(p)));
            }
            if let Some((_, Cause::Told(number))) = known.since.filter(|_| only.is_some()) {
                let premise = self.premise(number, "told as past: ");
                premises.extend((!premises.contains(&premise)).then_some(premise));
            }
        }
        premises
    }

    fn in_group(&self, slip: u32, group: usize) -> bool {
        self.groups[group].members.binary_search(&slip).is_ok()
    }

    /// The premise that bounds an article from below (`early`) or above.
    fn bound(&self, page: u32, early: bool) -> Premise {
        let known = &self.pages[page as usize];
        let sheet = &self.file.sheets[page as usize];
        let (cause, stamp) =
            if early { (known.first, &sheet.stamp.first) } else { (known.last, &sheet.stamp.last) };
        match (cause, stamp) {
            (Some((_, Cause::Told(number))), _) => {
                self.premise(number, if early { "told as past: " } else { "told as coming: " })
            }
            (_, Some(stamp)) => {
                Premise { page: Some(sheet.id.to_string()), span: stamp.span, says: stamp.says.to_string() }
            }
            _ => Premise { page: Some(sheet.id.to_string()), span: None, says: String::new() },
        }
    }

    /// The premise that a slip states its date, in its own words.
    fn stated_by(&self, number: u32) -> Premise {
        let date = self.slip(number).date.map(|d| d.to_string()).unwrap_or_default();
        Premise { says: format!("stated: {} of {date}", self.slip(number).kind), ..self.premise(number, "") }
    }

    /// The date of a slip, with the year that its contact was found to have.
    fn as_decided(&self, number: u32) -> Option<Edtf> {
        let slip = self.slip(number);
        let date = slip.date?;
        let group = self.told[slip.page as usize].iter().find(|t| t.1 == number).map(|t| t.0);
        let year = group.and_then(|g| self.years[g]);
        year.map_or(Some(date), |(y, _)| date.in_year(y).map(|d| d.qualified(Qualifier::Uncertain)))
    }

    /// The premise that a slip is, with its date.
    fn premise(&self, number: u32, says: &str) -> Premise {
        let slip = self.slip(number);
        let date = self.as_decided(number).map(|d| d.to_string()).unwrap_or_default();
        Premise {
            page: Some(self.file.sheets[slip.page as usize].id.to_string()),
            span: Some(slip.date_span.unwrap_or(slip.quote)),
            says: format!("{says}{} of {date}", slip.kind),
        }
    }
}
