//! Variables that are computed from others, in a window.

use egui::{
    Color32, Role as WidgetRole, ScrollArea, TextEdit, TextFormat, Ui,
    text::{CCursor, CCursorRange, LayoutJob},
};

use super::Cx;
use crate::{
    app::{
        action::Action,
        fonts,
        view::{FormulaDraft, View},
        widgets,
    },
    engine::formula::{FormulaError, Function},
    project::{Edit, Variable, bind},
};

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let name = cx.texts.computed_variables();
    let button = ui.button(format!("{name}…"));
    if widgets::named(button, WidgetRole::Button, name).clicked() {
        view.formula = Some(FormulaDraft::default());
    }
}

/// What is typed of a variable that has a formula.
pub(super) fn draft_of(variable: &Variable) -> FormulaDraft {
    FormulaDraft {
        variable: Some(variable.id),
        name: variable.name.clone(),
        measure: variable.measure.clone().unwrap_or_default(),
        text: variable.formula.clone().unwrap_or_default(),
        caret: None,
    }
}

/// The window, while it is open.
pub(super) fn formulas_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut draft) = view.formula.take() else {
        return;
    };
    let known = draft.variable.and_then(|id| cx.dataset.variable(id));
    if draft.variable.is_some() && known.is_none_or(|it| it.formula.is_none()) {
        draft = FormulaDraft::default();
    }
    if draft.variable.is_none() {
        // One that has just been added is the one to go on with.
        let (name, formula) = (draft.name.trim(), Some(draft.text.trim()));
        let mut variables = cx.dataset.variables.iter();
        let added = variables.find(|it| it.name == name && it.formula.as_deref() == formula);
        if let Some(added) = added {
            draft = draft_of(added);
        }
    }
    let mut open = true;
    let mut chosen = None;
    egui::Window::new(cx.texts.computed_variables())
        .id(egui::Id::unique("formulas"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(260.0, 100.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(640.0);
            chosen = list_ui(ui, cx, &draft);
            ui.separator();
            form_ui(ui, cx, &mut draft, actions);
        });
    if let Some(chosen) = chosen {
        draft = chosen;
    }
    view.formula = open.then_some(draft);
}

/// The computed variables there are, and a new one.
fn list_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &FormulaDraft) -> Option<FormulaDraft> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        let new = ui.selectable_label(draft.variable.is_none(), cx.texts.new_variable());
        if new.clicked() && draft.variable.is_some() {
            chosen = Some(FormulaDraft::default());
        }
        let computed = cx.dataset.variables.iter();
        for variable in computed.filter(|it| it.formula.is_some()) {
            let same = draft.variable == Some(variable.id);
            let entry = ui.selectable_label(same, &variable.name);
            if entry.clicked() && !same {
                chosen = Some(draft_of(variable));
            }
        }
    });
    chosen
}

fn form_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut FormulaDraft, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.horizontal(|ui| {
        let new = draft.variable.is_none();
        let label = ui.label(texts.variable_name());
        let field = TextEdit::singleline(&mut draft.name).desired_width(200.0);
        ui.add_enabled(new, field).labelled_by(label.id);
        let label = ui.label(texts.measure());
        let field = TextEdit::singleline(&mut draft.measure).desired_width(120.0);
        ui.add_enabled(new, field).labelled_by(label.id);
    });
    let label = ui.label(texts.formula());
    let shown = TextEdit::multiline(&mut draft.text)
        .id(formula_field())
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .show(ui);
    shown.response.response.labelled_by(label.id);
    if let Some(range) = shown.cursor_range {
        draft.caret = Some(usize::from(range.primary.index));
    }
    let error = bind(cx.dataset, &draft.text).err();
    verdict_ui(ui, cx, &draft.text, error.as_ref());
    save_ui(ui, cx, draft, error.is_none(), actions);
    ui.separator();
    insert_ui(ui, cx, draft);
}

/// Whether the formula can be computed, and where it stops.
fn verdict_ui(ui: &mut Ui, cx: &Cx<'_>, text: &str, error: Option<&FormulaError>) {
    let Some(error) = error else {
        ui.weak(cx.texts.formula_reads());
        return;
    };
    if text.trim().is_empty() {
        ui.add(egui::Label::new(cx.texts.formula_hint()).wrap());
        return;
    }
    let red = ui.visuals().error_fg_color;
    ui.add(egui::Label::new(marked(ui, text, error.position, red)).wrap());
    let told = egui::RichText::new(cx.texts.formula_error(error)).color(red);
    ui.add(egui::Label::new(told).wrap());
}

/// The formula, red from where it cannot be read on.
fn marked(ui: &Ui, text: &str, position: usize, red: Color32) -> LayoutJob {
    let font = egui::TextStyle::Monospace.resolve(ui.style());
    let format = |color, underline| TextFormat {
        font_id: font.clone(),
        color,
        underline,
        ..TextFormat::default()
    };
    let at = text.char_indices().nth(position);
    let (good, bad) = text.split_at(at.map_or(text.len(), |(at, _)| at));
    let mut job = LayoutJob::default();
    let plain = format(ui.visuals().text_color(), egui::Stroke::NONE);
    job.append(good, 0.0, plain);
    let bad = if bad.is_empty() { "□" } else { bad };
    job.append(bad, 0.0, format(red, egui::Stroke::new(1.0, red)));
    job
}

fn save_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    draft: &mut FormulaDraft,
    reads: bool,
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    let formula = draft.text.trim().to_owned();
    ui.horizontal(|ui| match draft.variable {
        None => {
            let fits = reads && !draft.name.trim().is_empty();
            let button = egui::Button::new(texts.add_variable());
            if ui.add_enabled(fits, button).clicked() {
                let measure = draft.measure.trim().to_owned();
                actions.push(Action::from(Edit::AddFormula {
                    dataset,
                    name: draft.name.trim().to_owned(),
                    measure: Some(measure).filter(|it| !it.is_empty()),
                    formula,
                }));
            }
        }
        Some(variable) => {
            let present = cx.dataset.variable(variable);
            let other = present.and_then(|it| it.formula.as_ref()) != Some(&formula);
            let button = egui::Button::new(texts.save_formula());
            if ui.add_enabled(reads && other, button).clicked() {
                let formula = Some(formula);
                actions.push(Action::from(Edit::SetFormula {
                    dataset,
                    variable,
                    formula,
                }));
            }
            if ui.button(texts.remove_variable()).clicked() {
                actions.push(Action::from(Edit::RemoveVariable { dataset, variable }));
            }
        }
    });
}

/// The field of the formula.
fn formula_field() -> egui::Id {
    egui::Id::unique("formula text")
}

/// Lets typing go on in the formula, so many characters in.
fn type_on(ui: &Ui, caret: usize) {
    let field = formula_field();
    let mut state = TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
    let place = CCursorRange::one(CCursor::new(caret));
    state.cursor.set_char_range(Some(place));
    state.store(ui.ctx(), field);
    ui.memory_mut(|memory| memory.request_focus(field));
}

/// Variables and functions, each put where the caret is by a click.
fn insert_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut FormulaDraft) {
    let texts = cx.texts;
    let mut put = None;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(250.0);
            ui.label(fonts::bold(texts.variables()));
            ScrollArea::vertical()
                .id_salt("variables")
                .max_height(230.0)
                .min_scrolled_height(230.0)
                .show(ui, |ui| {
                    for variable in cx.dataset.variables.iter() {
                        let button = ui.add(egui::Button::new(&variable.name).frame(false));
                        let spoken = texts.insert(&variable.name);
                        if widgets::named(button, WidgetRole::Button, &spoken).clicked() {
                            put = Some(format!("[{}]", variable.name.replace(']', "]]")));
                        }
                    }
                });
        });
        ui.vertical(|ui| {
            ui.label(fonts::bold(texts.functions()));
            ScrollArea::vertical()
                .id_salt("functions")
                .max_height(230.0)
                .min_scrolled_height(230.0)
                .show(ui, |ui| {
                    for function in Function::ALL {
                        ui.horizontal(|ui| {
                            let key = function.key();
                            let name = egui::RichText::new(key).monospace();
                            let button = ui.add(egui::Button::new(name).frame(false));
                            let spoken = texts.insert(key);
                            if widgets::named(button, WidgetRole::Button, &spoken).clicked() {
                                put = Some(format!("{key}("));
                            }
                            ui.weak(texts.function_help(function));
                        });
                    }
                });
        });
    });
    if let Some(words) = put {
        let caret = draft.caret.unwrap_or(usize::MAX);
        let at = draft.text.char_indices().nth(caret);
        let at = at.map_or(draft.text.len(), |(at, _)| at);
        draft.text.insert_str(at, &words);
        let before = caret.min(draft.text.chars().count());
        let after = before.saturating_add(words.chars().count());
        draft.caret = Some(after);
        type_on(ui, after);
    }
}
