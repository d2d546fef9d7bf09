//! The choices from raw values to ranks, one field a stage.

use serde::{Deserialize, Serialize};

use super::{Aggregation, Imputation, Normalisation, Period, Screen, Treatment, Weighting};

/// The method (方法) of an index: the default of each stage. Nodes of the framework may replace
/// normalisation (indicators), weighting and aggregation (aggregates) by their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Method {
    /// Whether indicators are divided by the denominators they name.
    pub denominate: bool,
    /// Which units have enough data to be ranked; none ranks all.
    pub screen: Option<Screen>,
    /// How gaps are filled.
    pub imputation: Imputation,
    /// What is done about outliers.
    pub treatment: Treatment,
    /// How values become comparable.
    pub normalisation: Normalisation,
    /// Where the weights of siblings come from.
    pub weighting: Weighting,
    /// How children become their parent's score: the first for parents of indicators, the second
    /// one level up and so on; the last serves all higher levels. Empty: arithmetic.
    pub aggregations: Vec<Aggregation>,
    /// The least share of a node's weight (0 to 1) that its available children must carry for the
    /// unit to get a score there; 0 asks for one available child.
    pub min_availability: f64,
}

impl Default for Method {
    fn default() -> Self {
        Self {
            denominate: false,
            screen: None,
            imputation: Imputation::default(),
            treatment: Treatment::default(),
            normalisation: Normalisation::default(),
            weighting: Weighting::default(),
            aggregations: vec![Aggregation::default()],
            min_availability: 0.0,
        }
    }
}

impl Method {
    /// The aggregation of a node whose level is `level` (2 for a parent of indicators).
    pub fn aggregation_at(&self, level: usize) -> Aggregation {
        let above_indicators = level.saturating_sub(2);
        let chosen = self
            .aggregations
            .get(above_indicators)
            .or(self.aggregations.last());
        chosen.copied().unwrap_or_default()
    }
}

/// From which periods a step takes its statistics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// From the period being computed.
    #[default]
    Period,
    /// From all periods together.
    Pooled,
    /// From one fixed period.
    Base(Period),
}
