//! The walk through the stages, and what of an earlier walk still holds.

mod aggregate;
mod base;
mod draft;
mod indicator;
mod judge;
mod observe;
mod prepare;
mod weigh;

use std::{collections::BTreeMap, sync::Arc};

use self::{
    base::{Base, Masks},
    draft::{Draft, Outcome},
    weigh::Weighed,
};
use super::{
    Finding, NodeId, NodePeriod, NodeResult, Panel, Period, Plan, PlanBody, PlanNode, Results,
};

/// Scores and ranks of a plan.
///
/// A step that cannot be done leaves its node empty, and every node above it too, so that an
/// index with an error never looks whole; the reason is among the findings.
///
/// ```
/// use heng::engine::*;
/// let (unit, variable, period) = (UnitId, VariableId(1), Period::Year(2020));
/// let mut panel = Panel::default();
/// panel.set(variable, &period, unit(1), Some(10.0));
/// panel.set(variable, &period, unit(2), Some(30.0));
/// let node = |id, name: &str, kind| Node {
///     id: NodeId(id), code: name.into(), name: name.into(), weight: None, enabled: true, locked: false, source: String::new(), kind,
/// };
/// let less_is_better = Indicator { direction: Direction::Negative, ..Indicator::new(variable) };
/// let leaf = node(2, "days", NodeKind::Indicator(less_is_better));
/// let root = node(1, "index", NodeKind::Aggregate(Aggregate { children: vec![leaf], ..Aggregate::default() }));
/// let units = [1, 2].map(|id| PlanUnit { id: unit(id), ranked: true }).to_vec();
/// let plan = Plan::new(panel, units, &Framework { root }, &Method::default());
/// let results = compute(&plan);
/// assert_eq!(results.nodes[0].periods[0].scores.get(0), Some(100.0));
/// assert_eq!(results.nodes[0].periods[0].ranks.iter().collect::<Vec<_>>(), [Some(1), Some(2)]);
/// ```
pub fn compute(plan: &Plan) -> Results {
    Computed::new(plan.clone()).results()
}

/// A plan with all that came of it, kept so that the next plan starts from what still holds.
///
/// ```
/// # use heng::engine::*;
/// # let plan = Plan::new(Panel::default(), Vec::new(), &Framework { root: Node {
/// #     id: NodeId(1), code: "i".into(), name: "i".into(), weight: None, enabled: true, locked: false, source: String::new(),
/// #     kind: NodeKind::Aggregate(Aggregate::default()),
/// # } }, &Method::default());
/// let before = Computed::new(plan.clone());
/// assert_eq!(Computed::after(plan.clone(), &before).results(), compute(&plan));
/// ```
#[derive(Clone, Debug)]
pub struct Computed {
    plan: Plan,
    base: Arc<Base>,
    masks: Arc<Masks>,
    drafts: Vec<Draft>,
}

impl Computed {
    /// Computes everything.
    pub fn new(plan: Plan) -> Self {
        Self::walk(plan, None)
    }

    /// Computes what differs from an earlier plan, and takes the rest from there. The results are
    /// those of [`Computed::new`], bit for bit.
    pub fn after(plan: Plan, before: &Self) -> Self {
        Self::walk(plan, Some(before))
    }

    /// Derive, observe, screen; then every indicator up to its scores; then every aggregate from
    /// the leaves up: weigh, aggregate, rank.
    fn walk(plan: Plan, before: Option<&Self>) -> Self {
        let old = Old::new(&plan, before);
        let base = match old.base(&plan) {
            Some(base) => base,
            None => Arc::new(Base::new(&plan)),
        };
        let mut work = Work {
            plan: &plan,
            base: &base,
            masks: Arc::default(),
            old,
            drafts: vec![Draft::default(); plan.nodes.len()],
        };
        for at in 0..plan.nodes.len() {
            work.observe(at);
        }
        work.old.compare_tree(&work.drafts, &plan);
        work.screen();
        for at in 0..plan.nodes.len() {
            work.prepare(at);
            work.normalise(at);
        }
        // Children stand after their parents, so the walk from the end meets them first.
        for at in (0..plan.nodes.len()).rev() {
            if let PlanBody::Aggregate(choices) = &plan.nodes[at].body {
                work.weigh(at, choices);
                work.aggregate(at, choices);
            }
        }
        let Work { masks, drafts, .. } = work;
        Self {
            plan,
            base,
            masks,
            drafts,
        }
    }

    /// What was computed.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The values with those that are pooled and derived.
    pub fn panel(&self) -> &Panel {
        &self.base.panel
    }

    /// Scores, ranks and stages of every node, with all findings.
    pub fn results(&self) -> Results {
        let weights = self.weights();
        let mut effective: Vec<Vec<Option<f64>>> = Vec::with_capacity(weights.len());
        for (node, own) in self.plan.nodes.iter().zip(&weights) {
            let product = |(period, weight): (usize, &Option<f64>)| {
                let above = node
                    .parent
                    .map_or(Some(1.0), |parent| effective[parent][period]);
                Some(above? * (*weight)?)
            };
            effective.push(own.iter().enumerate().map(product).collect());
        }
        let parts = self.plan.nodes.iter().zip(&self.drafts);
        let nodes = parts.zip(weights.into_iter().zip(effective));
        let nodes = nodes.map(|((node, draft), (weights, effective))| NodeResult {
            id: node.id,
            parent: node.parent,
            children: node.children.clone(),
            level: node.level,
            scale: draft.outcome.scale,
            periods: (draft.outcome.periods.iter())
                .zip(weights.into_iter().zip(effective))
                .map(|(scored, (weight, effective))| NodePeriod {
                    scores: scored.scores.clone(),
                    ranks: scored.ranks.clone(),
                    weight,
                    effective,
                    stages: scored.stages.clone(),
                })
                .collect(),
        });
        Results {
            units: self.plan.units.clone(),
            periods: self.plan.periods.clone(),
            nodes: nodes.collect(),
            screened: Arc::clone(&self.masks.screened),
            findings: self.findings(),
        }
    }

    /// The weight of every node among its siblings, one entry a period; 1 for the root.
    fn weights(&self) -> Vec<Vec<Option<f64>>> {
        let periods = self.plan.periods.len();
        let mut weights = vec![vec![None; periods]; self.plan.nodes.len()];
        if let Some(root) = weights.first_mut() {
            root.fill(Some(1.0));
        }
        for (node, draft) in self.plan.nodes.iter().zip(&self.drafts) {
            for (period, told) in draft.weighed.periods.iter().enumerate() {
                for (&child, &weight) in node.children.iter().zip(told.iter().flatten()) {
                    weights[child][period] = Some(weight);
                }
            }
        }
        weights
    }

    /// What concerns all, then what concerns each node in the order of the tree, then the units
    /// that the index leaves out.
    fn findings(&self) -> Vec<Finding> {
        let idle = self.plan.idle.iter().map(|&node| Finding::Idle { node });
        let mut findings: Vec<Finding> = self.plan.findings.clone();
        findings.extend(idle);
        let ranked = self.most_ranked();
        if ranked < 3 {
            findings.push(Finding::TooFewUnits { ranked });
        }
        findings.extend(self.base.findings.iter().cloned());
        findings.extend(self.masks.findings.iter().cloned());
        for draft in &self.drafts {
            let parts = [
                &draft.observed.findings,
                &draft.prepared.findings,
                &draft.weighed.findings,
                &draft.outcome.findings,
            ];
            findings.extend(parts.into_iter().flatten().cloned());
        }
        self.report_unscored(&mut findings);
        findings
    }

    /// How many units are ranked where most are.
    fn most_ranked(&self) -> usize {
        let count = |ranked: &[bool]| ranked.iter().filter(|&&ranked| ranked).count();
        let periods = 0..self.plan.periods.len();
        let most = periods.map(|it| count(self.masks.ranked(it))).max();
        most.unwrap_or(count(&self.base.ranked))
    }

    fn report_unscored(&self, findings: &mut Vec<Finding>) {
        let Some(root) = self.drafts.first() else {
            return;
        };
        for (number, period) in self.plan.periods.iter().enumerate() {
            let Some(scored) = root.outcome.periods.get(number) else {
                continue;
            };
            if scored.blocked {
                continue;
            }
            let ranked = self.masks.ranked(number).iter();
            for (at, unit) in self
                .plan
                .units
                .iter()
                .zip(ranked)
                .enumerate()
                .filter(|it| *it.1.1)
                .map(|(at, it)| (at, it.0))
            {
                if scored.scores.get(at).is_none() {
                    findings.push(Finding::NoScore {
                        unit: unit.id,
                        period: period.clone(),
                    });
                }
            }
        }
    }
}

/// A walk under way.
struct Work<'a> {
    plan: &'a Plan,
    base: &'a Base,
    masks: Arc<Masks>,
    old: Old<'a>,
    drafts: Vec<Draft>,
}

/// An earlier walk, seen from the nodes of this one.
struct Old<'a> {
    before: Option<&'a Computed>,
    /// Where each node stood; none where it is new.
    at: Vec<Option<usize>>,
    /// Whether all nodes stand where they stood, and all observed values are as they were.
    same_tree: bool,
}

impl<'a> Old<'a> {
    /// An earlier walk over other units or periods is of no use.
    fn new(plan: &Plan, before: Option<&'a Computed>) -> Self {
        let before =
            before.filter(|it| it.plan.units == plan.units && it.plan.periods == plan.periods);
        let Some(known) = before else {
            return Self {
                before,
                at: vec![None; plan.nodes.len()],
                same_tree: false,
            };
        };
        let places = known.plan.nodes.iter().enumerate();
        let places: BTreeMap<NodeId, usize> = places.map(|(at, node)| (node.id, at)).collect();
        let at = plan.nodes.iter().map(|node| places.get(&node.id).copied());
        Self {
            before,
            at: at.collect(),
            same_tree: false,
        }
    }

    /// The base, if nothing below it has changed.
    fn base(&self, plan: &Plan) -> Option<Arc<Base>> {
        let before = self.before?;
        let (was, now) = (&before.plan, plan);
        let same = was.panel == now.panel
            && was.derived == now.derived
            && was.pools == now.pools
            && was.pooling == now.pooling;
        same.then(|| Arc::clone(&before.base))
    }

    /// Compares the trees once the values are observed.
    fn compare_tree(&mut self, drafts: &[Draft], plan: &Plan) {
        let Some(before) = self.before else { return };
        let stands = |node: &PlanNode| {
            let direction = node.indicator().map(|it| it.direction);
            (node.id, node.parent, node.level, direction)
        };
        let was = before.plan.nodes.iter().map(stands);
        // An aggregate observes nothing, and has a new nothing in each walk.
        let mut pairs = plan.nodes.iter().zip(before.drafts.iter().zip(drafts));
        self.same_tree = was.eq(plan.nodes.iter().map(stands))
            && pairs.all(|(node, (old, new))| {
                node.indicator().is_none() || Arc::ptr_eq(&old.observed, &new.observed)
            });
    }

    /// What a node was and what came of it.
    fn node(&self, at: usize) -> Option<(&'a Computed, usize)> {
        Some((self.before?, (*self.at.get(at)?)?))
    }
}

impl Work<'_> {
    fn period(&self, number: usize) -> &Period {
        &self.plan.periods[number]
    }

    fn outcome(&self, at: usize) -> &Outcome {
        &self.drafts[at].outcome
    }

    fn weighed(&self, at: usize) -> &Weighed {
        &self.drafts[at].weighed
    }
}
