//! Moving what is selected by keys: the node of the framework, or the unit among those listed.

use super::{App, action::Page, said::Said, view::Sought};
use crate::{
    engine::UnitId,
    project::{NodePlace, NodeStep, UnitStep, ordered, stepped},
};

impl App {
    /// Moves what the screen in view lets keys move.
    pub(super) fn move_selected(&mut self, step: NodeStep) {
        match (self.view.page, step) {
            (Page::Units, NodeStep::Up) => self.move_unit(UnitStep::Up),
            (Page::Units, NodeStep::Down) => self.move_unit(UnitStep::Down),
            _ => self.move_node(step),
        }
    }

    /// Moves the selected node a step; says so where there is none, or no way to go.
    fn move_node(&mut self, step: NodeStep) {
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

    /// Moves the selected unit past the next one that is listed; says so where there is none.
    fn move_unit(&mut self, step: UnitStep) {
        let document = self.document().clone();
        let Some(dataset) = document.main() else {
            return;
        };
        let listed = self.codes.listed(dataset, &self.view.sought);
        let listed: Vec<UnitId> = listed.iter().map(|it| it.id).collect();
        let chosen = self.view.selected.filter(|it| listed.contains(it));
        let Some(unit) = chosen else {
            self.status = Some(Said::NoUnitChosen);
            return;
        };
        match ordered(dataset, stepped(&dataset.units, &listed, unit, step)) {
            Some(edit) => {
                self.commit(edit);
                self.view.unit_sought = Some(unit);
            }
            None => self.status = Some(Said::NothingChanged),
        }
    }
}
