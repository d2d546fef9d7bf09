//! All the engine sees: who takes part, the tree laid flat, and every choice settled.

mod lay;

use super::{
    Aggregation, Denominator, Direction, Framework, Method, NodeId, Normalisation, Over, Panel,
    Period, UnitId, VariableId, Weighting,
};

/// What is to be computed. Made from a dataset and a scenario; defaults and overrides are settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The values, corrections applied.
    pub panel: Panel,
    /// The units that take part, in their order.
    pub units: Vec<PlanUnit>,
    /// The periods to compute, in order.
    pub periods: Vec<Period>,
    /// The tree laid flat: the root first, parents before children, siblings in order. The walk
    /// through the stages relies on this shape, so only [`Plan::new`] makes it.
    pub(in crate::engine) nodes: Vec<PlanNode>,
    /// Aggregates without any indicator that takes part; they are left out like those switched off.
    pub(in crate::engine) idle: Vec<NodeId>,
}

/// A unit that takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanUnit {
    /// Which one.
    pub id: UnitId,
    /// Ranked, or only shown for reference.
    pub ranked: bool,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanNode {
    /// Which one.
    pub id: NodeId,
    /// Where its parent stands in [`Plan::nodes`]; none for the root.
    pub parent: Option<usize>,
    /// Where its children stand in [`Plan::nodes`].
    pub children: Vec<usize>,
    /// 1 for an indicator, else one more than the highest child.
    pub level: usize,
    /// The typed weight.
    pub weight: Option<f64>,
    /// Aggregate or indicator.
    pub body: PlanBody,
}

/// What a node does.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanBody {
    /// Makes its score from its children's.
    Aggregate(PlanAggregate),
    /// Reads and normalises a variable.
    Indicator(PlanIndicator),
}

/// The choices of an aggregate.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanAggregate {
    /// Where its children's weights come from.
    pub weighting: Weighting,
    /// How its score is made.
    pub aggregation: Aggregation,
    /// See [`Method::min_availability`].
    pub min_availability: f64,
    /// 逆向 where its parent takes its score turned round.
    pub direction: Direction,
    /// Where the aggregate stands whose weighting shares weight out flat over all indicators of
    /// its branch, this one's children among them.
    pub flat: Option<usize>,
}

/// The choices of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanIndicator {
    /// The column it reads.
    pub variable: VariableId,
    /// How many periods the data lie before the index.
    pub lag: u32,
    /// What values are divided by.
    pub denominator: Option<Denominator>,
    /// Whether more is better.
    pub direction: Direction,
    /// How its values become scores; what the indicator itself states is in it.
    pub normalisation: Normalisation,
}

impl Plan {
    /// Lays a framework flat under a method. Nodes that are switched off are left out with all
    /// below them, and so are aggregates without any indicator. The periods are those in which a
    /// variable of the framework has a column; a lagging indicator adds none of its own unless
    /// all lag.
    pub fn new(panel: Panel, units: Vec<PlanUnit>, framework: &Framework, method: &Method) -> Self {
        let (nodes, idle) = lay::flat(framework, method);
        let periods = periods(&panel, &nodes);
        Self {
            panel,
            units,
            periods,
            nodes,
            idle,
        }
    }

    /// The tree laid flat: the root first, parents before children, siblings in order.
    pub fn nodes(&self) -> &[PlanNode] {
        &self.nodes
    }

    /// The plan of one period, where no choice looks at another: what comes of it is what the
    /// whole plan gives for that period, bit for bit. None where some choice does, or the period
    /// is the only one.
    pub fn alone(&self, period: &Period) -> Option<Self> {
        let stays = self.periods.len() > 1
            && self.periods.contains(period)
            && self.nodes.iter().all(|node| match &node.body {
                PlanBody::Aggregate(choices) => choices.stays_in_period(),
                PlanBody::Indicator(indicator) => indicator.stays_in_period(),
            });
        stays.then(|| Self {
            periods: vec![period.clone()],
            ..self.clone()
        })
    }

    /// Whether each unit is ranked, in the order of units.
    pub fn ranked(&self) -> Vec<bool> {
        self.units.iter().map(|unit| unit.ranked).collect()
    }
}

fn periods(panel: &Panel, nodes: &[PlanNode]) -> Vec<Period> {
    let indicators = || nodes.iter().filter_map(PlanNode::indicator);
    let all_lag = indicators().all(|indicator| indicator.lag > 0);
    let mut periods: Vec<Period> = indicators()
        .filter(|indicator| all_lag || indicator.lag == 0)
        .filter_map(|indicator| Some((panel.series(indicator.variable)?, indicator.lag)))
        .flat_map(|(series, lag)| {
            series
                .keys()
                .filter_map(move |period| period.moved(lag.into()))
        })
        .collect();
    periods.sort();
    periods.dedup();
    periods
}

impl PlanAggregate {
    fn stays_in_period(&self) -> bool {
        self.weighting
            .over()
            .is_none_or(|over| *over == Over::Period)
    }
}

impl PlanIndicator {
    fn stays_in_period(&self) -> bool {
        !matches!(self.normalisation, Normalisation::BaseIndex { .. })
            && self
                .normalisation
                .over()
                .is_none_or(|over| over == Over::Period)
    }
}

impl PlanNode {
    /// The choices of an indicator, if it is one.
    pub fn indicator(&self) -> Option<&PlanIndicator> {
        match &self.body {
            PlanBody::Indicator(indicator) => Some(indicator),
            PlanBody::Aggregate(_) => None,
        }
    }

    /// The choices of an aggregate, if it is one.
    pub fn aggregate(&self) -> Option<&PlanAggregate> {
        match &self.body {
            PlanBody::Aggregate(choices) => Some(choices),
            PlanBody::Indicator(_) => None,
        }
    }
}
