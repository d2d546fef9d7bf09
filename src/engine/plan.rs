//! All the engine sees: who takes part, the tree laid flat, and every choice settled.

mod lay;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Aggregation, Denominator, Direction, ExpertJudgements, ExpertWeights, Finding, Framework,
    Imputation, Method, NodeId, Normalisation, Over, Panel, Period, Pool, Pooling, Screen,
    Treatment, UnitId, VariableId, Weighting, formula::BoundFormula,
};

/// What is to be computed. Made from a dataset and a scenario; defaults and overrides are settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The values, corrections applied.
    pub panel: Panel,
    /// The units that take part, in their order.
    pub units: Vec<PlanUnit>,
    /// Variables computed from others.
    pub(in crate::engine) derived: Vec<(VariableId, BoundFormula)>,
    /// Units whose values come from those of others.
    pub(in crate::engine) pools: Vec<Pool>,
    /// How the values of a variable are pooled; those not named are summed.
    pub(in crate::engine) pooling: BTreeMap<VariableId, Pooling>,
    /// By the name of the grouping: which group each unit is in, in the order of units.
    pub(in crate::engine) groups: BTreeMap<String, Vec<Option<usize>>>,
    /// Who has enough data to be ranked.
    pub(in crate::engine) screen: Option<Screen>,
    /// What was noticed before the engine saw the plan.
    pub(in crate::engine) findings: Vec<Finding>,
    /// The periods to compute, in order.
    pub periods: Vec<Period>,
    /// The tree laid flat: the root first, parents before children, siblings in order. The walk
    /// through the stages relies on this shape, so only [`Plan::new`] makes it.
    pub(in crate::engine) nodes: Vec<PlanNode>,
    /// Aggregates without any indicator that takes part; they are left out like those switched off.
    pub(in crate::engine) idle: Vec<NodeId>,
}

/// What a plan starts from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanData {
    /// The values, corrections applied.
    pub panel: Panel,
    /// The units that take part, in their order.
    pub units: Vec<PlanUnit>,
    /// Variables computed from others, after pooling.
    pub derived: Vec<(VariableId, BoundFormula)>,
    /// Units whose values come from those of others.
    pub pools: Vec<Pool>,
    /// How the values of a variable are pooled; those not named are summed.
    pub pooling: BTreeMap<VariableId, Pooling>,
    /// By the name of the grouping: which group each unit is in, in the order of units.
    pub groups: BTreeMap<String, Vec<Option<usize>>>,
    /// What was noticed while this was put together.
    pub findings: Vec<Finding>,
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
    /// How important experts judge its children.
    pub judgements: Vec<ExpertJudgements>,
    /// The weights experts give its children.
    pub opinions: Vec<ExpertWeights>,
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
    /// How its gaps are filled.
    pub imputation: Imputation,
    /// What is done about its outliers.
    pub treatment: Treatment,
    /// How its values become scores; what the indicator itself states is in it.
    pub normalisation: Normalisation,
}

impl Plan {
    /// Lays a framework flat under a method. Nodes that are switched off are left out with all
    /// below them, and so are aggregates without any indicator. The periods are those in which a
    /// variable of the framework has a column; a lagging indicator adds none of its own unless
    /// all lag.
    pub fn new(panel: Panel, units: Vec<PlanUnit>, framework: &Framework, method: &Method) -> Self {
        let data = PlanData {
            panel,
            units,
            ..PlanData::default()
        };
        Self::with(data, framework, method)
    }

    /// The same from data that are not all imported.
    pub fn with(data: PlanData, framework: &Framework, method: &Method) -> Self {
        let (nodes, idle) = lay::flat(framework, method);
        let periods = periods(&data, &nodes);
        let PlanData {
            panel,
            units,
            derived,
            pools,
            pooling,
            groups,
            findings,
        } = data;
        Self {
            panel,
            units,
            derived,
            pools,
            pooling,
            groups,
            screen: method.screen.clone().filter(|screen| !screen.is_idle()),
            findings,
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

/// A variable and all those that its formula comes from.
fn sources(data: &PlanData, variable: VariableId, known: &mut BTreeSet<VariableId>) {
    if !known.insert(variable) {
        return;
    }
    if let Some((_, formula)) = data.derived.iter().rfind(|(it, _)| *it == variable) {
        for below in formula.variables() {
            sources(data, below, known);
        }
    }
}

fn periods(data: &PlanData, nodes: &[PlanNode]) -> Vec<Period> {
    let indicators = || nodes.iter().filter_map(PlanNode::indicator);
    let all_lag = indicators().all(|indicator| indicator.lag > 0);
    let mut periods: Vec<Period> = indicators()
        .filter(|indicator| all_lag || indicator.lag == 0)
        .flat_map(|indicator| {
            let mut known = BTreeSet::new();
            sources(data, indicator.variable, &mut known);
            // What a formula makes takes the place of what was imported, periods and all.
            known.retain(|id| data.derived.iter().all(|it| it.0 != *id));
            let all_series = known.into_iter().filter_map(|it| data.panel.series(it));
            let periods = all_series.flat_map(|series| series.keys());
            periods.filter_map(|period| period.moved(indicator.lag.into()))
        })
        .collect();
    periods.sort();
    periods.dedup();
    periods
}

impl PlanAggregate {
    fn stays_in_period(&self) -> bool {
        self.weighting.stays_in_period() && self.aggregation != Aggregation::GrowthChain
    }
}

impl PlanIndicator {
    fn stays_in_period(&self) -> bool {
        let own = |over: Option<Over>| over.is_none_or(|over| over == Over::Period);
        !matches!(self.normalisation, Normalisation::BaseIndex { .. })
            && own(self.normalisation.over())
            && own(self.treatment.over())
            && own(self.imputation.over())
            && !self.imputation.looks_through_time()
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
