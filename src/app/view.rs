//! What is in view: lost when the program ends, never part of the document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    action::{Action, Page},
    grid::GridView,
    help::Help,
    inspected::{InspectorView, Picked},
    palette::Palette,
    seeking::Seeking,
    selection::{Selection, Told},
    unit_rule::RuleDraft,
};
use crate::{
    engine::{NodeId, Period, UnitId, VariableId},
    export::WorkbookOptions,
    project::{
        Dataset, NamedUnits, OfferedGroups, RankingView, RelationId, ScenarioId, ScenarioSort,
        ViewId, VintageId, file::Version,
    },
};

/// A step of the method, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MethodStep {
    /// 除以分母.
    Denominate,
    /// 筛选.
    Screen,
    /// 插补.
    Impute,
    /// 异常值处理.
    Treat,
    /// 无量纲化.
    Normalise,
    /// 赋权.
    Weigh,
    /// 合成.
    Aggregate,
    /// 梯队.
    Tiers,
}

/// What happens to the choices that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepTurn {
    /// They close.
    Close,
    /// Those of a step open.
    Open(MethodStep),
}

impl MethodStep {
    /// All, in their order.
    pub(super) const ALL: [Self; 8] = [
        Self::Denominate,
        Self::Screen,
        Self::Impute,
        Self::Treat,
        Self::Normalise,
        Self::Weigh,
        Self::Aggregate,
        Self::Tiers,
    ];
}

/// What a node may choose for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeTab {
    /// An indicator's denominator and lag.
    Denominator,
    /// An indicator's imputation.
    Impute,
    /// An indicator's treatment.
    Treat,
    /// An indicator's normalisation.
    Normalise,
    /// An indicator's goalposts and target.
    Limits,
    /// An aggregate's weighting.
    Weigh,
    /// An aggregate's aggregation.
    Aggregate,
    /// An aggregate's direction and least data.
    Least,
}

impl NodeTab {
    /// Those of indicators, or of aggregates.
    pub(super) const fn all(indicator: bool) -> &'static [Self] {
        if indicator {
            &[
                Self::Denominator,
                Self::Impute,
                Self::Treat,
                Self::Normalise,
                Self::Limits,
            ]
        } else {
            &[Self::Weigh, Self::Aggregate, Self::Least]
        }
    }
}

/// A computed variable as it is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct FormulaDraft {
    /// Which one; none is a new one.
    pub variable: Option<VariableId>,
    /// What people read.
    pub name: String,
    /// 计量单位.
    pub measure: String,
    /// The formula.
    pub text: String,
    /// Where the caret was last, in characters.
    pub caret: Option<usize>,
}

/// A unit made of others as it is put together.
#[derive(Clone, Debug, Default)]
pub(super) struct PoolDraft {
    /// Which one; none is a new one.
    pub unit: Option<UnitId>,
    /// What people read.
    pub name: String,
    /// Of which others.
    pub members: Vec<UnitId>,
}

/// A group of units as it is put together.
#[derive(Clone, Debug, Default)]
pub(super) struct GroupDraft {
    /// Which one, by its kind and name; none is a new one.
    pub of: Option<(String, String)>,
    /// What kinds of groups these are.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// Its members, as they are typed.
    pub members: String,
    /// What the members mean: as of a revision and a list.
    pub named: Option<(u64, String, NamedUnits)>,
    /// What the registry of places offers: as of a revision.
    pub offered: Option<(u64, OfferedGroups)>,
}

/// The window of experts.
#[derive(Clone, Debug)]
pub(super) struct Experts {
    /// The aggregate whose children they judge.
    pub node: NodeId,
    /// Which part.
    pub tab: ExpertsTab,
    /// The expert in view, by place.
    pub expert: usize,
    /// The expert's name while it is typed.
    pub name: Option<String>,
}

impl Experts {
    /// The window as it opens.
    pub(super) const fn of(node: NodeId) -> Self {
        Self {
            node,
            tab: ExpertsTab::Judgements,
            expert: 0,
            name: None,
        }
    }
}

/// A part of the window of experts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExpertsTab {
    /// 判断矩阵.
    Judgements,
    /// 专家打分.
    Opinions,
}

/// What was learnt about reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learnt {
    /// 导入方案.
    Recipes,
    /// 别名.
    Names,
}

/// The window of vintages.
#[derive(Clone, Debug, Default)]
pub(super) struct VintagesView {
    /// The one in view; none is the last.
    pub chosen: Option<VintageId>,
    /// The column in view, by place; none is the index in the period of the screen.
    pub column: Option<usize>,
    /// The name for the present results as it is typed.
    pub fresh: Option<String>,
    /// Another name as it is typed.
    pub renaming: Option<(VintageId, String)>,
}

impl VintagesView {
    /// The one in view.
    pub(super) fn chosen_in(&self, dataset: &Dataset) -> Option<VintageId> {
        let there = self.chosen.filter(|&id| dataset.vintage(id).is_some());
        there.or_else(|| Some(dataset.vintages.last()?.id))
    }
}

/// The window of relations.
#[derive(Clone, Debug, Default)]
pub(super) struct RelationsView {
    /// The one in view; none is the last.
    pub chosen: Option<RelationId>,
    /// Another name as it is typed.
    pub renaming: Option<(RelationId, String)>,
}

impl RelationsView {
    /// The one in view.
    pub(super) fn chosen_in(&self, dataset: &Dataset) -> Option<RelationId> {
        let there = self.chosen.filter(|&id| dataset.relation(id).is_some());
        there.or_else(|| Some(dataset.relations.last()?.id))
    }
}

/// The panel that tells where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// It is put away.
    #[default]
    Hidden,
    /// It stands beside the values.
    Shown,
}

/// The window of saved views.
#[derive(Clone, Debug, Default)]
pub(super) struct SavedViews {
    /// The one that was shown last.
    pub chosen: Option<ViewId>,
    /// The name for what is in view as it is typed.
    pub fresh: Option<String>,
    /// Another name as it is typed.
    pub renaming: Option<(ViewId, String)>,
}

/// A window with no state of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Window {
    /// It is put away.
    #[default]
    Closed,
    /// It lies over the screen.
    Open,
}

impl Window {
    /// Open where it is closed, and the other way round.
    pub(super) const fn turned(self) -> Self {
        Self::when(matches!(self, Self::Closed))
    }

    /// Open or closed.
    pub(super) const fn when(open: bool) -> Self {
        if open { Self::Open } else { Self::Closed }
    }
}

/// What becomes of siblings when a weight changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Weighing {
    /// They stay.
    #[default]
    Alone,
    /// They give way, so that the sum stays.
    Together,
}

/// What stands beside the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BesideTree {
    /// The ranking as it moves.
    #[default]
    Ranking,
    /// The map of weights.
    Map,
}

/// A part of the results screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ResultsTab {
    /// 排名.
    #[default]
    Ranking,
    /// 对象画像.
    Units,
    /// 文字摘要.
    Summary,
    /// 方案对比.
    Scenarios,
}

/// Scenarios side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct ScenariosView {
    /// Those that are not compared.
    pub left_out: Vec<Option<ScenarioId>>,
    /// The one that others are held against; none is the base.
    pub against: Option<ScenarioId>,
    /// What is compared; none is the index.
    pub node: Option<NodeId>,
    /// How the rows are sorted.
    pub sort: ScenarioSort,
    /// What is looked for among the units.
    pub sought: String,
    /// Whether only those are shown that another scenario moves.
    pub moved_only: bool,
    /// Another name as it is typed.
    pub renaming: Option<(ScenarioId, String)>,
    /// Another note as it is typed.
    pub noting: Option<(ScenarioId, String)>,
}

impl ScenariosView {
    /// Which are compared: the one that others are held against, then the base and the others in
    /// their order.
    pub(super) fn columns(&self, dataset: &Dataset) -> Vec<Option<ScenarioId>> {
        let there = |id: &ScenarioId| dataset.scenario(*id).is_some();
        let against = self.against.filter(there);
        let named = dataset.scenarios.iter().map(|it| Some(it.id));
        let others = std::iter::once(None).chain(named);
        let others = others.filter(|it| *it != against && !self.left_out.contains(it));
        std::iter::once(against).chain(others).collect()
    }
}

/// Whether something is to be brought into view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sought {
    /// It may be anywhere.
    #[default]
    No,
    /// In the middle, in the next frame.
    Now,
    /// Anywhere in sight, in the next frame.
    Near,
}

/// Which correction.
pub(super) type CorrectionPlace = (VariableId, Period, UnitId);

/// The state of the screens.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    /// The screen.
    pub page: Page,
    /// The unit that is followed everywhere.
    pub selected: Option<UnitId>,
    /// What was picked last on the screen.
    pub picked: Picked,
    /// The inspector, as the window has room for it.
    pub inspector: InspectorView,
    /// Units shown beside the one that is followed.
    pub beside: Vec<UnitId>,
    /// The scenario asked for; none is the base.
    pub scenario: Option<ScenarioId>,
    /// The period asked for; none is the last.
    pub period: Option<Period>,
    /// The computed variable that is being typed.
    pub formula: Option<FormulaDraft>,
    /// The unit made of others that is being put together.
    pub pool: Option<PoolDraft>,
    /// The rule of who is ranked that is being put together.
    pub rule: Option<RuleDraft>,
    /// The group that is being put together.
    pub group: Option<GroupDraft>,
    /// Which part of the results is in view.
    pub results: ResultsTab,
    /// Scenarios side by side.
    pub scenarios: ScenariosView,
    /// The choices of the ranking.
    pub ranking: RankingView,
    /// What is looked for in the ranking.
    pub ranking_sought: String,
    /// The window in which the columns of the ranking are chosen.
    pub columns: Window,
    /// The cells of the data that are selected.
    pub cells: Option<Selection>,
    /// What their numbers come to.
    pub told: Told,
    /// How the grid of the data is looked at.
    pub grid: GridView,
    /// What is looked for in the data.
    pub seeking: Seeking,
    /// An input method is composing words.
    pub composing: bool,
    /// How many digits the columns of the data show, as of a revision and period.
    pub places: Places,
    /// What the program has learnt about reading, while it is shown.
    pub learnt: Option<Learnt>,
    /// Whether it is shown where the value in focus comes from.
    pub origin: Origin,
    /// The cell whose note is being typed, and the note.
    pub note: Option<(CorrectionPlace, String)>,
    /// The correction being typed.
    pub correction: Option<Correction>,
    /// What becomes of siblings when a weight changes.
    pub weighing: Weighing,
    /// What stands beside the tree.
    pub beside_tree: BesideTree,
    /// The top of each aggregate's sliders, fixed while one is dragged.
    pub slider_tops: BTreeMap<NodeId, f64>,
    /// The step of the method whose choices are open, and the one to open after this frame: a
    /// field that is left by the click is still taken.
    pub step: Option<MethodStep>,
    pub step_next: Option<StepTurn>,
    /// The node whose own choices are open, and which of them.
    pub node_panel: Option<(NodeId, NodeTab)>,
    /// The aggregate whose experts are in view.
    pub experts: Option<Experts>,
    /// The window of saved views, while it is open.
    pub views: Option<SavedViews>,
    /// The window of vintages, while it is open.
    pub vintages: Option<VintagesView>,
    /// The window of relations, while it is open.
    pub relations: Option<RelationsView>,
    /// The name being typed in the framework.
    pub renaming: Option<(NodeId, String)>,
    /// The name being typed in the list of units.
    pub renaming_unit: Option<(UnitId, String)>,
    /// The unit to be brought into view in the list of units.
    pub unit_sought: Option<UnitId>,
    /// What is looked for among the units.
    pub sought: String,
    /// What the chart shows; none is the index.
    pub chart_node: Option<NodeId>,
    /// How many units the chart shows; 0 is all.
    pub chart_first: usize,
    /// The project's title while it is typed.
    pub title: Option<String>,
    /// How workbooks are made; period and date are those of the moment.
    pub workbook: WorkbookOptions,
    /// The font of workbooks as it is typed.
    pub font: Option<String>,
    /// The field that finds everything, while it is open.
    pub palette: Option<Palette>,
    /// The node to be brought into view, and how.
    pub node_sought: Option<(NodeId, Sought)>,
    /// The selected node of the framework.
    pub node: Option<NodeId>,
    /// The selected cell of the data that was moved last is to be brought into view.
    pub cell_sought: Sought,
    /// Whether the limits of reading are shown.
    pub limits: bool,
    /// The help beside the screen, while it is shown.
    pub help: Option<Help>,
    /// Whether the list of all steps is shown.
    pub history: bool,
    /// The older versions of the project, while they are shown.
    pub versions: Option<Vec<Version>>,
}

impl View {
    /// Closes what lies over a screen when the screen is left.
    pub(super) fn close_windows(&mut self) {
        self.step = None;
        self.step_next = None;
        self.node_panel = None;
        self.experts = None;
        self.formula = None;
        self.pool = None;
        self.rule = None;
        self.group = None;
        self.views = None;
        self.columns = Window::Closed;
        self.vintages = None;
        self.relations = None;
        self.learnt = None;
        self.palette = None;
        self.limits = false;
        self.versions = None;
    }

    /// Follows a unit, or stops following it if it is followed already.
    pub(super) fn toggle(&self, unit: UnitId) -> Action {
        let again = self.selected == Some(unit);
        Action::Select((!again).then_some(unit))
    }
}

/// A value of the data being typed.
#[derive(Clone, Debug)]
pub(super) struct Correction {
    /// Whose.
    pub unit: UnitId,
    /// Of what.
    pub variable: VariableId,
    /// When.
    pub period: Period,
    /// As typed so far.
    pub text: String,
    /// Whether the field has been given the keyboard.
    pub focused: bool,
}

/// The digits after the point of each column, found out when a column comes into sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    of: Option<(u64, Period)>,
    known: BTreeMap<VariableId, usize>,
}

impl Places {
    /// The digits of a column; `find` is asked once for each revision of the document and period.
    pub(super) fn of(
        &mut self,
        revision: u64,
        period: &Period,
        variable: VariableId,
        find: impl FnOnce() -> usize,
    ) -> usize {
        if self
            .of
            .as_ref()
            .is_none_or(|(at, of)| *at != revision || of != period)
        {
            self.of = Some((revision, period.clone()));
            self.known.clear();
        }
        *self.known.entry(variable).or_insert_with(find)
    }
}
