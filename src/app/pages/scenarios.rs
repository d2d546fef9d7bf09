//! Scenarios side by side: the list of them, what belongs to the one in view, and the comparison.

use egui::{Align, Button, Frame, Label, Layout, Margin, RichText, ScrollArea, TextEdit, Ui};

use super::{Cx, empty_ui, own_mark, results, saved_views, scenario_table};
use crate::{
    app::{
        action::Action,
        comparison::Which,
        fonts, theme,
        view::{ScenariosView, View},
        widgets,
    },
    project::{Edit, Scenario},
};

/// The width of the list of scenarios.
const LIST: f32 = 250.0;

/// The part of the results screen.
pub(super) fn scenarios_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    results::head_ui(ui, cx, view, |ui, view| {
        if !cx.dataset.scenarios.is_empty() {
            saved_views::button_ui(ui, cx, view);
        }
    });
    if !cx.dataset.scenarios.is_empty() {
        ui.add_space(theme::NEAR);
        ui.horizontal(|ui| scenario_table::tools_ui(ui, cx, view, actions));
    }
    ui.add_space(theme::NEAR);
    if cx.dataset.scenarios.is_empty() {
        empty_ui(ui, texts.no_scenarios(), texts.no_scenarios_line(), |ui| {
            if ui.button(texts.new_scenario()).clicked() {
                actions.push(Action::AddScenario(None));
            }
        });
        return;
    }
    egui::Panel::left("scenarios")
        .default_size(LIST)
        .size_range(200.0..=420.0)
        .resizable(true)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("scenarios")
                .auto_shrink(false)
                .show(ui, |ui| side_ui(ui, cx, &mut view.scenarios, actions));
        });
    let room = Frame::NONE.inner_margin(Margin {
        left: 12,
        ..Margin::ZERO
    });
    room.show(ui, |ui| scenario_table::table_ui(ui, cx, view, actions));
}

fn side_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut ScenariosView, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.label(fonts::bold(texts.scenarios()));
    entry_ui(ui, cx, (shown, None, texts.base_scenario()), actions);
    for scenario in cx.dataset.scenarios.iter() {
        let entry = (&mut *shown, Some(scenario.id), scenario.name.as_str());
        entry_ui(ui, cx, entry, actions);
    }
    ui.horizontal_wrapped(|ui| {
        let new = ui.button(texts.new_scenario());
        if new.on_hover_text(texts.new_scenario_help()).clicked() {
            actions.push(Action::AddScenario(None));
        }
        let Some(scenario) = cx.scenario().map(|it| it.id) else {
            return;
        };
        if ui.button(texts.duplicate_scenario()).clicked() {
            actions.push(Action::AddScenario(Some(scenario)));
        }
        if ui.button(texts.remove_scenario()).clicked() {
            let dataset = cx.dataset.id;
            actions.push(Action::from(Edit::RemoveScenario { dataset, scenario }));
        }
    });
    ui.separator();
    if let Some(scenario) = cx.scenario() {
        scenario_ui(ui, cx, (shown, scenario), actions);
    } else {
        let told = RichText::new(texts.base_in_view()).weak();
        ui.add(Label::new(told).wrap());
    }
}

/// Whether a scenario is compared, and a click to show it everywhere.
fn entry_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (shown, which, name): (&mut ScenariosView, Which, &str),
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        let mut compared = !shown.left_out.contains(&which) || shown.against == which;
        let check = egui::Checkbox::without_text(&mut compared);
        let check = ui.add_enabled(shown.against != which, check);
        let spoken = cx.texts.compare_scenario(name);
        ui.ctx()
            .accesskit_node_builder(check.id, |node| node.set_label(spoken));
        if check.changed() {
            shown.left_out.retain(|it| *it != which);
            if !compared {
                shown.left_out.push(which);
            }
        }
        let same = cx.scene.scenario == which;
        let entry = Button::selectable(same, name)
            .truncate()
            .min_size(egui::vec2(ui.available_width(), 26.0));
        let spoken = cx.texts.show_scenario(name);
        // A row would put the name into the middle of the button.
        let left = Layout::top_down(Align::Min);
        let entry = ui.with_layout(left, |ui| ui.add(entry)).inner;
        ui.ctx()
            .accesskit_node_builder(entry.id, |node| node.set_label(spoken));
        if entry.clicked() && !same {
            actions.push(Action::ShowScenario(which));
        }
    });
}

/// Name, note and differences of the scenario in view.
fn scenario_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (shown, scenario): (&mut ScenariosView, &Scenario),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let (dataset, id) = (cx.dataset.id, scenario.id);
    let label = ui.label(texts.scenario_name());
    let typed = shown.renaming.take().filter(|it| it.0 == id);
    let mut name = typed.map_or_else(|| scenario.name.clone(), |it| it.1);
    let field = TextEdit::singleline(&mut name).desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    if field.lost_focus() && name.trim() != scenario.name {
        let scenario = id;
        actions.push(Action::from(Edit::RenameScenario {
            dataset,
            scenario,
            name,
        }));
    } else if field.has_focus() {
        shown.renaming = Some((id, name));
    }
    let label = ui.label(texts.scenario_note());
    let typed = shown.noting.take().filter(|it| it.0 == id);
    let mut note = typed.map_or_else(|| scenario.note.clone(), |it| it.1);
    let field = TextEdit::multiline(&mut note)
        .desired_rows(2)
        .desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    if field.lost_focus() && note.trim() != scenario.note {
        let (scenario, note) = (id, note.trim().to_owned());
        actions.push(Action::from(Edit::SetScenarioNote {
            dataset,
            scenario,
            note,
        }));
    } else if field.has_focus() {
        shown.noting = Some((id, note));
    }
    ui.add_space(theme::NEAR);
    ui.label(fonts::bold(texts.differences_from_base()));
    differences_ui(ui, cx, actions);
}

/// Everything the scenario in view has otherwise, and the way back for each.
fn differences_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if cx.scene.differences.is_empty() {
        ui.add(Label::new(RichText::new(texts.no_differences()).weak()).wrap());
    }
    for difference in &cx.scene.differences {
        let [what, base, here] = texts.difference_in_parts(difference, cx.dataset);
        ui.add(Label::new(texts.difference(difference, cx.dataset)).wrap())
            .on_hover_text(format!("{base}\n→ {here}"));
        let button = ui.small_button(texts.to_base());
        let spoken = texts.back_to_base_in(&what);
        if widgets::named(button, egui::Role::Button, &spoken).clicked() {
            actions.extend(own_mark::back(cx, difference.aspect()));
        }
    }
}
