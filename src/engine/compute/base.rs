//! What all nodes share: the values after pooling and deriving, the rows of the units, and who
//! counts in which period.

use std::sync::Arc;

use super::Work;
use crate::engine::{
    Column, Finding, OutReason, Panel, Plan, StepFinding, VariableId,
    formula::{BoundFormula, Cycle, DeriveProblem, FormulaError, FormulaProblem, derive},
    pool::pool,
    screen::{Reason, Screened, Tree},
};

#[derive(Debug, Default)]
pub(super) struct Base {
    /// The values, pooled and derived ones among them.
    pub(super) panel: Panel,
    /// The panel row of each unit; past the end where the unit has none.
    pub(super) rows: Vec<usize>,
    /// Who is ranked by role.
    pub(super) ranked: Arc<[bool]>,
    pub(super) findings: Vec<Finding>,
}

impl Base {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut findings = Vec::new();
        let mut panel = plan.panel.clone();
        if !plan.pools.is_empty() {
            let (pooled, gaps) = pool(&panel, &plan.pools, &plan.pooling);
            panel = pooled;
            findings.extend(gaps.into_iter().map(|gap| {
                Finding::Step(StepFinding::PoolIncomplete {
                    unit: gap.unit,
                    variable: gap.variable,
                    period: gap.period,
                    absent: gap.absent,
                })
            }));
        }
        if !plan.derived.is_empty() {
            panel = with_derived(plan, panel, &mut findings);
        }
        let rows = plan.units.iter();
        let rows = rows.map(|unit| panel.row_of(unit.id).unwrap_or(usize::MAX));
        Self {
            rows: rows.collect(),
            panel,
            ranked: plan.ranked().into(),
            findings,
        }
    }
}

/// The panel with all derived variables that do not come from themselves. One that does has no
/// values, not even imported ones, and neither has what comes from it.
fn with_derived(plan: &Plan, mut panel: Panel, findings: &mut Vec<Finding>) -> Panel {
    let mut formulas = plan.derived.clone();
    loop {
        match derive(&panel, &plan.units, &formulas) {
            Ok((derived, problems)) => {
                let told = problems.into_iter().filter_map(|it| undefined(plan, it));
                findings.extend(told);
                return derived;
            }
            Err(cycle) => {
                findings.extend(circular(&formulas, &cycle));
                // At least one goes each time, so that the loop ends.
                formulas.retain(|(variable, _)| !cycle.variables.contains(variable));
                for &variable in &cycle.variables {
                    panel.remove_variable(variable);
                }
            }
        }
    }
}

/// What to say of each variable of a cycle: where it refers to the next one.
fn circular(formulas: &[(VariableId, BoundFormula)], cycle: &Cycle) -> Vec<Finding> {
    let next = cycle.variables.iter().cycle().skip(1);
    let told = cycle.variables.iter().zip(next).map(|(&variable, next)| {
        // Of several formulas for one variable the last counts.
        let formula = formulas.iter().rfind(|it| it.0 == variable);
        let reference = formula.and_then(|it| it.1.references().find(|it| it.0 == *next));
        let error = FormulaError {
            position: reference.map_or(0, |it| it.1),
            problem: FormulaProblem::Cycle { names: Vec::new() },
        };
        Finding::Step(StepFinding::FormulaBroken { variable, error })
    });
    told.collect()
}

/// What to say of values that a formula has not; nothing of units that take no part.
fn undefined(plan: &Plan, problem: DeriveProblem) -> Option<Finding> {
    let takes_part = |id| plan.units.iter().any(|unit| unit.id == id);
    let units = problem
        .units
        .into_iter()
        .filter(|&id| takes_part(id))
        .count();
    (units > 0).then_some(Finding::Step(StepFinding::FormulaUndefined {
        variable: problem.variable,
        period: problem.period,
        position: problem.position,
        trouble: problem.trouble,
        units,
    }))
}

/// Who is ranked in each period.
#[derive(Debug, Default)]
pub(super) struct Masks {
    ranked: Vec<Arc<[bool]>>,
    /// What the screening found, one entry a period; none without a screening.
    pub(super) screened: Arc<Vec<Screened>>,
    pub(super) findings: Vec<Finding>,
}

impl Masks {
    /// Whether each unit is ranked in a period.
    pub(super) fn ranked(&self, period: usize) -> &[bool] {
        self.ranked.get(period).map_or(&[], AsRef::as_ref)
    }

    /// Without those who are screened out in a period.
    pub(super) fn without_screened_out(&self, column: Column, period: usize) -> Column {
        let Some(screened) = self.screened.get(period) else {
            return column;
        };
        let verdicts = screened.verdicts.iter();
        let cells = column.iter().zip(verdicts);
        cells
            .map(|(value, verdict)| value.filter(|_| verdict.out.is_none()))
            .collect()
    }
}

impl Work<'_> {
    /// Settles who is ranked in which period.
    pub(super) fn screen(&mut self) {
        let plan = self.plan;
        if let Some(before) = self.old.before
            && before.plan.screen == plan.screen
            && (plan.screen.is_none() || self.old.same_tree)
        {
            self.masks = Arc::clone(&before.masks);
            return;
        }
        let mut masks = Masks::default();
        let Some(screen) = &plan.screen else {
            masks.ranked = vec![Arc::clone(&self.base.ranked); plan.periods.len()];
            self.masks = Arc::new(masks);
            return;
        };
        let parents: Vec<Option<usize>> = plan.nodes.iter().map(|node| node.parent).collect();
        let leaves = (0..plan.nodes.len()).filter(|&at| plan.nodes[at].indicator().is_some());
        let indicators: Vec<usize> = leaves.collect();
        let tree = Tree {
            parents: &parents,
            indicators: &indicators,
        };
        let mut found = Vec::with_capacity(plan.periods.len());
        for (number, period) in plan.periods.iter().enumerate() {
            let columns = indicators.iter();
            let columns = columns.map(|&at| self.drafts[at].observed.value[number].clone());
            let columns: Vec<Column> = columns.collect();
            let mut screened = screen.judge(&plan.units, tree, &columns);
            let units = plan.units.iter().zip(&mut screened.verdicts);
            for (unit, verdict) in units {
                if !unit.ranked {
                    // Only those to be ranked are judged.
                    verdict.out = None;
                }
                if let Some(reason) = verdict.out {
                    masks.findings.push(Finding::Step(StepFinding::ScreenedOut {
                        unit: unit.id,
                        period: period.clone(),
                        reason: out_reason(plan, reason),
                    }));
                }
            }
            let units = plan.units.iter().zip(&screened.verdicts);
            let ranked = units.map(|(unit, verdict)| unit.ranked && verdict.out.is_none());
            masks.ranked.push(ranked.collect());
            found.push(screened);
        }
        masks.screened = Arc::new(found);
        self.masks = Arc::new(masks);
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

fn out_reason(plan: &Plan, reason: Reason) -> OutReason {
    match reason {
        Reason::Forced => OutReason::Forced,
        Reason::Availability { share } => OutReason::Availability { share },
        Reason::Node { node, share } => OutReason::Branch {
            node: plan.nodes[node].id,
            share,
        },
        Reason::NonZero { share } => OutReason::Zeros { share },
    }
}
