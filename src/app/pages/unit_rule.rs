//! The rule of who is ranked: what it says above the units, and the window it is put together in.

use egui::{Button, ComboBox, DragValue, Label, RichText, Role as WidgetRole, ScrollArea, Ui};

use super::{
    Cx, own_mark,
    unit_names::{NamesField, names_ui},
};
use crate::{
    app::{
        action::Action,
        fonts, theme,
        unit_rule::{Asked, Preview, RuleDraft},
        view::View,
        widgets,
    },
    engine::UnitId,
    project::{Aspect, Edit, Role, Unit, UnitRule},
};

/// The width of the window.
const WIDTH: f32 = 560.0;

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let name = cx.texts.rule_of_units();
    let button = ui.button(format!("{name}…"));
    let button = widgets::named(button, WidgetRole::Button, name);
    if button
        .on_hover_text(cx.texts.rule_of_units_help())
        .clicked()
    {
        view.rule = Some(RuleDraft::of(cx.dataset, cx.scene.scenario, cx.texts));
    }
}

/// The rule in words and what it does, where there is one.
pub(super) fn summary_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let rule = cx.dataset.rule_in(cx.scene.scenario);
    let own = cx.scene.difference(Aspect::UnitRule).is_some();
    if rule.is_none() && !own {
        return;
    }
    ui.horizontal(|ui| {
        own_mark::mark_ui(ui, cx, (Aspect::UnitRule, texts.rule_of_units()), actions);
        ui.label(fonts::bold(texts.rule_of_units()));
        let all = UnitRule::default();
        let told = texts.unit_rule(rule.unwrap_or(&all), cx.dataset);
        ui.add(Label::new(&told).truncate()).on_hover_text(&told);
    });
    if let Some(effect) = &cx.scene.effect {
        let told = texts.rule_effect(effect, cx.dataset).join(texts.between());
        ui.add(Label::new(RichText::new(&told).weak()).truncate())
            .on_hover_text(&told);
    }
}

/// The window, while it is open. `listed`: the units that the screen lists.
pub(super) fn rule_ui(
    ui: &Ui,
    cx: &Cx<'_>,
    (view, listed): (&mut View, &[UnitId]),
    actions: &mut Vec<Action>,
) {
    let Some(mut draft) = view.rule.take() else {
        return;
    };
    if draft.scenario != cx.scene.scenario {
        draft = RuleDraft::of(cx.dataset, cx.scene.scenario, cx.texts);
    }
    let mut open = true;
    egui::Window::new(cx.texts.rule_of_units())
        .id(egui::Id::unique("unit rule"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(640.0, 90.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            let preview = draft.preview(cx.document, cx.revision);
            let tall = (ui.ctx().content_rect().height() - 190.0).max(260.0);
            ScrollArea::vertical().max_height(tall).show(ui, |ui| {
                form_ui(ui, cx, (&mut draft.asked, &preview, listed));
                ui.separator();
                preview_ui(ui, cx, &preview);
            });
            ui.separator();
            save_ui(ui, cx, &preview, actions);
        });
    view.rule = open.then_some(draft);
}

fn form_ui(ui: &mut Ui, cx: &Cx<'_>, (asked, preview, listed): (&mut Asked, &Preview, &[UnitId])) {
    let texts = cx.texts;
    let [only, also, exclude] = &preview.unknown;
    let field = |name, unknown, rows| NamesField {
        name,
        unknown,
        listed,
        rows,
    };
    ui.radio_value(&mut asked.some, false, texts.rule_from_all());
    ui.radio_value(&mut asked.some, true, texts.rule_from_some());
    if asked.some {
        ui.indent("only", |ui| {
            names_ui(ui, cx, &mut asked.only, &field(texts.rule_only(), only, 3));
        });
    }
    top_ui(ui, cx, asked);
    names_ui(ui, cx, &mut asked.also, &field(texts.rule_also(), also, 2));
    let name = texts.rule_exclude();
    names_ui(ui, cx, &mut asked.exclude, &field(name, exclude, 2));
}

/// The first so many by a variable in a period.
fn top_ui(ui: &mut Ui, cx: &Cx<'_>, asked: &mut Asked) {
    let texts = cx.texts;
    ui.horizontal(|ui| {
        ui.checkbox(&mut asked.top, texts.rule_top());
        ui.add_enabled_ui(asked.top, |ui| {
            let count = DragValue::new(&mut asked.count)
                .range(1..=100_000)
                .speed(0.1)
                .update_while_editing(false);
            let count = ui.add(count);
            ui.ctx()
                .accesskit_node_builder(count.id, |node| node.set_label(texts.rule_count()));
            ui.label(texts.rule_by());
            let chosen = asked.variable.and_then(|id| cx.dataset.variable(id));
            let combo = ComboBox::from_id_salt("rule variable")
                .width(150.0)
                .height(360.0)
                .truncate()
                .selected_text(chosen.map_or("", |it| it.name.as_str()));
            let combo = combo.show_ui(ui, |ui| {
                for variable in cx.dataset.variables.iter() {
                    let id = Some(variable.id);
                    ui.selectable_value(&mut asked.variable, id, &variable.name);
                }
            });
            widgets::named(combo.response, WidgetRole::ComboBox, texts.rule_variable());
            let told = |period: Option<&_>| {
                period.map_or_else(|| texts.latest_period().to_owned(), |it| texts.period(it))
            };
            let combo = ComboBox::from_id_salt("rule period")
                .width(100.0)
                .selected_text(told(asked.period.as_ref()));
            let combo = combo.show_ui(ui, |ui| {
                let periods = cx.dataset.periods();
                for option in std::iter::once(None).chain(periods.into_iter().map(Some)) {
                    let name = told(option.as_ref());
                    ui.selectable_value(&mut asked.period, option, name);
                }
            });
            widgets::named(combo.response, WidgetRole::ComboBox, texts.rule_period());
        });
    });
}

/// What the rule would do: before and after.
fn preview_ui(ui: &mut Ui, cx: &Cx<'_>, preview: &Preview) {
    let texts = cx.texts;
    if let Some(refused) = &preview.refused {
        let told = RichText::new(texts.edit_error(refused)).color(ui.visuals().error_fg_color);
        ui.add(Label::new(told).wrap());
        return;
    }
    ui.label(fonts::bold(texts.rule_does()));
    let rule = texts.unit_rule(&preview.rule, cx.dataset);
    ui.add(Label::new(rule).wrap());
    if let Some(effect) = &preview.effect {
        for line in texts.rule_effect(effect, cx.dataset) {
            ui.add(Label::new(RichText::new(line).weak()).wrap());
        }
    }
    let changes = texts.list_change(&preview.change, cx.dataset);
    if changes.is_empty() {
        ui.label(RichText::new(texts.list_stays()).weak());
    }
    for line in changes {
        let color = theme::scenario(ui.visuals());
        ui.add(Label::new(RichText::new(line).color(color)).wrap());
    }
}

fn save_ui(ui: &mut Ui, cx: &Cx<'_>, preview: &Preview, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let (scenario, present) = (cx.scene.scenario, cx.dataset.rule_in(cx.scene.scenario));
    let idle = UnitRule::default();
    let same = *present.unwrap_or(&idle) == preview.rule;
    ui.horizontal(|ui| {
        let ready = preview.refused.is_none() && !same;
        if ui
            .add_enabled(ready, Button::new(texts.apply_rule()))
            .clicked()
        {
            actions.push(set(cx, Some(preview.rule.clone())));
        }
        let own = cx.scene.difference(Aspect::UnitRule).is_some();
        if scenario.is_some() && own && ui.button(texts.to_base()).clicked() {
            actions.extend(own_mark::back(cx, Aspect::UnitRule));
        }
        if scenario.is_none() && present.is_some() && ui.button(texts.drop_rule()).clicked() {
            actions.push(set(cx, None));
        }
    });
}

fn set(cx: &Cx<'_>, rule: Option<UnitRule>) -> Action {
    let at = cx.at();
    Action::from(Edit::SetUnitRule { at, rule })
}

/// The edit that has units ranked, or not: by the rule where there is one, else by hand.
pub(super) fn include(cx: &Cx<'_>, units: &[&Unit], included: bool) -> Option<Action> {
    let scenario = cx.scene.scenario;
    let wanted = if included {
        Role::Ranked
    } else {
        Role::Excluded
    };
    let by_hand = |units: Vec<UnitId>| {
        let at = cx.at();
        Action::from(Edit::SetRole {
            at,
            units,
            role: wanted,
        })
    };
    let Some(present) = cx.dataset.rule_in(scenario) else {
        return Some(by_hand(units.iter().map(|it| it.id).collect()));
    };
    // The rule has its say only about those whom nobody leaves out by hand.
    let left = units
        .iter()
        .filter(|it| included && cx.dataset.role(scenario, it) != Role::Ranked);
    let left: Vec<UnitId> = left.map(|it| it.id).collect();
    if !left.is_empty() {
        return Some(by_hand(left));
    }
    let mut rule = present.clone();
    let ids = units.iter().map(|it| it.id);
    for unit in ids.filter(|&id| (cx.scene.role(id) == Role::Ranked) != included) {
        let named = rule.exclude.contains(&unit);
        rule.exclude.retain(|it| *it != unit);
        rule.also.retain(|it| *it != unit);
        match included {
            true if named => {}
            true => rule.also.push(unit),
            false => rule.exclude.push(unit),
        }
    }
    (*present != rule).then(|| set(cx, Some(rule)))
}
