//! The rows of a table, and what is wrong with them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Layout, Table, TableColumn, TableRow, TextColumn, ValueStatus, ValueText,
    columns::{Column, Columns, Kind, Roles},
    grid::{Field, Row, Says},
};
use crate::{
    engine::Period,
    import::{CellAt, Finding, Problem, Status, Value, number::PartSign, words},
};

/// Reads the rows; the table and its findings do not know their file yet.
pub(super) fn read(columns: &Columns, roles: &Roles, body: &[&Row<'_>], layout: &Layout) -> Table {
    let mut findings = Vec::new();
    let mut table = Table {
        header: CellAt {
            row: columns.header_row,
            column: roles.unit,
        },
        ..Table::default()
    };
    sort_columns(columns, roles, &mut table, &mut findings);
    let kept = kept_rows(roles, body, layout, &mut table, &mut findings);
    for column in &mut table.columns {
        read_numbers(column, &kept, layout, &mut findings);
    }
    for column in &mut table.texts {
        let text = |row: &&Row<'_>| row.get(column.column).map_or_else(String::new, Field::name);
        column.values = kept.iter().map(text).collect();
    }
    table.statuses = statuses(&table.columns, &kept, columns);
    table.raws = raws(&table.columns, &kept);
    findings.sort_by_key(|finding: &Finding| finding.at);
    table.findings = findings;
    table
}

/// Values whose own mark, or whose header, says how final they are.
fn statuses(columns: &[TableColumn], rows: &[&Row<'_>], all: &Columns) -> Vec<ValueStatus> {
    let of_header = |column: &TableColumn| {
        let mut headers = all.all.iter();
        let header = headers.find(|it| it.at.column == column.column);
        header.and_then(|it| Status::in_header(&it.header))
    };
    let headers: Vec<Option<Status>> = columns.iter().map(of_header).collect();
    let mut found = Vec::new();
    for (row, line) in (0..).zip(rows) {
        for ((place, column), header) in (0..).zip(columns).zip(&headers) {
            let Some(field) = line.get(column.column) else {
                continue;
            };
            if !matches!(field.says, Says::Number { .. }) {
                continue;
            }
            let own = match field.value {
                Value::Text(text) => Status::behind(text),
                _ => None,
            };
            found.extend(own.or(*header).map(|status| ValueStatus {
                row,
                column: place,
                status,
            }));
        }
    }
    found
}

/// Texts that are not simply the number read from them, and those that say that there is none.
fn raws(columns: &[TableColumn], rows: &[&Row<'_>]) -> Vec<ValueText> {
    let mut found = Vec::new();
    for (row, line) in (0..).zip(rows) {
        for (place, column) in (0..).zip(columns) {
            let text = line.get(column.column).and_then(raw);
            found.extend(text.map(|text| ValueText {
                row,
                column: place,
                text: text.to_owned(),
            }));
        }
    }
    found
}

fn raw<'a>(field: &'a Field<'_>) -> Option<&'a str> {
    let Value::Text(text) = field.value else {
        return None;
    };
    let plain = |number: f64| text.trim().parse() == Ok(number);
    match field.says {
        Says::Number { number, .. } if plain(number) => None,
        Says::Number { .. } | Says::Missing => Some(text),
        _ => None,
    }
}

fn finding(at: CellAt, problem: Problem) -> Finding {
    Finding {
        file: String::new(),
        sheet: String::new(),
        at: Some(at),
        problem,
    }
}

/// Tells columns of numbers from columns of words, and leaves out what is neither.
fn sort_columns(columns: &Columns, roles: &Roles, table: &mut Table, findings: &mut Vec<Finding>) {
    let taken = |column: &&Column| {
        let it = column.at.column;
        it != roles.unit && Some(it) != roles.label && Some(it) != roles.period
    };
    let same_name = repeated_names(columns);
    let mut first: HashMap<String, CellAt> = HashMap::new();
    for column in columns.all.iter().filter(taken) {
        if column.header.is_empty() {
            if column.kind != Kind::Nothing {
                findings.push(finding(column.at, Problem::NoColumnName));
            }
            continue;
        }
        if column.is_order() {
            let column_name = column.header.clone();
            findings.push(finding(
                column.at,
                Problem::OrderColumn {
                    column: column_name,
                },
            ));
            continue;
        }
        let numbers = column.kind == Kind::Numbers && !column.is_code();
        let (bare, measure) = words::split_measure(&column.header);
        // GDP（亿元） and GDP（%） side by side are two things, and only the bracket tells them apart.
        let name = if same_name.contains(&bare) {
            column.header.clone()
        } else {
            bare
        };
        let known = words::key(&name);
        if let Some(first) = first.get(&known).copied() {
            let problem = Problem::RepeatedColumn {
                column: name,
                first,
            };
            findings.push(finding(column.at, problem));
            continue;
        }
        first.insert(known, column.at);
        let column = column.at.column;
        if numbers {
            table.columns.push(TableColumn {
                column,
                name,
                measure,
                values: Vec::new(),
            });
        } else {
            table.texts.push(TextColumn {
                column,
                name,
                values: Vec::new(),
            });
        }
    }
}

/// Names that several columns share, each with another measure.
fn repeated_names(columns: &Columns) -> HashSet<String> {
    let mut measures: BTreeMap<String, HashSet<Option<String>>> = BTreeMap::new();
    for column in &columns.all {
        let (name, measure) = words::split_measure(&column.header);
        measures.entry(name).or_default().insert(measure);
    }
    let several = measures.into_iter().filter(|(_, it)| it.len() > 1);
    several.map(|(name, _)| name).collect()
}

/// The rows that name a unit for the first time in their period.
fn kept_rows<'a, 'b>(
    roles: &Roles,
    body: &[&'a Row<'b>],
    layout: &Layout,
    table: &mut Table,
    findings: &mut Vec<Finding>,
) -> Vec<&'a Row<'b>> {
    let indicators: HashSet<u32> = table.columns.iter().map(|it| it.column).collect();
    let mut first: HashMap<(String, Option<Period>), CellAt> = HashMap::new();
    let mut kept = Vec::new();
    for row in body {
        let at = CellAt {
            row: row.row,
            column: roles.unit,
        };
        let unit = row.get(roles.unit).map_or_else(String::new, Field::name);
        if unit.is_empty() {
            let values = row.fields.iter().any(|field| {
                indicators.contains(&field.at.column) && matches!(field.says, Says::Number { .. })
            });
            if values {
                findings.push(finding(at, Problem::NoUnitName));
            }
            continue;
        }
        let stated = roles.period.and_then(|column| row.get(column));
        let period = stated.and_then(period).or_else(|| layout.period.clone());
        let key = (unit.clone(), period.clone());
        if let Some(first) = first.get(&key).copied() {
            findings.push(finding(at, Problem::RepeatedUnit { unit, first }));
            continue;
        }
        first.insert(key, at);
        let label = roles
            .label
            .and_then(|column| row.get(column))
            .map(Field::name);
        table.rows.push(TableRow {
            row: row.row,
            label: label.unwrap_or_else(|| unit.clone()),
            unit,
            period,
            ..TableRow::default()
        });
        kept.push(*row);
    }
    if let Some(column) = roles.period {
        unclear_periods(column, &table.rows, findings);
    }
    kept
}

/// What a cell of the period column says.
fn period(field: &Field<'_>) -> Option<Period> {
    let text = match field.value {
        Value::Date { iso, .. } => {
            let day = iso.get(..10)?;
            let month = iso.get(..7)?;
            // A year is stored as its first day, a month as any of its days.
            let year = day.ends_with("-01-01");
            if year { iso.get(..4)? } else { month }.to_owned()
        }
        _ if field.says == Says::Missing => return None,
        value => words::clean(&value.text())
            .chars()
            .map(words::half_width)
            .collect(),
    };
    Some(Period::from(text)).filter(|period| *period != Period::Undated)
}

/// In a column where most rows are dated, the others are worth a look.
fn unclear_periods(column: u32, rows: &[TableRow], findings: &mut Vec<Finding>) {
    let dated = |row: &&TableRow| !matches!(row.period, None | Some(Period::Label(_)));
    let count = rows.iter().filter(dated).count();
    if count * 2 <= rows.len() {
        return;
    }
    for row in rows.iter().filter(|row| !dated(row)) {
        let at = CellAt {
            row: row.row,
            column,
        };
        let period = row.period.clone().unwrap_or(Period::Undated);
        findings.push(finding(at, Problem::PeriodUnclear { period }));
    }
}

/// Fills in a column's values and its measure.
fn read_numbers(
    column: &mut TableColumn,
    rows: &[&Row<'_>],
    layout: &Layout,
    findings: &mut Vec<Finding>,
) {
    let mut signs = [0_usize; 3];
    for row in rows {
        let field = row.get(column.column);
        column.values.push(field.and_then(|field| {
            if let Says::Number { sign, .. } = field.says {
                let [plain, percent, mille] = &mut signs;
                *match sign {
                    None => plain,
                    Some(PartSign::Percent) => percent,
                    Some(PartSign::PerMille) => mille,
                } += 1;
            }
            let (value, problem) = read_cell(field, &column.name);
            findings.extend(problem.map(|problem| finding(field.at, problem)));
            value
        }));
    }
    let [plain, percent, mille] = signs;
    let sign = if percent > plain + mille {
        Some(PartSign::Percent)
    } else if mille > plain + percent {
        Some(PartSign::PerMille)
    } else {
        None
    };
    let measure = column.measure.take();
    column.measure = measure
        .or_else(|| sign.map(|sign| sign.symbol().to_owned()))
        .or_else(|| layout.measure.clone());
}

/// The value of a cell in a column of numbers, and what is to be said about it.
fn read_cell(field: &Field<'_>, column: &str) -> (Option<f64>, Option<Problem>) {
    let found = field.value.text();
    let repaired = |number| Problem::Repaired {
        found: found.clone(),
        number,
    };
    match field.says {
        Says::Number {
            number,
            repaired: told,
            ..
        } => (Some(number), told.then(|| repaired(number))),
        // A number format that looks like a date to the reader of workbooks.
        Says::Date(serial) => (Some(serial), Some(repaired(serial))),
        Says::Missing | Says::Blank => (None, None),
        Says::Error => (None, Some(Problem::ErrorCell { found })),
        Says::Word => {
            let column = column.to_owned();
            (None, Some(Problem::NotANumber { found, column }))
        }
    }
}
