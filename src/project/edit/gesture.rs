//! Where an edit goes, and which edits are moments of one gesture.

use super::{At, Edit};

impl Edit {
    /// Where it goes, if it can go to a scenario.
    pub const fn at(&self) -> Option<At> {
        match self {
            Self::SetRole { at, .. }
            | Self::SetUnitRule { at, .. }
            | Self::SetWeight { at, .. }
            | Self::EqualWeights { at, .. }
            | Self::WeightsToHundred { at, .. }
            | Self::ShareWeight { at, .. }
            | Self::SetEnabled { at, .. }
            | Self::SetMethod { at, .. } => Some(*at),
            Self::ClearDifference {
                dataset, scenario, ..
            } => Some(At {
                dataset: *dataset,
                scenario: Some(*scenario),
            }),
            _ => None,
        }
    }

    /// Whether it counts from where its gesture began: a weight dragged to its end and back leaves its
    /// siblings in their proportions.
    pub const fn starts_over(&self) -> bool {
        matches!(self, Self::ShareWeight { .. })
    }

    /// Whether this is another moment of the same gesture as `newer`: the same thing of the same
    /// target, so that a drag is one step.
    pub fn continues(&self, newer: &Self) -> bool {
        match (self, newer) {
            (
                Self::SetWeight { at, node, .. },
                Self::SetWeight {
                    at: at2,
                    node: node2,
                    ..
                },
            )
            | (
                Self::ShareWeight { at, node, .. },
                Self::ShareWeight {
                    at: at2,
                    node: node2,
                    ..
                },
            ) => at == at2 && node == node2,
            (
                Self::SetGoalposts { dataset, node, .. },
                Self::SetGoalposts {
                    dataset: dataset2,
                    node: node2,
                    ..
                },
            )
            | (
                Self::SetTarget { dataset, node, .. },
                Self::SetTarget {
                    dataset: dataset2,
                    node: node2,
                    ..
                },
            ) => dataset == dataset2 && node == node2,
            (Self::SetTitle { .. }, Self::SetTitle { .. })
            | (Self::SetNotes { .. }, Self::SetNotes { .. }) => true,
            _ => false,
        }
    }
}
