//! Tables that lay out only what is in sight, with the manners all tables of the program share.

use egui::{
    Align, Color32, CornerRadius, Frame, IdSalt, Label, Layout, Margin, Rect, Response, RichText,
    Role as WidgetRole, Ui, UiBuilder, accesskit, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate, TableState};

use super::{theme, widgets};

/// What a table shows.
pub(super) struct Sheet<'a> {
    /// Tells tables apart.
    pub id: &'a str,
    /// What those who hear the screen know it by.
    pub name: String,
    /// What is drawn in cells tells its place and role by itself.
    pub own_cells: bool,
    /// One entry a column.
    pub columns: Vec<Column>,
    /// How many columns from the left stay when scrolling.
    pub sticky: usize,
    /// How many rows.
    pub rows: usize,
    /// The height of the head.
    pub head: f32,
    /// The column that takes the room the others leave.
    pub stretch: Option<usize>,
}

/// Draws the head of a column.
type DrawHead<'a> = Box<dyn FnMut(&mut Ui, usize) + 'a>;
/// Draws a cell: row and column.
type DrawCell<'a> = Box<dyn FnMut(&mut Ui, usize, usize) + 'a>;

/// What is drawn in a table.
pub(super) struct Parts<'a> {
    /// The head of a column.
    pub head: DrawHead<'a>,
    /// A cell: row and column.
    pub cell: DrawCell<'a>,
    /// Whether a row stands out.
    pub stands_out: Box<dyn Fn(usize) -> bool + 'a>,
}

impl Sheet<'_> {
    /// Draws the table in the room there is.
    pub(super) fn show(self, ui: &mut Ui, parts: Parts<'_>) {
        self.show_at(ui, parts, None);
    }

    /// The same, with so many of the rows kept in sight below the head.
    pub(super) fn show_pinned(mut self, ui: &mut Ui, parts: Parts<'_>, pinned: usize) {
        self.rows = self.rows.saturating_sub(pinned);
        self.draw(ui, (parts, pinned), None, None);
    }

    /// The same, with a row brought into the middle and a column into view.
    pub(super) fn show_at(self, ui: &mut Ui, parts: Parts<'_>, find: Option<(u64, usize)>) {
        self.draw(ui, (parts, 0), find, Some(Align::Center));
    }

    /// The same, moved no farther than a row and a column need to be in view.
    pub(super) fn show_near(self, ui: &mut Ui, parts: Parts<'_>, find: Option<(u64, usize)>) {
        self.draw(ui, (parts, 0), find, None);
    }

    fn draw(
        self,
        ui: &mut Ui,
        (parts, pinned): (Parts<'_>, usize),
        find: Option<(u64, usize)>,
        align: Option<Align>,
    ) {
        let mut of = Delegate {
            parts,
            pinned,
            sticky: self.sticky,
            own_cells: self.own_cells,
        };
        let (rows, columns) = (self.rows.saturating_add(pinned), self.columns.len());
        let name = self.name.clone();
        // Of its own, so that tables on other screens are not scrolled with it.
        let builder = UiBuilder::new()
            .id_salt(self.id)
            .layout(*ui.layout())
            .accessibility_role(WidgetRole::Table);
        let shown = ui.scope_builder(builder, |ui| {
            self.state_widths(ui);
            self.table((pinned, find, align)).show(ui, &mut of);
            ui.unique_id()
        });
        let area = shown.response.rect;
        ui.ctx().accesskit_node_builder(shown.inner, |node| {
            node.set_label(name);
            node.set_row_count(rows);
            node.set_column_count(columns);
            node.set_bounds(accesskit_rect(area));
        });
    }

    /// The table as it is laid out, with so many pinned rows and a row and a column brought into view.
    fn table(self, (pinned, find, align): (usize, Option<(u64, usize)>, Option<Align>)) -> Table {
        let pinned = (0..pinned).map(|_| HeaderRow::new(theme::ROW));
        let headers: Vec<HeaderRow> = std::iter::once(HeaderRow::new(self.head))
            .chain(pinned)
            .collect();
        let mut table = Table::new()
            .id_salt(self.id)
            .num_rows(self.rows as u64)
            .columns(self.columns)
            .num_sticky_cols(self.sticky)
            .headers(headers)
            .auto_size_mode(egui_table::AutoSizeMode::Never);
        if let Some((row, column)) = find {
            table = table
                .scroll_to_row(row, align)
                .scroll_to_column(column, None);
        }
        table
    }
}

impl Sheet<'_> {
    /// States the widths of columns: of all in a new table, which would else shrink to what is in
    /// sight, and always of the one that takes the room the others leave.
    fn state_widths(&self, ui: &Ui) {
        let id = TableState::id(ui, IdSalt::new(self.id));
        let known = TableState::load(ui, id);
        let mut state = known.clone().unwrap_or_default();
        for (at, column) in self.columns.iter().enumerate() {
            state
                .col_widths
                .entry(column.id_for(at))
                .or_insert(column.current);
        }
        let stretched = self
            .stretch
            .and_then(|at| Some((at, self.columns.get(at)?)));
        if let Some((at, column)) = stretched {
            let width =
                |(at, column): (usize, &Column)| state.col_widths.get(&column.id_for(at)).copied();
            let all: f32 = self.columns.iter().enumerate().filter_map(width).sum();
            let others = all - width((at, column)).unwrap_or(0.0);
            // A little less than there is, so that no scroll bar comes of rounding.
            let left = column.range.clamp(ui.available_width() - others - 14.0);
            state.col_widths.insert(column.id_for(at), left);
        }
        if known.is_none_or(|known| known.col_widths != state.col_widths) {
            state.store(ui, id);
        }
    }
}

/// What is drawn, how many rows stand below the head, and what a [`Sheet`] says of its columns and cells.
struct Delegate<'a> {
    parts: Parts<'a>,
    pinned: usize,
    sticky: usize,
    own_cells: bool,
}

impl TableDelegate for Delegate<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        ui.painter().rect_filled(
            ui.max_rect(),
            CornerRadius::ZERO,
            theme::side_ground(ui.visuals()),
        );
        let column = cell.col_range.start;
        let Some(row) = cell.row_nr.checked_sub(1) else {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(WidgetRole::ColumnHeader);
                node.set_column_index(column);
            });
            Frame::NONE
                .inner_margin(Margin::symmetric(8, 2))
                .show(ui, |ui| (self.parts.head)(ui, column));
            return;
        };
        if (self.parts.stands_out)(row) {
            let fill = ui.visuals().selection.bg_fill;
            ui.painter()
                .rect_filled(ui.max_rect(), CornerRadius::ZERO, fill);
        }
        self.inner_ui(ui, row, column);
        if row + 1 == self.pinned {
            let line = ui.visuals().widgets.hovered.bg_stroke;
            let rect = ui.max_rect();
            ui.painter()
                .hline(rect.x_range(), rect.bottom() - 1.0, line);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        let fill = if (self.parts.stands_out)(row.saturating_add(self.pinned)) {
            ui.visuals().selection.bg_fill
        } else if row % 2 == 1 {
            ui.visuals().faint_bg_color
        } else {
            Color32::TRANSPARENT
        };
        ui.painter()
            .rect_filled(ui.max_rect(), CornerRadius::ZERO, fill);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(WidgetRole::Row);
            node.set_row_index(row.saturating_add(self.pinned));
        });
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let row = usize::try_from(cell.row_nr).unwrap_or(usize::MAX);
        self.inner_ui(ui, row.saturating_add(self.pinned), cell.col_nr);
    }

    fn default_row_height(&self) -> f32 {
        theme::ROW
    }
}

impl Delegate<'_> {
    /// What stands in a cell, pinned or not.
    fn inner_ui(&mut self, ui: &mut Ui, row: usize, column: usize) {
        let heads_row = column + 1 == self.sticky;
        if heads_row || !self.own_cells {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(if heads_row {
                    WidgetRole::RowHeader
                } else {
                    WidgetRole::Cell
                });
                node.set_row_index(row);
                node.set_column_index(column);
            });
        }
        let spacing = ui.spacing_mut();
        spacing.interact_size.y = theme::ROW - 6.0;
        spacing.button_padding = vec2(8.0, 2.0);
        Frame::NONE
            .inner_margin(Margin::symmetric(8, 3))
            .show(ui, |ui| (self.parts.cell)(ui, row, column));
    }
}

/// A rectangle as the accessibility tree has it.
fn accesskit_rect(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}

/// A column that can be dragged wider, known by `id`.
pub(super) fn column(id: impl std::hash::Hash + std::fmt::Debug, width: f32) -> Column {
    Column::new(width)
        .range(48.0..=600.0)
        .resizable(true)
        .id(egui::Id::unique(("column", id)))
}

/// A label cut off where it does not fit; in full while a column is measured for its contents.
fn cut(ui: &Ui, label: Label) -> Label {
    if ui.is_sizing_pass() {
        label.extend()
    } else {
        label.truncate()
    }
}

/// Text at the left, cut off where it does not fit.
pub(super) fn text(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(cut(ui, Label::new(text.into())))
    })
    .inner
}

/// A number at the right.
pub(super) fn number(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add(cut(ui, Label::new(text.into())))
    })
    .inner
}

/// A name that can be clicked, looking like text.
pub(super) fn link(ui: &mut Ui, name: &str, spoken: &str) -> Response {
    let laid = ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(egui::Button::new(name).frame(false).truncate())
    });
    widgets::named(laid.inner, WidgetRole::Button, spoken)
}
