//! Nodes of the framework dragged to another place, and where they would land.

use egui::{
    CornerRadius, CursorIcon, DragAndDrop, Id, PopupAnchor, Pos2, Rect, Response, Stroke,
    StrokeKind, Tooltip, Ui, style::ScrollAnimation, vec2,
};

use super::{Cx, framework::Row};
use crate::{
    app::{action::Action, view::View},
    engine::{Framework, NodeId},
    project::{Beside, EditError, NodePlace},
};

/// How near to the edge of the tree it scrolls, in points, and how fast, in points a second.
const EDGE: f32 = 22.0;
const SPEED: f32 = 420.0;
/// How much farther in a level stands than the one above it, in points.
pub(super) const INDENT: f32 = 16.0;

/// What the pointer holds.
struct Dragged(NodeId);

/// Lets a node be dragged by its name.
pub(super) fn grip(name: &Response, node: NodeId) {
    name.dnd_set_drag_payload(Dragged(node));
}

/// Moves the tree while a node is held near its edge, so that it can be dropped out of sight. Comes
/// before the tree is drawn.
pub(super) fn scroll(ui: &Ui, rows: Rect) {
    let Some(at) = held(ui).map(|(_, at)| at) else {
        return;
    };
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

/// The node that is held, and where.
fn held(ui: &Ui) -> Option<(NodeId, Pos2)> {
    let dragged = DragAndDrop::payload::<Dragged>(ui.ctx())?;
    let at = ui.input(|input| input.pointer.interact_pos())?;
    Some((dragged.0, at))
}

/// Shows where the node that is held would land, and puts it there when it is let go. `drawn` are the
/// names of the rows in sight; all of this lies in `rows`.
pub(super) fn drop_ui(
    ui: &Ui,
    cx: &Cx<'_>,
    view: &mut View,
    framework: &Framework,
    (rows, drawn): (Rect, &[(Row<'_>, Rect)]),
    actions: &mut Vec<Action>,
) {
    let Some((node, at)) = held(ui) else { return };
    let under = drawn
        .iter()
        .find(|(_, name)| rows.contains(at) && name.y_range().contains(at.y));
    let Some((target, name)) = under else { return };
    let beside = side(target, (at.y - name.top()) / name.height());
    let place = NodePlace::beside(framework, node, target.node.id, beside);
    if ui.input(|input| input.pointer.any_released()) {
        if let Ok(Some(place)) = place {
            view.pick_node(node);
            actions.push(Action::from(place.edit(cx.dataset.id, node)));
        }
        return;
    }
    let told = match &place {
        Ok(Some(_)) => {
            mark(ui, rows, (target, *name), beside);
            cx.texts.lands(&target.node.name, beside)
        }
        Ok(None) => cx.texts.stays_in_place().to_owned(),
        Err(error) => refused(ui, cx, error),
    };
    let id = Id::unique("where a node lands");
    let tip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, PopupAnchor::Pointer);
    tip.gap(14.0).show(|ui| ui.label(told));
}

fn refused(ui: &Ui, cx: &Cx<'_>, error: &EditError) -> String {
    ui.set_cursor_icon(CursorIcon::NotAllowed);
    cx.texts.edit_error(error)
}

/// What a share of the height of a row stands for: its edges are the places before and behind it, the
/// middle of an aggregate is inside of it.
fn side(row: &Row<'_>, share: f32) -> Beside {
    let (is_leaf, is_root) = (row.node.indicator().is_some(), row.parent.is_none());
    if is_leaf {
        return if share < 0.5 {
            Beside::Above
        } else {
            Beside::Below
        };
    }
    // Right below an aggregate with children stands the first of them.
    let opens = is_root || !row.node.children().is_empty();
    match share {
        share if share < 0.3 && !is_root => Beside::Above,
        share if share > 0.7 && opens => Beside::First,
        share if share > 0.7 => Beside::Below,
        _ => Beside::Last,
    }
}

/// A line where the node would stand, or a frame around what it would go into.
fn mark(ui: &Ui, rows: Rect, (row, name): (&Row<'_>, Rect), beside: Beside) {
    let stroke = Stroke::new(2.0, ui.visuals().selection.stroke.color);
    let painter = ui.painter().with_clip_rect(rows);
    let line = |y: f32, depth: usize| {
        let left = name.left() + INDENT * depth as f32;
        painter.hline(left..=rows.right(), y, stroke);
    };
    match beside {
        Beside::Above => line(name.top(), row.depth),
        Beside::Below => line(name.bottom(), row.depth),
        Beside::First => line(name.bottom(), row.depth + 1),
        Beside::Last => {
            let frame = name.shrink(1.0);
            painter.rect_stroke(frame, CornerRadius::same(3), stroke, StrokeKind::Inside);
        }
    }
}
