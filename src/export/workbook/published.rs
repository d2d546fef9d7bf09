//! The sheets that hold published versions against the results: one for all, and the numbers of
//! each unit by version.

use super::{going::Going, history::followed, live::Live, options::WorkbookOptions, view::View};
use crate::{
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_name::SheetNames,
        sheet_plan::{Area, Cell, Look, SheetPlan},
    },
    project::{
        Vintage,
        compare::{
            CellComparison, ColumnComparison, VintageComparison, compare_vintage, likely_causes,
        },
    },
};

/// Two computations that should agree do so to this, as when versions are compared.
const SAME: f64 = 1e-9;
/// Names, periods, and numbers of the summary.
const WIDTHS: [f64; 9] = [30.0, 14.0, 12.0, 14.0, 12.0, 12.0, 12.0, 12.0, 14.0];
/// The space between versions, in points.
const GAP: f64 = 12.0;
/// The column of the published score.
const SCORE: usize = 3;
/// The column of the published rank.
const RANK: usize = 6;

/// All published versions, then one sheet each; none where nothing was published.
pub(super) fn published(
    view: &View<'_>,
    live: Option<&Live>,
    (options, going): (&WorkbookOptions, &mut Going<'_>),
    names: &mut SheetNames,
) -> Vec<SheetPlan> {
    let vintages = &view.dataset.vintages;
    if vintages.is_empty() {
        return Vec::new();
    }
    let mut all = SheetPlan::new(names.give(view.texts.sheet_published()));
    all.widths = WIDTHS.to_vec();
    let mut details = Vec::new();
    for vintage in vintages.iter() {
        let compared = compare_vintage(view.dataset, vintage, view.results);
        let cause = options
            .causes
            .then(|| cause(view, vintage, going))
            .flatten();
        summary(view, (vintage, &compared, cause), &mut all);
        let name = names.give(&vintage.name);
        if compared.columns.iter().any(|it| !it.cells.is_empty()) {
            details.push(detail(view, live, &compared, name));
        }
    }
    all.fit_heights();
    std::iter::once(all).chain(details).collect()
}

/// The most likely cause of the differences, in words.
fn cause(view: &View<'_>, vintage: &Vintage, going: &mut Going<'_>) -> Option<String> {
    let go_on = &mut |_, _| going.on().is_ok();
    let found = likely_causes(view.dataset, view.scenario, vintage, go_on).ok()?;
    Some(view.texts.vintage_verdict(&found, view.dataset))
}

/// How well a version agrees, in words and by its indices.
fn summary(
    view: &View<'_>,
    (vintage, compared, cause): (&Vintage, &VintageComparison, Option<String>),
    plan: &mut SheetPlan,
) {
    let texts = view.texts;
    let source = &vintage.source;
    let from = texts.vintage_source(&source.file, &source.sheet, &source.date);
    let agreed = texts.vintage_summary(compared, view.dataset);
    let lines = [
        (vintage.name.as_str(), from),
        ("", vintage.note.clone()),
        (texts.agreement(), agreed),
        (texts.likely_cause(), cause.unwrap_or_default()),
    ];
    for (label, line) in lines {
        if line.is_empty() && label != vintage.name {
            continue;
        }
        let row = plan.rows.len();
        let mut cells = vec![Cell::Label(label.to_owned()), Cell::Text(line)];
        cells.resize(WIDTHS.len(), Cell::Blank);
        plan.push(Look::Words, cells);
        plan.merges.push(Area {
            first_row: row,
            first_column: 1,
            last_row: row,
            last_column: WIDTHS.len() - 1,
        });
    }
    let heads = [
        texts.compared_column(),
        texts.column_period(),
        texts.scores_compared(),
        texts.equal_as_printed(),
        texts.largest_difference(),
        texts.mean_difference(),
        texts.ranks_compared(),
        texts.ranks_differing(),
        texts.largest_shift(),
    ];
    plan.push(
        Look::Header,
        heads.map(|it| Cell::Text(it.to_owned())).to_vec(),
    );
    for column in &compared.columns {
        plan.push(Look::Body, agreement(view, column));
    }
    plan.push(Look::Words, Vec::new());
    if let Some(row) = plan.rows.last_mut() {
        row.height = Some(GAP);
    }
}

/// A row of the summary.
fn agreement(view: &View<'_>, column: &ColumnComparison) -> Vec<Cell> {
    let texts = view.texts;
    let fit = &column.fit;
    let mut cells = vec![
        Cell::Text(column.name.clone()),
        Cell::Label(texts.period(&column.period)),
    ];
    if column.node.is_none() {
        cells.push(Cell::Label(texts.not_tied().to_owned()));
        cells.resize(WIDTHS.len(), Cell::Blank);
        return cells;
    }
    let count = |count: usize| u32::try_from(count).map_or(Cell::Blank, Cell::Rank);
    let size = |number: f64| Cell::Label(texts.difference_size(number));
    let scores = match fit.compared {
        0 => [Cell::Blank, Cell::Blank, Cell::Blank],
        _ => [count(fit.equal), size(fit.largest), size(fit.mean)],
    };
    let ranks = match fit.ranks_compared {
        0 => [Cell::Blank, Cell::Blank],
        _ => [count(fit.ranks_differing), Cell::Rank(fit.largest_rank)],
    };
    cells.push(count(fit.compared));
    cells.extend(scores);
    cells.push(count(fit.ranks_compared));
    cells.extend(ranks);
    cells
}

/// Every number of a version beside that of the results.
fn detail(
    view: &View<'_>,
    live: Option<&Live>,
    compared: &VintageComparison,
    name: String,
) -> SheetPlan {
    let texts = view.texts;
    let mut plan = SheetPlan::new(name);
    let heads = [
        texts.compared_column(),
        texts.column_period(),
        texts.column_unit(),
        texts.published_score(),
        texts.present_score(),
        texts.score_difference(),
        texts.published_rank(),
        texts.present_rank(),
        texts.column_gained(),
        texts.equal_as_printed(),
    ];
    plan.push(
        Look::Header,
        heads.map(|it| Cell::Text(it.to_owned())).to_vec(),
    );
    for column in &compared.columns {
        for cell in &column.cells {
            let row = plan.rows.len();
            plan.push(Look::Body, numbers(view, column, cell));
            if let Some(live) = live {
                follow(view, live, (column, cell, row), &mut plan);
            }
        }
    }
    plan.header_rows = 1;
    plan.frozen_columns = SCORE;
    plan.filter = plan.table();
    plan.fit();
    plan
}

fn numbers(view: &View<'_>, column: &ColumnComparison, cell: &CellComparison) -> Vec<Cell> {
    let texts = view.texts;
    let at = view.results.units.iter().position(|it| it.id == cell.unit);
    let name = at.map_or("", |unit| view.called(unit));
    let node = (view.results.nodes.iter()).position(|it| Some(it.id) == column.node);
    let shown = node.map_or(2, |node| view.decimals(node));
    let score = |score: Option<f64>, decimals| {
        score.map_or(Cell::Blank, |score| Cell::Score(score, decimals))
    };
    let rank = |rank: Option<u32>| rank.map_or(Cell::Blank, Cell::Rank);
    let moved = cell.rank_shift().map(|it| Cell::Moved(-it));
    let equal = match cell.difference() {
        None => Cell::Blank,
        Some(_) if cell.equal => Cell::Label(texts.is_equal().to_owned()),
        Some(_) => Cell::Label(texts.is_other().to_owned()),
    };
    vec![
        Cell::Text(column.name.clone()),
        Cell::Label(texts.period(&column.period)),
        Cell::Text(name.to_owned()),
        score(cell.published, column.decimals.unwrap_or(shown)),
        score(cell.computed, shown),
        score(cell.difference(), shown.max(4)),
        rank(cell.published_rank),
        rank(cell.computed_rank),
        moved.unwrap_or(Cell::Blank),
        equal,
    ]
}

/// What is asked of the sheets of nodes in the period shown, and what follows from it.
fn follow(
    view: &View<'_>,
    live: &Live,
    (column, cell, row): (&ColumnComparison, &CellComparison, usize),
    plan: &mut SheetPlan,
) {
    let spot = |column: usize| Spot::new(row, column).here();
    let both = |first: usize| {
        let there = [spot(first).is_number(), spot(first + 1).is_number()];
        Function::And.of(there)
    };
    let node = (view.results.nodes.iter()).position(|it| Some(it.id) == column.node);
    let unit = (view.results.units.iter()).position(|it| it.id == cell.unit);
    if let (Some(node), Some(unit)) = (node, unit)
        && column.period == *view.period
    {
        let [score, rank] = followed(view, live, (node, unit));
        for (by, column) in [(score, SCORE + 1), (rank, RANK + 1)] {
            if let Some(by) = by {
                plan.made_by(row, column, &by);
            }
        }
    }
    let apart = spot(SCORE + 1) - spot(SCORE);
    plan.made_by(row, SCORE + 2, &apart.when(both(SCORE)));
    plan.made_by(
        row,
        RANK + 2,
        &(spot(RANK) - spot(RANK + 1)).when(both(RANK)),
    );
    let half = column
        .decimals
        .map_or(0.0, |it| 0.5 * libm::pow(10.0, -f64::from(it)));
    let apart = || spot(SCORE + 2);
    let size = Function::Max.of([apart(), apart().negative()]);
    let near = Function::Max.of([spot(SCORE), spot(SCORE).negative(), Term::number(1.0)]);
    let equal = size.at_most(Term::number(half) + Term::number(SAME) * near);
    let words = [view.texts.is_equal(), view.texts.is_other()].map(Term::words);
    let [yes, no] = words;
    let told = Function::If.of([equal, yes, no]);
    plan.made_by(row, RANK + 3, &told.when(both(SCORE)));
}
