//! How the grid of the data writes numbers: digits, thousands, and what large ones are counted in.

use egui::{Button, Response, Role as WidgetRole, Ui};

use super::Cx;
use crate::app::{
    format::{Counted, NumberFormat, Thousands},
    view::View,
    widgets,
};

/// So many decimals can be chosen.
const MOST_DECIMALS: u8 = 4;

/// The menu of the format.
pub(super) fn menu_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let texts = cx.texts;
    let menu = ui.menu_button(texts.number_format(), |ui| {
        let format = &mut view.grid.format;
        ui.weak(texts.decimals());
        ui.horizontal(|ui| {
            let choices = std::iter::once(None).chain((0..=MOST_DECIMALS).map(Some));
            for decimals in choices {
                let name = decimals.map(|it| it.to_string());
                let name = name.as_deref().unwrap_or(texts.decimals_as_needed());
                let spoken = format!("{} {name}", texts.decimals());
                let chosen = NumberFormat {
                    decimals,
                    ..*format
                };
                if choice_ui(ui, (name, &spoken), *format == chosen).clicked() {
                    *format = chosen;
                }
            }
        });
        ui.separator();
        ui.weak(texts.counted_in());
        for counted in Counted::ALL {
            let name = counted.name(texts);
            let spoken = format!("{} {name}", texts.counted_in());
            let chosen = NumberFormat { counted, ..*format };
            if choice_ui(ui, (name, &spoken), *format == chosen).clicked() {
                *format = chosen;
            }
        }
        ui.separator();
        let mut apart = format.thousands == Thousands::Apart;
        if ui.checkbox(&mut apart, texts.thousands_apart()).changed() {
            format.thousands = if apart {
                Thousands::Apart
            } else {
                Thousands::Together
            };
        }
    });
    menu.response.on_hover_text(texts.number_format_help());
}

fn choice_ui(ui: &mut Ui, (name, spoken): (&str, &str), chosen: bool) -> Response {
    let button = ui.add(Button::selectable(chosen, name));
    widgets::named(button, WidgetRole::Button, spoken)
}
