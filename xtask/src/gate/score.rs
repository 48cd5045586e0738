//! The figures of a set: how many contacts are found, how many are exact, and which fields are right.

use super::{
    dates,
    gold::Contact,
    matching::{kind_right, pair},
    names::{same_person, same_place},
};

/// Heads of the columns of [`Tally::line`].
pub const HEADER: &str = "set/language      pages  gold  pred  found P  found R found F1 exact F1     kind   status     date    place   people  initiator";

/// Counts over the pages of a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pages.
    pub pages: usize,
    gold: usize,
    predicted: usize,
    found: usize,
    exact: usize,
    kind: usize,
    status: usize,
    date: usize,
    place: Part,
    initiator: Part,
    people_gold: usize,
    people_predicted: usize,
    people_found: usize,
}

/// How many of some are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    right: usize,
    of: usize,
}

impl Part {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl Tally {
    /// Adds a page: its gold contacts and the predicted ones.
    pub fn add(&mut self, gold: &[Contact], predicted: &[Contact]) {
        let pairs = pair(gold, predicted);
        self.pages += 1;
        self.gold += gold.len();
        self.predicted += predicted.len();
        self.found += pairs.len();
        for (i, j) in pairs {
            self.add_pair(&gold[i], &predicted[j]);
        }
    }

    fn add_pair(&mut self, gold: &Contact, predicted: &Contact) {
        let kind = kind_right(gold, predicted);
        let status = gold.status == predicted.status;
        let date = dates::right(gold.date.as_deref(), predicted.date.as_deref());
        self.kind += usize::from(kind);
        self.status += usize::from(status);
        self.date += usize::from(date);
        self.exact += usize::from(kind && status && date && gold.actors() == predicted.actors());
        if let Some(place) = given(&gold.place) {
            self.place.add(same_place(place, predicted.place.as_deref().unwrap_or("")));
        }
        if let Some(initiator) = given(&gold.initiator) {
            self.initiator.add(predicted.initiator.as_deref() == Some(initiator));
        }
        self.add_people(&gold.people(), &predicted.people());
    }

    fn add_people(&mut self, gold: &[&str], predicted: &[&str]) {
        self.people_gold += gold.len();
        self.people_predicted += predicted.len();
        let mut free = predicted.to_vec();
        for person in gold {
            if let Some(at) = free.iter().position(|other| same_person(person, other)) {
                free.remove(at);
                self.people_found += 1;
            }
        }
    }

    /// F1 of contacts found, between 0 and 1.
    pub fn found_f1(&self) -> f64 {
        f1(self.found, self.predicted, self.gold)
    }

    /// F1 of contacts whose actors, kind, status and date are all right.
    pub fn exact_f1(&self) -> f64 {
        f1(self.exact, self.predicted, self.gold)
    }

    /// The figures as a line of a table.
    pub fn line(&self, key: &str) -> String {
        let share = |right: usize, of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        let counts = format!("{key:<18}{:>5} {:>5} {:>5}", self.pages, self.gold, self.predicted);
        let figures = [
            share(self.found, self.predicted),
            share(self.found, self.gold),
            self.found_f1(),
            self.exact_f1(),
            share(self.kind, self.found),
            share(self.status, self.found),
            share(self.date, self.found),
            share(self.place.right, self.place.of),
            f1(self.people_found, self.people_predicted, self.people_gold),
        ];
        let figures: String = figures.iter().map(|f| format!("{f:>9.3}")).collect();
        format!("{counts}{figures}{:>11.3}", share(self.initiator.right, self.initiator.of))
    }
}

fn given(field: &Option<String>) -> Option<&str> {
    field.as_deref().filter(|f| !f.is_empty())
}

/// The harmonic mean of precision and recall; nought where nothing is right.
fn f1(right: usize, predicted: usize, gold: usize) -> f64 {
    if right == 0 {
        return 0.0;
    }
    let (precision, recall) = (right as f64 / predicted as f64, right as f64 / gold as f64);
    2.0 * precision * recall / (precision + recall)
}

#[cfg(test)]
mod tests {
    use super::super::matching::tests::contact;
    use super::*;

    #[test]
    fn figures_follow_by_hand() {
        let mut tally = Tally::default();
        let call = contact("call held 2024-04-03 FRA:Sébastien_Lecornu RUS:Sergei_Shoigu");
        let visit = contact("visit planned 2024-05 DEU CHN");
        let wrong_date = contact("call held 2024-04-04 FRA:Lecornu RUS");
        tally.add(&[call.clone(), visit.clone()], &[wrong_date]);
        assert_eq!((tally.found_f1(), tally.exact_f1()), (2.0 / 3.0, 0.0));
        tally.add(std::slice::from_ref(&visit), &[visit.clone(), call.clone()]);
        // Three gold, three predicted, two found, one of them exact.
        assert_eq!((tally.found_f1(), tally.exact_f1()), (2.0 / 3.0, 1.0 / 3.0));
        let line = tally.line("s/en");
        let figures: Vec<&str> = line.split_whitespace().collect();
        // kind 2/2, status 2/2, date 1/2, no place; people: 1 of 2 gold, 1 of 1 predicted; no initiator.
        let expected = "s/en 2 3 3 0.667 0.667 0.667 0.333 1.000 1.000 0.500 0.000 0.667 0.000";
        assert_eq!(figures.join(" "), expected);
        assert_eq!(HEADER.matches("F1").count(), 2);
    }

    #[test]
    fn nothing_gives_nought() {
        let mut tally = Tally::default();
        tally.add(&[], &[]);
        assert_eq!((tally.found_f1(), tally.exact_f1(), tally.pages), (0.0, 0.0, 1));
    }
}
