//! The choices of the ranking: which columns it has, how it is sorted, who is shown.

use serde::{Deserialize, Serialize};

use super::{Dataset, ScenarioId, view::has_node};
use crate::engine::{NodeId, Results, UnitId};

/// The choices of the ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RankingView {
    /// How it is sorted.
    pub sort: RankingSort,
    /// The kind of groups that are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<String>,
    /// The group whose units alone are shown, of that kind; none is all units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What stands beside rank and name, from the left; none is [`usual_columns`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<RankingColumn>>,
    /// The scenario that columns of differences are held against; none is the base.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<ScenarioId>,
    /// Whether numbers are coloured by how they stand in their column.
    #[serde(skip_serializing_if = "is_false")]
    pub heat: bool,
    /// The units that stay at the top, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<UnitId>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_false(it: &bool) -> bool {
    !*it
}

/// A column of the ranking beside rank and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RankingColumn {
    /// 梯队.
    Tier,
    /// 组: the unit's group of the kind that is compared.
    Group,
    /// A number of a node.
    Node {
        /// Which; none is the index.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        node: Option<NodeId>,
        /// Which number.
        figure: Figure,
    },
}

/// A number that a unit has in a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// 得分.
    Score,
    /// 名次.
    Rank,
    /// 组内名次: the rank among the units of its group.
    RankInGroup,
    /// 得分变化: the score less that of the period before.
    ScoreChange,
    /// 名次变化: by how many places it has risen since the period before.
    RankChange,
    /// 与方案的得分差: the score less that under another scenario.
    ScoreAgainst,
    /// 与方案的名次差: by how many places it stands higher than under another scenario.
    RankAgainst,
    /// 与前一名差距: how far it is behind the next better one.
    Gap,
}

impl Figure {
    /// All, in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::Score,
        Self::Rank,
        Self::RankInGroup,
        Self::ScoreChange,
        Self::RankChange,
        Self::ScoreAgainst,
        Self::RankAgainst,
        Self::Gap,
    ];

    /// Whether it is a rank, of which the least is best.
    pub const fn is_rank(self) -> bool {
        matches!(self, Self::Rank | Self::RankInGroup)
    }

    /// Whether it is a difference, above zero for the better.
    pub const fn is_change(self) -> bool {
        matches!(
            self,
            Self::ScoreChange | Self::RankChange | Self::ScoreAgainst | Self::RankAgainst
        )
    }

    /// Whether it counts places rather than points.
    pub const fn counts_places(self) -> bool {
        self.is_rank() || matches!(self, Self::RankChange | Self::RankAgainst)
    }

    /// Whether another scenario is needed for it.
    pub const fn is_against(self) -> bool {
        matches!(self, Self::ScoreAgainst | Self::RankAgainst)
    }
}

/// A column of the ranking to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RankingSortBy {
    /// The unit's name.
    Unit,
    /// The score of a node; none is the index.
    Score(Option<NodeId>),
    /// Another column.
    Column(RankingColumn),
}

/// How the ranking is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingSort {
    /// By what.
    pub by: RankingSortBy,
    /// Worst or last first.
    pub reversed: bool,
}

impl Default for RankingSort {
    fn default() -> Self {
        Self {
            by: RankingSortBy::Score(None),
            reversed: false,
        }
    }
}

impl RankingSortBy {
    /// What a column is sorted by: a score and its rank are the same order.
    pub const fn of(column: RankingColumn) -> Self {
        match column {
            RankingColumn::Node {
                node,
                figure: Figure::Score | Figure::Rank,
            } => Self::Score(node),
            RankingColumn::Tier => Self::Score(None),
            column => Self::Column(column),
        }
    }

    const fn node(self) -> Option<NodeId> {
        match self {
            Self::Score(node) => node,
            Self::Column(column) => column.node(),
            Self::Unit => None,
        }
    }
}

impl RankingColumn {
    /// The node it is about; none is the index or no node.
    pub const fn node(self) -> Option<NodeId> {
        match self {
            Self::Node { node, .. } => node,
            Self::Tier | Self::Group => None,
        }
    }

    /// What number of a node it has.
    pub const fn figure(self) -> Option<Figure> {
        match self {
            Self::Node { figure, .. } => Some(figure),
            Self::Tier | Self::Group => None,
        }
    }
}

impl RankingView {
    /// The same without what the dataset does not have.
    pub(super) fn in_dataset(&self, dataset: &Dataset) -> Self {
        let node = |id: Option<NodeId>| id.is_none_or(|id| has_node(dataset, id));
        let columns = self.columns.as_ref().map(|all| {
            let there = all.iter().filter(|it| node(it.node()));
            there.copied().collect()
        });
        Self {
            sort: if node(self.sort.by.node()) {
                self.sort
            } else {
                RankingSort::default()
            },
            groups: self.groups.clone(),
            group: self.group.clone(),
            columns,
            against: self.against.filter(|&id| dataset.scenario(id).is_some()),
            heat: self.heat,
            pinned: self
                .pinned
                .iter()
                .filter(|id| dataset.unit(**id).is_some())
                .copied()
                .collect(),
        }
    }

    /// The nodes it names.
    pub(super) fn nodes(&self) -> Vec<NodeId> {
        let columns = self.columns.iter().flatten();
        let of_columns = columns.filter_map(|it| it.node());
        self.sort.by.node().into_iter().chain(of_columns).collect()
    }

    /// The columns beside rank and name, from the left.
    pub fn columns(&self, results: &Results) -> Vec<RankingColumn> {
        let chosen = self.columns.clone();
        chosen.unwrap_or_else(|| usual_columns(results))
    }

    /// Whether a column is held against another scenario.
    pub fn needs_other_scenario(&self) -> bool {
        let against = |it: &RankingColumn| it.figure().is_some_and(Figure::is_against);
        let sorted = match &self.sort.by {
            RankingSortBy::Column(column) => against(column),
            RankingSortBy::Unit | RankingSortBy::Score(_) => false,
        };
        sorted || self.columns.iter().flatten().any(against)
    }
}

/// The columns of a ranking for which nothing was chosen: the index with tier and group, then score
/// and rank of what it is made of.
pub fn usual_columns(results: &Results) -> Vec<RankingColumn> {
    let of = |node, figure| RankingColumn::Node { node, figure };
    let mut columns = vec![
        of(None, Figure::Score),
        RankingColumn::Tier,
        RankingColumn::Group,
        of(None, Figure::RankInGroup),
    ];
    let children = results.root().into_iter().flat_map(|root| &root.children);
    for node in children.filter_map(|&at| results.nodes.get(at)) {
        columns.push(of(Some(node.id), Figure::Score));
        columns.push(of(Some(node.id), Figure::Rank));
    }
    columns
}

/// Takes a column among others or out of them; they stay in the order of the tree.
pub fn with_column(
    results: &Results,
    columns: &[RankingColumn],
    column: RankingColumn,
    shown: bool,
) -> Vec<RankingColumn> {
    let others = columns.iter().filter(|it| **it != column).copied();
    let mut all: Vec<RankingColumn> = others.chain(shown.then_some(column)).collect();
    all.sort_by_key(|it| place(results, *it));
    all
}

/// Where a column stands in the order of the tree: tier and group follow the score of the index.
fn place(results: &Results, column: RankingColumn) -> (usize, usize) {
    let index_score = RankingColumn::Node {
        node: None,
        figure: Figure::Score,
    };
    match column {
        RankingColumn::Tier => (0, 1),
        RankingColumn::Group => (0, 2),
        _ if column == index_score => (0, 0),
        RankingColumn::Node { node, figure } => {
            let at = node.and_then(|id| results.nodes.iter().position(|it| it.id == id));
            let slot = Figure::ALL.iter().position(|it| *it == figure);
            (at.unwrap_or(0), slot.map_or(0, |it| it + 3))
        }
    }
}
