//! The sheet on which one unit is looked up: its scores and ranks at every node, what it is best
//! and worst at, and a web of it beside the mean.

use super::{
    charts::cells,
    grid::{label, put},
    live::{Live, Made},
    view::View,
};
use crate::export::{
    cell_formula::{Function, Spot, Term},
    sheet_plan::{Area, Cell, ChartKind, ChartPlan, ChartSeries, Look, Printed, SheetPlan},
};

/// The cell in which a unit is chosen.
const CHOSEN: (usize, usize) = (0, 1);
/// The cell with its row on the sheets of nodes.
const ROW: (usize, usize) = (0, KEY);
/// The row of headers.
const HEAD: usize = 2;
/// The column of the key that strengths are sorted by.
const KEY: usize = 5;
/// The first column of what stands beside the table.
const BESIDE: usize = 7;
/// The row below what is named, where the chart begins.
const BELOW: usize = HEAD + 2 * (NAMED + 2);
/// The first column of the numbers of the chart, beyond what is printed.
const NUMBERS: usize = BESIDE + 9;
/// How many rows the chart takes.
const CHART: usize = 22;
/// How many strengths and how many weaknesses are named.
const NAMED: usize = 5;

/// The profile, of the best unit to begin with.
pub(super) fn profile(view: &View<'_>, live: &Live, name: String) -> Option<SheetPlan> {
    let &unit = view.listing(0).first()?;
    let row = view.rows.iter().position(|&it| it == unit)?;
    let mut profiling = Profiling {
        view,
        live,
        unit,
        plan: SheetPlan::new(name),
    };
    profiling.choose(row);
    profiling.nodes();
    profiling.extremes();
    profiling.web();
    let mut plan = profiling.plan;
    plan.fit();
    let widths = [(0, 28.0), (1, 20.0), (3, 12.0), (4, 14.0), (BESIDE, 34.0)];
    for (column, least) in widths {
        if let Some(width) = plan.widths.get_mut(column) {
            *width = f64::max(*width, least);
        }
    }
    if let Some(width) = plan.widths.get_mut(KEY + 1) {
        *width = 3.0;
    }
    plan.hidden.push(KEY);
    let (lowest, rightmost) = if plan.charts.is_empty() {
        (0, BESIDE + 1)
    } else {
        (BELOW + CHART, NUMBERS - 2)
    };
    plan.printed = Some(Printed {
        area: Area {
            first_row: 0,
            first_column: 0,
            last_row: (plan.rows.len() - 1).max(lowest),
            last_column: rightmost,
        },
        breaks: Vec::new(),
    });
    Some(plan)
}

struct Profiling<'a> {
    view: &'a View<'a>,
    live: &'a Live,
    unit: usize,
    plan: SheetPlan,
}

/// What a name is looked up by: signs that stand for other letters stand for themselves.
pub(super) fn looked_up(name: Term) -> Term {
    ["~", "*", "?"].into_iter().fold(name, |name, sign| {
        let meant = Term::words(&format!("~{sign}"));
        Function::Substitute.of([name, Term::words(sign), meant])
    })
}

/// What a range of the sheets of nodes says of the unit that is chosen; nothing where there is no
/// number.
fn asked(area: Term) -> Term {
    let row = Spot::fixed(ROW.0, ROW.1).here();
    let found = Function::Index.of([area, row]);
    found.clone().when(found.is_number())
}

impl Profiling<'_> {
    fn choose(&mut self, row: usize) {
        let texts = self.view.texts;
        label(&mut self.plan, (0, 0), texts.column_unit());
        let name = self.view.label(self.unit);
        put(&mut self.plan, CHOSEN, Made::value(name));
        label(&mut self.plan, (1, ROW.1), texts.column_row());
        let chosen = looked_up(Spot::fixed(CHOSEN.0, CHOSEN.1).here());
        let place = [chosen, self.live.unit_names(), Term::number(0.0)];
        let made = Made::formula(
            Cell::Number((row + 1) as f64, Some(0)),
            Function::Match.of(place),
        );
        put(&mut self.plan, ROW, made);
        let hint = texts.choose_profile().to_owned();
        put(&mut self.plan, (1, 1), Made::value(Cell::Text(hint)));
        if let Some(row) = self.plan.rows.get_mut(1) {
            row.look = Look::Words;
        }
        self.plan.merges.push(Area {
            first_row: 1,
            first_column: 1,
            last_row: 1,
            last_column: KEY - 1,
        });
        let names = self.live.unit_names().to_string();
        self.plan.choices.push((CHOSEN.0, CHOSEN.1, names));
    }

    fn nodes(&mut self) {
        let (view, live) = (self.view, self.live);
        for (column, text) in view.texts.profile_columns().iter().enumerate() {
            label(&mut self.plan, (HEAD, column), text);
        }
        for at in 0..view.results.nodes.len() {
            let row = HEAD + 1 + at;
            let steps = view.depth(at);
            let name = Cell::Step(view.name(at).to_owned(), steps);
            put(&mut self.plan, (row, 0), Made::value(name));
            let [score, rank] = view.score_and_rank(at, self.unit);
            let column = live.node_column(at);
            let by = asked(live.node_area(&live.scores, column, true));
            put(&mut self.plan, (row, 1), Made::formula(score, by));
            let by = asked(live.node_area(&live.ranks, column, true));
            put(&mut self.plan, (row, 2), Made::formula(rank.clone(), by));
            let mean = self.mean(at);
            put(&mut self.plan, (row, 3), mean);
            if live.indicator(at).is_some() {
                self.value(at, row);
                self.key(at, row, &rank);
            }
        }
    }

    /// The mean of the ranked units at a node.
    fn mean(&self, at: usize) -> Made {
        let area = self
            .live
            .node_area(&self.live.scores, self.live.node_column(at), false);
        let scores = self.view.rows.iter().take(self.live.ranked);
        let scores: Vec<f64> = scores
            .filter_map(|&unit| self.view.now(at)?.scores.get(unit))
            .collect();
        let mean = crate::engine::moments::mean(&scores);
        let cell = mean.map_or(Cell::Missing, |it| Cell::Score(it, self.view.decimals(at)));
        let some = Function::Count.of([area.clone()]).above(Term::number(0.0));
        Made::formula(cell, Function::Average.of([area]).when(some))
    }

    /// The raw value of an indicator.
    fn value(&mut self, at: usize, row: usize) {
        let live = self.live;
        let column = live.leaf_column(at);
        let first = Spot::fixed(live.top, column);
        let last = Spot::fixed(live.top + live.units.max(1) - 1, column);
        let by = asked(live.raw.sheet.area(first, last));
        let raw = super::live::stages(self.view, at).and_then(|it| it.raw.get(self.unit));
        let cell = raw.map_or(Cell::Missing, |it| Cell::Number(it, None));
        put(&mut self.plan, (row, 4), Made::formula(cell, by));
    }

    /// The rank, with ties told apart by where the indicator stands.
    fn key(&mut self, at: usize, row: usize, rank: &Cell) {
        let own = Spot::new(row, 2).here();
        let apart = Term::count(at) / Term::count(1_000_000);
        let by = (own.clone() + apart).when(own.is_number());
        let cell = match rank {
            Cell::Rank(rank) => Cell::Number(f64::from(*rank) + at as f64 / 1e6, None),
            _ => Cell::Missing,
        };
        put(&mut self.plan, (row, KEY), Made::formula(cell, by));
    }

    /// The indicators with the best and the worst ranks.
    fn extremes(&mut self) {
        let view = self.view;
        let last = HEAD + view.results.nodes.len();
        let keys = || Spot::fixed(HEAD + 1, KEY).to(Spot::fixed(last, KEY));
        let names = || Spot::fixed(HEAD + 1, 0).to(Spot::fixed(last, 0));
        let ranks = || Spot::fixed(HEAD + 1, 2).to(Spot::fixed(last, 2));
        let mut sorted: Vec<(u32, usize)> = view
            .indicators()
            .into_iter()
            .filter_map(|at| Some((view.now(at)?.ranks.get(self.unit)?, at)))
            .collect();
        sorted.sort_unstable();
        for (side, title) in view
            .texts
            .strengths_and_weaknesses()
            .into_iter()
            .enumerate()
        {
            let top = HEAD + side * (NAMED + 2);
            label(&mut self.plan, (top, BESIDE), title);
            label(&mut self.plan, (top, BESIDE + 1), view.texts.column_rank());
            for place in 0..NAMED {
                let count = Function::Count.of([keys()]);
                let nth = match side {
                    0 => Term::count(place + 1),
                    _ => count.clone() - Term::count(place),
                };
                let there = count.at_least(Term::count(place + 1));
                let key = Function::Small.of([keys(), nth]);
                let at = || Function::Match.of([key.clone(), keys(), Term::number(0.0)]);
                let now = match side {
                    0 => sorted.get(place),
                    _ => sorted.iter().rev().nth(place),
                };
                let name = now.map_or(Cell::Blank, |it| Cell::Text(view.name(it.1).to_owned()));
                let rank = now.map_or(Cell::Blank, |it| Cell::Rank(it.0));
                let by = Function::Index.of([names(), at()]).when(there.clone());
                let spot = (top + 1 + place, BESIDE);
                put(&mut self.plan, spot, Made::formula(name, by));
                let by = Function::Index.of([ranks(), at()]).when(there);
                let spot = (top + 1 + place, BESIDE + 1);
                put(&mut self.plan, spot, Made::formula(rank, by));
            }
        }
    }

    /// A web of the unit beside the mean, over the dimensions or, of few, over the indicators.
    fn web(&mut self) {
        let view = self.view;
        let dimensions = view.top_level();
        let indicators = view.indicators();
        let nodes = if dimensions.len() < 3 {
            &indicators[..]
        } else {
            dimensions
        };
        if !(3..=24).contains(&nodes.len()) {
            return;
        }
        let top = HEAD;
        let chosen = Spot::fixed(CHOSEN.0, CHOSEN.1).here();
        let name = view.label(self.unit);
        put(
            &mut self.plan,
            (top, NUMBERS + 1),
            Made::formula(name, chosen),
        );
        label(&mut self.plan, (top, NUMBERS), view.texts.chart_data());
        label(&mut self.plan, (top, NUMBERS + 2), view.texts.column_mean());
        for (place, &at) in nodes.iter().enumerate() {
            let row = top + 1 + place;
            label(&mut self.plan, (row, NUMBERS), view.name(at));
            for (column, from) in [(NUMBERS + 1, 1), (NUMBERS + 2, 3)] {
                let cell = self
                    .plan
                    .rows
                    .get(HEAD + 1 + at)
                    .and_then(|row| row.cells.get(from))
                    .cloned();
                let by = Spot::fixed(HEAD + 1 + at, from).here();
                let made = Made::formula(cell.unwrap_or(Cell::Missing), by);
                put(&mut self.plan, (row, column), made);
            }
        }
        let name = &self.plan.name;
        let series = [NUMBERS + 1, NUMBERS + 2].map(|column| ChartSeries {
            name: cells(name, column, top, 1),
            values: cells(name, column, top + 1, nodes.len()),
            across: None,
        });
        self.plan.charts.push(ChartPlan {
            kind: ChartKind::Radar,
            title: view.texts.chart_profile().to_owned(),
            at: (BELOW, BESIDE),
            size: (600, 460),
            categories: cells(name, NUMBERS, top + 1, nodes.len()),
            series: series.to_vec(),
            points: None,
        });
    }
}
