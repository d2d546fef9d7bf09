//! The index engine: a panel, a framework and a method go in, scores and ranks come out.
//!
//! **Invariant:** nothing here reads a file or a clock, starts a thread, or knows a document, a
//! window or a sentence. The same input gives the same bits. Trouble with the data comes back as
//! [`Finding`]s beside the results, never as a failure or a NaN.
//!
//! The stages are modules, in the order a value passes through them:
//! [`panel`] → [`screen`] → [`impute`] → [`treat`] → [`normalise`] → [`weight`] → [`aggregate`] → [`rank`]; [`compute`](fn@compute) walks them.

pub mod aggregate;
mod column;
mod compute;
pub mod describe;
mod edges;
mod finding;
pub mod formula;
mod framework;
mod id;
pub mod impute;
mod method;
pub mod moments;
pub mod normalise;
pub mod obstacle;
pub mod panel;
mod period;
pub mod place;
mod plan;
pub mod pool;
pub mod rank;
mod results;
mod scale;
pub mod screen;
pub mod tier;
pub mod treat;
pub mod weight;

pub use aggregate::Aggregation;
pub use column::Column;
pub use compute::{Computed, compute};
pub use edges::{Edge, Edges, EdgesBuilder, UnfitEdges};
pub use finding::{Finding, JudgedFinding, OutReason, Severity, StepFinding};
pub use framework::{
    Aggregate, Denominator, Direction, ExpertJudgements, ExpertWeights, Framework, Indicator,
    Judgement, Node, NodeKind,
};
pub use id::{NodeId, UnitId, VariableId};
pub use impute::Imputation;
pub use method::{Method, Over};
pub use normalise::{Bounds, Normalisation, Statistics};
pub use panel::Panel;
pub use period::Period;
pub use plan::{Plan, PlanAggregate, PlanBody, PlanData, PlanIndicator, PlanNode, PlanUnit};
pub use pool::{Pool, Pooling};
pub use rank::{Ranks, competition_ranks};
pub use results::{Mark, Marked, NodePeriod, NodeResult, Results, Stages};
pub use scale::Scale;
pub use screen::Screen;
pub use tier::Tiering;
pub use treat::Treatment;
pub use weight::{AhpMethod, Combination, Combined, DataWeighting, Importance, Scope, Weighting};
