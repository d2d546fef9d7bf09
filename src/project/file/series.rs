//! The values of one variable as text: a row a unit, a column a period; empty is missing.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::{
    engine::{Column, Panel, Period, UnitId, VariableId},
    project::{Dataset, DatasetId},
};

/// The name of the part that holds a variable's values.
pub(super) fn part_of(dataset: DatasetId, variable: VariableId) -> String {
    format!("panel/{}/{}.csv", dataset.0, variable.0)
}

/// Whether this is the name of such a part.
pub(super) fn is_part(name: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().is_ok();
    let inside = name
        .strip_prefix("panel/")
        .and_then(|it| it.strip_suffix(".csv"));
    inside
        .and_then(|it| it.split_once('/'))
        .is_some_and(|(dataset, variable)| number(dataset) && number(variable))
}

/// The values of a variable as text, exactly.
pub(super) fn write(panel: &Panel, variable: VariableId) -> Result<Vec<u8>, String> {
    let series: Vec<(&Period, &Column)> = panel.series(variable).into_iter().flatten().collect();
    // Only the names of periods can need quotes.
    let mut header = csv::Writer::from_writer(Vec::new());
    let names = series.iter().map(|(period, _)| period.to_string());
    header
        .write_record(std::iter::once("unit".to_owned()).chain(names))
        .map_err(|error| error.to_string())?;
    let header = header.into_inner().map_err(|error| error.to_string())?;
    let mut text = String::from_utf8(header).map_err(|error| error.to_string())?;
    text.reserve(panel.rows().len() * (8 + series.len() * 19));
    for (row, unit) in panel.rows().iter().enumerate() {
        write!(text, "{}", unit.0).ok(); // Writing to a String cannot fail.
        for (_, column) in &series {
            text.push(',');
            if let Some(number) = column.get(row) {
                write!(text, "{number}").ok();
            }
        }
        text.push('\n');
    }
    Ok(text.into_bytes())
}

/// The values that a text holds, and what is wrong with it from some row on.
pub(super) struct Told {
    /// In the order of the text.
    pub(super) columns: Vec<(Period, Column)>,
    /// How many rows were understood.
    pub(super) rows: usize,
    /// What is wrong with the row after those.
    pub(super) wrong: Option<String>,
}

/// Reads such a text. `panel` knows the rows.
pub(super) fn read(panel: &Panel, bytes: &[u8]) -> Result<Vec<(Period, Column)>, String> {
    let told = read_as_far_as_possible(panel, bytes)?;
    told.wrong.map_or(Ok(told.columns), Err)
}

/// The same, up to the first row that cannot be understood.
pub(super) fn read_as_far_as_possible(panel: &Panel, bytes: &[u8]) -> Result<Told, String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(|error| error.to_string())?;
    let names = header.iter().skip(1);
    let periods: Vec<Period> = names.map(|it| Period::from(it.to_owned())).collect();
    if let Some(twice) = repeated(&periods) {
        return Err(format!("{twice} stands twice"));
    }
    let mut columns = vec![vec![None; panel.rows().len()]; periods.len()];
    let mut met = vec![false; panel.rows().len()];
    let (mut record, mut rows) = (csv::StringRecord::new(), 0);
    let wrong = loop {
        match reader.read_record(&mut record) {
            Ok(true) => match read_row(panel, &record, &mut columns, &mut met) {
                Ok(()) => rows += 1,
                Err(wrong) => break Some(wrong),
            },
            Ok(false) => break None,
            Err(error) => break Some(error.to_string()),
        }
    };
    let columns = columns.into_iter().map(Column::from);
    Ok(Told {
        columns: periods.into_iter().zip(columns).collect(),
        rows,
        wrong,
    })
}

/// The first period that stands more than once.
fn repeated(periods: &[Period]) -> Option<&Period> {
    let mut known = BTreeSet::new();
    periods.iter().find(|it| !known.insert(*it))
}

fn read_row(
    panel: &Panel,
    record: &csv::StringRecord,
    columns: &mut [Vec<Option<f64>>],
    met: &mut [bool],
) -> Result<(), String> {
    let unit = record.get(0).and_then(|id| id.parse().ok()).map(UnitId);
    let row = unit.and_then(|unit| panel.row_of(unit));
    let row = row.ok_or("a row of no unit")?;
    if met
        .get_mut(row)
        .is_some_and(|it| std::mem::replace(it, true))
    {
        return Err("a second row of a unit".to_owned());
    }
    let cells = record.iter().skip(1);
    for (column, cell) in columns
        .iter_mut()
        .zip(cells)
        .filter(|(_, it)| !it.is_empty())
    {
        // What is too large for a number would count as missing.
        let number = cell.parse().ok().filter(|it: &f64| it.is_finite());
        let number = number.ok_or_else(|| format!("{cell:?} is no number"))?;
        if let Some(slot) = column.get_mut(row) {
            *slot = Some(number);
        }
    }
    Ok(())
}

/// Whether what was read is what was written; a column that ends early equals one that is missing
/// from there on.
pub(super) fn is_same(read: &[(Period, Column)], series: &BTreeMap<Period, Column>) -> bool {
    let same = |a: &Column, b: &Column| {
        (0..a.len().max(b.len())).all(|row| {
            let bits = |it: &Column| it.get(row).map(f64::to_bits);
            bits(a) == bits(b)
        })
    };
    read.len() == series.len()
        && read
            .iter()
            .zip(series)
            .all(|((p, a), (q, b))| p == q && same(a, b))
}

/// Whether a variable's values are the very same in two moments of a dataset, told by what the two
/// share. `rows` says whether their rows are the same.
pub(super) fn is_shared(now: &Dataset, then: &Dataset, variable: VariableId) -> bool {
    match (now.panel.series(variable), then.panel.series(variable)) {
        (Some(now), Some(then)) => std::ptr::eq(now, then),
        _ => false,
    }
}
