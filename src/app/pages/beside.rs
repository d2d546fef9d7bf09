//! Beside the results: the means of groups, and the unit in view.

use egui::{Label, RichText, Role as WidgetRole, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::Cx;
use crate::app::{fonts, format, theme, view::View};

/// Whether there is something to show.
pub(super) fn is_needed(cx: &Cx<'_>, view: &View) -> bool {
    cx.derived.beside.places.is_some() || shown_unit(cx, view).is_some()
}

/// The name of the unit in view, if it is among the results.
fn shown_unit<'a>(cx: &Cx<'a>, view: &View) -> Option<&'a str> {
    let unit = view.selected?;
    let mut all = cx.derived.results.units.iter();
    all.find(|it| it.id == unit)?;
    cx.dataset.unit(unit).map(|it| it.label.as_str())
}

/// The panel.
pub(super) fn beside_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View) {
    ScrollArea::vertical().id_salt("beside").show(ui, |ui| {
        if cx.derived.beside.places.is_some() {
            groups_ui(ui, cx);
            ui.add_space(theme::FAR);
        }
        if let Some(unit) = shown_unit(cx, view) {
            unit_ui(ui, cx, unit);
        }
    });
}

fn groups_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let texts = cx.texts;
    ui.label(fonts::bold(texts.group_means()).size(16.0));
    egui::Grid::new("group means")
        .striped(true)
        .num_columns(3)
        .show(ui, |ui| {
            for group in &cx.derived.beside.groups {
                ui.label(&group.name);
                ui.label(fonts::bold(&group.mean));
                let with = group.members.saturating_sub(group.absent.len());
                ui.weak(texts.group_size(with, group.members));
                ui.end_row();
            }
        });
    for group in &cx.derived.beside.groups {
        if !group.absent.is_empty() {
            let told = texts.absent_units(&group.absent.join(", "));
            let told = texts.own_line(&group.name, &told);
            let told = RichText::new(told).color(ui.visuals().warn_fg_color);
            ui.add(Label::new(told).wrap());
        }
    }
}

fn unit_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &str) {
    let (texts, beside) = (cx.texts, &cx.derived.beside);
    ui.label(fonts::bold(texts.obstacles_of(unit)).size(16.0));
    let help = if beside.obstacles.is_empty() {
        texts.no_obstacles()
    } else {
        texts.obstacles_help()
    };
    ui.add(Label::new(RichText::new(help).weak()).wrap());
    let most = beside.obstacles.first().map_or(0.0, |it| it.1);
    for (name, degree) in &beside.obstacles {
        bar_ui(ui, cx, name, (*degree, most));
    }
    if !beside.changed.is_empty() {
        ui.add_space(theme::NEAR);
        ui.label(fonts::bold(texts.changed_values()));
        for (name, mark) in &beside.changed {
            let told = texts.own_line(name, &texts.mark(mark));
            ui.add(Label::new(told).wrap());
        }
    }
}

/// An indicator with its share as a length behind it.
fn bar_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, (degree, most): (f64, f64)) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let share = format::percent(degree);
    let spoken = cx.texts.obstacle_line(name, &share);
    response.widget_info(|| WidgetInfo::labeled(WidgetRole::Label, true, &spoken));
    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
    let length = if most > 0.0 {
        (degree / most) as f32
    } else {
        0.0
    };
    let bar = rect.shrink2(vec2(0.0, 2.0));
    let bar = bar.with_max_x(bar.width().mul_add(length, bar.left()));
    let fill = ui.visuals().warn_fg_color.gamma_multiply(0.22);
    ui.painter().rect_filled(bar, 3.0, fill);
    let inner = rect.shrink2(vec2(6.0, 0.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    child.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.label(fonts::bold(share));
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.add(Label::new(name).truncate());
        });
    });
    response.on_hover_text(spoken);
}
