//! What would be taken of a plain list or a framework.

use egui::{ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{
        fonts, format,
        table::{self, Parts, Sheet},
        widgets,
    },
    import::{Outline, OutlineKind, Table},
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

/// The tree as it would be taken.
pub(super) fn outline_ui(ui: &mut Ui, cx: &Cx<'_>, outline: &Outline) {
    let mut depths: Vec<usize> = Vec::with_capacity(outline.nodes.len());
    for node in &outline.nodes {
        let above = node.parent.and_then(|at| depths.get(at)).copied();
        depths.push(above.map_or(0, |depth| depth + 1));
    }
    ScrollArea::vertical().auto_shrink(false).show_rows(
        ui,
        24.0,
        outline.nodes.len(),
        |ui, rows| {
            for (node, depth) in outline
                .nodes
                .iter()
                .zip(&depths)
                .skip(rows.start)
                .take(rows.len())
            {
                ui.horizontal(|ui| {
                    ui.add_space(18.0 * *depth as f32);
                    if node.kind == OutlineKind::Aggregate {
                        ui.label(fonts::bold(&node.name));
                    } else {
                        ui.label(&node.name);
                        ui.weak(cx.texts.direction_name(node.direction));
                    }
                    let weight = node
                        .weight
                        .map(|weight| format!("{} {weight}", cx.texts.weight()));
                    ui.weak(weight.unwrap_or_default());
                });
            }
        },
    );
}
