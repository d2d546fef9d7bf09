//! Relation sheets that are one relation: a sheet or a file a period.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{AttributeBuilder, EdgeList, RelationForm, RelationRole, RelationTable};
use crate::{
    engine::{EdgesBuilder, Period},
    import::{
        Finding, Problem,
        gather::{GatherProblem, bare_stem, period_hints, without_years},
        sheet_map::{Evidence, Guess},
        words,
    },
};

/// At least this share of the nodes of two matrices, counted together, are in both, or they are no series.
const SAME_NODES: f64 = 0.6;

/// A sheet that a relation was joined of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RelationPart {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty for a text file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// How many edges come from it; they follow those of the parts before it.
    pub edges: usize,
}

/// Relation sheets that are one relation.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationSeries {
    /// Their places among the sheets given, each with the period proposed for edges that tell none of
    /// their own; none where its edges tell theirs, or nothing does.
    pub parts: Vec<(usize, Option<Guess<Period>>)>,
    /// What the relation is called: what titles, sheets or files have in common beside their years.
    pub name: String,
    /// Whether its edges have a direction: they do where those of one sheet do.
    pub directed: Option<bool>,
    /// What is not certain.
    pub findings: Vec<Finding>,
}

/// Finds the relations that several sheets tell a period each. Sheets are of one relation if they lie
/// alike, with the same columns or mostly the same nodes and no two measures, and each tells other
/// periods. A sheet that belongs to none is in no answer.
pub fn series(sheets: &[&RelationTable]) -> Vec<RelationSeries> {
    let mut groups: Vec<Vec<(usize, &RelationTable)>> = Vec::new();
    for (place, sheet) in sheets.iter().enumerate() {
        let fits = |group: &&mut Vec<(usize, &RelationTable)>| {
            group.iter().all(|(_, it)| are_alike(it, sheet))
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push((place, sheet)),
            None => groups.push(vec![(place, sheet)]),
        }
    }
    let several = groups.iter().filter(|it| it.len() > 1);
    several.filter_map(|group| of_group(group)).collect()
}

fn are_alike(a: &RelationTable, b: &RelationTable) -> bool {
    let measures = match (&a.measure, &b.measure) {
        (Some(a), Some(b)) => words::key(a) == words::key(b),
        _ => true,
    };
    if a.form != b.form || is_dated(a) != is_dated(b) || !measures {
        return false;
    }
    match a.form {
        RelationForm::List => columns(a) == columns(b),
        RelationForm::Matrix => {
            let nodes = |it: &RelationTable| -> BTreeSet<String> {
                let nodes = it.list.edges.nodes().iter();
                nodes.map(|it| words::key(it)).collect()
            };
            let (a, b) = (nodes(a), nodes(b));
            let both = a.intersection(&b).count();
            2.0 * both as f64 >= SAME_NODES * (a.len() + b.len()) as f64
        }
    }
}

/// The headers of a list with what they tell.
fn columns(table: &RelationTable) -> BTreeSet<(String, RelationRole)> {
    let columns = table.columns.iter();
    columns.map(|it| (words::key(&it.name), it.role)).collect()
}

/// Whether its columns tell its periods.
fn is_dated(table: &RelationTable) -> bool {
    let mut columns = table.columns.iter();
    columns.any(|it| it.role == RelationRole::Period || it.period.is_some())
}

fn of_group(group: &[(usize, &RelationTable)]) -> Option<RelationSeries> {
    let tables = || group.iter().map(|it| it.1);
    let dated = tables().all(is_dated);
    let periods: Vec<Option<Guess<Period>>> = if dated {
        vec![None; group.len()]
    } else {
        let texts: Vec<_> = tables()
            .map(|it| (it.title.as_str(), it.sheet.as_str(), it.file.as_str()))
            .collect();
        period_hints(&texts)
    };
    let told = periods.iter().flatten().count();
    let is_told = if dated {
        are_apart(tables())
    } else {
        // Sheets that mostly tell no period are as likely relations of other kinds.
        told > 1 && told * 2 >= group.len()
    };
    let directed: Vec<Option<bool>> = tables().map(|it| it.directed).collect();
    is_told.then(|| RelationSeries {
        findings: doubts(group, &periods, dated),
        parts: group.iter().map(|it| it.0).zip(periods).collect(),
        name: name(&tables().collect::<Vec<_>>()),
        directed: if directed.contains(&Some(true)) {
            Some(true)
        } else if directed.contains(&None) {
            None
        } else {
            Some(false)
        },
    })
}

/// Whether each of dated sheets tells other periods than those before.
fn are_apart<'a>(tables: impl Iterator<Item = &'a RelationTable>) -> bool {
    let mut known = BTreeSet::new();
    let mut tables = tables;
    tables.all(|it| {
        let periods = it.list.edges.periods();
        periods.into_iter().all(|it| known.insert(it))
    })
}

/// Sheets whose period nothing tells, or that tell the period of another one.
fn doubts(
    group: &[(usize, &RelationTable)],
    periods: &[Option<Guess<Period>>],
    dated: bool,
) -> Vec<Finding> {
    if dated {
        return Vec::new();
    }
    let mut first: BTreeMap<&Period, &RelationTable> = BTreeMap::new();
    let mut findings = Vec::new();
    for ((_, table), period) in group.iter().zip(periods) {
        let other = period.as_ref().and_then(|it| first.get(&it.value));
        let problem = match (period, other) {
            (None, _) => Some(GatherProblem::NothingTold { unit: false }),
            (Some(period), Some(other)) => Some(GatherProblem::SaidTwice {
                said: period.value.to_string(),
                other_file: other.file.clone(),
                other_sheet: other.sheet.clone(),
            }),
            (Some(period), None) => {
                first.insert(&period.value, table);
                None
            }
        };
        findings.extend(problem.map(|problem| Finding {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            at: None,
            problem: Problem::Gather(problem),
        }));
    }
    findings
}

/// Sheets of one relation that tell the period of one before them, where each is of one period.
pub fn told_twice(tables: &[&RelationTable]) -> Vec<Finding> {
    let group: Vec<(usize, &RelationTable)> = tables.iter().copied().enumerate().collect();
    let periods = tables.iter().map(|it| {
        let period = it.list.edges.periods().into_iter().next()?;
        (period != Period::Undated).then(|| Guess::off(period, Evidence::Said, 1.0))
    });
    let periods: Vec<_> = periods.collect();
    doubts(&group, &periods, tables.iter().any(|it| is_dated(it)))
}

/// What titles, else sheets, else files have in common beside their years.
fn name(tables: &[&RelationTable]) -> String {
    let common = |of: &dyn Fn(&RelationTable) -> String| {
        let mut names = tables.iter().map(|it| of(it));
        let first = names.next().filter(|it| !it.is_empty())?;
        let short = first.chars().count() <= 40;
        (short && names.all(|it| it == first)).then_some(first)
    };
    common(&|it| without_years(&words::clean(&it.title)))
        .or_else(|| common(&|it| without_years(&words::clean(&it.sheet))))
        .or_else(|| common(&|it| bare_stem(&it.file)))
        .or_else(|| tables.first().map(|it| it.name()))
        .unwrap_or_default()
}

impl RelationTable {
    /// The sheets it was joined of; itself where it is of one.
    fn own_parts(&self) -> Vec<RelationPart> {
        if !self.parts.is_empty() {
            return self.parts.clone();
        }
        vec![RelationPart {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            sha256: self.sha256.clone(),
            edges: self.list.edges.len(),
        }]
    }
}

/// Joins sheets to one relation, in their order; none if there are none. A measure, a title and a
/// direction stay where all agree.
pub fn joined(parts: &[&RelationTable]) -> Option<RelationTable> {
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() {
        return Some((*first).clone());
    }
    let mut list = Joining::default();
    let mut table = RelationTable {
        list: Arc::default(),
        parts: Vec::new(),
        findings: Vec::new(),
        ..(*first).clone()
    };
    for part in parts {
        list.add(&part.list);
        table.findings.extend(part.findings.iter().cloned());
        table.parts.extend(part.own_parts());
        if part.title != table.title {
            table.title.clear();
        }
        if part.directed != table.directed {
            table.directed = None;
        }
        table.measure = table.measure.or_else(|| part.measure.clone());
        table.sure &= part.sure;
    }
    table.list = Arc::new(list.done());
    Some(table)
}

/// Edges of several sheets being put together.
#[derive(Default)]
struct Joining {
    builder: EdgesBuilder,
    list: EdgeList,
    attributes: Vec<(String, AttributeBuilder)>,
}

impl Joining {
    fn add(&mut self, part: &EdgeList) {
        for attribute in &part.attributes {
            if self.attributes.iter().all(|it| it.0 != attribute.name) {
                let mut builder = AttributeBuilder::new(&attribute.name);
                // Edges of sheets before have none.
                (0..self.list.cells.len()).for_each(|_| builder.push(None));
                self.attributes.push((attribute.name.clone(), builder));
            }
        }
        for (place, (edge, cell)) in part.edges.iter().zip(&part.cells).enumerate() {
            if !self.builder.push(&edge) {
                continue;
            }
            self.list.cells.push(*cell);
            for (name, builder) in &mut self.attributes {
                let mut of_part = part.attributes.iter();
                let found = of_part.find(|it| it.name == *name);
                builder.push(found.and_then(|it| it.get(place)));
            }
        }
        for node in part.edges.nodes() {
            self.builder.node(node);
        }
    }

    fn done(self) -> EdgeList {
        let attributes = self.attributes.into_iter();
        EdgeList {
            edges: self.builder.done(),
            attributes: attributes.map(|(_, it)| it.done()).collect(),
            ..self.list
        }
    }
}
