//! Fits the weights of the evidence for a contact to the project's own gold pages, and tells on the pages beside the
//! checkout how far a confidence means what it says.

use super::{
    gold::{Contact, Set},
    matching::pair,
    read::{self, Engine},
};
use crate::Failure;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Steps of the descent, and the length of each.
const STEPS: usize = 4000;
const RATE: f64 = 0.5;
/// What holds weights near zero.
const RIDGE: f64 = 1.0;
/// Lower ends of the bands of confidence that are told apart.
const BANDS: [f64; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

/// A report: what speaks for and against it, the confidence given, and whether a gold contact stands behind it.
#[derive(Clone, Debug)]
pub struct Sample {
    evidence: Vec<String>,
    confidence: f64,
    right: bool,
}

/// The reports on the pages of `sets`.
pub fn samples<'s>(engine: &Engine, sets: impl Iterator<Item = &'s Set>) -> Result<Vec<Sample>, Failure> {
    let mut samples = Vec::new();
    for set in sets {
        let mut readings = engine.readings(set)?;
        for page in &set.pages {
            let Some((_, reading)) = readings.remove(&page.id) else { continue };
            let told: Vec<Contact> = reading.reports.iter().map(read::contact).collect();
            let pairs = pair(&page.contacts, &told);
            for (number, (report, evidence)) in reading.reports.iter().zip(&reading.evidence).enumerate() {
                samples.push(Sample {
                    evidence: evidence.iter().map(ToString::to_string).collect(),
                    confidence: f64::from(report.confidence),
                    right: pairs.iter().any(|p| p.1 == number),
                });
            }
        }
    }
    Ok(samples)
}

/// Weights in log-odds, by logistic regression.
pub fn fit(samples: &[Sample]) -> BTreeMap<String, f64> {
    let mut weights: BTreeMap<String, f64> =
        samples.iter().flat_map(|s| &s.evidence).map(|name| (name.clone(), 0.0)).collect();
    let size = samples.len().max(1) as f64;
    for _ in 0..STEPS {
        let mut slope: BTreeMap<&str, f64> = BTreeMap::new();
        for sample in samples {
            let miss = f64::from(u8::from(sample.right)) - chance(&weights, sample);
            sample.evidence.iter().for_each(|name| *slope.entry(name).or_default() += miss);
        }
        let steps: Vec<(String, f64)> = slope
            .iter()
            .map(|(name, sum)| {
                let ridge = if *name == "bias" { 0.0 } else { RIDGE * weights[*name] };
                ((*name).to_owned(), RATE * (sum - ridge) / size)
            })
            .collect();
        steps.into_iter().for_each(|(name, step)| *weights.get_mut(&name).expect("it has a weight") += step);
    }
    weights
}

fn chance(weights: &BTreeMap<String, f64>, sample: &Sample) -> f64 {
    let sum: f64 = sample.evidence.iter().filter_map(|name| weights.get(name)).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// The samples with the confidence that `weights` give them.
pub fn weighed(samples: &[Sample], weights: &BTreeMap<String, f64>) -> Vec<Sample> {
    samples.iter().map(|s| Sample { confidence: chance(weights, s), ..s.clone() }).collect()
}

/// How many reports of each band of confidence are right, as Markdown.
pub fn table(samples: &[Sample]) -> String {
    let mut text = "| confidence | reports | mean | right |\n|---|---|---|---|\n".to_owned();
    for (index, from) in BANDS.iter().enumerate() {
        let to = BANDS.get(index + 1).copied().unwrap_or(1.01);
        let band: Vec<&Sample> = samples.iter().filter(|s| (*from..to).contains(&s.confidence)).collect();
        let share = |sum: f64| if band.is_empty() { 0.0 } else { sum / band.len() as f64 };
        let mean = share(band.iter().map(|s| s.confidence).sum());
        let right = share(band.iter().filter(|s| s.right).count() as f64);
        _ = writeln!(text, "| {from:.1} to {:.1} | {} | {mean:.2} | {right:.2} |", to.min(1.0), band.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(evidence: &str, right: bool) -> Sample {
        Sample { evidence: evidence.split(' ').map(str::to_owned).collect(), confidence: 0.5, right }
    }

    #[test]
    fn weights_tell_the_share_that_is_right() {
        let good =
            (0..90).map(|_| sample("bias named", true)).chain((0..10).map(|_| sample("bias named", false)));
        let bad = (0..20).map(|_| sample("bias", true)).chain((0..80).map(|_| sample("bias", false)));
        let samples: Vec<Sample> = good.chain(bad).collect();
        let told = weighed(&samples, &fit(&samples));
        assert!((told[0].confidence - 0.9).abs() < 0.05, "{}", told[0].confidence);
        assert!((told[150].confidence - 0.2).abs() < 0.05, "{}", told[150].confidence);
        assert!(
            table(&told).contains("| 0.8 to 0.9 | 100 |") || table(&told).contains("| 0.9 to 1.0 | 100 |")
        );
    }
}
