//! All expressions of a text, anchored one after the other.

use crate::{
    Anchor, Anchors, Base, Calendar, Core, Direction, Expr, Mention, Relation, Resolved, Tense, Timex, Unit,
    Which, resolve, resolve::afar,
};
use chancery_model::{Edtf, Granularity, Row, Span};

/// Of stated years, how many must lie well before the document for it to be a history.
const HISTORY: f32 = 0.6;

/// How many years are well before the document.
const LONG_AGO: i16 = 0;

/// How many months a story may step back within a year.
const BACK: i8 = 6;

/// A reading of an expression that the words leave open, with its weight; those of one expression sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The date.
    pub date: Edtf,
    /// How often words like these, in a text like this, mean it.
    pub weight: f32,
}

/// An expression of a text with what it denotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// Where it stands, in bytes of the article's text.
    pub span: Span,
    /// As TIMEX3 has it.
    pub timex: Timex,
    /// What it says.
    pub expr: Expr,
    /// The date it denotes, where it is one; the most likely of the candidates.
    pub date: Option<Edtf>,
    /// What the date rests on.
    pub anchor: Option<Anchor>,
    /// The readings of an ambiguous date, the most likely first; empty where there is only one.
    pub candidates: Vec<Candidate>,
    /// Rows of the pack that gave it.
    pub rows: Vec<Row>,
}

/// Anchors the mentions of a text, which are in text order, on the document's date and on one another.
///
/// In a history, whose stated years mostly lie years before the document, what leaves its year open is counted
/// from the date told before it.
pub fn tag(mentions: &[Mention], document: Option<Edtf>) -> Vec<Tagged> {
    let history = is_history(mentions, document);
    let mut tagger = Tagger { document, history, told: None, tagged: Vec::new() };
    for mention in mentions {
        if mention.ends.is_empty() {
            tagger.add(mention, mention.span, &mention.expr, None);
        }
        let ends = tagger.ends(mention);
        for (at, (span, expr)) in mention.ends.iter().enumerate() {
            tagger.add(mention, *span, expr, ends.map(|ends| ends[at]));
        }
    }
    tagger.tagged
}

struct Tagger {
    document: Option<Edtf>,
    history: bool,
    /// The date the text last spoke of.
    told: Option<Edtf>,
    tagged: Vec<Tagged>,
}

impl Tagger {
    /// The two ends of a range of days, months or years, neither of which can be told without the other.
    fn ends(&self, mention: &Mention) -> Option<[Resolved; 2]> {
        let calendar = |core: &Core| matches!(core, Core::Calendar(_));
        let whole = matches!(&mention.expr.core, Core::Range(a, b) if calendar(a) && calendar(b));
        if !whole || self.history || mention.ends.len() != 2 {
            return None;
        }
        let Resolved { edtf, anchor } = resolve(&mention.expr, &self.anchors(mention, &mention.expr))?;
        let Edtf::Interval(Some(first), Some(last)) = edtf else { return None };
        Some([first, last].map(|end| Resolved { edtf: Edtf::Point(end), anchor }))
    }

    fn anchors(&self, mention: &Mention, expr: &Expr) -> Anchors {
        let from = if self.history { self.told.or(self.document) } else { self.document };
        let ahead = matches!(expr.relation, Relation::Until | Relation::Before);
        let direction = match mention.tense {
            _ if ahead && follows_tense(expr) => Direction::Future,
            Some(Tense::Future) if follows_tense(expr) => Direction::Future,
            _ => Direction::Nearest,
        };
        let counts =
            |told: &Edtf| self.history || !counts_days(expr) || told.granularity() == Granularity::Day;
        let narrative = self.told.filter(counts).or(self.document);
        Anchors { document: from, narrative, direction, weekday: None }
    }

    /// Adds an expression; `known` is what it denotes where that is told by more than itself.
    fn add(&mut self, mention: &Mention, span: Span, expr: &Expr, known: Option<Resolved>) {
        let placed = self.told.filter(|_| self.history).and_then(|told| in_story(expr, told));
        let expr = placed.as_ref().unwrap_or(expr);
        let anchors = self.anchors(mention, expr);
        let ahead = mention.tense == Some(Tense::Future);
        let afar = || ahead.then(|| afar(expr, Direction::Future, &anchors)).flatten();
        let resolved = known.or_else(afar).or_else(|| resolve(expr, &anchors));
        let date = resolved.map(|r| r.edtf);
        let day = if expr.core == Core::Clock { self.day() } else { date };
        let timex = Timex::of(expr, day);
        let candidates = date.map(|date| candidates(expr, date, &anchors)).unwrap_or_default();
        let anchor = resolved.map(|r| r.anchor);
        if date.is_some() && tells(expr) {
            self.told = if self.history { date.and_then(first_point) } else { date };
        }
        let (expr, rows) = (expr.clone(), mention.rows.clone());
        self.tagged.push(Tagged { span, timex, expr, date, anchor, candidates, rows });
    }

    /// The day that a bare time of the day belongs to.
    fn day(&self) -> Option<Edtf> {
        let told = self.told.filter(|d| self.history || d.granularity() == Granularity::Day);
        told.or(self.document).filter(|d| d.granularity() == Granularity::Day)
    }
}

/// Whether the words count days, which only a day can be counted from.
fn counts_days(expr: &Expr) -> bool {
    let unit = match expr.core {
        Core::Offset { unit, .. } | Core::Within { unit, .. } | Core::Period { unit, .. } => Some(unit),
        _ => None,
    };
    unit == Some(Unit::Day)
}

/// Whether the text goes on from this date.
fn tells(expr: &Expr) -> bool {
    expr.is_date() && !matches!(expr.core, Core::Span { .. } | Core::Century(_) | Core::Decade(_))
}

/// The day, month or year with which a date begins.
fn first_point(date: Edtf) -> Option<Edtf> {
    match date {
        Edtf::Interval(first, last) => first.or(last).map(Edtf::Point),
        point => Some(point),
    }
}

/// The expression with the year it has in a story that has come to `told`: a story goes on, so a month well
/// before the last one told is that of the next year.
fn in_story(expr: &Expr, told: Edtf) -> Option<Expr> {
    let Edtf::Point(told) = told else { return None };
    let year = told.year()?;
    let placed = |c: &Calendar| {
        let bare = c.year.is_none() && matches!(c.which, Which::Bare | Which::Near);
        let month = c.month.filter(|_| bare && c.base == Base::Document)?;
        let next = told.month().is_some_and(|now| month + BACK < now);
        Some(Calendar { year: Some(year + i16::from(next)), ..*c })
    };
    let core = match &expr.core {
        Core::Calendar(c) => Core::Calendar(placed(c)?),
        Core::Slice { slice, year: None, which: Which::Bare } => {
            Core::Slice { slice: *slice, year: Some(year), which: Which::Bare }
        }
        Core::Range(a, b) => match (&**a, &**b) {
            (Core::Calendar(a), Core::Calendar(b)) => {
                Core::Range(Box::new(Core::Calendar(placed(a)?)), Box::new(Core::Calendar(placed(b)?)))
            }
            _ => return None,
        },
        Core::Nth { member, nth, of } => match &**of {
            Core::Calendar(c) => {
                Core::Nth { member: *member, nth: *nth, of: Box::new(Core::Calendar(placed(c)?)) }
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(Expr { core, ..expr.clone() })
}

/// Whether the tense of the sentence tells which one is meant: of weekdays, not of days with their month.
fn follows_tense(expr: &Expr) -> bool {
    match &expr.core {
        Core::Calendar(c) => c.day.is_none() && c.which != Which::This,
        Core::Slice { .. } => true,
        Core::Range(a, _) => matches!(&**a, Core::Calendar(c) if c.day.is_none()),
        _ => false,
    }
}

/// What else the words can mean: the one before, or the one to come.
///
/// The weights are how often each was meant in annotated news: a day and month without a year is the nearest in
/// 95 of 100 cases, a bare weekday the last in 91, a bare month the last in about 80.
fn candidates(expr: &Expr, chosen: Edtf, anchors: &Anchors) -> Vec<Candidate> {
    let sure = match &expr.core {
        Core::Calendar(Calendar {
            year: None,
            which: Which::Bare | Which::Near,
            base: Base::Document,
            day,
            month,
            ..
        }) => match (day, month) {
            (Some(_), Some(_)) => 0.95,
            (None, Some(_)) => 0.8,
            _ => 0.91,
        },
        Core::Slice { year: None, which: Which::Bare, .. } => 0.8,
        Core::Nth { of, .. } if is_bare_month(of) => 0.8,
        _ => return Vec::new(),
    };
    let other = [Direction::Past, Direction::Future]
        .into_iter()
        .filter_map(|direction| resolve(expr, &Anchors { direction, ..*anchors }))
        .map(|r| r.edtf)
        .find(|date| *date != chosen);
    let Some(other) = other else { return Vec::new() };
    vec![Candidate { date: chosen, weight: sure }, Candidate { date: other, weight: 1.0 - sure }]
}

/// Whether a month is told by its name alone.
fn is_bare_month(core: &Core) -> bool {
    let bare = |c: &Calendar| c.year.is_none() && c.month.is_some() && c.day.is_none();
    matches!(core, Core::Calendar(c) if bare(c) && matches!(c.which, Which::Bare | Which::Near))
}

/// Whether most of the years that the text states lie well before the document.
fn is_history(mentions: &[Mention], document: Option<Edtf>) -> bool {
    let Some(year) = document.and_then(Edtf::earliest).map(|d| d.year()) else { return true };
    let years: Vec<i16> = mentions.iter().filter_map(|m| stated_year(&m.expr)).collect();
    let old = years.iter().filter(|y| **y < year - LONG_AGO).count();
    let open = mentions.iter().filter(|m| counted_from_today(&m.expr)).count();
    years.len() >= 3 && old as f32 >= HISTORY * years.len() as f32 && old > 3 * open
}

fn stated_year(expr: &Expr) -> Option<i16> {
    match &expr.core {
        Core::Calendar(c) => c.year,
        Core::Slice { year, .. } => *year,
        Core::Range(_, b) => match &**b {
            Core::Calendar(c) => c.year,
            _ => None,
        },
        _ => None,
    }
}

/// Whether the words are those of a writer who tells what is new: today, last week.
fn counted_from_today(expr: &Expr) -> bool {
    match &expr.core {
        Core::Offset { base, unit, .. } | Core::Within { base, unit, .. } => {
            *base == Base::Document && *unit <= Unit::Month
        }
        Core::Period { base, .. } => *base == Base::Document,
        Core::Calendar(c) => c.weekday.is_some() && c.month.is_none(),
        _ => false,
    }
}
