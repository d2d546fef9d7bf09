//! The sheets of nodes: scores, scores rounded for ranking, ranks.

use super::{
    Live, Made, NODES_TOP, Place, is_expressible, is_turned,
    node::{Column, flag},
    weights::{self, RUNS},
};
use crate::{
    engine::{Aggregation, Bounds, PlanAggregate, Scale},
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Cell, Look, SheetPlan},
        workbook::view::View,
    },
};

/// Stands where a score is too low for its parent's aggregation.
const TOO_LOW: &str = "x";

/// Columns on the sheet of scores that only serve one aggregate.
struct Helpers {
    /// The aggregate.
    at: usize,
    /// The first column of the children's scores as the parent takes them; those of the siblings
    /// themselves where none is turned round.
    counted: usize,
    /// Whether these are columns of their own.
    turned: bool,
    /// The first column of what each child adds, where the aggregation needs it.
    parts: Option<usize>,
    /// How many columns of such parts a child has.
    of_child: usize,
}

/// All such columns, and the first free one.
fn helpers(live: &Live) -> (Vec<Helpers>, usize) {
    let mut next = 1 + live.plan.nodes().len();
    let mut all = Vec::new();
    for at in 0..live.plan.nodes().len() {
        let children = live.children(at);
        let (Some(choices), Some(&first)) = (live.aggregate(at), children.first()) else {
            continue;
        };
        if !live.is_made(at) {
            continue;
        }
        let mut take = |wanted: bool, columns: usize| {
            let at = next;
            if wanted {
                next += columns;
            }
            at
        };
        let turned = children.iter().any(|&it| is_turned(live, it));
        let counted = take(turned, children.len());
        let of_child = match choices.aggregation {
            Aggregation::Arithmetic => 0,
            Aggregation::Topsis => 2,
            _ => 1,
        };
        let parts = take(of_child > 0, of_child * children.len());
        all.push(Helpers {
            at,
            counted: if turned {
                counted
            } else {
                live.node_column(first)
            },
            turned,
            parts: (of_child > 0).then_some(parts),
            of_child,
        });
    }
    (all, next)
}

/// The index and those of its children that have a sheet, which lists units best first.
pub(super) fn ordered(view: &View<'_>) -> Vec<usize> {
    let below = view.top_level().iter().copied();
    let sheets = below.filter(|&at| {
        let node = view.node(at);
        node.is_some_and(|node| node.indicator().is_none())
    });
    std::iter::once(0).chain(sheets).collect()
}

/// Whether formulas can make the scores of an aggregate.
pub(super) fn is_made(live: &Live, view: &View<'_>, at: usize, choices: &PlanAggregate) -> bool {
    let children = live.children(at);
    let scales: Vec<Scale> = children.iter().map(|&it| Live::scale(view, it)).collect();
    let has_parent = live
        .plan
        .nodes()
        .get(at)
        .is_some_and(|it| it.parent.is_some());
    let stuck = is_turned(live, at) && has_parent && Live::scale(view, at) == Scale::Open;
    let weighed = children
        .iter()
        .all(|&it| view.now(it).is_some_and(|node| node.weight.is_some()));
    let compared = choices.aggregation != Aggregation::Topsis || topsis_is_made(view, at);
    is_expressible(choices.aggregation)
        && !stuck
        && !children.is_empty()
        && live.own_of_all(children, 0).len() <= RUNS
        && choices.aggregation.check(&scales).is_ok()
        && compared
        && (weighed || weights::are_there(live, at).is_some())
}

/// Whether there is someone to compare with: else the engine has no scores, and formulas none to
/// begin with.
fn topsis_is_made(view: &View<'_>, at: usize) -> bool {
    view.now(at)
        .is_some_and(|node| node.scores.observed().next().is_some())
}

/// Whether a score of a ranked unit is too low to be aggregated.
pub(super) fn below_floor(live: &Live, view: &View<'_>, at: usize) -> bool {
    let Some(floor) = live.aggregate(at).and_then(|it| it.aggregation.floor()) else {
        return false;
    };
    let mut children = live.children(at).iter();
    children.any(|&child| {
        let weight = view.now(child).and_then(|it| it.weight).unwrap_or(0.0);
        let mut ranked = 0..live.ranked;
        weight > 0.0
            && ranked.any(|row| {
                let score = counted(live, view, child, row);
                score.is_some_and(|it| !floor.admits(it))
            })
    })
}

/// The score of a node as its parent takes it.
fn counted(live: &Live, view: &View<'_>, at: usize, row: usize) -> Option<f64> {
    let &unit = view.rows.get(row)?;
    let score = view.now(at)?.scores.get(unit)?;
    Some(match Live::scale(view, at) {
        _ if !is_turned(live, at) => score,
        Scale::Bounded(lower, upper) => lower + upper - score,
        Scale::Centred(middle) => 2.0 * middle - score,
        Scale::Open => return None,
    })
}

/// Whether an error keeps an aggregate that formulas make empty.
pub(super) fn stopped(live: &Live, _view: &View<'_>, at: usize) -> Made {
    let below = live.own_of_all(live.children(at), Column::Stopped.number());
    let mut reasons = vec![Function::Max.of(below).above(Term::number(0.0))];
    if let Some(there) = weights::are_there(live, at) {
        reasons.push(Function::Not.of([there]));
    }
    let has_floor = live
        .aggregate(at)
        .is_some_and(|it| it.aggregation.floor().is_some());
    let (all, _) = helpers(live);
    let own = all.iter().find(|it| it.at == at);
    if let Some(parts) = own.and_then(|it| it.parts).filter(|_| has_floor) {
        let last = parts + live.children(at).len() - 1;
        let area = live.scores.sheet.area(
            Spot::fixed(NODES_TOP, parts),
            Spot::fixed(NODES_TOP + live.ranked.max(1) - 1, last),
        );
        let low = Function::CountIf.of([area, Term::words(TOO_LOW)]);
        reasons.push(low.above(Term::number(0.0)));
    }
    flag(live.is_stopped(at), Function::Or.of(reasons))
}

/// A sheet of nodes without rows of units: two rows of headers.
pub(super) fn sheet(
    view: &View<'_>,
    live: &Live,
    place: &Place,
    label: &str,
) -> (SheetPlan, Vec<usize>) {
    let mut nodes: Vec<usize> = (0..live.plan.nodes().len()).collect();
    nodes.sort_by_key(|&at| live.node_column(at));
    let mut plan = SheetPlan::new(place.name.clone());
    let unit = Cell::Text(view.texts.column_unit().to_owned());
    let names = nodes.iter().map(|&at| Cell::Text(view.name(at).to_owned()));
    plan.push(Look::Header, std::iter::once(unit).chain(names).collect());
    plan.push(Look::Header, vec![Cell::Text(label.to_owned())]);
    for &unit in &view.rows {
        plan.push(view.look(unit), vec![view.label(unit)]);
    }
    (plan, nodes)
}

/// Puts a cell at the end of a row.
pub(super) fn put(plan: &mut SheetPlan, row: usize, made: Made) {
    let Some(column) = plan.rows.get(row).map(|it| it.cells.len()) else {
        return;
    };
    if let Some(by) = &made.by {
        plan.made_by(row, column, by);
    }
    if let Some(row) = plan.rows.get_mut(row) {
        row.cells.push(made.cell);
    }
}

pub(super) fn finish(plan: &mut SheetPlan) {
    plan.header_rows = NODES_TOP;
    plan.frozen_columns = 1;
    plan.fit();
}

/// The scores of all nodes.
pub(in crate::export::workbook) fn scores(view: &View<'_>, live: &Live) -> SheetPlan {
    let label = view.texts.row_weight();
    let (mut plan, nodes) = sheet(view, live, &live.scores, label);
    for &at in &nodes {
        let share = live.of_node(at, Column::Share.number());
        let now = view.now(at).and_then(|it| it.weight);
        let zero = Term::number(0.0);
        let by = Function::If.of([share.clone().is_number(), share, zero]);
        put(
            &mut plan,
            1,
            Made::formula(Cell::Share(now.unwrap_or(0.0)), by),
        );
    }
    let (helpers, _) = helpers(live);
    for row in 0..live.units {
        for &at in &nodes {
            let own = helpers.iter().find(|it| it.at == at);
            put(&mut plan, NODES_TOP + row, score(live, view, own, at, row));
        }
    }
    for of_one in &helpers {
        serve(live, view, of_one, &mut plan);
    }
    finish(&mut plan);
    plan
}

/// The score of a node in a row.
fn score(live: &Live, view: &View<'_>, own: Option<&Helpers>, at: usize, row: usize) -> Made {
    let unit = view.rows.get(row).copied().unwrap_or(usize::MAX);
    let [cell, _] = view.score_and_rank(at, unit);
    if view.is_left_out(unit) {
        return Made::value(cell);
    }
    if live.indicator(at).is_some() {
        let spot = Spot::new(live.top + row, live.leaf_column(at));
        let score = live.normalised.sheet.cell(spot);
        return Made::formula(cell, score.clone().when(score.is_number()));
    }
    match own {
        Some(own) => Made::formula(cell, aggregated(live, view, own, row)),
        None => fixed(cell),
    }
}

/// A number that no formula makes, marked; nothing is made by a formula nevertheless, as an empty
/// cell counts as 0 where it is asked.
pub(super) fn fixed(cell: Cell) -> Made {
    match cell {
        Cell::Score(score, decimals) => Made::value(Cell::Corrected(Some(score), Some(decimals))),
        other => Made::formula(other, Term::nothing()),
    }
}

/// What makes the score of an aggregate in a row.
fn aggregated(live: &Live, view: &View<'_>, own: &Helpers, row: usize) -> Term {
    let children = live.children(own.at);
    let count = children.len().max(1);
    let row = NODES_TOP + row;
    let across =
        |first: usize| Spot::in_column(row, first).to(Spot::in_column(row, first + count - 1));
    let first = children.first().map_or(0, |&it| live.node_column(it));
    let weights = || Spot::fixed(1, first).to(Spot::fixed(1, first + count - 1));
    let scores = || across(own.counted);
    let parts = || across(own.parts.unwrap_or(own.counted));
    let available = || Function::SumProduct.of([weights() * scores().is_number()]);
    let zero = || Term::number(0.0);
    let cell = |column: Column| live.of_node(own.at, column.number());
    let mut conditions = vec![
        cell(Column::Stopped).equals(zero()),
        available().above(zero()),
        (available() + Term::number(1e-12)).at_least(cell(Column::Least)),
    ];
    let too_low = || {
        Function::CountIf
            .of([parts(), Term::words(TOO_LOW)])
            .equals(zero())
    };
    let weighted = |of: Term| Function::SumProduct.of([weights(), of]);
    let aggregation = live.aggregate(own.at).map(|it| it.aggregation);
    let result = match aggregation.unwrap_or_default() {
        Aggregation::Geometric => {
            conditions.push(too_low());
            Function::Exp.of([weighted(parts()) / available()])
        }
        Aggregation::Harmonic => {
            conditions.push(too_low());
            available() / weighted(parts())
        }
        Aggregation::Power(p) => {
            conditions.push(too_low());
            let mean = weighted(parts()) / available();
            mean.to_the(Term::number(1.0) / Term::number(p))
        }
        Aggregation::Minimum => {
            conditions.push(Function::Count.of([parts()]).above(zero()));
            Function::Min.of([parts()])
        }
        Aggregation::Topsis => {
            let second = across(own.parts.unwrap_or(own.counted) + count);
            let far = |of: Term| Function::Sqrt.of([Function::SumSq.of([of])]);
            conditions.push(Function::Sum.of([parts(), second.clone()]).above(zero()));
            let closeness = far(second.clone()) / (far(parts()) + far(second));
            match Live::scale(view, own.at) {
                Scale::Bounded(lower, upper) => {
                    Term::number(lower) + Term::number(upper - lower) * closeness
                }
                _ => closeness,
            }
        }
        _ => weighted(scores()) / available(),
    };
    result.when(Function::And.of(conditions))
}

/// The columns that only serve one aggregate.
fn serve(live: &Live, view: &View<'_>, own: &Helpers, plan: &mut SheetPlan) {
    let name = view.name(own.at);
    let children = live.children(own.at).to_vec();
    if own.turned {
        for &child in &children {
            head(plan, &view.texts.column_counted(name, view.name(child)));
            for row in 0..live.units {
                put(plan, NODES_TOP + row, turned(live, view, child, row));
            }
        }
    }
    let Some(aggregation) = live.aggregate(own.at).map(|it| it.aggregation) else {
        return;
    };
    for part in 0..own.of_child {
        for (place, &child) in children.iter().enumerate() {
            head(plan, &view.texts.column_part(name, view.name(child)));
            let ends = Ends::of(live, view, child);
            for row in 0..live.units {
                let column = own.counted + place;
                let score = Spot::new(NODES_TOP + row, column);
                let weight = Spot::fixed(1, live.node_column(child));
                let helping = Helping {
                    live,
                    aggregation,
                    weight: weight.here(),
                    now: view.now(child).and_then(|it| it.weight).unwrap_or(0.0),
                    column,
                    scale: Live::scale(view, child),
                    ends,
                };
                let now = counted(live, view, child, row);
                let left_out = view.rows.get(row).is_some_and(|&it| view.is_left_out(it));
                let made = if left_out {
                    Made::value(Cell::Blank)
                } else {
                    helping.part(part, score.here(), now)
                };
                put(plan, NODES_TOP + row, made);
            }
        }
    }
}

/// The least and the greatest score of ranked units at a child.
#[derive(Clone, Copy)]
struct Ends(Option<Bounds>);

impl Ends {
    fn of(live: &Live, view: &View<'_>, child: usize) -> Self {
        let rows = 0..live.ranked;
        Self(Bounds::of(
            rows.filter_map(|row| counted(live, view, child, row)),
        ))
    }
}

/// What a child adds to an aggregate.
struct Helping<'a> {
    live: &'a Live,
    aggregation: Aggregation,
    weight: Term,
    now: f64,
    column: usize,
    scale: Scale,
    ends: Ends,
}

impl Helping<'_> {
    fn part(&self, part: usize, score: Term, now: Option<f64>) -> Made {
        if self.aggregation == Aggregation::Topsis {
            return self.gap(part, score, now);
        }
        let zero = || Term::number(0.0);
        let there =
            Function::And.of([score.clone().is_number(), self.weight.clone().above(zero())]);
        let (by, value) = match self.aggregation {
            Aggregation::Geometric => (Function::Ln.of([score.clone()]), now.map(f64::ln)),
            Aggregation::Harmonic => (Term::number(1.0) / score.clone(), now.map(|it| 1.0 / it)),
            Aggregation::Power(p) => {
                let power = score.clone().to_the(Term::number(p));
                (power, now.map(|it| it.powf(p)))
            }
            _ => (score.clone(), now),
        };
        let floor = self.aggregation.floor();
        let holds = match floor {
            Some(crate::engine::aggregate::Floor::AboveZero) => Some(score.above(zero())),
            Some(crate::engine::aggregate::Floor::Zero) => Some(score.at_least(zero())),
            None => None,
        };
        let by = match holds {
            Some(holds) => Function::If.of([holds, by, Term::words(TOO_LOW)]),
            None => by,
        };
        let cell = match (now, value) {
            _ if self.now <= 0.0 => Cell::Blank,
            (Some(now), _) if floor.is_some_and(|it| !it.admits(now)) => {
                Cell::Label(TOO_LOW.to_owned())
            }
            (_, Some(value)) => Cell::Number(value, None),
            _ => Cell::Blank,
        };
        Made::formula(cell, by.when(there))
    }

    /// The weighted way to the best, or from the worst.
    fn gap(&self, part: usize, score: Term, now: Option<f64>) -> Made {
        let area = self.live.node_area(&self.live.scores, self.column, false);
        let [worst, best] = [Function::Min, Function::Max].map(|it| it.of([area.clone()]));
        let way = if part == 0 {
            best - score.clone()
        } else {
            score.clone() - worst
        };
        let width = match self.scale {
            Scale::Bounded(lower, upper) => upper - lower,
            _ => 1.0,
        };
        let zero = || Term::number(0.0);
        let way = Function::Max.of([way, zero()]) / Term::number(width);
        let there = [score.is_number(), Function::Count.of([area]).above(zero())];
        let value = now.zip(self.ends.0).map(|(now, ends)| {
            let way = if part == 0 {
                ends.upper - now
            } else {
                now - ends.lower
            };
            self.now * (way.max(0.0) / width)
        });
        let cell = value.map_or(Cell::Blank, |it| Cell::Number(it, None));
        Made::formula(
            cell,
            (self.weight.clone() * way).when(Function::And.of(there)),
        )
    }
}

/// The score of a child as its parent takes it.
fn turned(live: &Live, view: &View<'_>, child: usize, row: usize) -> Made {
    let spot = Spot::new(NODES_TOP + row, live.node_column(child));
    let score = spot.here();
    let [cell, _] = view.score_and_rank(child, view.rows.get(row).copied().unwrap_or(usize::MAX));
    let around = match Live::scale(view, child) {
        _ if !is_turned(live, child) => None,
        Scale::Bounded(lower, upper) => Some(lower + upper),
        Scale::Centred(middle) => Some(2.0 * middle),
        Scale::Open => None,
    };
    let now = counted(live, view, child, row);
    let cell = match (cell, now) {
        (Cell::Score(_, decimals), Some(now)) => Cell::Score(now, decimals),
        _ => Cell::Missing,
    };
    let by = match around {
        Some(around) => Term::number(around) - score.clone(),
        None => score.clone(),
    };
    Made::formula(cell, by.when(score.is_number()))
}

/// The name of one more column.
fn head(plan: &mut SheetPlan, name: &str) {
    put(plan, 0, Made::value(Cell::Text(name.to_owned())));
    put(plan, 1, Made::value(Cell::Blank));
}
