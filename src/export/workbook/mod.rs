//! The ranked workbook: planned sheet by sheet, then written.

mod charts;
mod cover;
mod draw;
mod experts;
mod framework;
mod going;
mod grid;
mod grouped;
mod groups;
mod history;
mod live;
mod looks;
mod options;
mod profile;
mod published;
mod ranking;
mod scatter;
mod scenarios;
mod sources;
mod values;
mod view;
mod write;

use std::ops::ControlFlow;

use super::{ExportError, sheet_name::SheetNames, sheet_plan::SheetPlan};
use crate::{
    engine::{Node, NodeKind, Plan, Results},
    project::{Dataset, Document, ResolveError, ScenarioId, SheetKind, resolve},
    texts::Texts,
};
use going::Going;
use live::Live;
use view::View;

pub use going::GoOn;
pub use options::WorkbookOptions;

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

/// The sheets of a workbook: the cover, the ranking, and those of [`SheetKind`] that are wanted and
/// have something to show.
pub fn plan(
    subject: &Subject<'_>,
    texts: &Texts,
    options: &WorkbookOptions,
) -> Result<Vec<SheetPlan>, ExportError> {
    let mut go_on = |_| ControlFlow::Continue(());
    planned((subject, texts), options, &mut Going::new(&mut go_on))
}

fn planned(
    (subject, texts): (&Subject<'_>, &Texts),
    options: &WorkbookOptions,
    going: &mut Going<'_>,
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
    let view = View::new(subject, &framework, texts, options)?;

    let mut names = SheetNames::default();
    let cover = names.give(texts.sheet_cover());
    let called = Named::new(*texts, &mut names);
    let live = if options.values_only || !live::is_small(&view) {
        None
    } else {
        let plan = resolve(subject.dataset, subject.scenario)?;
        chain(&view, plan, &called, &mut names)
    };
    let mut sheets = Sheets {
        view: &view,
        live: live.as_ref(),
        called: &called,
        names: &mut names,
        options,
        going,
        made: Vec::new(),
    };
    sheets.results()?;
    sheets.values()?;
    let sheets = sheets.made;
    let shown = sheets.iter().filter(|(plan, _)| !plan.is_hidden);
    let contents: Vec<(&str, &str)> = shown
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
    scatter: String,
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
            scatter: names.give(texts.sheet_scatter()),
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

/// All sheets after the cover in the making, each with what it shows.
struct Sheets<'a, 'b> {
    view: &'a View<'a>,
    live: Option<&'a Live>,
    called: &'a Named,
    names: &'a mut SheetNames,
    options: &'a WorkbookOptions,
    going: &'a mut Going<'b>,
    made: Vec<(SheetPlan, &'static str)>,
}

impl Sheets<'_, '_> {
    /// Adds a sheet if there is one and it is wanted or read by others.
    fn add(
        &mut self,
        kind: SheetKind,
        about: &'static str,
        make: impl FnOnce(&mut Self) -> Option<SheetPlan>,
    ) -> Result<(), ExportError> {
        let wanted = self.options.wants(kind);
        let is_read = self.live.is_some() && options::is_read(kind);
        if !wanted && !is_read {
            return Ok(());
        }
        if let Some(mut plan) = make(self) {
            plan.is_hidden = !wanted;
            self.made.push((plan, about));
        }
        self.going.step()
    }

    /// What came out.
    fn results(&mut self) -> Result<(), ExportError> {
        let (view, live, called) = (self.view, self.live, self.called);
        let texts = view.texts;
        let first = ranking::ranking(view, live, called.ranking.clone());
        self.made.push((first.clone(), texts.about_ranking()));
        self.add(SheetKind::Charts, texts.about_charts(), |it| {
            let history = it.options.wants(SheetKind::Periods);
            let history = history.then_some(called.history.as_str());
            charts::charts(view, live, &called.charts, &first, history)
        })?;
        self.add(SheetKind::Profile, texts.about_profile(), |_| {
            profile::profile(view, live?, called.profile.clone())
        })?;
        self.add(SheetKind::Scatter, texts.about_scatter(), |_| {
            scatter::scatter(view, live, called.scatter.clone())
        })?;
        for &dimension in view.top_level() {
            let node = view.node(dimension);
            let above = |it: &&Node| matches!(it.kind, NodeKind::Aggregate(_));
            let Some(node) = node.filter(above) else {
                continue;
            };
            self.add(SheetKind::Dimensions, texts.about_dimension(), |it| {
                let name = it.names.give(&node.name);
                Some(ranking::dimension(view, live, dimension, name))
            })?;
        }
        self.add(SheetKind::Groups, texts.about_groups(), |it| {
            let name = it.names.give(texts.sheet_groups());
            grouped::grouped(view, live, name)
        })?;
        self.add(SheetKind::Periods, texts.about_history(), |_| {
            let several = view.results.periods.len() > 1;
            several.then(|| history::history(view, live, called.history.clone()))
        })?;
        self.add(SheetKind::Periods, texts.about_moves(), |it| {
            let several = view.results.periods.len() > 1;
            let name = several.then(|| it.names.give(texts.sheet_moves()))?;
            history::dimensions(view, live, name)
        })?;
        self.add(SheetKind::Scenarios, texts.about_scenarios(), |it| {
            let name = it.names.give(texts.sheet_scenarios());
            scenarios::scenarios(view, live, name)
        })?;
        self.published()
    }

    /// The published versions, all together and each by itself.
    fn published(&mut self) -> Result<(), ExportError> {
        if !self.options.wants(SheetKind::Published) {
            return Ok(());
        }
        let with = (self.options, &mut *self.going);
        let plans = published::published(self.view, self.live, with, self.names);
        let texts = self.view.texts;
        for (at, plan) in plans.into_iter().enumerate() {
            let about = match at {
                0 => texts.about_published(),
                _ => texts.about_one_published(),
            };
            self.made.push((plan, about));
        }
        self.going.step()
    }

    /// What it came from, and how.
    fn values(&mut self) -> Result<(), ExportError> {
        let (view, live, called) = (self.view, self.live, self.called);
        let texts = view.texts;
        self.add(SheetKind::Normalised, texts.about_normalised(), |_| {
            Some(values::normalised(view, live, called.normalised.clone()))
        })?;
        self.add(SheetKind::Prepared, texts.about_prepared(), |_| {
            values::is_prepared(view).then(|| values::prepared(view, live, called.prepared.clone()))
        })?;
        self.add(SheetKind::Prepared, texts.about_divided(), |_| {
            let (live, place) = live.and_then(|it| Some((it, it.divided.as_ref()?)))?;
            Some(live::divided(view, live, place.name.clone()))
        })?;
        self.add(SheetKind::Raw, texts.about_raw(), |_| {
            Some(values::raw(view, live, called.raw.clone()))
        })?;
        self.add(SheetKind::Availability, texts.about_available(), |_| {
            values::available(view, called.available.clone())
        })?;
        self.add(SheetKind::Framework, texts.about_framework(), |_| {
            Some(framework::framework(view, live, called.tree.clone()))
        })?;
        self.add(SheetKind::Experts, texts.about_experts(), |it| {
            let name = it.names.give(texts.sheet_experts());
            experts::experts(view, live.is_some(), name)
        })?;
        self.add(SheetKind::Sources, texts.about_sources(), |it| {
            let name = it.names.give(texts.sheet_sources());
            sources::sources(view, name)
        })?;
        self.add(SheetKind::Steps, texts.about_scores(), |_| {
            let live = live?;
            let mut scores = live::scores(view, live);
            scores.names = live.names(view);
            Some(scores)
        })?;
        self.add(SheetKind::Steps, texts.about_rounded(), |_| {
            Some(live::rounded(view, live?))
        })?;
        self.add(SheetKind::Steps, texts.about_ranks(), |_| {
            Some(live::ranks(view, live?))
        })
    }
}

/// The ranked workbook as the bytes of an .xlsx file. Numbers are written in full and rounded for
/// the eye only.
pub fn workbook(
    subject: &Subject<'_>,
    texts: &Texts,
    options: &WorkbookOptions,
) -> Result<Vec<u8>, ExportError> {
    workbook_while(subject, texts, options, &mut |_| ControlFlow::Continue(()))
}

/// The same, asking now and then whether to go on: after every sheet that is planned, while the
/// total is not known, then after every row that is written.
///
/// What is stopped answers [`ExportError::Stopped`].
pub fn workbook_while(
    subject: &Subject<'_>,
    texts: &Texts,
    options: &WorkbookOptions,
    go_on: &mut GoOn<'_>,
) -> Result<Vec<u8>, ExportError> {
    let mut go_on = |progress| go_on(progress);
    let going = &mut Going::new(&mut go_on);
    let plans = planned((subject, texts), options, going)?;
    let front = write::Front {
        title: &subject.document.title,
        texts: *texts,
        date: options.date.as_deref(),
        style: &subject.document.style,
    };
    write::write(&plans, &front, going)
}

/// The bytes of planned sheets.
pub(super) fn write_plans(
    plans: &[SheetPlan],
    document: &Document,
    texts: Texts,
) -> Result<Vec<u8>, ExportError> {
    let front = write::Front {
        title: &document.title,
        texts,
        date: None,
        style: &document.style,
    };
    let mut go_on = |_| ControlFlow::Continue(());
    write::write(plans, &front, &mut Going::new(&mut go_on))
}

#[cfg(test)]
mod tests;
