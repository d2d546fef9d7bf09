//! Weights along the walk: typed ones first, those from scores once the scores are there.

use super::Work;
use crate::engine::{
    DataWeighting, Finding, Over, Period, Plan, PlanBody, PlanNode, Weighting,
    weight::{DataWeights, WeightError, equal, given},
};

impl Work<'_> {
    /// The weights that need no scores, from the root down; the others follow with the scores.
    pub(super) fn weigh(&mut self) {
        if let Some(root) = self.drafts.first_mut() {
            root.weights.fill(Some(1.0));
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
            let weights = match &choices.weighting {
                _ if typed.is_empty() => Err(WeightError::Nobody),
                Weighting::Given => given(&typed),
                Weighting::Equal => Ok(equal(typed.len())),
                Weighting::Data(_) => continue,
            };
            match weights {
                Ok(weights) => {
                    for (&child, weight) in node.children.iter().zip(weights) {
                        self.drafts[child].weights.fill(Some(weight));
                    }
                }
                Err(error) => {
                    let finding = weight_finding(self.plan, node, error, &Period::Undated);
                    self.findings.push(finding);
                    self.drafts[at].blocked.fill(true);
                }
            }
        }
    }

    /// The weights of an aggregate's children from their scores.
    pub(super) fn weigh_by_data(&mut self, at: usize, data: &DataWeighting) {
        let plan = self.plan;
        let all: Vec<usize> = (0..plan.periods.len()).collect();
        match &data.over {
            Over::Period => {
                for (number, period) in plan.periods.iter().enumerate() {
                    self.weigh_from(at, data, (&[number], period), &[number]);
                }
            }
            Over::Pooled => self.weigh_from(at, data, (&all, &Period::Undated), &all),
            Over::Base(base) => {
                let number = plan.periods.iter().position(|period| period == base);
                self.weigh_from(at, data, (number.as_slice(), base), &all);
            }
        }
    }

    /// Weights from the scores of some periods, which a finding calls by a name, for some periods.
    fn weigh_from(
        &mut self,
        at: usize,
        data: &DataWeighting,
        (from, name): (&[usize], &Period),
        to: &[usize],
    ) {
        let plan = self.plan;
        let node = &plan.nodes[at];
        let mut to = to.to_vec();
        to.retain(|&period| !self.drafts[at].blocked[period]);
        if to.is_empty() || node.children.is_empty() {
            return;
        }
        // A child without any score takes no part in the statistics: it would leave no row complete.
        let (present, absent): (Vec<usize>, Vec<usize>) = if node.children.len() == 1 {
            (node.children.clone(), Vec::new())
        } else {
            node.children.iter().partition(|&&child| {
                let scores = from
                    .iter()
                    .map(|&period| &self.drafts[child].scores[period]);
                scores
                    .flat_map(|it| self.ranked_values(it))
                    .next()
                    .is_some()
            })
        };
        if present.is_empty() && from == to {
            // Said of the children already, and no unit gets a score here.
            return;
        }
        let columns = self.complete_columns(&present, from);
        let told = if present.is_empty() {
            let least = data.by.least_rows();
            Err(WeightError::TooFewRows { rows: 0, least })
        } else {
            data.by.weights(&columns)
        };
        match told {
            Ok(told) => {
                for &period in &to {
                    for &child in &absent {
                        self.drafts[child].weights[period] = Some(0.0);
                    }
                    for (&child, &weight) in present.iter().zip(&told.weights) {
                        self.drafts[child].weights[period] = Some(weight);
                    }
                }
                // Where a child has no score in the very period, that has been said of it already.
                let unsaid = absent.into_iter().filter(|_| from != to);
                self.note(&present, unsaid.collect(), &told, name);
            }
            Err(error) => {
                let finding = weight_finding(plan, node, error, name);
                if !self.findings.contains(&finding) {
                    self.findings.push(finding);
                }
                for period in to {
                    self.drafts[at].blocked[period] = true;
                }
            }
        }
    }

    /// Says which children weigh nothing and which run against the rest.
    fn note(&mut self, present: &[usize], absent: Vec<usize>, told: &DataWeights, name: &Period) {
        let constant = told.constant.iter().map(|&it| present[it]);
        for child in constant.chain(absent) {
            self.findings.push(Finding::WeightlessByData {
                node: self.plan.nodes[child].id,
                period: name.clone(),
            });
        }
        for &(it, loading) in &told.against {
            self.findings.push(Finding::LoadingNegative {
                node: self.plan.nodes[present[it]].id,
                period: name.clone(),
                loading,
            });
        }
    }

    /// The scores of some nodes in some periods: a column a node, a row for each ranked unit that
    /// has a score for all of them.
    fn complete_columns(&self, nodes: &[usize], periods: &[usize]) -> Vec<Vec<f64>> {
        let mut columns = vec![Vec::new(); nodes.len()];
        for &period in periods {
            for unit in (0..self.ranked.len()).filter(|&unit| self.ranked[unit]) {
                let scores = nodes
                    .iter()
                    .map(|&it| self.drafts[it].scores[period].get(unit));
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

    /// The products of weights up to the root, a list a node, one entry a period.
    pub(super) fn effective(&self) -> Vec<Vec<Option<f64>>> {
        let mut all: Vec<Vec<Option<f64>>> = Vec::with_capacity(self.drafts.len());
        for (node, draft) in self.plan.nodes.iter().zip(&self.drafts) {
            let product = |(period, weight): (usize, &Option<f64>)| {
                let above = node.parent.map_or(Some(1.0), |parent| all[parent][period]);
                Some(above? * (*weight)?)
            };
            let products = draft.weights.iter().enumerate().map(product).collect();
            all.push(products);
        }
        all
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
