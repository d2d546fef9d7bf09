//! The ranking as shown: ordered and written once per result, not once per frame.

use std::{cmp::Ordering, collections::BTreeMap};

use super::format;
use crate::{
    engine::{Framework, Marked, NodeId, NodePeriod, NodeResult, PlanUnit, Results, UnitId},
    project::{Dataset, RankingSort, RankingSortBy},
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
    /// What happened to the value of an indicator on the way.
    pub mark: Option<Marked>,
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
        sort: RankingSort,
    ) -> Self {
        let Some(root) = results.root() else {
            return Self::default();
        };
        let children = root.children.iter().filter_map(|&at| results.nodes.get(at));
        let shown: Vec<Shown<'_>> = std::iter::once(root)
            .chain(children)
            .filter_map(|node| Shown::new(node, period))
            .collect();
        let name = |id| {
            framework
                .node(id)
                .map(|it| it.name.clone())
                .unwrap_or_default()
        };
        let nodes = shown
            .iter()
            .map(|it| RankedNode {
                id: it.id,
                name: name(it.id),
            })
            .collect();
        let units = results.units.iter().enumerate();
        let mut rows: Vec<RankingRow> = units
            .map(|(at, unit)| row(at, *unit, dataset, &shown))
            .collect();
        // A node that is not shown is no reason to be out of order.
        let sorted_by = |by| match by {
            RankingSortBy::Unit => None,
            RankingSortBy::Score(node) => {
                Some(shown.iter().position(|it| Some(it.id) == node).unwrap_or(0))
            }
            RankingSortBy::Column(_) => Some(0),
        };
        let score = sorted_by(sort.by);
        rows.sort_by(|a, b| order(a, b, score, sort.reversed));
        Self { nodes, rows }
    }
}

/// A node in the period shown.
struct Shown<'a> {
    id: NodeId,
    of: &'a NodePeriod,
    /// The largest score, for how many digits to write.
    top: f64,
    /// The largest score of a ranked unit, for how long a bar is: a whole country would leave none
    /// for its provinces.
    top_ranked: f64,
    marks: BTreeMap<usize, &'a Marked>,
}

impl<'a> Shown<'a> {
    fn new(node: &'a NodeResult, period: usize) -> Option<Self> {
        let of = node.periods.get(period)?;
        let top = of.scores.observed().map(f64::abs).fold(0.0, f64::max);
        let ranked = of.scores.iter().zip(of.ranks.iter());
        let ranked = ranked.filter_map(|(score, rank)| score.filter(|_| rank.is_some()));
        let marks = of.stages.iter().flat_map(|it| &it.marks);
        Some(Self {
            id: node.id,
            of,
            top,
            top_ranked: ranked.map(f64::abs).fold(0.0, f64::max),
            marks: marks.map(|it| (it.unit, &it.what)).collect(),
        })
    }

    fn cell(&self, unit: usize) -> RankedCell {
        let score = self.of.scores.get(unit);
        let text = score.map_or_else(|| "–".to_owned(), |score| format::score(score, self.top));
        RankedCell {
            score,
            text,
            rank: self.of.ranks.get(unit),
            mark: self.marks.get(&unit).map(|mark| (*mark).clone()),
        }
    }
}

fn row(at: usize, unit: PlanUnit, dataset: &Dataset, shown: &[Shown<'_>]) -> RankingRow {
    let cells: Vec<RankedCell> = shown.iter().map(|node| node.cell(at)).collect();
    let score = cells.first().and_then(|cell| cell.score).unwrap_or(0.0);
    let share = score / shown.first().map_or(1.0, |index| index.top_ranked);
    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
    let share = if share.is_finite() {
        share.clamp(0.0, 1.0) as f32
    } else {
        0.0
    };
    let label = dataset
        .unit(unit.id)
        .map(|unit| unit.label.clone())
        .unwrap_or_default();
    RankingRow {
        unit: unit.id,
        label,
        ranked: unit.ranked,
        cells,
        share,
    }
}

/// Ranked before reference units, units with a score before those without, then by the score of the
/// node at this place; by name where there is none.
fn order(a: &RankingRow, b: &RankingRow, score: Option<usize>, reversed: bool) -> Ordering {
    let turned = |ordering: Ordering| {
        if reversed {
            ordering.reverse()
        } else {
            ordering
        }
    };
    let Some(at) = score else {
        return turned(a.label.cmp(&b.label));
    };
    let score = |row: &RankingRow| row.cells.get(at).and_then(|cell| cell.score);
    let by_score = match (score(a), score(b)) {
        (Some(a), Some(b)) => turned(b.total_cmp(&a)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    b.ranked.cmp(&a.ranked).then(by_score)
}
