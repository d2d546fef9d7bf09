//! A value of the data in brief: what it is, what the index makes of it, and where it comes from.

use egui::{Label, RichText, Ui};

use super::facts::{LINE, fact_ui, head_ui, heading_ui, link_ui, some_fact_ui};
use crate::{
    app::{
        action::Action,
        format,
        inspected::{Picked, Reader},
        pages::{Cx, data, origin},
        view::View,
    },
    engine::{Mark, Marked, Node},
    project::{Unit, Variable},
};

/// A value.
pub(super) fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (unit, variable): (&Unit, &Variable),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let Some(period) = &cx.inspected.period else {
        return;
    };
    let value = data::value(cx, (unit, variable), period);
    let written = value.map_or_else(|| texts.missing().to_owned(), format::value);
    let written = texts.with_measure(
        &written,
        variable.measure.as_deref().filter(|_| value.is_some()),
    );
    head_ui(ui, &texts.value_of(&texts.period(period)), &written);
    if link_ui(ui, cx, &unit.label).clicked() {
        actions.push(Action::Select(Some(unit.id)));
    }
    if link_ui(ui, cx, &variable.name).clicked() {
        view.picked = Picked::Variable(variable.id);
    }
    let column = cx.inspected.column.as_ref();
    let place = column.and_then(|it| Some((it.place?, it.told?.count)));
    let place = place.map(|(place, all)| texts.place_among(place, all));
    some_fact_ui(ui, texts.place_of_value(), place);
    for reader in &cx.inspected.readers {
        stages_ui(ui, cx, unit, reader);
    }
    if !view.shows_sources() {
        heading_ui(ui, texts.origin_panel());
        ui.scope(|ui| {
            ui.spacing_mut().interact_size.y = LINE;
            origin::known_ui(ui, cx, view, (unit, variable, period), actions);
        });
    }
}

/// What becomes of the value in an indicator, stage after stage.
fn stages_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &Unit, reader: &Reader) {
    let (texts, results) = (cx.texts, &cx.derived.results);
    let node = cx.framework().and_then(|it| it.node(reader.node));
    let of = reader
        .at
        .and_then(|at| results.node(reader.node)?.periods.get(at));
    let at = results.units.iter().position(|it| it.id == unit.id);
    let (Some(node), Some(of), Some(at)) = (node, of, at) else {
        return;
    };
    let (Some(indicator), Some(stages)) = (node.indicator(), &of.stages) else {
        return;
    };
    let read_in = reader.at.filter(|_| indicator.lag > 0);
    let read_in = read_in.and_then(|at| results.periods.get(at));
    let read_in = read_in.map(|it| texts.period(it));
    heading_ui(ui, &texts.stages_in(&node.name, read_in.as_deref()));
    let written = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), format::value);
    let (raw, divided) = (stages.raw.get(at), stages.divided.get(at));
    let (imputed, treated) = (stages.imputed.get(at), stages.value.get(at));
    fact_ui(ui, texts.raw_stage(), &written(raw));
    if indicator.denominator.is_some() && cx.scene.method.denominate {
        fact_ui(ui, texts.divided_stage(), &written(divided));
    }
    if imputed != divided {
        fact_ui(ui, texts.imputed_stage(), &written(imputed));
        mark_ui(ui, cx, &stages.marks, (at, true));
    }
    if treated != imputed {
        fact_ui(ui, texts.treated_stage(), &written(treated));
        mark_ui(ui, cx, &stages.marks, (at, false));
    }
    let top = of.scores.observed().map(f64::abs).fold(0.0, f64::max);
    let score = of.scores.get(at).map(|it| format::score(it, top));
    fact_ui(
        ui,
        texts.normalised_stage(),
        score.as_deref().unwrap_or("–"),
    );
    some_fact_ui(ui, texts.rank(), of.ranks.get(at).map(|it| it.to_string()));
    direction_ui(ui, cx, node);
}

/// Which way is good, as the score says nothing without it.
fn direction_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node) {
    if let Some(indicator) = node.indicator() {
        let direction = cx.texts.direction_name(indicator.direction);
        fact_ui(ui, cx.texts.direction(), direction);
    }
}

/// What happened to a value on the way: it was filled in, or moved.
fn mark_ui(ui: &mut Ui, cx: &Cx<'_>, marks: &[Mark], (unit, imputed): (usize, bool)) {
    let is_it = |it: &&Mark| {
        let filled = matches!(it.what, Marked::Imputed(_));
        it.unit == unit && filled == imputed
    };
    if let Some(mark) = marks.iter().find(is_it) {
        let told = RichText::new(cx.texts.mark(&mark.what)).weak().small();
        ui.add(Label::new(told).wrap());
    }
}
