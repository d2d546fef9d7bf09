//! A vintage against results.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    engine::{NodeId, NodePeriod, Period, Results, UnitId},
    project::{Dataset, FigureColumn, Vintage},
};

/// Two computations that should agree do so to this, relative to what is compared.
const SAME: f64 = 1e-9;

/// A vintage against results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VintageComparison {
    /// In the order of the vintage; those that fit no computed node have no cells.
    pub columns: Vec<ColumnComparison>,
    /// All columns together.
    pub fit: Fit,
    /// Published, but without results: as they were called.
    pub only_published: Vec<String>,
    /// Ranked now, but not published.
    pub only_computed: Vec<UnitId>,
}

/// An index or sub-index in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnComparison {
    /// The node it is compared with; none where none fits.
    pub node: Option<NodeId>,
    /// As the vintage calls it.
    pub name: String,
    /// When.
    pub period: Period,
    /// With how many decimals its scores are printed; none where they are not rounded.
    pub decimals: Option<u8>,
    /// The units that have numbers on both sides.
    pub cells: Vec<CellComparison>,
    /// How well they agree.
    pub fit: Fit,
}

/// One unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellComparison {
    /// Which.
    pub unit: UnitId,
    /// The published score.
    pub published: Option<f64>,
    /// The computed score.
    pub computed: Option<f64>,
    /// Whether the two are equal as printed; also where one is missing.
    pub equal: bool,
    /// The published rank.
    pub published_rank: Option<u32>,
    /// The computed rank.
    pub computed_rank: Option<u32>,
}

/// How well numbers agree.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// How many scores stand on both sides.
    pub compared: usize,
    /// How many of these are equal as printed.
    pub equal: usize,
    /// The largest difference of scores.
    pub largest: f64,
    /// The mean absolute difference of scores.
    pub mean: f64,
    /// The same after rounding the computed scores as the published ones are.
    pub rounded_mean: f64,
    /// How many ranks stand on both sides.
    pub ranks_compared: usize,
    /// How many of these differ.
    pub ranks_differing: usize,
    /// The largest difference of ranks.
    pub largest_rank: u32,
    /// The mean absolute difference of ranks.
    pub mean_rank: f64,
}

impl CellComparison {
    /// Computed less published.
    pub fn difference(&self) -> Option<f64> {
        Some(self.computed? - self.published?)
    }

    /// By how many places the computed rank is worse than the published one; below zero where better.
    pub fn rank_shift(&self) -> Option<i64> {
        Some(i64::from(self.computed_rank?) - i64::from(self.published_rank?))
    }
}

impl Fit {
    /// How far numbers are apart beyond rounding: of scores, or of ranks where only these are
    /// published. None where there is nothing to compare.
    pub fn distance(&self) -> Option<f64> {
        match (self.compared, self.ranks_compared) {
            (0, 0) => None,
            (0, _) => Some(self.mean_rank),
            _ => Some(self.rounded_mean),
        }
    }

    /// How many numbers stand on both sides.
    pub fn size(&self) -> usize {
        if self.compared == 0 {
            self.ranks_compared
        } else {
            self.compared
        }
    }
}

/// Sums on the way to a [`Fit`].
#[derive(Clone, Copy, Default)]
struct Sums {
    fit: Fit,
    exact: f64,
    rounded: f64,
    ranks: f64,
}

impl Sums {
    fn add(&mut self, cell: &CellComparison, decimals: Option<u8>) {
        if let (Some(published), Some(computed)) = (cell.published, cell.computed) {
            let difference = (computed - published).abs();
            self.fit.compared += 1;
            self.fit.equal += usize::from(cell.equal);
            self.fit.largest = self.fit.largest.max(difference);
            self.exact += difference;
            if !cell.equal {
                self.rounded += (rounded(computed, decimals) - published).abs();
            }
        }
        if let Some(shift) = cell.rank_shift() {
            let shift = u32::try_from(shift.unsigned_abs()).unwrap_or(u32::MAX);
            self.fit.ranks_compared += 1;
            self.fit.ranks_differing += usize::from(shift > 0);
            self.fit.largest_rank = self.fit.largest_rank.max(shift);
            self.ranks += f64::from(shift);
        }
    }

    fn join(&mut self, other: &Self) {
        self.fit.compared += other.fit.compared;
        self.fit.equal += other.fit.equal;
        self.fit.largest = self.fit.largest.max(other.fit.largest);
        self.fit.ranks_compared += other.fit.ranks_compared;
        self.fit.ranks_differing += other.fit.ranks_differing;
        self.fit.largest_rank = self.fit.largest_rank.max(other.fit.largest_rank);
        self.exact += other.exact;
        self.rounded += other.rounded;
        self.ranks += other.ranks;
    }

    fn fit(mut self) -> Fit {
        let scores = self.fit.compared.max(1) as f64;
        self.fit.mean = self.exact / scores;
        self.fit.rounded_mean = self.rounded / scores;
        self.fit.mean_rank = self.ranks / self.fit.ranks_compared.max(1) as f64;
        self.fit
    }
}

fn rounded(number: f64, decimals: Option<u8>) -> f64 {
    let Some(decimals) = decimals else {
        return number;
    };
    let scale = libm::pow(10.0, f64::from(decimals));
    let rounded = libm::round(number * scale) / scale;
    if rounded.is_finite() { rounded } else { number }
}

/// Whether a computed score can have been printed so.
fn is_equal(published: f64, computed: f64, decimals: Option<u8>) -> bool {
    let half = decimals.map_or(0.0, |it| 0.5 * libm::pow(10.0, -f64::from(it)));
    (computed - published).abs() <= half + SAME * published.abs().max(1.0)
}

/// What of a vintage a dataset knows; the same whatever is computed.
pub(super) struct Tied<'a> {
    vintage: &'a Vintage,
    units: Vec<Option<UnitId>>,
    nodes: Vec<Option<NodeId>>,
}

impl<'a> Tied<'a> {
    pub(super) fn new(dataset: &Dataset, vintage: &'a Vintage) -> Self {
        let columns = vintage.figures.columns.iter();
        Self {
            vintage,
            units: vintage.figures.units_in(dataset),
            nodes: columns.map(|it| it.node_in(dataset)).collect(),
        }
    }

    /// The units of the dataset that are published.
    pub(super) fn published(&self) -> BTreeSet<UnitId> {
        self.units.iter().copied().flatten().collect()
    }

    /// How well results agree, without the single cells.
    pub(super) fn fit(&self, results: &Results) -> Fit {
        let places = places(results);
        let mut all = Sums::default();
        for (column, node) in self.vintage.figures.columns.iter().zip(&self.nodes) {
            self.each(column, *node, results, &places, |cell| {
                all.add(&cell, column.decimals);
            });
        }
        all.fit()
    }

    fn each(
        &self,
        column: &FigureColumn,
        node: Option<NodeId>,
        results: &Results,
        places: &BTreeMap<UnitId, usize>,
        mut found: impl FnMut(CellComparison),
    ) {
        let Some(computed) = values(results, node, &column.period) else {
            return;
        };
        let published = column.scores.iter().zip(&column.ranks);
        for (unit, (score, rank)) in self.units.iter().zip(published) {
            let Some((unit, &at)) = unit.and_then(|it| Some((it, places.get(&it)?))) else {
                continue;
            };
            let now = computed.scores.get(at);
            let both = score.zip(now);
            found(CellComparison {
                unit,
                published: score,
                computed: now,
                equal: both.is_none_or(|(a, b)| is_equal(a, b, column.decimals)),
                published_rank: *rank,
                computed_rank: computed.ranks.get(at),
            });
        }
    }
}

/// Where each unit stands in results.
fn places(results: &Results) -> BTreeMap<UnitId, usize> {
    let units = results.units.iter().enumerate();
    units.map(|(at, unit)| (unit.id, at)).collect()
}

fn values<'a>(
    results: &'a Results,
    node: Option<NodeId>,
    period: &Period,
) -> Option<&'a NodePeriod> {
    let at = results.period_at(period)?;
    results.node(node?)?.periods.get(at)
}

/// Holds a vintage against results of the same dataset.
pub fn compare_vintage(
    dataset: &Dataset,
    vintage: &Vintage,
    results: &Results,
) -> VintageComparison {
    let tied = Tied::new(dataset, vintage);
    let places = places(results);
    let mut comparison = VintageComparison::default();
    let mut all = Sums::default();
    let mut compared = BTreeSet::new();
    for (column, &node) in vintage.figures.columns.iter().zip(&tied.nodes) {
        let (mut sums, mut cells) = (Sums::default(), Vec::new());
        tied.each(column, node, results, &places, |cell| {
            if cell.difference().is_some() || cell.rank_shift().is_some() {
                compared.insert(cell.unit);
                sums.add(&cell, column.decimals);
                cells.push(cell);
            }
        });
        all.join(&sums);
        comparison.columns.push(ColumnComparison {
            node: node.filter(|&node| results.node(node).is_some()),
            name: column.name.clone(),
            period: column.period.clone(),
            decimals: column.decimals,
            cells,
            fit: sums.fit(),
        });
    }
    comparison.fit = all.fit();
    let units = vintage.figures.units.iter().zip(&tied.units);
    comparison.only_published = units
        .filter(|(_, unit)| unit.is_none_or(|unit| !compared.contains(&unit)))
        .map(|(unit, _)| unit.name.clone())
        .collect();
    let published = tied.published();
    let ranked = results.units.iter().filter(|it| it.ranked);
    comparison.only_computed = ranked
        .map(|it| it.id)
        .filter(|id| !published.contains(id))
        .collect();
    comparison
}
