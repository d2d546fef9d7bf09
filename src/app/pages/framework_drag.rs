//! Nodes of the framework dragged to another place, and where they would land.

use egui::{CornerRadius, CursorIcon, Rect, Response, StrokeKind, Ui};

use super::{Cx, dragging, framework::Row};
use crate::{
    app::{action::Action, view::View},
    engine::{Framework, NodeId},
    project::{Beside, EditError, NodePlace},
};

/// How much farther in a level stands than the one above it, in points.
pub(super) const INDENT: f32 = 16.0;

/// What the pointer holds.
#[derive(Clone, Copy)]
struct Dragged(NodeId);

/// Lets a node be dragged by its name.
pub(super) fn grip(name: &Response, node: NodeId) {
    name.dnd_set_drag_payload(Dragged(node));
}

/// Moves the tree while a node is held near its edge. Comes before the tree is drawn.
pub(super) fn scroll(ui: &Ui, rows: Rect) {
    if let Some((_, at)) = dragging::held::<Dragged>(ui) {
        dragging::scroll(ui, rows, at);
    }
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
    let Some((Dragged(node), at)) = dragging::held(ui) else {
        return;
    };
    let under = drawn
        .iter()
        .find(|(_, name)| rows.contains(at) && name.y_range().contains(at.y));
    let Some((target, name)) = under else { return };
    let beside = side(target, (at.y - name.top()) / name.height());
    let place = NodePlace::beside(framework, node, target.node.id, beside);
    if dragging::is_let_go(ui) {
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
    dragging::tell(ui, told);
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
    let stroke = dragging::stroke(ui);
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
