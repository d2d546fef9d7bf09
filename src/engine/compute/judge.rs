//! Weights that experts judge or give, and several weightings as one.

use super::weigh::{ByPeriod, Weigher};
use crate::engine::{
    Combined, Finding, JudgedFinding, NodeId, Period,
    weight::{AhpMethod, Judged, judge},
};

impl Weigher<'_> {
    fn children(&self) -> Vec<NodeId> {
        let nodes = &self.work.plan.nodes;
        let children = self.node().children.iter();
        children.map(|&child| nodes[child].id).collect()
    }

    fn tell(&mut self, finding: JudgedFinding) {
        self.findings.push(Finding::Judged(finding));
    }

    /// Nobody's weights, in any period.
    fn none(&self) -> ByPeriod {
        vec![None; self.work.plan.periods.len()]
    }

    /// The weights of the judgement matrices that experts filled in.
    pub(super) fn by_judgement(&mut self, method: AhpMethod) -> ByPeriod {
        let (node, children) = (self.node().id, self.children());
        if children.len() == 1 {
            return self.same(Ok(vec![1.0]));
        }
        let Some(choices) = self.node().aggregate() else {
            return self.none();
        };
        let experts = choices.judgements.clone();
        match judge(&experts, &children, method) {
            Ok(None) => {
                self.tell(JudgedFinding::Missing { node });
                self.none()
            }
            Ok(Some(report)) => {
                for judged in report.experts.iter().chain([&report.merged]) {
                    let alone = report.experts.len() == 1;
                    if judged.is_inconsistent() && !(alone && judged.expert.is_none()) {
                        self.tell(inconsistent(node, &children, judged));
                    }
                }
                self.same(Ok(report.merged.ahp.weights))
            }
            Err((expert, error)) => {
                self.tell(JudgedFinding::Invalid {
                    node,
                    expert,
                    children,
                    error,
                });
                self.none()
            }
        }
    }

    /// The mean of the weights that experts give.
    pub(super) fn by_opinion(&mut self) -> ByPeriod {
        let (node, children) = (self.node().id, self.children());
        if children.len() == 1 {
            return self.same(Ok(vec![1.0]));
        }
        let Some(choices) = self.node().aggregate() else {
            return self.none();
        };
        let mut opinions = Vec::new();
        for opinion in &choices.opinions {
            let given = children.iter().map(|id| opinion.weights.get(id).copied());
            let given: Vec<Option<f64>> = given.collect();
            if given.iter().any(Option::is_some) {
                opinions.push((opinion.expert.clone(), given));
            }
        }
        if opinions.is_empty() {
            self.tell(JudgedFinding::OpinionsMissing { node });
            return self.none();
        }
        for (expert, given) in &opinions {
            if crate::engine::weight::given(given).is_err() {
                let expert = expert.clone();
                self.tell(JudgedFinding::OpinionUnusable { node, expert });
                return self.none();
            }
        }
        let given: Vec<Vec<Option<f64>>> = opinions.into_iter().map(|it| it.1).collect();
        let mean = crate::engine::weight::expert_average(&given);
        self.same(mean)
    }

    /// Several weightings as one.
    pub(super) fn combined(&mut self, combined: &Combined, flat: Option<usize>) -> ByPeriod {
        let node = self.node().id;
        let sets: Vec<ByPeriod> = combined
            .sets
            .iter()
            .map(|set| self.told(set, flat))
            .collect();
        let count = self.work.plan.periods.len();
        let mut all = Vec::with_capacity(count);
        for number in 0..count {
            let told = sets.iter().map(|set| set[number].clone());
            let told: Option<Vec<Vec<f64>>> = told.collect();
            let weights = told.map(|told| {
                // A set without any weight is of a branch that counts for nothing there, which has
                // been said: together with others it still counts for nothing.
                let nothing = |set: &Vec<f64>| set.iter().all(|&weight| weight == 0.0);
                match told.iter().find(|set| nothing(set)) {
                    Some(zeros) => Some(zeros.clone()),
                    None => combined.how.of(&told),
                }
            });
            if weights == Some(None) {
                let same = sets.iter().all(|set| set.iter().all(|it| *it == set[0]));
                let period = if same {
                    Period::Undated
                } else {
                    self.work.period(number).clone()
                };
                let finding = Finding::Judged(JudgedFinding::CombinationEmpty { node, period });
                if !self.findings.contains(&finding) {
                    self.findings.push(finding);
                }
            }
            all.push(weights.flatten());
        }
        all
    }
}

fn inconsistent(node: NodeId, children: &[NodeId], judged: &Judged) -> JudgedFinding {
    let worst = judged.worst.as_ref();
    JudgedFinding::Inconsistent {
        node,
        expert: judged.expert.clone(),
        ratio: judged.ahp.cr,
        pair: worst.map(|it| (children[it.row], children[it.column])),
        judged: worst.map_or(0.0, |it| it.judged),
        consistent: worst.map_or(0.0, |it| it.consistent),
    }
}
