//! The sheet of charts, with the numbers behind them beside them.

use super::{
    grid::{label, put},
    history::first_column,
    live::{Column, Live, Made},
    profile::looked_up,
    view::View,
};
use crate::{
    engine::{Aggregation, Direction, NodeKind},
    export::{
        cell_formula::{Function, Sheet, Spot, Term},
        sheet_plan::{
            Area, Cell, ChartKind, ChartPlan, ChartSeries, Printed, SheetArea, SheetPlan,
        },
    },
};

/// The column in which the numbers begin, right of the charts.
const FIRST: usize = 20;
/// The width of a column below the charts, in digits.
const COLUMN: f64 = 9.0;
/// How many such columns a chart takes.
const ACROSS: usize = 8;
/// The height of a row, in pixels.
const ROW: u32 = 22;
/// All units are shown up to so many.
const ALL: usize = 40;
/// Else the first so many.
const BEST: usize = 30;
/// The size of a chart that has a page to itself, in pixels.
const ALONE: (u32, u32) = (1_060, 640);
/// How many units a web compares.
const WEB: usize = 5;
/// How many units have a line of ranks.
const LINES: usize = 10;
/// The most dimensions that can be told apart.
const PARTS: usize = 12;

/// One cell or a column of them.
pub(super) fn cells(sheet: &str, column: usize, first_row: usize, count: usize) -> SheetArea {
    SheetArea {
        sheet: sheet.to_owned(),
        area: Area {
            first_row,
            first_column: column,
            last_row: first_row + count.max(1) - 1,
            last_column: column,
        },
    }
}

/// Bars of the index, a web of the best over the dimensions, what each dimension adds, and the ranks
/// of the best over time; none where nobody has a rank.
pub(super) fn charts(
    view: &View<'_>,
    live: Option<&Live>,
    name: &str,
    ranking: &SheetPlan,
    history: Option<&str>,
) -> Option<SheetPlan> {
    let ranked = view.results.order(0, view.period_at).len();
    let count = if ranked <= ALL { ranked } else { BEST };
    if count < 2 {
        return None;
    }
    let dimensions = view.top_level();
    let mut charting = Charting {
        view,
        live,
        ranking: &ranking.name,
        plan: SheetPlan::new(name.to_owned()),
        count,
        next: FIRST,
        height: u32::try_from(count * 20 + 100).unwrap_or(700).max(320),
    };
    charting.bars();
    if (3..=24).contains(&dimensions.len()) {
        charting.web();
    }
    if (2..=PARTS).contains(&dimensions.len()) && charting.adds_up() {
        charting.parts();
    }
    if view.results.periods.len() > 1 {
        charting.over_time(history);
    }
    let mut plan = charting.plan;
    plan.fit();
    // As wide as columns are by themselves, so that charts meet where they are meant to.
    for width in plan.widths.iter_mut().take(FIRST) {
        *width = COLUMN;
    }
    lay_out(&mut plan);
    Some(plan)
}

/// Charts of all units side by side, the web and the lines below them; on paper on a page of their
/// own.
fn lay_out(plan: &mut SheetPlan) {
    let rows = |height: u32| usize::try_from(height.div_ceil(ROW)).unwrap_or(0) + 1;
    let (mut left, mut below) = (0, 0);
    let is_small = |chart: &ChartPlan| matches!(chart.kind, ChartKind::Radar | ChartKind::Ranks);
    for chart in plan.charts.iter_mut().filter(|it| !is_small(it)) {
        chart.at = (0, left);
        left += ACROSS;
        below = below.max(rows(chart.size.1));
    }
    let (mut last, mut breaks) = (below, Vec::new());
    left = 0;
    let mut small: Vec<&mut ChartPlan> = plan.charts.iter_mut().filter(|it| is_small(it)).collect();
    if let [alone] = small[..].as_mut() {
        alone.size = ALONE;
    }
    for chart in small {
        chart.at = (below, left);
        left += ACROSS;
        last = last.max(below + rows(chart.size.1));
    }
    if last > below {
        breaks.push(below);
    }
    plan.printed = Some(Printed {
        area: Area {
            first_row: 0,
            first_column: 0,
            last_row: last.saturating_sub(1),
            last_column: 2 * ACROSS - 1,
        },
        breaks,
    });
}

struct Charting<'a> {
    view: &'a View<'a>,
    live: Option<&'a Live>,
    ranking: &'a str,
    plan: SheetPlan,
    count: usize,
    /// The next free column.
    next: usize,
    /// Of a chart with a bar for each unit, in pixels.
    height: u32,
}

impl Charting<'_> {
    /// A cell of the ranking, with what is there now.
    fn ranked(&self, row: usize, column: usize, now: Cell) -> Made {
        if self.live.is_none() {
            return Made::value(now);
        }
        let cell = Sheet::new(self.ranking).cell(Spot::fixed(1 + row, column));
        Made::formula(now, cell)
    }

    fn bars(&mut self) {
        let texts = self.view.texts;
        let name = self.view.name(0);
        let title = texts.chart_bars(name, &texts.period(self.view.period), self.count);
        self.plan.charts.push(ChartPlan {
            kind: ChartKind::Bars,
            title,
            at: (0, 0),
            size: (530, self.height),
            categories: cells(self.ranking, 1, 1, self.count),
            series: vec![ChartSeries {
                name: cells(self.ranking, 2, 0, 1),
                values: cells(self.ranking, 2, 1, self.count),
                across: None,
            }],
            points: None,
        });
    }

    fn web(&mut self) {
        let (view, first) = (self.view, self.next);
        let units: Vec<usize> = view
            .listing(0)
            .into_iter()
            .take(WEB.min(self.count))
            .collect();
        label(&mut self.plan, (0, first), view.texts.chart_data());
        for (place, &dimension) in view.top_level().iter().enumerate() {
            label(&mut self.plan, (1 + place, first), view.name(dimension));
        }
        let mut series = Vec::new();
        for (place, &unit) in units.iter().enumerate() {
            let column = first + 1 + place;
            let named = self.ranked(place, 1, view.label(unit));
            put(&mut self.plan, (0, column), named);
            for (row, &dimension) in view.top_level().iter().enumerate() {
                let [score, _] = view.score_and_rank(dimension, unit);
                let made = self.ranked(place, 3 + 2 * row, score);
                put(&mut self.plan, (1 + row, column), made);
            }
            let rows = view.top_level().len();
            series.push(ChartSeries {
                name: cells(&self.plan.name, column, 0, 1),
                values: cells(&self.plan.name, column, 1, rows),
                across: None,
            });
        }
        self.next = first + units.len() + 2;
        self.plan.charts.push(ChartPlan {
            kind: ChartKind::Radar,
            title: view.texts.chart_web(units.len()),
            at: (0, 0),
            size: (530, 460),
            categories: cells(&self.plan.name, first, 1, view.top_level().len()),
            series,
            points: None,
        });
    }

    /// The ranks of the best in every period, asked of the sheet of periods if there is one.
    fn over_time(&mut self, history: Option<&str>) {
        let (view, first) = (self.view, self.next);
        let texts = view.texts;
        let units: Vec<usize> = (view.listing(0).into_iter())
            .take(LINES.min(self.count))
            .collect();
        let periods = &view.results.periods;
        let history = history.filter(|_| self.live.is_some()).map(Sheet::new);
        label(&mut self.plan, (0, first), texts.chart_data());
        for (row, period) in (1..).zip(periods) {
            label(&mut self.plan, (row, first), &texts.period(period));
        }
        let mut series = Vec::new();
        for (place, &unit) in units.iter().enumerate() {
            let column = first + 1 + place;
            let named = self.ranked(place, 1, view.label(unit));
            put(&mut self.plan, (0, column), named);
            for period in 0..periods.len() {
                let [_, rank] = view.score_and_rank_in(0, period, unit);
                let name = Spot::in_row(0, column).here();
                let by = history.as_ref().map(|it| self.rank_in(it, period, name));
                put(&mut self.plan, (1 + period, column), made(rank, by));
            }
            series.push(ChartSeries {
                name: cells(&self.plan.name, column, 0, 1),
                values: cells(&self.plan.name, column, 1, periods.len()),
                across: None,
            });
        }
        self.next = first + units.len() + 2;
        self.plan.charts.push(ChartPlan {
            kind: ChartKind::Ranks,
            title: texts.chart_over_time(units.len()),
            at: (0, 0),
            size: (530, 460),
            categories: cells(&self.plan.name, first, 1, periods.len()),
            series,
            points: None,
        });
    }

    /// The rank of a named unit in a period, as the sheet of periods has it.
    fn rank_in(&self, history: &Sheet, period: usize, name: Term) -> Term {
        let last = self.view.units.len().max(1);
        let of = |column| history.area(Spot::fixed(1, column), Spot::fixed(last, column));
        let there = Function::Match.of([looked_up(name), of(0), Term::number(0.0)]);
        let rank = Function::Index.of([of(first_column(period) + 1), there]);
        rank.clone().when(rank.is_number())
    }

    /// Whether the index is the sum of what its dimensions add.
    fn adds_up(&self) -> bool {
        let NodeKind::Aggregate(root) = &self.view.framework.root.kind else {
            return false;
        };
        let level = self.view.results.root().map_or(2, |root| root.level);
        let aggregation = root
            .aggregation
            .unwrap_or(self.view.method.aggregation_at(level));
        let turned = self.view.top_level().iter().any(|&at| {
            matches!(
                self.view.node(at).map(|it| &it.kind),
                Some(NodeKind::Aggregate(own)) if own.direction == Direction::Negative
            )
        });
        aggregation == Aggregation::Arithmetic && !turned
    }

    /// What each dimension adds: its score times its weight among those that are there.
    fn parts(&mut self) {
        let (view, first) = (self.view, self.next);
        let dimensions = view.top_level();
        let weights: Vec<f64> = dimensions
            .iter()
            .map(|&at| view.now(at).and_then(|it| it.weight).unwrap_or(0.0))
            .collect();
        let total = first + 1 + dimensions.len();
        label(&mut self.plan, (0, first), view.texts.column_unit());
        label(&mut self.plan, (0, total), view.texts.column_weight_there());
        for (place, &at) in dimensions.iter().enumerate() {
            label(&mut self.plan, (0, first + 1 + place), view.name(at));
        }
        for (place, unit) in view.listing(0).into_iter().take(self.count).enumerate() {
            let row = 1 + place;
            let named = self.ranked(place, 1, view.label(unit));
            put(&mut self.plan, (row, first), named);
            let scores: Vec<Option<f64>> = dimensions
                .iter()
                .map(|&at| view.now(at).and_then(|it| it.scores.get(unit)))
                .collect();
            let there: f64 = (weights.iter().zip(&scores))
                .filter_map(|(weight, score)| score.map(|_| weight))
                .sum();
            let sum = self.weight_there(place, dimensions);
            let now = Cell::Number(there, Some(4));
            put(&mut self.plan, (row, total), made(now, sum));
            for (column, (score, weight)) in scores.iter().zip(&weights).enumerate() {
                let now = score.filter(|_| there > 0.0).map(|it| weight * it / there);
                let cell = now.map_or(Cell::Missing, |it| Cell::Score(it, view.decimals(0)));
                let by = dimensions
                    .get(column)
                    .and_then(|&at| self.part((place, column), at, (row, total)));
                put(&mut self.plan, (row, first + 1 + column), made(cell, by));
            }
        }
        let series = (0..dimensions.len()).map(|place| ChartSeries {
            name: cells(&self.plan.name, first + 1 + place, 0, 1),
            values: cells(&self.plan.name, first + 1 + place, 1, self.count),
            across: None,
        });
        let series = series.collect();
        self.next = total + 2;
        self.plan.charts.push(ChartPlan {
            kind: ChartKind::StackedBars,
            title: view.texts.chart_parts(view.name(0)),
            at: (0, 0),
            size: (530, self.height),
            categories: cells(&self.plan.name, first, 1, self.count),
            series,
            points: None,
        });
    }

    /// The weight of the dimensions that a unit has a score for.
    fn weight_there(&self, place: usize, dimensions: &[usize]) -> Option<Term> {
        let live = self.live?;
        let terms = dimensions.iter().enumerate().map(|(column, &at)| {
            let score = Sheet::new(self.ranking).cell(Spot::fixed(1 + place, 3 + 2 * column));
            let share = live.of_node(at, Column::Share.number());
            Function::If.of([score.is_number(), share, Term::number(0.0)])
        });
        Some(Function::Sum.of(terms))
    }

    fn part(
        &self,
        (place, column): (usize, usize),
        at: usize,
        (row, total): (usize, usize),
    ) -> Option<Term> {
        let share = self.live?.of_node(at, Column::Share.number());
        let score = Sheet::new(self.ranking).cell(Spot::fixed(1 + place, 3 + 2 * column));
        let total = Spot::in_column(row, total).here();
        let there = [
            score.clone().is_number(),
            total.clone().above(Term::number(0.0)),
        ];
        Some((share * score / total).when(Function::And.of(there)))
    }
}

fn made(cell: Cell, by: Option<Term>) -> Made {
    match by {
        Some(by) => Made::formula(cell, by),
        None => Made::value(cell),
    }
}
