//! A vintage beside the present results: column by column, and the units of one column that differ.

use egui::{Label, RichText, Ui, UiBuilder};

use super::Cx;
use crate::{
    app::{
        action::Action,
        fonts, format,
        outgoing::{self, TextTable},
        table::{self, Parts, Sheet},
        view::VintagesView,
    },
    engine::UnitId,
    project::compare::{CellComparison, ColumnComparison, VintageComparison},
};

/// A column of the table of columns: its head, and what it tells of each.
type Told = (&'static str, fn(&Cx<'_>, &ColumnComparison) -> String);
/// The same of units.
type ToldOfUnit = (
    &'static str,
    fn(&Cx<'_>, &CellComparison, Option<u8>) -> String,
);

/// How well each index and sub-index agrees; a click shows its units.
pub(super) fn columns_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (held, shown): (&VintageComparison, &mut VintagesView),
    height: f32,
) {
    let told = columns_told(cx);
    let mut columns = vec![table::column("compared", 165.0)];
    columns.extend((0..told.len()).map(|at| table::column(("compared", at), 84.0)));
    let sheet = Sheet {
        id: "compared",
        name: cx.texts.table_of(cx.texts.compared_column()),
        own_cells: false,
        columns,
        sticky: 1,
        rows: held.columns.len(),
        head: 40.0,
        stretch: None,
    };
    let chosen = column_in_view(cx, held, shown);
    let mut clicked = None;
    let parts = Parts {
        head: Box::new(|ui, column| {
            let name = column.checked_sub(1).and_then(|at| told.get(at));
            head(
                ui,
                name.map_or(cx.texts.compared_column(), |(name, _)| name),
            );
        }),
        cell: Box::new(|ui, row, column| {
            let Some(of) = held.columns.get(row) else {
                return;
            };
            match column.checked_sub(1) {
                None => {
                    let name = named(cx, of);
                    if table::link(ui, &name, &name).on_hover_text(&name).clicked() {
                        clicked = Some(row);
                    }
                }
                Some(0) if of.node.is_none() => {
                    table::number(ui, RichText::new(cx.texts.not_tied()).weak());
                }
                Some(_) if of.node.is_none() => {}
                Some(at) => {
                    let text = told.get(at).map(|(_, told)| told(cx, of));
                    table::number(ui, text.unwrap_or_default());
                }
            }
        }),
        stands_out: Box::new(|row| chosen == Some(row)),
    };
    in_room(ui, ("compared", height), |ui| sheet.show(ui, parts));
    if clicked.is_some() {
        shown.column = clicked;
    }
}

/// The ways out of both tables.
pub(super) fn ways_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (held, shown): (&VintageComparison, &VintagesView),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    ui.menu_button(texts.copy_menu(), |ui| {
        let ways = [texts.copy_agreement(), texts.save_agreement()];
        outgoing::ways_ui(ui, ways, actions, || agreement_as_text(cx, held));
        let column = column_in_view(cx, held, shown).and_then(|at| held.columns.get(at));
        if let Some(of) = column {
            let ways = [texts.copy_compared_units(), texts.save_compared_units()];
            outgoing::ways_ui(ui, ways, actions, || units_as_text(cx, of));
        }
    });
}

/// How well each index agrees, sizes in full.
fn agreement_as_text(cx: &Cx<'_>, held: &VintageComparison) -> TextTable {
    let heads = columns_told(cx).map(|(name, _)| name.to_owned());
    let first = cx.texts.compared_column().to_owned();
    let mut rows = vec![std::iter::once(first).chain(heads).collect()];
    for of in &held.columns {
        let mut cells = vec![named(cx, of)];
        if of.node.is_none() {
            cells.push(cx.texts.not_tied().to_owned());
        } else {
            let fit = &of.fit;
            cells.extend([
                fit.compared.to_string(),
                fit.equal.to_string(),
                fit.largest.to_string(),
                fit.mean.to_string(),
                fit.ranks_compared.to_string(),
                fit.ranks_differing.to_string(),
                fit.largest_rank.to_string(),
            ]);
        }
        rows.push(cells);
    }
    let name = cx.texts.published_versions().to_owned();
    TextTable { name, rows }
}

/// All units of a column, those that differ first; scores in full, a rise positive.
fn units_as_text(cx: &Cx<'_>, of: &ColumnComparison) -> TextTable {
    let heads = units_told(cx).map(|(name, _)| name.to_owned());
    let first = cx.texts.unit().to_owned();
    let mut rows = vec![std::iter::once(first).chain(heads).collect()];
    for cell in sorted(of.cells.iter().collect()) {
        let unit = cx.dataset.unit(cell.unit);
        rows.push(vec![
            unit.map(|it| it.label.clone()).unwrap_or_default(),
            outgoing::number(cell.published_rank),
            outgoing::number(cell.computed_rank),
            outgoing::number(cell.rank_shift().map(|it| -it)),
            outgoing::number(cell.published),
            outgoing::number(cell.computed),
            outgoing::number(cell.difference()),
        ]);
    }
    let name = named(cx, of);
    TextTable { name, rows }
}

fn columns_told(cx: &Cx<'_>) -> [Told; 7] {
    let texts = cx.texts;
    [
        (texts.scores_compared(), |_, it| it.fit.compared.to_string()),
        (texts.equal_as_printed(), |_, it| it.fit.equal.to_string()),
        (texts.largest_difference(), |cx, it| {
            cx.texts.difference_size(it.fit.largest)
        }),
        (texts.mean_difference(), |cx, it| {
            cx.texts.difference_size(it.fit.mean)
        }),
        (texts.ranks_compared(), |_, it| {
            it.fit.ranks_compared.to_string()
        }),
        (texts.ranks_differing(), |_, it| {
            it.fit.ranks_differing.to_string()
        }),
        (texts.largest_shift(), |_, it| {
            it.fit.largest_rank.to_string()
        }),
    ]
}

/// The units of the column in view that differ, the largest shift of ranks first.
pub(super) fn units_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (held, shown, selected): (&VintageComparison, &VintagesView, Option<UnitId>),
    height: f32,
) {
    let column = column_in_view(cx, held, shown).and_then(|at| held.columns.get(at));
    let Some(of) = column.filter(|it| it.node.is_some()) else {
        return;
    };
    let cells = differing(of);
    let heading = cx.texts.differing_units(&named(cx, of), cells.len());
    ui.add(Label::new(fonts::bold(&heading)).truncate());
    if cells.is_empty() {
        return;
    }
    let told = units_told(cx);
    let mut columns = vec![table::column("differing", 150.0)];
    columns.extend((0..told.len()).map(|at| table::column(("differing", at), 92.0)));
    let sheet = Sheet {
        id: "differing",
        name: cx.texts.table_of(&heading),
        own_cells: false,
        columns,
        sticky: 1,
        rows: cells.len(),
        head: 40.0,
        stretch: None,
    };
    let parts = Parts {
        head: Box::new(|ui, column| {
            let name = column.checked_sub(1).and_then(|at| told.get(at));
            head(ui, name.map_or(cx.texts.unit(), |(name, _)| name));
        }),
        cell: Box::new(|ui, row, column| {
            let Some(cell) = cells.get(row) else {
                return;
            };
            match column.checked_sub(1).map(|at| told.get(at)) {
                None => {
                    let unit = cx.dataset.unit(cell.unit);
                    table::text(ui, unit.map_or("", |it| it.label.as_str()));
                }
                Some(Some((_, told))) => {
                    table::number(ui, told(cx, cell, of.decimals));
                }
                Some(None) => {}
            }
        }),
        stands_out: Box::new(|row| {
            let unit = cells.get(row).map(|it| it.unit);
            unit.is_some() && unit == selected
        }),
    };
    in_room(ui, ("differing", height), |ui| sheet.show(ui, parts));
}

fn units_told(cx: &Cx<'_>) -> [ToldOfUnit; 6] {
    let texts = cx.texts;
    [
        (texts.published_rank(), |_, it, _| rank(it.published_rank)),
        (texts.present_rank(), |_, it, _| rank(it.computed_rank)),
        (texts.rank_shift(), |_, it, _| {
            let shift = it.rank_shift().filter(|&it| it != 0);
            shift.map_or_else(String::new, |it| match it {
                it if it > 0 => format!("▼{it}"),
                it => format!("▲{}", it.unsigned_abs()),
            })
        }),
        (texts.published_score(), |_, it, decimals| {
            score(it.published, decimals.map_or(4, usize::from))
        }),
        (texts.present_score(), |_, it, decimals| {
            // Two digits more, so that what rounding hides is seen.
            score(
                it.computed,
                decimals.map_or(4, |it| usize::from(it).saturating_add(2)),
            )
        }),
        (texts.score_difference(), |cx, it, _| {
            let difference = it.difference();
            difference.map_or_else(String::new, |it| cx.texts.signed_difference(it))
        }),
    ]
}

fn rank(rank: Option<u32>) -> String {
    rank.map_or_else(|| "–".to_owned(), |it| it.to_string())
}

fn score(score: Option<f64>, places: usize) -> String {
    score.map_or_else(|| "–".to_owned(), |it| format::aligned(it, places.min(9)))
}

/// The cells that are not alike.
fn differing(column: &ColumnComparison) -> Vec<&CellComparison> {
    let cells = column.cells.iter();
    sorted(cells.filter(|it| shift(it) > 0 || !it.equal).collect())
}

/// By how many places a unit moved.
fn shift(cell: &CellComparison) -> u64 {
    cell.rank_shift().map_or(0, i64::unsigned_abs)
}

/// By places first, then by scores.
fn sorted(mut cells: Vec<&CellComparison>) -> Vec<&CellComparison> {
    let apart = |it: &CellComparison| it.difference().map_or(0.0, f64::abs);
    cells.sort_by(|a, b| {
        let by_shift = shift(b).cmp(&shift(a));
        by_shift.then(apart(b).total_cmp(&apart(a)))
    });
    cells
}

/// The column whose units are shown: the one clicked, else the index in the period of the screen,
/// else the first that is compared.
fn column_in_view(cx: &Cx<'_>, held: &VintageComparison, shown: &VintagesView) -> Option<usize> {
    let clicked = shown.column.filter(|&at| at < held.columns.len());
    let root = cx.framework().map(|it| it.root.id);
    let period = cx.derived.shown_period();
    let find = |fits: &dyn Fn(&ColumnComparison) -> bool| held.columns.iter().position(fits);
    clicked
        .or_else(|| find(&|it| it.node.is_some() && it.node == root && Some(&it.period) == period))
        .or_else(|| find(&|it| !it.cells.is_empty()))
}

fn named(cx: &Cx<'_>, column: &ColumnComparison) -> String {
    let period = cx.texts.period(&column.period);
    cx.texts.column_in(&column.name, &period)
}

fn head(ui: &mut Ui, name: &str) {
    ui.add(Label::new(fonts::bold(name).small()).wrap())
        .on_hover_text(name);
}

/// Draws in all the width and so much of the height.
fn in_room(ui: &mut Ui, (id, height): (&str, f32), draw: impl FnOnce(&mut Ui)) {
    let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), height));
    let mut room = ui.new_child(UiBuilder::new().id_salt(id).max_rect(rect));
    draw(&mut room);
}
