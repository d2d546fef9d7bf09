//! The values of recognised tables, one a row.

use super::tidy::Lines;
use crate::import::{
    CellAt, Table,
    sheet_map::{MappedTable, observations},
};

/// A table whose values are written.
#[derive(Clone, Copy, Debug)]
pub enum ValuesOf<'a> {
    /// A plain table, the only one of its sheet.
    Plain(&'a Table),
    /// A table that was understood.
    Mapped {
        /// The sheet's name; empty for a text file.
        sheet: &'a str,
        /// Its number on the sheet, from 1.
        number: usize,
        /// The table.
        table: &'a MappedTable,
    },
}

/// `sheet,table,unit,indicator,measure,period,value,cell`: every cell of tables that were recognised in a
/// file, also the empty ones. Numbers stand in their shortest form that reads back to the same bits.
pub fn table_values_csv<'a>(tables: impl IntoIterator<Item = ValuesOf<'a>>) -> Vec<u8> {
    let mut lines = Lines::new(&[
        "sheet",
        "table",
        "unit",
        "indicator",
        "measure",
        "period",
        "value",
        "cell",
    ]);
    for table in tables {
        match table {
            ValuesOf::Plain(table) => plain(&mut lines, table),
            ValuesOf::Mapped {
                sheet,
                number,
                table,
            } => mapped(&mut lines, sheet, number, table),
        }
    }
    lines.finish()
}

fn plain(lines: &mut Lines, table: &Table) {
    for (at, row) in table.rows.iter().enumerate() {
        let period = row.period.as_ref().map(ToString::to_string);
        for column in &table.columns {
            let cell = CellAt {
                row: row.row,
                column: column.column,
            };
            lines.write(&[
                &table.sheet,
                "1",
                &row.unit,
                &column.name,
                column.measure.as_deref().unwrap_or_default(),
                period.as_deref().unwrap_or_default(),
                &number(column.values.get(at).copied().flatten()),
                &cell.to_string(),
            ]);
        }
    }
}

fn mapped(lines: &mut Lines, sheet: &str, place: usize, table: &MappedTable) {
    let place = place.to_string();
    for seen in observations(table) {
        lines.write(&[
            sheet,
            &place,
            &seen.unit,
            &seen.indicator,
            seen.measure.as_deref().unwrap_or_default(),
            &seen.period.to_string(),
            &number(seen.value),
            &seen.cell.to_string(),
        ]);
    }
}

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
