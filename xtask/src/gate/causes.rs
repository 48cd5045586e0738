//! Why contacts are missed, false or wrong: a table by cause and language, over all gold pages.
//!
//! A missed contact is looked for in the sentences of its gold quote, by what became of the triggers there; a false
//! one in those of its own quote. A pair with wrong fields counts once for each kind of field.

use super::{
    dates,
    gold::{Contact, GoldPage, Set},
    matching::{kind_right, pair},
    read::{self, Engine},
};
use crate::Failure;
use chancery_contacts::{Outcome, Reading, Refusal};
use chancery_model::Span;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What an error comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    TriggerMissed,
    FalseTrigger,
    Party,
    Time,
    Status,
    Channel,
    Merge,
    Split,
}

impl Cause {
    const ALL: [(Cause, &str, &str); 8] = [
        (Cause::TriggerMissed, "trigger missed", "no row knows the wording"),
        (Cause::FalseTrigger, "false trigger", "a row fires where no contact is told"),
        (Cause::Party, "party", "a side is not found, or a wrong one is taken"),
        (Cause::Time, "time", "the date is wrong or missing"),
        (Cause::Status, "status", "held for planned, or taken for no contact because of negation or mood"),
        (Cause::Channel, "channel", "a visit for a meeting, a call for a contact"),
        (Cause::Merge, "merge", "two contacts are taken for one"),
        (Cause::Split, "split", "one contact is taken for two"),
    ];
}

/// How often each cause comes, by language.
#[derive(Debug, Default)]
pub struct Causes(BTreeMap<String, BTreeMap<Cause, usize>>);

impl Causes {
    /// Counts the errors on the pages of `sets` in these languages.
    pub fn count(engine: &Engine, sets: &[Set], languages: &[&str]) -> Result<Causes, Failure> {
        let mut causes = Causes::default();
        for set in sets {
            let mut readings = engine.readings(set)?;
            for page in set.pages.iter().filter(|p| languages.contains(&p.lang.as_str())) {
                if let Some((article, reading)) = readings.remove(&page.id) {
                    for cause in errors(page, &article.text, &reading) {
                        *causes.0.entry(page.lang.clone()).or_default().entry(cause).or_default() += 1;
                    }
                }
            }
        }
        Ok(causes)
    }

    /// The table as Markdown, and the three commonest causes.
    pub fn table(&self) -> String {
        let langs: Vec<&String> = self.0.keys().collect();
        let head: String = langs.iter().map(|l| format!(" {l} |")).collect();
        let mut text = format!("| cause | what |{head} all |\n|---|---|{}---|\n", "---|".repeat(langs.len()));
        let mut sums: Vec<(usize, &str)> = Vec::new();
        for (cause, name, what) in Cause::ALL {
            let counts: Vec<usize> =
                langs.iter().map(|l| self.0[*l].get(&cause).copied().unwrap_or(0)).collect();
            let sum = counts.iter().sum();
            let cells: String = counts.iter().map(|n| format!(" {n} |")).collect();
            _ = writeln!(text, "| {name} | {what} |{cells} {sum} |");
            sums.push((sum, name));
        }
        sums.sort_by(|a, b| b.cmp(a));
        let named: Vec<String> = sums.iter().take(3).map(|(n, name)| format!("{name} ({n})")).collect();
        _ = writeln!(text, "\nThe commonest causes: {}.", named.join(", "));
        text
    }
}

/// The causes of the errors on a page.
fn errors(page: &GoldPage, text: &str, reading: &Reading) -> Vec<Cause> {
    let told: Vec<Contact> = reading.reports.iter().map(read::contact).collect();
    let pairs = pair(&page.contacts, &told);
    let mut causes = Vec::new();
    for &(gold, other) in &pairs {
        causes.extend(wrong(&page.contacts[gold], &told[other]));
    }
    let paired = |report: usize| pairs.iter().any(|p| p.1 == report);
    let mut mistaken = Vec::new();
    let found = |gold: usize| pairs.iter().any(|p| p.0 == gold);
    for gold in (0..page.contacts.len()).filter(|gold| !found(*gold)) {
        let quote = page.contacts[gold].quoted_in(text);
        let (cause, report) =
            quote.map_or((Cause::TriggerMissed, None), |quote| missed(reading, quote, &paired));
        mistaken.extend(report);
        causes.push(cause);
    }
    for (number, report) in reading.reports.iter().enumerate() {
        if paired(number) || mistaken.contains(&number) {
            continue;
        }
        let near = |gold: usize| {
            page.contacts[gold].quoted_in(text).is_some_and(|quote| together(reading, quote, report.quote))
        };
        let split = pairs.iter().any(|p| near(p.0));
        causes.push(if split { Cause::Split } else { Cause::FalseTrigger });
    }
    causes
}

/// What is wrong with a contact that was found.
fn wrong(gold: &Contact, told: &Contact) -> impl Iterator<Item = Cause> {
    let right = [
        (Cause::Party, gold.actors() == told.actors()),
        (Cause::Channel, kind_right(gold, told)),
        (Cause::Status, gold.status == told.status),
        (Cause::Time, dates::right(gold.date.as_deref(), told.date.as_deref())),
    ];
    right.into_iter().filter(|(_, right)| !right).map(|(cause, _)| cause)
}

/// Why nothing stands for the contact that `quote` tells, and the report that stands in its place.
fn missed(reading: &Reading, quote: Span, paired: &dyn Fn(usize) -> bool) -> (Cause, Option<usize>) {
    let here = reading.traces.iter().filter(|t| together(reading, quote, t.span));
    let outcomes: Vec<Outcome> = here.map(|t| t.outcome).collect();
    let opened = outcomes.iter().find_map(|o| match o {
        Outcome::Opened(report) if !paired(*report) => Some(*report),
        _ => None,
    });
    if let Some(report) = opened {
        return (Cause::Party, Some(report));
    }
    let refused =
        |of: &[Refusal]| outcomes.iter().any(|o| matches!(o, Outcome::Nothing(r) if of.contains(r)));
    let party = [Refusal::NoObject, Refusal::NoSide, Refusal::OneSide, Refusal::OneState, Refusal::Heading];
    let mood = [
        Refusal::Negated,
        Refusal::Question,
        Refusal::Habitual,
        Refusal::NotConcrete,
        Refusal::Hypothetical,
        Refusal::Unsure,
    ];
    let joined = |o: &Outcome| matches!(o, Outcome::Added(_) | Outcome::Nothing(Refusal::Retold));
    let cause = if refused(&party) {
        Cause::Party
    } else if refused(&mood) {
        Cause::Status
    } else if outcomes.iter().any(joined) {
        Cause::Merge
    } else {
        Cause::TriggerMissed
    };
    (cause, None)
}

/// Whether two spans touch a sentence in common.
fn together(reading: &Reading, a: Span, b: Span) -> bool {
    let touches = |s: Span, other: Span| s.start < other.end && other.start < s.end;
    reading.sentences.iter().any(|s| touches(s.span, a) && touches(s.span, b))
}

#[cfg(test)]
mod tests {
    use super::super::matching::tests::contact;
    use super::*;

    #[test]
    fn a_pair_counts_for_each_wrong_field() {
        let gold = contact("call held 2024-04-03 FRA RUS");
        let causes = |line| wrong(&gold, &contact(line)).collect::<Vec<_>>();
        assert_eq!(causes("call held 2024-04-03 FRA RUS"), []);
        assert_eq!(causes("call planned 2024-04-04 FRA RUS UKR"), [Cause::Party, Cause::Status, Cause::Time]);
        assert_eq!(causes("visit held 2024-04-03 FRA RUS"), [Cause::Channel]);
    }

    #[test]
    fn the_table_names_the_commonest() {
        let mut causes = Causes::default();
        causes.0.insert("de".into(), BTreeMap::from([(Cause::Time, 3), (Cause::Merge, 1)]));
        causes.0.insert("en".into(), BTreeMap::from([(Cause::Time, 1), (Cause::Party, 2)]));
        let table = causes.table();
        assert!(table.contains("| time | the date is wrong or missing | 3 | 1 | 4 |"), "{table}");
        assert!(table.contains("The commonest causes: time (4), party (2), merge (1)."), "{table}");
    }
}
