//! The indicators: from the values of a variable to scores.

use super::Work;
use crate::engine::{
    Column, Finding, NodeId, Normalisation, Over, Period, PlanIndicator, Severity, Stages,
    Statistics,
    normalise::{Sample, Trouble},
};

impl Work<'_> {
    /// The stages and scores of an indicator in every period.
    pub(super) fn normalise(&mut self, at: usize, indicator: &PlanIndicator) {
        let plan = self.plan;
        let node = plan.nodes[at].id;
        let raw: Vec<Column> = plan
            .periods
            .iter()
            .map(|period| self.raw(indicator, period))
            .collect();
        // Once for all periods: pooling again in each would grow with their square.
        let pooled = (indicator.normalisation.over() == Some(Over::Pooled)).then(|| {
            let ranked = raw.iter().flat_map(|column| self.ranked_values(column));
            ranked.collect::<Vec<f64>>()
        });
        let feasible = self.check(node, indicator);
        let mut shared = None;
        self.drafts[at].scale = indicator.normalisation.scale();
        for (number, (period, raw)) in plan.periods.iter().zip(&raw).enumerate() {
            let statistics = if feasible {
                let pool = (pooled.as_deref(), &mut shared);
                self.statistics((node, indicator), period, raw, pool)
            } else {
                Err(Blocked)
            };
            self.drafts[at].blocked[number] = statistics.is_err();
            let statistics = statistics.unwrap_or(None);
            let scores = statistics.as_ref().map_or_else(
                || Column::missing(raw.len()),
                |statistics| {
                    let direction = indicator.direction;
                    indicator.normalisation.scores(raw, direction, statistics)
                },
            );
            self.drafts[at].scores.push(scores);
            self.drafts[at].stages.push(Stages {
                raw: raw.clone(),
                value: raw.clone(),
                statistics,
            });
        }
    }

    /// The values of a variable in a period, in the order of units.
    fn raw(&self, indicator: &PlanIndicator, period: &Period) -> Column {
        match self.plan.panel.column(indicator.variable, period) {
            Some(column) => column.gather(&self.rows),
            None => Column::missing(self.rows.len()),
        }
    }

    /// What the settings alone show to be infeasible.
    fn check(&mut self, node: NodeId, indicator: &PlanIndicator) -> bool {
        let trouble = indicator.normalisation.check(indicator.direction);
        if let Err(trouble) = trouble {
            let finding = trouble_finding(node, &Period::Undated, indicator, trouble);
            self.findings.push(finding);
        }
        trouble.is_ok()
    }

    /// What the values of a period are measured against; none where they cannot be measured but
    /// the rest may go on. `pooled` are the values of all periods, and what they came to before.
    fn statistics(
        &mut self,
        (node, indicator): (NodeId, &PlanIndicator),
        period: &Period,
        raw: &Column,
        (pooled, shared): (Option<&[f64]>, &mut Option<Result<Statistics, Trouble>>),
    ) -> Result<Option<Statistics>, Blocked> {
        let own = self.only_ranked(raw);
        let normalisation = &indicator.normalisation;
        if own.observed().next().is_none() {
            self.findings.push(Finding::NoData {
                node,
                period: period.clone(),
            });
            return Ok(None);
        }
        let base = self.base(node, indicator)?;
        let measured = shared.clone().unwrap_or_else(|| {
            let from_base = base.as_ref().filter(|_| normalisation.over().is_some());
            let pool: Vec<f64> = match (pooled, from_base) {
                (Some(_), _) => Vec::new(),
                (None, Some(base)) => self.ranked_values(base).collect(),
                (None, None) => own.observed().collect(),
            };
            let reference = self.reference(indicator, period);
            let sample = Sample {
                pool: pooled.unwrap_or(&pool),
                own: &own,
                reference,
                base: base.as_ref(),
            };
            normalisation.measure(indicator.direction, sample)
        });
        if pooled.is_some() && normalisation.pools_all() {
            *shared = Some(measured.clone());
        }
        match measured {
            Ok(statistics) => {
                self.report_base(node, period, (&own, &statistics));
                Ok(Some(statistics))
            }
            Err(trouble) => {
                let finding = trouble_finding(node, period, indicator, trouble);
                let blocks = finding.severity() == Severity::Error;
                self.tell_once(finding);
                if blocks { Err(Blocked) } else { Ok(None) }
            }
        }
    }

    /// The values of the base period, where the normalisation has one; ranked units need some.
    fn base(&mut self, node: NodeId, indicator: &PlanIndicator) -> Result<Option<Column>, Blocked> {
        let base = match (&indicator.normalisation, indicator.normalisation.over()) {
            (Normalisation::BaseIndex { base }, _) => {
                base.clone().or(self.plan.periods.first().cloned())
            }
            (_, Some(Over::Base(base))) => Some(base),
            _ => None,
        };
        let Some(base) = base else {
            return Ok(None);
        };
        let column = self.raw(indicator, &base);
        if self.ranked_values(&column).next().is_some() {
            return Ok(Some(column));
        }
        let finding = Finding::BasePeriodAbsent { node, base };
        self.tell_once(finding);
        Err(Blocked)
    }

    /// The value of the unit that others are measured against, whether or not it takes part.
    fn reference(&self, indicator: &PlanIndicator, period: &Period) -> Option<f64> {
        let Normalisation::DistanceUnit { unit, over, .. } = &indicator.normalisation else {
            return None;
        };
        let period = match over {
            Over::Base(base) => base,
            Over::Period | Over::Pooled => period,
        };
        let panel = &self.plan.panel;
        let row = panel.row_of((*unit)?)?;
        panel.column(indicator.variable, period)?.get(row)
    }

    /// Ranked units that have no index because a value of theirs is not above zero.
    fn report_base(
        &mut self,
        node: NodeId,
        period: &Period,
        (own, statistics): (&Column, &Statistics),
    ) {
        let Statistics::Base(base) = statistics else {
            return;
        };
        let pairs = own.iter().zip(base.iter());
        let units = pairs
            .filter(|(x, base)| x.zip(*base).is_some_and(|(x, base)| x.min(base) <= 0.0))
            .count();
        if units > 0 {
            let period = period.clone();
            let finding = Finding::BaseNotPositive {
                node,
                period,
                units,
            };
            self.findings.push(finding);
        }
    }

    /// A column in which all but ranked units are missing.
    fn only_ranked(&self, column: &Column) -> Column {
        let cells = column.iter().zip(&self.ranked);
        cells
            .map(|(value, &ranked)| value.filter(|_| ranked))
            .collect()
    }

    pub(super) fn ranked_values<'b>(
        &'b self,
        column: &'b Column,
    ) -> impl Iterator<Item = f64> + 'b {
        column
            .iter()
            .zip(&self.ranked)
            .filter_map(|(value, &ranked)| value.filter(|_| ranked))
    }

    /// What is the same in every period is told in one of them only.
    fn tell_once(&mut self, finding: Finding) {
        let recent = self.findings.iter().rev().take(self.plan.periods.len());
        if !recent.into_iter().any(|it| *it == finding) {
            self.findings.push(finding);
        }
    }
}

/// An error keeps the node empty; the finding has been made.
struct Blocked;

fn trouble_finding(
    node: NodeId,
    period: &Period,
    indicator: &PlanIndicator,
    trouble: Trouble,
) -> Finding {
    let period = period.clone();
    match trouble {
        Trouble::RangeEmpty { lower, upper } => Finding::RangeEmpty { node, lower, upper },
        Trouble::GoalpostsMissing => Finding::GoalpostsMissing { node },
        Trouble::GoalpostsReversed { lo, hi } => Finding::GoalpostsReversed { node, lo, hi },
        Trouble::TargetMissing => Finding::TargetMissing { node },
        Trouble::ReferenceUnitMissing => Finding::ReferenceUnitMissing { node },
        Trouble::DirectionInfeasible => Finding::DirectionInfeasible { node },
        Trouble::ReferenceAbsent => match (&indicator.normalisation, period) {
            (
                Normalisation::DistanceUnit {
                    unit: Some(unit),
                    over,
                    ..
                },
                period,
            ) => {
                let period = if let Over::Base(base) = over {
                    base.clone()
                } else {
                    period
                };
                let unit = *unit;
                Finding::ReferenceAbsent { node, unit, period }
            }
            _ => Finding::ReferenceUnitMissing { node },
        },
        Trouble::ReferenceNotBetter { reference, worst } => Finding::ReferenceNotBetter {
            node,
            period,
            reference,
            worst,
        },
        Trouble::Constant(value) => Finding::Constant {
            node,
            period,
            value,
        },
        Trouble::TooFew(values) => Finding::TooFewValues {
            node,
            period,
            values,
        },
        Trouble::NotPositive(units) => Finding::ValuesNotPositive {
            node,
            period,
            units,
        },
        Trouble::SumNotPositive => Finding::SumNotPositive { node, period },
    }
}
