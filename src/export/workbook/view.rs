//! What every sheet looks at: results with the names of things, in one period.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Subject, WorkbookOptions,
    groups::{self, Grouping},
};
use crate::{
    engine::{Framework, Method, Node, NodeId, NodePeriod, NodeResult, Period, Results},
    export::{
        ExportError,
        known::{nodes_by_id, units_by_id},
        sheet_plan::{Cell, Look},
    },
    project::{Dataset, Document, ScenarioId, Unit},
    texts::Texts,
};

/// Results with the names of things. Nodes and units are named by where they stand in the results.
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) dataset: &'a Dataset,
    pub(super) scenario: Option<ScenarioId>,
    pub(super) results: &'a Results,
    pub(super) texts: &'a Texts,
    /// The tree under the scenario.
    pub(super) framework: &'a Framework,
    /// The method under the scenario.
    pub(super) method: Method,
    /// The period shown.
    pub(super) period: &'a Period,
    /// Where it stands.
    pub(super) period_at: usize,
    /// The units in the order of the results.
    pub(super) units: Vec<&'a Unit>,
    /// In which order the sheets of values list them: those ranked in this period, those left out
    /// for want of data, those for reference.
    pub(super) rows: Vec<usize>,
    /// How many of them are ranked in this period.
    pub(super) ranked: usize,
    nodes: BTreeMap<NodeId, &'a Node>,
    /// What each unit is called, no two alike.
    labels: Vec<String>,
    /// The groupings of the dataset.
    pub(super) groupings: Vec<Grouping>,
    /// With how many decimals the scores of each node are shown.
    decimals: Vec<u8>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        subject: &Subject<'a>,
        framework: &'a Framework,
        texts: &'a Texts,
        options: &WorkbookOptions,
    ) -> Result<Self, ExportError> {
        let results = subject.results;
        let (Some(first), Some(last)) = (results.periods.first(), results.periods.last()) else {
            return Err(ExportError::NoData);
        };
        let asked = options.period.as_ref().unwrap_or(last);
        let shown = results
            .periods
            .iter()
            .enumerate()
            .find(|(_, it)| *it == asked);
        let Some((period_at, period)) = shown else {
            return Err(ExportError::NoPeriod {
                asked: asked.clone(),
                first: first.clone(),
                last: last.clone(),
            });
        };
        let nodes = nodes_by_id(Some(framework));
        let by_id = units_by_id(subject.dataset);
        let units: Option<Vec<&Unit>> = results
            .units
            .iter()
            .map(|unit| by_id.get(&unit.id).copied())
            .collect();
        let named = results
            .nodes
            .iter()
            .all(|node| nodes.contains_key(&node.id));
        let Some(units) = units.filter(|_| named) else {
            return Err(ExportError::Mismatch);
        };
        let (rows, ranked) = rows(results, period_at);
        Ok(Self {
            rows,
            ranked,
            document: subject.document,
            dataset: subject.dataset,
            scenario: subject.scenario,
            results,
            texts,
            framework,
            method: subject.dataset.method_in(subject.scenario),
            period,
            period_at,
            labels: labels(&units),
            groupings: groups::groupings(subject.dataset, results),
            units,
            decimals: (results.nodes.iter())
                .map(|node| options.decimals().unwrap_or_else(|| decimals(node)))
                .collect(),
            nodes,
        })
    }

    /// The children of the index.
    pub(super) fn top_level(&self) -> &'a [usize] {
        self.results.root().map_or(&[], |root| &root.children)
    }

    pub(super) fn node(&self, at: usize) -> Option<&'a Node> {
        self.nodes.get(&self.results.nodes.get(at)?.id).copied()
    }

    pub(super) fn name(&self, at: usize) -> &'a str {
        self.node(at).map_or("", |node| node.name.as_str())
    }

    /// The indicators, in the order of the framework.
    pub(super) fn indicators(&self) -> Vec<usize> {
        let nodes = self.results.nodes.iter().enumerate();
        nodes
            .filter(|(at, _)| {
                self.node(*at)
                    .is_some_and(|node| node.indicator().is_some())
            })
            .map(|(at, _)| at)
            .collect()
    }

    /// A node and all below it, in the order of the framework.
    pub(super) fn below(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        for &child in self
            .results
            .nodes
            .get(at)
            .map_or(&[][..], |node| &node.children)
        {
            all.extend(self.below(child));
        }
        all
    }

    /// The child of the index that a node stands below; none for the index itself and its children.
    pub(super) fn dimension_of(&self, at: usize) -> Option<usize> {
        let parent = self.results.nodes.get(at)?.parent?;
        if parent == 0 {
            return None;
        }
        self.dimension_of(parent).or(Some(parent))
    }

    /// How many steps a node stands below the index.
    pub(super) fn depth(&self, at: usize) -> u8 {
        let parent = self.results.nodes.get(at).and_then(|node| node.parent);
        parent.map_or(0, |parent| self.depth(parent).saturating_add(1))
    }

    /// A node in the period shown.
    pub(super) fn now(&self, at: usize) -> Option<&'a NodePeriod> {
        self.results.nodes.get(at)?.periods.get(self.period_at)
    }

    /// A unit's score and rank at a node in the period shown, ready to stand in a row.
    pub(super) fn score_and_rank(&self, at: usize, unit: usize) -> [Cell; 2] {
        self.score_and_rank_in(at, self.period_at, unit)
    }

    /// A unit's score and rank at a node in a period.
    pub(super) fn score_and_rank_in(&self, at: usize, period: usize, unit: usize) -> [Cell; 2] {
        let node = self
            .results
            .nodes
            .get(at)
            .and_then(|node| node.periods.get(period));
        let score = node.and_then(|node| node.scores.get(unit));
        let rank = node.and_then(|node| node.ranks.get(unit));
        let decimals = self.decimals(at);
        [
            score.map_or(Cell::Missing, |score| Cell::Score(score, decimals)),
            rank.map_or(Cell::Blank, Cell::Rank),
        ]
    }

    /// All units: those with a rank at a node, best first, then those without a score, then those
    /// for reference.
    pub(super) fn listing(&self, at: usize) -> Vec<usize> {
        let placed = self.results.order(at, self.period_at);
        let has_rank = |unit: usize| {
            self.now(at)
                .is_some_and(|node| node.ranks.get(unit).is_some())
        };
        let rest = self.rows.iter().copied().filter(|&unit| !has_rank(unit));
        placed.into_iter().chain(rest).collect()
    }

    /// Whether a unit is left out of the ranking of this period for want of data.
    pub(super) fn is_left_out(&self, unit: usize) -> bool {
        let screened = self.results.screened.get(self.period_at);
        let verdict = screened.and_then(|it| it.verdicts.get(unit));
        verdict.is_some_and(|it| it.out.is_some())
    }

    pub(super) fn is_ranked(&self, unit: usize) -> bool {
        self.results.units.get(unit).is_some_and(|unit| unit.ranked)
    }

    /// How the rows of a unit look.
    pub(super) fn look(&self, unit: usize) -> Look {
        if self.is_ranked(unit) {
            Look::Body
        } else {
            Look::Aside
        }
    }

    pub(super) fn label(&self, unit: usize) -> Cell {
        Cell::Text(self.called(unit).to_owned())
    }

    /// What a unit is called: its label, with its key where another has the same.
    pub(super) fn called(&self, unit: usize) -> &str {
        self.labels.get(unit).map_or("", String::as_str)
    }

    /// With how many decimals the scores of a node are shown.
    pub(super) fn decimals(&self, at: usize) -> u8 {
        self.decimals.get(at).copied().unwrap_or(2)
    }

    /// The results of a node of the tree; none where it takes no part.
    pub(super) fn result_of(&self, id: NodeId) -> Option<&'a NodeResult> {
        self.results.node(id)
    }
}

/// The units in the order of the sheets of values, and how many of them are ranked.
fn rows(results: &Results, period: usize) -> (Vec<usize>, usize) {
    let screened = results.screened.get(period);
    let is_out = |unit: usize| {
        let verdict = screened.and_then(|it| it.verdicts.get(unit));
        verdict.is_some_and(|it| it.out.is_some())
    };
    let class = |unit: usize| match results.units.get(unit) {
        Some(it) if it.ranked && !is_out(unit) => 0,
        Some(it) if it.ranked => 1,
        _ => 2,
    };
    let mut rows: Vec<usize> = (0..results.units.len()).collect();
    rows.sort_by_key(|&unit| class(unit));
    let ranked = rows.iter().filter(|&&unit| class(unit) == 0).count();
    (rows, ranked)
}

/// Labels told apart by keys. Spreadsheets look names up without regard to case.
fn labels(units: &[&Unit]) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for unit in units {
        *count.entry(unit.label.to_lowercase()).or_default() += 1;
    }
    let is_one = |label: &str| count.get(&label.to_lowercase()) == Some(&1);
    let mut taken: BTreeSet<String> = count.keys().cloned().collect();
    let give = |unit: &&Unit| {
        if is_one(&unit.label) {
            return unit.label.clone();
        }
        let with_key = format!("{} ({})", unit.label, unit.key);
        let numbered = (2_usize..).map(|number| format!("{with_key} {number}"));
        let mut offered = std::iter::once(with_key.clone()).chain(numbered);
        let given = offered.find(|it| taken.insert(it.to_lowercase()));
        given.unwrap_or(with_key)
    };
    units.iter().map(give).collect()
}

fn decimals(node: &NodeResult) -> u8 {
    let scores = node
        .periods
        .iter()
        .flat_map(|period| period.scores.observed());
    Texts::score_decimals(scores.map(f64::abs).fold(0.0, f64::max))
}
