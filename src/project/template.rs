//! A framework to begin with: what is left of a project without its units and values.

use std::sync::Arc;

use super::Document;
use crate::engine::{Method, Node, NodeKind, Normalisation};

/// A project with the variables, framework, method and tiers of another, and none of its units or of
/// what was made from them. Choices that named units name none.
#[must_use]
pub fn template(from: &Document, title: &str) -> Document {
    let mut document = Document::new(title);
    let Some((of, target)) = from.main().zip(document.datasets.first_mut()) else {
        return document;
    };
    let dataset = Arc::make_mut(target);
    dataset.id = of.id;
    dataset.name.clone_from(&of.name);
    dataset.variables = Arc::clone(&of.variables);
    dataset.tiers.clone_from(&of.tiers);
    let mut method = of.method.as_ref().clone();
    without_units(&mut method);
    dataset.method = Arc::new(method);
    dataset.framework = of.framework.as_ref().map(|framework| {
        let mut framework = framework.as_ref().clone();
        nodes_without_units(&mut framework.root);
        Arc::new(framework)
    });
    document.ids = from.ids;
    document.style = Arc::clone(&from.style);
    document
}

fn without_units(method: &mut Method) {
    if let Some(screen) = &mut method.screen {
        screen.force_in.clear();
        screen.force_out.clear();
    }
    without_reference(&mut method.normalisation);
}

fn nodes_without_units(node: &mut Node) {
    match &mut node.kind {
        NodeKind::Aggregate(aggregate) => {
            aggregate.children.iter_mut().for_each(nodes_without_units);
        }
        NodeKind::Indicator(indicator) => {
            if let Some(own) = &mut indicator.normalisation {
                without_reference(own);
            }
        }
    }
}

fn without_reference(normalisation: &mut Normalisation) {
    if let Normalisation::DistanceUnit { unit, .. } = normalisation {
        *unit = None;
    }
}
