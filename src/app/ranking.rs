//! The ranking as shown: ordered and written once per result, not once per frame.

use std::cmp::Ordering;

use super::format;
use crate::{
    engine::{Framework, NodeId, Results, UnitId},
    project::Dataset,
};

/// Scores and ranks of the index and its dimensions in one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ranking {
    /// The index, then its children in order.
    pub nodes: Vec<RankedNode>,
    /// As sorted.
    pub rows: Vec<RankingRow>,
}

/// A node of the ranking.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RankedNode {
    /// Which one.
    pub id: NodeId,
    /// What people read.
    pub name: String,
}

/// A unit of the ranking.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RankingRow {
    /// Which one.
    pub unit: UnitId,
    /// What people read.
    pub label: String,
    /// Whether it is ranked, or only shown for reference.
    pub ranked: bool,
    /// One entry a node of the ranking.
    pub cells: Vec<RankedCell>,
    /// The index score as a share of the largest, 0 to 1, for a bar behind it.
    pub share: f32,
}

/// A score and its rank.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RankedCell {
    /// The score.
    pub score: Option<f64>,
    /// The score as written.
    pub text: String,
    /// Its rank.
    pub rank: Option<u32>,
}

/// A column of the ranking to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SortBy {
    /// The unit's name.
    Unit,
    /// The score of a node of the ranking.
    Score(usize),
}

/// How the ranking is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    /// By what.
    pub by: SortBy,
    /// Worst or last first.
    pub reversed: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            by: SortBy::Score(0),
            reversed: false,
        }
    }
}

impl RankingRow {
    /// The rank of the index.
    pub(super) fn rank(&self) -> Option<u32> {
        self.cells.first().and_then(|cell| cell.rank)
    }
}

impl Ranking {
    /// The ranking of a period, sorted.
    pub(super) fn new(
        results: &Results,
        dataset: &Dataset,
        framework: &Framework,
        period: usize,
        sort: Sort,
    ) -> Self {
        let Some(root) = results.root() else {
            return Self::default();
        };
        let at: Vec<usize> = std::iter::once(0)
            .chain(root.children.iter().copied())
            .collect();
        let shown: Vec<_> = at.iter().filter_map(|&at| results.nodes.get(at)).collect();
        let nodes = shown
            .iter()
            .map(|node| RankedNode {
                id: node.id,
                name: framework
                    .node(node.id)
                    .map(|it| it.name.clone())
                    .unwrap_or_default(),
            })
            .collect();
        let largest = |node: &crate::engine::NodeResult| {
            let scores = node
                .periods
                .get(period)
                .into_iter()
                .flat_map(|it| it.scores.observed());
            scores.map(f64::abs).fold(0.0, f64::max)
        };
        let tops: Vec<f64> = shown.iter().map(|node| largest(node)).collect();
        let mut rows: Vec<RankingRow> = results
            .units
            .iter()
            .enumerate()
            .map(|(unit, it)| {
                let cells: Vec<RankedCell> = shown
                    .iter()
                    .zip(&tops)
                    .map(|(node, &top)| {
                        let Some(of) = node.periods.get(period) else {
                            return RankedCell::default();
                        };
                        let score = of.scores.get(unit);
                        let text =
                            score.map_or_else(|| "–".to_owned(), |score| format::score(score, top));
                        RankedCell {
                            score,
                            text,
                            rank: of.ranks.get(unit).copied().flatten(),
                        }
                    })
                    .collect();
                let share = cells.first().and_then(|cell| cell.score).unwrap_or(0.0)
                    / tops.first().copied().unwrap_or(1.0);
                #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
                let share = if share.is_finite() {
                    share.clamp(0.0, 1.0) as f32
                } else {
                    0.0
                };
                let label = dataset
                    .unit(it.id)
                    .map(|unit| unit.label.clone())
                    .unwrap_or_default();
                RankingRow {
                    unit: it.id,
                    label,
                    ranked: it.ranked,
                    cells,
                    share,
                }
            })
            .collect();
        rows.sort_by(|a, b| order(a, b, sort));
        Self { nodes, rows }
    }
}

/// Ranked before reference units, units with a score before those without, then as asked.
fn order(a: &RankingRow, b: &RankingRow, sort: Sort) -> Ordering {
    let turned = |ordering: Ordering| {
        if sort.reversed {
            ordering.reverse()
        } else {
            ordering
        }
    };
    match sort.by {
        SortBy::Unit => turned(a.label.cmp(&b.label)),
        SortBy::Score(at) => {
            let score = |row: &RankingRow| row.cells.get(at).and_then(|cell| cell.score);
            let by_score = match (score(a), score(b)) {
                (Some(a), Some(b)) => turned(b.total_cmp(&a)),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            b.ranked.cmp(&a.ranked).then(by_score)
        }
    }
}
