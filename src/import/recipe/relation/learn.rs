//! From a relation sheet that was taken to a recipe.

use super::{KnownColumn, KnownRelation, MOST_NODES, heads::heads, period};
use crate::{
    engine::Period,
    import::{
        Book, Sheet,
        recipe::{
            RECIPE_VERSION, ReadAs, ReadingRecipe, Shape, anchor::Landmarks, facts::median, words,
        },
        relations::{RelationForm, RelationLayout, RelationTable, looked},
        sheet_map::{Correction, Role, Says, read_period},
    },
};

/// What a recipe is learnt from: a relation sheet as a person had it read.
#[derive(Clone, Copy, Debug)]
pub struct RelationLesson<'a> {
    /// What the recipe is to be called.
    pub name: &'a str,
    /// The file.
    pub book: &'a Book,
    /// What a person, or the recipe before, said of it.
    pub layout: &'a RelationLayout,
    /// What was read of it.
    pub table: &'a RelationTable,
    /// What the relation is called that it was taken into.
    pub relation: &'a str,
    /// Whether that has a direction.
    pub directed: bool,
}

impl ReadingRecipe {
    /// Learns how a relation sheet was read; none where the book has no such sheet.
    pub fn learn_relation(lesson: &RelationLesson<'_>) -> Option<Self> {
        let (book, table) = (lesson.book, lesson.table);
        let sheet = book.sheets.iter().find(|it| it.name == table.sheet)?;
        let known = KnownRelation::of(lesson, sheet);
        let columns = known.columns.iter().filter(|it| !it.dated);
        let landmarks = Landmarks::of(sheet);
        let left_out = lesson.layout.unused.iter().map(|area| {
            landmarks.anchor(&Correction {
                area: *area,
                says: Says::Role(Role::Dropped),
            })
        });
        Some(Self {
            version: RECIPE_VERSION,
            name: lesson.name.trim().to_owned(),
            file: book.file.clone(),
            sha256: book.sha256.clone(),
            shape: Shape {
                sheet: words::without_year(&sheet.name),
                title: words::only_words(&table.title),
                words: columns.map(|it| words::without_year(&it.name)).collect(),
                ..Shape::default()
            },
            header: None,
            said: left_out.collect(),
            period: period::learn(table, lesson.layout),
            unit: None,
            indicators: Vec::new(),
            units: Vec::new(),
            read_as: ReadAs::Relations(Box::new(known)),
        })
    }
}

impl KnownRelation {
    fn of(lesson: &RelationLesson<'_>, sheet: &Sheet) -> Self {
        let (table, layout) = (lesson.table, lesson.layout);
        let nodes = table.list.edges.nodes();
        Self {
            name: lesson.relation.trim().to_owned(),
            directed: lesson.directed,
            told: told(lesson),
            form: table.form,
            by_hand: table.form == RelationForm::Matrix
                && (layout.header_row.is_some() || layout.names_column.is_some()),
            header_row: table.header_row,
            columns: columns(table, sheet),
            measure: table.measure.clone(),
            size: size(table),
            nodes: if nodes.len() > MOST_NODES {
                Vec::new()
            } else {
                nodes.to_vec()
            },
        }
    }
}

/// What the sheet tells of a direction by itself.
fn told(lesson: &RelationLesson<'_>) -> Option<bool> {
    if lesson.layout.directed.is_none() {
        return lesson.table.directed;
    }
    let layout = RelationLayout {
        sheet: Some(lesson.table.sheet.clone()),
        directed: None,
        ..lesson.layout.clone()
    };
    looked(lesson.book, &layout).table.ok()?.directed
}

fn columns(table: &RelationTable, sheet: &Sheet) -> Vec<KnownColumn> {
    let heads = heads(sheet, table.header_row);
    let columns = table.columns.iter();
    let columns = columns.map(|it| {
        let head = heads.iter().find(|head| head.column == it.column);
        KnownColumn {
            name: head.map(|it| it.name.clone()).unwrap_or_default(),
            column: it.column,
            role: it.role,
            dated: it.period.is_some() && read_period(&it.name).is_some(),
        }
    });
    columns.collect()
}

/// The median of the weights without their signs, in the last period that has any.
pub(super) fn size(table: &RelationTable) -> Option<f64> {
    let edges = &table.list.edges;
    let weighed = || edges.iter().filter_map(|it| Some((it.period, it.weight?)));
    let last: Option<&Period> = weighed().map(|it| it.0).max();
    let weights = weighed().filter(|it| Some(it.0) == last);
    median(weights.map(|it| it.1.abs()).collect())
}
