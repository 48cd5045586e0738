//! The dates of contacts: what reports state, narrowed by one another and by their articles.
//!
//! Articles and contacts are moments of [`Constraints`]: what is told as past is not after its article, what is told
//! as coming not before it, and one contact has one date on every page. A year that no report states is the only one
//! that fits; where several fit, see [`crate::guess`]. A report that can't be true beside the dates of the others is
//! told as a conflict, and bounds nothing.

use crate::{
    group::Group,
    guess,
    record::File,
    slip::Slip,
    stated::{Stated, stated},
    when::occurrence,
};
use chancery_model::{Edtf, Point, Premise, Qualifier, Sourced, Status};
use chancery_time::{Bounds, Constraints, Moment, Solution, Tie};
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// Days in which a date without a year lies before (held) or after (planned) its article.
const YEAR: i32 = 365;

/// What is decided of the date of a contact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decided {
    pub(crate) date: Option<Sourced<Edtf>>,
    /// Reports whose articles can't be of the days they are of, if the date is right.
    pub(crate) conflicts: Vec<String>,
}

/// How a year was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Only,
    /// The earliest that fits; the page that decided.
    Earliest(u32),
}

/// Pages and groups with what bounds them.
pub(crate) struct Years<'a> {
    pub(crate) file: &'a File,
    pub(crate) groups: &'a [Group],
    pub(crate) stated: Vec<Stated>,
    /// For each page its groups with the slip that tells of each, in the order of telling.
    pub(crate) told: Vec<Vec<(usize, u32)>>,
    years: Vec<Option<(i16, Found)>>,
    net: Constraints,
    pages: Vec<Moment>,
    moments: Vec<Moment>,
    /// The slip that each tie is of; ties of guessed years come after them.
    ties: Vec<u32>,
    solution: Solution,
    /// Slips whose ties can't hold.
    dropped: FxHashSet<u32>,
}

/// The date of each group, in their order.
pub(crate) fn dates(file: &File, groups: &[Group]) -> Vec<Decided> {
    let mut years = Years::new(file, groups);
    years.only_years();
    let guesses = guess::earliest(&years);
    years.take(guesses);
    let conflicts = years.conflicts();
    let decided = |(group, conflicts)| Decided { date: years.date(group), conflicts };
    conflicts.into_iter().enumerate().map(decided).collect()
}

impl<'a> Years<'a> {
    fn new(file: &'a File, groups: &'a [Group]) -> Years<'a> {
        let mut net = Constraints::new();
        let mut told = vec![Vec::new(); file.sheets.len()];
        for (number, group) in groups.iter().enumerate() {
            for slip in &group.members {
                told[file.slips[*slip as usize].page as usize].push((number, *slip));
            }
        }
        told.iter_mut().for_each(|list| list.sort_unstable_by_key(|t| t.1));
        let stated: Vec<Stated> = groups.iter().map(|g| stated(&file.slips, g)).collect();
        let written = |s: &crate::Stamp| {
            Some(Edtf::Interval(
                s.first.as_ref().map(|b| Point::day(b.day)),
                s.last.as_ref().map(|b| Point::day(b.day)),
            ))
        };
        let pages: Vec<Moment> = file.sheets.iter().map(|s| net.moment(written(&s.stamp))).collect();
        let moments: Vec<Moment> =
            stated.iter().map(|s| net.moment(s.full.or(s.yearless).or(s.open))).collect();
        let mut ties = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            for slip in &group.members {
                let told = &file.slips[*slip as usize];
                let (event, article) = (moments[number], pages[told.page as usize]);
                let yearless = stated[number].full.is_none() && stated[number].yearless.is_some();
                match told.status {
                    Status::Held if yearless => net.apart(event, article, Some(0), Some(YEAR - 1)),
                    Status::Held => net.reported(event, article),
                    Status::Planned | Status::Proposed if yearless => {
                        net.apart(article, event, Some(0), Some(YEAR - 1))
                    }
                    Status::Planned | Status::Proposed => net.planned(event, article),
                    _ if yearless => net.apart(article, event, Some(-YEAR / 2), Some(YEAR / 2)),
                    _ => continue,
                };
                ties.push(*slip);
            }
        }
        let (years, solution) = (vec![None; groups.len()], Solution::default());
        let dropped = FxHashSet::default();
        let mut years =
            Years { file, groups, stated, told, years, net, pages, moments, ties, solution, dropped };
        years.solve();
        years
    }

    fn solve(&mut self) {
        self.solution = self.net.solve();
        self.dropped = self.solution.conflicts().iter().filter_map(|c| self.tied(c.tie)).collect();
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

    /// The days between which a page was written.
    pub(crate) fn written(&self, page: usize) -> Bounds {
        self.solution.bounds(self.pages[page])
    }

    /// The days between which a group must lie.
    pub(crate) fn window(&self, group: usize) -> Bounds {
        self.solution.bounds(self.moments[group])
    }

    /// The latest contact that a page tells as past with a date of its own, and the first day of that.
    pub(crate) fn since(&self, page: usize) -> Option<(Date, u32)> {
        let held = self.told[page].iter().map(|t| t.1).filter(|n| self.slip(*n).status == Status::Held);
        let own = held.filter_map(|n| Some((crate::when::days(self.slip(n).date?)?.0, n)));
        own.rev().filter(|(_, n)| !self.dropped.contains(n)).max_by_key(|(day, _)| *day)
    }

    /// The slip that a tie is of; none for that of a guessed year.
    fn tied(&self, tie: Tie) -> Option<u32> {
        self.ties.get(tie.number()).copied()
    }

    /// Takes the years that are the only ones to fit.
    fn only_years(&mut self) {
        for group in 0..self.groups.len() {
            if self.waits(group) {
                let only = self.solution.date(self.moments[group]);
                let year = only.and_then(|d| d.earliest()).map(|d| d.year());
                self.years[group] = year.map(|y| (y, Found::Only));
            }
        }
    }

    /// Takes the guessed years (with the pages that decided them), each as far as it stands beside the others; none
    /// of a contact that an article can't tell as it does.
    fn take(&mut self, mut guesses: Vec<(usize, i16, u32)>) {
        guesses.retain(|(group, ..)| !self.groups[*group].members.iter().any(|n| self.dropped.contains(n)));
        let first = self.ties.len();
        for (group, year, _) in &guesses {
            let days = self.stated[*group].yearless.and_then(|d| occurrence(d, *year));
            let (earliest, latest) = days.unzip();
            self.net.within(self.moments[*group], Bounds { earliest, latest });
        }
        self.solve();
        let failed: FxHashSet<usize> = self.solution.conflicts().iter().map(|c| c.tie.number()).collect();
        for (number, (group, year, page)) in guesses.into_iter().enumerate() {
            if !failed.contains(&(first + number)) {
                self.years[group] = Some((year, Found::Earliest(page)));
            }
        }
    }

    /// For each group the reports whose articles can't be of the days they are of.
    fn conflicts(&self) -> Vec<Vec<String>> {
        let mut lines = vec![Vec::new(); self.groups.len()];
        for slip in self.solution.conflicts().iter().filter_map(|c| self.tied(c.tie)) {
            let page = self.slip(slip).page as usize;
            let Some((group, _)) = self.told[page].iter().find(|t| t.1 == slip) else { continue };
            let Bounds { earliest, latest } = self.written(page);
            let written = Edtf::Interval(earliest.map(Point::day), latest.map(Point::day));
            let way = way(self.slip(slip).status);
            let date = self.slip(slip).date.or(self.stated[*group].full);
            let date = date.map(|d| format!("{d} ")).unwrap_or_default();
            let page = &self.file.sheets[page].id;
            lines[*group].push(format!("date: {date}{way} ({page}, written {written})"));
        }
        lines
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

    /// What the articles leave of a group that no report dates.
    fn undated(&self, group: usize) -> Option<Sourced<Edtf>> {
        if let Some(open) = self.stated[group].open {
            return Some(Sourced::stated(open, self.spans(group, open)));
        }
        let Bounds { earliest, latest } = self.window(group);
        let held = self.groups[group].is_held();
        let reasons = self.solution.reasons(self.moments[group]);
        let premise = |early: bool| {
            let page = self.slip(self.tied(reasons[usize::from(!early)]?)?).page;
            self.bound(page, early, group)
        };
        match (earliest, latest) {
            (_, Some(day)) if held => {
                let end = Point::new(Some(day.year()), Some(day.month()), None);
                let premises = premise(false).into_iter().collect();
                Some(Sourced::inferred(Edtf::Interval(None, end), "told as past by its article", premises))
            }
            (Some(day), _) if !held => {
                let premises = premise(true).into_iter().collect();
                let value = Edtf::Interval(Some(Point::day(day)), None);
                Some(Sourced::inferred(value, "told as coming by its article", premises))
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
            // The earliest year rests on no upper bound.
            let ends = if only.is_none() { &[true, false][..] } else { &[true] };
            let bounds = ends.iter().filter_map(|early| self.bound(*page, *early, group));
            let since = only.and_then(|_| self.since(*page as usize));
            let since = since.map(|(_, slip)| self.premise(slip));
            for premise in bounds.chain(since) {
                if !premises.contains(&premise) {
                    premises.push(premise);
                }
            }
        }
        premises
    }

    fn in_group(&self, slip: u32, group: usize) -> bool {
        self.groups[group].members.binary_search(&slip).is_ok()
    }

    /// The premise that bounds an article from below (`early`) or above: another contact that it tells, or else what
    /// it tells of its own day.
    fn bound(&self, page: u32, early: bool, group: usize) -> Option<Premise> {
        let sheet = &self.file.sheets[page as usize];
        let tie = self.solution.reasons(self.pages[page as usize])[usize::from(!early)];
        let told = tie.and_then(|t| self.tied(t)).filter(|slip| !self.in_group(*slip, group));
        let stamp = if early { &sheet.stamp.first } else { &sheet.stamp.last };
        let own = || {
            let stamp = stamp.as_ref()?;
            Some(Premise { page: Some(sheet.id.to_string()), span: stamp.span, says: stamp.says.to_string() })
        };
        told.map(|slip| self.premise(slip)).or_else(own)
    }

    /// The premise that a slip states its date, in its own words.
    fn stated_by(&self, number: u32) -> Premise {
        let date = self.slip(number).date.map(|d| d.to_string()).unwrap_or_default();
        Premise { says: format!("stated: {} of {date}", self.slip(number).kind), ..self.premise(number) }
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
    fn premise(&self, number: u32) -> Premise {
        let slip = self.slip(number);
        let date = self.as_decided(number).map(|d| d.to_string()).unwrap_or_default();
        Premise {
            page: Some(self.file.sheets[slip.page as usize].id.to_string()),
            span: Some(slip.date_span.unwrap_or(slip.quote)),
            says: format!("{}: {} of {date}", way(slip.status), slip.kind),
        }
    }
}

/// How an article tells of a contact with this status.
fn way(status: Status) -> &'static str {
    match status {
        Status::Held => "told as past",
        Status::Planned | Status::Proposed => "told as coming",
        _ => "told",
    }
}
