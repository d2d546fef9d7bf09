//! From a list of edges to what it says.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    EdgeList, Found, RelationColumn, RelationForm, RelationLayout, RelationMap, RelationProblem,
    RelationRole, RelationTable,
    edge_list::AttributeBuilder,
    headers::{Header, key},
    is_total, name_of, roles, stated_measure,
};
use crate::{
    engine::{Edge, EdgesBuilder, Period},
    import::{
        Book, CellAt, Finding, Problem, Sheet, TableError, Value,
        list::{ListTable, at, period, under_with},
        number::{Reading, parse},
        sheet_map::{read_period, told},
        words,
    },
};

/// Reads the list below a header.
pub(super) fn read(
    book: &Book,
    sheet: &Sheet,
    header: &Header,
    layout: &RelationLayout,
) -> Result<Found, TableError> {
    let wanted: Vec<u32> = layout.columns.iter().map(|it| it.0).collect();
    let below = header.row.saturating_add(1);
    let mut list = under_with(book, sheet, below, &wanted).unwrap_or_default();
    leave_out(&mut list, layout);
    let known = |name: &String| list.columns.iter().any(|it| key(&it.name) == key(name));
    if let Some((name, _)) = layout.roles.iter().find(|(name, _)| !known(name)) {
        return Err(TableError::NoColumn {
            file: book.file.clone(),
            sheet: sheet.name.clone(),
            name: name.clone(),
            present: list.columns.iter().map(|it| it.name.clone()).collect(),
        });
    }
    let (roles, named) = roles::roles(&list, header, layout);
    let columns = columns(&list, &roles);
    let mut table = RelationTable {
        file: book.file.clone(),
        sha256: book.sha256.clone(),
        sheet: sheet.name.clone(),
        title: title(sheet, list.header_row),
        form: RelationForm::List,
        header_row: list.header_row,
        measure: measure(sheet, &columns, list.header_row),
        directed: layout.directed.or(header.directed),
        sure: header.sure && named && list.rows.len() > 1,
        ..RelationTable::default()
    };
    table.findings.clone_from(&list.findings);
    let without = !roles.contains(&RelationRole::Weight);
    let unused = roles::unused_numbers(&list, &roles);
    if without && !unused.is_empty() {
        table.note(RelationProblem::NoWeightColumn { columns: unused });
    }
    let dated = columns.iter().any(|it| {
        it.role == RelationRole::Period || (it.role == RelationRole::Weight && it.period.is_some())
    });
    let whole = whole_period(&mut table, dated, layout);
    let mut reading = Reader::new(&list, &columns, whole);
    for row in 0..list.rows.len() {
        reading.row(row);
    }
    reading.finish(&mut table, layout);
    table.columns = columns;
    let map = RelationMap::of_list(&table, layout);
    Ok(Found { table, map })
}

/// Takes out what was said not to be read.
fn leave_out(list: &mut ListTable, layout: &RelationLayout) {
    if layout.unused.is_empty() {
        return;
    }
    list.rows.retain(|it| !layout.leaves_row(it.row));
    let columns: Vec<u32> = list.columns.iter().map(|it| it.column).collect();
    for row in &mut list.rows {
        for (column, slot) in columns.iter().zip(&mut row.cells) {
            let at = CellAt {
                row: row.row,
                column: *column,
            };
            if layout.leaves(at) {
                *slot = None;
            }
        }
    }
}

fn columns(list: &ListTable, roles: &[RelationRole]) -> Vec<RelationColumn> {
    let weights = roles.iter().filter(|it| **it == RelationRole::Weight);
    let across = weights.count() > 1;
    let columns = list.columns.iter().zip(roles);
    let columns = columns.map(|(column, role)| RelationColumn {
        column: column.column,
        name: column.name.clone(),
        measure: column.measure.clone(),
        role: *role,
        period: read_period(&column.name).filter(|_| across && *role == RelationRole::Weight),
    });
    columns.collect()
}

/// What stands above a header, but for a line that states a measure.
pub(in crate::import) fn title(sheet: &Sheet, header: u32) -> String {
    let cells = sheet.cells.iter().take_while(|it| it.at.row < header);
    let texts = cells.filter_map(|it| name_of(&it.value));
    let texts: Vec<String> = texts
        .filter(|it| stated_measure(it).is_none() && !words::is_note(it))
        .collect();
    texts.join(" ")
}

/// The measure of the weights: of their column, else as a line above states it.
fn measure(sheet: &Sheet, columns: &[RelationColumn], header: u32) -> Option<String> {
    let weight = columns.iter().find(|it| it.role == RelationRole::Weight)?;
    weight
        .measure
        .clone()
        .or_else(|| measure_above(sheet, header))
}

/// The measure that a line above a header states.
pub(super) fn measure_above(sheet: &Sheet, header: u32) -> Option<String> {
    let mut cells = sheet.cells.iter().take_while(|it| it.at.row < header);
    cells.find_map(|it| stated_measure(&it.value.text()))
}

/// The period of edges that tell none: as was said, else as title, sheet or file tell it.
pub(super) fn whole_period(
    table: &mut RelationTable,
    dated: bool,
    layout: &RelationLayout,
) -> Period {
    if let Some(period) = &layout.period {
        return period.clone();
    }
    if dated {
        return Period::Undated;
    }
    let places = [&table.title, &table.sheet, &table.file];
    let Some(period) = places.into_iter().find_map(|it| told(it).period) else {
        return Period::Undated;
    };
    table.note(RelationProblem::PeriodAssumed {
        period: period.clone(),
    });
    period
}

impl RelationTable {
    /// Notes something of the whole sheet.
    pub(super) fn note(&mut self, problem: RelationProblem) {
        self.findings.push(Finding {
            file: String::new(),
            sheet: String::new(),
            at: None,
            problem: Problem::Relation(problem),
        });
    }

    /// Notes something of cells, if there are any.
    pub(super) fn note_at(
        &mut self,
        cells: Vec<CellAt>,
        problem: impl Fn(Vec<CellAt>) -> RelationProblem,
    ) {
        if let Some(first) = cells.first().copied() {
            let problem = Problem::Relation(problem(cells));
            self.findings.push(at(first, problem));
        }
    }
}

/// What is told once of many cells.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Notice {
    NoSource,
    NoTarget,
    Total(String),
    NotAWeight(String),
    Negative,
    NoWeight,
    Repaired,
    NoPeriod(String),
    Zero,
}

/// Cells by what is told of them.
#[derive(Default)]
pub(super) struct Notices(BTreeMap<Notice, Vec<CellAt>>);

impl Notices {
    pub(super) fn add(&mut self, notice: Notice, cell: CellAt) {
        self.0.entry(notice).or_default().push(cell);
    }

    pub(super) fn tell(self, table: &mut RelationTable) {
        for (notice, cells) in self.0 {
            let count = cells.len();
            table.note_at(cells, |cells| match notice.clone() {
                Notice::NoSource => RelationProblem::NoSource { cells },
                Notice::NoTarget => RelationProblem::NoTarget { cells },
                Notice::Total(name) => RelationProblem::Total { name, cells },
                Notice::NotAWeight(text) => RelationProblem::NotAWeight { text, cells },
                Notice::Negative => RelationProblem::NegativeWeight { cells },
                Notice::NoWeight => RelationProblem::NoWeight { cells },
                Notice::Repaired => RelationProblem::WeightsRepaired { cells },
                Notice::NoPeriod(text) => RelationProblem::NoPeriod { text, cells },
                Notice::Zero => RelationProblem::ZeroCells { count },
            });
        }
    }

    /// The weight a cell holds; what is wrong with it is told.
    pub(super) fn weight(
        &mut self,
        value: &Value,
        cell: CellAt,
        decimal_comma: bool,
    ) -> Option<f64> {
        let text = value.text();
        let weight = match value {
            Value::Number(number) if number.is_finite() => *number,
            Value::Text(_) => match parse(&text, decimal_comma) {
                Reading::Missing => return None,
                Reading::Number {
                    value, repaired, ..
                } => {
                    if repaired {
                        self.add(Notice::Repaired, cell);
                    }
                    value
                }
                Reading::NotANumber => {
                    self.add(Notice::NotAWeight(words::clean(&text)), cell);
                    return None;
                }
            },
            _ => {
                self.add(Notice::NotAWeight(text), cell);
                return None;
            }
        };
        if weight < 0.0 {
            self.add(Notice::Negative, cell);
        }
        Some(weight)
    }
}

/// A list of edges being read.
struct Reader<'a> {
    list: &'a ListTable,
    columns: &'a [RelationColumn],
    whole: Period,
    builder: EdgesBuilder,
    cells: Vec<CellAt>,
    attributes: Vec<(usize, AttributeBuilder)>,
    notices: Notices,
    directions: [usize; 2],
}

/// Whether a text only marks that there is no name. `NA` and `x` may well be names.
fn is_mark(text: &str) -> bool {
    text.chars()
        .all(|it| matches!(it, '-' | '–' | '—' | '―' | '－' | '/' | '.' | '…' | '⋯'))
}

/// What a row says of its edges.
struct Row<'a> {
    place: usize,
    source: &'a str,
    target: &'a str,
    kind: Option<&'a str>,
    period: &'a Period,
}

impl<'a> Reader<'a> {
    fn new(list: &'a ListTable, columns: &'a [RelationColumn], whole: Period) -> Self {
        let kept = columns.iter().enumerate();
        let kept = kept.filter(|(_, it)| it.role == RelationRole::Attribute);
        let attributes = kept.map(|(place, it)| (place, AttributeBuilder::new(&it.name)));
        Self {
            list,
            columns,
            whole,
            builder: EdgesBuilder::default(),
            cells: Vec::new(),
            attributes: attributes.collect(),
            notices: Notices::default(),
            directions: [0, 0],
        }
    }

    fn place(&self, role: RelationRole) -> Option<usize> {
        self.columns.iter().position(|it| it.role == role)
    }

    fn value(&self, row: usize, place: usize) -> Option<&'a Value> {
        self.list.rows.get(row)?.cells.get(place)?.as_ref()
    }

    fn at(&self, row: usize, place: usize) -> CellAt {
        CellAt {
            row: self.list.rows.get(row).map_or(0, |it| it.row),
            column: self.columns.get(place).map_or(0, |it| it.column),
        }
    }

    /// The name of an end; what is none is told.
    fn end(&mut self, row: usize, role: RelationRole, none: Notice) -> Option<String> {
        let place = self.place(role)?;
        let cell = self.at(row, place);
        let name = self.value(row, place).and_then(name_of);
        let Some(name) = name.filter(|it| !is_mark(it)) else {
            self.notices.add(none, cell);
            return None;
        };
        if is_total(&name) {
            self.notices.add(Notice::Total(name), cell);
            return None;
        }
        Some(name)
    }

    fn row(&mut self, row: usize) {
        let source = self.end(row, RelationRole::Source, Notice::NoSource);
        let target = self.end(row, RelationRole::Target, Notice::NoTarget);
        let (Some(source), Some(target)) = (source, target) else {
            return;
        };
        let text = |place: Option<usize>| self.value(row, place?).and_then(name_of);
        let kind = text(self.place(RelationRole::Kind));
        let direction = text(self.place(RelationRole::Direction));
        let period = self.period(row);
        if let Some(directed) = direction.and_then(|it| roles::direction(&it))
            && let Some(count) = self.directions.get_mut(usize::from(directed))
        {
            *count += 1;
        }
        let told = Row {
            place: row,
            source: &source,
            target: &target,
            kind: kind.as_deref(),
            period: &period,
        };
        self.edges(&told);
    }

    fn period(&mut self, row: usize) -> Period {
        let Some(place) = self.place(RelationRole::Period) else {
            return self.whole.clone();
        };
        let value = self.value(row, place);
        if let Some(period) = value.and_then(period) {
            return period;
        }
        let text = value.map_or_else(String::new, |it| words::clean(&it.text()));
        let cell = self.at(row, place);
        self.notices.add(Notice::NoPeriod(text), cell);
        self.whole.clone()
    }

    /// The edges of a row: one, or one for each period that has a column.
    fn edges(&mut self, row: &Row<'_>) {
        let columns = self.columns;
        let weights = columns.iter().enumerate();
        let mut weights = weights.filter(|(_, it)| it.role == RelationRole::Weight);
        let source = self.place(RelationRole::Source).unwrap_or(0);
        let (first, second) = (weights.next(), weights.next());
        let Some((place, _)) = first else {
            self.push(row, row.period, None, self.at(row.place, source));
            return;
        };
        if second.is_none() {
            let weight = self.weight(row.place, place, true);
            self.push(row, row.period, weight, self.at(row.place, source));
            return;
        }
        for (place, column) in first.into_iter().chain(second).chain(weights) {
            let cell = self.at(row.place, place);
            match self.weight(row.place, place, false) {
                // Where periods stand side by side, 0 says that there is no edge in one of them.
                Some(0.0) => self.notices.add(Notice::Zero, cell),
                Some(weight) => {
                    let period = column.period.as_ref().unwrap_or(row.period);
                    self.push(row, period, Some(weight), cell);
                }
                None => {}
            }
        }
    }

    fn weight(&mut self, row: usize, place: usize, expected: bool) -> Option<f64> {
        let cell = self.at(row, place);
        let value = self.value(row, place);
        let missing = |it: &&Value| match it {
            Value::Text(text) => !matches!(parse(text, self.list.decimal_comma), Reading::Missing),
            _ => true,
        };
        let Some(value) = value.filter(missing) else {
            if expected {
                self.notices.add(Notice::NoWeight, cell);
            }
            return None;
        };
        self.notices.weight(value, cell, self.list.decimal_comma)
    }

    fn push(&mut self, row: &Row<'_>, period: &Period, weight: Option<f64>, cell: CellAt) {
        let edge = Edge {
            source: row.source,
            target: row.target,
            kind: row.kind,
            period,
            weight,
        };
        if !self.builder.push(&edge) {
            return;
        }
        self.cells.push(cell);
        for (place, attribute) in &mut self.attributes {
            let cells = self.list.rows.get(row.place).map(|it| &it.cells);
            let value = cells.and_then(|it| it.get(*place)?.as_ref());
            let text = value.map(|it| it.text().trim().to_owned());
            attribute.push(text.as_deref());
        }
    }

    fn finish(self, table: &mut RelationTable, layout: &RelationLayout) {
        self.notices.tell(table);
        let attributes = self.attributes.into_iter();
        table.list = Arc::new(EdgeList {
            edges: self.builder.done(),
            cells: self.cells,
            attributes: attributes.map(|(_, it)| it.done()).collect(),
        });
        let [undirected, directed] = self.directions;
        if layout.directed.is_some() {
            return;
        }
        match (directed, undirected) {
            (0, 0) => {}
            (_, 0) => table.directed = Some(true),
            (0, _) => table.directed = Some(false),
            (directed, undirected) => {
                table.directed = None;
                table.note(RelationProblem::MixedDirection {
                    directed,
                    undirected,
                });
            }
        }
    }
}
