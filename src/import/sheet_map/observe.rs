//! Tables as a list of observations.

use super::{Evidence, MappedColumn, MappedRow, MappedTable, TableLayout, marks};
use crate::{
    engine::Period,
    import::{CellAt, Status},
};

/// One value with all that says what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The unit's name, cleaned; empty where nothing says it.
    pub unit: String,
    /// The indicator's name; empty where nothing says it.
    pub indicator: String,
    /// Its measure.
    pub measure: Option<String>,
    /// Its period; [`Period::Undated`] where nothing says it.
    pub period: Period,
    /// 全市, 市辖区 and the like.
    pub scope: Option<String>,
    /// The group of the unit, such as its province.
    pub group: Option<String>,
    /// The unit is a total or an aggregate.
    pub total: bool,
    /// The number; none where it is missing.
    pub value: Option<f64>,
    /// The cell.
    pub cell: CellAt,
    /// The text as it stood, where it was no plain number.
    pub raw: Option<String>,
    /// The text was read as a number that it does not plainly show.
    pub repaired: bool,
    /// How final the value is, where a mark behind it or its header says so.
    pub status: Option<Status>,
}

/// The observations of a table, row by row, missing ones too.
pub fn observations(table: &MappedTable) -> impl Iterator<Item = Observation> + '_ {
    placed(table).map(|(_, _, observation)| observation)
}

/// The same, each with the places of its row and column in the table.
pub(super) fn placed(
    table: &MappedTable,
) -> impl Iterator<Item = (usize, usize, Observation)> + '_ {
    let mut texts = table.texts.iter().peekable();
    (0..table.rows.len())
        .flat_map(|row| (0..table.columns.len()).map(move |column| (row, column)))
        .filter_map(move |(row, column)| {
            let here = |it: &super::CellText| (it.row as usize, it.column as usize);
            while texts.next_if(|it| here(it) < (row, column)).is_some() {}
            let text = texts.next_if(|it| here(it) == (row, column));
            let mut observation = observe(table, row, column)?;
            observation.raw = text.map(|it| it.raw.clone());
            observation.repaired = text.is_some_and(|it| it.repaired);
            let own = observation.raw.as_deref().and_then(Status::behind);
            observation.status = own.or(observation.status);
            Some((row, column, observation))
        })
}

fn observe(table: &MappedTable, row_place: usize, column_place: usize) -> Option<Observation> {
    let cell = table.cell(row_place, column_place)?;
    let row = table.rows.get(row_place)?;
    let column = table.columns.get(column_place)?;
    let layout = table.layout.value;
    let said = |it: &Option<super::Guess<String>>| it.as_ref().map(|it| it.value.clone());
    let (unit, indicator) = match layout {
        TableLayout::UnitsAcross => (column.name.clone(), row_name(table, row_place)),
        TableLayout::OneUnit => {
            let own = row_name(table, row_place);
            let indicator = join([own, column.name.clone()]);
            (said(&table.unit).unwrap_or_default(), indicator)
        }
        TableLayout::PeriodsDown if row.label.is_empty() => (
            said(&table.unit).unwrap_or_default(),
            column_indicator(table, column),
        ),
        _ => {
            let own = Some(column.name.clone()).filter(|it| !marks::is_value_word(it));
            let indicator = match &row.indicator {
                Some(indicator) => join([indicator.clone(), own.unwrap_or_default()]),
                None => column_indicator(table, column),
            };
            (row.label.clone(), indicator)
        }
    };
    let measure = measure_of(table, row, column);
    let period = column
        .period
        .as_ref()
        .map(|it| it.value.clone())
        .or_else(|| row.period.clone())
        .or_else(|| {
            table
                .period
                .as_ref()
                .filter(|it| !it.asked())
                .map(|it| it.value.clone())
        });
    let total = match layout {
        TableLayout::UnitsAcross => marks::is_total(&column.name),
        TableLayout::OneUnit | TableLayout::PeriodsDown => false,
        _ => row.total,
    };
    Some(Observation {
        unit,
        indicator,
        measure,
        period: period.unwrap_or(Period::Undated),
        scope: column.scope.clone().or_else(|| table.scope.clone()),
        group: row.group.clone(),
        total,
        value: table.value(row_place, column_place),
        cell,
        raw: None,
        repaired: false,
        status: column
            .levels
            .iter()
            .find_map(|it| Status::in_header(&it.raw)),
    })
}

/// The nearest measure: a row of an indicator knows better than its column, other rows do not.
fn measure_of(table: &MappedTable, row: &MappedRow, column: &MappedColumn) -> Option<String> {
    let row_first = table.layout.value.rows_are_indicators() || row.indicator.is_some();
    let by_column = column.measure.as_ref();
    let said = by_column.is_some_and(|it| it.from == Evidence::Said);
    let by_row = row.measure.as_ref();
    let of_column = by_column.map(|it| &it.value);
    let nearest = if row_first && !said {
        by_row.or(of_column)
    } else {
        of_column.or(by_row)
    };
    let of_table = || table.measure.as_ref().map(|it| &it.value);
    nearest.or_else(of_table).cloned()
}

fn column_indicator(table: &MappedTable, column: &MappedColumn) -> String {
    match &table.indicator {
        Some(indicator) if column.name.is_empty() => indicator.value.clone(),
        _ => column.name.clone(),
    }
}

/// The name of a row of an indicator, below its parents.
fn row_name(table: &MappedTable, place: usize) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut at = Some(place);
    // Nobody goes deeper; and a made-up file must not make this long.
    while let Some(row) = at.and_then(|it| table.rows.get(it))
        && parts.len() < 16
    {
        parts.push(&row.label);
        at = row.parent.map(|it| it as usize);
    }
    if let Some(group) = table.rows.get(place).and_then(|it| it.group.as_deref()) {
        parts.push(group);
    }
    join(parts.into_iter().rev().map(str::to_owned))
}

fn join(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" / ")
}
