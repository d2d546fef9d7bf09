//! The table of the ranking: rank and name, then the columns that were chosen.

use egui::{Align, Layout, RichText, Role as WidgetRole, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        fonts,
        outgoing::{self, TextTable},
        ranking_table::{MOST_PINNED, RankingTable, TableCell, TableRow},
        table::{self, Parts, Sheet},
        theme,
        view::View,
        widgets,
    },
    engine::UnitId,
    export::sheet_plan::text_width,
    project::{Figure, RankingColumn, RankingSort, RankingSortBy},
};

/// Rank and name come first and stay when scrolling.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Rank,
    Unit,
    /// One of the columns chosen, by place.
    Chosen(usize, RankingColumn),
}

fn whats(table: &RankingTable) -> Vec<What> {
    let chosen = table.columns.iter().enumerate();
    let chosen = chosen.map(|(at, column)| What::Chosen(at, *column));
    [What::Rank, What::Unit].into_iter().chain(chosen).collect()
}

/// The score of the index, which has a bar behind it.
const INDEX: RankingColumn = RankingColumn::Node {
    node: None,
    figure: Figure::Score,
};

/// The width of a letter of a head as high as half a Chinese one, and what is beside a head.
const LETTER: f32 = 7.2;
const BESIDE: f32 = 20.0;
/// The least width of a column of scores, and the largest that a head alone asks for.
const NUMBERS: f32 = 104.0;
const HEAD: f32 = 140.0;

fn width(cx: &Cx<'_>, what: What) -> f32 {
    match what {
        What::Rank => 84.0,
        What::Unit => 116.0,
        What::Chosen(_, INDEX) => 150.0,
        What::Chosen(_, column) => match column.figure() {
            None => 96.0,
            Some(Figure::Rank) => 56.0,
            Some(Figure::RankInGroup | Figure::RankChange | Figure::RankAgainst) => 72.0,
            Some(_) => head_width(&names(cx, column).0),
        },
    }
}

/// Room for a head in one line, or in two that are as long as each other.
fn head_width(name: &str) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
    let letters = text_width(name) as f32;
    let line = letters.mul_add(LETTER, BESIDE);
    if line <= HEAD {
        line.max(NUMBERS)
    } else {
        (letters / 2.0)
            .ceil()
            .mul_add(LETTER, BESIDE)
            .clamp(NUMBERS, HEAD)
    }
}

/// The table.
pub(super) fn table_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let shown = cx.table;
    if shown.rows.is_empty() {
        let sought = view.ranking_sought.trim();
        ui.label(RichText::new(cx.texts.nothing_found(sought)).weak());
        return;
    }
    let whats = whats(shown);
    let column = |what: &What| match what {
        What::Rank => table::column("rank", width(cx, *what)),
        What::Unit => table::column("name", width(cx, *what)),
        What::Chosen(_, of) => table::column(("of", format!("{of:?}")), width(cx, *what)),
    };
    let selected = view.selected;
    let pins = view.ranking.pinned.clone();
    let sheet = Sheet {
        id: "results",
        name: cx.texts.table_of(cx.texts.ranking_tab()),
        own_cells: false,
        columns: whats.iter().map(column).collect(),
        sticky: 2,
        rows: shown.rows.len(),
        head: 46.0,
        stretch: None,
    };
    let parts = Parts {
        head: Box::new(|ui, column| {
            if let Some(&what) = whats.get(column) {
                head_ui(ui, cx, view, what);
            }
        }),
        cell: Box::new(|ui, row, column| {
            if let (Some(row), Some(&what)) = (shown.rows.get(row), whats.get(column)) {
                cell_ui(ui, cx, (row, what), (selected, &pins), actions);
            }
        }),
        stands_out: Box::new(|row| {
            let row = shown.rows.get(row);
            row.is_some_and(|row| Some(row.unit) == selected)
        }),
    };
    sheet.show_pinned(ui, parts, shown.pinned);
}

/// The name of a node; none is the index.
fn node_name<'a>(cx: &Cx<'a>, column: RankingColumn) -> &'a str {
    let framework = cx.framework();
    let node = framework.map(|it| match column.node() {
        Some(id) => it.node(id).map_or("", |node| node.name.as_str()),
        None => it.root.name.as_str(),
    });
    node.unwrap_or_default()
}

/// What a column is called: in its head, and by those who hear the screen.
fn names(cx: &Cx<'_>, column: RankingColumn) -> (String, String) {
    let texts = cx.texts;
    match column {
        RankingColumn::Tier => (texts.tier().to_owned(), texts.tier().to_owned()),
        RankingColumn::Group => (texts.group().to_owned(), texts.group().to_owned()),
        RankingColumn::Node { node, figure } => {
            let (of, name) = (node_name(cx, column), texts.figure_name(figure));
            match (node, figure) {
                (_, Figure::Score) => (of.to_owned(), of.to_owned()),
                // They stand beside the score of their node.
                (_, Figure::Rank) => (name.to_owned(), texts.figure_of(of, figure)),
                (None, _) => (name.to_owned(), name.to_owned()),
                (Some(_), _) => {
                    let told = texts.figure_of(of, figure);
                    (told.clone(), told)
                }
            }
        }
    }
}

/// A head that sorts when clicked, and once more the other way round.
fn head_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, what: What) {
    let index = RankingSortBy::Score(None);
    let ((name, spoken), by, left) = match what {
        What::Rank => {
            let rank = cx.texts.rank().to_owned();
            ((rank.clone(), rank), index, false)
        }
        What::Unit => {
            let unit = cx.texts.unit().to_owned();
            ((unit.clone(), unit), RankingSortBy::Unit, true)
        }
        What::Chosen(_, of) => (names(cx, of), RankingSortBy::of(of), of.figure().is_none()),
    };
    let sort = view.ranking.sort;
    // One column of those with the same order has the arrow.
    let bears = match what {
        What::Chosen(_, of) => {
            of != INDEX && of != RankingColumn::Tier && of.figure() != Some(Figure::Rank)
        }
        What::Rank | What::Unit => true,
    };
    let arrow = match (bears && sort.by == by, sort.reversed) {
        (false, _) => "",
        (true, false) => " ▼",
        (true, true) => " ▲",
    };
    let text = fonts::bold(format!("{name}{arrow}"));
    let layout = if left {
        Layout::left_to_right(Align::Center)
    } else {
        Layout::right_to_left(Align::Center)
    };
    let response = ui
        .with_layout(layout, |ui| {
            // Of a label, unlike of a button, every line stands at the side of the numbers below it.
            let label = egui::Label::new(text).wrap().selectable(false);
            ui.add(label.sense(egui::Sense::click()))
        })
        .inner;
    let response = widgets::named(response, WidgetRole::Button, &spoken);
    let help = match what {
        What::Chosen(_, RankingColumn::Node { figure, .. }) if figure.is_against() => {
            cx.texts.column_against(&spoken, other_scenario(cx, view))
        }
        _ => spoken,
    };
    if response.on_hover_text(help).clicked() {
        let reversed = sort.by == by && !sort.reversed;
        view.ranking.sort = RankingSort { by, reversed };
        let node = match what {
            What::Chosen(_, of) => of.node(),
            What::Rank | What::Unit => None,
        };
        if let Some(node) = node {
            view.pick_node(node);
        }
    }
}

/// The name of the scenario that differences are held against.
pub(super) fn other_scenario<'a>(cx: &Cx<'a>, view: &View) -> &'a str {
    let scenario = view.ranking.against.and_then(|it| cx.dataset.scenario(it));
    scenario.map_or(cx.texts.base_scenario(), |it| it.name.as_str())
}

fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (row, what): (&TableRow, What),
    (selected, pins): (Option<UnitId>, &[UnitId]),
    actions: &mut Vec<Action>,
) {
    match what {
        What::Rank => rank_ui(ui, cx, row),
        What::Unit => {
            let name = table::link(ui, &row.label, &row.label);
            if name.clicked() {
                let again = selected == Some(row.unit);
                actions.push(Action::Select((!again).then_some(row.unit)));
            }
            name.context_menu(|ui| {
                let pinned = pins.contains(&row.unit);
                let ready = pinned || pins.len() < MOST_PINNED;
                let button = egui::Button::new(cx.texts.pin_unit(pinned));
                if ui.add_enabled(ready, button).clicked() {
                    actions.push(Action::Pin(Some(row.unit)));
                    ui.close();
                }
            });
        }
        What::Chosen(at, column) => {
            if let Some(cell) = row.cells.get(at) {
                // The colour of the row in view is its own: two over each other hide the number.
                let heat = cell.heat.filter(|_| selected != Some(row.unit));
                chosen_ui(ui, cx, (row, cell, heat), column);
            }
        }
    }
}

fn chosen_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (row, cell, heat): (&TableRow, &TableCell, Option<f64>),
    of: RankingColumn,
) {
    let Some(figure) = of.figure() else {
        table::text(ui, words(cx, cell, of));
        return;
    };
    if let Some(heat) = heat {
        heat_ui(ui, heat);
    } else if of == INDEX {
        bar(ui, row.share);
    }
    let text = RichText::new(&cell.text);
    if let Some(mark) = &cell.mark {
        // Not as observed: in italics, with a sign that is not colour alone.
        let told = RichText::new(format!("{} *", cell.text)).italics();
        table::number(ui, told).on_hover_text(cx.texts.mark(mark));
    } else if of == INDEX {
        table::number(ui, fonts::bold(&cell.text));
    } else if cell.heat.is_some() {
        table::number(ui, text);
    } else if figure == Figure::Rank {
        table::number(ui, text.weak());
    } else if figure.is_change() {
        let number = cell.number.unwrap_or(0.0);
        let color = theme::moved(
            ui.visuals(),
            i64::from(number > 0.0) - i64::from(number < 0.0),
        );
        table::number(ui, text.color(color));
    } else {
        table::number(ui, text);
    }
}

/// What stands in a cell of tiers or groups.
fn words(cx: &Cx<'_>, cell: &TableCell, of: RankingColumn) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a tier is a small whole number"
    )]
    match (of, cell.number) {
        (RankingColumn::Tier, Some(tier)) => cx.texts.tier_number(tier as usize),
        (RankingColumn::Tier, None) => "–".to_owned(),
        _ => cell.text.clone(),
    }
}

/// The colour behind a number, over the whole cell.
fn heat_ui(ui: &Ui, heat: f64) {
    let rect = ui.max_rect().expand2(egui::vec2(8.0, 3.0));
    let color = theme::heat(ui.visuals(), heat);
    ui.painter().rect_filled(rect, 0.0, color);
}

fn rank_ui(ui: &mut Ui, cx: &Cx<'_>, row: &TableRow) {
    let mark = if row.ranked {
        "–"
    } else {
        cx.texts.reference_mark()
    };
    let text = row
        .rank
        .map_or_else(|| mark.to_owned(), |rank| rank.to_string());
    let moved = cx
        .derived
        .moved(row.unit, row.rank)
        .filter(|&places| places != 0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.label(fonts::bold(text));
        if let Some(places) = moved {
            let color = theme::moved(ui.visuals(), places);
            let arrow = if places > 0 {
                format!("▲{places}")
            } else {
                format!("▼{}", -places)
            };
            ui.label(RichText::new(arrow).color(color).small())
                .on_hover_text(cx.texts.moved(places));
        }
    });
}

/// The score as a length behind it.
fn bar(ui: &Ui, share: f32) {
    let rect = ui
        .max_rect()
        .expand2(egui::vec2(4.0, 0.0))
        .shrink2(egui::vec2(0.0, 2.0));
    let bar = rect.with_max_x(rect.width().mul_add(share, rect.left()));
    let fill = ui.visuals().hyperlink_color.gamma_multiply(0.20);
    ui.painter().rect_filled(bar, 3.0, fill);
}

/// The table as shown, numbers in full.
pub(super) fn as_text(cx: &Cx<'_>) -> TextTable {
    let shown = cx.table;
    let mut head = vec![cx.texts.rank().to_owned(), cx.texts.unit().to_owned()];
    head.extend(shown.columns.iter().map(|it| names(cx, *it).0));
    let mut rows = vec![head];
    for row in &shown.rows {
        let mut cells = vec![outgoing::number(row.rank), row.label.clone()];
        let chosen = shown.columns.iter().zip(&row.cells);
        cells.extend(chosen.map(|(column, cell)| match column.figure() {
            Some(_) => outgoing::number(cell.number),
            None => words(cx, cell, *column),
        }));
        rows.push(cells);
    }
    let name = cx.texts.ranking_file().to_owned();
    TextTable { name, rows }
}
