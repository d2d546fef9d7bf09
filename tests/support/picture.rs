//! Tables as pictures.

use heng::{
    engine::Period,
    import::{Table, TableColumn, TableRow},
};

/// A table from its picture: a header, then a row a unit; fields stand between `|` or commas.
///
/// The first column names the units; a second one headed `period` tells their periods. A field
/// `—` or an empty one is missing. Rows and columns have the addresses of the picture.
pub(crate) fn table(file: &str, picture: &str) -> Table {
    let mut lines = picture.trim().lines().map(|line| {
        let fields = line.split(['|', ',']).map(str::trim);
        fields.collect::<Vec<_>>()
    });
    let header = lines.next().unwrap();
    let body: Vec<Vec<&str>> = lines.collect();
    let first = if header.get(1) == Some(&"period") {
        2
    } else {
        1
    };
    let rows = (1..).zip(&body).map(|(row, fields)| TableRow {
        row,
        unit: fields[0].to_owned(),
        label: fields[0].to_owned(),
        period: (first == 2).then(|| Period::from(fields[1].to_owned())),
        ..TableRow::default()
    });
    let columns = (0..).zip(&header).skip(first).map(|(column, name)| {
        let cells = body.iter().map(|fields| fields[column as usize]);
        TableColumn {
            column,
            name: (*name).to_owned(),
            measure: None,
            values: cells
                .map(|cell| (!matches!(cell, "" | "—")).then(|| cell.parse().unwrap()))
                .collect(),
        }
    });
    Table {
        file: file.to_owned(),
        sha256: format!("hash of {file}"),
        columns: columns.collect(),
        rows: rows.collect(),
        ..Table::default()
    }
}
