//! Years where several fit: the earliest that all articles allow.
//!
//! A writer leaves out the year of what is near. So an article's dates without a year lie within a year of
//! its day, after all that it tells as past with a year; its day is no earlier than any of them, and its
//! leading contact, if dated to the day, is its news. The earliest such day of each article is sought, and
//! what one article finds moves the others, forwards only, until none moves.

use crate::{
    slip::Slip,
    when::{Width, between, occurrence, width},
    years::Years,
};
use chancery_model::{Edtf, Status};
use jiff::civil::Date;
use std::collections::VecDeque;

/// Years searched after the lower bound of an article; 29 February with a weekday recurs within 40.
const HORIZON: i16 = 40;
/// How often a contact's year may move before it is left open.
const MOVES: u8 = 8;

/// A guess that moves forwards only.
#[derive(Clone, Copy, Default)]
struct Guess {
    year: Option<(i16, u32)>,
    moves: u8,
}

/// The earliest year that all its articles allow, for each waiting group of which one article has a lower bound; with
/// the page that decided.
pub(crate) fn earliest(years: &Years) -> Vec<(usize, i16, u32)> {
    let mut guesses = vec![Guess::default(); years.groups.len()];
    let waiting = |page: &usize| years.told[*page].iter().any(|t| years.waits(t.0));
    let mut work: VecDeque<usize> = (0..years.told.len()).filter(waiting).collect();
    while let Some(page) = work.pop_front() {
        for (group, year) in settle(years, &guesses, page) {
            let guess = &mut guesses[group];
            if guess.year.is_none_or(|g| g.0 < year) && guess.moves < MOVES {
                *guess = Guess { year: Some((year, page as u32)), moves: guess.moves + 1 };
                work.extend(years.groups[group].pages.iter().map(|p| *p as usize).filter(|p| *p != page));
            }
        }
    }
    let settled = guesses.iter().enumerate().filter(|(_, g)| g.moves < MOVES);
    settled.filter_map(|(group, g)| g.year.map(|(year, page)| (group, year, page))).collect()
}

/// A date without a year on one page.
struct Item<'a> {
    group: usize,
    date: Edtf,
    slip: &'a Slip,
    waits: bool,
    year: Option<i16>,
}

/// Years for the waiting groups of `page` at the earliest day the article can be of; none without a bound.
fn settle(years: &Years, guesses: &[Guess], page: usize) -> Vec<(usize, i16)> {
    let items: Vec<Item> = years.told[page].iter().filter_map(|t| item(years, guesses, *t)).collect();
    let since = years.since(page).map(|s| s.0);
    let held = items.iter().filter(|i| i.slip.status == Status::Held);
    let told = held.filter_map(|i| Some(occurrence(i.date, i.year?)?.0));
    let Some(low) = told.chain(years.written(page).earliest).chain(since).max() else {
        return Vec::new();
    };
    let found = days(years, page, &items, low).into_iter().find_map(|day| assign(&items, day, since));
    found.unwrap_or_default()
}

fn item<'a>(years: &Years<'a>, guesses: &[Guess], (group, slip): (usize, u32)) -> Option<Item<'a>> {
    let slip = years.slip(slip);
    let date = slip.date.filter(|d| d.lacks_year())?;
    let waits = years.waits(group);
    let guessed = guesses[group].year.map(|g| g.0);
    let year = if waits { guessed } else { years.days(group).map(|d| d.0.year()) };
    Some(Item { group, date, slip, waits, year })
}

/// Days of which the article can be, the earliest first.
fn days(years: &Years, page: usize, items: &[Item], low: Date) -> Vec<Date> {
    let stamp = &years.file.sheets[page].stamp;
    let years = low.year()..=low.year().saturating_add(HORIZON);
    let all = |date: Edtf| years.clone().filter_map(move |y| Some(occurrence(date, y)?.0));
    let held = |i: &&Item| i.slip.status == Status::Held;
    let lead = items.iter().filter(held).find(|i| i.slip.index == 0 && width(i.date) == Width::Fine);
    let mut days: Vec<Date> = match (stamp.yearless, lead) {
        (Some(date), _) => all(date).filter(|d| stamp.weekday.is_none_or(|w| d.weekday() == w)).collect(),
        (None, Some(lead)) => all(lead.date).collect(),
        (None, None) => items.iter().filter(held).flat_map(|i| all(i.date)).chain([low]).collect(),
    };
    days.retain(|d| *d >= low);
    days.sort_unstable();
    days
}

/// The year of each waiting item for an article of `day`; none where one falls before what came earlier.
fn assign(items: &[Item], day: Date, since: Option<Date>) -> Option<Vec<(usize, i16)>> {
    let mut years = Vec::new();
    for item in items.iter().filter(|i| i.waits) {
        let mut near = (day.year() - 1..=day.year() + 1).filter_map(|y| Some((y, occurrence(item.date, y)?)));
        let (year, (_, end)) = match item.slip.status {
            Status::Held => near.rfind(|(_, d)| d.0 <= day)?,
            Status::Planned | Status::Proposed => near.find(|(_, d)| d.1 >= day)?,
            _ => near.min_by_key(|(_, d)| between(d.0, day).abs())?,
        };
        let early = item.slip.status == Status::Held && since.is_some_and(|s| end < s);
        if early || item.year.is_some_and(|y| year < y) {
            return None;
        }
        years.push((item.group, year));
    }
    Some(years)
}
