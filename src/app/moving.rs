//! Moving the selected node of the framework by keys.

use super::{App, said::Said, view::Sought};
use crate::project::{NodePlace, NodeStep};

impl App {
    /// Moves the selected node a step; says so where there is none, or no way to go.
    pub(super) fn move_node(&mut self, step: NodeStep) {
        let document = self.document().clone();
        let dataset = document.main();
        let framework = dataset.and_then(|it| it.framework.as_ref().map(|tree| (it.id, tree)));
        let chosen = self.view.node;
        let chosen = framework.zip(chosen.filter(|&node| {
            framework.is_some_and(|(_, framework)| framework.node(node).is_some())
        }));
        let Some(((dataset, framework), node)) = chosen else {
            self.status = Some(Said::NoNodeChosen);
            return;
        };
        match NodePlace::after(framework, node, step) {
            Some(place) => {
                self.commit(place.edit(dataset, node));
                self.view.node_sought = Some((node, Sought::Near));
            }
            None => self.status = Some(Said::NothingChanged),
        }
    }
}
