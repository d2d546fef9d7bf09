//! What the readers of a document rely on and a damaged file could break.

use crate::project::{Dataset, Document, edit::DEEPEST};

/// What is wrong with a document, if anything is.
pub(super) fn check(document: &Document) -> Result<(), &'static str> {
    if document.datasets.is_empty() {
        return Err("no dataset");
    }
    let mut ids: Vec<u32> = document
        .datasets
        .iter()
        .map(|dataset| dataset.id.0)
        .collect();
    for dataset in &document.datasets {
        ids.extend(dataset.units.iter().map(|unit| unit.id.0));
        ids.extend(dataset.variables.iter().map(|variable| variable.id.0));
        ids.extend(dataset.scenarios.iter().map(|scenario| scenario.id.0));
        ids.extend(dataset.views.iter().map(|view| view.id.0));
        ids.extend(dataset.vintages.iter().map(|vintage| vintage.id.0));
        ids.extend(dataset.relations.iter().map(|relation| relation.id.0));
        if !dataset.vintages.iter().all(|it| it.figures.is_whole()) {
            return Err("a vintage has not one place for each unit");
        }
        let Some(framework) = &dataset.framework else {
            continue;
        };
        if framework.root.level() > DEEPEST {
            return Err("the framework is too deep");
        }
        if framework.root.indicator().is_some() {
            return Err("the index is an indicator");
        }
        let nodes = framework.nodes();
        let tied = |id| dataset.variable(id).is_some();
        if !nodes
            .iter()
            .filter_map(|node| node.indicator())
            .all(|it| tied(it.variable))
        {
            return Err("an indicator reads no variable");
        }
        ids.extend(nodes.iter().map(|node| node.id.0));
    }
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err("two things have the same id");
    }
    if ids.last().is_some_and(|&last| !document.ids.is_above(last)) {
        return Err("ids would be given twice");
    }
    Ok(())
}

/// What of a dataset's panel a project file could not hold, if anything.
pub(super) fn check_panel(dataset: &Dataset) -> Result<(), &'static str> {
    let units = dataset.units.iter().map(|unit| unit.id);
    if !units.eq(dataset.panel.rows().iter().copied()) {
        return Err("the rows are not the units");
    }
    if !dataset.relations.iter().all(|it| it.list.is_whole()) {
        return Err("edges of a relation do not fit together");
    }
    let mut variables = dataset.panel.variables();
    if !variables.all(|it| dataset.variable(it).is_some()) {
        return Err("values of no variable");
    }
    Ok(())
}
