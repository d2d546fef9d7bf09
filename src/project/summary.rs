//! What results come to, as facts that sentences and pages are made of.
//!
//! **Invariant:** every fact is read from results; nothing is computed here that the engine computes.

use super::Dataset;
use crate::engine::{NodeId, NodePeriod, Period, Results, UnitId};

/// The best so many ranks are leaders.
const LEADING: u32 = 3;
/// So many leaders, moves or indicators are named at most.
const NAMED: usize = 5;

/// A unit, its score and its rank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Which unit.
    pub unit: UnitId,
    /// Its score.
    pub score: f64,
    /// Its rank; 1 is best.
    pub rank: u32,
}

/// What the ranking of one period comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The node at the root.
    pub index: NodeId,
    /// The period.
    pub period: Period,
    /// The first three ranks, best first; more than three where ranks are shared.
    pub leaders: Vec<Standing>,
    /// The last in rank; none where it is among the leaders.
    pub last: Option<Standing>,
    /// How many units have a rank.
    pub ranked: usize,
    /// How many units to rank have none, for want of data.
    pub unranked: usize,
    /// The mean score of those that have a rank.
    pub mean: f64,
    /// How many of them lie above the mean.
    pub above_mean: usize,
    /// The units of each tier, the best first; empty where units are not divided.
    pub tiers: Vec<Vec<UnitId>>,
    /// Who leads in what the index is made of, in the order of the framework.
    pub dimensions: Vec<Leading>,
    /// How ranks have moved since the period before; none for the first period.
    pub moves: Option<Moves>,
}

/// Who leads in a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Leading {
    /// Which node.
    pub node: NodeId,
    /// Those on the first rank.
    pub first: Vec<Standing>,
}

/// How ranks have moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moves {
    /// Since when.
    pub since: Period,
    /// The largest moves up, the largest first.
    pub risen: Vec<Move>,
    /// The largest moves down.
    pub fallen: Vec<Move>,
    /// How many kept their rank.
    pub kept: usize,
    /// How many have a rank in both periods.
    pub compared: usize,
}

/// A unit's move from one rank to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which unit.
    pub unit: UnitId,
    /// Its rank before.
    pub from: u32,
    /// Its rank now.
    pub to: u32,
}

/// What one unit's results come to in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitSummary {
    /// The unit's place in the index.
    pub index: NodeStanding,
    /// Its tier, 1 the best; none where units are not divided.
    pub tier: Option<usize>,
    /// Who stands just ahead, and by how much; none for the first.
    pub ahead: Option<(UnitId, f64)>,
    /// The rank in the period before, where there is one.
    pub before: Option<(Period, u32)>,
    /// The aggregates that the index is made of, in the order of the framework.
    pub dimensions: Vec<NodeStanding>,
    /// The indicators in whose better half it stands, the best ranks first.
    pub strengths: Vec<NodeStanding>,
    /// The indicators in whose worse half it stands, the worst ranks first.
    pub weaknesses: Vec<NodeStanding>,
    /// How many indicators have no score for it.
    pub missing: usize,
    /// Score and rank in every period.
    pub history: Vec<NodeStanding>,
    /// Those around it in the ranking, itself among them, best first.
    pub peers: Vec<Standing>,
}

/// How a unit stands in a node, and what the others come to there.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeStanding {
    /// Which node.
    pub node: NodeId,
    /// In which period.
    pub period: Period,
    /// The unit's score.
    pub score: Option<f64>,
    /// Its rank.
    pub rank: Option<u32>,
    /// How many have a rank.
    pub ranked: usize,
    /// The mean score of those.
    pub mean: Option<f64>,
    /// Their best score.
    pub best: Option<f64>,
}

/// What the ranking of a period comes to; none where nobody has a rank.
///
/// - `period`: where it stands in [`Results::periods`].
pub fn summarise(results: &Results, dataset: &Dataset, period: usize) -> Option<Summary> {
    let root = results.root()?;
    let of = root.periods.get(period)?;
    let all = standings(results, of);
    let first = all.first()?;
    let leaders: Vec<Standing> = all
        .iter()
        .take_while(|it| it.rank <= LEADING)
        .copied()
        .collect();
    let last = all
        .last()
        .filter(|it| it.rank > LEADING && it.rank > first.rank);
    let mean = mean(&all)?;
    let to_rank = results.units.iter().filter(|it| it.ranked).count();
    let dimensions = root.children.iter().filter_map(|at| {
        let node = results.nodes.get(*at)?;
        let all = standings(results, node.periods.get(period)?);
        Some(Leading {
            node: node.id,
            first: all.into_iter().take_while(|it| it.rank == 1).collect(),
        })
    });
    Some(Summary {
        index: root.id,
        period: results.periods.get(period)?.clone(),
        last: last.copied(),
        ranked: all.len(),
        unranked: to_rank.saturating_sub(all.len()),
        mean,
        above_mean: all.iter().filter(|it| it.score > mean).count(),
        tiers: tiers(results, dataset, of),
        dimensions: dimensions.collect(),
        moves: moves(results, period),
        leaders,
    })
}

/// What a unit's results come to in a period; none where the unit is not among the results.
pub fn summarise_unit(
    results: &Results,
    dataset: &Dataset,
    (unit, period): (UnitId, usize),
) -> Option<UnitSummary> {
    let root = results.root()?;
    let at = results.units.iter().position(|it| it.id == unit)?;
    let of = root.periods.get(period)?;
    let stand = |node: usize| node_standing(results, (node, period), at);
    let all = standings(results, of);
    let place = all.iter().position(|it| it.unit == unit);
    let own = place.and_then(|it| all.get(it));
    let ahead = own.and_then(|own| all.iter().rev().find(|it| it.rank < own.rank));
    let before = period.checked_sub(1).and_then(|before| {
        let rank = root.periods.get(before)?.ranks.get(at)?;
        Some((results.periods.get(before)?.clone(), rank))
    });
    let leaves: Vec<NodeStanding> = (0..results.nodes.len())
        .filter(|node| is_indicator(results, *node))
        .filter_map(stand)
        .collect();
    let tiers = tiers(results, dataset, of);
    let peers = place.map(|place| {
        let first = place
            .saturating_sub(NAMED / 2)
            .min(all.len().saturating_sub(NAMED));
        all.iter().skip(first).take(NAMED).copied().collect()
    });
    // Where the index is made of indicators alone, those are strengths or weaknesses.
    let dimensions = root
        .children
        .iter()
        .filter(|it| !is_indicator(results, **it));
    let history = (0..results.periods.len()).filter_map(|it| node_standing(results, (0, it), at));
    Some(UnitSummary {
        index: stand(0)?,
        tier: tiers
            .iter()
            .position(|it| it.contains(&unit))
            .map(|it| it + 1),
        ahead: ahead
            .zip(own)
            .map(|(it, own)| (it.unit, it.score - own.score)),
        before,
        dimensions: dimensions.filter_map(|it| stand(*it)).collect(),
        strengths: halves(&leaves, true),
        weaknesses: halves(&leaves, false),
        missing: leaves.iter().filter(|it| it.score.is_none()).count(),
        history: history.collect(),
        peers: peers.unwrap_or_default(),
    })
}

/// How a unit stands in a node.
///
/// - `node`, `period`, `unit`: where they stand in the results.
pub fn node_standing(
    results: &Results,
    (node, period): (usize, usize),
    unit: usize,
) -> Option<NodeStanding> {
    let id = results.nodes.get(node)?.id;
    let of = results.nodes.get(node)?.periods.get(period)?;
    let all = standings(results, of);
    Some(NodeStanding {
        node: id,
        period: results.periods.get(period)?.clone(),
        score: of.scores.get(unit),
        rank: of.ranks.get(unit),
        ranked: all.len(),
        mean: mean(&all),
        best: all.first().map(|it| it.score),
    })
}

/// All that have a rank, best first; ties in the order of units.
fn standings(results: &Results, of: &NodePeriod) -> Vec<Standing> {
    let scored = results
        .units
        .iter()
        .zip(of.scores.iter().zip(of.ranks.iter()));
    let mut all: Vec<Standing> = scored
        .filter_map(|(unit, (score, rank))| {
            Some(Standing {
                unit: unit.id,
                score: score?,
                rank: rank?,
            })
        })
        .collect();
    all.sort_by_key(|it| it.rank);
    all
}

fn mean(all: &[Standing]) -> Option<f64> {
    let sum: f64 = all.iter().map(|it| it.score).sum();
    (!all.is_empty()).then(|| sum / all.len() as f64)
}

fn is_indicator(results: &Results, node: usize) -> bool {
    results
        .nodes
        .get(node)
        .is_some_and(|it| it.children.is_empty())
}

fn tiers(results: &Results, dataset: &Dataset, of: &NodePeriod) -> Vec<Vec<UnitId>> {
    let Some(tiering) = &dataset.tiers else {
        return Vec::new();
    };
    let scores: Vec<Option<f64>> = of.scores.iter().collect();
    let ranked: Vec<bool> = results.units.iter().map(|it| it.ranked).collect();
    let mut tiers: Vec<Vec<(u32, UnitId)>> = Vec::new();
    let of_units = tiering.tiers(&scores, &ranked);
    for ((unit, tier), rank) in results.units.iter().zip(of_units).zip(of.ranks.iter()) {
        let Some((tier, rank)) = tier.zip(rank) else {
            continue;
        };
        if tiers.len() <= tier {
            tiers.resize_with(tier + 1, Vec::new);
        }
        if let Some(units) = tiers.get_mut(tier) {
            units.push((rank, unit.id));
        }
    }
    let ordered = tiers.into_iter().map(|mut units| {
        units.sort_by_key(|(rank, _)| *rank);
        units.into_iter().map(|(_, unit)| unit).collect()
    });
    ordered.collect()
}

/// How ranks have moved since the period before.
fn moves(results: &Results, period: usize) -> Option<Moves> {
    let root = results.root()?;
    let before = period.checked_sub(1)?;
    let (then, now) = (root.periods.get(before)?, root.periods.get(period)?);
    let ranks = then.ranks.iter().zip(now.ranks.iter());
    let both: Vec<Move> = results
        .units
        .iter()
        .zip(ranks)
        .filter_map(|(unit, (from, to))| {
            Some(Move {
                unit: unit.id,
                from: from?,
                to: to?,
            })
        })
        .collect();
    let largest = |up: bool| {
        let mut moved: Vec<Move> = both
            .iter()
            .filter(|it| if up { it.to < it.from } else { it.to > it.from })
            .copied()
            .collect();
        moved.sort_by_key(|it| std::cmp::Reverse(it.from.abs_diff(it.to)));
        moved.truncate(NAMED);
        moved
    };
    Some(Moves {
        since: results.periods.get(before)?.clone(),
        risen: largest(true),
        fallen: largest(false),
        kept: both.iter().filter(|it| it.from == it.to).count(),
        compared: both.len(),
    })
}

/// The indicators in whose better or worse half a unit stands.
fn halves(all: &[NodeStanding], better: bool) -> Vec<NodeStanding> {
    // Alone nobody stands in a half.
    let in_better = |it: &NodeStanding| {
        let rank = it.rank.filter(|_| it.ranked > 1)?;
        Some(rank as usize * 2 <= it.ranked)
    };
    let mut half: Vec<NodeStanding> = all
        .iter()
        .filter(|it| in_better(it) == Some(better))
        .cloned()
        .collect();
    if better {
        half.sort_by_key(|it| it.rank);
    } else {
        half.sort_by_key(|it| std::cmp::Reverse(it.rank));
    }
    half.truncate(NAMED);
    half
}
