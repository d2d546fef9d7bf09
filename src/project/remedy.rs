//! What a person can do at once about a finding.

use super::{At, Dataset, Edit, MethodPatch, NodeChoice, ScenarioId};
use crate::engine::{
    Aggregate, Finding, Imputation, Indicator, JudgedFinding, Method, Node, NodeId, NodeKind,
    Normalisation, Over, Scale, StepFinding, Treatment, Weighting, aggregate::AggregateTrouble,
    normalise::HUNDRED,
};

/// The range that keeps the worst score above zero.
const ABOVE_ZERO: [f64; 2] = [1.0, 100.0];

/// The edit that takes a finding away, where there is one that most people would make; none where
/// it takes a decision or better data.
///
/// It changes as little as it can: the node itself where the node chose for itself, else the
/// method of the whole index, as the scenario has it; none is the base.
pub fn remedy(dataset: &Dataset, scenario: Option<ScenarioId>, finding: &Finding) -> Option<Edit> {
    let on = On {
        dataset,
        scenario,
        method: dataset.method_in(scenario),
    };
    match finding {
        Finding::NotPositive { child, .. } => on.range_above_zero(*child),
        Finding::WeightsPartlyBlank { node } | Finding::WeightsAllZero { node } => {
            let (at, parent) = (on.at(), *node);
            Some(Edit::EqualWeights { at, parent })
        }
        Finding::GoalpostsMissing { node } => {
            let range = on.normalisation(on.indicator(*node)?).range();
            Some(on.own(*node, min_max(range.unwrap_or(HUNDRED))))
        }
        Finding::GoalpostsReversed { node, lo, hi } => (lo > hi).then_some(Edit::SetGoalposts {
            dataset: dataset.id,
            node: *node,
            lo: Some(*hi),
            hi: Some(*lo),
        }),
        Finding::BasePeriodAbsent { node, .. } => on.normalised(*node, |it| match it {
            Normalisation::BaseIndex { .. } => Normalisation::BaseIndex { base: None },
            _ => it.with_over(Over::Period),
        }),
        Finding::DirectionInfeasible { node } => on.normalised(*node, |_| min_max(HUNDRED)),
        Finding::AggregateInfeasible {
            node,
            trouble: AggregateTrouble::OpenScale { .. } | AggregateTrouble::MixedScales { .. },
            ..
        } => on.scales_with_ends(*node),
        Finding::GrowthNormalised { node, child } => on.not_normalised(*node, *child),
        Finding::NoData { node, .. } | Finding::Constant { node, .. } | Finding::Idle { node } => {
            on.switched_off(*node)
        }
        Finding::Judged(
            JudgedFinding::Missing { node } | JudgedFinding::OpinionsMissing { node },
        ) => Some(Edit::SetWeighting {
            dataset: dataset.id,
            node: *node,
            weighting: Some(Weighting::Equal),
        }),
        Finding::Step(StepFinding::Untreatable { node, .. }) => {
            let choice = NodeChoice::Treatment(Some(Treatment::None));
            Some(on.choose(*node, choice))
        }
        Finding::Step(StepFinding::GroupingAbsent { node, .. }) => {
            let choice = NodeChoice::Imputation(Some(Imputation::None));
            Some(on.choose(*node, choice))
        }
        _ => None,
    }
}

fn min_max(range: [f64; 2]) -> Normalisation {
    Normalisation::default().with_range(range)
}

fn has_ends(normalisation: &Normalisation) -> bool {
    matches!(normalisation.scale(), Scale::Bounded(..))
}

/// The dataset that is to be mended.
struct On<'a> {
    dataset: &'a Dataset,
    scenario: Option<ScenarioId>,
    /// The scenario's.
    method: Method,
}

impl<'a> On<'a> {
    fn at(&self) -> At {
        At {
            dataset: self.dataset.id,
            scenario: self.scenario,
        }
    }

    fn node(&self, id: NodeId) -> Option<&'a Node> {
        self.dataset.framework.as_ref()?.node(id)
    }

    fn indicator(&self, id: NodeId) -> Option<&'a Indicator> {
        self.node(id)?.indicator()
    }

    fn aggregate(&self, id: NodeId) -> Option<&'a Aggregate> {
        match &self.node(id)?.kind {
            NodeKind::Aggregate(aggregate) => Some(aggregate),
            NodeKind::Indicator(_) => None,
        }
    }

    /// The normalisation that counts for an indicator.
    fn normalisation(&self, indicator: &Indicator) -> Normalisation {
        let own = indicator.normalisation.clone();
        own.unwrap_or_else(|| self.method.normalisation.clone())
    }

    fn own(&self, node: NodeId, normalisation: Normalisation) -> Edit {
        Edit::SetNormalisation {
            dataset: self.dataset.id,
            node,
            normalisation: Some(normalisation),
        }
    }

    fn index_wide(&self, normalisation: Normalisation) -> Option<Edit> {
        (normalisation != self.method.normalisation).then(|| Edit::SetMethod {
            at: self.at(),
            choices: MethodPatch {
                normalisation: Some(normalisation),
                ..MethodPatch::default()
            },
        })
    }

    /// Changes the normalisation where it was chosen: at the indicator, or for the whole index.
    fn normalised(
        &self,
        node: NodeId,
        change: impl Fn(Normalisation) -> Normalisation,
    ) -> Option<Edit> {
        match &self.indicator(node)?.normalisation {
            Some(own) => Some(self.own(node, change(own.clone()))),
            None => self.index_wide(change(self.method.normalisation.clone())),
        }
    }

    fn range_above_zero(&self, child: NodeId) -> Option<Edit> {
        let change = |it: Normalisation| match it {
            // The lower end plays no part in a share of the best.
            Normalisation::ShareOfMax { .. } => min_max(ABOVE_ZERO),
            _ if it.range().is_some() => it.with_range(ABOVE_ZERO),
            _ => min_max(ABOVE_ZERO),
        };
        let starts_low = |it: &Normalisation| {
            it.range().is_none_or(|[lower, _]| lower <= 0.0)
                || matches!(it, Normalisation::ShareOfMax { .. })
        };
        let index_wide = &self.method.normalisation;
        match self.indicator(child) {
            Some(indicator) => match &indicator.normalisation {
                None if index_wide.range().is_none() => Some(self.own(child, min_max(ABOVE_ZERO))),
                _ => self.normalised(child, change),
            },
            // The scores of an aggregate begin where those of its indicators do.
            None if starts_low(index_wide) && index_wide.range().is_some() => {
                self.index_wide(change(index_wide.clone()))
            }
            None => None,
        }
    }

    /// Min–max for the first child that chose a scale without ends, else for the whole index.
    fn scales_with_ends(&self, node: NodeId) -> Option<Edit> {
        let open = |child: &&Node| {
            let own = child.indicator().and_then(|it| it.normalisation.as_ref());
            own.is_some_and(|own| !has_ends(own))
        };
        let children = self.node(node)?.children();
        let index_wide = &self.method.normalisation;
        match children.iter().find(open) {
            Some(child) if has_ends(index_wide) => Some(self.own(child.id, min_max(HUNDRED))),
            _ if has_ends(index_wide) => None,
            _ => self.index_wide(min_max(HUNDRED)),
        }
    }

    fn not_normalised(&self, node: NodeId, child: NodeId) -> Option<Edit> {
        let own = self.indicator(child)?.normalisation.is_some();
        if own || self.aggregate(node)?.aggregation.is_some() {
            return Some(self.own(child, Normalisation::None));
        }
        self.index_wide(Normalisation::None)
    }

    fn switched_off(&self, node: NodeId) -> Option<Edit> {
        let root = self.dataset.framework.as_ref()?.root.id;
        (node != root).then(|| Edit::SetEnabled {
            at: self.at(),
            node,
            enabled: false,
        })
    }

    fn choose(&self, node: NodeId, choice: NodeChoice) -> Edit {
        Edit::Choose {
            dataset: self.dataset.id,
            node,
            choice,
        }
    }
}
