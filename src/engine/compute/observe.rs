//! The values of an indicator as they come from the data: read with their lag and denominated.

use std::sync::Arc;

use super::{Work, draft::Observed};
use crate::engine::{
    Column, Denominator, Finding, Period, PlanIndicator, StepFinding, UnitId, VariableId,
};

impl Work<'_> {
    /// Reads the columns of an indicator, unless nothing about them has changed.
    pub(super) fn observe(&mut self, at: usize) {
        let plan = self.plan;
        let Some(indicator) = plan.nodes[at].indicator() else {
            return;
        };
        if let Some(kept) = self.kept_observed(at, indicator) {
            self.drafts[at].observed = kept;
            return;
        }
        let mut observed = Observed::default();
        for period in &plan.periods {
            let (raw, value) = self.read(at, indicator, period, &mut observed.findings);
            observed.raw.push(raw);
            observed.value.push(value);
        }
        self.drafts[at].observed = Arc::new(observed);
    }

    fn kept_observed(&self, at: usize, indicator: &PlanIndicator) -> Option<Arc<Observed>> {
        let (before, old) = self.old.node(at)?;
        let was = before.plan.nodes[old].indicator()?;
        let same = std::ptr::eq(before.base.as_ref(), self.base)
            && (was.variable, was.lag, was.denominator)
                == (indicator.variable, indicator.lag, indicator.denominator);
        same.then(|| Arc::clone(&before.drafts[old].observed))
    }

    /// The values of a period: as they are, and divided.
    pub(super) fn read(
        &self,
        at: usize,
        indicator: &PlanIndicator,
        period: &Period,
        findings: &mut Vec<Finding>,
    ) -> (Column, Column) {
        let Some(of) = period.back(indicator.lag) else {
            let none = Column::missing(self.base.rows.len());
            return (none.clone(), none);
        };
        let raw = self.column(indicator.variable, &of);
        let Some(Denominator { variable, per }) = indicator.denominator else {
            return (raw.clone(), raw);
        };
        let below = self.column(variable, &of);
        let pairs = || raw.iter().zip(below.iter());
        let value: Column = pairs()
            .map(|(x, below)| Some(x? / below.filter(|&it| it != 0.0)? * per))
            .collect();
        let zero = pairs().filter(|(x, below)| x.is_some() && *below == Some(0.0));
        let absent = pairs().filter(|(x, below)| x.is_some() && below.is_none());
        let (zero, absent) = (zero.count(), absent.count());
        if zero + absent > 0 {
            findings.push(Finding::Step(StepFinding::DenominatorUnusable {
                node: self.plan.nodes[at].id,
                period: period.clone(),
                zero,
                absent,
            }));
        }
        (raw, value)
    }

    /// The value of a unit that takes no part, as an indicator reads it.
    pub(super) fn value_of(
        &self,
        unit: UnitId,
        indicator: &PlanIndicator,
        period: &Period,
    ) -> Option<f64> {
        let of = period.back(indicator.lag)?;
        let get = |variable| self.base.panel.get(variable, &of, unit);
        let x = get(indicator.variable)?;
        let Some(Denominator { variable, per }) = indicator.denominator else {
            return Some(x);
        };
        Some(x / get(variable).filter(|&it| it != 0.0)? * per)
    }

    /// The values of a variable in a period, in the order of units.
    pub(super) fn column(&self, variable: VariableId, period: &Period) -> Column {
        match self.base.panel.column(variable, period) {
            Some(column) => column.gather(&self.base.rows),
            None => Column::missing(self.base.rows.len()),
        }
    }
}
