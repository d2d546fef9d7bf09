//! The walk through the stages.

mod weigh;

use super::{
    Aggregation, Bounds, Column, Finding, NodePeriod, NodeResult, Normalisation, Over, Period,
    Plan, PlanAggregate, PlanBody, PlanIndicator, Results, Scale, Stages, Weighting,
    aggregate::Floor, competition_ranks,
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
/// let less_is_better = Indicator { variable, direction: Direction::Negative, lo: None, hi: None, normalisation: None };
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
    /// One entry a period.
    weights: Vec<Option<f64>>,
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
            weights: vec![None; plan.periods.len()],
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
                if let Weighting::Data(data) = &choices.weighting {
                    self.weigh_by_data(at, data);
                }
                for period in 0..plan.periods.len() {
                    let scores = self.aggregate(at, choices, period);
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
        let pools = matches!(
            indicator.normalisation,
            Normalisation::MinMax {
                over: Over::Pooled,
                ..
            }
        );
        let pooled = pools
            .then(|| Bounds::of(raw.iter().flat_map(|column| self.ranked_values(column))))
            .flatten();
        let feasible = self.check(node, indicator);
        self.drafts[at].scale = indicator.normalisation.scale();
        for (number, (period, raw)) in plan.periods.iter().zip(&raw).enumerate() {
            let bounds = if feasible {
                self.bounds(node, indicator, period, (raw, pooled))
            } else {
                Err(Blocked)
            };
            self.drafts[at].blocked[number] = bounds.is_err();
            let bounds = bounds.unwrap_or(None);
            let scores = bounds.map_or_else(
                || Column::missing(raw.len()),
                |bounds| {
                    raw.map(|x| {
                        indicator
                            .normalisation
                            .score(x, indicator.direction, bounds)
                    })
                },
            );
            self.drafts[at].scores.push(scores);
            self.drafts[at].stages.push(Stages {
                raw: raw.clone(),
                value: raw.clone(),
                bounds,
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
        let [lower, upper] = indicator.normalisation.range();
        let range_holds = lower < upper && (upper - lower).is_finite();
        if !range_holds {
            self.findings
                .push(Finding::RangeEmpty { node, lower, upper });
            return false;
        }
        if matches!(indicator.normalisation, Normalisation::Goalposts { .. }) {
            let Some(Bounds {
                lower: lo,
                upper: hi,
            }) = posts(indicator)
            else {
                self.findings.push(Finding::GoalpostsMissing { node });
                return false;
            };
            let ordered = lo.is_finite() && hi.is_finite() && lo < hi;
            if !ordered {
                self.findings
                    .push(Finding::GoalpostsReversed { node, lo, hi });
                return false;
            }
        }
        true
    }

    /// What the values of a period are measured against; none where the column has no information.
    fn bounds(
        &mut self,
        node: super::NodeId,
        indicator: &PlanIndicator,
        period: &Period,
        (raw, pooled): (&Column, Option<Bounds>),
    ) -> Result<Option<Bounds>, Blocked> {
        let Some(own) = Bounds::of(self.ranked_values(raw)) else {
            self.findings.push(Finding::NoData {
                node,
                period: period.clone(),
            });
            return Ok(None);
        };
        let bounds = match &indicator.normalisation {
            Normalisation::Goalposts { .. } => return Ok(posts(indicator)),
            Normalisation::MinMax {
                over: Over::Period, ..
            } => own,
            Normalisation::MinMax {
                over: Over::Pooled, ..
            } => pooled.unwrap_or(own),
            Normalisation::MinMax {
                over: Over::Base(base),
                ..
            } => {
                let column = self.raw(indicator, base);
                let Some(bounds) = Bounds::of(self.ranked_values(&column)) else {
                    let finding = Finding::BasePeriodAbsent {
                        node,
                        base: base.clone(),
                    };
                    if !self.findings.contains(&finding) {
                        self.findings.push(finding);
                    }
                    return Err(Blocked);
                };
                bounds
            }
        };
        if bounds.lower < bounds.upper {
            return Ok(Some(bounds));
        }
        self.findings.push(Finding::Constant {
            node,
            period: period.clone(),
            value: bounds.lower,
        });
        Ok(None)
    }

    fn ranked_values<'b>(&'b self, column: &'b Column) -> impl Iterator<Item = f64> + 'b {
        column
            .iter()
            .zip(&self.ranked)
            .filter_map(|(value, &ranked)| value.filter(|_| ranked))
    }

    /// The scores of an aggregate in one period.
    fn aggregate(&mut self, at: usize, choices: &PlanAggregate, period: usize) -> Column {
        let plan = self.plan;
        let units = plan.units.len();
        let children = &plan.nodes[at].children;
        if let Some(floor) = choices.aggregation.floor()
            && !self.drafts[at].blocked[period]
        {
            self.guard(at, period, (choices.aggregation, floor));
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
                    let weight = draft.weights[period].unwrap_or(0.0);
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

    /// Blocks a node whose children carry scores that its aggregation cannot take.
    fn guard(&mut self, at: usize, period: usize, (aggregation, floor): (Aggregation, Floor)) {
        let plan = self.plan;
        let weighty = |child: &&usize| {
            self.drafts[**child].weights[period].is_some_and(|weight| weight > 0.0)
        };
        let weighty: Vec<usize> = plan.nodes[at]
            .children
            .iter()
            .filter(weighty)
            .copied()
            .collect();
        let bad = |child: usize, unit: usize| {
            let score = self.drafts[child].scores[period].get(unit);
            self.ranked[unit] && score.is_some_and(|score| !floor.admits(score))
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
            aggregation,
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
        let effective = self.effective();
        let drafts = self.drafts.into_iter().zip(effective);
        let nodes = plan
            .nodes
            .iter()
            .zip(drafts)
            .map(|(node, (draft, effective))| {
                let mut stages = draft.stages.into_iter();
                let periods = draft
                    .scores
                    .into_iter()
                    .zip(draft.weights.into_iter().zip(effective))
                    .map(|(scores, (weight, effective))| NodePeriod {
                        ranks: ranks(&scores, ranked),
                        scores,
                        weight,
                        effective,
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

/// The goalposts of an indicator: its own, else those of the method.
fn posts(indicator: &PlanIndicator) -> Option<Bounds> {
    let Normalisation::Goalposts { lo, hi, .. } = &indicator.normalisation else {
        return None;
    };
    Some(Bounds {
        lower: indicator.lo.or(*lo)?,
        upper: indicator.hi.or(*hi)?,
    })
}

fn ranks(scores: &Column, ranked: &[bool]) -> Vec<Option<u32>> {
    let of_ranked: Vec<Option<f64>> = scores
        .iter()
        .zip(ranked)
        .map(|(score, &ranked)| score.filter(|_| ranked))
        .collect();
    competition_ranks(&of_ranked)
}
