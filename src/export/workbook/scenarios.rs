//! The sheet on which scenarios stand side by side, with what each does differently.

use super::{
    history::{first_column, followed, gained},
    live::Live,
    view::View,
};
use crate::{
    engine::{Computed, Results},
    export::sheet_plan::{Area, Cell, Look, Note, SheetPlan},
    project::{
        ScenarioId,
        compare::{ScenarioComparison, ScenarioPlace, compare_scenarios},
        differences, resolve,
    },
};

/// A scenario with its results; none is the base.
struct Variant<'a> {
    id: Option<ScenarioId>,
    name: &'a str,
    results: Results,
}

/// The index under every scenario, in the order of the base; none where there is only the base.
pub(super) fn scenarios(view: &View<'_>, live: Option<&Live>, name: String) -> Option<SheetPlan> {
    let variants = variants(view)?;
    let results: Vec<&Results> = variants.iter().map(|it| &it.results).collect();
    let index = view.results.root()?.id;
    let mut compared = compare_scenarios(&results, index, view.period);
    let rank = |places: &[ScenarioPlace]| places.first().and_then(|it| it.rank).unwrap_or(u32::MAX);
    compared.rows.sort_by_key(|row| rank(&row.places));
    let mut plan = SheetPlan::new(name);
    head(view, &variants, &mut plan);
    rows(view, live, (&variants, &compared), &mut plan);
    plan.header_rows = 2;
    plan.frozen_columns = 1;
    plan.filter = plan.table();
    plan.fit();
    words(view, &variants, &compared, &mut plan);
    plan.fit_heights();
    Some(plan)
}

/// The base and all scenarios, computed; what they share is computed once.
fn variants<'a>(view: &View<'a>) -> Option<Vec<Variant<'a>>> {
    if view.dataset.scenarios.is_empty() {
        return None;
    }
    let base = Computed::new(resolve(view.dataset, None).ok()?);
    let mut variants = vec![Variant {
        id: None,
        name: view.texts.base_scenario(),
        results: base.results(),
    }];
    for scenario in view.dataset.scenarios.iter() {
        let plan = resolve(view.dataset, Some(scenario.id)).ok()?;
        variants.push(Variant {
            id: Some(scenario.id),
            name: &scenario.name,
            results: Computed::after(plan, &base).results(),
        });
    }
    Some(variants)
}

/// The names of scenarios over their columns; a note on each says what it does differently.
fn head(view: &View<'_>, variants: &[Variant<'_>], plan: &mut SheetPlan) {
    let texts = view.texts;
    let mut names = vec![Cell::Blank];
    let mut below = vec![Cell::Text(texts.column_unit().to_owned())];
    for (at, variant) in variants.iter().enumerate() {
        let first = first_column(at);
        names.push(Cell::Text(variant.name.to_owned()));
        names.push(Cell::Blank);
        let mut heads = vec![texts.column_score(), texts.column_rank()];
        if at > 0 {
            names.push(Cell::Blank);
            heads.push(texts.column_gained());
        }
        plan.merges.push(Area {
            first_row: 0,
            first_column: first,
            last_row: 0,
            last_column: first + heads.len() - 1,
        });
        below.extend(heads.into_iter().map(|it| Cell::Text(it.to_owned())));
        let said = said(view, variant).join("\n");
        if !said.is_empty() {
            plan.notes.push(Note {
                row: 0,
                column: first,
                text: said,
            });
        }
    }
    plan.push(Look::Header, names);
    plan.push(Look::Header, below);
}

/// What a scenario does differently, and why it is there.
fn said(view: &View<'_>, variant: &Variant<'_>) -> Vec<String> {
    let Some(scenario) = variant.id.and_then(|id| view.dataset.scenario(id)) else {
        return Vec::new();
    };
    let mut said: Vec<String> = differences(view.dataset, scenario.id)
        .iter()
        .map(|it| view.texts.difference(it, view.dataset))
        .collect();
    if said.is_empty() {
        said.push(view.texts.as_base().to_owned());
    }
    said.extend(Some(scenario.note.clone()).filter(|it| !it.is_empty()));
    said
}

fn rows(
    view: &View<'_>,
    live: Option<&Live>,
    (variants, compared): (&[Variant<'_>], &ScenarioComparison),
    plan: &mut SheetPlan,
) {
    for it in &compared.rows {
        let row = plan.rows.len();
        let place = view
            .results
            .units
            .iter()
            .position(|unit| unit.id == it.unit);
        let label = view.dataset.unit(it.unit).map(|unit| unit.label.clone());
        let label = place.map_or_else(
            || Cell::Text(label.unwrap_or_default()),
            |unit| view.label(unit),
        );
        let mut cells = vec![label];
        for (at, place) in it.places.iter().enumerate() {
            let score = place.score.map(|it| Cell::Score(it, view.decimals(0)));
            cells.push(score.unwrap_or(Cell::Missing));
            cells.push(place.rank.map_or(Cell::Blank, Cell::Rank));
            if at > 0 {
                let places = place.rank_change.map(|it| Cell::Moved(-it));
                cells.push(places.unwrap_or(Cell::Blank));
            }
        }
        let is_ranked = it.places.iter().any(|place| place.rank.is_some());
        plan.push(if is_ranked { Look::Body } else { Look::Aside }, cells);
        if let Some(live) = live {
            for at in 1..variants.len() {
                let by = gained((row, first_column(0) + 1), (row, first_column(at) + 1));
                plan.made_by(row, first_column(at) + 2, &by);
            }
            let shown = variants.iter().position(|it| it.id == view.scenario);
            if let (Some(shown), Some(unit)) = (shown, place) {
                let both = followed(view, live, (0, unit));
                for (by, column) in both.into_iter().zip(first_column(shown)..) {
                    if let Some(by) = by {
                        plan.made_by(row, column, &by);
                    }
                }
            }
        }
    }
}

/// Below the table: how many places each scenario moves, and what it does differently.
fn words(
    view: &View<'_>,
    variants: &[Variant<'_>],
    compared: &ScenarioComparison,
    plan: &mut SheetPlan,
) {
    let last = plan.columns().saturating_sub(1);
    plan.push(Look::Words, Vec::new());
    for (variant, shift) in variants.iter().zip(&compared.shifts).skip(1) {
        let shift = view.texts.scenario_shift(shift, view.dataset);
        let lines = std::iter::once(shift).chain(said(view, variant));
        for (at, line) in lines.enumerate() {
            let label = match at {
                0 => Cell::Label(variant.name.to_owned()),
                _ => Cell::Blank,
            };
            let row = plan.rows.len();
            let mut cells = vec![label, Cell::Text(line)];
            cells.resize(last + 1, Cell::Blank);
            plan.push(Look::Words, cells);
            plan.merges.push(Area {
                first_row: row,
                first_column: 1,
                last_row: row,
                last_column: last,
            });
        }
    }
}
