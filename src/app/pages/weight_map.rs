//! The effective weights of all indicators as areas, beside the tree.

use egui::Ui;

use super::Cx;
use crate::{
    app::{action::Action, format},
    engine::NodeId,
    figures::{Area, Block, Treemap},
};

/// The map; a click finds the indicator in the tree.
pub(super) fn weight_map_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let (map, ids) = weight_map(cx);
    let clicked = map.show(ui).and_then(|at| ids.get(at));
    actions.extend(clicked.map(|id| Action::ShowNode(*id)));
}

/// What is drawn, and which indicator each key is.
fn weight_map(cx: &Cx<'_>) -> (Treemap, Vec<NodeId>) {
    let nodes = &cx.derived.results.nodes;
    let tops = nodes.first().map_or(&[][..], |root| &root.children);
    let mut ids = Vec::new();
    let mut blocks: Vec<Block> = tops
        .iter()
        .map(|&top| {
            let mut areas = Vec::new();
            areas_below(cx, top, (&mut areas, &mut ids));
            areas.sort_by(|a, b| b.share.total_cmp(&a.share));
            let alone = nodes.get(top).is_some_and(|it| it.children.is_empty());
            Block {
                label: if alone { String::new() } else { name(cx, top) },
                areas,
            }
        })
        .collect();
    let share = |block: &Block| block.areas.iter().map(|it| it.share).sum::<f64>();
    blocks.sort_by(|a, b| share(b).total_cmp(&share(a)));
    let areas = blocks.iter().flat_map(|it| &it.areas);
    let largest = areas.max_by(|a, b| a.share.total_cmp(&b.share));
    let summary = largest.map(|it| cx.texts.weight_map_summary(ids.len(), &it.label, &it.text));
    let summary = summary.unwrap_or_default();
    (Treemap { summary, blocks }, ids)
}

/// The indicators at a node or below it.
fn areas_below(cx: &Cx<'_>, at: usize, (areas, ids): (&mut Vec<Area>, &mut Vec<NodeId>)) {
    let Some(node) = cx.derived.results.nodes.get(at) else {
        return;
    };
    if node.level > 1 {
        for &child in &node.children {
            areas_below(cx, child, (&mut *areas, &mut *ids));
        }
        return;
    }
    let share = cx.derived.weights(node.id).1.unwrap_or(0.0);
    let (label, text) = (name(cx, at), format::percent(share));
    areas.push(Area {
        spoken: cx.texts.weight_of_index(&label, &text),
        label,
        text,
        share,
        key: ids.len(),
    });
    ids.push(node.id);
}

fn name(cx: &Cx<'_>, at: usize) -> String {
    let id = cx.derived.results.nodes.get(at).map(|it| it.id);
    let node = id.and_then(|id| cx.framework()?.node(id));
    node.map(|it| it.name.clone()).unwrap_or_default()
}
