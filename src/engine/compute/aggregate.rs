//! The aggregates: from the scores of their children to their own.

use std::sync::Arc;

use super::{
    Work,
    draft::{Outcome, Scored},
};
use crate::engine::{Column, Direction, Finding, PlanAggregate, Scale, aggregate::Floor};

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
            && was.children.len() == now.children.len()
            && Arc::ptr_eq(&before.masks, &self.masks)
            && children().all(|(&old, &new)| {
                Arc::ptr_eq(&before.drafts[old].outcome, &self.drafts[new].outcome)
            })
            && before.drafts[old].weighed.periods == self.weighed(at).periods;
        same.then(|| Arc::clone(&before.drafts[old].outcome))
    }

    fn fresh_aggregate(&self, at: usize, choices: &PlanAggregate) -> Outcome {
        let node = &self.plan.nodes[at];
        let scales = node.children.iter().map(|&child| self.outcome(child).scale);
        let scale = choices.aggregation.scale(scales);
        let mut findings = Vec::new();
        let units = self.plan.units.len();
        let turns = self.turns(at, choices, scale, &mut findings);
        let periods = (0..self.plan.periods.len()).map(|period| {
            let below = node
                .children
                .iter()
                .map(|&child| &self.outcome(child).periods[period]);
            let weights = self.weighed(at).periods[period].as_ref();
            let (Some(weights), false, true) = (weights, below.clone().any(|it| it.blocked), turns)
            else {
                return Scored::blocked(units);
            };
            let below: Vec<(f64, &Column)> = weights
                .iter()
                .copied()
                .zip(below.map(|it| &it.counted))
                .collect();
            if let Some(floor) = choices.aggregation.floor()
                && let Some(finding) = self.below_floor(at, choices, (period, &below, floor))
            {
                findings.push(finding);
                return Scored::blocked(units);
            }
            let scores = combine(choices, &below, units);
            let mut done = Scored::new(scores, self.masks.ranked(period));
            if choices.direction == Direction::Negative {
                done.counted = turned(&done.scores, scale);
            }
            done
        });
        let periods = periods.collect();
        Outcome {
            scale,
            periods,
            findings,
        }
    }

    /// Whether the parent can take the scores; those on an open scale cannot be turned round.
    fn turns(
        &self,
        at: usize,
        choices: &PlanAggregate,
        scale: Scale,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let node = &self.plan.nodes[at];
        let stuck = choices.direction == Direction::Negative
            && scale == Scale::Open
            && node.parent.is_some();
        if stuck {
            findings.push(Finding::DirectionInfeasible { node: node.id });
        }
        !stuck
    }

    /// What to say if children carry scores that the aggregation cannot take.
    fn below_floor(
        &self,
        at: usize,
        choices: &PlanAggregate,
        (period, below, floor): (usize, &[(f64, &Column)], Floor),
    ) -> Option<Finding> {
        let ranked = self.masks.ranked(period);
        let bad = |scores: &Column, unit: usize| {
            ranked[unit] && scores.get(unit).is_some_and(|score| !floor.admits(score))
        };
        let units = 0..self.plan.units.len();
        let nodes = self.plan.nodes[at].children.iter().zip(below);
        let bad_children: Vec<(usize, &Column)> = nodes
            .filter(|(_, (weight, _))| *weight > 0.0)
            .filter(|(_, (_, scores))| units.clone().any(|unit| bad(scores, unit)))
            .map(|(&child, &(_, scores))| (child, scores))
            .collect();
        let &(first, _) = bad_children.first()?;
        Some(Finding::NotPositive {
            node: self.plan.nodes[at].id,
            child: self.plan.nodes[first].id,
            children: bad_children.len(),
            aggregation: choices.aggregation,
            period: self.period(period).clone(),
            units: units
                .filter(|&unit| bad_children.iter().any(|(_, scores)| bad(scores, unit)))
                .count(),
        })
    }
}

/// The scores of all units, from pairs of a child's weight and scores.
fn combine(choices: &PlanAggregate, below: &[(f64, &Column)], units: usize) -> Column {
    let mut available = Vec::with_capacity(below.len());
    (0..units)
        .map(|unit| {
            available.clear();
            let mut share = 0.0;
            for &(weight, scores) in below {
                if let Some(score) = scores.get(unit) {
                    available.push((weight, score));
                    share += weight;
                }
            }
            // A hair's breadth for the rounding of the sum, so that a threshold of 1 can be met.
            let enough = share + 1e-12 >= choices.min_availability;
            if enough {
                choices.aggregation.score(&available)
            } else {
                None
            }
        })
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
