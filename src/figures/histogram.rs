//! A small histogram: how values are spread, from the least to the greatest.

use egui::{Rect, Role as WidgetRole, Sense, Ui, WidgetInfo, pos2, vec2};

use super::palette;

/// Columns side by side, each as high as its part has values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// The figure in words, for those who cannot see it.
    pub summary: String,
    /// From the least values on.
    pub columns: Vec<Column>,
    /// The column drawn in the colour of what is selected.
    pub marked: Option<usize>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// How many values it stands for.
    pub count: usize,
    /// What is said of it under the pointer.
    pub told: String,
}

/// How high the figure is.
const HEIGHT: f32 = 56.0;
/// The least height of a column that stands for something.
const LEAST: f32 = 2.0;

impl Histogram {
    /// Draws the figure as wide as there is room.
    pub fn show(&self, ui: &mut Ui) {
        let size = vec2(ui.available_width(), HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetRole::Image, true, &self.summary));
        let dark = ui.visuals().dark_mode;
        let painter = ui.painter();
        let line = ui.visuals().widgets.noninteractive.bg_stroke;
        painter.hline(rect.x_range(), rect.bottom(), line);
        for (at, column) in self.columns.iter().enumerate() {
            let whole = self.place(at, rect);
            let height = self.height(column) * rect.height();
            let shown = whole
                .with_min_y(rect.bottom() - height)
                .shrink2(vec2(1.0, 0.0));
            let fill = if self.marked == Some(at) {
                palette::selected(dark)
            } else {
                palette::mark(dark).gamma_multiply(0.55)
            };
            if column.count > 0 {
                painter.rect_filled(shown, 1.0, fill);
            }
        }
        let at = response.hover_pos();
        let under = at.and_then(|it| self.under(it.x, rect));
        if let Some(column) = under {
            response.on_hover_text(&column.told);
        }
    }

    /// The strip in which a column stands.
    fn place(&self, at: usize, rect: Rect) -> Rect {
        let width = rect.width() / self.columns.len().max(1) as f32;
        let left = width.mul_add(at as f32, rect.left());
        Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()))
    }

    /// How high a column is, as a share of the highest; what stands for something is never nothing.
    fn height(&self, column: &Column) -> f32 {
        let most = self.columns.iter().map(|it| it.count).max().unwrap_or(0);
        if column.count == 0 || most == 0 {
            return 0.0;
        }
        (column.count as f32 / most as f32).max(LEAST / HEIGHT)
    }

    fn under(&self, x: f32, rect: Rect) -> Option<&Column> {
        let mut places = (0..self.columns.len()).map(|at| self.place(at, rect));
        let at = places.position(|it| it.x_range().contains(x))?;
        self.columns.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_rare_values_are_seen() {
        let column = |count| Column {
            count,
            told: String::new(),
        };
        let figure = Histogram {
            columns: vec![column(1000), column(0), column(1)],
            ..Histogram::default()
        };
        let rect = Rect::from_min_max(pos2(10.0, 0.0), pos2(100.0, HEIGHT));
        assert_eq!(figure.place(0, rect).left(), 10.0);
        assert_eq!(figure.place(2, rect).right(), 100.0);
        let heights: Vec<f32> = figure.columns.iter().map(|it| figure.height(it)).collect();
        assert_eq!(heights, [1.0, 0.0, LEAST / HEIGHT]);
        assert_eq!(figure.under(99.0, rect).map(|it| it.count), Some(1));
        assert_eq!(figure.under(101.0, rect), None);
    }
}
