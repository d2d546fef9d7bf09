//! The screening of units.

use egui::{ComboBox, Ui};

use super::fields;
use crate::{
    app::{pages::Cx, widgets},
    engine::{Screen, UnitId, screen::TWO_THIRDS},
};

/// The screening on its button.
pub(super) fn told(cx: &Cx<'_>, screen: Option<&Screen>) -> String {
    let Some(screen) = screen else {
        return cx.texts.told_no_screen().to_owned();
    };
    let asks = [screen.units, screen.nodes, screen.nonzero];
    let lists = [&screen.force_in, &screen.force_out];
    let count = asks.iter().flatten().count() + lists.iter().filter(|it| !it.is_empty()).count();
    cx.texts.told_screen(count)
}

/// The thresholds and the lists of names; the new screening once there is one.
pub(super) fn screen_ui(ui: &mut Ui, cx: &Cx<'_>, present: Option<&Screen>) -> Option<Screen> {
    let texts = cx.texts;
    ui.set_width(440.0);
    ui.label(crate::app::fonts::bold(texts.screen_name()));
    fields::sentence(ui, texts.screen_help());
    ui.add_space(4.0);
    let before = present.cloned().unwrap_or_default();
    let mut next = before.clone();
    let (name, help) = (texts.screen_units_name(), texts.screen_units_help());
    fields::optional_share(ui, name, help, &mut next.units, TWO_THIRDS);
    let (name, help) = (texts.screen_nodes_name(), texts.screen_nodes_help());
    fields::optional_share(ui, name, help, &mut next.nodes, TWO_THIRDS);
    let (name, help) = (texts.screen_nonzero_name(), texts.screen_nonzero_help());
    fields::optional_share(ui, name, help, &mut next.nonzero, TWO_THIRDS);
    ui.add_space(4.0);
    let others = next.force_out.clone();
    names_ui(
        ui,
        cx,
        texts.screen_force_in_name(),
        &mut next.force_in,
        &others,
    );
    let others = next.force_in.clone();
    names_ui(
        ui,
        cx,
        texts.screen_force_out_name(),
        &mut next.force_out,
        &others,
    );
    (next != before).then_some(next)
}

/// A list of units, each with a button that takes it off, and a list of the others.
fn names_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, units: &mut Vec<UnitId>, others: &[UnitId]) {
    ui.label(name);
    ui.horizontal_wrapped(|ui| {
        let mut off = None;
        for &unit in units.iter() {
            let label = cx.dataset.unit(unit).map_or("", |it| it.label.as_str());
            let button = ui.small_button(format!("{label} ×"));
            let told = cx.texts.take_off_list(label);
            if widgets::named(button, egui::Role::Button, &told).clicked() {
                off = Some(unit);
            }
        }
        units.retain(|it| Some(*it) != off);
        let combo = ComboBox::from_id_salt(name).selected_text(cx.texts.add_unit());
        let shown = combo.show_ui(ui, |ui| {
            for unit in cx.dataset.units.iter() {
                let free = !units.contains(&unit.id) && !others.contains(&unit.id);
                if free && ui.selectable_label(false, &unit.label).clicked() {
                    units.push(unit.id);
                }
            }
        });
        let told = cx.texts.add_to_list(name);
        widgets::named(shown.response, egui::Role::ComboBox, &told);
    });
}
