//! The sheet of groups: how many units of each are ranked, and their mean scores.

use super::{live::Live, view::View};
use crate::{
    engine::place::group_mean,
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Cell, Look, SheetPlan},
    },
};

/// The column with how many units of a group are ranked.
const COUNT: usize = 2;
/// The column of the first mean, that of the index; its rank follows.
const MEAN: usize = 3;
/// Means nearer to each other than this share a rank.
const SAME: f64 = 1e-9;

/// A group of ranked units.
struct Team<'a> {
    name: &'a str,
    /// Where its members stand in the results.
    members: Vec<usize>,
}

/// The groups of every kind with the means of index and dimensions; none where there are no groups.
pub(super) fn grouped(view: &View<'_>, live: Option<&Live>, name: String) -> Option<SheetPlan> {
    if view.groupings.is_empty() {
        return None;
    }
    let texts = view.texts;
    let mut plan = SheetPlan::new(name);
    let mut header = vec![
        texts.column_kind().to_owned(),
        texts.column_group().to_owned(),
        texts.column_ranked_units().to_owned(),
        texts.column_mean_of(view.name(0)),
        texts.column_rank_of_mean().to_owned(),
    ];
    let means = view.top_level().iter();
    header.extend(means.map(|&at| texts.column_mean_of(view.name(at))));
    plan.push(Look::Header, header.into_iter().map(Cell::Text).collect());
    for kind in 0..view.groupings.len() {
        of_kind(view, live, kind, &mut plan);
    }
    plan.header_rows = 1;
    plan.frozen_columns = 2;
    plan.filter = plan.table();
    plan.fit();
    Some(plan)
}

fn of_kind(view: &View<'_>, live: Option<&Live>, kind: usize, plan: &mut SheetPlan) {
    let Some(grouping) = view.groupings.get(kind) else {
        return;
    };
    let mut teams: Vec<Team<'_>> = Vec::new();
    for &unit in view.rows.iter().take(view.ranked) {
        let Some(name) = grouping.of.get(unit).and_then(Option::as_deref) else {
            continue;
        };
        match teams.iter_mut().find(|it| it.name == name) {
            Some(team) => team.members.push(unit),
            None => teams.push(Team {
                name,
                members: vec![unit],
            }),
        }
    }
    let nodes: Vec<usize> = std::iter::once(0)
        .chain(view.top_level().iter().copied())
        .collect();
    let means: Vec<Vec<Option<f64>>> = teams
        .iter()
        .map(|team| nodes.iter().map(|&at| mean(view, at, team)).collect())
        .collect();
    let index: Vec<Option<f64>> = means
        .iter()
        .map(|it| it.first().copied().flatten())
        .collect();
    let first = plan.rows.len();
    let last = first + teams.len().saturating_sub(1);
    for (team, means) in teams.iter().zip(&means) {
        let row = plan.rows.len();
        let own = means.first().copied().flatten();
        let mut cells = vec![
            Cell::Label(grouping.kind.clone()),
            Cell::Text(team.name.to_owned()),
            Cell::Number(team.members.len() as f64, Some(0)),
        ];
        for (place, (mean, &at)) in means.iter().zip(&nodes).enumerate() {
            let mean = mean.map(|it| Cell::Score(it, view.decimals(at)));
            cells.push(mean.unwrap_or(Cell::Missing));
            if place == 0 {
                cells.push(own.map_or(Cell::Blank, |own| rank(own, &index)));
            }
        }
        plan.push(Look::Body, cells);
        if let Some(live) = live {
            let mut ask = Asking { live, plan };
            ask.means(row, live.group_column(view, kind), &nodes);
            ask.rank(row, (first, last));
        }
    }
}

/// The mean score of the members of a group.
fn mean(view: &View<'_>, at: usize, team: &Team<'_>) -> Option<f64> {
    let scores: Vec<Option<f64>> = view.now(at)?.scores.iter().collect();
    group_mean(&scores, &team.members, None).mean
}

/// One more than there are better means.
fn rank(own: f64, all: &[Option<f64>]) -> Cell {
    let better = all.iter().flatten().filter(|it| **it > own + SAME).count();
    u32::try_from(better + 1).map_or(Cell::Blank, Cell::Rank)
}

struct Asking<'a> {
    live: &'a Live,
    plan: &'a mut SheetPlan,
}

impl Asking<'_> {
    /// The members and the means of a row, asked of the sheets of nodes. Names of groups are
    /// compared letter by letter: they are no patterns.
    fn means(&mut self, row: usize, groups: usize, nodes: &[usize]) {
        let live = self.live;
        let named = || {
            let area = live.node_area(&live.ranks, groups, false);
            Function::Exact.of([area, Spot::in_column(row, 1).here()])
        };
        let there = |at: usize| live.node_area(&live.scores, live.node_column(at), false);
        let members = Function::SumProduct.of([named() * Term::number(1.0)]);
        self.plan.made_by(row, COUNT, &members);
        for (place, &at) in nodes.iter().enumerate() {
            let count = Function::SumProduct.of([named() * there(at).is_number()]);
            let sum = Function::SumProduct.of([named() * there(at).is_number(), there(at)]);
            let by = (sum / count.clone()).when(count.above(Term::number(0.0)));
            let column = if place == 0 { MEAN } else { MEAN + 1 + place };
            self.plan.made_by(row, column, &by);
        }
    }

    /// Where the mean of a row stands among those of its kind.
    fn rank(&mut self, row: usize, (first, last): (usize, usize)) {
        let own = || Spot::in_column(row, MEAN).here();
        let all = || Spot::fixed(first, MEAN).to(Spot::fixed(last, MEAN));
        let better = all().above(own() + Term::number(SAME));
        let count = Function::SumProduct.of([all().is_number() * better]);
        let by = (count + Term::number(1.0)).when(own().is_number());
        self.plan.made_by(row, MEAN + 1, &by);
    }
}
