//! What dragging rows of a list has in common, whatever the rows are.

use egui::{
    DragAndDrop, Id, PopupAnchor, Pos2, Rect, Stroke, Tooltip, Ui, style::ScrollAnimation, vec2,
};

/// How near to the edge of a list it scrolls, in points, and how fast, in points a second.
const EDGE: f32 = 22.0;
const SPEED: f32 = 420.0;

/// What the pointer holds, and where.
pub(super) fn held<T: Copy + Send + Sync + 'static>(ui: &Ui) -> Option<(T, Pos2)> {
    let dragged = DragAndDrop::payload::<T>(ui.ctx())?;
    let at = ui.input(|input| input.pointer.interact_pos())?;
    Some((*dragged, at))
}

/// Moves a list while something is held at a place near its edge, so that it can be dropped out of
/// sight. Comes before the list is drawn.
pub(super) fn scroll(ui: &Ui, rows: Rect, at: Pos2) {
    if !rows.x_range().contains(at.x) {
        return;
    }
    let way = if at.y < rows.top() + EDGE {
        1.0
    } else if at.y > rows.bottom() - EDGE {
        -1.0
    } else {
        return;
    };
    let delta = way * SPEED * ui.input(|input| input.stable_dt.min(0.1));
    ui.scroll_with_delta_animation(vec2(0.0, delta), ScrollAnimation::none());
    ui.ctx().request_repaint();
}

/// Whether what was held is let go in this frame.
pub(super) fn is_let_go(ui: &Ui) -> bool {
    ui.input(|input| input.pointer.any_released())
}

/// What marks the place where something would land.
pub(super) fn stroke(ui: &Ui) -> Stroke {
    Stroke::new(2.0, ui.visuals().selection.stroke.color)
}

/// Says at the pointer where something would land.
pub(super) fn tell(ui: &Ui, told: String) {
    let id = Id::unique("where it lands");
    let tip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, PopupAnchor::Pointer);
    tip.gap(14.0).show(|ui| {
        // Else the words are broken as narrowly as those that stood there before.
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.label(told);
    });
}
