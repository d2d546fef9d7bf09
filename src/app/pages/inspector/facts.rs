//! How facts stand in the inspector: a name at the left, what it is at the right.

use egui::{
    Align, Button, Label, Layout, Response, RichText, Role as WidgetRole, TextStyle, TextWrapMode,
    Ui, WidgetText, vec2,
};

use crate::app::{fonts, pages::Cx, theme, widgets};

/// So many names are listed before the rest is counted.
const LISTED: usize = 12;
/// The least height of a line.
pub(super) const LINE: f32 = 20.0;
/// The space above buttons.
pub(super) const GAP: f32 = theme::NEAR;
/// The most of the width that the name of a fact takes, and what it takes before a control.
const NAMES: f32 = 0.56;
const BEFORE_CONTROLS: f32 = 0.40;

/// What kind of thing it is, and its name.
pub(super) fn head_ui(ui: &mut Ui, kind: &str, name: &str) {
    ui.label(RichText::new(kind).weak().small());
    let name = fonts::bold(name).size(16.0);
    ui.add(Label::new(name).wrap().selectable(true));
    ui.add_space(4.0);
}

/// The heading of some facts.
pub(super) fn heading_ui(ui: &mut Ui, heading: &str) {
    ui.add_space(theme::NEAR);
    ui.add(Label::new(fonts::bold(heading)).wrap());
}

/// A fact, in words or a number; nothing where there is none.
pub(super) fn fact_ui(ui: &mut Ui, name: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    ui.horizontal_top(|ui| {
        let text = WidgetText::from(RichText::new(name).weak());
        let room = ui.available_width() * NAMES;
        let galley = text.into_galley(ui, Some(TextWrapMode::Wrap), room, TextStyle::Body);
        ui.label(galley);
        ui.with_layout(Layout::top_down(Align::Max), |ui| {
            ui.add(Label::new(value).wrap().selectable(true));
        });
    });
}

/// By what files call it, where that is not its name.
pub(super) fn code_ui(ui: &mut Ui, cx: &Cx<'_>, code: &str, name: &str) {
    if code != name {
        fact_ui(ui, cx.texts.code_fact(), code);
    }
}

/// A number that may be absent.
pub(super) fn some_fact_ui(ui: &mut Ui, name: &str, value: Option<String>) {
    if let Some(value) = value {
        fact_ui(ui, name, &value);
    }
}

/// A fact that can be changed.
pub(super) fn control_ui(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let width = ui.available_width() * BEFORE_CONTROLS;
        let left = Layout::left_to_right(Align::Center);
        let size = vec2(width, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, left, |ui| {
            ui.set_width(width);
            ui.weak(name);
        });
        control(ui);
    });
}

/// Names in a row; those beyond the first are counted.
pub(super) fn names_ui(ui: &mut Ui, cx: &Cx<'_>, names: &[String]) {
    let first = names.get(..LISTED).unwrap_or(names);
    let mut told = cx.texts.names_in_a_row(first);
    let more = names.len() - first.len();
    if more > 0 {
        told = format!("{told} {}", cx.texts.and_more(more));
    }
    ui.add(Label::new(told).wrap().selectable(true));
}

/// A name that leads to what it means.
pub(super) fn link_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str) -> Response {
    ui.scope(|ui| scoped_link_ui(ui, cx, name)).inner
}

fn scoped_link_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str) -> Response {
    ui.spacing_mut().interact_size.y = LINE;
    ui.spacing_mut().button_padding.y = 0.0;
    let color = ui.visuals().hyperlink_color;
    let text = RichText::new(name).color(color);
    let button = ui.add(Button::new(text).frame(false).truncate());
    let spoken = cx.texts.about_it(name);
    widgets::named(button, WidgetRole::Button, &spoken).on_hover_text(&spoken)
}
