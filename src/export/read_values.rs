//! The values of recognised tables, one a row.

use super::tidy::Lines;
use crate::import::{CellAt, Table};

/// `sheet,table,unit,indicator,measure,period,value,cell`: every cell of tables that were recognised in a
/// file, also the empty ones. Tables are numbered from 1 within their sheet; numbers stand in their
/// shortest form that reads back to the same bits.
pub fn table_values_csv<'a>(tables: impl IntoIterator<Item = &'a Table>) -> Vec<u8> {
    let mut sheet = Lines::new(&[
        "sheet",
        "table",
        "unit",
        "indicator",
        "measure",
        "period",
        "value",
        "cell",
    ]);
    let mut numbers: Vec<(&str, usize)> = Vec::new();
    for table in tables {
        let before = numbers.iter().filter(|(name, _)| *name == table.sheet);
        let number = before.count() + 1;
        numbers.push((&table.sheet, number));
        let number = number.to_string();
        for (at, row) in table.rows.iter().enumerate() {
            let period = row.period.as_ref().map(ToString::to_string);
            let period = period.unwrap_or_default();
            for column in &table.columns {
                let value = column.values.get(at).copied().flatten();
                let value = value.map(|value| value.to_string()).unwrap_or_default();
                let cell = CellAt {
                    row: row.row,
                    column: column.column,
                };
                let measure = column.measure.as_deref().unwrap_or_default();
                sheet.write(&[
                    &table.sheet,
                    &number,
                    &row.unit,
                    &column.name,
                    measure,
                    &period,
                    &value,
                    &cell.to_string(),
                ]);
            }
        }
    }
    sheet.finish()
}
