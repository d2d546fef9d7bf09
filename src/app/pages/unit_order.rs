//! Units brought into another order: by a menu, and by dragging their names.

use std::collections::BTreeMap;

use egui::{Button, Rect, Response, Role as WidgetRole, Ui};

use super::{Cx, dragging};
use crate::{
    app::{action::Action, widgets},
    engine::UnitId,
    project::{Unit, UnitSort, UnitStep, ordered, put_beside},
};

/// The button that sorts all units, and its menu.
pub(super) fn menu_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let menu = ui.menu_button(texts.order_units(), |ui| {
        ui.set_min_width(170.0);
        let (places, ranks) = (cx.codes.places(), ranks(cx));
        for (sort, some) in [
            (UnitSort::Name, true),
            (UnitSort::Code(places), !places.is_empty()),
            (UnitSort::Rank(&ranks), !ranks.is_empty()),
        ] {
            let entry = ui.add_enabled(some, Button::new(texts.order_by(sort)));
            if entry.clicked() {
                bring(cx, sort.order(&cx.dataset.units), actions);
                ui.close();
            }
        }
    });
    widgets::named(menu.response, WidgetRole::Button, texts.order_units())
        .on_hover_text(texts.order_units_help());
}

/// The ranks in view.
fn ranks(cx: &Cx<'_>) -> BTreeMap<UnitId, u32> {
    let rows = cx.derived.ranking.rows.iter();
    rows.filter_map(|row| Some((row.unit, row.rank?))).collect()
}

/// Asks for an order, or says that it is there already.
fn bring(cx: &Cx<'_>, order: Vec<UnitId>, actions: &mut Vec<Action>) {
    let edit = ordered(cx.dataset, order);
    actions.push(edit.map_or(Action::NothingChanged, Action::from));
}

/// What the pointer holds.
#[derive(Clone, Copy)]
struct Dragged(UnitId);

/// Lets a unit be dragged by its name.
pub(super) fn grip(name: &Response, unit: UnitId) {
    name.dnd_set_drag_payload(Dragged(unit));
}

/// Moves the list while a unit is held near its edge. Comes before the list is drawn.
pub(super) fn scroll(ui: &Ui, rows: Rect) {
    if let Some((_, at)) = dragging::held::<Dragged>(ui) {
        dragging::scroll(ui, rows, at);
    }
}

/// Shows where the unit that is held would land, and puts it there when it is let go. `drawn` are the
/// rows in sight; all of them lie in `rows`.
pub(super) fn drop_ui(
    ui: &Ui,
    cx: &Cx<'_>,
    (rows, drawn): (Rect, &[(&Unit, Rect)]),
    actions: &mut Vec<Action>,
) {
    let Some((Dragged(unit), at)) = dragging::held(ui) else {
        return;
    };
    let under = drawn
        .iter()
        .find(|(_, row)| rows.contains(at) && row.y_range().contains(at.y));
    let Some((target, row)) = under else { return };
    let (step, y) = if at.y < row.center().y {
        (UnitStep::Up, row.top())
    } else {
        (UnitStep::Down, row.bottom())
    };
    let order = put_beside(&cx.dataset.units, unit, target.id, step);
    let edit = ordered(cx.dataset, order);
    if dragging::is_let_go(ui) {
        if let Some(edit) = edit {
            actions.push(Action::from(edit));
            actions.push(Action::Select(Some(unit)));
        }
        return;
    }
    let told = if edit.is_some() {
        let painter = ui.painter().with_clip_rect(rows);
        painter.hline(rows.x_range(), y, dragging::stroke(ui));
        cx.texts.unit_lands(&target.label, step)
    } else {
        cx.texts.stays_in_place().to_owned()
    };
    dragging::tell(ui, told);
}
