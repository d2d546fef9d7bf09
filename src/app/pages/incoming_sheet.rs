//! An incoming sheet as it is, coloured by what its cells are for, and the values that would be taken from
//! one of a yearbook.

use egui::{
    Align, Color32, CornerRadius, Key, Layout, Modifiers, RichText, Role as WidgetRole, Sense,
    Stroke, Ui, vec2,
};

use super::Cx;
use crate::{
    app::{
        action::Action,
        fonts, format,
        incoming::Incoming,
        table::{self, Parts},
        theme, widgets,
        yearbook::{Lot, Mapping, Picked, Yearbook},
    },
    import::{CellAt, Lines, Sheet, Table, Value, column_letters, sheet_map::Area},
};

/// With more merged regions than this only their first cells are coloured.
const MOST_MERGED: usize = 4000;

/// A sheet as it is drawn.
pub(super) struct Drawn<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The file's name and the sheet's place, which tell it from others.
    pub of: (&'a str, usize),
    /// How wide the texts of each column are, and how many rows there are.
    pub size: &'a (Vec<usize>, u32),
    /// What a person points at.
    pub picked: Option<Picked>,
    /// The cell to bring into view.
    pub find: Option<CellAt>,
    /// What a cell is for.
    pub role: &'a dyn Fn(CellAt) -> Option<Shade>,
}

/// How a cell shows what it is for.
pub(super) struct Shade {
    /// The colour behind it.
    pub tint: Option<Color32>,
    /// What it is for, in words.
    pub name: &'static str,
    /// It takes no part.
    pub left_out: bool,
}

/// The sheet of a yearbook.
pub(super) fn sheet_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (incoming, yearbook): (&Incoming, &Yearbook),
    actions: &mut Vec<Action>,
) {
    let Some(sheet) = incoming.book.sheets.get(yearbook.sheet) else {
        return;
    };
    let dark = ui.visuals().dark_mode;
    let role = |at: CellAt| {
        yearbook.role(at).map(|it| Shade {
            tint: theme::role_tint(it.role, dark),
            name: cx.texts.cell_role(it.role),
            left_out: theme::is_left_out(it.role),
        })
    };
    let drawn = Drawn {
        sheet,
        of: (&incoming.book.file, yearbook.sheet),
        size: &yearbook.size,
        picked: yearbook.picked,
        find: yearbook.find,
        role: &role,
    };
    drawn_ui(ui, cx, &drawn, actions);
}

/// A sheet, a cell a cell.
pub(super) fn drawn_ui(ui: &mut Ui, cx: &Cx<'_>, drawn: &Drawn<'_>, actions: &mut Vec<Action>) {
    let (wide, rows) = (&drawn.size.0, drawn.size.1);
    let columns = number(wide.len());
    if let Some(picked) = drawn.picked {
        keys(ui, picked, (rows, columns), actions);
    }
    let view = View {
        cx,
        drawn,
        area: drawn.picked.map(Picked::area),
    };
    let mut shown = vec![table::column("sheet rows", 52.0)];
    shown.extend(wide.iter().enumerate().map(|(column, letters)| {
        let width = 20.0 + 7.5 * (*letters).min(26) as f32;
        table::column(("sheet", drawn.of, column), width)
    }));
    let grid = table::Sheet {
        id: "incoming sheet",
        name: cx.texts.table_of(&drawn.sheet.name),
        own_cells: true,
        columns: shown,
        sticky: 1,
        rows: rows as usize,
        head: theme::ROW,
        stretch: None,
    };
    let find = drawn.find;
    if find.is_some() {
        actions.push(Action::Map(Mapping::Found));
    }
    let asked = std::cell::RefCell::new(Vec::new());
    let parts = Parts {
        head: Box::new(|ui, column| {
            if let Some(column) = column.checked_sub(1) {
                asked.borrow_mut().extend(view.head(ui, number(column)));
            }
        }),
        cell: Box::new(|ui, row, column| {
            let row = number(row);
            asked.borrow_mut().extend(match column.checked_sub(1) {
                Some(column) => view.cell(
                    ui,
                    CellAt {
                        row,
                        column: number(column),
                    },
                ),
                None => view.row_head(ui, row),
            });
        }),
        stands_out: Box::new(|_| false),
    };
    let find = find.map(|at| (u64::from(at.row), at.column as usize + 1));
    grid.show_at(ui, parts, find);
    let asked = asked.into_inner().into_iter();
    actions.extend(asked.map(|picked| Action::Map(Mapping::Pick(Some(picked)))));
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Arrows move what is pointed at, with Shift they widen it.
fn keys(ui: &Ui, picked: Picked, (rows, columns): (u32, u32), actions: &mut Vec<Action>) {
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let steps = [
        (Key::ArrowUp, -1, 0),
        (Key::ArrowDown, 1, 0),
        (Key::ArrowLeft, 0, -1),
        (Key::ArrowRight, 0, 1),
    ];
    for (key, down, right) in steps {
        for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
            if !ui.input_mut(|input| input.consume_key(modifiers, key)) {
                continue;
            }
            let at = CellAt {
                row: picked
                    .to
                    .row
                    .saturating_add_signed(down)
                    .min(rows.saturating_sub(1)),
                column: picked
                    .to
                    .column
                    .saturating_add_signed(right)
                    .min(columns.saturating_sub(1)),
            };
            let moved = if modifiers == Modifiers::SHIFT {
                Picked { to: at, ..picked }
            } else {
                Picked::cell(at)
            };
            actions.push(Action::Map(Mapping::Pick(Some(moved))));
            return;
        }
    }
}

/// What drawing a cell looks at.
struct View<'a> {
    cx: &'a Cx<'a>,
    drawn: &'a Drawn<'a>,
    area: Option<Area>,
}

impl View<'_> {
    fn head(&self, ui: &mut Ui, column: u32) -> Option<Picked> {
        let name = column_letters(column);
        let hidden = lies_in(&self.drawn.sheet.hidden_columns, column);
        let text = if hidden {
            RichText::new(&name).weak().italics()
        } else {
            fonts::bold(&name)
        };
        let response = ui
            .centered_and_justified(|ui| ui.add(egui::Button::new(text).frame(false)))
            .inner;
        let spoken = self.cx.texts.whole_column(&name);
        let response = widgets::named(response, WidgetRole::Button, &spoken);
        let at = CellAt { row: 0, column };
        response
            .clicked()
            .then(|| self.picked(ui, at, Lot::Columns))
    }

    fn row_head(&self, ui: &mut Ui, row: u32) -> Option<Picked> {
        let name = (u64::from(row) + 1).to_string();
        let hidden = lies_in(&self.drawn.sheet.hidden_rows, row);
        let text = if hidden {
            RichText::new(&name).weak().italics()
        } else {
            RichText::new(&name).weak()
        };
        let response = ui
            .centered_and_justified(|ui| ui.add(egui::Button::new(text).frame(false)))
            .inner;
        let spoken = self.cx.texts.whole_row(&name);
        let response = widgets::named(response, WidgetRole::Button, &spoken);
        let at = CellAt { row, column: 0 };
        response.clicked().then(|| self.picked(ui, at, Lot::Rows))
    }

    /// What a click points at; with Shift it widens what was pointed at before.
    fn picked(&self, ui: &Ui, at: CellAt, what: Lot) -> Picked {
        let wide = ui.input(|input| input.modifiers.shift);
        match self.drawn.picked {
            Some(before) if wide && before.what == what => Picked { to: at, ..before },
            _ => Picked {
                from: at,
                to: at,
                what,
            },
        }
    }

    /// The cell that shows here: the first of a merged region for all of it.
    fn first_of(&self, at: CellAt) -> CellAt {
        if self.drawn.sheet.merged.len() > MOST_MERGED {
            return at;
        }
        let holds = |from: CellAt, to: CellAt| {
            (from.row..=to.row).contains(&at.row) && (from.column..=to.column).contains(&at.column)
        };
        let region = self
            .drawn
            .sheet
            .merged
            .iter()
            .find(|it| holds(it.from, it.to));
        region.map_or(at, |it| it.from)
    }

    fn cell(&self, ui: &mut Ui, at: CellAt) -> Option<Picked> {
        let room = ui.max_rect().expand2(vec2(8.0, 3.0));
        let shows = self.first_of(at);
        let shade = (self.drawn.role)(shows);
        if let Some(tint) = shade.as_ref().and_then(|it| it.tint) {
            ui.painter().rect_filled(room, CornerRadius::ZERO, tint);
        }
        if self.area.is_some_and(|area| area.holds(at)) {
            let stroke = Stroke::new(1.5, ui.visuals().selection.stroke.color);
            let fill = ui.visuals().selection.bg_fill.gamma_multiply(0.25);
            ui.painter().rect(
                room.shrink(0.5),
                CornerRadius::ZERO,
                fill,
                stroke,
                egui::StrokeKind::Inside,
            );
        }
        let value = self.drawn.sheet.get(at);
        let text = value.map(shown).unwrap_or_default();
        self.letters(
            ui,
            at,
            value,
            &text,
            shade.as_ref().is_some_and(|it| it.left_out),
        );
        let response = ui.interact(
            room,
            ui.scope_id().with(("cell", at.row, at.column)),
            Sense::click_and_drag(),
        );
        let name = shade.map(|it| it.name);
        let spoken = self
            .cx
            .texts
            .cell_spoken(&at.to_string(), &text, name.unwrap_or_default());
        let response = widgets::named(response, WidgetRole::Button, &spoken);
        let response = match name {
            Some(_) => response.on_hover_text(&spoken),
            None => response,
        };
        if response.clicked() || response.drag_started() {
            return Some(self.picked(ui, at, Lot::Cells));
        }
        let (dragging, pointer) = ui.input(|input| {
            (
                input.pointer.is_decidedly_dragging(),
                input.pointer.interact_pos(),
            )
        });
        let here = dragging && pointer.is_some_and(|it| room.contains(it));
        let before = self
            .drawn
            .picked
            .filter(|it| here && it.what == Lot::Cells && it.to != at);
        before.map(|before| Picked { to: at, ..before })
    }

    fn letters(&self, ui: &mut Ui, at: CellAt, value: Option<&Value>, text: &str, left_out: bool) {
        let Some(value) = value else { return };
        let line = text.replace(['\r', '\n'], " ");
        let mut letters = RichText::new(line);
        let hidden = lies_in(&self.drawn.sheet.hidden_rows, at.row)
            || lies_in(&self.drawn.sheet.hidden_columns, at.column);
        if left_out || hidden {
            letters = letters.color(ui.visuals().weak_text_color());
        }
        if left_out {
            letters = letters.strikethrough();
        }
        let right = matches!(value, Value::Number(_));
        let layout = if right {
            Layout::right_to_left(Align::Center)
        } else {
            Layout::left_to_right(Align::Center)
        };
        ui.with_layout(layout, |ui| {
            ui.add(egui::Label::new(letters).truncate().selectable(false));
        });
    }
}

fn lies_in(lines: &[Lines], line: u32) -> bool {
    lines.iter().any(|it| (it.first..=it.last).contains(&line))
}

/// A value as a person would see it: numbers without the noise of their last bits.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => format::typed(*number),
        other => other.text(),
    }
}

/// The values that would be taken, one period at a time.
pub(super) fn result_ui(ui: &mut Ui, cx: &Cx<'_>, yearbook: &Yearbook, actions: &mut Vec<Action>) {
    let tables = &yearbook.tables;
    let Some(found) = tables.get(yearbook.result).or(tables.last()) else {
        ui.weak(cx.texts.nothing_to_take());
        return;
    };
    let short = |table: &Table| {
        let period = table.rows.first().and_then(|it| it.period.as_ref());
        let period = period.map(|it| cx.texts.period(it)).unwrap_or_default();
        let first = table.columns.first().map_or("", |it| it.name.as_str());
        cx.texts
            .table_in_short(&period, first, table.columns.len(), table.rows.len())
    };
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.table_to_show());
        let combo = egui::ComboBox::from_id_salt("table to show")
            .selected_text(short(found))
            .width(420.0)
            .show_ui(ui, |ui| {
                for (at, table) in tables.iter().enumerate() {
                    if ui
                        .selectable_label(at == yearbook.result, short(table))
                        .clicked()
                    {
                        actions.push(Action::Map(Mapping::Result(at)));
                    }
                }
            });
        combo.response.labelled_by(label.id);
    });
    super::incoming_preview::table_ui(ui, cx, found);
}

/// A colour of the legend.
pub(super) fn chip(ui: &mut Ui, color: Option<Color32>, name: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let (room, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        let fill = color.unwrap_or(Color32::TRANSPARENT);
        let stroke = ui.visuals().widgets.noninteractive.bg_stroke;
        ui.painter().rect(
            room,
            CornerRadius::same(2),
            fill,
            stroke,
            egui::StrokeKind::Inside,
        );
        ui.label(RichText::new(name).small());
    });
}
