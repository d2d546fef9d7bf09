//! The framework (指标体系): the tree from the index down to its indicators.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::{Aggregation, Imputation, NodeId, Normalisation, Treatment, VariableId, Weighting};

/// The tree index → dimensions → … → indicators, of any depth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Framework {
    /// The index itself.
    pub root: Node,
}

/// An element of the tree (节点): an aggregate with children, or an indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Survives renaming and moving.
    pub id: NodeId,
    /// How files refer to it; unique within the framework.
    pub code: String,
    /// What people read.
    pub name: String,
    /// Relative to its siblings, as typed; none is blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// Left out of the index when false; its numbers stay.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub enabled: bool,
    /// Its weight stays while siblings give way to a change; without effect on scores.
    #[serde(default, skip_serializing_if = "is_no")]
    pub locked: bool,
    /// Where the figures come from, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Aggregate or indicator.
    #[serde(flatten)]
    pub kind: NodeKind,
}

/// What a node is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// A node with children.
    Aggregate(Aggregate),
    /// A leaf that refers to a variable.
    Indicator(Indicator),
}

/// A node whose score is made from its children's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Aggregate {
    /// In the order people see them.
    pub children: Vec<Node>,
    /// Replaces the index-wide weighting for these children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighting: Option<Weighting>,
    /// Replaces the index-wide aggregation for this node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregation: Option<Aggregation>,
    /// Replaces the index-wide least share of available children for this node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_availability: Option<f64>,
    /// How important experts judge the children, pair by pair.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<ExpertJudgements>,
    /// The weights that experts give the children.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<ExpertWeights>,
    /// 逆向 where a high score here is bad for the parent: the parent takes it turned round.
    #[serde(default, skip_serializing_if = "Direction::is_positive")]
    pub direction: Direction,
}

/// One expert's judgement matrix (判断矩阵) of an aggregate's children.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExpertJudgements {
    /// Who judged.
    pub expert: String,
    /// One entry a pair; of a pair entered both ways the two have to agree.
    pub pairs: Vec<Judgement>,
}

/// How much more important one child is than another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The one.
    pub node: NodeId,
    /// The other.
    pub than: NodeId,
    /// How many times as important, mostly 1 to 9 or one of these below 1.
    pub value: f64,
}

/// The weights that one expert gives an aggregate's children.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExpertWeights {
    /// Who gave them.
    pub expert: String,
    /// Relative to one another.
    #[serde(deserialize_with = "by_node")]
    pub weights: BTreeMap<NodeId, f64>,
}

/// Reads weights by node. Keys of a text file are words, and stay words where they are read inside
/// of a node.
fn by_node<'de, D: Deserializer<'de>>(reader: D) -> Result<BTreeMap<NodeId, f64>, D::Error> {
    let by_word = BTreeMap::<String, f64>::deserialize(reader)?;
    let entries = by_word.into_iter().map(|(word, weight)| {
        let node = word.parse().map_err(D::Error::custom)?;
        Ok((NodeId(node), weight))
    });
    entries.collect()
}

/// A leaf (指标): a variable read in a direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// The column of the panel it reads.
    pub variable: VariableId,
    /// Whether more is better.
    #[serde(default)]
    pub direction: Direction,
    /// How many periods the data lie before the index: 2 for an index of 2020 on data of 2018.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lag: u32,
    /// 分母: what values are divided by, if the method denominates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Denominator>,
    /// Lower goalpost (下限), in the variable's measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lo: Option<f64>,
    /// Upper goalpost (上限), in the variable's measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hi: Option<f64>,
    /// The value to be reached (目标), in the variable's measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// Replaces the index-wide imputation for this indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imputation: Option<Imputation>,
    /// Replaces the index-wide treatment of outliers for this indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treatment: Option<Treatment>,
    /// Replaces the index-wide normalisation for this indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalisation: Option<Normalisation>,
}

/// What an indicator is divided by (分母).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Denominator {
    /// The variable to divide by.
    pub variable: VariableId,
    /// How much of it one counts: 1,000,000 for so many per million. Not zero.
    #[serde(default = "one")]
    pub per: f64,
}

/// Whether more is better (正向) or worse (逆向).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// 正向: more is better.
    #[default]
    Positive,
    /// 逆向: less is better.
    Negative,
}

impl Direction {
    /// Both, in the order menus list them.
    pub const ALL: [Self; 2] = [Self::Positive, Self::Negative];

    /// Whether more is better.
    pub fn is_positive(&self) -> bool {
        *self == Self::Positive
    }

    /// x⁺ of the formulas: `x` if more is better, else `−x`.
    pub fn oriented(self, x: f64) -> f64 {
        match self {
            Self::Positive => x,
            Self::Negative => -x,
        }
    }
}

impl Indicator {
    /// A variable of which more is better, without any choice of its own.
    pub const fn new(variable: VariableId) -> Self {
        Self {
            variable,
            direction: Direction::Positive,
            lag: 0,
            denominator: None,
            lo: None,
            hi: None,
            target: None,
            imputation: None,
            treatment: None,
            normalisation: None,
        }
    }
}

fn yes() -> bool {
    true
}

fn one() -> f64 {
    1.0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for this signature"
)]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for this signature"
)]
fn is_yes(value: &bool) -> bool {
    *value
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for this signature"
)]
fn is_no(value: &bool) -> bool {
    !*value
}

impl Framework {
    /// Every node from the root down, parents before children, siblings in order.
    pub fn nodes(&self) -> Vec<&Node> {
        let mut all = Vec::new();
        self.root.collect(&mut all);
        all
    }

    /// The node of an id.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes().into_iter().find(|node| node.id == id)
    }

    /// The node of an id, to change it.
    pub fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.root.find_mut(id)
    }

    /// The aggregate that has this node as a child.
    pub fn parent_of(&self, id: NodeId) -> Option<&Node> {
        self.nodes()
            .into_iter()
            .find(|node| node.children().iter().any(|child| child.id == id))
    }

    /// The path of names from below the root down to the node, joined by `/`.
    pub fn path_of(&self, id: NodeId) -> String {
        let mut names = Vec::new();
        let mut at = self.node(id);
        while let Some(node) = at
            && node.id != self.root.id
        {
            names.push(node.name.as_str());
            at = self.parent_of(node.id);
        }
        names.reverse();
        names.join("/")
    }
}

impl Node {
    /// The children of an aggregate; none of an indicator.
    pub fn children(&self) -> &[Self] {
        match &self.kind {
            NodeKind::Aggregate(aggregate) => &aggregate.children,
            NodeKind::Indicator(_) => &[],
        }
    }

    /// The leaf's own part, if this is one.
    pub fn indicator(&self) -> Option<&Indicator> {
        match &self.kind {
            NodeKind::Indicator(indicator) => Some(indicator),
            NodeKind::Aggregate(_) => None,
        }
    }

    /// Whether it replaces a choice that the method makes for the whole index.
    pub fn has_own_choices(&self) -> bool {
        match &self.kind {
            NodeKind::Aggregate(it) => {
                it.weighting.is_some() || it.aggregation.is_some() || it.min_availability.is_some()
            }
            NodeKind::Indicator(it) => {
                it.imputation.is_some() || it.treatment.is_some() || it.normalisation.is_some()
            }
        }
    }

    /// 1 for an indicator, else one more than the highest child.
    pub fn level(&self) -> usize {
        1 + self.children().iter().map(Self::level).max().unwrap_or(0)
    }

    fn collect<'a>(&'a self, all: &mut Vec<&'a Self>) {
        all.push(self);
        for child in self.children() {
            child.collect(all);
        }
    }

    fn find_mut(&mut self, id: NodeId) -> Option<&mut Self> {
        if self.id == id {
            return Some(self);
        }
        match &mut self.kind {
            NodeKind::Aggregate(aggregate) => aggregate
                .children
                .iter_mut()
                .find_map(|child| child.find_mut(id)),
            NodeKind::Indicator(_) => None,
        }
    }
}
