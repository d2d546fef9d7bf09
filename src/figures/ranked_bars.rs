//! Horizontal bars, best first.

use egui::{Align2, Color32, FontId, RichText, Ui, vec2};
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
        let count = self.bars.len();
        let dark = ui.visuals().dark_mode;
        let text_color = ui.visuals().text_color();
        let longest = self
            .bars
            .iter()
            .map(|bar| width(ui, &bar.label))
            .fold(40.0, f32::max);
        // The top bar stands at the greatest height, so that the order reads downwards.
        let height_of = move |at: usize| (count - at) as f64;
        let labels: Vec<String> = self.bars.iter().map(|bar| bar.label.clone()).collect();
        let name_of = move |mark: GridMark| {
            let from_top = count as f64 - mark.value;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "rounded and clamped"
            )]
            let at = from_top.round().max(0.0) as usize;
            let on_a_bar = (from_top - from_top.round()).abs() < 0.01;
            if on_a_bar {
                labels.get(at).cloned().unwrap_or_default()
            } else {
                String::new()
            }
        };
        let names = AxisHints::new_y()
            .formatter(move |mark, _| name_of(mark))
            .min_thickness(longest + 12.0);
        let (least, most) = self.extent();
        let plot = Plot::new("ranked bars")
            .height(PITCH.mul_add(count as f32, AXIS))
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .show_crosshair(false)
            .show_background(false)
            .show_grid([true, false])
            .custom_y_axes(vec![names])
            .y_grid_spacer(move |_| {
                (1..=count)
                    .map(|at| GridMark {
                        value: at as f64,
                        step_size: 1.0,
                    })
                    .collect()
            })
            .x_grid_spacer(move |_| marks(least, most))
            .grid_spacing(4.0..=8.0)
            .grid_color(ui.visuals().widgets.noninteractive.bg_stroke.color)
            .default_y_bounds(0.4, count as f64 + 0.6)
            .default_x_bounds(least, most)
            .set_margin_fraction(vec2(0.0, 0.0))
            .label_formatter(|_| None);
        let response = plot.show(ui, |plot| {
            let bars = self.bars.iter().enumerate().map(|(at, bar)| {
                let fill = if bar.selected {
                    palette::selected(dark)
                } else {
                    palette::mark(dark)
                };
                egui_plot::Bar::new(height_of(at), bar.value)
                    .width(0.68)
                    .fill(fill)
                    .stroke(egui::Stroke::NONE)
            });
            plot.bar_chart(
                BarChart::new("", bars.collect())
                    .horizontal()
                    .allow_hover(false),
            );
            for (at, bar) in self.bars.iter().enumerate() {
                let end = PlotPoint::new(bar.value.max(0.0), height_of(at));
                plot.text(value_text(bar, end, text_color));
            }
            plot.response()
                .clicked()
                .then(|| plot.pointer_coordinate())
                .flatten()
        });
        let summary = self.summary.clone();
        response
            .response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &summary));
        let clicked = response.inner.map(|point| count as f64 - point.y.round())?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "compared with the count"
        )]
        (clicked >= 0.0 && clicked < count as f64).then_some(clicked as usize)
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
        .map(|value| GridMark { value, step_size })
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
        assert_eq!(at(0.0, 1.09), [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(at(-2.0, 2.0), [-2.0, -1.0, 0.0, 1.0, 2.0]);
    }
}
