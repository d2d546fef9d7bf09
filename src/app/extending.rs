//! What becomes of the present framework when another one comes in.

use std::sync::Arc;

use crate::{
    import::Outline,
    project::{Dataset, Edit, EditError, Growth, growth},
};

/// What becomes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IntoTree {
    /// The new one takes its place.
    #[default]
    Replace,
    /// The new one is added to it.
    Extend {
        /// Known nodes stay as they are.
        keep: bool,
    },
}

/// The choice, and what it comes to.
#[derive(Debug, Default)]
pub(super) struct Extending {
    /// The choice.
    pub into: IntoTree,
    /// What adding would change, while that is chosen and there is something to add to.
    pub growth: Option<Result<Growth, EditError>>,
}

impl Extending {
    /// Looks what adding would change.
    pub(super) fn look(&mut self, outline: Option<&Outline>, dataset: Option<&Dataset>) {
        let dataset = dataset.filter(|it| it.framework.is_some());
        self.growth = match (self.into, outline, dataset) {
            (IntoTree::Extend { keep }, Some(outline), Some(dataset)) => {
                Some(growth(dataset, outline, keep))
            }
            _ => None,
        };
    }

    /// The edit that takes an outline in.
    pub(super) fn taking(&self, dataset: &Dataset, outline: Arc<Outline>, index: &str) -> Edit {
        match self.into {
            IntoTree::Extend { keep } if dataset.framework.is_some() => Edit::ExtendOutline {
                dataset: dataset.id,
                outline,
                keep,
            },
            _ => Edit::TakeOutline {
                dataset: dataset.id,
                outline,
                index_name: index.to_owned(),
            },
        }
    }
}
