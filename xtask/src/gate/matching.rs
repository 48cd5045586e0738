//! Which predicted contact stands for which gold one: one to one, and the best in all.
//!
//! The rules and their weights are those of the measure that the project is judged by; a change here makes the
//! figures incomparable.

use super::{dates, gold::Contact, names};
use std::collections::{BTreeSet, HashMap};

/// Pairs of indices, of the gold and of the predicted contact.
pub type Pairs = Vec<(usize, usize)>;

/// Most predictions of a page for which every pairing is weighed.
const MOST_WEIGHED: usize = 14;

/// Whether the kinds agree: either names one of the other's.
pub fn kind_right(gold: &Contact, predicted: &Contact) -> bool {
    let kind = |c: &Contact| c.kind.clone().unwrap_or_default();
    kind(gold) == "contact"
        || kinds(gold).contains(&kind(predicted))
        || kinds(predicted).contains(&kind(gold))
}

fn kinds(contact: &Contact) -> BTreeSet<String> {
    contact
        .kind
        .clone()
        .or_else(|| Some(String::new()))
        .into_iter()
        .chain(contact.also.iter().cloned())
        .collect()
}

/// Whether a contact is in person or remote, of each of its kinds; none where the channel is open.
fn channels(contact: &Contact) -> Option<BTreeSet<Option<bool>>> {
    let kinds = kinds(contact);
    let in_person = |kind: &String| match kind.as_str() {
        "meeting" | "visit" => Some(true),
        "call" | "video" | "message" => Some(false),
        _ => None,
    };
    (!kinds.contains("contact")).then(|| kinds.iter().map(in_person).collect())
}

/// How many actors agree, and how many there are.
fn shared(gold: &Contact, predicted: &Contact) -> (usize, usize) {
    let (a, b) = (gold.actors(), predicted.actors());
    (a.intersection(&b).count(), a.union(&b).count())
}

fn may_match(gold: &Contact, predicted: &Contact) -> bool {
    let (both, all) = shared(gold, predicted);
    if both < gold.actors().len().min(2) || 2 * both < all {
        return false;
    }
    match (channels(gold), channels(predicted)) {
        (Some(a), Some(b)) => !a.is_disjoint(&b),
        _ => true,
    }
}

/// How well two contacts that may match agree; nought for those that may not.
fn affinity(gold: &Contact, predicted: &Contact) -> f64 {
    if !may_match(gold, predicted) {
        return 0.0;
    }
    let (both, all) = shared(gold, predicted);
    let (people, others) = (gold.people(), predicted.people());
    let hits = people.iter().filter(|a| others.iter().any(|b| names::same_person(a, b))).count();
    let yes = |so: bool| f64::from(u8::from(so));
    10.0 + 4.0 * both as f64 / all as f64
        + 2.0 * yes(kind_right(gold, predicted))
        + 2.0 * yes(gold.status == predicted.status)
        + 3.0 * yes(dates::right(gold.date.as_deref(), predicted.date.as_deref()))
        + 3.0 * hits as f64 / people.len().max(1) as f64
}

/// The pairing of a page's contacts.
pub fn pair(gold: &[Contact], predicted: &[Contact]) -> Pairs {
    let score: Vec<Vec<f64>> =
        gold.iter().map(|g| predicted.iter().map(|p| affinity(g, p)).collect()).collect();
    if predicted.len() <= MOST_WEIGHED {
        return best(&score, predicted.len(), 0, 0, &mut HashMap::new()).1;
    }
    greedy(&score)
}

/// The best pairing of the gold from `from` on with the predictions that are not in the set `used`.
fn best(
    score: &[Vec<f64>],
    width: usize,
    from: usize,
    used: u32,
    known: &mut HashMap<(usize, u32), (f64, Pairs)>,
) -> (f64, Pairs) {
    if from == score.len() {
        return (0.0, Pairs::new());
    }
    if let Some(found) = known.get(&(from, used)) {
        return found.clone();
    }
    let mut top = best(score, width, from + 1, used, known);
    for (other, &own) in score[from].iter().enumerate().take(width) {
        if own == 0.0 || used >> other & 1 == 1 {
            continue;
        }
        let (sum, mut pairs) = best(score, width, from + 1, used | 1 << other, known);
        if sum + own > top.0 {
            pairs.insert(0, (from, other));
            top = (sum + own, pairs);
        }
    }
    known.insert((from, used), top.clone());
    top
}

/// The pairs in falling order of how well they agree.
fn greedy(score: &[Vec<f64>]) -> Pairs {
    let mut all: Vec<(f64, usize, usize)> = score
        .iter()
        .enumerate()
        .flat_map(|(i, row)| row.iter().enumerate().map(move |(j, &own)| (own, i, j)))
        .filter(|(own, _, _)| *own > 0.0)
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut rows, mut columns, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Pairs::new());
    for (_, i, j) in all {
        if !rows.contains(&i) && !columns.contains(&j) {
            rows.insert(i);
            columns.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A contact from `kind status date ACTOR[:Name+Name] …`, `-` for no date.
    pub fn contact(line: &str) -> Contact {
        let mut words = line.split(' ').map(str::to_owned);
        let (kind, status, date) = (words.next(), words.next(), words.next().filter(|d| d != "-"));
        let sides = words.map(|word| {
            let (actor, people) = word.split_once(':').unwrap_or((&word, ""));
            let people = people.split('+').filter(|p| !p.is_empty()).map(|p| p.replace('_', " ")).collect();
            super::super::gold::Side { actor: Some(actor.to_owned()), people }
        });
        Contact { kind, status, date, sides: sides.collect(), ..Contact::default() }
    }

    fn check(gold: &[&str], predicted: &[&str], expected: &[(usize, usize)]) {
        let all = |lines: &[&str]| lines.iter().map(|l| contact(l)).collect::<Vec<_>>();
        assert_eq!(pair(&all(gold), &all(predicted)), expected, "{gold:?} {predicted:?}");
    }

    #[test]
    fn actors_and_channels_must_agree() {
        let call = "call held 2024-04-03 FRA RUS";
        check(&[call], &[call], &[(0, 0)]);
        check(&[call], &["contact held - RUS FRA"], &[(0, 0)]);
        check(&[call], &["meeting held 2024-04-03 FRA RUS"], &[]);
        check(&[call], &["call held 2024-04-03 FRA DEU"], &[]);
        check(&[call], &["call held 2024-04-03 FRA RUS UKR"], &[(0, 0)]);
        check(&["call held - FRA RUS"], &["call held - FRA RUS UKR DEU GBR"], &[]);
        check(&["visit held - FRA RUS"], &["meeting held - FRA RUS"], &[(0, 0)]);
    }

    #[test]
    fn the_best_in_all_is_chosen() {
        let early = "call held 2024-04-03 FRA RUS";
        let late = "call held 2024-05-09 FRA RUS";
        check(&[early, late], &[late, early], &[(0, 1), (1, 0)]);
        check(&[early], &[late, "call held 2024-04-03 FRA RUS UKR"], &[(0, 1)]);
        let named = "call held - FRA:Sébastien_Lecornu RUS";
        check(&[named], &["call held - FRA:Florence_Parly RUS", named], &[(0, 1)]);
    }

    #[test]
    fn many_predictions_are_paired_too() {
        let early = "call held 2024-04-03 FRA RUS";
        let many = vec!["call held 2024-05-09 FRA RUS"; MOST_WEIGHED];
        check(&[early], &[&many[..], &[early]].concat(), &[(0, MOST_WEIGHED)]);
    }
}
