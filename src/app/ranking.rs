//! The ranking as shown: ordered and written once per result, not once per frame.

use std::{cmp::Ordering, collections::BTreeMap};

use super::format;
use crate::{
    engine::{Framework, NodePeriod, Results, UnitId},
    project::Dataset,
};

/// Scores and ranks of the index in one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ranking {
    /// What the index is called.
    pub index: String,
    /// In the order of ranks, whatever the table of results is sorted by.
    pub rows: Vec<RankingRow>,
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
    /// The score of the index as written.
    pub score: String,
    /// Its rank.
    pub rank: Option<u32>,
    /// The score as a share of the largest, 0 to 1, for a bar behind it.
    pub share: f32,
}

impl Ranking {
    /// The ranking of a period, from the first on.
    pub(super) fn new(
        results: &Results,
        dataset: &Dataset,
        framework: &Framework,
        period: usize,
    ) -> Self {
        let root = results.root();
        let shown = root.and_then(|root| Some((root, root.periods.get(period)?)));
        let Some((root, index)) = shown else {
            return Self::default();
        };
        let labels = dataset.units.iter().map(|it| (it.id, it.label.as_str()));
        let labels: BTreeMap<UnitId, &str> = labels.collect();
        let scale = Scale::of(index);
        let units = results.units.iter().enumerate();
        let rows = units.map(|(at, unit)| {
            let score = index.scores.get(at);
            let row = RankingRow {
                unit: unit.id,
                label: labels.get(&unit.id).copied().unwrap_or_default().to_owned(),
                ranked: unit.ranked,
                score: scale.written(score),
                rank: index.ranks.get(at),
                share: scale.share(score),
            };
            (at, row)
        });
        let mut rows: Vec<(usize, RankingRow)> = rows.collect();
        rows.sort_by(|a, b| order(a, b, index));
        Self {
            index: framework
                .node(root.id)
                .map(|it| it.name.clone())
                .unwrap_or_default(),
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        }
    }
}

/// How scores are written, and how long their bars are.
struct Scale {
    /// The largest score, for how many digits to write.
    top: f64,
    /// The largest score of a ranked unit, for how long a bar is: a whole country would leave none
    /// for its provinces.
    top_ranked: f64,
}

impl Scale {
    fn of(index: &NodePeriod) -> Self {
        let ranked = index.scores.iter().zip(index.ranks.iter());
        let ranked = ranked.filter_map(|(score, rank)| score.filter(|_| rank.is_some()));
        Self {
            top: index.scores.observed().map(f64::abs).fold(0.0, f64::max),
            top_ranked: ranked.map(f64::abs).fold(0.0, f64::max),
        }
    }

    fn written(&self, score: Option<f64>) -> String {
        score.map_or_else(|| "–".to_owned(), |score| format::score(score, self.top))
    }

    fn share(&self, score: Option<f64>) -> f32 {
        let share = score.unwrap_or(0.0) / self.top_ranked;
        #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
        if share.is_finite() {
            share.clamp(0.0, 1.0) as f32
        } else {
            0.0
        }
    }
}

/// Ranked before reference units, units with a score before those without, then by the score. With each
/// row stands its place in the results.
fn order(
    (at, a): &(usize, RankingRow),
    (other, b): &(usize, RankingRow),
    index: &NodePeriod,
) -> Ordering {
    let by_score = match (index.scores.get(*at), index.scores.get(*other)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    b.ranked.cmp(&a.ranked).then(by_score)
}
