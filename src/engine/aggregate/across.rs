//! What the aggregations over whole columns have in common.

use super::{AggregateTrouble, Aggregation};
use crate::engine::{Bounds, Column, Scale};

/// A child of the aggregate, in one period.
#[derive(Clone, Copy, Debug)]
pub struct Child<'a> {
    /// Its weight, relative to its siblings' and not negative. One without weight has no say.
    pub weight: f64,
    /// What range its scores can take.
    pub scale: Scale,
    /// The score of each unit.
    pub scores: &'a Column,
}

impl Child<'_> {
    /// A unit's score as a share of the way between the ends of the scale; none without ends.
    pub(super) fn share(&self, unit: usize) -> Option<f64> {
        self.scores
            .get(unit)
            .and_then(|score| self.scale.share(score))
    }

    /// The scores of ranked units.
    pub(super) fn ranked_scores(&self, ranked: &[bool]) -> impl Iterator<Item = f64> {
        self.scores
            .iter()
            .zip(ranked)
            .filter_map(|(score, &ranked)| score.filter(|_| ranked))
    }

    /// The least and the greatest score of ranked units.
    pub(super) fn bounds(&self, ranked: &[bool]) -> Option<Bounds> {
        Bounds::of(self.ranked_scores(ranked))
    }
}

/// The children that carry weight.
pub(super) fn weighty<'a>(children: &[Child<'a>]) -> Vec<Child<'a>> {
    children
        .iter()
        .copied()
        .filter(|child| child.weight > 0.0)
        .collect()
}

/// The scales of children, in order.
pub(super) fn scales(children: &[Child<'_>]) -> Vec<Scale> {
    children.iter().map(|child| child.scale).collect()
}

/// Whether all scales have ends that lie apart.
pub(super) fn bounded(scales: &[Scale]) -> Result<(), AggregateTrouble> {
    match scales.iter().position(|scale| !has_ends(*scale)) {
        Some(child) => Err(AggregateTrouble::OpenScale { child }),
        None => wide(scales),
    }
}

/// Whether either all scales have ends or none has.
pub(super) fn alike(scales: &[Scale]) -> Result<(), AggregateTrouble> {
    let first = scales.first().is_some_and(|scale| has_ends(*scale));
    match scales.iter().position(|scale| has_ends(*scale) != first) {
        Some(child) => Err(AggregateTrouble::MixedScales { child }),
        None => wide(scales),
    }
}

/// Whether the ends lie apart wherever there are ends.
pub(super) fn wide(scales: &[Scale]) -> Result<(), AggregateTrouble> {
    let narrow = |scale: &Scale| has_ends(*scale) && scale.at(0.0).is_none();
    match scales.iter().position(narrow) {
        Some(child) => Err(AggregateTrouble::EmptyScale { child }),
        None => Ok(()),
    }
}

/// Whether all scales have ends.
pub(super) fn all_have_ends(scales: &[Scale]) -> bool {
    scales.iter().all(|scale| has_ends(*scale))
}

const fn has_ends(scale: Scale) -> bool {
    matches!(scale, Scale::Bounded(..))
}

/// Whether at least two ranked units have a score.
pub(super) fn enough(children: &[Child<'_>], ranked: &[bool]) -> Result<(), AggregateTrouble> {
    let scored = |unit: &usize| children.iter().any(|it| it.scores.get(*unit).is_some());
    let among_ranked = (0..ranked.len()).filter(|&unit| ranked.get(unit) == Some(&true));
    let (ranked, least) = (among_ranked.filter(scored).count(), 2);
    if ranked < least {
        return Err(AggregateTrouble::TooFewUnits { ranked, least });
    }
    Ok(())
}

/// The scores of an aggregation that asks one unit at a time.
pub(super) fn unit_by_unit(
    aggregation: Aggregation,
    children: &[Child<'_>],
    ranked: &[bool],
) -> Result<Column, AggregateTrouble> {
    guard(aggregation, children, ranked)?;
    let mut pairs = Vec::with_capacity(children.len());
    let score = |unit| {
        pairs.clear();
        let available = children
            .iter()
            .filter_map(|child| Some((child.weight, child.scores.get(unit)?)));
        pairs.extend(available);
        aggregation.score(&pairs)
    };
    Ok((0..ranked.len()).map(score).collect())
}

/// Refuses children that carry weight and scores of ranked units below the floor.
fn guard(
    aggregation: Aggregation,
    children: &[Child<'_>],
    ranked: &[bool],
) -> Result<(), AggregateTrouble> {
    let Some(floor) = aggregation.floor() else {
        return Ok(());
    };
    let bad = |child: &Child<'_>, unit: usize| {
        let score = child.scores.get(unit).filter(|_| child.weight > 0.0);
        score.is_some_and(|score| !floor.admits(score))
    };
    let of_ranked = (0..ranked.len()).filter(|&unit| ranked.get(unit) == Some(&true));
    let below: Vec<usize> = (0..)
        .zip(children)
        .filter(|(_, child)| of_ranked.clone().any(|unit| bad(child, unit)))
        .map(|(at, _)| at)
        .collect();
    let Some(&child) = below.first() else {
        return Ok(());
    };
    Err(AggregateTrouble::Floor {
        child,
        children: below.len(),
        units: of_ranked
            .filter(|&unit| children.iter().any(|child| bad(child, unit)))
            .count(),
        floor,
    })
}
