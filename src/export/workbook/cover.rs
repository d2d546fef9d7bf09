//! The cover: what this is, how it was made, and what to keep in mind.

use std::collections::BTreeSet;

use super::{live::Live, view::View};
use crate::{
    engine::VariableId,
    export::sheet_plan::{Area, Cell, Look, SheetPlan},
};

/// How many units are named.
const NAMED: usize = 40;
/// How many findings are told; the program lists them all.
const TOLD: usize = 100;
/// The height of the row of the logo, in points.
const LOGO: f64 = 56.0;
/// The height of what separates paragraphs, in points.
const GAP: f64 = 9.0;
/// Labels, names of sheets, text.
const WIDTHS: [f64; 3] = [14.0, 26.0, 84.0];

/// The cover, with the sheets that follow it.
pub(super) fn cover(
    view: &View<'_>,
    live: Option<&Live>,
    (name, contents): (String, &[(&str, &str)]),
    date: Option<&str>,
) -> SheetPlan {
    let texts = view.texts;
    let labels = texts.cover_labels();
    let mut plan = SheetPlan::new(name);
    plan.widths = WIDTHS.to_vec();
    if let Some(logo) = &view.document.style.logo {
        plan.logo = Some(logo.clone());
        plan.push(Look::Words, Vec::new());
        if let Some(row) = plan.rows.last_mut() {
            row.height = Some(LOGO);
        }
    }
    title(&mut plan, &view.document.title);
    let scenario = view.scenario.and_then(|id| view.dataset.scenario(id));
    paragraph(&mut plan, labels.period, vec![period(view)]);
    let scenario = scenario.map_or(texts.base_scenario(), |scenario| scenario.name.as_str());
    paragraph(&mut plan, labels.scenario, vec![scenario.to_owned()]);
    paragraph(&mut plan, labels.units, units(view));
    paragraph(
        &mut plan,
        labels.method,
        texts.method_in_words(view.framework, &view.method),
    );
    paragraph(&mut plan, labels.formulas, formulas(view, live));
    paragraph(&mut plan, labels.findings, findings(view));
    for (at, (sheet, about)) in contents.iter().enumerate() {
        let label = if at == 0 {
            Cell::Label(labels.contents.to_owned())
        } else {
            Cell::Blank
        };
        let cells = vec![
            label,
            Cell::Link((*sheet).to_owned()),
            Cell::Text((*about).to_owned()),
        ];
        plan.push(Look::Words, cells);
    }
    gap(&mut plan);
    if !view.document.notes.is_empty() {
        paragraph(
            &mut plan,
            labels.notes,
            view.document.notes.lines().map(str::to_owned).collect(),
        );
    }
    let made = texts.made_by(env!("CARGO_PKG_VERSION"), date);
    paragraph(&mut plan, labels.made, vec![made]);
    plan.fit_heights();
    plan
}

fn title(plan: &mut SheetPlan, title: &str) {
    plan.push(
        Look::Title,
        vec![Cell::Text(title.to_owned()), Cell::Blank, Cell::Blank],
    );
    merge(plan, 0);
    gap(plan);
}

/// A label, its lines, and a blank line below.
fn paragraph(plan: &mut SheetPlan, label: &str, lines: Vec<String>) {
    for (at, line) in lines.into_iter().enumerate() {
        let label = if at == 0 {
            Cell::Label(label.to_owned())
        } else {
            Cell::Blank
        };
        plan.push(Look::Words, vec![label, Cell::Text(line), Cell::Blank]);
        merge(plan, 1);
    }
    gap(plan);
}

/// Half a line between paragraphs.
fn gap(plan: &mut SheetPlan) {
    plan.push(Look::Words, Vec::new());
    if let Some(row) = plan.rows.last_mut() {
        row.height = Some(GAP);
    }
}

/// Lets the last row's text run on to the right from a column.
fn merge(plan: &mut SheetPlan, first_column: usize) {
    let row = plan.rows.len().saturating_sub(1);
    plan.merges.push(Area {
        first_row: row,
        first_column,
        last_row: row,
        last_column: WIDTHS.len() - 1,
    });
}

fn period(view: &View<'_>) -> String {
    let texts = view.texts;
    let periods = &view.results.periods;
    let name = |period: Option<&_>| period.map(|it| texts.period(it)).unwrap_or_default();
    texts.cover_period(
        &texts.period(view.period),
        &name(periods.first()),
        &name(periods.last()),
        periods.len(),
    )
}

fn units(view: &View<'_>) -> Vec<String> {
    let ranked: Vec<usize> = (0..view.units.len())
        .filter(|&unit| view.is_ranked(unit))
        .collect();
    let reference = view.units.len() - ranked.len();
    let named = ranked.iter().take(NAMED).map(|&unit| view.called(unit));
    let named: Vec<&str> = named.collect();
    let mut lines = vec![view.texts.cover_unit_count(ranked.len(), reference)];
    if !named.is_empty() {
        lines.push(view.texts.short_list(&named, ranked.len()));
    }
    lines
}

/// What follows a change in the workbook, and what does not.
fn formulas(view: &View<'_>, live: Option<&Live>) -> Vec<String> {
    let texts = view.texts;
    let Some(live) = live else {
        return vec![texts.formulas_none().to_owned()];
    };
    let values = live.values_only(view);
    let named: Vec<&str> = values.iter().take(NAMED).map(|&at| view.name(at)).collect();
    let mut lines = vec![texts.formulas_follow().to_owned()];
    if !named.is_empty() {
        lines.push(texts.formulas_not_for(&texts.short_list(&named, values.len())));
    }
    lines.push(texts.formulas_fixed().to_owned());
    let computed = computed(view);
    if !computed.is_empty() {
        let named: Vec<&str> = computed.iter().take(NAMED).copied().collect();
        lines.push(texts.formulas_computed(&texts.short_list(&named, computed.len())));
    }
    lines
}

/// The variables of the tree that are computed from others, in the order of the data.
fn computed<'a>(view: &View<'a>) -> Vec<&'a str> {
    let used: BTreeSet<VariableId> = (view.framework.nodes().iter())
        .filter_map(|node| node.indicator())
        .flat_map(|it| std::iter::once(it.variable).chain(it.denominator.map(|by| by.variable)))
        .collect();
    let variables = view.dataset.variables.iter();
    let computed = variables.filter(|it| it.formula.is_some() && used.contains(&it.id));
    computed.map(|it| it.name.as_str()).collect()
}

/// The worst first.
fn findings(view: &View<'_>) -> Vec<String> {
    let texts = view.texts;
    let mut findings: Vec<_> = view.results.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    if findings.is_empty() {
        return vec![texts.no_findings().to_owned()];
    }
    let told = findings.iter().take(TOLD).map(|finding| {
        let severity = texts.severity_name(finding.severity());
        texts.graded(severity, &texts.engine_finding(finding, view.dataset))
    });
    let mut lines: Vec<String> = told.collect();
    if findings.len() > TOLD {
        lines.push(texts.more_findings(findings.len() - TOLD));
    }
    lines
}
