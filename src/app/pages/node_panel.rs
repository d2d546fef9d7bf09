//! What a node chooses for itself, in a window of its own.

use egui::{ComboBox, Ui};

use super::{
    Cx,
    method::{Answer, Choice, Question, question_ui, share_ui},
    own_mark,
};
use crate::{
    app::{
        action::Action,
        fonts,
        view::{NodeTab, View},
        widgets,
    },
    engine::{Aggregate, Denominator, Direction, Indicator, Node, NodeKind},
    project::{Edit, NodeChoice},
    texts::Texts,
};

/// What a tab is called.
pub(super) fn tab_name(texts: Texts, tab: NodeTab) -> &'static str {
    match tab {
        NodeTab::Denominator => texts.denominator_and_lag(),
        NodeTab::Impute => texts.own_imputation(),
        NodeTab::Treat => texts.own_treatment(),
        NodeTab::Normalise => texts.own_normalisation(),
        NodeTab::Limits => texts.goalposts_of(),
        NodeTab::Weigh => texts.own_weighting(),
        NodeTab::Aggregate => texts.own_aggregation(),
        NodeTab::Least => texts.own_availability(),
    }
}

/// The window, while it is open.
pub(super) fn node_panel_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some((id, tab)) = view.node_panel else {
        return;
    };
    let Some(node) = cx.framework().and_then(|it| it.node(id)) else {
        view.node_panel = None;
        return;
    };
    let mut open = true;
    let mut chosen = tab;
    egui::Window::new(&node.name)
        .id(egui::Id::unique("node panel"))
        .open(&mut open)
        .resizable(false)
        .collapsible(false)
        .default_pos(egui::pos2(240.0, 190.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(710.0);
            ui.horizontal_wrapped(|ui| {
                for &tab in NodeTab::all(node.indicator().is_some()) {
                    ui.selectable_value(&mut chosen, tab, tab_name(cx.texts, tab));
                }
            });
            own_mark::shared_ui(ui, cx);
            ui.separator();
            // The tab that is left is drawn once more, so that a field takes what was typed.
            match &node.kind {
                NodeKind::Indicator(it) => indicator_ui(ui, cx, view, (node, it, tab), actions),
                NodeKind::Aggregate(it) => aggregate_ui(ui, cx, view, (node, it, tab), actions),
            }
        });
    view.node_panel = open.then_some((id, chosen));
}

/// A question with the answer "as for the whole index".
fn own_ui<T: Choice>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    title: &str,
    (own, index_wide): (Option<&T>, &T),
) -> Option<Answer<T>> {
    let help = cx.texts.as_index_wide_help(index_wide.name(cx.texts));
    let question = Question {
        title,
        present: own,
        none: Some((cx.texts.as_index_wide(), &help)),
    };
    question_ui(ui, cx, view, &question)
}

fn indicator_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (node, indicator, tab): (&Node, &Indicator, NodeTab),
    actions: &mut Vec<Action>,
) {
    let method = &cx.scene.method;
    let title = tab_name(cx.texts, tab);
    let mut choice = None;
    match tab {
        NodeTab::Denominator => choice = denominator_ui(ui, cx, indicator),
        NodeTab::Impute => {
            let both = (indicator.imputation.as_ref(), &method.imputation);
            choice = own_ui(ui, cx, view, title, both).map(|it| NodeChoice::Imputation(it.0));
        }
        NodeTab::Treat => {
            let both = (indicator.treatment.as_ref(), &method.treatment);
            choice = own_ui(ui, cx, view, title, both).map(|it| NodeChoice::Treatment(it.0));
        }
        NodeTab::Normalise => {
            let both = (indicator.normalisation.as_ref(), &method.normalisation);
            if let Some(Answer(normalisation)) = own_ui(ui, cx, view, title, both) {
                actions.push(Action::from(Edit::SetNormalisation {
                    dataset: cx.dataset.id,
                    node: node.id,
                    normalisation,
                }));
            }
        }
        NodeTab::Limits => limits_ui(ui, cx, (node, indicator), actions),
        _ => {}
    }
    push(cx, node, choice, actions);
}

fn push(cx: &Cx<'_>, node: &Node, choice: Option<NodeChoice>, actions: &mut Vec<Action>) {
    if let Some(choice) = choice {
        actions.push(Action::from(Edit::Choose {
            dataset: cx.dataset.id,
            node: node.id,
            choice,
        }));
    }
}

/// What the indicator is divided by, and how many periods its data lag.
fn denominator_ui(ui: &mut Ui, cx: &Cx<'_>, indicator: &Indicator) -> Option<NodeChoice> {
    let texts = cx.texts;
    let mut next = indicator.denominator;
    ui.horizontal(|ui| {
        let label = ui.label(texts.denominator());
        let named = next.and_then(|it| cx.dataset.variable(it.variable));
        let name = named.map_or(texts.no_denominator(), |it| it.name.as_str());
        let combo = ComboBox::from_id_salt("denominator")
            .width(220.0)
            .height(360.0)
            .selected_text(name);
        let shown = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut next, None, texts.no_denominator());
            for variable in cx.dataset.variables.iter() {
                let per = indicator.denominator.map_or(1.0, |it| it.per);
                let variable_of = Denominator {
                    variable: variable.id,
                    per,
                };
                ui.selectable_value(&mut next, Some(variable_of), &variable.name);
            }
        });
        shown.response.labelled_by(label.id);
    });
    if let Some(denominator) = &mut next {
        ui.horizontal(|ui| {
            let label = ui.label(texts.per());
            ui.add(widgets::number_field(&mut denominator.per))
                .labelled_by(label.id)
                .on_hover_text(texts.per_help());
            ui.weak(texts.per_help());
        });
        if !cx.scene.method.denominate {
            ui.colored_label(ui.visuals().warn_fg_color, texts.denominators_off());
        }
    }
    ui.separator();
    let mut lag = indicator.lag;
    ui.horizontal(|ui| {
        let label = ui.label(texts.lag_name());
        let field = egui::DragValue::new(&mut lag)
            .speed(0.05)
            .range(0..=100)
            .update_while_editing(false);
        ui.add(field).labelled_by(label.id);
        ui.weak(texts.lag_help());
    });
    if next != indicator.denominator {
        return Some(NodeChoice::Denominator(next));
    }
    (lag != indicator.lag).then_some(NodeChoice::Lag(lag))
}

/// The indicator's own goalposts and target.
fn limits_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (node, indicator): (&Node, &Indicator),
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    ui.label(fonts::bold(texts.goalposts_of()));
    let (mut lo, mut hi) = (indicator.lo, indicator.hi);
    let changed = [
        widgets::optional_number(ui, texts.lower_goalpost(), &mut lo, 0.0),
        widgets::optional_number(ui, texts.upper_goalpost(), &mut hi, 100.0),
    ];
    let node = node.id;
    if changed.contains(&true) {
        actions.push(Action::from(Edit::SetGoalposts {
            dataset,
            node,
            lo,
            hi,
        }));
    }
    let mut target = indicator.target;
    if widgets::optional_number(ui, texts.target(), &mut target, 100.0) {
        actions.push(Action::from(Edit::SetTarget {
            dataset,
            node,
            target,
        }));
    }
}

fn aggregate_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (node, aggregate, tab): (&Node, &Aggregate, NodeTab),
    actions: &mut Vec<Action>,
) {
    let method = &cx.scene.method;
    let (title, dataset) = (tab_name(cx.texts, tab), cx.dataset.id);
    match tab {
        NodeTab::Weigh => {
            let both = (aggregate.weighting.as_ref(), &method.weighting);
            if let Some(Answer(weighting)) = own_ui(ui, cx, view, title, both) {
                actions.push(Action::from(Edit::SetWeighting {
                    dataset,
                    node: node.id,
                    weighting,
                }));
            }
        }
        NodeTab::Aggregate => {
            let index_wide = method.aggregation_at(node.level());
            let both = (aggregate.aggregation.as_ref(), &index_wide);
            if let Some(Answer(aggregation)) = own_ui(ui, cx, view, title, both) {
                actions.push(Action::from(Edit::SetAggregation {
                    dataset,
                    node: node.id,
                    aggregation,
                }));
            }
        }
        NodeTab::Least => {
            let choice = least_ui(ui, cx, aggregate, method.min_availability);
            push(cx, node, choice, actions);
        }
        _ => {}
    }
}

/// The direction of an aggregate, and the least share of its weight that needs data.
fn least_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    aggregate: &Aggregate,
    index_wide: f64,
) -> Option<NodeChoice> {
    let texts = cx.texts;
    let mut direction = aggregate.direction;
    ui.label(fonts::bold(texts.direction()));
    for option in Direction::ALL {
        ui.radio_value(&mut direction, option, texts.direction_name(option));
        ui.weak(texts.aggregate_direction_help(option));
    }
    ui.separator();
    ui.label(fonts::bold(texts.availability_name()));
    ui.weak(texts.availability_help());
    let mut own = aggregate.min_availability.is_some();
    let mut share = aggregate.min_availability.unwrap_or(index_wide);
    ui.radio_value(&mut own, false, texts.as_index_wide());
    ui.horizontal(|ui| {
        let help = texts.availability_help();
        own |= share_ui(ui, texts.min_availability(), help, &mut share);
    });
    if direction != aggregate.direction {
        return Some(NodeChoice::Direction(direction));
    }
    let next = own.then_some(share);
    (next != aggregate.min_availability).then_some(NodeChoice::MinAvailability(next))
}
