//! What would be taken of a plain list or a framework.

use egui::Ui;

use super::Cx;
use crate::{
    app::{
        fonts, format,
        table::{self, Parts, Sheet},
        widgets,
    },
    import::Table,
};

/// The table as it would be taken.
pub(super) fn table_ui(ui: &mut Ui, cx: &Cx<'_>, found: &Table) {
    let mut columns = vec![table::column("incoming unit", 150.0)];
    let names = found.columns.iter();
    columns.extend(names.map(|it| table::column(("incoming", it.column), 120.0)));
    let places: Vec<usize> = found
        .columns
        .iter()
        .map(|it| format::places(it.values.iter().copied().flatten()))
        .collect();
    let sheet = Sheet {
        id: "incoming",
        name: cx.texts.table_of(cx.texts.preview()),
        own_cells: false,
        columns,
        sticky: 1,
        rows: found.rows.len(),
        head: 46.0,
        stretch: None,
    };
    let several = found
        .rows
        .windows(2)
        .any(|it| matches!(it, [a, b] if a.period != b.period));
    let of = |column: usize| column.checked_sub(1).and_then(|at| found.columns.get(at));
    let parts = Parts {
        head: Box::new(|ui, column| match of(column) {
            Some(it) => {
                widgets::variable_head(ui, &it.name, it.measure.as_deref().unwrap_or_default());
            }
            None => {
                table::text(ui, fonts::bold(cx.texts.unit()));
            }
        }),
        cell: Box::new(|ui, row, column| {
            let value = of(column).map(|it| it.values.get(row).copied().flatten());
            match (value, found.rows.get(row)) {
                (Some(Some(value)), _) => {
                    let places = places.get(column - 1).copied().unwrap_or(2);
                    table::number(ui, format::aligned(value, places));
                }
                (None, Some(row)) => {
                    let period = row.period.as_ref().filter(|_| several);
                    let label = match period {
                        Some(period) => format!("{} · {}", row.label, cx.texts.period(period)),
                        None => row.label.clone(),
                    };
                    table::text(ui, label);
                }
                _ => {}
            }
        }),
        stands_out: Box::new(|_| false),
    };
    sheet.show(ui, parts);
}
