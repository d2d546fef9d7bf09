//! What the project has learnt about reading in a window: how tables are read, and by which names
//! units go. Looked at, handed on, deleted, and used.

use egui::{Label, RichText, Role as WidgetRole, ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        theme,
        view::{Learnt, View},
        widgets,
    },
    import::recipe::{ReadAs, ReadingRecipe},
    project::{Edit, Unit},
};

/// The width of the window.
const WIDTH: f32 = 600.0;

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let button = ui.button(format!("{}…", cx.texts.recipes()));
    if button.on_hover_text(cx.texts.recipes_help()).clicked() {
        actions.push(Action::ShowLearnt(Some(Learnt::Recipes)));
    }
}

/// The window, while it is open.
pub(super) fn learnt_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut tab) = view.learnt else {
        return;
    };
    let mut open = true;
    egui::Window::new(cx.texts.recipes())
        .id(egui::Id::unique("recipes"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_width(WIDTH)
        .default_pos(egui::pos2(260.0, 120.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            ui.horizontal(|ui| {
                let names = cx.dataset.units.iter().map(|it| it.aliases.len()).sum();
                let recipes = cx.texts.recipes_tab(cx.dataset.recipes.len());
                ui.selectable_value(&mut tab, Learnt::Recipes, recipes);
                ui.selectable_value(&mut tab, Learnt::Names, cx.texts.names_tab(names));
            });
            ui.add_space(theme::NEAR);
            match tab {
                Learnt::Recipes => recipes_ui(ui, cx, actions),
                Learnt::Names => names_ui(ui, cx, actions),
            }
        });
    view.learnt = open.then_some(tab);
}

fn help_ui(ui: &mut Ui, help: &str) {
    ui.add(Label::new(RichText::new(help).weak()).wrap());
    ui.add_space(theme::NEAR);
}

fn recipes_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    help_ui(ui, cx.texts.recipes_help());
    list_ui(ui, cx, actions);
    ui.add_space(theme::NEAR);
    ui.separator();
    ui.horizontal_wrapped(|ui| below_ui(ui, cx, actions));
}

fn names_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    help_ui(ui, cx.texts.names_help());
    let named: Vec<&Unit> = cx
        .dataset
        .units
        .iter()
        .filter(|it| !it.aliases.is_empty())
        .collect();
    if named.is_empty() {
        ui.add(Label::new(cx.texts.no_further_names()).wrap());
    }
    ScrollArea::vertical()
        .id_salt("names")
        .max_height(360.0)
        .auto_shrink([false, true])
        .show_rows(ui, theme::ROW, named.len(), |ui, rows| {
            for unit in named.iter().skip(rows.start).take(rows.len()) {
                ui.push_id(unit.id, |ui| unit_ui(ui, cx, unit, actions));
            }
        });
    ui.add_space(theme::NEAR);
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        let save = egui::Button::new(cx.texts.names_to_file());
        if ui.add_enabled(!named.is_empty(), save).clicked() {
            actions.push(Action::SaveNames);
        }
        if ui.button(cx.texts.names_from_file()).clicked() {
            actions.push(Action::LoadNames);
        }
    });
}

/// A unit and its further names, each with a button that takes it away.
fn unit_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &Unit, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.set_min_height(theme::ROW);
        let room = egui::vec2(150.0, theme::ROW);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(room, left, |ui| {
            ui.set_min_width(150.0);
            ui.add(Label::new(&unit.label).truncate());
        });
        for name in &unit.aliases {
            let button = ui.button(format!("{name}  ×"));
            let spoken = cx.texts.drop_name_of(name, &unit.label);
            let button = widgets::named(button, WidgetRole::Button, &spoken);
            if button.on_hover_text(&spoken).clicked() {
                actions.push(Action::from(Edit::DropAlias {
                    dataset: cx.dataset.id,
                    unit: unit.id,
                    name: name.clone(),
                }));
            }
        }
    });
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let recipes = &cx.dataset.recipes;
    if recipes.is_empty() {
        ui.add(Label::new(cx.texts.no_recipes()).wrap());
        return;
    }
    ScrollArea::vertical()
        .id_salt("recipes")
        .max_height(360.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for recipe in recipes.iter() {
                ui.push_id(&recipe.name, |ui| recipe_ui(ui, cx, recipe, actions));
            }
        });
}

fn recipe_ui(ui: &mut Ui, cx: &Cx<'_>, recipe: &ReadingRecipe, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    egui::Sides::new().shrink_left().show(
        ui,
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(&recipe.name).truncate());
                let short = in_short(cx, recipe);
                ui.add(Label::new(RichText::new(short).weak().small()).truncate());
            });
        },
        |ui| {
            let forget = ui.button(texts.forget_recipe());
            let spoken = texts.forget_recipe_of(&recipe.name);
            if widgets::named(forget, WidgetRole::Button, &spoken).clicked() {
                actions.push(Action::from(Edit::ForgetRecipe {
                    dataset: cx.dataset.id,
                    name: recipe.name.clone(),
                }));
            }
            let save = ui.button(texts.recipe_to_file());
            let spoken = texts.recipe_to_file_of(&recipe.name);
            if widgets::named(save, WidgetRole::Button, &spoken).clicked() {
                actions.push(Action::SaveRecipe(recipe.name.clone()));
            }
        },
    );
    ui.add_space(theme::NEAR);
}

fn in_short(cx: &Cx<'_>, recipe: &ReadingRecipe) -> String {
    let texts = cx.texts;
    if let ReadAs::Relations(known) = &recipe.read_as {
        let form = texts.relation_form(known.form);
        return texts.relation_recipe_in_short(&recipe.file, &known.name, form);
    }
    let (indicators, units) = (recipe.indicators.len(), recipe.units.len());
    texts.recipe_in_short(&recipe.file, indicators, units)
}

fn below_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let any = !cx.dataset.recipes.is_empty();
    let refresh = egui::Button::new(texts.refresh_from_folder());
    let refresh = ui.add_enabled(any, refresh);
    if refresh
        .on_hover_text(texts.refresh_from_folder_help())
        .clicked()
    {
        actions.push(Action::RefreshFromFolder);
    }
    if ui.button(texts.recipe_from_file()).clicked() {
        actions.push(Action::LoadRecipe);
    }
}
