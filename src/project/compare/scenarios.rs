//! Scenarios side by side: scores, ranks, and how they shift.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{NodeId, NodePeriod, Period, Results, UnitId};

/// A node in one period under several scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenarioComparison {
    /// The units of any of them, those of the first ones first.
    pub rows: Vec<ScenarioRow>,
    /// How each scenario shifts the ranks of the first, in the order given.
    pub shifts: Vec<ScenarioShift>,
}

/// One unit under several scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioRow {
    /// Which.
    pub unit: UnitId,
    /// One entry a scenario, in the order given.
    pub places: Vec<ScenarioPlace>,
}

/// A unit under one scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScenarioPlace {
    /// None where the unit has no score.
    pub score: Option<f64>,
    /// None where it is not ranked.
    pub rank: Option<u32>,
    /// The score less that under the first scenario.
    pub score_change: Option<f64>,
    /// By how many places it is worse than under the first scenario; below zero where better.
    pub rank_change: Option<i64>,
}

/// What a scenario does to the ranks of the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenarioShift {
    /// How many units are ranked under both.
    pub compared: usize,
    /// How many of them have another rank.
    pub moved: usize,
    /// By how many places at most.
    pub largest: u64,
    /// The mean of all shifts, whichever way.
    pub mean: f64,
    /// Ranked only here.
    pub entered: Vec<UnitId>,
    /// Ranked only under the first.
    pub left: Vec<UnitId>,
}

/// Holds the results of scenarios against those of the first of them, at a node in a period.
pub fn compare_scenarios(
    results: &[&Results],
    node: NodeId,
    period: &Period,
) -> ScenarioComparison {
    let mut known = BTreeSet::new();
    let units = results.iter().flat_map(|it| &it.units);
    let units: Vec<UnitId> = units
        .map(|it| it.id)
        .filter(|id| known.insert(*id))
        .collect();
    let columns: Vec<_> = results
        .iter()
        .map(|it| (values(it, node, period), places(it)))
        .collect();
    let rows: Vec<ScenarioRow> = units
        .into_iter()
        .map(|unit| {
            let mut found = columns.iter().map(|(values, places)| {
                let at = places.get(&unit).copied();
                at.zip(*values)
                    .map(|(at, it)| (it.scores.get(at), it.ranks.get(at)))
                    .unwrap_or_default()
            });
            let first = found.next();
            let all = first.into_iter().chain(found);
            let places = all.map(|it| place(it, first.unwrap_or_default()));
            ScenarioRow {
                unit,
                places: places.collect(),
            }
        })
        .collect();
    let shifts = (0..results.len()).map(|at| shift(&rows, at)).collect();
    ScenarioComparison { rows, shifts }
}

type Found = (Option<f64>, Option<u32>);

fn place((score, rank): Found, (first_score, first_rank): Found) -> ScenarioPlace {
    ScenarioPlace {
        score,
        rank,
        score_change: score.zip(first_score).map(|(a, b)| a - b),
        rank_change: rank
            .zip(first_rank)
            .map(|(a, b)| i64::from(a) - i64::from(b)),
    }
}

fn shift(rows: &[ScenarioRow], at: usize) -> ScenarioShift {
    let mut shift = ScenarioShift::default();
    let mut sum = 0.0;
    for row in rows {
        let (Some(here), Some(first)) = (row.places.get(at), row.places.first()) else {
            continue;
        };
        match (here.rank, first.rank) {
            (Some(_), None) => shift.entered.push(row.unit),
            (None, Some(_)) => shift.left.push(row.unit),
            _ => {}
        }
        if let Some(change) = here.rank_change {
            let size = change.unsigned_abs();
            shift.compared += 1;
            shift.moved += usize::from(size > 0);
            shift.largest = shift.largest.max(size);
            sum += size as f64;
        }
    }
    shift.mean = sum / shift.compared.max(1) as f64;
    shift
}

fn places(results: &Results) -> BTreeMap<UnitId, usize> {
    let units = results.units.iter().enumerate();
    units.map(|(at, unit)| (unit.id, at)).collect()
}

fn values<'a>(results: &'a Results, node: NodeId, period: &Period) -> Option<&'a NodePeriod> {
    let at = results.period_at(period)?;
    results.node(node)?.periods.get(at)
}
