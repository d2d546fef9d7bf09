//! The index engine: a panel, a framework and a method go in, scores and ranks come out.
//!
//! **Invariant:** nothing here reads a file or a clock, starts a thread, or knows a document, a
//! window or a sentence. The same input gives the same bits. Trouble with the data comes back as
//! [`Finding`]s beside the results, never as a failure or a NaN.
//!
//! The stages are modules, in the order a value passes through them:
//! [`panel`] → [`normalise`] → [`weight`] → [`aggregate`] → [`rank`]; [`compute`](fn@compute) walks them.

pub mod aggregate;
mod column;
mod compute;
mod finding;
mod framework;
mod id;
mod method;
pub mod normalise;
pub mod obstacle;
pub mod panel;
mod period;
pub mod place;
mod plan;
pub mod rank;
mod results;
mod scale;
pub mod tier;
pub mod weight;

pub use aggregate::Aggregation;
pub use column::Column;
pub use compute::compute;
pub use finding::{Finding, Severity};
pub use framework::{Aggregate, Direction, Framework, Indicator, Node, NodeKind};
pub use id::{NodeId, UnitId, VariableId};
pub use method::{Method, Over};
pub use normalise::{Bounds, Normalisation, Statistics};
pub use panel::Panel;
pub use period::Period;
pub use plan::{Plan, PlanAggregate, PlanBody, PlanIndicator, PlanNode, PlanUnit};
pub use rank::competition_ranks;
pub use results::{NodePeriod, NodeResult, Results, Stages};
pub use scale::Scale;
pub use tier::Tiering;
pub use weight::{DataWeighting, Importance, Weighting};
