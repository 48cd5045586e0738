//! Triggers that a time stands in the middle of: "se rendra les 14 et 15 mars en Arménie", "met on Monday with".

use crate::rules::{Rule, Rules, Shape};
use chancery_text::{Lexicon, Match, Sentence, Text, Token};
use chancery_time::Mention;

/// The triggers of a sentence that are found once its times are left out, and not before.
pub fn across(
    lexicon: &Lexicon,
    rules: &Rules,
    text: &Text,
    sentence: &Sentence,
    times: &[Mention],
) -> Vec<Match> {
    let inside = |m: &&Mention| m.first > sentence.first && m.end < sentence.end;
    if !times.iter().any(|m| inside(&m)) {
        return Vec::new();
    }
    let timed = |i: &u32| times.iter().any(|m| m.first <= *i && *i < m.end);
    let kept: Vec<u32> = (sentence.first..sentence.end).filter(|i| !timed(i)).collect();
    let tokens: Vec<Token> = kept.iter().map(|&i| text.tokens[i as usize]).collect();
    let back = |m: Match| Match { first: kept[m.first as usize], end: kept[m.end as usize - 1] + 1, ..m };
    let spans_a_time = |m: &Match| times.iter().any(|t| m.first < t.first && t.end < m.end);
    let trigger = |m: &Match| matches!(rules.rule(m), Some(Rule::Trigger(t)) if t.shape != Shape::Block);
    // What begins behind the last time spans none.
    let last = times.iter().map(|t| t.first).max().unwrap_or_default();
    let begins = kept.partition_point(|i| *i < last) as u32;
    let found = lexicon.matches_from(&tokens, 0..begins, tokens.len() as u32, rules.least());
    found.into_iter().filter(trigger).map(back).filter(spans_a_time).collect()
}
