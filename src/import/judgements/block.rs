//! Where matrices stand on a sheet, and what is in them.

use std::collections::{BTreeMap, BTreeSet};

use super::{JudgementBlock, JudgementProblem, finding, runs::Runs};
use crate::{
    engine::weight::parse_judgement,
    import::{
        CellAt, Finding, Problem, Sheet, Value,
        number::{Reading, parse},
        words,
    },
};

/// Longer rows of names belong to other tables; far fewer siblings can be judged in pairs.
pub(super) const MOST_NAMES: u32 = 100;

/// Judgements of a pair may be off by rounding, as in the engine.
const NEARLY: f64 = 0.02;

/// Where a matrix stands.
pub(super) struct Place {
    pub(super) corner: CellAt,
    /// The names right of the corner.
    columns: Vec<(CellAt, String)>,
    /// The names below it.
    rows: Vec<(CellAt, String)>,
}

/// The matrices of a sheet, from the top.
pub(super) fn places(sheet: &Sheet) -> Vec<Place> {
    let runs = Runs::of(sheet, is_name);
    let mut places: Vec<Place> = Vec::new();
    // The last column and row of the matrix that begins in a column: of two, only the lower one can
    // hold what comes.
    let mut open: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for (number, cell) in sheet.cells.iter().enumerate() {
        let CellAt { row, column } = cell.at;
        if !matches!(cell.value, Value::Text(_)) || !runs.can_head(number) {
            continue;
        }
        let near = open.range(column.saturating_sub(MOST_NAMES)..=column);
        if near.rev().any(|(_, to)| column <= to.0 && row <= to.1) {
            continue;
        }
        if let Some(place) = Place::of(sheet, cell.at) {
            open.insert(column, place.end());
            places.push(place);
        }
    }
    places
}

impl Place {
    fn of(sheet: &Sheet, corner: CellAt) -> Option<Self> {
        name(sheet, corner)?;
        let columns = names(sheet, corner, (0, 1))?;
        let rows = names(sheet, corner, (1, 0))?;
        let place = Self {
            corner,
            columns,
            rows,
        };
        let longer = place.columns.len().max(place.rows.len());
        let keys: BTreeSet<String> = place.columns.iter().map(|it| words::key(&it.1)).collect();
        let common = place.rows.iter();
        let common = common.filter(|it| keys.contains(&words::key(&it.1)));
        let alike = 2 * common.count() >= longer;
        (alike || place.looks_judged(sheet)).then_some(place)
    }

    /// A square of judgements, though its rows are named unlike its columns.
    fn looks_judged(&self, sheet: &Sheet) -> bool {
        let square = self.columns.len() == self.rows.len() && self.rows.len() > 1;
        let even = |(i, (row, _)): (usize, &(CellAt, String))| {
            let column = self.columns.get(i).map_or(0, |it| it.0.column);
            let (row, value) = (row.row, 1.0);
            sheet
                .get(CellAt { row, column })
                .is_none_or(|it| parse_judgement(&it.text()) == Some(value))
        };
        let judged = |at: CellAt| {
            let value = sheet.get(at).map(Value::text);
            value.is_some_and(|it| parse_judgement(&it).is_some())
        };
        let places = self.rows.iter().flat_map(|(row, _)| {
            let at = move |(column, _): &(CellAt, String)| CellAt {
                row: row.row,
                column: column.column,
            };
            self.columns.iter().map(at)
        });
        square && self.rows.iter().enumerate().all(even) && places.into_iter().any(judged)
    }

    /// The last column and the last row.
    fn end(&self) -> (u32, u32) {
        let last_row = self.rows.last().map_or(0, |it| it.0.row);
        let last_column = self.columns.last().map_or(0, |it| it.0.column);
        (last_column, last_row)
    }

    /// Which of the columns has a name.
    fn column(&self, name: &str) -> Option<usize> {
        let key = words::key(name);
        self.columns.iter().position(|it| words::key(&it.1) == key)
    }
}

fn name(sheet: &Sheet, at: CellAt) -> Option<String> {
    named(sheet.get(at)?)
}

fn named(value: &Value) -> Option<String> {
    let text = words::clean(&value.text());
    let named = matches!(value, Value::Text(_) | Value::Number(_));
    (named && !text.is_empty() && !words::is_note(&text)).then_some(text)
}

fn is_name(value: &Value) -> bool {
    named(value).is_some()
}

/// The names from a corner on, up to the first blank cell; none if there are none.
fn names(sheet: &Sheet, corner: CellAt, step: (u32, u32)) -> Option<Vec<(CellAt, String)>> {
    let mut names = Vec::new();
    let mut at = corner;
    loop {
        at.row = at.row.checked_add(step.0)?;
        at.column = at.column.checked_add(step.1)?;
        let Some(name) = name(sheet, at) else {
            break;
        };
        names.push((at, name));
    }
    (!names.is_empty()).then_some(names)
}

/// What a matrix holds, and what is wrong with it.
pub(super) fn read(sheet: &Sheet, place: &Place) -> (JudgementBlock, Vec<Finding>) {
    let mut findings = Vec::new();
    let rows = paired(sheet, place, &mut findings);
    let siblings = place.columns.len();
    let mut judged = vec![vec![None; siblings]; siblings];
    for (i, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        for (j, (column, header)) in place.columns.iter().enumerate() {
            let at = CellAt {
                row: *row,
                column: column.column,
            };
            judged[i][j] = match judgement(sheet, at, header) {
                Ok(value) => value.map(|value| (at, value)),
                Err(problem) => {
                    findings.push(finding(sheet, at, problem));
                    None
                }
            };
        }
    }
    let mut block = JudgementBlock {
        parent: name(sheet, place.corner).unwrap_or_default(),
        items: place.columns.iter().map(|it| it.1.clone()).collect(),
        sheet: sheet.name.clone(),
        at: place.corner,
        ..JudgementBlock::default()
    };
    let told = check(&block.items, &rows, &judged, place, findings.len());
    findings.extend(told.into_iter().map(|(at, it)| finding(sheet, at, it)));
    for (i, row) in judged.iter().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            if let Some((_, value)) = cell
                && i != j
            {
                block.pairs.push((i, j, *value));
            }
        }
    }
    (block, findings)
}

/// The row of each column's name; names without their like are told.
fn paired(sheet: &Sheet, place: &Place, findings: &mut Vec<Finding>) -> Vec<Option<u32>> {
    let one_sided = |name: &str| {
        let name = name.to_owned();
        Problem::Judgement(JudgementProblem::OneSided { name })
    };
    for (i, (at, name)) in place.columns.iter().enumerate() {
        let first = place.column(name).filter(|first| *first < i);
        if let Some((first, _)) = first.and_then(|first| place.columns.get(first)) {
            let (column, first) = (name.clone(), *first);
            findings.push(finding(
                sheet,
                *at,
                Problem::RepeatedColumn { column, first },
            ));
        }
    }
    let mut rows: Vec<Option<(CellAt, u32)>> = vec![None; place.columns.len()];
    for (at, name) in &place.rows {
        let problem = match place.column(name).and_then(|column| rows.get_mut(column)) {
            Some(Some((first, _))) => Problem::RepeatedCode {
                code: name.clone(),
                first: *first,
            },
            Some(row) => {
                *row = Some((*at, at.row));
                continue;
            }
            None => one_sided(name),
        };
        findings.push(finding(sheet, *at, problem));
    }
    for ((at, name), row) in place.columns.iter().zip(&rows) {
        if row.is_none() {
            findings.push(finding(sheet, *at, one_sided(name)));
        }
    }
    rows.into_iter().map(|row| row.map(|it| it.1)).collect()
}

/// The judgement of a cell; none if it is blank.
fn judgement(sheet: &Sheet, at: CellAt, column: &str) -> Result<Option<f64>, Problem> {
    let Some(value) = sheet.get(at) else {
        return Ok(None);
    };
    let found = value.text();
    let number = match value {
        Value::Number(number) => Some(*number),
        Value::Date { .. } => return Err(Problem::Judgement(JudgementProblem::Date { found })),
        Value::Error(_) => return Err(Problem::ErrorCell { found }),
        Value::Text(text) if sheet.decimal_comma => parse_judgement(&text.replace(',', ".")),
        Value::Text(text) => parse_judgement(text),
        Value::Bool(_) => None,
    };
    match number {
        Some(found) if found > 0.0 => Ok(Some(found)),
        Some(found) => Err(Problem::Judgement(JudgementProblem::NotPositive { found })),
        None if parse(&found, sheet.decimal_comma) == Reading::Missing => Ok(None),
        None => Err(Problem::NotANumber {
            found,
            column: column.to_owned(),
        }),
    }
}

type Judged = Vec<Vec<Option<(CellAt, f64)>>>;

/// What contradicts the mirror or the diagonal; what is absent, unless something else is wrong.
fn check(
    items: &[String],
    rows: &[Option<u32>],
    judged: &Judged,
    place: &Place,
    wrong: usize,
) -> Vec<(CellAt, Problem)> {
    let of = |i: usize, j: usize| judged.get(i)?.get(j).copied()?;
    let mut told = Vec::new();
    for (i, name) in items.iter().enumerate() {
        if let Some((at, found)) = of(i, i)
            && found != 1.0
        {
            told.push((at, JudgementProblem::DiagonalNotOne { found }));
        }
        for (j, other) in items.iter().enumerate().skip(i + 1) {
            match (of(i, j), of(j, i)) {
                (Some((at, mirror)), Some((own, found)))
                    if (found * mirror - 1.0).abs() > NEARLY =>
                {
                    told.push((own, JudgementProblem::NotReciprocal { found, mirror, at }));
                }
                (None, None) if wrong == 0 => {
                    let column = place.columns.get(j).map_or(0, |it| it.0.column);
                    let row = rows.get(i).copied().flatten().unwrap_or_default();
                    let (name, other) = (name.clone(), other.clone());
                    let absent = JudgementProblem::Absent {
                        row: name,
                        column: other,
                    };
                    told.push((CellAt { row, column }, absent));
                }
                _ => {}
            }
        }
    }
    let problem = |(at, it)| (at, Problem::Judgement(it));
    told.into_iter().map(problem).collect()
}
