//! The reading recipes of the project in a window: looked at, handed on, deleted, and used.

use egui::{Label, RichText, Role as WidgetRole, ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{action::Action, theme, view::View, widgets},
    import::recipe::ReadingRecipe,
    project::Edit,
};

/// The window, while it is open.
pub(super) fn recipes_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    if !view.recipes {
        return;
    }
    let mut open = true;
    egui::Window::new(cx.texts.recipes())
        .id(egui::Id::unique("recipes"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_width(560.0)
        .default_pos(egui::pos2(260.0, 120.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(560.0);
            ui.add(Label::new(RichText::new(cx.texts.recipes_help()).weak()).wrap());
            ui.add_space(theme::NEAR);
            list_ui(ui, cx, actions);
            ui.add_space(theme::NEAR);
            ui.separator();
            ui.horizontal_wrapped(|ui| below_ui(ui, cx, actions));
        });
    view.recipes = open;
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
                let (indicators, units) = (recipe.indicators.len(), recipe.units.len());
                let short = texts.recipe_in_short(&recipe.file, indicators, units);
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
