//! Sheets of units × indicators: scores and the raw values behind them. Units stand in the order
//! of the data on both, so that the same cell of both sheets is the same unit and indicator.

use super::{
    live::{Live, Made, What},
    view::View,
};
use crate::{
    engine::Indicator,
    export::sheet_plan::{Area, Cell, Look, Note, SheetPlan, decimals},
    import::column_letters,
};

/// A sheet of units × indicators, cell by cell.
pub(super) fn table(
    view: &View<'_>,
    name: String,
    indicators: &[usize],
    cell: impl Fn(usize, usize) -> Made,
) -> SheetPlan {
    let names = indicators.iter().map(|&at| view.name(at).to_owned());
    let mut plan = header(view, name, indicators, names.collect());
    fill(view, &mut plan, indicators, cell);
    finish(&mut plan);
    plan
}

/// The rows below the header.
fn fill(
    view: &View<'_>,
    plan: &mut SheetPlan,
    indicators: &[usize],
    cell: impl Fn(usize, usize) -> Made,
) {
    for (row, &unit) in view.rows.iter().enumerate() {
        let at_row = plan.rows.len();
        let mut cells = vec![view.label(unit)];
        for &at in indicators {
            let made = cell(at, row);
            if let Some(by) = &made.by {
                plan.made_by(at_row, cells.len(), by);
            }
            cells.push(made.cell);
        }
        plan.push(view.look(unit), cells);
    }
}

/// The score of every indicator.
pub(super) fn normalised(view: &View<'_>, live: Option<&Live>, name: String) -> SheetPlan {
    let indicators = view.indicators();
    table(view, name, &indicators, |at, row| {
        let unit = view.rows.get(row).copied().unwrap_or(usize::MAX);
        let [score, _] = view.score_and_rank(at, unit);
        let live = live.filter(|_| !view.is_left_out(unit));
        match (live, live.and_then(|live| live.score_term(view, at, row))) {
            (Some(_), Some(by)) => Made::formula(score, by),
            (Some(live), None) if !live.is_made(at) => match score {
                Cell::Score(score, shown) => Made::value(Cell::Corrected(Some(score), Some(shown))),
                other => Made::value(other),
            },
            _ => Made::value(score),
        }
    })
}

/// The value of every indicator as it counts, corrections marked and told.
pub(super) fn raw(view: &View<'_>, live: Option<&Live>, name: String) -> SheetPlan {
    let indicators = view.indicators();
    let mut names: Vec<String> = indicators
        .iter()
        .map(|&at| named_with_measure(view, at))
        .collect();
    let beside = live.map_or(&[][..], |live| &live.beside);
    names.extend(beside.iter().map(|it| beside_name(view, it.what)));
    let mut plan = header(view, name, &indicators, names);
    let header_row = plan.rows.len() - 1;
    let shown: Vec<Option<u8>> = indicators.iter().map(|&at| decimals_of(view, at)).collect();
    for (number, &at) in indicators.iter().enumerate() {
        if let Some(text) = indicator(view, at).and_then(|it| location(view, it)) {
            plan.notes.push(Note {
                row: header_row,
                column: number + 1,
                text,
            });
        }
    }
    for (at_row, &unit) in view.rows.iter().enumerate() {
        let row = plan.rows.len();
        let mut cells = vec![view.label(unit)];
        for (number, (&at, &decimals)) in indicators.iter().zip(&shown).enumerate() {
            let raw = view
                .now(at)
                .and_then(|node| node.stages.as_ref()?.raw.get(unit));
            let corrected = correction(view, at, unit);
            cells.push(match (raw, &corrected) {
                (raw, Some(_)) => Cell::Corrected(raw, decimals),
                (Some(raw), None) => Cell::Number(raw, decimals),
                (None, None) => Cell::Missing,
            });
            if let Some(text) = corrected.or_else(|| status(view, at, unit)) {
                plan.notes.push(Note {
                    row,
                    column: number + 1,
                    text,
                });
            }
        }
        for column in beside {
            if let Some(by) = live.and_then(|live| live.beside_term(column.what, at_row)) {
                plan.made_by(row, cells.len(), &by);
            }
            let shown = decimals(column.values.iter().copied().flatten());
            let value = column.values.get(at_row).copied().flatten();
            cells.push(value.map_or(Cell::Missing, |value| Cell::Number(value, shown)));
        }
        plan.push(view.look(unit), cells);
    }
    finish(&mut plan);
    plan
}

/// The name of a column beside the raw values.
fn beside_name(view: &View<'_>, what: What) -> String {
    match what {
        What::Denominator(variable, _) => {
            let variable = view.dataset.variable(variable);
            let name = variable.map_or("", |it| it.name.as_str());
            let measure = variable.and_then(|it| it.measure.as_deref());
            let name = view.texts.with_measure(name, measure);
            view.texts.column_denominator(&name)
        }
        What::Base(at) => view.texts.column_base_value(view.name(at)),
    }
}

/// Whether any value was divided, filled in or treated before it was normalised.
pub(super) fn is_prepared(view: &View<'_>) -> bool {
    view.indicators().into_iter().any(|at| {
        let stages = view.now(at).and_then(|node| node.stages.as_ref());
        stages.is_some_and(|stages| stages.value != stages.raw)
    })
}

/// The value of every indicator as it was normalised; those filled in or moved are marked and told.
pub(super) fn prepared(view: &View<'_>, live: Option<&Live>, name: String) -> SheetPlan {
    let indicators = view.indicators();
    let names = indicators.iter().map(|&at| view.name(at).to_owned());
    let mut plan = header(view, name, &indicators, names.collect());
    let header_row = plan.rows.len() - 1;
    for (number, &at) in indicators.iter().enumerate() {
        let text = changed(view, at).join("\n");
        if !text.is_empty() {
            plan.notes.push(Note {
                row: header_row,
                column: number + 1,
                text,
            });
        }
    }
    let shown: Vec<Option<u8>> = indicators
        .iter()
        .map(|&at| view.now(at).and_then(|node| node.stages.as_ref()))
        .map(|stages| stages.and_then(|it| decimals(it.value.observed())))
        .collect();
    for (at_row, &unit) in view.rows.iter().enumerate() {
        let row = plan.rows.len();
        let mut cells = vec![view.label(unit)];
        for (number, (&at, &shown)) in indicators.iter().zip(&shown).enumerate() {
            let stages = view.now(at).and_then(|node| node.stages.as_ref());
            let value = stages.and_then(|stages| stages.value.get(unit));
            let marks = stages.into_iter().flat_map(|stages| &stages.marks);
            let marks = marks.filter(|mark| mark.unit == unit);
            let told: Vec<String> = marks.map(|mark| view.texts.mark(&mark.what)).collect();
            if told.is_empty() {
                cells.push(value.map_or(Cell::Missing, |value| Cell::Number(value, shown)));
                if let Some(by) = live.and_then(|live| live.prepared_term(view, at, at_row)) {
                    plan.made_by(row, number + 1, &by);
                }
                continue;
            }
            cells.push(Cell::Corrected(value, shown));
            plan.notes.push(Note {
                row,
                column: number + 1,
                text: told.join("\n"),
            });
        }
        plan.push(view.look(unit), cells);
    }
    finish(&mut plan);
    plan
}

/// How much of each unit was observed, over all indicators and by dimension, and who is left out;
/// none without a screening.
pub(super) fn available(view: &View<'_>, name: String) -> Option<SheetPlan> {
    let screened = view.results.screened.get(view.period_at)?;
    let nodes: Vec<usize> = std::iter::once(0)
        .chain(view.top_level().iter().copied())
        .collect();
    let mut plan = SheetPlan::new(name);
    let mut header = vec![view.texts.column_unit().to_owned()];
    header.extend(nodes.iter().map(|&at| view.name(at).to_owned()));
    header.push(view.texts.column_nonzero().to_owned());
    header.push(view.texts.column_left_out().to_owned());
    plan.push(Look::Header, header.into_iter().map(Cell::Text).collect());
    for (unit, verdict) in screened.verdicts.iter().enumerate() {
        let mut cells = vec![view.label(unit)];
        cells.extend(nodes.iter().map(|&at| {
            let share = screened.availability.get(at).and_then(|it| it.get(unit));
            share.map_or(Cell::Blank, |&share| Cell::Share(share))
        }));
        cells.push(verdict.nonzero.map_or(Cell::Blank, Cell::Share));
        cells.push(match verdict.out {
            Some(_) => Cell::Label(view.texts.left_out().to_owned()),
            None => Cell::Blank,
        });
        plan.push(view.look(unit), cells);
    }
    finish(&mut plan);
    Some(plan)
}

/// What was done to a whole column: the denominator, and the scale its values were treated to.
fn changed(view: &View<'_>, at: usize) -> Vec<String> {
    let own = indicator(view, at);
    let divided = own
        .and_then(|own| own.denominator)
        .filter(|_| view.method.denominate)
        .and_then(|it| Some((view.dataset.variable(it.variable)?.name.as_str(), it.per)))
        .map(|(name, per)| view.texts.divided_by(name, per));
    let stages = view.now(at).and_then(|node| node.stages.as_ref());
    let scale = stages
        .and_then(|stages| stages.treated)
        .and_then(|record| view.texts.scale_note(record.map));
    divided.into_iter().chain(scale).collect()
}

/// File, sheet and column in which an indicator's values of the period shown stand; several where
/// they came in several tables.
pub(super) fn location(view: &View<'_>, indicator: &Indicator) -> Option<String> {
    let provenance = &view.dataset.provenance;
    let origins = provenance
        .origins
        .get(&indicator.variable)?
        .get(view.period)?;
    let places: Vec<String> = origins
        .iter()
        .filter_map(|origin| {
            let block = provenance.blocks.get(origin.block)?;
            let source = provenance.sources.get(block.source)?;
            let letters = column_letters(origin.column);
            Some(
                view.texts
                    .data_location(&source.file, &block.sheet, &letters),
            )
        })
        .collect();
    (!places.is_empty()).then(|| places.join("\n"))
}

/// What the note on a corrected value says; none where it was not corrected.
fn correction(view: &View<'_>, at: usize, unit: usize) -> Option<String> {
    let variable = indicator(view, at)?.variable;
    let unit = view.units.get(unit)?.id;
    let correction = view.dataset.correction(variable, view.period, unit)?;
    let told = view.texts.correction_note(correction.old, &correction.note);
    let from = view.dataset.provenance.cell(variable, view.period, unit);
    let from = from.map(|it| {
        let place = view.texts.cell(&it.source.file, it.sheet, it.at);
        view.texts.read_from(&place)
    });
    Some(
        std::iter::once(told)
            .chain(from)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

/// How final a value is and where it stands, if its file says how final it is.
fn status(view: &View<'_>, at: usize, unit: usize) -> Option<String> {
    let variable = indicator(view, at)?.variable;
    let unit = view.units.get(unit)?.id;
    let from = view.dataset.provenance.cell(variable, view.period, unit)?;
    let place = view.texts.cell(&from.source.file, from.sheet, from.at);
    let status = view.texts.status(from.status?);
    Some([status.to_owned(), view.texts.read_from(&place)].join("\n"))
}

fn indicator<'a>(view: &View<'a>, at: usize) -> Option<&'a Indicator> {
    view.node(at)?.indicator()
}

fn named_with_measure(view: &View<'_>, at: usize) -> String {
    let variable = indicator(view, at).and_then(|it| view.dataset.variable(it.variable));
    let measure = variable.and_then(|variable| variable.measure.as_deref());
    view.texts.with_measure(view.name(at), measure)
}

fn decimals_of(view: &View<'_>, at: usize) -> Option<u8> {
    let stages = view.now(at)?.stages.as_ref()?;
    decimals(stages.raw.observed())
}

/// How many rows of headers sheets of indicators have.
pub(super) fn header_rows(view: &View<'_>) -> usize {
    let mut indicators = view.indicators().into_iter();
    1 + usize::from(indicators.any(|at| view.dimension_of(at).is_some()))
}

/// The head of the table: the dimensions over their indicators, unless the framework is flat, then
/// the indicators.
fn header(view: &View<'_>, name: String, indicators: &[usize], names: Vec<String>) -> SheetPlan {
    let mut plan = SheetPlan::new(name);
    let dimensions: Vec<Option<usize>> =
        indicators.iter().map(|&at| view.dimension_of(at)).collect();
    if dimensions.iter().any(Option::is_some) {
        let mut cells = vec![Cell::Blank];
        let mut first = 0;
        for run in dimensions.chunk_by(|a, b| a == b && a.is_some()) {
            let dimension = run.first().copied().flatten();
            let text = dimension.map_or(Cell::Blank, |at| Cell::Text(view.name(at).to_owned()));
            cells.push(text);
            cells.extend(run.iter().skip(1).map(|_| Cell::Blank));
            if run.len() > 1 {
                plan.merges.push(Area {
                    first_row: 0,
                    first_column: first + 1,
                    last_row: 0,
                    last_column: first + run.len(),
                });
            }
            first += run.len();
        }
        let more = names.len().saturating_sub(indicators.len());
        cells.extend(std::iter::repeat_n(Cell::Blank, more));
        plan.push(Look::Header, cells);
    }
    let unit = Cell::Text(view.texts.column_unit().to_owned());
    let cells = std::iter::once(unit)
        .chain(names.into_iter().map(Cell::Text))
        .collect();
    plan.push(Look::Header, cells);
    plan
}

fn finish(plan: &mut SheetPlan) {
    plan.header_rows = plan
        .rows
        .iter()
        .take_while(|row| row.look == Look::Header)
        .count();
    plan.frozen_columns = 1;
    plan.filter = plan.table();
    plan.fit();
}
