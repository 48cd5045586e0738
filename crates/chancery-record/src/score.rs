//! How well two groups fit each other, dates apart.

use crate::{
    group::Group,
    slip::{People, Seat, Word, Words},
};
use chancery_model::Kind;

/// What speaks for two groups being one contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fit {
    /// Weight of all that agrees, less what differs.
    pub(crate) points: i32,
    /// Shared actors for whom both name a person, and one agrees.
    pub(crate) agrees: usize,
    /// Actors that both have.
    pub(crate) shared: usize,
    /// Whether they have the same actors.
    pub(crate) same_actors: bool,
    /// Whether a place of one is a place of the other.
    pub(crate) same_place: bool,
    /// Whether anything beyond actors, kind and date agrees: people, place, format, initiator, rank, or a third actor.
    pub(crate) evidence: bool,
}

/// How one actor's people fit.
#[derive(PartialEq)]
enum Seated {
    Agree,
    Rank,
    Unknown,
    Clash,
}

/// The fit of two groups; none where actors, kinds, people or ranks forbid, or an article told them apart.
pub(crate) fn fit(words: &Words, people: &mut People, a: &Group, b: &Group) -> Option<Fit> {
    if !a.kinds.compatible(b.kinds) || a.told_apart(b) {
        return None;
    }
    let (mut shared, mut agrees, mut ranks) = (0, 0, 0);
    for seat in &a.seats {
        let Some(other) = b.seats.iter().find(|s| s.actor == seat.actor) else { continue };
        shared += 1;
        match seated(words, people, seat, other) {
            Seated::Clash => return None,
            Seated::Agree => agrees += 1,
            Seated::Rank => ranks += 1,
            Seated::Unknown => {}
        }
    }
    let smaller = a.seats.len().min(b.seats.len());
    if shared < smaller.min(2) || shared < 2 && a.seats.len() != b.seats.len() {
        return None;
    }
    let same_actors = shared == a.seats.len() && shared == b.seats.len();
    let place = compare(&a.places, &b.places, |x, y| people.one_place(words, x, y));
    let format = compare(&a.formats, &b.formats, |x, y| x == y);
    let initiator = compare(&a.initiators, &b.initiators, |x, y| x == y);
    if initiator == Some(false) && a.kinds.has(Kind::Message) && b.kinds.has(Kind::Message) {
        return None;
    }
    let same_date = a.dates.iter().any(|d| b.dates.contains(d));
    let same_status = a.statuses.iter().any(|s| b.statuses.contains(s));
    let weigh =
        |found: Option<bool>, plus: i32, minus: i32| found.map_or(0, |same| if same { plus } else { -minus });
    let points = 4 * i32::try_from(agrees.min(3)).unwrap_or(3)
        + ranks
        + weigh(place, 3, 2)
        + weigh(format, 3, 4)
        + weigh(initiator, 1, 0)
        + 2 * i32::from(same_date)
        + 2 * i32::from(same_actors)
        + i32::from(a.kinds.shares(b.kinds))
        + i32::from(same_status);
    let evidence = agrees > 0 || ranks > 0 || shared > 2 || [place, format, initiator].contains(&Some(true));
    Some(Fit { points, agrees, shared, same_actors, same_place: place == Some(true), evidence })
}

/// Whether any of `a` agrees with any of `b`; none where one tells nothing.
fn compare(a: &[Word], b: &[Word], mut same: impl FnMut(Word, Word) -> bool) -> Option<bool> {
    (!a.is_empty() && !b.is_empty()).then(|| a.iter().any(|x| b.iter().any(|y| same(*x, *y))))
}

/// Whether two places can be one: equal, or one name within the other.
pub(crate) fn places_agree(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (crate::name::fold(a), crate::name::fold(b));
    a.contains(b.as_str()) || b.contains(a.as_str())
}

/// The people named, else those known by office.
fn told(seat: &Seat) -> &[Word] {
    if seat.names.is_empty() { &seat.holders } else { &seat.names }
}

fn seated(words: &Words, people: &mut People, a: &Seat, b: &Seat) -> Seated {
    let (mine, theirs) = (told(a), told(b));
    if mine.iter().any(|x| theirs.iter().any(|y| people.same(words, *x, *y))) {
        return Seated::Agree;
    }
    if !a.names.is_empty() && !b.names.is_empty() {
        return Seated::Clash;
    }
    if a.ranks.is_empty() || b.ranks.is_empty() {
        return Seated::Unknown;
    }
    let meet = |x: Word, y: Word| x == y || words.text(x).is_empty() || words.text(y).is_empty();
    let common = a.ranks.iter().any(|(l, d)| b.ranks.iter().any(|(k, e)| l == k && meet(*d, *e)));
    if common { Seated::Rank } else { Seated::Clash }
}
