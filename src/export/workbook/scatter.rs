//! The sheet on which two scores are held against each other: a point a ranked unit, and lines at
//! the means. With formulas, which two is chosen from lists.

use std::collections::BTreeSet;

use super::{
    charts::cells,
    grid::{label, put},
    live::{Live, Made, NODES_TOP},
    profile::looked_up,
    view::View,
};
use crate::{
    engine::moments::mean,
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{
            Area, Cell, ChartKind, ChartPlan, ChartSeries, Look, Points, Printed, SheetArea,
            SheetPlan,
        },
    },
};

/// The column in which the two are chosen, one below the other.
const CHOSEN: usize = 1;
/// The row of headers.
const HEAD: usize = 4;
/// The row of means.
const MEAN: usize = HEAD + 1;
/// The first row of units.
const TOP: usize = MEAN + 1;
/// The column at which the chart begins.
const BESIDE: usize = 4;
/// How many columns and rows the chart takes.
const ACROSS: usize = 11;
const DOWN: usize = 30;
/// The first column of the numbers of the chart, beyond what is printed.
const NUMBERS: usize = BESIDE + ACROSS + 1;
/// The ends of the lines at the means: of the first both coordinates, then of the second.
const LINES: usize = NUMBERS + 4;
/// What can be chosen, and beside it where the two that are chosen stand there.
const CHOICES: usize = LINES + 5;
/// Scores of the period before.
const BEFORE: usize = CHOICES + 3;
/// The most points that are named without covering each other.
const NAMED: usize = 40;

/// What can be chosen for an axis.
struct Choice {
    name: String,
    node: usize,
    period: usize,
}

/// The two heaviest dimensions to begin with, else two indicators, else the index before and now;
/// none where there is nothing to hold against each other.
pub(super) fn scatter(view: &View<'_>, live: Option<&Live>, name: String) -> Option<SheetPlan> {
    let units = view.rows.get(..view.ranked)?;
    let choices = choices(view, live);
    let begin = first_two(view, &choices)?;
    if units.len() < 2 {
        return None;
    }
    let mut drawing = Drawing {
        view,
        live,
        units,
        now: view.results.nodes.len(),
        choices,
        begin,
        plan: SheetPlan::new(name),
    };
    drawing.choose();
    drawing.table();
    drawing.points();
    drawing.lines();
    drawing.chart();
    let mut plan = drawing.plan;
    plan.fit();
    for (column, width) in plan.widths.iter_mut().enumerate() {
        match column {
            0 => *width = width.max(16.0),
            1 | 2 => *width = width.max(20.0),
            3 => *width = 3.0,
            _ if column < NUMBERS => *width = 9.0,
            _ => {}
        }
    }
    plan.printed = Some(Printed {
        area: Area {
            first_row: 0,
            first_column: 0,
            last_row: (TOP + units.len() - 1).max(HEAD + DOWN),
            last_column: BESIDE + ACROSS - 1,
        },
        breaks: Vec::new(),
    });
    Some(plan)
}

/// All nodes of the period shown in the columns of their sheets, then the index and its dimensions
/// in the period before; no two are called alike.
fn choices(view: &View<'_>, live: Option<&Live>) -> Vec<Choice> {
    let mut now: Vec<usize> = (0..view.results.nodes.len()).collect();
    now.sort_by_key(|&at| live.map_or(at, |live| live.node_column(at)));
    let now = now.into_iter().map(|node| (node, view.period_at));
    let before = view
        .period_at
        .checked_sub(1)
        .into_iter()
        .flat_map(|period| {
            let nodes = std::iter::once(0).chain(view.top_level().iter().copied());
            nodes.map(move |node| (node, period))
        });
    let mut taken = BTreeSet::new();
    let named = now.chain(before).map(|(node, period)| {
        let name = match view.results.periods.get(period) {
            Some(it) if period != view.period_at => {
                let period = view.texts.period(it);
                view.texts.name_in_period(view.name(node), &period)
            }
            _ => view.name(node).to_owned(),
        };
        let numbered = (2_usize..).map(|number| format!("{name} ({number})"));
        let mut offered = std::iter::once(name.clone()).chain(numbered);
        let name = offered
            .find(|it| taken.insert(it.to_lowercase()))
            .unwrap_or(name.clone());
        Choice { name, node, period }
    });
    named.collect()
}

/// Which two stand there to begin with.
fn first_two(view: &View<'_>, choices: &[Choice]) -> Option<[usize; 2]> {
    let place = |node: usize, period: usize| {
        let mut all = choices.iter();
        all.position(|it| it.node == node && it.period == period)
    };
    let now = |node: usize| place(node, view.period_at);
    let weight = |node: usize| view.now(node).and_then(|it| it.weight).unwrap_or(0.0);
    let mut dimensions = view.top_level().to_vec();
    dimensions.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)));
    let two = match (dimensions[..].get(..2), view.indicators().get(..2)) {
        (Some(&[one, other]), _) | (None, Some(&[one, other])) => [now(one), now(other)],
        _ => [place(0, view.period_at.checked_sub(1)?), now(0)],
    };
    Some([two[0]?, two[1]?])
}

struct Drawing<'a> {
    view: &'a View<'a>,
    live: Option<&'a Live>,
    /// In the order of the sheets of nodes.
    units: &'a [usize],
    /// How many choices are of the period shown.
    now: usize,
    choices: Vec<Choice>,
    begin: [usize; 2],
    plan: SheetPlan,
}

impl Drawing<'_> {
    /// A cell that formulas make, or its value where there are none.
    fn put(&mut self, at: (usize, usize), cell: Cell, by: Term) {
        let made = match self.live {
            Some(_) => Made::formula(cell, by),
            None => Made::value(cell),
        };
        put(&mut self.plan, at, made);
    }

    fn choice(&self, axis: usize) -> Option<&Choice> {
        self.choices.get(*self.begin.get(axis)?)
    }

    fn choose(&mut self) {
        let texts = self.view.texts;
        for (axis, title) in texts.scatter_axes().into_iter().enumerate() {
            label(&mut self.plan, (axis, 0), title);
            let name = self.choice(axis).map_or("", |it| &it.name).to_owned();
            put(
                &mut self.plan,
                (axis, CHOSEN),
                Made::value(Cell::Text(name)),
            );
        }
        for row in 0..2 {
            self.plan.merges.push(row_of(row, CHOSEN, CHOSEN + 1));
        }
        if self.live.is_none() {
            return;
        }
        let hint = Cell::Text(texts.choose_scatter().to_owned());
        put(&mut self.plan, (2, CHOSEN), Made::value(hint));
        self.plan.merges.push(row_of(2, CHOSEN, CHOSEN + 1));
        if let Some(row) = self.plan.rows.get_mut(2) {
            row.look = Look::Words;
        }
        self.list();
    }

    /// What can be chosen, where the two chosen stand, and the scores of the period before.
    fn list(&mut self) {
        let texts = self.view.texts;
        label(&mut self.plan, (HEAD, CHOICES), texts.scatter_choices());
        let names: Vec<String> = self.choices.iter().map(|it| it.name.clone()).collect();
        let last = HEAD + names.len();
        for (row, name) in (HEAD + 1..).zip(names) {
            label(&mut self.plan, (row, CHOICES), &name);
        }
        let offered = Spot::fixed(HEAD + 1, CHOICES).to(Spot::fixed(last, CHOICES));
        for axis in 0..2 {
            let words = offered.to_string();
            self.plan.choices.push((axis, CHOSEN, words));
            let name = looked_up(Spot::fixed(axis, CHOSEN).here());
            let by = Function::Match.of([name, offered.clone(), Term::number(0.0)]);
            let place = self.begin.get(axis).map_or(0, |it| it + 1);
            label(&mut self.plan, (axis, CHOICES), texts.column_place());
            let place = Cell::Number(place as f64, Some(0));
            self.put((axis, CHOICES + 1), place, by);
        }
        let before = self.choices.iter().skip(self.now);
        let before: Vec<(String, usize, usize)> = before
            .map(|it| (it.name.clone(), it.node, it.period))
            .collect();
        for (column, (name, node, period)) in (BEFORE..).zip(before) {
            label(&mut self.plan, (HEAD, column), &name);
            for (row, &unit) in (TOP..).zip(self.units) {
                let [score, _] = self.view.score_and_rank_in(node, period, unit);
                put(&mut self.plan, (row, column), Made::value(score));
            }
        }
    }

    /// The score of a unit on an axis, if it has one.
    fn score(&self, axis: usize, unit: usize) -> Option<f64> {
        let choice = self.choice(axis)?;
        let node = self.view.results.nodes.get(choice.node)?;
        node.periods.get(choice.period)?.scores.get(unit)
    }

    /// What the sheets of nodes, or the scores of the period before, say in a row.
    fn asked(&self, axis: usize, place: usize) -> Option<Term> {
        let live = self.live?;
        let chosen = || Spot::fixed(axis, CHOICES + 1).here();
        let row = || Term::count(place + 1);
        let first = Spot::fixed(NODES_TOP, 1);
        let last = Spot::fixed(NODES_TOP + self.units.len() - 1, self.now);
        let now = Function::Index.of([live.scores.sheet.area(first, last), row(), chosen()]);
        let more = self.choices.len() - self.now;
        if more == 0 {
            return Some(now.clone().when(now.is_number()));
        }
        let last = Spot::fixed(TOP + self.units.len() - 1, BEFORE + more - 1);
        let block = Spot::fixed(TOP, BEFORE).to(last);
        let count = || Term::count(self.now);
        let before = Function::Index.of([block, row(), chosen() - count()]);
        let found = Function::If.of([chosen().at_most(count()), now, before]);
        Some(found.clone().when(found.is_number()))
    }

    /// Every unit with its two scores, the means above them.
    fn table(&mut self) {
        let texts = self.view.texts;
        label(&mut self.plan, (HEAD, 0), texts.column_unit());
        label(&mut self.plan, (MEAN, 0), texts.column_mean());
        for (row, &unit) in (TOP..).zip(self.units) {
            let name = self.view.label(unit);
            put(&mut self.plan, (row, 0), Made::value(name));
        }
        for axis in 0..2 {
            let column = 1 + axis;
            let chosen = self.choice(axis);
            let (name, node) = chosen.map_or(("", 0), |it| (&it.name, it.node));
            let (name, decimals) = (Cell::Label(name.to_owned()), self.view.decimals(node));
            let shown = |it: Option<f64>| it.map_or(Cell::Missing, |it| Cell::Score(it, decimals));
            self.put((HEAD, column), name, Spot::fixed(axis, CHOSEN).here());
            for (place, &unit) in self.units.iter().enumerate() {
                let score = shown(self.score(axis, unit));
                let by = self.asked(axis, place).unwrap_or_else(Term::nothing);
                self.put((TOP + place, column), score, by);
            }
            let there = self.column(column);
            let some = Function::Count.of([there.clone()]).above(Term::number(0.0));
            let by = Function::Average.of([there]).when(some);
            let mean = shown(self.mean(axis));
            self.put((MEAN, column), mean, by);
        }
    }

    fn mean(&self, axis: usize) -> Option<f64> {
        let scores = self.units.iter().filter_map(|&it| self.score(axis, it));
        mean(&scores.collect::<Vec<f64>>())
    }

    /// The rows of units in a column.
    fn column(&self, column: usize) -> Term {
        Spot::fixed(TOP, column).to(Spot::fixed(TOP + self.units.len() - 1, column))
    }

    /// The units with both scores, by place.
    fn both(&self) -> Vec<(usize, [f64; 2])> {
        let both = |(place, &unit): (usize, &usize)| {
            Some((place, [self.score(0, unit)?, self.score(1, unit)?]))
        };
        self.units.iter().enumerate().filter_map(both).collect()
    }

    /// The point that stands for units without both scores: one that is there anyway.
    fn spare(&self) -> [f64; 2] {
        self.both().first().map_or([0.0; 2], |it| it.1)
    }

    /// The points of the chart. A spreadsheet counts points instead of placing them as soon as one
    /// of them lacks its number, so a unit without one hides behind the first that has both.
    fn points(&mut self) {
        let texts = self.view.texts;
        let both = self.both();
        label(&mut self.plan, (HEAD, NUMBERS + 2), texts.column_row());
        for place in 0..self.units.len() {
            let row = TOP + place;
            let is_there = both.iter().any(|it| it.0 == place);
            let cell = if is_there {
                Cell::Number((place + 1) as f64, Some(0))
            } else {
                Cell::Blank
            };
            let own = [1, 2].map(|it| Spot::new(row, it).here().is_number());
            let by = Term::count(place + 1).when(Function::And.of(own));
            self.put((row, NUMBERS + 2), cell, by);
        }
        let spare = self.spare();
        for (axis, spare) in spare.into_iter().enumerate() {
            let column = NUMBERS + axis;
            let name = self.choice(axis).map_or("", |it| &it.name).to_owned();
            let by = Spot::fixed(HEAD, 1 + axis).here();
            self.put((HEAD, column), Cell::Label(name), by);
            let rows = self.column(NUMBERS + 2);
            let some = Function::Count.of([rows.clone()]).above(Term::number(0.0));
            let first = Function::Index.of([self.column(1 + axis), Function::Min.of([rows])]);
            let by = Function::If.of([some, first, Term::number(0.0)]);
            self.put((MEAN, column), Cell::Number(spare, None), by);
            for place in 0..self.units.len() {
                let row = TOP + place;
                let own = both.iter().find(|it| it.0 == place);
                let now = own.and_then(|it| it.1.get(axis).copied()).unwrap_or(spare);
                let is_there = Spot::new(row, NUMBERS + 2).here().is_number();
                let score = Spot::new(row, 1 + axis).here();
                let other = Spot::fixed(MEAN, column).here();
                let by = Function::If.of([is_there, score, other]);
                self.put((row, column), Cell::Number(now, None), by);
            }
        }
    }

    /// Both ends of the lines at the means: as far as the points go.
    fn lines(&mut self) {
        let points = self.both();
        for axis in 0..2 {
            let [spare, far] = [axis, 1 - axis].map(|it| self.spare().get(it).copied());
            let [spare, far] = [spare, far].map(|it| it.unwrap_or(0.0));
            let level = self.mean(axis).unwrap_or(spare);
            let of_other = points.iter().filter_map(|it| it.1.get(1 - axis).copied());
            let [least, most] =
                of_other.fold([far; 2], |[least, most], it| [least.min(it), most.max(it)]);
            let column = LINES + 2 * axis;
            let name = self.view.texts.column_mean();
            label(&mut self.plan, (HEAD, column), name);
            let mean = Spot::fixed(MEAN, 1 + axis).here();
            let other = Spot::fixed(MEAN, NUMBERS + axis).here();
            let by = Function::If.of([mean.clone().is_number(), mean, other]);
            let reach = self.column(NUMBERS + 1 - axis);
            let ends = [(Function::Min, least), (Function::Max, most)];
            for (row, (end, now)) in (HEAD + 1..).zip(ends) {
                self.put((row, column), Cell::Number(level, None), by.clone());
                let by = end.of([reach.clone()]);
                self.put((row, column + 1), Cell::Number(now, None), by);
            }
        }
    }

    /// What stands at each point, if there is room.
    fn names(&self) -> Vec<(String, SheetArea)> {
        let units = self.units.iter().filter(|_| self.units.len() <= NAMED);
        let named = units.zip(TOP..).map(|(&unit, row)| {
            let cell = cells(&self.plan.name, 0, row, 1);
            (self.view.called(unit).to_owned(), cell)
        });
        named.collect()
    }

    fn chart(&mut self) {
        let name = self.plan.name.clone();
        let units = self.units.len();
        let line = |x: usize, y: usize| ChartSeries {
            name: cells(&name, x.min(y), HEAD, 1),
            values: cells(&name, y, HEAD + 1, 2),
            across: Some(cells(&name, x, HEAD + 1, 2)),
        };
        let series = vec![
            ChartSeries {
                name: cells(&name, 0, HEAD, 1),
                values: cells(&name, NUMBERS + 1, TOP, units),
                across: None,
            },
            line(LINES, LINES + 1),
            line(LINES + 3, LINES + 2),
        ];
        self.plan.charts.push(ChartPlan {
            kind: ChartKind::Scatter,
            title: self.view.texts.chart_scatter().to_owned(),
            at: (HEAD, BESIDE),
            size: (740, 640),
            categories: cells(&name, NUMBERS, TOP, units),
            series,
            points: Some(Points {
                axes: [0, 1].map(|it| cells(&name, CHOSEN, it, 1)),
                names: self.names(),
            }),
        });
    }
}

/// The cells of a row.
const fn row_of(row: usize, first_column: usize, last_column: usize) -> Area {
    Area {
        first_row: row,
        first_column,
        last_row: row,
        last_column,
    }
}
