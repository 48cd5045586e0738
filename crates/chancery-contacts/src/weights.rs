//! Weights of the evidence for a contact, from `contacts/weights.tsv`.

use chancery_packs::{PackError, Table};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// A linear model over named features.
#[derive(Clone, Debug, Default)]
pub struct Weights(FxHashMap<CompactString, f32>);

impl Weights {
    /// Reads the table; columns `feature` and `weight` (log-odds).
    ///
    /// # Errors
    /// Where a weight is no number.
    pub fn load(table: Option<&Table>) -> Result<Weights, PackError> {
        let mut weights = FxHashMap::default();
        for row in table.iter().flat_map(|t| t.rows()) {
            weights.insert(row.need("feature")?.into(), row.parse("weight")?.unwrap_or(0.0));
        }
        Ok(Weights(weights))
    }

    /// The confidence that the features add up to, between 0 and 1.
    pub fn confidence(&self, features: &[CompactString]) -> f32 {
        let sum: f32 = features.iter().filter_map(|f| self.0.get(f)).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
