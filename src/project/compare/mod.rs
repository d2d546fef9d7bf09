//! Results held against others: against a vintage, and scenario against scenario.
//!
//! Nothing here changes a document; facts come out, and `texts` has the sentences.

mod cause;
mod scenarios;
mod trial;
mod vintage;

pub use cause::{Cause, Causes, MOST_TRIALS, Trial, likely_causes};
pub use scenarios::{
    ScenarioComparison, ScenarioPlace, ScenarioRow, ScenarioShift, compare_scenarios,
};
pub use vintage::{CellComparison, ColumnComparison, Fit, VintageComparison, compare_vintage};
