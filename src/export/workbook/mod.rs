//! The ranked workbook: planned sheet by sheet, then written.

mod cover;
mod framework;
mod looks;
mod ranking;
mod values;
mod view;
mod write;

use super::{ExportError, sheet_name::SheetNames, sheet_plan::SheetPlan};
use crate::{
    engine::{NodeKind, Period, Results},
    project::{Dataset, Document, ResolveError, ScenarioId},
    texts::Texts,
};
use view::View;

/// Whose results are exported.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The project: its title and notes stand on the cover.
    pub document: &'a Document,
    /// The dataset the results were computed from.
    pub dataset: &'a Dataset,
    /// The scenario they were computed under; none is the base.
    pub scenario: Option<ScenarioId>,
    /// The results.
    pub results: &'a Results,
}

/// What a person can choose about a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkbookOptions {
    /// The period to show; else the last.
    pub period: Option<Period>,
    /// The day of export, `2026-07-01`, as it shall stand on the cover. Given, because no room has a clock.
    pub date: Option<String>,
}

/// The sheets of a workbook: cover, ranking, one a dimension, scores of indicators, values as
/// they were normalised where these differ from the raw ones, raw values, framework, and the index
/// by period where there are several.
pub fn plan(
    subject: &Subject<'_>,
    texts: &Texts,
    options: &WorkbookOptions,
) -> Result<Vec<SheetPlan>, ExportError> {
    if subject
        .scenario
        .is_some_and(|id| subject.dataset.scenario(id).is_none())
    {
        return Err(ResolveError::NoScenario.into());
    }
    let framework = subject
        .dataset
        .framework_in(subject.scenario)
        .ok_or(ResolveError::NoFramework)?;
    let view = View::new(subject, &framework, texts, options.period.as_ref())?;

    let mut names = SheetNames::default();
    let cover = names.give(texts.sheet_cover());
    let sheets = sheets(&view, &mut names);
    let contents: Vec<(&str, &str)> = sheets
        .iter()
        .map(|(plan, about)| (plan.name.as_str(), *about))
        .collect();
    let front = cover::cover(&view, cover, &contents, options.date.as_deref());
    Ok(std::iter::once(front)
        .chain(sheets.into_iter().map(|(plan, _)| plan))
        .collect())
}

/// All sheets after the cover, each with what it shows.
fn sheets<'a>(view: &View<'a>, names: &mut SheetNames) -> Vec<(SheetPlan, &'a str)> {
    let [ranking, normalised, prepared, raw, available, tree, history] = [
        view.texts.sheet_ranking(),
        view.texts.sheet_normalised(),
        view.texts.sheet_prepared(),
        view.texts.sheet_raw(),
        view.texts.sheet_available(),
        view.texts.sheet_framework(),
        view.texts.sheet_history(),
    ]
    .map(|name| names.give(name));

    let mut sheets = vec![(ranking::ranking(view, ranking), view.texts.about_ranking())];
    for &dimension in view.top_level() {
        let Some(node) = view.node(dimension) else {
            continue;
        };
        if matches!(node.kind, NodeKind::Aggregate(_)) {
            let plan = ranking::dimension(view, dimension, names.give(&node.name));
            sheets.push((plan, view.texts.about_dimension()));
        }
    }
    sheets.push((
        values::normalised(view, normalised),
        view.texts.about_normalised(),
    ));
    if values::is_prepared(view) {
        let plan = values::prepared(view, prepared);
        sheets.push((plan, view.texts.about_prepared()));
    }
    sheets.push((values::raw(view, raw), view.texts.about_raw()));
    if let Some(plan) = values::available(view, available) {
        sheets.push((plan, view.texts.about_available()));
    }
    sheets.push((
        framework::framework(view, tree),
        view.texts.about_framework(),
    ));
    if view.results.periods.len() > 1 {
        sheets.push((ranking::history(view, history), view.texts.about_history()));
    }
    sheets
}

/// The ranked workbook as the bytes of an .xlsx file. Numbers are written in full and rounded for
/// the eye only.
pub fn workbook(
    subject: &Subject<'_>,
    texts: &Texts,
    options: &WorkbookOptions,
) -> Result<Vec<u8>, ExportError> {
    let plans = plan(subject, texts, options)?;
    write::write(
        &plans,
        &subject.document.title,
        *texts,
        options.date.as_deref(),
    )
}

#[cfg(test)]
mod tests;
