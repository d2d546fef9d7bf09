//! The walk through the stages.

mod indicator;
mod weigh;

use super::{
    Aggregation, Column, Finding, NodePeriod, NodeResult, Plan, PlanAggregate, PlanBody, Results,
    Scale, Stages, Weighting, aggregate::Floor, competition_ranks,
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
        let mut findings: Vec<Finding> = plan
            .idle
            .iter()
            .map(|&node| Finding::Idle { node })
            .collect();
        if count < 2 {
            findings.push(Finding::TooFewUnits { ranked: count });
        }
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

fn ranks(scores: &Column, ranked: &[bool]) -> Vec<Option<u32>> {
    let of_ranked: Vec<Option<f64>> = scores
        .iter()
        .zip(ranked)
        .map(|(score, &ranked)| score.filter(|_| ranked))
        .collect();
    competition_ranks(&of_ranked)
}
