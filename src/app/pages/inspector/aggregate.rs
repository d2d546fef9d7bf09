//! An aggregate in brief: what it is made of, and how.

use egui::{Align, Label, Layout, Rect, RichText, Sense, Ui, UiBuilder, vec2};

use super::{
    facts::{GAP, LINE, code_ui, fact_ui, head_ui, heading_ui, link_ui, some_fact_ui},
    indicator::{choices_button_ui, framework_button_ui, own_ui},
};
use crate::{
    app::{
        action::{Action, Page},
        format,
        pages::Cx,
        view::{Sought, View},
    },
    engine::{Node, NodeKind},
};

/// How wide a column of weights is.
const WEIGHT: f32 = 56.0;

/// An aggregate of the framework.
pub(super) fn aggregate_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    node: &Node,
    actions: &mut Vec<Action>,
) {
    let NodeKind::Aggregate(aggregate) = &node.kind else {
        return;
    };
    let (texts, method) = (cx.texts, &cx.scene.method);
    let is_root = cx.framework().is_some_and(|it| it.root.id == node.id);
    let kind = if is_root {
        texts.index_word()
    } else {
        texts.aggregate_word()
    };
    head_ui(ui, kind, &node.name);
    code_ui(ui, cx, &node.code, &node.name);
    fact_ui(ui, texts.source_word(), &node.source);
    if !is_root {
        let (among, whole) = cx.derived.weights(node.id);
        some_fact_ui(
            ui,
            texts.weight_among_siblings(),
            among.map(format::percent),
        );
        some_fact_ui(ui, texts.weight_in_index(), whole.map(format::percent));
    }
    let weighting = aggregate.weighting.as_ref().unwrap_or(&method.weighting);
    fact_ui(ui, texts.weighting(), &texts.weighting_in_full(weighting));
    let usual = method.aggregation_at(node.level());
    let aggregation = aggregate.aggregation.unwrap_or(usual);
    let aggregation = texts.aggregation_in_full(aggregation);
    fact_ui(ui, texts.aggregation(), &aggregation);
    children_ui(ui, cx, view, node);
    own_ui(ui, cx, node, actions);
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        choices_button_ui(ui, cx, node, actions);
        if view.page != Page::Framework {
            framework_button_ui(ui, cx, node, actions);
        }
    });
}

/// The nodes below with their weights: among themselves, and in the index.
fn children_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, node: &Node) {
    let texts = cx.texts;
    heading_ui(ui, texts.children_heading());
    let heads = [texts.weight_among_siblings(), texts.weight_in_index()];
    let heads = heads.map(|it| RichText::new(it).weak().small());
    line_ui(ui, heads, |_| {});
    for child in node.children() {
        let (among, whole) = cx.derived.weights(child.id);
        let written = |share: Option<f64>| {
            let share = share.filter(|_| child.enabled);
            RichText::new(share.map_or_else(|| "–".to_owned(), format::percent))
        };
        let numbers = [written(among), written(whole)];
        line_ui(ui, numbers, |ui| {
            if link_ui(ui, cx, &child.name).clicked() {
                view.pick_node(child.id);
                view.node_sought =
                    Some((child.id, Sought::Now)).filter(|_| view.page == Page::Framework);
            }
        });
    }
}

/// A name and two numbers at the right edge.
fn line_ui(ui: &mut Ui, [among, whole]: [RichText; 2], name: impl FnOnce(&mut Ui)) {
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let (names, numbers) = line.split_left_right_at_x(line.right() - 2.0 * WEIGHT);
    let (left, right) = numbers.split_left_right_at_fraction(0.5);
    let piece = |ui: &mut Ui, place: Rect, layout| {
        ui.new_child(UiBuilder::new().max_rect(place).layout(layout))
    };
    let forward = Layout::left_to_right(Align::Center);
    name(&mut piece(ui, names, forward));
    for (place, number) in [(left, among), (right, whole)] {
        let backward = Layout::right_to_left(Align::Center);
        piece(ui, place, backward).add(Label::new(number).truncate());
    }
}
