//! The values of an indicator made ready to be normalised: gaps filled, outliers treated.

use std::sync::Arc;

use super::Work;
use crate::engine::{
    Bounds, Column, Finding, Imputation, Mark, Marked, NodeId, Over, Period, PlanIndicator,
    StepFinding,
    impute::{
        Imputed, Row, carry_forward, constant, group_mean, group_median, group_pools, linear, mean,
        median, nearest, row_mean,
    },
    moments,
    treat::{Decision, Map, Record, TreatTrouble, Treatment},
};

/// The values of an indicator after imputing and treating, one entry a period.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) periods: Vec<Ready>,
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug)]
pub(super) struct Ready {
    /// With gaps filled, before outliers are treated.
    pub(super) imputed: Column,
    pub(super) value: Column,
    pub(super) marks: Vec<Mark>,
    /// The scale the values are on, for what is stated on the old one.
    pub(super) map: Map,
    pub(super) treated: Option<Record>,
    /// Whether a choice cannot be carried out, so that there is nothing to normalise.
    pub(super) blocked: bool,
}

impl Work<'_> {
    /// Fills gaps and treats outliers of an indicator, unless nothing about them has changed.
    pub(super) fn prepare(&mut self, at: usize) {
        let Some(indicator) = self.plan.nodes[at].indicator() else {
            return;
        };
        if let Some(kept) = self.kept_prepared(at, indicator) {
            self.drafts[at].prepared = kept;
            return;
        }
        let mut preparing = Preparing {
            work: self,
            node: self.plan.nodes[at].id,
            at,
            findings: Vec::new(),
        };
        let mut periods = preparing.imputed(indicator);
        preparing.treat(&indicator.treatment, &mut periods);
        let findings = preparing.findings;
        self.drafts[at].prepared = Arc::new(Prepared { periods, findings });
    }

    fn kept_prepared(&self, at: usize, indicator: &PlanIndicator) -> Option<Arc<Prepared>> {
        let (before, old) = self.old.node(at)?;
        let was = before.plan.nodes[old].indicator()?;
        let same = (&was.imputation, &was.treatment)
            == (&indicator.imputation, &indicator.treatment)
            && Arc::ptr_eq(&before.masks, &self.masks)
            && Arc::ptr_eq(&before.drafts[old].observed, &self.drafts[at].observed)
            && match &indicator.imputation {
                Imputation::GroupMean { .. } | Imputation::GroupMedian { .. } => {
                    before.plan.groups == self.plan.groups
                }
                Imputation::RowMean { .. } => self.old.same_tree,
                _ => true,
            };
        same.then(|| Arc::clone(&before.drafts[old].prepared))
    }
}

/// An indicator under way.
struct Preparing<'a> {
    work: &'a Work<'a>,
    node: NodeId,
    at: usize,
    findings: Vec<Finding>,
}

impl Preparing<'_> {
    fn observed(&self) -> &[Column] {
        &self.work.drafts[self.at].observed.value
    }

    fn imputed(&mut self, indicator: &PlanIndicator) -> Vec<Ready> {
        let filled = match self.fill(&indicator.imputation) {
            Ok(filled) => filled,
            Err(finding) => {
                self.findings.push(Finding::Step(finding));
                let blocked = |value: &Column| Ready::new(value.clone(), Vec::new(), true);
                return self.observed().iter().map(blocked).collect();
            }
        };
        let mut told = Vec::new();
        let mut periods = Vec::with_capacity(filled.len());
        for (number, (imputed, observed)) in filled.into_iter().zip(self.observed()).enumerate() {
            let ranked = self.work.masks.ranked(number);
            let unfilled = imputed.unfilled.iter();
            let unfilled = unfilled.filter(|it| ranked.get(it.0) == Some(&true));
            let units = unfilled.count();
            if units > 0 && indicator.imputation != Imputation::None {
                let (node, period) = (self.node, self.work.period(number).clone());
                told.push(StepFinding::NotImputed {
                    node,
                    period,
                    units,
                });
            }
            let value = imputed.apply(observed);
            let marks = imputed.filled.into_iter().map(|filled| Mark {
                unit: filled.unit,
                what: Marked::Imputed(filled.from),
            });
            periods.push(Ready::new(value, marks.collect(), false));
        }
        self.findings.extend(told.into_iter().map(Finding::Step));
        periods
    }

    /// The filled cells of every period.
    fn fill(&self, imputation: &Imputation) -> Result<Vec<Imputed>, StepFinding> {
        let columns = self.observed();
        let through_time = || -> Vec<_> {
            let periods = self.work.plan.periods.iter().cloned();
            periods.zip(columns.iter().cloned()).collect()
        };
        let each = |one: &dyn Fn(usize, &Column) -> Imputed| {
            let numbered = columns.iter().enumerate();
            numbered.map(|(number, it)| one(number, it)).collect()
        };
        Ok(match imputation {
            Imputation::None => columns.iter().map(|_| Imputed::default()).collect(),
            Imputation::Mean { over } => {
                let pools =
                    self.once_or_each(over, |it| one_value(moments::mean, &self.pool(over, it)));
                each(&|number, column| mean(column, &pools[number % pools.len()]))
            }
            Imputation::Median { over } => {
                let pools =
                    self.once_or_each(over, |it| one_value(moments::median, &self.pool(over, it)));
                each(&|number, column| median(column, &pools[number % pools.len()]))
            }
            Imputation::GroupMean { group, over } | Imputation::GroupMedian { group, over } => {
                let absent = || StepFinding::GroupingAbsent {
                    node: self.node,
                    group: group.clone(),
                };
                let groups = self.work.plan.groups.get(group).ok_or_else(absent)?;
                let by_mean = matches!(imputation, Imputation::GroupMean { .. });
                let statistic = if by_mean {
                    moments::mean
                } else {
                    moments::median
                };
                let pools = self.once_or_each(over, |it| {
                    let pools = self.pools_of(groups, over, it);
                    let pools = pools.iter().map(|pool| one_value(statistic, pool));
                    pools.collect::<Vec<_>>()
                });
                each(&|number, column| {
                    let pools = &pools[number % pools.len()];
                    if by_mean {
                        group_mean(column, groups, pools)
                    } else {
                        group_median(column, groups, pools)
                    }
                })
            }
            Imputation::RowMean { level } => {
                let branch = self.branch(*level);
                each(&|number, _| self.row_mean(&branch, number))
            }
            Imputation::CarryForward { max } => carry_forward(&through_time(), *max),
            Imputation::Linear => linear(&through_time()),
            Imputation::Nearest => nearest(&through_time()),
            Imputation::Constant { value } => each(&|_, column| constant(column, *value)),
        })
    }

    /// The periods that statistics come from.
    fn from(&self, over: &Over, number: usize) -> Vec<usize> {
        let periods = &self.work.plan.periods;
        match over {
            Over::Period => vec![number],
            Over::Pooled => (0..periods.len()).collect(),
            Over::Base(base) => {
                let at = periods.iter().position(|period| period == base);
                at.into_iter().collect()
            }
        }
    }

    /// The ranked values that statistics come from.
    fn pool(&self, over: &Over, number: usize) -> Vec<f64> {
        let from = self.from(over, number).into_iter();
        let values = from.flat_map(|it| self.work.ranked_values(&self.observed()[it], it));
        values.collect()
    }

    /// The ranked values of each group.
    fn pools_of(&self, groups: &[Option<usize>], over: &Over, number: usize) -> Vec<Vec<f64>> {
        let mut pools: Vec<Vec<f64>> = Vec::new();
        for period in self.from(over, number) {
            let ranked = self.work.masks.ranked(period);
            let column = std::slice::from_ref(&self.observed()[period]);
            for (at, more) in group_pools(column, ranked, groups).into_iter().enumerate() {
                match pools.get_mut(at) {
                    Some(pool) => pool.extend(more),
                    None => pools.push(more),
                }
            }
        }
        pools
    }

    /// What serves all periods, made once; or one for each period.
    fn once_or_each<T>(&self, over: &Over, make: impl Fn(usize) -> T) -> Vec<T> {
        let count = match over {
            Over::Period => self.observed().len().max(1),
            Over::Pooled | Over::Base(_) => 1,
        };
        (0..count).map(make).collect()
    }

    /// The other indicators below the nearest aggregate of a level or higher.
    fn branch(&self, level: usize) -> Vec<usize> {
        let nodes = &self.work.plan.nodes;
        let mut top = self.at;
        while nodes[top].level < level.max(2)
            && let Some(parent) = nodes[top].parent
        {
            top = parent;
        }
        let mut leaves = super::weigh::leaves(self.work.plan, top);
        leaves.retain(|&leaf| leaf != self.at);
        leaves
    }

    fn row_mean(&self, others: &[usize], number: usize) -> Imputed {
        let row = |at: usize| {
            let column = &self.work.drafts[at].observed.value[number];
            let indicator = self.work.plan.nodes[at].indicator()?;
            Some(Row {
                column,
                direction: indicator.direction,
                bounds: Bounds::of(self.work.ranked_values(column, number)),
            })
        };
        let others: Vec<Row<'_>> = others.iter().filter_map(|&at| row(at)).collect();
        row(self.at).map_or_else(Imputed::default, |target| row_mean(target, &others))
    }

    fn treat(&mut self, treatment: &Treatment, periods: &mut [Ready]) {
        if *treatment == Treatment::None {
            return;
        }
        if let Err(trouble) = treatment.check() {
            self.untreatable(&Period::Undated, trouble, periods.iter_mut());
            return;
        }
        if let Some(Over::Base(base)) = treatment.over()
            && self.treated_pool(treatment, periods, 0).is_empty()
        {
            for ready in periods {
                ready.blocked = true;
            }
            let node = self.node;
            self.findings.push(Finding::BasePeriodAbsent { node, base });
            return;
        }
        let own = treatment.over().is_none_or(|over| over == Over::Period);
        let mut shared: Option<Result<Decision, TreatTrouble>> = None;
        for number in 0..periods.len() {
            if periods[number].blocked {
                continue;
            }
            let decision = match &shared {
                Some(shared) => *shared,
                None => treatment.decide(&self.treated_pool(treatment, periods, number)),
            };
            if !own {
                shared = Some(decision);
            }
            let period = self.work.period(number).clone();
            match decision {
                Ok(decision) => self.carry_out(decision, number, &mut periods[number]),
                Err(trouble) => {
                    let one = std::iter::once(&mut periods[number]);
                    self.untreatable(&period, trouble, one);
                }
            }
        }
    }

    fn treated_pool(&self, treatment: &Treatment, periods: &[Ready], number: usize) -> Vec<f64> {
        let over = treatment.over().unwrap_or_default();
        let from = self.from(&over, number).into_iter();
        let values = from.flat_map(|it| self.work.ranked_values(&periods[it].value, it));
        values.collect()
    }

    fn carry_out(&mut self, decision: Decision, number: usize, ready: &mut Ready) {
        let (node, period) = (self.node, self.work.period(number).clone());
        if decision.fails {
            self.tell(StepFinding::StillSkewed {
                node,
                period: period.clone(),
            });
        }
        if decision.is_idle() {
            return;
        }
        let treated = decision.apply(&ready.value, self.work.masks.ranked(number));
        if !treated.lost.is_empty() {
            let units = treated.lost.len();
            self.tell(StepFinding::OffScale {
                node,
                period,
                units,
            });
        }
        let clipped = treated.moved.iter().map(|&unit| Mark {
            unit,
            what: Marked::Clipped,
        });
        ready.marks.extend(clipped);
        ready.marks.sort_by_key(|mark| mark.unit);
        ready.value = treated.values;
        ready.map = treated.map;
        ready.treated = Some(treated.record);
    }

    fn untreatable<'r>(
        &mut self,
        period: &Period,
        trouble: TreatTrouble,
        periods: impl Iterator<Item = &'r mut Ready>,
    ) {
        for ready in periods {
            ready.blocked = true;
        }
        self.tell(StepFinding::Untreatable {
            node: self.node,
            period: period.clone(),
            trouble,
        });
    }

    fn tell(&mut self, finding: StepFinding) {
        self.findings.push(Finding::Step(finding));
    }
}

/// A pool of the statistic alone, which stands for all the values: pooled over many periods these
/// would be sorted anew for each.
fn one_value(statistic: fn(&[f64]) -> Option<f64>, pool: &[f64]) -> Vec<f64> {
    statistic(pool).into_iter().collect()
}

impl Ready {
    fn new(value: Column, marks: Vec<Mark>, blocked: bool) -> Self {
        Self {
            imputed: value.clone(),
            value,
            marks,
            map: Map::Identity,
            treated: None,
            blocked,
        }
    }
}
