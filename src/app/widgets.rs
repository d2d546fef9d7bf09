//! Small things that several screens share.

use egui::{
    Align, DragValue, Label, Layout, Response, RichText, Role as WidgetRole, Ui, WidgetInfo,
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

/// The head of a column of numbers: a name, and its measure in small letters below.
pub(super) fn variable_head(ui: &mut Ui, name: &str, facts: &str) {
    ui.with_layout(Layout::top_down(Align::Max), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let label = ui.add(Label::new(fonts::bold(name)).truncate());
        label.on_hover_text(name);
        ui.add(Label::new(RichText::new(facts).weak().small()).truncate());
    });
}
