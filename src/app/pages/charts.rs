//! Pictures of the results.

use egui::{ComboBox, ScrollArea, Ui};

use super::{Cx, empty_ui, saved_views};
use crate::{
    app::{action::Action, format, theme, view::View},
    engine::{NodeId, UnitId},
    figures::{Bar, RankedBars},
};

/// How many units a chart can be cut to; 0 is all.
const FIRSTS: [usize; 4] = [0, 10, 20, 50];

/// The charts screen.
pub(super) fn charts_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let nodes = nodes(cx);
    if nodes.is_empty() || cx.derived.ranking.rows.is_empty() {
        empty_ui(ui, texts.no_results(), texts.no_results_line(), |_| {});
        return;
    }
    let chosen = view
        .chart_node
        .filter(|id| nodes.iter().any(|(node, _)| node == id));
    let Some((node, name)) = nodes
        .iter()
        .find(|(id, _)| Some(*id) == chosen)
        .or(nodes.first())
        .cloned()
    else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(texts.chart_of());
        let combo = ComboBox::from_id_salt("node")
            .selected_text(&name)
            .width(240.0)
            .show_ui(ui, |ui| {
                for (id, name) in &nodes {
                    if ui.selectable_label(*id == node, name).clicked() {
                        view.chart_node = Some(*id);
                    }
                }
            });
        combo.response.labelled_by(label.id);
        how_many_ui(ui, cx, view);
        saved_views::button_ui(ui, cx, view);
    });
    saved_views::saved_views_ui(ui, cx, view, actions);
    ui.add_space(theme::NEAR);
    let Some((figure, units)) = ranked_bars(cx, view, node, &name) else {
        return;
    };
    ScrollArea::vertical()
        .id_salt("chart")
        .auto_shrink(false)
        .show(ui, |ui| {
            if let Some(unit) = figure.show(ui).and_then(|at| units.get(at)) {
                actions.push(view.toggle(*unit));
            }
        });
}

/// How many units are shown.
fn how_many_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let texts = cx.texts;
    let label = ui.label(texts.how_many());
    let first = |count: usize| {
        if count == 0 {
            texts.all_units().to_owned()
        } else {
            texts.first_units(count)
        }
    };
    let combo = ComboBox::from_id_salt("first")
        .selected_text(first(view.chart_first))
        .show_ui(ui, |ui| {
            for count in FIRSTS {
                ui.selectable_value(&mut view.chart_first, count, first(count));
            }
        });
    combo.response.labelled_by(label.id);
}

/// Every node with its name, in the order of the tree.
fn nodes(cx: &Cx<'_>) -> Vec<(NodeId, String)> {
    let nodes = cx
        .framework()
        .map(|framework| framework.nodes())
        .unwrap_or_default();
    let computed = nodes
        .into_iter()
        .filter(|node| cx.derived.results.node(node.id).is_some());
    computed.map(|node| (node.id, node.name.clone())).collect()
}

/// The figure of a node in the period in view, and whose bar is which.
fn ranked_bars(
    cx: &Cx<'_>,
    view: &View,
    node: NodeId,
    name: &str,
) -> Option<(RankedBars, Vec<UnitId>)> {
    let results = &cx.derived.results;
    let at = results.nodes.iter().position(|it| it.id == node)?;
    let scores = &results
        .nodes
        .get(at)?
        .periods
        .get(cx.derived.period)?
        .scores;
    let mut order = results.order(at, cx.derived.period);
    if view.chart_first > 0 {
        order.truncate(view.chart_first);
    }
    let top = scores.observed().map(f64::abs).fold(0.0, f64::max);
    let mut units = Vec::new();
    let mut bars = Vec::new();
    for place in order {
        let (Some(unit), Some(value)) = (results.units.get(place), scores.get(place)) else {
            continue;
        };
        let label = cx
            .dataset
            .unit(unit.id)
            .map(|unit| unit.label.clone())
            .unwrap_or_default();
        let text = format::score(value, top);
        bars.push(Bar {
            label,
            value,
            text,
            selected: view.selected == Some(unit.id),
        });
        units.push(unit.id);
    }
    let period = cx
        .derived
        .shown_period()
        .map(|it| cx.texts.period(it))
        .unwrap_or_default();
    let title = cx.texts.ranked_bars_title(name, &period);
    let best = bars.first().cloned().unwrap_or_default();
    let summary = cx
        .texts
        .ranked_bars_summary(&title, bars.len(), &best.label, &best.text);
    Some((
        RankedBars {
            title,
            summary,
            bars,
        },
        units,
    ))
}
