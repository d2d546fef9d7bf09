//! The numbers of a vintage: from results, or from a published table.

use std::collections::{BTreeMap, BTreeSet};

use super::{FigureColumn, FigureUnit, Figures};
use crate::{
    engine::{Framework, NodeId, Period, Results, UnitId},
    import::{Published, PublishedColumn, PublishedUnit, index_key, names::PlaceId},
    project::{Dataset, EditError, find_node, find_unit},
};

/// The scores and ranks of the index and its sub-indices as they are now, of all periods or of some.
/// Indicators are left out: they are part of the data.
pub fn freeze(dataset: &Dataset, results: &Results, periods: Option<&[Period]>) -> Figures {
    let units = results.units.iter().map(|it| FigureUnit {
        unit: Some(it.id),
        name: dataset
            .unit(it.id)
            .map(|unit| unit.label.clone())
            .unwrap_or_default(),
    });
    let mut figures = Figures {
        units: units.collect(),
        columns: Vec::new(),
    };
    let framework = dataset.framework.as_ref();
    for node in results.nodes.iter().filter(|node| node.level > 1) {
        let name = framework.and_then(|it| it.node(node.id));
        let name = name.map(|it| it.name.clone()).unwrap_or_default();
        for (period, values) in results.periods.iter().zip(&node.periods) {
            if periods.is_some_and(|wanted| !wanted.contains(period)) {
                continue;
            }
            figures.columns.push(FigureColumn {
                node: Some(node.id),
                name: name.clone(),
                period: period.clone(),
                decimals: None,
                scores: values.scores.clone(),
                ranks: values.ranks.iter().collect(),
            });
        }
    }
    figures
}

/// Ties what a table publishes to the units and nodes of a dataset; what fits none keeps its name.
///
/// `period` is that of columns which tell none; without it they take the only one of the dataset.
pub fn tie(
    dataset: &Dataset,
    published: &Published,
    period: Option<&Period>,
) -> Result<Figures, EditError> {
    let usual = match (period, dataset.periods().as_slice()) {
        (Some(period), _) => Some(period.clone()),
        (None, [only]) => Some(only.clone()),
        (None, []) => Some(Period::Undated),
        _ => None,
    };
    let mut taken = BTreeSet::new();
    let mut columns = Vec::with_capacity(published.columns.len());
    for column in &published.columns {
        let period = column.period.clone().or_else(|| usual.clone());
        let period = period.ok_or_else(|| EditError::PeriodUnknown {
            file: published.file.clone(),
            sheet: published.sheet.clone(),
        })?;
        let framework = dataset.framework.as_ref();
        let node = framework.and_then(|it| node_of(it, column));
        // Of two columns that fit one node the first is taken for it.
        let node = node.filter(|&node| taken.insert((node, period.clone())));
        columns.push(FigureColumn {
            node,
            name: column.header.clone(),
            period,
            decimals: column.decimals,
            scores: column.scores.iter().copied().collect(),
            ranks: column.ranks.clone(),
        });
    }
    Ok(Figures {
        units: units(dataset, &published.units),
        columns,
    })
}

/// The node a column means: the index where its header says no more than score or rank; else by code,
/// name or path; else the only one whose name says the same in other words.
fn node_of(framework: &Framework, column: &PublishedColumn) -> Option<NodeId> {
    if column.name.is_empty() {
        return Some(framework.root.id);
    }
    let path = column.name.replace(" / ", "/");
    let mut by_name = [&column.header, &column.name, &path].into_iter();
    let found = by_name.find_map(|it| find_node(framework, it).ok());
    found.or_else(|| {
        let wanted = index_key(&column.header);
        let nodes = framework.nodes();
        let mut alike = nodes
            .iter()
            .filter(|node| index_key(&node.name) == wanted || index_key(&node.code) == wanted);
        match (alike.next(), alike.next()) {
            (Some(only), None) => Some(only.id),
            _ => None,
        }
    })
}

/// Units by key, label, alias or place; each once.
fn units(dataset: &Dataset, published: &[PublishedUnit]) -> Vec<FigureUnit> {
    let places: BTreeMap<&PlaceId, UnitId> = dataset
        .units
        .iter()
        .rev()
        .filter_map(|unit| Some((unit.place.as_ref()?, unit.id)))
        .collect();
    let mut taken = BTreeSet::new();
    let tied = published.iter().map(|it| {
        let by_name = find_unit(dataset, &it.key).or_else(|_| find_unit(dataset, &it.label));
        let by_name = by_name.ok().map(|unit| unit.id);
        let by_place = it.place.as_ref().and_then(|place| places.get(place));
        let unit = by_name.or(by_place.copied());
        FigureUnit {
            unit: unit.filter(|&unit| taken.insert(unit)),
            name: it.label.clone(),
        }
    });
    tied.collect()
}
