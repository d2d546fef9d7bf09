//! A framework before it is taken: in place of the present one or added to it, and the tree.

use egui::{Checkbox, Label, RichText, ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        extending::{Extending, IntoTree},
        fonts,
        incoming::Incoming,
        theme,
    },
    import::{Outline, OutlineKind},
    project::Growth,
};

/// How many changes are listed.
const LISTED: usize = 500;

/// What becomes of the present framework, if there is one.
pub(super) fn into_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    if cx.framework().is_none() || incoming.into_new {
        return;
    }
    let (texts, extending) = (cx.texts, &incoming.extending);
    ui.horizontal_wrapped(|ui| {
        let replaces = extending.into == IntoTree::Replace;
        if ui.radio(replaces, texts.replace_framework()).clicked() {
            actions.push(Action::IntoTree(IntoTree::Replace));
        }
        let extend = ui.radio(!replaces, texts.extend_framework());
        if extend
            .on_hover_text(texts.extend_framework_help())
            .clicked()
        {
            actions.push(Action::IntoTree(IntoTree::Extend { keep: false }));
        }
        if let IntoTree::Extend { mut keep } = extending.into {
            let check = Checkbox::new(&mut keep, texts.keep_known_nodes());
            if ui.add(check).changed() {
                actions.push(Action::IntoTree(IntoTree::Extend { keep }));
            }
        }
    });
    match &extending.growth {
        Some(Ok(growth)) => {
            ui.label(texts.growth(growth));
        }
        Some(Err(error)) => {
            ui.colored_label(ui.visuals().error_fg_color, texts.edit_error(error));
        }
        None => {
            ui.weak(texts.replaces_framework());
        }
    }
}

/// What known nodes would have otherwise.
pub(super) fn changes_ui(ui: &mut Ui, cx: &Cx<'_>, extending: &Extending) {
    let Some(Ok(growth)) = &extending.growth else {
        return;
    };
    if growth.changes.is_empty() && growth.measures.is_empty() {
        return;
    }
    ui.label(fonts::bold(cx.texts.changes_of_known_nodes()));
    ScrollArea::vertical()
        .id_salt("changes of known nodes")
        .max_height(150.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for change in growth.changes.iter().take(LISTED) {
                ui.add(Label::new(cx.texts.turned(change)).wrap());
            }
            for measure in growth.measures.iter().take(LISTED) {
                let said = RichText::new(cx.texts.measure_stays(measure));
                let said = said.color(ui.visuals().warn_fg_color);
                ui.add(Label::new(said).wrap());
            }
        });
    ui.add_space(theme::FAR);
}

/// The tree as it would be taken, with what is new marked where it is added to another.
pub(super) fn outline_ui(ui: &mut Ui, cx: &Cx<'_>, (outline, extending): (&Outline, &Extending)) {
    let growth = extending.growth.as_ref().and_then(|it| it.as_ref().ok());
    let is_new = |at: usize, growth: &Growth| growth.new.get(at).copied().unwrap_or(false);
    let mut depths: Vec<usize> = Vec::with_capacity(outline.nodes.len());
    for node in &outline.nodes {
        let above = node.parent.and_then(|at| depths.get(at)).copied();
        depths.push(above.map_or(0, |depth| depth + 1));
    }
    let all = outline.nodes.len();
    ScrollArea::vertical()
        .auto_shrink(false)
        .show_rows(ui, 24.0, all, |ui, rows| {
            let nodes = outline.nodes.iter().zip(&depths).enumerate();
            for (at, (node, depth)) in nodes.skip(rows.start).take(rows.len()) {
                ui.horizontal(|ui| {
                    ui.add_space(18.0 * *depth as f32);
                    if node.kind == OutlineKind::Aggregate {
                        ui.label(fonts::bold(&node.name));
                    } else {
                        ui.label(&node.name);
                        let direction = node.direction.unwrap_or_default();
                        ui.weak(cx.texts.direction_name(direction));
                    }
                    let weight = node
                        .weight
                        .map(|weight| format!("{} {weight}", cx.texts.weight()));
                    ui.weak(weight.unwrap_or_default());
                    if growth.is_some_and(|growth| is_new(at, growth)) {
                        let new = RichText::new(cx.texts.new_node()).small();
                        ui.label(new.color(theme::moved(ui.visuals(), 1)));
                    }
                });
            }
        });
}
