//! What the inspector is about, and the facts it shows: found out when something has changed, not
//! once a frame.

use super::{
    action::Page,
    derived::Derived,
    scene::Scene,
    selection::Selection,
    view::{Origin, View, Window},
};
use crate::{
    engine::{
        Marked, NodeId, Period, UnitId, VariableId, competition_ranks,
        describe::{Bin, Description, bin_of, histogram},
    },
    project::{
        Dataset, Role,
        summary::{UnitSummary, summarise_unit},
    },
};

/// What was picked last on the screen in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Picked {
    /// The unit that is followed.
    #[default]
    Unit,
    /// The selected cells of the data.
    Cells,
    /// A variable of the data.
    Variable(VariableId),
    /// A node of the framework.
    Node(NodeId),
}

/// What the inspector is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Subject {
    /// Nothing is selected.
    #[default]
    Nothing,
    /// A unit.
    Unit(UnitId),
    /// An indicator or an aggregate.
    Node(NodeId),
    /// A variable of the data.
    Variable(VariableId),
    /// A value of the data.
    Cell(UnitId, VariableId),
    /// Several of them.
    Cells(Selection),
}

/// The inspector as it stands in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct InspectorView {
    /// Whether there is room for it beside the screen.
    pub fits: bool,
    /// Whether there is so much that it is open unless it was closed.
    pub roomy: bool,
    /// Whether it lies over the screen, where there is no room beside it.
    pub over: Window,
}

impl View {
    /// Follows a unit, or none.
    pub(super) const fn follow(&mut self, unit: Option<UnitId>) {
        self.selected = unit;
        if unit.is_some() {
            self.picked = Picked::Unit;
        }
    }

    /// Takes what counts as picked when a screen comes into view.
    pub(super) fn pick_anew(&mut self) {
        self.picked = match (self.page, self.node) {
            (Page::Data, _) => Picked::Cells,
            (Page::Framework, Some(node)) => Picked::Node(node),
            _ => Picked::Unit,
        };
    }

    /// Picks a node of the framework.
    pub(super) const fn pick_node(&mut self, node: NodeId) {
        self.node = Some(node);
        self.picked = Picked::Node(node);
    }

    /// The period of the data in view: the one chosen if the data have it, else the last.
    pub(super) fn period_of_data(&self, dataset: &Dataset) -> Period {
        let periods = dataset.periods();
        let chosen = self.period.clone().filter(|it| periods.contains(it));
        chosen
            .or_else(|| periods.last().cloned())
            .unwrap_or(Period::Undated)
    }

    /// What is inspected: the last thing picked, if it is still there; else the cells in view, else
    /// the unit that is followed.
    pub(super) fn subject(&self, dataset: &Dataset) -> Subject {
        let unit = self.selected.filter(|&it| dataset.unit(it).is_some());
        let picked = match self.picked {
            Picked::Unit => unit.map(Subject::Unit),
            Picked::Cells => None,
            Picked::Variable(id) => dataset.variable(id).map(|_| Subject::Variable(id)),
            Picked::Node(id) => {
                let framework = dataset.framework.as_ref();
                framework
                    .and_then(|it| it.node(id))
                    .map(|_| Subject::Node(id))
            }
        };
        picked
            .or_else(|| self.subject_of_cells(dataset))
            .or(unit.map(Subject::Unit))
            .unwrap_or_default()
    }

    /// The selected cells: a whole column is its variable.
    fn subject_of_cells(&self, dataset: &Dataset) -> Option<Subject> {
        let selection = self.cells.filter(|_| self.page == Page::Data)?;
        let grid = self.grid.shown();
        let (unit, variable) = grid.cell(dataset, selection.at)?;
        let range = selection.range();
        let one_column = range.variables.start() == range.variables.end();
        let all_rows = *range.units.start() == 0 && range.units.end() + 1 == grid.units.len();
        Some(match selection.is_wide() {
            false => Subject::Cell(unit.id, variable.id),
            true if one_column && all_rows => Subject::Variable(variable.id),
            true => Subject::Cells(selection),
        })
    }

    /// Whether the panel of sources stands beside the data.
    pub(super) fn shows_sources(&self) -> bool {
        self.page == Page::Data && self.origin == Origin::Shown
    }
}

/// What is known of the subject.
#[derive(Debug, Default)]
pub(super) struct Inspected {
    of: Option<Of>,
    /// What it is about.
    pub subject: Subject,
    /// The period of the data that is meant.
    pub period: Option<Period>,
    /// Of a unit.
    pub unit: Option<UnitFacts>,
    /// Of a variable, an indicator, or the variable of a value.
    pub column: Option<ColumnFacts>,
    /// The indicators that read it.
    pub readers: Vec<Reader>,
}

/// The document, the results, the period in view and the subject.
type Of = (u64, u64, usize, Period, Subject);

/// What is known of a unit.
#[derive(Debug)]
pub(super) struct UnitFacts {
    /// Its place, moves, strengths and weaknesses; none where it is not among the results.
    pub summary: Option<UnitSummary>,
    /// The indicators whose data it lacks.
    pub missing: Vec<NodeId>,
}

/// What is known of the values of a variable in a period: those of ranked units.
#[derive(Debug, Default)]
pub(super) struct ColumnFacts {
    /// What they come to; none where there are none.
    pub told: Option<Description>,
    /// How they are spread.
    pub bins: Vec<Bin>,
    /// The part in which the value of the unit in view lies.
    pub marked: Option<usize>,
    /// The ranked units without a value.
    pub missing: Vec<UnitId>,
    /// How many values of any unit were corrected by hand.
    pub corrected: usize,
    /// Of a value: its place from the largest, if its unit is ranked.
    pub place: Option<u32>,
}

/// An indicator that reads a variable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// Which one.
    pub node: NodeId,
    /// Where the period in which it reads these values stands in the results.
    pub at: Option<usize>,
    /// How many values of ranked units the method fills in.
    pub imputed: usize,
    /// How many of them it moves because they are far out.
    pub clipped: usize,
}

/// What facts are found out from.
#[derive(Clone, Copy)]
struct Basis<'a> {
    dataset: &'a Dataset,
    scene: &'a Scene,
    derived: &'a Derived,
}

impl Inspected {
    /// Brings the facts up to the document, the results and what is selected.
    pub(super) fn prepare(
        &mut self,
        dataset: &Dataset,
        (scene, derived): (&Scene, &Derived),
        (revision, view): (u64, &View),
    ) {
        let subject = view.subject(dataset);
        let period = match (view.page, derived.shown_period()) {
            (Page::Data, _) | (_, None) => view.period_of_data(dataset),
            (_, Some(period)) => period.clone(),
        };
        let results = (derived.generation(), derived.period);
        let of = (revision, results.0, results.1, period.clone(), subject);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let basis = Basis {
            dataset,
            scene,
            derived,
        };
        *self = Self {
            of: Some(of),
            subject,
            period: Some(period.clone()),
            ..Self::default()
        };
        match subject {
            Subject::Nothing | Subject::Cells(_) => {}
            Subject::Unit(unit) => self.unit = Some(basis.unit(unit)),
            Subject::Node(node) => self.look_at_node(basis, node, view.selected),
            Subject::Variable(variable) => {
                self.look_at_variable(basis, (variable, &period), view.selected);
            }
            Subject::Cell(unit, variable) => {
                self.look_at_variable(basis, (variable, &period), Some(unit));
            }
        }
    }

    /// An indicator reads its own variable, with its lag.
    fn look_at_node(&mut self, basis: Basis<'_>, node: NodeId, unit: Option<UnitId>) {
        let framework = basis.scene.framework.as_ref();
        let indicator = framework.and_then(|it| it.node(node)?.indicator());
        let Some(indicator) = indicator else { return };
        let at = basis.derived.period;
        let shown = basis.derived.shown_period();
        self.period = shown.and_then(|it| it.back(indicator.lag));
        let at = shown.map(|_| at);
        self.readers = vec![basis.reader(node, at)];
        if let Some(period) = &self.period {
            self.column = Some(basis.column((indicator.variable, period), unit));
        }
    }

    fn look_at_variable(
        &mut self,
        basis: Basis<'_>,
        (variable, period): (VariableId, &Period),
        unit: Option<UnitId>,
    ) {
        self.column = Some(basis.column((variable, period), unit));
        let framework = basis.scene.framework.as_ref();
        let periods = &basis.derived.results.periods;
        let readers = basis.dataset.readers(variable).into_iter();
        self.readers = readers
            .map(|node| {
                let indicator = framework.and_then(|it| it.node(node)?.indicator());
                let lag = indicator.map_or(0, |it| it.lag);
                let reads = |it: &Period| it.back(lag).as_ref() == Some(period);
                basis.reader(node, periods.iter().position(reads))
            })
            .collect();
    }
}

impl Basis<'_> {
    /// The value that counts, one that follows from others among them.
    fn value(self, (variable, period): (VariableId, &Period), unit: UnitId) -> Option<f64> {
        let known = self.dataset.value(variable, period, unit);
        known.or_else(|| self.derived.panel()?.get(variable, period, unit))
    }

    fn unit(self, unit: UnitId) -> UnitFacts {
        let (results, at) = (&self.derived.results, self.derived.period);
        let shown = self.derived.shown_period();
        let framework = self.scene.framework.as_ref();
        let nodes = framework.map(|it| it.nodes()).unwrap_or_default();
        let lacks = |variable, lag| {
            let period = shown.and_then(|it| it.back(lag));
            period.is_some_and(|it| self.value((variable, &it), unit).is_none())
        };
        let missing = nodes.into_iter().filter(|node| {
            let of = node.indicator().filter(|_| node.enabled);
            of.is_some_and(|it| lacks(it.variable, it.lag))
        });
        UnitFacts {
            summary: summarise_unit(results, self.dataset, (unit, at)),
            missing: missing.map(|it| it.id).collect(),
        }
    }

    fn column(self, of: (VariableId, &Period), unit: Option<UnitId>) -> ColumnFacts {
        let units = self.dataset.units.iter().map(|it| it.id);
        let ranked: Vec<UnitId> = units
            .filter(|it| self.scene.role(*it) == Role::Ranked)
            .collect();
        let values: Vec<Option<f64>> = ranked.iter().map(|it| self.value(of, *it)).collect();
        let observed: Vec<f64> = values.iter().copied().flatten().collect();
        let missing = ranked.iter().zip(&values).filter(|it| it.1.is_none());
        let bins = histogram(&observed);
        let own = unit.and_then(|it| self.value(of, it));
        let marked = own.and_then(|own| bin_of(&bins, own));
        let corrections = self.dataset.corrections.get(&of.0);
        let of_period = corrections.and_then(|it| it.get(of.1));
        let at = ranked.iter().position(|it| Some(*it) == unit);
        let place = at.and_then(|at| competition_ranks(&values).get(at).copied().flatten());
        ColumnFacts {
            told: Description::of(&observed),
            bins,
            marked,
            missing: missing.map(|it| *it.0).collect(),
            corrected: of_period.map_or(0, std::collections::BTreeMap::len),
            place,
        }
    }

    fn reader(self, node: NodeId, at: Option<usize>) -> Reader {
        let results = &self.derived.results;
        let of = at.and_then(|at| results.node(node)?.periods.get(at));
        let marks = of.and_then(|it| it.stages.as_ref()).map(|it| &it.marks);
        let ranked = |it: &usize| results.units.get(*it).is_some_and(|it| it.ranked);
        let count = |wanted: fn(&Marked) -> bool| {
            let all = marks.into_iter().flatten();
            let counted = all.filter(|it| wanted(&it.what) && ranked(&it.unit));
            counted.count()
        };
        Reader {
            node,
            at,
            imputed: count(|it| matches!(it, Marked::Imputed(_))),
            clipped: count(|it| matches!(it, Marked::Clipped)),
        }
    }
}
