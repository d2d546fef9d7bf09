//! The walk through the stages.

use super::{
    Column, Finding, NodePeriod, NodeResult, Normalisation, Over, Period, Plan, PlanAggregate,
    PlanBody, PlanIndicator, PlanNode, Results, Scale, Severity, Stages, Statistics,
    competition_ranks,
    normalise::{Sample, Trouble},
    weight::WeightError,
};

/// Scores and ranks of a plan.
///
/// Reads as the recipe: weights, normalise, aggregate from the leaves up, rank. A step that cannot
/// be done leaves its node empty, and every node above it too, so that an index with an error
/// never looks whole; the reason is among the findings.
///
/// ```
/// use heng::engine::*;
/// let (unit, variable, period) = (UnitId, VariableId(1), Period::Year(2020));
/// let mut panel = Panel::default();
/// panel.set(variable, &period, unit(1), Some(10.0));
/// panel.set(variable, &period, unit(2), Some(30.0));
/// let node = |id, name: &str, kind| Node {
///     id: NodeId(id), code: name.into(), name: name.into(), weight: None, enabled: true, source: String::new(), kind,
/// };
/// let less_is_better = Indicator { variable, direction: Direction::Negative, lo: None, hi: None, target: None, normalisation: None };
/// let leaf = node(2, "days", NodeKind::Indicator(less_is_better));
/// let root = node(1, "index", NodeKind::Aggregate(Aggregate { children: vec![leaf], ..Aggregate::default() }));
/// let units = [1, 2].map(|id| PlanUnit { id: unit(id), ranked: true }).to_vec();
/// let plan = Plan::new(panel, units, &Framework { root }, &Method::default());
/// let results = compute(&plan);
/// assert_eq!(results.nodes[0].periods[0].scores.get(0), Some(100.0));
/// assert_eq!(results.nodes[0].periods[0].ranks, [Some(1), Some(2)]);
/// ```
pub fn compute(plan: &Plan) -> Results {
    let mut work = Work::new(plan);
    work.weigh();
    // Children stand after their parents, so the walk from the end meets them first.
    for at in (0..plan.nodes.len()).rev() {
        work.score(at);
    }
    work.finish()
}

/// A node under way.
#[derive(Clone)]
struct Draft {
    weight: Option<f64>,
    effective: Option<f64>,
    scale: Scale,
    /// Whether an error keeps this node, and so all above it, empty: one entry a period.
    blocked: Vec<bool>,
    scores: Vec<Column>,
    stages: Vec<Stages>,
}

struct Work<'a> {
    plan: &'a Plan,
    ranked: Vec<bool>,
    /// The panel row of each unit; past the end where the unit has none.
    rows: Vec<usize>,
    drafts: Vec<Draft>,
    findings: Vec<Finding>,
}

impl<'a> Work<'a> {
    fn new(plan: &'a Plan) -> Self {
        let rows = plan
            .units
            .iter()
            .map(|unit| plan.panel.row_of(unit.id).unwrap_or(usize::MAX))
            .collect();
        let empty = Draft {
            weight: None,
            effective: None,
            scale: Scale::Open,
            blocked: vec![false; plan.periods.len()],
            scores: Vec::new(),
            stages: Vec::new(),
        };
        let ranked = plan.ranked();
        let count = ranked.iter().filter(|&&ranked| ranked).count();
        let findings = if count < 2 {
            vec![Finding::TooFewUnits { ranked: count }]
        } else {
            Vec::new()
        };
        Self {
            plan,
            ranked,
            rows,
            drafts: vec![empty; plan.nodes.len()],
            findings,
        }
    }

    /// Relative and effective weights, from the root down.
    fn weigh(&mut self) {
        if let Some(root) = self.drafts.first_mut() {
            root.weight = Some(1.0);
            root.effective = Some(1.0);
        }
        for (at, node) in self.plan.nodes.iter().enumerate() {
            let PlanBody::Aggregate(choices) = &node.body else {
                continue;
            };
            let typed: Vec<Option<f64>> = node
                .children
                .iter()
                .map(|&child| self.plan.nodes[child].weight)
                .collect();
            match choices.weighting.weights(&typed) {
                Ok(weights) => {
                    let above = self.drafts[at].effective;
                    for (&child, weight) in node.children.iter().zip(weights) {
                        self.drafts[child].weight = Some(weight);
                        self.drafts[child].effective = above.map(|above| above * weight);
                    }
                }
                Err(error) => {
                    self.findings.push(weight_finding(self.plan, node, error));
                    self.drafts[at].blocked.fill(true);
                }
            }
        }
    }

    fn score(&mut self, at: usize) {
        let plan = self.plan;
        let node = &plan.nodes[at];
        match &node.body {
            PlanBody::Indicator(indicator) => self.normalise(at, indicator),
            PlanBody::Aggregate(choices) => {
                for &child in &node.children {
                    for period in 0..plan.periods.len() {
                        let blocked = self.drafts[child].blocked[period];
                        self.drafts[at].blocked[period] |= blocked;
                    }
                }
                self.drafts[at].scale = choices
                    .aggregation
                    .scale(node.children.iter().map(|&child| self.drafts[child].scale));
                for period in 0..plan.periods.len() {
                    let scores = self.aggregate(at, *choices, period);
                    self.drafts[at].scores.push(scores);
                }
            }
        }
    }

    /// The stages and scores of an indicator in every period.
    fn normalise(&mut self, at: usize, indicator: &PlanIndicator) {
        let plan = self.plan;
        let node = plan.nodes[at].id;
        let raw: Vec<Column> = plan
            .periods
            .iter()
            .map(|period| self.raw(indicator, period))
            .collect();
        // Once for all periods: pooling again in each would grow with their square.
        let pooled = (indicator.normalisation.over() == Some(Over::Pooled)).then(|| {
            let ranked = raw.iter().flat_map(|column| self.ranked_values(column));
            ranked.collect::<Vec<f64>>()
        });
        let feasible = self.check(node, indicator);
        let mut shared = None;
        self.drafts[at].scale = indicator.normalisation.scale();
        for (number, (period, raw)) in plan.periods.iter().zip(&raw).enumerate() {
            let statistics = if feasible {
                let pool = (pooled.as_deref(), &mut shared);
                self.statistics((node, indicator), period, raw, pool)
            } else {
                Err(Blocked)
            };
            self.drafts[at].blocked[number] = statistics.is_err();
            let statistics = statistics.unwrap_or(None);
            let scores = statistics.as_ref().map_or_else(
                || Column::missing(raw.len()),
                |statistics| {
                    let direction = indicator.direction;
                    indicator.normalisation.scores(raw, direction, statistics)
                },
            );
            self.drafts[at].scores.push(scores);
            self.drafts[at].stages.push(Stages {
                raw: raw.clone(),
                value: raw.clone(),
                statistics,
            });
        }
    }

    /// The values of a variable in a period, in the order of units.
    fn raw(&self, indicator: &PlanIndicator, period: &Period) -> Column {
        match self.plan.panel.column(indicator.variable, period) {
            Some(column) => column.gather(&self.rows),
            None => Column::missing(self.rows.len()),
        }
    }

    /// What the settings alone show to be infeasible.
    fn check(&mut self, node: super::NodeId, indicator: &PlanIndicator) -> bool {
        let trouble = indicator.normalisation.check(indicator.direction);
        if let Err(trouble) = trouble {
            let finding = trouble_finding(node, &Period::Undated, indicator, trouble);
            self.findings.push(finding);
        }
        trouble.is_ok()
    }

    /// What the values of a period are measured against; none where they cannot be measured but
    /// the rest may go on. `pooled` are the values of all periods, and what they came to before.
    fn statistics(
        &mut self,
        (node, indicator): (super::NodeId, &PlanIndicator),
        period: &Period,
        raw: &Column,
        (pooled, shared): (Option<&[f64]>, &mut Option<Result<Statistics, Trouble>>),
    ) -> Result<Option<Statistics>, Blocked> {
        let own = self.only_ranked(raw);
        let normalisation = &indicator.normalisation;
        if own.observed().next().is_none() {
            self.findings.push(Finding::NoData {
                node,
                period: period.clone(),
            });
            return Ok(None);
        }
        let base = self.base(node, indicator)?;
        let measured = shared.clone().unwrap_or_else(|| {
            let from_base = base.as_ref().filter(|_| normalisation.over().is_some());
            let pool: Vec<f64> = match (pooled, from_base) {
                (Some(_), _) => Vec::new(),
                (None, Some(base)) => self.ranked_values(base).collect(),
                (None, None) => own.observed().collect(),
            };
            let reference = self.reference(indicator, period);
            let sample = Sample {
                pool: pooled.unwrap_or(&pool),
                own: &own,
                reference,
                base: base.as_ref(),
            };
            normalisation.measure(indicator.direction, sample)
        });
        if pooled.is_some() && normalisation.pools_all() {
            *shared = Some(measured.clone());
        }
        match measured {
            Ok(statistics) => {
                self.report_base(node, period, (&own, &statistics));
                Ok(Some(statistics))
            }
            Err(trouble) => {
                let finding = trouble_finding(node, period, indicator, trouble);
                let blocks = finding.severity() == Severity::Error;
                if !self.findings.contains(&finding) {
                    self.findings.push(finding);
                }
                if blocks { Err(Blocked) } else { Ok(None) }
            }
        }
    }

    /// The values of the base period, where the normalisation has one; ranked units need some.
    fn base(
        &mut self,
        node: super::NodeId,
        indicator: &PlanIndicator,
    ) -> Result<Option<Column>, Blocked> {
        let base = match (&indicator.normalisation, indicator.normalisation.over()) {
            (Normalisation::BaseIndex { base }, _) => {
                base.clone().or(self.plan.periods.first().cloned())
            }
            (_, Some(Over::Base(base))) => Some(base),
            _ => None,
        };
        let Some(base) = base else {
            return Ok(None);
        };
        let column = self.raw(indicator, &base);
        if self.ranked_values(&column).next().is_some() {
            return Ok(Some(column));
        }
        let finding = Finding::BasePeriodAbsent { node, base };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
        Err(Blocked)
    }

    /// The value of the unit that others are measured against, whether or not it takes part.
    fn reference(&self, indicator: &PlanIndicator, period: &Period) -> Option<f64> {
        let Normalisation::DistanceUnit { unit, over, .. } = &indicator.normalisation else {
            return None;
        };
        let period = match over {
            Over::Base(base) => base,
            Over::Period | Over::Pooled => period,
        };
        let panel = &self.plan.panel;
        let row = panel.row_of((*unit)?)?;
        panel.column(indicator.variable, period)?.get(row)
    }

    /// Ranked units that have no index because a value of theirs is not above zero.
    fn report_base(
        &mut self,
        node: super::NodeId,
        period: &Period,
        (own, statistics): (&Column, &Statistics),
    ) {
        let Statistics::Base(base) = statistics else {
            return;
        };
        let pairs = own.iter().zip(base.iter());
        let units = pairs
            .filter(|(x, base)| x.zip(*base).is_some_and(|(x, base)| x.min(base) <= 0.0))
            .count();
        if units > 0 {
            let period = period.clone();
            let finding = Finding::BaseNotPositive {
                node,
                period,
                units,
            };
            self.findings.push(finding);
        }
    }

    /// A column in which all but ranked units are missing.
    fn only_ranked(&self, column: &Column) -> Column {
        let cells = column.iter().zip(&self.ranked);
        cells
            .map(|(value, &ranked)| value.filter(|_| ranked))
            .collect()
    }

    fn ranked_values<'b>(&'b self, column: &'b Column) -> impl Iterator<Item = f64> + 'b {
        column
            .iter()
            .zip(&self.ranked)
            .filter_map(|(value, &ranked)| value.filter(|_| ranked))
    }

    /// The scores of an aggregate in one period.
    fn aggregate(&mut self, at: usize, choices: PlanAggregate, period: usize) -> Column {
        let plan = self.plan;
        let units = plan.units.len();
        let children = &plan.nodes[at].children;
        if choices.aggregation.needs_positive() && !self.drafts[at].blocked[period] {
            self.guard_positive(at, period);
        }
        if self.drafts[at].blocked[period] {
            return Column::missing(units);
        }
        let mut available = Vec::with_capacity(children.len());
        (0..units)
            .map(|unit| {
                available.clear();
                let mut share = 0.0;
                for &child in children {
                    let draft = &self.drafts[child];
                    let weight = draft.weight.unwrap_or(0.0);
                    if let Some(score) = draft.scores[period].get(unit) {
                        available.push((weight, score));
                        share += weight;
                    }
                }
                // A hair's breadth for the rounding of the sum, so that a threshold of 1 can be met.
                let enough = share + 1e-12 >= plan.min_availability;
                if enough {
                    choices.aggregation.score(&available)
                } else {
                    None
                }
            })
            .collect()
    }

    /// Blocks a node whose children carry scores that are not above zero.
    fn guard_positive(&mut self, at: usize, period: usize) {
        let plan = self.plan;
        let weighty = |child: &&usize| {
            self.drafts[**child]
                .weight
                .is_some_and(|weight| weight > 0.0)
        };
        let weighty: Vec<usize> = plan.nodes[at]
            .children
            .iter()
            .filter(weighty)
            .copied()
            .collect();
        let bad = |child: usize, unit: usize| {
            let score = self.drafts[child].scores[period].get(unit);
            self.ranked[unit] && score.is_some_and(|score| score <= 0.0)
        };
        let units = 0..plan.units.len();
        let children: Vec<usize> = weighty
            .iter()
            .copied()
            .filter(|&child| units.clone().any(|unit| bad(child, unit)))
            .collect();
        let Some(&first) = children.first() else {
            return;
        };
        let finding = Finding::NotPositive {
            node: plan.nodes[at].id,
            child: plan.nodes[first].id,
            children: children.len(),
            period: plan.periods[period].clone(),
            units: units
                .filter(|&unit| children.iter().any(|&child| bad(child, unit)))
                .count(),
        };
        self.drafts[at].blocked[period] = true;
        self.findings.push(finding);
    }

    /// Ranks every node and puts the results together.
    fn finish(mut self) -> Results {
        self.report_unscored();
        let plan = self.plan;
        let ranked = &self.ranked;
        let nodes = plan.nodes.iter().zip(self.drafts).map(|(node, draft)| {
            let mut stages = draft.stages.into_iter();
            let periods = draft
                .scores
                .into_iter()
                .map(|scores| NodePeriod {
                    ranks: ranks(&scores, ranked),
                    scores,
                    weight: draft.weight,
                    effective: draft.effective,
                    stages: stages.next(),
                })
                .collect();
            NodeResult {
                id: node.id,
                parent: node.parent,
                children: node.children.clone(),
                level: node.level,
                scale: draft.scale,
                periods,
            }
        });
        Results {
            units: plan.units.clone(),
            periods: plan.periods.clone(),
            nodes: nodes.collect(),
            findings: self.findings,
        }
    }

    fn report_unscored(&mut self) {
        let Some(root) = self.drafts.first() else {
            return;
        };
        for (number, period) in self.plan.periods.iter().enumerate() {
            if root.blocked[number] {
                continue;
            }
            for (at, unit) in self.plan.units.iter().enumerate() {
                if unit.ranked && root.scores[number].get(at).is_none() {
                    self.findings.push(Finding::NoScore {
                        unit: unit.id,
                        period: period.clone(),
                    });
                }
            }
        }
    }
}

/// An error keeps the node empty; the finding has been made.
struct Blocked;

fn trouble_finding(
    node: super::NodeId,
    period: &Period,
    indicator: &PlanIndicator,
    trouble: Trouble,
) -> Finding {
    let period = period.clone();
    match trouble {
        Trouble::RangeEmpty { lower, upper } => Finding::RangeEmpty { node, lower, upper },
        Trouble::GoalpostsMissing => Finding::GoalpostsMissing { node },
        Trouble::GoalpostsReversed { lo, hi } => Finding::GoalpostsReversed { node, lo, hi },
        Trouble::TargetMissing => Finding::TargetMissing { node },
        Trouble::ReferenceUnitMissing => Finding::ReferenceUnitMissing { node },
        Trouble::DirectionInfeasible => Finding::DirectionInfeasible { node },
        Trouble::ReferenceAbsent => match (&indicator.normalisation, period) {
            (
                Normalisation::DistanceUnit {
                    unit: Some(unit),
                    over,
                    ..
                },
                period,
            ) => {
                let period = if let Over::Base(base) = over {
                    base.clone()
                } else {
                    period
                };
                let unit = *unit;
                Finding::ReferenceAbsent { node, unit, period }
            }
            _ => Finding::ReferenceUnitMissing { node },
        },
        Trouble::ReferenceNotBetter { reference, worst } => Finding::ReferenceNotBetter {
            node,
            period,
            reference,
            worst,
        },
        Trouble::Constant(value) => Finding::Constant {
            node,
            period,
            value,
        },
        Trouble::TooFew(values) => Finding::TooFewValues {
            node,
            period,
            values,
        },
        Trouble::NotPositive(units) => Finding::ValuesNotPositive {
            node,
            period,
            units,
        },
        Trouble::SumNotPositive => Finding::SumNotPositive { node, period },
    }
}

fn ranks(scores: &Column, ranked: &[bool]) -> Vec<Option<u32>> {
    let of_ranked: Vec<Option<f64>> = scores
        .iter()
        .zip(ranked)
        .map(|(score, &ranked)| score.filter(|_| ranked))
        .collect();
    competition_ranks(&of_ranked)
}

fn weight_finding(plan: &Plan, node: &PlanNode, error: WeightError) -> Finding {
    match error {
        WeightError::Nobody => Finding::NoChildren { node: node.id },
        WeightError::PartlyBlank => Finding::WeightsPartlyBlank { node: node.id },
        WeightError::AllZero => Finding::WeightsAllZero { node: node.id },
        WeightError::Negative { at, weight } => Finding::WeightNegative {
            node: plan.nodes[node.children[at]].id,
            weight,
        },
    }
}
