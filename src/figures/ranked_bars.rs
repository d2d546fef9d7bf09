//! Horizontal bars, best first.

use egui::{Align2, Color32, FontId, RichText, Role as WidgetRole, Stroke, Ui, WidgetInfo, vec2};
use egui_plot::{AxisHints, BarChart, GridMark, Plot, PlotPoint, Text};

use super::palette;

/// A bar for each unit, best on top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankedBars {
    /// What the bars show.
    pub title: String,
    /// The figure in words, for those who cannot see it.
    pub summary: String,
    /// From the top.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Left of the bar.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// The value as it is written at its end.
    pub text: String,
    /// Drawn in the colour of what is selected.
    pub selected: bool,
}

/// The height of a bar and the gap above it.
const PITCH: f32 = 24.0;
/// Room for the title of the axis and its numbers.
const AXIS: f32 = 40.0;

impl RankedBars {
    /// Draws the figure as wide as there is room. Answers which bar was clicked.
    pub fn show(&self, ui: &mut Ui) -> Option<usize> {
        ui.label(RichText::new(&self.title).heading());
        let dark = ui.visuals().dark_mode;
        let text_color = ui.visuals().text_color();
        let response = self.plot(ui).show(ui, |plot| {
            let chart = BarChart::new("", self.plot_bars(dark));
            plot.bar_chart(chart.horizontal().allow_hover(false));
            for (at, bar) in self.bars.iter().enumerate() {
                let end = PlotPoint::new(bar.value.max(0.0), self.height_of(at));
                plot.text(value_text(bar, end, text_color));
            }
            let clicked = plot.response().clicked();
            clicked.then(|| plot.pointer_coordinate()).flatten()
        });
        let image = || WidgetInfo::labeled(WidgetRole::Image, true, &self.summary);
        response.response.widget_info(image);
        self.at_height(response.inner?.y)
    }

    /// The empty plot: axes, grid, and no way to drag it about.
    fn plot<'a>(&self, ui: &Ui) -> Plot<'a> {
        let count = self.bars.len();
        let (least, most) = self.extent();
        Plot::new("ranked bars")
            .height(PITCH.mul_add(count as f32, AXIS))
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .show_crosshair(false)
            .show_background(false)
            .show_grid([true, false])
            .grid_color(ui.visuals().widgets.noninteractive.bg_stroke.color)
            .custom_y_axes(vec![self.names(ui)])
            .y_grid_spacer(move |_| (1..=count).map(|at| mark(at as f64, 1.0)).collect())
            .x_grid_spacer(move |_| marks(least, most))
            .grid_spacing(4.0..=8.0)
            .default_y_bounds(0.4, count as f64 + 0.6)
            .default_x_bounds(least, most)
            .set_margin_fraction(vec2(0.0, 0.0))
            .label_formatter(|_| None)
    }

    /// The axis with the bars' labels, wide enough for the longest.
    fn names<'a>(&self, ui: &Ui) -> AxisHints<'a> {
        let longest = self
            .bars
            .iter()
            .map(|bar| width(ui, &bar.label))
            .fold(40.0, f32::max);
        // From the bottom, where the axis begins.
        let labels: Vec<String> = self
            .bars
            .iter()
            .rev()
            .map(|bar| bar.label.clone())
            .collect();
        let name_of = move |mark: GridMark| {
            let label = (1..)
                .zip(&labels)
                .find(|(at, _)| (f64::from(*at) - mark.value).abs() < 0.01);
            label.map(|(_, label)| label.clone()).unwrap_or_default()
        };
        AxisHints::new_y()
            .formatter(move |mark, _| name_of(mark))
            .min_thickness(longest + 12.0)
    }

    fn plot_bars(&self, dark: bool) -> Vec<egui_plot::Bar> {
        let bars = self.bars.iter().enumerate().map(|(at, bar)| {
            let fill = if bar.selected {
                palette::selected(dark)
            } else {
                palette::mark(dark)
            };
            let drawn = egui_plot::Bar::new(self.height_of(at), bar.value);
            drawn.width(0.68).fill(fill).stroke(Stroke::NONE)
        });
        bars.collect()
    }

    /// Where a bar stands. The top bar has the greatest height, so that the order reads downwards.
    fn height_of(&self, at: usize) -> f64 {
        (self.bars.len() - at) as f64
    }

    /// The bar at a height, if there is one.
    fn at_height(&self, height: f64) -> Option<usize> {
        (0..self.bars.len()).find(|&at| (self.height_of(at) - height).abs() <= 0.5)
    }

    /// From where to where the axis runs: from zero, with room for the numbers at the ends.
    fn extent(&self) -> (f64, f64) {
        let least = self.bars.iter().map(|bar| bar.value).fold(0.0, f64::min);
        let most = self.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
        let width = if most > least { most - least } else { 1.0 };
        (
            if least < 0.0 {
                least - width * 0.02
            } else {
                0.0
            },
            most + width * 0.09,
        )
    }
}

fn value_text(bar: &Bar, end: PlotPoint, color: Color32) -> Text {
    let text = RichText::new(format!(" {}", bar.text)).size(13.0);
    Text::new("", end, text)
        .color(color)
        .anchor(Align2::LEFT_CENTER)
        .allow_hover(false)
}

fn width(ui: &Ui, text: &str) -> f32 {
    let font = FontId::proportional(13.0);
    ui.painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER)
        .size()
        .x
}

fn mark(value: f64, step_size: f64) -> GridMark {
    GridMark { value, step_size }
}

/// Five or so round numbers along the axis.
fn marks(least: f64, most: f64) -> Vec<GridMark> {
    let rough = (most - least) / 6.0;
    let tens = libm::pow(10.0, libm::floor(libm::log10(rough.max(f64::MIN_POSITIVE))));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * tens);
    let step_size = steps
        .into_iter()
        .find(|&step| step >= rough)
        .unwrap_or(rough);
    (-20..=20)
        .map(|at| f64::from(at) * step_size)
        .filter(|value| (least..=most).contains(value))
        .map(|value| mark(value, step_size))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_is_marked_at_round_numbers() {
        let at = |least, most| {
            marks(least, most)
                .iter()
                .map(|mark| mark.value)
                .collect::<Vec<_>>()
        };
        assert_eq!(at(0.0, 91.6), [0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(at(0.0, 1.1), [0.0, 0.2, 0.4, 0.2 * 3.0, 0.8, 1.0]);
        assert_eq!(at(-2.0, 2.0), [-2.0, -1.0, 0.0, 1.0, 2.0]);
    }
}
