//! What a node chooses for itself, in words, and how each of it is taken back.

use super::Cx;
use crate::{
    app::format,
    engine::{Aggregate, Denominator, Direction, Indicator, Node, NodeKind},
    project::{Edit, NodeChoice},
};

/// A choice that a node has made for itself.
pub(super) struct OwnChoice {
    /// In words.
    pub line: String,
    /// Has it as the whole index again, or without.
    pub reset: Edit,
}

/// Every choice a node has made for itself.
pub(super) fn own_choices(cx: &Cx<'_>, node: &Node) -> Vec<OwnChoice> {
    match &node.kind {
        NodeKind::Indicator(it) => of_indicator(cx, node, it),
        NodeKind::Aggregate(it) => of_aggregate(cx, node, it),
    }
}

fn own(cx: &Cx<'_>, (step, choice): (&str, &str), reset: Edit) -> OwnChoice {
    let line = cx.texts.own_line(step, choice);
    OwnChoice { line, reset }
}

fn of_indicator(cx: &Cx<'_>, node: &Node, it: &Indicator) -> Vec<OwnChoice> {
    let (texts, dataset, node) = (cx.texts, cx.dataset.id, node.id);
    let choose = |choice| Edit::Choose {
        dataset,
        node,
        choice,
    };
    let mut all = Vec::new();
    if let Some(denominator) = &it.denominator {
        let told = (texts.denominator(), divided(cx, denominator));
        let reset = choose(NodeChoice::Denominator(None));
        all.push(own(cx, (told.0, &told.1), reset));
    }
    if it.lag > 0 {
        let told = (texts.lag_name(), texts.lag_in_words(it.lag));
        all.push(own(cx, (told.0, &told.1), choose(NodeChoice::Lag(0))));
    }
    if let Some(own_one) = &it.imputation {
        let told = (texts.step_impute(), texts.imputation_name(own_one));
        all.push(own(cx, told, choose(NodeChoice::Imputation(None))));
    }
    if let Some(own_one) = &it.treatment {
        let told = (texts.step_treat(), texts.treatment_name(own_one));
        all.push(own(cx, told, choose(NodeChoice::Treatment(None))));
    }
    if let Some(own_one) = &it.normalisation {
        let told = (texts.normalisation(), texts.normalisation_name(own_one));
        let reset = Edit::SetNormalisation {
            dataset,
            node,
            normalisation: None,
        };
        all.push(own(cx, told, reset));
    }
    let goalposts = |lo, hi| Edit::SetGoalposts {
        dataset,
        node,
        lo,
        hi,
    };
    let target = Edit::SetTarget {
        dataset,
        node,
        target: None,
    };
    for (name, number, reset) in [
        (texts.lower_goalpost(), it.lo, goalposts(None, it.hi)),
        (texts.upper_goalpost(), it.hi, goalposts(it.lo, None)),
        (texts.target(), it.target, target),
    ] {
        all.extend(number.map(|number| own(cx, (name, &format::typed(number)), reset)));
    }
    all
}

fn of_aggregate(cx: &Cx<'_>, node: &Node, it: &Aggregate) -> Vec<OwnChoice> {
    let (texts, dataset, node) = (cx.texts, cx.dataset.id, node.id);
    let choose = |choice| Edit::Choose {
        dataset,
        node,
        choice,
    };
    let mut all = Vec::new();
    if let Some(weighting) = &it.weighting {
        let told = (texts.weighting(), texts.weighting_in_full(weighting));
        let reset = Edit::SetWeighting {
            dataset,
            node,
            weighting: None,
        };
        all.push(own(cx, (told.0, &told.1), reset));
    }
    if let Some(aggregation) = it.aggregation {
        let told = (texts.aggregation(), texts.aggregation_in_full(aggregation));
        let reset = Edit::SetAggregation {
            dataset,
            node,
            aggregation: None,
        };
        all.push(own(cx, (told.0, &told.1), reset));
    }
    if let Some(share) = it.min_availability {
        let percent = format!("{}%", format::typed(share * 100.0));
        let reset = choose(NodeChoice::MinAvailability(None));
        all.push(own(cx, (texts.min_availability(), &percent), reset));
    }
    if it.direction == Direction::Negative {
        let told = (texts.direction(), texts.direction_name(it.direction));
        let reset = choose(NodeChoice::Direction(Direction::Positive));
        all.push(own(cx, told, reset));
    }
    all
}

/// What an indicator is divided by, in words.
pub(super) fn divided(cx: &Cx<'_>, denominator: &Denominator) -> String {
    let variable = cx.dataset.variable(denominator.variable);
    let name = variable.map_or("", |it| it.name.as_str());
    let per = format::typed(denominator.per);
    cx.texts.denominator_in_words(name, &per)
}
