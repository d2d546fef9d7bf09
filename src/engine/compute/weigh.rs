//! The weights of an aggregate's children.

use std::{collections::BTreeMap, sync::Arc};

use super::Work;
use crate::engine::{
    Column, DataWeighting, Finding, NodeId, Over, Period, Plan, PlanAggregate, PlanNode, Scope,
    Weighting,
    weight::{DataWeights, WeightError, equal, given},
};

/// The weights of an aggregate's children.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    /// One entry a period, in the order of children; none where no weights could be made.
    pub(super) periods: Vec<Option<Vec<f64>>>,
    pub(super) findings: Vec<Finding>,
}

impl Work<'_> {
    /// Settles the weights of an aggregate's children, unless nothing about them has changed.
    pub(super) fn weigh(&mut self, at: usize, choices: &PlanAggregate) {
        self.drafts[at].weighed = match self.kept_weights(at, choices) {
            Some(kept) => kept,
            None => Arc::new(self.fresh_weights(at, choices)),
        };
    }

    fn kept_weights(&self, at: usize, choices: &PlanAggregate) -> Option<Arc<Weighed>> {
        let (before, old) = self.old.node(at)?;
        let (was, now) = (&before.plan.nodes[old], &self.plan.nodes[at]);
        let id = |plan: &Plan, at: Option<usize>| at.map(|at| plan.nodes[at].id);
        let known = was.aggregate()?;
        let children = || was.children.iter().zip(&now.children);
        let same = known.weighting == choices.weighting
            && (&known.judgements, &known.opinions) == (&choices.judgements, &choices.opinions)
            && id(&before.plan, known.flat) == id(self.plan, choices.flat)
            && was.children.len() == now.children.len()
            && children().all(|(&old, &new)| {
                let (was, now) = (&before.plan.nodes[old], &self.plan.nodes[new]);
                (was.id, was.weight) == (now.id, now.weight)
            })
            && (choices.flat.is_none()
                || children()
                    .all(|(&old, &new)| leaf_ids(&before.plan, old) == leaf_ids(self.plan, new)));
        let same_scores = || {
            let over = scored(self.plan, at, choices.flat);
            let under = scored(&before.plan, old, known.flat);
            Arc::ptr_eq(&before.masks, &self.masks)
                && over.len() == under.len()
                && under.iter().zip(&over).all(|(&old, &new)| {
                    Arc::ptr_eq(&before.drafts[old].outcome, &self.drafts[new].outcome)
                })
        };
        let keeps = same && (!choices.weighting.uses_scores() || same_scores());
        keeps.then(|| Arc::clone(&before.drafts[old].weighed))
    }
}

/// The nodes whose scores may say what the children of an aggregate weigh: they themselves, and
/// all indicators of the branch that shares out its weight flat. Several weightings as one can ask
/// both.
fn scored(plan: &Plan, at: usize, flat: Option<usize>) -> Vec<usize> {
    let mut scored = plan.nodes[at].children.clone();
    scored.extend(flat.into_iter().flat_map(|top| leaves(plan, top)));
    scored
}

fn leaf_ids(plan: &Plan, at: usize) -> Vec<NodeId> {
    let leaves = leaves(plan, at).into_iter();
    leaves.map(|leaf| plan.nodes[leaf].id).collect()
}

/// The indicators below a node, in the order of the tree.
pub(super) fn leaves(plan: &Plan, at: usize) -> Vec<usize> {
    let node = &plan.nodes[at];
    if node.indicator().is_some() {
        return vec![at];
    }
    let below = node.children.iter().flat_map(|&child| leaves(plan, child));
    below.collect()
}

/// One entry a period, in the order of nodes; none where no weights could be made.
pub(super) type ByPeriod = Vec<Option<Vec<f64>>>;

/// Weights under way.
pub(super) struct Weigher<'a> {
    pub(super) work: &'a Work<'a>,
    /// The aggregate that findings name.
    pub(super) at: usize,
    pub(super) findings: Vec<Finding>,
}

impl Work<'_> {
    fn fresh_weights(&self, at: usize, choices: &PlanAggregate) -> Weighed {
        let findings = Vec::new();
        let mut weigher = Weigher {
            work: self,
            at,
            findings,
        };
        let periods = if self.plan.nodes[at].children.is_empty() {
            weigher.same(Err(WeightError::Nobody))
        } else {
            weigher.told(&choices.weighting, choices.flat)
        };
        let findings = weigher.findings;
        Weighed { periods, findings }
    }
}

impl Weigher<'_> {
    pub(super) fn node(&self) -> &PlanNode {
        &self.work.plan.nodes[self.at]
    }

    /// The weights of the children under a weighting.
    pub(super) fn told(&mut self, weighting: &Weighting, flat: Option<usize>) -> ByPeriod {
        let children = &self.node().children;
        match weighting {
            Weighting::Given => {
                let plan = self.work.plan;
                let typed: Vec<_> = children.iter().map(|&it| plan.nodes[it].weight).collect();
                self.same(given(&typed))
            }
            Weighting::Equal => {
                let weights = equal(children.len());
                self.same(Ok(weights))
            }
            Weighting::Ahp { method } => self.by_judgement(*method),
            Weighting::Expert => self.by_opinion(),
            Weighting::Combined(combined) => self.combined(combined, flat),
            Weighting::Data(data) => match flat.filter(|_| data.scope == Scope::All) {
                Some(top) => self.by_branch(data, top),
                None => self.by_scores(data, &children.clone()),
            },
        }
    }

    /// The same weights in every period, or the reason why there are none.
    pub(super) fn same(&mut self, told: Result<Vec<f64>, WeightError>) -> ByPeriod {
        let told = told.map_err(|error| self.fail(error, &Period::Undated));
        vec![told.ok(); self.work.plan.periods.len()]
    }

    /// What the indicators of a whole branch weigh, summed up by child.
    fn by_branch(&mut self, data: &DataWeighting, top: usize) -> ByPeriod {
        let plan = self.work.plan;
        let all = leaves(plan, top);
        let told = {
            // What there is to say of the branch is said where it was chosen.
            let findings = Vec::new();
            let mut of_top = Weigher {
                work: self.work,
                at: top,
                findings,
            };
            let told = of_top.by_scores(data, &all);
            if self.at == top {
                self.findings.append(&mut of_top.findings);
            }
            told
        };
        let place: BTreeMap<usize, usize> = all
            .iter()
            .enumerate()
            .map(|(at, &leaf)| (leaf, at))
            .collect();
        let below = self
            .node()
            .children
            .iter()
            .map(|&child| leaves(plan, child));
        let below: Vec<Vec<usize>> = below.collect();
        let share = |weights: Vec<f64>| {
            let of = |leaf: &usize| place.get(leaf).map_or(0.0, |&at| weights[at]);
            let sums: Vec<f64> = below
                .iter()
                .map(|leaves| leaves.iter().map(of).sum())
                .collect();
            let total: f64 = sums.iter().sum();
            // A branch without any weight stays without; its parent gives it none either.
            sums.iter()
                .map(|sum| if total > 0.0 { sum / total } else { 0.0 })
                .collect()
        };
        told.into_iter().map(|weights| weights.map(share)).collect()
    }

    /// The weights of some nodes from their scores.
    fn by_scores(&mut self, data: &DataWeighting, nodes: &[usize]) -> ByPeriod {
        let plan = self.work.plan;
        let mut told = vec![None; plan.periods.len()];
        let open: Vec<usize> = (0..plan.periods.len())
            .filter(|&period| {
                !nodes
                    .iter()
                    .any(|&it| self.work.outcome(it).periods[period].blocked)
            })
            .collect();
        let all: Vec<usize> = (0..plan.periods.len()).collect();
        let mut settle = |weigher: &mut Self, from: &[usize], name: &Period, to: &[usize]| {
            if to.is_empty() {
                return;
            }
            let weights = weigher.by_periods(data, nodes, (from, name, from == to));
            for &period in to {
                told[period].clone_from(&weights);
            }
        };
        match &data.over {
            Over::Period => {
                for &number in &open {
                    settle(self, &[number], self.work.period(number), &[number]);
                }
            }
            Over::Pooled => settle(self, &all, &Period::Undated, &open),
            Over::Base(base) => {
                let number = plan.periods.iter().position(|period| period == base);
                settle(self, number.as_slice(), base, &open);
            }
        }
        told
    }

    /// The weights of some nodes from their scores in some periods, which a finding calls by a
    /// name; `own` where they are for these very periods.
    fn by_periods(
        &mut self,
        data: &DataWeighting,
        nodes: &[usize],
        (from, name, own): (&[usize], &Period, bool),
    ) -> Option<Vec<f64>> {
        // A node without any score takes no part in the statistics: it would leave no row complete.
        let has_any = |&node: &usize| {
            from.iter().any(|&period| {
                let scores = self.work.counted(node, period);
                self.work.ranked_values(scores, period).next().is_some()
            })
        };
        let (present, absent): (Vec<usize>, Vec<usize>) = if nodes.len() == 1 {
            (nodes.to_vec(), Vec::new())
        } else {
            nodes.iter().partition(|&it| has_any(it))
        };
        if present.is_empty() && own {
            // Said of the nodes already, and no unit gets a score here.
            return Some(vec![0.0; nodes.len()]);
        }
        let columns = self.work.complete_columns(&present, from);
        let told = if present.is_empty() {
            let least = data.by.least_rows();
            Err(WeightError::TooFewRows { rows: 0, least })
        } else {
            data.by.weights(&columns)
        };
        match told {
            Ok(told) => {
                let weight = |node: &usize| {
                    let at = present.iter().position(|it| it == node);
                    at.map_or(0.0, |at| told.weights[at])
                };
                let weights = nodes.iter().map(weight).collect();
                // Where a node has no score in the very period, that has been said of it already.
                let unsaid = absent.into_iter().filter(|_| !own);
                self.note(&present, unsaid.collect(), &told, name);
                Some(weights)
            }
            Err(error) => {
                self.fail(error, name);
                None
            }
        }
    }

    /// Says which nodes weigh nothing and which run against the rest.
    fn note(&mut self, present: &[usize], absent: Vec<usize>, told: &DataWeights, name: &Period) {
        let plan = self.work.plan;
        let constant = told.constant.iter().map(|&it| present[it]);
        for child in constant.chain(absent) {
            self.findings.push(Finding::WeightlessByData {
                node: plan.nodes[child].id,
                period: name.clone(),
            });
        }
        for &(it, loading) in &told.against {
            self.findings.push(Finding::LoadingNegative {
                node: plan.nodes[present[it]].id,
                period: name.clone(),
                loading,
            });
        }
    }

    /// Says what a weighting could not do; `from` is where the scores come from, if it uses scores.
    fn fail(&mut self, error: WeightError, from: &Period) {
        let finding = weight_finding(self.work.plan, self.node(), error, from);
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

impl Work<'_> {
    fn counted(&self, node: usize, period: usize) -> &Column {
        &self.outcome(node).periods[period].counted
    }

    /// The scores of some nodes in some periods: a column a node, a row for each ranked unit that
    /// has a score for all of them.
    fn complete_columns(&self, nodes: &[usize], periods: &[usize]) -> Vec<Vec<f64>> {
        let mut columns = vec![Vec::new(); nodes.len()];
        for &period in periods {
            let ranked = self.masks.ranked(period);
            for unit in (0..ranked.len()).filter(|&unit| ranked[unit]) {
                let scores = nodes.iter().map(|&it| self.counted(it, period).get(unit));
                let Some(row) = scores.collect::<Option<Vec<f64>>>() else {
                    continue;
                };
                for (column, score) in columns.iter_mut().zip(row) {
                    column.push(score);
                }
            }
        }
        columns
    }
}

/// What a weighting could not do; `from` is where the scores come from, if it uses scores.
fn weight_finding(plan: &Plan, node: &PlanNode, error: WeightError, from: &Period) -> Finding {
    let (aggregate, period) = (node.id, from.clone());
    match error {
        WeightError::Nobody => Finding::NoChildren { node: aggregate },
        WeightError::PartlyBlank => Finding::WeightsPartlyBlank { node: aggregate },
        WeightError::AllZero => Finding::WeightsAllZero { node: aggregate },
        WeightError::Negative { at, weight } => Finding::WeightNegative {
            node: plan.nodes[node.children[at]].id,
            weight,
        },
        WeightError::TooFewRows { rows, least } => Finding::WeightsTooFewUnits {
            node: aggregate,
            period,
            units: rows,
            least,
        },
        WeightError::Undetermined => Finding::WeightsUndetermined {
            node: aggregate,
            period,
        },
        WeightError::Shift { shift } => Finding::WeightShiftNegative {
            node: aggregate,
            shift,
        },
    }
}
