//! A unit in brief: who it is, how it takes part, where it stands and why.

use egui::{Role as WidgetRole, Ui};

use super::facts::{GAP, control_ui, fact_ui, head_ui, heading_ui, names_ui};
use crate::{
    app::{
        action::{Action, Page},
        format,
        inspected::UnitFacts,
        pages::{Cx, own_mark, unit_name, units},
        view::{ResultsTab, View},
        widgets,
    },
    engine::NodeId,
    import::names::Registry,
    project::{
        Aspect, Unit,
        summary::{NodeStanding, UnitSummary},
    },
};

/// So many strengths, and so many weaknesses, are brief.
const NAMED: usize = 3;

/// A unit.
pub(super) fn unit_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    unit: &Unit,
    actions: &mut Vec<Action>,
) {
    head_ui(ui, cx.texts.unit(), &unit.label);
    let facts = cx.inspected.unit.as_ref();
    if let Some(summary) = facts.and_then(|it| it.summary.as_ref()) {
        standing_ui(ui, cx, summary);
    }
    control_ui(ui, cx.texts.role(), |ui| {
        let aspect = Aspect::Role { unit: unit.id };
        let name = cx.texts.role_of(&unit.label);
        own_mark::mark_ui(ui, cx, (aspect, &name), actions);
        units::role_ui(ui, cx, unit, actions);
    });
    names_of_ui(ui, cx, unit);
    if let Some(facts) = facts {
        reasons_ui(ui, cx, facts);
    }
    buttons_ui(ui, view, cx, unit, actions);
}

/// Score, rank, and how that has changed.
fn standing_ui(ui: &mut Ui, cx: &Cx<'_>, summary: &UnitSummary) {
    let (texts, index) = (cx.texts, &summary.index);
    let Some(score) = index.score else {
        fact_ui(ui, texts.score(), texts.without_results());
        return;
    };
    let top = index.best.unwrap_or(score);
    fact_ui(ui, texts.score(), &format::score(score, top));
    let Some(rank) = index.rank else { return };
    fact_ui(ui, texts.rank(), &texts.rank_of(rank, index.ranked));
    if let Some((since, before)) = &summary.before {
        let name = texts.since_period(&texts.period(since));
        let moved = i64::from(*before) - i64::from(rank);
        fact_ui(ui, &name, &texts.moved(moved));
    }
    if let Some(tier) = summary.tier {
        fact_ui(ui, texts.tier(), &texts.tier_number(tier));
    }
}

/// Its names, its place, its groups and its members.
fn names_of_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &Unit) {
    let (texts, dataset) = (cx.texts, cx.dataset);
    if unit.key != unit.label {
        fact_ui(ui, texts.key(), &unit.key);
    }
    if let Some(place) = &unit.place {
        let name = texts.place_name(Registry::bundled(), place);
        fact_ui(ui, texts.place_fact(), &format!("{name} · {place}"));
    }
    let names = texts.names_in_a_row(&unit.aliases);
    fact_ui(ui, texts.further_names(), &names);
    for kind in cx.group_kinds() {
        let of_kind = dataset.groups.iter().filter(|it| it.kind == kind);
        let its = of_kind.filter(|it| it.members.contains(&unit.id));
        let its: Vec<String> = its.map(|it| it.name.clone()).collect();
        fact_ui(ui, kind, &texts.names_in_a_row(&its));
    }
    let members = unit.members.iter().filter_map(|it| dataset.unit(*it));
    let members: Vec<String> = members.map(|it| it.label.clone()).collect();
    fact_ui(ui, texts.members(), &texts.names_in_a_row(&members));
}

/// What it is good and bad at, and what is not known of it.
fn reasons_ui(ui: &mut Ui, cx: &Cx<'_>, facts: &UnitFacts) {
    let texts = cx.texts;
    if let Some(summary) = &facts.summary {
        for (heading, all) in [
            (texts.strengths(), &summary.strengths),
            (texts.weaknesses(), &summary.weaknesses),
        ] {
            if !all.is_empty() {
                heading_ui(ui, heading);
            }
            for of in all.iter().take(NAMED) {
                ranked_ui(ui, cx, of);
            }
        }
    }
    if !facts.missing.is_empty() {
        heading_ui(ui, &texts.indicators_missing(facts.missing.len()));
        let names = facts.missing.iter().map(|it| node_name(cx, *it));
        let names: Vec<String> = names.collect();
        names_ui(ui, cx, &names);
    }
}

/// An indicator and the rank there.
fn ranked_ui(ui: &mut Ui, cx: &Cx<'_>, of: &NodeStanding) {
    if let Some(rank) = of.rank {
        let told = cx.texts.place_among(rank, of.ranked);
        fact_ui(ui, &node_name(cx, of.node), &told);
    }
}

fn node_name(cx: &Cx<'_>, node: NodeId) -> String {
    let node = cx.framework().and_then(|it| it.node(node));
    node.map(|it| it.name.clone()).unwrap_or_default()
}

fn buttons_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>, unit: &Unit, actions: &mut Vec<Action>) {
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        let facts = cx.inspected.unit.as_ref();
        let known = facts.is_some_and(|it| it.summary.is_some());
        let profile = egui::Button::new(cx.texts.open_profile());
        if ui.add_enabled(known, profile).clicked() {
            view.results = ResultsTab::Units;
            actions.push(Action::Go(Page::Results));
            actions.push(Action::Select(Some(unit.id)));
        }
        let rename = ui.button(format!("{}…", cx.texts.rename()));
        let rename = widgets::named(rename, WidgetRole::Button, cx.texts.rename_unit());
        if rename.clicked() {
            actions.push(Action::Go(Page::Units));
            // It must be listed to be typed over.
            view.sought.clear();
            unit_name::rename(view, unit);
        }
        if ui.button(cx.texts.find_there_in_data()).clicked() {
            actions.push(Action::Go(Page::Data));
            actions.push(Action::ShowUnit(unit.id));
        }
    });
}
