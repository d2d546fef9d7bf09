//! A sheet of an original file as it is, with one cell framed.

use egui::{CornerRadius, Role as WidgetRole, Sense, Stroke, StrokeKind, Ui, vec2};

use super::Cx;
use crate::{
    app::{
        fonts, format,
        outgoing::TextTable,
        table::{self, Parts},
        theme, widgets,
        yearbook::size,
    },
    import::{CellAt, Sheet, Value, column_letters},
    project::Source,
};

/// The sheet in the room there is, scrolled to the cell when another one is asked for.
pub(super) fn sheet_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet, (source, at): (&Source, CellAt)) {
    let (wide, rows) = size(sheet);
    let mut columns = vec![table::column("original rows", 46.0)];
    columns.extend(wide.iter().enumerate().map(|(column, letters)| {
        let width = 20.0 + 7.5 * (*letters).min(22) as f32;
        let id = ("original", &source.sha256, &sheet.name, column);
        table::column(id, width)
    }));
    let grid = table::Sheet {
        id: "original sheet",
        name: cx.texts.table_of(&sheet.name),
        own_cells: true,
        columns,
        sticky: 1,
        rows: rows as usize,
        head: theme::ROW,
        stretch: None,
    };
    let place = (source.sha256.clone(), sheet.name.clone(), at);
    let id = ui.scope_id().with("original shown");
    let last = ui.data(|data| data.get_temp::<(String, String, CellAt)>(id));
    let find = (last.as_ref() != Some(&place)).then_some(at);
    ui.data_mut(|data| data.insert_temp(id, place));
    let parts = Parts {
        head: Box::new(|ui, column| {
            if let Some(column) = column.checked_sub(1).and_then(|it| u32::try_from(it).ok()) {
                ui.centered_and_justified(|ui| ui.label(fonts::bold(column_letters(column))));
            }
        }),
        cell: Box::new(|ui, row, column| {
            let Ok(row) = u32::try_from(row) else { return };
            match column.checked_sub(1).map(u32::try_from) {
                Some(Ok(column)) => cell_ui(ui, cx, sheet, (CellAt { row, column }, at)),
                _ => {
                    ui.centered_and_justified(|ui| ui.weak((u64::from(row) + 1).to_string()));
                }
            }
        }),
        stands_out: Box::new(|_| false),
    };
    let find = find.map(|at| (u64::from(at.row), at.column as usize + 1));
    grid.show_at(ui, parts, find);
}

/// All cells as they stand, each row as far as it goes.
pub(super) fn as_text(sheet: &Sheet) -> TextTable {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in &sheet.cells {
        let (row, column) = (cell.at.row as usize, cell.at.column as usize);
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if let Some(cells) = rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(slot) = cells.get_mut(column) {
                *slot = match &cell.value {
                    Value::Number(number) => number.to_string(),
                    value => value.text(),
                };
            }
        }
    }
    let name = sheet.name.clone();
    TextTable { name, rows }
}

fn cell_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet, (at, framed): (CellAt, CellAt)) {
    let room = ui.max_rect().expand2(vec2(8.0, 3.0));
    let text = match sheet.get(at) {
        Some(Value::Number(number)) => {
            let text = format::typed(*number);
            table::number(ui, &text);
            text
        }
        Some(value) => {
            let text = value.text().replace(['\r', '\n'], " ");
            table::text(ui, &text);
            text
        }
        None => String::new(),
    };
    if at == framed {
        let stroke = Stroke::new(2.0, ui.visuals().hyperlink_color);
        let rounding = CornerRadius::ZERO;
        let painter = ui.painter();
        painter.rect_stroke(room.shrink(1.0), rounding, stroke, StrokeKind::Inside);
    }
    let id = ui.scope_id().with(("original cell", at.row, at.column));
    let response = ui.interact(room, id, Sense::hover());
    let spoken = cx.texts.original_cell(&at.to_string(), &text);
    let response = widgets::named(response, WidgetRole::Cell, &spoken);
    if !text.is_empty() {
        response.on_hover_text(&text);
    }
}
