//! The indicators: from their values to scores.

use std::sync::Arc;

use super::{
    Work,
    draft::{Observed, Outcome, Scored},
    prepare::Prepared,
};
use crate::engine::{
    Column, Finding, NodeId, Normalisation, Over, Period, PlanIndicator, Severity, Stages,
    Statistics, StepFinding,
    normalise::{Sample, Trouble},
    treat::Map,
};

impl Work<'_> {
    /// The stages, scores and ranks of an indicator in every period, unless nothing about them
    /// has changed.
    pub(super) fn normalise(&mut self, at: usize) {
        let plan = self.plan;
        let Some(indicator) = plan.nodes[at].indicator() else {
            return;
        };
        if let Some(kept) = self.kept_scores(at, indicator) {
            self.drafts[at].outcome = kept;
            return;
        }
        let leaf = Leaf {
            work: self,
            node: plan.nodes[at].id,
            indicator,
            observed: &self.drafts[at].observed,
            prepared: &self.drafts[at].prepared,
            findings: Vec::new(),
        };
        self.drafts[at].outcome = Arc::new(leaf.outcome());
    }

    fn kept_scores(&self, at: usize, indicator: &PlanIndicator) -> Option<Arc<Outcome>> {
        let (before, old) = self.old.node(at)?;
        let same = before.plan.nodes[old].indicator()? == indicator
            && Arc::ptr_eq(&before.masks, &self.masks)
            && Arc::ptr_eq(&before.drafts[old].prepared, &self.drafts[at].prepared);
        same.then(|| Arc::clone(&before.drafts[old].outcome))
    }
}

/// An indicator under way.
struct Leaf<'a> {
    work: &'a Work<'a>,
    node: NodeId,
    indicator: &'a PlanIndicator,
    observed: &'a Observed,
    prepared: &'a Prepared,
    findings: Vec<Finding>,
}

impl Leaf<'_> {
    fn outcome(mut self) -> Outcome {
        let (indicator, observed, prepared) = (self.indicator, self.observed, self.prepared);
        let normalisation = &indicator.normalisation;
        // Once for all periods: pooling again in each would grow with their square.
        let pooled = (normalisation.over() == Some(Over::Pooled)).then(|| {
            let columns = prepared.periods.iter().enumerate();
            let ranked = columns.flat_map(|(at, it)| self.work.ranked_values(&it.value, at));
            ranked.collect::<Vec<f64>>()
        });
        let feasible = self.check();
        self.compare_scales();
        let mut shared = None;
        let mut periods = Vec::with_capacity(prepared.periods.len());
        for (number, ready) in prepared.periods.iter().enumerate() {
            let value = &ready.value;
            let normalisation = &self.on_scale(number);
            let statistics = if feasible && !ready.blocked {
                let pool = (pooled.as_deref(), &mut shared);
                self.statistics(number, (value, normalisation), pool)
            } else {
                Err(Blocked)
            };
            let blocked = statistics.is_err();
            let statistics = statistics.unwrap_or(None);
            let scores = statistics.as_ref().map_or_else(
                || Column::missing(value.len()),
                |statistics| normalisation.scores(value, indicator.direction, statistics),
            );
            let masks = &self.work.masks;
            let scores = masks.without_screened_out(scores, number);
            let mut done = Scored::new(scores, masks.ranked(number));
            done.blocked = blocked;
            done.stages = Some(Arc::new(Stages {
                raw: observed.raw[number].clone(),
                divided: observed.value[number].clone(),
                imputed: ready.imputed.clone(),
                value: value.clone(),
                marks: ready.marks.clone(),
                treated: ready.treated,
                statistics,
            }));
            periods.push(done);
        }
        Outcome {
            scale: normalisation.scale(),
            periods,
            findings: self.findings,
        }
    }

    /// The normalisation for values of a period: what is stated in the indicator's measure is
    /// brought to the scale that the values were treated to.
    fn on_scale(&mut self, number: usize) -> Normalisation {
        let stated = self.indicator.normalisation.clone();
        let map = self.prepared.periods[number].map;
        if map == Map::Identity {
            return stated;
        }
        let mut lost = 0;
        let mapped = stated.map_stated(|x| {
            let place = map.apply(x);
            lost += usize::from(place.is_none());
            place
        });
        if lost > 0 {
            self.findings.push(Finding::Step(StepFinding::OffScale {
                node: self.node,
                period: self.work.period(number).clone(),
                units: 0,
            }));
        }
        mapped
    }

    /// Tells of periods that are measured together and treated to different scales.
    fn compare_scales(&mut self) {
        let across = self.base_period().is_some()
            || self.indicator.normalisation.over() == Some(Over::Pooled);
        let mut maps = self.prepared.periods.iter().map(|it| it.map);
        let first = maps.next();
        if across && maps.any(|map| Some(map) != first) {
            let node = self.node;
            self.findings
                .push(Finding::Step(StepFinding::ScalesDiffer { node }));
        }
    }

    /// What the settings alone show to be infeasible.
    fn check(&mut self) -> bool {
        let trouble = self.indicator.normalisation.check(self.indicator.direction);
        if let Err(trouble) = trouble {
            let finding = trouble_finding(self.node, &Period::Undated, self.indicator, trouble);
            self.findings.push(finding);
        }
        trouble.is_ok()
    }

    /// What the values of a period are measured against; none where they cannot be measured but
    /// the rest may go on. `pooled` are the values of all periods, and what they came to before.
    fn statistics(
        &mut self,
        number: usize,
        (value, normalisation): (&Column, &Normalisation),
        (pooled, shared): (Option<&[f64]>, &mut Option<Result<Statistics, Trouble>>),
    ) -> Result<Option<Statistics>, Blocked> {
        let (node, indicator) = (self.node, self.indicator);
        let own = self.only_ranked(value, number);
        let period = self.work.period(number).clone();
        if own.observed().next().is_none() {
            self.findings.push(Finding::NoData { node, period });
            return Ok(None);
        }
        let base = self.base()?;
        let measured = shared.clone().unwrap_or_else(|| {
            let from_base = base.as_ref().filter(|_| normalisation.over().is_some());
            let pool: Vec<f64> = match (pooled, from_base) {
                (Some(_), _) => Vec::new(),
                (None, Some(base)) => base.observed().collect(),
                (None, None) => own.observed().collect(),
            };
            let all_of_base = base.as_ref().map(|_| self.base_values());
            let sample = Sample {
                pool: pooled.unwrap_or(&pool),
                own: &own,
                reference: self.reference(&period),
                base: all_of_base.as_ref(),
            };
            normalisation.measure(indicator.direction, sample)
        });
        if pooled.is_some() && normalisation.pools_all() {
            *shared = Some(measured.clone());
        }
        match measured {
            Ok(statistics) => {
                self.report_base(&period, (&own, &statistics));
                Ok(Some(statistics))
            }
            Err(trouble) => {
                let finding = trouble_finding(node, &period, indicator, trouble);
                let blocks = finding.severity() == Severity::Error;
                self.tell_once(finding);
                if blocks { Err(Blocked) } else { Ok(None) }
            }
        }
    }

    /// The period that is the base, where the normalisation has one.
    fn base_period(&self) -> Option<Period> {
        let normalisation = &self.indicator.normalisation;
        match (normalisation, normalisation.over()) {
            (Normalisation::BaseIndex { base }, _) => {
                base.clone().or(self.work.plan.periods.first().cloned())
            }
            (_, Some(Over::Base(base))) => Some(base),
            _ => None,
        }
    }

    /// The values of the base period; all missing where it is not computed.
    fn base_values(&self) -> Column {
        let base = self
            .base_number()
            .and_then(|it| Some(&self.prepared.periods.get(it)?.value));
        let none = || Column::missing(self.work.plan.units.len());
        base.cloned().unwrap_or_else(none)
    }

    fn base_number(&self) -> Option<usize> {
        let base = self.base_period()?;
        let periods = &self.work.plan.periods;
        periods.iter().position(|period| *period == base)
    }

    /// The values of ranked units in the base period, where there is one; some must have one.
    fn base(&mut self) -> Result<Option<Column>, Blocked> {
        let Some(base) = self.base_period() else {
            return Ok(None);
        };
        if let Some(number) = self.base_number() {
            let own = self.only_ranked(&self.base_values(), number);
            if own.observed().next().is_some() {
                return Ok(Some(own));
            }
        }
        let node = self.node;
        self.tell_once(Finding::BasePeriodAbsent { node, base });
        Err(Blocked)
    }

    /// The value of the unit that others are measured against, whether or not it takes part.
    fn reference(&self, period: &Period) -> Option<f64> {
        let Normalisation::DistanceUnit { unit, over, .. } = &self.indicator.normalisation else {
            return None;
        };
        let period = match over {
            Over::Base(base) => base,
            Over::Period | Over::Pooled => period,
        };
        let plan = self.work.plan;
        let unit = (*unit)?;
        let number = plan.periods.iter().position(|it| it == period)?;
        let ready = self.prepared.periods.get(number)?;
        if let Some(at) = plan.units.iter().position(|it| it.id == unit) {
            return ready.value.get(at);
        }
        let value = self.work.value_of(unit, self.indicator, period)?;
        ready.map.apply(value)
    }

    /// Ranked units that have no index because a value of theirs is not above zero.
    fn report_base(&mut self, period: &Period, (own, statistics): (&Column, &Statistics)) {
        let Statistics::Base(base) = statistics else {
            return;
        };
        let pairs = own.iter().zip(base.iter());
        let units = pairs
            .filter(|(x, base)| x.zip(*base).is_some_and(|(x, base)| x.min(base) <= 0.0))
            .count();
        if units > 0 {
            self.findings.push(Finding::BaseNotPositive {
                node: self.node,
                period: period.clone(),
                units,
            });
        }
    }

    /// A column in which all but ranked units are missing.
    fn only_ranked(&self, column: &Column, period: usize) -> Column {
        let cells = column.iter().zip(self.work.masks.ranked(period));
        cells
            .map(|(value, &ranked)| value.filter(|_| ranked))
            .collect()
    }

    /// What is the same in every period is told in one of them only.
    fn tell_once(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
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
