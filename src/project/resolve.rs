//! From a dataset and a scenario to all the engine sees.

use super::{Dataset, Role, ScenarioId, derived::plan_data};
use crate::engine::{Plan, PlanUnit};

/// Why there is nothing to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// The dataset has no framework.
    #[error("no framework")]
    NoFramework,
    /// There is no such scenario.
    #[error("no such scenario")]
    NoScenario,
}

/// The plan of a dataset under a scenario; none is the base.
///
/// Units that take part keep the order of the dataset; excluded ones are left out.
pub fn resolve(dataset: &Dataset, scenario: Option<ScenarioId>) -> Result<Plan, ResolveError> {
    if scenario.is_some_and(|id| dataset.scenario(id).is_none()) {
        return Err(ResolveError::NoScenario);
    }
    let framework = dataset
        .framework_in(scenario)
        .ok_or(ResolveError::NoFramework)?;
    let units = dataset
        .units
        .iter()
        .zip(dataset.roles(scenario))
        .filter_map(|(unit, role)| match role {
            // What is made of others would be ranked against its own parts.
            Role::Ranked => Some(PlanUnit {
                id: unit.id,
                ranked: unit.members.is_empty(),
            }),
            Role::Reference => Some(PlanUnit {
                id: unit.id,
                ranked: false,
            }),
            Role::Excluded => None,
        })
        .collect();
    Ok(Plan::with(
        plan_data(dataset, units),
        &framework,
        &dataset.method_in(scenario),
    ))
}
