//! An indicator, or a variable of the data, in brief: what it is, what its values come to, and what
//! the index makes of it.

use egui::{Button, Label, Role as WidgetRole, Ui};

use super::facts::{GAP, code_ui, fact_ui, head_ui, heading_ui, names_ui, some_fact_ui};
use crate::{
    app::{
        action::{Action, Page},
        format,
        inspected::{ColumnFacts, Reader},
        pages::{Cx, own_choices::own_choices},
        view::View,
        widgets,
    },
    engine::{Indicator, Node, describe::Description},
    figures::{Column, Histogram},
    project::Variable,
};

/// An indicator of the framework.
pub(super) fn indicator_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &View,
    (node, indicator): (&Node, &Indicator),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    head_ui(ui, texts.indicator_word(), &node.name);
    let variable = cx.dataset.variable(indicator.variable);
    if let Some(variable) = variable {
        if variable.name != node.name {
            fact_ui(ui, texts.variable_word(), &variable.name);
        }
        variable_facts_ui(ui, cx, variable);
    }
    read_ui(ui, cx, (node, indicator));
    values_ui(ui, cx);
    if let Some(reader) = cx.inspected.readers.first() {
        marks_ui(ui, cx, reader);
    }
    own_ui(ui, cx, node, actions);
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        choices_button_ui(ui, cx, node, actions);
        let found = variable.filter(|_| ui.button(texts.find_there_in_data()).clicked());
        if let Some(variable) = found {
            actions.push(Action::Go(Page::Data));
            actions.push(Action::ShowVariable(variable.id));
        }
        if view.page != Page::Framework {
            framework_button_ui(ui, cx, node, actions);
        }
    });
}

/// A variable of the data, and the indicators that read it.
pub(super) fn variable_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &View,
    variable: &Variable,
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    head_ui(ui, texts.variable_word(), &variable.name);
    code_ui(ui, cx, &variable.code, &variable.name);
    variable_facts_ui(ui, cx, variable);
    let readers = &cx.inspected.readers;
    if readers.is_empty() {
        ui.weak(texts.unused());
    }
    values_ui(ui, cx);
    for reader in readers {
        let node = cx.framework().and_then(|it| it.node(reader.node));
        let Some((node, indicator)) = node.and_then(|it| Some((it, it.indicator()?))) else {
            continue;
        };
        heading_ui(ui, &texts.stages_in(&node.name, None));
        read_ui(ui, cx, (node, indicator));
        marks_ui(ui, cx, reader);
        own_ui(ui, cx, node, actions);
        ui.add_space(GAP);
        ui.horizontal_wrapped(|ui| {
            choices_button_ui(ui, cx, node, actions);
            framework_button_ui(ui, cx, node, actions);
        });
    }
    if view.page != Page::Data && ui.button(texts.find_there_in_data()).clicked() {
        actions.push(Action::Go(Page::Data));
        actions.push(Action::ShowVariable(variable.id));
    }
}

fn variable_facts_ui(ui: &mut Ui, cx: &Cx<'_>, variable: &Variable) {
    let measure = variable.measure.as_deref().unwrap_or_default();
    fact_ui(ui, cx.texts.measure(), measure);
    let formula = variable.formula.as_deref().unwrap_or_default();
    fact_ui(ui, cx.texts.formula(), formula);
}

/// How the index reads it: code, direction, source and weights.
fn read_ui(ui: &mut Ui, cx: &Cx<'_>, (node, indicator): (&Node, &Indicator)) {
    let (texts, direction) = (cx.texts, indicator.direction);
    code_ui(ui, cx, &node.code, &node.name);
    let means = [
        texts.direction_name(direction),
        texts.direction_help(direction),
    ];
    fact_ui(ui, texts.direction(), &means.join(" · "));
    fact_ui(ui, texts.source_word(), &node.source);
    let (among, whole) = cx.derived.weights(node.id);
    some_fact_ui(
        ui,
        texts.weight_among_siblings(),
        among.map(format::percent),
    );
    some_fact_ui(ui, texts.weight_in_index(), whole.map(format::percent));
}

/// What the values of ranked units come to.
fn values_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let texts = cx.texts;
    let inspected = cx.inspected;
    let (Some(column), Some(period)) = (&inspected.column, &inspected.period) else {
        return;
    };
    heading_ui(ui, &texts.values_of_ranked(&texts.period(period)));
    if let Some(told) = &column.told {
        histogram_ui(ui, cx, column, told);
    }
    let count = column.told.map_or(0, |it| it.count);
    fact_ui(ui, texts.with_value(), &count.to_string());
    let some = |count: usize| (count > 0).then(|| count.to_string());
    some_fact_ui(ui, texts.missing(), some(column.missing.len()));
    if !column.missing.is_empty() {
        let units = column.missing.iter().filter_map(|it| cx.dataset.unit(*it));
        let names: Vec<String> = units.map(|it| it.label.clone()).collect();
        names_ui(ui, cx, &names);
    }
    some_fact_ui(ui, texts.corrected_fact(), some(column.corrected));
    if let Some(told) = &column.told {
        figures_ui(ui, cx, told);
    }
}

/// How many values the method fills in, and how many it moves.
fn marks_ui(ui: &mut Ui, cx: &Cx<'_>, reader: &Reader) {
    let some = |count: usize| (count > 0).then(|| count.to_string());
    some_fact_ui(ui, cx.texts.imputed_fact(), some(reader.imputed));
    some_fact_ui(ui, cx.texts.outliers_fact(), some(reader.clipped));
}

fn figures_ui(ui: &mut Ui, cx: &Cx<'_>, told: &Description) {
    let texts = cx.texts;
    let brief = |figure: Option<f64>| figure.map(format::brief);
    // The ends are values of the data and stand in full.
    for (name, value) in [
        (texts.least_value(), Some(format::value(told.bounds.lower))),
        (texts.mean_value(), brief(Some(told.mean))),
        (texts.median_value(), brief(Some(told.median))),
        (
            texts.greatest_value(),
            Some(format::value(told.bounds.upper)),
        ),
        (texts.deviation_value(), brief(told.deviation)),
        (texts.skewness_value(), brief(told.skewness)),
    ] {
        some_fact_ui(ui, name, value);
    }
}

fn histogram_ui(ui: &mut Ui, cx: &Cx<'_>, column: &ColumnFacts, told: &Description) {
    let texts = cx.texts;
    let ends = |from: f64, to: f64| [format::brief(from), format::brief(to)];
    let columns = column.bins.iter().map(|bin| {
        let [from, to] = ends(bin.from, bin.to);
        Column {
            count: bin.count,
            told: texts.part_of_values(&from, &to, bin.count),
        }
    });
    // Of several that are as high, the first.
    let most = column.bins.iter().rev().max_by_key(|it| it.count);
    let summary = most.map(|most| {
        let (whole, part) = (
            ends(told.bounds.lower, told.bounds.upper),
            ends(most.from, most.to),
        );
        let [least, greatest] = &whole;
        let [from, to] = &part;
        texts.spread_of_values([least, greatest], [from, to], most.count)
    });
    let figure = Histogram {
        summary: summary.unwrap_or_default(),
        columns: columns.collect(),
        marked: column.marked,
    };
    figure.show(ui);
}

/// What the node chooses for itself, each with a button that takes it back.
pub(super) fn own_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, actions: &mut Vec<Action>) {
    let all = own_choices(cx, node);
    if all.is_empty() {
        return;
    }
    heading_ui(ui, cx.texts.own_method());
    for own in all {
        ui.horizontal_wrapped(|ui| {
            ui.add(Label::new(&own.line).wrap());
            let button = ui.add(Button::new(cx.texts.reset()).small());
            let spoken = cx.texts.reset_own(&own.line);
            if widgets::named(button, WidgetRole::Button, &spoken).clicked() {
                actions.push(Action::from(own.reset));
            }
        });
    }
}

/// The button that opens the node's own choices.
pub(super) fn choices_button_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, actions: &mut Vec<Action>) {
    if ui.button(cx.texts.open_choices()).clicked() {
        actions.push(Action::ShowChoices(node.id));
    }
}

/// The button that leads to the node in the tree.
pub(super) fn framework_button_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    node: &Node,
    actions: &mut Vec<Action>,
) {
    if ui.button(cx.texts.find_there_in_framework()).clicked() {
        actions.push(Action::Go(Page::Framework));
        actions.push(Action::ShowNode(node.id));
    }
}
