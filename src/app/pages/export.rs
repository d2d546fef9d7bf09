//! Files for others.

use egui::{DragValue, Frame, Margin, RichText, ScrollArea, TextEdit, Ui};

use super::{Cx, empty_ui};
use crate::{
    app::{
        action::{Action, Product},
        fonts, theme,
        view::View,
    },
    export::WorkbookOptions,
    project::{Edit, HouseStyle, SheetKind},
};

/// How wide a card is at most.
const CARD: f32 = 680.0;
/// The colour that a picker begins with.
const FIRST_COLOR: [u8; 3] = [0x1f, 0x4e, 0x79];

/// The export screen.
pub(super) fn export_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if cx.derived.ranking.rows.is_empty() {
        empty_ui(ui, texts.no_results(), texts.no_results_line(), |_| {});
        return;
    }
    ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| cards_ui(ui, cx, view, actions));
}

fn cards_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if let Some(scenario) = cx.scenario() {
        let told = texts.exported_under(&scenario.name);
        let color = theme::scenario(ui.visuals());
        ui.label(fonts::bold(told).color(color));
        ui.add_space(theme::NEAR);
    }
    for product in Product::ALL {
        let (button, line) = match product {
            Product::Workbook => (texts.export_workbook(), texts.export_workbook_line()),
            Product::Scores => (texts.export_scores(), texts.export_scores_line()),
            Product::Normalised => (texts.export_normalised(), texts.export_normalised_line()),
            Product::Weights => (texts.export_weights(), texts.export_weights_line()),
            Product::Points => (texts.export_points(), texts.export_points_line()),
            Product::Pairs => (texts.export_pairs(), texts.export_pairs_line()),
        };
        card_ui(ui, |ui| {
            if ui.button(button).clicked() {
                actions.push(Action::Export(product));
            }
            ui.label(RichText::new(line).weak());
            if product == Product::Workbook {
                ui.add_space(theme::NEAR);
                options_ui(ui, cx, &view.workbook, actions);
                ui.add_space(theme::NEAR);
                style_ui(ui, cx, &mut view.font, actions);
            }
        });
    }
}

fn card_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let card = Frame::NONE
        .fill(theme::side_ground(ui.visuals()))
        .corner_radius(8)
        .inner_margin(Margin::same(14));
    card.show(ui, |ui| {
        ui.set_width(ui.available_width().min(CARD));
        content(ui);
    });
    ui.add_space(theme::NEAR);
}

/// How the workbook is made.
fn options_ui(ui: &mut Ui, cx: &Cx<'_>, present: &WorkbookOptions, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let mut options = present.clone();
    ui.radio_value(&mut options.values_only, false, texts.with_formulas());
    ui.radio_value(&mut options.values_only, true, texts.values_only());
    ui.horizontal(|ui| {
        let label = ui.label(texts.decimals_of_scores());
        let mut fixed = options.decimals.is_some();
        let mut decimals = options.decimals.unwrap_or(2);
        let mut automatic = !fixed;
        ui.checkbox(&mut automatic, texts.by_size());
        if automatic == fixed {
            fixed = !automatic;
        }
        let field = DragValue::new(&mut decimals).range(0..=6).speed(0.05);
        ui.add_enabled(fixed, field).labelled_by(label.id);
        options.decimals = fixed.then_some(decimals);
    });
    if !cx.dataset.vintages.is_empty() {
        ui.checkbox(&mut options.causes, texts.look_for_causes());
    }
    let all = SheetKind::ALL.len();
    let chosen = all - options.without.len();
    egui::CollapsingHeader::new(texts.sheets_chosen(chosen, all))
        .id_salt("sheets")
        .show(ui, |ui| sheets_ui(ui, cx, &mut options));
    if options != *present {
        actions.push(Action::Workbook(Box::new(options)));
    }
}

fn sheets_ui(ui: &mut Ui, cx: &Cx<'_>, options: &mut WorkbookOptions) {
    ui.label(RichText::new(cx.texts.sheets_line()).weak().small());
    egui::Grid::new("kinds of sheets")
        .num_columns(3)
        .show(ui, |ui| {
            for (at, kind) in SheetKind::ALL.into_iter().enumerate() {
                let mut wanted = options.wants(kind);
                if ui
                    .checkbox(&mut wanted, cx.texts.sheet_kind(kind))
                    .changed()
                {
                    if wanted {
                        options.without.remove(&kind);
                    } else {
                        options.without.insert(kind);
                    }
                }
                if at % 3 == 2 {
                    ui.end_row();
                }
            }
        });
}

/// Logo, font and colour.
fn style_ui(ui: &mut Ui, cx: &Cx<'_>, typed: &mut Option<String>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let present = cx.document.style.as_ref();
    egui::CollapsingHeader::new(texts.house_style())
        .id_salt("house style")
        .show(ui, |ui| {
            ui.label(RichText::new(texts.house_style_line()).weak().small());
            let mut style = present.clone();
            ui.horizontal(|ui| {
                if ui.button(texts.choose_logo()).clicked() {
                    actions.push(Action::ChooseLogo);
                }
                if style.logo.is_some() && ui.button(texts.drop_logo()).clicked() {
                    style.logo = None;
                }
            });
            font_ui(ui, cx, &mut style, typed);
            ui.horizontal(|ui| {
                let mut colored = style.color.is_some();
                ui.checkbox(&mut colored, texts.color_of_heads());
                let mut color = style.color.unwrap_or(FIRST_COLOR);
                if colored {
                    ui.color_edit_button_srgb(&mut color);
                }
                style.color = colored.then_some(color);
            });
            let plain = egui::Button::new(texts.plain_style());
            if ui.add_enabled(!present.is_plain(), plain).clicked() {
                style = HouseStyle::default();
            }
            if style != *present {
                let style = std::sync::Arc::new(style);
                actions.push(Action::from(Edit::SetHouseStyle { style }));
            }
        });
}

/// The font is taken when its field is left.
fn font_ui(ui: &mut Ui, cx: &Cx<'_>, style: &mut HouseStyle, typed: &mut Option<String>) {
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.font_of_cells());
        let known = style.font.clone().unwrap_or_default();
        let mut font = typed.take().unwrap_or(known);
        let field = TextEdit::singleline(&mut font)
            .hint_text(cx.texts.font_hint())
            .desired_width(200.0);
        let field = ui.add(field).labelled_by(label.id);
        if field.lost_focus() {
            let font = font.trim();
            style.font = (!font.is_empty()).then(|| font.to_owned());
        } else if field.has_focus() {
            *typed = Some(font);
        }
    });
}
