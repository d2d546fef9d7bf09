//! Putting scenarios in view: new ones, and those that an undone step belongs to.

use super::App;
use crate::project::{Dataset, Edit, Scenario, ScenarioId};

impl App {
    /// Adds a scenario and shows it: as the base, or as another one.
    pub(super) fn add_scenario(&mut self, like: Option<ScenarioId>) {
        let texts = self.texts();
        let Some(dataset) = self.document().main() else {
            return;
        };
        let id = dataset.id;
        let edit = if let Some(like) = like.and_then(|id| dataset.scenario(id)) {
            Edit::DuplicateScenario {
                dataset: id,
                scenario: like.id,
                name: free_name(dataset, &texts.copy_of_scenario(&like.name)),
            }
        } else {
            let taken = |name: &String| is_taken(dataset, name);
            let names = (1..).map(|number| texts.numbered_scenario(number));
            let name = names.into_iter().find(|it| !taken(it)).unwrap_or_default();
            Edit::AddScenario { dataset: id, name }
        };
        if self.commit(edit) {
            // Ids only rise, so that the latest is the greatest.
            let dataset = self.document().main();
            let latest = dataset.and_then(|it| it.scenarios.iter().map(|it| it.id).max());
            self.view.scenario = latest;
        }
    }

    /// Shows the scenario that a step belongs to which was taken back, done again or found as the last
    /// one, so that what it does is seen.
    pub(super) fn follow(&mut self, edit: &Edit) {
        if let Some(at) = edit.at() {
            self.view.scenario = at.scenario;
        }
    }
}

fn is_taken(dataset: &Dataset, name: &str) -> bool {
    let named = |it: &Scenario| it.name == name;
    dataset.scenarios.iter().any(named)
}

/// A name, with a number behind it where it is taken.
fn free_name(dataset: &Dataset, name: &str) -> String {
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|it| !is_taken(dataset, it)).unwrap_or_default()
}
