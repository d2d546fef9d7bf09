//! Small things that several screens share.

use egui::{
    Align, DragValue, Label, Layout, Response, RichText, Role as WidgetRole, TextStyle,
    TextWrapMode, Ui, WidgetInfo, WidgetText,
};

use super::{fonts, format};

/// Gives a widget the name by which a screen reader and a test know it.
pub(super) fn named(response: Response, kind: WidgetRole, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(kind, true, name));
    response
}

/// A field for a number that is typed: shown with the digits it has, taken when the field is left.
pub(super) fn number_field(number: &mut f64) -> DragValue<'_> {
    DragValue::new(number)
        .speed(0.0)
        .update_while_editing(false)
        .custom_formatter(|number, _| format::typed(number))
}

/// A hint at the end of a row that wraps: beside what is there if it fits as a whole, else below.
pub(super) fn hint_ui(ui: &mut Ui, hint: &str) {
    let text = WidgetText::from(RichText::new(hint).weak().small());
    let wide = text.clone().into_galley(
        ui,
        Some(TextWrapMode::Extend),
        f32::INFINITY,
        TextStyle::Body,
    );
    if wide.size().x > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    ui.add(Label::new(text).wrap());
}

/// The head of a column of numbers: a name, and its measure in small letters below; in full while a
/// column is measured for its contents.
pub(super) fn variable_head(ui: &mut Ui, name: &str, facts: &str) {
    let cut = |label: Label, ui: &Ui| {
        if ui.is_sizing_pass() {
            label.extend()
        } else {
            label.truncate()
        }
    };
    ui.with_layout(Layout::top_down(Align::Max), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let label = ui.add(cut(Label::new(fonts::bold(name)), ui));
        label.on_hover_text(name);
        ui.add(cut(Label::new(RichText::new(facts).weak().small()), ui));
    });
}

/// A number that may be stated or not: a check box and its field. True if it was changed.
pub(super) fn optional_number(
    ui: &mut Ui,
    name: &str,
    stated: &mut Option<f64>,
    first: f64,
) -> bool {
    let (mut checked, mut number) = (stated.is_some(), stated.unwrap_or(first));
    let laid = ui.horizontal(|ui| {
        let check = ui.checkbox(&mut checked, name);
        let field = ui
            .add_enabled(checked, number_field(&mut number))
            .labelled_by(check.id);
        check.changed() || field.changed()
    });
    *stated = checked.then_some(number);
    laid.inner
}
