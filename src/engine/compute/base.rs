//! What all nodes share: the rows of the units, and who counts in which period.

use std::sync::Arc;

use super::Work;
use crate::engine::{Column, Finding, Plan};

#[derive(Debug, Default)]
pub(super) struct Base {
    /// The panel row of each unit; past the end where the unit has none.
    pub(super) rows: Vec<usize>,
    /// Who is ranked by role.
    pub(super) ranked: Arc<[bool]>,
    pub(super) findings: Vec<Finding>,
}

impl Base {
    pub(super) fn new(plan: &Plan) -> Self {
        let rows = plan.units.iter();
        let rows = rows.map(|unit| plan.panel.row_of(unit.id).unwrap_or(usize::MAX));
        Self {
            rows: rows.collect(),
            ranked: plan.ranked().into(),
            findings: Vec::new(),
        }
    }
}

/// Who is ranked in each period.
#[derive(Debug, Default)]
pub(super) struct Masks {
    ranked: Vec<Arc<[bool]>>,
    pub(super) findings: Vec<Finding>,
}

impl Masks {
    /// Whether each unit is ranked in a period.
    pub(super) fn ranked(&self, period: usize) -> &[bool] {
        self.ranked.get(period).map_or(&[], AsRef::as_ref)
    }
}

impl Work<'_> {
    /// Settles who is ranked in which period.
    pub(super) fn screen(&mut self) {
        if let Some(before) = self.old.before {
            self.masks = Arc::clone(&before.masks);
            return;
        }
        let ranked = vec![Arc::clone(&self.base.ranked); self.plan.periods.len()];
        self.masks = Arc::new(Masks {
            ranked,
            findings: Vec::new(),
        });
    }

    /// The values of those who are ranked in a period.
    pub(super) fn ranked_values<'b>(
        &'b self,
        column: &'b Column,
        period: usize,
    ) -> impl Iterator<Item = f64> + 'b {
        let cells = column.iter().zip(self.masks.ranked(period));
        cells.filter_map(|(value, &ranked)| value.filter(|_| ranked))
    }
}
