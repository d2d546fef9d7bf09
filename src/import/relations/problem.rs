//! What a relation sheet made one notice, with the facts to say it.

use serde::{Deserialize, Serialize};

use crate::{
    engine::{Period, Severity},
    import::CellAt,
};

/// Something noticed while a relation sheet was read. Where several cells say the same, the finding
/// stands at the first of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "relation", rename_all = "kebab-case")]
pub enum RelationProblem {
    /// Rows without a source; they are left out.
    NoSource {
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Rows without a target; they are left out.
    NoTarget {
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Rows that name a total where a node is expected; they are left out.
    Total {
        /// What stands there.
        name: String,
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// A text stands where a weight is expected; its edges have none. In a matrix they are no edges.
    NotAWeight {
        /// The text.
        text: String,
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Weights below zero; they stay as they are.
    NegativeWeight {
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Edges without a weight where others have one.
    NoWeight {
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Texts such as `1,200` that were read as weights.
    WeightsRepaired {
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// The cell of the period says none; its edges have no period.
    NoPeriod {
        /// What stands there; empty for an empty cell.
        text: String,
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// The sheet has no column of periods; this one was taken from its title, its name or the file's.
    PeriodAssumed {
        /// The period.
        period: Period,
    },
    /// Edges that end where they begin; they stay.
    SelfLoops {
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Edges between the same nodes, of the same kind and period as an earlier one; each stays an
    /// edge of its own, and weights are not added up.
    Repeated {
        /// The cells of the second and later ones.
        cells: Vec<CellAt>,
    },
    /// The sheet does not tell whether edges have a direction; they are taken as having none.
    DirectionAssumed,
    /// Some edges are said to be directed, and others not.
    MixedDirection {
        /// How many are directed.
        directed: usize,
        /// How many are not.
        undirected: usize,
    },
    /// Both halves of the matrix say the same, so that an edge is taken once a pair.
    Mirrored {
        /// How many edges stand twice.
        pairs: usize,
    },
    /// Cells that hold 0; they are no edges.
    ZeroCells {
        /// How many.
        count: usize,
    },
    /// Names that stand only down or only across a matrix; they are nodes all the same.
    OneSided {
        /// The names.
        names: Vec<String>,
    },
    /// Columns of numbers of which none is headed as a weight; they are kept as attributes.
    NoWeightColumn {
        /// The headers.
        columns: Vec<String>,
    },
}

impl RelationProblem {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NoSource { .. }
            | Self::NoTarget { .. }
            | Self::NotAWeight { .. }
            | Self::NegativeWeight { .. }
            | Self::NoPeriod { .. }
            | Self::MixedDirection { .. } => Severity::Warning,
            Self::Total { .. }
            | Self::NoWeight { .. }
            | Self::WeightsRepaired { .. }
            | Self::PeriodAssumed { .. }
            | Self::SelfLoops { .. }
            | Self::Repeated { .. }
            | Self::DirectionAssumed
            | Self::Mirrored { .. }
            | Self::ZeroCells { .. }
            | Self::OneSided { .. }
            | Self::NoWeightColumn { .. } => Severity::Note,
        }
    }
}
