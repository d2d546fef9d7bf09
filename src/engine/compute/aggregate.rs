//! The aggregates: from the scores of their children to their own.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Work,
    draft::{Outcome, Scored},
};
use crate::engine::{
    Aggregation, Column, Direction, Finding, NodeId, Normalisation, Period, PlanAggregate,
    PlanBody, PlanNode, Scale,
    aggregate::{AggregateTrouble, Child, GrowthChild, growth_chain},
};

impl Work<'_> {
    /// The scores and ranks of an aggregate in every period, unless nothing about them has changed.
    pub(super) fn aggregate(&mut self, at: usize, choices: &PlanAggregate) {
        self.drafts[at].outcome = match self.kept_aggregate(at, choices) {
            Some(kept) => kept,
            None => Arc::new(self.fresh_aggregate(at, choices)),
        };
    }

    fn kept_aggregate(&self, at: usize, choices: &PlanAggregate) -> Option<Arc<Outcome>> {
        let (before, old) = self.old.node(at)?;
        let (was, now) = (&before.plan.nodes[old], &self.plan.nodes[at]);
        let known = was.aggregate()?;
        let children = || was.children.iter().zip(&now.children);
        let same = (known.aggregation, known.direction, known.min_availability)
            == (
                choices.aggregation,
                choices.direction,
                choices.min_availability,
            )
            && was.parent.is_some() == now.parent.is_some()
            && was.children.len() == now.children.len()
            && Arc::ptr_eq(&before.masks, &self.masks)
            && children().all(|(&old, &new)| {
                Arc::ptr_eq(&before.drafts[old].outcome, &self.drafts[new].outcome)
            })
            && before.drafts[old].weighed.periods == self.weighed(at).periods;
        same.then(|| Arc::clone(&before.drafts[old].outcome))
    }

    fn fresh_aggregate(&self, at: usize, choices: &PlanAggregate) -> Outcome {
        let children = &self.plan.nodes[at].children;
        let scales: Vec<Scale> = children.iter().map(|&it| self.outcome(it).scale).collect();
        let scale = choices.aggregation.scale(scales.iter().copied());
        let mut making = Making {
            work: self,
            at,
            choices,
            findings: Vec::new(),
        };
        let mut periods = if making.settings_fit(scale, &scales) {
            making.periods(&scales)
        } else {
            let blocked = || Scored::blocked(self.plan.units.len());
            self.plan.periods.iter().map(|_| blocked()).collect()
        };
        if choices.direction == Direction::Negative {
            for scored in &mut periods {
                scored.counted = turned(&scored.scores, scale);
            }
        }
        making.report_unscored(&periods);
        Outcome {
            scale,
            periods,
            findings: making.findings,
        }
    }
}

/// An aggregate under way.
struct Making<'a> {
    work: &'a Work<'a>,
    at: usize,
    choices: &'a PlanAggregate,
    findings: Vec<Finding>,
}

impl Making<'_> {
    fn node(&self) -> &PlanNode {
        &self.work.plan.nodes[self.at]
    }

    fn child(&self, place: usize) -> Option<NodeId> {
        let at = *self.node().children.get(place)?;
        Some(self.work.plan.nodes[at].id)
    }

    /// Whether the aggregation can take the children as they are, and the parent the result.
    fn settings_fit(&mut self, scale: Scale, scales: &[Scale]) -> bool {
        let (node, has_parent) = (self.node().id, self.node().parent.is_some());
        let stuck = self.choices.direction == Direction::Negative && scale == Scale::Open;
        if stuck && has_parent {
            self.findings.push(Finding::DirectionInfeasible { node });
            return false;
        }
        if self.choices.aggregation == Aggregation::GrowthChain {
            return self.grows_from_values();
        }
        match self.choices.aggregation.check(scales) {
            Ok(()) => true,
            Err(trouble) => {
                self.tell(trouble, Period::Undated);
                false
            }
        }
    }

    /// Whether the indicators of a growth chain are taken as they are.
    fn grows_from_values(&mut self) -> bool {
        let plan = self.work.plan;
        let children = self.node().children.iter();
        let normalised = children.copied().find(|&child| {
            let indicator = plan.nodes[child].indicator();
            indicator.is_some_and(|it| it.normalisation != Normalisation::None)
        });
        if let Some(child) = normalised {
            self.findings.push(Finding::GrowthNormalised {
                node: self.node().id,
                child: plan.nodes[child].id,
            });
        }
        normalised.is_none()
    }

    fn periods(&mut self, scales: &[Scale]) -> Vec<Scored> {
        let numbers = 0..self.work.plan.periods.len();
        if self.choices.aggregation == Aggregation::GrowthChain {
            return self.chain();
        }
        numbers.map(|period| self.period(period, scales)).collect()
    }

    /// Whether nothing below stands in the way of a score in a period.
    fn open(&self, period: usize) -> Option<&[f64]> {
        let mut below = self.node().children.iter();
        let blocked = below.any(|&child| self.work.outcome(child).periods[period].blocked);
        let weights = self.work.weighed(self.at).periods[period].as_deref();
        weights.filter(|_| !blocked)
    }

    fn period(&mut self, period: usize, scales: &[Scale]) -> Scored {
        let (work, units) = (self.work, self.work.plan.units.len());
        let Some(weights) = self.open(period) else {
            return Scored::blocked(units);
        };
        let children = self.node().children.iter().zip(weights).zip(scales);
        let below: Vec<Child<'_>> = children
            .map(|((&child, &weight), &scale)| Child {
                weight,
                scale,
                scores: &work.outcome(child).periods[period].counted,
            })
            .collect();
        let ranked = work.masks.ranked(period);
        match self.choices.aggregation.scores(&below, ranked) {
            Ok(scores) => {
                let scores = where_available(&scores, &below, self.choices.min_availability);
                let scores = work.masks.without_screened_out(scores, period);
                Scored::new(scores, ranked)
            }
            Err(trouble) => {
                self.tell(trouble, work.period(period).clone());
                let mut empty = Scored::blocked(units);
                // Too little to compare is no mistake: what stands above goes on without.
                empty.blocked = !matches!(
                    trouble,
                    AggregateTrouble::TooFewUnits { .. } | AggregateTrouble::AllEqual
                );
                empty
            }
        }
    }

    fn tell(&mut self, trouble: AggregateTrouble, period: Period) {
        let (node, aggregation) = (self.node().id, self.choices.aggregation);
        let child = match trouble {
            AggregateTrouble::OpenScale { child }
            | AggregateTrouble::MixedScales { child }
            | AggregateTrouble::EmptyScale { child }
            | AggregateTrouble::Floor { child, .. } => self.child(child),
            _ => None,
        };
        self.findings.push(match (trouble, child) {
            (
                AggregateTrouble::Floor {
                    children, units, ..
                },
                Some(child),
            ) => Finding::NotPositive {
                node,
                child,
                children,
                aggregation,
                period,
                units,
            },
            _ => Finding::AggregateInfeasible {
                node,
                child,
                aggregation,
                period,
                trouble,
            },
        });
    }

    /// The growth chain over all periods.
    fn chain(&mut self) -> Vec<Scored> {
        let (work, plan) = (self.work, self.work.plan);
        let (units, count) = (plan.units.len(), plan.periods.len());
        if (0..count).any(|period| self.open(period).is_none()) {
            return (0..count).map(|_| Scored::blocked(units)).collect();
        }
        let weighed = &work.weighed(self.at).periods;
        let parts: Vec<(Direction, Vec<Column>, Vec<Option<f64>>)> = (self.node().children.iter())
            .enumerate()
            .map(|(place, &child)| {
                let weights = weighed.iter().map(|it| it.as_ref()?.get(place).copied());
                let (direction, columns) = work.grown(child);
                (direction, columns, weights.collect())
            })
            .collect();
        let children: Vec<GrowthChild<'_>> = parts
            .iter()
            .map(|(direction, columns, weights)| GrowthChild {
                weights,
                direction: *direction,
                columns,
            })
            .collect();
        let chain = growth_chain(&children, count, units);
        let broken = chain.broken.iter();
        self.tell_units(broken.map(|&(unit, period)| ((None, period), unit)));
        let endless = chain.infinite.iter();
        self.tell_units(endless.map(|it| ((Some(it.child), it.period), it.unit)));
        let share = self.choices.min_availability;
        (chain.indices.iter().enumerate())
            .map(|(period, index)| {
                let below = parts.iter().map(|(_, columns, weights)| Child {
                    weight: weights[period].unwrap_or(0.0),
                    scale: Scale::Open,
                    scores: &columns[period],
                });
                let below: Vec<Child<'_>> = below.collect();
                let index = where_available(index, &below, share);
                let index = work.masks.without_screened_out(index, period);
                Scored::new(index, work.masks.ranked(period))
            })
            .collect()
    }

    /// Tells of ranked units whose chain is broken, or of whom a child's growth has no end.
    fn tell_units(&mut self, told: impl Iterator<Item = ((Option<usize>, usize), usize)>) {
        let mut counts: BTreeMap<(Option<usize>, usize), usize> = BTreeMap::new();
        for ((child, period), unit) in told {
            let ranked = self.work.masks.ranked(period).get(unit) == Some(&true);
            if ranked {
                *counts.entry((child, period)).or_default() += 1;
            }
        }
        for ((child, period), units) in counts {
            let period = self.work.period(period).clone();
            let aggregate = self.node().id;
            self.findings.push(match child {
                Some(child) => Finding::GrowthEndless {
                    node: self.child(child).unwrap_or(aggregate),
                    period,
                    units,
                },
                None => Finding::GrowthBroken {
                    node: aggregate,
                    period,
                    units,
                },
            });
        }
    }

    /// Tells of ranked units without a score here that have one above: of a whole index the
    /// results tell unit by unit.
    fn report_unscored(&mut self, periods: &[Scored]) {
        if self.node().parent.is_none() {
            return;
        }
        for (number, scored) in periods.iter().enumerate().filter(|it| !it.1.blocked) {
            let cells = scored.scores.iter().zip(self.work.masks.ranked(number));
            let units = cells.filter(|(score, ranked)| **ranked && score.is_none());
            let units = units.count();
            if units > 0 {
                self.findings.push(Finding::NodeUnscored {
                    node: self.node().id,
                    period: self.work.period(number).clone(),
                    units,
                });
            }
        }
    }
}

impl Work<'_> {
    /// What a growth chain takes of a child: an indicator's values, or an aggregate's scores.
    fn grown(&self, child: usize) -> (Direction, Vec<Column>) {
        match &self.plan.nodes[child].body {
            PlanBody::Indicator(indicator) => {
                let ready = self.drafts[child].prepared.periods.iter();
                (
                    indicator.direction,
                    ready.map(|it| it.value.clone()).collect(),
                )
            }
            PlanBody::Aggregate(choices) => {
                let scored = self.outcome(child).periods.iter();
                (
                    choices.direction,
                    scored.map(|it| it.scores.clone()).collect(),
                )
            }
        }
    }
}

/// The scores of units whose available children carry a share of the weight.
fn where_available(scores: &Column, below: &[Child<'_>], least: f64) -> Column {
    if least <= 0.0 {
        return scores.clone();
    }
    let share = |unit: usize| -> f64 {
        let available = below.iter().filter(|it| it.scores.get(unit).is_some());
        available.map(|child| child.weight).sum()
    };
    // A hair's breadth for the rounding of the sum, so that a threshold of 1 can be met.
    let cells = scores.iter().enumerate();
    cells
        .map(|(unit, score)| score.filter(|_| share(unit) + 1e-12 >= least))
        .collect()
}

/// Scores turned round within their scale, so that the best becomes the worst.
fn turned(scores: &Column, scale: Scale) -> Column {
    match scale {
        Scale::Bounded(lower, upper) => scores.map(|score| lower + upper - score),
        Scale::Centred(middle) => scores.map(|score| 2.0 * middle - score),
        Scale::Open => Column::missing(scores.len()),
    }
}
