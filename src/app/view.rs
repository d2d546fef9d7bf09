//! What is in view: lost when the program ends, never part of the document.

use std::collections::BTreeMap;

use super::{
    action::{Action, Page},
    ranking::Sort,
};
use crate::engine::{NodeId, Period, UnitId, VariableId};

/// The state of the screens.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    /// The screen.
    pub page: Page,
    /// The unit that is followed everywhere.
    pub selected: Option<UnitId>,
    /// The period asked for; none is the last.
    pub period: Option<Period>,
    /// How the results are sorted.
    pub sort: Sort,
    /// The cell of the data in focus: row and column as shown.
    pub cell: Option<(usize, usize)>,
    /// How many digits the columns of the data show, as of a revision and period.
    pub places: Places,
    /// The correction being typed.
    pub correction: Option<Correction>,
    /// The top of each aggregate's sliders, fixed while one is dragged.
    pub slider_tops: BTreeMap<NodeId, f64>,
    /// The name being typed in the framework.
    pub renaming: Option<(NodeId, String)>,
    /// What is looked for among the units.
    pub sought: String,
    /// What the chart shows; none is the index.
    pub chart_node: Option<NodeId>,
    /// How many units the chart shows; 0 is all.
    pub chart_first: usize,
    /// The project's title while it is typed.
    pub title: Option<String>,
}

impl View {
    /// Follows a unit, or stops following it if it is followed already.
    pub(super) fn toggle(&self, unit: UnitId) -> Action {
        let again = self.selected == Some(unit);
        Action::Select((!again).then_some(unit))
    }
}

/// A value of the data being typed.
#[derive(Clone, Debug)]
pub(super) struct Correction {
    /// Whose.
    pub unit: UnitId,
    /// Of what.
    pub variable: VariableId,
    /// When.
    pub period: Period,
    /// As typed so far.
    pub text: String,
    /// Whether the field has been given the keyboard.
    pub focused: bool,
}

/// The digits after the point of each column, found out when a column comes into sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    of: Option<(u64, Period)>,
    known: BTreeMap<VariableId, usize>,
}

impl Places {
    /// The digits of a column; `find` is asked once for each revision of the document and period.
    pub(super) fn of(
        &mut self,
        revision: u64,
        period: &Period,
        variable: VariableId,
        find: impl FnOnce() -> usize,
    ) -> usize {
        if self
            .of
            .as_ref()
            .is_none_or(|(at, of)| *at != revision || of != period)
        {
            self.of = Some((revision, period.clone()));
            self.known.clear();
        }
        *self.known.entry(variable).or_insert_with(find)
    }
}
