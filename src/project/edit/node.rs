//! Choices of a single node.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ChoiceError, EditError, data::refuse_errors, dataset_mut, finite, framework, setup};
use crate::{
    engine::{
        Aggregate, Denominator, Direction, ExpertJudgements, ExpertWeights, Imputation, Indicator,
        Judgement, Node, NodeId, NodeKind, Treatment,
    },
    import::{ExpertSheet, JudgementBlock, JudgementSheet},
    project::{Dataset, DatasetId, Document, LookupError, find_node},
};

/// One choice of a node; none takes it back where there is an index-wide one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "choice", content = "to", rename_all = "kebab-case")]
pub enum NodeChoice {
    /// Whether more is better: of an indicator, or of an aggregate for its parent.
    Direction(Direction),
    /// How many periods the data lie before the index.
    Lag(u32),
    /// What values are divided by.
    Denominator(Option<Denominator>),
    /// How gaps are filled.
    Imputation(Option<Imputation>),
    /// What is done about outliers.
    Treatment(Option<Treatment>),
    /// The least share (0 to 1) of the weight that available children must carry.
    MinAvailability(Option<f64>),
    /// How important experts judge the children.
    Judgements(Vec<ExpertJudgements>),
    /// The weights that experts give the children.
    Opinions(Vec<ExpertWeights>),
}

pub(super) fn choose(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    choice: &NodeChoice,
) -> Result<(), EditError> {
    check(dataset_mut(document, dataset)?, choice)?;
    let dataset = dataset_mut(document, dataset)?;
    let node = framework::node_mut(dataset, node)?;
    match (&mut node.kind, choice.clone()) {
        (NodeKind::Indicator(indicator), choice) => choose_of_indicator(indicator, choice)?,
        (NodeKind::Aggregate(aggregate), choice) => choose_of_aggregate(aggregate, choice)?,
    }
    // Experts may have been asked about what is gone since.
    framework::forget_gone(dataset);
    Ok(())
}

fn choose_of_indicator(indicator: &mut Indicator, choice: NodeChoice) -> Result<(), EditError> {
    match choice {
        NodeChoice::Direction(direction) => indicator.direction = direction,
        NodeChoice::Lag(lag) => indicator.lag = lag,
        NodeChoice::Denominator(denominator) => indicator.denominator = denominator,
        NodeChoice::Imputation(imputation) => indicator.imputation = imputation,
        NodeChoice::Treatment(treatment) => indicator.treatment = treatment,
        NodeChoice::MinAvailability(_) | NodeChoice::Judgements(_) | NodeChoice::Opinions(_) => {
            return Err(EditError::NoNode);
        }
    }
    Ok(())
}

fn choose_of_aggregate(aggregate: &mut Aggregate, choice: NodeChoice) -> Result<(), EditError> {
    match choice {
        NodeChoice::Direction(direction) => aggregate.direction = direction,
        NodeChoice::MinAvailability(share) => aggregate.min_availability = share,
        NodeChoice::Judgements(judgements) => aggregate.judgements = judgements,
        NodeChoice::Opinions(opinions) => aggregate.opinions = opinions,
        NodeChoice::Lag(_)
        | NodeChoice::Denominator(_)
        | NodeChoice::Imputation(_)
        | NodeChoice::Treatment(_) => return Err(EditError::NoNode),
    }
    Ok(())
}

/// What a document must never hold.
fn check(dataset: &Dataset, choice: &NodeChoice) -> Result<(), EditError> {
    match choice {
        NodeChoice::Denominator(Some(denominator)) => {
            if dataset.variable(denominator.variable).is_none() {
                return Err(EditError::NoVariable);
            }
            finite(Some(denominator.per))?;
            let fits = denominator.per > 0.0;
            let number = denominator.per;
            let refused = ChoiceError::NotPositive { number };
            fits.then_some(()).ok_or(refused.into())
        }
        NodeChoice::Imputation(Some(imputation)) => setup::check_imputation(dataset, imputation),
        NodeChoice::Treatment(Some(treatment)) => setup::check_treatment(treatment),
        NodeChoice::MinAvailability(Some(share)) => setup::check_share(*share),
        NodeChoice::Judgements(experts) => {
            let mut values = experts.iter().flat_map(|it| &it.pairs).map(|it| it.value);
            let wrong = values.find(|value| !(value.is_finite() && *value > 0.0));
            wrong.map_or(Ok(()), |number| {
                Err(ChoiceError::NotPositive { number }.into())
            })
        }
        NodeChoice::Opinions(experts) => {
            let mut values = experts.iter().flat_map(|it| it.weights.values().copied());
            let wrong = values.find(|value| !(value.is_finite() && *value >= 0.0));
            wrong.map_or(Ok(()), |weight| Err(EditError::WeightNegative { weight }))
        }
        _ => Ok(()),
    }
}

/// Takes judgement matrices in: those of an aggregate replace the ones it has.
pub(super) fn take_judgements(
    document: &mut Document,
    dataset: DatasetId,
    sheet: &JudgementSheet,
) -> Result<(), EditError> {
    refuse_errors(&sheet.findings)?;
    let dataset = dataset_mut(document, dataset)?;
    let mut taken: Vec<(NodeId, Vec<ExpertJudgements>)> = Vec::new();
    for block in &sheet.blocks {
        let (parent, pairs) = tied(dataset, block)?;
        let at = taken.iter().position(|(node, _)| *node == parent);
        let at = at.unwrap_or_else(|| {
            taken.push((parent, Vec::new()));
            taken.len() - 1
        });
        if let Some((_, experts)) = taken.get_mut(at) {
            // Experts without a name are told apart by their number.
            let number = (experts.len() + 1).to_string();
            let expert = block.expert.clone().unwrap_or(number);
            experts.push(ExpertJudgements { expert, pairs });
        }
    }
    for (node, experts) in taken {
        framework::aggregate_mut(dataset, node)?.judgements = experts;
    }
    Ok(())
}

/// The aggregate that a matrix is about, and its judgements about nodes.
fn tied(dataset: &Dataset, block: &JudgementBlock) -> Result<(NodeId, Vec<Judgement>), EditError> {
    let tree = dataset.framework.as_ref().ok_or(EditError::NoFramework)?;
    let parent = find_node(tree, &block.parent).map_err(ChoiceError::NodeName)?;
    let children = tree.node(parent).map(Node::children);
    let child = |name: &String| {
        let of_parent = children.into_iter().flatten();
        let found = of_parent.filter(|it| it.code == *name || it.name == *name);
        let found: Vec<NodeId> = found.map(|it| it.id).collect();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(EditError::from(ChoiceError::NotAChild {
                parent: block.parent.clone(),
                name: name.clone(),
            })),
            _ => {
                let name = name.clone();
                Err(ChoiceError::NodeName(LookupError::Ambiguous { name }).into())
            }
        }
    };
    let items: Vec<NodeId> = block.items.iter().map(child).collect::<Result<_, _>>()?;
    let pairs = block.pairs.iter().filter_map(|&(row, column, value)| {
        Some(Judgement {
            node: *items.get(row)?,
            than: *items.get(column)?,
            value,
        })
    });
    Ok((parent, pairs.collect()))
}

/// Takes experts' weights in, in place of those that are there.
pub(super) fn take_opinions(
    document: &mut Document,
    dataset: DatasetId,
    sheet: &ExpertSheet,
) -> Result<(), EditError> {
    refuse_errors(&sheet.findings)?;
    let dataset = dataset_mut(document, dataset)?;
    let tree = dataset.framework.clone().ok_or(EditError::NoFramework)?;
    let mut taken: Vec<(NodeId, Vec<ExpertWeights>)> = Vec::new();
    for row in &sheet.rows {
        let child = find_node(&tree, &row.node).map_err(ChoiceError::NodeName)?;
        let parent = tree.parent_of(child).ok_or(EditError::RootStays)?.id;
        let at = taken.iter().position(|(node, _)| *node == parent);
        let at = at.unwrap_or_else(|| {
            let blank = |expert: &String| ExpertWeights {
                expert: expert.clone(),
                ..ExpertWeights::default()
            };
            taken.push((parent, sheet.experts.iter().map(blank).collect()));
            taken.len() - 1
        });
        let experts = taken.get_mut(at).into_iter().flat_map(|it| &mut it.1);
        for (expert, weight) in experts.zip(&row.weights) {
            if let Some(weight) = *weight {
                expert.weights.insert(child, weight);
            }
        }
    }
    let framework = dataset.framework.as_mut().map(Arc::make_mut);
    let framework = framework.ok_or(EditError::NoFramework)?;
    for (node, mut experts) in taken {
        experts.retain(|expert| !expert.weights.is_empty());
        if let Some(NodeKind::Aggregate(aggregate)) =
            framework.node_mut(node).map(|node| &mut node.kind)
        {
            aggregate.opinions = experts;
        }
    }
    Ok(())
}
