//! The workbook that computes itself: which cell is made from which, from the raw value to the rank.
//!
//! Units stand in the same row on every sheet of the chain, those that are ranked first, so that
//! what is best and worst among them is asked of one range. Nodes stand on three sheets (scores,
//! rounded scores, ranks) in the same columns, siblings side by side. What a node is measured
//! against stands in its row of the framework.

mod basis;
mod leaf;
mod node;
mod ranks;
mod scored;
mod scores;
mod weights;

use std::collections::BTreeMap;

use super::view::View;
use crate::{
    engine::{
        Aggregation, Direction, NodePeriod, Plan, PlanAggregate, PlanBody, PlanIndicator, Scale,
        Severity, Stages, VariableId, treat::Map,
    },
    export::{
        cell_formula::{Sheet, Spot, Term},
        sheet_name::SheetNames,
        sheet_plan::Cell,
    },
};

pub(super) use basis::divided;
pub(super) use node::{Column, FIRST_EXTRA, extra_cells};
pub(super) use ranks::{ranks, rounded};
pub(super) use scores::scores;

/// The most cells of units × nodes that are made by formulas; beyond, a spreadsheet would compute
/// for minutes at every change, and values alone are written.
pub(super) const MOST: usize = 60_000;

/// A sheet of the chain.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) sheet: Sheet,
}

/// A cell with what makes it; a cell without is a value.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) cell: Cell,
    pub(super) by: Option<Term>,
}

/// Where everything stands.
pub(super) struct Live {
    pub(super) plan: Plan,
    /// The raw values, the divided ones, the treated ones.
    pub(super) raw: Place,
    pub(super) divided: Option<Place>,
    pub(super) prepared: Option<Place>,
    pub(super) normalised: Place,
    pub(super) framework: Place,
    pub(super) scores: Place,
    pub(super) rounded: Place,
    pub(super) ranks: Place,
    /// How many rows of headers the sheets of indicators have.
    pub(super) top: usize,
    /// The column of each indicator.
    leaf_columns: BTreeMap<usize, usize>,
    /// The column of each node on the sheets of nodes.
    node_columns: Vec<usize>,
    /// The row of each node on the sheet of the framework.
    node_rows: Vec<usize>,
    /// Columns beside the raw values: what an indicator is divided by, what it was in the base period.
    pub(super) beside: Vec<Beside>,
    /// Whether each node is made by formulas.
    made: Vec<bool>,
    /// Whether an error keeps each node empty.
    stopped: Vec<bool>,
    /// How many rows hold ranked units.
    pub(super) ranked: usize,
    /// How many rows hold units.
    pub(super) units: usize,
}

/// A column beside the raw values.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub(super) what: What,
    /// In the order of rows.
    pub(super) values: Vec<Option<f64>>,
}

/// What stands beside the raw values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A variable that indicators of a lag are divided by.
    Denominator(VariableId, u32),
    /// What an indicator was in its base period.
    Base(usize),
}

/// The first row of units on the sheets of nodes.
pub(super) const NODES_TOP: usize = 2;

impl Made {
    pub(super) fn value(cell: Cell) -> Self {
        Self { cell, by: None }
    }

    pub(super) fn formula(cell: Cell, by: Term) -> Self {
        let by = Some(by);
        Self { cell, by }
    }

    /// A number that is shown as it is, or nothing.
    fn number(number: Option<f64>, by: Term) -> Self {
        let cell = number.map_or(Cell::Blank, |it| Cell::Number(it, None));
        Self::formula(cell, by)
    }
}

/// Whether so much can be left to a spreadsheet.
pub(super) fn is_small(view: &View<'_>) -> bool {
    let cells = view.units.len().saturating_mul(view.results.nodes.len());
    cells <= MOST && view.ranked > 0
}

impl Live {
    /// The chain of a view; its sheets are named now, so that formulas can name them.
    pub(super) fn new(
        view: &View<'_>,
        plan: Plan,
        names: [String; 7],
        more: &mut SheetNames,
    ) -> Self {
        let [raw, prepared, normalised, framework, scores, rounded, ranks] = names.map(Place::new);
        let is_prepared = super::values::is_prepared(view);
        let indicators = view.indicators();
        let mut live = Self {
            raw,
            divided: None,
            prepared: is_prepared.then_some(prepared),
            normalised,
            framework,
            scores,
            rounded,
            ranks,
            top: super::values::header_rows(view),
            leaf_columns: indicators.iter().copied().zip(1..).collect(),
            node_columns: columns_of_nodes(view),
            node_rows: rows_of_nodes(view),
            beside: Vec::new(),
            made: Vec::new(),
            stopped: Vec::new(),
            ranked: view.ranked,
            units: view.rows.len(),
            plan,
        };
        let divides = |&at: &usize| {
            live.indicator(at)
                .is_some_and(|it| it.denominator.is_some())
        };
        if is_prepared && indicators.iter().any(divides) {
            live.divided = Some(Place::new(more.give(view.texts.sheet_divided())));
        }
        live.beside = basis::beside(&live, view);
        live.settle(view);
        live
    }

    /// Which nodes formulas can make, and which an error keeps empty: children stand after their parents.
    fn settle(&mut self, view: &View<'_>) {
        let count = self.plan.nodes().len();
        self.made = vec![false; count];
        self.stopped = vec![false; count];
        for at in (0..count).rev() {
            let made = match &self.plan.nodes()[at].body {
                PlanBody::Indicator(_) => leaf::is_made(self, view, at),
                PlanBody::Aggregate(choices) => scores::is_made(self, view, at, choices),
            };
            self.made[at] = made;
            self.stopped[at] = match &self.plan.nodes()[at].body {
                _ if !made => has_error(view, at) || self.below_is_stopped(view, at),
                PlanBody::Indicator(_) => leaf::is_stopped(self, view, at),
                PlanBody::Aggregate(_) => {
                    self.below_is_stopped(view, at) || scores::below_floor(self, view, at)
                }
            };
        }
    }

    fn below_is_stopped(&self, view: &View<'_>, at: usize) -> bool {
        let children = &self.plan.nodes()[at].children;
        children.iter().any(|&child| {
            let weight = view.now(child).and_then(|node| node.weight);
            self.stopped[child] || weight.is_none()
        })
    }

    pub(super) fn is_made(&self, at: usize) -> bool {
        self.made.get(at) == Some(&true)
    }

    pub(super) fn is_stopped(&self, at: usize) -> bool {
        self.stopped.get(at) == Some(&true)
    }

    pub(super) fn indicator(&self, at: usize) -> Option<&PlanIndicator> {
        self.plan.nodes().get(at)?.indicator()
    }

    pub(super) fn aggregate(&self, at: usize) -> Option<&PlanAggregate> {
        self.plan.nodes().get(at)?.aggregate()
    }

    pub(super) fn children(&self, at: usize) -> &[usize] {
        self.plan.nodes().get(at).map_or(&[], |it| &it.children)
    }

    /// The column of an indicator on the sheets of indicators.
    pub(super) fn leaf_column(&self, at: usize) -> usize {
        self.leaf_columns.get(&at).copied().unwrap_or(0)
    }

    /// The column of a node on the sheets of nodes.
    pub(super) fn node_column(&self, at: usize) -> usize {
        self.node_columns.get(at).copied().unwrap_or(0)
    }

    /// The sheet whose values are normalised.
    fn values(&self) -> &Place {
        self.prepared.as_ref().unwrap_or(&self.raw)
    }

    /// The sheet whose values are treated.
    pub(super) fn before_treatment(&self) -> &Place {
        self.divided.as_ref().unwrap_or(&self.raw)
    }

    /// The values of ranked units of an indicator on a sheet of indicators.
    fn ranked_area(&self, place: &Place, at: usize) -> Term {
        let column = self.leaf_column(at);
        let first = Spot::fixed(self.top, column);
        let last = Spot::fixed(self.top + self.ranked.max(1) - 1, column);
        place.sheet.area(first, last)
    }

    /// The cells of a column of a sheet of nodes: those of ranked units, or of all.
    pub(super) fn node_area(&self, place: &Place, column: usize, all: bool) -> Term {
        let rows = if all { self.units } else { self.ranked };
        let first = Spot::fixed(NODES_TOP, column);
        let last = Spot::fixed(NODES_TOP + rows.max(1) - 1, column);
        place.sheet.area(first, last)
    }

    /// The names of all units.
    pub(super) fn unit_names(&self) -> Term {
        self.node_area(&self.scores, 0, true)
    }

    /// The order of a node on the sheet of ranks: only the index and its children have one.
    pub(super) fn order_column(&self, view: &View<'_>, at: usize) -> Option<usize> {
        let ordered = scores::ordered(view);
        let place = ordered.iter().position(|&it| it == at)?;
        Some(1 + self.plan.nodes().len() + place)
    }

    /// The column of tiers on the sheet of ranks.
    pub(super) fn tier_column(&self, view: &View<'_>) -> usize {
        1 + self.plan.nodes().len() + scores::ordered(view).len()
    }

    /// The column of the groups of a kind on the sheet of ranks; that of the ranks within them
    /// follows.
    pub(super) fn group_column(&self, view: &View<'_>, kind: usize) -> usize {
        self.tier_column(view) + usize::from(super::ranking::tiers(view).is_some()) + 2 * kind
    }

    /// A cell of a node's row of the framework.
    pub(super) fn of_node(&self, at: usize, column: usize) -> Term {
        let row = self.node_rows.get(at).copied().unwrap_or(0);
        self.framework.sheet.cell(Spot::fixed(row, column))
    }

    /// The same on the sheet of the framework itself.
    fn own(&self, at: usize, column: usize) -> Term {
        Spot::fixed(self.node_rows.get(at).copied().unwrap_or(0), column).here()
    }

    /// The same of several nodes, those in adjoining rows together.
    fn own_of_all(&self, nodes: &[usize], column: usize) -> Vec<Term> {
        let mut rows: Vec<usize> = nodes
            .iter()
            .filter_map(|&at| self.node_rows.get(at).copied())
            .collect();
        rows.sort_unstable();
        let runs = rows.chunk_by(|a, b| a + 1 == *b);
        let area = |run: &[usize]| {
            let (first, last) = (run.first()?, run.last()?);
            let first = Spot::fixed(*first, column);
            Some(if run.len() == 1 {
                first.here()
            } else {
                first.to(Spot::fixed(*last, column))
            })
        };
        runs.filter_map(area).collect()
    }

    /// The scale of a node.
    fn scale(view: &View<'_>, at: usize) -> Scale {
        view.results
            .nodes
            .get(at)
            .map_or(Scale::Open, |node| node.scale)
    }

    /// What each ranked unit has of an indicator, as it is normalised.
    fn ranked_values(&self, view: &View<'_>, at: usize) -> Vec<f64> {
        let stages = stages(view, at);
        let ranked = view.rows.iter().take(self.ranked);
        ranked.filter_map(|&unit| stages?.value.get(unit)).collect()
    }

    /// The scale that the values of an indicator were treated to.
    fn map(view: &View<'_>, at: usize) -> Map {
        stages(view, at)
            .and_then(|stages| stages.treated)
            .map_or(Map::Identity, |record| record.map)
    }

    /// What other formulas may call the ranges that matter most.
    pub(super) fn names(&self, view: &View<'_>) -> Vec<(String, String)> {
        let column = self.node_column(0);
        let leaves = self.leaf_columns.len();
        let last = self.top + self.units.max(1) - 1;
        let raw = (Spot::fixed(self.top, 1), Spot::fixed(last, leaves.max(1)));
        let rows = self.node_rows.iter().copied().max().unwrap_or(1);
        let typed = Column::Typed.number();
        let weights = (Spot::fixed(1, typed), Spot::fixed(rows, typed));
        let areas = [
            self.unit_names(),
            self.raw.sheet.area(raw.0, raw.1),
            self.framework.sheet.area(weights.0, weights.1),
            self.node_area(&self.scores, column, true),
            self.node_area(&self.ranks, column, true),
        ];
        let names = view.texts.range_names().map(str::to_owned);
        names
            .into_iter()
            .zip(areas.map(|it| it.to_string()))
            .collect()
    }

    /// The nodes whose numbers are written as values, with the reason told elsewhere.
    pub(super) fn values_only(&self, view: &View<'_>) -> Vec<usize> {
        (0..self.plan.nodes().len())
            .filter(|&at| !self.is_made(at) || weights::are_values(self, view, at))
            .collect()
    }
}

impl Place {
    fn new(name: String) -> Self {
        let sheet = Sheet::new(&name);
        Self { name, sheet }
    }
}

/// What went before the score of an indicator.
pub(super) fn stages<'a>(view: &View<'a>, at: usize) -> Option<&'a Stages> {
    let node: &NodePeriod = view.now(at)?;
    node.stages.as_deref()
}

/// Whether the engine told of an error at a node.
fn has_error(view: &View<'_>, at: usize) -> bool {
    let Some(node) = view.results.nodes.get(at) else {
        return false;
    };
    let findings = view.results.findings.iter();
    findings
        .filter(|it| it.node() == Some(node.id))
        .any(|it| it.severity() == Severity::Error)
}

/// The columns of nodes on their sheets: the index, its children, the children of each of these
/// and so on, so that siblings stand side by side.
fn columns_of_nodes(view: &View<'_>) -> Vec<usize> {
    let nodes = &view.results.nodes;
    let mut order: Vec<usize> = (0..nodes.len().min(1)).collect();
    let mut next = 0;
    while let Some(node) = order.get(next).and_then(|&at| nodes.get(at)) {
        order.extend(&node.children);
        next += 1;
    }
    let mut columns = vec![0; nodes.len()];
    for (column, at) in (1..).zip(order) {
        if let Some(slot) = columns.get_mut(at) {
            *slot = column;
        }
    }
    columns
}

/// The rows of nodes on the sheet of the framework, where those that are switched off stand too.
fn rows_of_nodes(view: &View<'_>) -> Vec<usize> {
    let all = view.framework.nodes();
    let rows: BTreeMap<_, usize> = all.iter().map(|node| node.id).zip(1..).collect();
    let row = |node: &crate::engine::NodeResult| rows.get(&node.id).copied().unwrap_or(0);
    view.results.nodes.iter().map(row).collect()
}

/// Whether a parent takes a node turned round.
pub(super) fn is_turned(live: &Live, at: usize) -> bool {
    let choices = live.aggregate(at);
    choices.is_some_and(|it| it.direction == Direction::Negative)
}

/// Whether formulas can do an aggregation at all.
fn is_expressible(aggregation: Aggregation) -> bool {
    match aggregation {
        Aggregation::Arithmetic
        | Aggregation::Geometric
        | Aggregation::Harmonic
        | Aggregation::Minimum
        | Aggregation::Topsis => true,
        // Beyond, powers leave what a double holds, or lose its digits.
        Aggregation::Power(p) => (0.01..=50.0).contains(&p.abs()),
        _ => false,
    }
}
