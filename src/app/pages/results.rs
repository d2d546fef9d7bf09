//! Scores and ranks of the index and its dimensions.

use std::fmt::Write as _;

use egui::{Align, Layout, RichText, Role as WidgetRole, Ui};

use super::{Cx, empty_ui, findings};
use crate::{
    app::{
        action::Action,
        fonts,
        ranking::{RankingRow, Sort, SortBy},
        table::{self, Parts, Sheet},
        theme,
        view::View,
        widgets,
    },
    engine::Severity,
};

/// The results screen.
pub(super) fn results_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if cx.derived.ranking.rows.is_empty() {
        empty_ui(ui, texts.no_results(), texts.no_results_line(), |_| {});
        return;
    }
    ui.horizontal(|ui| {
        let root = cx
            .derived
            .ranking
            .nodes
            .first()
            .map(|node| node.name.as_str())
            .unwrap_or_default();
        let period = cx
            .derived
            .shown_period()
            .map(|it| texts.period(it))
            .unwrap_or_default();
        ui.label(fonts::bold(texts.ranked_bars_title(root, &period)).size(18.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(texts.copy_table()).clicked() {
                actions.push(Action::Copy(as_text(cx)));
            }
        });
    });
    findings_ui(ui, cx, actions);
    ui.add_space(theme::NEAR);
    table_ui(ui, cx, view, actions);
}

/// What the engine noticed, folded away while it is not serious.
fn findings_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let findings = &cx.derived.results.findings;
    if findings.is_empty() {
        return;
    }
    let serious = findings.iter().any(|it| it.severity() == Severity::Error);
    egui::CollapsingHeader::new(cx.texts.findings(findings.len()))
        .default_open(serious)
        .show(ui, |ui| {
            egui::ScrollArea::vertical()
                .id_salt("findings")
                .max_height(140.0)
                .show(ui, |ui| {
                    for finding in findings {
                        findings::finding_ui(ui, cx, finding, actions);
                    }
                });
        });
}

/// Rank and unit, then two columns a node: score and rank. The index's own rank comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Rank,
    Unit,
    Score(usize),
    RankOf(usize),
}

fn whats(nodes: usize) -> Vec<What> {
    let dimensions = (1..nodes).flat_map(|at| [What::Score(at), What::RankOf(at)]);
    [What::Rank, What::Unit, What::Score(0)]
        .into_iter()
        .chain(dimensions)
        .collect()
}

fn table_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let ranking = &cx.derived.ranking;
    let whats = whats(ranking.nodes.len());
    let columns = whats
        .iter()
        .map(|what| match what {
            What::Rank => table::column("rank", 84.0),
            What::Unit => table::column("name", 116.0),
            What::Score(at) => table::column(("score", *at), if *at == 0 { 150.0 } else { 104.0 }),
            What::RankOf(at) => table::column(("rank of", *at), 56.0),
        })
        .collect();
    let selected = view.selected;
    let sheet = Sheet {
        id: "results",
        columns,
        sticky: 2,
        rows: ranking.rows.len(),
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
            let (Some(row), Some(&what)) = (ranking.rows.get(row), whats.get(column)) else {
                return;
            };
            cell_ui(ui, cx, selected, row, what, actions);
        }),
        stands_out: Box::new(|row| {
            ranking
                .rows
                .get(row)
                .is_some_and(|row| Some(row.unit) == selected)
        }),
    };
    sheet.show(ui, parts);
}

/// A head that sorts when clicked, and once more the other way round.
fn head_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, what: What) {
    let node = |at: usize| {
        cx.derived
            .ranking
            .nodes
            .get(at)
            .map(|node| node.name.as_str())
            .unwrap_or_default()
    };
    let (name, by) = match what {
        What::Rank => (cx.texts.rank().to_owned(), SortBy::Score(0)),
        What::Unit => (cx.texts.unit().to_owned(), SortBy::Unit),
        What::Score(at) => (node(at).to_owned(), SortBy::Score(at)),
        What::RankOf(at) => (cx.texts.rank().to_owned(), SortBy::Score(at)),
    };
    let sorted = view.sort.by == by && !matches!(what, What::RankOf(_)) && (what != What::Score(0));
    let arrow = match (sorted, view.sort.reversed) {
        (false, _) => "",
        (true, false) => " ▼",
        (true, true) => " ▲",
    };
    let spoken = match what {
        What::RankOf(at) => format!("{} {name}", node(at)),
        _ => name.clone(),
    };
    let text = fonts::bold(format!("{name}{arrow}"));
    let layout = match what {
        What::Unit => Layout::left_to_right(Align::Center),
        _ => Layout::right_to_left(Align::Center),
    };
    let response = ui
        .with_layout(layout, |ui| {
            ui.add(egui::Button::new(text).frame(false).wrap())
        })
        .inner;
    if widgets::named(response, WidgetRole::Button, &spoken)
        .on_hover_text(&spoken)
        .clicked()
    {
        let reversed = view.sort.by == by && !view.sort.reversed;
        view.sort = Sort { by, reversed };
    }
}

fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    selected: Option<crate::engine::UnitId>,
    row: &RankingRow,
    what: What,
    actions: &mut Vec<Action>,
) {
    match what {
        What::Rank => rank_ui(ui, cx, row),
        What::Unit => {
            if table::link(ui, &row.label, &row.label).clicked() {
                let again = selected == Some(row.unit);
                actions.push(Action::Select((!again).then_some(row.unit)));
            }
        }
        What::Score(at) => {
            let text = row
                .cells
                .get(at)
                .map(|cell| cell.text.as_str())
                .unwrap_or_default();
            if at == 0 {
                bar(ui, row.share);
                table::number(ui, fonts::bold(text));
            } else {
                table::number(ui, text);
            }
        }
        What::RankOf(at) => {
            let rank = row.cells.get(at).and_then(|cell| cell.rank);
            let text = rank.map_or_else(String::new, |rank| rank.to_string());
            table::number(ui, RichText::new(text).weak());
        }
    }
}

fn rank_ui(ui: &mut Ui, cx: &Cx<'_>, row: &RankingRow) {
    let mark = if row.ranked {
        "–"
    } else {
        cx.texts.reference_mark()
    };
    let text = row
        .rank()
        .map_or_else(|| mark.to_owned(), |rank| rank.to_string());
    let moved = cx
        .derived
        .moved(row.unit, row.rank())
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

/// The table as tab-separated text, as shown, scores in full.
fn as_text(cx: &Cx<'_>) -> String {
    let ranking = &cx.derived.ranking;
    let mut text = format!("{}\t{}", cx.texts.rank(), cx.texts.unit());
    for (at, node) in ranking.nodes.iter().enumerate() {
        text.push('\t');
        text.push_str(&node.name);
        if at > 0 {
            text.push('\t');
            text.push_str(cx.texts.rank());
        }
    }
    text.push('\n');
    for row in &ranking.rows {
        let rank = row.rank().map(|rank| rank.to_string()).unwrap_or_default();
        text.push_str(&rank);
        text.push('\t');
        // A leading sign of a formula would be carried out by a spreadsheet.
        if row.label.starts_with(['=', '+', '-', '@']) {
            text.push('\'');
        }
        text.push_str(&row.label.replace(['\t', '\n'], " "));
        for (at, cell) in row.cells.iter().enumerate() {
            let score = cell
                .score
                .map(|score| score.to_string())
                .unwrap_or_default();
            let rank = cell.rank.map(|rank| rank.to_string()).unwrap_or_default();
            // Writing to a string cannot fail.
            let written = if at == 0 {
                write!(text, "\t{score}")
            } else {
                write!(text, "\t{score}\t{rank}")
            };
            debug_assert!(written.is_ok());
        }
        text.push('\n');
    }
    text
}
