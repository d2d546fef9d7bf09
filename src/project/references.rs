//! What in a document points at something that is not there.
//!
//! No edit leaves such a loose end, and none of them keeps a project from opening: whatever points
//! nowhere is passed over when results are computed.

use std::collections::BTreeSet;

use super::{Dataset, DatasetId, Document, Patch, ScenarioId, UnitRule};
use crate::engine::{
    Denominator, Method, Node, NodeId, NodeKind, Normalisation, Pooling, UnitId, VariableId,
};

/// Something that points at what is not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LooseEnd {
    /// In which dataset.
    pub dataset: DatasetId,
    /// What points there.
    pub from: Referrer,
    /// What it points at.
    pub to: Gone,
}

/// What points at something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referrer {
    /// A group, by its name.
    Group(String),
    /// A unit made of others, by its label.
    Pool(String),
    /// The rule of who is ranked, of the base or of the scenario of this name.
    UnitRule(Option<String>),
    /// The differences of the scenario of this name.
    Scenario(String),
    /// Corrections by hand.
    Corrections,
    /// What is kept of where values came from.
    Provenance,
    /// How the values of the variable of this name are pooled.
    Pooling(String),
    /// The denominator of the indicator of this name.
    Denominator(String),
    /// The judgements or weights of experts on the aggregate of this name.
    Experts(String),
    /// The view of this name.
    View(String),
    /// The method, or the choices of the indicator of this name.
    Method(Option<String>),
}

/// What is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gone {
    /// A unit of this id.
    Unit(UnitId),
    /// A variable of this id.
    Variable(VariableId),
    /// A node of this id.
    Node(NodeId),
    /// A scenario of this id.
    Scenario(ScenarioId),
    /// A file, or the place in one.
    Source,
}

/// All of a document that points at nothing, each once, in order.
pub fn loose_ends(document: &Document) -> Vec<LooseEnd> {
    let datasets = document.datasets.iter();
    let found: BTreeSet<LooseEnd> = datasets.flat_map(|it| Search::of(it).found).collect();
    found.into_iter().collect()
}

/// What a dataset has, and what of it points elsewhere.
struct Search<'a> {
    dataset: &'a Dataset,
    units: BTreeSet<UnitId>,
    variables: BTreeSet<VariableId>,
    nodes: BTreeSet<NodeId>,
    found: BTreeSet<LooseEnd>,
}

impl<'a> Search<'a> {
    fn of(dataset: &'a Dataset) -> Self {
        let nodes = dataset.framework.iter().flat_map(|it| it.nodes());
        let mut search = Self {
            dataset,
            units: dataset.units.iter().map(|it| it.id).collect(),
            variables: dataset.variables.iter().map(|it| it.id).collect(),
            nodes: nodes.map(|it| it.id).collect(),
            found: BTreeSet::new(),
        };
        search.sets_of_units();
        search.values();
        search.framework();
        search.scenarios();
        search.views();
        search
    }

    fn units<'b>(&mut self, from: &Referrer, units: impl IntoIterator<Item = &'b UnitId>) {
        for unit in units {
            if !self.units.contains(unit) {
                self.add(from, Gone::Unit(*unit));
            }
        }
    }

    fn variable(&mut self, from: &Referrer, variable: VariableId) {
        if !self.variables.contains(&variable) {
            self.add(from, Gone::Variable(variable));
        }
    }

    fn node(&mut self, from: &Referrer, node: NodeId) {
        if !self.nodes.contains(&node) {
            self.add(from, Gone::Node(node));
        }
    }

    fn add(&mut self, from: &Referrer, to: Gone) {
        self.found.insert(LooseEnd {
            dataset: self.dataset.id,
            from: from.clone(),
            to,
        });
    }

    fn sets_of_units(&mut self) {
        let dataset = self.dataset;
        for group in dataset.groups.iter() {
            self.units(&Referrer::Group(group.name.clone()), &group.members);
        }
        for unit in dataset.units.iter() {
            self.units(&Referrer::Pool(unit.label.clone()), &unit.members);
        }
        if let Some(rule) = &dataset.unit_rule {
            self.rule(&Referrer::UnitRule(None), rule);
        }
    }

    fn rule(&mut self, from: &Referrer, rule: &'a UnitRule) {
        self.units(
            from,
            rule.only.iter().chain(&rule.also).chain(&rule.exclude),
        );
        if let Some(top) = &rule.top {
            self.variable(from, top.variable);
        }
    }

    fn values(&mut self) {
        let dataset = self.dataset;
        for (&variable, periods) in dataset.corrections.iter() {
            self.variable(&Referrer::Corrections, variable);
            for units in periods.values() {
                self.units(&Referrer::Corrections, units.keys());
            }
        }
        let provenance = &dataset.provenance;
        for (&variable, periods) in &provenance.origins {
            self.variable(&Referrer::Provenance, variable);
            let mut blocks = periods.values().flatten().map(|it| it.block);
            if blocks.any(|block| provenance.blocks.get(block).is_none()) {
                self.add(&Referrer::Provenance, Gone::Source);
            }
        }
        for block in &provenance.blocks {
            self.units(&Referrer::Provenance, block.rows.keys());
            if provenance.sources.get(block.source).is_none() {
                self.add(&Referrer::Provenance, Gone::Source);
            }
        }
        for variable in dataset.variables.iter() {
            if let Some(Pooling::Mean { by: Some(by) }) = variable.pooling {
                self.variable(&Referrer::Pooling(variable.name.clone()), by);
            }
        }
    }

    fn framework(&mut self) {
        let dataset = self.dataset;
        for node in dataset.framework.iter().flat_map(|it| it.nodes()) {
            match &node.kind {
                NodeKind::Indicator(indicator) => {
                    if let Some(Denominator { variable, .. }) = indicator.denominator {
                        self.variable(&Referrer::Denominator(node.name.clone()), variable);
                    }
                    let from = Referrer::Method(Some(node.name.clone()));
                    self.normalisation(&from, indicator.normalisation.as_ref());
                }
                NodeKind::Aggregate(_) => self.experts(node),
            }
        }
        self.method(&Referrer::Method(None), &dataset.method);
    }

    fn experts(&mut self, node: &'a Node) {
        let NodeKind::Aggregate(aggregate) = &node.kind else {
            return;
        };
        let from = Referrer::Experts(node.name.clone());
        let pairs = aggregate.judgements.iter().flat_map(|it| &it.pairs);
        let judged = pairs.flat_map(|it| [it.node, it.than]);
        let weighed = aggregate.opinions.iter().flat_map(|it| it.weights.keys());
        for node in judged.chain(weighed.copied()) {
            self.node(&from, node);
        }
    }

    fn method(&mut self, from: &Referrer, method: &'a Method) {
        self.normalisation(from, Some(&method.normalisation));
        if let Some(screen) = &method.screen {
            self.units(from, screen.force_in.iter().chain(&screen.force_out));
        }
    }

    fn normalisation(&mut self, from: &Referrer, normalisation: Option<&'a Normalisation>) {
        if let Some(Normalisation::DistanceUnit { unit, .. }) = normalisation {
            self.units(from, unit);
        }
    }

    fn views(&mut self) {
        let dataset = self.dataset;
        for view in dataset.views.iter() {
            let from = Referrer::View(view.name.clone());
            self.units(&from, &view.sight.units());
            for node in view.sight.nodes() {
                self.node(&from, node);
            }
            for scenario in view.sight.scenarios() {
                if dataset.scenario(scenario).is_none() {
                    self.add(&from, Gone::Scenario(scenario));
                }
            }
        }
    }

    fn scenarios(&mut self) {
        for scenario in self.dataset.scenarios.iter() {
            let from = Referrer::Scenario(scenario.name.clone());
            let Patch {
                weights,
                enabled,
                roles,
                unit_rule,
                method,
            } = &scenario.patch;
            for &node in weights.keys().chain(enabled.keys()) {
                self.node(&from, node);
            }
            self.units(&from, roles.keys());
            self.normalisation(&from, method.normalisation.as_ref());
            if let Some(screen) = &method.screen {
                self.units(&from, screen.force_in.iter().chain(&screen.force_out));
            }
            if let Some(rule) = unit_rule {
                self.rule(&Referrer::UnitRule(Some(scenario.name.clone())), rule);
            }
        }
    }
}
