//! Fits the weights of whom words go back to (`contacts/salience.tsv`) to the gold pages.
//!
//! Words that leave a person out or only refer to one, and stand in the quote of a gold contact (or else in the
//! sentence of one) that has the sides told beside them, mean one of its other sides.

use super::{
    gold::{Contact, GoldPage, Set},
    read::Engine,
};
use crate::Failure;
use chancery_contacts::{Choice, Reading, Way};
use chancery_model::Span;
use std::collections::BTreeMap;

/// Steps of the descent, and the length of each.
const STEPS: usize = 1500;
const RATE: f64 = 0.3;
/// What holds weights near zero.
const RIDGE: f64 = 1.0;

/// Words that go back to somebody: the traits of everyone in mind, the one taken first, and who is right.
#[derive(Clone, Debug)]
pub struct Event {
    way: Way,
    traits: Vec<Vec<&'static str>>,
    right: Vec<usize>,
}

/// Weights by the names of traits.
pub type Weights = BTreeMap<&'static str, f64>;

/// The events on the pages of `sets`.
pub fn events<'s>(engine: &Engine, sets: impl Iterator<Item = &'s Set>) -> Result<Vec<Event>, Failure> {
    let mut events = Vec::new();
    for set in sets {
        let mut readings = engine.readings(set)?;
        for page in &set.pages {
            if let Some((article, reading)) = readings.remove(&page.id) {
                events.extend(of_page(page, &article.text, &reading));
            }
        }
    }
    Ok(events)
}

fn of_page(page: &GoldPage, text: &str, reading: &Reading) -> Vec<Event> {
    let mut seen: Vec<&Choice> = Vec::new();
    let mut events = Vec::new();
    for choice in &reading.choices {
        let known = |c: &&Choice| c.words == choice.words && c.way == choice.way && c.not == choice.not;
        if choice.not.is_empty() || choice.weighed.len() < 2 || seen.iter().any(known) {
            continue;
        }
        seen.push(choice);
        let meant = meant(page, text, reading, choice);
        let right = |i: &usize| {
            let actor = choice.weighed[*i].actor.as_str();
            meant.iter().any(|c| c.actors().contains(actor))
        };
        let right: Vec<usize> = (0..choice.weighed.len()).filter(right).collect();
        if !right.is_empty() {
            let traits = choice.weighed.iter().map(|w| w.traits.names().collect()).collect();
            events.push(Event { way: choice.way, traits, right });
        }
    }
    events
}

/// The gold contacts that words can be of.
fn meant<'p>(page: &'p GoldPage, text: &str, reading: &Reading, choice: &Choice) -> Vec<&'p Contact> {
    let at = choice.words.start;
    let sentence = reading.sentences.iter().find(|s| s.span.start <= at && at < s.span.end).map(|s| s.span);
    let told = |c: &&Contact| choice.not.iter().all(|actor| c.actors().contains(actor.as_str()));
    let of = |fits: &dyn Fn(Span) -> bool| -> Vec<&'p Contact> {
        page.contacts.iter().filter(told).filter(|c| c.quoted_in(text).is_some_and(fits)).collect()
    };
    let inside = of(&|q| q.start <= at && at < q.end);
    if inside.is_empty() { of(&|q| sentence.is_some_and(|s| s.contains(q))) } else { inside }
}

/// The weights of one way of asking, by softmax regression over who could be meant.
pub fn fit(events: &[Event], way: Way) -> Weights {
    let events: Vec<&Event> = events.iter().filter(|e| e.way == way).collect();
    let mut weights: Weights =
        events.iter().flat_map(|e| e.traits.iter().flatten()).map(|t| (*t, 0.0)).collect();
    let size = events.len().max(1) as f64;
    for _ in 0..STEPS {
        let mut slope: Weights = weights.iter().map(|(name, w)| (*name, -RIDGE * w)).collect();
        for event in &events {
            let chances = chances(&weights, event);
            let right: f64 = event.right.iter().map(|i| chances[*i]).sum();
            for (i, traits) in event.traits.iter().enumerate() {
                let wanted = if event.right.contains(&i) { chances[i] / right } else { 0.0 };
                traits.iter().for_each(|t| *slope.entry(t).or_default() += wanted - chances[i]);
            }
        }
        slope.iter().for_each(|(name, s)| *weights.entry(name).or_default() += RATE * s / size);
    }
    weights
}

fn score(weights: &Weights, traits: &[&'static str]) -> f64 {
    traits.iter().filter_map(|t| weights.get(t)).sum()
}

fn chances(weights: &Weights, event: &Event) -> Vec<f64> {
    let scores: Vec<f64> = event.traits.iter().map(|t| score(weights, t)).collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let raised: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f64 = raised.iter().sum();
    raised.into_iter().map(|r| r / sum).collect()
}

/// Of the events of one way: how many there are, how many are right as they are read, and how many by these weights.
pub fn right(events: &[Event], way: Way, weights: &Weights) -> [usize; 3] {
    let own: Vec<&Event> = events.iter().filter(|e| e.way == way).collect();
    let best = |e: &&&Event| {
        let scores = e.traits.iter().map(|t| score(weights, t)).enumerate();
        let best = scores.reduce(|a, b| if b.1 > a.1 { b } else { a });
        best.is_some_and(|(i, _)| e.right.contains(&i))
    };
    [own.len(), own.iter().filter(|e| e.right.contains(&0)).count(), own.iter().filter(best).count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_gets_weight() {
        let event = |right: usize| Event {
            way: Way::Pronoun,
            traits: vec![vec!["stood first"], vec!["told last"]],
            right: vec![right],
        };
        let events: Vec<Event> = (0..10).map(|i| event(usize::from(i == 0))).collect();
        let weights = fit(&events, Way::Pronoun);
        assert!(weights["stood first"] > weights["told last"]);
        assert_eq!(right(&events, Way::Pronoun, &weights), [10, 9, 9]);
        assert_eq!(right(&events, Way::Office, &weights)[0], 0);
    }
}
