//! Small things that several screens share.

use egui::{DragValue, Response, Role as WidgetRole, WidgetInfo};

use super::format;

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
