//! Results in sentences, and units in view side by side, made anew only when there are other results.

use super::view::{ResultsTab, View};
use crate::{
    engine::{NodeId, Results, UnitId},
    project::{
        Dataset,
        summary::{NodeStanding, Summary, UnitSummary, node_standing, summarise, summarise_unit},
    },
};

/// So many units can be beside the one in view.
pub(super) const MOST_BESIDE: usize = 3;

/// What is told of results.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    /// The ranking in sentences; none where nobody is ranked.
    pub summary: Option<Summary>,
    /// The units in view, the selected one first.
    pub units: Vec<UnitProfile>,
    /// The nodes in the order of the framework, each with its depth.
    pub nodes: Vec<(NodeId, usize)>,
    of: Option<Of>,
}

/// The results, the period and the units in view.
type Of = (u64, usize, Vec<UnitId>);

/// A unit in view.
#[derive(Debug)]
pub(super) struct UnitProfile {
    /// Which one.
    pub unit: UnitId,
    /// Its place, moves, strengths and weaknesses.
    pub summary: UnitSummary,
    /// How it stands in every node, in their order.
    pub nodes: Vec<Option<NodeStanding>>,
}

impl Profiles {
    /// Brings what is in view up to the results; nothing is made where it is not.
    pub(super) fn prepare(
        &mut self,
        (results, dataset): (&Results, &Dataset),
        (generation, period): (u64, usize),
        view: &View,
    ) {
        let told = matches!(view.results, ResultsTab::Summary | ResultsTab::Units);
        if !told {
            return;
        }
        let mut units: Vec<UnitId> = shown(results, view, period).into_iter().collect();
        let beside = view.beside.iter().filter(|it| !units.contains(it)).copied();
        let beside: Vec<UnitId> = beside.take(MOST_BESIDE).collect();
        units.extend(beside);
        let of = (generation, period, units);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.summary = summarise(results, dataset, period);
        let profile = |unit: &UnitId| {
            let summary = summarise_unit(results, dataset, (*unit, period))?;
            let at = results.units.iter().position(|it| it.id == *unit)?;
            let nodes = 0..results.nodes.len();
            Some(UnitProfile {
                unit: *unit,
                summary,
                nodes: nodes
                    .map(|it| node_standing(results, (it, period), at))
                    .collect(),
            })
        };
        self.units = of.2.iter().filter_map(profile).collect();
        self.nodes = nodes(results);
        self.of = Some(of);
    }
}

/// The unit in view; the first in rank where none is selected.
fn shown(results: &Results, view: &View, period: usize) -> Option<UnitId> {
    let known = |unit: &UnitId| results.units.iter().any(|it| it.id == *unit);
    view.selected.filter(known).or_else(|| {
        let first = *results.order(0, period).first()?;
        results.units.get(first).map(|it| it.id)
    })
}

/// All nodes with how deep they lie.
fn nodes(results: &Results) -> Vec<(NodeId, usize)> {
    let mut depths: Vec<usize> = Vec::with_capacity(results.nodes.len());
    for node in &results.nodes {
        let above = node.parent.and_then(|it| depths.get(it));
        depths.push(above.map_or(0, |it| it + 1));
    }
    let ids = results.nodes.iter().map(|it| it.id);
    ids.zip(depths).collect()
}
