//! The ranked workbook: planned sheet by sheet, then written.

mod charts;
mod cover;
mod framework;
mod grid;
mod groups;
mod live;
mod looks;
mod profile;
mod ranking;
mod values;
mod view;
mod write;

use super::{ExportError, sheet_name::SheetNames, sheet_plan::SheetPlan};
use crate::{
    engine::{NodeKind, Period, Plan, Results},
    project::{Dataset, Document, ResolveError, ScenarioId, resolve},
    texts::Texts,
};
use live::Live;
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
    /// Whether numbers stand there as numbers alone, without the formulas that make them. More than
    /// 60,000 scores (units × nodes) are always written so.
    pub values_only: bool,
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
    let called = Named::new(*texts, &mut names);
    let live = if options.values_only || !live::is_small(&view) {
        None
    } else {
        let plan = resolve(subject.dataset, subject.scenario)?;
        chain(&view, plan, &called, &mut names)
    };
    let sheets = sheets(&view, live.as_ref(), &called, &mut names);
    let contents: Vec<(&str, &str)> = sheets
        .iter()
        .map(|(plan, about)| (plan.name.as_str(), *about))
        .collect();
    let date = options.date.as_deref();
    let front = cover::cover(&view, live.as_ref(), (cover, &contents), date);
    Ok(std::iter::once(front)
        .chain(sheets.into_iter().map(|(plan, _)| plan))
        .collect())
}

/// The names of the sheets that are always called the same, given before any other.
struct Named {
    ranking: String,
    normalised: String,
    prepared: String,
    raw: String,
    available: String,
    tree: String,
    history: String,
    charts: String,
    profile: String,
}

impl Named {
    fn new(texts: Texts, names: &mut SheetNames) -> Self {
        Self {
            ranking: names.give(texts.sheet_ranking()),
            normalised: names.give(texts.sheet_normalised()),
            prepared: names.give(texts.sheet_prepared()),
            raw: names.give(texts.sheet_raw()),
            available: names.give(texts.sheet_available()),
            tree: names.give(texts.sheet_framework()),
            history: names.give(texts.sheet_history()),
            charts: names.give(texts.sheet_charts()),
            profile: names.give(texts.sheet_profile()),
        }
    }
}

/// The chain of formulas; none where the plan is not the one that the results are of.
fn chain(view: &View<'_>, plan: Plan, called: &Named, names: &mut SheetNames) -> Option<Live> {
    let (texts, nodes) = (view.texts, plan.nodes());
    let same = nodes.len() == view.results.nodes.len()
        && nodes
            .iter()
            .zip(&view.results.nodes)
            .all(|(a, b)| a.id == b.id);
    let sheets = [
        called.raw.clone(),
        called.prepared.clone(),
        called.normalised.clone(),
        called.tree.clone(),
        names.give(texts.sheet_scores()),
        names.give(texts.sheet_rounded()),
        names.give(texts.sheet_ranks()),
    ];
    same.then(|| Live::new(view, plan, sheets, names))
}

/// All sheets after the cover, each with what it shows.
fn sheets<'a>(
    view: &View<'a>,
    live: Option<&Live>,
    called: &Named,
    names: &mut SheetNames,
) -> Vec<(SheetPlan, &'a str)> {
    let texts = view.texts;
    let first = ranking::ranking(view, live, called.ranking.clone());
    let pictures = charts::charts(view, live, &called.charts, &first);
    let mut sheets = vec![(first, texts.about_ranking())];
    sheets.extend(pictures.map(|plan| (plan, texts.about_charts())));
    let about_one = live.and_then(|it| profile::profile(view, it, called.profile.clone()));
    sheets.extend(about_one.map(|plan| (plan, texts.about_profile())));
    for &dimension in view.top_level() {
        let Some(node) = view.node(dimension) else {
            continue;
        };
        if matches!(node.kind, NodeKind::Aggregate(_)) {
            let name = names.give(&node.name);
            let plan = ranking::dimension(view, live, dimension, name);
            sheets.push((plan, texts.about_dimension()));
        }
    }
    let plan = values::normalised(view, live, called.normalised.clone());
    sheets.push((plan, texts.about_normalised()));
    if values::is_prepared(view) {
        let plan = values::prepared(view, live, called.prepared.clone());
        sheets.push((plan, texts.about_prepared()));
    }
    if let Some((live, place)) = live.and_then(|it| Some((it, it.divided.as_ref()?))) {
        let plan = live::divided(view, live, place.name.clone());
        sheets.push((plan, texts.about_divided()));
    }
    let plan = values::raw(view, live, called.raw.clone());
    sheets.push((plan, texts.about_raw()));
    if let Some(plan) = values::available(view, called.available.clone()) {
        sheets.push((plan, texts.about_available()));
    }
    let plan = framework::framework(view, live, called.tree.clone());
    sheets.push((plan, texts.about_framework()));
    if let Some(live) = live {
        let mut scores = live::scores(view, live);
        scores.names = live.names(view);
        sheets.push((scores, texts.about_scores()));
        sheets.push((live::rounded(view, live), texts.about_rounded()));
        sheets.push((live::ranks(view, live), texts.about_ranks()));
    }
    if view.results.periods.len() > 1 {
        let plan = ranking::history(view, live, called.history.clone());
        sheets.push((plan, texts.about_history()));
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
