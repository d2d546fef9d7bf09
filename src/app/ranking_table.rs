//! The table of the ranking: its columns as chosen, its rows as sorted, found and pinned; written
//! once per result, not once per frame.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{against::Against, derived::Derived, format, view::View};
use crate::{
    engine::{Marked, NodePeriod, Results, UnitId},
    project::{
        Dataset, Figure, RankingColumn, RankingFigures, RankingSortBy, RankingView, ScenarioId,
        groups_of_units, spread,
    },
};

/// So many units can stay at the top; more would leave no room for the others.
pub(super) const MOST_PINNED: usize = 8;

/// The table as it is shown.
#[derive(Debug, Default)]
pub(super) struct RankingTable {
    /// What stands beside rank and name, from the left.
    pub columns: Vec<RankingColumn>,
    /// The pinned units first, then the others as sorted.
    pub rows: Vec<TableRow>,
    /// How many of the rows are pinned.
    pub pinned: usize,
    of: Option<Of>,
}

/// What the table is made of: the results, the period, the choices, what is looked for, and the
/// results it is held against.
type Of = (
    u64,
    usize,
    RankingView,
    String,
    Option<(u64, Option<ScenarioId>)>,
);

/// A unit of the table.
#[derive(Clone, Debug)]
pub(super) struct TableRow {
    /// Which one.
    pub unit: UnitId,
    /// What people read.
    pub label: String,
    /// Whether it is ranked, or only shown for reference.
    pub ranked: bool,
    /// Its rank in the index.
    pub rank: Option<u32>,
    /// One entry a column.
    pub cells: Vec<TableCell>,
    /// The score of the index as a share of the largest, for a bar behind it.
    pub share: f32,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct TableCell {
    /// The number in full; none where there is none or the cell holds words.
    pub number: Option<f64>,
    /// As written.
    pub text: String,
    /// What happened to the value of an indicator on the way.
    pub mark: Option<Marked>,
    /// Where the number stands in its column, as [`spread`] has it.
    pub heat: Option<f64>,
}

impl RankingTable {
    /// Brings the table up to the results and the choices.
    pub(super) fn prepare(
        &mut self,
        (derived, dataset): (&Derived, &Dataset),
        view: &View,
        against: &Against,
    ) {
        let sought = view.ranking_sought.trim().to_lowercase();
        let of = (
            derived.generation(),
            derived.period,
            view.ranking.clone(),
            sought,
            against.key(),
        );
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let making = Making::new(derived, dataset, &view.ranking, against);
        *self = making.table(&of.3);
        self.of = Some(of);
    }
}

/// What a table is made from.
struct Making<'a> {
    derived: &'a Derived,
    dataset: &'a Dataset,
    choice: &'a RankingView,
    results: &'a Results,
    against: Option<&'a Results>,
    /// The group of each unit, of the kind that is compared.
    groups: Vec<Option<usize>>,
    ranked: Vec<bool>,
    /// How long the bar behind each unit's index score is.
    shares: BTreeMap<UnitId, f32>,
}

impl<'a> Making<'a> {
    fn new(
        derived: &'a Derived,
        dataset: &'a Dataset,
        choice: &'a RankingView,
        against: &'a Against,
    ) -> Self {
        let results: &Results = &derived.results;
        let kind = choice.groups.as_deref();
        let groups = kind.map(|kind| groups_of_units(results, dataset, kind));
        let shares = derived.ranking.rows.iter();
        Self {
            derived,
            dataset,
            choice,
            results,
            against: against.results.as_deref(),
            groups: groups.unwrap_or_else(|| vec![None; results.units.len()]),
            ranked: results.units.iter().map(|it| it.ranked).collect(),
            shares: shares.map(|it| (it.unit, it.share)).collect(),
        }
    }

    fn table(&self, sought: &str) -> RankingTable {
        let compared = self.derived.beside.places.is_some();
        let tiers = self.derived.beside.tiers.is_some();
        let columns: Vec<RankingColumn> = self
            .choice
            .columns(self.results)
            .into_iter()
            .filter(|column| match column {
                RankingColumn::Tier => tiers,
                RankingColumn::Group => compared,
                RankingColumn::Node { node, figure } => {
                    self.place(*node).is_some() && (compared || *figure != Figure::RankInGroup)
                }
            })
            .collect();
        let cells: Vec<Vec<TableCell>> = columns.iter().map(|it| self.cells(*it)).collect();
        let mut order = self.order();
        order.retain(|&at| self.fits(at, sought));
        let pinned = self.pinned();
        order.retain(|at| !pinned.contains(at));
        let rows = pinned.iter().chain(&order);
        RankingTable {
            rows: rows.filter_map(|&at| self.row(at, &cells)).collect(),
            pinned: pinned.len(),
            columns,
            of: None,
        }
    }

    /// Where a node stands in the results; none is the index.
    fn place(&self, node: Option<crate::engine::NodeId>) -> Option<usize> {
        match node {
            None => (!self.results.nodes.is_empty()).then_some(0),
            Some(id) => self.results.nodes.iter().position(|it| it.id == id),
        }
    }

    fn period_of(&self, node: usize) -> Option<&NodePeriod> {
        let node = self.results.nodes.get(node)?;
        node.periods.get(self.derived.period)
    }

    fn numbers(&self, node: usize, figure: Figure) -> Vec<Option<f64>> {
        let figures = RankingFigures {
            results: self.results,
            period: self.derived.period,
            groups: &self.groups,
            against: self.against,
        };
        figures.of(node, figure)
    }

    fn cells(&self, column: RankingColumn) -> Vec<TableCell> {
        let units = self.results.units.iter();
        let words = |text: Option<String>| TableCell {
            text: text.unwrap_or_else(|| "–".to_owned()),
            ..TableCell::default()
        };
        match column {
            // Its sentence is made where it is drawn; the number is the tier.
            RankingColumn::Tier => {
                let tiers = self.derived.beside.tiers.as_ref();
                let tier = |unit| tiers.and_then(|it| it.get(unit)).copied();
                units
                    .map(|unit| TableCell {
                        number: tier(&unit.id).map(|it| it as f64),
                        ..TableCell::default()
                    })
                    .collect()
            }
            RankingColumn::Group => {
                let groups = self.groups.iter();
                groups.map(|it| words(self.group(*it))).collect()
            }
            RankingColumn::Node { node, figure } => {
                let node = self.place(node).unwrap_or_default();
                self.node_cells(node, figure)
            }
        }
    }

    fn group(&self, at: Option<usize>) -> Option<String> {
        Some(self.dataset.groups.get(at?)?.name.clone())
    }

    fn node_cells(&self, node: usize, figure: Figure) -> Vec<TableCell> {
        let numbers = self.numbers(node, figure);
        let heat = if self.choice.heat {
            spread(&numbers, &self.ranked, figure)
        } else {
            vec![None; numbers.len()]
        };
        let scores = self.period_of(node).map(|it| &it.scores);
        let scores = scores.into_iter().flat_map(crate::engine::Column::observed);
        let top = scores.map(f64::abs).fold(0.0, f64::max);
        let mut marks = BTreeMap::new();
        if figure == Figure::Score
            && let Some(stages) = self.period_of(node).and_then(|it| it.stages.as_ref())
        {
            marks.extend(stages.marks.iter().map(|it| (it.unit, &it.what)));
        }
        let pairs = numbers.into_iter().zip(heat).enumerate();
        pairs
            .map(|(unit, (number, heat))| TableCell {
                text: number.map_or_else(
                    || (if figure.is_rank() { "" } else { "–" }).to_owned(),
                    |it| written(it, figure, top),
                ),
                number,
                mark: marks.get(&unit).map(|it| (*it).clone()),
                heat,
            })
            .collect()
    }

    /// The units in the order asked for.
    fn order(&self) -> Vec<usize> {
        let sort = self.choice.sort;
        let by = self.keys(sort.by);
        let mut order: Vec<usize> = (0..self.results.units.len()).collect();
        order.sort_by(|&a, &b| {
            let ranked = |at: usize| self.ranked.get(at) == Some(&true);
            let turned = |ordering: Ordering| {
                if sort.reversed {
                    ordering.reverse()
                } else {
                    ordering
                }
            };
            match &by {
                Keys::Words(words) => {
                    let word = |at: usize| words.get(at).and_then(Option::as_deref);
                    match (word(a), word(b)) {
                        (Some(a), Some(b)) => turned(a.cmp(b)),
                        (a, b) => b.is_some().cmp(&a.is_some()),
                    }
                }
                Keys::Numbers(numbers) => {
                    let number = |at: usize| numbers.get(at).copied().flatten();
                    let by_number = match (number(a), number(b)) {
                        (Some(a), Some(b)) => turned(b.total_cmp(&a)),
                        (a, b) => b.is_some().cmp(&a.is_some()),
                    };
                    ranked(b).cmp(&ranked(a)).then(by_number)
                }
            }
        });
        order
    }

    /// What units are ordered by: the greatest number first, or words.
    fn keys(&self, by: RankingSortBy) -> Keys {
        let node = |node, figure| {
            // What is not there is no reason to be out of order.
            let found = self.place(node).map(|it| self.numbers(it, figure));
            found.unwrap_or_else(|| self.numbers(0, Figure::Score))
        };
        match by {
            RankingSortBy::Unit => {
                let units = self.results.units.iter();
                Keys::Words(units.map(|it| Some(self.label(it.id))).collect())
            }
            RankingSortBy::Column(RankingColumn::Group) => {
                Keys::Words(self.groups.iter().map(|it| self.group(*it)).collect())
            }
            RankingSortBy::Score(of) => Keys::Numbers(node(of, Figure::Score)),
            RankingSortBy::Column(RankingColumn::Tier) => Keys::Numbers(node(None, Figure::Score)),
            RankingSortBy::Column(RankingColumn::Node { node: of, figure }) => {
                let numbers = node(of, figure).into_iter();
                let sign = if figure.is_rank() { -1.0 } else { 1.0 };
                Keys::Numbers(numbers.map(|it| it.map(|it| it * sign)).collect())
            }
        }
    }

    fn label(&self, unit: UnitId) -> String {
        let unit = self.dataset.unit(unit);
        unit.map(|it| it.label.clone()).unwrap_or_default()
    }

    /// Whether a unit is of the group and the name that are looked for.
    fn fits(&self, at: usize, sought: &str) -> bool {
        let group = self.choice.group.as_ref();
        let of_group = self.derived.beside.places.is_none()
            || group.is_none_or(|group| {
                let own = self.groups.get(at).copied().flatten();
                self.group(own).as_ref() == Some(group)
            });
        let unit = self.results.units.get(at);
        let named = sought.is_empty()
            || unit.is_some_and(|it| self.label(it.id).to_lowercase().contains(sought));
        of_group && named
    }

    /// Where the pinned units stand, in the order they were pinned.
    fn pinned(&self) -> Vec<usize> {
        let units = &self.results.units;
        let place = |unit: &UnitId| units.iter().position(|it| it.id == *unit);
        let all = self.choice.pinned.iter().filter_map(place);
        all.take(MOST_PINNED).collect()
    }

    fn row(&self, at: usize, cells: &[Vec<TableCell>]) -> Option<TableRow> {
        let unit = self.results.units.get(at)?;
        let of = self.period_of(0)?;
        let share = self.shares.get(&unit.id);
        let cells = cells.iter().filter_map(|column| column.get(at).cloned());
        Some(TableRow {
            unit: unit.id,
            label: self.label(unit.id),
            ranked: unit.ranked,
            rank: of.ranks.get(at),
            cells: cells.collect(),
            share: share.copied().unwrap_or(0.0),
        })
    }
}

/// What units are ordered by.
enum Keys {
    Words(Vec<Option<String>>),
    Numbers(Vec<Option<f64>>),
}

/// A number as people read it: places in full, points with the digits of the node's scores.
fn written(number: f64, figure: Figure, top: f64) -> String {
    match figure {
        Figure::RankChange | Figure::RankAgainst => {
            let places = format::value(number.abs());
            match number {
                up if up > 0.0 => format!("▲{places}"),
                down if down < 0.0 => format!("▼{places}"),
                _ => "·".to_owned(),
            }
        }
        _ if figure.counts_places() => format::value(number),
        _ if figure.is_change() => format::change(number, top),
        _ => format::score(number, top),
    }
}
